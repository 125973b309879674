//! Which entries of the outline are sections, of which kind, and what the items under them are.

use super::heading::HeadingKinds;
use super::inferred::names_duty;
use super::why::{KindWhy, SectionWhy, Whys};
use crate::grammar::classes;
use crate::outline::{Block, Outline};
use crate::quantity::{Tape, horizons};
use crate::scan::{Candidate, Page, Style, System, Wrapping};
use crate::text::Span;
use crate::tree::{NodeKind, SectionKind};
use std::collections::{HashMap, HashSet};

/// What a section was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) kind: SectionKind,
    /// It reports what has been reached.
    pub(super) achieved: bool,
}

impl Section {
    const OTHER: Self = Self { kind: SectionKind::Other, achieved: false };

    pub(super) const fn of(kind: SectionKind) -> Self {
        Self { kind, achieved: false }
    }
}

/// Says of every entry what it is.
pub(super) struct Typer<'p, 't, 'g> {
    pub(super) page: &'p Page<'t, 'g>,
    candidates: &'p [Candidate],
    pub(super) outline: &'p Outline,
    pub(super) headings: Vec<HeadingKinds>,
    children: Vec<Vec<usize>>,
    /// Styles of the markers at the root of which one heads a section, by the part of the document.
    section_styles: HashSet<(u16, Style)>,
    /// Styles with a keyword at the root that head no section: each of them opens a sentence.
    clause_styles: HashSet<(u16, Style)>,
    /// Entries whose parts name three kinds or more, with the style of the markers of those parts.
    programmes: HashMap<usize, Style>,
    /// The title of the document names tasks.
    names_tasks: bool,
    /// What made every entry what it is.
    pub(super) whys: Whys,
}

impl<'p, 't, 'g> Typer<'p, 't, 'g> {
    pub(super) fn new(
        page: &'p Page<'t, 'g>,
        candidates: &'p [Candidate],
        outline: &'p Outline,
        title: Option<&str>,
    ) -> Self {
        let mut children = vec![Vec::new(); outline.entries.len()];
        for (index, entry) in outline.entries.iter().enumerate() {
            if let Some(list) = entry.parent.and_then(|parent| children.get_mut(parent)) {
                list.push(index);
            }
        }
        let headings = outline.entries.iter().map(|entry| {
            let own = entry.blocks.first();
            let leads =
                entry.candidate.and_then(|candidate| candidates.get(candidate)).and_then(|candidate| {
                    candidate.heading.filter(|_| candidate.style.wrapping == Wrapping::LeadIn)
                });
            let grammar = own.and_then(|block| page.grammars.get(block.grammar));
            let own = own.zip(grammar).map_or_else(HeadingKinds::default, |(block, grammar)| match leads {
                Some(heading) => HeadingKinds::lead_in(page, &block.pieces, grammar, heading),
                None => HeadingKinds::of(page, &block.pieces, grammar),
            });
            // `四、落实和后续` / `IV. IMPLEMENTATION AND FOLLOW-UP`: what no phrase of one language knows, the other may say. Below a
            // section stand items: `1. Đổi mới quản trị` / `1. Reforming governance`.
            let silent = own.says_nothing() && !entry.translations.is_empty() && entry.parent.is_none();
            let other = entry.blocks.get(1).filter(|_| silent);
            let other =
                other.filter(|other| entry.blocks.first().is_none_or(|own| own.grammar != other.grammar));
            let grammar = other.and_then(|block| page.grammars.get(block.grammar));
            let other =
                other.zip(grammar).map(|(block, grammar)| HeadingKinds::of(page, &block.pieces, grammar));
            match other.filter(|other| !other.says_nothing()) {
                Some(other) => HeadingKinds { block: 1, ..other },
                None => own,
            }
        });
        let mut typer = Self {
            page,
            candidates,
            outline,
            headings: headings.collect(),
            children,
            section_styles: HashSet::new(),
            clause_styles: HashSet::new(),
            programmes: HashMap::new(),
            names_tasks: title.is_some_and(|title| names_tasks(title, page)),
            whys: Whys::new(outline),
        };
        typer.section_styles = typer.find_section_styles();
        typer.clause_styles = typer.find_clause_styles();
        typer.programmes = typer.find_programmes();
        typer
    }

    /// One sibling with a heading that is known makes sections of all; where none is known, several with hints, or
    /// short headings over items of their own, do.
    fn find_section_styles(&self) -> HashSet<(u16, Style)> {
        let style = |index: usize| self.candidate(index).map(|candidate| (candidate.part, candidate.style));
        let roots: Vec<usize> =
            (0..self.outline.entries.len()).filter(|&index| self.parent(index).is_none()).collect();
        let named: HashSet<(u16, Style)> = roots
            .iter()
            .filter(|&&index| self.names_section(index))
            .filter_map(|&index| style(index))
            .collect();
        // Points of a decision that approves a plan are no sections because they are short.
        let silent =
            |part: u16| (part > 0 || named.is_empty()) && !named.iter().any(|&(other, _)| other == part);
        let mut counts: HashMap<(u16, Style), (usize, usize)> = HashMap::new();
        let styled = roots.iter().filter_map(|index| Some((index, style(*index)?)));
        for (&index, style) in styled.filter(|&(_, (part, _))| silent(part)) {
            let (all, headings) = counts.entry(style).or_default();
            *all += 1;
            let hinted = self.headings.get(index).is_some_and(|heading| heading.hinted.is_some());
            *headings += usize::from(hinted || self.is_heading(index));
        }
        let most = counts.into_iter().filter(|&(_, (all, headings))| headings >= 2 && headings * 2 > all);
        let most: Vec<(u16, Style)> = most.map(|(style, _)| style).collect();
        named.into_iter().chain(most).collect()
    }

