//! From a plan to the engine's queries, and to what is highlighted.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::Term as EngineTerm;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analyze::stem;
use crate::diag::Diagnostic;
use crate::index::{Fields, Reader, counts, days, kind_with_status, person_pairs, uncertain};
use crate::lexicon::country;
use crate::lexicon::date::DateRange;
use crate::query::plan::{Clause, Count, Pattern, Scope, Term, TermKind};
use crate::report::field::Field as QueryField;
use crate::search::any_term::AnyTerm;
use crate::search::bm25f::Searched;
use crate::search::dictionary;
use crate::search::error::Error;
use crate::search::forms::{self, Widened, WordForm};
use crate::search::place_query::PlaceQuery;
use crate::search::places::{RowItem, Shape};
use crate::search::ranking::Ranking;
use crate::search::register::{Meant, Register};
use crate::search::stop::Stop;
use crate::search::word_query::WordQuery;
use crate::span::Span;

/// A part of the plan that asks for something, with the query it became.
pub(super) struct Leaf<'p> {
    pub clause: &'p Clause,
    /// The words it asks for, by their number in `shape`; none where it asks for no words.
    pub words: Arc<[Arc<[WordForm]>]>,
    /// What was asked for with each of the words.
    pub terms: Vec<&'p Term>,
    /// Where the words must stand.
    pub shape: Arc<Shape>,
    /// Terms of the register for the persons it asks for; none where it asks for nobody.
    pub entries: Arc<FxHashSet<String>>,
    /// Whether terms of words are among them.
    pub has_words: bool,
    /// How much its score counts.
    pub weight: f32,
    pub query: Box<dyn Query>,
}

/// A term of the plan with the forms it was widened to.
pub(super) struct Widening<'p> {
    pub term: &'p Term,
    pub forms: Arc<[WordForm]>,
}

/// A name of the plan with whom it means.
pub(super) struct Asked {
    /// The part of the plan that asks.
    pub clause: String,
    /// The name as typed.
    pub name: String,
    /// Bytes of the query.
    pub span: Span,
    /// Whether its matches are shown, which do not stand under a `NOT`.
    pub shown: bool,
    pub meant: Meant,
}

/// A plan for the engine.
pub(super) struct Lowered<'p> {
    pub query: Box<dyn Query>,
    /// The parts whose matches are shown, in order; what stands under a `NOT` is not there.
    pub leaves: Vec<Leaf<'p>>,
    /// Every term of the plan, in order, also those under a `NOT`.
    pub widenings: Vec<Widening<'p>>,
    /// Every name of a person that is asked for, in order.
    pub names: Vec<Asked>,
}

/// Lowers `clause` for the index of `reader`, to be ranked as `ranking` says.
pub(super) fn lower<'p>(
    reader: &Reader,
    clause: &'p Clause,
    ranking: &Ranking,
    stop: &Stop,
) -> Result<Lowered<'p>, Error> {
    let mut lowering = Lowering {
        reader,
        fields: reader.fields(),
        ranking,
        stop,
        weight: 1.0,
        pattern_forms: 0,
        leaves: Vec::new(),
        widenings: Vec::new(),
        register: None,
        names: Vec::new(),
        faults: Vec::new(),
    };
    let query = lowering.query(clause, true)?;
    let Lowering { leaves, widenings, names, faults: diagnostics, .. } = lowering;
    if diagnostics.is_empty() {
        Ok(Lowered { query, leaves, widenings, names })
    } else {
        Err(Error::Query { diagnostics })
    }
}

/// Parts of a boolean query.
type Parts = Vec<(Occur, Box<dyn Query>)>;

struct Lowering<'r, 'p> {
    reader: &'r Reader,
    fields: Fields,
    ranking: &'r Ranking,
    stop: &'r Stop,
    /// What all weights around the clause that is lowered make together.
    weight: f32,
    /// Forms of all patterns so far.
    pattern_forms: usize,
    leaves: Vec<Leaf<'p>>,
    widenings: Vec<Widening<'p>>,
    register: Option<Register<'r>>,
    names: Vec<Asked>,
    faults: Vec<Diagnostic>,
}

