//! Names in Chinese and Japanese, which have neither blanks nor capitals.
//!
//! Takes a text and the places of countries in it; gives names beside titles.
//! A foreign name in Chinese consists of signs that transcribe sounds, and ends
//! where another sign stands; a Chinese name is a known family name and one or
//! two signs. In Japanese a foreign name is in Katakana, and any name stands
//! before its title. Without a dictionary of words some names come out a sign
//! too long or too short.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mention::Mention;
use crate::lexicon::rows;
use crate::span::Span;

/// The table of titles and signs.
#[derive(Default)]
struct Table {
    /// Titles by their first sign, the longest first.
    titles: FxHashMap<char, Vec<(&'static str, Role)>>,
    transcription: FxHashSet<char>,
    surnames: FxHashSet<char>,
    never_chinese: FxHashSet<char>,
    never_japanese: FxHashSet<char>,
    families: FxHashSet<&'static str>,
    apart: FxHashSet<&'static str>,
}

/// Where a title stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Before,
    After,
    Credit,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for [words, role, language] in rows::columns(include_str!("han.tsv")) {
        let title = match role {
            "before" => Some(Role::Before),
            "after" => Some(Role::After),
            "credit" => Some(Role::Credit),
            _ => None,
        };
        for word in words.split(' ') {
            match (title, role) {
                (Some(title), _) => {
                    if let Some(first) = word.chars().next() {
                        table.titles.entry(first).or_default().push((word, title));
                    }
                }
                (None, "transcription") => table.transcription.extend(word.chars()),
                (None, "surname") => table.surnames.extend(word.chars()),
                (None, "never") if language == "ja" => table.never_japanese.extend(word.chars()),
                (None, "never") => table.never_chinese.extend(word.chars()),
                (None, "family") => drop(table.families.insert(word)),
                _ => drop(table.apart.insert(word)),
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for titles in table.titles.values_mut() {
        titles.sort_by_key(|(title, _)| std::cmp::Reverse(title.len()));
    }
    table
});

/// Whether `text` has signs of these scripts.
pub(super) fn has_han(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xe3..=0xe9))
}

/// Appends the names in Chinese and Japanese to `mentions`; `countries` in text order.
pub(super) fn scan(text: &str, countries: &[Span], mentions: &mut Vec<Mention>) {
    let is_japanese = text.chars().filter(|letter| is_hiragana(*letter)).nth(1).is_some();
    let scanner = Scanner { text, countries, is_japanese };
    let first = mentions.len();
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + letter.len_utf8();
        at = match scanner.title(at, letter) {
            Some((title, role)) => scanner.beside(Span::new(at, at + title.len()), role, mentions),
            None if is_middle_dot(letter) => scanner.dotted(at, next, mentions),
            None if matches!(letter, '（' | '【') && is_japanese => {
                let name = scanner.bracketed(next);
                mentions.extend(name.map(|name| mention(name, None, true)));
                next
            }
            None => next,
        };
    }
    scanner.later(first, mentions);
}

struct Scanner<'a> {
    text: &'a str,
    countries: &'a [Span],
    is_japanese: bool,
}

impl<'a> Scanner<'a> {
    fn title(&self, at: usize, first: char) -> Option<(&'static str, Role)> {
        if !is_han(first) && !matches!(first, 'さ' | '1') {
            return None;
        }
        let rest = self.text.get(at..)?;
        let fits = |(title, role): &&(&str, Role)| {
            rest.starts_with(title) && (*role == Role::After) == self.is_japanese
        };
        TABLE.titles.get(&first)?.iter().find(fits).copied()
    }

