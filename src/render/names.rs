//! How well comparison of names did: tables for a reader, or one object of JSON.
//!
//! The keys of the JSON form are the names of columns; `docs/names.md` says what they mean.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::diag::visible;
use crate::eval::names::{Joined, NameDifference, NamesEvaluation, People, Rivals};
use crate::lexicon::name::compare::{Reason, Verdict};
use crate::render::answer::SCHEMA;
use crate::render::evaluation::{NONE, SkipLine, shown, write_differences};
use crate::render::json::{word, write_line};

pub(super) fn human(
    evaluation: &NamesEvaluation,
    differences: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    variants(evaluation, out)?;
    rivals(evaluation.rivals, out)?;
    people(evaluation.people, out)?;
    if differences {
        write_differences(&evaluation.differences, write_difference, out)?;
    }
    Ok(())
}

fn variants(evaluation: &NamesEvaluation, out: &mut dyn Write) -> io::Result<()> {
    let variants = &evaluation.variants;
    if variants.types.is_empty() {
        return Ok(());
    }
    let mut rows = vec![
        ("Latin and Cyrillic".to_owned(), variants.latin_and_cyrillic),
        ("other scripts".to_owned(), variants.other_scripts),
    ];
    rows.extend(variants.types.iter().map(|(name, row)| (visible(name), *row)));
    let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let first = "variants";
    writeln!(out, "{first:<width$}  count   same  maybe  joined  share_joined")?;
    for (name, row) in rows {
        let blanks = " ".repeat(width - name.width());
        let Joined { count, same, maybe } = row;
        let (joined, share) = (row.joined(), shown(share(row.joined(), count)));
        writeln!(
            out,
            "{name}{blanks}  {count:>5}  {same:>5}  {maybe:>5}  {joined:>6}  {share:>12}"
        )?;
    }
    writeln!(out)
}

fn rivals(rivals: Rivals, out: &mut dyn Write) -> io::Result<()> {
    let Rivals { count, same, maybe } = rivals;
    if count == 0 {
        return Ok(());
    }
    let share = shown(share(count - same, count));
    writeln!(out, "rivals  count   same  maybe  share_apart")?;
    writeln!(out, "        {count:>5}  {same:>5}  {maybe:>5}  {share:>11}\n")
}

fn people(people: People, out: &mut dyn Write) -> io::Result<()> {
    let People { persons, pairs, compared, same, maybe, equal, forms, .. } = people;
    if persons == 0 {
        return Ok(());
    }
    let rate = |of: u64| {
        let rate = (of > 0).then(|| same as f64 * 1e5 / of as f64);
        rate.map_or_else(|| NONE.to_owned(), |rate| format!("{rate:.3}"))
    };
    writeln!(out, "people")?;
    writeln!(out, "  persons              {persons:>12}")?;
    writeln!(out, "  pairs                {pairs:>12}")?;
    writeln!(out, "  pairs compared       {compared:>12}")?;
    writeln!(out, "  same                 {same:>12}")?;
    writeln!(out, "  maybe                {maybe:>12}")?;
    writeln!(out, "  written alike        {equal:>12}")?;
    writeln!(out, "  same of 100,000      {:>12}", rate(pairs))?;
    writeln!(out, "  of those compared    {:>12}", rate(compared))?;
    writeln!(out, "  forms                {forms:>12}")?;
    let People { forms_same, forms_alone, forms_shared, forms_full, forms_full_same, .. } = people;
    let rows = [
        ("same", forms_same, forms),
        ("maybe, alone", forms_alone, forms),
        ("maybe, shared", forms_shared, forms),
        ("joined", forms_same + forms_alone + forms_shared, forms),
        ("full, same", forms_full_same, forms_full),
    ];
    for (name, count, of) in rows {
        writeln!(out, "    {name:<18} {count:>12}  {}", shown(share(count, of)))?;
    }
    writeln!(out)
}

