//! The bytes of a stored record: numbers, texts, days and places as short as they can be.
//!
//! [`Encoder`] and [`Decoder`] know what stood before, so that a place is told by how far it lies
//! behind the last one, a day likewise, and a text or code that comes again by its number. They
//! know nothing of records; [`super::compact`] says what is written in which order. What was not
//! written by an encoder is nothing to a decoder, never a panic.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::lexicon::country::Code;
use crate::span::Span;

/// What can be written and read again.
pub(super) trait Stored: Sized {
    /// Appends the value.
    fn write(&self, out: &mut Encoder<'_>);
    /// Takes the value; nothing if there is none.
    fn read(input: &mut Decoder<'_>) -> Option<Self>;
}

/// Takes what is to be stored.
pub(super) struct Encoder<'a> {
    /// The text of the report, which a record repeats parts of.
    pub body: &'a str,
    bytes: Vec<u8>,
    place: usize,
    day: i64,
    codes: Vec<Code>,
    texts: FxHashMap<String, u64>,
}

/// Gives what was stored.
pub(super) struct Decoder<'a> {
    /// The text of the report.
    pub body: &'a str,
    bytes: &'a [u8],
    place: usize,
    day: i64,
    codes: Vec<Code>,
    texts: Vec<String>,
}

impl<'a> Encoder<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        let (bytes, codes, texts) = (Vec::with_capacity(256), Vec::new(), FxHashMap::default());
        Self { body, bytes, place: 0, day: 0, codes, texts }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// A number, seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number that may be negative, the sign in its lowest bit.
    pub(super) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// Bytes of which the reader knows how many they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A text that the record is likely to hold again.
    pub(super) fn repeated(&mut self, text: &str) {
        if let Some(&number) = self.texts.get(text) {
            self.number(number);
            return;
        }
        self.number(0);
        text.to_owned().write(self);
        self.texts.insert(text.to_owned(), self.texts.len() as u64 + 1);
    }

    /// A text that is likely to stand in the body within `window`.
    pub(super) fn part(&mut self, text: &str, window: Span) {
        match window.of(self.body).find(text) {
            Some(at) if !text.is_empty() => {
                self.number(at as u64 + 1);
                self.number(text.len() as u64);
            }
            _ => {
                self.number(0);
                text.to_owned().write(self);
            }
        }
    }
}

impl<'a> Decoder<'a> {
    pub(super) fn new(bytes: &'a [u8], body: &'a str) -> Self {
        Self { body, bytes, place: 0, day: 0, codes: Vec::new(), texts: Vec::new() }
    }

    /// Whether everything was taken.
    pub(super) fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    /// As [`Encoder::number`].
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// As [`Encoder::signed`].
    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// A number of things that follow, each of a byte at least.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    /// As [`Encoder::bytes`].
    pub(super) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(bytes)
    }

    /// As [`Encoder::repeated`].
    pub(super) fn repeated(&mut self) -> Option<String> {
        match self.number()? {
            0 => {
                let text = String::read(self)?;
                self.texts.push(text.clone());
                Some(text)
            }
            number => self.texts.get(usize::try_from(number - 1).ok()?).cloned(),
        }
    }

    /// As [`Encoder::part`].
    pub(super) fn part(&mut self, window: Span) -> Option<String> {
        match self.number()? {
            0 => String::read(self),
            at => {
                let start = usize::try_from(at - 1).ok()?;
                let end = start.checked_add(usize::try_from(self.number()?).ok()?)?;
                window.of(self.body).get(start..end).map(str::to_owned)
            }
        }
    }
}

