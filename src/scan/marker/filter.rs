//! Candidates that the page as a whole speaks against: a line alone cannot tell that they are none.

use super::candidate::{Candidate, System, Wrapping};
use crate::scan::{Line, Page};
use crate::tree::SectionKind;
use std::collections::HashSet;

/// `Độc lập - Tự do - Hạnh phúc`: on a line that holds the whole document, dashes and stars before its first section are
/// none of points.
pub(super) fn without_letterhead(page: &Page<'_, '_>, found: &mut Vec<Candidate>) {
    let heads = |candidate: &&Candidate| {
        let known = candidate.heading.is_some()
            || candidate.style.level > 0
            || candidate.style.wrapping.is_keyword()
            || candidate.style.wrapping == Wrapping::Heading;
        let upper = matches!(candidate.style.system, System::RomanUpper | System::LetterUpper);
        candidate.weight > 0 && (known || (upper && candidate.style.wrapping == Wrapping::Plain))
    };
    let Some(first) = found.iter().find(heads).map(|candidate| candidate.tokens.0) else { return };
    found.retain(|candidate| {
        let bullet = matches!(candidate.style.wrapping, Wrapping::Bullet(_));
        let whole = page.lines.get(candidate.line).is_some_and(|line| line.run >= page.whole);
        !(bullet && whole && candidate.tokens.0 < first)
    });
}

/// One sentence that leads in to a list is part of a text; several make its sections, where nothing else does.
pub(super) fn without_stray_lead_ins(page: &Page<'_, '_>, found: &mut Vec<Candidate>) {
    let colon = |line: &Line| page.tokens_of(line).last().is_some_and(|last| last.is(':'));
    let leads = |candidate: &Candidate| {
        candidate.style.wrapping == Wrapping::LeadIn && page.lines.get(candidate.line).is_some_and(colon)
    };
    if !found.iter().any(leads) {
        return;
    }
    let kind = |candidate: &Candidate| {
        let grammar = page.grammars.get(candidate.grammar)?;
        grammar.headings.get(usize::from(candidate.heading?)).map(|heading| heading.kind)
    };
    let kinds: HashSet<SectionKind> =
        found.iter().filter(|candidate| leads(candidate)).filter_map(kind).collect();
    let heads = |candidate: &Candidate| {
        let upper =
            candidate.style.system == System::RomanUpper && candidate.style.wrapping == Wrapping::Plain;
        let known = candidate.heading.is_some() && candidate.shouted;
        let starts = page.lines.get(candidate.line).is_some_and(|line| line.tokens.0 == candidate.tokens.0);
        starts
            && candidate.weight > 0
            && (candidate.style.level > 0
                || upper
                || known
                || candidate.style.wrapping.is_keyword()
                || candidate.style.wrapping == Wrapping::Heading)
    };
    if kinds.len() < 2 || found.iter().any(heads) {
        found.retain(|candidate| !leads(candidate));
    }
}
