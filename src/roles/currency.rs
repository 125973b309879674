//! The money of the country that a document is of.

use crate::grammar::classes;
use crate::scan::{LineRole, Page};

/// The currency of the country that the lines above the first section name, if they name no second one with another: in a plan of
/// the Government of Canada `$` are Canadian dollars. `end` is the byte at which they end.
pub(crate) fn of_head<'g>(page: &Page<'_, 'g>, end: usize) -> Option<&'g str> {
    /// Lines of a head and a preamble.
    const MOST: usize = 60;
    let mut only: Option<&'g str> = None;
    for line in page.lines.iter().take(MOST).filter(|line| line.role != LineRole::Page) {
        let Some(grammar) = page.grammar_of(line).filter(|grammar| !grammar.currencies.is_empty()) else {
            continue;
        };
        let above = page.tokens_of(line).partition_point(|token| token.span.start() < end);
        for at in line.tokens.0..line.tokens.0 + above {
            let area = page.phrase(line, at, classes::CURRENCY_AREA).map(|(_, value)| usize::from(value));
            let Some(name) = area.and_then(|area| grammar.currencies.get(area)) else { continue };
            if only.is_some_and(|only| only != &**name) {
                return None;
            }
            only = Some(name);
        }
    }
    only
}
