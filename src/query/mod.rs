//! The query language: text in, a tree with spans or diagnostics out.
//!
//! `lexer` splits, `stream` moves along the tokens, `parser` builds the [`ast`],
//! `printer` writes it back. What a token holds is read by `word`, `row` (what
//! stands between quotes), `expression` (regular ones), `nearness` (`NEAR/5`) and
//! `suffix` (`~3`, `^2`), `uncertain` (`date:?2016`); `sign` knows which characters part them. A fault
//! (`fault`) is worded where it is found, or by `complaint`, `neighbour` and
//! `doubt` where terms do not fit together, and says what to type instead
//! (`suggest`). The language is described in `docs/query.md`; nothing here knows
//! of the index.

pub mod ast;
mod complaint;
mod doubt;
mod expression;
mod fault;
mod lexer;
mod nearness;
mod neighbour;
mod parser;
pub mod plan;
mod printer;
mod row;
mod sign;
mod stream;
mod suffix;
mod suggest;
mod uncertain;
mod word;

pub use ast::{Expr, Factor, Item, ItemKind, Node, Query, Reach};
pub use parser::parse;
pub(crate) use suggest::{advise, replaced};
