//! Capitals: the place, or the government that sits there?
//!
//! Takes a text and its mentions; gives those of capitals their kind by what
//! stands around them, whatever the language: a preposition of place or a case
//! that says the same, a verb that only a government can be the subject of, a
//! noun for what only states have, or a second capital beside the first.
//! Capitals in a row (`Belgrade and Budapest`) are judged together. Where
//! nothing speaks for the government, the capital is a place. The words are in
//! `capital_context.tsv`; where a report was written is told in
//! [`super::dateline`].

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::fold::fold;
use crate::lexicon::memo::Memo;
use crate::lexicon::rows;
use crate::span::Span;

use super::words::{is_hyphen, word_after, word_before};
use super::{Kind, Mention};

static CONTEXT: LazyLock<Context> =
    LazyLock::new(|| Context::read(include_str!("capital_context.tsv")));

/// What a word beside a capital says; one bit each, as a word may say several things.
type Classes = u32;

/// `in Belgrade`.
const PLACE: Classes = 1;
/// `to Belgrade`: a place, unless a matter of states goes there.
const TOWARDS: Classes = 1 << 1;
/// `with Belgrade`.
const WITH: Classes = 1 << 2;
/// `s Beogradom`, `z Belgradu`: with or from, by the ending.
const BY_CASE: Classes = 1 << 3;
const INSTRUMENTAL: Classes = 1 << 4;
const BETWEEN: Classes = 1 << 5;
/// `Belgrád és Budapest között`.
const BETWEEN_AFTER: Classes = 1 << 6;
/// `Belgrádban`.
const PLACE_ENDING: Classes = 1 << 7;
/// `Belgráddal`.
const WITH_ENDING: Classes = 1 << 8;
/// `Belgrad'da`.
const PLACE_SUFFIX: Classes = 1 << 9;
/// `Belgrad'la`.
const WITH_SUFFIX: Classes = 1 << 10;
const AND: Classes = 1 << 11;
const ARTICLE: Classes = 1 << 12;
/// `official Belgrade`.
const OFFICIAL: Classes = 1 << 13;
const AUXILIARY: Classes = 1 << 14;
/// `Belgrade said`.
const SAYS: Classes = 1 << 15;
/// `the position of Belgrade`.
const MATTER: Classes = 1 << 16;
/// `Belgrád álláspontja`.
const MATTER_AFTER: Classes = 1 << 19;
/// `the Belgrade government`.
const REGIME: Classes = 1 << 17;
/// `the railway between Belgrade and Budapest`.
const ROUTE: Classes = 1 << 18;

const CLASSES: [(&str, Classes); 20] = [
    ("place", PLACE),
    ("towards", TOWARDS),
    ("with", WITH),
    ("by-case", BY_CASE),
    ("instrumental", INSTRUMENTAL),
    ("between", BETWEEN),
    ("between-after", BETWEEN_AFTER),
    ("place-ending", PLACE_ENDING),
    ("with-ending", WITH_ENDING),
    ("place-suffix", PLACE_SUFFIX),
    ("with-suffix", WITH_SUFFIX),
    ("and", AND),
    ("article", ARTICLE),
    ("official", OFFICIAL),
    ("auxiliary", AUXILIARY),
    ("says", SAYS),
    ("matter", MATTER),
    ("matter-after", MATTER_AFTER),
    ("regime", REGIME),
    ("route", ROUTE),
];

/// Shortest and longest stem, in letters.
const STEMS: std::ops::RangeInclusive<usize> = 2..=14;

thread_local! {
    /// The words beside capitals are few, and met again and again.
    static KNOWN: RefCell<Memo<Classes>> = RefCell::new(Memo::new(11));
}

struct Context {
    words: FxHashMap<String, Classes>,
    stems: FxHashMap<String, Classes>,
}

impl Context {
    fn read(table: &str) -> Self {
        let mut context = Self { words: FxHashMap::default(), stems: FxHashMap::default() };
        for [class, _, words] in rows::columns(table) {
            let class = CLASSES.iter().find(|(name, _)| *name == class).map_or(0, |(_, bit)| *bit);
            for word in words.split(", ") {
                let (map, word) = match word.strip_suffix('~') {
                    Some(stem) => (&mut context.stems, stem),
                    None => (&mut context.words, word),
                };
                *map.entry(fold(word)).or_default() |= class;
            }
        }
        context
    }

