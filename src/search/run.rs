//! One search: query, count and order in one pass, then the shown hits are read.

use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use tantivy::{DocAddress, Order, TantivyError};

use crate::diag::Diagnostic;
use crate::index::Reader;
use crate::query::plan::{Clause, Plan};
use crate::report::{Dyad, Report, ShownDate};
use crate::search::error::Error;
use crate::search::explanation::{Explanation, explanation};
use crate::search::layout::Layout;
use crate::search::lower::{Leaf, Lowered, lower};
use crate::search::matching::{Matcher, Parts};
use crate::search::response::{Hit, Part, Response};
use crate::search::shown_score::ShownScore;
use crate::search::stop::Stop;
use crate::search::stoppable::Stoppable;
use crate::search::suggestion::suggestions;
use crate::search::{Request, Snippets, Sort, bearer, passage};

/// Answers a plan, made from the query `source`, from the index; `stop` can end it early, with
/// what was found until then.
///
/// Where hits are wanted and none is found, warnings name the words that no report holds. Others
/// tell of names: that several persons bear one, that a word is one.
pub fn search(
    reader: &Reader,
    plan: &Plan,
    source: &str,
    request: &Request,
    stop: &Stop,
) -> Result<(Response, Vec<Diagnostic>), Error> {
    let lowered = lower(reader, &plan.root, stop)?;
    let wrap = |source: TantivyError| reader.error(source);
    let (addresses, total) = ranked(reader, &lowered, request, stop).map_err(wrap)?;
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
            hit.score_parts = parts(reader, &lowered.leaves, address);
        }
        hits.push(hit);
    }
    let explanation = request.explain.then(|| explanation(plan, &lowered));
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
    Ok((Response { total, hits, complete, explanation }, warnings))
}

/// Says how a plan is read, without answering it.
pub fn explain(reader: &Reader, plan: &Plan, stop: &Stop) -> Result<Explanation, Error> {
    Ok(explanation(plan, &lower(reader, &plan.root, stop)?))
}

/// The addresses of the hits asked for with their scores, and the number of all.
fn ranked(
    reader: &Reader,
    lowered: &Lowered<'_>,
    request: &Request,
    stop: &Stop,
) -> tantivy::Result<(Vec<(f32, DocAddress)>, usize)> {
    let searcher = reader.searcher();
    let stoppable = Stoppable { query: lowered.query.box_clone(), stop: stop.clone() };
    let query: &dyn Query = if stop.is_possible() { &stoppable } else { &*lowered.query };
    // No more than all: the engine makes room for as many as are asked for.
    let all = usize::try_from(reader.len()).unwrap_or(usize::MAX);
    let limit = request.limit.min(all);
    if limit == 0 || request.offset >= all {
        return Ok((Vec::new(), searcher.search(query, &Count)?));
    }
    let top = TopDocs::with_limit(limit).and_offset(request.offset);
    let score = ShownScore;
    let date = || SortByStaticFastValue::<i64>::for_field("date");
    let text = SortByString::for_field;
    let id = || (text("id"), Order::Asc);
    Ok(match request.sort {
        Sort::Score => {
            let order = ((score, (date(), Order::Desc)), id());
            let (hits, total) = searcher.search(query, &(top.order_by(order), Count))?;
            (hits.into_iter().map(|(((score, _), _), hit)| (score, hit)).collect(), total)
        }
        Sort::Oldest | Sort::Newest => {
            let direction = if request.sort == Sort::Oldest { Order::Asc } else { Order::Desc };
            let order = (((date(), direction), score), id());
            let (hits, total) = searcher.search(query, &(top.order_by(order), Count))?;
            (hits.into_iter().map(|(((_, score), _), hit)| (score, hit)).collect(), total)
        }
        Sort::Path => {
            let order = (((text("path"), Order::Asc), score), id());
            let (hits, total) = searcher.search(query, &(top.order_by(order), Count))?;
            (hits.into_iter().map(|(((_, score), _), hit)| (score, hit)).collect(), total)
        }
    })
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

/// What each part of the query gave to the score of a hit.
fn parts(reader: &Reader, leaves: &[Leaf<'_>], address: DocAddress) -> Vec<Part> {
    let scored = |leaf: &&Leaf<'_>| matches!(leaf.clause, Clause::Words { .. });
    leaves
        .iter()
        .filter(scored)
        .filter_map(|leaf| {
            // The engine answers with an error where a part does not match.
            let score = leaf.query.explain(reader.searcher(), address).ok()?.value();
            Some(Part { clause: leaf.clause.to_string(), score: score * leaf.weight })
        })
        .collect()
}
