//! Codes of states: three letters, compared and stored by value.
//!
//! Takes and gives ISO 3166 alpha-3 codes, `XKX` for Kosovo and the withdrawn
//! codes of states that are no more. Which codes exist, and what they are
//! called, is the table's business.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Three upper-case ASCII letters that name a state or territory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 3]);

/// A text is not three ASCII letters.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("expected three letters such as `SRB`, found `{0}`")]
pub struct InvalidCode(String);

impl Code {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters are ever stored.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self([a, b, c].map(|letter| letter.to_ascii_uppercase())))
            }
            _ => Err(InvalidCode(text.to_owned())),
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_any_case_and_writes_upper_case() {
        assert_eq!("srb".parse::<Code>().map(|code| code.to_string()), Ok("SRB".to_owned()));
        for wrong in ["", "SR", "SRBB", "S-B", "Србија", "сб"] {
            assert!(wrong.parse::<Code>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn json_is_a_string() {
        let code: Code = serde_json::from_str("\"HUN\"").expect("a code");
        assert_eq!(serde_json::to_string(&code).expect("JSON"), "\"HUN\"");
        assert!(serde_json::from_str::<Code>("\"Hungary\"").is_err());
    }
}
