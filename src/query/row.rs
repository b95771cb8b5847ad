//! What stands between quotes: words in a row, with alternatives and open places.
//!
//! Takes the inside of a phrase; gives its text and the items that follow each
//! other. Signs have a meaning only where they can be told from punctuation: a
//! parenthesis where it holds `|`, a `?` where a letter follows, a slash where
//! the word is an expression. Faults stop the reading, as what follows may hang
//! on them.

use crate::diag::Diagnostic;
use crate::query::ast::{Item, ItemKind};
use crate::query::expression;
use crate::query::fault::Faults;
use crate::query::sign::{has_content, is_address, is_blank};
use crate::query::suggest::{advise, advise_for, removed, replaced};
use crate::query::word::{
    Character, Piece, Term, character, is_open_pair, misspelt, takes_words, wildcard,
};
use crate::report::field::Field;
use crate::span::Span;

/// Deepest nesting of alternatives.
const DEEPEST: usize = 10;

/// The inside of a phrase.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// All of it as written, escapes resolved; what a plain phrase searches for.
    pub(super) text: String,
    /// What follows each other; empty if there is nothing to search for.
    pub(super) items: Vec<Item>,
}

/// Reads the inside of a phrase; nothing if it holds a fault, which is then reported.
pub(super) fn read(piece: Piece<'_>, expressions: &mut usize, faults: &mut Faults) -> Option<Row> {
    let mut reader = Reader { piece, marks: Vec::new(), pairs: Vec::new() };
    let row = reader.split(expressions).and_then(|()| {
        let text: String = reader.marks.iter().map(Mark::value).collect();
        if is_open_pair(piece.raw(), piece.field) {
            let kind = ItemKind::Text(text.clone());
            return Ok(Row { text, items: vec![Item { span: piece.span, kind }] });
        }
        reader.pair()?;
        let items = reader.row(0, reader.marks.len(), 0)?;
        Ok(Row { text, items })
    });
    row.map_err(|fault| faults.report(fault)).ok()
}

/// Whether `text`, which stands where a word may begin, would be read as an expression.
pub(super) fn may_be_expression(text: &str) -> bool {
    text.strip_prefix('/').is_some_and(|rest| rest.contains('/') && has_content(rest))
}

/// A character, or an expression as one.
#[derive(Clone, Debug)]
enum Mark {
    Sign(Character),
    Expression(Span, String),
}

impl Mark {
    fn span(&self) -> Span {
        match self {
            Self::Sign(sign) => sign.span,
            Self::Expression(span, _) => *span,
        }
    }

    fn is(&self, sign: char) -> bool {
        matches!(self, Self::Sign(found) if found.is(sign))
    }

    fn parts(&self) -> bool {
        matches!(self, Self::Sign(sign) if !sign.escaped && is_blank(sign.value))
    }

    fn value(&self) -> char {
        match self {
            Self::Sign(sign) => sign.value,
            Self::Expression(..) => '/',
        }
    }

    /// Whether the word before or after goes on with it.
    fn is_word(&self) -> bool {
        match self {
            Self::Sign(sign) => {
                sign.value.is_alphanumeric() || sign.is_wild() || matches!(sign.value, '~' | '_')
            }
            Self::Expression(..) => true,
        }
    }
}

/// A pair of parentheses that holds alternatives.
#[derive(Clone, Debug)]
struct Pair {
    open: usize,
    close: usize,
    bars: Vec<usize>,
}

struct Reader<'s> {
    piece: Piece<'s>,
    marks: Vec<Mark>,
    /// In the order of their opening parentheses.
    pairs: Vec<Pair>,
}

