//! Items in one language and then the same items in the other, under one heading: `1. … 2. …` / `1. … 2. …`. Those of the
//! second run are the translations of those of the first, and become one item with them.

use super::assemble::{Block, Entry, Outline};
use super::kind::{Kind, Kinds};
use crate::scan::Candidate;
use std::mem::take;
use std::ops::Range;

/// Two entries that are one.
struct Pair {
    kept: usize,
    /// Its translation.
    gone: usize,
    /// What stands below the translation and fits nothing below the item: its words are kept with those above them.
    absorbed: Range<usize>,
}

/// Two runs that say the same.
struct Joined {
    pairs: Vec<Pair>,
    /// `- a - b` / `- A - B`: the search takes `A` for the translation of `b`, which stands before it. From the last item to the
    /// first.
    lent: Option<(usize, usize)>,
    /// The last entry of the first run and that of the second.
    ends: (usize, usize),
    /// The second run is the one that is kept.
    turned: bool,
}

/// Joins the runs of a text in several languages.
pub(super) fn pair_runs(outline: &mut Outline, candidates: &[Candidate]) {
    let entries = &mut outline.entries;
    let joined = Runs::new(entries, candidates).find();
    if joined.is_empty() {
        return;
    }
    let mut gone = vec![false; entries.len()];
    for Joined { pairs, lent, ends, turned } in joined {
        // What follows the second run, such as a table, is no translation.
        let pair = pairs.iter().find(|pair| pair.gone == ends.1).and_then(|pair| entries.get(pair.kept));
        let most = pair.map_or(usize::MAX, |kept| kept.blocks.len());
        let tail = entries.get_mut(ends.1).filter(|_| !turned).map(|last| tail(last, most));
        if let Some((from, to)) = lent {
            lend(entries, from, to);
        }
        for pair in pairs {
            for index in pair.absorbed.clone().chain([pair.gone]) {
                gone.get_mut(index).into_iter().for_each(|gone| *gone = true);
            }
            join(entries, pair);
        }
        if let Some(last) = entries.get_mut(ends.0) {
            last.blocks.extend(tail.into_iter().flatten());
        }
    }
    let mut places: Vec<usize> = Vec::with_capacity(gone.len());
    let mut next = 0;
    for gone in &gone {
        places.push(next);
        next += usize::from(!gone);
    }
    let mut all = gone.iter();
    entries.retain_mut(|entry| {
        entry.parent = entry.parent.and_then(|parent| places.get(parent).copied());
        all.next().is_some_and(|gone| !gone)
    });
}

/// Takes from the last entry of a run what follows its translation: rows, words in another language, and more paragraphs than
/// the item has.
fn tail(entry: &mut Entry, most: usize) -> Vec<Block> {
    let own = entry.blocks.first().map(|block| block.grammar);
    let follows = |block: &Block| block.row.is_some() || Some(block.grammar) != own;
    let from = entry.blocks.iter().position(follows).unwrap_or(entry.blocks.len());
    entry.blocks.split_off(from.min(most))
}

/// Gives the translation of one entry to another.
fn lend(entries: &mut [Entry], from: usize, to: usize) {
    let Some(entry) = entries.get_mut(from) else { return };
    let markers = take(&mut entry.translations);
    let turn = entry.blocks.first().map(|block| block.turn);
    let translated = entry.blocks.iter().position(|block| Some(block.turn) != turn);
    let blocks = entry.blocks.split_off(translated.unwrap_or(entry.blocks.len()));
    if let Some(entry) = entries.get_mut(to) {
        entry.translations.extend(markers);
        entry.blocks = merged(take(&mut entry.blocks), blocks);
    }
}

/// Gives an entry the words of its translation.
fn join(entries: &mut [Entry], Pair { kept, gone, absorbed }: Pair) {
    let mut markers: Vec<usize> = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    for index in [gone].into_iter().chain(absorbed) {
        let Some(entry) = entries.get_mut(index) else { continue };
        markers.extend(entry.candidate);
        let words = take(&mut entry.blocks);
        match blocks.last_mut().filter(|_| index != gone) {
            Some(last) => last.pieces.extend(words.iter().flat_map(|block| block.pieces.iter().copied())),
            None => blocks.extend(words),
        }
    }
    if let Some(entry) = entries.get_mut(kept) {
        entry.translations.extend(markers);
        entry.blocks = merged(take(&mut entry.blocks), blocks);
    }
}

