//! Everything that could be a marker: `I-`, `1.`, `2.1.`, `a)`, `(一)`, `Điều 3.`, `第五条`, bullets, headings.
//!
//! A candidate carries a weight: how much its surroundings speak for it. Which candidates are markers is decided
//! later, by how the whole numbering fits together.

use super::lead_in::{lead_in, resolved};
use super::line::{Line, LineRole, Page, Sheet};
use super::topics;
use crate::grammar::{Compiled, classes};
use crate::quantity::{Tape, horizons};
use crate::text::{Shape, Span, Token, Traits, is_space, length};
use crate::tree::SectionKind;
use std::collections::HashSet;

/// How a marker counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum System {
    Arabic,
    RomanUpper,
    RomanLower,
    LetterUpper,
    LetterLower,
    /// Number words and ideographs.
    Words,
    /// Numerals that stand in markers alone: `壹、` above `一、`.
    Formal,
    Circled,
    /// It does not count.
    None,
}

/// What stands around the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Wrapping {
    /// `1.` `1-` `1/` `1、` `1:`
    Plain,
    /// `1)`
    Closed,
    /// `(1)`
    Parentheses,
    /// A number alone on its line, with a leading zero or not.
    Bare,
    /// A word before or after it that names a part of a document, `Chapter 1`: number of the keyword in the grammar.
    Keyword(u16),
    /// The same where the word names an item: `Goal 1`, `Action 2.1`.
    Named(u16),
    /// A word after it alone, `一是`: number of the keyword.
    Suffix(u16),
    /// A bullet.
    Bullet(char),
    /// A symbol alone on its line.
    Symbol,
    /// A heading known by its words alone.
    Heading,
    /// A sentence of those who resolve that [leads in](lead_in) to a section.
    LeadIn,
    /// A short line that says by when, "What is to be reached by 2030": a heading over objectives.
    Horizon,
}

/// Markers of one style can be siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Style {
    pub(crate) system: System,
    pub(crate) wrapping: Wrapping,
    /// Components of the number: 2 for `2.1`.
    pub(crate) depth: u8,
    /// Level of the Markdown heading that it opens: siblings are of one level, whatever their numbers.
    pub(crate) level: u8,
}

/// What a marker counts.
#[derive(Clone, Copy)]
struct Numeral {
    number: u32,
    /// The part before it: 2 of `2.1`.
    parent: Option<u32>,
    system: System,
}

impl Wrapping {
    /// Whether a word stands before the number, or around it.
    pub(crate) fn is_keyword(self) -> bool {
        matches!(self, Self::Keyword(_) | Self::Named(_))
    }
}

impl Style {
    /// A style outside of Markdown headings.
    fn new(system: System, wrapping: Wrapping, depth: u8) -> Self {
        Self { system, wrapping, depth, level: 0 }
    }
}

/// Something that could be a marker.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) style: Style,
    pub(crate) number: u32,
    /// Last component but one, for `2.1`.
    pub(crate) parent: Option<u32>,
    pub(crate) line: usize,
    /// Index of the grammar of its line.
    pub(crate) grammar: usize,
    /// First token, and the token after the marker.
    pub(crate) tokens: (usize, usize),
    /// The bytes of the marker with its punctuation; empty for a heading without a number.
    pub(crate) span: Span,
    /// The bytes of the label.
    pub(crate) label: Span,
    /// How much the surroundings speak for it, in tenths of a unit of cost.
    pub(crate) weight: i32,
    /// The heading phrase that follows, by number in the grammar.
    pub(crate) heading: Option<u16>,
    /// The words after it are upper case.
    pub(crate) shouted: bool,
    /// It heads what stands before the numbered parts and holds none of them.
    pub(crate) front: bool,
    /// Parts of the document that begin [anew](Line::anew) up to here: one says nothing of the numbering of another.
    pub(crate) part: u16,
}

/// Longest number of a marker: more than any document has items, less than a year.
const MOST: u32 = 300;

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

