//! Mentions of states in running text.
//!
//! Takes text in any language of the table; gives each place where a state is
//! named, in order, the longest reading of each and none overlapping another.
//! Compounds give both halves (`Serbian–Hungarian`, `moldo-român`). A name
//! that several states share counts only where the text names one of them
//! beyond doubt; phrases such as `Persian Gulf` are read and name no state.

use std::cell::RefCell;
use std::cmp::Reverse;

use crate::lexicon::memo::Memo;
use crate::lexicon::word::{self, Stops, Words};
use crate::span::Span;

use super::index::{Fit, Index};
use super::known::{self, Known};
use super::reading::{Best, Reading};
use super::table::{Mark, Sheet, Sheets};
use super::words::{Word, is_hyphen};
use super::{Code, Kind, Mention, capital, dateline, doubt, initial, namesake};

/// Every mention of a state in `text`, in order, none overlapping another.
///
/// ```
/// use bilat::lexicon::country::scan;
///
/// let text = "Српско-мађарска сарадња, and talks with North Korea in Tokyo";
/// let codes: Vec<String> = scan(text).iter().map(|mention| mention.code.to_string()).collect();
/// assert_eq!(codes, ["SRB", "HUN", "PRK", "JPN"]);
/// ```
pub fn scan(text: &str) -> Vec<Mention> {
    scan_words(&Words::cut(text))
}

/// As [`scan`], of a text that is cut into words already.
pub(crate) fn scan_words(words: &Words<'_>) -> Vec<Mention> {
    let text = words.text;
    let mut readings = read(words);
    follow_the_language(&mut readings);
    keep_compounds(text, &mut readings);
    let sure = sure_codes(&readings);
    let mut mentions: Vec<Mention> = Vec::with_capacity(readings.len());
    let mut endings = Vec::with_capacity(readings.len());
    let mut language: Option<Span> = None;
    for (place, reading) in readings.iter().enumerate() {
        let Some((code, kind)) = reading.meant(&sure) else { continue };
        if reading.mark == Mark::Doubtful {
            let listed = mentions.last().is_some_and(|last| {
                let gap = text.get(last.span.end..reading.span.start);
                // Arabic writes its `and` as one word with what follows.
                let and = reading.span.of(text).starts_with('و');
                gap.is_some_and(|gap| matches!(gap.trim_end(), "," | "،") || and && gap == " ")
            }) || readings.get(place + 1).is_some_and(|next| {
                let certain = next.code.is_some() && next.mark != Mark::Doubtful;
                certain && capital::are_listed(text, reading.span, next.span)
            });
            let supported = sure.contains(&code);
            let capital = text
                .get(reading.span.start..)
                .is_some_and(|rest| rest.starts_with(char::is_uppercase));
            // A word that its language writes small is itself when it is small; with a capital
            // it is likely a surname (`Orosz`, `Albanese`).
            let is_state = if reading.small {
                !capital
                    || supported && doubt::is_state(text, reading.span, reading.kind, true, listed)
            } else {
                doubt::is_state(text, reading.span, reading.kind, supported, listed)
            };
            if !is_state {
                continue;
            }
        }
        let follows = language.is_some_and(|last| {
            reading.kind == Kind::Demonym && namesake::are_languages(text, last, reading.span)
        });
        if reading.is_language(text)
            || follows
            || namesake::is_namesake(text, reading.span, reading.kind)
        {
            if reading.kind == Kind::Demonym {
                language = Some(reading.span);
                while mentions.last().is_some_and(|last| {
                    last.kind == Kind::Demonym
                        && namesake::are_languages(text, last.span, reading.span)
                }) {
                    mentions.pop();
                    endings.pop();
                }
            }
            continue;
        }
        mentions.push(Mention { code, span: reading.span, kind });
        endings.push(reading.ending);
    }
    capital::tell_apart(text, &mut mentions, &endings);
    dateline::mark(text, &mut mentions);
    mentions
}

fn read(words: &Words<'_>) -> Vec<Reading> {
    MEMORY.with_borrow_mut(|memory| read_with(memory, words))
}

/// Names of states are written in few ways, so what each word may begin is found out once.
struct Memory {
    /// Whether a form begins with a word.
    begins: word::Known<bool>,
    known: Memo<Known>,
}

