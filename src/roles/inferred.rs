//! Sections whose heading is lost: where a numbering goes back under a heading that it does not belong to, and the
//! items from there on say who does what, a section of implementation clauses begins.

use crate::diagnostic::{DiagnosticCode, Sink};
use crate::grammar::classes;
use crate::outline::{Entry, Outline};
use crate::quantity::Tape;
use crate::scan::{Candidate, Page};
use crate::text::{Span, length};
use std::collections::{HashMap, HashSet};

/// A body is named within so many words of the start of a clause that gives it a duty.
const OPENING: usize = 12;
/// Characters that are enough for a subject and its verb.
const OPENING_LENGTH: usize = 250;

/// Puts items of a lost section under a section of their own, which has no marker and no words.
pub(crate) fn split(
    page: &Page<'_, '_>,
    candidates: &[Candidate],
    outline: Outline,
    sink: &mut Sink,
) -> Outline {
    let restarts = lost_sections(page, candidates, &outline);
    let mut moved: Vec<usize> = Vec::with_capacity(outline.entries.len());
    let mut entries: Vec<Entry> = Vec::with_capacity(outline.entries.len() + restarts.len());
    // The inferred section that takes over the items of a parent.
    let mut heirs: HashMap<usize, usize> = HashMap::new();
    for (index, mut entry) in outline.entries.into_iter().enumerate() {
        if restarts.contains(&index)
            && let Some(parent) = entry.parent
        {
            let above =
                entries.get(moved.get(parent).copied().unwrap_or(parent)).and_then(|parent| parent.parent);
            heirs.insert(parent, entries.len());
            let span = entry.candidate.and_then(|candidate| candidates.get(candidate)).map(|c| c.span);
            let message = "the heading above this item is lost: from its words, a section of implementation clauses begins here";
            sink.report(DiagnosticCode::InferredSection, span.unwrap_or_default(), message);
            entries.push(Entry {
                candidate: None,
                parent: above,
                restart: false,
                translations: Vec::new(),
                blocks: Vec::new(),
            });
            entry.restart = false;
        }
        let heir = entry.parent.and_then(|parent| heirs.get(&parent).copied());
        entry.parent = heir.or_else(|| entry.parent.and_then(|parent| moved.get(parent).copied()));
        moved.push(entries.len());
        entries.push(entry);
    }
    Outline { entries, ..outline }
}

/// Entries at which a numbering goes back, and from which on most items of the same parent name a body and its duty.
fn lost_sections(page: &Page<'_, '_>, candidates: &[Candidate], outline: &Outline) -> HashSet<usize> {
    let mut lost = HashSet::new();
    // Where the numbering goes back first, by parent: the words of no item before it are of interest.
    let mut restarts: HashMap<usize, usize> = HashMap::new();
    let restarting = outline.entries.iter().enumerate().filter(|(_, entry)| entry.restart);
    for (index, parent) in restarting.filter_map(|(index, entry)| Some((index, entry.parent?))) {
        restarts.entry(parent).or_insert(index);
    }
    if restarts.is_empty() {
        return lost;
    }
    let within = within_translations(candidates, outline);
    // From the last to the first: items and those with duties so far, by parent.
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, entry) in outline.entries.iter().enumerate().rev() {
        let Some(parent) = entry.parent else { continue };
        if restarts.get(&parent).is_none_or(|&first| index < first) {
            continue;
        }
        let (all, duties) = counts.entry(parent).or_default();
        *all += 1;
        *duties += usize::from(names_duty(page, entry));
        if entry.restart && *duties * 2 > *all && !within.contains(&index) {
            lost.insert(index);
        }
    }
    lost
}

/// Entries at which a numbering goes back while a translation of their parent, or of what stands below it so far, is still
/// to come: a section that began here would lie within that parent. `(a) …` / `3. …` / `2. …` / `(a)`, again and in the
/// other language.
fn within_translations(candidates: &[Candidate], outline: &Outline) -> HashSet<usize> {
    let place = |at: usize| candidates.get(at).map(|candidate| candidate.span.start());
    let mut within = HashSet::new();
    // The marker of the last translation in an entry and below it.
    let mut last: HashMap<usize, usize> = HashMap::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        let above = entry.parent.and_then(|parent| last.get(&parent).copied());
        if entry.restart && above > entry.candidate.and_then(place) {
            within.insert(index);
        }
        let Some(end) = entry.translations.iter().filter_map(|at| place(*at)).max() else { continue };
        let mut open = Some(index);
        while let Some(at) = open {
            let known = last.entry(at).or_default();
            // What is above has one at least as late.
            if *known >= end {
                break;
            }
            *known = end;
            open = outline.entries.get(at).and_then(|entry| entry.parent);
        }
    }
    within
}

/// Whether the first words of an entry name a body and its duty.
pub(super) fn names_duty(page: &Page<'_, '_>, entry: &Entry) -> bool {
    let Some(block) = entry.blocks.first() else { return false };
    let Some(grammar) = page.grammars.get(block.grammar) else { return false };
    // However the lines were cut.
    let mut left = OPENING_LENGTH;
    let mut opening: Vec<Span> = Vec::new();
    for piece in &block.pieces {
        let words = piece.opening(page.source, left);
        left = left.saturating_sub(length(words.of(page.source)) + 1);
        opening.push(words);
        if left == 0 {
            break;
        }
    }
    let tape = Tape::new(page.source, &opening, grammar);
    let words = tape.tokens.len();
    let actor = (0..words.min(OPENING)).any(|at| tape.has(at, classes::ACTOR));
    actor && (0..words).any(|at| tape.has(at, classes::DUTY))
}
