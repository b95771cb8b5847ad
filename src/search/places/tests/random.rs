//! Random shapes in random texts: what is found is what the meaning says.

use crate::query::Reach;
use crate::search::places::tests::by_meaning;
use crate::search::places::{
    Occurrence, RowItem, Scratch, Shape, Words, keep_followed, parts, places,
};

/// Cases of an ordinary run.
const CASES: u64 = 150_000;

/// Numbers that only look random (`SplitMix64`), so that a case is known by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn small(&mut self, sides: u64) -> u32 {
        u32::try_from(self.below(sides)).expect("the sides are few")
    }

    fn index(&mut self, sides: u64) -> usize {
        usize::try_from(self.below(sides)).expect("the sides are few")
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }
}

/// A text of a few words, with the borders of its sentences and paragraphs.
#[derive(Debug)]
struct Text {
    occurrences: Vec<Vec<Occurrence>>,
    sentences: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl Text {
    fn random(dice: &mut Dice) -> Self {
        let letters = 3 + dice.below(3);
        let length = dice.small(15);
        let first = if dice.one_in(8) { dice.small(1000) } else { 0 };
        let mut text = Self {
            occurrences: (0..letters).map(|_| Vec::new()).collect(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
        };
        for position in first..first + length {
            let has_border = position > 0 && dice.one_in(5);
            if has_border {
                text.sentences.push(position);
                if dice.one_in(3) {
                    text.paragraphs.push(position);
                }
            }
            // One side more than letters: a word that nobody asks for.
            let letter = dice.index(letters + 1);
            for list in 0..text.occurrences.len() {
                // A word may be on several lists, as a form of several words asked for.
                if list == letter || dice.one_in(16) {
                    // Powers of two, whose products are exact.
                    let weight = [1.0, 0.5, 0.25][dice.index(3)];
                    text.occurrences[list].push(Occurrence { position, weight });
                }
            }
        }
        text
    }

    fn words(&self) -> Words<'_> {
        let Self { occurrences, sentences, paragraphs } = self;
        Words { occurrences, sentences, paragraphs }
    }
}

fn random_reach(dice: &mut Dice) -> Reach {
    match dice.below(4) {
        0 => Reach::Sentence,
        1 => Reach::Paragraph,
        _ => Reach::Words(dice.small(5)),
    }
}

fn random_row(dice: &mut Dice, shapes: Vec<Shape>) -> Shape {
    let item = |shape| {
        let skipped = if dice.one_in(4) { 1 + dice.small(2) } else { 0 };
        RowItem { skipped, shape }
    };
    let items = shapes.into_iter().map(item).collect();
    Shape::Row { items, slop: if dice.one_in(2) { 0 } else { dice.small(5) } }
}

/// Any shape, up to a depth.
fn random_shape(dice: &mut Dice, depth: u32, letters: u64) -> Shape {
    if depth == 0 || dice.one_in(4) {
        // Rarely a number of which there is no list.
        return Shape::Word(if dice.one_in(40) { 5 } else { dice.index(letters) });
    }
    let count = [1, 2, 2, 2, 3, 3, 4][dice.index(7)];
    let shapes: Vec<Shape> = (0..count).map(|_| random_shape(dice, depth - 1, letters)).collect();
    match dice.below(8) {
        0 | 1 => Shape::Either(shapes),
        2..=4 => random_row(dice, shapes),
        _ => Shape::Near { operands: shapes, reach: random_reach(dice), ordered: dice.one_in(2) },
    }
}

/// Operands that are found at different lengths in the same words: here the choice matters.
fn tangled_shape(dice: &mut Dice, letters: u64) -> Shape {
    let count = 2 + dice.index(3);
    let operand = |_| {
        let words = |dice: &mut Dice, count: usize| -> Vec<Shape> {
            (0..count).map(|_| Shape::Word(dice.index(letters))).collect()
        };
        let count = 2 + dice.index(2);
        match dice.below(4) {
            0 => Shape::Word(dice.index(letters)),
            1 => Shape::Either(words(dice, count)),
            _ => {
                let mut alternatives = words(dice, 1);
                let items = words(dice, count).into_iter();
                let items = items.map(|shape| RowItem { skipped: 0, shape }).collect();
                alternatives.push(Shape::Row { items, slop: 0 });
                if dice.one_in(2) {
                    let (operands, reach) = (words(dice, 2), Reach::Words(dice.small(3)));
                    alternatives.push(Shape::Near { operands, reach, ordered: false });
                }
                Shape::Either(alternatives)
            }
        }
    };
    let shapes: Vec<Shape> = (0..count).map(operand).collect();
    if dice.one_in(3) {
        random_row(dice, shapes)
    } else {
        Shape::Near { operands: shapes, reach: random_reach(dice), ordered: dice.one_in(2) }
    }
}

#[test]
fn places_and_parts_are_those_of_the_meaning() {
    #[expect(clippy::disallowed_methods, reason = "a longer run is asked for from outside")]
    let asked = std::env::var("BILAT_CASES").ok();
    let cases = asked.map_or(CASES, |cases| cases.parse().expect("BILAT_CASES is a number"));
    // Kept through all cases, so that nothing may be left in it from the case before.
    let mut scratch = Scratch::default();
    let mut found = 0;
    for case in 0..cases {
        let mut dice = Dice(case.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let text = Text::random(&mut dice);
        let letters = text.occurrences.len() as u64;
        let shape = if case % 3 == 0 {
            tangled_shape(&mut dice, letters)
        } else {
            let depth = 1 + dice.small(3);
            random_shape(&mut dice, depth, letters)
        };
        let words = text.words();
        let expected = by_meaning::places(&shape, &words);
        let actual = places(&shape, &words, &mut scratch);
        assert_eq!(actual, expected, "places of case {case}: {shape:?} in {text:?}");
        found += usize::from(!expected.is_empty());
        if case % 4 == 0 {
            let expected = by_meaning::parts(&shape, &words);
            let actual = parts(&shape, &words, &mut scratch);
            assert_eq!(actual, expected, "parts of case {case}: {shape:?} in {text:?}");
        }
    }
    // Otherwise the cases say little.
    assert!(found as u64 > cases / 4, "only {found} of {cases} cases find something");
}

#[test]
fn positions_of_a_plain_row_are_the_starts_of_its_places() {
    let mut dice = Dice(7);
    let mut scratch = Scratch::default();
    let mut rows = 0;
    for _ in 0..20_000 {
        let text = Text::random(&mut dice);
        let length = 1 + dice.below(4);
        let words: Vec<(usize, u32)> = (0..length)
            .map(|_| (dice.index(text.occurrences.len() as u64), dice.small(2)))
            .collect();
        let items =
            words.iter().map(|&(word, skipped)| RowItem { skipped, shape: Shape::Word(word) });
        let row = Shape::Row { items: items.collect(), slop: 0 };
        let found: Vec<u32> =
            places(&row, &text.words(), &mut scratch).iter().map(|place| place.start).collect();
        let positions = |word: usize| -> Vec<u32> {
            text.occurrences[word].iter().map(|occurrence| occurrence.position).collect()
        };
        let mut starts = positions(words[0].0);
        let mut offset = 0;
        for &(word, skipped) in &words[1..] {
            offset += skipped + 1;
            keep_followed(&mut starts, offset, &positions(word));
        }
        assert_eq!(starts, found, "{row:?}\n{text:?}");
        rows += usize::from(!found.is_empty() && length > 1);
    }
    assert!(rows > 1_000, "only {rows} rows were found");
}
