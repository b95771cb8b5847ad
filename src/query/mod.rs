//! The query language: text in, a tree with spans or diagnostics out.
//!
//! `lexer` splits, `stream` moves along the tokens, `word` reads what a single
//! word or phrase holds, `parser` builds the [`ast`], `printer` writes it back.
//! A fault (`fault`) is worded where it is found, by `word`, `lexer` and
//! `complaint`, and says what to type instead (`suggest`). The language is
//! described in `docs/query.md`; nothing here knows of the index.

pub mod ast;
mod complaint;
mod fault;
mod lexer;
mod parser;
pub mod plan;
mod printer;
mod stream;
mod suggest;
mod word;

pub use ast::{Expr, Node, Query};
pub use parser::parse;
