//! The record as it is stored: in a row of bytes, without what stands in the body anyway.
//!
//! Each mention of a record repeats words of the body at a known place, many names are one of
//! their mentions, many keys are a name that lost its endings. Such things are told by where they
//! stand, and put back when a record is read, so the two can never differ and the store stays
//! small. What is written in which order is part of the format of
//! the index; an added field of the record has to be added here, or nothing compiles.

use crate::index::coding::{Decoder, Encoder, Stored};
use crate::lexicon::activity::{self, Status};
use crate::lexicon::country;
use crate::lexicon::date::{Precision, Reason};
use crate::lexicon::fold::fold;
use crate::lexicon::quantity::Approximate;
use crate::report::{
    Activity, Country, CountryMention, DateMention, Dyad, Mention, Multilateral, Named, Person,
    PersonMention, Published, Quantity, Report, Role, Source, TitleSource,
};
use crate::span::Span;

/// The record in bytes, without its body and what repeats it.
pub(super) fn to_bytes(report: &Report) -> Vec<u8> {
    let mut out = Encoder::new(&report.body);
    write(report, &mut out);
    out.into_bytes()
}

/// The record from its stored form and its body; nothing if that is not one.
pub(super) fn from_bytes(bytes: &[u8], body: &str) -> Option<Report> {
    let mut input = Decoder::new(bytes, body);
    let report = read(&mut input)?;
    input.is_at_end().then_some(report)
}

fn write(report: &Report, out: &mut Encoder<'_>) {
    let Report {
        schema,
        id,
        path,
        url,
        title,
        title_source,
        lang,
        published,
        dates,
        countries,
        dyads,
        multilateral,
        people,
        organisations,
        places,
        exercises,
        equipment,
        activities,
        quantities,
        furniture,
        body: _,
        hash,
        extra,
        notes,
    } = report;
    schema.write(out);
    id.write(out);
    path.write(out);
    url.write(out);
    title.write(out);
    title_source.write(out);
    lang.write(out);
    published.write(out);
    dates.write(out);
    countries.write(out);
    dyads.write(out);
    multilateral.write(out);
    people.write(out);
    for named in [organisations, places, exercises, equipment] {
        named.write(out);
    }
    activities.write(out);
    quantities.write(out);
    furniture.write(out);
    write_hash(hash, out);
    // Plain data with text keys; serialising it cannot fail.
    let extra = (!extra.is_empty()).then(|| serde_json::to_string(extra).unwrap_or_default());
    extra.write(out);
    notes.write(out);
}

fn read(input: &mut Decoder<'_>) -> Option<Report> {
    Some(Report {
        schema: Stored::read(input)?,
        id: Stored::read(input)?,
        path: Stored::read(input)?,
        url: Stored::read(input)?,
        title: Stored::read(input)?,
        title_source: Stored::read(input)?,
        lang: Stored::read(input)?,
        published: Stored::read(input)?,
        dates: Stored::read(input)?,
        countries: Stored::read(input)?,
        dyads: Stored::read(input)?,
        multilateral: Stored::read(input)?,
        people: Stored::read(input)?,
        organisations: Stored::read(input)?,
        places: Stored::read(input)?,
        exercises: Stored::read(input)?,
        equipment: Stored::read(input)?,
        activities: Stored::read(input)?,
        quantities: Stored::read(input)?,
        furniture: Stored::read(input)?,
        body: input.body.to_owned(),
        hash: read_hash(input)?,
        extra: match Option::<String>::read(input)? {
            Some(extra) => serde_json::from_str(&extra).ok()?,
            None => serde_json::Map::new(),
        },
        notes: Stored::read(input)?,
    })
}

/// Two digits a byte, if it is in digits at all.
fn write_hash(hash: &String, out: &mut Encoder<'_>) {
    let usual = blake3::Hash::from_hex(hash).ok();
    let usual = usual.filter(|usual| usual.to_hex().as_str() == hash);
    usual.is_some().write(out);
    match usual {
        Some(usual) => out.bytes(usual.as_bytes()),
        None => hash.write(out),
    }
}

fn read_hash(input: &mut Decoder<'_>) -> Option<String> {
    if !bool::read(input)? {
        return String::read(input);
    }
    let bytes = input.bytes(blake3::OUT_LEN)?.try_into().ok()?;
    Some(blake3::Hash::from_bytes(bytes).to_hex().to_string())
}