impl<'r, 'p> Lowering<'r, 'p> {
    /// The query for `clause`; `shown` says whether its matches are shown.
    fn query(&mut self, clause: &'p Clause, shown: bool) -> Result<Box<dyn Query>, Error> {
        Ok(match clause {
            Clause::And(clauses) => boolean(self.required(clauses, shown)?),
            Clause::Or(clauses) => boolean(self.optional(clauses, shown)?),
            Clause::Ranked { required, optional } => {
                // As one, since beside what is only excluded an option would have to hold.
                let mut parts = vec![(Occur::Must, boolean(self.required(required, shown)?))];
                parts.extend(self.optional(optional, shown)?);
                boolean(parts)
            }
            Clause::Not(inner) => boolean(vec![(Occur::MustNot, self.query(inner, false)?)]),
            Clause::Weighted { clause, weight } => {
                let around = self.weight;
                self.weight *= weight.value();
                let query = self.query(clause, shown)?;
                self.weight = around;
                boxed(BoostQuery::new(query, weight.value()))
            }
            leaf => {
                let leaf = self.leaf(leaf, shown)?;
                let query = leaf.query.box_clone();
                if shown {
                    self.leaves.push(leaf);
                }
                query
            }
        })
    }

    fn required(&mut self, clauses: &'p [Clause], shown: bool) -> Result<Parts, Error> {
        let mut parts = Vec::with_capacity(clauses.len());
        for clause in clauses {
            // `a AND NOT b` as one query lets the engine pass over b where there is no a.
            parts.push(match clause {
                Clause::Not(inner) => (Occur::MustNot, self.query(inner, false)?),
                other => (Occur::Must, self.query(other, shown)?),
            });
        }
        Ok(parts)
    }

    fn optional(&mut self, clauses: &'p [Clause], shown: bool) -> Result<Parts, Error> {
        let query = |clause| Ok((Occur::Should, self.query(clause, shown)?));
        clauses.iter().map(query).collect()
    }

