//! Chooses among the candidates by how well the whole numbering fits together.
//!
//! A dynamic programme over the candidates in text order. A state is the stack of open levels (style and last
//! number of each); a candidate is passed over, which costs what its surroundings speak for it, or taken, which
//! costs what speaks against it and how badly it fits the stack. States with the same stack are merged, and only
//! the [`WIDTH`] cheapest are kept, of those within [`BEAM`] of the best, so the work is linear in the number of
//! candidates: at most `WIDTH × depth` steps for each, and fewer ([`NARROW`]) where hardly anything but markers stands. What no state remembers any more is thrown away as the search goes
//! on, so that memory is that of the markers taken, not that of all that was tried.
//!
//! First-match reading fails on real texts: `- ` is a point and a dash, `2025. 4.` ends a sentence and begins a
//! clause, and a lost marker moves everything after it.

use super::kind::{Kind, Kinds, RANK_ARABIC, StyleId};
use crate::effort;
use crate::scan::{Candidate, System};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

/// States kept. Real texts need three or four; the rest is room for numberings that go wrong.
const WIDTH: usize = 20;
/// States kept where the last [`CROWD`] candidates fill the text: `1) a) i) - + ` again and again has no numbering that more
/// states would find, and must not take longer than sentences do.
const NARROW: usize = 6;
/// Candidates, and how many tokens they have among them at least where text stands between them.
const CROWD: usize = 32;
const CROWDED_TOKENS: usize = 4 * CROWD;
/// A state that costs so much more than the best one is given up: it is one mistake behind, and a second one would have to
/// come before it is made good.
const BEAM: i32 = 80;
/// A bullet with less weight can only cost: it helps no other candidate to fit.
const HOPELESS_BULLET: i32 = -15;
/// A number with less weight costs more than the gap it would close.
const HOPELESS_NUMBER: i32 = -60;

/// Headings without a number that stand in each other: their words say nothing of their order, so more of them are more
/// likely siblings. It also keeps `GOALS` a thousand times from being tried at every depth.
const HEADINGS: usize = 3;
/// Markers tried before the first sweep: more than most documents come to.
const FIRST_SWEEP: usize = 1 << 13;

/// Costs in tenths, the same unit as the weights of the candidates.
mod cost {
    /// Opening a level at number 1, or with a bullet.
    pub(super) const OPEN: i32 = 8;
    /// Opening a level that goes on where the last level of that style ended ("runs on through sections").
    pub(super) const RESUME: i32 = 12;
    /// Opening a level at another number.
    pub(super) const OPEN_LATE: i32 = 30;
    /// For each number a late start is above 1, up to ten.
    pub(super) const LATE_STEP: i32 = 4;
    /// A hole in the numbering, and each number more that is missing.
    pub(super) const GAP: i32 = 20;
    pub(super) const GAP_STEP: i32 = 5;
    pub(super) const GAP_MOST: i32 = 70;
    /// The same number again.
    pub(super) const REPEAT: i32 = 45;
    /// Back to 1 without a heading above.
    pub(super) const RESTART: i32 = 50;
    /// The same in another language than that of the items before: they come again as a whole.
    pub(super) const RENDITION: i32 = 2;
    /// Back to another number.
    pub(super) const BACKWARDS: i32 = 60;
    /// A style inside one that usually stands below it.
    pub(super) const UPSIDE_DOWN: i32 = 18;
    /// A second numbered style beside the sections: `A.` after `II.` stands under it, unless that fits worse.
    pub(super) const MIXED: i32 = 25;
    /// A keyword beside numbered sections (`4. AXES` / `Axe 1`) stands under the last of them, unless that fits worse.
    pub(super) const MIXED_KEYWORD: i32 = 10;
    /// A heading that goes on with the numbers of the sections under a keyword that stood beside them: `5. MONITORING` after
    /// `4. PILLARS` / `Pillar 3` is no part of the third pillar.
    pub(super) const SUNK: i32 = 18;
    /// A numbered heading under a foreword; what is resolved under its grounds.
    pub(super) const UNDER_FRONT: i32 = 18;
    /// A second numbered style beside the items: `(1)` or `1.` after `a)` stands under it, unless that fits worse.
    pub(super) const MIXED_ITEMS: i32 = 20;
    /// Each level that is closed on the way.
    pub(super) const CLOSE: i32 = 2;
    /// A heading without a number beside numbered ones.
    pub(super) const UNNUMBERED: i32 = 6;
    /// A bullet of a second language that begins an item of its own.
    pub(super) const UNPAIRED: i32 = 10;
    /// The same where the others are upper case and this one is not.
    pub(super) const OTHER_CASE: i32 = 20;
}