/// The parts of a record that are no more than their fields, one after the other. A text that
/// repeats the body at a place is taken from there.
macro_rules! in_order {
    ($type:ident { $($field:ident),+ $(; $text:ident of $span:ident)? }) => {
        impl Stored for $type {
            fn write(&self, out: &mut Encoder<'_>) {
                let Self { $($field,)+ $($text: _)? } = self;
                $($field.write(out);)+
            }

            fn read(input: &mut Decoder<'_>) -> Option<Self> {
                $(let $field = Stored::read(input)?;)+
                $(let $text = Span::of($span, input.body).to_owned();)?
                Some(Self { $($field,)+ $($text)? })
            }
        }
    };
}

in_order!(Country { code, mentions });
in_order!(CountryMention { span, kind; text of span });
in_order!(Multilateral { format, span });
in_order!(Mention { span; text of span });
in_order!(Activity { kind, subject, status, span; text of span });

/// The names of a list as numbers, which never change their meaning.
macro_rules! numbered {
    ($type:ty { $($name:ident = $number:literal),+ $(,)? }) => {
        impl Stored for $type {
            fn write(&self, out: &mut Encoder<'_>) {
                out.number(match self { $(Self::$name => $number,)+ });
            }

            fn read(input: &mut Decoder<'_>) -> Option<Self> {
                match input.number()? {
                    $($number => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

numbered!(TitleSource { Declared = 0, Line = 1, Sentence = 2, Path = 3 });
numbered!(Source {
    Header = 0,
    FrontMatter = 1,
    Key = 2,
    Address = 3,
    FileName = 4,
    Dateline = 5,
    Text = 6,
});
numbered!(Role { Published = 0, Held = 1, Planned = 2, Background = 3 });
numbered!(Precision { Day = 0, Week = 1, Month = 2, Year = 3 });
numbered!(Reason {
    Weekday = 0,
    WeekdayDisagrees = 1,
    NearPublished = 2,
    PastTense = 3,
    FutureTense = 4,
    OtherDates = 5,
    Language = 6,
});
numbered!(country::Kind {
    Name = 0,
    Abbreviation = 1,
    Demonym = 2,
    Capital = 3,
    Government = 4,
    Dateline = 5,
    Institution = 6,
});
numbered!(activity::Kind {
    Visit = 0,
    Meeting = 1,
    Agreement = 2,
    Plan = 3,
    Exercise = 4,
    Training = 5,
    Arms = 6,
    Industry = 7,
    Aid = 8,
    Border = 9,
    Peacekeeping = 10,
    Intelligence = 11,
    Access = 12,
    Naval = 13,
    Humanitarian = 14,
    Ceremony = 15,
    Refusal = 16,
    Other = 17,
});
numbered!(Status { Planned = 0, Agreed = 1, Held = 2, Cancelled = 3 });
numbered!(Approximate { MoreThan = 0, UpTo = 1, About = 2 });

impl Stored for Published {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { from, to, precision, source, text, start, end, doubtful } = self;
        from.write(out);
        to.write(out);
        precision.write(out);
        source.write(out);
        start.write(out);
        end.write(out);
        out.part(text, ends(*start, *end));
        doubtful.write(out);
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let (from, to) = (Stored::read(input)?, Stored::read(input)?);
        let (precision, source) = (Stored::read(input)?, Stored::read(input)?);
        let (start, end) = (Stored::read(input)?, Stored::read(input)?);
        let text = input.part(ends(start, end))?;
        let doubtful = Stored::read(input)?;
        Some(Self { from, to, precision, source, text, start, end, doubtful })
    }
}

/// The place between two ends, if both are known.
fn ends(start: Option<usize>, end: Option<usize>) -> Span {
    start.zip(end).map(|(start, end)| Span { start, end }).unwrap_or_default()
}

impl Stored for DateMention {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { text: _, span, from, to, precision, candidates, role, rule, reasons } = self;
        span.write(out);
        from.write(out);
        to.write(out);
        precision.write(out);
        candidates.write(out);
        role.write(out);
        out.repeated(rule);
        reasons.write(out);
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let span: Span = Stored::read(input)?;
        Some(Self {
            text: span.of(input.body).to_owned(),
            span,
            from: Stored::read(input)?,
            to: Stored::read(input)?,
            precision: Stored::read(input)?,
            candidates: Stored::read(input)?,
            role: Stored::read(input)?,
            rule: input.repeated()?,
            reasons: Stored::read(input)?,
        })
    }
}

impl Stored for Dyad {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { countries: [one, other], subject, score, span } = self;
        one.write(out);
        other.write(out);
        subject.write(out);
        // Scores are given to the thousandth.
        let thousandths = (f64::from(*score) * 1000.0).round();
        if (0.0..=1000.0).contains(&thousandths)
            && of_thousandths(thousandths).to_bits() == score.to_bits()
        {
            out.number((thousandths as i64).cast_unsigned() + 1);
        } else {
            out.number(0);
            out.bytes(&score.to_le_bytes());
        }
        span.write(out);
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        Some(Self {
            countries: [Stored::read(input)?, Stored::read(input)?],
            subject: Stored::read(input)?,
            score: match input.number()? {
                0 => f32::from_le_bytes(input.bytes(4)?.try_into().ok()?),
                number => of_thousandths((number - 1) as f64),
            },
            span: Stored::read(input)?,
        })
    }
}

fn of_thousandths(thousandths: f64) -> f32 {
    (thousandths / 1000.0) as f32
}

impl Stored for Person {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { key, name, role, country, mentions } = self;
        mentions.write(out);
        write_name(name, mentions.iter().map(|mention| &mention.text), out);
        write_key(key, name, out);
        country.write(out);
        let beside = first_role(mentions);
        let is_beside = role.as_deref() == beside;
        is_beside.write(out);
        if !is_beside {
            role.write(out);
        }
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let mentions: Vec<PersonMention> = Stored::read(input)?;
        let name = read_name(mentions.iter().map(|mention| &mention.text), input)?;
        let key = read_key(&name, input)?;
        let country = Stored::read(input)?;
        let role = if bool::read(input)? {
            first_role(&mentions).map(str::to_owned)
        } else {
            Stored::read(input)?
        };
        Some(Self { key, name, role, country, mentions })
    }
}

fn first_role(mentions: &[PersonMention]) -> Option<&str> {
    mentions.iter().find_map(|mention| mention.role.as_deref())
}

impl Stored for PersonMention {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { text: _, span, role } = self;
        span.write(out);
        role.is_some().write(out);
        if let Some(role) = role {
            out.part(role, around(*span, out.body));
        }
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let span: Span = Stored::read(input)?;
        let text = span.of(input.body).to_owned();
        let is_known = bool::read(input)?;
        let role = if is_known { Some(input.part(around(span, input.body))?) } else { None };
        Some(Self { text, span, role })
    }
}

/// Bytes to both sides of a name within which its rank or office is looked for.
const BESIDE: usize = 100;

/// The part of the body around a name.
fn around(span: Span, body: &str) -> Span {
    let border = |at: usize| (at..body.len()).find(|at| body.is_char_boundary(*at));
    let start = border(span.start.saturating_sub(BESIDE));
    let end = border(span.end.saturating_add(BESIDE)).unwrap_or(body.len());
    Span { start: start.unwrap_or(body.len()), end }
}

impl Stored for Named {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { key, name, country, edition, mentions } = self;
        mentions.write(out);
        write_name(name, mentions.iter().map(|mention| &mention.text), out);
        write_key(key, name, out);
        country.write(out);
        edition.write(out);
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let mentions: Vec<Mention> = Stored::read(input)?;
        let name = read_name(mentions.iter().map(|mention| &mention.text), input)?;
        let key = read_key(&name, input)?;
        let (country, edition) = (Stored::read(input)?, Stored::read(input)?);
        Some(Self { key, name, country, edition, mentions })
    }
}

