//! From the tree of a query to a plan, field by field.
//!
//! Whatever cannot be resolved is a diagnostic at its place in the query; a
//! value is never guessed.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::diag::Diagnostic;
use crate::lexicon::date::{self, DateRange};
use crate::query::plan::pattern::Pattern;
use crate::query::plan::value::{self, Value};
use crate::query::plan::{Clause, Plan, Scope, bounds, comparison, words};
use crate::query::uncertain;
use crate::query::{Expr, Node, Query};
use crate::report::DateField;
use crate::report::field::{Field, NAMED, ValueKind};

/// What a plan depends on beside the query.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Today's date, for `today` and `last-month`.
    pub today: Date,
}

/// Resolves `query`, which was parsed from `source`.
pub fn build(query: &Query, source: &str, context: Context) -> Result<Plan, Vec<Diagnostic>> {
    let mut builder = Builder { source, joined: FxHashSet::default(), context, faults: Vec::new() };
    let root = builder.clause(&query.root, None);
    if builder.faults.is_empty() { Ok(Plan { root }) } else { Err(builder.faults) }
}

struct Builder<'a> {
    source: &'a str,
    /// Where the bounds begin that a conjunction around what is read has made one range of.
    joined: FxHashSet<usize>,
    context: Context,
    faults: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn clause(&mut self, node: &Node, field: Option<Field>) -> Clause {
        match &node.expr {
            Expr::All => Clause::All,
            Expr::And(nodes) => self.conjunction(nodes, field),
            Expr::Or(nodes) => self.alternatives(nodes, field),
            Expr::Not(node) => Clause::Not(Box::new(self.clause(node, field))),
            // What is required alone, or where all is, needs no word of it.
            Expr::Required(node) => self.clause(node, field),
            Expr::Weighted { operand, weight } => {
                let clause = Box::new(self.clause(operand, field));
                Clause::Weighted { clause, weight: *weight }
            }
            Expr::Field { field, value } => self.clause(value, Some(*field)),
            Expr::Any => has(field),
            Expr::Nothing => Clause::Not(Box::new(has(field))),
            Expr::Uncertain(value) => self.uncertain(value.as_deref(), field),
            Expr::Word { .. }
            | Expr::Phrase { .. }
            | Expr::Wildcard { .. }
            | Expr::Fuzzy { .. }
            | Expr::Regex { .. }
            | Expr::Row { .. }
            | Expr::Near { .. } => {
                let leaf = self.leaf(node, field);
                self.or_fault(leaf)
            }
        }
    }

    fn or_fault(&mut self, clause: Result<Clause, Diagnostic>) -> Clause {
        clause.unwrap_or_else(|fault| {
            self.faults.push(fault);
            // Never searched: a plan with faults is not given out.
            Clause::All
        })
    }

    /// Dates that are open, or with them those of a value. It stands in a field of dates only.
    fn uncertain(&mut self, value: Option<&Node>, field: Option<Field>) -> Clause {
        let date = field.and_then(DateField::of).unwrap_or(DateField::Date);
        match (value, field) {
            (Some(value), Some(field)) => {
                let leaf = self.value(value, field).map(|clause| match clause {
                    Clause::Date { field, from, to, .. } => {
                        Clause::Date { field, from, to, uncertain: true }
                    }
                    other => other,
                });
                self.or_fault(leaf)
            }
            _ => Clause::Uncertain { field: date },
        }
    }

    /// `a AND b`; bounds on both sides become one range.
    fn conjunction(&mut self, nodes: &[Node], field: Option<Field>) -> Clause {
        let mut own = bounds::joined(nodes);
        // Those of a group in a conjunction were found with the outer ones.
        own.retain(|bound| !self.joined.contains(&bound.span.start));
        let range = self.range(&own);
        self.joined.extend(own.iter().map(|bound| bound.span.start));
        let mut clauses: Vec<Clause> = range.into_iter().collect();
        for node in nodes {
            if !bounds::holds_only(node, &self.joined) {
                clauses.push(self.clause(node, field));
            }
        }
        if clauses.len() == 1 { clauses.swap_remove(0) } else { Clause::And(clauses) }
    }

    /// The range between bounds, if there are any.
    fn range(&mut self, bounds: &[&Node]) -> Option<Clause> {
        let end = bounds.last()?.span;
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for bound in bounds {
            // What is no date was reported as a fault.
            if let Clause::Date { from, to, .. } = self.clause(bound, None) {
                first.extend(from);
                last.extend(to);
            }
        }
        let (from, to) = (first.into_iter().max(), last.into_iter().min());
        if (DateRange { from, to }).is_empty() {
            let fault = Diagnostic::error(end, "the dates end before they begin");
            self.faults.push(fault.hint("`since:` takes the earlier date, `until:` the later one"));
        }
        Some(Clause::Date { field: DateField::Date, from, to, uncertain: false })
    }

    /// `a OR b`; with `+b` among them the others may be missing.
    fn alternatives(&mut self, nodes: &[Node], field: Option<Field>) -> Clause {
        let (mut required, mut optional) = (Vec::new(), Vec::new());
        for node in nodes {
            let list = match &node.expr {
                Expr::Required(_) => &mut required,
                _ => &mut optional,
            };
            list.push(self.clause(node, field));
        }
        match (required.is_empty(), optional.is_empty()) {
            (true, _) => Clause::Or(optional),
            (_, true) => Clause::And(required),
            _ => Clause::Ranked { required, optional },
        }
    }

    fn leaf(&self, node: &Node, field: Option<Field>) -> Result<Clause, Diagnostic> {
        let scope = match field {
            None => Scope::Anywhere,
            Some(Field::Title) => Scope::Title,
            Some(Field::Text) => Scope::Text,
            Some(Field::Path) => Scope::Path,
            Some(field) if NAMED.contains(&field) => Scope::Names(field),
            Some(field) => return self.value(node, field),
        };
        // Parts of a path are names, which have no inflections.
        let in_scope = |pattern: Pattern| match scope {
            Scope::Path => Clause::Words { scope, pattern: pattern.as_written() },
            _ => Clause::Words { scope, pattern },
        };
        words::pattern(node)?.map(in_scope).ok_or_else(|| {
            let found = node.span.of(self.source);
            Diagnostic::error(node.span, format!("expected a letter or a digit, found `{found}`"))
                .hint("`*` finds every report")
        })
    }

    /// The value of a field that is not looked for among words.
    fn value(&self, node: &Node, field: Field) -> Result<Clause, Diagnostic> {
        let (Expr::Word { text, exact } | Expr::Phrase { text, exact }) = &node.expr else {
            return like(node, field, self.source);
        };
        let start = node.text_start(self.source);
        let value = Value { text, exact: *exact, span: node.span, start };
        match field {
            Field::Lang => value::language(&value),
            Field::Kind => value::kind(&value),
            Field::Count => comparison::read(&value).map(Clause::Count),
            Field::Status => value::status(&value),
            Field::Country => value::countries(&value),
            Field::Dyad => value::dyad(&value),
            Field::Since => self.date(&value, DateField::Date, date::query::since),
            Field::Until => self.date(&value, DateField::Date, date::query::until),
            Field::Date => self.date(&value, DateField::Date, date::query::parse),
            Field::Published => self.date(&value, DateField::Published, date::query::parse),
            Field::Event => self.date(&value, DateField::Event, date::query::parse),
            // Words stand here only if a field changes its kind.
            Field::Person
            | Field::Title
            | Field::Text
            | Field::Path
            | Field::Org
            | Field::Place
            | Field::Exercise
            | Field::Equipment => Ok(value::person(&value)),
        }
    }

    fn date(
        &self,
        value: &Value<'_>,
        field: DateField,
        read: fn(&str, Date) -> Result<DateRange, date::query::DateError>,
    ) -> Result<Clause, Diagnostic> {
        match read(value.text, self.context.today) {
            Ok(DateRange { from, to }) => Ok(Clause::Date { field, from, to, uncertain: false }),
            Err(error) => {
                let place = error.span.shifted(value.start);
                // Escapes move what is behind them.
                let known = value.span.contains(place) && !place.of(self.source).is_empty();
                let span = if known { place } else { value.span };
                let mut fault = Diagnostic::error(span, error.message);
                fault.hints = error.hints;
                Err(fault)
            }
        }
    }
}