/// A marker that was chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accepted {
    /// Index of the candidate.
    pub(crate) candidate: usize,
    /// Index of the marker it stands under, in the same list.
    pub(crate) parent: Option<usize>,
    /// It begins its numbering again without a heading above it.
    pub(crate) restart: bool,
    /// It stands before the translation of this marker of the list, and opens nothing of its own.
    pub(crate) translates: Option<usize>,
}

const NONE: u32 = u32::MAX;

/// An open level; levels share their tails.
#[derive(Clone, Copy)]
struct Level {
    below: u32,
    kind: Kind,
    number: u32,
    /// The number that it began with, in the language of its last marker.
    first: u32,
    parent: Option<u32>,
    /// The step that opened or last moved it.
    step: u32,
    hash: u64,
    depth: usize,
    headed: bool,
    shouted: bool,
    front: bool,
    grammar: usize,
    /// A translation of it was found.
    paired: bool,
    /// It belongs to items that came again in another language, and translates one itself.
    rendered: bool,
    /// Its number is its own: a heading without one counts as those beside it, and `1.` in another language is no translation
    /// of it.
    counted: bool,
}

impl Level {
    /// A heading that neither a number nor Markdown says the level of.
    fn is_bare_heading(&self) -> bool {
        self.kind.heading && self.kind.level == 0
    }
}

/// A marker taken by some state; states share their pasts.
#[derive(Clone, Copy)]
struct Taken {
    before: u32,
    candidate: u32,
    under: u32,
    restart: bool,
    translates: u32,
}

#[derive(Clone, Copy)]
struct State {
    cost: i32,
    top: u32,
    last: u32,
    /// Token after the last marker: the next one cannot begin before it.
    until: usize,
    closed: Closed,
}

/// The last numbers of styles whose level was closed, newest first, and whether it stood under no other.
#[derive(Clone, Copy, Default)]
struct Closed([Option<(StyleId, u32, bool)>; Closed::MOST]);

impl Closed {
    /// Numberings are taken up again soon or never.
    const MOST: usize = 4;

    /// The last number of a style, and whether its level stood under no other.
    fn last(&self, style: StyleId) -> Option<(u32, bool)> {
        let known = self.0.iter().flatten().find(|(known, ..)| *known == style);
        known.map(|&(_, number, root)| (number, root))
    }

    fn add(&mut self, style: StyleId, number: u32, root: bool) {
        // The style it has already, the first free place, or the oldest.
        let taken = |known: &Option<(StyleId, u32, bool)>| known.is_none_or(|(known, ..)| known == style);
        let place = self.0.iter().position(taken).unwrap_or(Self::MOST - 1);
        if let Some(newer) = self.0.get_mut(..=place) {
            newer.rotate_right(1);
        }
        if let Some(first) = self.0.first_mut() {
            *first = Some((style, number, root));
        }
    }
}

/// What a state could become: it passes over the group, or takes a candidate of it. Most are given up again at once, so
/// nothing is made for them yet.
#[derive(Clone, Copy)]
struct Proposal {
    cost: i32,
    /// That of the stack it would have.
    hash: u64,
    state: usize,
    /// The candidate, by its place in the group.
    take: Option<(usize, Change)>,
}

/// Room for a step.
#[derive(Default)]
struct Room<'c> {
    proposals: Proposals,
    group: Vec<Hopeful<'c>>,
}

/// A candidate that may be taken.
#[derive(Clone, Copy)]
struct Hopeful<'c> {
    index: usize,
    candidate: &'c Candidate,
    kind: Kind,
}

