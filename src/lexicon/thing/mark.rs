//! What a single word says to the finders of things, and how it is written: one bit each.

use crate::lexicon::word::Shape;

/// A set of bits.
pub(crate) type Marks = u32;

/// Names an organisation with what stands before or behind it: `Akademija`, `ministère`.
pub(crate) const HEAD: Marks = 1;
/// The same, with its name in front of it only: `Pakistan Navy`.
pub(crate) const LAST: Marks = 1 << 1;
/// A unit: beside a number or a quoted name also in small letters: `63. padobranska brigada`.
pub(crate) const UNIT: Marks = 1 << 2;
/// Joins a name and its complement: `of`, `de`, `der`.
pub(crate) const LINK: Marks = 1 << 3;
/// `and` in all languages.
pub(crate) const AND: Marks = 1 << 4;
/// `the` in all languages.
pub(crate) const ARTICLE: Marks = 1 << 5;
/// Never part of a name though it may have a capital: titles, months, what begins sentences.
pub(crate) const STOP: Marks = 1 << 6;
/// Preposition of place.
pub(crate) const IN: Marks = 1 << 7;
/// Stands before the name of a place: `Camp`, `poligon`.
pub(crate) const PLACE_BEFORE: Marks = 1 << 8;
/// Stands behind the name of a place: `Base`, `Airport`.
pub(crate) const PLACE_AFTER: Marks = 1 << 9;
/// An exercise.
pub(crate) const EXERCISE: Marks = 1 << 10;
/// Speaks of equipment: `helicopter`, `missile`.
pub(crate) const EQUIPMENT: Marks = 1 << 11;
/// Speaks of roads and other numbered things: `highway`, `Resolution`.
pub(crate) const NUMBERED: Marks = 1 << 12;
/// Papers: what an abbreviation in brackets may stand for and is no organisation.
pub(crate) const PAPER: Marks = 1 << 13;
/// Begins a designator of equipment whatever stands around: `MiG`, `HQ`.
pub(crate) const PREFIX: Marks = 1 << 14;
/// Begins a designator where something speaks of equipment: `A`, `M`.
pub(crate) const DOUBTFUL_PREFIX: Marks = 1 << 15;
/// Is no place though it follows a preposition of place: `General`, `English`.
pub(crate) const NO_PLACE: Marks = 1 << 16;
/// Form of a firm: `Holding`, `GmbH`.
pub(crate) const FIRM: Marks = 1 << 17;
/// Says where a text is from: `Source`, `Izvor`.
pub(crate) const SOURCE: Marks = 1 << 18;
/// Forms of government before the name of a state: `Republic`.
pub(crate) const STATE: Marks = 1 << 19;
/// Says of what sort an exercise is, and is no name of its own: `Joint`, `Field`.
pub(crate) const GENERIC: Marks = 1 << 20;
/// An office or rank; also a [`STOP`].
pub(crate) const TITLE: Marks = 1 << 21;
/// Stands before the name of a ship: `USS`, `ORP`.
pub(crate) const SHIP_PREFIX: Marks = 1 << 22;
/// A sort of ship: `frigate`, `брод`.
pub(crate) const SHIP: Marks = 1 << 23;
/// Has one capital in front and small letters behind it; told by no table, as those below.
pub(crate) const CAPITALIZED: Marks = 1 << 24;
/// Has several capitals.
pub(crate) const LOUD: Marks = 1 << 25;
/// Is one capital.
pub(crate) const INITIAL: Marks = 1 << 26;
/// Is of a script that puts no blanks between words.
pub(crate) const UNSPACED: Marks = 1 << 27;

/// How a word is written.
pub(super) fn written(shape: Shape) -> Marks {
    match shape {
        Shape::Capital => CAPITALIZED,
        Shape::Upper | Shape::Mixed => LOUD,
        Shape::Initial => INITIAL,
        Shape::Unspaced => UNSPACED,
        Shape::Lower | Shape::Number | Shape::Caseless => 0,
    }
}

const NAMES: [(&str, Marks); 24] = [
    ("head", HEAD),
    ("last", LAST),
    ("unit", UNIT),
    ("link", LINK),
    ("and", AND),
    ("article", ARTICLE),
    ("stop", STOP),
    ("in", IN),
    ("place-before", PLACE_BEFORE),
    ("place-after", PLACE_AFTER),
    ("exercise", EXERCISE),
    ("equipment", EQUIPMENT),
    ("numbered", NUMBERED),
    ("paper", PAPER),
    ("prefix", PREFIX),
    ("doubtful-prefix", DOUBTFUL_PREFIX),
    ("no-place", NO_PLACE),
    ("firm", FIRM),
    ("source", SOURCE),
    ("state", STATE),
    ("generic", GENERIC),
    ("title", TITLE | STOP),
    ("ship-prefix", SHIP_PREFIX),
    ("ship", SHIP),
];

/// The mark that `words.tsv` calls by this name; none for other names.
pub(crate) fn named(name: &str) -> Marks {
    NAMES.iter().find(|(known, _)| *known == name).map_or(0, |(_, mark)| *mark)
}
