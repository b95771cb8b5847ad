//! A text with highlights as HTML: escaped, what matched within `<mark>`.
//!
//! Takes the text and the ranges of a snippet or a title, gives a piece of HTML
//! that can stand in any element of a page: it holds no tag but `<mark>`, and
//! nothing of it can change what stands around it. Characters that HTML does not
//! allow, and those that change the direction of what follows, become U+FFFD.

use crate::diag::is_bidi_control;
use crate::search::{Hit, Snippet};
use crate::span::Span;

/// A snippet as HTML; see [`Snippet::highlights`].
///
/// ```
/// use bilat::render::html;
/// use bilat::search::Snippet;
///
/// let text = "R&D <b>drill</b>".to_owned();
/// let snippet =
///     Snippet { end: text.len(), text, highlights: vec![[7, 12]], ..Snippet::default() };
/// assert_eq!(html::snippet(&snippet), "R&amp;D &lt;b&gt;<mark>drill</mark>&lt;/b&gt;");
/// ```
pub fn snippet(snippet: &Snippet) -> String {
    marked(&snippet.text, &snippet.highlights)
}

/// The title of a hit as HTML; see [`Hit::title_highlights`].
pub fn title(hit: &Hit) -> String {
    marked(&hit.title, &hit.title_highlights)
}

fn marked(text: &str, highlights: &[[usize; 2]]) -> String {
    let mut html = String::with_capacity(text.len() + 13 * highlights.len());
    let mut at = 0;
    for &[start, end] in highlights {
        escape(Span::new(at, start).of(text), &mut html);
        html.push_str("<mark>");
        escape(Span::new(start, end).of(text), &mut html);
        html.push_str("</mark>");
        at = end;
    }
    escape(Span::new(at, text.len()).of(text), &mut html);
    html
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(character),
            _ if character.is_control() || is_bidi_control(character) => html.push('\u{fffd}'),
            _ => html.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_left_that_means_something_in_html() {
        for (text, highlights, expected) in [
            ("", &[][..], ""),
            ("plain", &[], "plain"),
            ("plain", &[[0, 5]], "<mark>plain</mark>"),
            ("a b c", &[[0, 1], [4, 5]], "<mark>a</mark> b <mark>c</mark>"),
            ("a'b\"", &[[1, 2]], "a<mark>&#39;</mark>b&quot;"),
            ("</mark><script>", &[], "&lt;/mark&gt;&lt;script&gt;"),
            ("&amp;", &[], "&amp;amp;"),
            ("x\u{202e}y\u{0}z\r\n", &[], "x\u{fffd}y\u{fffd}z\u{fffd}\n"),
            ("Вучић", &[[0, 10]], "<mark>Вучић</mark>"),
        ] {
            assert_eq!(marked(text, highlights), expected, "{text:?}");
        }
    }
}
