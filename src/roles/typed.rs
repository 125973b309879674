//! From outline to typed tree: which nodes are sections, and what the others are.
//!
//! All passes go through the entries in text order, where a parent stands before its children, so nothing here
//! uses the call stack for the depth of a document.

use super::explain;
use super::foot::Foot;
use super::kinds::{Section, Typer};
use super::{rows, year};
use crate::diagnostic::{DiagnosticCode, Sink};
use crate::grammar::{ClassId, Compiled, classes};
use crate::outline::{Block, Outline, without_markup};
use crate::quantity::{
    HorizonAt, RowHead, Setting, Tape, duties, first_horizons, horizons, is_idle, read, read_deadlines,
    references,
};
use crate::scan::{Candidate, Page, Style, System, year_of};
use crate::text::{Shape, Span, fold_punctuation, is_space, sets_apart, squeeze};
use crate::tree::{Node, NodeKind, Quantity, QuantityRole, SectionKind, Text};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The three lists of nodes of a resolution.
#[derive(Debug, Default)]
pub(crate) struct Parts<'a> {
    pub(crate) preamble: Vec<Node<'a>>,
    pub(crate) sections: Vec<Node<'a>>,
    pub(crate) closing: Vec<Node<'a>>,
}

/// What an entry was found to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    pub(super) kind: NodeKind,
    /// The section it belongs to, itself included.
    pub(super) section: SectionKind,
    achieved: bool,
    pub(super) horizon: Option<(u32, Span)>,
    pub(super) own_horizon: Option<u32>,
    /// It stands before the words that enact: a ground, no commitment.
    pub(super) recital: bool,
    /// It asks somebody for what it says, or stands below what does.
    asks: bool,
    /// It tells what is to come of the measures, or stands below a heading that says so: `Expected results:`.
    expected: bool,
}

/// Types the outline, reads every text, and hangs the nodes into each other.
pub(crate) fn build<'a>(
    page: &Page<'a, '_>,
    candidates: &[Candidate],
    outline: &Outline,
    foot: &Foot,
    title: Option<&str>,
    since: Option<u32>,
    sink: &mut Sink,
) -> Parts<'a> {
    let typer = Typer::new(page, candidates, outline, title);
    let kinds = typer.kinds();
    let typed = kinds.iter().flatten().any(|section| section.kind != SectionKind::Other);
    let mut builder = Builder {
        page,
        sink,
        used: HashMap::new(),
        turns: HashMap::new(),
        counts: HashMap::new(),
        implicit: None,
        made: HashMap::new(),
        typed,
        since,
        year: title.and_then(|title| year::of_plan(title, since?)),
        kept: None,
    };
    let context = Setting { role: QuantityRole::Context, since, committed: false, ..Setting::FRAGMENT };
    let mut parts = Parts {
        preamble: builder.paragraphs(&pairs(&outline.before), "preamble", &context, None, None),
        closing: builder.paragraphs(&pairs(&foot.closing), "closing", &context, None, None),
        ..Parts::default()
    };
    let recitals = typer.recitals(&kinds);
    let (roles, mut nodes) = builder.nodes(&typer, &kinds, recitals);
    let made = std::mem::take(&mut builder.made);
    drop(builder);
    let mut grounds = Vec::new();
    report_numbering(&typer, sink);
    report_missing(&roles, sink);
    drop(roles);
    let mut below = vec![0; kinds.len()];
    for parent in (0..kinds.len()).filter_map(|index| typer.parent(index)) {
        below.get_mut(parent).into_iter().for_each(|count| *count += 1);
    }
    // From the last to the first: a node's children are complete when it is moved into its parent.
    while let Some(mut node) = nodes.pop() {
        let index = nodes.len();
        node.children.sort_unstable_by_key(|child| child.span);
        let place = typer.parent(index).and_then(|parent| nodes.get_mut(parent).zip(below.get_mut(parent)));
        match place {
            Some((parent, count)) => {
                let empty = parent.span.is_empty();
                parent.span = if empty { node.span } else { parent.span.cover(node.span) };
                parent.children.reserve_exact(std::mem::take(count));
                parent.children.push(node);
            }
            None if index < recitals => grounds.push(node),
            None => parts.sections.push(node),
        }
    }
    parts.preamble.extend(grounds.into_iter().rev());
    parts.sections.reverse();
    wrap_items(&mut parts.sections, &made);
    parts
}

/// Nodes in text order that are taken from the end: room is given back as they go into the tree.
#[derive(Default)]
struct Nodes<'a> {
    /// Of [`Nodes::CHUNK`] each, but for the last; none is empty.
    chunks: Vec<Vec<Node<'a>>>,
}

impl<'a> Nodes<'a> {
    const CHUNK: usize = 64;

    fn len(&self) -> usize {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * Self::CHUNK + last.len())
    }

    fn push(&mut self, node: Node<'a>) {
        match self.chunks.last_mut().filter(|last| last.len() < Self::CHUNK) {
            Some(last) => last.push(node),
            None => self.chunks.push(vec![node]),
        }
    }

    fn pop(&mut self) -> Option<Node<'a>> {
        let last = self.chunks.last_mut()?;
        let node = last.pop();
        if last.is_empty() {
            self.chunks.pop();
        }
        node
    }

    fn get(&self, index: usize) -> Option<&Node<'a>> {
        self.chunks.get(index / Self::CHUNK)?.get(index % Self::CHUNK)
    }

    fn get_mut(&mut self, index: usize) -> Option<&mut Node<'a>> {
        self.chunks.get_mut(index / Self::CHUNK)?.get_mut(index % Self::CHUNK)
    }
}

