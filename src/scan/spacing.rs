//! Empty lines that stand after every line: a converter put them there, and they say nothing.

use super::line::{Line, Page};
use super::wrap::{ends_within, is_beside, is_prose, width};
use crate::text::{Span, is_line_end};

/// More empty lines than these say no more.
const MOST: usize = 15;
/// Too few lines tell nothing.
const FEWEST: usize = 8;
/// One gap of so many may have less: a page number or the two lines of a title may stand closer.
const CLOSER: usize = 10;

/// Finds out whether empty lines stand between nearly all lines of a page.
pub(crate) fn find(page: &mut Page<'_, '_>) {
    page.even = usual(page).is_some();
}

/// Takes the empty lines of a page for what they say where nearly all its lines have some between them; tells whether
/// anything changed.
///
/// Where every line end of a text was doubled, those of its own empty lines were as well, so that one of those is three now.
/// Lines that were cut to a width and go on after an empty line show it too. Whole paragraphs with an empty line after each
/// stay set apart from each other.
pub(super) fn weigh(page: &mut Page<'_, '_>) -> bool {
    /// One gap of so many has more, at least, where line ends were doubled.
    const OWN: usize = 20;
    let Some((gaps, usual)) = usual(page) else { return false };
    set_apart(page, usual + 1);
    let doubled = gaps.least(2 * usual + 1) * OWN >= gaps.least(0);
    if !doubled && !is_cut(page) {
        set_apart(page, usual);
    }
    true
}

/// The number of empty lines that stand between nearly all lines of a page, if any do, and of which there are how many.
fn usual(page: &Page<'_, '_>) -> Option<(Gaps, usize)> {
    // Parts of one line have no line end between them.
    let close = |pair: &&[Line]| pair.last().is_some_and(|next| !next.blank_before) && !is_beside(page, pair);
    let close = page.lines.windows(2).filter(close).count();
    if page.lines.len() < FEWEST || close * CLOSER > page.lines.len() {
        return None;
    }
    let gaps = Gaps::of(page);
    let usual = gaps.usual();
    (usual > 0).then_some((gaps, usual))
}

/// Takes every empty line for one again.
pub(super) fn forget(page: &mut Page<'_, '_>) {
    set_apart(page, 1);
}

/// Of each number of empty lines, how often it stands between two lines of a page.
struct Gaps([usize; MOST + 1]);

impl Gaps {
    fn of(page: &Page<'_, '_>) -> Self {
        let mut gaps = [0; MOST + 1];
        for pair in page.lines.windows(2) {
            let [last, next] = pair else { continue };
            let empty = line_ends(page.source, last.span, next.span).checked_sub(1);
            if let Some(count) = empty.and_then(|empty| gaps.get_mut(empty.min(MOST))) {
                *count += 1;
            }
        }
        Self(gaps)
    }

    /// How many gaps are of `empty` lines or more.
    fn least(&self, empty: usize) -> usize {
        self.0.iter().skip(empty).sum()
    }

    /// The number of empty lines that hardly a gap has less of.
    fn usual(&self) -> usize {
        let all = self.least(0);
        let hardly = |&empty: &usize| (all - self.least(empty)) * CLOSER <= all;
        (1..=MOST).take_while(hardly).last().unwrap_or(0)
    }
}

/// Sets the lines apart that have `least` empty lines before them, and no others.
fn set_apart(page: &mut Page<'_, '_>, least: usize) {
    let source = page.source;
    let mut last: Option<Span> = None;
    for line in &mut page.lines {
        if let Some(last) = last.replace(line.span) {
            line.blank_before = line_ends(source, last, line.span) > least;
        }
    }
}

/// The line ends between two lines; none between the parts of one.
fn line_ends(source: &str, last: Span, next: Span) -> usize {
    let between = source.get(last.end()..next.start()).unwrap_or_default();
    let mut carriage = false;
    let ends = between.chars().filter(|&c| {
        // `\r\n` is one.
        let feed = std::mem::replace(&mut carriage, c == '\r') && c == '\n';
        is_line_end(c) && !feed
    });
    ends.count()
}

/// Whether many lines of a page end within a sentence where a width was used up.
fn is_cut(page: &Page<'_, '_>) -> bool {
    /// One line of so many, at least: most points take a line or two.
    const CUT: usize = 8;
    let Some(width) = width(page) else { return false };
    let ends = |(index, pair): (usize, &[Line])| match pair {
        [last, next] => ends_within(page, width, last, next, index + 1),
        _ => false,
    };
    let cut = page.lines.windows(2).enumerate().filter(|&at| ends(at)).count();
    let lines = page.lines.iter().filter(|line| is_prose(page, line)).count();
    cut * CUT >= lines
}
