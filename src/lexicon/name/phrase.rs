//! Titles beside a run of name words: where they begin and end.
//!
//! Three places: right before the name or before a comma in front of it, right
//! after it, and in apposition after a comma. Takes the words of a text, gives
//! the words that make the title.

use super::run::{Run, Words};
use super::title::{Kind, Position, Role, Word};
use super::token::{Gap, Shape};

/// Longest title in words.
const LONGEST_TITLE: usize = 14;
/// The tokens of a title, without forms of address at its end.
#[derive(Clone, Copy)]
pub(super) struct Phrase {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) only_address: bool,
}

impl Words<'_> {
    /// The title that ends right before the run, or before a comma in front of it.
    pub(super) fn title_before(&self, run: Run) -> Option<Phrase> {
        let over_comma = self.gap(run.start) == Gap::Comma;
        if over_comma && !(run.words >= 2 && self.is_closed(run.end)) {
            return None;
        }
        let mut start = None;
        let mut commas = 0;
        let mut at = run.start;
        while at > 0 && run.start - at < LONGEST_TITLE {
            let before = self.word(at - 1);
            let joins = match self.gap(at) {
                Gap::Blank | Gap::Line | Gap::Possessive => true,
                // `(Viktor) Orban` behind its title, and `minister (of Kosovo) X`.
                Gap::Open => at == run.start || self.is_country(at) || self.is_aside(at),
                Gap::Close => self.is_country(at - 1) || self.is_aside(at - 1),
                Gap::Dot => {
                    before.title.is_some_and(|title| title.abbreviation) || self.is_retired(at - 1)
                }
                // `X, minister of defence, and General Y`: what stands before belongs to X.
                Gap::Comma => {
                    commas += 1;
                    commas == 1 && !self.word(at).is(Role::And)
                }
                _ => false,
            };
            if !joins || !self.can_stand_in_title(at - 1, before, run.start) {
                break;
            }
            at -= 1;
            if before.title.is_some_and(|title| title.position != Position::After) {
                start = Some(at);
            }
        }
        let phrase = self.with_country_in_front(self.phrase(start?, run.start)?, at);
        // `X, minister of defence, Y`: the title in apposition belongs to the name in front of it.
        let of_another = over_comma
            && self.gap(phrase.start) == Gap::Comma
            && phrase.start > 0
            && self.is_name(phrase.start - 1);
        (!of_another && !self.is_name_of_thing(phrase)).then_some(phrase)
    }

    /// `frigate Admiral Essen`, «Адмирал Эссен»: the title belongs to the name of a thing.
    fn is_name_of_thing(&self, phrase: Phrase) -> bool {
        let Some(mut before) = phrase.start.checked_sub(1) else { return false };
        // `Order of Prince Branimir`.
        if before > 0
            && self.gap(phrase.start) == Gap::Blank
            && self.gap(before) == Gap::Blank
            && self.word(before).is(Role::Link)
            && self.shape(before - 1) == Shape::Capital
        {
            before -= 1;
        }
        let gap = self.gap(phrase.start);
        // `im. króla Jana`: in honour of the king.
        if self.word(before).is(Role::Site) && matches!(gap, Gap::Blank | Gap::Dot) {
            return true;
        }
        let is_capital = self.shape(phrase.start) != Shape::Lower;
        matches!(gap, Gap::Blank | Gap::Quote)
            && self.word(before).is(Role::Thing)
            && !self.word(before).is(Role::Matter)
            && (self.shape(before) != Shape::Lower || is_capital)
    }

    fn can_stand_in_title(&self, at: usize, word: Word, name: usize) -> bool {
        if word.title.is_some() || word.is(Role::Matter) || self.is_country(at) {
            return true;
        }
        if self.is_aside(at) || self.is_retired(at) || self.is_abbreviated_body(at) {
            return true;
        }
        let is_lower = self.shape(at) == Shape::Lower || self.is_initial(at);
        // `minister for X`: what follows a link is the matter, not the man.
        if !is_lower || at + 1 == name {
            return false;
        }
        // Not in the table of links, as Vietnamese and Chinese names have it with a mark or capital.
        let is_dutch = matches!(self.written(at), "van" | "voor");
        word.is(Role::Link)
            || is_dutch
            || word.is(Role::And) && self.is_matter(at + 1) && at > 0 && self.is_matter(at - 1)
    }

    /// Whether a title in front of names is meant for several of them.
    pub(super) fn is_plural(&self, phrase: Phrase) -> bool {
        let mut titles = (phrase.start..phrase.end).filter(|at| self.word(*at).title.is_some());
        titles.next().is_some_and(|at| {
            let written = self.written(at);
            // Plurals of English and its neighbours, Slavic, Hungarian, Romanian, Turkish.
            ["s", "S", "ы", "и", "zy", "ři", "ri", "ii", "k", "ler", "lar", "ները"]
                .iter()
                .any(|ending| written.ends_with(ending))
        })
    }

    /// `général (2S) X`, `Major General (Retd) X`: the state of service in brackets.
    fn is_aside(&self, at: usize) -> bool {
        self.gap(at) == Gap::Open && self.gap(at + 1) == Gap::Close && self.written(at).len() <= 5
    }

    /// `General a. D.`, `Oberst i. G.`: letters with full stops behind a German rank.
    fn is_retired(&self, at: usize) -> bool {
        const FORMS: [(&str, &str); 6] =
            [("a", "D"), ("i", "G"), ("d", "R"), ("i", "R"), ("i", "T"), ("z", "S")];
        let has = |first: usize| {
            self.gap(first + 1) == Gap::Dot
                && FORMS.contains(&(self.written(first), self.written(first + 1)))
        };
        has(at) || at > 0 && has(at - 1)
    }

    /// `Szef BBN X`, `komandant EUFOR-a X`: a body by its letters.
    fn is_abbreviated_body(&self, at: usize) -> bool {
        let is_short = self.written(at).chars().nth(6).is_none();
        self.is_abbreviation_with_ending(at)
            || self.shape(at) == Shape::Upper && is_short && self.shape(at + 1) == Shape::Capital
    }

    fn is_matter(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_country(at) || word.is(Role::Matter) || word.title.is_some()
    }

    /// Widens a title to the countries and matters right in front of it, back to `limit`.
    fn with_country_in_front(&self, mut phrase: Phrase, limit: usize) -> Phrase {
        let mut at = phrase.start;
        while at > limit
            && self.is_matter(at - 1)
            && matches!(self.gap(at), Gap::Blank | Gap::Possessive)
        {
            at -= 1;
        }
        // `In Belgrade Minister X`: the town is where, not whose.
        while at < phrase.start && self.is_town(at) {
            at += 1;
        }
        phrase.start = at;
        phrase
    }

    /// The title between two tokens, cut to its office or rank.
    fn phrase(&self, start: usize, end: usize) -> Option<Phrase> {
        let is_address = |at: usize| {
            self.word(at)
                .title
                .is_some_and(|title| matches!(title.kind, Kind::Honorific | Kind::Academic))
        };
        let only_address = (start..end).all(|at| is_address(at) || self.word(at).title.is_none());
        let mut cut = end;
        while cut > start && !only_address && is_address(cut - 1) {
            cut -= 1;
        }
        (start < cut).then_some(Phrase { start, end: cut, only_address })
    }

    /// `X altábornagy`, `X honvédelmi miniszter`: a title that follows without a comma.
    pub(super) fn title_after_directly(&self, run: Run) -> Option<Phrase> {
        // `a Saab elnöke`: no person's name has an article.
        let has_article =
            run.start > 0 && matches!(self.written(run.start - 1), "a" | "az" | "A" | "Az");
        if run.words == 1 && has_article && self.gap(run.start) == Gap::Blank {
            return None;
        }
        let mut at = run.end;
        while at < run.end + 6 && self.gap(at) == Gap::Blank && self.shape(at) == Shape::Lower {
            let word = self.word(at);
            if word.title.is_some_and(|title| title.position != Position::Before) {
                return self.phrase(run.end, at + 1);
            }
            // `külgazdasági és külügyminiszter`: two matters of one office.
            let joins = word.is(Role::And) && at > run.end && self.is_matter(at + 1);
            if !(word.is(Role::Matter) || self.is_country(at) || joins) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// `X Y, minister of defence,`: a title in apposition, which must come to an end.
    pub(super) fn title_after_comma(&self, run: Run) -> Option<Phrase> {
        let places = run.start > 0 && self.gap(run.start) == Gap::Blank && {
            let before = self.word(run.start - 1);
            let is_long = self.written(run.start - 1).chars().nth(1).is_some();
            before.is(Role::Place) || before.is(Role::Link) && is_long
        };
        if run.words < 2 || places || !matches!(self.gap(run.end), Gap::Comma | Gap::Open) {
            return None;
        }
        let mut at = run.end;
        let mut is_titled = false;
        while at < self.tokens.len() && at - run.end < LONGEST_TITLE {
            let word = self.word(at);
            let joins = at == run.end || matches!(self.gap(at), Gap::Blank | Gap::Possessive);
            let stands = self.is_matter(at)
                || self.shape(at) == Shape::Lower && (word.is(Role::Link) || word.is(Role::And));
            if !joins || !stands {
                break;
            }
            is_titled |=
                word.title.is_some_and(|title| matches!(title.kind, Kind::Office | Kind::Rank));
            at += 1;
        }
        let mut start = run.end;
        while start < at && !self.is_matter(start) {
            start += 1;
        }
        while at > start && !self.is_matter(at - 1) {
            at -= 1;
        }
        let names_another = self.gap(at) == Gap::Blank && self.run(at).is_some();
        (is_titled && !names_another).then(|| self.phrase(start, at)).flatten()
    }

    /// Whether an apposition ends before the word at `at`.
    fn is_closed(&self, at: usize) -> bool {
        !matches!(self.gap(at), Gap::Blank | Gap::Possessive)
            || self.follows(at, Gap::Blank, Role::And)
    }
}