/// Items that stand under no section get one of their own, so that every item has a section above it.
/// `made` has the kinds of these sections, by their ids.
fn wrap_items(sections: &mut Vec<Node<'_>>, made: &HashMap<String, SectionKind>) {
    if sections.iter().all(|node| node.kind.section().is_some()) {
        return;
    }
    let mut wrapped: Vec<Node<'_>> = Vec::new();
    let mut open: Option<String> = None;
    for node in sections.drain(..) {
        if node.kind.section().is_some() {
            open = None;
            wrapped.push(node);
            continue;
        }
        let above = node.id.rsplit_once('.').map_or("other", |(above, _)| above).to_string();
        if let Some(last) = wrapped.last_mut().filter(|_| open.as_ref() == Some(&above)) {
            last.span = last.span.cover(node.span);
            last.children.push(node);
        } else {
            let kind = made.get(&above).copied().unwrap_or(SectionKind::Other);
            let mut section = Node::new(kind.into(), node.span);
            section.id.clone_from(&above);
            open = Some(above);
            section.children.push(node);
            wrapped.push(section);
        }
    }
    *sections = wrapped;
}

struct Builder<'p, 'a, 'g, 's> {
    page: &'p Page<'a, 'g>,
    sink: &'s mut Sink,
    /// Numbers given under each id, and which turn of the number it is.
    used: HashMap<String, HashSet<(u32, u32)>>,
    /// The last turn of a number under an id that stands there more than once.
    turns: HashMap<(String, u32), u32>,
    counts: HashMap<SectionKind, usize>,
    /// Id of the section that is made up for items without one, while such items follow each other.
    implicit: Option<(SectionKind, String)>,
    /// All sections that were made up, by their ids.
    made: HashMap<String, SectionKind>,
    /// The document has sections of the four core kinds, so that what stands outside of them commits to less.
    typed: bool,
    /// Year of the document.
    since: Option<u32>,
    /// The one year that the title names.
    year: Option<u32>,
    /// The text that was read last, by where it begins: its year, its figures and its duties are asked for one by one.
    /// Without a tape where it [says nothing](is_idle) of them.
    kept: Option<(Span, Option<Rc<Tape<'a, 'g>>>)>,
}

