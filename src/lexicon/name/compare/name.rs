//! A written name, read once: its words in order, and what each is in it.
//!
//! Takes the name as written, without ranks and offices; gives words as sounds.
//! `Surname, Given` is turned round, articles and suffixes are set aside,
//! initials are kept as such, and words joined by a hyphen are one group.

use unicode_normalization::UnicodeNormalization as _;

use super::block;
use super::part::{self, Part};
use super::spelling;
use super::syllable;
use super::word::Word;
use crate::lexicon::fold::fold;

/// Most words of a name that are looked at.
const MOST: usize = 12;

/// What a word is in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A given name, surname, or other whole word.
    Whole,
    /// The first letter of one.
    Initial,
    /// Another name in quotation marks or brackets: it helps, but does not hinder.
    Aside,
}

/// A word in its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    pub(super) word: Word,
    pub(super) role: Role,
    /// Words joined by a hyphen have one number.
    pub(super) group: u8,
    /// The letters in lower case, with their marks.
    pub(super) text: String,
    /// The word and the article before it written as one, with its letters.
    pub(super) with_article: Option<Box<(String, Word)>>,
}

/// A written name, read once so that it can be compared with many.
///
/// ```
/// use bilat::lexicon::name::compare::{Name, Verdict, compare};
///
/// let full = Name::parse("Aleksandar Vučić");
/// assert_eq!(compare(&full, &Name::parse("Александром Вучичем")).verdict, Verdict::Same);
/// assert_eq!(compare(&full, &Name::parse("Vuchich")).verdict, Verdict::Maybe);
/// assert_eq!(compare(&full, &Name::parse("Aleksandar Vulin")).verdict, Verdict::Different);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    pub(super) members: Vec<Member>,
    /// Which of several of one name: 1 for senior, 2 for junior, 0 if nothing is said.
    pub(super) suffix: u8,
}

impl Name {
    /// Reads a written name, without the ranks and offices around it.
    pub fn parse(written: &str) -> Self {
        let mut tokens = tokens(written);
        turn_round(&mut tokens);
        assemble(tokens)
    }

    /// Whether it has two whole words or more, so that it names a person by itself.
    ///
    /// Initials, articles and suffixes are no whole words, and words joined by a hyphen are one.
    ///
    /// ```
    /// use bilat::lexicon::name::compare::Name;
    ///
    /// assert!(Name::parse("Kim Jong-un").is_full());
    /// assert!(!Name::parse("Szalay-Bobrovniczky").is_full());
    /// assert!(!Name::parse("S. Jaishankar").is_full());
    /// ```
    pub fn is_full(&self) -> bool {
        let mut groups = self.whole().map(|member| member.group);
        groups.next().is_some_and(|first| groups.any(|group| group != first))
    }

    /// Its words in lower case as written, given names first where a comma says which they are.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.text.as_str())
    }

    /// Codes by which names find each other: two names of which [`compare()`](super::compare())
    /// says same or maybe share one, but for names with a slip of the pen in their first letters.
    ///
    /// A code is a few ASCII letters; a word has one or more, and initials have none.
    pub fn blocks(&self) -> Vec<String> {
        let mut blocks = self.blocks_of_words().concat();
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }

    /// The codes of each word that has some, in order of the words: of full names that are the
    /// same, mostly two words share one.
    pub fn blocks_of_words(&self) -> Vec<Vec<String>> {
        let words = self.members.iter().filter(|member| member.role != Role::Initial);
        let codes = words.map(|member| {
            let mut codes = Vec::new();
            block::codes_into(&member.word, &mut codes);
            codes.sort_unstable();
            codes.dedup();
            codes
        });
        codes.filter(|codes| !codes.is_empty()).collect()
    }

    /// Whether one of the words is a surname that many bear.
    pub(super) fn is_common(&self) -> bool {
        self.whole().any(|member| member.word.is_common())
    }

    pub(super) fn whole(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.role == Role::Whole)
    }
}

