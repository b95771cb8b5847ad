//! What tells a run of capitals to be a person's name when no title stands beside it.
//!
//! Takes a run of words; asks for known given names, endings that only surnames
//! have, verbs of which only persons are the subject, and the words by which
//! authors and photographers are credited. Each of them alone is enough; a run
//! that has none of them is left open.

use super::given::Place;
use super::run::{Run, Words};
use super::title::Role;
use super::token::{Gap, Shape};

/// Endings of surnames that no other common word has; at least three letters stand before them.
const SURNAME_ENDINGS: &[&str] = &[
    "ović",
    "ević",
    "ovic",
    "evic",
    "ович",
    "евич",
    "овић",
    "евић",
    "enko",
    "енко",
    "shvili",
    "швили",
    "escu",
    "ποπουλος",
    "πουλος",
    "poulos",
    "οπουλου",
    "akis",
    "άκης",
    "ıoğlu",
    "oğlu",
    "yan",
    "ян",
    "ashvili",
    "ytė",
    "ienė",
    "auskas",
    "evski",
    "ovski",
    "евски",
    "овски",
    "ев",
    "ов",
    "ева",
    "ова",
    "чук",
    "adze",
    "յան",
    "ić",
    "ић",
    "ayev",
    "iyev",
    "ayeva",
    "iyeva",
    "anov",
    "inov",
    "ikov",
    "imov",
    "enkov",
    "lova",
    "mova",
    "rova",
    "mədova",
    "anova",
    "inova",
    "ikova",
    "zadə",
];

impl Words<'_> {
    /// Whether the words of the run, or its neighbours, tell that it names a person.
    pub(super) fn is_person(&self, run: Run) -> bool {
        let last = run.end - 1;
        if run.words == 1 {
            return self.is_speaker(run) || self.is_initialled(run);
        }
        // In capitals throughout anything may be written.
        if run.words > 5 || (run.start..run.end).all(|at| self.shape(at) == Shape::Upper) {
            return false;
        }
        // `the Carl Gustaf launcher`: with an article it is a thing.
        let has_article = run.start > 0
            && self.gap(run.start) == Gap::Blank
            && matches!(self.written(run.start - 1), "the" | "The" | "THE");
        if has_article {
            return false;
        }
        if self.is_called_so(run, last) {
            return true;
        }
        if !self.is_full(run) {
            return false;
        }
        self.has_surname_ending(last) || self.says(run) || self.is_credited(run)
    }

    /// Whether a known given name stands where given names stand.
    fn is_called_so(&self, run: Run, last: usize) -> bool {
        match self.place(run.start) {
            Some(Place::First | Place::Any) => return true,
            Some(Place::Surname) => {
                let short = |at: usize| self.written(at).chars().count() <= 9;
                return run.words <= 3
                    && (run.start..run.end).all(short)
                    && (run.start + 1..run.end).all(|at| self.shape(at) == Shape::Capital);
            }
            None => {}
        }
        run.words <= 3
            && self.is_name(run.start)
            && (self.place(last) == Some(Place::Any) || self.is_of_two_syllables(run, last))
    }

    /// `Ban Ki-moon`: a short surname and a given name of two syllables with a hyphen.
    fn is_of_two_syllables(&self, run: Run, last: usize) -> bool {
        let is_syllable = |part: &str| {
            matches!(part.len(), 2..=5) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        };
        run.words == 2
            && self.written(run.start).len() <= 5
            && self.shape(run.start) == Shape::Capital
            && self.written(last).split_once('-').is_some_and(|(first, second)| {
                is_syllable(first) && is_syllable(second) && second.starts_with(char::is_lowercase)
            })
    }

    /// `I. Šimonytė` inside a sentence, where the letter is no number of a list.
    fn is_initialled(&self, run: Run) -> bool {
        let last = run.end - 1;
        run.end - run.start >= 2
            && (run.start..last).all(|at| self.is_initial(at) && self.gap(at + 1) == Gap::Dot)
            && self.shape(last) == Shape::Capital
            && self.written(last).chars().nth(3).is_some()
            && (matches!(self.gap(run.start), Gap::Blank | Gap::Comma)
                || self.has_surname_ending(last))
    }

    fn has_surname_ending(&self, at: usize) -> bool {
        let written = self.written(at);
        SURNAME_ENDINGS.iter().any(|ending| {
            written
                .strip_suffix(ending)
                .is_some_and(|stem| stem.chars().nth(1).is_some() && !stem.ends_with('-'))
        })
    }

    /// `said Petar Stipetić`, `Petar Stipetić said`.
    fn says(&self, run: Run) -> bool {
        let before = run.start > 0
            && self.gap(run.start) == Gap::Blank
            && self.shape(run.start - 1) == Shape::Lower
            && self.word(run.start - 1).is(Role::Say);
        let after = self.gap(run.end) == Gap::Blank
            && self.shape(run.end) == Shape::Lower
            && self.word(run.end).is(Role::Say);
        before || after
    }

    /// `Photo: Petar Stipetić`, `Перевод: …`, `By Petar Stipetić`, `Foto: MDE / …`.
    fn is_credited(&self, run: Run) -> bool {
        let Some(start) = self.tokens.get(run.start).map(|token| token.span.start) else {
            return false;
        };
        let on_line = |at: usize| {
            let from = self.tokens.get(at).map(|token| token.span.start)?;
            self.text.get(from..start).filter(|between| !between.contains('\n'))
        };
        let begins_line = |at: usize| matches!(self.gap(at), Gap::Break | Gap::Line);
        (1..=4).filter_map(|back| run.start.checked_sub(back)).any(|at| {
            let by = matches!(self.written(at), "By" | "BY" | "by");
            let is_credit = self.word(at).is(Role::Credit)
                || by && begins_line(at) && self.written(at) != "by"
                || by
                    && at > 0
                    && self.gap(at) == Gap::Blank
                    && is_contribution(self.written(at - 1));
            is_credit
                && on_line(at).is_some_and(|between| {
                    at + 1 == run.start || between.len() <= 40 && between.contains([':', '/'])
                })
        })
    }

    /// `Tajani: "…"` at the beginning of a line.
    fn is_speaker(&self, run: Run) -> bool {
        let Some(span) = self.tokens.get(run.start).map(|token| token.span) else { return false };
        let quotes = |rest: &str| {
            rest.strip_prefix([':', '․']).is_some_and(|rest| {
                let rest = rest.trim_start_matches(' ');
                rest.starts_with(['"', '“', '„', '«', '‘', '\''])
                    || rest.starts_with(char::is_alphabetic) && self.has_surname_ending(run.start)
            })
        };
        self.shape(run.start) == Shape::Capital
            && matches!(self.gap(run.start), Gap::Break | Gap::Line)
            && self.text.get(span.end..).is_some_and(quotes)
    }
}

/// What stands before `by` and an author.
fn is_contribution(word: &str) -> bool {
    const CONTRIBUTIONS: [&str; 12] = [
        "article",
        "story",
        "written",
        "reported",
        "posted",
        "submitted",
        "compiled",
        "edited",
        "photo",
        "photos",
        "words",
        "prepared",
    ];
    CONTRIBUTIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}
