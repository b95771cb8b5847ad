//! Dates that stand alone: what a header, front matter or key declares.
//!
//! Takes the words, gives the date if they are one and nothing else; each form
//! that archives and people write is read, and what is left open stays unread.

use crate::lexicon::date::{PartialDate, scan};

/// Reads a date that stands alone: ISO-like, with a time of day behind it, or in words.
pub(super) fn read_declared(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = PartialDate::parse(text).or_else(|| parse_unpadded(text)) {
        return Some(date);
    }
    // A time stamp; its day is taken as written, whatever the zone.
    for length in [10, 8] {
        if let (Some(day), Some(time)) = (text.get(..length), text.get(length..))
            && time
                .trim_start_matches(['T', 't', ' '])
                .starts_with(|next: char| next.is_ascii_digit())
            && !time.starts_with(|next: char| next.is_ascii_digit())
            && let Some(date) = PartialDate::parse(day)
        {
            return Some(date);
        }
    }
    match scan(text).as_slice() {
        [expression] if expression.last.is_none() => {
            expression.days()?;
            expression.first.date()
        }
        _ => None,
    }
}

/// Reads `2025-4-1`, which people write by hand.
fn parse_unpadded(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut small = || {
        let part: Option<&str> = parts.next();
        part.map(|part| if part.len() <= 2 { part.parse().ok() } else { None })
    };
    let month = small()??;
    let day = match small() {
        Some(day) => Some(day?),
        None => None,
    };
    parts.next().is_none().then(|| PartialDate::new(year, Some(month), day))?
}
