//! Statements about names, held against the names of the register.

use std::cmp::Ordering;

use crate::index::Error;
use crate::lexicon::edits::edits;
use crate::lexicon::name::compare::{Name, Verdict, compare};
use crate::lexicon::name::{Statements, plain};
use crate::search::register::blocks::Blocks;
use crate::search::register::forms::{FormId, Forms, Written};
use crate::search::register::words::Held;

/// A name in a statement.
struct Side {
    written: String,
    name: Name,
    held: Box<[Held]>,
    blocks: Blocks,
}

/// Which side of a separation a name stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Left,
    Right,
    /// It can be either's, so it is nobody's of the two.
    Between,
}

/// Statements with their names parsed.
pub(super) struct Stated {
    same: Vec<Vec<Side>>,
    apart: Vec<[Side; 2]>,
}

impl Stated {
    pub(super) fn new(statements: &Statements, forms: &mut Forms<'_>) -> Self {
        let mut side = |written: &String| {
            let name = Name::parse(written);
            let held = forms.held(&name);
            let blocks = forms.words.blocks_of(&held);
            Side { written: written.clone(), name, held, blocks }
        };
        let same = statements.same.iter().map(|names| names.iter().map(&mut side).collect());
        let same = same.collect();
        let apart = statements.apart.iter().map(|[one, other]| [side(one), side(other)]);
        let apart = apart.collect();
        Self { same, apart }
    }

    /// The statements by which a name is one person's with others.
    pub(super) fn groups_of(&self, name: Written<'_>) -> Vec<usize> {
        let names = |sides: &[Side]| sides.iter().any(|side| side.names(name));
        (0..).zip(&self.same).filter(|(_, sides)| names(sides)).map(|(at, _)| at).collect()
    }

    /// The names as they stand in a statement.
    pub(super) fn written(&self, group: usize) -> Vec<String> {
        let sides = self.same.get(group).into_iter().flatten();
        sides.map(|side| side.written.clone()).collect()
    }

    /// The forms of the register that a statement names.
    pub(super) fn forms_of(
        &self,
        group: usize,
        forms: &mut Forms<'_>,
    ) -> Result<Vec<FormId>, Error> {
        let mut found = Vec::new();
        for side in self.same.get(group).into_iter().flatten() {
            for full in [true, false] {
                for id in forms.beside(side.held.iter(), full)? {
                    let named = forms.get(id).is_some_and(|form| side.names(form.written()));
                    if named && !found.contains(&id) {
                        found.push(id);
                    }
                }
            }
        }
        Ok(found)
    }

    /// Whether two names are stated to be two persons'.
    pub(super) fn are_apart(&self, one: Written<'_>, other: Written<'_>) -> bool {
        self.apart.iter().any(|sides| {
            let stands = [one, other].map(|name| stands(sides, name));
            matches!(stands, [Some(one), Some(other)] if one != other)
        })
    }
}

impl Side {
    /// Whether a name is written for the one that is stated.
    fn names(&self, name: Written<'_>) -> bool {
        self.blocks.share(name.blocks) && compare(&self.name, name.name).verdict == Verdict::Same
    }

    /// In how many letters a name is written in another way.
    fn differs(&self, name: Written<'_>) -> usize {
        edits(&plain(&self.written), &plain(name.text))
    }
}

fn stands([left, right]: &[Side; 2], name: Written<'_>) -> Option<Stands> {
    Some(match (left.names(name), right.names(name)) {
        (true, false) => Stands::Left,
        (false, true) => Stands::Right,
        // Names that the rules take for one are told apart by their letters alone.
        (true, true) => match left.differs(name).cmp(&right.differs(name)) {
            Ordering::Less => Stands::Left,
            Ordering::Greater => Stands::Right,
            Ordering::Equal => Stands::Between,
        },
        (false, false) => return None,
    })
}
