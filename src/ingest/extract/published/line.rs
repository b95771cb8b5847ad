//! Lines that tell the day of a report: datelines and imprints.
//!
//! Takes a date with what stands around it in its line; says whether the line is
//! "BELGRADE, 3 May 2024 –", a date by itself, or "Published on 3 May 2024". A
//! date in running prose is never taken.

use super::address::digits_end;
use super::label::{CHANGES, IMPRINTS, RELEASES};
use crate::lexicon::fold::fold;
use crate::span::Span;

/// How far into the body a dateline may begin, in bytes: a title may stand before it.
const DATELINE_WITHIN: usize = 500;
/// How much may follow a date with a time of day in its line, in bytes.
const STAMP_REST: usize = 40;
/// How far from either end of the body a line that tells the day may be, in bytes.
const NEAR_EITHER_END: usize = 500;

/// A date with what stands around it in its line.
pub(super) struct Line<'text> {
    before: &'text str,
    after: &'text str,
    /// Bytes of the body before the date and after it.
    from_start: usize,
    from_end: usize,
}

/// The line around the date at `span`, if that is near either end of the body.
///
/// Lines are not looked at in between, as one may be as long as the whole text.
pub(super) fn line(body: &str, span: Span) -> Option<Line<'_>> {
    let near = span.start.min(body.len() - span.end.min(body.len())) <= NEAR_EITHER_END;
    near.then(|| around(body, span))
}

fn around(body: &str, span: Span) -> Line<'_> {
    let head = body.get(..span.start).unwrap_or_default();
    let tail = body.get(span.end..).unwrap_or_default();
    Line {
        before: head.rsplit('\n').next().unwrap_or_default().trim(),
        after: tail.split('\n').next().unwrap_or_default().trim(),
        from_start: span.start,
        from_end: tail.len(),
    }
}

/// "BELGRADE, 3 May 2024 – …", or a line that holds nothing but a place and a date.
pub(super) fn is_dateline(line: &Line) -> bool {
    let before = without_time(line.before);
    let rest = after_year(line.after);
    let after = without_time(rest);
    // A date with a time of day beside it, alone with a few words, is a stamp.
    let stamped = before.len() < line.before.len() || after.len() < rest.len();
    let alone = after.is_empty();
    if stamped && alone && line.from_start <= DATELINE_WITHIN && names_source(before) {
        return true;
    }
    let before = without_hijri(before);
    let behind = without_brackets(after);
    let dash = |text: &str| text.starts_with(['–', '—', '-']);
    // "Praha 12. února 2025 (ČTK) –", "МОСКВА, 12 февраля 2025 г. /ТАСС/."
    let agency = behind.len() < after.len();
    let place = without_article(before);
    let lead = if agency && dash(behind) { format!("{place},") } else { place.to_owned() };
    if line.from_start > DATELINE_WITHIN || !is_lead(&lead, stamped, alone) {
        return false;
    }
    let after = behind;
    after.is_empty()
        || (agency && after.starts_with('.'))
        || (line.after.starts_with(',') && is_agency(after))
        || AGENCIES.contains(&after)
        || after.starts_with(['–', '—', '-', '|', '/', ':', '•', '·'])
        || (stamped && after.len() <= STAMP_REST)
}

/// Agencies whose names stand bare behind the day and are not all in capitals.
const AGENCIES: [&str; 13] = [
    "واس",
    "بترا",
    "كونا",
    "سانا",
    "قنا",
    "وام",
    "بنا",
    "وفا",
    "واع",
    "ҚазАқпарат",
    "Kazinform",
    "Tanjug",
    "Танјуг",
];

/// "الأربعاء 22 ربيع الأول 1446هـ الموافق" without the day of the other calendar that the day is
/// the same as.
fn without_hijri(before: &str) -> &str {
    const SAME_AS: [&str; 4] = ["الموافق", "الموافق لـ", "الموافق ل", "المصادف"];
    let Some(head) = SAME_AS.iter().find_map(|same| before.strip_suffix(same)) else {
        return before;
    };
    let head = head.trim_end().trim_end_matches(['،', ',']);
    let Some(head) = head.strip_suffix("هـ").or_else(|| head.strip_suffix("ه")) else {
        return before;
    };
    let head = head.trim_end().trim_end_matches(|character: char| character.is_numeric());
    // What is left of that day are its month and its number.
    let Some(number) = head.rfind(|character: char| character.is_numeric()) else { return before };
    let month = head.get(number..).unwrap_or_default().split_whitespace().count();
    let day = head.get(..number).unwrap_or(head);
    let lead = day.trim_end_matches(|character: char| character.is_numeric());
    if month <= 4 { lead.trim_end() } else { before }
}

