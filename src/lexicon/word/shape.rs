//! How words are written.

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Small letters.
    #[default]
    Lower,
    /// One capital in front, small letters behind it.
    Capital,
    /// Two capitals or more and nothing but capitals and digits.
    Upper,
    /// One capital alone.
    Initial,
    /// Begins with a digit.
    Number,
    /// Capitals inside: `MoD`, `MApN`, `iPhone`.
    Mixed,
    /// A script that has no capitals.
    Caseless,
    /// A script that puts no blanks between words.
    Unspaced,
}
