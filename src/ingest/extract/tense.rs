//! What the clause around a date tells: what has been, what is to come, a plan or history.
//!
//! Takes the text, the sentence of a date and the language; gives the direction
//! of the date's own clause, else that of the nearest clause that has one.
//! Verbs are known by the words and endings of `tense.tsv`; no grammar is
//! parsed, so where a clause holds cues of both kinds the nearer one must be
//! clearly nearer. A language without a row tells nothing.

use super::cue::{Kind, Kinds, Word, cues, words};
use crate::lexicon::date::{Direction, Expression};
use crate::lexicon::word::Words;
use crate::span::Span;

/// What is told of a date by the words around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Direction of the clause that the date stands in.
    pub clause: Option<Direction>,
    /// Direction of the nearest clause that has one, where its own has none.
    pub sentence: Option<Direction>,
    /// Whether its clause names a plan or programme.
    pub plan: bool,
    /// Whether its clause tells of history.
    pub background: bool,
}

/// The longest sentence whose words are looked at on each side of a date, in bytes.
const WITHIN: usize = 300;

/// Whether no more than a weekday is written.
fn is_weekday(date: &Expression) -> bool {
    date.first.weekday.is_some() && date.first.month.is_none()
}

/// The most words beside the date that are taken for a clause without a verb.
const WITHOUT_VERB: usize = 4;

/// What is told of `date` in its `sentence` of `text`.
pub(super) fn told(
    text: &Words<'_>,
    sentence: Span,
    date: &Expression,
    lang: Option<&str>,
) -> Told {
    let Some(cues) = lang.and_then(cues) else { return Told::default() };
    let (cut, text) = (text, text.text);
    let window = window(text, sentence, date.span);
    let words = words(cut, window, date.span, cues);
    let mut clauses = Clauses::cut(text, window, date.span, &words);
    clauses.mark_beside(text, date, &words);
    let own = clauses.own();
    let mut told = Told {
        clause: own.direction(),
        plan: own.plan,
        background: own.background,
        sentence: None,
    };
    // A longer clause has a verb of its own, if one that is not known; a weekday hangs on it, while
    // a month lies on the same side as the whole sentence.
    let hangs = is_weekday(date) && own.words > WITHOUT_VERB;
    let day_or_month = date.first.month.is_some();
    if !own.tells() && !hangs {
        told.sentence = clauses.nearest(day_or_month);
    } else if told.clause.is_none() && day_or_month && own.asks() {
        told.sentence = Some(Direction::Future);
    }
    told
}

/// The part of the sentence around the date that is looked at.
fn window(text: &str, sentence: Span, date: Span) -> Span {
    let mut start = sentence.start.min(date.start).max(date.start.saturating_sub(WITHIN));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = sentence.end.max(date.end).min(date.end + WITHIN).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start.min(date.start), end.max(date.end))
}

/// The fewest bytes between a word that asks or arranges and the date that it is for: nearer, it
/// may tell when one asked ("invited in April").
const ASKED_FOR: usize = 12;

/// How a clause begins.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Beginning {
    #[default]
    Plain,
    /// With a word that joins it to another, as "who" does.
    Joined,
    /// So joined, and its first verb before the date has told its direction.
    Told(Direction),
}

/// What one clause holds; of its verbs the places that are nearest to the date.
#[derive(Clone, Copy, Default)]
struct Clause {
    past: Option<usize>,
    future: Option<usize>,
    /// A word that asks, arranges or supposes: what follows may lie before or after the day of writing.
    open: Option<usize>,
    /// Whether it sets an end, as "until Tuesday" does.
    until: bool,
    begins: Beginning,
    plan: bool,
    background: bool,
    words: usize,
}

impl Clause {
    fn tells(self) -> bool {
        self.past.is_some() || self.future.is_some() || self.open.is_some() || self.until
    }

    fn direction(self) -> Option<Direction> {
        // "Who arrived on Monday will": the second verb is that of the clause around it.
        if let (Some(_), Some(_), Beginning::Told(first)) = (self.past, self.future, self.begins)
            && self.open.is_none()
            && !self.until
        {
            return Some(first);
        }
        match (self.past, self.future) {
            (Some(_), _) if self.open.is_some() || self.until => None,
            (Some(_), None) => Some(Direction::Past),
            (None, Some(_)) => Some(Direction::Future),
            (None, None) => (self.until && self.open.is_none()).then_some(Direction::Future),
            (Some(past), Some(future)) if past * 2 <= future => Some(Direction::Past),
            (Some(past), Some(future)) if future * 2 <= past => Some(Direction::Future),
            (Some(_), Some(_)) => None,
        }
    }

