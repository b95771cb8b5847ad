//! From words, phrases and nearness as typed to what is asked of the text.
//!
//! Cuts and folds as the index does, so that both sides agree on what a word
//! is. What is written as one word but cut into several (`l'Otan`, `F-16`) is a
//! row; where writers differ, the other way of writing is asked for as well.

use crate::analyze::token;
use crate::diag::Diagnostic;
use crate::lexicon::fold::{fold, fold_character_into, fold_into};
use crate::query::plan::pattern::{Pattern, RowItem, Term, TermKind};
use crate::query::{Expr, Item, ItemKind, Node};
use crate::span::Span;

/// What the words of `node` ask of a text.
///
/// Nothing if there is no word in it, only punctuation. An error names the
/// part that cannot be asked of words.
pub(super) fn pattern(node: &Node) -> Result<Option<Pattern>, Diagnostic> {
    let span = node.span;
    Ok(match &node.expr {
        Expr::Word { text, exact } => word(text, *exact, span),
        Expr::Phrase { text, .. } => row(forms(text, span), 0),
        Expr::Wildcard { pattern } => row(wildcards(pattern, span), 0),
        Expr::Fuzzy { text, edits } => row(fuzzy(text, *edits, span), 0),
        Expr::Regex { pattern } => Some(regex(pattern, span)),
        Expr::Row { items, slop } => row(row_items(items), *slop),
        Expr::Or(nodes) => either(patterns(nodes)?),
        Expr::Near { operands, reach, ordered } => {
            let operands = patterns(operands)?;
            match operands.len() {
                0 | 1 => operands.into_iter().next(),
                _ => Some(Pattern::Near { operands, reach: *reach, ordered: *ordered }),
            }
        }
        Expr::All
        | Expr::And(_)
        | Expr::Not(_)
        | Expr::Required(_)
        | Expr::Weighted { .. }
        | Expr::Field { .. }
        | Expr::Any
        | Expr::Nothing
        | Expr::Uncertain(_) => {
            return Err(Diagnostic::error(span, "expected words or phrases here")
                .hint("only words, phrases, `OR` and nearness can stand beside `NEAR` and `ADJ`"));
        }
    })
}

fn patterns(nodes: &[Node]) -> Result<Vec<Pattern>, Diagnostic> {
    let mut patterns = Vec::with_capacity(nodes.len());
    for node in nodes {
        patterns.extend(pattern(node)?);
    }
    Ok(patterns)
}

fn either(mut patterns: Vec<Pattern>) -> Option<Pattern> {
    match patterns.len() {
        0 | 1 => patterns.pop(),
        _ => Some(Pattern::Either(patterns)),
    }
}

/// A row of items; a single word needs none.
fn row(mut items: Vec<RowItem>, slop: u32) -> Option<Pattern> {
    match items.len() {
        0 | 1 => items.pop().map(|item| item.pattern),
        _ => Some(Pattern::Row { items, slop }),
    }
}

fn item(span: Span, kind: TermKind) -> RowItem {
    RowItem { skipped: 0, pattern: Pattern::Term(Term { span, kind }) }
}

/// Words as written.
fn forms(text: &str, span: Span) -> Vec<RowItem> {
    token::folded(text)
        .into_iter()
        .filter(|folded| !folded.is_empty())
        .map(|folded| item(span, TermKind::Form { folded }))
        .collect()
}

/// A word as typed outside quotes.
fn word(text: &str, exact: bool, span: Span) -> Option<Pattern> {
    let term = |word: String| {
        let folded = fold(&word);
        let kind =
            if exact { TermKind::Form { folded } } else { TermKind::Inflected { word, folded } };
        Pattern::Term(Term { span, kind })
    };
    let parts: Vec<Span> = token::words(text).collect();
    let [only] = parts.as_slice() else {
        let row = row(forms(text, span), 0);
        let joined = joined(text, &parts).map(term);
        return either(row.into_iter().chain(joined).collect());
    };
    let written = only.of(text);
    let apart = apart(written).and_then(|at| {
        let (letters, digits) = written.split_at(at);
        let parts = [letters, digits].map(|part| item(span, TermKind::Form { folded: fold(part) }));
        row(parts.into(), 0)
    });
    either(std::iter::once(term(written.to_owned())).chain(apart).collect())
}