    /// `Section 1. The recitals are true.`, `Section 2. The Council adopts these goals: (a) …`: articles none of which has a
    /// heading, or holds a section, are clauses.
    fn find_clause_styles(&self) -> HashSet<(u16, Style)> {
        /// One article alone may head all that follows it.
        const FEWEST: usize = 2;
        let mut counts: HashMap<(u16, Style), (usize, bool)> = HashMap::new();
        let roots = (0..self.outline.entries.len()).filter(|&index| self.parent(index).is_none());
        for (index, candidate) in roots.filter_map(|index| Some((index, self.candidate(index)?))) {
            if candidate.style.level == 0 && candidate.style.wrapping.is_keyword() {
                let (all, clauses) = counts.entry((candidate.part, candidate.style)).or_insert((0, true));
                *all += 1;
                *clauses &= self.is_clause(index);
            }
        }
        let clauses = counts.into_iter().filter(|&(_, (all, clauses))| all >= FEWEST && clauses);
        clauses.map(|(style, _)| style).collect()
    }

    /// `PART TWO` / `DIRECTIONS, GOALS AND TASKS 2025 - 2030` over `I. PRINCIPLES`, `II. GOALS`, `IV. TASKS`: whatever kinds its
    /// heading names, it stands over a whole programme.
    fn find_programmes(&self) -> HashMap<usize, Style> {
        const FEWEST: usize = 3;
        let mut found = HashMap::new();
        for (index, children) in self.children.iter().enumerate().filter(|(_, all)| all.len() >= FEWEST) {
            let Some(style) = children.first().and_then(|&first| self.number_style(first)) else { continue };
            let parts = children.iter().filter(|&&child| self.number_style(child) == Some(style));
            let names = parts.filter(|&&child| self.names_section(child) && self.is_heading(child));
            let kinds: HashSet<SectionKind> =
                names.filter_map(|&child| self.headings.get(child)?.core().next()).collect();
            if kinds.len() >= FEWEST {
                found.insert(index, style);
            }
        }
        found
    }

    /// Whether an entry stands over a whole programme.
    pub(super) fn is_programme(&self, index: usize) -> bool {
        self.programmes.contains_key(&index)
    }

    /// A sentence that names no section, and under which none stands.
    fn is_clause(&self, index: usize) -> bool {
        let sentence = |heading: &HeadingKinds| {
            heading.is_text() && !heading.exact && !heading.run_in && heading.hinted.is_none()
        };
        let children = self.children.get(index).map_or(&[][..], Vec::as_slice);
        self.headings.get(index).is_some_and(sentence)
            && !children.iter().any(|&child| self.names_section(child) || self.is_heading(child))
    }

    /// A few words that are no sentence, with items or paragraphs under them.
    fn is_heading(&self, index: usize) -> bool {
        const LONGEST: usize = 14;
        let short =
            self.headings.get(index).is_some_and(|heading| heading.length <= LONGEST && !heading.sentence);
        let holds = self.children.get(index).is_some_and(|children| !children.is_empty())
            || self.blocks(index).len() > 1;
        short && holds
    }

    pub(super) fn candidate(&self, index: usize) -> Option<&Candidate> {
        self.outline.entries.get(index).and_then(|entry| self.candidates.get(entry.candidate?))
    }

    fn is_numbered(&self, index: usize) -> bool {
        self.candidate(index).is_some_and(|candidate| candidate.style.system != System::None)
    }

    pub(super) fn parent(&self, index: usize) -> Option<usize> {
        self.outline.entries.get(index).and_then(|entry| entry.parent)
    }

    pub(super) fn translations(&self, index: usize) -> impl Iterator<Item = Span> {
        let markers = self.outline.entries.get(index).map_or(&[][..], |entry| &entry.translations);
        markers.iter().filter_map(|&candidate| self.candidates.get(candidate)).map(|candidate| candidate.span)
    }

    pub(super) fn blocks(&self, index: usize) -> &[Block] {
        self.outline.entries.get(index).map_or(&[], |entry| &entry.blocks)
    }

    /// Section kind of every entry that is a section; `None` for items.
    pub(super) fn kinds(&self) -> Vec<Option<Section>> {
        let mut kinds: Vec<Option<Section>> = Vec::with_capacity(self.outline.entries.len());
        // Of each section that says nothing itself, how many of its parts name theirs, by their style.
        let mut named: HashMap<(usize, Style), usize> = HashMap::new();
        for index in 0..self.outline.entries.len() {
            let is_section = match self.parent(index) {
                None => self.is_root_section(index),
                Some(parent) => {
                    kinds.get(parent).is_some_and(|kind| kind.is_some())
                        && (self.is_nested(parent, index) || self.is_part(parent, index, &named))
                }
            };
            let kind = is_section.then(|| {
                let own = self.kind_of(index);
                let above = self.parent(index).and_then(|parent| kinds.get(parent).copied().flatten());
                // A chapter whose heading says nothing is of the kind of its part.
                let silent = self.headings.get(index).is_some_and(|heading| heading.kinds.is_empty());
                let taken = above.filter(|_| silent && own.kind == SectionKind::Other);
                taken.inspect(|_| self.whys.kind(index, KindWhy::Parent)).unwrap_or(own)
            });
            let silent = self.headings.get(index).is_some_and(|heading| heading.core().next().is_none())
                || self.programmes.contains_key(&index);
            if kind.is_some() && silent {
                for &child in self.children.get(index).into_iter().flatten() {
                    if let Some(style) = self.number_style(child).filter(|_| self.is_nested(index, child)) {
                        *named.entry((index, style)).or_default() += 1;
                    }
                }
            }
            kinds.push(kind);
        }
        self.yield_kinds(&mut kinds);
        self.take_second(&mut kinds);
        self.name_frames(&mut kinds);
        self.join_frames(&mut kinds);
        self.take_from_bare(&mut kinds);
        self.apply_hints(&mut kinds);
        self.infer_silent(&mut kinds);
        self.take_from_markers(&mut kinds);
        self.infer_nested(&mut kinds);
        kinds
    }

