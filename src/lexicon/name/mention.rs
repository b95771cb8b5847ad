//! A place in a text where a name may stand, as the rules for each script find it.

use crate::span::Span;

/// A run of words that can be a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// The name, without its title.
    pub span: Span,
    /// Words of the name, initials and particles not counted.
    pub words: usize,
    /// The title as written, with the country and matter inside it; forms of address and degrees alone give none.
    pub role: Option<Span>,
    /// Whether a title of any sort stands beside the name.
    pub titled: bool,
    /// Whether it has the shape of given name and surname, and nothing speaks for a thing.
    pub full: bool,
    /// Whether the words or what stands beside them tell that it is a person, title or not.
    pub person: bool,
}
