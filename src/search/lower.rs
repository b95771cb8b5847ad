//! From a plan to the engine's queries, and to what is highlighted.

use std::ops::Bound;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query,
    RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::index::{Error, Fields, Reader, day_number, person_pairs};
use crate::lexicon::country;
use crate::query::plan::{Clause, Scope};
use crate::search::excluded::Excluded;
use crate::search::forms::{self, WordForm};
use crate::search::word_query::{Searched, WordQuery};

/// How much an occurrence in the title counts against one in the text.
const TITLE_WEIGHT: f32 = 2.5;
/// How much lengths count: titles are all short, texts are not. Anserini's value for texts.
const TITLE_B: f32 = 0.3;
const TEXT_B: f32 = 0.4;

/// A part of the plan that asks for something, with the query it became.
pub(super) struct Leaf<'p> {
    pub clause: &'p Clause,
    /// Forms of a word.
    pub forms: Arc<[WordForm]>,
    pub query: Box<dyn Query>,
}

/// A plan for the engine.
pub(super) struct Lowered<'p> {
    pub query: Box<dyn Query>,
    /// The parts whose matches are shown, in order; what stands under a `NOT` is not there.
    pub leaves: Vec<Leaf<'p>>,
}

/// Lowers `clause` for the index of `reader`.
pub(super) fn lower<'p>(reader: &Reader, clause: &'p Clause) -> Result<Lowered<'p>, Error> {
    let mut leaves = Vec::new();
    let lowering = Lowering { reader, fields: reader.fields() };
    let query = lowering.query(clause, Some(&mut leaves))?;
    Ok(Lowered { query, leaves })
}

struct Lowering<'r> {
    reader: &'r Reader,
    fields: Fields,
}

