//! For a reader at a terminal: ranked hits with snippets, and whole records.
//!
//! Readable without colour. Control and direction-changing characters are made
//! visible. Lines are wrapped between words if a width is given.

use std::io::{self, Write};

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::analyze::sentence::paragraphs;
use crate::diag::visible;
use crate::lexicon::blank::on_one_line;
use crate::lexicon::country;
use crate::lexicon::quantity::Approximate;
use crate::render::answer::{Answer, Style};
use crate::render::json;
use crate::render::paint::{BOLD, DIM, MATCH, paint};
use crate::render::people::{forms, summary};
use crate::report::field::NAMED;
use crate::report::{Certainty, DateMention, DateSource, Quantity, Report};
use crate::search::{Bearers, Explanation, Form, Hit, MOST_NAMES, Snippet};
use crate::span::Span;

/// Narrowest text that is still wrapped; below it a line is left to the terminal.
const NARROWEST: usize = 20;

pub(super) fn answer(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let response = answer.response;
    if let Some(explanation) = &response.explanation {
        self::explanation(explanation, out)?;
        writeln!(out)?;
    }
    let digits = response.hits.last().map_or(1, |hit| hit.rank.to_string().len());
    for hit in &response.hits {
        write_hit(hit, digits, style, out)?;
    }
    match (response.hits.len(), response.total) {
        (_, 0) => writeln!(out, "no reports found"),
        (0, total) => writeln!(out, "{}", count(total)),
        (shown, total) if shown == total => writeln!(out, "{}", count(total)),
        (shown, total) => {
            let first = answer.offset + 1;
            writeln!(out, "{first}–{} of {}", answer.offset + shown, count(total))
        }
    }
}

fn count(total: usize) -> String {
    if total == 1 { "1 report".to_owned() } else { format!("{total} reports") }
}

fn write_hit(hit: &Hit, digits: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let rank = format!("{:>digits$}.", hit.rank);
    let indent = rank.width() + 1;
    let date = match &hit.date {
        Some(date) => paint(style, BOLD, date) + date_note(hit),
        None if hit.date_certainty == Some(Certainty::Open) => paint(style, BOLD, "date open"),
        None => paint(style, BOLD, "no date"),
    };
    let dyads = if hit.dyads.is_empty() { "–".to_owned() } else { hit.dyads.join(" ") };
    writeln!(
        out,
        "{rank} {date}  {}  {}",
        paint(style, BOLD, &dyads),
        paint(style, DIM, &visible(&hit.path))
    )?;
    let title = pieces(&hit.title, &spans(&hit.title_highlights));
    // A title that says what a snippet would say is shown whole in its place.
    let repeated = hit.snippets.iter().any(|snippet| repeats_title(snippet, hit));
    let short = style.width.filter(|_| !repeated);
    let short = short.and_then(|width| shortened(&title, width.saturating_sub(indent)));
    wrapped(short.as_ref().unwrap_or(&title), indent, style, Some(BOLD), out)?;
    for snippet in hit.snippets.iter().filter(|snippet| !repeats_title(snippet, hit)) {
        write_snippet(snippet, indent + 2, style, out)?;
    }
    if !hit.score_parts.is_empty() {
        let parts: Vec<_> = hit
            .score_parts
            .iter()
            .map(|part| format!("{} {:.3}", part.clause, part.score))
            .collect();
        let line = format!("score {:.3} = {}", hit.score, parts.join(" + "));
        writeln!(out, "{:indent$}  {}", "", paint(style, DIM, &line))?;
    }
    writeln!(out)
}

/// A snippet, each of its paragraphs on lines of its own, with an ellipsis where it was cut.
fn write_snippet(
    snippet: &Snippet,
    indent: usize,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let highlights = spans(&snippet.highlights);
    let paragraphs = paragraphs(&snippet.text);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let within = highlights.iter().filter(|highlight| highlight.overlaps(*paragraph));
        let within: Vec<Span> = within
            .map(|highlight| {
                let start = highlight.start.max(paragraph.start) - paragraph.start;
                Span::new(start, highlight.end.min(paragraph.end) - paragraph.start)
            })
            .collect();
        let mut words = pieces(paragraph.of(&snippet.text), &within);
        if number == 0 && snippet.cut_before {
            words.insert(0, Word::ellipsis());
        }
        if number + 1 == paragraphs.len() && snippet.cut_after {
            words.push(Word::ellipsis());
        }
        wrapped(&words, indent, style, None, out)?;
    }
    Ok(())
}

