//! Why a text was read as it was: plain data that the stages fill in where somebody asks for a place.
//!
//! It knows nothing of parsing. A stage that decides something writes a [`Reason`] down itself, so that what is
//! explained cannot disagree with what was done.

mod code;
mod data;
mod spans;
mod trace;

pub use code::ReasonCode;
pub use data::{
    GrammarEntry, MarkerExplanation, NodeExplanation, NumberExplanation, NumberReading, PieceExplanation,
    QuantityExplanation, Reason, SlotExplanation, TemplateExplanation,
};
pub(crate) use trace::{Trace, touches};