/// A heading without a number, of the whole line `index`.
pub(super) fn heading_of(page: &Page<'_, '_>, index: usize) -> Option<Candidate> {
    let line = page.lines.get(index)?;
    Some(Scanner::new(page, line, index)?.unmarked(Wrapping::Heading, 40))
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

/// `Приложение № 1` / `к Указу Главы Республики`: above all others, the line says what the text is attached to.
fn is_letterhead_of_annex(page: &Page<'_, '_>, index: usize, line: &Line) -> bool {
    const LINES: usize = 4;
    index < LINES
        && page.lines.iter().take(index).all(|above| above.role != LineRole::Body)
        && page.phrase(line, line.tokens.0, classes::ANNEX).is_some()
}

/// `Read:- 1. G.O. No. 7` / `2. Note of the Director`: the documents that an order rests on, above its first section.
pub(crate) fn grounds(page: &Page<'_, '_>) -> std::ops::Range<usize> {
    const LINES: usize = 40;
    let opens = |line: &Line| {
        let (length, _) = page.phrase(line, line.tokens.0, classes::GROUNDS)?;
        let mark = page.tokens_of(line).get(length)?;
        mark.is(':').then_some(())
    };
    let first =
        page.lines.iter().take(LINES).position(|line| line.role == LineRole::Body && opens(line).is_some());
    // `References: 1. …` behind the text is a section of its own.
    let numbered = |line: &Line| matches!(page.tokens_of(line), [number, mark, ..] if number.shape == Shape::Digits && (mark.is('.') || mark.is(')')));
    let above = |first: &usize| !page.lines.iter().take(*first).any(numbered);
    let Some(first) = first.filter(above) else { return 0..0 };
    let more = page.lines.iter().skip(first + 1).take(LINES).take_while(|line| !line.blank_before).count();
    first..first + 1 + more
}

/// `Độc lập - Tự do - Hạnh phúc`: on a line that holds the whole document, dashes and stars before its first section are
/// none of points.
fn without_letterhead(page: &Page<'_, '_>, found: &mut Vec<Candidate>) {
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
fn without_stray_lead_ins(page: &Page<'_, '_>, found: &mut Vec<Candidate>) {
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

/// The lines of the title of a Markdown text: its one heading of the highest level, or the headings at its top that
/// follow each other without any text between them.
pub(crate) fn title_lines(page: &Page<'_, '_>) -> std::ops::Range<usize> {
    /// Characters of all lines of a letterhead, and of a heading.
    const LETTERHEAD: usize = 400;
    const LETTERHEAD_LINES: usize = 8;
    const LONGEST: usize = 200;
    let headings = || page.lines.iter().enumerate().filter(|(_, line)| line.level > 0);
    let Some((first, line)) = headings().next() else { return 0..0 };
    // A heading that has lost its line end holds the text after it.
    let heading = |line: &Line| line.level > 0 && line.extent.length() < LONGEST;
    // Before the title there is at most a letterhead, however many lines it takes.
    let before: usize = page.lines.iter().take(first).map(|line| line.extent.length()).sum();
    // `# Regional plan` / `## 1. Objectives`: what names a section belongs to the title no more; nor does what begins to count.
    let first_level = line.level;
    let names = |index: usize, line: &Line| match opening(page, index) {
        Some(Opening::Marker(end)) => {
            line.level > first_level || page.phrase(line, end, classes::HEADING).is_some()
        }
        _ => page.phrase(line, line.tokens.0, classes::HEADING).is_some(),
    };
    let below = page.lines.iter().enumerate().skip(first + 1);
    let below = below.take_while(|&(index, line)| heading(line) && !names(index, line));
    let run = if heading(line) { 1 + below.count() } else { 0 };
    let alone = headings().skip(1).all(|(_, other)| other.level > line.level);
    let more = headings().nth(run).is_some();
    if let Some(title) = below_body(page, first).filter(|_| alone) {
        return first..title + 1;
    }
    if first < LETTERHEAD_LINES && before < LETTERHEAD && run >= 2 && more {
        first..first + run
    } else if alone && headings().nth(1).is_some() {
        first..first + 1
    } else {
        0..0
    }
}

/// The heading with the title, below line `first`, a heading with nothing but the name of the body: it names a document, and
/// is the only one of its level above the sections.
fn below_body(page: &Page<'_, '_>, first: usize) -> Option<usize> {
    const BETWEEN: usize = 3;
    let kind = |line: &Line| {
        (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::DOCUMENT).is_some())
    };
    let body = page.lines.get(first).filter(|line| !kind(line))?;
    let mut below = page.lines.iter().enumerate().skip(first + 1).filter(|(_, line)| line.level > 0);
    let (index, title) = below.next().filter(|&(index, _)| index <= first + 1 + BETWEEN)?;
    let named = page.phrase(title, title.tokens.0, classes::HEADING).is_some();
    let marked = matches!(opening(page, index), Some(Opening::Marker(_)));
    let sole = below.next().is_some_and(|(_, next)| next.level > title.level)
        && below.all(|(_, next)| next.level > title.level);
    (title.level > body.level && kind(title) && !named && !marked && sole).then_some(index)
}

fn line_candidates(page: &Page<'_, '_>, index: usize, line: &Line, headed: bool, found: &mut Vec<Candidate>) {
    let Some(mut scanner) = Scanner::new(page, line, index) else { return };
    let from = line.tokens.0;
    scanner.run_in = scanner.run_in_end();
    let start = found.len();
    scanner.places(found);
    let marked = found.get(start..).unwrap_or_default().iter().any(|candidate| candidate.tokens.0 == from);
    if !marked && !headed {
        let mut own = Vec::new();
        scanner.heading(start == 0, &mut own);
        found.splice(start..start, own);
    }
}

/// The tokens of all that could be a marker on line `index`, whatever speaks for it.
pub(super) fn inline(page: &Page<'_, '_>, index: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if let Some(scanner) = page.lines.get(index).and_then(|line| Scanner::new(page, line, index)) {
        let mut scanner = Scanner { weighs: false, ..scanner };
        scanner.run_in = scanner.run_in_end();
        scanner.places(&mut found);
    }
    found.iter().map(|candidate| candidate.tokens).collect()
}

/// Where the heading phrase ends that begins at token `at` of line `index`.
pub(super) fn heading_end(page: &Page<'_, '_>, index: usize, at: usize) -> Option<usize> {
    let line = page.lines.get(index)?;
    Scanner::new(page, line, index)?.heading_at(at).map(|(_, end)| end)
}

/// What could begin at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// A marker that ends before this token of the page.
    Marker(usize),
    /// A heading without one.
    Heading,
}

/// What could begin at the start of line `index`.
pub(super) fn opening(page: &Page<'_, '_>, index: usize) -> Option<Opening> {
    let line = page.lines.get(index)?;
    let scanner = Scanner { weighs: false, ..Scanner::new(page, line, index)? };
    let mut found = Vec::new();
    scanner.at(line.tokens.0, &mut found);
    if let Some(end) = found.iter().map(|candidate| candidate.tokens.1).max() {
        return Some(Opening::Marker(end));
    }
    scanner.heading(false, &mut found);
    (!found.is_empty()).then_some(Opening::Heading)
}

struct Scanner<'p, 't, 'g> {
    page: &'p Page<'t, 'g>,
    grammar: &'p Compiled,
    line: &'p Line,
    index: usize,
    /// The token behind the run-in heading that the line begins with, `Sec. 4. Actions.`: its first item may stand there.
    run_in: Option<usize>,
    /// Somebody asks what speaks for a candidate, and not only where it stands.
    weighs: bool,
}

impl<'p, 't, 'g> Scanner<'p, 't, 'g> {
    /// For line `index`, unless no grammar reads it.
    fn new(page: &'p Page<'t, 'g>, line: &'p Line, index: usize) -> Option<Self> {
        Some(Self { page, grammar: page.grammar_of(line)?, line, index, run_in: None, weighs: true })
    }

    /// All that could be a marker on the line.
    fn places(&self, found: &mut Vec<Candidate>) {
        let (from, to) = self.line.tokens;
        let mut at = from;
        while at < to {
            let before = found.len();
            // Inline, a marker is set off by white space, or by a sentence end in scripts without blanks.
            let starts = at == from;
            let behind = self.run_in == Some(at);
            let spaced = self.page.tokens.get(at).is_some_and(|token| token.spaced);
            let apart = starts || behind || spaced || self.after_stop(at);
            if apart {
                self.at(at, found);
            }
            let sure = |candidate: &&Candidate| starts || !candidate.style.wrapping.is_keyword();
            let found = found.get(before..).unwrap_or_default();
            let longest = found.iter().filter(sure).map(|candidate| candidate.tokens.1).max();
            // After a marker at the line's start another may follow at once: `1. a)`, `- 1.`. Inline a keyword is doubtful
            // (`II- GOAL 1. By 2030`), so what it holds is looked at as well.
            at = longest.filter(|&end| end > at).unwrap_or(at + 1);
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        if at < self.line.tokens.1 { self.page.tokens.get(at) } else { None }
    }

    fn after_stop(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.line.tokens.0);
        let stop = |token: &Token| matches!(token.shape, Shape::Punct('.' | ';' | ':' | '!' | '?'));
        let Some(before) = before.filter(|&before| self.token(before).is_some_and(stop)) else {
            return false;
        };
        // `3.5`, `8:30`: no stop.
        let digits = |at: usize| self.token(at).is_some_and(|token| token.shape == Shape::Digits);
        let within = before.checked_sub(1).is_some_and(digits) && digits(at);
        let near = before.saturating_sub(3).max(self.line.tokens.0)..at + 4;
        !within && near.into_iter().any(|at| self.first_letter_is_unspaced(at))
    }

    /// Where the text begins behind the keyword and the heading that open the line: `Sec. 4. Actions.`, `第四条　重点任务。`.
    fn run_in_end(&self) -> Option<usize> {
        const MARKS: usize = 3;
        let (end, ..) = self.keyword(self.line.tokens.0)?;
        let (_, heading) = self.heading_at(end)?;
        let mark = |at: &usize| {
            self.token(*at).is_some_and(|token| matches!(token.shape, Shape::Punct('.' | ':' | '-')))
        };
        let marks = (heading..heading + MARKS).take_while(mark).count();
        (marks > 0).then_some(heading + marks)
    }