/// What `co-operation`, `Al-Sisi` or `F-16` is without its hyphens.
fn joined(text: &str, parts: &[Span]) -> Option<String> {
    let (first, last) = (parts.first()?, parts.last()?);
    let numeric = |part: &Span| part.of(text).chars().all(char::is_numeric);
    let hyphenated = parts.windows(2).all(|pair| {
        let between = Span::new(pair[0].end, pair[1].start).of(text);
        // Figures with a hyphen between are a range or a date.
        matches!(between, "-" | "‐" | "‑") && !(numeric(&pair[0]) && numeric(&pair[1]))
    });
    (parts.len() <= MOST_PARTS && hyphenated)
        .then(|| first.to(*last).of(text).replace(['-', '‐', '‑'], ""))
}

/// Most parts of a word that is also written without its hyphens.
const MOST_PARTS: usize = 3;

/// Where `F16` or `Su30` would have a hyphen: between a few letters and a figure.
fn apart(word: &str) -> Option<usize> {
    let at = word.find(|character: char| character.is_ascii_digit())?;
    let (letters, figure) = word.split_at(at);
    let short = (1..=4).contains(&letters.chars().count()) && (1..=4).contains(&figure.len());
    let plain = letters.chars().all(char::is_alphabetic)
        && figure.bytes().all(|byte| byte.is_ascii_digit());
    (short && plain).then_some(at)
}

/// The words of a text with open places, cut as any text: `Su-30*` is `su` and `30*`.
fn wildcards(pattern: &str, span: Span) -> Vec<RowItem> {
    // For cutting, an open place is a letter; which letters those are is kept beside.
    let (mut text, mut open) = (String::new(), Vec::new());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '*' | '?' => {
                open.push((text.len(), character));
                text.push('x');
            }
            '\\' => text.extend(characters.next()),
            _ => text.push(character),
        }
    }
    let mut items: Vec<RowItem> = Vec::new();
    let mut open = open.into_iter().peekable();
    for part in token::words(&text) {
        let mut folded = String::new();
        let (mut at, mut is_open, mut only_open) = (part.start, false, true);
        while let Some((place, sign)) = open.next_if(|(place, _)| *place < part.end) {
            only_open &= place == at;
            fold_into(Span::new(at, place).of(&text), &mut folded);
            folded.push(sign);
            at = place + 1;
            is_open = true;
        }
        only_open &= at == part.end;
        fold_into(Span::new(at, part.end).of(&text), &mut folded);
        match (is_open, only_open) {
            // Beside a character that is a word of its own (Chinese), an open end says nothing.
            (true, true) => {}
            (true, false) => items.push(item(span, TermKind::Wildcard { pattern: folded })),
            (false, _) if folded.is_empty() => {}
            (false, _) => items.push(item(span, TermKind::Form { folded })),
        }
    }
    items
}

/// Words that may be misspelt; in a row each of them may.
fn fuzzy(text: &str, edits: u8, span: Span) -> Vec<RowItem> {
    token::folded(text)
        .into_iter()
        .filter(|folded| !folded.is_empty())
        .map(|folded| {
            // Two edits make anything of a short part.
            let edits = match folded.chars().count() {
                0..=2 => return item(span, TermKind::Form { folded }),
                3..=4 => edits.min(1),
                _ => edits,
            };
            item(span, TermKind::Fuzzy { folded, edits })
        })
        .collect()
}

/// A regular expression without diacritics, like the words that it is to describe.
fn regex(pattern: &str, span: Span) -> Pattern {
    let mut folded = String::new();
    for letter in pattern.chars() {
        if letter.is_ascii() {
            // Case matters in `\S`; the words are compared without it.
            folded.push(letter);
        } else {
            fold_character_into(letter, &mut folded);
        }
    }
    Pattern::Term(Term { span, kind: TermKind::Regex { pattern: folded } })
}

