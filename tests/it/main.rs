//! The one test binary. What each module proves is said at its top.

// The means.
mod collection;
mod harness;
mod records;
mod shared;
mod suite;

// The sources: their layers, their form.
mod layers;
mod tidy;

// The library.
mod activities;
mod country;
mod date;
mod date_spec;
mod dyads;
mod frus;
mod kremlin;
mod names;
mod persons;
mod quantity;
mod query;
mod reader;
mod sentence;
mod things;

// The whole engine against the meaning of its language.
mod brute_force;
mod dating;
mod ranking;

// What the store promises: commits, locks, damage, versions.
mod damage;
mod formats;
mod killed;
mod store;

// The program, a command each.
mod eval;
mod eval_rank;
mod explain;
mod help;
mod hostile;
mod index;
mod people;
mod search;
mod show;
mod snippets;
mod status;
mod update;

// The pages that show what the program prints.
mod readme;
