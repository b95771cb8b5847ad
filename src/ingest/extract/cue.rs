//! The words that tell what has been, what is to come, plans and history: `tense.tsv`.
//!
//! Takes the words of a clause, gives what each of them is a cue of. Forms are
//! found by the whole word, its first letter or its last one, so that a word
//! costs the same however long the table grows; what it tells is remembered.
//! A word is a run of letters here; where the text is cut otherwise, it is cut
//! again.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::ascii;
use crate::lexicon::fold::fold;
use crate::lexicon::memo::Memo;
use crate::lexicon::rows;
use crate::lexicon::word::{Known, Words};
use crate::span::Span;

/// What a word can tell; the table explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Past = 1,
    Future = 1 << 1,
    Until = 1 << 2,
    Open = 1 << 3,
    Since = 1 << 4,
    Plan = 1 << 5,
    Background = 1 << 6,
    Auxiliary = 1 << 7,
    Border = 1 << 8,
    Neither = 1 << 9,
}

impl Kind {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "past" => Self::Past,
            "future" => Self::Future,
            "until" => Self::Until,
            "open" => Self::Open,
            "since" => Self::Since,
            "plan" => Self::Plan,
            "background" => Self::Background,
            "auxiliary" => Self::Auxiliary,
            "neither" => Self::Neither,
            "border" => Self::Border,
            _ => return None,
        })
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) fn has(self, kind: Kind) -> bool {
        self.0 & kind as u16 != 0
    }

    fn with(self, kind: Kind) -> Self {
        Self(self.0 | kind as u16)
    }
}

/// A word of a clause.
pub(super) struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// What it tells, together with the one or two words behind it.
    pub kinds: Kinds,
}

/// A word's two forms for comparison.
struct Forms<'text> {
    lower: Cow<'text, str>,
    /// Nothing where it equals the lower case.
    folded: Option<String>,
}

impl<'text> Forms<'text> {
    fn new(word: &'text str) -> Self {
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let lower = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let folded = (!lower.is_ascii()).then(|| fold(word)).filter(|folded| *folded != *lower);
        Self { lower, folded }
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.lower).chain(self.folded.as_deref())
    }
}

/// What a word tells; small, as it is kept of every word in every language.
#[derive(Clone, Copy, Default)]
struct Told {
    /// By itself.
    kinds: Kinds,
    /// With which words behind it, by their number among the [`Cues`].
    pairs: Option<u16>,
}

type Pairs = Vec<(Form, Kind)>;

/// What is known of a word as the text is cut.
#[derive(Clone, Copy)]
enum Cut {
    /// It is a run of letters.
    Letters(Told),
    /// It has no letter.
    Figures,
    /// It is cut otherwise here.
    Otherwise,
}

/// What is known of the words that were met in clauses.
struct Memory {
    /// In each language, by its number.
    cut: FxHashMap<usize, Known<Cut>>,
    /// Of those that are cut otherwise.
    told: Memo<Told>,
}

thread_local! {
    static MEMORY: RefCell<Memory> =
        RefCell::new(Memory { cut: FxHashMap::default(), told: Memo::new(12) });
}

/// The words of `window` but those of `date`, with what they tell in the language of `cues`.
pub(super) fn words(text: &Words<'_>, window: Span, date: Span, cues: &'static Cues) -> Vec<Word> {
    MEMORY.with_borrow_mut(|memory| words_with(memory, text, window, date, cues))
}

fn words_with(
    memory: &mut Memory,
    cut: &Words<'_>,
    window: Span,
    date: Span,
    cues: &'static Cues,
) -> Vec<Word> {
    let Memory { cut: known, told: memo } = memory;
    let known = known.entry(cues.number).or_default();
    let text = cut.text;
    let mut words = Vec::with_capacity(window.len() / 4);
    let mut pairs = Vec::new();
    let mut add = |span: Span, told: Told| {
        if !span.overlaps(date) {
            pairs.extend(told.pairs.map(|number| (words.len(), number)));
            words.push(Word { span, kinds: told.kinds });
        }
    };
    let is_parted = |span: Span| {
        [date.start, date.end].iter().any(|border| span.start < *border && *border < span.end)
    };
    let mut rest = cut.behind(window.start);
    let mut at = window.start;
    loop {
        if let [word, behind @ ..] = rest
            && let span = word.span()
            && word.is_alone()
            && at <= span.start
            && span.end <= window.end
            && !is_parted(span)
        {
            let known = *known.of(cut, *word, |written| cues.cut(written));
            if let Cut::Letters(told) = known {
                add(span, told);
            }
            if !matches!(known, Cut::Otherwise) {
                at = span.end;
                rest = behind;
                continue;
            }
        }
        let Some(span) = next_word(text, at, window.end, date) else { break };
        at = span.end;
        let written = span.of(text);
        add(
            span,
            memo.of_kind(cues.number, written, || cues.told(written)).copied().unwrap_or_default(),
        );
        while let [word, behind @ ..] = rest
            && word.span().start < at
        {
            rest = behind;
        }
    }
    for (index, number) in pairs {
        let behind = cues.pairs.get(usize::from(number)).map_or(&[][..], Vec::as_slice);
        let mut kinds = words.get(index).map(|word| word.kinds).unwrap_or_default();
        for next in words.iter().skip(index + 1).take(2) {
            let forms = Forms::new(next.span.of(text));
            for (second, kind) in behind {
                if second.fits(&forms) && !next.kinds.has(Kind::Neither) {
                    kinds = kinds.with(*kind);
                }
            }
        }
        if let Some(word) = words.get_mut(index) {
            word.kinds = kinds;
        }
    }
    words
}

