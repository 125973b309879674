//! Which candidates are markers, and what stands under which: a faithful nested outline of the text.
//!
//! [`search_parts`] chooses the markers, [`assemble`] gives every line of words to a node. Meaning comes later: a wrong
//! role cannot lose a clause here.

mod assemble;
mod explain;
mod kind;
mod parts;
mod runs;
mod search;

pub(crate) use assemble::{Block, Entry, Outline, assemble, without_markup};
pub(crate) use explain::markers as explain_markers;
pub(crate) use parts::search_parts;