/// What the states of a step could become: of those with one stack the cheapest.
#[derive(Default)]
struct Proposals {
    /// How many will be kept.
    width: usize,
    all: Vec<Proposal>,
    /// Place of the proposal with a stack.
    places: FxHashMap<u64, usize>,
    /// What the `width` cheapest cost, in order: what costs as much as the last of them will not be kept.
    cheapest: Vec<i32>,
}

impl Proposals {
    fn clear(&mut self, width: usize) {
        self.width = width;
        self.all.clear();
        self.places.clear();
        self.cheapest.clear();
    }

    /// One that costs as much will not be kept.
    fn limit(&self) -> i32 {
        let last = self.cheapest.get(self.width - 1).copied().unwrap_or(i32::MAX);
        self.cheapest.first().map_or(last, |best| last.min(best + BEAM))
    }

    fn add(&mut self, proposal: Proposal) {
        match self.places.entry(proposal.hash) {
            Entry::Vacant(place) => {
                place.insert(self.all.len());
                self.all.push(proposal);
            }
            Entry::Occupied(place) => {
                let Some(known) = self.all.get_mut(*place.get()) else { return };
                if known.cost <= proposal.cost {
                    return;
                }
                if let Some(before) = self.cheapest.iter().position(|&cost| cost == known.cost) {
                    self.cheapest.remove(before);
                }
                *known = proposal;
            }
        }
        if proposal.cost < self.limit() {
            self.cheapest.truncate(self.width - 1);
            let place = self.cheapest.partition_point(|&cost| cost <= proposal.cost);
            self.cheapest.insert(place, proposal.cost);
        }
    }

    /// The cheapest, of those that cost the same the first.
    fn kept(&mut self) -> &[Proposal] {
        if let Some((&best, &most)) = self.cheapest.first().zip(self.cheapest.last()) {
            let most = most.min(best + BEAM);
            self.all.retain(|proposal| proposal.cost <= most);
        }
        self.all.sort_by_key(|proposal| proposal.cost);
        self.all.truncate(self.width);
        &self.all
    }
}

struct Search<'c> {
    candidates: &'c [Candidate],
    kinds: Kinds,
    levels: Vec<Level>,
    taken: Vec<Taken>,
    depth: usize,
    /// The first candidate that some state could not open because of the depth limit.
    too_deep: Option<usize>,
    /// Markers at which what no state remembers is thrown away.
    next_sweep: usize,
}

/// The markers, and the first candidate that the depth limit kept from opening a level.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) markers: Vec<Accepted>,
    pub(crate) too_deep: Option<usize>,
}

/// Chooses the markers; `depth` is the deepest nesting.
pub(crate) fn search(candidates: &[Candidate], depth: usize) -> Chosen {
    let mut search = Search {
        candidates,
        kinds: Kinds::new(candidates),
        levels: Vec::new(),
        taken: Vec::new(),
        depth: depth.max(1),
        too_deep: None,
        next_sweep: FIRST_SWEEP,
    };
    let mut states = vec![State { cost: 0, top: NONE, last: NONE, until: 0, closed: Closed::default() }];
    let mut room = Room::default();
    let mut from = 0;
    while let Some(first) = candidates.get(from) {
        let place = first.tokens.0;
        let same = |candidate: &&Candidate| candidate.tokens.0 == place && candidate.line == first.line;
        let count = candidates.iter().skip(from).take_while(same).count();
        let group = from..from + count;
        from += count;
        room.group.clear();
        room.group.extend(group.filter_map(|index| search.hopeful(index)));
        if !room.group.is_empty() {
            room.proposals.clear(width(candidates, from));
            states = search.step(&states, &mut room);
            search.sweep(&mut states);
        }
    }
    let best = states.iter().min_by_key(|state| state.cost).map_or(NONE, |state| state.last);
    let markers = search.path(best);
    Chosen { markers, too_deep: search.too_deep }
}

/// States kept for the candidate before `end`.
fn width(candidates: &[Candidate], end: usize) -> usize {
    let token = |index: usize| candidates.get(index).map(|candidate| candidate.tokens.0);
    let crowd = end.checked_sub(CROWD).and_then(token).zip(end.checked_sub(1).and_then(token));
    if crowd.is_some_and(|(first, last)| last.saturating_sub(first) < CROWDED_TOKENS) {
        NARROW
    } else {
        WIDTH
    }
}