/// Whether the words before a date in its line begin with a label for who wrote or printed it, as
/// the lines over Chinese and Russian reports do.
fn names_source(before: &str) -> bool {
    const SOURCES: [&str; 15] = [
        "来源",
        "來源",
        "作者",
        "责任编辑",
        "責任編輯",
        "编辑",
        "編輯",
        "記者",
        "source",
        "источник",
        "извор",
        "kaynak",
        "المصدر",
        "zrodlo",
        "izvor",
    ];
    /// The longest such line, in bytes.
    const LONGEST: usize = 160;
    let Some((label, _)) = before.split_once([':', '：']) else { return false };
    before.len() <= LONGEST && SOURCES.contains(&fold(label.trim()).as_str())
}

/// "Berlin, den" and "Paris, le" without the article of the day.
fn without_article(before: &str) -> &str {
    const ARTICLES: [&str; 12] =
        ["den", "le", "dana", "dne", "dna", "il", "el", "em", "na", "la", "дана", "на"];
    match before.rsplit_once(' ') {
        Some((place, article))
            if place.ends_with(',') && ARTICLES.contains(&fold(article).as_str()) =>
        {
            place
        }
        _ => before,
    }
}

/// Whether a line ends with one word in capitals, as the name of an agency is.
fn is_agency(rest: &str) -> bool {
    let letters = rest.chars().filter(|character| character.is_alphabetic()).count();
    (2..=12).contains(&letters)
        && rest
            .trim_end_matches('.')
            .chars()
            .all(|character| character.is_alphabetic() && !character.is_lowercase())
}

/// What follows a date, without "2022. године", "2022 г.", a comma or closing bracket.
fn after_year(after: &str) -> &str {
    without_year_word(after.trim_start_matches(['.', ',', ')', ' ']))
}

/// Marks between the parts of a line that names where a report stands, folder by folder.
const BARS: [char; 6] = ['|', '•', '·', '»', '›', '>'];

/// Words for "on" that may begin a line with nothing but a date behind them, folded.
const ON: [&str; 13] =
    ["on", "le", "am", "dana", "dne", "dna", "el", "il", "em", "me", "на", "дана", "τησ"];

/// Whether the words before a date can be the place of a dateline, or nothing at all.
///
/// Less is asked of them where the date is `stamped` with its time of day, and
/// where it is `alone`, with nothing behind it.
fn is_lead(before: &str, stamped: bool, alone: bool) -> bool {
    if before.is_empty() || before == "(" || BARS.iter().any(|bar| before == bar.to_string()) {
        return true;
    }
    // A mark without words begins an item of a list.
    if before.len() > 60 || !before.contains(char::is_alphabetic) {
        return false;
    }
    if alone && ON.contains(&fold(before).as_str()) {
        return true;
    }
    if alone && is_number(before) {
        return true;
    }
    let mut words = before
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    // A colon would make it a label, which says what kind of date it is.
    if alone && before.ends_with(BARS) && !before.contains(':') && words.clone().count() <= 6 {
        return true;
    }
    let capital = |word: &str| {
        word.chars().next().is_some_and(|first| !first.is_lowercase() && !first.is_numeric())
    };
    let ends = before.ends_with([',', '(', '/', '–', '—', '-'])
        || before.ends_with(BARS)
        || before.chars().all(|character| !character.is_lowercase()) && !is_label(before)
        || (stamped && alone && without_words(before, &BY, 1).len() < before.len());
    ends && words.clone().count() <= 4 && words.all(capital)
}

/// Whether a colon ends words of a script without capitals: "活動日期:" says which day it is, as no
/// place does.
fn is_label(before: &str) -> bool {
    before.ends_with([':', '：']) && !before.chars().any(char::is_uppercase)
}

