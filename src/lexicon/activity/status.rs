//! How far an activity has come: planned, agreed, held or cancelled.
//!
//! One table feeds names, parsing and help, so they cannot drift apart.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a report tells of an activity: whether it is to come, settled, done or off.
///
/// The order is the one in which statuses are listed to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is to happen: "will sign", "are to meet".
    Planned,
    /// The parties have settled it: an agreement or contract made at an earlier time, an exercise
    /// they agreed to hold.
    Agreed,
    /// It takes or took place: "signed", "met".
    Held,
    /// It does not happen: called off, put off, refused, suspended.
    Cancelled,
}

/// Each status with its name and a line of help, in the order of the variants.
const ROWS: [(Status, &str, &str); 4] = [
    (Status::Planned, "planned", "it is to happen"),
    (Status::Agreed, "agreed", "settled, or signed at an earlier time"),
    (Status::Held, "held", "it takes or took place"),
    (Status::Cancelled, "cancelled", "called off, put off, refused or suspended"),
];

impl Status {
    /// All statuses, in the order in which they are listed to a reader.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ROWS.iter().map(|(status, ..)| *status)
    }

    /// The name in queries, output and tables.
    pub fn name(self) -> &'static str {
        ROWS[self as usize].1
    }

    /// What the status says, in a line of help.
    pub fn help(self) -> &'static str {
        ROWS[self as usize].2
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Status {
    type Err = UnknownStatus;

    /// The American spelling of `cancelled` is known too.
    fn from_str(text: &str) -> Result<Self, UnknownStatus> {
        let wanted = text.trim();
        if wanted.eq_ignore_ascii_case("canceled") {
            return Ok(Self::Cancelled);
        }
        ROWS.iter()
            .find(|(_, name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(status, ..)| *status)
            .ok_or_else(|| UnknownStatus(text.to_owned()))
    }
}

/// The text names no status of an activity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no status of an activity")]
pub struct UnknownStatus(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_variants() {
        for (at, status) in Status::all().enumerate() {
            assert_eq!(status as usize, at, "{status}");
            assert!(!status.help().is_empty());
        }
        assert_eq!(Status::Cancelled as usize + 1, Status::all().len());
    }

    #[test]
    fn name_parsing_and_json_agree() {
        for status in Status::all() {
            assert_eq!(status.name().parse(), Ok(status));
            assert_eq!(status.to_string().to_uppercase().parse(), Ok(status));
            assert_eq!(serde_json::to_value(status).ok(), Some(status.name().into()));
        }
        assert_eq!("Canceled".parse(), Ok(Status::Cancelled));
        assert!("done".parse::<Status>().is_err());
    }
}
