//! The ingestion stage: files are read, reports extracted and indexed.
//!
//! [`read`] turns files into raw documents, [`extract`] turns a raw document
//! into a report, [`pipeline`] runs both over a collection and feeds the index.
//! Only the pipeline knows the index.

pub mod extract;
pub mod pipeline;
pub mod read;
