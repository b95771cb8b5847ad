//! States by one character each, as Chinese and Japanese headlines write them: `日米豪印`, `塞匈两国`.
//!
//! Takes a text and where a run of such characters may begin; gives the states. Two to four
//! different ones must stand side by side, with nothing of their kind before them, and be followed
//! by a word of what states do: each alone is an ordinary character. Three or four are enough where
//! no other character touches them, one behind a verb of visiting (`訪台`) or before a force (`独空軍`).

use super::Code;
use super::words::border;
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

/// Characters that stand for another state in Japanese.
const JAPANESE: [(char, &str); 1] = [('伊', "ITA")];

/// What follows the states.
const DEALINGS: [&str; 52] = [
    "两国",
    "兩國",
    "両国",
    "三国",
    "三國",
    "四国",
    "两军",
    "兩軍",
    "双方",
    "防长",
    "防長",
    "防务",
    "防務",
    "防卫",
    "防衛",
    "国防",
    "國防",
    "联合",
    "聯合",
    "联演",
    "联训",
    "共同",
    "军演",
    "軍演",
    "军事",
    "軍事",
    "关系",
    "關係",
    "関係",
    "外长",
    "外長",
    "外相",
    "首脑",
    "首脳",
    "会谈",
    "会談",
    "會談",
    "同盟",
    "合作",
    "协定",
    "协议",
    "協定",
    "演习",
    "演習",
    "訓練",
    "安保",
    "安全保障",
    "外務",
    "2+2",
    "首腦",
    "演訓",
    "交流",
];

/// What may stand between the states and that word.
const BETWEEN: [char; 6] = ['の', '间', '間', '「', '“', '两'];

/// What somebody does to a state of one character: `訪台`, `访俄`.
const VISITS: [char; 5] = ['访', '訪', '抵', '駐', '驻'];

/// The states that are visited so; of the others the character begins too many words, and `出访中`
/// is on a visit.
const VISITED: [char; 12] =
    ['美', '米', '俄', '露', '日', '韩', '韓', '印', '英', '越', '仏', '独'];

/// States that one character means behind such a verb only.
const VISITED_ONLY: [(char, &str); 3] = [('华', "CHN"), ('華', "CHN"), ('台', "TWN")];

/// Forces of a state of one character in Japanese: `独空軍`.
const FORCES: [&str; 5] = ["空軍", "海軍", "陸軍", "空母", "国防相"];

/// The states whose characters begin at byte `at`, if a run of them does.
pub(super) fn states(text: &str, at: usize) -> Vec<(Code, Span)> {
    const MOST: usize = 4;
    if let Some(visited) = visited(text, at) {
        return vec![visited];
    }
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    if before.is_some_and(|letter| state(&INITIALS, letter).is_some()) {
        return Vec::new();
    }
    let mut found: Vec<(Code, Span)> = Vec::new();
    let mut rest = text.get(at..).unwrap_or_default();
    let mut start = at;
    while let Some(letter) = rest.chars().next()
        && let Some(code) = state(&INITIALS, letter)
        && found.len() <= MOST
        && found.iter().all(|(known, _)| *known != code)
    {
        let end = start + letter.len_utf8();
        found.push((code, Span::new(start, end)));
        rest = text.get(end..).unwrap_or_default();
        start = end;
    }
    let bounded = !before.is_some_and(is_ideograph) && !rest.starts_with(is_ideograph);
    let behind = rest.trim_start_matches(BETWEEN);
    let deal = DEALINGS.iter().any(|word| behind.starts_with(word));
    let stands = match found.len() {
        1 => !before.is_some_and(is_ideograph) && FORCES.iter().any(|word| rest.starts_with(word)),
        2 => deal,
        // Three in a row that nothing else joins are no chance: `日米韓は`.
        3..=MOST => deal || bounded,
        _ => false,
    };
    if !stands {
        return Vec::new();
    }
    if is_japanese(text, at) {
        for (code, span) in &mut found {
            if let Some(other) = span.of(text).chars().next().and_then(|it| state(&JAPANESE, it)) {
                *code = other;
            }
        }
    }
    found
}

/// The state that somebody goes to at byte `at`, as headlines put it.
fn visited(text: &str, at: usize) -> Option<(Code, Span)> {
    let mut letters = text.get(at..)?.char_indices();
    letters.next().filter(|(_, verb)| VISITS.contains(verb))?;
    let (place, letter) = letters.next()?;
    // A longer word goes on: `访中亚`, `訪日本`.
    let alone = letters.next().is_none_or(|(_, next)| !is_ideograph(next));
    let initial = VISITED.contains(&letter).then(|| state(&INITIALS, letter)).flatten();
    let code = initial.or_else(|| state(&VISITED_ONLY, letter)).filter(|_| alone)?;
    let start = at + place;
    Some((code, Span::new(start, start + letter.len_utf8())))
}

/// Whether the words beside byte `at` are Japanese: no Chinese is written with kana.
fn is_japanese(text: &str, at: usize) -> bool {
    const NEAR: usize = 120;
    let near = text.get(border(text, at.saturating_sub(NEAR))..border(text, at + NEAR));
    near.is_some_and(|near| near.contains(|letter| ('\u{3041}'..='\u{30fa}').contains(&letter)))
}

/// The state that a character stands for.
fn state(table: &[(char, &str)], letter: char) -> Option<Code> {
    table.iter().find(|(initial, _)| *initial == letter)?.1.parse().ok()
}

fn is_ideograph(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}