    /// What a word may say.
    fn of(&self, word: &str) -> Classes {
        KNOWN
            .with_borrow_mut(|memo| memo.of(word, || self.read_word(word)).copied())
            .unwrap_or_default()
    }

    fn read_word(&self, word: &str) -> Classes {
        let folded = fold(word);
        let mut classes = self.words.get(&folded).copied().unwrap_or_default();
        for (letters, (at, letter)) in folded.char_indices().enumerate() {
            if STEMS.contains(&(letters + 1))
                && let Some(stem) = folded.get(..at + letter.len_utf8())
            {
                classes |= self.stems.get(stem).copied().unwrap_or_default();
            }
        }
        classes
    }
}

/// Tells the capitals among `mentions` that stand for governments; `endings` holds how many
/// letters at the end of each mention are its ending.
pub(super) fn tell_apart(text: &str, mentions: &mut [Mention], endings: &[usize]) {
    let mut from = 0;
    while from < mentions.len() {
        let to = run_end(text, mentions, from);
        let (Some(run), Some(endings)) = (mentions.get_mut(from..to), endings.get(from..to)) else {
            return;
        };
        if run.iter().any(|mention| mention.kind == Kind::Capital)
            && stands_for_state(text, run, endings)
        {
            for mention in run {
                if mention.kind == Kind::Capital {
                    mention.kind = Kind::Government;
                }
            }
        }
        from = to;
    }
}

/// Whether the names at two places stand side by side as equals: `Sofia and Ankara`.
pub(super) fn are_listed(text: &str, one: Span, next: Span) -> bool {
    joint(text, one, next) == Joint::And
}

/// Whether a word says `and` in some language.
pub(super) fn is_and(word: &str) -> bool {
    CONTEXT.of(word) & AND != 0
}

/// How two mentions in a row are joined.
#[derive(PartialEq, Eq)]
enum Joint {
    None,
    And,
    Hyphen,
}

/// Where the row of joined capitals and states ends that begins with mention `from`.
fn run_end(text: &str, mentions: &[Mention], from: usize) -> usize {
    let fits = |mention: &Mention| matches!(mention.kind, Kind::Capital | Kind::Name);
    let mut to = from + 1;
    while let (Some(last), Some(next)) = (mentions.get(to - 1), mentions.get(to)) {
        if !fits(last) || !fits(next) || joint(text, last.span, next.span) == Joint::None {
            break;
        }
        // `Budapest, Hungary` is one place.
        if last.code == next.code {
            break;
        }
        to += 1;
    }
    to
}

fn joint(text: &str, last: Span, next: Span) -> Joint {
    const LONGEST: usize = 12;
    let gap = text.get(last.end..next.start).unwrap_or_default();
    if gap.len() > LONGEST {
        return Joint::None;
    }
    let trimmed = gap.trim();
    if trimmed.chars().all(is_hyphen) && !trimmed.is_empty() || trimmed == "/" {
        return Joint::Hyphen;
    }
    let word = trimmed.trim_start_matches(',').trim_start();
    // A suffix behind an apostrophe belongs to the first: `Ankara'nın ve`.
    let word = if word.starts_with(['\'', '’']) {
        word.split_once(' ').map_or("", |(_, rest)| rest)
    } else {
        word
    };
    if trimmed == "," || !word.is_empty() && CONTEXT.of(word) & AND != 0 {
        return Joint::And;
    }
    Joint::None
}

