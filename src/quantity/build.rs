//! From matches of templates to quantities.

use super::DenominatorAt;
use super::matcher::{Capture, Match, Scratch, run};
use super::notes::{BoundFrom, Notes, PerFrom};
use super::segment::{LOOK_BACK, Segments};
use super::tape::Tape;
use super::turned::turned;
use crate::grammar::{CHANGES, COMPARATORS, List, Slot, Template, Unit, classes};
use crate::numeral::Number;
use crate::text::Shape;
use crate::tree::{Comparator, Decimal, PartialDate, Per, Quantity, QuantityKind, QuantityRole, Words};

/// A quantity with the tokens it was read from.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) quantity: Quantity<'a>,
    /// Tokens of the whole match.
    pub(super) from: usize,
    pub(super) to: usize,
    /// First token of the part that is quoted.
    pub(super) quote_from: usize,
    /// The words themselves commit ("completed in 2025"), or hold without a commitment around them.
    pub(super) strong: bool,
    /// The template says the role: a baseline ("from 20%").
    pub(super) fixed: bool,
    /// Its denominator follows the value, and may be meant for a whole list.
    per_after: bool,
    /// It goes on with a list that another quantity heads.
    listed: bool,
    /// The text itself says a bound; it is not to be taken over from the quantity before.
    bounded: bool,
    /// What is counted stands in words of its own, not in the unit.
    pub(super) counted: bool,
    /// Tokens of what is counted, or of the base of a percentage.
    pub(super) object: Option<(usize, usize)>,
    /// Tokens that the template says to be what is measured.
    pub(super) indicator: Option<(usize, usize)>,
    /// How it came to be what it is.
    pub(super) notes: Notes,
}

/// What stands elsewhere of what a quantity does not say itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Unsaid {
    /// The year of a month without one.
    pub(super) year: Option<u32>,
    /// The currency of a bare `$`, as the grammar lists them.
    pub(super) currency: Option<u16>,
}

/// Runs the templates over the text: at each token the first of the file that fits wins, and the next search begins
/// after what it quotes.
/// A number inside of one of `denominators` ("for every 10,000 inhabitants") is no value of its own.
pub(super) fn find<'a>(
    tape: &Tape<'a, '_>,
    segments: &Segments,
    denominators: &[DenominatorAt],
    unsaid: Unsaid,
) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tape.tokens.len() {
        let inside = denominators.binary_search_by_key(&at, |denominator| denominator.from).ok();
        let inside = inside.and_then(|index| denominators.get(index));
        if let Some(led) = inside.filter(|denominator| denominator.led) {
            at = led.to.max(at + 1);
            continue;
        }
        let best = first_fit(tape, segments, at);
        let before = found.len();
        let quoted = best.as_ref().map(|(_, hit)| hit.quote.1);
        if let Some((template, hit)) = best {
            build(tape, template, hit, unsaid, &mut found);
        }
        at = match quoted {
            Some(end) if found.len() > before => end.max(at + 1),
            _ => inside.map_or(at + 1, |denominator| denominator.to.max(at + 1)),
        };
    }
    found
}

/// The first template of the file that fits at token `at`.
pub(super) fn first_fit<'g>(
    tape: &Tape<'_, 'g>,
    segments: &Segments,
    at: usize,
) -> Option<(&'g Template, Match)> {
    if !tape.opens(List::Templates, at) || tape.is_masked_scale(at) {
        return None;
    }
    Scratch::lend(|scratch| {
        let Scratch { candidates, threads } = scratch;
        let entrances = &tape.grammar.template_entrances;
        tape.promising(entrances, at, candidates).find_map(|index| {
            let template = tape.grammar.templates.get(usize::from(index))?;
            if !has_subject(tape, segments, template, at) {
                return None;
            }
            let hit = run(tape, &template.program, at, threads)?;
            if template.kind == Some(QuantityKind::Rank) && is_part(tape, &hit) || is_end_of_word(tape, at) {
                return None;
            }
            if is_unit_alone(tape, &hit) || is_of_another_unit(tape, &hit) {
                return None;
            }
            Some((template, Match { program: index, ..hit }))
        })
    })
}

/// 新建雷达26部: the 达 of a radar leads to no value.
fn is_end_of_word(tape: &Tape<'_, '_>, at: usize) -> bool {
    let leads = [classes::ACHIEVES, classes::TRAIL].into_iter().any(|class| tape.has(at, class));
    let unspaced = || tape.tokens.get(at).is_some_and(|token| token.is_unspaced(tape.source));
    leads && unspaced() && tape.is_kept(at)
}