    /// A line whose words alone say that it heads a section; `first` where nothing above it could be a marker.
    fn heading(&self, first: bool, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 14;
        let (from, to) = self.line.tokens;
        // A line of tags alone has no words.
        if from == to {
            return;
        }
        if self.line.level > 0 {
            // Markdown says that it is a heading.
            let heading = self.heading_at(from).map(|(heading, _)| heading).or_else(|| self.hint());
            let loud = self.is_loud();
            let unmarked = self.unmarked(Wrapping::Heading, 60);
            found.push(Candidate { heading, shouted: loud, ..unmarked });
            return;
        }
        if self.line.sheet == Sheet::Label {
            let heading = self.heading_at(from).map(|(heading, _)| heading).or_else(|| self.hint());
            let loud = self.is_loud();
            let unmarked = self.unmarked(Wrapping::Heading, 60);
            found.push(Candidate { heading, shouted: loud, ..unmarked });
            return;
        }
        if self.is_title() || self.line.sheet == Sheet::More {
            return;
        }
        if self.leads_in(found) {
            return;
        }
        let Some((heading, end)) = self.heading_at(from) else {
            self.hinted(first, found);
            self.horizon(found);
            return;
        };
        let words = to - from;
        let covered = (end - from) * 5 >= words * 3;
        let ends = self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ',')));
        let letters = !self.first_letter_is_unspaced(from);
        let limit = if letters { LONGEST } else { LONGEST * 2 };
        if words > limit || ends || (letters && !self.token(from).is_some_and(|token| token.capital)) {
            return;
        }
        let loud = self.is_loud();
        if !covered {
            // `Что должно быть достигнуто к 2030 году`, in capitals or not, heads a part of a section.
            let before = found.len();
            self.horizon(found);
            if found.len() > before {
                // Where no section is open it heads one: `MỤC TIÊU TỔNG QUÁT ĐẾN NĂM 2030`.
                let unmarked = self.unmarked(Wrapping::Heading, -5);
                found.push(Candidate { heading: Some(heading), shouted: loud, ..unmarked });
                return;
            }
            if !loud {
                return;
            }
        }
        let weight = if self.line.blank_before { 40 } else { 30 };
        let unmarked = self.unmarked(Wrapping::Heading, weight);
        let front = self.grammar.headings.get(usize::from(heading)).is_some_and(|heading| heading.front);
        found.push(Candidate { heading: Some(heading), shouted: loud, front, ..unmarked });
    }

    /// Adds a sentence that leads in to a section, on a line of its own.
    fn leads_in(&self, found: &mut Vec<Candidate>) -> bool {
        let tokens = self.page.tokens_of(self.line);
        let apart = self.line.blank_before
            || self.page.lines.get(self.index + 1).is_some_and(|next| next.blank_before);
        let Some(heading) = lead_in(self.grammar, tokens).filter(|_| apart) else { return false };
        let unmarked = self.unmarked(Wrapping::LeadIn, 40);
        found.push(Candidate { heading: Some(heading), ..unmarked });
        true
    }

    /// `KẾ HOẠCH` / `Về các nhiệm vụ trọng tâm`: below the kind of document stands its title, whatever it names.
    fn is_title(&self) -> bool {
        const ABOVE: usize = 4;
        let is_kind = |line: &Line| {
            let kind = self.page.phrase(line, line.tokens.0, classes::DOCUMENT);
            kind.is_some() && self.page.is_shouted(line)
        };
        let above = self.page.lines.get(self.index.saturating_sub(ABOVE)..self.index);
        self.page.phrase(self.line, self.line.tokens.0, classes::TITLE).is_some()
            && above.is_some_and(|lines| lines.iter().any(is_kind))
    }

    /// A short line that stands apart, with a word in it that points to a kind of section: `Where we want to be`.
    fn hinted(&self, first: bool, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 9;
        let (from, to) = self.line.tokens;
        let apart = self.line.blank_before
            && self.page.lines.get(self.index + 1).is_some_and(|next| next.blank_before);
        let ended =
            self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Punct(mark) if mark != '?'));
        let unspaced = self.first_letter_is_unspaced(from);
        let capital = unspaced || self.token(from).is_some_and(|first| first.capital);
        let longest = if unspaced { LONGEST * 2 } else { LONGEST };
        if !apart || ended || !capital || to - from > longest || to - from < 2 {
            return;
        }
        // `ACTION PLAN` above all else is the kind of the document, though it could head tasks further down.
        let kind = self.page.phrase(self.line, from, classes::DOCUMENT);
        if first && kind.is_some_and(|(length, _)| length == to - from) {
            return;
        }
        if let Some(hint) = self.hint() {
            let loud = self.is_loud();
            let unmarked = self.unmarked(Wrapping::Heading, 20);
            found.push(Candidate { heading: Some(hint), shouted: loud, ..unmarked });
        } else if let Some(verb) = resolved(self.grammar, self.page.tokens_of(self.line)) {
            // `The Congress calls upon`, without a colon.
            found.push(Candidate { heading: Some(verb), ..self.unmarked(Wrapping::LeadIn, 20) });
        }
    }

    /// Whether the line is in capitals, in a script that has them.
    fn is_loud(&self) -> bool {
        !self.first_letter_is_unspaced(self.line.tokens.0) && self.page.is_shouted(self.line)
    }

    /// The first hint in the line, by number in the grammar.
    fn hint(&self) -> Option<u16> {
        let (from, to) = self.line.tokens;
        (from..to).find_map(|at| self.page.phrase(self.line, at, classes::HEADING_HINT)).map(|(_, hint)| hint)
    }

    /// A short line without a full stop, in which nothing but a year is a number, and which says by when.
    fn horizon(&self, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 14;
        let (from, to) = self.line.tokens;
        let last = self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Word | Shape::Digits));
        let first = self.token(from).is_some_and(|first| first.capital || first.shape == Shape::Digits)
            || self.first_letter_is_unspaced(from);
        let years = self.page.tokens_of(self.line).iter().filter(|token| token.shape == Shape::Digits);
        let years = years.map(|token| token.is_year_long(self.page.source)).collect::<Vec<_>>();
        if to - from > LONGEST || !last || !first || years.is_empty() || years.contains(&false) {
            return;
        }
        // The line before must be whole: a wrapped sentence can end in a year as well.
        let before = self.index.checked_sub(1).and_then(|before| self.page.lines.get(before));
        let ended = before
            .and_then(|line| self.page.tokens_of(line).last())
            .is_none_or(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | '!')));
        if !ended && !self.line.blank_before {
            return;
        }
        let tape = Tape::new(self.page.source, &[self.line.span], self.grammar);
        if horizons(&tape).is_empty() {
            return;
        }
        found.push(self.unmarked(Wrapping::Horizon, 20));
    }

    /// A heading without a number: it stands before the first word of the line, and has no bytes of its own.
    fn unmarked(&self, wrapping: Wrapping, weight: i32) -> Candidate {
        let (from, _) = self.line.tokens;
        Candidate {
            style: Style { system: System::None, wrapping, depth: 0, level: self.line.level },
            number: 0,
            parent: None,
            line: self.index,
            grammar: self.line.grammar,
            tokens: (from, from),
            span: Span::new(self.line.span.start(), self.line.span.start()),
            label: Span::default(),
            weight,
            heading: None,
            shouted: false,
            front: false,
            part: 0,
        }
    }

    fn first_letter_is_unspaced(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_unspaced(self.page.source))
    }

    /// The heading phrase at token `at`, opening words such as "the main" passed over: its number, and where it and
    /// those joined to it ("goals and vision") end.
    fn heading_at(&self, at: usize) -> Option<(u16, usize)> {
        let skip = |from: usize, class| {
            let mut at = from;
            while let Some((length, _)) = self.page.phrase(self.line, at, class).filter(|_| at < from + 6) {
                at += length;
            }
            at
        };
        let start = skip(at, classes::HEADING_LEAD);
        let (heading, mut end) = [start, at].into_iter().find_map(|start| {
            let (length, value) = self.page.phrase(self.line, start, classes::HEADING)?;
            self.counts(value, start + length).then_some((value, start + length))
        })?;
        loop {
            let mark = self
                .token(end)
                .is_some_and(|token| matches!(token.shape, Shape::Punct(',' | '、' | '/' | '&')));
            let joined = skip(end + usize::from(mark), classes::CONNECTOR);
            let next = skip(joined, classes::HEADING_LEAD);
            match self.page.phrase(self.line, next, classes::HEADING).filter(|_| joined > end) {
                Some((length, _)) => end = next + length,
                None => return Some((heading, end)),
            }
        }
    }

    /// Whether a heading phrase counts that ends before token `end`: some do only where the heading ends as well.
    fn counts(&self, phrase: u16, end: usize) -> bool {
        let whole = self.grammar.headings.get(usize::from(phrase)).is_some_and(|heading| heading.whole);
        !whole || self.token(end).is_none_or(|token| token.is('.') || token.is(':'))
    }

    /// Adds what could be a marker at token `at`.
    fn at(&self, at: usize, found: &mut Vec<Candidate>) {
        let Some(token) = self.token(at) else { return };
        let starts = at == self.line.tokens.0;
        if let Some((end, Numeral { number, parent, system }, keyword)) = self.keyword(at) {
            let item = self.grammar.keyword(keyword).is_some_and(|keyword| keyword.item);
            let wrapping = if item { Wrapping::Named(keyword) } else { Wrapping::Keyword(keyword) };
            let depth = if parent.is_some() { 2 } else { 1 };
            self.push(found, at, end, (at, end), Style::new(system, wrapping, depth), number, parent);
            // `Раздел З.` between `Раздел 2.` and `Раздел 4.`
            let letter = matches!(system, System::LetterUpper | System::LetterLower);
            let digit = (at..end)
                .filter(|_| letter)
                .filter_map(|at| self.token(at))
                .find_map(|token| misread_digit(token.span.of(self.page.source)));
            if let Some(digit) = digit {
                let style = Style::new(System::Arabic, wrapping, depth);
                self.push(found, at, end, (at, end), style, digit, parent);
            }
            return;
        }
        match token.shape {
            Shape::Punct('(') => {
                for (system, number, after) in self.numerals(at + 1) {
                    if self.token(after).is_some_and(|token| token.is(')')) {
                        let style = Style::new(system, Wrapping::Parentheses, 1);
                        self.push(found, at, after + 1, (at + 1, after), style, number, None);
                    }
                }
            }
            // `-------      CỘNG HÒA XÃ HỘI`: a rule beside words.
            Shape::Punct(mark) if self.is_run(at, mark) => {}
            // `——2027年2月3日在县人民代表大会上`: when and where it was read stands below the title.
            Shape::Punct('-') if starts && self.is_dated_subtitle(at) => {}
            // `*                    Hà Nội, ngày 5 tháng 3`: the star below the name of a house, the other column beside it.
            Shape::Punct('*') if starts && self.is_far_from_next(at) => {}
            Shape::Punct(mark) => {
                if let Some(number) = circled(mark) {
                    let style = Style::new(System::Circled, Wrapping::Plain, 1);
                    self.push(found, at, at + 1, (at, at + 1), style, number, None);
                } else if is_bullet(mark)
                    && (starts || mark != '→')
                    && self.token(at + 1).is_some_and(|next| {
                        next.spaced || if mark == '-' { !starts_word(next) && !next.is('-') } else { true }
                    })
                    || (is_bullet(mark) && starts && self.token(at + 1).is_some())
                    || (starts && is_emoji(mark) && self.is_listed_emoji(mark))
                {
                    let style = Style::new(System::None, Wrapping::Bullet(mark), 0);
                    self.push(found, at, at + 1, (at, at + 1), style, 0, None);
                } else if starts && self.is_symbol_line() {
                    let style = Style::new(System::None, Wrapping::Symbol, 0);
                    self.push(found, at, self.line.tokens.1, (at, self.line.tokens.1), style, 0, None);
                }
            }
            Shape::Word | Shape::Digits => self.numbered(at, found),
        }
    }

    /// Whether a line of the head is a dash and a day, and no list of days.
    fn is_dated_subtitle(&self, at: usize) -> bool {
        const HEAD: usize = 8;
        let (from, to) = self.line.tokens;
        let dash = |at: &usize| self.token(*at).is_some_and(|token| token.is('-'));
        let first = (at..to).find(|at| !dash(at)).and_then(|at| self.token(at));
        let Some(first) = first.filter(|first| self.index < HEAD && first.is_year_long(self.page.source))
        else {
            return false;
        };
        let next = self.page.lines.get(self.index + 1).map(|next| next.tokens.0);
        let listed = next.and_then(|next| self.page.tokens.get(next)).is_some_and(|next| next.is('-'));
        let tape = Tape::new(self.page.source, &[self.line.span], self.grammar);
        from == at
            && !listed
            && tape.dates().any(|(at, date)| {
                date.date.day().is_some() && tape.span(at, at + date.length).start() == first.span.start()
            })
    }

    /// Three of a mark or more without a blank between them; `——` is a bullet.
    fn is_run(&self, at: usize, mark: char) -> bool {
        (at + 1..=at + 2).all(|at| self.token(at).is_some_and(|next| !next.spaced && next.is(mark)))
    }

    /// Whether more blanks follow token `at` than a list has behind its bullets: what follows is another column.
    fn is_far_from_next(&self, at: usize) -> bool {
        const FAR: usize = 10;
        let between = self.token(at).zip(self.token(at + 1));
        let gap = between.and_then(|(mark, next)| self.page.source.get(mark.span.end()..next.span.start()));
        gap.is_some_and(|gap| gap.chars().filter(|&c| is_space(c)).count() >= FAR)
    }

    /// A line of one to three symbols and nothing else: an emoji that stands for a bullet.
    fn is_symbol_line(&self) -> bool {
        let tokens = self.page.tokens_of(self.line);
        let symbol = |token: &Token| {
            let first = token.span.of(self.page.source).chars().next();
            matches!(token.shape, Shape::Punct(_))
                && first.is_some_and(|c| !c.is_ascii() && u32::from(c) >= 0x2190)
        };
        tokens.len() <= 3 && tokens.iter().all(symbol)
    }

    /// Whether words stand behind the picture that the line begins with, and a line near it begins in the same way: `✅ roads;`
    /// below `✅ bridges;`. `🎯 Our goals` is a heading with a picture.
    fn is_listed_emoji(&self, mark: char) -> bool {
        const NEAR: usize = 4;
        let begins = |line: &Line| {
            let tokens = self.page.tokens_of(line);
            tokens.first().is_some_and(|first| first.is(mark)) && tokens.get(1).is_some_and(starts_word)
        };
        let near = self.index.saturating_sub(NEAR)..=self.index + NEAR;
        let mut others = near
            .filter(|&at| at != self.index)
            .filter_map(|at| self.page.lines.get(at))
            .filter(|line| line.role == LineRole::Body);
        begins(self.line) && others.any(begins)
    }

    /// `1.`, `IV-`, `a)`, `2.1.`, `01`.
    fn numbered(&self, at: usize, found: &mut Vec<Candidate>) {
        if self.token(at).is_some_and(|token| token.shape == Shape::Digits) {
            self.arabic(at, found);
            return;
        }
        for (system, number, after) in self.numerals(at) {
            let rest = self.page.tokens.get(after..self.line.tokens.1).unwrap_or_default();
            let suffix = self.grammar.vocabulary.longest(rest, classes::MARKER_AFTER);
            let alone = |keyword: u16| self.grammar.keyword(keyword).is_some_and(|keyword| !keyword.starts);
            if let Some((length, keyword)) =
                suffix.filter(|&(_, keyword)| alone(keyword) && at == self.line.tokens.0)
            {
                let style = Style::new(system, Wrapping::Suffix(keyword), 1);
                self.push(found, at, after + length, (at, after + length), style, number, None);
                continue;
            }
            let alone =
                system == System::RomanUpper && at == self.line.tokens.0 && after == self.line.tokens.1;
            if alone && self.line.blank_before {
                // A Roman number on a line of its own, the heading below it.
                let style = Style::new(system, Wrapping::Bare, 1);
                self.push(found, at, after, (at, after), style, number, None);
                continue;
            }
            let Some((wrapping, end)) = self.closer(after) else { continue };
            if system == System::LetterUpper && self.is_initialed(at) {
                continue;
            }
            // `hành vi - Lồng ghép`: within a line a dash apart is none of a small numeral.
            let small = matches!(system, System::LetterLower | System::RomanLower) && at > self.line.tokens.0;
            if small && self.is_whole() && self.token(after).is_some_and(|mark| mark.is('-') && mark.spaced) {
                continue;
            }
            let style = Style::new(system, wrapping, 1);
            self.push(found, at, end, (at, after), style, number, None);
        }
    }

    /// Whether a line is a name with two initials or more before it: `А.Д. Лугов`, `T. R. N. Hale`.
    fn is_initialed(&self, at: usize) -> bool {
        let one = |token: &Token| token.capital && length(token.span.of(self.page.source)) == 1;
        let initial = |pair: &&[Token]| matches!(pair, [letter, mark] if one(letter) && mark.is('.'));
        let tokens = self.page.tokens_of(self.line);
        let initials = tokens.chunks_exact(2).take_while(initial).count();
        let name = tokens.get(initials * 2..).unwrap_or_default();
        at == self.line.tokens.0
            && initials > 1
            && matches!(name, [word] if word.capital && word.shape == Shape::Word)
    }

    fn arabic(&self, at: usize, found: &mut Vec<Candidate>) {
        let source = self.page.source;
        let starts = at == self.line.tokens.0;
        let mut path = Vec::new();
        let mut end = at;
        while let Some(number) =
            self.token(end).filter(|t| path.is_empty() || !t.spaced).and_then(|t| t.integer(source))
        {
            path.push(number);
            let dotted = self.token(end + 1).is_some_and(|token| token.is('.') && !token.spaced)
                && self.token(end + 2).is_some_and(|token| token.shape == Shape::Digits && !token.spaced)
                && !self.is_glued_year(end + 2);
            end += if dotted { 2 } else { 1 };
            if !dotted || path.len() > 5 {
                break;
            }
        }
        let Some(&number) = path.last() else { return };
        if path.iter().any(|&part| part > MOST) {
            return;
        }
        if let &[number, 0] = path.as_slice()
            && number > 0
        {
            self.rounded(at, end, number, found);
            return;
        }
        if number == 0 {
            return;
        }
        let depth = u8::try_from(path.len()).unwrap_or(u8::MAX);
        let parent = path.len().checked_sub(2).and_then(|before| path.get(before)).copied();
        if let Some((wrapping, after)) = self.closer(end) {
            let style = Style::new(System::Arabic, wrapping, depth);
            self.push(found, at, after, (at, end), style, number, parent);
        } else if starts && end == self.line.tokens.1 && depth == 1 {
            let style = Style::new(System::Arabic, Wrapping::Bare, depth);
            self.push(found, at, end, (at, end), style, number, parent);
        } else if (starts || self.is_whole())
            && depth > 1
            && self.token(end).is_some_and(|next| {
                next.spaced
                    && next.shape == Shape::Word
                    && (next.capital || self.first_letter_is_unspaced(end))
            })
        {
            // `1.1 Text`, without a closing mark; `99.1 kilometres` goes on with the line before.
            let style = Style::new(System::Arabic, Wrapping::Plain, depth);
            self.push(found, at, end, (at, end), style, number, parent);
        } else if starts && self.heads_line(end) {
            // `3  Our objectives`
            let style = Style::new(System::Arabic, Wrapping::Bare, depth);
            self.push(found, at, end, (at, end), style, number, parent);
        }
    }

    /// `2.0 OBJECTIVES` above `2.1` or `(1)`: a chapter in the manner of decimal numbers, and nothing but a heading.
    /// `By then the river port handles` / `2.0 Mt of ore` is none, nor is `Windows 2.0`.
    fn rounded(&self, at: usize, end: usize, number: u32, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 16;
        let (from, to) = self.line.tokens;
        let after = self.closer(end).map_or(end, |(_, after)| after);
        let word =
            self.token(after).is_some_and(|next| next.spaced && next.shape == Shape::Word && next.capital);
        let ended =
            self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ',')));
        // A figure too may begin a line that was cut to a width: its sentence has not ended above.
        let above = self.index.checked_sub(1).and_then(|above| self.page.lines.get(above));
        let whole = above
            .and_then(|line| self.page.tokens_of(line).last())
            .is_none_or(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | '!' | '?')));
        let known = self.heading_at(after).is_some() || self.shouted(after);
        let apart = whole || known || self.line.blank_before || self.line.level > 0;
        if at == from && word && !ended && apart && to - after <= LONGEST {
            let style = Style::new(System::Arabic, Wrapping::Plain, 1);
            self.push(found, at, after, (at, end), style, number, None);
        }
    }

    /// Whether the words from token `at` on are a short heading, apart from the lines around it or in capitals.
    fn heads_line(&self, at: usize) -> bool {
        const LONGEST: usize = 10;
        let (_, to) = self.line.tokens;
        let first =
            self.token(at).is_some_and(|first| first.spaced && first.shape == Shape::Word && first.capital);
        let ended = self
            .token(to - 1)
            .is_some_and(|last| matches!(last.shape, Shape::Punct(mark) if mark != '?' && mark != ')'));
        let digits = (at..to).any(|at| self.token(at).is_some_and(|token| token.shape == Shape::Digits));
        let apart = || self.line.blank_before || self.page.is_shouted(self.line);
        // A single word must be known: `1 INTRODUCTION`.
        let named = || to > at + 1 || self.heading_at(at).is_some_and(|(_, end)| end == to);
        first && !ended && !digits && to - at <= LONGEST && to > at && named() && apart()
    }

    /// The mark that ends a marker at token `at`, and where the words begin.
    fn closer(&self, at: usize) -> Option<(Wrapping, usize)> {
        let token = self.token(at)?;
        let Shape::Punct(mark) = token.shape else { return None };
        let wrapping = match mark {
            '.' | '、' | '/' | ':' => Wrapping::Plain,
            '-' => Wrapping::Plain,
            ')' | '°' | 'º' => Wrapping::Closed,
            _ => return None,
        };
        if token.spaced && mark != '-' && mark != '.' {
            return None;
        }
        // `I.-`, `1.)`: a second mark belongs to the marker as well.
        let second = self.token(at + 1).is_some_and(|next| {
            !next.spaced && matches!(next.shape, Shape::Punct('-' | ')' | '.')) && !next.is(mark)
        });
        // `Article 2. – Objectifs`, `I. – La Région`: so do a full stop and a dash apart.
        let dash = mark == '.' && !second && self.dash_before_capital(at + 1);
        let end = at + 1 + usize::from(second || dash);
        // `57-NQ`, `0.7`, `1/3`: what follows at once is part of the same word. `1.Text` is common all the same.
        let glued = self.token(end).is_some_and(|next| {
            let word =
                next.shape == Shape::Word && (mark == '.' || mark == ')' || mark == '、') && next.capital;
            let plain = self.first_letter_is_unspaced(end)
                || matches!(next.shape, Shape::Punct('"' | '(' | '*'))
                || (mark == '.' && self.is_glued_year(end));
            !next.spaced && !word && !plain && mark != '、'
        });
        (!glued).then_some((wrapping, end))
    }

    /// `1.2027年6月底前`: the year that the words of an item begin with, in a script that sets no blank before it.
    fn is_glued_year(&self, at: usize) -> bool {
        self.token(at).is_some_and(|year| year.is_year_long(self.page.source))
            && self.token(at + 1).is_some_and(|next| !next.spaced)
            && self.first_letter_is_unspaced(at + 1)
    }

    /// A dash between blanks, with a capital after it.
    fn dash_before_capital(&self, at: usize) -> bool {
        let starts = at <= self.line.tokens.0 + 4;
        let dash = self.token(at).is_some_and(|token| token.is('-') && token.spaced);
        starts && dash && self.token(at + 1).is_some_and(|next| next.spaced && next.capital)
    }

    /// The readings of one token as a numeral: `i` is a letter and Roman.
    fn numerals(&self, at: usize) -> Vec<(System, u32, usize)> {
        let Some(token) = self.token(at) else { return Vec::new() };
        let text = token.span.of(self.page.source);
        let mut readings = Vec::new();
        if let Some(number) = token.integer(self.page.source).filter(|number| (1..=MOST).contains(number)) {
            readings.push((System::Arabic, number, at + 1));
        }
        if token.shape != Shape::Word {
            return readings;
        }
        if let Some(number) = roman(text) {
            let system = if token.capital { System::RomanUpper } else { System::RomanLower };
            readings.push((system, number, at + 1));
        }
        // One letter, with its marks where they are set apart; nothing longer is worth folding.
        let longer = text.chars().filter(|&c| !Traits::of(c).is_hidden()).nth(1).is_some();
        let folded = if longer { String::new() } else { self.grammar.vocabulary.fold(text) };
        let mut chars = folded.chars();
        if let (Some(letter), None) = (chars.next(), chars.next()) {
            let known = self.grammar.marker_letters.iter().position(|&known| known == letter);
            if let Some(number) = known.and_then(|place| u32::try_from(place + 1).ok()) {
                let system = if token.capital { System::LetterUpper } else { System::LetterLower };
                readings.push((system, number, at + 1));
            }
        }
        if let Some(number) = misread_digit(text).filter(|_| at == self.line.tokens.0) {
            readings.push((System::Arabic, number, at + 1));
        }
        if self.first_letter_is_unspaced(at) {
            let rest = self.page.tokens.get(at..self.line.tokens.1).unwrap_or_default();
            if let Some((length, index)) = self.grammar.vocabulary.longest(rest, classes::NUMERAL)
                && let Some(&number) = self.grammar.marker_numerals.get(usize::from(index))
            {
                readings.push((System::Formal, number, at + length));
            }
            let number = crate::numeral::number(self.page.source, rest, self.grammar);
            if let Some((number, length)) = number.and_then(|n| Some((n.value.to_u32()?, n.length)))
                && (1..=MOST).contains(&number)
            {
                readings.push((System::Words, number, at + length));
            }
        }
        readings
    }

    /// `Điều 3.`, `Phần thứ nhất`, `第五条`: end, number, system and keyword.
    fn keyword(&self, at: usize) -> Option<(usize, Numeral, u16)> {
        let rest = |from: usize| self.page.tokens.get(from..self.line.tokens.1).unwrap_or_default();
        let words = &self.grammar.vocabulary;
        let (length, keyword) = words.longest(rest(at), classes::MARKER_BEFORE)?;
        // `§` has no capital.
        let first = self.token(at)?;
        let capital = first.capital || first.shape != Shape::Word || self.first_letter_is_unspaced(at);
        let from = at + length;
        let ordinal = words.longest(rest(from), classes::ORDINAL);
        let ordinal = ordinal.and_then(|(length, index)| {
            Some((System::Words, self.grammar.ordinals.get(usize::from(index)).copied()?, from + length))
        });
        let numeral = ordinal.or_else(|| self.numerals(from).into_iter().next());
        let (system, mut number, mut end) = numeral.filter(|_| capital)?;
        // `ЦЕЛЬ И ЗАДАЧИ`: "and", and no ninth letter; the words go on as a heading.
        let heading = self.heading_at(at).map(|(_, end)| end);
        if heading.is_some_and(|heading| heading > end) {
            return None;
        }
        // `Objectif 2.1`: the last part counts.
        let mut parent = None;
        while let Some(part) = self.dotted(end) {
            (parent, number) = (Some(number), part);
            end += 2;
        }
        // `III. MỤC TIÊU 1. Đến năm 2030`, all on one line: the number begins an item below the heading.
        let starts = at == self.line.tokens.0;
        if !starts && heading.is_some() && self.token(end).is_some_and(|mark| mark.is('.')) {
            return None;
        }
        let numeral = Numeral { number, parent, system };
        if self.grammar.keyword(keyword).is_some_and(|keyword| keyword.ends) {
            // `第五条`: several keywords share the word before; the word after tells them apart.
            let (length, which) = words.longest(rest(end), classes::MARKER_AFTER)?;
            end += length;
            return Some((self.skip_closer(end), numeral, which));
        }
        Some((self.skip_closer(end), numeral, keyword))
    }

    /// The number after a dot that stands at once behind digits: `.1` of `2.1`.
    fn dotted(&self, at: usize) -> Option<u32> {
        let digits = at.checked_sub(1).and_then(|before| self.token(before))?.shape == Shape::Digits;
        let dot = self.token(at).is_some_and(|token| token.is('.') && !token.spaced);
        let part = self.token(at + 1).filter(|part| dot && digits && !part.spaced)?;
        part.integer(self.page.source).filter(|part| (1..=MOST).contains(part))
    }

    fn skip_closer(&self, at: usize) -> usize {
        let closes = self
            .token(at)
            .is_some_and(|token| matches!(token.shape, Shape::Punct('.' | ':' | '-' | ')' | '、')));
        let dash = self.token(at).is_some_and(|token| token.is('.')) && self.dash_before_capital(at + 1);
        at + usize::from(closes) + usize::from(dash)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a candidate, each found by another rule")]
    fn push(
        &self,
        found: &mut Vec<Candidate>,
        from: usize,
        to: usize,
        label: (usize, usize),
        style: Style,
        number: u32,
        parent: Option<u32>,
    ) {
        let span = |from: usize, to: usize| match (
            self.token(from),
            to.checked_sub(1).and_then(|last| self.token(last)),
        ) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        let starts = from == self.line.tokens.0;
        let style = Style { level: if starts { self.line.level } else { 0 }, ..style };
        let heading = if self.weighs { self.heading_at(to).map(|(heading, _)| heading) } else { None };
        let shouted = self.weighs && self.shouted(to);
        let weight = if self.weighs { self.weight(from, to, style, number, heading, shouted) } else { 0 };
        found.push(Candidate {
            style,
            number,
            parent,
            line: self.index,
            grammar: self.line.grammar,
            tokens: (from, to),
            span: span(from, to),
            label: span(label.0, label.1),
            weight,
            heading,
            shouted,
            front: false,
            part: 0,
        });
    }

    /// Whether the first words after a marker are upper case.
    fn shouted(&self, at: usize) -> bool {
        /// Marks and digits that may stand before the first words: `1. (2026) "NEW` …. A line of nothing but numbers must
        /// not be looked through from each of them.
        const NEAR: usize = 12;
        let mut words = (at..self.line.tokens.1.min(at + NEAR))
            .filter_map(|at| self.token(at))
            .filter(|t| t.shape == Shape::Word)
            .take(2);
        let first = words.next().is_some_and(|word| word.is_loud_word(self.page.source));
        first && words.next().is_none_or(|word| word.shouted)
    }

    /// How much the surroundings speak for a marker, in tenths.
    fn weight(
        &self,
        from: usize,
        to: usize,
        style: Style,
        number: u32,
        heading: Option<u16>,
        shouted: bool,
    ) -> i32 {
        let starts = from == self.line.tokens.0;
        let next = self.token(to);
        let unspaced = self.first_letter_is_unspaced(to);
        let capital = next.is_some_and(|next| next.capital || next.is('"') || next.is('*')) || unspaced;
        let bullet = matches!(style.wrapping, Wrapping::Bullet(_));
        let keyword = style.wrapping.is_keyword();
        // `as follows: a) roads; b) bridges; - dams`
        let closed = matches!(style.wrapping, Wrapping::Closed | Wrapping::Parentheses);
        let item = bullet || closed || style.depth > 1;
        let listed = item && self.is_whole() && self.is_listed(from);
        let first = self.run_in == Some(from) && number == 1 && closed;
        let mut weight = match () {
            () if starts => 45,
            () if first => 25,
            () => self.inline(from, to),
        };
        weight += match next {
            None if starts => -5,
            None => -60,
            Some(_) if capital => 10,
            Some(next) if next.shape == Shape::Digits => -15,
            Some(_) if bullet && starts => 0,
            Some(_) if starts => -15,
            Some(_) if listed => 0,
            Some(_)
                if self.is_whole() && (style.wrapping == Wrapping::Closed || self.is_sole_bullet(from)) =>
            {
                5
            }
            Some(_) if closed && self.is_whole() => -10,
            Some(_) => -25,
        };
        if heading.is_some() {
            weight += if shouted || keyword { 50 } else { 15 };
        }
        if style.level > 0 {
            weight += 30;
        }
        // A letter is a digit only where one is missing.
        if style.system == System::Arabic && self.token(from).is_some_and(starts_word) && !keyword {
            weight -= 20;
        }
        if number > 40 && !keyword {
            weight -= 15;
        }
        if style.wrapping == Wrapping::Bare && next.is_none() {
            let zero = self.token(from).is_some_and(|token| token.digits(self.page.source).starts_with('0'));
            let roman = style.system == System::RomanUpper;
            weight += match (zero, roman) {
                (true, _) => 10,
                (false, true) => -15,
                (false, false) => -40,
            };
        }
        if self
            .page
            .phrase(self.line, from, classes::ABBREVIATION)
            .is_some_and(|(length, _)| from + length >= to)
        {
            // `г. Озёрск`, `TP. Huế`: a letter and a full stop are an abbreviation as well.
            weight -= 40;
        }
        if keyword && !starts {
            // `theo khoản 2 Điều 5`: inline, a keyword is nearly always a reference.
            let whole = self.is_whole() && capital;
            weight -= match () {
                () if shouted => 20,
                () if whole && self.after_mark(from, &[';', ':', '.']) => 0,
                () if whole => 15,
                () => 45,
            };
        } else if keyword && !capital && next.is_some() {
            weight -= 20;
        }
        weight
    }

    /// Whether the words before token `at` end, or lead to a list: `roads; and (b) bridges`, `By 2035- (A) not`.
    fn is_listed(&self, at: usize) -> bool {
        self.after_mark(at, &[';', ':', '.']) || self.after_lead(at) || self.is_joined(at)
    }

    /// Whether the word that joins the last point to the others stands before token `at`: `roads; and (b) bridges`.
    fn is_joined(&self, at: usize) -> bool {
        let before = at.saturating_sub(2).max(self.line.tokens.0)..at;
        let joins = |&start: &usize| {
            let phrase = self.page.phrase(self.line, start, classes::CONNECTOR);
            phrase.is_some_and(|(length, _)| start + length == at)
        };
        before.filter(joins).any(|start| self.after_mark(start, &[';', ',']))
    }

    /// Whether token `at` is a bullet that is nothing else in a sentence; a dash or a star may be.
    fn is_sole_bullet(&self, at: usize) -> bool {
        let bullet = |token: &Token| matches!(token.shape, Shape::Punct(mark) if is_bullet(mark) && !matches!(mark, '-' | '*' | '→' | '·'));
        let apart = self.token(at).is_some_and(|token| token.spaced && bullet(token));
        apart && self.token(at + 1).is_some_and(|next| next.spaced && next.shape == Shape::Word)
    }

    /// Whether a dash that closes up to the word before leads to token `at`: `By 2035- (A)`.
    fn after_lead(&self, at: usize) -> bool {
        let dash =
            at.checked_sub(1).filter(|&before| before > self.line.tokens.0).and_then(|at| self.token(at));
        dash.is_some_and(|dash| dash.is('-') && !dash.spaced)
            && self.token(at).is_some_and(|token| token.spaced)
    }

    /// Whether token `at` stands in parentheses that began a few words before: `(далее — Программа)`.
    fn is_in_parentheses(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let before = (at.saturating_sub(NEAR).max(self.line.tokens.0)..at).rev();
        let mark = before.filter_map(|at| self.token(at)).find(|token| token.is('(') || token.is(')'));
        mark.is_some_and(|mark| mark.is('('))
    }

    /// Whether the whole document stands on the line.
    fn is_whole(&self) -> bool {
        self.line.run >= self.page.whole
    }

    /// Whether one of `marks` stands before token `at`.
    fn after_mark(&self, at: usize, marks: &[char]) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.line.tokens.0);
        before
            .and_then(|before| self.token(before))
            .is_some_and(|token| marks.iter().any(|&mark| token.is(mark)))
    }

    fn is_slashed_letter(&self, at: usize) -> bool {
        let letter = self.token(at).is_some_and(|token| token.shape == Shape::Word && !token.capital);
        let slash = self.token(at + 1).is_some_and(|mark| mark.is('/') && !mark.spaced);
        letter && slash && self.token(at + 2).is_some_and(|next| next.spaced && next.capital)
    }

    /// The weight of a place inside a line: the longer the line, the likelier it holds whole sections.
    fn inline(&self, at: usize, to: usize) -> i32 {
        const SEVERAL_ITEMS: usize = 1000;
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let mut weight = match self.line.run {
            _ if self.is_whole() => 5,
            SEVERAL_ITEMS.. => -20,
            _ if self.page.dense => -20,
            _ => -35,
        };
        weight += match before.map(|token| token.shape) {
            _ if self.is_whole() && (self.after_lead(at) || self.is_joined(at)) => 20,
            _ if self.is_whole() && self.is_in_parentheses(at) => -40,
            Some(Shape::Word) if self.is_whole() && self.is_sole_bullet(at) => 10,
            // `system a/ Complete`, `by 2030 a/ Economy`: no word of a sentence looks like that.
            Some(Shape::Word | Shape::Digits) if self.is_slashed_letter(at) => 10,
            Some(Shape::Punct('.' | ';' | ':' | '!' | '?' | '…')) => 20,
            Some(Shape::Punct(')' | '"')) => 0,
            Some(Shape::Punct(_)) => -40,
            // `By 2030 - Potential`: a dash before a capital begins a point, before a digit it is a range.
            Some(Shape::Digits) if self.token(at + 1).is_some_and(|next| next.capital) => -5,
            Some(Shape::Digits) => -15,
            Some(Shape::Word) => {
                // `II. SITUATION 1) After five years`: after a heading in capitals, or one that is known, the first item begins.
                let headed = before.is_some_and(|token| token.is_loud_word(self.page.source))
                    || (self.is_whole() && self.ends_heading(at));
                // One letter is no word in capitals: `I. GOALS 1. A safe street`.
                let sentence =
                    self.token(to).is_some_and(|next| next.capital && !next.is_loud_word(self.page.source));
                if headed && sentence {
                    return weight + 15;
                }
                // `Hà Nội - Hải Phòng`: a dash between names is none; "đổi số - Các cấp" may be one.
                if before.is_some_and(|token| token.capital && !token.shouted) { -15 } else { -5 }
            }
            None => 0,
        };
        weight
    }

    /// Whether the words between a marker and token `at` are a heading that is known: `II. Principles 4. The`.
    fn ends_heading(&self, at: usize) -> bool {
        /// Tokens of such a heading.
        const LONGEST: usize = 8;
        let first = at.saturating_sub(LONGEST).max(self.line.tokens.0 + 2);
        let mark = |at: usize| {
            self.token(at).is_some_and(|mark| matches!(mark.shape, Shape::Punct('.' | ')' | '-' | '/')))
        };
        let Some(start) = (first..at).rev().find(|&start| mark(start - 1)) else { return false };
        let known = self.heading_at(start).is_some_and(|(_, end)| end == at);
        // `Target 1.2` is a marker itself.
        let keyword = self.page.phrase(self.line, start, classes::MARKER_BEFORE);
        known && !self.numerals(start - 2).is_empty() && keyword.is_none_or(|(length, _)| start + length < at)
    }
}

