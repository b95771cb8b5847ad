//! Colours of a terminal, for those formats that use any.

use crate::render::answer::Style;

pub(super) const BOLD: &str = "\u{1b}[1m";
pub(super) const DIM: &str = "\u{1b}[2m";
pub(super) const MATCH: &str = "\u{1b}[1;31m";
pub(super) const RESET: &str = "\u{1b}[0m";

/// A text in a colour, if the style has colours.
pub(super) fn paint(style: &Style, code: &str, text: &str) -> String {
    if style.color { format!("{code}{text}{RESET}") } else { text.to_owned() }
}
