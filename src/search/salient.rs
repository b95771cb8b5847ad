//! The words that tell what reports are about, with how much each tells.
//!
//! A word tells the more, the larger its share of the reports' texts is and the
//! fewer reports of the index hold it. Inflections count together, under the
//! form that stands there most. Used for feedback (words of the best hits) and
//! for reports that are like another.

use std::collections::BTreeMap;

use crate::analyze::{stem, token};
use crate::index::Reader;
use crate::lexicon::fold::fold;
use crate::lexicon::stop_word::is_stop_word;
use crate::report::Report;
use crate::search::dictionary;
use crate::search::error::Error;
use crate::search::rarity::rarity;

/// Shortest word, in letters: shorter ones are seldom words of their own.
const SHORTEST: usize = 3;

/// Fewest reports that hold a word: one that no other report holds finds nothing.
const FEWEST: u64 = 2;

/// The forms of one stem in the reports.
#[derive(Default)]
struct Stem {
    share: f32,
    /// Forms, folded, each as first written with the times it stands there.
    forms: BTreeMap<String, (String, u32)>,
}

/// The `most` words that tell most of `reports`, each of which counts as much as the number beside
/// it; the most telling first. What they tell makes 1 together.
pub(super) fn salient(
    reader: &Reader,
    reports: &[(Report, f32)],
    most: usize,
) -> Result<Vec<(String, f32)>, Error> {
    let mut stems: BTreeMap<String, Stem> = BTreeMap::new();
    for (report, weight) in reports {
        let stemmer = stem::stemmer(report.lang.as_deref().unwrap_or(stem::DEFAULT));
        let mut words = Vec::new();
        for text in [&report.title, &report.body] {
            for span in token::words(text) {
                let word = span.of(text);
                let folded = fold(word);
                let is_name = folded.chars().count() >= SHORTEST
                    && !folded.starts_with(|first: char| first.is_numeric());
                if is_name && !is_stop_word(&folded) {
                    words.push((word, folded));
                }
            }
        }
        let share = weight / words.len().max(1) as f32;
        for (word, folded) in words {
            let stem = stemmer.and_then(|stemmer| stem::stem(stemmer, word));
            let found = stems.entry(stem.unwrap_or_else(|| folded.clone())).or_default();
            found.share += share;
            found.forms.entry(folded).or_insert_with(|| (word.to_lowercase(), 0)).1 += 1;
        }
    }
    // Rarities are looked up for the likeliest only: a word is at most so rare.
    let all = reader.len() as f32;
    let rarest = rarity(FEWEST as f32, all);
    let mut stems: Vec<Stem> = stems.into_values().collect();
    stems.sort_by(|one, other| other.share.total_cmp(&one.share));
    let fields = [reader.fields().title, reader.fields().body];
    let mut found: Vec<(String, f32)> = Vec::new();
    for stem in stems {
        let least = if found.len() < most { 0.0 } else { found.last().map_or(0.0, |last| last.1) };
        if stem.share * rarest <= least {
            break;
        }
        let mut held = 0;
        for form in stem.forms.keys() {
            held += dictionary::reports(reader, &fields, form)?;
        }
        let tells = stem.share * rarity((held as f32).min(all), all);
        if held < FEWEST || tells <= least {
            continue;
        }
        // Of forms that stand there equally often the first of the alphabet.
        let most_frequent =
            stem.forms.into_values().reduce(|best, form| if form.1 > best.1 { form } else { best });
        let Some((form, _)) = most_frequent else { continue };
        let place = found.partition_point(|(_, known)| *known >= tells);
        found.insert(place, (form, tells));
        found.truncate(most);
    }
    let sum: f32 = found.iter().map(|(_, tells)| tells).sum();
    for (_, tells) in &mut found {
        *tells /= sum.max(f32::MIN_POSITIVE);
    }
    Ok(found)
}