/// A word as written, with what stands around it.
#[expect(clippy::struct_excessive_bools, reason = "marks of writing, each asked for alone")]
struct Token {
    letters: Vec<char>,
    text: String,
    /// Whether every letter is a capital.
    capitals: bool,
    /// Whether a full stop follows.
    stop: bool,
    /// Whether only a full stop stands between it and the word before.
    glued: bool,
    /// Whether a hyphen joins it to the one before.
    joined: bool,
    /// Which of the parts between commas it is in.
    segment: u8,
    /// Whether it stands in quotation marks or brackets.
    aside: bool,
}

impl Token {
    fn part(&self) -> Option<Part> {
        part::part(&self.text).or_else(|| {
            let is_marked = !self.text.is_ascii() && self.letters.len() <= 4;
            is_marked.then(|| part::part(&fold(&self.text))).flatten()
        })
    }
}

/// Splits a written name into words.
fn tokens(written: &str) -> Vec<Token> {
    let mut splitter = Splitter::default();
    if written.is_ascii() {
        written.chars().for_each(|character| splitter.take(character));
    } else {
        written.nfc().for_each(|character| splitter.take(character));
    }
    splitter.finish();
    splitter.tokens
}

#[derive(Default)]
struct Splitter {
    tokens: Vec<Token>,
    word: Vec<char>,
    /// Whether a hyphen stands before the word that is being read.
    hyphen: bool,
    /// Whether nothing but a full stop stands before it.
    stopped: bool,
    segment: u8,
    aside: bool,
}

impl Splitter {
    fn take(&mut self, character: char) {
        if character.is_alphanumeric()
            || is_mark(character)
            || (is_apostrophe(character) && !self.word.is_empty())
        {
            self.word.push(character);
            return;
        }
        if is_apostrophe(character) || is_invisible(character) {
            return;
        }
        let had_word = !self.word.is_empty();
        self.finish();
        self.stopped = character == '.' && had_word;
        match character {
            '.' => {
                if let Some(last) = self.tokens.last_mut().filter(|_| had_word) {
                    last.stop = true;
                }
            }
            ',' | '،' | '，' => self.segment = self.segment.saturating_add(1),
            '(' | '“' | '„' | '«' | '"' | '”' | '»' | ')' | '[' | ']' => {
                self.aside = matches!(character, '(' | '“' | '„' | '«' | '[')
                    || (character == '"' && !self.aside);
            }
            '-' | '‐' | '‑' | '–' | '־' => self.hyphen = had_word,
            _ => {}
        }
    }

    fn finish(&mut self) {
        let word = std::mem::take(&mut self.word);
        let word = without_suffix(&word);
        if word.is_empty() || self.tokens.len() >= MOST {
            return;
        }
        let capitals = word.iter().all(|letter| letter.is_uppercase() || !letter.is_alphabetic());
        let mut letters = Vec::with_capacity(word.len());
        let mut text = String::with_capacity(word.len());
        for lower in word.iter().flat_map(|letter| letter.to_lowercase()) {
            text.push(lower);
            if !is_apostrophe(lower) || lower == '׳' {
                letters.push(spelling::letter(lower));
            }
        }
        let token = Token {
            letters,
            text,
            capitals,
            stop: false,
            joined: std::mem::take(&mut self.hyphen),
            glued: std::mem::take(&mut self.stopped),
            segment: self.segment,
            aside: self.aside,
        };
        self.tokens.push(token);
    }
}

/// A vowel sign or another mark that belongs to the letter before it.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{962}'..='\u{963}' | '\u{980}'..='\u{d7f}')
}

pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '′' | '׳' | '‛')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{64b}'..='\u{652}')
}