impl<'a, 'g> Builder<'_, 'a, 'g, '_> {
    fn grammar(&self, block: &Block) -> Option<&'g Compiled> {
        self.page.grammars.get(block.grammar).copied()
    }

    /// Every entry as a node, without those under it.
    fn nodes(
        &mut self,
        typer: &Typer<'_, 'a, '_>,
        kinds: &[Option<Section>],
        recitals: usize,
    ) -> (Vec<Role>, Nodes<'a>) {
        let mut roles: Vec<Role> = Vec::with_capacity(kinds.len());
        let mut leads = Leads::default();
        let loose = typer.loose_kinds(kinds);
        let mut nodes = Nodes::default();
        for index in 0..kinds.len() {
            let above = typer.parent(index).and_then(|parent| roles.get(parent)).copied();
            // `水利建设方案（2027年至2030年）` over all parts: the years of a document are those of no part of it.
            let own = self.own_horizon(typer.blocks(index).first()).filter(|_| !typer.is_programme(index));
            let found = kinds.get(index).copied().flatten();
            let (section, achieved) = match (found, &above) {
                (Some(section), _) => (section.kind, section.achieved),
                (None, Some(above)) => (above.section, above.achieved),
                (None, None) => (loose.get(index).copied().flatten().unwrap_or(SectionKind::Other), false),
            };
            let is_section = kinds.get(index).is_some_and(Option::is_some);
            let kind = if is_section {
                section.into()
            } else {
                typer.item_kind(index, section, above.as_ref().map(|above| above.kind), own.is_some())
            };
            // `The government reviews the results.` ends in a heading, but is a sentence; `Goal 2. Better learning results` names
            // what is to be reached.
            let report = typer.headings.get(index).is_some_and(|heading| {
                let named = is_section || heading.opens;
                heading.achieved && heading.exact && named && (heading.run_in || !heading.sentence)
            });
            // `Chỉ tiêu năm 2027` under `Kết quả năm 2026 và kế hoạch năm 2027`: a section that names its kind reports nothing.
            let own_kind = is_section && typer.names_section(index);
            let above_reports = above.as_ref().is_some_and(|above| above.achieved) && !own_kind;
            // `3. Результаты` / `3.2. К концу 2032 года …`: what is still to come was not reached.
            let reports = achieved || report || above_reports;
            let block = typer.blocks(index).first().filter(|_| reports && !is_section && own.is_none());
            let ahead = lies_ahead(self.since, own.or_else(|| self.sole_horizon(block?)));
            let achieved = reports && !ahead;
            let above_id =
                typer.parent(index).and_then(|parent| nodes.get(parent)).map(|node| node.id.as_str());
            let id = if is_section {
                self.implicit = None;
                self.section_id(section)
            } else {
                self.id(typer, index, section, above_id, index < recitals)
            };
            let lead = leads.of(typer.parent(index));
            // What a measure is to lead to is due when the measure is.
            let due = typer.blocks(index).iter().skip(1).find_map(|block| self.due(block));
            let horizon = own.or(due).or(lead).or(above.as_ref().and_then(|above| above.horizon));
            // Under a combined heading the general goal and those that go into detail are sections.
            let part = !is_section || typer.parent(index).is_some();
            let goals = (section == SectionKind::Objectives && part)
                .then(|| typer.headings.get(index))
                .flatten()
                .filter(|goals| goals.exact && goals.core().next() == Some(section));
            let general = goals.and_then(|_| leads.general(typer, index));
            let horizon = horizon.or(general);
            // A year in a heading is that of the goals under it alone; one in the text that is run in behind it is not.
            if let Some(goals) = goals.filter(|goals| general.is_none() && (own.is_none() || goals.run_in)) {
                let aim = self.aim(typer.blocks(index), goals.run_in);
                leads.generalize(typer, index, aim);
            }
            let stated = if is_section && section == SectionKind::Objectives {
                self.stated(typer.blocks(index).get(1..).unwrap_or_default())
            } else {
                None
            };
            let listed = if own.is_none() && !is_section {
                self.led(typer.blocks(index).first()).filter(|_| !achieved)
            } else {
                None
            };
            leads.state(typer, index, stated.or(listed));
            for block in typer.blocks(index).iter().skip(1).filter(|block| leads_in(self.page.source, block))
            {
                let said = self.own_horizon(Some(block)).or_else(|| self.closing_horizon(block));
                leads.set(typer, index, said.or(stated));
            }
            // `- Срок: до конца 2028 г.` governs the points that follow it.
            let parent = typer.parent(index);
            let own_due = typer.blocks(index).first().and_then(|block| self.due(block));
            if let (Some(parent), Some(due)) = (parent, own_due) {
                leads.lists.insert(parent, due);
            }
            let measure = parent.and_then(|parent| typer.blocks(parent).first());
            let asks = section == SectionKind::Other
                && !achieved
                && (above.as_ref().is_some_and(|above| above.asks)
                    || (!is_section && self.asks(typer, index)));
            let core = matches!(section, SectionKind::Objectives | SectionKind::Tasks) && !achieved;
            let expected = core
                && (above.as_ref().is_some_and(|above| above.expected)
                    || (is_section && typer.blocks(index).first().is_some_and(|block| self.expects(block))));
            let role = Role {
                kind,
                section,
                achieved,
                expected,
                horizon,
                own_horizon: own.map(|(year, _)| year),
                recital: index < recitals,
                asks,
            };
            let mut node = self.node(typer, index, &role, id);
            self.name_due(measure, &mut node.text);
            if let Some(trace) = self.sink.trace() {
                let named = loose.get(index).is_some_and(Option::is_some) && typer.parent(index).is_none();
                trace.nodes.push((node.span, explain::node(typer, index, &role, &node, named)));
            }
            nodes.push(node);
            roles.push(role);
        }
        (roles, nodes)
    }

    /// `3. Requests the President:`: a point that opens with the verb by which those who resolve ask for something.
    fn asks(&self, typer: &Typer<'_, 'a, '_>, index: usize) -> bool {
        /// Words before that verb: "also", "further".
        const BEFORE: usize = 1;
        const LONGEST: usize = 4;
        let Some(block) = typer.blocks(index).first() else { return false };
        let Some(grammar) = self.grammar(block) else { return false };
        let tokens = self.page.cut(&block.pieces, grammar, BEFORE + LONGEST);
        let verb =
            (0..=BEFORE).find_map(|at| grammar.vocabulary.longest(tokens.get(at..)?, classes::HEADING_VERB));
        let kind =
            verb.and_then(|(_, verb)| grammar.headings.get(usize::from(verb))).map(|heading| heading.kind);
        matches!(kind, Some(SectionKind::Objectives | SectionKind::Tasks | SectionKind::Implementation))
    }

    fn id(
        &mut self,
        typer: &Typer<'_, '_, '_>,
        index: usize,
        section: SectionKind,
        above: Option<&str>,
        recital: bool,
    ) -> String {
        let above = match above {
            Some(above) => above.to_string(),
            None if recital => "preamble".to_string(),
            None => self.implicit(section),
        };
        let number = typer.candidate(index).filter(|c| c.style.system != System::None).map(|c| c.number);
        let used = self.used.entry(above.clone()).or_default();
        let number = number.unwrap_or_else(|| u32::try_from(used.len() + 1).unwrap_or(u32::MAX));
        if used.insert((number, 1)) {
            return format!("{above}.{number}");
        }
        // The second of a number is `2-2`; where the next turn begins is remembered, so that a marker a thousand times
        // does not count up a thousand times.
        let turn = self.turns.entry((above.clone(), number)).or_insert(1);
        *turn += 1;
        while !used.insert((number, *turn)) {
            *turn += 1;
        }
        format!("{above}.{number}-{turn}")
    }

    fn section_id(&mut self, section: SectionKind) -> String {
        let count = self.counts.entry(section).or_insert(0);
        *count += 1;
        let name = section.as_str();
        if *count == 1 { name.to_string() } else { format!("{name}-{count}") }
    }

    fn implicit(&mut self, section: SectionKind) -> String {
        let open = self.implicit.take().filter(|&(kind, _)| kind == section);
        let (_, id) = open.unwrap_or_else(|| {
            let id = self.section_id(section);
            self.made.insert(id.clone(), section);
            (section, id)
        });
        self.implicit = Some((section, id.clone()));
        id
    }

    /// The year that the first words of a node give to all that stands under it.
    fn own_horizon(&mut self, block: Option<&Block>) -> Option<(u32, Span)> {
        self.first_horizon(block, true)
    }

    /// `anywhere`: in a heading the year may stand at its end.
    fn first_horizon(&mut self, block: Option<&Block>, anywhere: bool) -> Option<(u32, Span)> {
        /// A horizon further in belongs to its sentence alone, unless the text is a heading.
        const OPENING: usize = 3;
        const HEADING: usize = 25;
        /// What follows is of no interest to the first words.
        const LOOKED_AT: usize = 64;
        let block = block?;
        // All of it, as its figures are asked for next.
        let tape = self.whole(block)?;
        let mut found = first_horizons(&tape, LOOKED_AT);
        found.retain(|horizon| horizon.to <= LOOKED_AT);
        let heading = anywhere && tape.tokens.len() <= HEADING && tape.numbers().next().is_none();
        // `Директорам до 15 мая 2027 года представить планы. …`: a day is that of one duty.
        let opens = |horizon: &&HorizonAt| {
            (horizon.from < OPENING && !names_day(&tape, horizon))
                || (anywhere && names_phase(&tape, horizon))
        };
        let hit = found.iter().find(|horizon| heading || opens(horizon))?;
        // "To 2030, vision to 2045" over a whole part says two things; the last is the wider.
        let last = if heading { found.last().unwrap_or(hit) } else { hit };
        Some((last.year, last.span))
    }

    /// The year that the text of a general goal opens with, be it run in behind its heading.
    fn aim(&mut self, blocks: &[Block], run_in: bool) -> Option<(u32, Span)> {
        /// Tokens of the heading, and of the year behind it.
        const HEADING: usize = 12;
        if !run_in {
            return self.first_horizon(blocks.get(1), false);
        }
        let tape = self.whole(blocks.first()?)?;
        let first = *first_horizons(&tape, HEADING + 1).first()?;
        let behind = first.from <= HEADING && first.from > 0 && tape.is(first.from - 1, '.');
        behind.then_some((first.year, first.span))
    }

    /// The year that a line which leads in to a list ends with: `Paper No. 9 was adopted with targets to be met by June 2033:`.
    fn closing_horizon(&mut self, block: &Block) -> Option<(u32, Span)> {
        let tape = self.whole(block)?;
        let last = tape.tokens.len().checked_sub(1)?;
        let found = horizons(&tape);
        found.last().filter(|horizon| horizon.to == last).map(|horizon| (horizon.year, horizon.span))
    }

    /// The year that words with a single figure end with: `3.1. At least 85 piers built by 2032.`
    fn sole_horizon(&mut self, block: &Block) -> Option<(u32, Span)> {
        let single = self.whole(block)?.numbers().take(2).count() == 1;
        if single { self.closing_horizon(block) } else { None }
    }

    /// The year of the aim that stands above a list of goals: `到2028年，林业体系基本形成。` / `——林地面积达到5万亩。` A paragraph
    /// with a figure is a goal by itself; where they open with two years, neither is that of the list.
    fn stated(&mut self, paragraphs: &[Block]) -> Option<(u32, Span)> {
        let mut aim = None;
        for block in paragraphs.iter().filter(|block| block.row.is_none()) {
            let found = self.first_horizon(Some(block), false).or_else(|| self.fulfilled(block));
            let Some(found) = found else { continue };
            let figures = self.whole(block).is_some_and(|tape| tape.numbers().next().is_some());
            if figures || aim.is_some_and(|(year, _)| year != found.0) {
                return None;
            }
            aim = Some(found);
        }
        aim
    }

    /// The one year of a sentence without a figure that says when goals are reached, wherever in it: "Unless stated otherwise, the
    /// targets below will be met by the end of 2030."
    fn fulfilled(&mut self, block: &Block) -> Option<(u32, Span)> {
        /// Words: in a longer paragraph a year is that of its sentence.
        const LONGEST: usize = 30;
        let tape = self.whole(block)?;
        if !(0..tape.tokens.len()).any(|at| tape.has(at, classes::FULFILLED)) {
            return None;
        }
        let found = sole_year(&tape, LONGEST)?;
        // `2024年完成规划编制。` says what was done.
        let ahead = self.since.is_none_or(|since| found.year > since);
        ahead.then_some((found.year, found.span))
    }

    /// The one year of words that lead in to a list, wherever they say it: `1. The funds for 2031 - 2035 are 90 million, of which:`
    fn led(&mut self, block: Option<&Block>) -> Option<(u32, Span)> {
        /// Words: in a long sentence a year is that of its clause.
        const LONGEST: usize = 25;
        let block = block.filter(|block| leads_in(self.page.source, block))?;
        let tape = self.whole(block)?;
        let found = sole_year(&tape, LONGEST).filter(|found| !names_day(&tape, found))?;
        Some((found.year, found.span))
    }

    /// The words of a block, if they may say a figure, a year or a document. Who asks for the reasons is told them for
    /// every text.
    fn whole(&mut self, block: &Block) -> Option<Rc<Tape<'a, 'g>>> {
        if let Some((first, tape)) = &self.kept
            && block.pieces.first() == Some(first)
        {
            return tape.clone();
        }
        let grammar = self.grammar(block)?;
        let tokens = self.page.cut(&block.pieces, grammar, usize::MAX);
        let idle = self.sink.trace().is_none() && is_idle(self.page.source, &tokens, grammar);
        let tape = (!idle).then(|| Rc::new(self.page.tape_of(tokens, grammar)));
        self.kept = block.pieces.first().map(|&first| (first, tape.clone()));
        tape
    }

    fn node(&mut self, typer: &Typer<'_, 'a, '_>, index: usize, role: &Role, id: String) -> Node<'a> {
        let source = self.page.source;
        let candidate = typer.candidate(index);
        let marker = candidate.map(|candidate| candidate.span).unwrap_or_default();
        let blocks = typer.blocks(index);
        let mut node = Node::new(role.kind, marker);
        node.id = id;
        if let Some(candidate) = candidate.filter(|candidate| !candidate.span.is_empty()) {
            node.label = Some(squeeze(candidate.label.of(source)));
            node.number = (candidate.style.system != System::None).then_some(candidate.number);
            node.markers.push(candidate.span);
        }
        node.markers.extend(typer.translations(index).filter(|span| !span.is_empty()));
        node.horizon = role.own_horizon;
        let usual = match role.section {
            _ if role.achieved => QuantityRole::Achieved,
            _ if role.recital => QuantityRole::Context,
            SectionKind::Viewpoints => QuantityRole::Context,
            _ => QuantityRole::Target,
        };
        let committed = role.section != SectionKind::Other || !self.typed || role.asks;
        let since = self.since.filter(|_| !role.achieved);
        let year = self.year;
        let setting =
            Setting { role: usual, horizon: role.horizon, since, committed, year, ..Setting::FRAGMENT };
        let mut setting = self.planned(role.section, setting);
        setting.planned |= usual == QuantityRole::Target
            && (role.expected || blocks.first().is_some_and(|block| self.is_result(block)));
        let said = typer.headings.get(index);
        let sentence = said.is_some_and(|heading| heading.sentence);
        // `1. Near goals (by the end of 2027)` over the goals of those years heads them as a section does.
        let goals =
            role.kind == NodeKind::Horizon && said.is_some_and(|heading| heading.core().next().is_some());
        // So does `3.1 By 30 June 2030:`, which says nothing else.
        let alone = role.kind == NodeKind::Horizon && self.says_only(blocks.first());
        let heading = alone || ((role.kind.section().is_some() || goals) && !sentence);
        let own_setting = Setting { heading, ..setting };
        let groups = pairs(blocks);
        let (own, rest) = groups.split_at(groups.len().min(1));
        let mut texts = Vec::with_capacity(own.iter().map(Vec::len).sum());
        // A translation that stands elsewhere is no part of the span: other items lie between.
        let apart = own.iter().flatten().any(|block| block.apart);
        let near = if apart { usize::from(node.label.is_some()) } else { node.markers.len() };
        let mut span = node.markers.iter().copied().take(near).reduce(Span::cover);
        for block in own.iter().flatten() {
            let Some(text) = self.text(block, &own_setting) else { continue };
            if !block.apart {
                span = Some(span.map_or(text.span(), |span| span.cover(text.span())));
            }
            let clause = role.section == SectionKind::Implementation && role.kind.section().is_none();
            if clause && node.duties.is_empty() {
                node.duties = self.duties(block).into();
            }
            texts.push(text);
        }
        node.text = texts.into();
        let open = own.iter().flatten().next().and_then(|block| self.left_open(block, None));
        // `5. Approve for 2031 - 2033 a limit of 40 million, of which:` leads in to the rows below it.
        let listed = role.own_horizon.is_none() && !role.achieved && role.kind.section().is_none();
        let lead = own.iter().flatten().next().filter(|_| listed && !rest.is_empty());
        let lead = lead.and_then(|block| self.led(Some(block)));
        node.children = self.paragraphs(rest, &node.id, &setting, open, lead).into();
        let measure = own.iter().flatten().next().copied();
        node.children.iter_mut().for_each(|child| self.name_due(measure, &mut child.text));
        let parts = span.into_iter().chain(node.children.iter().map(|child| child.span));
        node.span = parts.reduce(Span::cover).unwrap_or(marker);
        node
    }

    /// `open` is the year of the sentence that goes on in the first of them, `lead` that of the line that leads in to them.
    fn paragraphs(
        &mut self,
        groups: &[Vec<&Block>],
        above: &str,
        setting: &Setting,
        mut open: Option<(u32, Span)>,
        mut lead: Option<(u32, Span)>,
    ) -> Vec<Node<'a>> {
        let mut nodes = Vec::with_capacity(groups.len());
        for (place, group) in groups.iter().enumerate() {
            let told = setting.role == QuantityRole::Target && !setting.committed;
            let told = told && group.first().is_some_and(|block| self.reports(block));
            let role = if told { QuantityRole::Achieved } else { setting.role };
            let setting = &Setting { role, ..*setting };
            let named = self.own_horizon(group.first().copied());
            let own = named.or(open).or(lead);
            let own = own.filter(|_| setting.role == QuantityRole::Target);
            let setting = Setting { horizon: own.or(setting.horizon), ..*setting };
            let ahead = lies_ahead(setting.since, own);
            let result = || group.first().is_some_and(|block| self.is_result(block));
            let planned = setting.planned || ahead || (setting.role == QuantityRole::Target && result());
            let setting = Setting { planned, ..setting };
            // `К концу 2030 года:` governs the paragraphs up to the next line that leads in.
            if group.first().is_some_and(|block| leads_in(self.page.source, block)) {
                lead = named;
            }
            let texts = group.iter().map(|block| (block.apart, self.text(block, &setting)));
            let texts: Vec<_> = texts.filter_map(|(apart, text)| Some((apart, text?))).collect();
            open = group.first().and_then(|block| self.left_open(block, open));
            let near = texts.iter().filter(|(apart, _)| !apart).map(|(_, text)| text.span());
            let Some(span) = near.reduce(Span::cover) else { continue };
            let text: Box<[Text<'a>]> = texts.into_iter().map(|(_, text)| text).collect();
            let mut node = Node::new(NodeKind::Paragraph, span);
            node.id = format!("{above}.p{}", place + 1);
            node.text = text;
            if let Some(trace) = self.sink.trace() {
                let block = group.first().copied();
                let told = explain::paragraph(self.page, &node, block, setting.horizon, own.is_some());
                trace.nodes.push((span, told));
            }
            nodes.push(node);
        }
        nodes
    }

    /// The year of a sentence that opens with one and is not at its end where the paragraph is:
    /// `到2028年，林地面积达到5万亩；` / `湿地保护率达到60%。` `open` is that of the sentence the paragraph begins in.
    fn left_open(&mut self, block: &Block, open: Option<(u32, Span)>) -> Option<(u32, Span)> {
        /// A year further in is that of its clause.
        const OPENING: usize = 3;
        if block.row.is_some() || !block.ends_in(self.page.source, &[';', ',', '、']) {
            return None;
        }
        let Some(tape) = self.whole(block) else { return open };
        let start = tape.segments.sentence(tape.tokens.len().saturating_sub(1)).0;
        let found = horizons(&tape);
        let own = found.iter().rfind(|found| (start..start + OPENING).contains(&found.from));
        own.map(|found| (found.year, found.span)).or(open.filter(|_| start == 0))
    }

    /// A section of goals or tasks with a year that is still to come tells what shall be done.
    fn planned(&self, section: SectionKind, setting: Setting) -> Setting {
        let core = matches!(section, SectionKind::Objectives | SectionKind::Tasks);
        let ahead = lies_ahead(setting.since, setting.horizon);
        Setting { planned: core && ahead && setting.role == QuantityRole::Target, ..setting }
    }

    /// The year of a line that says when the measure above it is due: `Срок: до 1 октября 2028 г.`
    fn due(&mut self, block: &Block) -> Option<(u32, Span)> {
        let grammar = self.grammar(block)?;
        let cell = labelled(self.page, block, grammar, classes::TABLE_DEADLINE)?;
        year_of(&self.page.tape(&[cell], grammar, usize::MAX))
    }

    /// Whether a block has no words but those that say by when.
    fn says_only(&mut self, block: Option<&Block>) -> bool {
        let Some((block, (_, said))) = block.zip(self.own_horizon(block)) else { return false };
        let silent = |from: usize, to: usize| {
            self.page.source.get(from..to).is_none_or(|text| !text.contains(char::is_alphanumeric))
        };
        block.pieces.iter().all(|piece| {
            silent(piece.start(), said.start().min(piece.end()))
                && silent(said.end().max(piece.start()), piece.end())
        })
    }

    /// A line that says what the measure above it is to lead to: `Результат: переведено не менее 60 котельных`.
    fn is_result(&self, block: &Block) -> bool {
        let grammar = self.grammar(block);
        grammar.is_some_and(|grammar| labelled(self.page, block, grammar, classes::RESULT).is_some())
    }

    /// A paragraph that opens with a heading of what is there: `Текущее состояние. Порт обслуживает 38 линий.`
    fn reports(&self, block: &Block) -> bool {
        /// Tokens of the longest heading, and its mark.
        const LABEL: usize = 7;
        self.grammar(block).is_some_and(|grammar| {
            let tokens = self.page.cut(&block.pieces, grammar, LABEL);
            let heading = grammar.vocabulary.longest(&tokens, classes::HEADING);
            let heading = heading
                .filter(|&(length, _)| tokens.get(length).is_some_and(|mark| mark.is('.') || mark.is(':')));
            let heading = heading.and_then(|(_, heading)| grammar.headings.get(usize::from(heading)));
            // `Результаты: построено 5 школ` may be what is expected.
            heading.is_some_and(|heading| heading.achieved)
                && grammar.vocabulary.longest(&tokens, classes::RESULT).is_none()
        })
    }

    /// A heading that says what is to come of the measures: `Ожидаемые результаты:`.
    fn expects(&self, block: &Block) -> bool {
        /// Tokens of the longest label.
        const LABEL: usize = 6;
        self.grammar(block).is_some_and(|grammar| {
            let tokens = self.page.cut(&block.pieces, grammar, LABEL);
            grammar.vocabulary.longest(&tokens, classes::RESULT).is_some()
        })
    }

    /// What a line with a due date tells is when the measure above it is done: the words of `own` are its indicator.
    fn name_due(&mut self, own: Option<&Block>, texts: &mut [Text<'a>]) {
        let Some((own, grammar)) = own.and_then(|own| Some((own, self.grammar(own)?))) else { return };
        for text in texts {
            let mut dates = text.quantities.iter_mut().filter(|quantity| quantity.kind.is_time()).peekable();
            let block = || Block {
                pieces: text.spans.clone(),
                grammar: own.grammar,
                row: None,
                turn: own.turn,
                apart: false,
            };
            if dates.peek().is_none()
                || labelled(self.page, &block(), grammar, classes::TABLE_DEADLINE).is_none()
            {
                continue;
            }
            for quantity in dates {
                let words = joined(self.page.source, &own.pieces);
                for told in
                    self.sink.trace_at(quantity.span).into_iter().flat_map(|trace| &mut trace.quantities)
                {
                    if told.quantity.span == quantity.span {
                        explain::due(told, &words);
                    }
                }
                quantity.indicator = Some(words);
            }
        }
    }

    fn text(&mut self, block: &Block, setting: &Setting) -> Option<Text<'a>> {
        let grammar = self.grammar(block)?;
        // Each grammar has its own list of currencies.
        let currency = self.page.currency.and_then(|name| grammar.currency(name));
        let setting = &Setting { currency, ..*setting };
        let tape = self.whole(block);
        let tape = tape.as_deref();
        let mut quantities = match block.row.and_then(|row| self.page.rows.get(row)) {
            Some(row) => rows::read(self.page, row, grammar, setting, self.sink),
            None => tape.map(|tape| read(tape, setting, self.sink)).unwrap_or_default(),
        };
        // `Срок: III квартал 2027 г.`: what stands behind the label is a cell of due dates, however little it says.
        if !quantities.iter().any(|quantity| quantity.kind.is_time())
            && let Some(cell) = labelled(self.page, block, grammar, classes::TABLE_DEADLINE)
        {
            let head = RowHead::new(self.page.source, Span::default(), grammar);
            quantities.extend(read_deadlines(self.page.source, grammar, &head, cell, setting, self.sink));
            quantities.sort_by_key(|quantity| quantity.span);
        }
        if self.page.in_scripts() {
            for quantity in &mut quantities {
                let whole = quantity.span;
                within_column(self.page.source, &block.pieces, quantity);
                if let Some(trace) = self.sink.trace_at(whole) {
                    trace.narrow(whole, quantity, self.page.source);
                }
            }
        }
        Some(Text {
            lang: grammar.language,
            spans: block.pieces.clone(),
            content: joined(self.page.source, &block.pieces),
            quantities: quantities.into(),
            references: tape.map(references).unwrap_or_default().into(),
        })
    }

    fn duties(&mut self, block: &Block) -> Vec<crate::tree::Duty<'a>> {
        let Some(grammar) = self.grammar(block) else { return Vec::new() };
        match self.whole(block) {
            Some(tape) => duties(&tape),
            None => duties(&self.page.tape(&block.pieces, grammar, usize::MAX)),
        }
    }
}

