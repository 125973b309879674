//! All integration tests in one binary: one link, one run.

mod api;
mod bad_input;
mod check;
mod corpus;
mod explain;
mod fuzzing;
mod growth;
mod header;
mod laws;
mod layers;
mod quantities;
mod regressions;
mod snapshots;
mod supply;
mod support;
