//! Places that no table knows, by what stands beside their names.

use crate::lexicon::thing::mark::{
    AND, ARTICLE, CAPITALIZED, EXERCISE, FIRM, GENERIC, HEAD, IN, LAST, LINK, LOUD, NO_PLACE,
    PLACE_AFTER, PLACE_BEFORE, STATE, STOP, TITLE, UNIT,
};
use crate::lexicon::thing::text::{
    APOSTROPHE, BLANK, CLOSE, COMMA, DOT, HYPHEN, LINE, OPEN, Owner, QUOTE, Text,
};
use crate::lexicon::word::Shape;
use crate::span::Span;

/// Most words of a name.
const LONGEST: usize = 3;

/// Most words before `Base` and the like.
const LONGEST_BASE: usize = 5;

/// Shortest name, in bytes, that an ending shows.
const SHORTEST: usize = 4;

/// The first and the last word of each place that stands beside a word for places.
pub(super) fn beside_heads(text: &Text<'_>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in text.with(PLACE_AFTER | PLACE_BEFORE) {
        let after = || text.is(at, PLACE_AFTER).then(|| before(text, at)).flatten();
        let named = after().or_else(|| {
            text.is(at, PLACE_BEFORE | PLACE_AFTER).then(|| behind(text, at)).flatten()
        });
        let Some(named) = named else { continue };
        match found.last_mut() {
            // `Naval Base Guantanamo` after `Guantanamo Bay Naval Base`.
            Some(last) if last.1 >= named.0 => last.1 = last.1.max(named.1),
            _ => found.push(named),
        }
    }
    found
}

fn is_name(text: &Text<'_>, at: usize) -> bool {
    text.is_capital(at)
        && !text.is(at, STOP | EXERCISE | HEAD | LAST | UNIT | FIRM | IN | ARTICLE)
        && !matches!(text.owner(at), Owner::Thing)
}

/// `Pápa Air Base`, `South China Sea`.
fn before(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.follows(at) || at == 0 {
        return None;
    }
    let head_is_capital = text.is_capital(at);
    let mut first = at;
    while first > 0 && at - first <= LONGEST_BASE && text.follows(first) {
        let before = first - 1;
        let force = text.written(before) == "Air" || text.written(before) == "Force";
        let adjective = text.is(before, GENERIC | PLACE_AFTER)
            && text.is_capital(before)
            && !text.is(before, STOP | ARTICLE);
        if !(is_name(text, before) || force || adjective) {
            break;
        }
        first = before;
    }
    let own = |at: usize| {
        !text.is(at, GENERIC | PLACE_AFTER | PLACE_BEFORE | STATE | LAST | NO_PLACE)
            && matches!(text.owner(at), Owner::Free | Owner::Capital | Owner::Person)
    };
    let named = (first..at).any(own);
    let lone = at - first == 1 && text.begins(first);
    (first < at && named && (head_is_capital || !lone)).then_some((first, at))
}

/// `Camp Bondsteel`, `Port of Bar`, `poligon Borovac`.
fn behind(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let mut first = at + 1;
    let capital = text.is_capital(at);
    if text.is(first, LINK) && text.gap(first) == BLANK {
        first += 1;
    }
    let gap = text.gap(first);
    let quoted = gap == BLANK | QUOTE;
    if !(gap == BLANK || quoted || gap == APOSTROPHE) {
        return None;
    }
    let direct = first == at + 1;
    if text.is(at, PLACE_AFTER) && !text.is(at, PLACE_BEFORE) && (direct || !capital) {
        return None;
    }
    // `Kasárna generála Heliodora Píky`
    let titled = text.is(first, TITLE) && (quoted || capital);
    let after_title = first + usize::from(titled);
    let fits = |at: usize| {
        is_name(text, at)
            && (text.owner(at) == Owner::Free
                || text.owner(at) == Owner::Person && (capital || quoted))
            && !text.is(at, GENERIC | NO_PLACE | AND)
    };
    // A script without capitals: the one word behind.
    if text.shape(first) == Shape::Caseless {
        let is_unmarked = text.marks(first) == 0;
        let alone = direct && text.owner(first) == Owner::Free && is_unmarked;
        let definite = text.written(first).starts_with("ال");
        return (alone && !definite).then_some((first, first));
    }
    if !fits(after_title) {
        return None;
    }
    let mut last = after_title;
    while last - first < LONGEST && text.follows(last + 1) && fits(last + 1) {
        last += 1;
    }
    // A head in small letters is no part of the name.
    Some((if capital { at } else { first }, last))
}