pub(super) fn is_hopeful(candidate: &Candidate) -> bool {
    let least = if candidate.style.system == System::None { HOPELESS_BULLET } else { HOPELESS_NUMBER };
    candidate.weight >= least
}

impl<'c> Search<'c> {
    fn hopeful(&self, index: usize) -> Option<Hopeful<'c>> {
        let candidate = self.candidates.get(index).filter(|candidate| is_hopeful(candidate))?;
        Some(Hopeful { index, candidate, kind: self.kinds.of(index)? })
    }

    /// One step: every state passes over the group, or takes one of it.
    fn step(&mut self, states: &[State], room: &mut Room<'_>) -> Vec<State> {
        let Room { proposals, group } = room;
        let strongest = group.iter().map(|hopeful| hopeful.candidate.weight).max().unwrap_or(0);
        for (place, state) in states.iter().enumerate() {
            let cost = state.cost + strongest.max(0);
            let top = self.levels.get(state.top as usize);
            if cost < proposals.limit() {
                let hash = top.map_or(0, |top| top.hash);
                proposals.add(Proposal { cost, hash, state: place, take: None });
            }
            for (which, hopeful) in group.iter().enumerate() {
                let &Hopeful { index, candidate, .. } = hopeful;
                if candidate.tokens.0 < state.until {
                    continue;
                }
                let against = (-candidate.weight).max(0);
                if top.is_some_and(|top| top.depth >= self.depth) && candidate.weight > 0 {
                    self.too_deep = self.too_deep.or(Some(index));
                }
                // What may be spent on the way it is placed; it costs nothing at least.
                let left = proposals.limit().saturating_sub(state.cost + against);
                if left <= 0 {
                    continue;
                }
                self.ways(state, hopeful, left, |change, cost| {
                    let cost = state.cost + cost + against;
                    if cost < proposals.limit() {
                        let hash = self.hash_after(state, hopeful, change);
                        proposals.add(Proposal { cost, hash, state: place, take: Some((which, change)) });
                    }
                });
            }
        }
        let made = proposals.kept().iter().filter_map(|&Proposal { cost, state, take, .. }| {
            let state = states.get(state)?;
            let Some((place, change)) = take else { return Some(State { cost, ..*state }) };
            Some(self.take(state, group.get(place)?, change, cost))
        });
        made.collect()
    }

    /// The hash of the stack that a state would have.
    fn hash_after(&self, state: &State, hopeful: &Hopeful<'_>, change: Change) -> u64 {
        let hash = |level: u32| self.levels.get(level as usize).map_or(0, |level| level.hash);
        match change {
            Change::Translate { level } => match self.levels.get(level as usize) {
                Some(original) => paired_hash(original),
                None => hash(state.top),
            },
            Change::Place(at) => {
                let Placed { below, number, kind, .. } = self.placed(hopeful, at);
                hashed((hash(below), kind.style, number))
            }
        }
    }

    /// Where a candidate stands at a place, and as what.
    fn placed(&self, hopeful: &Hopeful<'_>, at: At) -> Placed {
        let &Hopeful { candidate, kind, .. } = hopeful;
        match at {
            At::Below { level } => Placed { below: level, restart: false, number: candidate.number, kind },
            At::Beside { level, restart, number } => {
                let level = self.levels.get(level as usize);
                // A numbered heading after one without a number counts from here on.
                // `Article 1` after `Điều 2` counts in its own style.
                let own = |level: &&Level| {
                    kind.numbered && level.grammar != candidate.grammar && kind.translates(level.kind)
                };
                let known = level.filter(|level| !own(level)).map(|level| level.kind);
                let known = known.filter(|kind| kind.numbered);
                let below = level.map_or(NONE, |level| level.below);
                Placed { below, restart, number, kind: known.unwrap_or(kind) }
            }
        }
    }

    /// The levels of a state, from the top down.
    fn stack(&self, state: &State) -> impl Iterator<Item = (u32, &Level)> {
        let mut at = state.top;
        std::iter::from_fn(move || {
            let level = self.levels.get(at as usize)?;
            effort::note(1);
            let index = at;
            at = level.below;
            Some((index, level))
        })
    }

    /// Headings without a number among the open levels of a state.
    fn headings(&self, state: &State) -> usize {
        self.stack(state).filter(|(_, level)| level.is_bare_heading()).count()
    }

    /// Tells `way` how the candidate could be placed and what that costs; what costs `left` or more may be left out.
    fn ways(&self, state: &State, hopeful: &Hopeful<'_>, left: i32, mut way: impl FnMut(Change, i32)) {
        let &Hopeful { candidate, kind, .. } = hopeful;
        let mut closed = 0;
        let mut child: Option<&Level> = None;
        let heading = kind.heading;
        let mut headings = if heading { self.headings(state) } else { 0 };
        let number_cost = open_number_cost(state, candidate, kind);
        let titled = kind.numbered && (candidate.heading.is_some() || candidate.shouted);
        let resolves = heading || (candidate.style.system == System::Arabic && !candidate.front);
        let goes_on = |(last, root): (u32, bool)| root && last + 1 == candidate.number;
        let sinks = titled && state.closed.last(kind.style).is_some_and(goes_on);
        // `**Điều 1.** …` / `## I. …` / `**Điều 2.** …`: a Markdown heading closed the article that approves the parts, and the
        // next article is none of theirs.
        let resumes = kind.keyword && kind.level == 0 && state.closed.last(kind.style).is_some_and(goes_on);
        let open_cost = |below: Option<&Level>| {
            let misplaced = match below {
                Some(level) if resumes && level.kind.level > 0 && !level.kind.keyword => cost::SUNK,
                Some(level) if sinks && level.kind.keyword => cost::SUNK,
                Some(level) if titled && level.front => cost::UNDER_FRONT,
                // `C.  whereas …` / `Harbours` / `1.  Calls on the districts …`
                Some(level) if level.front && level.counted && resolves => cost::UNDER_FRONT,
                _ => 0,
            };
            open_cost(candidate, kind, number_cost, below) + misplaced
        };
        let mut bottom: Option<&Level> = None;
        for (index, level) in self.stack(state) {
            bottom = Some(level);
            let closing = closed * cost::CLOSE;
            if level.grammar != candidate.grammar && !level.paired && !level.rendered {
                let own = level.counted == kind.numbered;
                let same = own && kind.translates(level.kind) && level.number == candidate.number;
                if same || (heading && level.headed && closed == 0) {
                    // `Article 1` stands below `第一章` and `第一条`: the nearer is meant.
                    let other = if level.kind.style == kind.style { 0 } else { closing };
                    way(Change::Translate { level: index }, other);
                }
            }
            if kind.level > 0 && level.kind.level != kind.level {
                // A Markdown heading closes all that is no heading of a higher level.
                if level.kind.level > 0 && level.kind.level < kind.level && level.depth < self.depth {
                    way(At::Below { level: index }.into(), open_cost(Some(level)));
                    return;
                }
                closed += 1;
                continue;
            }
            if kind.level > 0 && level.kind.style != kind.style {
                let number = if candidate.number > 0 { candidate.number } else { level.number };
                way(At::Beside { level: index, restart: false, number }.into(), 0);
                return;
            }
            if level.kind.style == kind.style {
                let (more, restart) = continue_cost(level, candidate, kind);
                way(At::Beside { level: index, restart, number: candidate.number }.into(), more);
                // A style stands on the stack once: what is below it cannot be opened with it.
                if !heading {
                    return;
                }
            } else if level.grammar != candidate.grammar && kind.numbered && kind.translates(level.kind) {
                let at = |restart| At::Beside { level: index, restart, number: candidate.number };
                if comes_again(level, candidate) {
                    way(at(true).into(), cost::RENDITION);
                } else if level.rendered && level.number + 1 == candidate.number {
                    way(at(false).into(), 0);
                }
            } else if heading && (level.headed || level.shouted) {
                let other = if level.shouted == candidate.shouted { 0 } else { cost::OTHER_CASE };
                let at = At::Beside { level: index, restart: false, number: level.number };
                way(at.into(), cost::UNNUMBERED + other);
            }
            let full = heading && headings >= HEADINGS;
            headings -= usize::from(heading && level.is_bare_heading());
            if level.depth < self.depth && !full && number_cost + closing < left {
                // `2.1.` under `2)` says itself where it stands.
                let named = candidate.parent == Some(level.number) && level.kind.arabic;
                // So does `Component 1` under `3.2 Priority actions`.
                let item = kind.keyword && kind.rank == RANK_ARABIC;
                let named = named || (item && level.headed && level.kind.arabic);
                let upside_down = !named && kind.rank < level.kind.rank;
                let upside_down = if upside_down { cost::UPSIDE_DOWN } else { 0 };
                let mixed = child.is_some_and(|child| kind.mixes_with(child.kind));
                let mixed = if mixed { cost::MIXED_ITEMS } else { 0 };
                let more = open_cost(Some(level)) + upside_down + closing + mixed;
                way(At::Below { level: index }.into(), more);
            }
            child = Some(level);
            closed += 1;
        }
        // "By 2030" alone heads nothing but a part of a section; above all sections it is part of the title.
        if kind.horizon {
            return;
        }
        // Closing all sections at once is free for what can be a section of its own.
        let mut root = if kind.rank < RANK_ARABIC { 0 } else { closed * cost::CLOSE };
        let numbered = |kind: Kind| kind.numbered && !kind.keyword;
        if bottom.is_some_and(|level| numbered(level.kind) && level.kind.rank < RANK_ARABIC) && numbered(kind)
        {
            root += cost::MIXED;
        }
        if bottom.is_some() && kind.is_bracketed_item() {
            root += cost::MIXED_ITEMS;
        }
        if kind.keyword && bottom.is_some_and(|level| numbered(level.kind)) {
            root += cost::MIXED_KEYWORD;
        }
        way(At::Below { level: NONE }.into(), open_cost(None) + root);
    }

    fn take(&mut self, state: &State, hopeful: &Hopeful<'_>, change: Change, cost: i32) -> State {
        let &Hopeful { index, candidate, .. } = hopeful;
        let step = u32::try_from(self.taken.len()).unwrap_or(NONE);
        let candidate_end = candidate.tokens.1;
        let at = match change {
            Change::Translate { level } => return self.translate(state, index, level, cost),
            Change::Place(at) => at,
        };
        let Placed { below, restart, number, kind } = self.placed(hopeful, at);
        let mut closed = state.closed;
        for (at, level) in self.stack(state) {
            if at == below {
                break;
            }
            if level.kind.numbered && level.kind.style != kind.style {
                closed.add(level.kind.style, level.number, level.below == NONE);
            }
        }
        // `Паспорт программы` / `Ожидаемые результаты:` / `1. Содержание проблемы`: what leads in within front matter holds no parts.
        let beside = match at {
            At::Beside { level, .. } => self.levels.get(level as usize),
            At::Below { .. } => None,
        };
        let front = candidate.front || (candidate.leads && beside.is_some_and(|level| level.front));
        let under = self.levels.get(below as usize);
        let below_it = under.map_or(0, |level| level.hash);
        let goes_on = beside.filter(|level| !restart && level.grammar == candidate.grammar);
        let rendered = match goes_on {
            Some(level) => level.rendered,
            None => restart && beside.is_some_and(|level| comes_again(level, candidate)),
        };
        let level = Level {
            below,
            kind,
            number,
            first: goes_on.map_or(number, |level| level.first),
            parent: candidate.parent,
            step,
            hash: hashed((below_it, kind.style, number)),
            depth: under.map_or(0, |level| level.depth) + 1,
            headed: candidate.heading.is_some(),
            shouted: candidate.shouted,
            front,
            grammar: candidate.grammar,
            paired: false,
            rendered,
            counted: candidate.number > 0,
        };
        let candidate = u32::try_from(index).unwrap_or(NONE);
        let under = under.map_or(NONE, |level| level.step);
        self.taken.push(Taken { before: state.last, candidate, under, restart, translates: NONE });
        let top = u32::try_from(self.levels.len()).unwrap_or(NONE);
        self.levels.push(level);
        State { cost, top, last: step, until: candidate_end, closed }
    }

    /// Takes a marker that stands before the translation of the item at `level`.
    fn translate(&mut self, state: &State, index: usize, level: u32, cost: i32) -> State {
        let Some(&original) = self.levels.get(level as usize) else { return State { cost, ..*state } };
        let step = u32::try_from(self.taken.len()).unwrap_or(NONE);
        let candidate = u32::try_from(index).unwrap_or(NONE);
        let translates = original.step;
        self.taken.push(Taken { before: state.last, candidate, under: NONE, restart: false, translates });
        let top = u32::try_from(self.levels.len()).unwrap_or(NONE);
        let hash = paired_hash(&original);
        self.levels.push(Level { paired: true, hash, ..original });
        State { cost, top, last: step, until: state.until, closed: state.closed }
    }

    /// Throws away the levels and markers that no state leads back to, once they may be most of all.
    fn sweep(&mut self, states: &mut [State]) {
        // Every marker that is tried makes one level.
        if self.taken.len() < self.next_sweep {
            return;
        }
        let tops = states.iter().map(|state| state.top);
        let lasts = states.iter().map(|state| state.last);
        let levels = kept(self.levels.len(), tops, |at| self.levels.get(at).map(|level| level.below));
        let taken = kept(self.taken.len(), lasts, |at| self.taken.get(at).map(|taken| taken.before));
        let moved = |places: &[u32], at: u32| places.get(at as usize).copied().unwrap_or(NONE);
        let mut place = 0;
        self.levels.retain_mut(|level| {
            let keep = moved(&levels, place) != NONE;
            place += 1;
            (level.below, level.step) = (moved(&levels, level.below), moved(&taken, level.step));
            keep
        });
        place = 0;
        self.taken.retain_mut(|marker| {
            let keep = moved(&taken, place) != NONE;
            place += 1;
            for step in [&mut marker.before, &mut marker.under, &mut marker.translates] {
                *step = moved(&taken, *step);
            }
            keep
        });
        for state in states {
            (state.top, state.last) = (moved(&levels, state.top), moved(&taken, state.last));
        }
        // Twice as much again before the next: each is swept over a bounded number of times.
        self.next_sweep = FIRST_SWEEP.max(2 * self.taken.len());
    }

    /// The markers on the way to `last`, in text order.
    fn path(&self, last: u32) -> Vec<Accepted> {
        let mut steps = Vec::new();
        let mut at = last;
        while let Some(taken) = self.taken.get(at as usize) {
            steps.push((at, *taken));
            at = taken.before;
        }
        steps.reverse();
        let places: HashMap<u32, usize> =
            steps.iter().enumerate().map(|(place, &(step, _))| (step, place)).collect();
        let accepted = steps.iter().map(|(_, taken)| Accepted {
            candidate: taken.candidate as usize,
            parent: places.get(&taken.under).copied(),
            restart: taken.restart,
            translates: places.get(&taken.translates).copied(),
        });
        accepted.collect()
    }
}