fn row_items(items: &[Item]) -> Vec<RowItem> {
    let mut row_of_items: Vec<RowItem> = Vec::new();
    let mut skipped = 0;
    for Item { span, kind } in items {
        let mut found = match kind {
            ItemKind::Text(text) => forms(text, *span),
            ItemKind::Wildcard(pattern) => wildcards(pattern, *span),
            ItemKind::Fuzzy(text, edits) => fuzzy(text, *edits, *span),
            ItemKind::Regex(pattern) => {
                vec![RowItem { skipped: 0, pattern: regex(pattern, *span) }]
            }
            ItemKind::One => {
                skipped += 1;
                continue;
            }
            ItemKind::Either(rows) => {
                let rows = rows.iter().filter_map(|items| row(row_items(items), 0)).collect();
                let either = either(rows);
                either.map(|pattern| RowItem { skipped: 0, pattern }).into_iter().collect()
            }
        };
        if let Some(first) = found.first_mut() {
            // Before the first word of all there is nothing to skip.
            first.skipped = if row_of_items.is_empty() { 0 } else { skipped };
            skipped = 0;
        }
        row_of_items.append(&mut found);
    }
    row_of_items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;

    #[test]
    fn words_are_asked_for_as_the_index_cuts_them() {
        for (source, expected) in [
            ("Exercises", r#"(word "exercises")"#),
            ("=Vežbe", r#"(form "vezbe")"#),
            ("\"joint exercise\"", r#"(row (form "joint") (form "exercise"))"#),
            ("l'Otan", r#"(row (form "l") (form "otan"))"#),
            ("U.S.", r#"(row (form "u") (form "s"))"#),
            ("1,200", r#"(row (form "1") (form "200"))"#),
            ("F-16", r#"(either (row (form "f") (form "16")) (word "f16"))"#),
            ("F16", r#"(either (word "f16") (row (form "f") (form "16")))"#),
            ("79", r#"(word "79")"#),
            ("2016-06-14", r#"(row (form "2016") (form "06") (form "14"))"#),
            (
                "co-operation",
                r#"(either (row (form "co") (form "operation")) (word "cooperation"))"#,
            ),
            ("=co-op", r#"(either (row (form "co") (form "op")) (form "coop"))"#),
            ("中国", r#"(row (form "中") (form "国"))"#),
        ] {
            let query = query::parse(source).0.expect("a sound query");
            let found = pattern(&query.root).expect("words").expect("a word");
            assert_eq!(found.to_string(), expected, "{source}");
        }
    }

    fn shown(items: Vec<RowItem>) -> String {
        row(items, 0).map_or_else(String::new, |pattern| pattern.to_string())
    }

    #[test]
    fn open_places_stay_with_their_word() {
        for (typed, expected) in [
            ("Vežb*", r#"(wildcard "vezb*")"#),
            ("organi?ation", r#"(wildcard "organi?ation")"#),
            ("Su-30*", r#"(row (form "su") (wildcard "30*"))"#),
            ("*-Bobrov*", r#"(wildcard "bobrov*")"#),
            ("中国*", r#"(row (form "中") (form "国"))"#),
            (r"a\*b*", r#"(row (form "a") (wildcard "b*"))"#),
        ] {
            assert_eq!(shown(wildcards(typed, Span::default())), expected, "{typed}");
        }
    }

    #[test]
    fn rows_keep_what_is_skipped_and_what_is_either() {
        let item = |kind| Item { span: Span::default(), kind };
        let text = |text: &str| item(ItemKind::Text(text.to_owned()));
        let items = vec![
            item(ItemKind::Either(vec![vec![text("Serbian")], vec![text("of Hungary")]])),
            item(ItemKind::One),
            item(ItemKind::Fuzzy("ministr".to_owned(), 1)),
            item(ItemKind::Regex("Defen[cs]é".to_owned())),
        ];
        assert_eq!(
            shown(row_items(&items)),
            r#"(row (either (form "serbian") (row (form "of") (form "hungary"))) (skip 1) (fuzzy 1 "ministr") (regex "Defen[cs]e"))"#
        );
    }
}