thread_local! {
    static MEMORY: RefCell<Memory> =
        RefCell::new(Memory { begins: word::Known::default(), known: Memo::new(12) });
}

/// Readings that most reports have at most.
const MANY: usize = 16;

fn read_with(memory: &mut Memory, words: &Words<'_>) -> Vec<Reading> {
    let Memory { begins, known: memo } = memory;
    let index = Index::get();
    let text = words.text;
    let mut stops = Stops::new(words);
    let mut readings = Vec::with_capacity(MANY);
    let mut best = Best::default();
    let mut at = 0;
    while at < text.len() {
        let looks = |words: &Words<'_>, word, _: &[_]| {
            *begins.of(words, word, |written| begins_form(index, written))
        };
        let (candidate, end) = index.candidate(text, stops.from(at, looks));
        at = end;
        let Some(word) = candidate else { continue };
        if word.unspaced {
            at = read_unspaced(index, text, word, &mut readings);
            continue;
        }
        let written = text.get(word.start..word.end).unwrap_or_default();
        if written.len() > known::LONGEST {
            continue;
        }
        let Some(known) = memo.of(written, || Known::of(index, written, word)) else { continue };
        if let Some(reading) = known.reading(index, text, word, &mut best) {
            at = reading.span.end;
            readings.push(reading);
        } else if let Some(half) = known.half(index, word) {
            read_glued(index, text, word, half, &mut readings);
        }
    }
    readings
}

/// Whether a form may begin in a word, whatever stands around it.
fn begins_form(index: &Index, written: &str) -> bool {
    let mut at = 0;
    while at < written.len() {
        let (candidate, end) = index.candidate(written, at);
        at = end;
        if let Some(word) = candidate {
            let is_whole = word.start == 0 && word.end == written.len() && !word.unspaced;
            return !is_whole
                || written.len() <= known::LONGEST && !Known::of(index, written, word).is_empty();
        }
    }
    false
}

/// Reads two peoples in one word, as Greek writes them: `ελληνοτουρκικές`.
fn read_glued(index: &Index, text: &str, word: Word, half: Fit, readings: &mut Vec<Reading>) {
    let mut first = Best { fits: vec![half] };
    let mut second = Best::default();
    let rest = Word { start: half.end, capital: false, ..word };
    let written = text.get(rest.start..rest.end).unwrap_or_default();
    let next = index.class_after(text, rest.end);
    index.each_start(written, rest.capital, &mut |start| {
        if let Some(fit) = index.complete(text, rest, start, next)
            && fit.kind == Kind::Demonym
            && fit.form.mark != Mark::Compound
        {
            second.weigh(fit);
        }
    });
    if let Some(second) = second.reading().filter(|second| second.span.end == word.end) {
        readings.extend(first.reading().map(|first| Reading { mark: Mark::Plain, ..first }));
        readings.push(second);
    }
}

/// Reads a run without blanks, at each character in turn; gives where it ends.
fn read_unspaced(index: &Index, text: &str, word: Word, readings: &mut Vec<Reading>) -> usize {
    let mut at = word.start;
    while at < word.end {
        let mut best = Best::default();
        index.each_unspaced(text, at, &mut |fit| best.weigh(fit));
        at = if let Some(reading) = best.reading() {
            let end = reading.span.end;
            readings.push(reading);
            end
        } else if let initials = initial::states(text, at)
            && let Some((_, last)) = initials.last()
        {
            let end = last.end;
            readings.extend(initials.into_iter().map(|(code, span)| Reading::initial(code, span)));
            end
        } else {
            at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        };
    }
    at
}

/// Where files disagree, believes the one that has most of the forms in the text: Slovak
/// `slovenský` and Slovene `slovenski` are not the same people.
fn follow_the_language(readings: &mut [Reading]) {
    if readings.iter().all(|reading| reading.elsewhere.is_empty()) {
        return;
    }
    let mut votes = [0_usize; Sheets::BITS as usize];
    for reading in readings.iter() {
        for (sheet, votes) in votes.iter_mut().enumerate() {
            *votes += usize::from(reading.sheets & 1 << sheet != 0);
        }
    }
    let votes = |sheet: Sheet| votes.get(usize::from(sheet)).copied().unwrap_or_default();
    for reading in readings.iter_mut().filter(|reading| !reading.elsewhere.is_empty()) {
        let mut others = std::mem::take(&mut reading.elsewhere);
        let best = others
            .iter()
            .map(|fit| fit.form.sheet)
            .max_by_key(|&sheet| (votes(sheet), Reverse(sheet)));
        if let Some(best) = best.filter(|&best| votes(best) > votes(reading.sheet))
            && let Some(better) = Reading::of(&mut others, best)
        {
            *reading = better;
        }
    }
}

