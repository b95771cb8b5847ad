//! Reports in which the words of a shape stand at all: those that are worth a look at positions.

use tantivy::{DocId, TERMINATED};

use crate::search::places::Shape;
use crate::search::union::Union;

/// A word of the shape in one field; a word that stands twice in the shape has two of them.
pub(super) struct Cursor {
    /// Number of the word.
    pub word: usize,
    /// Where its forms stand.
    pub union: Union,
}

/// Which reports can have a place: those with all words of a row, with any of alternatives.
pub(super) enum Candidates {
    /// Number of a cursor.
    Word(usize),
    All(Vec<Candidates>),
    Any(Vec<Candidates>),
}

impl Candidates {
    /// The candidates for a shape; `open` makes a cursor for a word and gives its number.
    pub(super) fn of(
        shape: &Shape,
        open: &mut dyn FnMut(usize) -> tantivy::Result<usize>,
    ) -> tantivy::Result<Self> {
        Ok(match shape {
            Shape::Word(word) => Self::Word(open(*word)?),
            Shape::Either(shapes) => Self::Any(
                shapes.iter().map(|shape| Self::of(shape, open)).collect::<tantivy::Result<_>>()?,
            ),
            Shape::Row { items, .. } => Self::All(
                items
                    .iter()
                    .map(|item| Self::of(&item.shape, open))
                    .collect::<tantivy::Result<_>>()?,
            ),
            Shape::Near { operands, .. } => Self::All(
                operands
                    .iter()
                    .map(|shape| Self::of(shape, open))
                    .collect::<tantivy::Result<_>>()?,
            ),
        })
    }

    /// Orders what must all be there so that the rarest leads.
    pub(super) fn rarest_first(&mut self, cursors: &[Cursor]) {
        match self {
            Self::Word(_) => {}
            Self::Any(parts) => parts.iter_mut().for_each(|part| part.rarest_first(cursors)),
            Self::All(parts) => {
                for part in parts.iter_mut() {
                    part.rarest_first(cursors);
                }
                parts.sort_by_key(|part| part.size_hint(cursors));
            }
        }
    }

    /// Upper bound of their number.
    pub(super) fn size_hint(&self, cursors: &[Cursor]) -> u32 {
        match self {
            Self::Word(cursor) => cursors.get(*cursor).map_or(0, |found| found.union.size_hint()),
            Self::All(parts) => parts.iter().map(|part| part.size_hint(cursors)).min().unwrap_or(0),
            Self::Any(parts) => {
                parts.iter().fold(0, |sum: u32, part| sum.saturating_add(part.size_hint(cursors)))
            }
        }
    }

    /// The first candidate at or after `target`.
    pub(super) fn seek(&self, cursors: &mut [Cursor], mut target: DocId) -> DocId {
        match self {
            Self::Word(cursor) => {
                cursors.get_mut(*cursor).map_or(TERMINATED, |found| found.union.seek(target))
            }
            Self::Any(parts) => {
                let found = parts.iter().map(|part| part.seek(cursors, target));
                found.min().unwrap_or(TERMINATED)
            }
            Self::All(parts) => 'again: loop {
                let Some((first, others)) = parts.split_first() else { return TERMINATED };
                let document = first.seek(cursors, target);
                if document == TERMINATED {
                    return TERMINATED;
                }
                for other in others {
                    let found = other.seek(cursors, document);
                    if found > document {
                        target = found;
                        continue 'again;
                    }
                }
                return document;
            },
        }
    }
}