/// Horizons that hold for entries which come later.
#[derive(Default)]
struct Leads {
    /// Those of lines that lead in to a list, by the entry whose children they govern: `By 2040 we will:`.
    lists: HashMap<usize, (u32, Span)>,
    /// Those of general goals, by the entry above them, for the goals beside them that go into detail.
    general: HashMap<usize, (u32, Span)>,
}

impl Leads {
    fn of(&self, parent: Option<usize>) -> Option<(u32, Span)> {
        parent.and_then(|parent| self.lists.get(&parent)).copied()
    }

    /// `（一）总体目标` / `到2030年，……` / `（二）具体目标`: the year of the general goal before entry `index` under the same heading.
    fn general(&self, typer: &Typer<'_, '_, '_>, index: usize) -> Option<(u32, Span)> {
        typer.parent(index).and_then(|parent| self.general.get(&parent)).copied()
    }

    fn generalize(&mut self, typer: &Typer<'_, '_, '_>, index: usize, aim: Option<(u32, Span)>) {
        if let (Some(parent), Some(aim)) = (typer.parent(index), aim) {
            self.general.insert(parent, aim);
        }
    }

    /// What stands above the children of entry `index` says by when they are to be reached.
    fn state(&mut self, typer: &Typer<'_, '_, '_>, index: usize, horizon: Option<(u32, Span)>) {
        if let Some(horizon) = horizon.filter(|_| typer.parent(index + 1) == Some(index)) {
            self.lists.insert(index, horizon);
        }
    }

