//! Turns the raw text of policy resolutions into a typed tree of viewpoints, objectives, tasks and implementation
//! clauses, with every numeric target as an exact quantity and with the bytes of the source behind every value.
//!
//! ```
//! let text = "\
//! II- MỤC TIÊU
//! 1. Đến năm 2030
//! - Quy mô kinh tế số đạt tối thiểu 30% GDP.
//! - Nguồn nhân lực nghiên cứu đạt 12 người trên một vạn dân.
//! ";
//! let parsed = clausetree::parse(text)?;
//! let targets: Vec<String> = parsed
//!     .resolution()
//!     .targets()
//!     .map(|target| format!("{}: {}", target.node.id, target.quantity.span.of(text)))
//!     .collect();
//! assert_eq!(targets, ["objectives.1.1: tối thiểu 30% GDP", "objectives.1.2: 12 người trên một vạn dân"]);
//! # Ok::<(), clausetree::Error>(())
//! ```
//!
//! # What you get
//!
//! [`parse`] gives [`Parsed`]: the [`Resolution`], and beside it [`Diagnostic`]s that say what is odd about the text.
//! The tree is made of one type, [`Node`], because in real documents anything may stand under anything; the typed
//! views [`Viewpoint`], [`Horizon`], [`Objective`], [`Task`] and [`ImplementationClause`] say what each kind offers.
//! [`parse_all`] reads a file that holds several documents. [`quantities`] reads a fragment without looking at structure. Everything serialises with serde, and JSON read back
//! is equal to the tree that was written.
//!
//! # Nothing lost, nothing invented
//!
//! Every byte of the input belongs to exactly one node's words, one marker, one line of the head or foot, one piece of
//! furniture, or white space: [`Resolution::partition`] shows it. Values are exact [`Decimal`]s, never floats. Every
//! value has the [`Span`] that says it; spans count bytes of the text as it was given.
//!
//! # Untrusted input
//!
//! Text never makes a parse fail, and no text makes it panic. Time grows linearly with the input; [`Limits`] bound
//! input size, nesting and diagnostics. Nesting is read with explicit stacks, not by recursion. The crate has no
//! `unsafe` code, reads no file, no clock and no locale: the same text gives the same tree everywhere.
//!
//! # Encodings
//!
//! The parser reads UTF-8. With the feature `encodings`, `decode` and `Parser::decode` read other bytes: UTF-16,
//! windows-1252, -1258 and -1251, GB 18030, Big5, and the Vietnamese font encodings TCVN3 (ABC) and VNI, whether said or
//! found. `Decoded::relocate` makes all spans of a tree count bytes of the input; `docs/encodings.md` says how an
//! encoding is found, and what cannot be undone.
//!
//! # Languages
//!
//! All that depends on a language is in a grammar file ([`Grammar::from_toml`]); `grammars/README.md` describes the
//! format. The crate comes with the files listed by [`Grammar::builtin_languages`].
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

mod check;
mod combinator;
#[cfg(feature = "encodings")]
mod decode;
mod detect;
mod diagnostic;
mod effort;
#[cfg(feature = "encodings")]
mod encoding;
mod error;
mod explain;
mod grammar;
#[cfg(test)]
mod growth;
mod limits;
mod numeral;
mod outline;
mod parsed;
mod parser;
mod quantity;
mod reason;
mod roles;
mod scan;
mod text;
mod tree;

#[cfg(feature = "encodings")]
pub use decode::decode;
pub use diagnostic::{Diagnostic, DiagnosticCode, Severity};
#[cfg(feature = "encodings")]
pub use encoding::{Certainty, Decoded, Encoding, ParseEncodingError};
pub use error::{Error, ErrorKind};
pub use explain::Explanation;
pub use grammar::{Grammar, GrammarFinding, GrammarFindingKind, GrammarFindingSeverity};
pub use limits::Limits;
pub use parsed::Parsed;
pub use parser::{Parser, ParserBuilder, parse, parse_all, quantities};
pub use reason::{
    GrammarEntry, MarkerExplanation, NodeExplanation, NumberExplanation, NumberReading, PieceExplanation,
    QuantityExplanation, Reason, ReasonCode, SlotExplanation, TemplateExplanation,
};
pub use text::{LineColumn, LineIndex, Span, Spans};
pub use tree::{
    Change, Comparator, Decimal, Duty, DutyKind, Furniture, FurnitureKind, Header, HeaderPiece, Horizon,
    ImplementationClause, Language, List, Name, Node, NodeKind, Objective, ParseDecimalError,
    ParseLanguageError, PartialDate, Per, Piece, PieceRole, Quantity, QuantityKind, QuantityRole, Reference,
    Resolution, SectionKind, Target, Task, Text, Viewpoint, Walk, Words,
};

/// The README's library example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