/// "Nr. 214,", "№ 12/2025 from": the number of a communiqué, beside which its day stands.
fn is_number(before: &str) -> bool {
    const NUMBER: [&str; 12] =
        ["nr", "no", "n", "num", "st", "br", "бр", "cislo", "numar", "numer", "szam", "ref"];
    const FROM: [&str; 15] = [
        "from", "of", "от", "од", "od", "z", "dne", "vom", "du", "din", "del", "de", "da", "від",
        "zo",
    ];
    let at = before.find(|character: char| character.is_ascii_digit()).unwrap_or(before.len());
    let Some((label, number)) = before.split_at_checked(at) else { return false };
    let label = fold(label.trim().trim_end_matches(['.', ':', 'º', '°', ' ', '-', '–', ',', '|']));
    // "Press release of", "Pressemitteilung 17/2025 vom", whatever stands between.
    let release = RELEASES.iter().filter_map(|release| label.strip_prefix(release)).any(|rest| {
        (rest.is_empty() || rest.starts_with(' '))
            && rest.split_whitespace().all(|word| FROM.contains(&word) || NUMBER.contains(&word))
    });
    if release && number.split_whitespace().count() <= 2 {
        return true;
    }
    if number.is_empty() {
        return false;
    }
    let words = label.split(' ').count();
    let label = label.rsplit(' ').next().filter(|_| words <= 2).unwrap_or_default();
    let end = number.find(char::is_whitespace).unwrap_or(number.len());
    let (number, rest) = number.split_at(end);
    let rest = rest.trim().trim_matches([',', '/', '–', '-', '|', ' ']);
    (label == "№" || NUMBER.contains(&label))
        && number.len() <= 20
        && (rest.is_empty() || FROM.contains(&fold(rest).as_str()))
}

fn without_year_word(rest: &str) -> &str {
    let word_end = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(word_end);
    let is_year = matches!(
        fold(word).as_str(),
        "г" | "р"
            | "године"
            | "година"
            | "года"
            | "року"
            | "godine"
            | "g"
            | "r"
            | "roku"
            | "жыл"
            | "жылы"
            | "ж"
            | "иил"
            | "il"
            | "yil"
            | "թ"
    );
    if is_year { after.trim_start_matches(['.', ',', ' ']) } else { rest }
}

/// Words before a time of day, folded.
const AT: [&str; 27] = [
    "上午", "下午", "午前", "午後", "晚上", "u", "у", "в", "о", "at", "a", "as", "um", "ora",
    "ore", "ob", "o", "v", "saat", "kl", "στισ", "alle", "las", "la", "godz", "klo", "kell",
];
/// Words after a time of day, folded: halves of the day, zones, "o'clock".
const AFTER_TIME: [&str; 18] = [
    "am", "pm", "a", "p", "m", "h", "uhr", "hrs", "gmt", "utc", "cet", "cest", "est", "edt", "ist",
    "msk", "ч", "et",
];

/// The text without the time of day that it begins with.
fn without_time(rest: &str) -> &str {
    let time = rest.trim_start_matches(['-', '–', '|', ',', '•', '·', ' ']);
    let time = time.strip_prefix('T').filter(|time| digits_end(time, 0) == 2).unwrap_or(time);
    let time = without_words(time, &AT, 2);
    let end = digits_end(time, 0);
    let after = time.get(end..).unwrap_or_default();
    let minutes =
        after.strip_prefix([':', '.', 'h']).map(|rest| rest.split_at(digits_end(rest, 0)));
    let Some((minutes, after)) = minutes else { return rest };
    if !(1..=2).contains(&end) || minutes.len() != 2 {
        return rest;
    }
    let seconds = after.strip_prefix(':').filter(|after| digits_end(after, 0) == 2);
    let after = seconds.and_then(|after| after.get(2..)).unwrap_or(after);
    without_words(after, &AFTER_TIME, 4).trim_start_matches([',', ' '])
}

