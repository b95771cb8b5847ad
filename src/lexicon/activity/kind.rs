//! The closed list of activity kinds, with their names, help and CAMEO codes.
//!
//! One table feeds names, parsing and help, so they cannot drift apart.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What two states do together, or refuse to do.
///
/// The order is the one in which kinds are listed to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Somebody travels to the other state, or is received.
    Visit,
    /// Talks, consultations, calls, staff talks.
    Meeting,
    /// A treaty, memorandum or letter of intent is signed, ratified or concluded.
    Agreement,
    /// A plan of joint activities; a plan is also an agreement.
    Plan,
    /// Exercises and manoeuvres.
    Exercise,
    /// Courses, instructors, study places.
    Training,
    /// Sale, purchase and delivery of weapons and equipment.
    Arms,
    /// Joint development, production and maintenance.
    Industry,
    /// Equipment, money or services given.
    Aid,
    /// Guarding of a border, migration, joint patrols.
    Border,
    /// Missions abroad under a mandate.
    Peacekeeping,
    /// Exchange of intelligence and classified information.
    Intelligence,
    /// Use of bases, ports and airspace; transit and stationing.
    Access,
    /// Port calls, passing exercises, joint patrols at sea.
    Naval,
    /// Relief after disasters, evacuation, medical help.
    Humanitarian,
    /// Parades, wreaths, decorations, anniversaries.
    Ceremony,
    /// Something is refused, suspended or cancelled.
    Refusal,
    /// Cooperation of no kind named above.
    Other,
}

/// One line of the table of kinds.
struct Row {
    kind: Kind,
    name: &'static str,
    help: &'static str,
    cameo: &'static [&'static str],
}

/// Codes after the CAMEO event coding scheme; root codes are written with a final zero.
#[rustfmt::skip]
const ROWS: [Row; 18] = [
    Row { kind: Kind::Visit, name: "visit", help: "visits and receptions of guests", cameo: &["042", "043"] },
    Row { kind: Kind::Meeting, name: "meeting", help: "meetings, talks, consultations, calls", cameo: &["040"] },
    Row { kind: Kind::Agreement, name: "agreement", help: "treaties, memoranda and letters of intent", cameo: &["057"] },
    Row { kind: Kind::Plan, name: "plan", help: "plans of joint activities (also agreements)", cameo: &["057", "0312"] },
    Row { kind: Kind::Exercise, name: "exercise", help: "exercises and manoeuvres", cameo: &["062"] },
    Row { kind: Kind::Training, name: "training", help: "courses, instructors, study places", cameo: &["062", "072"] },
    Row { kind: Kind::Arms, name: "arms", help: "sale, purchase and delivery of weapons and equipment", cameo: &["072", "062"] },
    Row { kind: Kind::Industry, name: "industry", help: "joint development, production and maintenance", cameo: &["062"] },
    Row { kind: Kind::Aid, name: "aid", help: "equipment, money or services given", cameo: &["072"] },
    Row { kind: Kind::Border, name: "border", help: "guarding of borders and migration", cameo: &["062", "064"] },
    Row { kind: Kind::Peacekeeping, name: "peacekeeping", help: "missions abroad under a mandate", cameo: &["074"] },
    Row { kind: Kind::Intelligence, name: "intelligence", help: "exchange of intelligence and classified information", cameo: &["064"] },
    Row { kind: Kind::Access, name: "access", help: "use of bases, ports and airspace, transit, stationing", cameo: &["062"] },
    Row { kind: Kind::Naval, name: "naval", help: "port calls and activities at sea", cameo: &["062"] },
    Row { kind: Kind::Humanitarian, name: "humanitarian", help: "relief, evacuation and medical help", cameo: &["073"] },
    Row { kind: Kind::Ceremony, name: "ceremony", help: "parades, wreaths, decorations, anniversaries", cameo: &["017"] },
    Row { kind: Kind::Refusal, name: "refusal", help: "refusals, suspensions and cancellations", cameo: &["120"] },
    Row { kind: Kind::Other, name: "other", help: "cooperation of no other kind", cameo: &[] },
];

impl Kind {
    /// How many kinds there are.
    pub const COUNT: usize = ROWS.len();

    /// All kinds, in the order in which they are listed to a reader.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ROWS.iter().map(|row| row.kind)
    }

    /// The name in queries, output and tables: lower case, hyphens for blanks.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What the kind covers, in a line of help.
    pub fn help(self) -> &'static str {
        self.row().help
    }

    /// The event codes of CAMEO that a report of this kind is exported under, most fitting first.
    ///
    /// ```
    /// use bilat::lexicon::activity::Kind;
    ///
    /// assert_eq!(Kind::Plan.cameo(), ["057", "0312"]);
    /// ```
    pub fn cameo(self) -> &'static [&'static str] {
        self.row().cameo
    }

    fn row(self) -> &'static Row {
        // Rows stand in the order of the variants; a test holds them to it.
        &ROWS[self as usize]
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let wanted = text.trim();
        ROWS.iter()
            .find(|row| row.name.eq_ignore_ascii_case(wanted))
            .map(|row| row.kind)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// The text names no kind of activity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of activity")]
pub struct UnknownKind(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_variants() {
        for (at, kind) in Kind::all().enumerate() {
            assert_eq!(kind as usize, at, "{kind}");
        }
        assert_eq!(Kind::Other as usize + 1, Kind::all().len());
    }

    #[test]
    fn name_parsing_and_json_agree() {
        for kind in Kind::all() {
            assert_eq!(kind.name().parse(), Ok(kind));
            assert_eq!(kind.to_string().to_uppercase().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.name().into()));
        }
        assert!("drill".parse::<Kind>().is_err());
    }
}