/// A value that is more than a word or phrase: names can be asked for by a pattern.
fn like(node: &Node, field: Field, source: &str) -> Result<Clause, Diagnostic> {
    let entry = field.entry();
    if entry.value == ValueKind::Name
        && let Some(Pattern::Term(term)) = words::pattern(node)?
    {
        return Ok(Clause::PersonLike { term });
    }
    let what = match &node.expr {
        Expr::Wildcard { .. } => "a wildcard",
        Expr::Fuzzy { .. } => "a fuzzy word",
        Expr::Regex { .. } => "a regular expression",
        Expr::Near { .. } => "nearness",
        _ => "a phrase with signs",
    };
    let message = format!("{what} has no meaning in `{field}:`, which takes {}", entry.takes);
    let fault =
        Diagnostic::error(node.span, message).hint(format!("for example `{}`", entry.example));
    // A bound takes no uncertain dates.
    let ranged = DateField::of(field).is_some_and(|date| date.field() == field);
    Err(if ranged { uncertain::meant(source, node, fault) } else { fault })
}

/// Reports with a value in `field`; a bound on the date asks for a date.
fn has(field: Option<Field>) -> Clause {
    field.map_or(Clause::All, |field| Clause::Has {
        field: DateField::of(field).map_or(field, DateField::field),
    })
}
