//! One sentence: which states stand in it, how much each counts, and in what order.

use std::sync::LazyLock;

use crate::lexicon::country::{Code, Kind, Mention, is_people};
use crate::span::Span;

use super::words::{Role, Word};

/// A state in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    pub code: Code,
    /// What its best mention counts.
    pub weight: f64,
    /// Number of the list in which it is named beside others, if it is.
    pub list: Option<usize>,
    /// First byte of that mention.
    pub start: usize,
    /// Whether its capital is where something happens: `to Tallinn, then to Riga`.
    pub place: bool,
    /// Whether the state is named there besides: `in Skopje with the Macedonian minister`.
    pub stop: bool,
}

/// What a mention counts by its kind and by what stands around it.
struct Weight;

impl Weight {
    const PLACE: f64 = 0.4;
    const WHERE_IT_HAPPENS: f64 = 0.5;
    /// Beside a word of war or trouble: `Russia's war against Ukraine`, `the situation in Syria`.
    const AT_WAR: f64 = 0.25;
    /// A state that is no more while one that came of it is named.
    const FORMER: f64 = 0.2;
}

/// Most bytes between a mention and a word that bears on it.
const NEAR: usize = 28;

/// Words that join the states of a list …
const JOINING: [&str; 48] = [
    "and", "or", "i", "a", "és", "valamint", "и", "та", "й", "і", "або", "или", "și", "şi", "oraz",
    "lub", "ter", "und", "sowie", "et", "e", "ed", "y", "ve", "και", "dhe", "و", "və", "va",
    "hamda", "և", "եւ", "ու", "და", "және", "和", "与", "與", "及", "以及", "と", "及び", "ir",
    "un", "ja", "och", "og", "dan",
];

/// … and those that may stand between as well: `with Serbia and with the Hungarian side`.
const FILLING: [&str; 40] = [
    "the", "o", "la", "le", "les", "el", "il", "die", "der", "с", "w", "в", "u", "у", "to", "with",
    "in", "s", "z", "of", "de", "du", "des", "da", "do", "del", "della", "dell", "den", "dem",
    "az", "η", "ο", "το", "της", "του", "την", "τον", "τη", "των",
];

/// States that are no more, with those that came of them.
const FORMER: [(&str, &str); 6] = [
    ("SCG", "SRB MNE"),
    ("YUG", "SRB MNE HRV SVN BIH MKD XKX"),
    ("SUN", "RUS UKR BLR MDA EST LVA LTU GEO ARM AZE KAZ KGZ TJK TKM UZB"),
    ("CSK", "CZE SVK"),
    ("DDR", "DEU"),
    ("RVN", "VNM"),
];

static FORMER_CODES: LazyLock<Vec<(Code, Vec<Code>)>> = LazyLock::new(|| {
    let read = |(former, later): &(&str, &str)| {
        let later = later.split(' ').filter_map(|code| code.parse().ok()).collect();
        Some((former.parse().ok()?, later))
    };
    FORMER.iter().filter_map(read).collect()
});

/// The states that came of this one, if it is no more.
fn later_forms(code: Code) -> Option<&'static [Code]> {
    let former = FORMER_CODES.iter().find(|(former, _)| *former == code);
    former.map(|(_, later)| later.as_slice())
}

/// Whether a state is no more.
pub(super) fn is_former(code: Code) -> bool {
    later_forms(code).is_some()
}

/// Whether one of the two states is a former form of the other.
pub(super) fn is_former_form(one: Code, other: Code) -> bool {
    let became =
        |former: Code, later: Code| later_forms(former).is_some_and(|forms| forms.contains(&later));
    became(one, other) || became(other, one)
}

/// The states of a sentence in order of their best mention; those that count nothing are left out.
///
/// `named` says whether a state is named anywhere in the report.
pub(super) fn parties(
    body: &str,
    mentions: &[Mention],
    words: &[Word],
    named: impl Fn(Code) -> bool,
) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut list = 0;
    for (at, mention) in mentions.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|at| mentions.get(at));
        let next = mentions.get(at + 1);
        let joined =
            |one: &Mention, other: &Mention| one.code != other.code && joins(body, one, other);
        let after = previous.is_some_and(|previous| joined(previous, mention));
        let before = next.is_some_and(|next| joined(mention, next));
        list += usize::from(!after);
        let weight = weight(body, mention, words, &named);
        if weight <= 0.0 {
            continue;
        }
        let list = (after || before).then_some(list);
        let of_it = || mentions.iter().filter(|other| other.code == mention.code);
        let place = of_it().any(|other| other.kind == Kind::Capital);
        let stop = place && of_it().any(|other| other.kind != Kind::Capital);
        let start = mention.span.start;
        let party = Party { code: mention.code, weight, list, start, place, stop };
        match parties.iter_mut().find(|party| party.code == mention.code) {
            Some(known) if known.weight < weight => *known = party,
            Some(known) => known.list = known.list.or(list),
            None => parties.push(party),
        }
    }
    parties.sort_by_key(|party| party.start);
    if parties.len() > 2 {
        // Among several states one is where it happens: `X and Y served together in Cyprus`.
        for party in &mut parties {
            if party.list.is_none() && is_within(body, party.start) {
                party.weight *= Weight::WHERE_IT_HAPPENS;
            }
        }
    }
    parties
}

