//! A word of a name by itself, for looking names up by their words.
//!
//! Takes a [`Name`]; gives its words and the neighbours that others write as one
//! word. Two of them can be held against each other without the names that they
//! stand in, so a register need read no name of which no word fits.

use super::block;
use super::given;
use super::name::{Member, Name, Role, is_apostrophe, without_arabic_article};
use super::pairing::{Agreement, agreement_of_words};
use super::spelling;
use super::word::Word;

/// How near two words are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// They are written for the same sounds.
    Written,
    /// The other is a case of this one.
    Declined,
    /// This one is a case of the other, or both are cases of a third.
    Case,
    /// One is a short form of the other, as given names have.
    Short,
    /// They are alike, but not enough to be sure.
    Doubtful,
}

/// A word of a name, or neighbours of it written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameWord {
    text: String,
    word: Word,
    place: u8,
    begins: bool,
    ends: bool,
}

impl NameWord {
    /// Reads a word as [`NameWord::text`] gives it.
    ///
    /// ```
    /// use bilat::lexicon::name::compare::{NameWord, Nearness};
    ///
    /// let minister = NameWord::read("lavrov");
    /// assert_eq!(minister.nearness(&NameWord::read("лавров")), Some(Nearness::Written));
    /// assert_eq!(minister.nearness(&NameWord::read("lavrova")), Some(Nearness::Declined));
    /// assert_eq!(NameWord::read("lavrova").nearness(&minister), Some(Nearness::Case));
    /// assert_eq!(minister.nearness(&NameWord::read("shoigu")), None);
    /// ```
    pub fn read(text: &str) -> Self {
        let letters: Vec<char> = text
            .chars()
            .filter(|letter| !is_apostrophe(*letter) || *letter == '׳')
            .map(spelling::letter)
            .collect();
        let letters = without_arabic_article(&letters).unwrap_or(letters);
        let word = Word::read(&letters);
        Self { text: text.to_owned(), word, place: 0, begins: true, ends: true }
    }

    /// The letters in lower case.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which word of its name it is; neighbours written as one have the place of the first.
    pub fn place(&self) -> u8 {
        self.place
    }

    /// Whether it is, or begins with, the first word of its name. Full names of which
    /// [`compare()`](super::compare()) says that they are the same agree in it.
    pub fn begins(&self) -> bool {
        self.begins
    }

    /// Whether it is one of the last words of its name, of those joined by a hyphen any.
    pub fn ends(&self) -> bool {
        self.ends
    }