impl Lowering<'_> {
    fn query<'p>(
        &self,
        clause: &'p Clause,
        mut leaves: Option<&mut Vec<Leaf<'p>>>,
    ) -> Result<Box<dyn Query>, Error> {
        match clause {
            Clause::And(clauses) => {
                let mut parts = Vec::new();
                for clause in clauses {
                    // `a AND NOT b` as one query lets the engine pass over b where there is no a.
                    parts.push(match clause {
                        Clause::Not(inner) => (Occur::MustNot, self.excluded(inner)?),
                        other => (Occur::Must, self.query(other, leaves.as_deref_mut())?),
                    });
                }
                Ok(boolean(parts))
            }
            Clause::Or(clauses) => {
                let mut parts = Vec::new();
                for clause in clauses {
                    parts.push((Occur::Should, self.query(clause, leaves.as_deref_mut())?));
                }
                Ok(boolean(parts))
            }
            Clause::Not(inner) => Ok(boolean(vec![(Occur::MustNot, self.excluded(inner)?)])),
            leaf => {
                let leaf = self.leaf(leaf)?;
                let query = leaf.query.box_clone();
                if let Some(leaves) = leaves {
                    leaves.push(leaf);
                }
                Ok(query)
            }
        }
    }

    /// What stands under a `NOT`; nothing of it is shown.
    fn excluded(&self, clause: &Clause) -> Result<Box<dyn Query>, Error> {
        Ok(boxed(Excluded(self.query(clause, None)?)))
    }

    fn leaf<'p>(&self, clause: &'p Clause) -> Result<Leaf<'p>, Error> {
        let fields = self.fields;
        let query = match clause {
            Clause::Word { scope, word, folded, exact } => {
                let forms: Arc<[WordForm]> =
                    forms::forms(self.reader, word, folded, *exact)?.into();
                let query = WordQuery { fields: self.searched(*scope), forms: forms.clone() };
                return Ok(Leaf { clause, forms, query: Box::new(query) });
            }
            Clause::Phrase { scope, words } => {
                let in_field = |searched: &Searched| {
                    let phrase = phrase(searched.field, words);
                    (Occur::Should, boxed(BoostQuery::new(phrase, searched.weight)))
                };
                boolean(self.searched(*scope).iter().map(in_field).collect())
            }
            Clause::Path { words } => unscored(phrase(fields.path_words, words)),
            Clause::Country { codes } => {
                any(fields.country, codes.iter().map(|code| code.as_str().to_owned()))
            }
            Clause::Dyad { pairs } => {
                let pairs = pairs.iter().map(|(a, b)| match b {
                    Some(b) => term(fields.dyad, &format!("{a}-{b}")),
                    None => self.any_pair_with(a.as_str()),
                });
                unscored(boolean(pairs.map(|pair| (Occur::Should, pair)).collect()))
            }
            Clause::Person { words, exact } => {
                let field = if *exact { fields.person_form } else { fields.person };
                let mut terms = person_pairs(words);
                if terms.is_empty() {
                    terms.extend(words.iter().cloned());
                }
                let parts = terms.iter().map(|word| (Occur::Must, term(field, word))).collect();
                unscored(boolean(parts))
            }
            Clause::Kind { kinds } => {
                any(fields.kind, kinds.iter().map(|kind| kind.name().to_owned()))
            }
            Clause::Lang { code } => unscored(term(fields.lang, code)),
            Clause::Date { from, to } => {
                // The report's date is a span of days itself; the two must touch.
                let number =
                    |field, day| Bound::Included(Term::from_field_i64(field, day_number(day)));
                // Unbounded on both sides would match reports without a date as well.
                let from = from
                    .map_or(Bound::Included(Term::from_field_i64(fields.to, i64::MIN)), |day| {
                        number(fields.to, day)
                    });
                let begins = RangeQuery::new(from, Bound::Unbounded);
                let mut parts = vec![(Occur::Must, boxed(begins))];
                if let Some(to) = to {
                    let ends = RangeQuery::new(Bound::Unbounded, number(fields.from, *to));
                    parts.push((Occur::Must, boxed(ends)));
                }
                unscored(boolean(parts))
            }
            Clause::Undated => {
                let least = Bound::Included(Term::from_field_i64(fields.from, i64::MIN));
                let dated = RangeQuery::new(least, Bound::Unbounded);
                unscored(boolean(vec![(Occur::MustNot, boxed(dated))]))
            }
            Clause::All | Clause::And(_) | Clause::Or(_) | Clause::Not(_) => {
                unscored(boxed(AllQuery))
            }
        };
        Ok(Leaf { clause, forms: Arc::new([]), query })
    }

    fn searched(&self, scope: Scope) -> Vec<Searched> {
        let title = Searched { field: self.fields.title, weight: TITLE_WEIGHT, b: TITLE_B };
        let text = Searched { field: self.fields.body, weight: 1.0, b: TEXT_B };
        match scope {
            Scope::Anywhere => vec![title, text],
            Scope::Title => vec![title],
            Scope::Text => vec![text],
        }
    }

    /// Every pair that one country is part of.
    fn any_pair_with(&self, code: &str) -> Box<dyn Query> {
        let other = country::all().filter(|other| other.as_str() != code);
        any(
            self.fields.dyad,
            other.map(|other| {
                let other = other.as_str();
                if code < other { format!("{code}-{other}") } else { format!("{other}-{code}") }
            }),
        )
    }
}

fn boxed(query: impl Query) -> Box<dyn Query> {
    Box::new(query)
}

fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn term(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// Reports with one of these values.
fn any(field: Field, values: impl Iterator<Item = String>) -> Box<dyn Query> {
    let terms = values.map(|value| Term::from_field_text(field, &value)).collect::<Vec<_>>();
    unscored(Box::new(tantivy::query::TermSetQuery::new(terms)))
}

/// Words in a row; one word is a row too.
fn phrase(field: Field, words: &[String]) -> Box<dyn Query> {
    let mut terms: Vec<Term> =
        words.iter().map(|word| Term::from_field_text(field, word)).collect();
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => {
            let term = terms.swap_remove(0);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        }
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// A boolean query in which exclusion alone works: all reports but those.
fn boolean(mut parts: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) && !parts.is_empty() {
        parts.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    if parts.len() == 1 {
        return parts.swap_remove(0).1;
    }
    Box::new(BooleanQuery::new(parts))
}
