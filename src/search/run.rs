//! One search: query, count and order in one pass, then the shown hits are read.

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::{DocAddress, Score, TantivyError};

use crate::diag::Diagnostic;
use crate::index::Reader;
use crate::query::plan::{Clause, Plan};
use crate::report::{Dyad, Report, ShownDate};
use crate::search::about::{About, about};
use crate::search::best::{Wanted, best};
use crate::search::error::Error;
use crate::search::explanation::{Explanation, explanation};
use crate::search::feedback;
use crate::search::layout::Layout;
use crate::search::lower::{Leaf, Lowered, lower};
use crate::search::matching::{Matcher, Parts};
use crate::search::nearness::Nearness;
use crate::search::ranking::Ranking;
use crate::search::request::Matching;
use crate::search::response::{Hit, Part, Response};
use crate::search::stop::Stop;
use crate::search::stoppable::Stoppable;
use crate::search::suggestion::suggestions;
use crate::search::{Request, Snippets, Sort, bearer, passage};
use crate::span::Span;

/// What a search works with.
#[derive(Clone, Copy)]
pub struct Means<'r> {
    /// The index.
    pub reader: &'r Reader,
    /// How hits are ranked.
    pub ranking: &'r Ranking,
    /// Ends the search early when raised.
    pub stop: &'r Stop,
}

/// Answers a plan, made from the query `source`, from the index; a search that is stopped gives
/// what was found until then.
///
/// Where hits are wanted and none is found, warnings name the words that no report holds. Others
/// tell of names: that several persons bear one, that a word is one.
pub fn search(
    means: Means<'_>,
    plan: &Plan,
    source: &str,
    request: &Request,
) -> Result<(Response, Vec<Diagnostic>), Error> {
    let any = match request.matching {
        Matching::Any => plan.any_word(),
        Matching::All | Matching::AllElseAny => None,
    };
    let plan = any.as_ref().unwrap_or(plan);
    let (response, warnings) = answer(means, plan, source, request)?;
    // Whoever only counts wants to know of how many reports the query holds.
    let may_relax = request.matching == Matching::AllElseAny
        && response.total == 0
        && response.complete
        && request.limit > 0;
    let Some(any) = plan.any_word().filter(|_| may_relax) else { return Ok((response, warnings)) };
    let (mut relaxed, _) = answer(means, &any, source, request)?;
    if relaxed.total == 0 {
        return Ok((response, warnings));
    }
    relaxed.any_word = true;
    let mut told = vec![
        Diagnostic::warning(
            Span::new(0, source.len()),
            "no report has all the words; those that have some of them follow",
        )
        .hint("`--all` finds nothing instead"),
    ];
    told.extend(warnings);
    Ok((relaxed, told))
}

/// Gives the reports that are like the report `id`, among those that a plan asks for, if one is
/// given; nothing if there is no report `id`.
pub fn similar(
    means: Means<'_>,
    id: &str,
    plan: Option<&Plan>,
    request: &Request,
) -> Result<Option<(Response, Vec<Diagnostic>)>, Error> {
    let Some(report) = means.reader.find(id)?.into_iter().next() else { return Ok(None) };
    let (plan, added) = feedback::like(means.reader, &report, plan)?;
    let request = Request { expand: false, ..*request };
    let (response, warnings) = answer(means, &plan, "", &request)?;
    Ok(Some((Response { added, ..response }, warnings)))
}

/// Says how a plan is read, without answering it.
pub fn explain(means: Means<'_>, plan: &Plan) -> Result<Explanation, Error> {
    let lowered = lower(means.reader, &plan.root, means.ranking, means.stop)?;
    Ok(explanation(means.reader, plan, &lowered)?)
}

/// Answers a plan as it is.
fn answer(
    means: Means<'_>,
    plan: &Plan,
    source: &str,
    request: &Request,
) -> Result<(Response, Vec<Diagnostic>), Error> {
    let Means { reader, ranking, stop } = means;
    let mut search = Search::new(means, plan)?;
    let (expanded, added);
    if request.expand {
        let wanted = Wanted { limit: ranking.feedback.reports, offset: 0, sort: Sort::Score };
        let (best, _) = search.ranked(wanted)?;
        let words = |leaf: &&Leaf<'_>| matches!(leaf.clause, Clause::Words { .. });
        let weight = search.lowered.leaves.iter().filter(words).map(|leaf| leaf.weight).sum();
        (expanded, added) = feedback::expanded(reader, plan, weight, &best, ranking)?;
        search = Search::new(means, &expanded)?;
    } else {
        (expanded, added) = (Plan { root: Clause::All }, Vec::new());
    }
    let plan = if request.expand { &expanded } else { plan };
    let lowered = &search.lowered;
    let wanted = Wanted { limit: request.limit, offset: request.offset, sort: request.sort };
    let (addresses, total) = search.ranked(wanted)?;
    let complete = !stop.is_set();
    let mut hits = Vec::with_capacity(addresses.len());
    let query_parts = Parts::of(&lowered.leaves, reader.len());
    let mut matcher = Matcher::new(&plan.root, &lowered.leaves, &query_parts);
    for (index, (score, address)) in addresses.into_iter().enumerate() {
        let mut hit = if request.names_only {
            let (id, path) = reader.names(address)?;
            Hit { id, path, ..Hit::default() }
        } else {
            hit(reader.report(address)?, &mut matcher, &request.snippets)
        };
        hit.rank = request.offset + index + 1;
        hit.score = score;
        if request.explain {
            hit.score_parts = search.parts(address)?;
        }
        hits.push(hit);
    }
    let explanation = request.explain.then(|| explanation(reader, plan, lowered)).transpose()?;
    let mut warnings = Vec::new();
    // Whoever only counts is not at a loss for words.
    if complete && request.limit > 0 {
        warnings.extend(bearer::shared(&lowered.names, source));
        if total == 0 {
            warnings.extend(suggestions(reader, &plan.root, &lowered.leaves, source)?);
            warnings.extend(bearer::unknown(reader, &lowered.names, source)?);
        }
        warnings.extend(bearer::unasked(reader, &plan.root, total, source, stop)?);
    }
    Ok((Response { total, hits, complete, any_word: false, added, explanation }, warnings))
}