/// Whether a row of mentions with a capital among them means governments.
fn stands_for_state(text: &str, run: &[Mention], endings: &[usize]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let left = Neighbours::before(text, first.span.start);
    let right = Neighbours::after(text, last.span.end);
    let ending = last_letters(last.span.of(text), endings.last().copied().unwrap_or_default());
    let ending = if ending.is_empty() { 0 } else { CONTEXT.of(ending) };
    if left.near & OFFICIAL != 0 {
        return true;
    }
    if right.suffix & PLACE_SUFFIX != 0 || ending & PLACE_ENDING != 0 {
        return false;
    }
    if left.near & BETWEEN != 0 || right.near & BETWEEN_AFTER != 0 {
        return run.len() > 1 && (left.far | left.near | right.near | right.far) & ROUTE == 0;
    }
    if left.near & BY_CASE != 0 {
        return ending & INSTRUMENTAL != 0;
    }
    if left.near & WITH != 0 || right.suffix & WITH_SUFFIX != 0 || ending & WITH_ENDING != 0 {
        return true;
    }
    if left.near & PLACE != 0 {
        return false;
    }
    if left.near & TOWARDS != 0 {
        return left.far & MATTER != 0 && left.far & ROUTE == 0;
    }
    if right.possessive {
        return right.near & MATTER != 0;
    }
    if right.near & (SAYS | REGIME) != 0 || right.near & AUXILIARY != 0 && right.far & SAYS != 0 {
        return true;
    }
    if right.near & MATTER_AFTER != 0 || left.near & MATTER != 0 {
        return true;
    }
    let capitals = run.iter().filter(|mention| mention.kind == Kind::Capital).count();
    let joined = run.len() > 1 && capitals > 0;
    joined && (left.near | left.far | right.near) & (ROUTE | PLACE) == 0
}

/// What the words on one side say.
#[derive(Default)]
struct Neighbours {
    /// The next word, articles aside.
    near: Classes,
    /// The one beyond.
    far: Classes,
    /// A suffix written behind an apostrophe.
    suffix: Classes,
    /// `'s`.
    possessive: bool,
}

impl Neighbours {
    fn before(text: &str, start: usize) -> Self {
        let mut words = [0; 2];
        let mut places = words.iter_mut();
        let mut at = start;
        let mut articles = 0;
        let mut place = places.next();
        while let Some(slot) = place.take() {
            let Some(word) = word_before(text, at) else { break };
            let gap = text.get(word.end..at).unwrap_or_default();
            if gap.contains(['.', '!', '?', '\n', ':', ';', '(', ')', ',']) {
                break;
            }
            at = word.start;
            let classes = CONTEXT.of(text.get(word.start..word.end).unwrap_or_default());
            // An article is passed over unless it is a preposition as well (`la`, `de`, `a`).
            if classes & ARTICLE != 0 && classes & (PLACE | TOWARDS | WITH) == 0 && articles < 2 {
                articles += 1;
                place = Some(slot);
                continue;
            }
            *slot = classes;
            place = places.next();
        }
        let [near, far] = words;
        Self { near, far, ..Self::default() }
    }

    fn after(text: &str, end: usize) -> Self {
        let mut found = Self::default();
        let mut at = end;
        let rest = text.get(end..).unwrap_or_default();
        if rest.starts_with(['\'', '’', '`', '‘'])
            && let Some(word) = word_after(text, end)
            && word.start - end <= '’'.len_utf8()
        {
            let suffix = text.get(word.start..word.end).unwrap_or_default();
            let short = suffix.chars().count() <= 5;
            found.possessive = suffix == "s" || suffix == "S";
            found.suffix = if short { CONTEXT.of(suffix) } else { 0 };
            at = word.end;
        }
        for place in [0, 1] {
            let Some(word) = word_after(text, at) else { break };
            let gap = text.get(at..word.start).unwrap_or_default();
            if gap.contains(['.', '!', '?', '\n', ':', ';', '(', ')', ',', '–', '—']) {
                break;
            }
            let written = text.get(word.start..word.end).unwrap_or_default();
            let classes = CONTEXT.of(written);
            if place == 0 {
                found.near = classes;
            } else {
                found.far = classes;
            }
            at = word.end;
        }
        found
    }
}

fn last_letters(word: &str, count: usize) -> &str {
    let at = word.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    if count == 0 { "" } else { word.get(at..).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_class_that_is_known() {
        for line in rows::lines(include_str!("capital_context.tsv")) {
            let class = line.split('\t').next().unwrap_or_default();
            assert!(CLASSES.iter().any(|(name, _)| *name == class), "{line}");
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
    }

    #[test]
    fn letters_are_counted_from_the_end() {
        assert_eq!(last_letters("Belgrádban", 3), "ban");
        assert_eq!(last_letters("Београдом", 2), "ом");
        assert_eq!(last_letters("Paris", 0), "");
        assert_eq!(last_letters("a", 3), "a");
    }
}