/// `rivals  same  Ajit Kumar | Ajay Kumar  respelling`
fn write_difference(difference: &NameDifference, out: &mut dyn Write) -> io::Result<()> {
    let NameDifference { part, one, other, comparison } = difference;
    let verdict = word(&comparison.verdict);
    let reasons: Vec<String> =
        comparison.reasons.iter().map(|reason: &Reason| word(reason)).collect();
    writeln!(out, "{part}  {verdict}  {} | {}  {}", visible(one), visible(other), reasons.join(" "))
}

fn share(count: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| count as f64 / of as f64)
}

#[derive(Serialize)]
struct NamesLine<'a> {
    schema: u32,
    variants: Vec<VariantsLine<'a>>,
    rivals: RivalsLine,
    people: PeopleLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<DifferenceLine<'a>>>,
    skipped: Vec<SkipLine<'a>>,
}

#[derive(Serialize)]
struct VariantsLine<'a> {
    /// Nothing for the rows of all types.
    r#type: Option<&'a str>,
    scripts: Option<&'static str>,
    count: usize,
    same: usize,
    maybe: usize,
    share_joined: Option<f64>,
}

#[derive(Serialize)]
struct RivalsLine {
    count: usize,
    same: usize,
    maybe: usize,
    share_apart: Option<f64>,
}

#[derive(Serialize)]
struct PeopleLine {
    persons: usize,
    pairs: u64,
    compared: u64,
    same: u64,
    maybe: u64,
    equal: u64,
    share_same: Option<f64>,
    forms: usize,
    forms_same: usize,
    forms_alone: usize,
    forms_shared: usize,
    forms_full: usize,
    forms_full_same: usize,
    share_forms_joined: Option<f64>,
}

#[derive(Serialize)]
struct DifferenceLine<'a> {
    part: &'static str,
    one: &'a str,
    other: &'a str,
    verdict: Verdict,
    reasons: &'a [Reason],
}

pub(super) fn json(
    evaluation: &NamesEvaluation,
    differences: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let variants = &evaluation.variants;
    let line = |r#type, scripts, row: Joined| VariantsLine {
        r#type,
        scripts,
        count: row.count,
        same: row.same,
        maybe: row.maybe,
        share_joined: share(row.joined(), row.count),
    };
    let mut rows = vec![
        line(None, Some("latin-and-cyrillic"), variants.latin_and_cyrillic),
        line(None, Some("other"), variants.other_scripts),
    ];
    rows.extend(variants.types.iter().map(|(name, row)| line(Some(name.as_str()), None, *row)));
    let Rivals { count, same, maybe } = evaluation.rivals;
    let rivals = RivalsLine { count, same, maybe, share_apart: share(count - same, count) };
    let People { persons, pairs, compared, same, maybe, equal, forms, .. } = evaluation.people;
    let People { forms_same, forms_alone, forms_shared, forms_full, forms_full_same, .. } =
        evaluation.people;
    let people = PeopleLine {
        persons,
        pairs,
        compared,
        same,
        maybe,
        equal,
        share_same: (pairs > 0).then(|| same as f64 / pairs as f64),
        forms,
        forms_same,
        forms_alone,
        forms_shared,
        forms_full,
        forms_full_same,
        share_forms_joined: share(forms_same + forms_alone + forms_shared, forms),
    };
    let line = NamesLine {
        schema: SCHEMA,
        variants: rows,
        rivals,
        people,
        differences: differences
            .then(|| evaluation.differences.iter().map(difference_line).collect()),
        skipped: evaluation.skipped.iter().map(SkipLine::from).collect(),
    };
    write_line(&line, out)
}

fn difference_line(difference: &NameDifference) -> DifferenceLine<'_> {
    let NameDifference { part, one, other, comparison } = difference;
    let (verdict, reasons) = (comparison.verdict, comparison.reasons.as_slice());
    DifferenceLine { part, one, other, verdict, reasons }
}
