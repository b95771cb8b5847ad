//! The words of a text as name rules read them, and runs of words that can be a name.
//!
//! Takes a text and the places where countries are named in it. A run is told
//! from its words and their gaps alone; titles beside it are another matter
//! (`phrase`), but words that are titles end it.

use std::cell::{Cell, RefCell};

use super::fact::{self, Fact};
use super::given::{self, Place};
use super::title::{self, Kind, Role, Word};
use super::token::{Gap, Shape, Token, tokens};
use crate::lexicon::word::{self, Known};
use crate::span::Span;

/// Longest name in words.
const LONGEST_NAME: usize = 6;

/// A text cut into words, with what each of them can be.
///
/// Words are asked for by their number; one out of range is a small empty word
/// after a break, which ends every rule.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    cut: &'a word::Words<'a>,
    /// What is known of words, by their numbers.
    facts: RefCell<Known<Fact>>,
    /// Where they stand in names, once it was asked.
    places: Vec<Cell<Asked>>,
    is_country: Vec<bool>,
    is_town: Vec<bool>,
    /// The run that was last asked whether it belongs to a thing, with the answer.
    of_thing: Cell<Option<(Run, bool)>>,
}

/// What is known of the place of a word in names.
#[derive(Clone, Copy)]
enum Asked {
    NotYet,
    Answered(Option<Place>),
}

thread_local! {
    /// Between one text and the next; else the words of the text have it.
    static KNOWN: RefCell<Known<Fact>> = RefCell::default();
}

/// A run of name words: tokens from `start` to before `end`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) words: usize,
}

impl<'a> Words<'a> {
    /// The words of a text; `countries` and `towns` are the spans where those are named, in order.
    pub(super) fn new(cut: &'a word::Words<'a>, countries: &[Span], towns: &[Span]) -> Self {
        let tokens = tokens(cut);
        let is_country = marked(&tokens, countries);
        let is_town = marked(&tokens, towns);
        let facts = RefCell::new(KNOWN.take());
        let places = vec![Cell::new(Asked::NotYet); tokens.len()];
        let (text, of_thing) = (cut.text, Cell::new(None));
        Self { text, tokens, cut, facts, places, is_country, is_town, of_thing }
    }

    pub(super) fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn fact(&self, at: usize) -> Fact {
        self.tokens.get(at).map_or_else(Fact::default, |token| {
            let read = |written: &str| Fact::of(written, token.shape);
            *self.facts.borrow_mut().of(self.cut, token.word, read)
        })
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.word_of(self.fact(at), at)
    }

