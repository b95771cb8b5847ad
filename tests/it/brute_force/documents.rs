//! Collections of small documents of which every word, sentence and paragraph is known.
//!
//! What is known of a document comes from how it was made, never from the crate.

use std::fmt::Write as _;

use bilat::{Engine, ingest};
use jiff::civil::{Date, date};

use crate::brute_force::random::Random;
use crate::harness::Folder;

/// Every word there is. None is an inflection of another; two differ by one letter.
pub(super) const WORDS: [&str; 7] = ["tank", "boat", "boot", "camp", "fort", "gun", "map"];

/// The day on which all is indexed and asked.
const TODAY: Date = date(2025, 6, 1);

/// The words of a title or text and the sentences and paragraphs they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// By number in [`WORDS`].
    pub(super) words: Vec<usize>,
    /// For each word the number of its sentence.
    pub(super) sentences: Vec<usize>,
    /// For each word the number of its paragraph.
    pub(super) paragraphs: Vec<usize>,
}

/// A document and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// What the line has as `id`.
    number: usize,
    pub(super) id: String,
    /// The line of the file.
    pub(super) line: String,
    pub(super) title: Part,
    pub(super) text: Part,
}

/// How a collection gets into its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Making {
    /// In one piece.
    Whole,
    /// In several pieces.
    Scattered,
    /// After most of it was indexed with other documents, and some that are gone now.
    Changed,
}

/// A collection with its index.
pub(super) struct Indexed {
    pub(super) documents: Vec<Document>,
    pub(super) engine: Engine,
    /// Lives as long as the index is asked.
    _folder: Folder,
}

/// Makes and indexes a collection.
pub(super) fn indexed(making: Making, random: &mut Random) -> Indexed {
    let folder = Folder::new();
    let count = 12 + random.below(29).min(random.below(29));
    let mut documents: Vec<Document> = (0..count).map(|number| document(number, random)).collect();
    let threads = if making == Making::Scattered { 2 } else { 1 };
    index(&folder, &documents, threads);
    if making == Making::Changed {
        // With many changes the pieces are joined, with few the old documents stay in theirs.
        let many = random.percent(30);
        documents.retain(|_| random.percent(if many { 80 } else { 95 }));
        for changed in &mut documents {
            if random.percent(if many { 25 } else { 5 }) {
                *changed = document(changed.number, random);
            }
        }
        documents.extend((count..count + 4).map(|number| document(number, random)));
        index(&folder, &documents, threads);
    }
    let engine = Engine::open(&folder.path("index"), TODAY).expect("an index was made");
    assert_eq!(engine.len(), documents.len() as u64);
    Indexed { documents, engine, _folder: folder }
}

fn index(folder: &Folder, documents: &[Document], threads: usize) {
    let lines: String = documents.iter().map(|document| document.line.clone() + "\n").collect();
    folder.write("reports.jsonl", lines);
    let options = ingest::pipeline::Options {
        index: folder.path("index"),
        paths: vec![folder.path("reports.jsonl")],
        rebuild: false,
        today: TODAY,
        threads,
        statements: None,
    };
    ingest::pipeline::run(&options, &mut |_| {}).expect("an index can be made");
}

fn document(number: usize, random: &mut Random) -> Document {
    let mut keys = serde_json::Map::new();
    keys.insert("id".to_owned(), number.to_string().into());
    keys.insert("lang".to_owned(), "en".into());
    let longest = random.of(&[6, 12, 12, 20, 40]);
    let length = random.below(longest + 1);
    let mut written = Writing::default();
    let title = if random.below(4) == 0 {
        // Without a key, the title is the first sentence or a line that stands alone.
        written.begin(random);
        for _ in 0..random.below(6) {
            written.go_on(" ", Break::None, random);
        }
        let title = written.part.clone();
        if length == 0 {
            written.text.push('.');
        } else if random.percent(50) {
            // A line without a stop at its end might be taken for the title.
            written.go_on_with(&[".\n", "!\n"], Break::Sentence, random);
        } else {
            written.go_on("\n\n", Break::Paragraph, random);
        }
        title
    } else {
        let mut title = Writing::default();
        title.words(random.below(7), false, random);
        // A title without words is declared as well, or the text would give one.
        let text = if title.text.is_empty() { "–".to_owned() } else { title.text };
        keys.insert("title".to_owned(), text.into());
        title.part
    };
    written.words(length, true, random);
    keys.insert("text".to_owned(), written.text.into());
    Document {
        number,
        id: format!("reports.jsonl#{number}"),
        line: serde_json::Value::Object(keys).to_string(),
        title,
        text: written.part,
    }
}

/// What stands between two words where a sentence ends.
const STOPS: [&str; 6] = [". ", "! ", "? ", ".\n", ".” ", "… "];

/// What stands between two words where a paragraph ends.
const BLANK_LINES: [&str; 4] = ["\n\n", ".\n\n", "\n \n", "!\n\n\n"];

/// What ends nothing if a small letter follows.
const SMALL: [&str; 8] = [". ", "! ", ", ", "\n", "; ", " (", " – ", ".\n"];

/// What ends nothing at all.
const PLAIN: [&str; 6] = [" ", " ", " ", ", ", "\n", ": "];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    None,
    Sentence,
    Paragraph,
}

/// A title or text that grows, with what is known of it.
#[derive(Default)]
struct Writing {
    text: String,
    part: Part,
}

impl Writing {
    /// Adds words; breaks and line ends stand in a text only.
    fn words(&mut self, count: usize, is_text: bool, random: &mut Random) {
        for _ in 0..count {
            if self.text.is_empty() {
                self.begin(random);
                continue;
            }
            match random.below(100) {
                0..60 => self.go_on(" ", Break::None, random),
                60..72 if is_text => self.go_on_with(&STOPS, Break::Sentence, random),
                72..80 if is_text => self.go_on_with(&BLANK_LINES, Break::Paragraph, random),
                80..90 if is_text => {
                    self.text.push_str(random.of(&SMALL));
                    self.add(Break::None, false, random);
                }
                _ => self.go_on_with(&PLAIN, Break::None, random),
            }
        }
        if is_text && !self.text.is_empty() && random.percent(70) {
            self.text.push('.');
        }
    }

    /// Adds the first word.
    fn begin(&mut self, random: &mut Random) {
        let is_capital = random.percent(80);
        self.add(Break::None, is_capital, random);
    }

    /// Adds one of what may stand between, and a word.
    fn go_on_with(&mut self, between: &[&str], found: Break, random: &mut Random) {
        let between = random.of(between);
        self.go_on(between, found, random);
    }

    /// Adds what stands between and a word.
    fn go_on(&mut self, between: &str, found: Break, random: &mut Random) {
        self.text.push_str(between);
        let is_capital = match found {
            Break::None => random.percent(15),
            Break::Sentence => true,
            Break::Paragraph => random.percent(80),
        };
        self.add(found, is_capital, random);
    }

    fn add(&mut self, found: Break, is_capital: bool, random: &mut Random) {
        // The last words of the list are rare.
        let word = random.below(WORDS.len()).min(random.below(WORDS.len() + 3));
        let (first, rest) = WORDS[word].split_at(1);
        let first = if is_capital { first.to_uppercase() } else { first.to_owned() };
        let _ = write!(self.text, "{first}{rest}");
        let part = &mut self.part;
        let sentence = part.sentences.last().copied().unwrap_or(0);
        let paragraph = part.paragraphs.last().copied().unwrap_or(0);
        part.words.push(word);
        part.sentences.push(sentence + usize::from(found != Break::None));
        part.paragraphs.push(paragraph + usize::from(found == Break::Paragraph));
    }
}