    /// `ACTIONS` over `A. Clean rivers`, `B. Safe roads`, `C. Finance`: chapters from the first on that stand right below a heading
    /// with nothing else under it are of its kind, whatever topics they name, unless one of them names another kind.
    fn take_from_bare(&self, kinds: &mut [Option<Section>]) {
        const FEWEST: usize = 2;
        let roots: Vec<usize> = (0..kinds.len()).filter(|&index| self.parent(index).is_none()).collect();
        let mut rest = roots.as_slice();
        while let Some((&index, below)) = rest.split_first() {
            rest = below;
            let Some(kind) = self.bare_kind(kinds, index) else { continue };
            let first =
                below.first().and_then(|&first| Some((self.candidate(first)?, self.number_style(first)?)));
            let Some((_, style)) = first.filter(|(first, _)| first.number == 1) else { continue };
            let part = self.candidate(index).map(|candidate| candidate.part);
            let same = |&&other: &&usize| {
                self.number_style(other) == Some(style)
                    && self.candidate(other).map(|candidate| candidate.part) == part
            };
            let chapters: Vec<usize> = below.iter().take_while(same).copied().collect();
            let others = chapters.iter().any(|&chapter| {
                self.names_section(chapter) && core_kind(kinds, chapter).is_some_and(|other| other != kind)
            });
            let silent =
                |&chapter: &usize| self.headings.get(chapter).is_some_and(|heading| heading.kinds.is_empty());
            if others || chapters.len() < FEWEST || !chapters.first().is_some_and(silent) {
                continue;
            }
            for chapter in chapters {
                if !self.is_topic(kinds, chapter) {
                    continue;
                }
                kinds.get_mut(chapter).into_iter().for_each(|slot| *slot = Some(Section::of(kind)));
                self.whys.kind(chapter, KindWhy::Order);
            }
        }
    }

    /// The kind that a heading without a number names, alone, with nothing under it.
    fn bare_kind(&self, kinds: &[Option<Section>], index: usize) -> Option<SectionKind> {
        let heading = self.headings.get(index).filter(|heading| heading.exact && !heading.run_in)?;
        let mut core = heading.core();
        let alone = core.next().is_some() && core.next().is_none();
        let bare = self.children.get(index).is_none_or(Vec::is_empty)
            && self.blocks(index).len() <= 1
            && self.candidate(index).is_some_and(|candidate| candidate.style.wrapping == Wrapping::Heading);
        core_kind(kinds, index).filter(|_| alone && bare)
    }

    /// Whether a section is of none of the four kinds, and no report.
    fn is_topic(&self, kinds: &[Option<Section>], index: usize) -> bool {
        kinds.get(index).copied().flatten() == Some(Section::OTHER)
            && self.headings.get(index).is_some_and(|heading| !heading.frames)
    }

    /// `III. Components` between `II. Expected outcomes` and `IV. Management`, all in an annex: its tasks, where no other part of it
    /// has them.
    fn infer_nested(&self, kinds: &mut [Option<Section>]) {
        for index in 0..kinds.len() {
            if kinds.get(index).copied().flatten() != Some(Section::OTHER) {
                continue;
            }
            let parts = self.children.get(index).map_or(&[][..], Vec::as_slice);
            if parts.iter().any(|&part| core_kind(kinds, part) == Some(SectionKind::Tasks)) {
                continue;
            }
            let mut after: Vec<Option<SectionKind>> = Vec::with_capacity(parts.len());
            let mut next = None;
            for &part in parts.iter().rev() {
                after.push(next);
                next = core_kind(kinds, part).or(next);
            }
            let mut before = None;
            for (&part, after) in parts.iter().zip(after.into_iter().rev()) {
                let silent = self.headings.get(part).is_some_and(|heading| heading.kinds.is_empty())
                    && !self.is_label(part)
                    && self.is_numbered(part)
                    && kinds.get(part).copied().flatten() == Some(Section::OTHER);
                let between = matches!(
                    (before, after),
                    (Some(SectionKind::Objectives | SectionKind::Tasks), Some(SectionKind::Implementation))
                );
                if let Some(slot) = kinds.get_mut(part).filter(|_| silent && between) {
                    *slot = Some(Section::of(SectionKind::Tasks));
                    self.whys.kind(part, KindWhy::Order);
                }
                before = core_kind(kinds, part).or(before);
            }
        }
    }