fn spans(ranges: &[[usize; 2]]) -> Vec<Span> {
    ranges.iter().map(|&[start, end]| Span::new(start, end)).collect()
}

/// What a reader has to know of the date beside a hit.
fn date_note(hit: &Hit) -> &'static str {
    match (hit.date_source, hit.date_certainty) {
        (_, Some(Certainty::Doubtful)) => " (doubtful)",
        (Some(DateSource::Event), _) => " (event)",
        _ => "",
    }
}

/// Whether a snippet says only what the title above it says already.
fn repeats_title(snippet: &Snippet, hit: &Hit) -> bool {
    on_one_line(snippet.text.trim_start_matches('#')) == on_one_line(&hit.title)
}

/// How a query was read: its tree, its plan, and the forms of each word with the number of
/// reports that hold them and, where it is not 1, how much they count.
pub(super) fn explanation(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "query {}", visible(&explanation.query))?;
    writeln!(out, "plan  {}", visible(&explanation.plan))?;
    for widening in &explanation.words {
        let forms: Vec<_> = widening.forms.iter().map(form).collect();
        let forms = if forms.is_empty() { "no word".to_owned() } else { forms.join(", ") };
        writeln!(out, "      {} in {}", visible(&widening.word), visible(&forms))?;
    }
    explanation.names.iter().try_for_each(|asked| bearers(asked, out))
}

/// Persons shown for a name; more are only counted.
const BEARERS: usize = 20;

/// Whom a name means.
fn bearers(asked: &Bearers, out: &mut dyn Write) -> io::Result<()> {
    let name = visible(&asked.name);
    if let Some(names) = asked.too_many {
        let names =
            if names > MOST_NAMES { format!("more than {MOST_NAMES}") } else { names.to_string() };
        return writeln!(
            out,
            "      {name} is part of {names} full names in {}",
            count(asked.reports)
        );
    }
    if asked.people.is_empty() {
        return writeln!(out, "      {name} is nobody's name");
    }
    writeln!(out, "      {name} in {}", count(asked.reports))?;
    for person in asked.people.iter().take(BEARERS) {
        let shown = format!("{}  {}: {}", person.name, summary(person), forms(person));
        writeln!(out, "        {}", visible(&shown))?;
    }
    match asked.people.len().saturating_sub(BEARERS) {
        0 => Ok(()),
        more => writeln!(out, "        … and {more} more"),
    }
}

fn form(form: &Form) -> String {
    let weight = match form.weight {
        weight if weight < 1.0 => format!(" ×{weight:.2}"),
        _ => String::new(),
    };
    let langs = match form.langs.as_slice() {
        [] => String::new(),
        langs => format!(" ({})", langs.join(" ")),
    };
    format!("{} {}{weight}{langs}", form.form, form.reports)
}

/// What is printed without a line break inside.
#[derive(Clone)]
struct Word {
    /// In parts that matched and parts that did not.
    parts: Vec<(String, bool)>,
    /// Whether it follows the word before it without a blank.
    joined: bool,
}

impl Word {
    fn ellipsis() -> Self {
        Self { parts: vec![("…".to_owned(), false)], joined: false }
    }

    fn width(&self) -> usize {
        self.parts.iter().map(|(part, _)| part.width()).sum()
    }

    /// Columns of a blank before it.
    fn gap(&self) -> usize {
        usize::from(!self.joined)
    }

    /// Adds the word to `words`, sign by sign if it takes more than `columns`: a text written
    /// without blanks can be broken anywhere.
    fn add_to(&self, words: &mut Vec<Self>, columns: usize) {
        if self.width() <= columns {
            words.push(self.clone());
            return;
        }
        let mut joined = self.joined;
        for (part, matched) in &self.parts {
            for sign in part.graphemes(true) {
                words.push(Self { parts: vec![(sign.to_owned(), *matched)], joined });
                joined = true;
            }
        }
    }
}

