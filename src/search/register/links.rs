//! Which names of the register are written forms of one name.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::index::Error;
use crate::lexicon::name::compare::{Name, Nearness, Reason, Verdict, compare};
use crate::search::register::forms::{FormId, Forms, Written};
use crate::search::register::stated::Stated;
use crate::search::register::words::WordId;

/// A form that is another's name, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub to: FormId,
    /// Whether each word of one stands for a word of the other, so that nothing is left out.
    pub whole: bool,
}

/// The links found so far.
pub(super) struct Links<'r> {
    pub forms: Forms<'r>,
    pub stated: Stated,
    known: FxHashMap<FormId, Rc<[Link]>>,
}

impl<'r> Links<'r> {
    pub(super) fn new(forms: Forms<'r>, stated: Stated) -> Self {
        Self { forms, stated, known: FxHashMap::default() }
    }

    /// The forms that are the same name as `form`: full names for a full one, else short ones.
    pub(super) fn of(&mut self, form: FormId) -> Result<Rc<[Link]>, Error> {
        if let Some(links) = self.known.get(&form) {
            return Ok(links.clone());
        }
        let links: Rc<[Link]> = self.find(form)?.into();
        self.known.insert(form, links.clone());
        Ok(links)
    }

    fn find(&mut self, form: FormId) -> Result<Vec<Link>, Error> {
        let Some(own) = self.forms.get(form) else { return Ok(Vec::new()) };
        let (full, name, blocks) = (own.full, own.name.clone(), own.blocks.clone());
        let (text, held) = (own.text.clone(), own.words.clone());
        let candidates =
            if full { self.forms.alike(form)? } else { self.forms.beside(held.iter(), false)? };
        let own = Written { text: &text, name: &name, blocks: &blocks };
        let mut links = Vec::new();
        for to in candidates {
            let Some(other) = self.forms.get(to) else { continue };
            if to == form {
                continue;
            }
            // A link leads both ways.
            if let Some(back) = self.known.get(&to) {
                let back = back.iter().find(|link| link.to == form);
                links.extend(back.map(|link| Link { to, whole: link.whole }));
                continue;
            }
            let found = compare(&name, &other.name);
            let apart = || self.stated.are_apart(own, other.written());
            let agree = || !full || self.forms.agree(form, to);
            if found.verdict == Verdict::Same && agree() && !apart() {
                links
                    .push(Link { to, whole: found.reasons.iter().all(|reason| is_whole(*reason)) });
            }
        }
        Ok(links)
    }

    /// What a comparison of two forms says.
    pub(super) fn verdict(&self, one: FormId, other: FormId) -> Verdict {
        let (Some(one), Some(other)) = (self.forms.get(one), self.forms.get(other)) else {
            return Verdict::Different;
        };
        compare(&one.name, &other.name).verdict
    }

    /// Whether two forms are stated to be two persons'.
    pub(super) fn are_apart(&self, one: FormId, other: FormId) -> bool {
        let (Some(one), Some(other)) = (self.forms.get(one), self.forms.get(other)) else {
            return false;
        };
        self.stated.are_apart(one.written(), other.written())
    }

    /// Whether a form is stated to be another person's than a name.
    pub(super) fn is_apart_from(&self, form: FormId, name: Written<'_>) -> bool {
        self.forms.get(form).is_some_and(|form| self.stated.are_apart(form.written(), name))
    }

    /// Words of a form's name.
    pub(super) fn words(&self, form: FormId) -> usize {
        self.forms.get(form).map_or(0, |form| form.name.words().count())
    }

