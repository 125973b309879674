//! All integration tests in one binary: one link, one run.

mod api;
mod bad_input;
mod check;
mod corpus;
mod explain;
mod generated;
mod growth;
mod laws;
mod layers;
mod quantities;
mod snapshots;
mod support;