    /// A line after entry `index` leads in to its children where it has any, else to the siblings that follow it. One
    /// without a year ends what the one before said.
    fn set(&mut self, typer: &Typer<'_, '_, '_>, index: usize, horizon: Option<(u32, Span)>) {
        let next = typer.parent(index + 1);
        let Some(governed) = next.filter(|&next| next == index || Some(next) == typer.parent(index)) else {
            return;
        };
        match horizon {
            Some(horizon) => self.lists.insert(governed, horizon),
            None => self.lists.remove(&governed),
        };
    }
}

/// Whether a horizon is a day, and no year or month.
fn names_day(tape: &Tape<'_, '_>, horizon: &HorizonAt) -> bool {
    (horizon.from..horizon.to).any(|at| tape.date_at(at).is_some_and(|date| date.date.day().is_some()))
}

/// Whether the brackets at the end of a heading that is run in hold a horizon: `Phase one (2028-2031). Arrivals will grow to …`.
fn names_phase(tape: &Tape<'_, '_>, horizon: &HorizonAt) -> bool {
    const LONGEST: usize = 10;
    let bracketed =
        horizon.from.checked_sub(1).is_some_and(|open| tape.is(open, '(')) && tape.is(horizon.to, ')');
    let ended = tape.is(horizon.to + 1, '.') || tape.is(horizon.to + 1, ':');
    let first = tape.segments.sentence(0).1 >= horizon.to;
    // `Phase 1` counts nothing, `5 schools` does.
    let plain = !(0..horizon.from.saturating_sub(2)).any(|at| tape.number_at(at).is_some());
    bracketed && ended && first && plain && horizon.from <= LONGEST
}

