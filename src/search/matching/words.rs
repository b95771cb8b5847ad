//! Words, rows and nearness of a query in a title, a text or a name.

use rustc_hash::FxHashMap;

use crate::analyze::token::words;
use crate::lexicon::fold::fold_into;
use crate::query::Reach;
use crate::query::plan::{Clause, Scope};
use crate::search::forms::WordForm;
use crate::search::layout::Layout;
use crate::search::lower::Leaf;
use crate::search::matching::found::Match;
use crate::search::matching::part::Parts;
use crate::search::places::{Occurrence, Scratch, Shape, Words, parts};
use crate::span::Span;

/// What a query asks of words, made ready to be looked for in one text after the other.
pub(super) struct WordMatcher<'l, 'p> {
    leaves: &'l [Leaf<'p>],
    parts: &'l Parts,
    /// What each form is asked for by.
    uses: FxHashMap<&'l str, Vec<Use<'l>>>,
    /// First bytes of the forms: most words of a text begin otherwise.
    begins: [bool; 256],
}

/// A form as a word of a leaf.
struct Use<'l> {
    leaf: usize,
    word: usize,
    form: &'l WordForm,
}

/// Memory that is used again from one text to the next.
#[derive(Default)]
pub(super) struct Memory {
    scratch: Scratch,
    folded: String,
    words: Vec<Span>,
    /// By leaf, then by word.
    occurrences: Vec<Vec<Vec<Occurrence>>>,
}

impl<'l, 'p> WordMatcher<'l, 'p> {
    pub(super) fn new(leaves: &'l [Leaf<'p>], parts: &'l Parts) -> Self {
        let mut uses: FxHashMap<&str, Vec<Use<'_>>> = FxHashMap::default();
        let mut begins = [false; 256];
        for (number, leaf) in leaves.iter().enumerate() {
            if !matches!(leaf.clause, Clause::Words { .. }) {
                continue;
            }
            for (word, forms) in leaf.words.iter().enumerate() {
                for form in forms.iter() {
                    if let Some(first) = form.form.bytes().next() {
                        begins[usize::from(first)] = true;
                    }
                    uses.entry(&form.form).or_default().push(Use { leaf: number, word, form });
                }
            }
        }
        Self { leaves, parts, uses, begins }
    }

    /// Whether a leaf looks for words in this part of a report.
    pub(super) fn looks_in(leaf: &Leaf<'_>, part: Scope) -> bool {
        match leaf.clause {
            // A word without a field is looked for in title and text, not in names.
            Clause::Words { scope: Scope::Anywhere, .. } => {
                matches!(part, Scope::Title | Scope::Text)
            }
            Clause::Words { scope, .. } => *scope == part,
            _ => false,
        }
    }

    /// Adds what matches in `text`, which is that part of a report in language `lang`.
    ///
    /// `layout` is that of the text; what is handed over without one is a single sentence.
    pub(super) fn find(
        &self,
        text: &str,
        lang: Option<&str>,
        part: Scope,
        layout: Option<&Layout<'_>>,
        memory: &mut Memory,
        matches: &mut Vec<Match>,
    ) {
        if !self.leaves.iter().any(|leaf| Self::looks_in(leaf, part)) {
            return;
        }
        self.collect(text, lang, part, memory);
        let Memory { scratch, words: spans, occurrences, .. } = memory;
        let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
        let bounded = |leaf: &&Leaf<'_>| Self::looks_in(leaf, part) && has_bounds(&leaf.shape);
        if let Some(layout) = layout
            && self.leaves.iter().any(|leaf| bounded(&leaf))
        {
            let held = |(leaf, lists): (&Leaf<'_>, &Vec<Vec<Occurrence>>)| {
                let lists = if bounded(&leaf) { lists.as_slice() } else { &[] };
                lists.concat()
            };
            let mut held: Vec<usize> = self
                .leaves
                .iter()
                .zip(&*occurrences)
                .flat_map(held)
                .filter_map(|occurrence| Some(spans.get(occurrence.position as usize)?.start))
                .collect();
            held.sort_unstable();
            sentences = positions(layout.sentence_starts(&held).into_iter(), spans);
            paragraphs = positions(layout.paragraph_starts(), spans);
        }
        for (number, (leaf, occurrences)) in self.leaves.iter().zip(&*occurrences).enumerate() {
            // Most words of most queries are not in most texts.
            if !Self::looks_in(leaf, part) || occurrences.iter().all(Vec::is_empty) {
                continue;
            }
            let words = Words { occurrences, sentences: &sentences, paragraphs: &paragraphs };
            for found in parts(&leaf.shape, &words, scratch) {
                let ends = (spans.get(found.start as usize), spans.get(found.end as usize));
                if let (Some(first), Some(last)) = ends {
                    matches.push(Match {
                        span: first.to(*last),
                        part: self.parts.number(number, found.number),
                        weight: found.weight,
                    });
                }
            }
        }
    }

    /// Reads the words of a text, and where each form stands among them.
    fn collect(&self, text: &str, lang: Option<&str>, part: Scope, memory: &mut Memory) {
        let Memory { folded, words: spans, occurrences, .. } = memory;
        spans.clear();
        occurrences.resize_with(self.leaves.len(), Vec::new);
        for (lists, leaf) in occurrences.iter_mut().zip(self.leaves) {
            lists.iter_mut().for_each(Vec::clear);
            lists.resize_with(leaf.words.len(), Vec::new);
        }
        for (position, span) in (0..).zip(words(text)) {
            spans.push(span);
            let word = span.of(text);
            let first = word.bytes().next().unwrap_or_default();
            // Folding leaves the first letter first, if it is plain.
            if first.is_ascii() && !self.begins[usize::from(first.to_ascii_lowercase())] {
                continue;
            }
            folded.clear();
            fold_into(word, folded);
            for Use { leaf, word, form } in self.uses.get(folded.as_str()).into_iter().flatten() {
                let asked = self.leaves.get(*leaf).is_some_and(|leaf| Self::looks_in(leaf, part));
                if asked
                    && form.counts_in(lang)
                    && let Some(list) = occurrences.get_mut(*leaf).and_then(|l| l.get_mut(*word))
                {
                    list.push(Occurrence { position, weight: form.weight });
                }
            }
        }
    }
}

/// Whether anything in a shape must lie within a sentence or a paragraph.
fn has_bounds(shape: &Shape) -> bool {
    match shape {
        Shape::Word(_) => false,
        Shape::Either(shapes) => shapes.iter().any(has_bounds),
        Shape::Row { items, .. } => items.iter().any(|item| has_bounds(&item.shape)),
        Shape::Near { operands, reach, .. } => {
            matches!(reach, Reach::Sentence | Reach::Paragraph) || operands.iter().any(has_bounds)
        }
    }
}

/// The positions of the words that are the first at or after `starts`, but the first of all.
fn positions(starts: impl Iterator<Item = usize>, words: &[Span]) -> Vec<u32> {
    let position = |start: usize| words.partition_point(|word| word.start < start);
    let mut positions: Vec<u32> = starts
        .map(position)
        .filter(|position| (1..words.len()).contains(position))
        .map(|position| position as u32)
        .collect();
    positions.dedup();
    positions
}
