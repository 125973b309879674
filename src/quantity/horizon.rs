//! By when: the years that a text gives to its quantities.

use super::build::Found;
use super::matcher::Match;
use super::notes::HorizonFrom;
use super::role::Because;
use super::segment::Segments;
use super::tape::Tape;
use crate::grammar::{List, Slot, classes};
use crate::text::{Shape, Span, Token};
use crate::tree::{Comparator, Decimal, QuantityKind, QuantityRole};
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// Words before the year that opens a sentence: "By the end of".
const OPENING: usize = 3;

/// A phrase that says by when: its tokens, and the year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HorizonAt {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) year: u32,
    pub(crate) span: Span,
    /// The pattern, by its number in the list.
    pub(crate) program: u16,
}

/// A phrase of the `horizon` patterns. One without a year only keeps the year in it from being read: "than in 2020".
pub(super) struct Passage {
    pub(super) from: usize,
    pub(super) to: usize,
    year: Option<u32>,
    span: Span,
    program: u16,
}

impl Passage {
    pub(super) fn horizon(&self) -> Option<HorizonAt> {
        let Self { from, to, span, program, .. } = *self;
        Some(HorizonAt { from, to, year: self.year?, span, program })
    }
}

/// Every phrase of the `horizon` patterns that begins among the first `most` tokens of the text, in order.
pub(super) fn passages(tape: &Tape<'_, '_>, most: usize) -> Vec<Passage> {
    let mut found = Vec::new();
    // `Nghị quyết số 12 ngày 5 tháng 3 năm 2024`: the date of a document is no year to reach anything by.
    let dated = |named: &Match| {
        let found = tape.date_behind(named.end)?;
        Some(found).filter(|&(at, date)| at == named.end || date.date.day().is_some())
    };
    let mut documents = tape.references.iter().filter_map(dated).peekable();
    let mut at = 0;
    while at < tape.tokens.len().min(most) {
        while documents.next_if(|&(from, date)| from + date.length <= at).is_some() {}
        if let Some((_, date)) = documents.next_if(|&(from, _)| from == at) {
            at += date.length.max(1);
            continue;
        }
        let Some(hit) = tape.longest(List::Horizons, at) else {
            at += 1;
            continue;
        };
        let first = year_of(tape, &hit);
        let short = hit.get(Slot::ToYear).and_then(|last| tape.tokens.get(last.from));
        let short = short.is_some_and(|last| last.span.of(tape.source).chars().count() == 2);
        let last = match hit.integer(Slot::ToYear) {
            // `2029/30`: the year that a budget runs on to, without its century.
            Some(last) if short => {
                first.map(|first| first / 100 * 100 + last).filter(|&last| Some(last) > first)
            }
            last => last,
        };
        // `2027-04` is a month, `Law 2019-44` a number.
        let partial =
            hit.get(Slot::ToYear).is_some() && (last.is_none_or(|last| last < 1000) || is_named(tape, at));
        let digits = tape.tokens.get(hit.quote.0).is_some_and(|token| token.shape == Shape::Digits);
        if partial && digits {
            at += 1;
            continue;
        }
        let last = last.filter(|_| !partial);
        let year = last.or(first);
        let to = hit.quote.1.max(at + 1);
        let span = tape.span(hit.quote.0, hit.quote.1);
        found.push(Passage { from: hit.quote.0, to, year, span, program: hit.program });
        at = to;
    }
    found
}

/// The year that a phrase names, or says by its distance from that of the document: "next year".
fn year_of(tape: &Tape<'_, '_>, hit: &Match) -> Option<u32> {
    let year = hit.get(Slot::Year)?;
    if year.class != classes::NAMED_YEAR {
        return Some(year.value);
    }
    let later = tape.grammar.named_years.get(usize::try_from(year.value).ok()?)?;
    tape.year?.checked_add(*later)
}

/// Whether token `at` belongs to the name of a document or an article.
fn is_named(tape: &Tape<'_, '_>, at: usize) -> bool {
    let behind = tape.references.partition_point(|named| named.start <= at);
    behind.checked_sub(1).and_then(|last| tape.references.get(last)).is_some_and(|named| at < named.end)
}

