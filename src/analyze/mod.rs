//! Words and sentences, cut in the same way for index, query and snippets.
//!
//! Takes text, gives spans and folded words. [`token`] cuts words, [`sentence`]
//! cuts sentences, [`breaks`] joins the two, [`stem`] knows which forms belong together in which
//! language, and [`tokenizer`] offers all of it to the engine.

pub mod breaks;
pub mod sentence;
pub mod stem;
pub mod token;
pub mod tokenizer;

/// Version of everything in this module that shapes the terms on disk.
///
/// Raised whenever a text would be cut or folded differently; an index from
/// another version is rebuilt.
pub const VERSION: u32 = 2;
