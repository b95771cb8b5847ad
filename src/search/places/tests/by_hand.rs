//! Places and parts of small texts, as a reader finds them.
//!
//! In a text `.` ends a sentence and `|` a paragraph; `-` is a word that nobody asks for. A place
//! is written by its first and last word, counted from 0, with its gaps behind `+`.

use std::fmt::Write as _;

use crate::query::Reach;
use crate::search::places::part::Part;
use crate::search::places::{Occurrence, RowItem, Scratch, Shape, Words, parts, places};

/// The occurrences of the letters of a text, and the borders of its sentences and paragraphs.
fn read(text: &str) -> (Vec<Vec<Occurrence>>, Vec<u32>, Vec<u32>) {
    let mut occurrences: Vec<Vec<Occurrence>> = (b'a'..=b'z').map(|_| Vec::new()).collect();
    let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
    let mut position = 0;
    for sign in text.split_whitespace() {
        match sign {
            "." => sentences.push(position),
            "|" => {
                sentences.push(position);
                paragraphs.push(position);
            }
            word => {
                // Several letters stand for one word that is on several lists.
                for letter in word.bytes().filter(u8::is_ascii_lowercase) {
                    let list = &mut occurrences[usize::from(letter - b'a')];
                    list.push(Occurrence { position, weight: 1.0 });
                }
                position += 1;
            }
        }
    }
    (occurrences, sentences, paragraphs)
}

fn word(letter: char) -> Shape {
    Shape::Word(letter as usize - 'a' as usize)
}

/// A shape for each letter.
fn each(letters: &str) -> Vec<Shape> {
    letters.chars().map(word).collect()
}

/// A row of letters; `*` is a word of any kind.
fn row(letters: &str, slop: u32) -> Shape {
    let mut items = Vec::new();
    let mut skipped = 0;
    for letter in letters.chars() {
        if letter == '*' {
            skipped += 1;
        } else {
            items.push(RowItem { skipped: std::mem::take(&mut skipped), shape: word(letter) });
        }
    }
    Shape::Row { items, slop }
}

fn row_of(shapes: Vec<Shape>, slop: u32) -> Shape {
    Shape::Row {
        items: shapes.into_iter().map(|shape| RowItem { skipped: 0, shape }).collect(),
        slop,
    }
}

fn near(most: u32, operands: Vec<Shape>) -> Shape {
    Shape::Near { operands, reach: Reach::Words(most), ordered: false }
}

fn in_order(most: u32, operands: Vec<Shape>) -> Shape {
    Shape::Near { operands, reach: Reach::Words(most), ordered: true }
}

fn together(reach: Reach, operands: Vec<Shape>) -> Shape {
    Shape::Near { operands, reach, ordered: false }
}

/// The places of a shape in a text, as they are written here.
fn found(shape: &Shape, text: &str) -> String {
    let (occurrences, sentences, paragraphs) = read(text);
    let words = Words { occurrences: &occurrences, sentences: &sentences, paragraphs: &paragraphs };
    let mut written = String::new();
    for place in places(shape, &words, &mut Scratch::default()) {
        let _ = write!(written, " {}-{}", place.start, place.end);
        if place.gaps > 0 {
            let _ = write!(written, "+{}", place.gaps);
        }
    }
    written.trim_start().to_owned()
}

fn check(cases: &[(Shape, &str, &str)]) {
    for (shape, text, expected) in cases {
        assert_eq!(found(shape, text), *expected, "{shape:?} in `{text}`");
    }
}

#[test]
fn a_word_is_found_wherever_it_stands() {
    check(&[
        (word('a'), "a b a", "0-0 2-2"),
        (word('c'), "a b a", ""),
        (word('a'), "", ""),
        (Shape::Word(1000), "a b a", ""),
    ]);
}

#[test]
fn alternatives_that_share_words_are_found_once() {
    check(&[
        (Shape::Either(each("ba")), "a b a", "0-0 1-1 2-2"),
        (Shape::Either(each("ab")), "ab - b", "0-0 2-2"),
        (Shape::Either(vec![row("ab", 0), word('a')]), "a b - a", "0-0 0-1 3-3"),
        // The row without gaps is the better one of the same run.
        (Shape::Either(vec![near(1, each("ac")), row("abc", 0)]), "a b c", "0-2"),
        (Shape::Either(Vec::new()), "a b c", ""),
    ]);
}