    fn after(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    fn is_country(&self, span: Span) -> bool {
        let from = self.countries.partition_point(|country| country.end <= span.start);
        self.countries.get(from).is_some_and(|country| country.overlaps(span))
    }

    /// A name before or behind a title; where to go on.
    fn beside(&self, title: Span, role: Role, mentions: &mut Vec<Mention>) -> usize {
        let name = match role {
            Role::After => self.japanese_before(title.start),
            Role::Before => {
                self.behind(title.end).or_else(|| self.chinese_before(title.start, mentions))
            }
            Role::Credit => {
                let rest = self.after(title.end);
                let skipped = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '/', '／']);
                self.behind(title.end + rest.len() - skipped.len())
            }
        };
        let Some(name) = name else { return title.end };
        // A second title after the name, or one that the name was read for already.
        if mentions.iter().rev().take(3).all(|known| !known.span.overlaps(name)) {
            let role = (role != Role::Credit).then(|| self.with_country_in_front(title));
            mentions.push(mention(name, role, true));
        }
        title.end.max(name.end)
    }

    /// `塞尔维亚总统`: a title with the country right in front of it.
    fn with_country_in_front(&self, title: Span) -> Span {
        let from = self.countries.partition_point(|country| country.end < title.start);
        let country = self.countries.get(from).filter(|country| country.end == title.start);
        country.map_or(title, |country| country.to(title))
    }

    /// A name that begins at `start`.
    fn behind(&self, start: usize) -> Option<Span> {
        let start = start + self.gloss(start);
        let rest = self.after(start).strip_prefix(['“', '‘', '「']).unwrap_or(self.after(start));
        let start = self.text.len() - rest.len();
        let foreign = self.transcribed(start);
        let long = foreign.is_some_and(|name| name.of(self.text).chars().nth(2).is_some());
        let name = match self.chinese(start) {
            Some(chinese) if !long => Some(chinese),
            _ => foreign,
        };
        name.filter(|name| !self.is_country(*name))
    }

    /// The signs from `start` that transcribe sounds, two or more of them.
    fn transcribed(&self, start: usize) -> Option<Span> {
        let table: &Table = &TABLE;
        let mut end = start;
        let mut count = 0;
        let sound = |at: usize| {
            self.after(at).chars().next().filter(|letter| table.transcription.contains(letter))
        };
        while let Some(letter) = self.after(end).chars().next() {
            let gloss = self.gloss(end);
            if gloss > 0 && count > 0 && sound(end + gloss).is_some() {
                end += gloss;
                continue;
            }
            let joins = (is_middle_dot(letter) || letter == '-')
                && count > 0
                && sound(end + letter.len_utf8()).is_some();
            let is_apart = self.begins_another_word(end);
            if !joins && (!table.transcription.contains(&letter) || is_apart && count >= 2) {
                break;
            }
            count += usize::from(!joins);
            end += letter.len_utf8();
        }
        (2..=16).contains(&count).then(|| Span::new(start, end))
    }

    /// Length of a reading in Latin letters and brackets, as pages for learners put behind a sign: `(wǔ)`.
    fn gloss(&self, at: usize) -> usize {
        let Some(rest) = self.after(at).strip_prefix('(') else { return 0 };
        let letters: usize = rest
            .chars()
            .take(7)
            .take_while(|letter| letter.is_alphabetic() && !is_han(*letter))
            .map(char::len_utf8)
            .sum();
        if letters > 0 && rest.get(letters..).is_some_and(|rest| rest.starts_with(')')) {
            letters + 2
        } else {
            0
        }
    }

    /// Whether the two signs at `at` are a word that no name holds.
    fn begins_another_word(&self, at: usize) -> bool {
        let end: usize = self.after(at).chars().take(2).map(char::len_utf8).sum();
        self.text.get(at..at + end).is_some_and(|pair| TABLE.apart.contains(pair))
    }

    /// `（佐藤拓也）`: who wrote, in brackets.
    fn bracketed(&self, start: usize) -> Option<Span> {
        let (name, _) = self.after(start).split_once(['）', ')', '=', '＝'])?;
        let family = name.char_indices().nth(2).and_then(|(at, _)| name.get(..at))?;
        let is_name = matches!(name.chars().count(), 3..=5)
            && name.chars().all(is_han)
            && TABLE.families.contains(family);
        is_name.then(|| Span::new(start, start + name.len()))
    }

    /// A family name and one or two signs from `start`.
    fn chinese(&self, start: usize) -> Option<Span> {
        let table: &Table = &TABLE;
        let mut letters = self.after(start).chars();
        let first = letters.next().filter(|first| table.surnames.contains(first))?;
        let is_given = |letter: &char| is_han(*letter) && !table.never_chinese.contains(letter);
        // Words of bodies and states are given names, too, but not behind another sign of one.
        let second = letters.next().filter(|letter| {
            is_given(letter) || matches!(letter, '军' | '軍' | '国' | '國' | '中' | '长')
        })?;
        let mut end = start + first.len_utf8() + second.len_utf8();
        // The third sign is not one that begins the next word.
        let third = letters.next().filter(is_given);
        if let Some(third) = third.filter(|_| !self.begins_another_word(end)) {
            end += third.len_utf8();
        }
        Some(Span::new(start, end))
    }

    /// `武契奇总统`: signs of sounds, or a Chinese name at a border, before a title.
    fn chinese_before(&self, end: usize, mentions: &[Mention]) -> Option<Span> {
        let table: &Table = &TABLE;
        let mut start = end;
        for letter in self.before(end).chars().rev().take(16) {
            let width = letter.len_utf8();
            let is_sound = table.transcription.contains(&letter) || is_middle_dot(letter);
            if !is_sound || self.is_country(Span::new(start - width, start)) {
                break;
            }
            start -= width;
        }
        let is_name = |span: &Span| {
            let count = span.of(self.text).chars().count();
            let free = mentions.iter().rev().take(3).all(|known| !known.span.overlaps(*span));
            count >= 3 && free && !span.of(self.text).starts_with(is_middle_dot)
        };
        if let Some(name) = Some(Span::new(start, end)).filter(is_name) {
            return Some(name);
        }
        // Two or three signs behind a border: `同习近平主席`.
        let signs: Vec<char> = self.before(end).chars().rev().take(4).collect();
        [3, 2].into_iter().find_map(|count| {
            let name = signs.get(..count)?;
            let first = name.last()?;
            let at_border = signs
                .get(count)
                .is_none_or(|border| !is_han(*border) || table.never_chinese.contains(border));
            let fits = at_border
                && table.surnames.contains(first)
                && name.iter().all(|sign| is_han(*sign) && !table.never_chinese.contains(sign));
            let start = end - name.iter().map(|sign| sign.len_utf8()).sum::<usize>();
            let name = Span::new(start, end);
            (fits && !self.is_country(name)).then_some(name)
        })
    }

    /// Katakana, or signs behind a border, before a Japanese title.
    fn japanese_before(&self, end: usize) -> Option<Span> {
        let run = |is: fn(char) -> bool| {
            let length: usize = self
                .before(end)
                .chars()
                .rev()
                .take_while(|letter| is(*letter))
                .map(char::len_utf8)
                .sum();
            Span::new(end - length, end)
        };
        let mut foreign = run(is_katakana);
        // `イタリア軍ポルトラーノ大将`, `スペインのロブレス国防相`: the country is no part of it.
        let from = self.countries.partition_point(|country| country.end <= foreign.start);
        if let Some(country) = self.countries.get(from).filter(|country| country.overlaps(foreign))
        {
            foreign.start = country.end.min(foreign.end);
        }
        let trimmed = foreign
            .of(self.text)
            .trim_start_matches(|letter| is_middle_dot(letter) || letter == 'ー');
        foreign.start = foreign.end - trimmed.len();
        if trimmed.chars().nth(1).is_some() {
            return Some(foreign);
        }
        let mut native = run(is_han);
        let from = self.countries.partition_point(|country| country.end <= native.start);
        if let Some(country) = self.countries.get(from).filter(|country| country.overlaps(native)) {
            native.start = country.end.min(native.end);
        }
        let written = native.of(self.text);
        let never = |letter: char| TABLE.never_japanese.contains(&letter);
        let is_name = (2..=5).contains(&written.chars().count()) && !written.contains(never);
        is_name.then_some(native)
    }

    /// `亚历山大·武契奇`, `グイド・クロセット`: signs of sounds on both sides of a dot.
    fn dotted(&self, dot: usize, next: usize, mentions: &mut Vec<Mention>) -> usize {
        let is_sound = |letter: char| {
            if self.is_japanese {
                is_katakana(letter)
            } else {
                TABLE.transcription.contains(&letter) || is_middle_dot(letter)
            }
        };
        let length = |letters: &mut dyn Iterator<Item = char>| -> usize {
            letters.take_while(|letter| is_sound(*letter)).map(char::len_utf8).sum()
        };
        let start = dot - length(&mut self.before(dot).chars().rev());
        let mut end = next + length(&mut self.after(next).chars());
        if !self.is_japanese {
            end = self.transcribed(start).map_or(end, |name| name.end.max(next));
        }
        let name = Span::new(start, end);
        let free = mentions.iter().rev().take(3).all(|known| !known.span.overlaps(name));
        // In Japanese lists of countries and firms are dotted, too: a title must follow.
        if !self.is_japanese
            && free
            && dot - start >= 6
            && end >= next + 6
            && !self.is_country(name)
        {
            mentions.push(mention(name, None, true));
        }
        end.max(next)
    }

    /// Later places of the names found, and of their last parts.
    fn later(&self, first: usize, mentions: &mut Vec<Mention>) {
        let found: Vec<Span> = mentions.iter().skip(first).map(|mention| mention.span).collect();
        let mut forms: Vec<&str> = Vec::new();
        for span in &found {
            let whole = span.of(self.text);
            let last = whole.rsplit(is_middle_dot).next().unwrap_or(whole);
            for form in [whole, last] {
                if form.chars().nth(1).is_some() && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        let mut taken = found;
        for form in forms {
            for (start, _) in self.text.match_indices(form) {
                let span = Span::new(start, start + form.len());
                if taken.iter().all(|known| !known.overlaps(span)) {
                    taken.push(span);
                    mentions.push(mention(span, None, false));
                }
            }
        }
    }
}

fn mention(span: Span, role: Option<Span>, person: bool) -> Mention {
    Mention { span, words: if person { 2 } else { 1 }, role, titled: person, full: false, person }
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '々')
}