    fn leaf(&mut self, clause: &'p Clause, shown: bool) -> Result<Leaf<'p>, Error> {
        let fields = self.fields;
        let query = match clause {
            Clause::Words { scope, pattern } => return self.words(clause, *scope, pattern),
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
            Clause::Person { name, span } => {
                let meant = self.register()?.meant(name)?;
                let query = any(fields.person, meant.terms.iter().cloned());
                let entries = Arc::new(meant.terms.iter().cloned().collect());
                let has_words = meant.too_many.is_some();
                let (name, span) = (name.clone(), *span);
                let asked = Asked { clause: clause.to_string(), name, span, shown, meant };
                self.names.push(asked);
                return Ok(Leaf { entries, has_words, ..self.plain(clause, query) });
            }
            Clause::PersonForm { words } => {
                let mut terms = person_pairs(words);
                if terms.is_empty() {
                    terms.extend(words.iter().cloned());
                }
                let field = fields.person_form;
                let parts = terms.iter().map(|word| (Occur::Must, term(field, word))).collect();
                unscored(boolean(parts))
            }
            Clause::PersonLike { term } => {
                let forms = self.widen(term, &[fields.person_form])?;
                let query = any(fields.person_form, forms.iter().map(|form| form.form.clone()));
                let (words, terms) = (Arc::new([forms]), vec![term]);
                let shape = Arc::new(Shape::Word(0));
                return Ok(Leaf { words, terms, shape, ..self.plain(clause, query) });
            }
            Clause::Kind { kinds, status: None } => {
                any(fields.kind, kinds.iter().map(|kind| kind.name().to_owned()))
            }
            Clause::Count(count) => return self.count(clause, count),
            Clause::Kind { kinds, status: Some(status) } => {
                any(fields.status, kinds.iter().map(|kind| kind_with_status(*kind, *status)))
            }
            Clause::Status { status } => unscored(term(fields.status, status.name())),
            Clause::Report { id } => unscored(term(fields.id, id)),
            Clause::Lang { code } => unscored(term(fields.lang, code)),
            Clause::Date { field, from, to, uncertain } => {
                let range = DateRange { from: *from, to: *to };
                let mut terms = days::asked(*field, false, range);
                if *uncertain {
                    terms.extend(days::asked(*field, true, range));
                }
                any(fields.days, terms.into_iter())
            }
            Clause::Uncertain { field } => unscored(term(fields.has, &uncertain(*field))),
            Clause::Has { field } => unscored(term(fields.has, field.name())),
            Clause::All
            | Clause::And(_)
            | Clause::Or(_)
            | Clause::Ranked { .. }
            | Clause::Not(_)
            | Clause::Weighted { .. } => unscored(boxed(AllQuery)),
        };
        Ok(self.plain(clause, query))
    }

    /// A part that asks for no words.
    fn plain(&self, clause: &'p Clause, query: Box<dyn Query>) -> Leaf<'p> {
        Leaf {
            clause,
            words: Arc::new([]),
            terms: Vec::new(),
            shape: Arc::new(Shape::Either(Vec::new())),
            entries: Arc::new(FxHashSet::default()),
            has_words: false,
            weight: self.weight,
            query,
        }
    }

    /// The register of persons, opened when a name is asked for.
    fn register(&mut self) -> Result<&mut Register<'r>, Error> {
        let register = match self.register.take() {
            Some(register) => register,
            None => Register::new(self.reader, self.stop)?,
        };
        Ok(self.register.insert(register))
    }

    /// What is asked of quantities: a stretch of the dictionary for each form of the word.
    fn count(&mut self, clause: &'p Clause, count: &'p Count) -> Result<Leaf<'p>, Error> {
        let field = self.fields.count;
        let mut parts: Parts = Vec::new();
        let (mut words, mut terms) = (Vec::new(), Vec::new());
        if let Some(what) = &count.what {
            let forms = self.counted_as(what, count)?;
            for form in forms.iter() {
                let query = any(field, self.numbers(&form.form, count)?.into_iter());
                let query = match &form.langs {
                    Some(langs) => {
                        let reports = self.in_languages(langs);
                        boolean(vec![(Occur::Must, query), (Occur::Must, reports)])
                    }
                    None => query,
                };
                parts.push((Occur::Should, query));
            }
            words.push(forms);
            terms.push(what);
        }
        let others = match &count.unit {
            Some(unit) => Some(counts::unit(unit)),
            None => count.what.is_none().then(String::new),
        };
        if let Some(name) = others {
            parts.push((Occur::Should, any(field, self.numbers(&name, count)?.into_iter())));
        }
        let plain = self.plain(clause, unscored(boolean(parts)));
        if words.is_empty() {
            return Ok(plain);
        }
        Ok(Leaf { shape: Arc::new(Shape::Word(0)), words: words.into(), terms, ..plain })
    }

    /// The forms of what is counted. Signs and rows of words are none of the text's dictionary.
    fn counted_as(&mut self, what: &'p Term, count: &Count) -> Result<Arc<[WordForm]>, Error> {
        let TermKind::Form { folded } = &what.kind else {
            return self.widen(what, &[self.fields.body]);
        };
        let any_number = Count { from: None, to: None, ..count.clone() };
        let mut terms = self.numbers(folded, &any_number)?;
        if let Some(unit) = &count.unit {
            terms.extend(self.numbers(&counts::unit(unit), &any_number)?);
        }
        let held = any(self.fields.count, terms.into_iter());
        let reports =
            held.count(self.reader.searcher()).map_err(|source| self.reader.error(source))?;
        let (form, reports) = (folded.clone(), reports as u64);
        let forms: Arc<[WordForm]> =
            Arc::new([WordForm { form, weight: 1.0, langs: None, reports }]);
        self.widenings.push(Widening { term: what, forms: forms.clone() });
        Ok(forms)
    }

    /// The terms of a name whose numbers are asked for.
    fn numbers(&self, name: &str, count: &Count) -> Result<Vec<String>, Error> {
        let prefix = counts::prefix(name);
        let least = count.from.map(|from| counts::term(name, from.value));
        let mut terms = Vec::new();
        dictionary::each_term_from(
            self.reader,
            self.fields.count,
            &prefix,
            least.as_deref().unwrap_or(&prefix),
            self.stop,
            &mut |term, _| {
                let number = counts::number_of(term);
                if number.is_some_and(|number| count.holds(number)) {
                    terms.push(term.to_owned());
                }
                // Terms are in the order of their numbers.
                number.zip(count.to).is_none_or(|(number, to)| number <= to.value)
            },
        )?;
        terms.sort_unstable();
        terms.dedup();
        Ok(terms)
    }

