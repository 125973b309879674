//! lib
mod combinator;
mod diagnostic;
mod error;
mod grammar;
mod limits;
mod numeral;
mod parser;
mod quantity;
mod text;
mod tree;

pub use diagnostic::{Diagnostic, DiagnosticCode, Severity};
pub use error::{Error, ErrorKind};
pub use grammar::Grammar;
pub use limits::Limits;
pub use parser::quantities;
pub use text::{LineColumn, LineIndex, Span};
pub use tree::*;