/// New places of those of `count` links that lead back from `ends`; [`NONE`] for the others.
fn kept(count: usize, ends: impl Iterator<Item = u32>, before: impl Fn(usize) -> Option<u32>) -> Vec<u32> {
    let mut keep = vec![NONE; count];
    for end in ends {
        let mut at = end;
        while let Some(place) = keep.get_mut(at as usize).filter(|place| **place == NONE) {
            effort::note(1);
            *place = 0;
            at = before(at as usize).unwrap_or(NONE);
        }
    }
    for (next, place) in (0..).zip(keep.iter_mut().filter(|place| **place != NONE)) {
        *place = next;
    }
    keep
}

/// What it costs to go on with a level, and whether its numbering begins again.
fn continue_cost(level: &Level, candidate: &Candidate, kind: Kind) -> (i32, bool) {
    if !kind.numbered {
        return (if level.grammar == candidate.grammar { 0 } else { cost::UNPAIRED }, false);
    }
    let (last, number) = (level.number, candidate.number);
    if candidate.parent != level.parent {
        // `2.1.` after `1.4.`: the next item has no marker of its own. `Target 2.1` after `Target 1.4` mostly has.
        let next =
            candidate.parent.zip(level.parent).is_some_and(|(now, before)| now == before + 1) && number == 1;
        let unmarked = if kind.keyword { cost::GAP } else { cost::OPEN + 2 };
        return (if next { unmarked } else { cost::RESTART }, false);
    }
    if number == last + 1 {
        (0, false)
    } else if comes_again(level, candidate) {
        (cost::RENDITION, true)
    } else if number > last {
        let missing = i32::try_from(number - last - 1).unwrap_or(i32::MAX).min(20);
        // Alphabets differ: lists skip `đ`, `ё`, `j`.
        let letter =
            matches!(candidate.style.system, System::LetterLower | System::LetterUpper) && missing == 1;
        let gap = if letter { cost::OPEN } else { cost::GAP + (missing - 1) * cost::GAP_STEP };
        (gap.min(cost::GAP_MOST), false)
    } else if number == last {
        (cost::REPEAT, false)
    } else if number == 1 {
        (cost::RESTART, true)
    } else {
        (cost::BACKWARDS, true)
    }
}

