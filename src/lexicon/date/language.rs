//! Sets of languages, by which the words of one date are held together.
//!
//! Takes the codes of the tables, gives a set that fits a machine word.

/// The languages that have a word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages(u64);

impl Languages {
    /// No language.
    pub(super) const NONE: Self = Self(0);

    /// Every language: for what is written without words.
    pub(super) const ALL: Self = Self(u64::MAX);

    /// Whether some language has both words.
    pub(super) fn share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of these are among `others`.
    pub(super) fn are_among(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// The languages that have both words.
    #[must_use]
    pub(super) fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The languages that have one of two words.
    #[must_use]
    pub(super) fn either(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Reads codes separated by blanks; unknown ones are passed over.
    pub(super) const fn read(codes: &str) -> Self {
        let mut set = 0;
        let mut rest = codes.as_bytes();
        while let Some((code, after)) = first_code(rest) {
            let mut place = 0;
            while place < CODES.len() {
                if is_same(CODES[place].as_bytes(), code) {
                    set |= 1 << place;
                }
                place += 1;
            }
            rest = after;
        }
        Self(set)
    }
}

/// The first code of several and the rest.
const fn first_code(codes: &[u8]) -> Option<(&[u8], &[u8])> {
    if codes.is_empty() {
        return None;
    }
    let mut end = 0;
    while end < codes.len() && codes[end] != b' ' {
        end += 1;
    }
    let (code, rest) = codes.split_at(end);
    let rest = if let [b' ', rest @ ..] = rest { rest } else { rest };
    // These share their words and cases, and texts mix them.
    match code {
        b"hr" | b"bs" | b"cnr" => Some((b"sr", rest)),
        _ => Some((code, rest)),
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Languages written without blanks between words.
pub(super) const EAST_ASIAN: Languages = Languages::read("zh ja ko");

/// The languages of the tables, in order.
const CODES: [&str; 60] = [
    "ar", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi",
    "fil", "fr", "ga", "gl", "he", "hi", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko",
    "ky", "lb", "lt", "lv", "mk", "mn", "ms", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "tg", "th", "tk", "tr", "uk", "uz", "vi", "zh",
];

/// Counts of words by language, to know in which language a text is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally([f32; 64]);

impl Default for Tally {
    fn default() -> Self {
        Self([0.0; 64])
    }
}

impl Tally {
    /// Counts a word; one that many languages have tells little.
    pub(super) fn add(&mut self, languages: Languages) {
        let weight = 1.0 / (languages.0.count_ones().max(1) as f32);
        for (place, count) in self.0.iter_mut().enumerate() {
            if languages.0 >> place & 1 == 1 {
                *count += weight;
            }
        }
    }

    /// Takes back a part of what [`Tally::add`] counted for a word.
    #[must_use]
    pub(super) fn without(mut self, languages: Languages, part: f32) -> Self {
        let weight = part / (languages.0.count_ones().max(1) as f32);
        for (place, count) in self.0.iter_mut().enumerate() {
            if languages.0 >> place & 1 == 1 {
                *count = (*count - weight).max(0.0);
            }
        }
        self
    }

    /// How often the most frequent language was counted.
    pub(super) fn most(self) -> f32 {
        self.0.iter().copied().fold(0.0, f32::max)
    }

    /// How frequent the most frequent of `languages` is, against the most frequent of all; nothing
    /// if no word was counted.
    pub(super) fn share_of(self, languages: Languages) -> Option<f32> {
        let most = self.most();
        let own = (0..)
            .zip(self.0)
            .filter(|(place, _)| languages.0 >> place & 1 == 1)
            .map(|(_, count)| count)
            .fold(0.0, f32::max);
        (most > 0.0).then(|| own / most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_in_order_and_fit_the_set() {
        assert!(CODES.is_sorted());
        assert!(CODES.len() <= 64);
    }

    #[test]
    fn a_text_is_in_the_language_of_most_of_its_words() {
        let mut tally = Tally::default();
        for codes in ["hu", "hu it", "it fr es"] {
            tally.add(Languages::read(codes));
        }
        let share = |codes| tally.share_of(Languages::read(codes)).unwrap_or_default();
        assert!(share("hu") > 0.99);
        assert!((0.4..0.7).contains(&share("it")));
        assert!(share("fr es") < 0.3);
        assert!(share("el") < f32::EPSILON);
    }

    #[test]
    fn unknown_codes_are_no_language() {
        assert_eq!(Languages::read("xx"), Languages::NONE);
        assert_eq!(Languages::read("hr"), Languages::read("sr"));
    }
}
