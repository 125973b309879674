//! All integration tests in one binary: one link, one run.

mod api;
mod bad_input;
mod cells;
mod check;
mod corpus;
mod currency;
#[cfg(feature = "encodings")]
mod encoders;
#[cfg(feature = "encodings")]
mod encodings;
mod explain;
mod figures;
mod fuzzing;
mod generated;
mod growth;
mod header;
mod invariance;
mod laws;
mod layers;
mod limits;
mod outlines;
mod outputs;
mod patterns;
mod quantities;
mod regressions;
mod snapshots;
mod supply;
mod support;
mod tables;