    /// Reports in one of these languages; one without any counts as in that by which it is stemmed.
    fn in_languages(&self, langs: &[String]) -> Box<dyn Query> {
        let mut parts: Parts =
            langs.iter().map(|lang| (Occur::Should, term(self.fields.lang, lang))).collect();
        if langs.iter().any(|lang| lang == stem::DEFAULT) {
            let known = unscored(term(self.fields.has, QueryField::Lang.name()));
            parts.push((Occur::Should, boolean(vec![(Occur::MustNot, known)])));
        }
        unscored(boolean(parts))
    }

    /// What is asked of words: one word is looked up, more are looked for in their places.
    fn words(
        &mut self,
        clause: &'p Clause,
        scope: Scope,
        pattern: &'p Pattern,
    ) -> Result<Leaf<'p>, Error> {
        let searched = self.searched(scope);
        // Of a part of a field nothing is looked up, and no positions are kept.
        let whole: Vec<Searched> =
            searched.iter().filter(|searched| !searched.within).copied().collect();
        let fields: Vec<Field> = whole.iter().map(|searched| searched.field).collect();
        let mut terms = Vec::new();
        let shape = self.shape(pattern, &fields, &mut terms)?;
        let (terms, words): (Vec<_>, Vec<_>) = terms.into_iter().unzip();
        let words: Arc<[Arc<[WordForm]>]> = words.into();
        let shape = Arc::new(shape);
        let places = |shape: Arc<Shape>| PlaceQuery {
            fields: whole.clone(),
            breaks: (self.fields.body, self.fields.breaks),
            shape,
            words: words.clone(),
            stop: self.stop.clone(),
            saturation: self.ranking.saturation,
        };
        let word = |number: usize| {
            let forms = words.get(number).cloned().unwrap_or_else(|| Arc::new([]));
            boxed(WordQuery {
                fields: searched.clone(),
                forms,
                saturation: self.ranking.saturation,
            })
        };
        let query = match (pattern, &*shape) {
            (_, Shape::Word(number)) => word(*number),
            // Of a word with forms in two parts, most reports need no look at positions.
            (Pattern::Term(_), Shape::Either(shapes)) => {
                let part = |shape: &Shape| match shape {
                    Shape::Word(number) => word(*number),
                    row => boxed(places(Arc::new(row.clone()))),
                };
                boolean(shapes.iter().map(|shape| (Occur::Should, part(shape))).collect())
            }
            _ => boxed(places(shape.clone())),
        };
        let query = if scope == Scope::Path { unscored(query) } else { query };
        Ok(Leaf { words, terms, shape, ..self.plain(clause, query) })
    }

    /// The shape of a pattern; its terms with their forms are added to `terms`.
    fn shape(
        &mut self,
        pattern: &'p Pattern,
        fields: &[Field],
        terms: &mut Vec<(&'p Term, Arc<[WordForm]>)>,
    ) -> Result<Shape, Error> {
        let mut each = |patterns: &'p [Pattern]| -> Result<Vec<Shape>, Error> {
            patterns.iter().map(|pattern| self.shape(pattern, fields, terms)).collect()
        };
        Ok(match pattern {
            Pattern::Term(term) => {
                let forms = self.widen(term, fields)?;
                let mut add = |forms: Arc<[WordForm]>| {
                    terms.push((term, forms));
                    Shape::Word(terms.len() - 1)
                };
                if forms.iter().all(|form| !form.form.contains(' ')) {
                    return Ok(add(forms));
                }
                // Most forms are one word, some (`co-operation`) are two in a row.
                let words = forms.iter().filter(|form| !form.form.contains(' '));
                let mut shapes = vec![add(words.cloned().collect())];
                for form in forms.iter().filter(|form| form.form.contains(' ')) {
                    let mut items = Vec::new();
                    for part in form.form.split(' ') {
                        // What is known of the row is not true of its words.
                        let reports = dictionary::reports(self.reader, fields, part)?;
                        let part = WordForm { form: part.to_owned(), reports, ..form.clone() };
                        items.push(RowItem { skipped: 0, shape: add(Arc::new([part])) });
                    }
                    shapes.push(Shape::Row { items, slop: 0 });
                }
                Shape::Either(shapes)
            }
            Pattern::Either(patterns) => Shape::Either(each(patterns)?),
            Pattern::Near { operands, reach, ordered } => {
                Shape::Near { operands: each(operands)?, reach: *reach, ordered: *ordered }
            }
            Pattern::Row { items, slop } => {
                let mut row = Vec::with_capacity(items.len());
                for item in items {
                    let shape = self.shape(&item.pattern, fields, terms)?;
                    row.push(RowItem { skipped: item.skipped, shape });
                }
                Shape::Row { items: row, slop: *slop }
            }
        })
    }

    /// The forms of a term; a pattern that fits too many words is a fault.
    fn widen(&mut self, term: &'p Term, fields: &[Field]) -> Result<Arc<[WordForm]>, Error> {
        let forms =
            match forms::widen(self.reader, fields, &term.kind, self.ranking.inflected, self.stop)?
            {
                Widened::Forms(forms) => self.counted(term, forms),
                Widened::TooMany(found) => {
                    let most = forms::MOST;
                    let message =
                        format!("{found} words of the index fit, at most {most} can be asked for");
                    let fault = Diagnostic::error(term.span, message);
                    self.faults.push(fault.hint(match &term.kind {
                        TermKind::Fuzzy { .. } => "allow fewer edits",
                        _ => "write more letters before or after the open place",
                    }));
                    Vec::new()
                }
                Widened::TooLarge => {
                    let fault = Diagnostic::error(term.span, "the expression is too large");
                    self.faults.push(fault.hint("repeat less in it"));
                    Vec::new()
                }
            };
        let forms: Arc<[WordForm]> = forms.into();
        self.widenings.push(Widening { term, forms: forms.clone() });
        Ok(forms)
    }

    /// The forms, unless all patterns together have too many.
    fn counted(&mut self, term: &Term, forms: Vec<WordForm>) -> Vec<WordForm> {
        let is_word = matches!(term.kind, TermKind::Inflected { .. } | TermKind::Form { .. });
        if !is_word {
            self.pattern_forms += forms.len();
        }
        let most = forms::MOST_TOGETHER;
        if is_word || self.pattern_forms <= most {
            return forms;
        }
        // One complaint is enough.
        if self.pattern_forms - forms.len() <= most {
            let found = self.pattern_forms;
            let message = format!(
                "{found} words of the index fit up to here, at most {most} can be asked for at once"
            );
            let fault = Diagnostic::error(term.span, message);
            self.faults.push(fault.hint("write fewer patterns, or more letters in them"));
        }
        Vec::new()
    }

    fn searched(&self, scope: Scope) -> Vec<Searched> {
        let ranking = self.ranking;
        let title = Searched {
            weight: ranking.title_weight,
            b: ranking.title_length,
            ..Searched::plain(self.fields.title)
        };
        let text = Searched { b: ranking.text_length, ..Searched::plain(self.fields.body) };
        let lead = Searched {
            weight: ranking.lead_weight,
            b: ranking.lead_length,
            within: true,
            ..Searched::plain(self.fields.lead)
        };
        match scope {
            Scope::Anywhere => vec![title, text, lead],
            Scope::Title => vec![title],
            Scope::Text => vec![text, lead],
            Scope::Path => vec![Searched::plain(self.fields.path_words)],
            // How many other things a report names says nothing of this one.
            Scope::Names(field) => {
                let names = self.fields.names(field);
                names.map(Searched::plain).into_iter().collect()
            }
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
    Box::new(TermQuery::new(EngineTerm::from_field_text(field, value), IndexRecordOption::Basic))
}

/// Reports with one of these values.
fn any(field: Field, values: impl Iterator<Item = String>) -> Box<dyn Query> {
    unscored(boxed(AnyTerm::new(field, values)))
}

/// A boolean query in which exclusion alone works: all reports but those.
fn boolean(mut parts: Parts) -> Box<dyn Query> {
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) && !parts.is_empty() {
        parts.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    if parts.len() == 1 {
        return parts.swap_remove(0).1;
    }
    Box::new(BooleanQuery::new(parts))
}