/// The words of a text with what of them is highlighted.
fn pieces(text: &str, highlights: &[Span]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = highlights;
    for (start, word) in between_blanks(text) {
        let span = Span::new(start, start + word.len());
        while rest.first().is_some_and(|highlight| highlight.end <= span.start) {
            rest = &rest[1..];
        }
        let mut parts = Vec::new();
        let mut at = span.start;
        for highlight in rest.iter().take_while(|highlight| highlight.start < span.end) {
            let (from, to) = (highlight.start.clamp(at, span.end), highlight.end.min(span.end));
            parts.push((visible(Span::new(at, from).of(text)), false));
            parts.push((visible(Span::new(from, to).of(text)), true));
            at = to.max(at);
        }
        parts.push((visible(Span::new(at, span.end).of(text)), false));
        parts.retain(|(part, _)| !part.is_empty());
        words.push(Word { parts, joined: false });
    }
    words
}

/// The parts of a text between blanks, with where each begins.
fn between_blanks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| {
        // A word is a part of the text, so the difference of their addresses is its offset.
        (word.as_ptr() as usize - text.as_ptr() as usize, word)
    })
}

/// As many words as fit on one line, with an ellipsis; nothing if all of them fit, or if what
/// matched would be lost.
fn shortened(words: &[Word], width: usize) -> Option<Vec<Word>> {
    let all: usize = words.iter().map(|word| word.width() + 1).sum();
    if width < NARROWEST || all <= width + 1 {
        return None;
    }
    let mut parts = Vec::new();
    for word in words {
        word.add_to(&mut parts, width);
    }
    let mut used = 0;
    let fitting = parts.iter().take_while(|word| {
        used += word.width() + word.gap();
        // The ellipsis needs a blank and a column.
        used < width
    });
    let kept = fitting.count();
    let lost = parts.get(kept..).unwrap_or_default();
    if lost.iter().flat_map(|word| &word.parts).any(|(_, matched)| *matched) {
        return None;
    }
    parts.truncate(kept);
    parts.push(Word::ellipsis());
    Some(parts)
}

/// Writes words with `indent` blanks before each line.
fn wrapped(
    words: &[Word],
    indent: usize,
    style: &Style,
    base: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width =
        style.width.map(|width| width.saturating_sub(indent)).filter(|room| *room >= NARROWEST);
    let mut parts = Vec::with_capacity(words.len());
    for word in words {
        word.add_to(&mut parts, width.unwrap_or(usize::MAX));
    }
    let mut used = 0;
    for (index, word) in parts.iter().enumerate() {
        let needed = word.width();
        let gap = word.gap();
        let breaks = width.is_some_and(|width| used > 0 && used + gap + needed > width);
        if index == 0 || breaks {
            write!(out, "{}{:indent$}", if index == 0 { "" } else { "\n" }, "")?;
            used = 0;
        } else {
            write!(out, "{:gap$}", "")?;
            used += gap;
        }
        used += needed;
        for (part, matched) in &word.parts {
            let paint_as = if *matched { Some(MATCH) } else { base };
            match paint_as {
                Some(code) => out.write_all(paint(style, code, part).as_bytes())?,
                None => out.write_all(part.as_bytes())?,
            }
        }
    }
    writeln!(out)
}