/// Drops first halves of compounds that no second half follows.
fn keep_compounds(text: &str, readings: &mut Vec<Reading>) {
    let mut follower: Option<usize> = None;
    for reading in readings.iter_mut().rev() {
        let joined = follower.is_some_and(|start| {
            let gap = text.get(reading.span.end..start).unwrap_or_default();
            let mut signs = gap.chars();
            signs.next().is_some_and(is_hyphen) && signs.next().is_none()
        });
        if reading.mark == Mark::Compound && !joined {
            reading.code = None;
            reading.rivals.clear();
        } else {
            let people = reading.kind == Kind::Demonym && reading.code.is_some();
            follower = people.then_some(reading.span.start);
        }
    }
    readings.retain(|reading| reading.mark != Mark::Compound || reading.code.is_some());
}

/// States that the text names by a form that is theirs alone.
fn sure_codes(readings: &[Reading]) -> Vec<Code> {
    let sure = readings
        .iter()
        .filter(|reading| reading.rivals.is_empty() && reading.mark != Mark::Doubtful);
    let mut codes: Vec<Code> = sure.filter_map(|reading| reading.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mentions as `CODE:written`, so that a failing case shows what was read.
    fn read_out(text: &str) -> String {
        let shown = scan(text)
            .into_iter()
            .map(|mention| format!("{}:{}", mention.code, mention.span.of(text)));
        shown.collect::<Vec<_>>().join(" ")
    }

    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(read_out(text), *expected, "{text}");
        }
    }

    #[test]
    fn names_peoples_capitals_and_letters_are_mentions() {
        check(&[
            ("Serbia and the U.S. agreed.", "SRB:Serbia USA:U.S."),
            ("The UK's navy", "GBR:UK"),
            ("Hungarians in Budapest", "HUN:Hungarians HUN:Budapest"),
            ("Côte d’Ivoire and Cote d'Ivoire", "CIV:Côte d’Ivoire CIV:Cote d'Ivoire"),
            ("the Kremlin", "RUS:Kremlin"),
            ("Türkiye'nin", "TUR:Türkiye"),
            ("Democratic Republic\nof the Congo", "COD:Democratic Republic\nof the Congo"),
        ]);
    }

    #[test]
    fn inflected_names_are_read_in_each_language() {
        check(&[
            ("ministar odbrane Mađarske u Srbiji", "HUN:Mađarske SRB:Srbiji"),
            ("у Србији са мађарским министром", "SRB:Србији HUN:мађарским"),
            ("Magyarországgal és a szerbekkel", "HUN:Magyarországgal SRB:szerbekkel"),
            ("с Венгрией и сербскими военными", "HUN:Венгрией SRB:сербскими"),
            ("з Угорщиною", "HUN:Угорщиною"),
            (
                "slovenský minister, Slovensko a slovenské vojsko",
                "SVK:slovenský SVK:Slovensko SVK:slovenské",
            ),
            ("Slovenska vojska in slovenski minister", "SVN:Slovenska vojska SVN:slovenski"),
            ("z Węgrami i Serbią", "HUN:Węgrami SRB:Serbią"),
            ("les forces hongroises et serbes", "HUN:hongroises SRB:serbes"),
            ("el ministro húngaro y la ministra serbia", "HUN:húngaro SRB:serbia"),
            ("die ungarischen und serbischen Streitkräfte", "HUN:ungarischen SRB:serbischen"),
            ("i ministri ungheresi e serbi", "HUN:ungheresi SRB:serbi"),
            ("a Ungariei și României", "HUN:Ungariei ROU:României"),
            ("της Σερβίας και της Ουγγαρίας", "SRB:Σερβίας HUN:Ουγγαρίας"),
            ("وزير الدفاع المصري والصربي في بلغراد", "EGY:المصري SRB:والصربي SRB:بلغراد"),
            ("塞尔维亚和匈牙利国防部长", "SRB:塞尔维亚 HUN:匈牙利"),
            ("Sırp ve Macar bakanlar", "SRB:Sırp HUN:Macar"),
        ]);
    }

    #[test]
    fn compounds_give_both_halves() {
        check(&[
            ("a Serbian–Hungarian meeting", "SRB:Serbian HUN:Hungarian"),
            ("српско-мађарска сарадња", "SRB:српско HUN:мађарска"),
            ("batalionul moldo-român", "MDA:moldo ROU:român"),
            ("magyar–szerb", "HUN:magyar SRB:szerb"),
            ("франко-сербский", "FRA:франко SRB:сербский"),
            ("Sino-Pakistani", "CHN:Sino PAK:Pakistani"),
            ("the Indo-Pacific and indo", ""),
        ]);
    }

    #[test]
    fn longer_names_win_over_the_shorter_within() {
        check(&[
            (
                "Guinea-Bissau, Equatorial Guinea, Papua New Guinea, Guinea",
                "GNB:Guinea-Bissau GNQ:Equatorial Guinea PNG:Papua New Guinea GIN:Guinea",
            ),
            ("Niger and Nigeria", "NER:Niger NGA:Nigeria"),
            ("Dominica and the Dominican Republic", "DMA:Dominica DOM:Dominican Republic"),
            ("South Sudan, Sudan", "SSD:South Sudan SDN:Sudan"),
            ("North Korea and South Korea", "PRK:North Korea KOR:South Korea"),
            ("Northern Ireland", "GBR:Northern Ireland"),
        ]);
    }

    #[test]
    fn shared_names_follow_what_the_text_says_elsewhere() {
        check(&[
            ("Congolese troops in Kinshasa", "COD:Congolese COD:Kinshasa"),
            ("Congolese troops in Brazzaville", "COG:Congolese COG:Brazzaville"),
            ("Congolese troops", ""),
            ("Korean shipyards", "KOR:Korean"),
        ]);
    }

    #[test]
    fn phrases_that_only_hold_a_name_are_no_mentions() {
        check(&[
            ("in the Persian Gulf and the Indian Ocean", ""),
            ("the Sea of Japan; the South China Sea", ""),
            ("New Mexico, New England, Latin American states", ""),
            ("French fries", ""),
            ("the Georgia National Guard", ""),
        ]);
    }

    #[test]
    fn a_name_that_may_be_another_thing_is_left_out() {
        check(&[
            ("Fort Stewart near Atlanta, Georgia, hosts", ""),
            ("Armenia, Georgia and Azerbaijan", "ARM:Armenia GEO:Georgia AZE:Azerbaijan"),
            ("a visit to Georgia by the minister", "GEO:Georgia"),
            ("Tbilisi, Georgia", "GEO:Tbilisi GEO:Georgia"),
            ("Michael Jordan met Chad Smith", ""),
            ("the Jordan Armed Forces", "JOR:Jordan"),
            ("In Jordan, and in Chad.", "JOR:Jordan TCD:Chad"),
            ("Mali broj vojnika", ""),
            ("JOIN US NOW", ""),
            ("a német Orosz Mihállyal; Albanese said", "DEU:német"),
            ("Bratislav Gašić u Bratislavi", "SVK:Bratislavi"),
            ("načеlnik Sеvеrnе Makеdonijе", "MKD:Sеvеrnе Makеdonijе"),
            ("US Navy", "USA:US"),
        ]);
    }

    #[test]
    fn common_words_are_no_mentions() {
        check(&[
            ("polish the china, turkey and chad", ""),
            ("mali, dana, dan, sad, rim", ""),
            ("a roman road, said Dan", ""),
            ("danes, the ruse, Ruse in", ""),
            ("germane, serbs, the Island of Tiran, Dean Rusk", ""),
            ("let us go", ""),
        ]);
    }

    #[test]
    fn any_text_can_be_scanned() {
        for text in [
            "",
            "-",
            "Ser",
            "\u{301}\u{301}",
            "U.",
            "Côte d",
            "塞",
            "ال",
            "é",
            "Serbia\u{ad}n",
            "a\u{0}b",
            "Democratic Republic of the",
        ] {
            let _ = scan(text);
        }
    }
}