    /// `Sec. 1. Purpose.` beside `Sec. 3. Goals.`: the first says why, and the goals stand in the other.
    fn yield_kinds(&self, kinds: &mut [Option<Section>]) {
        let yields = |index: usize| self.headings.get(index).is_some_and(|heading| heading.yields);
        let firm: HashSet<SectionKind> = (0..kinds.len())
            .filter(|&index| !yields(index))
            .filter_map(|index| core_kind(kinds, index))
            .collect();
        for index in (0..kinds.len()).filter(|&index| yields(index)) {
            if core_kind(kinds, index).is_some_and(|kind| firm.contains(&kind))
                && let Some(slot) = kinds.get_mut(index)
            {
                *slot = Some(Section::OTHER);
                self.whys.kind(index, KindWhy::Yields);
            }
        }
    }

    /// `3. Vision and principles` before `4. Goals`: where the first kind of a combined heading has a section of its own, and
    /// the second none, it is the second that stands there.
    fn take_second(&self, kinds: &mut [Option<Section>]) {
        let core = |index: usize| {
            let heading = self.headings.get(index)?;
            let mut core = heading.core();
            Some((core.next()?, core.next(), core.next().is_some()))
        };
        let mut there: HashSet<SectionKind> = HashSet::new();
        let mut alone: HashSet<SectionKind> = HashSet::new();
        for (index, kind) in (0..kinds.len()).filter_map(|index| Some((index, core_kind(kinds, index)?))) {
            there.insert(kind);
            if core(index) == Some((kind, None, false)) {
                alone.insert(kind);
            }
        }
        for index in 0..kinds.len() {
            if let Some((first, Some(second), false)) = core(index)
                && core_kind(kinds, index) == Some(first)
                && alone.contains(&first)
                && there.insert(second)
                && let Some(slot) = kinds.get_mut(index)
            {
                *slot = Some(Section::of(second));
            }
        }
    }

    /// `一、总体要求` over paragraphs alone: objectives, where one of them opens with the year by which.
    fn name_frames(&self, kinds: &mut [Option<Section>]) {
        for index in (0..kinds.len()).filter(|&index| self.frames(index)) {
            let silent = kinds.get(index).copied().flatten() == Some(Section::OTHER)
                && self.last_nested(kinds, index).is_none();
            let items = self.children.get(index).map_or(&[][..], Vec::as_slice);
            let mut under = items.iter().flat_map(|&item| self.blocks(item));
            let mut own = self.blocks(index).iter().skip(1);
            if silent
                && (own.any(|block| self.opens_with_year(block, true))
                    || under.any(|block| self.opens_with_year(block, false)))
                && let Some(slot) = kinds.get_mut(index)
            {
                *slot = Some(Section::of(SectionKind::Objectives));
                self.whys.kind(index, KindWhy::Order);
            }
        }
    }

    /// `一、总体要求` over `（一）指导思想。……` and `（二）基本原则。……`: viewpoints all of them, and each run-in heading with its text
    /// is one; as sections they would hold none.
    fn join_frames(&self, kinds: &mut [Option<Section>]) {
        const VIEWPOINTS: Option<Section> = Some(Section::of(SectionKind::Viewpoints));
        for index in (0..kinds.len()).filter(|&index| self.frames(index)) {
            let parts = self.children.get(index).map_or(&[][..], Vec::as_slice);
            let views = |&part: &usize| {
                let run_in = self.headings.get(part).is_some_and(|heading| heading.run_in);
                let bare = self.children.get(part).is_none_or(Vec::is_empty) && self.blocks(part).len() <= 1;
                run_in && bare && kinds.get(part).copied().flatten() == VIEWPOINTS
            };
            if kinds.get(index).copied().flatten() != Some(Section::OTHER)
                || parts.is_empty()
                || !parts.iter().all(views)
            {
                continue;
            }
            for &part in parts {
                kinds.get_mut(part).into_iter().for_each(|kind| *kind = None);
            }
            kinds.get_mut(index).into_iter().for_each(|kind| *kind = VIEWPOINTS);
            self.whys.kind(index, KindWhy::Order);
        }
    }

    /// Whether the heading stands over viewpoints and objectives together, and over nothing else.
    fn frames(&self, index: usize) -> bool {
        self.headings
            .get(index)
            .is_some_and(|heading| heading.frames && heading.exact && heading.core().next().is_none())
    }

    /// Whether the first words of a block say by when, or those of a later sentence where `later` counts as well:
    /// `坚持统筹推进。到2028年，……`.
    fn opens_with_year(&self, block: &Block, later: bool) -> bool {
        const OPENING: usize = 3;
        const LOOKED_AT: usize = 64;
        const LOOKED_AT_LATER: usize = 400;
        self.page.grammars.get(block.grammar).is_some_and(|grammar| {
            let tape =
                self.page.tape(&block.pieces, grammar, if later { LOOKED_AT_LATER } else { LOOKED_AT });
            let start = |at: usize| if later { tape.segments.sentence(at).0 } else { 0 };
            horizons(&tape).iter().any(|horizon| horizon.from < start(horizon.from) + OPENING)
        })
    }