/// A whole record with the words that each fact was read from.
pub(super) fn report(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |name: &str, text: &str| -> io::Result<()> {
        writeln!(out, "{} {}", paint(style, BOLD, &format!("{name:<10}")), visible(text))
    };
    line("id", &report.id)?;
    line("path", &report.path)?;
    if let Some(url) = &report.url {
        line("url", url)?;
    }
    line("title", &report.title)?;
    line("lang", report.lang.as_deref().unwrap_or("unknown"))?;
    match &report.published {
        Some(date) => {
            let days = if date.from == date.to {
                date.from.to_string()
            } else {
                format!("{} to {}", date.from, date.to)
            };
            let doubt = if date.doubtful {
                "  doubtful: the dates of the text speak against it"
            } else {
                ""
            };
            line("published", &format!("{days}  from {} `{}`{doubt}", date.source, date.text))?;
        }
        None => line("published", "unknown")?,
    }
    for date in &report.dates {
        line("date", &describe(date))?;
    }
    for country in &report.countries {
        let mentions = country
            .mentions
            .iter()
            .map(|mention| (mention.text.as_str(), stands_for(mention.kind)));
        line(
            "country",
            &format!("{} {}  {}", country.code, country::name(country.code), tally(mentions)),
        )?;
    }
    for dyad in &report.dyads {
        let about = if dyad.subject { "subject" } else { "mentioned" };
        let source = dyad.span.of(&report.body);
        line("dyad", &format!("{}  {about} {:.2}  {}", dyad.name(), dyad.score, brief(source)))?;
    }
    if let Some(many) = &report.multilateral {
        let format = many.format.as_deref().unwrap_or("many states");
        let source = many.span.of(&report.body);
        line("dyad", &format!("none, multilateral: {}  {}", on_one_line(format), brief(source)))?;
    }
    for person in &report.people {
        let mentions = person.mentions.iter().map(|mention| (mention.text.as_str(), ""));
        let mut text = person.name.clone();
        if let Some(role) = &person.role {
            text = format!("{text}, {role}");
        }
        if let Some(code) = person.country {
            text = format!("{text} ({code})");
        }
        line("person", &format!("{text}  {}", tally(mentions)))?;
    }
    for field in NAMED {
        for named in report.named(field) {
            let mentions = named.mentions.iter().map(|mention| (mention.text.as_str(), ""));
            let country = named.country.map(|code| format!(" ({code})")).unwrap_or_default();
            let edition = named.edition.as_ref().map(|edition| format!(" {edition}"));
            let text = format!("{}{}{country}", named.name, edition.unwrap_or_default());
            line(field.name(), &format!("{text}  {}", tally(mentions)))?;
        }
    }
    for activity in &report.activities {
        let status = activity.status.map(|status| format!(" {status}")).unwrap_or_default();
        let aside = if activity.subject { "" } else { " (aside)" };
        let text = on_one_line(&activity.text);
        line("kind", &format!("{}{status}{aside}  `{text}`", activity.kind))?;
    }
    for quantity in &report.quantities {
        line("count", &counted(quantity))?;
    }
    for note in &report.notes {
        line("note", note)?;
    }
    for (key, value) in &report.extra {
        line(&visible(key), &value.to_string())?;
    }
    writeln!(out)?;
    for text in report.body.lines() {
        wrapped(&pieces(text, &[]), 0, style, None, out)?;
    }
    Ok(())
}

/// A quantity: its number, unit or things, and how it is written.
fn counted(quantity: &Quantity) -> String {
    let sign = match quantity.approximate {
        Some(Approximate::MoreThan) => ">",
        Some(Approximate::UpTo) => "<=",
        Some(Approximate::About) => "~",
        None => "",
    };
    let mut text = format!("{sign}{}", quantity.value);
    if let Some(to) = quantity.to {
        text = format!("{text}..{to}");
    }
    let year = quantity.year.map(|year| format!("in {year}"));
    for part in [&quantity.unit, &quantity.what, &year].into_iter().flatten() {
        text = format!("{text} {}", on_one_line(part));
    }
    format!("{text}  `{}`", on_one_line(&quantity.text))
}

fn describe(date: &DateMention) -> String {
    let value = match (date.from, date.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ if date.candidates.is_empty() => "open".to_owned(),
        _ => {
            let days: Vec<_> = date.candidates.iter().map(ToString::to_string).collect();
            format!("open: {}", days.join(", "))
        }
    };
    let reasons: Vec<_> = date.reasons.iter().map(in_words).collect();
    let why = [vec![date.rule.clone()], reasons].concat().join("; ");
    let role = in_words(&date.role);
    format!("`{}`  {value}  {role}  ({why})", on_one_line(&date.text))
}

