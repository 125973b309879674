//! The model: plain data with serde, and read-only views over it. It knows nothing of parsing.

mod date;
mod decimal;
mod header;
mod language;
mod list;
mod node;
mod partition;
mod quantity;
mod resolution;
mod spans;
mod views;
mod words;

pub use date::PartialDate;
pub use decimal::{Decimal, ParseDecimalError};
pub use header::{Header, HeaderPiece};
pub use language::{Language, ParseLanguageError};
pub use list::List;
pub use node::{Duty, DutyKind, Node, NodeKind, Reference, SectionKind, Text};
pub use partition::{Piece, PieceRole};
pub use quantity::{Change, Comparator, Per, Quantity, QuantityKind, QuantityRole};
pub use resolution::{Furniture, FurnitureKind, Resolution};
pub(crate) use spans::Place;
pub use views::{Horizon, ImplementationClause, Objective, Target, Task, Viewpoint, Walk};
pub use words::{Name, Words};