/// `средний балл отобранных проектов – не ниже 64,2`: no place has a fraction.
fn is_part(tape: &Tape<'_, '_>, hit: &Match) -> bool {
    let value = hit.get(Slot::Value).and_then(|capture| tape.number_at(capture.from));
    value.is_some_and(|number| number.value.is_part())
}

/// `Investment (hundred million yuan): 62`, `总投资（万亿元）`: scales alone with a unit in brackets are what figures are counted in.
fn is_unit_alone(tape: &Tape<'_, '_>, hit: &Match) -> bool {
    let value = hit.get(Slot::Value).filter(|value| tape.has(value.from, classes::SCALE));
    let open = value.and_then(|value| value.from.checked_sub(1));
    open.is_some_and(|open| tape.is(open, '(')) && tape.is(hit.quote.1, ')')
}

/// `Output (million tonnes): 40 mines`, `Sản lượng (triệu tấn) đạt 40% kế hoạch`: the figure behind a unit in brackets has a unit or a
/// noun of its own. `护理型床位占比（%） 52  ≥73`: nothing between them is a row of a table that has lost its lines.
fn is_of_another_unit(tape: &Tape<'_, '_>, hit: &Match) -> bool {
    let ahead = tape.is(hit.start, '(') && hit.get(Slot::Unit).is_some_and(|unit| unit.to <= hit.quote.0);
    let Some(value) = hit.get(Slot::Value).filter(|_| ahead) else { return false };
    let next = hit.quote.1;
    if value.from.checked_sub(1).is_some_and(|before| tape.is(before, ')')) || tape.is(next, '/') {
        return true;
    }
    let leads = [classes::STOP, classes::CONNECTOR, classes::COMMIT, classes::CHANGE];
    let word = tape.tokens.get(next).is_some_and(|next| next.shape == Shape::Word);
    let apart = leads.iter().any(|&class| tape.has(next, class))
        || [next, next + 1].iter().any(|&at| tape.date_at(at).is_some());
    tape.has(next, classes::UNIT) || tape.number_at(next).is_some() || (word && !apart)
}

/// Whether the word that the template asks for stands before token `at` in its clause.
pub(super) fn has_subject(tape: &Tape<'_, '_>, segments: &Segments, template: &Template, at: usize) -> bool {
    template.subject.is_none_or(|class| {
        let clause = segments.clause(at).0.max(at.saturating_sub(LOOK_BACK));
        tape.back(class, clause, at).next().is_some()
    })
}