/// The paragraphs of an item, each before its translation. The lines of a site below a text are in either language, and
/// translate nothing.
fn merged(kept: Vec<Block>, gone: Vec<Block>) -> Vec<Block> {
    let Some((turn, language)) = gone.first().map(|block| (block.turn, block.grammar)) else { return kept };
    let mut all = Vec::with_capacity(kept.len() + gone.len());
    let (gone, strays): (Vec<Block>, Vec<Block>) =
        gone.into_iter().partition(|block| block.grammar == language);
    let mut gone = gone.into_iter().map(|block| Block { apart: true, turn, ..block });
    let mut last = 0;
    for (place, block) in kept.into_iter().enumerate() {
        let own = block.row.is_none() && block.grammar != language;
        let translation = if own { gone.next() } else { None };
        all.push(if place == 0 { block } else { Block { turn, ..block } });
        if let Some(translation) = translation {
            last = all.len();
            all.push(translation);
        }
    }
    // Lines were joined in one language and not in the other.
    let rest: Vec<Block> = gone.collect();
    if let Some(block) = all.get_mut(last) {
        block.pieces.extend(rest.iter().flat_map(|block| block.pieces.iter().copied()));
    }
    all.extend(strays);
    all
}

struct Runs<'o> {
    entries: &'o [Entry],
    candidates: &'o [Candidate],
    kinds: Kinds,
    /// What stands right under each entry, and at the end what stands under none.
    children: Vec<Vec<usize>>,
    /// The entry after the last one below each.
    ends: Vec<usize>,
}

impl<'o> Runs<'o> {
    fn new(entries: &'o [Entry], candidates: &'o [Candidate]) -> Self {
        let mut children = vec![Vec::new(); entries.len() + 1];
        let mut ends: Vec<usize> = (1..=entries.len()).collect();
        for (index, entry) in entries.iter().enumerate() {
            let list = children.get_mut(entry.parent.unwrap_or(entries.len()));
            list.into_iter().for_each(|list| list.push(index));
        }
        for (index, entry) in entries.iter().enumerate().rev() {
            let end = ends.get(index).copied().unwrap_or(index + 1);
            let above = entry.parent.and_then(|parent| ends.get_mut(parent));
            above.into_iter().for_each(|above| *above = end.max(*above));
        }
        Self { entries, candidates, kinds: Kinds::new(candidates), children, ends }
    }

    fn marker(&self, index: usize) -> Option<(&'o Candidate, Kind)> {
        let candidate = self.entries.get(index)?.candidate?;
        self.candidates.get(candidate).zip(self.kinds.of(candidate))
    }

    fn grammar(&self, index: usize) -> Option<usize> {
        self.marker(index).map(|(candidate, _)| candidate.grammar)
    }

    fn below(&self, index: usize) -> &[usize] {
        self.children.get(index).map_or(&[], Vec::as_slice)
    }

    fn end(&self, index: usize) -> usize {
        self.ends.get(index).copied().unwrap_or(index + 1)
    }

    fn translations(&self, index: usize) -> usize {
        self.entries.get(index).map_or(0, |entry| entry.translations.len())
    }

    /// All runs that say the same as the run before them, from the top down; within them none are looked for.
    fn find(&self) -> Vec<Joined> {
        let mut found: Vec<Joined> = Vec::new();
        let mut inside = vec![false; self.entries.len()];
        for parent in std::iter::once(self.entries.len()).chain(0..self.entries.len()) {
            if inside.get(parent).is_some_and(|inside| *inside) {
                continue;
            }
            let mut first: &[usize] = &[];
            for second in self.below(parent).chunk_by(|&one, &next| self.grammar(one) == self.grammar(next)) {
                let Some(joined) = self.joined(first, second) else {
                    first = second;
                    continue;
                };
                let all = first.first().copied().unwrap_or(0)..=joined.ends.1;
                inside.get_mut(all).into_iter().flatten().for_each(|inside| *inside = true);
                found.push(joined);
                first = &[];
            }
        }
        found
    }

