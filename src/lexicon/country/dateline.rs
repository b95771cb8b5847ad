//! Datelines: the words at the beginning of a report that say where it was written.
//!
//! Takes a text and its mentions; a capital, or a state behind the name of a
//! town, that stands in a dateline gets that kind. A dateline begins a line and
//! is told by its form alone: place, then a date or an agency or both, then a
//! dash (`BELGRADE, 3 May (Tanjug) –`), a full stop as Russian agencies write
//! it (`МОСКВА, 5 января. /ТАСС/`), or the end of the line as in letters
//! (`București, 21 mai 2024`); Chinese agencies end theirs with `电`.

use super::words::{border, is_word};
use super::{Kind, Mention};

/// A dateline is no longer than this, in bytes.
const LONGEST: usize = 160;

/// Most words of the place before the mention: `SAN PIETRO IN CASALE, Italy`.
const PLACE_WORDS: usize = 4;

/// Most words of a date: `den 3. mai 2024 kl. 12`.
const DATE_WORDS: usize = 6;

/// Most words in small letters in a date: `3 de mayo de 2024`.
const SMALL_WORDS: usize = 3;

/// A line goes on for this long behind a bare `Belgrade –`, or else it is a heading.
const REPORT_AFTER: usize = 40;

/// Gives the mentions that stand in datelines their kind.
pub(super) fn mark(text: &str, mentions: &mut [Mention]) {
    let mut end = 0;
    for place in 0..mentions.len() {
        let Some(&mention) = mentions.get(place) else { break };
        // What the rest of a dateline names belongs to it: `BUDAPEST, Hungary (AP) –`.
        let within = mention.span.start < end;
        if !within {
            let last = place.checked_sub(1).and_then(|last| mentions.get(last));
            let next = mentions.get(place + 1);
            end = ends(text, mention, last, next).unwrap_or_default();
        }
        if (within || end > 0)
            && matches!(mention.kind, Kind::Name | Kind::Capital | Kind::Government)
            && let Some(mention) = mentions.get_mut(place)
        {
            mention.kind = Kind::Dateline;
        }
        end *= usize::from(end > mention.span.end);
    }
}

/// Where the dateline ends that `mention` stands in.
fn ends(
    text: &str,
    mention: Mention,
    last: Option<&Mention>,
    next: Option<&Mention>,
) -> Option<usize> {
    let capital = matches!(mention.kind, Kind::Capital | Kind::Government);
    if !(capital || mention.kind == Kind::Name) {
        return None;
    }
    let before = text.get(..mention.span.start)?;
    // No further back than a dateline reaches, or a text of one line would cost its square.
    let reach = border(text, before.len().saturating_sub(LONGEST));
    let line_start = before.get(reach..)?.rfind('\n');
    let lead = match line_start {
        Some(at) => before.get(reach + at + 1..)?,
        None if reach == 0 => before,
        None => return None,
    };
    let lead = lead.trim_start_matches(|character: char| !is_word(character) && character != '(');
    let leads = if lead.is_empty() { capital } else { is_place(lead, capital) };
    if !leads {
        return None;
    }
    // `Serbia, Hungary – a new era` lists states.
    let listed = last.is_some_and(|last| {
        last.span.end + lead.len() >= mention.span.start && last.kind != Kind::Capital
    });
    if listed && !lead.is_empty() {
        return None;
    }
    let line = text.get(mention.span.end..)?;
    let line = line.split('\n').next()?;
    let other = next.filter(|next| next.code != mention.code && next.kind != Kind::Demonym);
    let other = other.and_then(|next| next.span.start.checked_sub(mention.span.end));
    let pair = next.is_some_and(|next| matches!(next.kind, Kind::Capital | Kind::Government));
    let next = Next { other, pair };
    Tail::read(line, next, lead.is_empty()).map(|length| mention.span.end + length)
}

/// Whether what stands before the mention is a town, another place or an agency.
fn is_place(lead: &str, capital: bool) -> bool {
    let lead = lead.trim_end();
    // `(Reuters) BELGRADE`, and `新华社`, which writes no blanks.
    if capital && (lead.starts_with('(') && lead.ends_with(')') || lead.ends_with(['社', '讯'])) {
        return true;
    }
    let Some(place) = lead.strip_suffix([',', '/']) else { return false };
    let mut words = place.split_whitespace();
    words.clone().count() <= PLACE_WORDS
        && words
            .all(|word| !word.starts_with(char::is_lowercase) && !word.ends_with([',', '.', ':']))
}

/// The next mention after the place.
#[derive(Clone, Copy, Default)]
struct Next {
    /// Where another state is named.
    other: Option<usize>,
    /// It is a capital too.
    pair: bool,
}

/// What follows the place.
struct Tail {
    /// A date was read.
    date: bool,
    /// An agency was read.
    agency: bool,
}