/// What a match says, gathered from template and slots.
fn build<'a>(
    tape: &Tape<'a, '_>,
    template: &Template,
    hit: Match,
    unsaid: Unsaid,
    found: &mut Vec<Found<'a>>,
) {
    let number = |slot| hit.get(slot).and_then(|capture: Capture| tape.number_at(capture.from));
    let unit_at = hit.get(Slot::Unit);
    let unit = unit_at.and_then(|capture| tape.grammar.units.get(capture.value as usize));
    let kind = template.kind.or(unit.map(|unit| unit.kind)).unwrap_or(QuantityKind::Count);
    let list: Vec<Capture> =
        hit.captures.iter().filter(|capture| capture.slot == Slot::List).copied().collect();
    let parts = number(Slot::Numerator).zip(number(Slot::Denominator));
    let so_many = parts.filter(|&(above, below)| is_so_many_of(tape, &hit, above, below));
    let kind = if so_many.is_some() { QuantityKind::Count } else { kind };
    let part = parts.filter(|_| so_many.is_none()).and_then(|(above, below)| fraction(above, below));
    let date = hit.get(Slot::Year).and_then(|capture| tape.date_at(capture.from)).map(|at| at.date);
    let date = date.or_else(|| {
        let month = hit.integer(Slot::Month).filter(|_| kind == QuantityKind::Deadline)?;
        PartialDate::new(year_before(tape, hit.start).or(unsaid.year)?, Some(month), hit.integer(Slot::Day))
    });
    let value = template.value.or_else(|| part.map(|(value, _)| value));
    let value = value.or_else(|| so_many.map(|(above, _)| above.value));
    let value = value.or_else(|| number(Slot::Value).map(|number| number.value));
    let to = number(Slot::To);
    let values = match kind {
        QuantityKind::Deadline => date.map(|date| (Decimal::from(date.year()), Decimal::from(date.year()))),
        _ => value.map(|value| match to {
            Some(to) => (scaled(value, number(Slot::Value), to), to.value),
            None => {
                let value = scaled_by_end(tape, &hit, value);
                (value, value)
            }
        }),
    };
    let Some((low, high)) = values else { return };
    let (low, high) = scaled_by_unit(number(Slot::Value), number(Slot::Scale), (low, high));
    let bound = hit.get(Slot::Bound).and_then(|capture| COMPARATORS.get(capture.value as usize)).copied();
    let negation = if template.negated { None } else { turned(tape, &hit, kind) };
    let turned = template.negated || negation.is_some();
    let bound = bound.map(|bound| if turned { bound.negated() } else { bound });
    // "At least halve": the bound is that of the cut, the value what is left.
    let left = template.value.is_some_and(|value| kind == QuantityKind::Multiple && value < Decimal::ONE);
    let bound = bound.map(|bound| if left { bound.mirrored() } else { bound });
    // The word that turns the bound is shown with it, where it stands beside it.
    let beside = negation.filter(|negation| negation.beside && negation.words.0 < hit.quote.0);
    let quote_from = beside.map_or(hit.quote.0, |negation| negation.words.0);
    let (comparator, bound_from) = match template.comparator.or(bound) {
        _ if to.is_some() => (Comparator::Range, BoundFrom::Range),
        Some(comparator) if template.comparator.is_some() => (comparator, BoundFrom::Template),
        Some(comparator) => (comparator, BoundFrom::Words),
        None if kind == QuantityKind::Deadline || kind == QuantityKind::Rank => {
            (Comparator::Le, BoundFrom::Kind)
        }
        None => (Comparator::Eq, BoundFrom::Nothing),
    };
    // An upside-down range ("from 60 to 40") is a way down, not a range; its end is what is meant.
    let (low, high, comparator) =
        if low > high { (high, high, bound.unwrap_or(Comparator::Eq)) } else { (low, high, comparator) };
    let words = |slot| {
        let capture = hit.get(slot)?;
        let article = tape.phrase(capture.from, classes::ARTICLE).map_or(0, |article| article.length);
        let from = if capture.from + article < capture.to { capture.from + article } else { capture.from };
        Some(Words::from(tape.words(from, capture.to)))
    };
    let counted = words(Slot::Counted).or_else(|| words(Slot::Classifier)).or_else(|| {
        let named = unit.is_some() && kind == QuantityKind::Count;
        hit.get(Slot::Unit).filter(|_| named).map(|c| tape.words(c.from, c.to).into())
    });
    let counted = counted.or_else(|| words(Slot::Of).filter(|_| so_many.is_some()));
    let currency = unsaid.currency.filter(|_| !names_money(tape, &hit));
    let unit_name = template.unit.as_ref().cloned();
    let unit_name = unit_name.or_else(|| {
        let at = unit_at.map_or((0, 0), |capture| (capture.from, capture.to));
        unit.map(|unit| tape.unit_name(unit, at, currency).clone())
    });
    let unit_name = unit_name.filter(|_| so_many.is_none());
    let iso8601 = match kind {
        QuantityKind::Deadline => date.map(|date| date.to_string().into()),
        QuantityKind::Recurrence => unit_name.as_deref().and_then(|unit| period(low, unit)).map(Into::into),
        _ => None,
    };
    let change = hit.get(Slot::Change).and_then(|capture| CHANGES.get(capture.value as usize)).copied();
    let measure_word = |capture: &Capture| {
        tape.phrase(capture.from, classes::CLASSIFIER)
            .is_some_and(|word| capture.from + word.length == capture.to)
    };
    let counted_words = hit.get(Slot::Counted).filter(|capture| !measure_word(capture));
    let object = counted_words
        .or_else(|| hit.get(Slot::Of))
        .or_else(|| hit.get(Slot::Object))
        // `довести численность бобра до 40 особей`: what is counted is the indicator where nothing stands before.
        .or_else(|| {
            let words = |capture: &Capture| capture.class == Capture::NO_CLASS && !measure_word(capture);
            hit.get(Slot::Classifier).filter(words)
        })
        .map(|capture| (capture.from, capture.to));
    let (min, max) = ends(comparator, low, high);
    let quantity = Quantity {
        kind,
        comparator,
        min,
        max,
        unit: unit_name,
        per: per_of(tape, Some(template), &hit).map(Box::new),
        of: words(Slot::Of).filter(|_| so_many.is_none()),
        counted,
        scope: words(Slot::Scope),
        change: template.change.or(change),
        average: hit.get(Slot::Average).is_some(),
        approximate: hit.get(Slot::Approximate).is_some() || part.is_some_and(|(_, exact)| !exact),
        iso8601,
        indicator: None,
        horizon: None,
        horizon_span: None,
        role: template.role.unwrap_or(QuantityRole::Target),
        span: tape.span(quote_from, hit.quote.1),
    };
    let mut base = Found {
        from: hit.start.min(quote_from),
        to: hit.quote.1,
        quote_from,
        strong: !template.weak,
        fixed: template.role.is_some(),
        per_after: hit
            .get(Slot::PerUnit)
            .zip(hit.get(Slot::Value))
            .is_some_and(|(per, value)| per.from > value.from),
        listed: false,
        bounded: bound.is_some() || template.comparator.is_some() || to.is_some(),
        counted: counted_words.is_some() || so_many.is_some(),
        object,
        indicator: hit.get(Slot::Indicator).map(|capture| (capture.from, capture.to)),
        quantity,
        notes: Notes {
            bound: bound_from,
            turned: negation.map(|negation| negation.words),
            ..Notes::default()
        },
    };
    base.notes.hit = hit;
    let hit = &base.notes.hit;
    for item in &list {
        let Some(number) = tape.number_at(item.from) else { continue };
        // "2 and 3 billion": the scale word counts for every number of the list.
        let last = hit.get(Slot::Value).and_then(|capture| tape.number_at(capture.from));
        let value = last.map_or(number.value, |last| scaled(number.value, Some(number), last));
        let (min, max) = ends(base.quantity.comparator, value, value);
        let mut quantity = base.quantity.clone();
        (quantity.min, quantity.max) = (min, max);
        quantity.span = tape.span(item.from, item.to);
        found.push(Found { quantity, ..base.clone() });
    }
    let mut last = base;
    if !list.is_empty()
        && let Some(capture) = last.notes.hit.get(Slot::Value)
    {
        last.quantity.span = tape.span(capture.from, last.notes.hit.quote.1);
    }
    found.push(last);
}