/// Whether a word of place leads up to `start`.
fn is_within(body: &str, start: usize) -> bool {
    const WITHIN: [&str; 19] = [
        "in", "u", "у", "в", "во", "w", "we", "v", "ve", "en", "em", "în", "στην", "στο", "në",
        "na", "на", "au", "im",
    ];
    is_one_of(word_before(body, start), &WITHIN)
}

/// Whether a word is in a list of short words in lower case.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    const LONGEST: usize = 24;
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return list.contains(&word);
    }
    word.len() <= LONGEST && list.contains(&word.to_lowercase().as_str())
}

fn word_before(body: &str, start: usize) -> &str {
    let before = body.get(..start).unwrap_or_default().trim_end();
    before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default()
}

/// Whether nothing stands between two mentions but what joins the parts of a list.
fn joins(body: &str, one: &Mention, other: &Mention) -> bool {
    let gap = body.get(one.span.end..other.span.start).unwrap_or("-");
    let hyphen = |letter: Option<char>| letter.is_some_and(|letter| "-–‑‐—".contains(letter));
    // Halves of compounds are in no list: `Armenian–Indian and Armenian–French`.
    let halved = hyphen(body.get(..one.span.start).and_then(|before| before.chars().next_back()))
        || hyphen(body.get(other.span.end..).and_then(|after| after.chars().next()));
    !halved
        && gap.len() <= NEAR
        && !gap.contains(['-', '–', '—', '.', '(', ')', ';', ':', '"'])
        && (is_joint(gap) || gap == " " && other.span.of(body).starts_with('و'))
}

/// Whether a gap is made of a comma or a word that joins, and of small words.
fn is_joint(gap: &str) -> bool {
    let mut joined = gap.contains([',', '、', '،']);
    for word in gap.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()) {
        if JOINING.contains(&word) {
            joined = true;
        } else if !FILLING.contains(&word) {
            return false;
        }
    }
    joined
}

fn weight(body: &str, mention: &Mention, words: &[Word], named: impl Fn(Code) -> bool) -> f64 {
    let by_kind = match mention.kind {
        Kind::Dateline => return 0.0,
        Kind::Capital => Weight::PLACE,
        Kind::Government | Kind::Name | Kind::Abbreviation | Kind::Demonym | Kind::Institution => {
            1.0
        }
    };
    let beside = |word: &Word| {
        let gap = if word.span.end <= mention.span.start {
            body.get(word.span.end..mention.span.start)
        } else {
            body.get(mention.span.end..word.span.start)
        };
        gap.is_some_and(|gap| gap.len() <= NEAR && !gap.contains([',', ';', ':', '(', ')', '.']))
    };
    if mention.kind == Kind::Demonym && is_people(body, mention.span) {
        return 0.0;
    }
    let mission = |word: &Word| {
        word.role == Role::Mission && word.span.end <= mention.span.start && beside(word)
    };
    if words.iter().any(mission) && is_within(body, mention.span.start) {
        return by_kind * Weight::AT_WAR;
    }
    if words.iter().any(|word| matches!(word.role, Role::War | Role::Topic) && beside(word)) {
        return by_kind * Weight::AT_WAR;
    }
    let outlived = later_forms(mention.code).is_some_and(|later| later.iter().copied().any(&named));
    if outlived { Weight::FORMER } else { by_kind }
}

/// Whether a list that begins at `start` is where somebody goes: `to Laos and Vietnam`.
pub(super) fn is_destination(body: &str, start: usize) -> bool {
    const TOWARDS: [&str; 27] = [
        "to", "in", "visits", "visit", "visited", "в", "во", "у", "u", "w", "do", "v", "na", "на",
        "în", "nach", "en", "au", "aux", "a", "em", "à", "στη", "στην", "në", "до", "into",
    ];
    is_one_of(word_before(body, start), &TOWARDS)
}

/// Whether two states stand side by side in one compound: `Serbian–Hungarian`.
pub(super) fn compounds<'a>(
    body: &'a str,
    mentions: &'a [Mention],
) -> impl Iterator<Item = [Code; 2]> + 'a {
    let pairs = mentions.iter().zip(mentions.iter().skip(1));
    pairs.filter_map(move |(one, other)| {
        let gap = body.get(one.span.end..other.span.start).unwrap_or_default();
        let mut codes = [one.code, other.code];
        codes.sort_unstable();
        let joined = matches!(gap, "-" | "–" | "‑" | "‐" | "—" | " - " | " – ");
        (joined && one.code != other.code).then_some(codes)
    })
}

/// Those of the mentions, which are in order, that begin in `sentence`.
pub(super) fn within(mentions: &[Mention], sentence: Span) -> &[Mention] {
    let from = mentions.partition_point(|mention| mention.span.start < sentence.start);
    let to = mentions.partition_point(|mention| mention.span.start < sentence.end);
    mentions.get(from..to).unwrap_or_default()
}