    /// Codes by which words find each other, each once; a word of which nothing else is known has
    /// its letters for a code.
    pub fn blocks(&self) -> Vec<String> {
        let mut codes = Vec::new();
        block::codes_into(&self.word, &mut codes);
        // Forms of a given name often begin otherwise.
        codes.extend(self.word.given.iter().map(|row| format!("~{}", row.number)));
        if codes.is_empty() {
            codes.push(format!("={}", self.text));
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// How near another word is, if it is near at all.
    pub fn nearness(&self, other: &Self) -> Option<Nearness> {
        // One order of the two, so that ties are broken alike.
        let is_turned = self.text > other.text;
        let (one, facing) = if is_turned { (other, self) } else { (self, other) };
        let (agreement, likeness) =
            agreement_of_words((&one.word, &one.text), (&facing.word, &facing.text), true)?;
        let (first, second) = likeness.endings;
        let (own, others) = if is_turned { (second, first) } else { (first, second) };
        Some(match agreement {
            Agreement::Doubtful | Agreement::Initial => Nearness::Doubtful,
            Agreement::Given(given::Kind::Short) => Nearness::Short,
            Agreement::Close | Agreement::Given(given::Kind::Same) => match (own, others) {
                (0, 0) => Nearness::Written,
                _ if is_nominative(&self.word, own, &other.word, others)
                    || is_given(&self.word, &other.word) =>
                {
                    Nearness::Declined
                }
                _ => Nearness::Case,
            },
        })
    }
}

impl Name {
    /// The words by which the name is found: every whole word, the same with its article, and
    /// neighbours that may be written as one. Initials are none, nor is what stands in brackets.
    pub fn found_by(&self) -> Vec<NameWord> {
        let whole: Vec<&Member> =
            self.members.iter().filter(|member| member.role == Role::Whole).collect();
        let last = whole.last().map(|member| member.group);
        let mut words = Vec::with_capacity(whole.len() * 2);
        for (place, member) in (0..=u8::MAX).zip(&whole) {
            let (begins, ends) = (place == 0, Some(member.group) == last);
            let own = |text: &str, word: &Word| NameWord {
                text: text.to_owned(),
                word: word.clone(),
                place,
                begins,
                ends,
            };
            words.push(own(&member.text, &member.word));
            if let Some((text, word)) = member.with_article.as_deref()
                // What Arabic writes as one word with its article is read without it.
                && !text.starts_with("ال")
            {
                words.push(own(text, word));
            }
        }
        for count in 2..=3 {
            for (place, run) in (0..=u8::MAX).zip(whole.windows(count)) {
                let [first, .., end] = run else { continue };
                // Of two words the one is a given name, the other a surname.
                if first.group != end.group && (whole.len() < 3 || count > 2) {
                    continue;
                }
                let text: String = run.iter().map(|member| member.text.as_str()).collect();
                let ends = run.iter().any(|member| Some(member.group) == last);
                words.push(NameWord { place, begins: place == 0, ends, ..NameWord::read(&text) });
            }
        }
        words
    }
}

/// Whether the first of two forms of one word is its nominative, by the patterns that both have.
fn is_nominative(one: &Word, own: u8, other: &Word, others: u8) -> bool {
    let stem = |word: &Word, ending: u8| {
        let length = word.sounds.len().saturating_sub(usize::from(ending));
        word.stems.iter().find(|stem| usize::from(stem.length) == length).copied()
    };
    match (stem(one, own), stem(other, others)) {
        (Some(one), Some(other)) => one.sure & other.sure & one.nominative != 0,
        // Of given names, the table has the nominative.
        _ => own == 0,
    }
}

/// Whether the first is a given name as the table has it, and the second the same with an ending.
fn is_given(one: &Word, other: &Word) -> bool {
    one.given.iter().filter(|row| row.ending == 0).any(|row| {
        other.given.iter().any(|facing| facing.number == row.number && facing.ending > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_by_themselves_are_those_of_the_name() {
        for name in [
            "Kristóf Szalay-Bobrovniczky",
            "Charles de Gaulle",
            "Σταύρος Δήμας",
            "عبد الفتاح السيسي",
            "Kim Jong-un",
            "김정은",
            "O'Brien",
        ] {
            for word in Name::parse(name).found_by() {
                let read = NameWord::read(word.text());
                assert_eq!(read.blocks(), word.blocks(), "{name}: {}", word.text());
                assert_eq!(read.nearness(&word), Some(Nearness::Written), "{name}");
            }
        }
    }

    #[test]
    fn neighbours_are_found_as_one_word() {
        for (name, expected) in [
            ("Sergei Lavrov", &["sergei", "lavrov"][..]),
            ("Charles de Gaulle", &["charles", "gaulle", "degaulle"]),
            ("Kim Jong-un", &["kim", "jong", "un", "kimjong", "jongun"]),
            ("S. Jaishankar", &["jaishankar"]),
        ] {
            let words = Name::parse(name).found_by();
            let texts: Vec<&str> = words.iter().map(NameWord::text).collect();
            assert_eq!(texts, expected, "{name}");
        }
    }

    #[test]
    fn nominative_is_told_from_other_cases() {
        use Nearness::{Case, Declined, Short, Written};
        for (one, other, expected) in [
            ("vučić", "vučićem", Some(Declined)),
            ("vučićem", "vučić", Some(Case)),
            ("golikova", "golikovoi", Some(Declined)),
            ("golikovoi", "golikovu", Some(Case)),
            ("sergei", "сергеем", Some(Declined)),
            ("шойгу", "shoigu", Some(Written)),
            ("bob", "robert", Some(Short)),
            ("lavrov", "putin", None),
        ] {
            let found = NameWord::read(one).nearness(&NameWord::read(other));
            assert_eq!(found, expected, "{one}, {other}");
        }
    }
}
