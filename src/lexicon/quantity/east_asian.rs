//! Quantities of Chinese, Japanese and Korean, where no blanks part the words.
//!
//! A number, a scale of ten thousands, a measure word and the noun follow each other: 79項聯合活動,
//! 5万人, 세 척, 500명.

use super::found::{Approximate, Found};
use super::letters::{character, character_before, past_blanks};
use crate::span::Span;

/// Most characters of a noun phrase.
const CHARACTERS: usize = 12;

/// Units by the characters behind the number, the longest first.
const UNITS: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("周年", "anniversary"),
    ("週年", "anniversary"),
    ("주년", "anniversary"),
    ("个月", "month"),
    ("個月", "month"),
    ("か月", "month"),
    ("カ月", "month"),
    ("ヶ月", "month"),
    ("개월", "month"),
    ("小时", "hour"),
    ("小時", "hour"),
    ("時間", "hour"),
    ("시간", "hour"),
    ("日間", "day"),
    ("日间", "day"),
    ("星期", "week"),
    ("週間", "week"),
    ("年間", "year"),
    ("주간", "week"),
    ("公里", "kilometre"),
    ("千米", "kilometre"),
    ("海里", "nautical-mile"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("歐元", "EUR"),
    ("ユーロ", "EUR"),
    ("유로", "EUR"),
    ("달러", "USD"),
    ("ドル", "USD"),
    ("トン", "tonne"),
    ("日元", "JPY"),
    ("公顷", "hectare"),
    ("天", "day"),
    ("일간", "day"),
    ("周", "week"),
    ("吨", "tonne"),
    ("噸", "tonne"),
    ("톤", "tonne"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("원", "KRW"),
    ("％", "percent"),
    ("%", "percent"),
];

/// What a number before is no number of things.
const OTHERS: &[char] = &[
    '年', '月', '日', '時', '时', '分', '秒', '号', '號', '点', '點', '届', '屆', '歳', '岁', '歲',
    '回', '世', '년', '월', '일', '시', '분', '호', '세', '第', '条', '條', '版', '页', '頁', '度',
    '级', '級', '国', '國', '軍', '军', '方', '氏', '期', '代', '成', '部',
];

/// Measure words.
const MEASURES: &str = "名人个個架艘輛辆枚次项項台臺隻只支種种位套座件批门門挺颗顆份家所处處員员机機両発隊队명개대척기발건차회여";

/// Reads scale, measure word and noun behind a number that ends at `end`.
pub(super) fn counted(text: &str, found: Found, end: usize) -> Option<Found> {
    let mut value = found.value;
    let mut at = past_blanks(text, end);
    while let Some(next) = character(text, at) {
        let factor = match next {
            '百' => 1e2,
            '千' | '천' => 1e3,
            '万' | '萬' | '만' => 1e4,
            '億' | '亿' | '억' => 1e8,
            '兆' | '조' => 1e12,
            '多' | '余' | '餘' | '여' => 1.0,
            _ => break,
        };
        value *= factor;
        at += next.len_utf8();
    }
    let found = Found { value, to: found.to.map(|to| to * (value / found.value)), ..found };
    let rest = text.get(at..).unwrap_or_default();
    if let Some((written, unit)) = UNITS.iter().find(|(written, _)| rest.starts_with(written)) {
        let span = Span::new(found.span.start, at + written.len());
        return Some(Found { unit: Some(unit), span, ..found });
    }
    let first = character(text, at)?;
    let measured = MEASURES.contains(first);
    if !measured && OTHERS.contains(&first) {
        return None;
    }
    if measured {
        at += first.len_utf8();
    }
    let what = noun(text, at);
    if what.is_none() && !measured {
        return None;
    }
    let span = Span::new(found.span.start, what.map_or(at, |what| what.end));
    Some(Found { what, span, ..found })
}

/// The noun from byte `start` on; Korean may have a blank before it.
fn noun(text: &str, start: usize) -> Option<Span> {
    let start = match character(text, past_blanks(text, start)) {
        Some('\u{ac00}'..='\u{d7a3}') => past_blanks(text, start),
        _ => start,
    };
    let mut end = start;
    for _ in 0..CHARACTERS {
        let Some(next) = character(text, end).filter(|next| !ends_phrase(*next)) else { break };
        // A reading between brackets belongs to the character before it: 合(hé).
        if next == '(' && end > start {
            let length = text.get(end..).and_then(|rest| rest.find(')'));
            match length.filter(|length| *length < 10) {
                Some(length) => end += length + 1,
                None => break,
            }
            continue;
        }
        if !super::letters::is_word(next) || next.is_ascii() {
            break;
        }
        end += next.len_utf8();
    }
    (end > start).then(|| Span::new(start, end))
}

/// Whether a noun does not go over this character.
fn ends_phrase(character: char) -> bool {
    "的了在和与與及是将將等为為于於被把从從向对對由也都已或并並而にをがはでと의을를이가은는에과와"
        .contains(character)
}

/// Reads a number in Chinese characters with its measure word and noun.
pub(super) fn in_words(text: &str, start: usize) -> Option<Found> {
    // 第三, 二月, 星期三: ordinals and days.
    let before = character_before(text, start);
    if before.is_some_and(|before| "第周週期初零〇一两兩二三四五六七八九十百千万".contains(before))
    {
        return None;
    }
    let (mut total, mut current, mut at) = (0.0, 0.0, start);
    while let Some(next) = character(text, at) {
        if let Some(value) = value(next) {
            current = value;
        } else {
            let factor = match next {
                '十' => 10.0,
                '百' => 100.0,
                '千' => 1000.0,
                '万' | '萬' => {
                    total = (total + current) * 1e4;
                    current = 0.0;
                    at += next.len_utf8();
                    continue;
                }
                _ => break,
            };
            total += if current == 0.0 { 1.0 } else { current } * factor;
            current = 0.0;
        }
        at += next.len_utf8();
    }
    let value = total + current;
    let approximate = character(text, at).filter(|sign| matches!(sign, '余' | '餘' | '多'));
    let first = character(text, at + approximate.map_or(0, char::len_utf8))?;
    let is_unit = UNITS
        .iter()
        .any(|(written, _)| text.get(at..).is_some_and(|rest| rest.starts_with(written)));
    let approximate = approximate.map(|_| Approximate::MoreThan);
    // Without a measure word it is rather part of a name.
    if value < 2.0 || !is_unit && !MEASURES.contains(first) {
        return None;
    }
    let span = Span::new(start, at);
    let found = Found { value, to: None, unit: None, what: None, approximate, span };
    counted(text, found, at)
}

fn value(character: char) -> Option<f64> {
    Some(match character {
        '一' => 1.0,
        '二' | '两' | '兩' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        _ => return None,
    })
}
