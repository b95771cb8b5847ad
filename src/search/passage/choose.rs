//! The choice: the best candidate, then what it does not show.

use crate::analyze::token::words;
use crate::lexicon::blank::on_one_line;
use crate::report::{Report, TitleSource};
use crate::search::layout::Layout;
use crate::search::matching::{Match, Matched, Parts, joined};
use crate::search::passage::candidate::{Candidate, candidates, inside};
use crate::search::passage::score::{AGAIN, IN_TITLE, Score, Standing, score};
use crate::search::passage::window::{Borders, around, fits};
use crate::search::request::{Context, Snippets};
use crate::search::response::Snippet;
use crate::span::Span;

/// Columns of a sentence, unless another length is asked for; of a longer one a part is shown.
const LONGEST: usize = 360;

/// Snippets, unless a number is asked for.
const MOST: usize = 3;

/// The snippets of a hit, in order of its text.
///
/// Without a number that is asked for, further ones are taken only if they show a part of the
/// query that those before do not. Where nothing of the text matched, its beginning stands.
pub(in crate::search) fn snippets(
    report: &Report,
    layout: &Layout<'_>,
    matched: &Matched,
    parts: &Parts,
    wanted: &Snippets,
) -> Vec<Snippet> {
    let most = wanted.most.unwrap_or(MOST);
    if most == 0 {
        return Vec::new();
    }
    let columns = wanted.length.unwrap_or(LONGEST).max(1);
    let page = Page::of(report, layout);
    let found: Vec<(Candidate, Standing)> = candidates(layout, &matched.body, parts, columns)
        .into_iter()
        .map(|candidate| {
            let standing = page.standing(&candidate, &matched.pairs);
            (candidate, standing)
        })
        .collect();
    let mut left = vec![1.0; parts.len()];
    let on_view = found.iter().filter(|(_, standing)| standing.on_view);
    let in_title = on_view.flat_map(|(candidate, _)| &candidate.matches).chain(&matched.title);
    for found in in_title {
        if let Some(left) = left.get_mut(found.part) {
            *left = IN_TITLE;
        }
    }
    let mut chosen = chosen(layout.text, found, parts, left, most, wanted.most.is_some());
    if chosen.is_empty() {
        chosen.extend(page.lead(columns));
    }
    chosen.sort_by_key(|candidate| candidate.window);
    let mut snippets: Vec<Snippet> = Vec::new();
    for candidate in chosen {
        let (window, whole) = shown(layout, &candidate, wanted);
        // Two sentences of one paragraph are shown together.
        if snippets.last().is_none_or(|last| last.end <= window.start) {
            snippets.push(snippet(layout.text, window, whole, &matched.body));
        }
    }
    snippets
}

/// What is shown for a candidate, and of what it is a part.
fn shown(layout: &Layout<'_>, candidate: &Candidate, wanted: &Snippets) -> (Span, Span) {
    let whole = match wanted.context {
        Context::Sentence => return (candidate.window, candidate.sentence),
        Context::Paragraph => layout.paragraph_at(candidate.window.start),
        Context::Document => layout.trimmed(Span::new(0, layout.text.len())),
    };
    let Some(columns) = wanted.length.filter(|columns| !fits(layout.text, whole, *columns)) else {
        return (whole, whole);
    };
    let mut borders = Borders::default();
    for sentence in layout.sentences_around(whole) {
        borders.starts.push(sentence.start);
        borders.ends.push(sentence.end);
    }
    (around(layout.text, whole, candidate.window, columns.max(1), &borders), whole)
}

fn snippet(text: &str, window: Span, whole: Span, matches: &[Match]) -> Snippet {
    let inside = matches.iter().filter_map(|found| inside(text, found, window));
    let mut highlights = joined(inside.map(|found| found.span));
    for place in highlights.iter_mut().flatten() {
        *place -= window.start;
    }
    Snippet {
        text: window.of(text).to_owned(),
        start: window.start,
        end: window.end,
        highlights,
        cut_before: window.start > whole.start,
        cut_after: window.end < whole.end,
    }
}