    /// Whether it asks for or arranges what is dated: that is to come.
    fn asks(self) -> bool {
        let nearest = |open: usize| self.past.is_none_or(|past| open <= past);
        let asks = self.open.is_some_and(|open| open >= ASKED_FOR && nearest(open));
        asks && self.future.is_none() && !self.until
    }

    /// The direction of a date in the next clause: in "On Wednesday, he said ties would grow" the
    /// nearer verb tells.
    fn seen_from_beside(self) -> Option<Direction> {
        let open = self.open.filter(|open| self.past.is_none_or(|past| *open <= past));
        Self { open, ..self }.direction()
    }
}

/// The clauses before the date, its own, and those after it.
struct Clauses {
    clauses: Vec<Clause>,
    own: usize,
}

impl Clauses {
    fn cut(text: &str, window: Span, date: Span, words: &[Word]) -> Self {
        let mut clauses = vec![Clause::default()];
        let mut own = 0;
        let mut passed = false;
        let mut from = window.start;
        for (index, word) in words.iter().enumerate() {
            let between = Span::new(from, word.span.start);
            if !passed && date.start < word.span.start {
                passed = true;
                let before = Span::new(from, date.start.max(from));
                let after = Span::new(date.end.min(word.span.start), word.span.start);
                if breaks(before.of(text)) {
                    clauses.push(Clause::default());
                }
                own = clauses.len() - 1;
                if breaks(after.of(text)) {
                    clauses.push(Clause::default());
                }
            } else if breaks(between.of(text)) {
                clauses.push(Clause::default());
            }
            from = word.span.end;
            if word.kinds.has(Kind::Border) {
                clauses.push(Clause { begins: Beginning::Joined, ..Clause::default() });
            }
            let Some(clause) = clauses.last_mut() else { continue };
            clause.words += 1;
            // Most words tell nothing.
            if word.kinds == Kinds::default() {
                continue;
            }
            let distance = if passed {
                word.span.start.saturating_sub(date.end)
            } else {
                date.start.saturating_sub(word.span.end)
            };
            mark(words, index, distance, clause);
            if clause.begins == Beginning::Joined
                && !passed
                && let Some(first) = clause.direction()
            {
                clause.begins = Beginning::Told(first);
            }
        }
        if !passed {
            if breaks(Span::new(from, date.start.max(from)).of(text)) {
                clauses.push(Clause::default());
            }
            own = clauses.len() - 1;
        }
        Self { clauses, own }
    }

    /// Marks the date's clause by the words that touch the date.
    fn mark_beside(&mut self, text: &str, date: &Expression, words: &[Word]) {
        let Some(own) = self.clauses.get_mut(self.own) else { return };
        let (first, span) = (date.first, date.span);
        let touches = |from: usize, to: usize| {
            text.get(from..to).is_some_and(|between| between.chars().all(char::is_whitespace))
        };
        let before = words.iter().rev().find(|word| word.span.end <= span.start);
        let before = before.filter(|word| touches(word.span.end, span.start));
        let after = words.iter().find(|word| span.end <= word.span.start);
        let after = after.filter(|word| touches(span.end, word.span.start));
        // Beside a month or year, the words for "until" often mean "about" or "for the duration of".
        own.until |= is_weekday(date) && before.is_some_and(|word| word.kinds.has(Kind::Until));
        // "From 20 to 23 January" begins with the same word in many languages.
        if first.year.is_some() && date.last.is_none() {
            own.background |=
                before.into_iter().chain(after).any(|word| word.kinds.has(Kind::Since));
        }
    }

    fn own(&self) -> Clause {
        self.clauses.get(self.own).copied().unwrap_or_default()
    }