/// A word without the ending that Turkish and English join to names by an apostrophe.
fn without_suffix(word: &[char]) -> &[char] {
    const ENDINGS: &[&str] = &[
        "s", "a", "e", "ı", "i", "u", "ü", "ın", "in", "un", "ün", "nın", "nin", "nun", "nün",
        "ya", "ye", "yı", "yi", "yu", "yü", "da", "de", "ta", "te", "dan", "den", "tan", "ten",
        "la", "le", "yla", "yle", "na", "ne",
    ];
    let Some(at) = word.iter().rposition(|letter| is_apostrophe(*letter)) else { return word };
    let (Some(before), Some(after)) = (word.get(..at), word.get(at + 1..)) else { return word };
    let is_ending = ENDINGS.iter().any(|ending| ending.chars().eq(after.iter().copied()));
    if after.is_empty() || before.len() >= 3 && is_ending { before } else { word }
}

/// Puts what stands before the first comma behind what follows it, unless that is a suffix.
fn turn_round(tokens: &mut [Token]) {
    let first = tokens.iter().take_while(|token| token.segment == 0).count();
    let second = tokens.iter().take_while(|token| token.segment <= 1).count();
    let is_name = tokens.get(first..second).is_some_and(|given| {
        given.iter().any(|token| {
            !token.aside && !matches!(token.part(), Some(Part::Suffix(_) | Part::Degree))
        })
    });
    if first > 0
        && is_name
        && let Some(turned) = tokens.get_mut(..second)
    {
        turned.rotate_left(first);
    }
}

/// Gives each word its role.
fn assemble(mut tokens: Vec<Token>) -> Name {
    remove_degrees(&mut tokens);
    let tokens = split_surname(tokens);
    let others_small = tokens.iter().any(|token| !token.capitals && token.letters.len() > 1);
    let count = tokens.len();
    let mut name = Name { members: Vec::with_capacity(count), suffix: 0 };
    let mut set_aside: Vec<(usize, Token, bool)> = Vec::new();
    let mut group = 0_u8;
    let mut servant = false;
    let mut article: Vec<char> = Vec::new();
    for (at, mut token) in tokens.into_iter().enumerate() {
        if !token.joined {
            group = group.saturating_add(1);
        }
        match token.part() {
            Some(Part::Suffix(number)) if at > 0 && !(token.text == "st" || token.text == "ml") => {
                name.suffix = number;
                continue;
            }
            Some(Part::Degree) if at > 0 && (token.stop || token.capitals) => continue,
            _ if token.text.starts_with(|letter: char| letter.is_ascii_digit()) => continue,
            Some(Part::Article | Part::Particle)
                if count > 1 && (!token.capitals || token.part() == Some(Part::Article)) =>
            {
                // Between `abd` and the name that it serves there may be one.
                if !servant {
                    article.extend_from_slice(&token.letters);
                    let first = at == 0 && token.part() == Some(Part::Particle);
                    set_aside.push((name.members.len(), token, first));
                }
                continue;
            }
            _ => {}
        }
        if is_initial(&token) {
            push(&mut name, token, Role::Initial, group);
            continue;
        }
        if is_initials(&token, others_small) {
            for (letter, text) in token.letters.iter().zip(token.text.chars()) {
                let initial = Token {
                    letters: vec![*letter],
                    text: text.to_string(),
                    capitals: true,
                    stop: false,
                    glued: false,
                    joined: false,
                    segment: 0,
                    aside: token.aside,
                };
                push(&mut name, initial, Role::Initial, group);
                group = group.saturating_add(1);
            }
            continue;
        }
        if let Some(rest) = without_arabic_article(&token.letters) {
            article = std::mem::replace(&mut token.letters, rest.clone());
            article.truncate(article.len() - rest.len());
        }
        if servant && let Some(last) = name.members.pop() {
            let mut letters: Vec<char> = last.text.chars().map(spelling::letter).collect();
            letters.append(&mut token.letters);
            token = Token { letters, text: format!("{}{}", last.text, token.text), ..token };
            group = last.group;
        }
        servant = is_servant(&token.text);
        let role = if token.aside { Role::Aside } else { Role::Whole };
        let with_article = (!article.is_empty()).then(|| {
            article.extend_from_slice(&token.letters);
            Box::new((article.iter().collect(), Word::read(&article)))
        });
        article.clear();
        push(&mut name, token, role, group);
        if let Some(member) = name.members.last_mut() {
            member.with_article = with_article;
        }
    }
    restore(&mut name, set_aside);
    name
}