/// The next run of letters between two bytes of the text.
fn next_word(text: &str, from: usize, end: usize, date: Span) -> Option<Span> {
    let bytes = text.as_bytes().get(..end)?;
    let mut at = from;
    loop {
        at = ascii::skip_no_letters(bytes, at);
        let letter = text.get(at..end)?.chars().next()?;
        if letter.is_alphabetic() {
            break;
        }
        at += letter.len_utf8();
    }
    let start = at;
    loop {
        at = ascii::skip_letters(bytes, at);
        let Some(letter) = text.get(at..end).and_then(|rest| rest.chars().next()) else { break };
        // Scripts without blanks run on into the date.
        let met = letter >= '\u{2e80}' && at > start && (at == date.start || at == date.end);
        if !letter.is_alphabetic() || met {
            break;
        }
        at += letter.len_utf8();
    }
    Some(Span::new(start, at))
}

/// A whole word, a beginning, an ending or a part.
enum Form {
    Whole(String),
    Beginning(String),
    Ending(String),
    Inside(String),
}

impl Form {
    fn read(written: &str) -> Self {
        let inside = written.strip_prefix('*').and_then(|rest| rest.strip_suffix('*'));
        if let Some(inside) = inside {
            return Self::Inside(inside.to_owned());
        }
        match (written.strip_prefix('*'), written.strip_suffix('*')) {
            (Some(ending), _) => Self::Ending(ending.to_owned()),
            (None, Some(beginning)) => Self::Beginning(fold(beginning)),
            // A letter that folding would change is written because it matters.
            (None, None) => Self::Whole(written.to_owned()),
        }
    }

    fn fits(&self, word: &Forms) -> bool {
        word.each().any(|form| match self {
            Self::Whole(whole) => form == whole,
            Self::Beginning(beginning) => form.starts_with(beginning.as_str()),
            Self::Ending(ending) => ends(form, ending),
            Self::Inside(inside) => form.contains(inside.as_str()),
        })
    }
}

/// Whether `word` ends so; an ending with nothing but a letter before it is another word.
fn ends(word: &str, ending: &str) -> bool {
    word.len() > ending.len() + 1 && word.ends_with(ending)
}

/// The cues of one language.
#[derive(Default)]
pub(super) struct Cues {
    /// One for each language, by which its words are told from those of others.
    number: usize,
    whole: FxHashMap<String, Kinds>,
    /// By first letter.
    beginnings: FxHashMap<char, Vec<(String, Kind)>>,
    /// By last letter.
    endings: FxHashMap<char, Vec<(String, Kind)>>,
    /// For scripts without blanks; few.
    insides: Vec<(String, Kind)>,
    /// Numbers of pairs by their first word.
    firsts: FxHashMap<String, u16>,
    /// Second words with what each makes of the first.
    pairs: Vec<Pairs>,
}

/// The cues of a language, by its code.
pub(super) fn cues(lang: &str) -> Option<&'static Cues> {
    CUES.get(lang)
}

static CUES: LazyLock<FxHashMap<&'static str, Cues>> = LazyLock::new(|| {
    let mut table: FxHashMap<&str, Cues> = FxHashMap::default();
    for (kind, langs, forms) in rows::lines(include_str!("tense.tsv")).filter_map(row) {
        for lang in langs.split(' ') {
            let number = table.len();
            let cues = table.entry(lang).or_insert_with(|| Cues { number, ..Cues::default() });
            for form in forms.split(' ') {
                cues.add(form, kind);
            }
        }
    }
    table
});

