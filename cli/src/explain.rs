//! `explain`.

use crate::Failure;
use crate::args::TextFormat;
use clausetree::Parser;

/// Explains a place.
pub(crate) fn place(
    _out: &mut Vec<u8>,
    _parser: &Parser,
    _name: &str,
    _text: &str,
    _place: (Option<usize>, Option<usize>),
    _format: TextFormat,
) -> Result<(), Failure> {
    Ok(())
}
