//! Lines that tell the day of a report: datelines and imprints.
//!
//! Takes a date with what stands around it in its line; says whether the line is
//! "BELGRADE, 3 May 2024 –", a date by itself, or "Published on 3 May 2024". A
//! date in running prose is never taken.

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
    if line.from_start > DATELINE_WITHIN || !is_lead(before) {
        return false;
    }
    let rest = after_year(line.after);
    let after = without_time(rest);
    // A date with a time of day beside it, alone with a few words, is a stamp.
    let stamped = before.len() < line.before.len() || after.len() < rest.len();
    let after = without_brackets(after);
    after.is_empty()
        || after.starts_with(['–', '—', '-', '|', '/', ':'])
        || (stamped && after.len() <= STAMP_REST)
}

/// What follows a date, without "2022. године", "2022 г.", a comma or closing bracket.
fn after_year(after: &str) -> &str {
    without_year_word(after.trim_start_matches(['.', ',', ')', ' ']))
}

/// Whether the words before a date can be the place of a dateline, or nothing at all.
fn is_lead(before: &str) -> bool {
    if before.is_empty() || matches!(before, "|" | "(") {
        return true;
    }
    // A mark without words begins an item of a list.
    if before.len() > 60 || !before.contains(char::is_alphabetic) {
        return false;
    }
    let mut words = before
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let capital = |word: &str| {
        word.chars().next().is_some_and(|first| !first.is_lowercase() && !first.is_numeric())
    };
    // A colon would make it a label, which says what kind of date it is.
    let ends = before.ends_with([',', '(', '/', '|', '–', '—', '-', '•', '·'])
        || before.chars().all(|character| !character.is_lowercase());
    ends && words.clone().count() <= 4 && words.all(capital)
}

fn without_year_word(rest: &str) -> &str {
    let word_end = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(word_end);
    let is_year = matches!(
        fold(word).as_str(),
        "г" | "р" | "године" | "година" | "года" | "року" | "godine" | "g" | "r" | "roku"
    );
    if is_year { after.trim_start_matches(['.', ',', ' ']) } else { rest }
}

/// The text without the time of day that it begins with.
fn without_time(rest: &str) -> &str {
    let time = rest.trim_start_matches(['-', '–', '|', ',', ' ']);
    let end = digits_end(time, 0);
    let after = time.get(end..).unwrap_or_default();
    let minutes =
        after.strip_prefix([':', '.', 'h']).map(|rest| rest.split_at(digits_end(rest, 0)));
    let Some((minutes, after)) = minutes else { return rest };
    if !(1..=2).contains(&end) || minutes.len() != 2 {
        return rest;
    }
    let after = after.trim_start();
    let noon =
        after.get(..2).is_some_and(|word| ["am", "pm"].contains(&word.to_lowercase().as_str()));
    let after = if noon { after.get(2..).unwrap_or_default() } else { after };
    after.trim_start_matches([',', ' '])
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

/// Words, folded, after which the day of publication is given. Days of printing are not.
const IMPRINTS: [&str; 101] = [
    "published",
    "published on",
    "published at",
    "published date",
    "posted",
    "posted on",
    "posted by admin on",
    "released",
    "released on",
    "release date",
    "issued on",
    "date",
    "date published",
    "publication date",
    "objavljeno",
    "objavljeno dana",
    "objavljen",
    "објављено",
    "објављен",
    "objava",
    "datum",
    "датум",
    "datum objave",
    "датум објаве",
    "datum objavljivanja",
    "датум објављивања",
    "objavljeno v",
    "objavljeno na",
    "објавено",
    "објавено на",
    "датум на објава",
    "opublikowano",
    "data publikacji",
    "data dodania",
    "dodano",
    "publikovano",
    "datum publikace",
    "zverejneno",
    "vydano",
    "zverejnene",
    "publikovane",
    "datum zverejnenia",
    "kozzeteve",
    "datum kozzetetel",
    "megjelent",
    "megjelenes",
    "letrehozva",
    "publie le",
    "publie",
    "mis en ligne le",
    "date de publication",
    "publicado",
    "publicado el",
    "fecha de publicacion",
    "publicado em",
    "publicada em",
    "data de publicacao",
    "fecha",
    "pubblicato",
    "pubblicato il",
    "data di pubblicazione",
    "data",
    "veroffentlicht",
    "veroffentlicht am",
    "erschienen am",
    "datum der veroffentlichung",
    "опубликовано",
    "опубликована",
    "дата",
    "дата публикации",
    "опубліковано",
    "дата публікації",
    "публикувано",
    "публикувано на",
    "публикувана на",
    "yayinlanma tarihi",
    "yayinlanma",
    "yayin tarihi",
    "tarih",
    "eklenme tarihi",
    "giris tarihi",
    "publicat",
    "publicat la",
    "publicat pe",
    "data publicarii",
    "postat la",
    "δημοσιευτηκε",
    "δημοσιευθηκε",
    "δημοσιευση",
    "ημερομηνια",
    "ημερομηνια δημοσιευσησ",
    "αναρτηθηκε",
    "publikuar",
    "publikuar me",
    "publikuar ne",
    "data e publikimit",
    "gepubliceerd",
    "gepubliceerd op",
    "تاريخ النشر",
    "نشر في",
    "نشر",
];

/// Words, folded, after which the day of the last change is given.
const CHANGES: [&str; 42] = [
    "updated",
    "updated on",
    "last updated",
    "last updated on",
    "last update",
    "modified",
    "last modified",
    "azurirano",
    "ажурирано",
    "izmenjeno",
    "измењено",
    "posodobljeno",
    "обновено",
    "последна промяна",
    "обновлено",
    "оновлено",
    "aktualizacja",
    "zaktualizowano",
    "aktualizovano",
    "aktualizovane",
    "frissitve",
    "modositva",
    "actualizat",
    "actualizat la",
    "ultima actualizare",
    "actualizado",
    "actualizado el",
    "atualizado",
    "atualizado em",
    "aggiornato",
    "aggiornato il",
    "mis a jour le",
    "mis a jour",
    "aktualisiert",
    "aktualisiert am",
    "guncelleme",
    "guncelleme tarihi",
    "guncellendi",
    "ενημερωθηκε",
    "τελευταια ενημερωση",
    "perditesuar",
    "bijgewerkt",
];

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
    let label = line.before.rsplit(['|', '•', '·']).next().unwrap_or_default();
    if label.len() > 40 {
        return false;
    }
    let label = fold(label.trim_end_matches([':', '-', '–', ' ']).trim());
    let rest = without_time(after_year(line.after));
    labels.contains(&label.as_str())
        && (rest.is_empty() || rest.starts_with(['|', '•', '·', '–', '—', '(', ',']))
}

fn digits_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}
