//! The engine alone over generated reports: the words of title and text as they stand, in lower
//! case, both stored. The yardstick for queries and snippets.

use std::fs;
use std::path::Path;

use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};

use crate::collection::documents;

/// Indexes a file of JSON lines in a new folder; a title is the first sentence, as with us.
pub(crate) fn index(source: &Path, folder: &Path) -> Index {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING);
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    fs::create_dir(folder).expect("a temporary folder");
    let index = Index::create_in_dir(folder, schema.build()).expect("an index");
    let mut writer: IndexWriter = index.writer(200_000_000).expect("a writer");
    for report in documents(source) {
        let text = report["text"].as_str().expect("a text");
        let first = text.split_once(". ").map_or(text, |(first, _)| first);
        let number = report["id"].to_string();
        let document = doc!(id => number, title => first, body => text);
        writer.add_document(document).expect("the engine takes it");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merged");
    index
}