/// Whether the preposition of place at `at` is one in the language of the text.
pub(super) fn is_preposition(text: &Text<'_>, at: usize, language: Option<&str>) -> bool {
    let of = |languages: &[&str]| language.is_some_and(|language| languages.contains(&language));
    // `à` is one in every language that writes it.
    match text.written(at) {
        "a" | "A" | "ad" | "Ad" => of(&["it"]) && !text.is_capital(at + 2),
        "do" | "Do" => of(&["cs", "sk", "pl", "sl", "hr", "sr", "bs"]),
        "in" | "In" | "bei" => !of(&["de", "lb"]) || ends_like_a_town(text.written(at + 1)),
        "from" | "From" | "off" | "Off" => of(&["en"]),
        "till" | "til" => of(&["sv", "nb", "no", "nn", "da"]),
        "la" | "La" => of(&["ro", "mo"]),
        "no" | "na" | "em" | "No" | "Na" | "Em" => {
            of(&["pt", "gl"]) || !of(&["en", "es", "it", "fr", "tl"]) && text.written(at) != "no"
        }
        "di" | "Di" => of(&["id", "ms"]),
        "sa" | "Sa" => of(&["tl", "fil", "ceb"]),
        "ve" | "Ve" => of(&["cs"]),
        "i" => of(&["nb", "no", "nn", "da", "sv"]),
        "en" | "En" => of(&["es", "ca"]),
        "at" | "At" | "near" | "Near" => of(&["en"]) || language.is_none(),
        "у" | "У" => !of(&["ru"]),
        _ => true,
    }
}

/// German writes every noun with a capital; many of its towns tell themselves by their ending.
fn ends_like_a_town(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "heim", "burg", "berg", "dorf", "stadt", "hausen", "felde", "walde", "bach", "brück",
        "furt", "ingen", "kirchen", "itz", "ow", "hafen", "münde", "leben", "see", "hagen",
        "stedt", "wörth", "lingen", "broich",
    ];
    word.len() > 6 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Places that a preposition or an ending shows, and those of datelines: the first and the last
/// word, and the bytes of the name.
pub(super) fn by_preposition(text: &Text<'_>, language: Option<&str>) -> Vec<(usize, usize, Span)> {
    let ends: &[&str] = match language {
        Some("hu") => &["ban", "ben", "ból", "ből", "on", "en", "ön"],
        Some("fi") => &["ssa", "ssä", "sta", "stä"],
        Some("hy") => &["յում", "ում"],
        Some("az" | "tk" | "uz") => &["dakı", "dəki", "da", "də", "dan", "dən"],
        _ => &[],
    };
    // Endings that take the place of others, so that the name without is not known.
    let other_ends: &[&str] = match language {
        Some("lt") => &["uje", "oje", "ėje", "yje", "e"],
        Some("lv") => &["ā", "ē"],
        Some("fi") => &["aan", "een"],
        _ => &[],
    };
    let suffixed = matches!(language, Some("tr" | "az"));
    let mut found = Vec::new();
    for at in text.with(IN | CAPITALIZED | LOUD) {
        if text.is(at, IN) {
            let first = at + 1;
            if text.gap(first) == BLANK
                && is_town(text, first)
                && is_preposition(text, at, language)
                && let Some(last) = town_end(text, first)
            {
                found.push((first, last, text.span(first, last)));
                if language != Some("de") {
                    found.extend(coordinate(text, last));
                }
                // `in Umroi, Meghalaya.`
                let region = last + 1;
                let closes = COMMA | CLOSE | DOT | LINE;
                if text.gap(region) == COMMA | BLANK
                    && is_town(text, region)
                    && let Some(end) = town_end(text, region)
                    && text.gap(end + 1) & closes != 0
                {
                    found.push((region, end, text.span(region, end)));
                }
            }
            if language != Some("de") && text.gap(first) == BLANK && text.is_place(first) {
                found.extend(coordinate(text, first));
            }
        } else if text.gap(at) == COMMA | BLANK
            && at > 0
            && text.owner(at - 1) == Owner::Thing
            && text.is(at - 1, PLACE_AFTER | LAST | HEAD)
            && is_town(text, at)
            && let Some(last) = town_end(text, at)
            && text.gap(last + 1) & (COMMA | DOT | LINE | CLOSE) != 0
        {
            // `at Fajara Barracks, Bakau.`
            found.push((at, last, text.span(at, last)));
        } else if !(ends.is_empty() && other_ends.is_empty()) && text.shape(at) == Shape::Capital {
            let written = text.written(at);
            let other = || other_ends.iter().any(|end| written.ends_with(end)).then_some(written);
            let stem = ends.iter().find_map(|end| written.strip_suffix(end)).or_else(other);
            if let Some(stem) = stem.filter(|stem| stem.len() >= SHORTEST)
                && is_town(text, at)
                && !text.begins(at)
                && text.follows(at)
            {
                let start = text.span(at, at).start;
                found.push((at, at, Span::new(start, start + stem.len())));
            }
        } else if suffixed
            && text.shape(at) == Shape::Capital
            && text.gap(at + 1) == APOSTROPHE
            && matches!(text.written(at + 1), "da" | "de" | "ta" | "te" | "daki" | "deki" | "taki")
            && is_town(text, at)
        {
            found.push((at, at, text.span(at, at)));
        }
        if let Some(last) = dateline(text, at) {
            found.push((at, last, text.span(at, last)));
        }
    }
    found
}