/// The text without up to `most` of these words at its beginning, and the blanks and stops beside them.
fn without_words<'text>(text: &'text str, words: &[&str], most: usize) -> &'text str {
    let mut rest = text.trim_start();
    for _ in 0..most {
        let end = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() || !words.contains(&fold(word).as_str()) {
            break;
        }
        rest = after.trim_start_matches(['.', ' ', '\u{a0}']);
    }
    rest
}

fn without_brackets(rest: &str) -> &str {
    for (open, close) in [('(', ')'), ('/', '/'), ('[', ']')] {
        if let Some(inside) = rest.strip_prefix(open)
            && let Some(at) = inside.find(close).filter(|at| *at <= 30)
        {
            return inside.get(at + 1..).unwrap_or_default().trim_start();
        }
    }
    rest
}

/// Words before the name of who published, folded.
const BY: [&str; 12] =
    ["by", "von", "par", "por", "da", "di", "od", "autor", "автор", "од", "от", "door"];

/// "Published on 3 May 2024", "Datum: 03.05.2024" near either end of the text.
pub(super) fn is_imprint(line: &Line) -> bool {
    is_labelled(line, &IMPRINTS)
}

/// "Updated: 03.05.2024": the day of the last change, which is seldom long after.
pub(super) fn is_change(line: &Line) -> bool {
    is_labelled(line, &CHANGES)
}

fn is_labelled(line: &Line, labels: &[&str]) -> bool {
    if line.from_start.min(line.from_end) > NEAR_EITHER_END {
        return false;
    }
    // What stands before another date of the line belongs to that one.
    let mark =
        |character: char| matches!(character, '|' | '•' | '·' | '(') || character.is_ascii_digit();
    let label = line.before.rsplit(mark).next().unwrap_or_default();
    let label = label.trim_start_matches([')', '.', ',', ';', '-', '–', '/', ' ']);
    if label.chars().count() > 40 {
        return false;
    }
    let label = fold(label.trim_end_matches([':', '：', '-', '–', ' ']).trim());
    let rest = without_time(after_year(line.after));
    let signed = rest.len() <= STAMP_REST && without_words(rest, &BY, 1).len() < rest.len();
    labels.contains(&label.as_str())
        && (rest.is_empty()
            || signed
            || begins_label(rest)
            || rest.starts_with(BARS)
            || rest.starts_with(['–', '—', '-', '(', ',']))
}

/// Whether another such label follows: "Published: 3 May 2024 Updated: 4 May 2024".
fn begins_label(rest: &str) -> bool {
    let Some((label, _)) = rest.split_once([':', '：', '|']) else { return false };
    let label = fold(label.trim());
    [IMPRINTS.as_slice(), CHANGES.as_slice()].iter().any(|labels| labels.contains(&label.as_str()))
}

