//! What a comparison of two names says, and why: plain data.

use serde::Serialize;

/// Whether two written names can be one person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They are not one person.
    #[default]
    Different,
    /// One can be a shorter form of the other, or their likeness is doubtful: enough where nobody
    /// else is in question, as within one report.
    Maybe,
    /// They are written forms of one name: two full names are joined without further evidence.
    Same,
}

/// Something in which two names differ or agree, beyond equal letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Every word has the same letters.
    SameLetters,
    /// The two are written in different scripts.
    Script,
    /// A letter with a mark stands for one without.
    Diacritics,
    /// A word is spelled in another way for the same sounds.
    Respelling,
    /// A word has another ending of its case, or of the sex of who bears it.
    CaseEnding,
    /// The words stand in another order.
    Order,
    /// A word stands with its first letter only.
    Initial,
    /// A word of the longer name is left out.
    OmittedPart,
    /// A given name stands in its short form.
    Nickname,
    /// Words are joined or separated in another way.
    Hyphen,
    /// A word is alike, but not enough to be sure.
    Doubtful,
    /// The surnames are different.
    SurnameDiffers,
    /// The given names are different.
    GivenNameDiffers,
    /// One is a father's name and one a son's: `Jr.`, `Sr.`, `II`.
    SuffixDiffers,
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What is said.
    pub verdict: Verdict,
    /// Why, each reason once, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// How far apart the names are, in hundredths of a letter: what the words in common differ in,
    /// and what one of two longer names leaves out. Of several names with one verdict, the nearest
    /// fits best; of different ones it is the highest number.
    pub distance: u16,
}

impl Default for Comparison {
    /// Nothing is known of the two.
    fn default() -> Self {
        Self { verdict: Verdict::Different, reasons: Vec::new(), distance: u16::MAX }
    }
}