/// Whether a horizon is later than the year of the document.
fn lies_ahead(since: Option<u32>, horizon: Option<(u32, Span)>) -> bool {
    since.zip(horizon).is_some_and(|(since, (year, _))| year > since)
}

/// The one year that at most `longest` words say, wherever in them.
fn sole_year(tape: &Tape<'_, '_>, longest: usize) -> Option<HorizonAt> {
    let words = tape.tokens.iter().filter(|token| token.shape == Shape::Word);
    if words.take(longest + 1).count() > longest {
        return None;
    }
    let found = horizons(tape);
    let first = *found.first()?;
    found.iter().all(|other| other.year == first.year).then_some(first)
}

/// The words behind the label that a line begins with, where the label is a phrase of `class` and a mark stands behind it.
fn labelled(page: &Page<'_, '_>, block: &Block, grammar: &Compiled, class: ClassId) -> Option<Span> {
    /// Bytes of a label, and its tokens.
    const LONGEST: usize = 80;
    const TOKENS: usize = 8;
    let first = *block.pieces.first().filter(|_| block.row.is_none())?;
    // Most lines have no mark so near: `:`, a dash, `：`.
    let opening = first.of(page.source).as_bytes();
    let mark =
        |at: &[u8]| matches!(at, [b':' | b'-', ..] | [0xE2, 0x80, 0x90..=0x95, ..] | [0xEF, 0xBC, 0x9A, ..]);
    if !(0..opening.len().min(LONGEST)).any(|at| opening.get(at..).is_some_and(mark)) {
        return None;
    }
    let tokens = page.cut(&[first], grammar, TOKENS);
    let (length, _) = grammar.vocabulary.longest(&tokens, class)?;
    let mark = tokens.get(length).filter(|mark| mark.is(':') || (mark.is('-') && mark.spaced))?;
    let rest = Span::new(mark.span.end(), first.end()).trimmed(page.source, is_space);
    (!rest.is_empty()).then_some(rest)
}