    fn is_root_section(&self, index: usize) -> bool {
        let inferred = self.outline.entries.get(index).is_some_and(|entry| entry.candidate.is_none());
        let Some(candidate) = self.candidate(index) else { return inferred };
        let style = candidate.style;
        // `A.  whereas 40 % of homes have no water;` heads nothing.
        if matches!(style.system, System::LetterUpper | System::RomanUpper) && self.is_recital(index) {
            return false;
        }
        let section_style = match style.wrapping {
            _ if style.level > 0 => true,
            Wrapping::Keyword(_) | Wrapping::Named(_) => {
                !self.clause_styles.contains(&(candidate.part, style))
            }
            Wrapping::Heading | Wrapping::LeadIn => true,
            Wrapping::Bare if style.system == System::RomanUpper => true,
            Wrapping::Plain | Wrapping::Closed => {
                matches!(style.system, System::RomanUpper | System::LetterUpper | System::Words)
            }
            _ => false,
        };
        self.whys.section(index, if section_style { SectionWhy::Style } else { SectionWhy::Siblings });
        // `1. Quan điểm`, `2. Mục tiêu`: one sibling that heads a section makes sections of all.
        section_style
            || (style.system != System::None && self.section_styles.contains(&(candidate.part, style)))
    }

    pub(super) fn names_section(&self, index: usize) -> bool {
        self.headings.get(index).is_some_and(|heading| heading.exact && heading.core().next().is_some())
    }

    fn is_nested(&self, parent: usize, index: usize) -> bool {
        let (Some(above), Some(own)) = (self.headings.get(parent), self.headings.get(index)) else {
            return false;
        };
        if self.outline.entries.get(index).is_some_and(|entry| entry.candidate.is_none()) {
            return true;
        }
        let unnumbered =
            self.candidate(index).is_some_and(|candidate| candidate.style.wrapping == Wrapping::Heading);
        // `1. Quan điểm: …` beside `2. Mục tiêu` under `II. Quan điểm và mục tiêu`.
        let labelled = own.labelled && above.core().nth(1).is_some();
        let named = own.core().next().filter(|_| own.exact || labelled);
        // Only a heading without a number says its kind by a hint alone.
        let hinted = own.hinted.map(|section| section.kind);
        let hinted =
            hinted.filter(|&kind| unnumbered && kind != SectionKind::Other && above.kinds.is_empty());
        let Some(kind) = named.or(hinted).filter(|_| !above.achieved) else { return false };
        let style = self.number_style(index);
        if style.is_some() && self.programmes.get(&parent) == style.as_ref() {
            return true;
        }
        let bullet = self
            .candidate(index)
            .is_some_and(|candidate| matches!(candidate.style.wrapping, Wrapping::Bullet(_)));
        let core: Vec<SectionKind> = above.core().collect();
        match core.as_slice() {
            // A part with a heading in free words says its kind by a hint.
            [] => !bullet && (unnumbered || above.hinted.map(|section| section.kind) != Some(kind)),
            // A heading without a number that names its kind is a section even where it repeats that of its part.
            [single] => !bullet && (unnumbered || (*single != kind && (own.length <= 6 || own.run_in))),
            several => several.contains(&kind),
        }
    }

    /// `III. NGUỒN VỐN` beside `I. QUAN ĐIỂM` and `II. MỤC TIÊU` under `Điều 1`: what stands beside several sections of its
    /// numbering, and is a heading over items of its own, is one as well.
    fn is_part(&self, parent: usize, index: usize, named: &HashMap<(usize, Style), usize>) -> bool {
        const FEWEST: usize = 2;
        let style = self.number_style(index).filter(|_| self.is_heading(index));
        style.and_then(|style| named.get(&(parent, style))).is_some_and(|&named| named >= FEWEST)
    }

    /// The style of a marker that counts.
    fn number_style(&self, index: usize) -> Option<Style> {
        self.candidate(index).map(|candidate| candidate.style).filter(|style| style.system != System::None)
    }

    fn kind_of(&self, index: usize) -> Section {
        if self.outline.entries.get(index).is_some_and(|entry| entry.candidate.is_none()) {
            self.whys.kind(index, KindWhy::Inferred);
            return Section::of(SectionKind::Implementation);
        }
        let Some(heading) = self.headings.get(index) else { return Section::OTHER };
        if let Some(hinted) = heading.hinted.filter(|_| self.parent(index).is_some()) {
            self.whys.kind(index, KindWhy::Hint);
            return hinted;
        }
        let core: Vec<SectionKind> = heading.core().collect();
        let nested = self
            .children
            .get(index)
            .is_some_and(|children| children.iter().any(|&child| self.is_nested(index, child)));
        let (kind, why) = match core.as_slice() {
            _ if heading.achieved => (SectionKind::Other, KindWhy::Report),
            [] if heading.kinds.is_empty() => (SectionKind::Other, KindWhy::Unknown),
            _ if !(heading.exact || heading.labelled && self.parent(index).is_some()) => {
                (SectionKind::Other, KindWhy::Loose)
            }
            _ if self.programmes.contains_key(&index) => (SectionKind::Other, KindWhy::Several),
            [_, _, ..] if nested => (SectionKind::Other, KindWhy::Several),
            [first, ..] => (*first, KindWhy::Heading),
            [] => (SectionKind::Other, KindWhy::Heading),
        };
        self.whys.kind(index, why);
        Section { kind, achieved: heading.achieved }
    }