/// The second of two towns: `en Arica y Tacna`.
fn coordinate(text: &Text<'_>, last: usize) -> Option<(usize, usize, Span)> {
    let (and, first) = (last + 1, last + 2);
    let joined = text.is(and, AND)
        && !text.is_capital(and)
        && text.gap(and) == BLANK
        && text.gap(first) == BLANK
        && is_town(text, first)
        && !text.is(first, TITLE);
    let end = joined.then(|| town_end(text, first)).flatten()?;
    let closes = text.gap(end + 1) & !BLANK != 0 || text.shape(end + 1) == Shape::Lower;
    closes.then(|| (first, end, text.span(first, end)))
}

/// Words for bases and airports of scripts without blanks, the longer ones first.
const UNSPACED_HEADS: [&str; 6] = ["空军基地", "海军基地", "基地", "机场", "機場", "空港"];

/// Longest name before one of them, in characters.
const UNSPACED_LONGEST: usize = 7;

/// Bases and airports: `埃及瓦迪阿布里什空军基地`, `三沢基地`.
pub(super) fn unspaced(text: &Text<'_>) -> Vec<Span> {
    let body = text.body;
    let mut found: Vec<Span> = Vec::new();
    for head in UNSPACED_HEADS {
        for (at, _) in body.match_indices(head) {
            let end = at + head.len();
            if found.iter().any(|span| span.end == end) {
                continue;
            }
            let before = body.get(..at).unwrap_or_default();
            let mut start = at;
            for (place, sign) in before.char_indices().rev().take(UNSPACED_LONGEST) {
                let is_border = !matches!(sign, '\u{4e00}'..='\u{9fff}')
                    || matches!(
                        sign,
                        '在' | '于' | '至' | '从' | '赴' | '到' | '和' | '与' | '的' | '抵'
                    )
                    || text.country_at(Span::new(place, place + 1)).is_some();
                if is_border {
                    break;
                }
                start = place;
            }
            let letters = body.get(start..at).map_or(0, |name| name.chars().count());
            if (2..UNSPACED_LONGEST).contains(&letters) {
                found.push(Span::new(start, end));
            }
        }
    }
    found
}

fn is_town(text: &Text<'_>, at: usize) -> bool {
    text.shape(at) == Shape::Capital
        && text.owner(at) == Owner::Free
        && text.written(at).chars().nth(2).is_some()
        && !text.is(
            at,
            STOP | EXERCISE
                | HEAD
                | LAST
                | UNIT
                | FIRM
                | IN
                | ARTICLE
                | NO_PLACE
                | GENERIC
                | LINK
                | AND
                | STATE,
        )
}

/// The last word of a town's name that begins at `first`, if it is one.
fn town_end(text: &Text<'_>, first: usize) -> Option<usize> {
    let mut last = first;
    while last - first < LONGEST && text.follows(last + 1) && text.is_capital(last + 1) {
        let next = last + 1;
        if text.is(next, HEAD | LAST | UNIT | FIRM | EXERCISE)
            || text.owner(next) != Owner::Free
            || text.shape(next) != Shape::Capital
        {
            return None;
        }
        if text.is(next, STOP) {
            break;
        }
        last = next;
    }
    // `in Article 5`, `u Zastava-Arms`.
    (text.shape(last + 1) != Shape::Number || text.gap(last + 1) & !(BLANK | HYPHEN) != 0)
        .then_some(last)
}

/// `SZEGED, 14 June (MTI) –`, `ZALAEGERSZEG (MTI) –`, `NOVI SAD –`.
fn dateline(text: &Text<'_>, at: usize) -> Option<usize> {
    if !matches!(text.shape(at), Shape::Upper | Shape::Capital) || text.gap(at) & LINE == 0 {
        return None;
    }
    let fits = |at: usize| {
        matches!(text.shape(at), Shape::Upper | Shape::Capital)
            && text.owner(at) == Owner::Free
            && !text.is(at, STOP | HEAD | LAST | UNIT | EXERCISE | ARTICLE | GENERIC | NO_PLACE)
            && !text.has_digit(at)
    };
    if !fits(at) || text.written(at).len() < SHORTEST {
        return None;
    }
    let mut last = at;
    while last - at < LONGEST && text.gap(last + 1) == BLANK && fits(last + 1) {
        last += 1;
    }
    let next = last + 1;
    let gap = text.gap(next);
    let upper = text.shape(at) == Shape::Upper;
    let dated = gap & !(COMMA | BLANK) == 0
        && gap & COMMA != 0
        && (text.shape(next) == Shape::Number || text.is(next, STOP) && upper)
        && (upper || text.shape(next) == Shape::Number);
    let dashed = upper && gap == BLANK | HYPHEN;
    let agency = gap == BLANK | OPEN && upper && text.gap(next + 1) & HYPHEN != 0;
    // `NASHVILLE, Tenn. --`
    let ruled = upper
        && gap == COMMA | BLANK
        && (next + 1..=next + 4)
            .take_while(|at| text.gap(*at) & LINE == 0)
            .any(|at| text.gap(at) & (HYPHEN | BLANK) == HYPHEN | BLANK);
    (dated || dashed || agency || ruled).then_some(last)
}