/// Cuts a quote that the other column stands in to the line of its own that has the digits:
/// `площадью около  with an area of` / `90 га  90 ha`.
fn within_column(source: &str, pieces: &[Span], quantity: &mut Quantity<'_>) {
    let own = |piece: &Span| {
        let from = piece.start().max(quantity.span.start());
        let to = piece.end().min(quantity.span.end());
        (from < to).then(|| Span::new(from, to))
    };
    let words = |part: &str| part.contains(char::is_alphanumeric);
    let parts: Vec<Span> = pieces.iter().filter_map(own).collect();
    let torn = parts.windows(2).any(|pair| match pair {
        [last, next] => source.get(last.end()..next.start()).is_some_and(words),
        _ => false,
    });
    let mut told = parts.into_iter().filter(|part| torn && part.of(source).contains(char::is_numeric));
    if let (Some(only), None) = (told.next(), told.next()) {
        quantity.span = only;
    }
}

/// Whether a paragraph ends in a colon, with a dash behind it or not: `namely:-`.
fn leads_in(source: &str, block: &Block) -> bool {
    let words = block.pieces.last().map(|piece| piece.of(source).trim_end());
    let dashed = || {
        let rest = words.and_then(|words| words.strip_suffix(|last| fold_punctuation(last) == '-'));
        rest.is_some_and(|rest| rest.chars().next_back().is_some_and(|mark| fold_punctuation(mark) == ':'))
    };
    block.row.is_none() && (block.ends_in(source, &[':']) || dashed())
}