impl Tail {
    /// The length of the tail of a dateline at the beginning of `line`; `bare` says
    /// that nothing stands before the place.
    fn read(line: &str, next: Next, bare: bool) -> Option<usize> {
        let mut tail = Self { date: false, agency: false };
        let mut at = 0;
        while at <= LONGEST {
            let rest = line.get(at..)?;
            let trimmed = rest.trim_start();
            at += rest.len() - trimmed.len();
            let Some(sign) = trimmed.chars().next() else {
                // A letter's head: nothing but place and date.
                return (tail.date && bare).then_some(at);
            };
            let after = trimmed.get(sign.len_utf8()..)?;
            match sign {
                '–' | '—' | '―' | '-' | '−' => {
                    let spaced = rest.starts_with(char::is_whitespace) || tail.date || tail.agency;
                    let told = after.trim_start_matches(['-', '–', '—', ' ', '\u{a0}']);
                    // `Belgrade – Budapest` is a pair.
                    let pair = next.pair && next.other == Some(line.len() - told.len());
                    let known = tail.date || tail.agency || told.len() >= REPORT_AFTER;
                    return (spaced && known && !pair).then_some(at);
                }
                '(' | '/' | '[' => {
                    let close = match sign {
                        '(' => ')',
                        '[' => ']',
                        _ => '/',
                    };
                    let Some(length) = after.find(close) else {
                        // `ANKARA / AA` has one stroke only.
                        return None;
                    };
                    let inside = after.get(..length)?;
                    if inside.split_whitespace().count() > DATE_WORDS {
                        return None;
                    }
                    // `Budapest (Hungary) hosts` is a sentence; agencies are followed by a dash.
                    tail.agency = true;
                    at += sign.len_utf8() + length + close.len_utf8();
                    if sign == '/' && tail.date {
                        return Some(at);
                    }
                }
                ',' | '.' | '،' | '，' => {
                    at += sign.len_utf8();
                    if sign == '.' && tail.date {
                        return Some(at);
                    }
                    let date = tail.date;
                    let length = tail.chunk(after)?;
                    // `Belgrade, Budapest –` names two.
                    if date == tail.date && next.other.is_some_and(|other| other < at + length) {
                        return None;
                    }
                    at += length;
                }
                '0'..='9' => at += tail.chunk(trimmed)?,
                '电' | '電' if tail.date => return Some(at),
                _ => return None,
            }
        }
        None
    }

    /// Reads a date, an agency or a larger place; gives its length.
    fn chunk(&mut self, text: &str) -> Option<usize> {
        const ENDS: [char; 11] = [',', '(', '/', '[', '–', '—', '―', '،', '，', ':', ';'];
        let mut length = text.find(ENDS).unwrap_or(text.len());
        // A hyphen between blanks is a dash, and a full stop ends a chunk unless a number or a
        // shortened month stands before it.
        let chunk = text.get(..length)?;
        length = chunk.find(" -").unwrap_or(length);
        if let Some(mark) = chunk.find(['电', '電']) {
            self.date |= chunk.get(..mark)?.contains('日');
            return self.date.then_some(mark);
        }
        if let Some(stop) = sentence_end(text.get(..length)?) {
            length = stop;
        }
        let chunk = text.get(..length)?;
        let words: Vec<&str> = chunk.split_whitespace().collect();
        let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
        if words.is_empty() || words.len() > DATE_WORDS || small > SMALL_WORDS {
            return None;
        }
        let number = words.iter().position(|word| word.contains(|digit: char| digit.is_numeric()));
        let before = words.iter().take(number.unwrap_or_default());
        let before = before.filter(|word| word.starts_with(char::is_lowercase)).count();
        match number {
            // `den 3. Mai`, `May 3`: at most one small word before the number.
            Some(place) if place <= 2 && before <= 1 => self.date = true,
            None if small == 0 && words.len() <= 3 => self.agency |= words.len() == 1,
            _ => return None,
        }
        Some(length)
    }
}

/// Where a sentence ends within a chunk: at a full stop behind a word that is no number.
fn sentence_end(chunk: &str) -> Option<usize> {
    const SHORTENED: usize = 4;
    chunk.match_indices('.').map(|(at, _)| at).find(|&at| {
        let word = chunk.get(..at).unwrap_or_default();
        let word = word.rsplit(|character: char| !is_word(character)).next().unwrap_or_default();
        let letters = word.chars().count();
        letters > SHORTENED && !word.chars().all(char::is_numeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_is_read_by_its_form() {
        for (line, length) in [
            (", 3 May (Tanjug) – Ministers", Some(17)),
            (" (AP) -- Ministers", Some(6)),
            (" – Ministers of defence of both states met here on Monday.", Some(1)),
            (" – a city", None),
            (", 5 января. /ТАСС/. Министр", Some(17)),
            (", 21 mai 2024", Some(13)),
            (" and Budapest agreed on 3 May –", None),
            (", which hosts 30 troops – a record", None),
            ("-based", None),
            ("", None),
        ] {
            assert_eq!(Tail::read(line, Next::default(), true), length, "{line}");
        }
    }
}
