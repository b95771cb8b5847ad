//! Line breaks: where one ends a sentence that no stop has ended.
//!
//! Takes a line break and the lines on its two sides. A break is a blank like
//! any other unless a blank line follows, one of the lines is plainly a line of
//! its own (heading, bullet, dateline, rule, row of a table), or the lines are
//! too long to have been wrapped.

/// Characters of a line that nobody wraps text at. A line that is longer is a
/// paragraph of its own, and so is what stands before and after it.
const LONGEST_WRAPPED: usize = 160;

/// Bytes of a line that are looked at for its form.
const LOOKED_AT: usize = 120;

/// What is remembered of the lines read so far.
pub(super) struct Lines {
    /// Where the current line begins.
    start: usize,
    /// The number of the last numbered bullet of the paragraph.
    number: u32,
}

impl Lines {
    /// What is known at the start of a paragraph, which is nothing.
    pub(super) fn from(start: usize) -> Self {
        Self { start, number: 0 }
    }

    /// Goes on to the line after the break at `at`; whether the break ends a sentence.
    pub(super) fn end(&mut self, text: &str, at: usize) -> bool {
        let line = text.get(self.start..at).unwrap_or_default().trim();
        if let Some(number) = numbered(line) {
            self.number = number;
        }
        self.start = at + 1;
        let rest = text.get(at + 1..).unwrap_or_default();
        if begins_paragraph(rest) {
            self.number = 0;
            return true;
        }
        let next = head(rest).trim();
        if line.is_empty() || next.is_empty() {
            return false;
        }
        is_heading(line)
            || is_heading(next)
            || is_rule(line)
            || is_rule(next)
            || next.starts_with('|')
            || is_bullet(line, next)
            || self.is_numbered_bullet(line, next)
            || is_dateline(next)
            || (!continues(line, next) && (is_unwrapped(line) || is_unwrapped(first_line(rest))))
    }

    /// A numbered bullet begins its list after a colon, or with 1, or goes on
    /// from the bullet before. `14.` at the start of a wrapped line is a day.
    fn is_numbered_bullet(&self, line: &str, next: &str) -> bool {
        let Some(number) = numbered(next) else { return false };
        let lower = words_after_number(next).starts_with(char::is_lowercase);
        let listed = line.ends_with([':', ';', '.', ',']);
        let in_order = number == self.number + 1;
        if next.trim_start_matches(|digit: char| digit.is_ascii_digit()).starts_with(')') {
            return listed || in_order;
        }
        in_order && (listed || !lower) && (number > 1 || line.ends_with([':', ';', '.']) || !lower)
    }
}

/// Whether a line break is followed by a blank line.
pub(super) fn begins_paragraph(rest: &str) -> bool {
    rest.chars().find(|&character| character == '\n' || !character.is_whitespace()) == Some('\n')
}

fn first_line(rest: &str) -> &str {
    rest.split('\n').next().unwrap_or_default()
}

/// The part of the next line that shows its form.
fn head(rest: &str) -> &str {
    let end = (0..=LOOKED_AT.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end));
    first_line(rest.get(..end.unwrap_or_default()).unwrap_or_default())
}

/// `## Title`, not `#tag`.
fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(char::is_whitespace)
}

/// `-----` and the like.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_' | b'~'))
}

fn is_bullet(line: &str, next: &str) -> bool {
    let mut characters = next.chars();
    let (first, second) = (characters.next().unwrap_or(' '), characters.next().unwrap_or(' '));
    match first {
        '•' | '▪' | '●' | '■' | '‣' | '◦' | '▶' | '►' | '➢' => true,
        '-' | '*' | '+' | '·' => second.is_whitespace(),
        // A dash is also punctuation inside a sentence.
        '–' | '—' => second.is_whitespace() && line.ends_with([':', ';', '.', '!', '?']),
        '(' => second.is_alphanumeric() && characters.next() == Some(')'),
        _ => first.is_alphabetic() && second == ')',
    }
}

/// The number of a line that begins with `4. ` or `4) `.
fn numbered(line: &str) -> Option<u32> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
    let plausible = (1..=2).contains(&digits) && rest.starts_with(char::is_whitespace);
    plausible.then(|| line.get(..digits)?.parse().ok()).flatten()
}

fn words_after_number(line: &str) -> &str {
    line.trim_start_matches(|character: char| !character.is_alphabetic())
}

/// `BELGRADE, 14 June (Tanjug) – The` or `Beograd, 14. juna (Tanjug) – Ministar`.
fn is_dateline(next: &str) -> bool {
    // Most lines end here, before any search.
    if !next.starts_with(char::is_uppercase) {
        return false;
    }
    let dash = next.match_indices(' ').find(|(at, _)| {
        let rest = next.get(at + 1..).unwrap_or_default();
        ["– ", "— ", "- ", "-- "].iter().any(|dash| rest.starts_with(dash))
    });
    let Some(head) = dash.and_then(|(at, _)| next.get(..at)) else { return false };
    let first = head.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let dated = head.contains(|digit: char| digit.is_ascii_digit());
    let sourced = head.ends_with(')') && head.contains('(');
    let capitals = first.chars().count() >= 3 && first.chars().all(char::is_uppercase);
    (capitals && (dated || sourced))
        || (first.starts_with(char::is_uppercase) && head.contains(',') && dated && sourced)
}

/// Whether the next line goes on with the sentence of this one, or may.
fn continues(line: &str, next: &str) -> bool {
    let first = next.chars().find(|character| character.is_alphanumeric());
    first.is_none_or(char::is_lowercase) || line.ends_with([',', '-', '–', '—', '(', '/'])
}

fn is_unwrapped(line: &str) -> bool {
    line.len() > LONGEST_WRAPPED && line.chars().nth(LONGEST_WRAPPED).is_some()
}