    /// The forms of the register with which `name` can be one, with what the comparison says. If
    /// it is one word that more than `most` full names have, they are only counted.
    pub(super) fn like(&mut self, name: &Name, most: usize) -> Result<Like, Error> {
        let held = self.forms.held(name);
        let mut like = Like::default();
        if let [word] = *held {
            self.choose(word.word, &mut like)?;
            like.names = self.forms.count(&like.words(true), most)?;
            if like.names > most {
                return Ok(like);
            }
            // A word alone may be the name of everybody who has it.
            if name.words().count() == 1 {
                for word in like.words(true) {
                    let forms = self.forms.having(word, true)?;
                    like.full.extend(forms.iter().map(|form| (*form, Verdict::Maybe)));
                }
            } else {
                for word in like.words(true) {
                    let forms = self.forms.having(word, true)?;
                    self.compare_all(name, &forms, &mut like.full);
                }
            }
            for word in like.words(false) {
                let forms = self.forms.having(word, false)?;
                self.compare_all(name, &forms, &mut like.short);
            }
        } else {
            let full = if name.is_full() {
                // Who has two words of the name has one beside that which most have.
                let most = self.forms.most_frequent(&held)?;
                self.forms.beside(held.iter().filter(|held| Some(held.place) != most), true)?
            } else {
                self.forms.beside(held.iter(), true)?
            };
            self.compare_all(name, &full, &mut like.full);
            let short = self.forms.beside(held.iter(), false)?;
            self.compare_all(name, &short, &mut like.short);
        }
        for list in [&mut like.full, &mut like.short] {
            list.sort_unstable();
            list.dedup();
        }
        Ok(like)
    }

    /// The words of the register that a name of one word means: those written for it and their
    /// cases; if there are none, those of which it may be a case; if there are none either, those
    /// that are alike.
    fn choose(&mut self, word: WordId, like: &mut Like) -> Result<(), Error> {
        let mut near: Vec<(bool, WordId, Nearness)> = Vec::new();
        for full in [true, false] {
            let words = self.forms.near(word, full)?;
            near.extend(words.iter().map(|(word, nearness)| (full, *word, *nearness)));
        }
        let has = |of_full: bool, wanted: &[Nearness]| {
            near.iter().any(|(full, _, near)| *full == of_full && wanted.contains(near))
        };
        let (written, cases): (&[Nearness], &[Nearness]) = (
            &[Nearness::Written, Nearness::Declined],
            &[Nearness::Written, Nearness::Declined, Nearness::Case],
        );
        // A word that no full name has may be a case where it stands alone in a report, too.
        let wanted = if has(true, &[Nearness::Written]) {
            written
        } else if has(true, cases) {
            cases
        } else if has(false, &[Nearness::Written]) {
            written
        } else if has(false, cases) {
            cases
        } else {
            like.doubtful = has(true, &[Nearness::Doubtful]);
            &[Nearness::Doubtful]
        };
        let chosen = near.iter().filter(|(.., near)| wanted.contains(near));
        like.words = chosen.map(|(full, word, _)| (*full, *word)).collect();
        Ok(())
    }

    fn compare_all(&self, name: &Name, forms: &[FormId], found: &mut Vec<(FormId, Verdict)>) {
        for id in forms {
            let Some(form) = self.forms.get(*id) else { continue };
            let verdict = compare(name, &form.name).verdict;
            if verdict > Verdict::Different {
                found.push((*id, verdict));
            }
        }
    }
}

/// The forms with which a name can be one.
#[derive(Default)]
pub(super) struct Like {
    /// Full names, with what the comparison says.
    pub full: Vec<(FormId, Verdict)>,
    /// Other forms.
    pub short: Vec<(FormId, Verdict)>,
    /// For a name of one word, the words of full names, and of others, that it means.
    pub words: Vec<(bool, WordId)>,
    /// Whether they are only alike.
    pub doubtful: bool,
    /// Number of full names that have one of these words, as far as they were counted.
    pub names: usize,
}

impl Like {
    /// The words of full names, or of others.
    pub(super) fn words(&self, full: bool) -> Vec<WordId> {
        self.words.iter().filter(|(of_full, _)| *of_full == full).map(|(_, word)| *word).collect()
    }
}

/// Whether a difference leaves every word of a name in its place.
fn is_whole(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::SameLetters
            | Reason::Script
            | Reason::Diacritics
            | Reason::Respelling
            | Reason::CaseEnding
            | Reason::Order
            | Reason::Hyphen
    )
}
