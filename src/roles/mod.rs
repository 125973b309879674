//! What is each part? Headings, position and wording give the outline its meaning.

mod annex;
mod currency;
mod documents;
mod explain;
mod foot;
mod head;
mod heading;
mod inferred;
mod kinds;
mod merge;
mod rows;
mod signature;
mod typed;
mod why;
mod year;

pub(crate) use annex::find as find_annexes;
pub(crate) use currency::of_head as currency_of_head;
pub(crate) use documents::{may_be_several, split as split_documents};
pub(crate) use foot::find as find_foot;
pub(crate) use head::find as find_head;
pub(crate) use inferred::split as infer_sections;
pub(crate) use merge::{merge, report_unpaired};
pub(crate) use typed::build;
pub(crate) use year::spoken_of as year_spoken_of;