/// `2026年6月底前开工，10月底前完工`: the year of the date that stands before a month without one, in its sentence.
fn year_before(tape: &Tape<'_, '_>, at: usize) -> Option<u32> {
    let sentence = tape.segments.sentence(at).0.max(at.saturating_sub(LOOK_BACK));
    (sentence..at).rev().find_map(|at| tape.date_at(at)).map(|date| date.date.year())
}

pub(super) fn ends(
    comparator: Comparator,
    low: Decimal,
    high: Decimal,
) -> (Option<Decimal>, Option<Decimal>) {
    match comparator {
        Comparator::Ge | Comparator::Gt => (Some(low), None),
        Comparator::Le | Comparator::Lt => (None, Some(high)),
        _ => (Some(low), Some(high)),
    }
}

/// In "1.5 to 2 billion" the scale word counts for both ends.
fn scaled(value: Decimal, number: Option<Number>, to: Number) -> Decimal {
    let own = number.is_some_and(|number| number.scale != Decimal::ONE);
    if own || to.scale == Decimal::ONE {
        return value;
    }
    value.checked_mul(to.scale).filter(|&scaled| scaled <= to.value).unwrap_or(value)
}

/// "Output (million tonnes): 40": the scale stands with the unit, unless the value has one of its own.
fn scaled_by_unit(
    value: Option<Number>,
    scale: Option<Number>,
    (low, high): (Decimal, Decimal),
) -> (Decimal, Decimal) {
    let own = value.is_some_and(|value| value.scale != Decimal::ONE);
    let scaled = |value: Decimal| value.checked_mul(scale.filter(|_| !own)?.value);
    scaled(low).zip(scaled(high)).unwrap_or((low, high))
}