/// Kind, languages and forms of a line of the table.
fn row(line: &'static str) -> Option<(Kind, &'static str, &'static str)> {
    let mut columns = line.split('\t');
    let kind = columns.next().and_then(Kind::read)?;
    Some((kind, columns.next()?, columns.next()?)).filter(|_| columns.next().is_none())
}

impl Cues {
    fn add(&mut self, form: &str, kind: Kind) {
        if let Some((first, second)) = form.split_once('+') {
            let next = self.pairs.len() as u16;
            let number = *self.firsts.entry(first.to_owned()).or_insert(next);
            if number == next {
                self.pairs.push(Pairs::new());
            }
            if let Some(pairs) = self.pairs.get_mut(usize::from(number)) {
                pairs.push((Form::read(second), kind));
            }
            return;
        }
        match Form::read(form) {
            Form::Whole(whole) => {
                let kinds = self.whole.entry(whole).or_default();
                *kinds = kinds.with(kind);
            }
            Form::Beginning(beginning) => {
                if let Some(first) = beginning.chars().next() {
                    self.beginnings.entry(first).or_default().push((beginning, kind));
                }
            }
            Form::Inside(inside) => self.insides.push((inside, kind)),
            Form::Ending(ending) => {
                if let Some(last) = ending.chars().next_back() {
                    self.endings.entry(last).or_default().push((ending, kind));
                }
            }
        }
    }

    /// What a word tells by itself: as a whole, else by its beginning and ending, unless excepted.
    fn kinds(&self, word: &Forms) -> Kinds {
        let mut whole = Kinds::default();
        let mut parts = Kinds::default();
        for form in word.each() {
            whole.0 |= self.whole.get(form).copied().unwrap_or_default().0;
            let first = form.chars().next().and_then(|first| self.beginnings.get(&first));
            for (beginning, kind) in first.into_iter().flatten() {
                if form.starts_with(beginning.as_str()) {
                    parts = parts.with(*kind);
                }
            }
            let last = form.chars().next_back().and_then(|last| self.endings.get(&last));
            // Of two endings the longer one tells: "-rait" is no "-ait".
            let endings = last.into_iter().flatten().filter(|(ending, _)| ends(form, ending));
            if let Some(length) = endings.clone().map(|(ending, _)| ending.len()).max() {
                let longest = endings.filter(|(ending, _)| ending.len() == length);
                parts = longest.fold(parts, |parts, (_, kind)| parts.with(*kind));
            }
            let insides = self.insides.iter().filter(|(inside, _)| form.contains(inside.as_str()));
            parts = insides.fold(parts, |parts, (_, kind)| parts.with(*kind));
        }
        if whole.has(Kind::Neither) || parts.has(Kind::Neither) {
            return whole.with(Kind::Neither);
        }
        Kinds(whole.0 | parts.0)
    }

    fn told(&'static self, written: &str) -> Told {
        let forms = Forms::new(written);
        // The month, not the verb.
        let kinds = if written == "May" { Kinds::default() } else { self.kinds(&forms) };
        Told { kinds, pairs: forms.each().find_map(|form| self.firsts.get(form).copied()) }
    }

    fn cut(&'static self, written: &str) -> Cut {
        let letters = written.chars().filter(|letter| letter.is_alphabetic()).count();
        match written.chars().count() - letters {
            0 => Cut::Letters(self.told(written)),
            _ if letters == 0 => Cut::Figures,
            _ => Cut::Otherwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in rows::lines(include_str!("tense.tsv")) {
            let (_, langs, forms) = row(line).unwrap_or_else(|| panic!("{line}"));
            assert!(!langs.is_empty() && !forms.split(' ').any(str::is_empty), "{line}");
            // The first of two words is looked up as a whole.
            let firsts = forms.split(' ').filter_map(|form| form.split_once('+'));
            assert!(firsts.clone().all(|(first, _)| !first.contains('*')), "{line}");
        }
    }

    #[test]
    fn words_are_cues_as_a_whole_by_their_ends_and_with_the_next() {
        let text = "United they signed; il a bien reçu";
        let kinds = |lang: &str, wanted: &str| {
            let cues = cues(lang).expect("a language of the table");
            let whole = Span::new(0, text.len());
            let words = words(&Words::cut(text), whole, Span::new(0, 0), cues);
            let word = words.iter().find(|word| word.span.of(text) == wanted).expect("a word");
            (word.kinds.has(Kind::Past), word.kinds.has(Kind::Neither))
        };
        assert_eq!(kinds("en", "signed"), (true, false));
        assert_eq!(kinds("en", "United"), (false, true));
        assert_eq!(kinds("en", "they"), (false, false));
        assert_eq!(kinds("fr", "a"), (true, false));
        assert_eq!(kinds("it", "a"), (false, false));
    }
}
