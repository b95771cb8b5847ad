//! Organisations in Chinese and Japanese, by the word that ends their names.
//!
//! `陆军军医大学`, `老挝人民军103医院`: what stands before such a word, back to a
//! state, a word of grammar or a sign, is the name.

use crate::lexicon::thing::text::Text;
use crate::span::Span;

/// Words that end names.
const HEADS: [&str; 24] = [
    "大学",
    "大學",
    "学院",
    "學院",
    "医院",
    "醫院",
    "病院",
    "司令部",
    "研究院",
    "研究所",
    "委员会",
    "委員會",
    "委員会",
    "集团军",
    "战区",
    "戰區",
    "军区",
    "舰队",
    "艦隊",
    "師団",
    "旅団",
    "連隊",
    "記念館",
    "纪念馆",
];

/// Characters of verbs and of grammar that stand before names and rarely in them.
const BORDERS: &str = "在于至从赴到和与的抵由向对为将被等及访观察往了问入是自经於從與對為將被問經";

/// Longest name before a head, in characters.
const LONGEST: usize = 12;

/// Shortest one.
const SHORTEST: usize = 2;

/// The bytes of the organisations, in order of their heads.
pub(super) fn find(text: &Text<'_>) -> Vec<Span> {
    let body = text.body;
    let mut found: Vec<Span> = Vec::new();
    for head in HEADS {
        for (at, _) in body.match_indices(head) {
            let end = at + head.len();
            let mut start = at;
            for (place, sign) in
                body.get(..at).unwrap_or_default().char_indices().rev().take(LONGEST)
            {
                let letter = matches!(sign, '\u{4e00}'..='\u{9fff}') || sign.is_ascii_digit();
                if !letter || BORDERS.contains(sign) {
                    break;
                }
                if let Some(state) = text.country_that_ends(place + sign.len_utf8()) {
                    start = state.start;
                    break;
                }
                start = place;
            }
            let letters = body.get(start..at).map_or(0, |name| name.chars().count());
            if (SHORTEST..LONGEST).contains(&letters) {
                found.push(Span::new(start, end));
            }
        }
    }
    found
}