    /// What the word at `at` is, of which this is known.
    fn word_of(&self, Fact { mut word, begins_title, .. }: Fact, at: usize) -> Word {
        // `Tan Sri`: Malay titles of two words, of which the first is a surname elsewhere.
        if begins_title && matches!(self.written(at + 1), "Sri" | "Puan") {
            return self.fact(at + 1).word;
        }
        let Some(title) = word.title.filter(|title| title.abbreviation) else { return word };
        // In small letters and without its full stop it is another word: Greek `κ.`, Russian `к`.
        let is_address = matches!(title.kind, Kind::Honorific | Kind::Academic);
        // In capitals it is rather short for something else: `SR`, `MM`.
        let differs = match self.shape(at) {
            Shape::Lower => true,
            Shape::Upper => is_address,
            _ => false,
        };
        if differs && self.gap(at + 1) != Gap::Dot {
            word.title = None;
        }
        word
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Break, |token| token.gap)
    }

    pub(super) fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Lower, |token| token.shape)
    }

    pub(super) fn is_country(&self, at: usize) -> bool {
        let is_marked = |marks: &[bool], at: usize| marks.get(at).copied().unwrap_or_default();
        let is_given_name = || {
            // `Secretary Victoria Nuland`, `the minister of defence, Aden Duale`, `Sofia Petrova`,
            // though each is a capital too.
            let back = if self.gap(at) == Gap::Close { 2 } else { 1 };
            let before = at.checked_sub(back).map(|before| self.word(before)).unwrap_or_default();
            let gap = self.gap(at);
            let behind_title = before.title.is_some() && gap == Gap::Blank
                || gap == Gap::Comma && before.is(Role::Matter)
                || !before.is(Role::Place) && given::is_first(self.written(at));
            let may_be = if is_marked(&self.is_country, at) {
                // `général Dominique Trinquand`, `Minister Israel Katz`.
                before.title.is_some() && given::is_first(self.written(at))
            } else {
                behind_title
            };
            may_be
                && self.gap(at + 1) == Gap::Blank
                && matches!(self.shape(at + 1), Shape::Capital | Shape::Upper)
                && !is_marked(&self.is_country, at + 1)
                && !is_marked(&self.is_town, at + 1)
                && self.word(at + 1).can_be_name()
        };
        (is_marked(&self.is_country, at) || is_marked(&self.is_town, at)) && !is_given_name()
    }

    pub(super) fn is_town(&self, at: usize) -> bool {
        self.is_town.get(at).copied().unwrap_or_default()
    }

    /// Whether the word at `at` follows over `gap` and plays `role`.
    pub(super) fn follows(&self, at: usize, gap: Gap, role: Role) -> bool {
        self.gap(at) == gap && self.word(at).is(role)
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        if !matches!(self.shape(at), Shape::Capital | Shape::Upper) {
            return false;
        }
        let fact = self.fact(at);
        !fact.is_no_name
            && !fact.is_particle
            && (self.word_of(fact, at).can_be_name() || self.is_given_after_all(at))
            && !self.is_country(at)
    }

    /// `EUFOR-a`, `NATO-ja`: capitals and a case ending behind a hyphen.
    pub(super) fn is_abbreviation_with_ending(&self, at: usize) -> bool {
        self.shape(at) == Shape::Capital && fact::is_abbreviation_with_ending(self.written(at))
    }

    /// A given name that means what an office is about in another language: `Marina Pendeš`.
    fn is_given_after_all(&self, at: usize) -> bool {
        let word = self.word(at);
        let written = self.written(at);
        // `Lê Minh Hưng`: without its marks the surname is an article elsewhere.
        let is_marked_surname = || {
            !written.is_ascii()
                && word.title.is_none()
                && !title::is_told_by_marks(written)
                && given::is_exact(written)
        };
        (word.is_only(Role::Matter) || word.is_only(Role::Thing) || is_marked_surname())
            && self.shape(at) == Shape::Capital
            && self.gap(at + 1) == Gap::Blank
            && self.shape(at + 1) == Shape::Capital
            && !self.is_country(at + 1)
            && self.word(at + 1).can_be_name()
            && (given::is_first(written) || is_marked_surname())
    }

    /// A name that happens to look like a small word, as `He` and `Su` do, right after a title.
    fn is_short_name_after_title(&self, at: usize) -> bool {
        self.shape(at) == Shape::Capital
            && self.written(at).len() <= 3
            && self.gap(at) == Gap::Blank
            && at > 0
            && self.word(at - 1).title.is_some()
            && !self.is_country(at)
            && self.word(at).title.is_none()
            && self.gap(at + 1) == Gap::Blank
            && self.is_name(at + 1)
    }

    pub(super) fn is_initial(&self, at: usize) -> bool {
        self.shape(at) == Shape::Initial
    }

    pub(super) fn is_generation(&self, at: usize) -> bool {
        matches!(self.written(at), "Jr" | "Jnr" | "Sr" | "Snr" | "II" | "III" | "IV")
    }

    /// The first word from `at` on where a run may begin: most are small and followed by a small
    /// one.
    pub(super) fn next_start(&self, at: usize) -> usize {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let is_small = |token: &Token| token.shape == Shape::Lower;
        let pair = rest.windows(2).position(|pair| !pair.iter().all(is_small));
        at + pair.unwrap_or(rest.len().saturating_sub(1))
    }

    /// The run of name words that begins at `start`, if one does.
    pub(super) fn run(&self, start: usize) -> Option<Run> {
        if self.shape(start) == Shape::Lower && self.shape(start + 1) == Shape::Lower {
            return None;
        }
        if self.is_in_excellency(start) {
            return None;
        }
        let mut run = Run { start, end: start + 1, words: 1 };
        if !self.is_name(start) && !self.is_short_name_after_title(start) {
            let after_letter = start > 0
                && self.gap(start) == Gap::Dot
                && self.shape(start - 1) == Shape::Lower
                && self.written(start - 1).len() == 1;
            let begins = self.is_initial(start)
                && !after_letter
                && (self.gap(start + 1) == Gap::Dot || self.has_rank_before(start))
                || self.fact(start).is_particle && self.has_rank_before(start);
            if !begins || !(self.is_name(start + 1) || self.is_initial(start + 1)) {
                return None;
            }
            run.words = 0;
        } else if self.shape(start) == Shape::Upper
            && (self.is_acronym(start) || self.is_body_before_name(start))
        {
            return None;
        }
        while run.end - run.start < LONGEST_NAME {
            let Some(end) = self.next_in_name(run) else { break };
            run.words += usize::from(self.is_name(end - 1));
            run.end = end;
        }
        (run.words > 0).then(|| self.cut_in_capitals(run))
    }

    /// `S.E.M. Zhao Zhiyuan`, `S.E. Mariam Diop`: His Excellency, and no initials.
    fn is_in_excellency(&self, at: usize) -> bool {
        let is = |at: usize, letter: &str| self.written(at) == letter;
        let begins = |at: usize| is(at, "S") && self.gap(at + 1) == Gap::Dot && is(at + 1, "E");
        self.is_initial(at)
            && (begins(at)
                || at > 0 && begins(at - 1)
                || at > 1 && begins(at - 2) && is(at, "M") && self.gap(at) == Gap::Dot)
    }

    /// In a line of capitals nothing tells the name from what follows: no more
    /// is taken of it than a known given name and one word, or one word.
    fn cut_in_capitals(&self, mut run: Run) -> Run {
        if run.words < 2 || !self.is_in_capitals(run) {
            return run;
        }
        run.words = if self.place(run.start).is_some() { 2 } else { 1 };
        run.end = run.start + run.words;
        run
    }

    /// Whether the run is a piece of a line of capitals.
    pub(super) fn is_in_capitals(&self, run: Run) -> bool {
        let is_upper = |at: usize| self.shape(at) == Shape::Upper;
        let goes_on = matches!(self.gap(run.end), Gap::Blank) && is_upper(run.end)
            || run.start > 0 && self.gap(run.start) == Gap::Blank && is_upper(run.start - 1);
        (goes_on || run.words > 3) && (run.start..run.end).all(is_upper)
    }

    /// Where in a name the word at `at` stands, if it is a known given name.
    pub(super) fn place(&self, at: usize) -> Option<Place> {
        let known = self.places.get(at)?;
        if let Asked::Answered(place) = known.get() {
            return place;
        }
        // Short capitals are rather letters of something: `SAM`, `RAM`.
        let is_acronym = self.shape(at) == Shape::Upper && self.is_acronym(at);
        let place = if is_acronym { None } else { given::place_of(self.written(at)) };
        known.set(Asked::Answered(place));
        place
    }

    /// An untitled run without the words in front of a known given name: `Foto Tanjug Jadranka Ilić`.
    pub(super) fn trimmed(&self, run: Run) -> Run {
        let is_first = |at: usize| matches!(self.place(at), Some(Place::First | Place::Surname));
        let starts = (run.start + 1..run.end.saturating_sub(1)).filter(|at| self.is_name(*at));
        if run.words < 3 || self.place(run.start).is_some() {
            return run;
        }
        match starts.into_iter().find(|at| is_first(*at)) {
            Some(start) => {
                let words = (start..run.end).filter(|at| self.is_name(*at)).count();
                Run { start, words, ..run }
            }
            None => run,
        }
    }

    /// Whether short capitals stand alone: `JSDF`, not `KIM Jong Un`.
    fn is_acronym(&self, at: usize) -> bool {
        let joined = matches!(self.gap(at + 1), Gap::Blank) && self.is_name(at + 1);
        self.written(at).chars().nth(5).is_none() && !joined
    }

    /// `BBN Jacek Siewiera`: short capitals in front of a known given name.
    fn is_body_before_name(&self, at: usize) -> bool {
        self.gap(at + 1) == Gap::Blank
            && self.written(at).chars().nth(5).is_none()
            && self.shape(at + 1) == Shape::Capital
            && matches!(self.place(at + 1), Some(Place::First | Place::Any))
    }

    /// Whether another name begins right behind a run of two words, with nothing between:
    /// `Orbán Viktorral Szijjártó Péter`, `Руслан Жақсылықов Яшар Гүлерді`.
    fn is_followed_by_name(&self, run: Run) -> bool {
        if run.end - run.start != 2 || !self.is_name(run.end) || !self.is_name(run.end + 1) {
            return false;
        }
        let places = [run.start, run.start + 1, run.end, run.end + 1].map(|at| self.place(at));
        let is_surname =
            ["ov", "ev", "ов", "ев"].iter().any(|end| self.written(run.start + 1).ends_with(end));
        match places {
            [None, Some(Place::Any), None, Some(Place::Any)] => true,
            [Some(_), _, Some(Place::First), _] => is_surname,
            _ => false,
        }
    }

    /// One past the next word of the name, if it goes on.
    fn next_in_name(&self, run: Run) -> Option<usize> {
        let at = run.end;
        let gap = self.gap(at);
        if self.is_generation(at) && matches!(gap, Gap::Blank | Gap::Comma) {
            return Some(at + 1);
        }
        // A nickname in quotation marks, or the given name in brackets.
        if matches!(gap, Gap::Quote | Gap::Open)
            && self.gap(at + 1) == if gap == Gap::Open { Gap::Close } else { Gap::Quote }
            && self.is_name(at)
            && self.is_name(at + 1)
        {
            return Some(at + 1);
        }
        let joins = match gap {
            Gap::Blank => true,
            Gap::Dot => self.is_initial(at - 1),
            Gap::Quote => self.gap(at - 1) == Gap::Quote,
            Gap::Close => self.gap(at - 1) == Gap::Open,
            // A line that ends inside a name.
            Gap::Line => {
                run.words == 1
                    && self.shape(at) == Shape::Capital
                    && self.shape(at + 1) == Shape::Lower
                    && matches!(self.place(at - 1), Some(Place::First | Place::Any))
                    && self.place(at).is_none()
            }
            _ => false,
        };
        // The Armenian article ends a name.
        if !joins || self.written(at - 1).ends_with('ը') || self.is_followed_by_name(run) {
            return None;
        }
        if self.is_name(at) || self.is_syllable_of_name(run, at) {
            return Some(at + 1);
        }
        let goes_on = |at: usize| matches!(self.gap(at), Gap::Blank | Gap::Dot) && self.is_name(at);
        let is_and = self.word(at).is(Role::And) && self.gap(at + 1) != Gap::Dot;
        if self.is_initial(at) && !is_and && (goes_on(at + 1) || self.is_initial(at + 1)) {
            return Some(at + 1);
        }
        // `Azeredo e Silva`, `Rocha e Cunha`: two surnames, not two men.
        if self.written(at) == "e" && run.words >= 2 && goes_on(at + 1) && {
            let surnames = ["Silva", "Costa", "Sousa", "Souza", "Melo", "Mello", "Castro", "Cunha"];
            surnames.contains(&self.written(at + 1))
        } {
            return Some(at + 2);
        }
        if self.fact(at).is_particle {
            let last = if self.fact(at + 1).is_particle { at + 1 } else { at };
            if goes_on(last + 1) {
                return Some(last + 1);
            }
        }
        None
    }

    /// `Kim Jong Un`: a short word that is another in other languages, behind a surname that stands
    /// in front.
    fn is_syllable_of_name(&self, run: Run, at: usize) -> bool {
        run.words == 2
            && self.shape(at) == Shape::Capital
            && self.written(at).len() <= 4
            && !self.is_country(at)
            && self.word(at).title.is_none()
            && self.place(run.start) == Some(Place::Surname)
    }

    fn has_rank_before(&self, at: usize) -> bool {
        at > 0
            && self.gap(at) == Gap::Blank
            && self.word(at - 1).title.is_some_and(|title| title.kind == Kind::Rank)
    }

    /// Whether a neighbour makes the run the name of a ship, street, base or firm.
    pub(super) fn belongs_to_thing(&self, run: Run) -> bool {
        if let Some((known, is_of_thing)) = self.of_thing.get()
            && known == run
        {
            return is_of_thing;
        }
        let is_of_thing = self.stands_beside_thing(run);
        self.of_thing.set(Some((run, is_of_thing)));
        is_of_thing
    }

    fn stands_beside_thing(&self, run: Run) -> bool {
        // `King Hussein Special Operations Training Center`: the thing stands behind its matters.
        let mut after = run.end;
        while after < run.end + 4 && matches!(self.gap(after), Gap::Blank | Gap::Quote) {
            let word = self.word(after);
            let is_capital = self.shape(after) != Shape::Lower;
            if word.is(Role::Site) || is_capital && (word.is(Role::Thing) || word.is(Role::Unit)) {
                return true;
            }
            if !word.is(Role::Matter) && word.title.is_none() && !self.is_country(after) {
                break;
            }
            after += 1;
        }
        if self.is_numbered_unit(run)
            || self.is_quoted(run)
            || self.fact(run.end - 1).is_compound_of_thing
            || self.is_named_after(run)
        {
            return true;
        }
        let before = |at: usize| {
            at > 0
                && matches!(self.gap(at), Gap::Blank | Gap::Quote)
                && self.is_thing_before(at - 1)
        };
        // `ORP Generał Kazimierz Pułaski`: the rank belongs to the name of the ship.
        let front = self.front(run);
        before(run.start)
            || self.is_thing_of(run.start)
            || self.is_dutch_ship(run.start)
            || self.is_saint(run)
            || front < run.start && self.shape(front) != Shape::Lower && before(front)
            || self.is_place_with_ending(run)
    }

    /// `İzmir'deki`: a Turkish ending of place behind an apostrophe.
    fn is_place_with_ending(&self, run: Run) -> bool {
        let end = self.tokens.get(run.end - 1).map_or(0, |token| token.span.end);
        let after = self.text.get(end..).unwrap_or_default();
        run.words == 1
            && after.strip_prefix(['\'', '’']).is_some_and(|ending| {
                ["de", "da", "te", "ta"].iter().any(|place| {
                    ending.strip_prefix(place).is_some_and(|rest| !rest.starts_with('n'))
                })
            })
    }

    /// `baía de Ana Chaves`, `École de guerre Amadou Diop`: a thing with what it is about, or a
    /// small word, stands in front.
    fn is_thing_of(&self, at: usize) -> bool {
        let mut back = at;
        while back > 0 && at - back < 4 && self.gap(back) == Gap::Blank {
            let word = self.word(back - 1);
            if back < at && self.is_thing_before(back - 1) && !word.is(Role::Unit) {
                // `the exercise of the Army`: in English only a name of its own has the small word.
                return back + 1 == at || self.shape(back - 1) == Shape::Capital;
            }
            let is_small = matches!(
                self.written(back - 1),
                "de" | "da" | "do" | "du" | "di" | "del" | "della"
            );
            let is_number = self.written(back - 1).bytes().all(|byte| byte.is_ascii_digit());
            if !is_small && !is_number && (word.title.is_some() || !word.is(Role::Matter)) {
                return false;
            }
            back -= 1;
        }
        false
    }

    /// `Zr.Ms. Karel Doorman`: the ship of a king.
    fn is_dutch_ship(&self, at: usize) -> bool {
        at > 1
            && self.gap(at) == Gap::Dot
            && self.written(at - 1) == "Ms"
            && self.written(at - 2) == "Zr"
    }

    /// `Kinizsi Pál 30. Páncélozott Gyalogdandár`: a unit bears the name in front of its number.
    fn is_numbered_unit(&self, run: Run) -> bool {
        let number = self.written(run.end);
        run.words >= 2
            && self.gap(run.end) == Gap::Blank
            && !number.is_empty()
            && number.len() <= 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && self.gap(run.end + 1) == Gap::Dot
            && self.shape(run.end + 1) == Shape::Capital
            && self.place(run.start) != Some(Place::First)
    }

    /// `São José dos Campos`: a town that bears the name of a saint.
    fn is_saint(&self, run: Run) -> bool {
        const SAINTS: [&str; 9] =
            ["São", "Santa", "Santo", "Saint", "Sainte", "Sankt", "Sveti", "Sveta", "Szent"];
        let is_saint = |at: usize| SAINTS.contains(&self.written(at));
        run.words >= 2 && is_saint(run.start)
            || run.start > 0 && self.gap(run.start) == Gap::Blank && is_saint(run.start - 1)
    }

    fn is_thing_before(&self, at: usize) -> bool {
        let word = self.word(at);
        word.is(Role::Thing) && !word.is(Role::Matter)
            || word.is(Role::Unit) && self.gap(at + 1) == Gap::Quote
    }

    /// «Адмирал Кузнецов», “Col Moschin”: a ship, a unit or a school stands in quotation marks
    /// with the title of its namesake.
    fn is_quoted(&self, run: Run) -> bool {
        let start = self.front(run);
        let span = |at: usize| self.tokens.get(at).map(|token| token.span);
        let (Some(first), Some(last)) = (span(start), span(run.end - 1)) else { return false };
        let before = self.text.get(..first.start).unwrap_or_default();
        let after = self.text.get(last.end..).unwrap_or_default();
        before.ends_with(is_quotation_mark) && after.starts_with(is_quotation_mark)
    }

    /// The first of the words in front of the run that can be its title.
    fn front(&self, run: Run) -> usize {
        let mut start = run.start;
        while start > 0 && run.start - start < 4 {
            let (before, gap) = (self.word(start - 1), self.gap(start));
            let is_title = before.title.is_some() || before.is(Role::Matter);
            let abbreviates = gap == Gap::Dot && self.written(start - 1).len() <= 4;
            if !(matches!(gap, Gap::Blank | Gap::Dot) && is_title || abbreviates) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// `named after X`, `named for General X`.
    fn is_named_after(&self, run: Run) -> bool {
        let from = run.start.saturating_sub(4);
        (from..run.start).any(|at| {
            self.written(at) == "named" && matches!(self.written(at + 1), "after" | "for" | "in")
        })
    }

    pub(super) fn is_full(&self, run: Run) -> bool {
        let mut capitals = (run.start..run.end).filter(|at| self.is_name(*at));
        let follows_article = run.start > 0
            && self.gap(run.start) == Gap::Blank
            && matches!(
                self.written(run.start - 1),
                "the" | "The" | "a" | "A" | "an" | "this" | "This"
            );
        matches!(run.words, 2 | 3)
            && capitals.all(|at| self.shape(at) == Shape::Capital)
            && !follows_article
            && !self.belongs_to_thing(run)
    }
}

impl Drop for Words<'_> {
    fn drop(&mut self) {
        KNOWN.set(self.facts.take());
    }
}

fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›')
}

/// For each token whether it lies in one of `spans`, which are in order.
fn marked(tokens: &[Token], spans: &[Span]) -> Vec<bool> {
    let mut marked = vec![false; tokens.len()];
    let mut from = 0;
    for span in spans {
        let rest = tokens.get(from..).unwrap_or_default();
        from += rest.partition_point(|token| token.span.end <= span.start);
        let inside = tokens.iter().skip(from).take_while(|token| token.span.start < span.end);
        if let Some(inside) = marked.get_mut(from..from + inside.count()) {
            inside.fill(true);
        }
    }
    marked
}