/// Every horizon of the text, in order.
pub(crate) fn horizons(tape: &Tape<'_, '_>) -> Vec<HorizonAt> {
    first_horizons(tape, usize::MAX)
}

/// Those that begin among its first `most` tokens.
pub(crate) fn first_horizons(tape: &Tape<'_, '_>, most: usize) -> Vec<HorizonAt> {
    passages(tape, most).iter().filter_map(Passage::horizon).collect()
}

/// Gives every quantity its year: from the words around it, from a list of years beside it, from what stands above the text,
/// or from the next figure of its clause ("500 km of roads and 20 bridges by 2030").
pub(super) fn assign(
    tape: &Tape<'_, '_>,
    horizons: &[HorizonAt],
    above: Option<(u32, Span)>,
    found: &mut [Found<'_>],
) {
    let segments = &tape.segments;
    let listed = years_in_order(tape, found, horizons);
    // "Finish the survey by the end of 2027; spend 2% on repairs": the year that something is due by, and that ends its clause,
    // is for no figure of the next.
    let ends = |item: &&Found<'_>| item.quantity.kind == QuantityKind::Deadline && ends_clause(tape, item);
    let mut due: HashSet<usize> = found.iter().filter(ends).map(|item| item.to).collect();
    // "A fund of 3 million, to grow to 9 million by 2032; costs shall not exceed 5%": nor is one behind another figure.
    let second = (0..horizons.len()).filter(|&index| is_second(tape, found, horizons, index));
    due.extend(second.filter_map(|index| horizons.get(index)).map(|horizon| horizon.to));
    let deadlines = found.iter().filter(|item| item.quantity.kind == QuantityKind::Deadline);
    let deadlines: HashSet<usize> = deadlines.map(|item| item.to).collect();
    let mut later: Option<Later> = None;
    // Where the next figure begins: "lay 42 km of pipes by 30 April 2028" says the year of the pipes, though the day is a deadline.
    let mut figure = tape.tokens.len();
    for index in (0..found.len()).rev() {
        let beside = found.get(index..).unwrap_or_default();
        let next = match beside {
            // "Decide within 100 days and publish the plan by March 2029": the day is that of another thing done.
            [item, day, ..] if is_day(day) && (item.to..day.quote_from).any(|at| tape.is_connector(at)) => {
                day.from
            }
            _ => figure,
        };
        figure = beside.first().filter(|item| !is_day(item)).map_or(figure, |item| item.from);
        let told = told_before(tape, found, index);
        let whole = index.checked_sub(1).and_then(|whole| found.get(whole));
        let parts = whole.zip(found.get(index)).is_some_and(|(whole, item)| is_part(tape, whole, item));
        let Some(item) = found.get_mut(index) else { continue };
        match item.quantity.kind {
            QuantityKind::Deadline => {
                item.quantity.horizon = item.quantity.max.and_then(Decimal::to_u32);
                item.quantity.horizon_span = Some(item.quantity.span);
                item.notes.horizon = HorizonFrom::Date;
                // "All of the power by 1 May 2031, and 75 MW by 2032": what has its day does not wait for the next year.
                later = later.filter(|_| !is_day(item));
                continue;
            }
            QuantityKind::Recurrence => continue,
            _ => {}
        }
        let clause = segments.clause(item.from).0;
        let ordered = listed.get(index).copied().flatten();
        let words = || {
            let near = around(tape, segments, horizons, item, (next, &due))?;
            let limit = item.quantity.kind == QuantityKind::Duration
                && item.quantity.comparator == Comparator::Le
                && deadlines.contains(&near.to)
                && is_of_other(tape, &near, item.from);
            // "In 2024 the share was 9%, and must reach 11%": the year was that of the report.
            Some(near)
                .filter(|_| !limit)
                .filter(|near| near.from >= item.from || told.is_none_or(|told| told < near.to))
        };
        let ordered = ordered.map(|horizon| (horizon, HorizonFrom::Ordered));
        let own = ordered
            .or_else(|| words().map(|near| ((near.year, near.span), HorizonFrom::Words(near.program))));
        let above = above.map(|horizon| (horizon, HorizonFrom::Above));
        // "The share will reach 45% (40% in 2020)", "45%, against 40% in 2020": the year is that of another figure.
        let shared = || {
            let shares = |later: &Later| {
                later.clause == clause
                    && !later.is_told_beside(item)
                    && later.bracket.is_none_or(|open| open < item.from)
            };
            later.filter(shares).map(|later| later.horizon)
        };
        // "All ships by 2030 and 40% of boats of 12 to 24 metres by 2032": the first year is that of the figure before the word that joins.
        let own = own.filter(|&((_, span), _)| {
            !is_joined_on(tape, horizons, (clause, item.from), span) || shared().is_none()
        });
        let horizon = own.or(above).or_else(|| shared().map(|horizon| (horizon, HorizonFrom::Next)));
        item.notes.horizon = horizon.map_or(HorizonFrom::Above, |(_, from)| from);
        let (own, horizon) = (own.map(|(own, _)| own), horizon.map(|(horizon, _)| horizon));
        let follows = own.filter(|(_, span)| {
            tape.tokens.get(item.from).is_some_and(|token| span.start() >= token.span.start())
        });
        let bracket = bracket_before(tape, item.from);
        let (role, kind) = (item.quantity.role, item.quantity.kind);
        let compared = matches!(item.notes.role, Because::Context(_));
        let bare =
            kind == QuantityKind::Count && matches!(item.notes.role, Because::Bare | Because::Template);
        later = match follows {
            // "40 schools, of which 12 by 2027": what it is a part of need not be there by then.
            Some((_, span)) if parts && is_right_behind(tape, item, span) => None,
            Some(horizon) => Some(Later { clause, horizon, role, kind, compared, bare, bracket }),
            None => later,
        };
        (item.quantity.horizon, item.quantity.horizon_span) = horizon.unzip();
    }
}

/// Whether a year behind a figure of the clause from `first` on is followed by a word that joins on the figure at token `from`.
fn is_joined_on(
    tape: &Tape<'_, '_>,
    horizons: &[HorizonAt],
    (first, from): (usize, usize),
    year: Span,
) -> bool {
    /// Words between that word and the figure: "to not less than".
    const NEAR: usize = 3;
    let behind = horizons.partition_point(|horizon| horizon.span.start() <= year.start());
    let own = behind.checked_sub(1).and_then(|own| horizons.get(own)).filter(|own| own.span == year);
    own.is_some_and(|own| {
        own.to < from
            && own.from > first
            && from - own.to <= NEAR + 1
            && tape.has(own.to, classes::CONNECTOR)
            && (first..own.from).any(|at| tape.number_at(at).is_some())
    })
}

/// Whether a quantity is a deadline of its own beside figures: a day, a month, a quarter, the end of a year.
fn is_day(item: &Found<'_>) -> bool {
    let exact = || item.quantity.iso8601.as_deref().is_some_and(|date| date.len() > 4);
    item.quantity.kind == QuantityKind::Deadline && (item.strong || exact())
}

/// A year behind a figure, which may hold for those before it.
#[derive(Clone, Copy)]
struct Later {
    /// First token of the clause.
    clause: usize,
    horizon: (u32, Span),
    role: QuantityRole,
    kind: QuantityKind,
    /// Words say that the figure is only compared with.
    compared: bool,
    /// It is a number of things that is only mentioned: "meals for 90,000 children in the 14 districts by 2029".
    bare: bool,
    /// The bracket that the figure stands in.
    bracket: Option<usize>,
}

/// Whether a figure is a part of `whole` in the same things, and no share or other sort of them: "40 schools, of which 12".
fn is_part(tape: &Tape<'_, '_>, whole: &Found<'_>, item: &Found<'_>) -> bool {
    /// Words between "of which" and the figure: "at least".
    const NEAR: usize = 4;
    let same = whole.quantity.kind == item.quantity.kind
        && whole.quantity.unit == item.quantity.unit
        && whole.quantity.counted == item.quantity.counted
        && item.quantity.kind != QuantityKind::Percent;
    let from = item.from.saturating_sub(NEAR).max(whole.to);
    same && (from..item.from + 1).chain([item.to]).any(|at| tape.has(at, classes::OF_WHICH))
}

/// Whether the year at `span` stands right behind a figure: "12 by 2027", "12 of them by 2027".
fn is_right_behind(tape: &Tape<'_, '_>, item: &Found<'_>, span: Span) -> bool {
    let which = item.to + tape.phrase(item.to, classes::OF_WHICH).map_or(0, |which| which.length);
    // `其中首期9亿元于2027年9月底前到位`
    let stop = usize::from(tape.has(which, classes::STOP));
    let begins = |at: usize| tape.tokens.get(at).is_some_and(|token| token.span.start() == span.start());
    begins(which) || begins(which + stop)
}

impl Later {
    /// Whether one of both reports and the other does not, or the figure of this year is what `item` is measured by.
    /// "60% in the six provinces by 2030" is neither.
    fn is_told_beside(&self, item: &Found<'_>) -> bool {
        let role = item.quantity.role;
        match self.role {
            QuantityRole::Achieved => role != QuantityRole::Achieved,
            QuantityRole::Context => {
                role != QuantityRole::Context
                    && !self.bare
                    && (self.compared || self.kind == item.quantity.kind)
            }
            QuantityRole::Target => role == QuantityRole::Achieved,
        }
    }
}

/// The bracket that opens before token `at` and is not closed yet.
fn bracket_before(tape: &Tape<'_, '_>, at: usize) -> Option<usize> {
    const BRACKET: usize = 12;
    tape.open_bracket(at.saturating_sub(BRACKET)..at)
}

/// Where the last figure of a report begins that stands in the sentence before a commitment, outside of brackets.
fn told_before(tape: &Tape<'_, '_>, found: &[Found<'_>], index: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let item = found.get(index).filter(|item| matches!(item.notes.role, Because::Commit(_)))?;
    let sentence = tape.segments.sentence(item.from).0;
    let earlier = found.get(index.saturating_sub(LONGEST)..index)?.iter().rev();
    let mut earlier = earlier.take_while(|found| found.from >= sentence);
    let told = earlier.find(|found| matches!(found.notes.role, Because::Achieved(_)))?;
    bracket_before(tape, told.from).is_none().then_some(told.from)
}

/// Whether a year is that of a part alone: "5,000 homes, of which 900 in 2027; floor space of 30 m2".
fn is_of_part(tape: &Tape<'_, '_>, horizon: &HorizonAt) -> bool {
    const LONGEST: usize = 4;
    (horizon.from.saturating_sub(LONGEST)..horizon.from).any(|at| {
        let which = tape.phrase(at, classes::OF_WHICH);
        which.is_some_and(|which| at + which.length == horizon.from)
    })
}

/// Whether a year is one of several in a clause that each have a figure: "losses are 9% in 2027 and 7% in 2029; rents stay below
/// 5%". One that opens the sentence is that of all of it, one before a colon that of what follows.
fn is_of_series(tape: &Tape<'_, '_>, horizons: &[HorizonAt], horizon: &HorizonAt) -> bool {
    let segments = &tape.segments;
    let (clause, clause_end) = segments.clause(horizon.from);
    let from = horizons.partition_point(|other| other.from < clause);
    let mut near = horizons.get(from..).unwrap_or_default().windows(2);
    let figures = |pair: &[HorizonAt]| {
        let [one, two] = pair else { return false };
        two.from < clause_end && (one.to..two.from).any(|at| tape.number_at(at).is_some())
    };
    let leads = horizon.from <= segments.sentence(horizon.from).0 + OPENING || tape.is(horizon.to, ':');
    !leads && near.next().is_some_and(figures)
}

/// Whether a deadline ends its clause, and the sentence goes on: `首期9亿元于2027年9月底前到位；`, where the verb stands behind it. One that
/// opens the sentence is that of all of it.
fn ends_clause(tape: &Tape<'_, '_>, item: &Found<'_>) -> bool {
    /// Tokens of the verb.
    const LONGEST: usize = 4;
    let opens = item.from <= tape.segments.sentence(item.from).0 + OPENING;
    let verb = (item.to..item.to + LONGEST).take_while(|&at| !opens && is_plain(tape, at)).count();
    tape.is(item.to + verb, ';')
}

/// Whether a figure stands before number `index` of the horizons in its clause, with a comma between and without a year of its own.
fn is_second(tape: &Tape<'_, '_>, found: &[Found<'_>], horizons: &[HorizonAt], index: usize) -> bool {
    let Some(horizon) = horizons.get(index) else { return false };
    let clause = tape.segments.clause(horizon.from).0;
    let first = index.checked_sub(1).and_then(|before| horizons.get(before));
    let before = found.get(..found.partition_point(|item| item.to <= horizon.from));
    let last = before.and_then(<[_]>::last).filter(|last| last.from >= clause);
    first.is_none_or(|first| first.from < clause)
        && last.is_some_and(|last| (last.to..horizon.from).any(|at| tape.is(at, ',')))
}

/// Whether a year before a time limit at token `from` is by when another thing is done: "open 4 offices by May 2029 and answer
/// within 10 days". One that opens the sentence is that of all of it.
fn is_of_other(tape: &Tape<'_, '_>, horizon: &HorizonAt, from: usize) -> bool {
    let opens = horizon.from <= tape.segments.sentence(horizon.from).0 + 1;
    horizon.to <= from && !opens && (horizon.to..from).any(|at| tape.has(at, classes::CONNECTOR))
}

/// The year that the words around a quantity give it.
fn around(
    tape: &Tape<'_, '_>,
    segments: &Segments,
    horizons: &[HorizonAt],
    found: &Found<'_>,
    (next, due): (usize, &HashSet<usize>),
) -> Option<HorizonAt> {
    /// A year further away than this belongs to something else; "8% a year over the whole period to 2030" has 6.
    const NEAR: usize = 12;
    /// Unless it ends the sentence: "20% of the new lorries sold in the three border provinces shall have no exhaust by 2034."
    const FAR: usize = 24;
    // `Fertility rate: 1.6 by 2030`: a template may begin in the clause before.
    let (sentence, sentence_end) = segments.sentence(found.quote_from);
    let clause_end = segments.clause(found.quote_from).1;
    // Horizon phrases do not overlap, so both ends are in order.
    let next_one = horizons.partition_point(|horizon| horizon.from < found.from);
    let following = horizons.get(next_one).filter(|horizon| {
        let within = horizon.to <= found.to;
        // After a comma a year belongs to the figure that follows it.
        let comma = |at: usize| tape.is(at, ',');
        // "85% (in 2023: 62%)": a year in brackets with a figure is that figure's, be it behind a colon.
        let aside = (found.to..horizon.from).any(|at| tape.is(at, '('))
            && next < sentence_end
            && !(horizon.to..next).any(|at| tape.is(at, ')'));
        // "Cut waste by 30% and by 2035 recycle 60%", "and in 2035 - 60%", `2027年达90%、2028年92%`: the year opens what is joined on.
        let joined = horizon.from > found.to
            && tape.is_connector(horizon.from - 1)
            && next < clause_end
            && (next == horizon.to
                || tape.is(horizon.to, '-')
                || tape.tokens.get(horizon.to).is_some_and(|token| token.shape == Shape::Word));
        // "50% (in 2024: 41%) by 2030": what stands behind the brackets is not for the figure in them.
        let leaves =
            bracket_before(tape, found.from).is_some() && (found.to..horizon.from).any(|at| tape.is(at, ')'));
        let after = horizon.from >= found.to
            && horizon.from < next.min(clause_end)
            && horizon.from - found.to <= if ends_sentence(tape, horizon.to) { FAR } else { NEAR }
            && !aside
            && !joined
            && !leaves
            && (!(found.to..horizon.from).any(comma)
                || (next >= clause_end && is_set_off(tape, (horizon.from, horizon.to))));
        within || after
    });
    /// Years of parts that are passed over on the way back.
    const PARTS: usize = 4;
    let clause = segments.clause(found.from).0;
    let earlier = horizons.get(..next_one).unwrap_or_default().iter().rev().take(PARTS);
    let before = earlier
        .take_while(|horizon| horizon.from >= sentence)
        .filter(|horizon| !is_beside_figure(tape, horizon))
        .find(|horizon| {
            let own = || {
                is_of_part(tape, horizon)
                    || due.contains(&horizon.to)
                    || is_of_series(tape, horizons, horizon)
            };
            horizon.from >= clause || !own()
        })
        .filter(|horizon| horizon.to <= found.from);
    let parted = || {
        horizons.get(next_one).filter(|horizon| {
            // `總經費8億元，其中中央補助三成，117年度縣配合9000萬元`: a year right behind the part, with a figure of its own.
            let opens = |close: usize| {
                close + 1 == horizon.from
                    && (horizon.to..segments.clause(horizon.from).1).any(|at| tape.number_at(at).is_some())
            };
            horizon.to <= sentence_end
                && part_before(tape, horizon.from)
                    .is_some_and(|part| is_parted(tape, found, part) && !opens(part.1))
        })
    };
    following.or_else(parted).or_else(|| behind_brackets(tape, horizons, found)).or(before).copied()
}

/// Whether a year is put in brackets behind a figure, and so is for no other: "from 30% (2020) to 50%". "Phase 1 (2026-2030):" is
/// one of all that follows.
fn is_beside_figure(tape: &Tape<'_, '_>, horizon: &HorizonAt) -> bool {
    /// Tokens of a figure with its unit.
    const LONGEST: usize = 4;
    let Some(open) = horizon.from.checked_sub(1).filter(|&open| tape.is(open, '(')) else { return false };
    let figure = (open.saturating_sub(LONGEST)..open)
        .any(|at| tape.number_at(at).is_some_and(|number| at + number.length < open));
    figure && tape.is(horizon.to, ')') && !tape.is(horizon.to + 1, ':')
}

/// Whether a year at the tokens `from` to `to` is set off by a comma and ends its sentence, and so is that of all of it: "six
/// parks are planned on 60 hectares, each with a playground, by 2030".
fn is_set_off(tape: &Tape<'_, '_>, (from, to): (usize, usize)) -> bool {
    from.checked_sub(1).is_some_and(|before| tape.is(before, ',')) && ends_sentence(tape, to)
}

/// Whether a sentence, or an item of a list, is over at token `at`.
fn ends_sentence(tape: &Tape<'_, '_>, at: usize) -> bool {
    let end = |next: &Token| matches!(next.shape, Shape::Punct('.' | ';' | '!' | '?' | '…'));
    tape.tokens.get(at).is_none_or(end)
}

/// The brackets or commas around a part of a figure, behind which the sentence goes on to token `at`: "1,200 km of roads, of which
/// 300 km are rural, are resurfaced by 2029".
fn part_before(tape: &Tape<'_, '_>, at: usize) -> Option<(usize, usize)> {
    /// Words behind the part, and those of it.
    const NEAR: usize = 12;
    const PART: usize = 20;
    let plain = |&at: &usize| is_plain(tape, at);
    let behind = (at.saturating_sub(NEAR)..at).rev().take_while(plain).last().unwrap_or(at);
    let close = behind.checked_sub(1)?;
    let mark = match tape.tokens.get(close)?.shape {
        Shape::Punct(')') => '(',
        Shape::Punct(',') => ',',
        _ => return None,
    };
    let opens = |&at: &usize| tape.is(at, mark) && tape.has(at + 1, classes::OF_WHICH);
    let open = (close.saturating_sub(PART)..close).rev().find(opens)?;
    // "A fund of EUR 20 million, of which 30% is lent, opens in 2027": the year is that of the fund.
    let whole = (open.saturating_sub(PART)..open).rev().find(|&at| tape.number_at(at).is_some())?;
    let linked = (whole.saturating_sub(2)..whole).any(|at| tape.has(at, classes::LINK));
    (!linked).then_some((open, close))
}

/// Whether a token is no figure, and no mark that ends a clause or opens or closes a bracket.
fn is_plain(tape: &Tape<'_, '_>, at: usize) -> bool {
    let mark = |token: &Token| matches!(token.shape, Shape::Punct(',' | ')' | ';' | ':' | '.' | '('));
    tape.number_at(at).is_none() && !tape.tokens.get(at).is_some_and(mark)
}

/// Whether a figure stands in a part, or is the one right before it.
fn is_parted(tape: &Tape<'_, '_>, found: &Found<'_>, (open, close): (usize, usize)) -> bool {
    (open < found.from && found.to <= close)
        || (found.to <= open && (found.to..open).all(|at| is_plain(tape, at)))
}

/// The year behind brackets that stand right behind a figure: "50% (in 2024: 41%) by 2030".
fn behind_brackets<'h>(
    tape: &Tape<'_, '_>,
    horizons: &'h [HorizonAt],
    found: &Found<'_>,
) -> Option<&'h HorizonAt> {
    const BRACKETS: usize = 20;
    let close =
        (found.to..found.to + BRACKETS).find(|&at| tape.is(at, ')')).filter(|_| tape.is(found.to, '('))?;
    horizons
        .get(horizons.partition_point(|horizon| horizon.from <= close))
        .filter(|horizon| horizon.from == close + 1)
}

/// Whether the sentence or the clause of a figure opens with a year that was over when the document was made ("In 2024, output grew by
/// 8%"), and nothing between them commits or looks ahead.
pub(super) fn is_past(
    tape: &Tape<'_, '_>,
    horizons: &[HorizonAt],
    over: &[HorizonAt],
    found: &Found<'_>,
) -> bool {
    if found.fixed || found.quantity.kind.is_time() {
        return false;
    }
    // A year may also open what stands in brackets: "70% (in 2023: 62%)".
    let bracket = bracket_before(tape, found.from).map(|open| open + 1);
    let opened = |start: usize| {
        let opens = over.partition_point(|past| past.from < start);
        over.get(opens).filter(|past| past.from <= start + OPENING && past.to <= found.from)
    };
    // "There are 214 sites now; in 2024 they had 1.2 million guests": a clause as well.
    let past = match bracket {
        Some(start) => opened(start),
        None => opened(tape.segments.clause(found.from).0)
            .or_else(|| opened(tape.segments.sentence(found.from).0)),
    };
    let Some(past) = past else { return false };
    let next = horizons.get(horizons.partition_point(|horizon| horizon.from < past.to));
    let ahead = next.is_some_and(|horizon| horizon.from < found.from);
    !ahead && !(past.to..found.from).any(|at| tape.has(at, classes::COMMIT))
}

/// Years in the order of the figures: "15%, 25% and 40% by 2028, 2035 and 2040"; "by 2030 and 2040, at least 40% and 60%".
fn years_in_order(
    tape: &Tape<'_, '_>,
    found: &[Found<'_>],
    horizons: &[HorizonAt],
) -> Vec<Option<(u32, Span)>> {
    /// Words between the figures and the years: "of the stock in".
    const NEAR: usize = 6;
    let mut given = vec![None; found.len()];
    let mut first = 0;
    while first < found.len() {
        let mut last = first;
        while let (Some(item), Some(next)) = (found.get(last), found.get(last + 1))
            && next.quantity.kind == item.quantity.kind
            && (is_of_list(item, next)
                || (next.from > item.to && (item.to..next.from).all(|at| tape.is_connector(at))))
        {
            last += 1;
        }
        let figures = last + 1 - first;
        if figures >= 2
            && let (Some(head), Some(tail)) = (found.get(first), found.get(last))
        {
            let after = horizons.get(horizons.partition_point(|horizon| horizon.from < tail.to));
            let after = after.filter(|horizon| horizon.from - tail.to <= NEAR);
            let before = horizons.partition_point(|horizon| horizon.to <= head.from).checked_sub(1);
            let before = before.and_then(|last| horizons.get(last));
            let years = after.map(|horizon| years_from(tape, horizon.from));
            let years = years.filter(|years| years.len() == figures).or_else(|| {
                // The pattern may have taken all years of the list, or only its first.
                let years = before.map(|horizon| years_from(tape, horizon.from))?;
                (years.len() == figures && years.last()?.1.end() <= tape.tokens.get(head.from)?.span.start())
                    .then_some(years)
            });
            for (slot, year) in given.iter_mut().skip(first).zip(years.into_iter().flatten()) {
                *slot = Some(year);
            }
        }
        first = last + 1;
    }
    given
}

/// "40, 60 and 80 per cent": figures of one match.
fn is_of_list(item: &Found<'_>, next: &Found<'_>) -> bool {
    (item.from, item.to) == (next.from, next.to) && item.quantity.span != next.quantity.span
}

/// The years that stand from token `at` on with nothing but connectors between them.
fn years_from(tape: &Tape<'_, '_>, at: usize) -> Vec<(u32, Span)> {
    /// Words before the first year: "by the end of".
    const LEAD: usize = 6;
    let year = |at: usize| {
        let token = tape.tokens.get(at).filter(|token| token.is_year_long(tape.source))?;
        let year = token.integer(tape.source).filter(|year| (1990..2200).contains(year))?;
        Some((year, token.span))
    };
    // `năm 2030`: the word for a year may stand before each.
    let worded = |at: usize| {
        let date = tape.date_at(at)?;
        year(at + date.length - 1).map(|year| (year, date.length))
    };
    let Some(start) = (at..at + LEAD).find(|&at| year(at).is_some()) else { return Vec::new() };
    let mut years: Vec<(u32, Span)> = year(start).into_iter().collect();
    // `2028年和2040年`: the word for a year may also stand behind each.
    let behind = |at: usize| at + tape.date_at(at).map_or(1, |date| date.length.max(1));
    let mut at = behind(start);
    loop {
        let mut next = at;
        while tape.is_connector(next) {
            next += 1;
        }
        let found = year(next).map(|year| (year, behind(next) - next)).or_else(|| worded(next));
        let Some((found, length)) = found.filter(|_| next > at) else { return years };
        years.push(found);
        at = next + length;
    }
}

/// A year named for a figure of the same clause is that figure's horizon, and no deadline beside it; but behind a comma, with no
/// figure after it, it is by when something else is done: "install 400,000 meters, cover the whole city by the end of 2028".
pub(super) fn drop_deadlines(tape: &Tape<'_, '_>, segments: &Segments, found: &mut Vec<Found<'_>>) {
    let figure = |item: &&Found<'_>| {
        // "Replace the present nine forms by the end of 2026": a figure that is none of the commitment needs no year.
        let aside = item.fixed && item.quantity.role != QuantityRole::Target;
        !aside && !item.quantity.kind.is_time()
    };
    // Of each clause the last figure.
    let clauses: FxHashMap<usize, (usize, usize)> = found
        .iter()
        .filter(figure)
        .map(|item| (segments.clause(item.from).0, (item.from, item.to)))
        .collect();
    let comma = |at: usize| tape.is(at, ',');
    found.retain(|item| {
        let deadline = item.quantity.kind == QuantityKind::Deadline;
        let beside = || {
            let figure = clauses.get(&segments.clause(item.from).0);
            figure.is_some_and(|&(from, to)| {
                from > item.from
                    || !(to..item.from).any(comma)
                    || is_set_off(tape, (item.from, item.to))
                    || part_before(tape, item.from).is_some()
            })
        };
        !deadline || is_day(item) || !beside()
    });
}