impl Reader<'_> {
    /// Splits the piece into marks.
    fn split(&mut self, expressions: &mut usize) -> Result<(), Diagnostic> {
        let mut at = self.piece.span.start;
        loop {
            let starts =
                self.marks.last().is_none_or(|last| last.parts() || last.is('(') || last.is('|'));
            if let Some(mark) = starts.then(|| self.expression(at)).flatten() {
                *expressions += 1;
                if *expressions > expression::MOST {
                    return Err(expression::too_many(mark.span()));
                }
                at = mark.span().end;
                self.marks.push(mark);
                continue;
            }
            let Some(sign) = character(self.piece, at, false)? else {
                return Ok(());
            };
            at = sign.span.end;
            self.marks.push(Mark::Sign(sign));
        }
    }

    /// The expression that begins at `at`.
    fn expression(&self, at: usize) -> Option<Mark> {
        if self.piece.field == Some(Field::Path) {
            return None;
        }
        let rest = Span::new(at, self.piece.span.end).of(self.piece.source);
        let found = expression::find(rest, |next| matches!(next, ')' | '|'))?;
        let span = Span::new(at, at + found.length);
        let pattern = expression::pattern(&expression::without_quotes(span.of(self.piece.source)));
        let meant = !found.cut && expression::has_signs(&pattern);
        meant.then_some(Mark::Expression(span, pattern))
    }

    /// Finds the parentheses that hold alternatives.
    fn pair(&mut self) -> Result<(), Diagnostic> {
        let mut open: Vec<Pair> = Vec::new();
        for (at, mark) in self.marks.iter().enumerate() {
            if mark.is('(') {
                open.push(Pair { open: at, close: at, bars: Vec::new() });
            } else if mark.is('|') {
                let Some(pair) = open.last_mut() else {
                    return Err(self.bare_bar(at));
                };
                pair.bars.push(at);
            } else if mark.is(')')
                && let Some(mut pair) = open.pop()
                && !pair.bars.is_empty()
            {
                pair.close = at;
                self.pairs.push(pair);
            }
        }
        if let Some(pair) = open.iter().find(|pair| !pair.bars.is_empty()) {
            return Err(self.unclosed(pair));
        }
        self.pairs.sort_by_key(|pair| pair.open);
        Ok(())
    }

    /// The items from `start` to before `end`.
    fn row(&self, start: usize, end: usize, depth: usize) -> Result<Vec<Item>, Diagnostic> {
        let mut row = Builder::default();
        let mut at = start;
        while let Some(mark) = self.marks.get(at).filter(|_| at < end) {
            if let Some(pair) = self.pair_at(at) {
                row.flush(self, at);
                row.push(self.either(pair, depth)?);
                at = pair.close + 1;
            } else if let Mark::Expression(span, pattern) = mark {
                row.flush(self, at);
                self.check(*span, pattern)?;
                row.push(Item { span: *span, kind: ItemKind::Regex(pattern.clone()) });
                at += 1;
            } else if mark.parts() || mark.is('(') || mark.is(')') {
                row.plain(at);
                at += 1;
            } else {
                let stop = self.word_end(at, end);
                match self.word(at, stop)? {
                    None => row.plain(at),
                    Some(item) => {
                        row.flush(self, at);
                        row.push(item);
                    }
                }
                at = stop;
            }
        }
        row.flush(self, end);
        self.ends(&row.items, depth)?;
        Ok(row.items)
    }

    /// Where the word that begins at `at` ends.
    fn word_end(&self, at: usize, end: usize) -> usize {
        let ends = |mark: &Mark| {
            mark.parts() || mark.is('(') || mark.is(')') || matches!(mark, Mark::Expression(..))
        };
        let rest = self.marks.get(at..end).unwrap_or_default();
        rest.iter().position(ends).map_or(end, |length| at + length)
    }

    /// The item of the word between two marks; nothing if it is text like the words beside it.
    fn word(&self, start: usize, stop: usize) -> Result<Option<Item>, Diagnostic> {
        let marks = self.marks.get(start..stop).unwrap_or_default();
        let mut signs: Vec<Character> = marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Sign(sign) => Some(*sign),
                Mark::Expression(..) => None,
            })
            .collect();
        let span = self.span(start, stop);
        let raw = span.of(self.piece.source);
        if is_address(raw) {
            return Ok(None);
        }
        settle_questions(&mut signs);
        let wild = signs.iter().any(|sign| sign.is_wild());
        let searched = signs.iter().any(|sign| sign.value.is_alphanumeric());
        if let Some((place, end)) = tilde(&signs) {
            let signs = signs.get(..end).unwrap_or_default();
            let last = signs.last().map_or(span.end, |sign| sign.span.end);
            let span = Span::new(span.start, last);
            let piece = Piece { span, ..self.piece };
            let Term::Fuzzy(word, edits) = misspelt(piece, signs, place)? else {
                return Ok(None);
            };
            return Ok(Some(Item { span, kind: ItemKind::Fuzzy(word, edits) }));
        }
        let kind = match (wild, searched) {
            (false, _) => return Ok(None),
            (true, true) => ItemKind::Wildcard(wildcard(&signs)),
            (true, false) => ItemKind::One,
        };
        Ok(Some(Item { span, kind }))
    }

    /// The alternatives between two parentheses.
    fn either(&self, pair: &Pair, depth: usize) -> Result<Item, Diagnostic> {
        let Pair { open, close, bars } = pair;
        let span = self.span(*open, close + 1);
        if depth == DEEPEST {
            let message =
                format!("expected at most {DEEPEST} levels of alternatives, found another `(`");
            let place = self.span(*open, open + 1);
            return Err(Diagnostic::error(place, message).hint("write fewer parentheses"));
        }
        self.stands_apart(pair)?;
        let mut rows = Vec::new();
        let mut start = open + 1;
        for end in bars.iter().chain([close]) {
            let row = self.row(start, *end, depth + 1)?;
            if row.is_empty() {
                return Err(self.empty_alternative(pair, start, *end));
            }
            rows.push(row);
            start = end + 1;
        }
        Ok(Item { span, kind: ItemKind::Either(rows) })
    }

    /// Refuses alternatives within a word: `exercis(e|ing)`.
    fn stands_apart(&self, pair: &Pair) -> Result<(), Diagnostic> {
        let before = pair.open.checked_sub(1).and_then(|at| self.marks.get(at));
        let after = self.marks.get(pair.close + 1);
        let glued = |mark: Option<&Mark>| mark.is_some_and(Mark::is_word);
        if !glued(before) && !glued(after) {
            return Ok(());
        }
        let source = self.piece.source;
        let parts = |mark: &Mark| mark.parts() || mark.is('(') || mark.is(')') || mark.is('|');
        let head = self.marks.get(..pair.open).unwrap_or_default();
        let start = head.iter().rposition(parts).map_or(0, |at| at + 1);
        let tail = self.marks.get(pair.close + 1..).unwrap_or_default();
        let end = pair.close + 1 + tail.iter().position(parts).unwrap_or(tail.len());
        let (place, side, missing) = if glued(before) {
            let place = self.span(pair.open, pair.open + 1);
            (place, "before `(`", place.start)
        } else {
            let place = self.span(pair.close, pair.close + 1);
            (place, "after `)`", place.end)
        };
        let message = format!("expected a blank {side}, as alternatives are whole words");
        let error = Diagnostic::error(place, message);
        let inner = self.marks.get(pair.open + 1..pair.close).unwrap_or_default();
        let simple = inner.iter().all(|mark| mark.is('|') || !parts(mark));
        let error = if simple {
            let before = self.span(start, pair.open).of(source);
            let after = self.span(pair.close + 1, end).of(source);
            let inner = self.span(pair.open + 1, pair.close).of(source);
            let words: Vec<_> =
                inner.split('|').map(|part| format!("{before}{part}{after}")).collect();
            let mended = format!("({})", words.join("|"));
            advise(error, replaced(source, self.span(start, end), &mended))
        } else {
            error
        };
        Err(advise_for(
            error,
            "for separate words",
            replaced(source, Span::new(missing, missing), " "),
        ))
    }

    /// Refuses a `*` at an end of a row: words of any kind stand there anyway.
    fn ends(&self, items: &[Item], depth: usize) -> Result<(), Diagnostic> {
        let is_one = |item: &&Item| item.kind == ItemKind::One;
        let source = self.piece.source;
        let (side, item, cut) = if let Some(first) = items.first().filter(is_one) {
            let next = items.get(1).map_or(first.span.end, |next| next.span.start);
            ("start", first, Span::new(first.span.start, next))
        } else if let Some(last) = items.last().filter(is_one) {
            let before = items.len().checked_sub(2).and_then(|at| items.get(at));
            (
                "end",
                last,
                Span::new(before.map_or(last.span.start, |item| item.span.end), last.span.end),
            )
        } else {
            return Ok(());
        };
        let whole = if depth == 0 { "phrase" } else { "alternative" };
        let message = format!("expected a word at the {side} of the {whole}, found `*`");
        let error = Diagnostic::error(item.span, message);
        if items.iter().all(|item| item.kind == ItemKind::One) {
            return Err(error.hint("`*` without quotes finds every report"));
        }
        Err(advise(error, removed(source, cut)))
    }

    /// The fault of an alternative without a word.
    fn empty_alternative(&self, pair: &Pair, start: usize, end: usize) -> Diagnostic {
        let source = self.piece.source;
        let found = self.span(start, end);
        let written = found.of(source).trim();
        let named = if written.is_empty() { "nothing".to_owned() } else { format!("`{written}`") };
        let last = end == pair.close;
        let bar = if last { start - 1 } else { end };
        let place = self.span(bar, bar + 1);
        let side = if last { "after" } else { "before" };
        let message = format!("expected words {side} `|`, found {named}");
        let error = Diagnostic::error(place, message);
        let whole = self.piece.span;
        let alone = self.pairs.len() == 1 && pair.bars.len() == 1;
        let words = if last { (pair.open + 1, bar) } else { (bar + 1, pair.close) };
        let words = self.span(words.0, words.1).of(source);
        if alone && has_content(words) {
            let head = Span::new(whole.start, self.span(pair.open, pair.open).start).of(source);
            let tail = self.span(pair.close + 1, self.marks.len()).of(source);
            let with = format!("{head}{words}{tail}");
            let without = format!("{} {}", head.trim_end(), tail.trim_start());
            if has_content(&without) {
                let phrases = format!("(\"{with}\" OR \"{}\")", without.trim());
                let mended = self.quotes().and_then(|quotes| replaced(source, quotes, &phrases));
                return advise_for(error, "with and without the word", mended);
            }
        }
        advise(error, removed(source, place.to(found)))
    }

    /// The fault of a `|` outside parentheses.
    fn bare_bar(&self, at: usize) -> Diagnostic {
        let source = self.piece.source;
        let place = self.span(at, at + 1);
        let message = "expected `(` before alternatives, found `|`";
        let error = Diagnostic::error(place, message);
        let is_word = |mark: &Mark| !mark.parts() && !mark.is('|');
        let stops = |mark: &Mark| mark.parts() || mark.is('(') || mark.is(')');
        let before = self.marks.get(..at).unwrap_or_default();
        let after = self.marks.get(at + 1..).unwrap_or_default();
        let (Some(left), Some(right)) =
            (before.iter().rposition(is_word), after.iter().position(is_word))
        else {
            return advise(error, removed(source, place));
        };
        let start = before.get(..left).unwrap_or_default();
        let start = start.iter().rposition(stops).map_or(0, |at| at + 1);
        let rest = after.get(right..).unwrap_or_default();
        // More bars belong to the same alternatives.
        let length = rest.iter().position(stops).unwrap_or(rest.len());
        let words = self.span(start, at + 1 + right + length);
        let written = words.of(source);
        let joined: Vec<_> = written.split('|').map(str::trim).collect();
        let simple = joined.iter().all(|word| has_content(word));
        let mended = replaced(source, words, &format!("({})", joined.join("|")));
        // Only words of a text can follow each other in several ways.
        let text = self.piece.field.is_none_or(takes_words);
        let error = advise(error, mended.filter(|_| simple && text));
        let spaced =
            before.last().is_some_and(Mark::parts) && after.first().is_some_and(Mark::parts);
        let Some(whole) = self.quotes().filter(|_| spaced || !text) else {
            return error;
        };
        let phrases: Vec<_> =
            self.piece.raw().split('|').map(|phrase| format!("\"{}\"", phrase.trim())).collect();
        let phrases = replaced(source, whole, &format!("({})", phrases.join(" OR ")));
        advise_for(error, "for one phrase or the other", phrases)
    }

    /// The fault of alternatives that have no end.
    fn unclosed(&self, pair: &Pair) -> Diagnostic {
        let place = self.span(pair.open, pair.open + 1);
        let message = "expected `)` for this `(`, found the end of the phrase";
        let error = Diagnostic::error(place, message);
        let end = self.piece.span.end;
        advise(error, replaced(self.piece.source, Span::new(end, end), ")"))
    }

    /// Refuses an expression that is none.
    fn check(&self, span: Span, pattern: &str) -> Result<(), Diagnostic> {
        expression::fault(self.piece.source, span, pattern, true).map_or(Ok(()), Err)
    }

    /// The phrase with its quotes.
    fn quotes(&self) -> Option<Span> {
        let Span { start, end } = self.piece.span;
        let opener = self.piece.source.get(..start)?.chars().next_back()?;
        let closer = self.piece.source.get(end..)?.chars().next()?;
        Some(Span::new(start - opener.len_utf8(), end + closer.len_utf8()))
    }

    fn pair_at(&self, open: usize) -> Option<&Pair> {
        let at = self.pairs.binary_search_by_key(&open, |pair| pair.open).ok()?;
        self.pairs.get(at)
    }

    /// Bytes of the source from the mark at `start` to before the one at `end`.
    fn span(&self, start: usize, end: usize) -> Span {
        let place =
            |at: usize| self.marks.get(at).map_or(self.piece.span.end, |mark| mark.span().start);
        let last = end.checked_sub(1).filter(|last| *last >= start);
        let end =
            last.and_then(|at| self.marks.get(at)).map_or(place(start), |mark| mark.span().end);
        Span::new(place(start), end)
    }
}