#[test]
fn a_row_follows_word_on_word() {
    check(&[
        (row("ab", 0), "a b a a b", "0-1 3-4"),
        (row("ab", 0), "b a . b", "1-2"),
        (row("aa", 0), "a a a", "0-1 1-2"),
        (row("a*b", 0), "a b b", "0-2"),
        (row("a**b", 0), "a . - - b", "0-3"),
        (
            row_of(vec![Shape::Either(vec![word('a'), row("ab", 0)]), word('b')], 0),
            "a b b",
            "0-1 0-2",
        ),
        (row_of(vec![word('a'), near(3, each("bc")), word('d')], 0), "a b - c d", "0-4+1"),
        // Two ways to the same run, of which the one without gaps counts.
        (
            row_of(
                vec![
                    Shape::Either(vec![word('a'), row("abc", 0)]),
                    Shape::Either(vec![near(1, each("bd")), word('d')]),
                ],
                0,
            ),
            "a b c d",
            "0-3",
        ),
        (row_of(Vec::new(), 0), "a b", ""),
        (row_of(Vec::new(), 1), "a b", ""),
    ]);
}

#[test]
fn a_row_with_slop_lets_so_many_words_between() {
    check(&[
        (row("ab", 1), "a - b", "0-2+1"),
        (row("ab", 1), "a - - b", ""),
        (row("abc", 2), "a - b - c", "0-4+2"),
        (row("abc", 1), "a - b - c", ""),
        // Never against the order, and only the least.
        (row("ab", 3), "b a a b b", "2-3"),
        // What is skipped is no word between.
        (row("a*b", 1), "a b", ""),
        (row("a*b", 1), "a - - b", "0-3+1"),
        (row("aa", 1), "a - a a", "0-2+1 2-3"),
        (row("aa", 1), "a - a - a", "0-2+1 2-4+1"),
    ]);
}

#[test]
fn near_counts_the_words_that_are_not_asked_for() {
    let tangled =
        || in_order(1, vec![Shape::Either(vec![row("acd", 0), word('c')]), word('x'), word('y')]);
    check(&[
        (near(0, each("ab")), "b a", "0-1"),
        (near(1, each("ab")), "b - a", "0-2+1"),
        (near(1, each("ab")), "b - - a", ""),
        (near(1, each("abc")), "c a - b", "0-3+1"),
        (in_order(1, each("ab")), "b - a", ""),
        (in_order(2, each("abc")), "a - b - c", "0-4+2"),
        // The words of a row are asked for.
        (near(1, vec![row("ab", 0), word('c')]), "a b - c", "0-3+1"),
        // Those within another near are its own and not counted twice.
        (near(0, vec![near(1, each("ab")), word('c')]), "a - b c", "0-3+1"),
        // The longer of two alternatives leaves fewer words between.
        (near(0, vec![Shape::Either(vec![word('a'), row("ab", 0)]), word('c')]), "a b c", "0-2"),
        // The run that began later is of no use where it leaves too many between.
        (tangled(), "a c d x y", "1-4+1"),
        (tangled(), "a c d x - y", "0-5+1"),
        (near(1, Vec::new()), "a", ""),
        (near(1, each("a")), "a - a", "0-0 2-2"),
        (near(0, each("abcdefghijkl")), "a l k c d e j i h g f b a", "0-11 1-12"),
    ]);
}

#[test]
fn only_the_least_runs_are_found() {
    check(&[
        (near(9, each("ab")), "a - a b - b", "2-3"),
        (near(9, each("ab")), "a b a b", "0-1 1-2 2-3"),
        (near(9, each("abc")), "a b c b a", "0-2 2-4"),
        (in_order(9, each("abc")), "a b a b - c", "2-5+1"),
    ]);
}

#[test]
fn no_word_is_chosen_twice() {
    check(&[
        (near(5, each("aa")), "a", ""),
        (near(5, each("aa")), "a - a", "0-2+1"),
        (near(5, each("ab")), "ab", ""),
        (near(5, each("ab")), "ab - ab", "0-2+1"),
        (near(5, vec![row("ab", 0), row("ba", 0)]), "a b a", ""),
        (near(5, vec![row("ab", 0), row("ba", 0)]), "a b - b a", "0-4+1"),
    ]);
}

#[test]
fn a_sentence_or_paragraph_holds_the_whole_run() {
    let (sentence, paragraph) = (Reach::Sentence, Reach::Paragraph);
    check(&[
        (together(sentence, each("ab")), "a - - - b", "0-4+3"),
        (together(sentence, each("ab")), "a . b", ""),
        (together(sentence, each("ab")), "a . b - a | b", "1-3+1"),
        (together(paragraph, each("ab")), "a . b | a", "0-1"),
        (together(paragraph, each("ab")), "a | b", ""),
        // A row across the border stands in no sentence.
        (together(sentence, vec![row("ab", 0), word('c')]), "a . b c", ""),
        (together(sentence, vec![row("ab", 0), word('c')]), "- . a b c . -", "1-3"),
        // Several operands, each sentence by itself.
        (together(sentence, each("abc")), "a b . c a b . a - b c .", "2-4 5-8+1"),
    ]);
}