/// A plan that is ready to be asked.
struct Search<'m, 'p> {
    means: Means<'m>,
    lowered: Lowered<'p>,
    about: Vec<About>,
    nearness: Option<Nearness>,
    query: Box<dyn Query>,
}

impl<'m, 'p> Search<'m, 'p> {
    fn new(means: Means<'m>, plan: &'p Plan) -> Result<Self, Error> {
        let Means { reader, ranking, stop } = means;
        let lowered = lower(reader, &plan.root, ranking, stop)?;
        let about = about(reader, &lowered.leaves, &lowered.names, ranking, stop)?;
        let nearness = Nearness::of(reader, &plan.root, &lowered.leaves, ranking);
        let nearness = nearness.map_err(|source| reader.error(source))?;
        let mut query = lowered.query.box_clone();
        if !about.is_empty() {
            let bonuses = about.iter().map(|about| (Occur::Should, about.query.box_clone()));
            let mut parts = vec![(Occur::Must, query)];
            parts.extend(bonuses);
            query = Box::new(BooleanQuery::new(parts));
        }
        if stop.is_possible() {
            query = Box::new(Stoppable { query, stop: stop.clone() });
        }
        Ok(Self { means, lowered, about, nearness, query })
    }

    /// The addresses of the hits that are wanted with their scores, and the number of all.
    fn ranked(&self, wanted: Wanted) -> Result<(Vec<(Score, DocAddress)>, usize), Error> {
        let Means { reader, stop, .. } = self.means;
        let counts = wanted.limit == 0;
        // What only adds to scores does not matter to a count.
        let query = if counts && !stop.is_possible() { &self.lowered.query } else { &self.query };
        let found = best(reader, &**query, self.nearness.as_ref(), wanted, stop);
        found.map_err(|source| reader.error(source).into())
    }

    /// What each part of the query gave to the score of a hit.
    fn parts(&self, address: DocAddress) -> Result<Vec<Part>, Error> {
        let reader = self.means.reader;
        // The engine answers with an error where a part does not match.
        let score =
            |query: &dyn Query| Some(query.explain(reader.searcher(), address).ok()?.value());
        let mut parts = Vec::new();
        for leaf in &self.lowered.leaves {
            if let Clause::Words { .. } = leaf.clause
                && let Some(score) = score(&*leaf.query)
            {
                parts.push(Part { clause: leaf.clause.to_string(), score: score * leaf.weight });
            }
        }
        if let Some(nearness) = &self.nearness {
            let segment = reader.searcher().segment_reader(address.segment_ord);
            let wrap = |source: TantivyError| reader.error(source);
            let near = nearness.open(segment).map_err(wrap)?.explain(address.doc_id);
            parts.extend(near.into_iter().map(|(clause, score)| Part { clause, score }));
        }
        for About { clause, query } in &self.about {
            let clause = clause.clone();
            parts.extend(score(&**query).map(|score| Part { clause, score }));
        }
        Ok(parts)
    }
}

fn hit(report: Report, matcher: &mut Matcher<'_, '_>, wanted: &Snippets) -> Hit {
    let layout = Layout::new(&report.body);
    let found = matcher.matched(&report, &layout, wanted.most != Some(0));
    let snippets = passage::snippets(&report, &layout, &found, matcher.parts(), wanted);
    let title_highlights = found.title_highlights();
    let date = report.shown_date();
    Hit {
        rank: 0,
        score: 0.0,
        snippets,
        title_highlights,
        date: date.map(ShownDate::written),
        date_precision: date.map(|date| date.precision),
        date_source: date.map(|date| date.source),
        date_certainty: report.date_certainty(),
        dyads: report.subjects().map(Dyad::name).collect(),
        countries: report.countries.iter().map(|country| country.code).collect(),
        people: report.people.iter().map(|person| person.name.clone()).collect(),
        kinds: report.kinds(),
        lang: report.lang,
        id: report.id,
        path: report.path,
        title: report.title,
        score_parts: Vec::new(),
    }
}