    /// The direction of the clause that has one and is fewest clauses away.
    ///
    /// A clause that asks or arranges puts a `day_or_month` beside it into the future; a weekday may
    /// be that of asking.
    fn nearest(&self, day_or_month: bool) -> Option<Direction> {
        let direction = |side: &Clause| {
            let asked = side.open.is_some() && side.future.is_none();
            side.seen_from_beside().or((day_or_month && asked).then_some(Direction::Future))
        };
        for steps in 1..self.clauses.len() {
            let at = |index: Option<usize>| {
                index.and_then(|index| self.clauses.get(index)).copied().unwrap_or_default()
            };
            let sides = [at(self.own.checked_sub(steps)), at(self.own.checked_add(steps))];
            if sides.iter().any(|side| side.tells()) {
                let mut directions = sides.iter().filter(|side| side.tells()).map(direction);
                let first = directions.next().flatten();
                return first.filter(|_| directions.all(|other| other == first));
            }
        }
        None
    }
}

/// Whether the text between two words ends a clause.
fn breaks(between: &str) -> bool {
    const MARKS: [char; 20] = [
        ',', ';', ':', '–', '—', '(', ')', '"', '“', '”', '„', '«', '»', '،', '؛', '，', '、',
        '。', '\n', '|',
    ];
    if between == " " || between.is_empty() {
        return false;
    }
    between.match_indices(MARKS).any(|(at, mark)| {
        // "10:30" and "1,500" hold no border.
        let digit = |character: Option<char>| character.is_some_and(|next| next.is_ascii_digit());
        let before = between.get(..at).and_then(|head| head.chars().next_back());
        let after = between.get(at + mark.len()..).and_then(|rest| rest.chars().next());
        !(digit(before) && digit(after))
    }) || between.contains(" - ")
}

