//! Where could a marker stand, and which lines are no part of the words? Nothing is decided here about structure.

mod beside;
mod blank_table;
mod explain;
mod footnotes;
mod furniture;
mod html;
mod lead_in;
mod line;
mod marker;
mod menu;
mod sheet;
mod spacing;
mod table;
mod table_head;
mod topics;
mod unfold;
mod wrap;

pub(crate) use beside::renditions;
pub(crate) use explain::{lines as explain_lines, marker as explain_marker};
pub(crate) use furniture::find as find_furniture;
pub(crate) use lead_in::lead_in as section_led_in;
pub(crate) use line::{Line, LineRole, Page, Sheet, is_point};
pub(crate) use marker::{Candidate, Style, System, Wrapping, find as find_markers, grounds, title_lines};
pub(crate) use sheet::find as find_sheets;
pub(crate) use spacing::find as find_spacing;
pub(crate) use table::{Column, Figures, Row, find as find_tables, is_bare_year, is_group, year_of};
pub(crate) use wrap::{ends_full, join as join_lines, physical_lines, with_joined as with_joined_lines};
