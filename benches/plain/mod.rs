//! The engine alone, as its manual shows it: the yardstick for indexing.
//!
//! Title and text with positions, both stored and packed with zstd, words in
//! lower case with English Snowball stems (those of bilat: the engine is built
//! without its own), two threads, one commit.

use std::path::Path;

use frostem::{Algorithm, Stemmer};
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream,
    Tokenizer,
};
use tantivy::{Index, IndexSettings, IndexWriter, doc};
use tempfile::TempDir;

use crate::collection::documents;

/// Indexes a file of JSON lines.
pub(crate) fn index(source: &Path) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let words = TextFieldIndexing::default()
        .set_tokenizer("english")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words).set_stored();
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", words.clone());
    let body = schema.add_text_field("body", words);
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        ..Default::default()
    };
    let index = Index::builder()
        .schema(schema.build())
        .settings(settings)
        .create_in_dir(folder.path())
        .expect("an index");
    let english = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(EnglishStem)
        .build();
    index.tokenizers().register("english", english);
    let mut writer: IndexWriter = index.writer_with_num_threads(2, 200_000_000).expect("a writer");
    for document in documents(source) {
        let text = |key: &str| document[key].as_str().unwrap_or_default().to_owned();
        let number = document["id"].to_string();
        writer
            .add_document(doc!(id => number, title => text("title"), body => text("text")))
            .expect("a document");
    }
    writer.commit().expect("a commit");
    folder
}

#[derive(Clone)]
struct EnglishStem;

impl TokenFilter for EnglishStem {
    type Tokenizer<T: Tokenizer> = Stemmed<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Stemmed<T> {
        Stemmed(inner)
    }
}

#[derive(Clone)]
struct Stemmed<T>(T);

impl<T: Tokenizer> Tokenizer for Stemmed<T> {
    type TokenStream<'a> = StemmedStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmedStream(self.0.token_stream(text), Stemmer::new(Algorithm::English))
    }
}

struct StemmedStream<S>(S, Stemmer);

impl<S: TokenStream> TokenStream for StemmedStream<S> {
    fn advance(&mut self) -> bool {
        if !self.0.advance() {
            return false;
        }
        let stem = self.1.stem(&self.0.token().text).into_owned();
        self.0.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}
