//! The sentence by which those who meet and resolve lead in to a section: `The Congress calls upon the government to:`; or a
//! heading that says the same: `The Congress calls upon`.

use crate::grammar::{Compiled, classes};
use crate::text::{Shape, Token};
use crate::tree::SectionKind;

/// The verb of such a sentence by number in the headings of the grammar; or the words for goals or tasks that are set, as
/// in `The Congress sets these goals:`.
///
/// A sentence that enacts the whole (`HAS RESOLVED:`) has none of those verbs.
pub(crate) fn lead_in(grammar: &Compiled, tokens: &[Token]) -> Option<u16> {
    /// Words of the sentence.
    const LONGEST: usize = 24;
    let (last, words) = tokens.split_last()?;
    if !last.is(':') || words.len() > LONGEST {
        return None;
    }
    resolved(grammar, words)
}

/// The verb by which words say what those who meet resolve.
pub(super) fn resolved(grammar: &Compiled, words: &[Token]) -> Option<u16> {
    /// Words that may stand before those who resolve: `The Fourth National`, `For 2027-2030`.
    const BEFORE: usize = 3;
    let longest = |at: usize, class| grammar.vocabulary.longest(words.get(at..)?, class);
    let mut before = 0;
    let opening = words.iter().take_while(|token| {
        before += usize::from(token.shape != Shape::Digits && !token.is('-'));
        before <= BEFORE + 1 && token.shape != Shape::Punct(',')
    });
    let (assembly, length) =
        (0..opening.count()).find_map(|at| Some((at, longest(at, classes::ASSEMBLY)?.0)))?;
    let from = assembly + length;
    let (at, length, verb) = (from..words.len()).find_map(|at| {
        let (length, verb) = longest(at, classes::HEADING_VERB)?;
        Some((at, length, verb))
    })?;
    let kind = |heading: u16| grammar.headings.get(usize::from(heading)).map(|heading| heading.kind);
    // `The Congress sets the following tasks:` sets what it names.
    let named = (at + length..words.len())
        .filter(|_| kind(verb) == Some(SectionKind::Objectives))
        .find_map(|at| longest(at, classes::HEADING))
        .filter(|&(_, heading)| kind(heading).is_some_and(|kind| kind != SectionKind::Other));
    Some(named.map_or(verb, |(_, heading)| heading))
}
