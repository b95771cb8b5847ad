//! Blanks: a text that was wrapped over several lines, on one.

/// The text with its line breaks and runs of blanks as single blanks.
///
/// ```
/// assert_eq!(bilat::lexicon::blank::on_one_line(" Petar\n  Stipetic "), "Petar Stipetic");
/// ```
pub fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