    fn joined(&self, first: &[usize], second: &[usize]) -> Option<Joined> {
        let (&from, &middle, &last) = (first.first()?, second.first()?, second.last()?);
        let ends = (middle.checked_sub(1)?, self.end(last).checked_sub(1)?);
        let lent = self.lent(first, second);
        let by_turns =
            |index: usize| self.translations(index) > 0 && lent.is_none_or(|(last, _)| index != last);
        let silent = |index: usize| self.entries.get(index).is_none_or(|entry| entry.blocks.is_empty());
        if (from..=ends.1).any(|index| by_turns(index) || silent(index)) {
            return None;
        }
        // The item is in the first language of the text, wherever that stands.
        let turned = self.grammar(middle) < self.grammar(from);
        let gone = if turned { from..=ends.0 } else { middle..=ends.1 };
        let rows = |index: usize| {
            let known = self
                .entries
                .get(index)
                .is_some_and(|entry| entry.blocks.iter().any(|block| block.row.is_some()));
            known && index != ends.1
        };
        if gone.into_iter().any(rows) || (turned && lent.is_some()) {
            return None;
        }
        let own = if lent.is_some() { first.get(1..)? } else { first };
        let mut open = self.siblings(own, second, turned)?;
        let (count, heading) = (open.len(), !self.marker(from)?.1.numbered && self.marker(from)?.1.heading);
        let mut nested = 0;
        let mut pairs = Vec::new();
        while let Some((one, other)) = open.pop() {
            let (kept, gone) = if turned { (other, one) } else { (one, other) };
            let below = self.siblings(self.below(one), self.below(other), turned);
            // Headings without a number are the same where what stands below them is.
            if heading && below.as_ref().is_none_or(Vec::is_empty) && first.contains(&one) {
                return None;
            }
            let absorbed = if below.is_some() { 0..0 } else { gone + 1..self.end(gone) };
            nested += below.as_ref().map_or(0, Vec::len);
            open.extend(below.into_iter().flatten());
            pairs.push(Pair { kept, gone, absorbed });
        }
        let enough = (count > 1 || nested > 0 || lent.is_some()) && count * 2 >= own.len();
        enough.then_some(Joined { pairs, lent, ends, turned })
    }

    /// The siblings of two runs that are one; `None` where a sibling of the second has no counterpart, or, for the `whole`
    /// runs, one of the first.
    fn siblings(&self, first: &[usize], second: &[usize], whole: bool) -> Option<Vec<(usize, usize)>> {
        let mut rest = first.iter().copied();
        let mut pairs = Vec::with_capacity(second.len());
        let mut counted = true;
        for &translation in second {
            let (candidate, kind) = self.marker(translation)?;
            let fits = |index: &usize| {
                self.marker(*index).is_some_and(|(own, original)| {
                    kind.translates(original) && own.number == candidate.number
                })
            };
            counted &= kind.numbered;
            let item = if kind.numbered { rest.find(fits) } else { rest.next().filter(fits) };
            pairs.push((item?, translation));
        }
        ((counted && !whole) || first.len() == second.len()).then_some(pairs)
    }

    /// Whether two runs are points of which the last of the first was given the translation of the first one.
    fn lent(&self, first: &[usize], second: &[usize]) -> Option<(usize, usize)> {
        let (&to, &from) = (first.first()?, first.last()?);
        let own =
            self.entries.get(from).and_then(|entry| self.candidates.get(*entry.translations.first()?))?;
        let (other, kind) = self.marker(*second.first()?)?;
        let single = |index: usize| self.end(index) == index + 1;
        let fits = !kind.numbered
            && own.style == other.style
            && own.grammar == other.grammar
            && first.len() == second.len() + 1
            && self.translations(from) == 1
            && single(from);
        fits.then_some((from, to))
    }
}
