//! lib
mod combinator;
mod detect;
mod diagnostic;
mod error;
mod grammar;
mod limits;
mod numeral;
mod outline;
mod parsed;
mod parser;
mod quantity;
mod roles;
mod scan;
mod text;
mod tree;

pub use diagnostic::{Diagnostic, DiagnosticCode, Severity};
pub use error::{Error, ErrorKind};
pub use grammar::Grammar;
pub use limits::Limits;
pub use parsed::Parsed;
pub use parser::{Parser, ParserBuilder, parse, quantities};
pub use text::{LineColumn, LineIndex, Span};
pub use tree::*;