/// The items so far, and where the text began that is not one yet.
#[derive(Default)]
struct Builder {
    items: Vec<Item>,
    start: Option<usize>,
}

impl Builder {
    /// Takes the mark at `at` for text.
    fn plain(&mut self, at: usize) {
        self.start.get_or_insert(at);
    }

    fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Makes an item of the text before `end`, if there is something to search for in it.
    fn flush(&mut self, reader: &Reader<'_>, end: usize) {
        let Some(start) = self.start.take() else {
            return;
        };
        let marks = reader.marks.get(start..end).unwrap_or_default();
        let blank = |mark: &Mark| is_blank(mark.value());
        let (Some(first), Some(last)) = (
            marks.iter().position(|mark| !blank(mark)),
            marks.iter().rposition(|mark| !blank(mark)),
        ) else {
            return;
        };
        let text: String =
            marks.get(first..=last).unwrap_or_default().iter().map(Mark::value).collect();
        if has_content(&text) {
            let span = reader.span(start + first, start + last + 1);
            self.items.push(Item { span, kind: ItemKind::Text(text) });
        }
    }
}

/// Makes each `?` that no letter follows what it looks like: the end of a question.
fn settle_questions(signs: &mut [Character]) {
    let mut letter = false;
    for sign in signs.iter_mut().rev() {
        if sign.is('?') && !letter {
            sign.escaped = true;
        }
        if !sign.is_wild() {
            letter = sign.value.is_alphanumeric();
        }
    }
}

/// Where `~` stands behind a word, and where its number ends; punctuation may follow.
fn tilde(signs: &[Character]) -> Option<(usize, usize)> {
    let place = signs.iter().position(|sign| sign.is('~'))?;
    let before = signs.get(..place)?;
    let ends = before.last().is_some_and(|last| last.value.is_alphanumeric() || last.is_wild());
    // Between figures it stands for a range: `1~2 years`.
    let word = ends && before.iter().any(|sign| sign.value.is_alphabetic() || sign.is_wild());
    let rest = signs.get(place + 1..)?;
    let digits = rest.iter().take_while(|sign| sign.value.is_ascii_digit()).count();
    let closed = rest.iter().skip(digits).all(|sign| ".,;:!?…".contains(sign.value));
    (word && closed).then_some((place, place + 1 + digits))
}