/// A date with its time of day alone in a line at the end: "12.05.2023, 14:30".
pub(super) fn is_closing_stamp(line: &Line) -> bool {
    let rest = after_year(line.after);
    let after = without_time(rest);
    line.before.is_empty()
        && line.from_end <= NEAR_EITHER_END
        && after.len() < rest.len()
        && after.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::date::scan;

    /// What the first date of a text of this line says of its day.
    fn kind(line_of_text: &str) -> &'static str {
        let body = format!("Ministers of defence meet\n\n{line_of_text}\n\nThey met in Belgrade.");
        let found = scan(&body);
        let date = found.first().unwrap_or_else(|| panic!("no date in {line_of_text}"));
        let line = line(&body, date.span).expect("near the beginning");
        match (is_dateline(&line), is_imprint(&line), is_change(&line)) {
            (true, ..) => "dateline",
            (_, true, _) => "imprint",
            (.., true) => "change",
            _ => "prose",
        }
    }

    #[test]
    fn lines_that_tell_the_day_are_known() {
        for (text, expected) in [
            ("12.05.2023 | 13:00", "dateline"),
            ("12.05.2023. u 14:30", "dateline"),
            ("12 May 2023, 10:30 GMT", "dateline"),
            ("May 12, 2023 at 3:45 pm EDT", "dateline"),
            ("12 mai 2023, ora 14:30", "dateline"),
            ("12 maggio 2023 ore 14:30", "dateline"),
            ("12.05.2023 • 14:30", "dateline"),
            ("By Reuters May 12, 2023 3:45 PM", "dateline"),
            ("By John Smith, May 12, 2023", "dateline"),
            ("Press release | 12 May 2023", "dateline"),
            ("Szöveg: Katonai Sajtó | 2019. május 3. 10:30", "dateline"),
            ("Home > News > 12.05.2023", "dateline"),
            ("» 12.05.2023", "dateline"),
            ("Më 12 maj 2023", "dateline"),
            ("Le 12 mai 2023 à 14:30", "dateline"),
            ("2023. május 12. 14:30", "dateline"),
            ("Zagreb, 12. svibnja 2023. – Ministar obrane", "dateline"),
            ("10:21, May 12, 2023", "dateline"),
            ("Publié le 12 mai 2023 à 14h30", "imprint"),
            ("Posted on May 12, 2023 by admin", "imprint"),
            ("Published : May 12, 2023 | 10:00 am", "imprint"),
            ("Publicado em 12/05/2023 14h30 - Atualizado em 13/05/2023 10h00", "imprint"),
            ("Yayınlanma: 12.05.2023 - 14:30", "imprint"),
            ("Nr. 214, 12 mai 2023", "dateline"),
            ("Release No: 25-12 | 12 May 2023", "dateline"),
            ("Pressemitteilung 17/2023 vom 12.05.2023", "dateline"),
            ("Communiqué de presse du 12 mai 2023", "dateline"),
            ("Berlin, den 12. Mai 2023", "dateline"),
            ("МОСКВА, 12 мая 2023 г. /ТАСС/. Министр прибыл", "dateline"),
            ("Praha 12. května 2023 (ČTK) - Ministryně jednala", "dateline"),
            ("Bakı, 12 may 2023, AZƏRTAC", "dateline"),
            ("الرياض 22 شوال 1444هـ الموافق 12 مايو 2023م واس", "dateline"),
            ("عمان 12 مايو 2023 بترا", "dateline"),
            ("وصل الوفد يوم 12 مايو 2023 إلى عمان", "prose"),
            ("وقع الوزيران في الرياض يوم 12 مايو 2023م بترا", "prose"),
            ("来源：新华社 作者：记者 责任编辑：王某 2023-05-12 08:15:32", "dateline"),
            ("来源：新华社 2023-05-12 中老两军举行演习", "prose"),
            ("發布時間:民國112年5月12日 下午4:20 最後更新:5/13", "imprint"),
            ("Астана, 12 мамыр 2023 жыл. ҚазАқпарат", "dateline"),
            ("發布日期：112年5月12日", "imprint"),
            ("公開日：令和5年5月12日", "imprint"),
            ("日期：2023年5月12日", "imprint"),
            ("活動日期：2023年5月12日", "prose"),
            ("最后更新：2023-05-12 08:15", "change"),
            ("Published: 2023-05-12T10:00:00", "imprint"),
            ("Resolution of the Council No 12, 12 May 2023", "prose"),
            ("The press release of 12 May 2023 names them", "prose"),
            ("№ 14/23 от 12.05.2023", "dateline"),
            ("Giriş: 12.05.2023 15:40  Güncelleme: 13.05.2023 09:02", "imprint"),
            ("Posted On: 12 MAY 2023 by PIB Delhi", "imprint"),
            ("Objavljeno: 12.05.2023. u 14:30", "imprint"),
            ("Последна актуализация: 12.05.2023", "change"),
            ("№ 214 бригада, 12 мая 2023 года прибыла", "prose"),
            ("Stand: 12.05.2023 14:30 Uhr", "change"),
            ("Updated May 12, 2023 04:54 am", "change"),
            ("Mis à jour le 12 mai 2023", "change"),
            ("On 12 May 2023 the ministers met", "prose"),
            ("On 12 May 2023, 14:30, the ministers met in Paris and in Rome", "prose"),
            ("The agreement of 12 May 2023", "prose"),
            ("Published on 12 May 2023 in Paris", "prose"),
            ("Photo: 12 May 2023", "prose"),
            ("Event date: 12 May 2023", "prose"),
            ("Deadline: 12 May 2023", "prose"),
            ("Ministry of Defence 12 May 2023", "prose"),
            ("- 12 May 2023", "prose"),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