/// In "from 60 to 80 thousand tonnes" the scale word counts for the baseline too, if its unit stands behind the other end.
fn scaled_by_end(tape: &Tape<'_, '_>, hit: &Match, value: Decimal) -> Decimal {
    let own = hit.get(Slot::Value).and_then(|capture| tape.number_at(capture.from));
    let borrowed = hit.get(Slot::Unit).filter(|unit| unit.from >= hit.quote.1);
    let end = borrowed.and_then(|unit| {
        let ends = |&at: &usize| tape.number_at(at).is_some_and(|number| at + number.length == unit.from);
        (hit.quote.1..unit.from).find(ends).and_then(|at| tape.number_at(at))
    });
    let (Some(own), Some(end)) = (own, end) else { return value };
    if own.scale != Decimal::ONE || end.scale == Decimal::ONE || value >= end.value {
        return value;
    }
    // "From 900 to 1.2 thousand": of both readings the one that lies nearer to the other end.
    let Some(scaled) = value.checked_mul(end.scale) else { return value };
    let nearer = scaled <= end.value
        || value
            .checked_mul(scaled)
            .zip(end.value.checked_mul(end.value))
            .is_some_and(|(ours, theirs)| ours < theirs);
    if nearer { scaled } else { value }
}

/// `35/58 districts`, `2/3 of the districts`: the first says how many, and of how many; the second a share.
fn is_so_many_of(tape: &Tape<'_, '_>, hit: &Match, above: Number, below: Number) -> bool {
    /// Parts of a share, at most; hundredths and the like may be as well.
    const PARTS: u32 = 12;
    let stroke = hit.get(Slot::Numerator).is_some_and(|capture| tape.is(capture.from + above.length, '/'));
    let figures = above.digits && below.digits && hit.get(Slot::Of).is_some();
    let value = |number: Number| number.value.to_u32();
    let of_many = value(below).is_some_and(|below| below > PARTS && 10u32.pow(below.ilog10()) != below);
    stroke && figures && of_many && value(above).is_some_and(|above| above > 1)
}

/// A fraction in words as a percentage, and whether two decimals say it exactly.
fn fraction(above: Number, below: Number) -> Option<(Decimal, bool)> {
    let hundredths = above.value.checked_mul(100u32.into())?;
    if let Some(exact) = hundredths.exact_div(below.value) {
        return Some((exact, true));
    }
    let (above, below) = (above.value.to_u32()?, below.value.to_u32().filter(|&below| below > 0)?);
    let half_up = (u64::from(above) * 20_000 / u64::from(below)).div_ceil(2);
    let value = Decimal::from(half_up).exact_div(100u32.into())?;
    Some((value, false))
}

/// Whether words right before a match, or within it, name a currency in full: `人民币5亿元` is the same in every country.
fn names_money(tape: &Tape<'_, '_>, hit: &Match) -> bool {
    const BEFORE: usize = 2;
    let full = |unit: &Unit| unit.kind == QuantityKind::Money && unit.local.is_empty();
    let unit = |at: usize| tape.phrase(at, classes::UNIT).and_then(|unit| tape.unit_of(unit));
    (hit.quote.0.saturating_sub(BEFORE)..hit.quote.1).filter_map(unit).any(full)
}

/// The denominator that a match says, or its template.
pub(super) fn per_of(tape: &Tape<'_, '_>, template: Option<&Template>, hit: &Match) -> Option<Per> {
    let value =
        hit.get(Slot::Per).and_then(|capture| tape.number_at(capture.from)).map(|number| number.value);
    let unit = hit.get(Slot::PerUnit).map(|capture| {
        let known: Option<&Unit> = tape.grammar.units.get(capture.value as usize);
        // Words that only begin like a unit ("hộ nghèo") are no unit.
        let length = capture.to - capture.from;
        let class = tape.phrases_at(capture.from).iter().any(|phrase| {
            phrase.class == classes::UNIT
                && phrase.length == length
                && u32::from(phrase.value) == capture.value
        });
        match known.filter(|_| class) {
            Some(unit) => unit.name.clone(),
            None => (&*tape.words(capture.from, capture.to)).into(),
        }
    });
    let unit = unit.or_else(|| template.and_then(|template| template.per.clone()))?;
    Some(Per { value: value.unwrap_or(Decimal::ONE), unit })
}

/// A period as ISO 8601 writes it.
pub(super) fn period(value: Decimal, unit: &str) -> Option<String> {
    let (period, sign) = match unit {
        "year" => ("P", 'Y'),
        "month" => ("P", 'M'),
        "week" => ("P", 'W'),
        "day" => ("P", 'D'),
        "hour" => ("PT", 'H'),
        "minute" => ("PT", 'M'),
        _ => return None,
    };
    Some(format!("{period}{value}{sign}"))
}