/// Whether the items of a level may begin again in another language: `Điều 3`, `Điều 4`, `Article 3`.
fn comes_again(level: &Level, candidate: &Candidate) -> bool {
    level.grammar != candidate.grammar
        && !level.paired
        && !level.rendered
        && level.first == candidate.number
        && level.first < level.number
}

/// What it costs to open a level at the number of a candidate, wherever that is.
fn open_number_cost(state: &State, candidate: &Candidate, kind: Kind) -> i32 {
    if !kind.numbered || candidate.number == 1 {
        return cost::OPEN;
    }
    if state.closed.last(kind.style).is_some_and(|(last, _)| last + 1 == candidate.number) {
        return cost::RESUME;
    }
    let late = i32::try_from(candidate.number.min(10)).unwrap_or(10);
    cost::OPEN_LATE + late * cost::LATE_STEP
}

/// The same, `below` a level or beside the sections.
fn open_cost(candidate: &Candidate, kind: Kind, number_cost: i32, below: Option<&Level>) -> i32 {
    if !kind.numbered {
        // Under an item a heading without a number is rare.
        let item = below.is_some_and(|level| !level.headed && level.kind.rank >= RANK_ARABIC);
        return number_cost + if kind.heading && item { cost::OTHER_CASE } else { 0 };
    }
    let fits = candidate.parent.is_none_or(|parent| below.is_some_and(|level| level.number == parent));
    number_cost + if fits { 0 } else { cost::OPEN }
}

