//! Quantities as terms, so that those of a thing within a range are a stretch of the dictionary.
//!
//! A term is words, a tab and the number. A quantity has one for each word of what is counted, for
//! each row of these words, for its unit, and for anything; of a range of numbers both ends have
//! theirs. The number is written so that terms are in the order of numbers: a number that is not
//! negative is in the order of its bits.

use crate::analyze::token::folded;
use crate::report::Quantity;

/// Between the words and the number.
const PARTING: char = '\t';

/// The terms under which a report with these quantities is indexed, each once.
pub(super) fn terms(quantities: &[Quantity]) -> Vec<String> {
    let mut terms = Vec::new();
    for quantity in quantities {
        let names = names(quantity);
        for number in numbers(quantity) {
            let number = written(number);
            let of = |name: &String| format!("{name}{PARTING}{number}");
            terms.extend(names.iter().map(of));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// What a quantity may be asked for by: nothing at all, its unit, each word and row of words.
pub(crate) fn names(quantity: &Quantity) -> Vec<String> {
    let mut names = vec![String::new()];
    names.extend(quantity.unit.as_deref().map(unit));
    let words = quantity.what.as_deref().map(folded).unwrap_or_default();
    for first in 0..words.len() {
        for last in first..words.len() {
            names.extend(words.get(first..=last).map(|row| row.join(" ")));
        }
    }
    names
}

/// The numbers of a quantity: one, or both ends of a range.
pub(crate) fn numbers(quantity: &Quantity) -> impl Iterator<Item = f64> {
    std::iter::once(quantity.value).chain(quantity.to)
}

/// The name of a unit, which no word can be.
pub(crate) fn unit(unit: &str) -> String {
    format!("@{unit}")
}

/// What every term of a name begins with.
pub(crate) fn prefix(name: &str) -> String {
    format!("{name}{PARTING}")
}

/// The term of a name and a number.
pub(crate) fn term(name: &str, number: f64) -> String {
    format!("{name}{PARTING}{}", written(number))
}

/// The number at the end of a term.
pub(crate) fn number_of(term: &str) -> Option<f64> {
    let (_, number) = term.rsplit_once(PARTING)?;
    u64::from_str_radix(number, 16).ok().map(f64::from_bits)
}

fn written(number: f64) -> String {
    // -0.0 would come behind all others.
    format!("{:016x}", number.abs().to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_in_the_order_of_their_numbers() {
        let numbers = [0.0, 0.5, 1.0, 2.0, 9.0, 10.0, 79.0, 1e6, 2.7e9, 1e15];
        let terms = numbers.map(|number| term("x", number));
        assert!(terms.is_sorted(), "{terms:?}");
        assert_eq!(terms.map(|term| number_of(&term)), numbers.map(Some));
    }
}
