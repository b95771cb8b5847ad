//! What ranking is made of: every constant in one place.
//!
//! The values were chosen by a sweep over public test collections, each left
//! out in turn; `docs/ranking.md` has the tables and the command. They are the
//! same for every collection and every language.

/// The constants of ranking.
///
/// The default is what searches use. Other values are for measuring:
/// [`Engine::with_ranking`](crate::Engine::with_ranking).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranking {
    /// How slowly repeated occurrences lose in value: BM25's k1.
    pub saturation: f32,
    /// How much an occurrence in the title counts, where one in the text counts 1.
    pub title_weight: f32,
    /// How much the length of a title counts, 0 to 1: BM25's b.
    pub title_length: f32,
    /// How much an occurrence in the lead counts beyond that in the text, of which it is a part.
    pub lead_weight: f32,
    /// The same as `title_length`, of leads.
    pub lead_length: f32,
    /// The same of texts.
    pub text_length: f32,
    /// How much an inflected form counts, where the word as typed counts 1.
    pub inflected: f32,
    /// How much two words of a query count that stand side by side, as a share of the rarer one.
    pub nearness: f32,
    /// Words of a report within which two words of a query are near each other.
    pub window: u32,
    /// How much it counts that a report is about a country or person that is asked for, as a
    /// share of what a word counts that stands in as many reports.
    pub about: f32,
    /// How words are added to a query from its best hits.
    pub feedback: Feedback,
}

/// How words are added to a query from its best hits: RM3 (Abdul-Jaleel and others: `UMass` at TREC
/// 2004, Novelty and HARD).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feedback {
    /// Best hits that are read.
    pub reports: usize,
    /// Words that are added.
    pub words: usize,
    /// What the words of the query count together, where they and those added make 1.
    pub original: f32,
    /// How fast a hit loses weight with its score: one that is behind the best by this share of
    /// the best score counts 1/e of it.
    pub decay: f32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            saturation: 1.2,
            title_weight: 2.5,
            title_length: 0.5,
            lead_weight: 0.3,
            lead_length: 0.0,
            text_length: 0.6,
            inflected: 0.75,
            nearness: 0.2,
            window: 8,
            about: 0.3,
            feedback: Feedback { reports: 10, words: 25, original: 0.5, decay: 0.15 },
        }
    }
}