/// Puts blocks that follow each other in different languages together: a paragraph and its translations.
///
/// After the marker of a translation its words belong to the first words of all, and what follows is no translation of
/// what stands before that marker: items may lie between them (`8. M`, `Tự`, `*T`, `8. при`).
fn pairs(blocks: &[Block]) -> Vec<Vec<&Block>> {
    let mut groups: Vec<Vec<&Block>> = Vec::new();
    let mut turn = blocks.first().map_or(0, |block| block.turn);
    for block in blocks {
        let marked = block.turn != turn;
        turn = block.turn;
        let group = if marked { groups.first_mut() } else { groups.last_mut() };
        match group.filter(|group| group.iter().all(|other| other.grammar != block.grammar)) {
            Some(group) if marked || group.iter().all(|other| other.turn == turn) => group.push(block),
            _ => groups.push(vec![block]),
        }
    }
    groups
}

/// The words of `span` as they read on, without the left-overs of other formats.
pub(super) fn plain(source: &str, span: Span) -> Cow<'_, str> {
    joined(source, &without_markup(source, span.start(), span))
}

/// The words of a block as they read on, pieces joined by a blank.
pub(super) fn joined<'a>(source: &'a str, pieces: &[Span]) -> Cow<'a, str> {
    match pieces {
        [one] => squeeze(one.of(source)),
        several => {
            let mut text = String::new();
            let mut last: Option<Span> = None;
            for &piece in several {
                let word = squeeze(piece.of(source));
                // Emphasis within a word (`**Đ**iều`) has no white space around it.
                let glued = last.is_some_and(|last| {
                    let between = source.get(last.start()..piece.end()).unwrap_or_default();
                    let (left, right) = (last.len(), between.len() - piece.len());
                    let gap = between.get(left..right).unwrap_or_default();
                    let edge = |c: Option<char>| c.is_some_and(is_space);
                    !sets_apart(gap)
                        && !edge(last.of(source).chars().next_back())
                        && !edge(piece.of(source).chars().next())
                });
                last = Some(piece);
                let first = word.chars().next();
                // Scripts without blanks between words are joined without one.
                let unspaced = text.chars().next_back().zip(first).is_some_and(|(end, start)| {
                    crate::text::is_unspaced(end) || crate::text::is_unspaced(start)
                });
                let cut = first.is_some_and(|first| crate::text::is_cut(&text, first));
                if !text.is_empty() && !unspaced && !glued && !cut {
                    text.push(' ');
                }
                text.push_str(&word);
            }
            Cow::Owned(text)
        }
    }
}

fn report_numbering(typer: &Typer<'_, '_, '_>, sink: &mut Sink) {
    let mut last: HashMap<Option<usize>, (&Candidate, Span)> = HashMap::new();
    // Numbering may run on through sections.
    let mut running: HashMap<Style, u32> = HashMap::new();
    let mut part = 0;
    for (index, entry) in typer.outline.entries.iter().enumerate() {
        let Some(candidate) =
            typer.candidate(index).filter(|candidate| candidate.style.system != System::None)
        else {
            continue;
        };
        let (number, span) = (candidate.number, candidate.span);
        if candidate.part != part {
            part = candidate.part;
            last.clear();
            running.clear();
        }
        let before = last.insert(entry.parent, (candidate, span));
        let label = squeeze(candidate.label.of(typer.page.source));
        let runs_on = running.insert(candidate.style, number).is_some_and(|previous| previous + 1 == number);
        // `Action 2.1` after `Action 1.4`: the goals that they are for stand elsewhere.
        let apart =
            |other: &Candidate| candidate.style.wrapping.is_keyword() && other.parent != candidate.parent;
        let sibling = before.filter(|(other, _)| other.style == candidate.style && !apart(other));
        match sibling.map(|(other, span)| (other.number, span)) {
            Some((previous, related)) if entry.restart || number < previous => {
                let message = format!(
                    "numbering goes back from {previous} to `{label}` without a heading above; a heading may be missing here"
                );
                sink.report_with(DiagnosticCode::NumberingRestart, span, message, vec![related]);
            }
            Some((previous, related)) if number == previous => {
                let message =
                    format!("`{label}` stands twice in this numbering; check the source for a lost marker");
                sink.report_with(DiagnosticCode::DuplicateNumber, span, message, vec![related]);
            }
            Some((previous, related)) if number > previous + 1 => {
                let missing = list(previous + 1, number - 1);
                let message = format!(
                    "no item {missing} between {previous} and `{label}`; its marker or text may be lost"
                );
                sink.report_with(DiagnosticCode::NumberingGap, span, message, vec![related]);
            }
            None if number > 1 && before.is_none() && entry.parent.is_some() && !runs_on => {
                let message = format!("the numbering begins at `{label}`: no item {}", list(1, number - 1));
                sink.report(DiagnosticCode::NumberingGap, span, message);
            }
            _ => {}
        }
    }
}

fn list(from: u32, to: u32) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

fn report_missing(roles: &[Role], sink: &mut Sink) {
    const CORE: [SectionKind; 4] =
        [SectionKind::Viewpoints, SectionKind::Objectives, SectionKind::Tasks, SectionKind::Implementation];
    let found: HashSet<SectionKind> =
        roles.iter().filter_map(|role| role.kind.section()).filter(|kind| CORE.contains(kind)).collect();
    if found.is_empty() {
        return;
    }
    for kind in CORE.into_iter().filter(|kind| !found.contains(kind)) {
        let message = format!(
            "no section of {}; if the text has one, its heading is not known: see `[[section]]` in the grammar",
            kind.as_str()
        );
        sink.report(DiagnosticCode::MissingSection, Span::default(), message);
    }
}