    /// Sections with headings of free words: what a hint in them says, where it fits into the order of the genre, which
    /// goes from viewpoints over objectives and tasks to implementation.
    fn apply_hints(&self, kinds: &mut [Option<Section>]) {
        let roots: Vec<usize> = (0..kinds.len()).filter(|&index| self.parent(index).is_none()).collect();
        let known: Vec<Option<SectionKind>> =
            roots.iter().map(|&index| self.known_kind(kinds, index)).collect();
        // The least kind that is known after each root.
        let mut after = vec![None; roots.len()];
        let mut least: Option<SectionKind> = None;
        for (kind, slot) in known.iter().zip(&mut after).rev() {
            *slot = least;
            least = kind.map(|kind| least.map_or(kind, |least| least.min(kind))).or(least);
        }
        let mut greatest: Option<SectionKind> = None;
        for ((&index, kind), after) in roots.iter().zip(&known).zip(after) {
            let hinted = self.headings.get(index).and_then(|heading| heading.hinted);
            let fits = |section: &Section| {
                section.kind == SectionKind::Other
                    || (greatest.is_none_or(|before| before <= section.kind)
                        && after.is_none_or(|after| after >= section.kind))
            };
            // `四、强化资金保障` beside `五、组织实施`: the other names the kind.
            let yields = self.headings.get(index).is_some_and(|heading| heading.hint_yields);
            let hinted = hinted.filter(|section| !(yields && known.contains(&Some(section.kind))));
            if let Some(section) = hinted
                && let Some(slot) = kinds.get_mut(index).filter(|slot| **slot == Some(Section::OTHER))
            {
                let fits = fits(&section);
                self.whys.kind(index, if fits { KindWhy::Hint } else { KindWhy::HintMisfit });
                *slot = Some(section).filter(|_| fits).or(*slot);
            }
            greatest = kind.map(|kind| greatest.map_or(kind, |before| before.max(kind))).or(greatest);
        }
    }

    /// Sections whose headings say nothing, by what stands before and after them and by what their items say.
    fn infer_silent(&self, kinds: &mut [Option<Section>]) {
        let roots: Vec<usize> = (0..kinds.len()).filter(|&index| self.parent(index).is_none()).collect();
        // Kinds of the nearest typed sections before and after each root.
        let mut before = Vec::with_capacity(roots.len());
        let mut nearest = None;
        for &index in &roots {
            before.push(nearest);
            // `第一章 总体思路` may end with the objectives: they stand before the next chapter.
            let last = self.last_nested(kinds, index).filter(|&kind| kind != SectionKind::Other);
            let framed = || Some(SectionKind::Objectives).filter(|_| self.frames(index));
            nearest = last.or_else(|| self.known_kind(kinds, index)).or_else(framed).or(nearest);
        }
        let implements = |index: usize| {
            [core_kind(kinds, index), self.last_nested(kinds, index)]
                .contains(&Some(SectionKind::Implementation))
        };
        let implemented = roots.iter().any(|&index| implements(index));
        let framed = roots.iter().any(|&index| self.frames(index));
        let tasked = (0..kinds.len()).any(|index| core_kind(kinds, index) == Some(SectionKind::Tasks));
        let mut after: Option<SectionKind> = None;
        for (place, &index) in roots.iter().enumerate().rev() {
            let silent = self.headings.get(index).is_some_and(|heading| heading.kinds.is_empty());
            let silent = silent && !self.is_label(index);
            let section = kinds.get(index).copied().flatten();
            if silent && section.is_some_and(|section| section == Section::OTHER) {
                let before = before.get(place).copied().flatten();
                let numbered = self.is_numbered(index);
                let holds = numbered && self.children.get(index).is_some_and(|children| children.len() >= 2);
                let inferred = match (before, after) {
                    (
                        Some(SectionKind::Objectives | SectionKind::Tasks),
                        Some(SectionKind::Tasks | SectionKind::Implementation),
                    ) => Some((SectionKind::Tasks, KindWhy::Order)),
                    (Some(SectionKind::Tasks), None) if !implemented && self.gives_duties(index) => {
                        Some((SectionKind::Implementation, KindWhy::Duties))
                    }
                    // `一、总体要求` and topics alone.
                    (Some(SectionKind::Objectives | SectionKind::Tasks), None) if framed && holds => {
                        Some((SectionKind::Tasks, KindWhy::Order))
                    }
                    (None, Some(SectionKind::Objectives)) if place > 0 && self.is_statement_list(index) => {
                        Some((SectionKind::Viewpoints, KindWhy::Statements))
                    }
                    _ => None,
                };
                // `关于下达政府重点工作任务的通知`: sections on topics hold the tasks that the title speaks of.
                let by_title =
                    self.names_tasks && !tasked && holds && before != Some(SectionKind::Implementation);
                let inferred = inferred.or(by_title.then_some((SectionKind::Tasks, KindWhy::Title)));
                if let (Some((kind, why)), Some(section)) = (inferred, kinds.get_mut(index)) {
                    *section = Some(Section::of(kind));
                    self.whys.kind(index, why);
                }
            }
            after = core_kind(kinds, index).or(after);
        }
    }

    /// `Goal 1: Safe roads`, `Action 2: Lighting`: where neither the heading nor what stands around it says a kind, the word of its
    /// marker does.
    fn take_from_markers(&self, kinds: &mut [Option<Section>]) {
        for (index, slot) in kinds.iter_mut().enumerate().filter(|(_, slot)| **slot == Some(Section::OTHER)) {
            let silent = self.headings.get(index).is_some_and(|heading| heading.kinds.is_empty());
            let named = self.candidate(index).filter(|_| silent && self.parent(index).is_none());
            let Some(kind) = named.and_then(|candidate| self.kind_of_marker(candidate)) else { continue };
            *slot = Some(Section::of(kind));
            self.whys.kind(index, KindWhy::Marker);
        }
    }

