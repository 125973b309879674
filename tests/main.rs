//! All integration tests in one binary: one link, one run.

mod api;
mod bad_input;
mod check;
mod corpus;
#[cfg(feature = "encodings")]
mod encoders;
#[cfg(feature = "encodings")]
mod encodings;
mod explain;
mod growth;
mod invariance;
mod laws;
mod layers;
mod limits;
mod quantities;
mod snapshots;
mod support;