fn starts_word(token: &Token) -> bool {
    token.shape == Shape::Word
}

pub(super) fn is_bullet(mark: char) -> bool {
    matches!(
        mark,
        '-' | '*'
            | '+'
            | '•'
            | '●'
            | '▪'
            | '◦'
            | '‣'
            | '·'
            | '○'
            | '■'
            | '□'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '→'
            | '∙'
            | '◆'
            | '◇'
            | '★'
            | '☆'
            | '▶'
            | '►'
            | '\u{F0B7}'
            | '\u{F0A7}'
    )
}

/// Pictures that stand for a bullet, and are no bullets or numbers by themselves.
pub(super) fn is_emoji(mark: char) -> bool {
    let picture =
        matches!(mark, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}');
    picture && !is_bullet(mark) && circled(mark).is_none()
}

/// The value of `①`, `⑴`, `⒈`, `㈠`, `❶`.
pub(super) fn circled(mark: char) -> Option<u32> {
    const RUNS: [(u32, u32); 6] =
        [(0x2460, 20), (0x2474, 20), (0x2488, 20), (0x3220, 10), (0x2776, 10), (0x3280, 10)];
    let code = u32::from(mark);
    RUNS.iter()
        .find(|&&(first, count)| (first..first + count).contains(&code))
        .map(|(first, _)| code - first + 1)
}