    fn kind_of_marker(&self, candidate: &Candidate) -> Option<SectionKind> {
        let Wrapping::Named(keyword) = candidate.style.wrapping else { return None };
        self.page.grammars.get(candidate.grammar)?.keyword(keyword)?.section
    }

    /// The label of a row of a data sheet that heads no section elsewhere: a fact of the programme, wherever it stands.
    fn is_label(&self, index: usize) -> bool {
        self.candidate(index).is_some_and(|candidate| {
            candidate.style.wrapping == Wrapping::Heading
                && candidate.style.level == 0
                && candidate.heading.is_none()
        })
    }

    /// Most items of a section say which body does what.
    fn gives_duties(&self, index: usize) -> bool {
        let items = self.children.get(index).map_or(&[][..], Vec::as_slice);
        let duties = items.iter().filter_map(|&item| self.outline.entries.get(item));
        let duties = duties.filter(|entry| names_duty(self.page, entry)).count();
        duties >= 2 && duties * 2 > items.len()
    }

    /// Kinds of the items that stand under no section, as in a decree of numbered points: from a point that names goals on
    /// they are objectives, from one that gives a body its duty on implementation. `None` for entries under others.
    pub(super) fn loose_kinds(&self, kinds: &[Option<Section>]) -> Vec<Option<SectionKind>> {
        let mut found = vec![None; kinds.len()];
        let named = self.named_above();
        let mut last: Option<SectionKind> = None;
        // Items before the first that says its kind are of that kind.
        let mut waiting: Vec<usize> = Vec::new();
        for index in 0..kinds.len() {
            if self.parent(index).is_some() {
                continue;
            }
            if kinds.get(index).copied().flatten().is_some() {
                last = None;
                waiting.clear();
                continue;
            }
            let own = named.or_else(|| self.loose_kind(index));
            last = own.or(last);
            if let Some(slot) = found.get_mut(index) {
                *slot = last;
            }
            match own {
                Some(_) => {
                    for waiting in waiting.drain(..) {
                        if let Some(slot) = found.get_mut(waiting) {
                            *slot = own;
                        }
                    }
                }
                None if last.is_none() => waiting.push(index),
                None => {}
            }
        }
        found
    }

    /// `…, yêu cầu các cấp thực hiện tốt các nhiệm vụ sau:`: what the last words above the first item call all of them.
    fn named_above(&self) -> Option<SectionKind> {
        /// Words from such a phrase to the colon, its own among them.
        const NEAR: usize = 8;
        let block = self.outline.before.last()?;
        let grammar = self.page.grammars.get(block.grammar)?;
        // Most end in no colon, and are not worth reading.
        if !block.ends_in(self.page.source, &[':']) {
            return None;
        }
        let tokens = self.page.cut(&block.pieces, grammar, usize::MAX);
        let colon = tokens.len().checked_sub(1)?;
        let mut kinds = (colon.saturating_sub(NEAR)..colon).filter_map(|at| {
            let (_, heading) = grammar.vocabulary.longest(tokens.get(at..)?, classes::HEADING)?;
            grammar.headings.get(usize::from(heading)).map(|heading| heading.kind)
        });
        let first = kinds.next().filter(|&kind| kind != SectionKind::Other)?;
        kinds.all(|kind| kind == first).then_some(first)
    }

    /// How many entries, from the first on, stand before the words that enact, `(1) Whereas …` … `HAS DECIDED:`, or are grounds by
    /// their first word: `1. RECALLING that …`, `2. NOTING …`, `3. CALLS ON the States …`.
    pub(super) fn recitals(&self, kinds: &[Option<Section>]) -> usize {
        /// Longer paragraphs hold those words within a sentence.
        const LONGEST: usize = 12;
        const ABOVE: usize = 3;
        let enacts = |block: &Block| {
            let grammar = self.page.grammars.get(block.grammar);
            grammar.is_some_and(|grammar| {
                let tape = self.page.tape(&block.pieces, grammar, LONGEST + 1);
                tape.tokens.len() <= LONGEST && tape.has(0, classes::ENACTMENT)
            })
        };
        let grounds = kinds.iter().take_while(|kind| kind.is_none()).count();
        let last = (0..grounds).rev().find(|&index| self.blocks(index).iter().skip(1).any(&enacts));
        // `- Conclusions (12 June 2026)`: what stands above them is of the head.
        let first = (0..grounds.min(ABOVE)).find(|&index| self.is_ground(index));
        let said = first.map_or(0, |first| {
            let more = (first..grounds).take_while(|&at| self.parent(at).is_some() || self.is_ground(at));
            first + more.count()
        });
        // Grounds alone are a list like others.
        last.map_or(0, |last| last + 1).max(if said < kinds.len() { said } else { 0 })
    }

    /// Whether an entry opens with a word for grounds in capitals, as what is resolved does with its verb, or with one that opens
    /// nothing else: `A.  whereas 40 % of homes have no water;`.
    fn is_ground(&self, index: usize) -> bool {
        const OPENING: usize = 4;
        let opens = |block: &Block| {
            let grammar = self.page.grammars.get(block.grammar)?;
            let tape = self.page.tape(&block.pieces, grammar, OPENING);
            let loud = tape.tokens.first().is_some_and(|first| first.is_loud_word(self.page.source));
            (loud && tape.has(0, classes::PREAMBLE)).then_some(())
        };
        self.is_recital(index) || self.blocks(index).first().and_then(opens).is_some()
    }