/// Marks in `clause` what the word at `index` tells, `distance` bytes from the date.
fn mark(words: &[Word], index: usize, distance: usize, clause: &mut Clause) {
    let Some(word) = words.get(index) else { return };
    // "Will be held" is not "was held".
    let is_unreal = || {
        let before = words.get(index.saturating_sub(2)..index).unwrap_or_default();
        before.iter().any(|word| word.kinds.has(Kind::Auxiliary))
    };
    let nearer = |place: Option<usize>| Some(place.map_or(distance, |old| old.min(distance)));
    let kinds = word.kinds;
    if kinds.has(Kind::Past) && !is_unreal() {
        clause.past = nearer(clause.past);
    }
    if kinds.has(Kind::Future) {
        clause.future = nearer(clause.future);
    }
    if kinds.has(Kind::Open) {
        clause.open = nearer(clause.open);
    }
    clause.plan |= kinds.has(Kind::Plan);
    clause.background |= kinds.has(Kind::Background);
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;
    use crate::lexicon::date::{Written, scan};
    use Direction::{Future, Past};

    /// A weekday at `span`.
    fn weekday(span: Span) -> Expression {
        let first = Written { weekday: Some(Weekday::Tuesday), ..Written::default() };
        let (last, alternative, relative) = (None, None, None);
        Expression { span, first, last, alternative, relative, rule: "weekday" }
    }

    /// What is told of the part of the text in square brackets.
    fn of(text: &str, lang: &str) -> Told {
        let start = text.find('[').expect("a bracket");
        let end = text.find(']').expect("a bracket") - 1;
        let plain = text.replace(['[', ']'], "");
        let whole = Span::new(0, plain.len());
        told(&Words::cut(&plain), whole, &weekday(Span::new(start, end)), Some(lang))
    }

    #[test]
    fn the_clause_tells_the_direction() {
        for (text, lang, clause) in [
            ("The ministers met [on Tuesday] in Delhi", "en", Some(Past)),
            ("He said that talks will be held [on Friday]", "en", Some(Future)),
            ("He said [on Friday] that talks will be held", "en", Some(Past)),
            ("The ship stays until [Thursday]", "en", Some(Future)),
            ("The ship stayed until [Thursday]", "en", None),
            ("They were invited for [Thursday]", "en", None),
            ("He said the talks would be on [Thursday]", "en", None),
            ("United Nations forces [on Tuesday]", "en", None),
            ("A visit is scheduled for [Tuesday]", "en", Some(Future)),
            ("Ministar je [u utorak] potpisao sporazum", "sr", Some(Past)),
            ("Министри су [у уторак] потписали споразум", "sr", Some(Past)),
            ("Sastanak će biti održan [u petak]", "sr", Some(Future)),
            ("Vežba će početi [u petak]", "hr", Some(Future)),
            ("Министры подписали [во вторник] соглашение", "ru", Some(Past)),
            ("Министр прибудет [во вторник] в Москву", "ru", Some(Future)),
            ("Міністри підписали угоду [у вівторок]", "uk", Some(Past)),
            ("Навчання відбудуться [у п'ятницю]", "uk", Some(Future)),
            ("Министрите ще подпишат [във вторник] споразумение", "bg", Some(Future)),
            ("Министрите подписаха [във вторник] споразумение", "bg", Some(Past)),
            ("Министрите [во вторник] ќе потпишат договор", "mk", Some(Future)),
            ("Gościł [w sobotę] premier Węgier", "pl", Some(Past)),
            ("Ćwiczenia odbędą się [w sobotę]", "pl", Some(Future)),
            ("Ministři [v úterý] jednali v Praze", "cs", Some(Past)),
            ("A miniszterek [kedden] aláírták a tervet", "hu", Some(Past)),
            ("A gyakorlat [pénteken] fog kezdődni", "hu", Some(Future)),
            ("Miniștrii au semnat [marți] acordul", "ro", Some(Past)),
            ("Ministrul va merge [vineri] la Iași", "ro", Some(Future)),
            ("Die Minister unterzeichneten [am Dienstag] ein Abkommen", "de", Some(Past)),
            ("Die Übung wird [am Freitag] beginnen", "de", Some(Future)),
            ("Les ministres ont signé [mardi] un accord", "fr", Some(Past)),
            ("La visite aura lieu [vendredi]", "fr", Some(Future)),
            ("I ministri hanno firmato [martedì] un accordo", "it", Some(Past)),
            ("La visita sarà [venerdì] a Roma", "it", Some(Future)),
            ("Los ministros firmaron [el martes] un acuerdo", "es", Some(Past)),
            ("La visita será [el viernes]", "es", Some(Future)),
            ("O ministro visitou [na terça-feira] o quartel", "pt", Some(Past)),
            ("A reunião será [na sexta-feira]", "pt", Some(Future)),
            ("Bakanlar anlaşmayı [salı günü] imzaladı", "tr", Some(Past)),
            ("Tatbikat [cuma günü] başlayacak", "tr", Some(Future)),
            ("Οι υπουργοί υπέγραψαν [την Τρίτη] συμφωνία", "el", Some(Past)),
            ("Η επίσκεψη θα γίνει [την Παρασκευή]", "el", Some(Future)),
            ("Ministrat [të martën] nënshkruan marrëveshjen", "sq", Some(Past)),
            ("Stërvitja do të mbahet [të premten]", "sq", Some(Future)),
        ] {
            assert_eq!(of(text, lang).clause, clause, "{lang} {text}");
        }
    }

    #[test]
    fn the_nearest_clause_helps_one_that_tells_nothing() {
        for (text, clause, sentence) in [
            ("[On Tuesday], the ministers signed a plan, which will begin soon", None, Some(Past)),
            ("[On Tuesday], the ministers meet", None, None),
            ("They met, 10:30 [on Tuesday]", None, Some(Past)),
            ("Speaking [on Tuesday], he said ties would grow", None, Some(Past)),
            (
                "The guests, who arrived on Monday, leave Ankara for their country [on Sunday]",
                None,
                None,
            ),
            ("He left, [on Tuesday], and they will follow", None, None),
            ("The ship that arrived [on Tuesday] will patrol the coast", Some(Past), None),
        ] {
            let told = of(text, "en");
            assert_eq!((told.clause, told.sentence), (clause, sentence), "{text}");
        }
    }

    #[test]
    fn plans_and_history_are_known() {
        let told = of("They signed the plan of cooperation for [2025]", "en");
        assert!(told.plan && !told.background);
        assert!(of("The unit, founded in [1920], took part", "en").background);
        assert!(is_background("They have cooperated since 14 May 2001"));
        assert!(!is_background("They have cooperated since 14 May"));
        assert!(of("Ministri su potpisali plan saradnje za [2025]", "sr").plan);
        assert_eq!(told_in_no_language(), Told::default());
    }

    fn is_background(text: &str) -> bool {
        let found = scan(text);
        let whole = Span::new(0, text.len());
        told(&Words::cut(text), whole, found.first().expect("a date"), Some("en")).background
    }

    fn told_in_no_language() -> Told {
        let words = Words::cut("They met on Tuesday");
        told(&words, Span::new(0, 19), &weekday(Span::new(12, 19)), None)
    }
}