/// The digit for which a scan, or who typed the text, has put a letter of its shape: `З.` between `2.` and `4.`
fn misread_digit(text: &str) -> Option<u32> {
    match text {
        "l" => Some(1),
        "З" => Some(3),
        "б" => Some(6),
        _ => None,
    }
}

/// A Roman number in one case, up to 39; `C`, `D`, `M` and `L` are letters here.
fn roman(text: &str) -> Option<u32> {
    const LONGEST: usize = 7;
    if text.len() > LONGEST
        || !text.bytes().all(|byte| matches!(byte.to_ascii_uppercase(), b'I' | b'V' | b'X'))
    {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let same_case = text == upper || text == text.to_ascii_lowercase();
    if !same_case || text.is_empty() {
        return None;
    }
    let tens = upper.bytes().take_while(|&byte| byte == b'X').count();
    let rest = upper.get(tens..)?;
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ones.iter().position(|&known| known == rest)?;
    u32::try_from(tens * 10 + ones).ok().filter(|&number| tens <= 3 && number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        assert_eq!(roman("IV"), Some(4));
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("iV"), None);
        assert_eq!(roman("IIII"), None);
        assert_eq!(roman("C"), None);
        assert_eq!(roman("XIXI"), None);
    }

    #[test]
    fn circled_numbers() {
        assert_eq!(circled('①'), Some(1));
        assert_eq!(circled('㈣'), Some(4));
        assert_eq!(circled('1'), None);
    }
}
