//! Which persons of gold are among ours.
//!
//! One of ours is a person of gold if the comparison of names says that they are
//! one (same or maybe), of any form of ours against any of gold, the usual form
//! of the name among them. Each is paired with one at most, the likest first:
//! a person split in two is found once and extra once, and two joined in one
//! are found once and missing once.

use std::cmp::Reverse;

use crate::eval::gold;
use crate::lexicon::name::compare::{Name, Verdict, compare as compare_names};
use crate::report::Person;

/// Which persons were found, and which of ours are somebody in gold.
pub(super) struct Match {
    /// For each person of gold, whether one of ours is it.
    pub found: Vec<bool>,
    /// For each of ours, whether it is one of gold.
    pub right: Vec<bool>,
}

/// Pairs the persons of `gold` with those `given`.
pub(super) fn compare(gold: &[gold::Person], given: &[Person]) -> Match {
    let expected: Vec<Forms> = gold
        .iter()
        .map(|person| {
            forms(person.as_written.iter().chain([&person.canonical]).map(String::as_str))
        })
        .collect();
    let ours: Vec<Forms> = given
        .iter()
        .map(|person| {
            let mentions = person.mentions.iter().map(|mention| mention.text.as_str());
            forms(mentions.chain([person.name.as_str()]))
        })
        .collect();
    let mut pairs = Vec::new();
    for (at, one) in expected.iter().enumerate() {
        for (place, other) in ours.iter().enumerate() {
            let likeness = likeness(one, other);
            if likeness.0 > Verdict::Different {
                pairs.push((Reverse(likeness), at, place));
            }
        }
    }
    pairs.sort_unstable();
    let mut matched = Match { found: vec![false; gold.len()], right: vec![false; given.len()] };
    for (_, at, place) in pairs {
        if let (Some(found), Some(right)) =
            (matched.found.get_mut(at), matched.right.get_mut(place))
            && !*found
            && !*right
        {
            (*found, *right) = (true, true);
        }
    }
    matched
}

/// The forms of one person, each once: as written, and read.
type Forms<'a> = Vec<(&'a str, Name)>;

fn forms<'a>(written: impl Iterator<Item = &'a str>) -> Forms<'a> {
    let mut forms: Forms<'a> = Vec::new();
    for form in written {
        if forms.iter().all(|(known, _)| *known != form) {
            forms.push((form, Name::parse(form)));
        }
    }
    forms
}

/// The best verdict over all forms, and how many forms are written alike.
fn likeness(one: &Forms<'_>, other: &Forms<'_>) -> (Verdict, usize) {
    let mut best = (Verdict::Different, 0);
    for (written, name) in one {
        for (ours, our_name) in other {
            let is_alike = written == ours;
            let verdict =
                if is_alike { Verdict::Same } else { compare_names(name, our_name).verdict };
            best = (best.0.max(verdict), best.1 + usize::from(is_alike));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PersonMention;
    use crate::span::Span;

    fn ours(forms: &[&str]) -> Person {
        let mentions = forms.iter().map(|form| PersonMention {
            text: (*form).to_owned(),
            span: Span::default(),
            role: None,
        });
        Person {
            key: String::new(),
            name: forms[0].to_owned(),
            role: None,
            country: None,
            mentions: mentions.collect(),
        }
    }

    fn gold(canonical: &str, forms: &[&str]) -> gold::Person {
        gold::Person {
            canonical: canonical.to_owned(),
            as_written: forms.iter().map(|form| (*form).to_owned()).collect(),
        }
    }

    /// Persons of gold and of ours by their forms, and how many pairs they make.
    fn pairs(expected: &[(&str, &[&str])], given: &[&[&str]]) -> (usize, usize) {
        let expected: Vec<_> = expected.iter().map(|(name, forms)| gold(name, forms)).collect();
        let given: Vec<_> = given.iter().map(|forms| ours(forms)).collect();
        let matched = compare(&expected, &given);
        let count = |marks: &[bool]| marks.iter().filter(|mark| **mark).count();
        (count(&matched.found), count(&matched.right))
    }

    #[test]
    fn spellings_and_short_forms_are_one_person() {
        let vucic: (&str, &[&str]) = ("Aleksandar Vučić", &["Вучич"]);
        assert_eq!(pairs(&[vucic], &[&["Aleksandar Vucic"]]), (1, 1));
        assert_eq!(pairs(&[vucic], &[&["Vučića"]]), (1, 1));
        assert_eq!(pairs(&[vucic], &[&["Aleksandar Vulin"]]), (0, 0));
    }

    #[test]
    fn splits_and_false_joins_count_as_errors() {
        let both: [(&str, &[&str]); 2] = [("Attila Pintér", &[]), ("Sándor Pintér", &[])];
        assert_eq!(pairs(&both, &[&["Attila Pintér", "Sándor Pintér"]]), (1, 1));
        assert_eq!(pairs(&both[..1], &[&["Attila Pintér"], &["Pintér"]]), (1, 1));
        assert_eq!(pairs(&both, &[&["Pintér Sándor"], &["Pintér Attila"]]), (2, 2));
    }
}