/// A figure before an arrow is what the one behind it sets out from: `62.8 years → 67 years`.
pub(super) fn before_arrows(tape: &Tape<'_, '_>, found: &mut [Found<'_>]) {
    const NEAR: usize = 4;
    for index in 1..found.len() {
        let Some([first, second]) = found.get(index - 1..=index) else { continue };
        let (start, end) = (first.to, second.quote_from.max(second.from));
        let near = (start..=start + NEAR).contains(&end);
        let arrow = near && (start..end).any(|at| tape.is(at, '→'));
        if !arrow {
            continue;
        }
        let indicator = first.quantity.indicator.clone();
        if let Some(first) = found.get_mut(index - 1) {
            first.quantity.role = QuantityRole::Context;
            first.fixed = true;
        }
        if let Some(second) = found.get_mut(index).filter(|second| second.quantity.indicator.is_none()) {
            second.quantity.indicator = indicator;
        }
    }
}

/// Drops the second of a value said twice, "ninety percent (90%)", and shows it with the first.
pub(super) fn drop_doubles(tape: &Tape<'_, '_>, found: &mut Vec<Found<'_>>) {
    let mut doubled = vec![false; found.len()];
    for index in (1..found.len()).rev() {
        let Some([first, second]) = found.get(index - 1..=index) else { continue };
        let same = first.quantity.kind == second.quantity.kind
            && (first.quantity.min.or(first.quantity.max)) == (second.quantity.min.or(second.quantity.max));
        let bracketed = second.from == first.to + 1 && tape.is(first.to, '(') && tape.is(second.to, ')');
        if same && bracketed {
            let end = second.to + 1;
            if let Some(slot) = doubled.get_mut(index) {
                *slot = true;
            }
            if let Some(first) = found.get_mut(index - 1) {
                first.to = end;
                first.quantity.span = first.quantity.span.cover(tape.span(end - 1, end));
            }
        }
    }
    let mut doubled = doubled.into_iter();
    found.retain(|_| !doubled.next().unwrap_or(false));
}

/// Gives a quantity of a list what stands once before the list: "at least 5 parks, 20 zones"; "cut by 10%, 8% and 5%".
fn share_over_list<'a>(tape: &Tape<'a, '_>, before: &Found<'a>, item: &mut Found<'a>) {
    let start = item.quote_from.max(item.from);
    let between = tape.tokens.get(before.to..start).unwrap_or_default();
    let connected = !between.is_empty() && (before.to..start).all(|at| tape.is_connector(at));
    let connected = connected || is_parallel(tape, (before.to, start), item);
    if !connected || before.quantity.kind != item.quantity.kind {
        return;
    }
    // "no fewer than 350 doctors and about 700 nurses", "at least 80%, up by 8.6 points": words of its own stand in the place of
    // a bound.
    let own = item.quantity.approximate || (start..item.to).any(|at| tape.has(at, classes::CHANGE));
    if item.quantity.change.is_none() {
        item.quantity.change = before.quantity.change;
        item.notes.change_shared = before.quantity.change.map(|_| before.quantity.span);
    }
    item.quantity.average |= before.quantity.average;
    // A bound in the midst of a list ("19 doctors, at least 4 pharmacists, 33 nurses") is for its own number alone.
    item.listed = true;
    // "at least 40%, up from 27%": nor is one of a goal that of where it began.
    // "in under 8 minutes, 24 hours a day": of every day is another sort of time.
    let often = item.quantity.kind == QuantityKind::Duration
        && item.quantity.per.is_some()
        && before.quantity.per.is_none();
    if (before.listed && before.bounded) || item.fixed || often {
        return;
    }
    // "93% or more, 70% of the rivers": what stands behind a figure bounds that one.
    let hit = &before.notes.hit;
    let places = hit.get(Slot::Bound).zip(hit.get(Slot::Value));
    if places.is_some_and(|(bound, value)| bound.from > value.from) {
        return;
    }
    let value = item.quantity.min.filter(|_| item.quantity.comparator == Comparator::Eq);
    let shares = !item.bounded && !own && before.quantity.comparator != Comparator::Range;
    if let Some(value) = value.filter(|_| shares) {
        item.quantity.comparator = before.quantity.comparator;
        item.notes.bound = BoundFrom::List(before.quantity.span);
        (item.quantity.min, item.quantity.max) = ends(before.quantity.comparator, value, value);
    }
}