/// Removes degrees that are written with full stops, such as `M.Sc.`
fn remove_degrees(tokens: &mut Vec<Token>) {
    let mut at = 1;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at + 1..).unwrap_or_default();
        let glued = rest.iter().take_while(|token| token.glued).take(3).count();
        let text: String = std::iter::once(token)
            .chain(rest.iter().take(glued))
            .map(|token| token.text.as_str())
            .collect();
        if glued > 0 && part::part(&text) == Some(Part::Degree) {
            tokens.drain(at..=at + glued);
        } else {
            at += 1;
        }
    }
}

fn push(name: &mut Name, token: Token, role: Role, group: u8) {
    let word = Word::read(&token.letters);
    if role == Role::Initial && word.sounds.is_empty() {
        return;
    }
    name.members.push(Member { word, role, group, text: token.text, with_article: None });
}

/// Puts words back that look like articles, where nothing else would be left of the name.
fn restore(name: &mut Name, set_aside: Vec<(usize, Token, bool)>) {
    let whole = name.whole().count();
    for (at, (place, token, first)) in set_aside.into_iter().enumerate() {
        if whole == 0 || whole == 1 && first {
            let word = Word::read(&token.letters);
            let member = Member {
                word,
                role: Role::Whole,
                group: u8::MAX.saturating_sub(at as u8),
                text: token.text,
                with_article: None,
            };
            name.members.insert(place.min(name.members.len()), member);
        }
    }
}

/// Whether a word is `abd`, servant, which is one word with the name of God that follows.
fn is_servant(text: &str) -> bool {
    matches!(
        text,
        "abd"
            | "abdul"
            | "abdel"
            | "abdal"
            | "abdol"
            | "abdoul"
            | "abdur"
            | "abder"
            | "abdus"
            | "عبد"
            | "абд"
            | "абдул"
            | "абдель"
    )
}

/// A name without the article that Arabic writes together with it.
pub(super) fn without_arabic_article(letters: &[char]) -> Option<Vec<char>> {
    match letters {
        ['ا', 'ل', rest @ ..] if rest.len() >= 3 => Some(rest.to_vec()),
        _ => None,
    }
}

/// A single letter of an alphabet, or two with a full stop behind: `Yu.`
fn is_initial(token: &Token) -> bool {
    let cased = |letter: &char| letter.is_lowercase();
    match token.letters.as_slice() {
        [letter] => cased(letter),
        [one, other] => token.stop && cased(one) && cased(other),
        _ => false,
    }
}

/// Several first letters written together: `HV Kalia`.
fn is_initials(token: &Token, others_small: bool) -> bool {
    let is_vowel = |letter: &char| "aeiouyаеёиоуыэюя".contains(*letter);
    others_small
        && token.capitals
        && (2..=3).contains(&token.letters.len())
        && token.letters.iter().all(|letter| letter.is_lowercase() && !is_vowel(letter))
}

/// Splits the surname from the given name where Chinese and Korean write them as one word.
fn split_surname(tokens: Vec<Token>) -> Vec<Token> {
    let is_one = |token: &Token| {
        token.letters.first().is_some_and(|first| {
            (syllable::is_chinese(*first) || syllable::is_hangul(*first))
                && part::is_surname(*first)
        }) && (2..=3).contains(&token.letters.len())
    };
    if tokens.len() > 1 || !tokens.iter().any(is_one) {
        return tokens;
    }
    let mut split = Vec::with_capacity(2);
    for token in tokens {
        let (surname, given) = token.letters.split_at(1);
        for letters in [surname, given] {
            split.push(Token {
                letters: letters.to_vec(),
                text: letters.iter().collect(),
                capitals: false,
                stop: false,
                glued: false,
                joined: false,
                segment: 0,
                aside: false,
            });
        }
    }
    split
}
