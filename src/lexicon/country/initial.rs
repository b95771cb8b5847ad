//! States by one character each, as Chinese and Japanese headlines write them: `日米豪印`, `塞匈两国`.
//!
//! Takes a text and where a run of such characters may begin; gives the states. Two to four
//! different ones must stand side by side, with nothing of their kind before them, and be followed
//! by a word of what states do: each alone is an ordinary character.

use super::Code;
use crate::span::Span;

const INITIALS: [(char, &str); 42] = [
    ('中', "CHN"),
    ('美', "USA"),
    ('米', "USA"),
    ('俄', "RUS"),
    ('露', "RUS"),
    ('日', "JPN"),
    ('韩', "KOR"),
    ('韓', "KOR"),
    ('朝', "PRK"),
    ('印', "IND"),
    ('巴', "PAK"),
    ('英', "GBR"),
    ('法', "FRA"),
    ('仏', "FRA"),
    ('德', "DEU"),
    ('独', "DEU"),
    ('意', "ITA"),
    ('伊', "IRN"),
    ('澳', "AUS"),
    ('豪', "AUS"),
    ('加', "CAN"),
    ('菲', "PHL"),
    ('比', "PHL"),
    ('越', "VNM"),
    ('泰', "THA"),
    ('老', "LAO"),
    ('柬', "KHM"),
    ('缅', "MMR"),
    ('緬', "MMR"),
    ('马', "MYS"),
    ('新', "SGP"),
    ('蒙', "MNG"),
    ('塞', "SRB"),
    ('匈', "HUN"),
    ('波', "POL"),
    ('捷', "CZE"),
    ('乌', "UKR"),
    ('土', "TUR"),
    ('埃', "EGY"),
    ('沙', "SAU"),
    ('哈', "KAZ"),
    ('白', "BLR"),
];

/// What follows the states.
const DEALINGS: [&str; 46] = [
    "两国", "兩國", "両国", "三国", "三國", "四国", "两军", "兩軍", "双方", "防长", "防長", "防务",
    "防務", "防卫", "防衛", "国防", "國防", "联合", "聯合", "联演", "联训", "共同", "军演", "軍演",
    "军事", "軍事", "关系", "關係", "関係", "外长", "外長", "外相", "首脑", "首脳", "会谈", "会談",
    "會談", "同盟", "合作", "协定", "协议", "協定", "演习", "演習", "訓練", "安保",
];

/// The states whose characters begin at byte `at`, if a run of them does.
pub(super) fn states(text: &str, at: usize) -> Vec<(Code, Span)> {
    const MOST: usize = 4;
    let state = |letter: char| INITIALS.iter().find(|(initial, _)| *initial == letter);
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    if before.is_some_and(|letter| state(letter).is_some()) {
        return Vec::new();
    }
    let mut found: Vec<(Code, Span)> = Vec::new();
    let mut rest = text.get(at..).unwrap_or_default();
    let mut start = at;
    while let Some(letter) = rest.chars().next()
        && let Some(code) = state(letter).and_then(|(_, code)| code.parse::<Code>().ok())
        && found.len() <= MOST
        && found.iter().all(|(known, _)| *known != code)
    {
        let end = start + letter.len_utf8();
        found.push((code, Span::new(start, end)));
        rest = text.get(end..).unwrap_or_default();
        start = end;
    }
    let rest = rest.strip_prefix('の').or_else(|| rest.strip_prefix('间')).unwrap_or(rest);
    let deal = DEALINGS.iter().any(|word| rest.starts_with(word));
    if deal && (2..=MOST).contains(&found.len()) { found } else { Vec::new() }
}