fn is_hiragana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{3096}')
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30fa}' | '\u{30fb}'..='\u{30fe}' | '＝' | '=' | '･')
}

fn is_middle_dot(letter: char) -> bool {
    matches!(letter, '·' | '・' | '•' | '‧' | '･')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_beside_titles() {
        for (text, country, expected) in [
            ("塞尔维亚国防部长加希奇说", "塞尔维亚", "加希奇"),
            ("塞尔维亚总统亚历山大·武契奇会见", "塞尔维亚", "亚历山大·武契奇"),
            ("国防部长李尚福会见了客人", "", "李尚福"),
            ("国防部长董军在北京", "", "董军"),
            ("在北京，武契奇总统表示", "", "武契奇"),
            ("塞尔维亚总统说", "塞尔维亚", ""),
            ("イタリアのグイド・クロセット国防相は", "イタリア", "グイド・クロセット"),
            ("スペイン国防相は会談した。", "スペイン", ""),
            ("会談で木原稔防衛大臣は述べた。", "", "木原稔"),
            ("と防衛大臣は述べました。", "", ""),
            ("总统", "", ""),
            ("·", "", ""),
        ] {
            let countries: Vec<Span> = text
                .match_indices(country)
                .filter(|_| !country.is_empty())
                .map(|(at, _)| Span::new(at, at + country.len()))
                .collect();
            let mut found = Vec::new();
            scan(text, &countries, &mut found);
            let names: Vec<&str> = found.iter().map(|mention| mention.span.of(text)).collect();
            assert_eq!(names.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        for line in rows::lines(include_str!("han.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            let roles = [
                "before",
                "after",
                "credit",
                "transcription",
                "surname",
                "never",
                "family",
                "apart",
            ];
            assert!(roles.contains(&columns[1]), "{line}");
        }
    }
}