impl Stored for bool {
    fn write(&self, out: &mut Encoder<'_>) {
        out.number(u64::from(*self));
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        match input.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Stored for usize {
    fn write(&self, out: &mut Encoder<'_>) {
        out.number(*self as u64);
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        input.number()?.try_into().ok()
    }
}

impl Stored for u32 {
    fn write(&self, out: &mut Encoder<'_>) {
        out.number(u64::from(*self));
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        input.number()?.try_into().ok()
    }
}

impl Stored for i16 {
    fn write(&self, out: &mut Encoder<'_>) {
        out.signed(i64::from(*self));
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        input.signed()?.try_into().ok()
    }
}

/// A whole number as one, any other as its bits.
impl Stored for f64 {
    fn write(&self, out: &mut Encoder<'_>) {
        const EXACT: f64 = (1_u64 << 53) as f64;
        let whole = *self as i64;
        if self.abs() < EXACT && (whole as f64).to_bits() == self.to_bits() {
            out.number(0);
            out.signed(whole);
        } else {
            out.number(1);
            out.bytes(&self.to_le_bytes());
        }
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        match input.number()? {
            0 => Some(input.signed()? as Self),
            1 => input.bytes(8)?.try_into().ok().map(Self::from_le_bytes),
            _ => None,
        }
    }
}

impl Stored for String {
    fn write(&self, out: &mut Encoder<'_>) {
        out.number(self.len() as u64);
        out.bytes(self.as_bytes());
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let length = input.count()?;
        std::str::from_utf8(input.bytes(length)?).ok().map(Self::from)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, out: &mut Encoder<'_>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        if bool::read(input)? { T::read(input).map(Some) } else { Some(None) }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, out: &mut Encoder<'_>) {
        out.number(self.len() as u64);
        for value in self {
            value.write(out);
        }
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let count = input.count()?;
        (0..count).map(|_| T::read(input)).collect()
    }
}

/// How far it lies behind the end of the last one, and its length.
impl Stored for Span {
    fn write(&self, out: &mut Encoder<'_>) {
        out.signed(self.start as i64 - out.place as i64);
        out.signed(self.end as i64 - self.start as i64);
        out.place = self.end;
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let from = |place: usize, by: i64| usize::try_from((place as i64).checked_add(by)?).ok();
        let start = from(input.place, input.signed()?)?;
        let end = from(start, input.signed()?)?;
        input.place = end;
        Some(Self { start, end })
    }
}

/// How far it lies behind the last one, all months taken for 31 days long.
impl Stored for Date {
    fn write(&self, out: &mut Encoder<'_>) {
        let month = i64::from(self.year()) * 12 + i64::from(self.month()) - 1;
        let day = month * 31 + i64::from(self.day()) - 1;
        out.signed(day - out.day);
        out.day = day;
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        let day = input.day.checked_add(input.signed()?)?;
        input.day = day;
        let month = day.div_euclid(31);
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        Self::new(year, month.rem_euclid(12) as i8 + 1, day.rem_euclid(31) as i8 + 1).ok()
    }
}

impl Stored for Code {
    fn write(&self, out: &mut Encoder<'_>) {
        if let Some(known) = out.codes.iter().position(|code| code == self) {
            out.number(known as u64 + 1);
        } else {
            out.number(0);
            out.bytes(self.as_str().as_bytes());
            out.codes.push(*self);
        }
    }

    fn read(input: &mut Decoder<'_>) -> Option<Self> {
        match input.number()? {
            0 => {
                let code = std::str::from_utf8(input.bytes(3)?).ok()?.parse().ok()?;
                input.codes.push(code);
                Some(code)
            }
            number => input.codes.get(usize::try_from(number - 1).ok()?).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn comes_back<T: Stored + PartialEq + Debug>(value: &T) -> usize {
        let mut out = Encoder::new("");
        value.write(&mut out);
        let bytes = out.into_bytes();
        let mut input = Decoder::new(&bytes, "");
        assert_eq!(T::read(&mut input).as_ref(), Some(value));
        assert!(input.is_at_end());
        for cut in 0..bytes.len() {
            assert_eq!(T::read(&mut Decoder::new(&bytes[..cut], "")), None, "{value:?} cut");
        }
        bytes.len()
    }

    #[test]
    fn what_is_written_comes_back_and_takes_few_bytes() {
        let code = |text: &str| text.parse::<Code>().expect("three letters");
        assert_eq!(comes_back(&vec![true, false]), 3);
        assert_eq!(comes_back(&vec![0_u32, 127, 128, u32::MAX]), 1 + 1 + 1 + 2 + 5);
        assert_eq!(comes_back(&vec![0_i16, -1, i16::MIN, i16::MAX]), 1 + 1 + 1 + 3 + 3);
        assert_eq!(comes_back(&vec![373.0, 0.5, -0.0, 1e300]), 1 + 3 + 9 + 9 + 9);
        assert_eq!(comes_back(&Some("Србија".to_owned())), 14);
        assert_eq!(comes_back(&vec![Span::new(90, 97), Span::new(100, 104), Span::new(3, 2)]), 9);
        let days = [(1948, 9, 1), (1948, 9, 30), (-9999, 1, 1), (9999, 12, 31)];
        assert_eq!(comes_back(&days.map(|(y, m, d)| date(y, m, d)).to_vec()), 13);
        assert_eq!(comes_back(&["SRB", "HUN", "SRB"].map(code).to_vec()), 1 + 4 + 4 + 1);
    }

    #[test]
    fn texts_are_told_by_where_they_stood_before() {
        let body = "Lt. Gen. Ana Anić";
        let mut out = Encoder::new(body);
        for text in ["weekday", "year", "weekday", ""] {
            out.repeated(text);
        }
        let window = Span::new(0, 8);
        for text in ["Gen.", "Ana", ""] {
            out.part(text, window);
        }
        let bytes = out.into_bytes();
        assert_eq!(bytes.len(), 9 + 6 + 1 + 2 + 2 + 5 + 2);
        let mut input = Decoder::new(&bytes, body);
        for text in ["weekday", "year", "weekday", ""] {
            assert_eq!(input.repeated().as_deref(), Some(text));
        }
        for text in ["Gen.", "Ana", ""] {
            assert_eq!(input.part(window).as_deref(), Some(text));
        }
        assert!(input.is_at_end());
    }

    proptest! {
        #[test]
        fn any_value_comes_back(
            number: f64,
            spans in prop::collection::vec((0..1_usize << 40, 0..1_usize << 40), 0..9),
            texts: Vec<Option<String>>,
        ) {
            prop_assume!(!number.is_nan());
            comes_back(&number);
            let spans: Vec<Span> = spans.into_iter().map(|(start, end)| Span { start, end }).collect();
            comes_back(&spans);
            comes_back(&texts);
        }

        #[test]
        fn no_bytes_are_a_panic(bytes: Vec<u8>) {
            let _ = Vec::<Option<String>>::read(&mut Decoder::new(&bytes, ""));
            let _ = Vec::<Span>::read(&mut Decoder::new(&bytes, ""));
            let _ = Vec::<Date>::read(&mut Decoder::new(&bytes, ""));
            let _ = Vec::<Code>::read(&mut Decoder::new(&bytes, ""));
            let _ = Vec::<f64>::read(&mut Decoder::new(&bytes, ""));
            let mut input = Decoder::new(&bytes, "some text");
            let _ = (input.repeated(), input.part(Span::new(1, 9)), input.repeated());
        }
    }
}