/// Whether a place stands behind the share `item` and behind the one before it, with the same word before both: "at most 8% in towns
/// and 5% in villages". The words of `between` are those between the two. A bound or a verb of its own makes it a statement of its own.
pub(super) fn is_parallel(tape: &Tape<'_, '_>, between: (usize, usize), item: &Found<'_>) -> bool {
    /// Tokens of the place and of what joins them.
    const LONGEST: usize = 6;
    let (from, to) = between;
    let near = from + 1 < to && to - from <= LONGEST && tape.is_connector(to - 1);
    let word = |at: usize| tape.tokens.get(at).is_some_and(|token| token.shape == Shape::Word);
    let symbol = |at: usize| tape.tokens.get(at).map(|token| token.symbol);
    near && item.quantity.kind == QuantityKind::Percent
        && tape.has(from, classes::ADVERBIAL)
        && symbol(from) == symbol(item.to)
        && !item.bounded
        && !tape.has(to, classes::ACHIEVES)
        && (from..to - 1).all(|at| word(at) && !tape.is_connector(at))
}

/// Carries bound, change and average along every list, and a denominator at its end back to its start.
pub(super) fn share<'a>(tape: &Tape<'a, '_>, found: &mut [Found<'a>]) {
    for index in 1..found.len() {
        if let Some((before, rest)) = found.split_at_mut_checked(index)
            && let (Some(before), Some(item)) = (before.last(), rest.first_mut())
        {
            share_over_list(tape, before, item);
            // "Build 120 stations and repair no fewer than 300": the noun is not said again.
            let silent = item.quantity.counted.is_none() && item.quantity.unit.is_none();
            let counts = [before, &*item].iter().all(|found| found.quantity.kind == QuantityKind::Count);
            if silent && counts && tape.segments.clause(before.from) == tape.segments.clause(item.from) {
                item.quantity.counted.clone_from(&before.quantity.counted);
                item.notes.counted_shared = before.quantity.counted.is_some().then_some(before.quantity.span);
                item.object = before.object;
            }
        }
    }
    // "19 doctors, 4 pharmacists and 35 beds per 10,000 inhabitants"
    for index in (1..found.len()).rev() {
        if let Some((before, rest)) = found.split_at_mut_checked(index)
            && let (Some(before), Some(item)) = (before.last_mut(), rest.first())
            && item.listed
            && item.per_after
            && before.quantity.per.is_none()
            && before.quantity.kind == item.quantity.kind
            && item.quantity.per.as_ref().is_some_and(|per| match before.quantity.kind {
                QuantityKind::Count => per.value != Decimal::ONE,
                // "tăng lần lượt 3,5% và 12%/năm"
                QuantityKind::Percent => per.unit == "year",
                _ => false,
            })
        {
            before.quantity.per = item.quantity.per.clone();
            before.notes.per = PerFrom::List(item.quantity.span);
            before.per_after = true;
        }
    }
}

/// Carries a denominator before a list on to its end: "for every 10,000 inhabitants 35 beds, 19 doctors and 4 pharmacists",
/// 每千人口床位7.5张、医师3.2人.
pub(super) fn carry_denominators(tape: &Tape<'_, '_>, found: &mut [Found<'_>]) {
    for index in 1..found.len() {
        let Some((before, rest)) = found.split_at_mut_checked(index) else { continue };
        let (Some(before), Some(item)) = (before.last(), rest.first_mut()) else { continue };
        let counts = [before, &*item].iter().all(|found| found.quantity.kind == QuantityKind::Count);
        // The noun may stand before its number: `、医师3.2人`.
        let joined = before.to <= item.from
            && (tape.is(before.to, '、') || tape.has(before.to, classes::CONNECTOR))
            && tape.segments.clause(before.from) == tape.segments.clause(item.from);
        let per = before.quantity.per.as_ref().filter(|_| !before.per_after);
        // "Each district has 2 parks and 3 schools" says it of both; a noun of its own may begin another statement, and what is
        // done each year is often one thing of several.
        let fits = |per: &Per| {
            per.value != Decimal::ONE || (item.listed && !super::TIMES.contains(&per.unit.as_ref()))
        };
        if counts
            && item.quantity.per.is_none()
            && (item.listed || joined)
            && per.is_some_and(|per| fits(per))
        {
            item.quantity.per = before.quantity.per.clone();
            item.notes.per = PerFrom::List(before.quantity.span);
        }
    }
}
