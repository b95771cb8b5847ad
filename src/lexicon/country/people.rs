//! People of one state's nation who live in another: `the Serb minority in Hungary`.
//!
//! Takes a text and a place where a people is named; says whether the words beside it make it a
//! group of people. Such a name is no word for the state. The words are in `people.tsv`.

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::lexicon::fold::fold;
use crate::lexicon::memo::Memo;
use crate::lexicon::rows;
use crate::span::Span;

use super::words::{word_after, word_before};

/// A folded beginning of a word, and whether it is the whole word.
type Stem = (String, bool);

static STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| {
    rows::columns(include_str!("people.tsv"))
        .flat_map(|[_, stems]| stems.split(' '))
        .map(|stem| stem.strip_suffix('!').map_or((fold(stem), false), |stem| (fold(stem), true)))
        .collect()
});

/// Whether the people named at `span` is a group of persons and not a state: one of the two words
/// behind it, or the word before it, says so.
pub fn is_people(text: &str, span: Span) -> bool {
    let after = word_after(text, span.end).filter(|word| is_near(text, span.end, word.start));
    let beyond = after.and_then(|word| {
        word_after(text, word.end).filter(|next| is_near(text, word.end, next.start))
    });
    let before = word_before(text, span.start).filter(|word| is_near(text, word.end, span.start));
    let words = [after, beyond, before].into_iter().flatten();
    KNOWN.with_borrow_mut(|memo| {
        words.into_iter().any(|word| {
            let written = text.get(word.start..word.end).unwrap_or_default();
            memo.of(written, || is_group(written)).copied().unwrap_or_default()
        })
    })
}

thread_local! {
    static KNOWN: RefCell<Memo<bool>> = RefCell::new(Memo::new(12));
}

/// Whether a word means a group of persons.
fn is_group(word: &str) -> bool {
    let folded = fold(word);
    STEMS.iter().any(|(stem, whole)| {
        folded.strip_prefix(stem.as_str()).is_some_and(|rest| rest.is_empty() || !whole)
    })
}

/// Whether nothing but a blank or a hyphen parts two words.
fn is_near(text: &str, from: usize, to: usize) -> bool {
    let gap = text.get(from..to).unwrap_or(".");
    gap.chars().all(|sign| sign.is_whitespace() || matches!(sign, '-' | '–')) && !gap.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    #[test]
    fn a_minority_is_told_from_its_state() {
        let cases = [
            ("the Serb minority in Hungary", "SRB"),
            ("the Hungarian ethnic community", "HUN"),
            ("српска мањина у Мађарској", "SRB"),
            ("a szerb kisebbség", "SRB"),
            ("pakica serbe në Kosovë", "SRB"),
            ("minoritatea sârbă din România", "SRB"),
            ("mniejszość litewska", "LTU"),
            ("الأقلية الصربية", "SRB"),
            ("ethnic Albanians", "ALB"),
            ("the Serbian army in Hungary", ""),
            ("Serbia, a minority government", ""),
            ("the Serbs. A minority stayed", ""),
        ];
        for (text, expected) in cases {
            let people = scan(text).into_iter().filter(|mention| is_people(text, mention.span));
            let codes: Vec<String> = people.map(|mention| mention.code.to_string()).collect();
            assert_eq!(codes.join(" "), expected, "{text}");
        }
    }
}