/// A name as the number of the mention that has it, or 0 and the name.
fn write_name<'a>(
    name: &String,
    mut written: impl Iterator<Item = &'a String>,
    out: &mut Encoder<'_>,
) {
    if let Some(at) = written.position(|text| text == name) {
        out.number(at as u64 + 1);
    } else {
        out.number(0);
        name.write(out);
    }
}

fn read_name<'a>(
    mut written: impl Iterator<Item = &'a String>,
    input: &mut Decoder<'_>,
) -> Option<String> {
    match input.number()? {
        0 => Stored::read(input),
        number => written.nth(usize::try_from(number - 1).ok()?).cloned(),
    }
}

/// How a key is told.
const AS_IT_IS: u64 = 0;
const FOLDED_NAME: u64 = 1;
const FOLDED_WITHOUT_ENDINGS: u64 = 2;

/// A key as its name folded, or as how much of each word of that is lost, if it is that.
fn write_key(key: &String, name: &str, out: &mut Encoder<'_>) {
    let folded = fold(name);
    if *key == folded {
        out.number(FOLDED_NAME);
        return;
    }
    let (words, mut stems) = (folded.split(' '), key.split(' '));
    let lost = words.map(|word| {
        let stem = stems.next()?;
        word.strip_prefix(stem).map(str::len)
    });
    let lost: Option<Vec<usize>> = lost.collect();
    if let Some(lost) = lost.filter(|_| stems.next().is_none()) {
        out.number(FOLDED_WITHOUT_ENDINGS);
        for bytes in lost {
            out.number(bytes as u64);
        }
    } else {
        out.number(AS_IT_IS);
        key.write(out);
    }
}