#[test]
fn weights_are_multiplied_and_the_best_choice_counts() {
    let list = |weights: &[f32]| -> Vec<Occurrence> {
        let occurrence = |(position, weight)| Occurrence { position, weight };
        (0..).zip(weights.iter().copied()).map(occurrence).collect()
    };
    let occurrences = [list(&[0.5, 0.25]), list(&[0.25, 0.25])];
    let words = Words { occurrences: &occurrences, sentences: &[], paragraphs: &[] };
    let mut scratch = Scratch::default();
    let mut weights = |shape: &Shape| -> Vec<f32> {
        places(shape, &words, &mut scratch).iter().map(|place| place.weight).collect()
    };
    assert_eq!(weights(&word('a')), [0.5, 0.25]);
    assert_eq!(weights(&row("ab", 0)), [0.125]);
    assert_eq!(weights(&near(0, each("ab"))), [0.125]);
    assert_eq!(weights(&Shape::Either(each("ab"))), [0.5, 0.25]);
}

#[test]
fn parts_are_the_words_asked_for() {
    let written = |shape: &Shape, text: &str| {
        let (occurrences, sentences, paragraphs) = read(text);
        let words =
            Words { occurrences: &occurrences, sentences: &sentences, paragraphs: &paragraphs };
        let parts = parts(shape, &words, &mut Scratch::default());
        let one = |part: &Part| format!("{}-{}:{}", part.start, part.end, part.number);
        parts.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    for (shape, text, expected) in [
        (word('a'), "a b a", "0-0:0 2-2:0"),
        (row("a*b", 0), "a - b", "0-2:0"),
        (row("ab", 1), "a - b - a", "0-0:0 2-2:0"),
        (Shape::Either(vec![word('a'), row("bc", 1)]), "a - b - c", "0-0:0 2-2:0 4-4:0"),
        // Not the `a` that is far from any `b`.
        (near(1, each("ab")), "a - - a - b", "3-3:0 5-5:1"),
        (near(1, vec![word('c'), near(1, each("ab"))]), "a - b - c - b", "0-0:1 2-2:2 4-4:0"),
        (near(1, vec![near(1, each("ab")), row("cd", 0)]), "a b c d", "0-0:0 1-1:1 2-3:2"),
        (near(1, each("aa")), "a a", "0-0:0 0-0:1 1-1:0 1-1:1"),
        (near(0, each("ab")), "a - b", ""),
    ] {
        assert_eq!(written(&shape, text), expected, "{shape:?} in `{text}`");
    }
}

#[test]
fn extreme_numbers_are_no_trouble() {
    let last = u32::MAX;
    let at = |positions: &[u32]| -> Vec<Occurrence> {
        positions.iter().map(|&position| Occurrence { position, weight: 1.0 }).collect()
    };
    let occurrences = [at(&[0, last - 1, last]), at(&[0, last])];
    let words = Words { occurrences: &occurrences, sentences: &[last], paragraphs: &[] };
    let mut scratch = Scratch::default();
    let mut runs = |shape: &Shape| -> Vec<(u32, u32)> {
        places(shape, &words, &mut scratch).iter().map(|place| (place.start, place.end)).collect()
    };
    let skipping = |skipped, slop| {
        let items = [(0, 'a'), (skipped, 'b')]
            .map(|(skipped, letter)| RowItem { skipped, shape: Shape::Either(vec![word(letter)]) });
        Shape::Row { items: items.into(), slop }
    };
    assert_eq!(runs(&row("ab", 0)), [(last - 1, last)]);
    assert_eq!(runs(&skipping(last - 1, 0)), [(0, last)]);
    assert_eq!(runs(&skipping(last - 2, last)), [(0, last)]);
    assert_eq!(runs(&skipping(last, 0)), []);
    assert_eq!(runs(&skipping(last, last)), []);
    assert_eq!(runs(&near(last, each("ab"))), [(0, last - 1), (last - 1, last)]);
    assert_eq!(runs(&together(Reach::Sentence, each("ab"))), [(0, last - 1)]);
    let many = vec![Shape::Either(vec![word('a'), row("ab", 0)]); 200];
    assert_eq!(runs(&in_order(last, many)), []);
}
