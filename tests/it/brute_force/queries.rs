//! Random queries, as they are typed.

use crate::brute_force::documents::WORDS;
use crate::brute_force::random::Random;

/// Patterns; some fit several words, some none.
const WILDCARDS: [&str; 12] =
    ["t?nk", "b*", "bo?t", "*o*", "*p", "c*", "?a*", "m?p", "*n", "tank*", "bo?", "g?n*"];

/// Words that are misspelt or not.
const FUZZY: [&str; 12] = [
    "tenk~", "boat~", "bost~", "gnu~", "mapp~1", "camp~", "fort~", "otfr~", "boots~2", "forts~2",
    "campe~2", "gnus~",
];

/// Expressions without blanks and bars, so that they may stand in quotes.
pub(super) const EXPRESSIONS: [&str; 6] =
    ["/bo[ao]t/", "/.an?[kp]/", "/[gm].+/", "/fo+rt/", "/(ta)?nk/", "/[^b].*/"];

/// A query; often one condition without operators around it.
pub(super) fn query(random: &mut Random) -> String {
    if random.percent(70) { condition(random) } else { expression(2, random) }
}

/// Conditions with operators around them.
fn expression(depth: usize, random: &mut Random) -> String {
    if depth == 0 || random.percent(20) {
        return condition(random);
    }
    let count = 2 + random.below(2);
    let joined = |separator: &str, random: &mut Random| {
        let operands: Vec<String> = (0..count).map(|_| operand(depth, random)).collect();
        operands.join(separator)
    };
    match random.below(12) {
        0..2 => joined(" ", random),
        2 => joined(" AND ", random),
        3..6 => joined(" OR ", random),
        6..8 => format!("{} NOT {}", operand(depth, random), operand(depth, random)),
        8 => format!("NOT {}", operand(depth, random)),
        9 => {
            // What is required, beside what is not or is as well.
            let mut operands: Vec<String> = (0..count).map(|_| operand(depth, random)).collect();
            for chosen in &mut operands {
                if random.percent(50) && !chosen.starts_with(['-', '+']) {
                    chosen.insert(0, '+');
                }
            }
            operands.join(" OR ")
        }
        10 => format!("{} OR {} {}", operand(0, random), operand(0, random), operand(0, random)),
        _ => format!("({})^{}", expression(depth - 1, random), random.of(&["0", "0.5", "2"])),
    }
}

/// What stands beside an operator.
fn operand(depth: usize, random: &mut Random) -> String {
    match random.below(10) {
        0 => format!("-{}", term(random)),
        1 if depth > 0 => format!("(NOT {})", operand(depth - 1, random)),
        2 => format!("{}^2", term(random)),
        3..6 if depth > 0 => format!("({})", expression(depth - 1, random)),
        _ => condition(random),
    }
}

/// A condition without operators around it.
fn condition(random: &mut Random) -> String {
    match random.below(20) {
        0 => "*".to_owned(),
        1..3 => {
            let field = random.of(&["title", "text"]);
            match random.below(3) {
                0 => format!("{field}:{}", term(random)),
                1 => format!("{field}:({})", near(2, random)),
                _ => format!("{field}:({} {} NOT {})", term(random), near(1, random), term(random)),
            }
        }
        3..6 => term(random),
        6..9 => phrase(random),
        _ => near(2, random),
    }
}

/// One word, or one phrase.
fn term(random: &mut Random) -> String {
    match random.below(40) {
        0..24 => word(random),
        24..26 => format!("={}", word(random)),
        26..29 => pattern(random),
        _ => phrase(random),
    }
}

/// A word that is not given letter by letter. Widening it takes long, so there are few.
fn pattern(random: &mut Random) -> String {
    match random.below(5) {
        0..3 => random.of(&WILDCARDS).to_owned(),
        3 => random.of(&FUZZY).to_owned(),
        _ => random.of(&EXPRESSIONS).to_owned(),
    }
}

fn word(random: &mut Random) -> String {
    let word = random.of(&WORDS);
    if random.percent(5) { word.to_uppercase() } else { word.to_owned() }
}

/// Words in a row.
fn phrase(random: &mut Random) -> String {
    let count = 1 + random.below(4);
    let inside = row(count, true, random);
    let slop = if random.percent(30) { format!("~{}", random.below(5)) } else { String::new() };
    format!("\"{inside}\"{slop}")
}

fn row(count: usize, may_nest: bool, random: &mut Random) -> String {
    let mut row = String::new();
    for number in 0..count {
        if number > 0 {
            row.push(' ');
            while random.percent(12) {
                row.push_str("* ");
            }
        }
        match random.below(40) {
            0..6 if may_nest => {
                let rows: Vec<String> =
                    (0..2 + random.below(2)).map(|_| row_of_any_length(random)).collect();
                row = row + "(" + &rows.join("|") + ")";
            }
            6..8 => row.push_str(&pattern(random)),
            8..10 => row = row + &word(random) + ",",
            _ => row.push_str(&word(random)),
        }
    }
    row
}

fn row_of_any_length(random: &mut Random) -> String {
    let count = 1 + random.below(3);
    let may_nest = random.percent(20);
    row(count, may_nest, random)
}

/// Words and phrases near each other.
fn near(depth: usize, random: &mut Random) -> String {
    let count = random.of(&[2, 2, 2, 2, 2, 3, 3, 4]);
    let chain = operator(random);
    let mut text = String::new();
    let mut before: Vec<String> = Vec::new();
    for number in 0..count {
        if number > 0 {
            let operator = if random.percent(90) { chain.clone() } else { operator(random) };
            text = text + " " + &operator + " ";
        }
        let operand = match random.below(20) {
            // The same once more must stand elsewhere.
            0..3 if !before.is_empty() => random.of(&before),
            3..6 if depth > 0 => format!("({})", near(depth - 1, random)),
            6..8 => format!("({} OR {})", term(random), term(random)),
            8 if depth > 0 => format!("({} OR {})", term(random), near(depth - 1, random)),
            9..13 => term(random),
            _ => word(random),
        };
        text.push_str(&operand);
        before.push(operand);
    }
    text
}

fn operator(random: &mut Random) -> String {
    let name = random.of(&["NEAR", "NEAR", "ADJ"]);
    match random.below(10) {
        0 => name.to_owned(),
        1..3 => format!("{name}/s"),
        3..5 => format!("{name}/p"),
        _ => format!("{name}/{}", random.below(7)),
    }
}