    fn is_recital(&self, index: usize) -> bool {
        const OPENING: usize = 4;
        self.blocks(index).first().is_some_and(|block| {
            let grammar = self.page.grammars.get(block.grammar);
            grammar.is_some_and(|grammar| {
                self.page.tape(&block.pieces, grammar, OPENING).has(0, classes::RECITAL)
            })
        })
    }

    fn loose_kind(&self, index: usize) -> Option<SectionKind> {
        /// Words at the start of a point that say what it is about.
        const OPENING: usize = 12;
        let entry = self.outline.entries.get(index)?;
        if names_duty(self.page, entry) {
            return Some(SectionKind::Implementation);
        }
        let block = entry.blocks.first()?;
        let grammar = self.page.grammars.get(block.grammar)?;
        let tape = self.page.tape(&block.pieces, grammar, usize::MAX);
        if tape.has(0, classes::ACTOR) && tape.tokens.last().is_some_and(|last| last.is(':')) {
            return Some(SectionKind::Implementation);
        }
        let holds = self.children.get(index).is_some_and(|children| children.len() >= 2);
        let mut goals = (0..OPENING).filter_map(|at| {
            let hint =
                tape.phrase(at, classes::HEADING_HINT).or_else(|| tape.phrase(at, classes::HEADING))?;
            grammar.headings.get(usize::from(hint.value)).map(|heading| heading.kind)
        });
        (holds && goals.any(|kind| kind == SectionKind::Objectives)).then_some(SectionKind::Objectives)
    }

    /// Several numbered items without any figure: principles, not commitments.
    fn is_statement_list(&self, index: usize) -> bool {
        let items = self.children.get(index).map_or(&[][..], Vec::as_slice);
        let plain = |item: usize| {
            self.blocks(item)
                .iter()
                .flat_map(|block| &block.pieces)
                .all(|piece| !piece.of(self.page.source).chars().any(char::is_numeric))
        };
        items.len() >= 2 && items.iter().all(|&item| plain(item))
    }

    /// The kind of a section, or of the last section in it where its own is none of the four.
    fn known_kind(&self, kinds: &[Option<Section>], index: usize) -> Option<SectionKind> {
        core_kind(kinds, index).or_else(|| self.last_nested(kinds, index))
    }

    fn last_nested(&self, kinds: &[Option<Section>], index: usize) -> Option<SectionKind> {
        let children = self.children.get(index)?;
        children
            .iter()
            .rev()
            .find_map(|&child| kinds.get(child).copied().flatten())
            .map(|section| section.kind)
    }

    /// What an item is, by its section and place.
    pub(super) fn item_kind(
        &self,
        index: usize,
        section: SectionKind,
        above: Option<NodeKind>,
        horizon: bool,
    ) -> NodeKind {
        let top = above.is_none_or(|above| above.section().is_some());
        match section {
            SectionKind::Viewpoints if top => NodeKind::Viewpoint,
            SectionKind::Tasks if top => NodeKind::Task,
            SectionKind::Tasks if above == Some(NodeKind::Task) => NodeKind::Measure,
            SectionKind::Implementation if top => NodeKind::ImplementationClause,
            SectionKind::Objectives if top || above == Some(NodeKind::Horizon) => {
                if self.groups(index, horizon) { NodeKind::Horizon } else { NodeKind::Objective }
            }
            _ => NodeKind::Clause,
        }
    }

    /// Whether an item of an objectives section is a heading over others, not an objective itself.
    fn groups(&self, index: usize, horizon: bool) -> bool {
        const LONGEST_HEADING: usize = 25;
        let numbered = self.is_numbered(index)
            || self.candidate(index).is_some_and(|candidate| {
                matches!(candidate.style.wrapping, Wrapping::Heading | Wrapping::Horizon)
            });
        // `Target 3.4 Halve the losses by 2033.`, and a table or a remark below it: a sentence heads no paragraph.
        let sentence = self.headings.get(index).is_some_and(|heading| heading.stopped);
        let holds = self.children.get(index).is_some_and(|children| !children.is_empty())
            || (self.blocks(index).len() > 1 && !sentence);
        let short = self.headings.get(index).is_some_and(|heading| heading.length <= LONGEST_HEADING);
        let named = self.headings.get(index).is_some_and(|heading| heading.core().next().is_some());
        numbered && short && (holds || (horizon && named))
    }
}

/// The kind of a section, where it is one of the four core kinds.
fn core_kind(kinds: &[Option<Section>], index: usize) -> Option<SectionKind> {
    let section = kinds.get(index).copied().flatten()?;
    (section.kind != SectionKind::Other).then_some(section.kind)
}

/// Whether a title names tasks, as a heading or by a hint.
fn names_tasks(title: &str, page: &Page<'_, '_>) -> bool {
    page.grammars.iter().any(|grammar| {
        let tape = Tape::new(title, &[Span::new(0, title.len())], grammar);
        (0..tape.tokens.len()).any(|at| {
            [classes::HEADING, classes::HEADING_HINT].into_iter().any(|class| {
                let heading = tape.phrase(at, class).and_then(|p| grammar.headings.get(usize::from(p.value)));
                heading.is_some_and(|heading| heading.kind == SectionKind::Tasks)
            })
        })
    })
}