fn read_key(name: &str, input: &mut Decoder<'_>) -> Option<String> {
    match input.number()? {
        AS_IT_IS => Stored::read(input),
        FOLDED_NAME => Some(fold(name)),
        FOLDED_WITHOUT_ENDINGS => {
            let mut key = String::new();
            for (number, word) in fold(name).split(' ').enumerate() {
                let lost = usize::try_from(input.number()?).ok()?;
                if number > 0 {
                    key.push(' ');
                }
                key.push_str(word.get(..word.len().checked_sub(lost)?)?);
            }
            Some(key)
        }
        _ => None,
    }
}

impl Stored for Quantity {
    fn write(&self, out: &mut Encoder<'_>) {
        let Self { value, to, unit, what, year, approximate, text: _, span } = self;
        span.write(out);
        value.write(out);
        to.write(out);
        unit.is_some().write(out);
        if let Some(unit) = unit {
            out.repeated(unit);
        }
        what.is_some().write(out);
        if let Some(what) = what {
            out.part(what, *span);
        }
        year.write(out);
        approximate.write(out);
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let span: Span = Stored::read(input)?;
        Some(Self {
            span,
            text: span.of(input.body).to_owned(),
            value: Stored::read(input)?,
            to: Stored::read(input)?,
            unit: if bool::read(input)? { Some(input.repeated()?) } else { None },
            what: if bool::read(input)? { Some(input.part(span)?) } else { None },
            year: Stored::read(input)?,
            approximate: Stored::read(input)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A record in which every field has a value, among them values that are seldom met.
    fn record() -> Report {
        let body = "Lt. Gen. Ana Anić of Serbia met the Košice Staff on 14 June; 79 joint drills.";
        let place = |text: &str| {
            let start = body.find(text).expect("the body has it");
            (start, start + text.len())
        };
        let mention = |text: &str| {
            let (start, end) = place(text);
            json!({"text": text, "start": start, "end": end})
        };
        let with = |mut mention: Value, more: Value| {
            let more = more.as_object().cloned().expect("an object");
            mention.as_object_mut().expect("an object").extend(more);
            mention
        };
        let named = |key: &str, name: &str, text: &str| json!({"key": key, "name": name, "country": null, "mentions": [mention(text)]});
        let record = json!({
            "schema": 1, "id": "a#1", "path": "reports/a.jsonl", "url": "https://example.org/1",
            "title": "Ana Anić", "title_source": "sentence", "lang": "en",
            "published": {
                "from": "2016-06-01", "to": "2016-06-30", "precision": "month", "source": "dateline",
                "text": "June", "start": place("June").0, "end": place("June").1, "doubtful": true,
            },
            "dates": [with(mention("14 June"), json!({
                "from": null, "to": null, "precision": "day", "role": "planned",
                "candidates": ["2015-06-14", "2016-06-14"], "rule": "day-month",
                "reasons": ["past-tense", "other-dates"],
            }))],
            "countries": [{"code": "SRB", "mentions": [
                with(mention("Serbia"), json!({"kind": "name"})),
                with(mention("Košice"), json!({"kind": "capital"})),
            ]}],
            "dyads": [
                {"countries": ["HUN", "SRB"], "subject": true, "score": 0.707, "start": 0, "end": 60},
                {"countries": ["SRB", "SVK"], "subject": false, "score": 1.5, "start": 0, "end": 9},
            ],
            "multilateral": {"format": "V4", "start": 9, "end": 20},
            "people": [
                {"key": "anic ana", "name": "Ana Anić", "role": "Lt. Gen.", "country": "SRB",
                 "mentions": [with(mention("Ana Anić"), json!({"role": "Lt. Gen."})), mention("Anić")]},
                {"key": "staff", "name": "A. Staff", "role": "Chief", "country": null,
                 "mentions": [with(mention("Staff"), json!({"role": "Head"}))]},
            ],
            "organisations": [named("kosice staff", "Košice Staff", "Košice Staff")],
            "places": [named("kosic", "Košice", "Košice"), named("", "", "Serbia")],
            "exercises": [with(named("joint dril", "Joint Drills", "joint drills"), json!({"edition": "25-1"}))],
            "equipment": [named("f 16", "F-16", "79")],
            "activities": [with(mention("met"), json!({"kind": "meeting", "subject": true, "status": "held"}))],
            "quantities": [
                with(mention("79 joint drills"), json!({"value": 79.0, "to": 80.5, "unit": "EUR",
                    "what": "joint drills", "year": 2016, "approximate": "up-to"})),
                with(mention("14"), json!({"value": 2.7e9, "to": null, "unit": null,
                    "what": "days", "year": null, "approximate": null})),
            ],
            "furniture": [{"start": 3, "end": 9}],
            "body": body, "hash": "0123456789abcdef".repeat(4),
            "extra": {"desk": ["Nairobi", 1.5, null]}, "notes": ["doubtful"],
        });
        serde_json::from_value(record).expect("a record")
    }

    #[test]
    fn whole_record_comes_back() {
        let full = record();
        let mut others = vec![full.clone()];
        for hash in ["", "no digits", &"0123456789ABCDEF".repeat(4), &"č".repeat(32)] {
            others.push(Report { hash: hash.to_owned(), ..full.clone() });
        }
        others.push(Report { extra: serde_json::Map::new(), published: None, ..full.clone() });
        for record in others {
            let bytes = to_bytes(&record);
            let json = serde_json::to_vec(&record).expect("plain data").len();
            assert!(bytes.len() * 5 < json, "{} bytes, as JSON {json}", bytes.len());
            assert_eq!(from_bytes(&bytes, &record.body).as_ref(), Some(&record));
        }
    }

    #[test]
    fn damaged_bytes_and_other_bodies_are_no_panic() {
        let record = record();
        let bytes = to_bytes(&record);
        for index in 0..bytes.len() {
            assert_eq!(from_bytes(&bytes[..index], &record.body), None, "cut at {index}");
            for flip in 1..=u8::MAX {
                let mut damaged = bytes.clone();
                damaged[index] ^= flip;
                let _ = from_bytes(&damaged, &record.body);
            }
        }
        for body in ["", "č", &record.body[1..]] {
            let _ = from_bytes(&bytes, body);
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(from_bytes(&longer, &record.body), None);
    }

    #[test]
    fn keys_come_back_whatever_they_have_in_common_with_their_names() {
        for (key, name, longest) in [
            ("kosice staff", "Košice Staff", 1),
            ("european union", "European Union", 1),
            ("atomic energ commission", "Atomic Energy Commission", 4),
            ("", "Energy", 2),
            ("", "", 1),
            ("a", "A B", 3),
            ("a b c", "A B", 7),
            (" a", "A A", 4),
            ("varen", "Warren", 7),
        ] {
            let mut out = Encoder::new("");
            write_key(&key.to_owned(), name, &mut out);
            let bytes = out.into_bytes();
            assert!(bytes.len() <= longest, "{key:?}: {bytes:?}");
            assert_eq!(read_key(name, &mut Decoder::new(&bytes, "")).as_deref(), Some(key));
        }
    }
}
