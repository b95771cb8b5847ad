//! What an index holds, in figures: read from columns, so no report is opened.

use std::fs;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::index::catalog::{alive, keys};
use crate::index::manifest::FORMAT;
use crate::index::{Error, Reader};

/// An index in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Reports.
    pub reports: u64,
    /// Files that hold them.
    pub files: u64,
    /// Reports for which no date is known.
    pub undated: u64,
    /// The first day of the oldest report.
    pub first: Option<Date>,
    /// The first day of the newest report.
    pub last: Option<Date>,
    /// Languages, the most frequent first; equals by code.
    pub languages: Vec<LanguageCount>,
    /// Size of the index on disk in bytes.
    pub bytes: u64,
    /// Version of the index's form on disk.
    pub format: u32,
}

/// How many reports are in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageCount {
    /// Its code; absent for reports whose language is not known.
    pub lang: Option<String>,
    /// Number of reports.
    pub reports: u64,
}

impl Status {
    /// The figures of an open index.
    pub fn of(reader: &Reader) -> Result<Self, Error> {
        let mut status =
            Self { reports: reader.len(), format: FORMAT, bytes: size(reader)?, ..Self::default() };
        let mut languages: FxHashMap<Option<String>, u64> = FxHashMap::default();
        let mut days: Option<(i64, i64)> = None;
        let mut seen = FxHashSet::default();
        for (ordinal, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let wrap = |source| reader.error(source);
            let columns = segment.fast_fields();
            let dates = columns.i64("date").map_err(wrap)?;
            let spoken = columns.str("lang").map_err(wrap)?;
            let files = columns.str("file").map_err(wrap)?;
            let mut counts: FxHashMap<Option<u64>, u64> = FxHashMap::default();
            if let Some(files) = files {
                // Reports of one file may stand in several segments.
                let named = keys(reader, &files, alive(ordinal, segment))?;
                seen.extend(named.map(|(_, file)| file));
            }
            for document in segment.doc_ids_alive() {
                match dates.first(document) {
                    None => status.undated += 1,
                    Some(day) => {
                        let (first, last) = days.unwrap_or((day, day));
                        days = Some((first.min(day), last.max(day)));
                    }
                }
                let term = spoken.as_ref().and_then(|column| column.term_ords(document).next());
                *counts.entry(term).or_default() += 1;
            }
            for (term, count) in sorted(counts) {
                let mut name = None;
                if let (Some(column), Some(term)) = (&spoken, term) {
                    let mut code = String::new();
                    column.ord_to_str(term, &mut code).map_err(|error| wrap(error.into()))?;
                    name = Some(code);
                }
                *languages.entry(name).or_default() += count;
            }
        }
        status.files = seen.len() as u64;
        (status.first, status.last) =
            days.map_or((None, None), |(first, last)| (day(first), day(last)));
        let counted = sorted(languages).into_iter();
        status.languages = counted.map(|(lang, reports)| LanguageCount { lang, reports }).collect();
        status.languages.sort_by_key(|count| std::cmp::Reverse(count.reports));
        reader.whole()?;
        Ok(status)
    }
}

/// The entries of a table in the order of its keys.
fn sorted<K: Ord>(table: FxHashMap<K, u64>) -> Vec<(K, u64)> {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    entries
}

/// The day of a number YYYYMMDD.
fn day(number: i64) -> Option<Date> {
    let part = |divisor: i64, modulus: i64| (number / divisor) % modulus;
    let year = i16::try_from(number / 10_000).ok()?;
    let (month, day) = (i8::try_from(part(100, 100)).ok()?, i8::try_from(part(1, 100)).ok()?);
    Date::new(year, month, day).ok()
}

/// The size of all files of an index.
fn size(reader: &Reader) -> Result<u64, Error> {
    let folder = reader.folder();
    let io = |source| Error::Io { path: folder.to_owned(), source };
    let mut bytes = 0;
    for entry in fs::read_dir(folder).map_err(io)? {
        // A file that the engine removes meanwhile counts nothing.
        bytes += entry.map_err(io)?.metadata().map_or(0, |metadata| metadata.len());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_days() {
        assert_eq!(day(20_250_401), Date::new(2025, 4, 1).ok());
        for number in [0, 20_251_301, 20_250_230, -1, i64::MAX] {
            assert_eq!(day(number), None, "{number}");
        }
    }
}