/// The best candidates, at most so many; with `fill` also those that show nothing new. `left` is
/// what is left of the worth of each part of the query.
fn chosen(
    text: &str,
    mut candidates: Vec<(Candidate, Standing)>,
    parts: &Parts,
    mut left: Vec<f32>,
    most: usize,
    fill: bool,
) -> Vec<Candidate> {
    let mut chosen: Vec<Candidate> = Vec::new();
    while chosen.len() < most {
        let mut best: Option<(usize, Rank)> = None;
        for (number, (candidate, standing)) in candidates.iter().enumerate() {
            // The title stands above, so among others it says nothing.
            if standing.on_view && !chosen.is_empty() {
                continue;
            }
            let start = candidate.window.start;
            let score = score(text, start, &candidate.matches, *standing, parts, &left);
            let rank = Rank { furniture: standing.furniture, score };
            let is_wanted = score.new > 0.0 || fill;
            if is_wanted && best.is_none_or(|(_, best)| rank.is_above(&best)) {
                best = Some((number, rank));
            }
        }
        let Some((number, _)) = best else { break };
        let (candidate, standing) = candidates.remove(number);
        // What the title shows does not make the next sentence less new, but those after that.
        if !standing.on_view {
            for found in chosen.iter().chain([&candidate]).flat_map(|chosen| &chosen.matches) {
                if let Some(left) = left.get_mut(found.part) {
                    *left = AGAIN;
                }
            }
        }
        chosen.push(candidate);
    }
    chosen
}

/// What decides between candidates: no furniture of the page while there is anything else, then
/// something new, then the score.
#[derive(Clone, Copy)]
struct Rank {
    furniture: bool,
    score: Score,
}

impl Rank {
    fn is_above(&self, other: &Self) -> bool {
        let class = |rank: &Self| (!rank.furniture, rank.score.new > 0.0);
        class(self).cmp(&class(other)).then(self.score.all.total_cmp(&other.score.all)).is_gt()
    }
}

/// A report as a reader sees it: under its title, and among what its page puts around it.
struct Page<'r> {
    report: &'r Report,
    layout: &'r Layout<'r>,
    /// Where the sentence begins that is on view as the title.
    on_view: Option<usize>,
}

impl<'r> Page<'r> {
    fn of(report: &'r Report, layout: &'r Layout<'r>) -> Self {
        let title = report.title.as_str();
        let first = layout.sentences().next();
        let first = first.filter(|first| match report.title_source {
            // A long one is cut.
            TitleSource::Line | TitleSource::Sentence => !title.ends_with('…'),
            // Front matter is often repeated as a heading.
            _ => on_one_line(first.of(layout.text).trim_start_matches('#')) == title,
        });
        Self { report, layout, on_view: first.map(|first| first.start) }
    }

    fn standing(&self, candidate: &Candidate, pairs: &[Span]) -> Standing {
        Standing {
            on_view: self.is_on_view(candidate.window),
            bears_pair: pairs.iter().any(|pair| pair.overlaps(candidate.window)),
            furniture: self.is_furniture(candidate.window),
        }
    }

    fn is_on_view(&self, piece: Span) -> bool {
        self.on_view == Some(piece.start)
    }

    /// Whether a piece belongs to the page rather than to the report.
    fn is_furniture(&self, piece: Span) -> bool {
        let furniture = &self.report.furniture;
        let at = furniture.partition_point(|marked| marked.end <= piece.start);
        furniture.get(at).is_some_and(|marked| marked.overlaps(piece))
    }

    /// What stands where nothing matched: the first sentence that says something new.
    fn lead(&self, columns: usize) -> Option<Candidate> {
        let text = self.layout.text;
        let says = |sentence: &Span| words(sentence.of(text)).next().is_some();
        let of_report = |sentence: &Span| !self.is_furniture(*sentence);
        let sentences = || self.layout.sentences().filter(says);
        let sentence = sentences()
            .filter(of_report)
            .find(|sentence| !self.is_on_view(*sentence))
            .or_else(|| sentences().find(of_report))
            .or_else(|| sentences().next())
            .or_else(|| self.layout.sentences().next())?;
        let start = Span::new(sentence.start, sentence.start);
        let window = around(text, sentence, start, columns, &Borders::default());
        Some(Candidate { window, sentence, matches: Vec::new() })
    }
}
