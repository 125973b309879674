//! Everything that could be a marker: `I-`, `1.`, `2.1.`, `a)`, `(一)`, `Điều 3.`, `第五条`, bullets, headings.
//!
//! A candidate carries a weight: how much its surroundings speak for it. Which candidates are markers is decided
//! later, by how the whole numbering fits together.

mod bullet;
mod candidate;
mod closer;
mod filter;
mod front_matter;
mod heading;
mod keyword;
mod numbered;
mod numeral;
mod places;
mod scanner;
mod symbol;
mod weight;

pub(crate) use candidate::{Candidate, Style, System, Wrapping};
pub(crate) use front_matter::{grounds, title_lines};
pub(super) use numeral::misread_digit;
pub(super) use places::{Opening, heading_end, heading_of, inline, opening};
pub(super) use symbol::{is_emoji, is_sure_bullet};

use super::line::{LineRole, Page};
use super::topics;
use filter::{without_letterhead, without_stray_lead_ins};
use front_matter::is_letterhead_of_annex;
use places::line_candidates;

/// All candidates of the page, in text order; several may stand at one place.
pub(crate) fn find(page: &Page<'_, '_>) -> Vec<Candidate> {
    /// A longer line holds more than what the text is attached to.
    const LETTERHEAD: usize = 160;
    let mut found = Vec::new();
    let title = title_lines(page);
    let grounds = grounds(page);
    // `Article 1` alone on its line: the next line is its heading, and opens nothing of its own.
    let mut bare = false;
    for (index, line) in page.lines.iter().enumerate() {
        let open = line.role == LineRole::Body
            && line.row.is_none()
            && !title.contains(&index)
            && !grounds.contains(&index);
        let annex = open && is_letterhead_of_annex(page, index, line);
        if open && !(annex && line.run <= LETTERHEAD) {
            let before = found.len();
            line_candidates(page, index, line, bare, &mut found);
            if annex {
                let own = found.split_off(before);
                found.extend(own.into_iter().filter(|candidate| candidate.tokens.0 > line.tokens.0));
            }
            bare =
                found.get(before..).unwrap_or_default().iter().any(|candidate| {
                    candidate.tokens == line.tokens && candidate.style.system != System::None
                });
        }
    }
    without_letterhead(page, &mut found);
    without_stray_lead_ins(page, &mut found);
    topics::add(page, &title, &mut found);
    number_parts(page, &mut found);
    // They stay until the tree is made.
    found.shrink_to_fit();
    found
}

/// Tells every candidate which part of the document it stands in.
fn number_parts(page: &Page<'_, '_>, found: &mut [Candidate]) {
    let starts = page.lines.iter().enumerate().filter(|(_, line)| line.anew).map(|(index, _)| index);
    let mut starts = starts.peekable();
    if starts.peek().is_none() {
        return;
    }
    let mut part = 0u16;
    for candidate in found {
        while starts.next_if(|&start| start <= candidate.line).is_some() {
            part = part.saturating_add(1);
        }
        candidate.part = part;
    }
}