/// The name of a role or reason, as the record has it, in words.
fn in_words(name: &impl Serialize) -> String {
    json::word(name).replace('-', " ")
}

/// What a capital stands for where it is not the place; nothing for what names a state anyway.
fn stands_for(kind: country::Kind) -> &'static str {
    match kind {
        country::Kind::Government => " (government)",
        country::Kind::Dateline => " (dateline)",
        _ => "",
    }
}

/// The distinct texts with their notes and how often each occurs, in order of their first.
fn tally<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (text, note) in texts {
        let text = format!("`{}`{note}", on_one_line(text));
        match counted.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => counted.push((text, 1)),
        }
    }
    let shown = counted.iter().map(|(text, count)| match count {
        1 => text.clone(),
        count => format!("{text} ×{count}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn brief(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    match words.len() {
        0..=14 => format!("`{}`", words.join(" ")),
        _ => format!("`{} …`", words[..14].join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::paint::RESET;

    fn shown(text: &str, highlights: &[Span], width: Option<usize>, color: bool) -> String {
        let style = Style { width, color, ..Style::default() };
        let mut out = Vec::new();
        wrapped(&pieces(text, highlights), 2, &style, None, &mut out).expect("a vector");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn lines_are_wrapped_between_words_by_columns() {
        let text = "Ministri odbrane Srbije i Mađarske potpisali su plan";
        assert_eq!(shown(text, &[], None, false), format!("  {text}\n"));
        assert_eq!(
            shown(text, &[], Some(28), false),
            "  Ministri odbrane Srbije i\n  Mađarske potpisali su plan\n"
        );
    }

    #[test]
    fn text_without_blanks_is_broken_anywhere_but_inside_a_sign() {
        assert_eq!(
            shown("双方签署了合作协议并讨论了联合演习", &[], Some(24), false),
            "  双方签署了合作协议并讨\n  论了联合演习\n"
        );
        let accented = "e\u{301}".repeat(30);
        let lines = shown(&accented, &[], Some(24), false);
        assert_eq!(lines.lines().map(|line| line.trim().width()).collect::<Vec<_>>(), [22, 8]);
        assert!(lines.lines().all(|line| line.trim().starts_with("e\u{301}")), "{lines}");
    }

    #[test]
    fn title_is_shortened_unless_a_match_would_be_lost() {
        let text = "Ministers of defence signed a plan";
        let short = |highlights: &[Span], width| {
            let words = shortened(&pieces(text, highlights), width)?;
            let parts = words.iter().flat_map(|word| &word.parts).map(|(part, _)| part.as_str());
            Some(parts.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(short(&[], 40), None);
        assert_eq!(short(&[], 24).as_deref(), Some("Ministers of defence …"));
        let ministers = [Span::new(0, 9)];
        assert_eq!(short(&ministers, 24).as_deref(), Some("Ministers of defence …"));
        assert_eq!(short(&[Span::new(30, 34)], 24), None);
    }

    #[test]
    fn snippets_show_where_they_were_cut() {
        let snippet = Snippet {
            text: "they signed the plan".to_owned(),
            highlights: vec![[5, 11]],
            cut_before: true,
            cut_after: true,
            ..Snippet::default()
        };
        let mut out = Vec::new();
        write_snippet(&snippet, 2, &Style::default(), &mut out).expect("a vector");
        assert_eq!(String::from_utf8_lossy(&out), "  … they signed the plan …\n");
        let whole = Snippet { text: "One.\n\nTwo\nlines.".to_owned(), ..Snippet::default() };
        let mut out = Vec::new();
        write_snippet(&whole, 2, &Style::default(), &mut out).expect("a vector");
        assert_eq!(String::from_utf8_lossy(&out), "  One.\n  Two lines.\n");
    }

    #[test]
    fn highlights_are_painted_word_by_word() {
        assert_eq!(
            shown("a joint exercise.", &[Span::new(2, 16)], None, true),
            format!("  a {MATCH}joint{RESET} {MATCH}exercise{RESET}.\n")
        );
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb \u{202e}c", &[], None, false), "  a\\u{1b}[2Jb \\u{202e}c\n");
    }
}