/// Where a candidate stands once it is taken.
struct Placed {
    below: u32,
    restart: bool,
    number: u32,
    kind: Kind,
}

/// The hash of a level for which the translation was found.
fn paired_hash(level: &Level) -> u64 {
    hashed((level.hash, true))
}

/// What taking a candidate does to the open levels.
#[derive(Clone, Copy)]
enum Change {
    /// It is the translation of the item at a level.
    Translate {
        level: u32,
    },
    Place(At),
}

/// Where a candidate is taken.
#[derive(Clone, Copy)]
enum At {
    /// It opens a level.
    Below { level: u32 },
    /// It goes on with a level.
    Beside { level: u32, restart: bool, number: u32 },
}

impl From<At> for Change {
    fn from(at: At) -> Self {
        Self::Place(at)
    }
}

/// What tells a state from others with another stack: stable from run to run, and no key to flood.
fn hashed(parts: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Closed, StyleId};

    #[test]
    fn of_the_closed_levels_the_newest_are_known() {
        let mut closed = Closed::default();
        for style in 0..5 {
            closed.add(StyleId(style), style + 7, style == 3);
        }
        let known = |closed: &Closed, styles: [u32; 3]| styles.map(|style| closed.last(StyleId(style)));
        assert_eq!(known(&closed, [0, 1, 2]), [None, Some((8, false)), Some((9, false))]);
        assert_eq!(known(&closed, [3, 4, 5]), [Some((10, true)), Some((11, false)), None]);
        // A style that is closed again is the newest, and counts once.
        closed.add(StyleId(1), 20, true);
        closed.add(StyleId(9), 3, false);
        assert_eq!(known(&closed, [1, 2, 9]), [Some((20, true)), None, Some((3, false))]);
    }
}
