//! Writes down how the quantities of a text were read: which template, what its slots took, what decided the rest.
//!
//! It runs only where somebody asks for a place, on what the stages kept ([`Notes`](super::notes::Notes)).

use super::DenominatorAt;
use super::build::Found;
use super::matcher::{Capture, Match};
use super::near;
use super::notes::{BoundFrom, HorizonFrom, PerFrom, SubjectFrom};
use super::role::Because;
use super::tape::{Mask, Tape};
use crate::grammar::{ClassId, Compiled, Patterns, Slot, Template, classes};
use crate::numeral::Number;
use crate::reason::{
    GrammarEntry, NumberReading, QuantityExplanation, Reason, ReasonCode, SlotExplanation,
    TemplateExplanation, Trace, touches,
};
use crate::text::{Span, squeeze};
use crate::tree::{Name, Quantity, QuantityKind};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Tells the quantities of a text that stand in the clauses of the place, and the numbers there that are none.
pub(super) fn text(
    tape: &Tape<'_, '_>,
    found: &[Found<'_>],
    denominators: &[DenominatorAt],
    trace: &mut Trace,
) {
    let place = trace.place();
    for item in found {
        let clause = tape.segments.clause(item.from);
        let around = tape.span(clause.0, clause.1).cover(item.quantity.span);
        if touches(place, around) {
            trace.add_quantity(quantity(tape, item));
        }
    }
    near::numbers(tape, found, denominators, trace);
}

/// Tells a quantity.
pub(super) fn quantity(tape: &Tape<'_, '_>, item: &Found<'_>) -> QuantityExplanation {
    let mut told = QuantityExplanation::new(&item.quantity, tape.source);
    let hit = &item.notes.hit;
    let template = tape.grammar.templates.get(usize::from(hit.program));
    told.template = template.map(|template| template_of(tape.grammar, template));
    told.slots = slots(tape, hit);
    let reasons = &mut told.reasons;
    reasons.push(kind(tape, item, template));
    reasons.extend(bound(tape, item, template));
    reasons.extend(shared(item));
    reasons.extend(denominator(tape, item));
    reasons.push(indicator(tape, item));
    if item.notes.of_which {
        let words = [item.to, item.from].into_iter().chain(item.from.saturating_sub(60)..item.from);
        let known = words.into_iter().find_map(|at| entry(tape, at, classes::OF_WHICH));
        let reason = Reason::new(ReasonCode::OfWhich, "it is a share of what the figure before it measures");
        reasons.push(match known {
            Some((span, entry)) => reason.at(span).by([entry]),
            None => reason,
        });
    }
    reasons.push(role(tape, item));
    reasons.extend(horizon(tape, item));
    told
}

/// The quantity of a cell: what the tape says of it, and what the row and its columns changed.
pub(super) fn cell(told: &mut QuantityExplanation, quantity: &Quantity<'_>, source: &str) {
    let kept = std::mem::take(&mut told.reasons).into_iter().filter(|reason| {
        use ReasonCode as Code;
        !matches!(
            reason.code,
            Code::IndicatorBefore
                | Code::IndicatorAfter
                | Code::IndicatorNone
                | Code::RolePlace
                | Code::RoleBare
                | Code::HorizonAbove
        )
    });
    let (template, slots) = (told.template.take(), std::mem::take(&mut told.slots));
    let reasons = kept.chain(of_row(quantity)).collect();
    *told = QuantityExplanation::new(quantity, source);
    (told.template, told.slots, told.reasons) = (template, slots, reasons);
}

/// A cell that no template was asked about.
pub(super) fn bare_cell(quantity: &Quantity<'_>, what: &str, source: &str) -> QuantityExplanation {
    let mut told = QuantityExplanation::new(quantity, source);
    told.reasons.push(Reason::new(ReasonCode::Cell, what).at(quantity.span));
    told.reasons.extend(of_row(quantity));
    told
}

fn of_row(quantity: &Quantity<'_>) -> Vec<Reason> {
    let mut reasons = vec![match &quantity.indicator {
        Some(name) => Reason::new(ReasonCode::IndicatorRow, format!("the row is named `{name}`")),
        None => Reason::new(ReasonCode::IndicatorNone, "the row has no name"),
    }];
    let message = format!("the column, or the place in the document, makes it `{}`", quantity.role.as_str());
    reasons.push(Reason::new(ReasonCode::RolePlace, message));
    if let Some((year, span)) =
        quantity.horizon.zip(quantity.horizon_span).filter(|(_, s)| *s != quantity.span)
    {
        let message = format!("the head of the column, or a heading above, says {year}");
        reasons.push(Reason::new(ReasonCode::HorizonAbove, message).at(span));
    }
    reasons
}

/// A template as it stands in the file.
pub(super) fn template_of(grammar: &Compiled, template: &Template) -> TemplateExplanation {
    let pattern = grammar.entry_at("template", template.program.at, None);
    let own = |name: &Option<Name>| name.as_deref().map(str::to_string);
    let flag = |flag: bool| flag.then(|| "true".to_string());
    let class = |class: ClassId| grammar.class_names.get(usize::from(class)).map(ToString::to_string);
    let sets = [
        ("kind", template.kind.map(|kind| kind.as_str().to_string())),
        ("comparator", template.comparator.map(|comparator| comparator.as_str().to_string())),
        ("change", template.change.map(|change| change.as_str().to_string())),
        ("unit", own(&template.unit)),
        ("per", own(&template.per)),
        ("value", template.value.map(|value| value.to_string())),
        ("subject", template.subject.and_then(class)),
        ("weak", flag(template.weak)),
        ("role", template.role.map(|role| role.as_str().to_string())),
        ("negated", flag(template.negated)),
    ];
    let sets: BTreeMap<String, String> =
        sets.into_iter().filter_map(|(key, value)| Some((key.to_string(), value?))).collect();
    TemplateExplanation::new(&template.name, pattern, sets)
}

fn slots(tape: &Tape<'_, '_>, hit: &Match) -> Vec<SlotExplanation> {
    let shown = |capture: &&Capture| !matches!(capture.slot, Slot::QuoteStart | Slot::QuoteEnd | Slot::None);
    let slots = hit.captures.iter().filter(shown).map(|capture| {
        let span = tape.span(capture.from, capture.to);
        let mut slot = SlotExplanation::new(capture.slot.name(), span, &squeeze(span.of(tape.source)));
        let number = tape.number_at(capture.from).filter(|_| takes_number(capture.slot));
        let date = tape.date_at(capture.from).filter(|_| capture.slot == Slot::Year);
        if capture.class != Capture::NO_CLASS {
            slot.entries.extend(entry_of(tape, capture));
        } else if let Some(number) = number {
            slot.number = Some(reading(tape.grammar, number));
            slot.entries = number_words(tape, capture.from, capture.to);
        } else if date.is_some() {
            slot.entries = covering(tape, capture.from);
        }
        slot
    });
    slots.collect()
}

fn takes_number(slot: Slot) -> bool {
    matches!(
        slot,
        Slot::Value | Slot::To | Slot::List | Slot::Per | Slot::Scale | Slot::Numerator | Slot::Denominator
    )
}

/// How a number was read, as data.
pub(super) fn reading(grammar: &Compiled, number: Number) -> NumberReading {
    let mut reading = NumberReading::new(number.value, number.scale, number.digits, number.ambiguous);
    reading.decimal = grammar.decimal.iter().collect();
    reading.group = grammar.group.iter().collect();
    reading
}

/// The entries of the words of a number: number words, scales, joiners.
pub(super) fn number_words(tape: &Tape<'_, '_>, from: usize, to: usize) -> Vec<GrammarEntry> {
    let mut entries = Vec::new();
    let mut at = from;
    while at < to {
        let classes = [classes::NUMBER_WORD, classes::SCALE, classes::MONEY_SCALE, classes::JOINER];
        let known = classes.into_iter().filter_map(|class| tape.phrase(at, class));
        let longest = known.filter(|phrase| at + phrase.length <= to).max_by_key(|phrase| phrase.length);
        at += longest.map_or(1, |phrase| phrase.length.max(1));
        entries
            .extend(longest.map(|phrase| tape.grammar.phrase_entry(phrase.class, phrase.value, phrase.at)));
    }
    entries
}

/// The patterns that keep numbers out of a token.
pub(super) fn covering(tape: &Tape<'_, '_>, at: usize) -> Vec<GrammarEntry> {
    let covers = tape.covers.iter().filter(|cover| cover.from <= at && at < cover.to);
    covers.filter_map(|cover| mask_entry(tape.grammar, cover.by)).collect()
}

pub(super) fn mask_entry(grammar: &Compiled, mask: Mask) -> Option<GrammarEntry> {
    match mask {
        Mask::Date(index) => pattern(grammar, "date", &grammar.dates, index),
        Mask::Reference(index) => pattern(grammar, "reference", &grammar.references, index),
        Mask::Pattern(index) => pattern(grammar, "mask", &grammar.masks, index),
        Mask::Name => None,
    }
}

fn pattern(grammar: &Compiled, list: &str, patterns: &Patterns, index: u16) -> Option<GrammarEntry> {
    patterns.programs.get(usize::from(index)).map(|program| grammar.pattern_entry(list, program))
}

/// The entry of the phrase that a slot took.
fn entry_of(tape: &Tape<'_, '_>, capture: &Capture) -> Option<GrammarEntry> {
    let length = capture.to.checked_sub(capture.from)?;
    let fits = |phrase: &&super::tape::PhraseAt| {
        phrase.class == capture.class && phrase.length == length && u32::from(phrase.value) == capture.value
    };
    let phrase = tape.phrases_at(capture.from).iter().find(fits)?;
    Some(tape.grammar.phrase_entry(phrase.class, phrase.value, phrase.at))
}

/// The longest phrase of a class at a token, with its bytes.
pub(super) fn entry(tape: &Tape<'_, '_>, at: usize, class: ClassId) -> Option<(Span, GrammarEntry)> {
    let phrase = tape.phrase(at, class)?;
    let span = tape.span(at, at + phrase.length);
    Some((span, tape.grammar.phrase_entry(phrase.class, phrase.value, phrase.at)))
}

/// A reason that a phrase at a token gives; it says the words and what the phrase is.
fn said(tape: &Tape<'_, '_>, code: ReasonCode, at: usize, class: ClassId, what: &str) -> Reason {
    match entry(tape, at, class) {
        Some((span, entry)) => {
            Reason::new(code, format!("`{}` {what}", squeeze(span.of(tape.source)))).at(span).by([entry])
        }
        None => Reason::new(code, what),
    }
}

fn kind(tape: &Tape<'_, '_>, item: &Found<'_>, template: Option<&Template>) -> Reason {
    let kind = item.quantity.kind.as_str();
    let unit = item.notes.hit.get(Slot::Unit);
    let said = template.and_then(|template| template.kind);
    if said.is_some_and(|said| said != item.quantity.kind) {
        let message = format!("`{kind}`: a fraction of nothing that is named counts nothing");
        return Reason::new(ReasonCode::QuantityKind, message);
    }
    if let Some(template) = template.filter(|template| template.kind.is_some()) {
        let message = format!("`{kind}`: the template `{}` says so", template.name);
        return Reason::new(ReasonCode::QuantityKind, message);
    }
    let Some(unit) = unit else {
        let message = format!("`{kind}`: neither the template nor a unit says another kind");
        return Reason::new(ReasonCode::QuantityKind, message);
    };
    let span = tape.span(unit.from, unit.to);
    let mut message = format!("`{kind}`: the unit `{}` is of that kind", squeeze(span.of(tape.source)));
    let known = tape.grammar.units.get(unit.value as usize);
    let local = item
        .quantity
        .unit
        .as_ref()
        .filter(|&name| known.is_some_and(|known| known.name != *name && !known.local.is_empty()));
    if let Some(name) = local {
        let _ = write!(message, "; the head of the document names a country where it is {name}");
    }
    Reason::new(ReasonCode::QuantityKind, message).at(span).by(entry_of(tape, &unit))
}

fn bound(tape: &Tape<'_, '_>, item: &Found<'_>, template: Option<&Template>) -> Vec<Reason> {
    let comparator = item.quantity.comparator.as_str();
    let words = item.notes.hit.get(Slot::Bound);
    let span = words.map(|words| tape.span(words.from, words.to)).unwrap_or_default();
    let entries = words.and_then(|words| entry_of(tape, &words));
    let turned = item.notes.turned.is_some() || template.is_some_and(|template| template.negated);
    let mut reasons = vec![match item.notes.bound {
        BoundFrom::Words => {
            let then = if turned { ", turned round" } else { "" };
            let message = format!("`{}` says `{comparator}`{then}", squeeze(span.of(tape.source)));
            Reason::new(ReasonCode::BoundWords, message).at(span).by(entries)
        }
        BoundFrom::Template => {
            let message = format!("`{comparator}`, whatever the words say: the template says so");
            Reason::new(ReasonCode::BoundTemplate, message)
        }
        BoundFrom::Range if item.quantity.comparator == crate::tree::Comparator::Range => {
            Reason::new(ReasonCode::BoundRange, "`range`: two numbers are its ends")
        }
        BoundFrom::Range => {
            Reason::new(ReasonCode::BoundRange, "the second number is below the first, so it alone is meant")
        }
        BoundFrom::Kind => {
            let message = format!("`{comparator}`: no bound words, and this kind is an upper bound");
            Reason::new(ReasonCode::BoundNone, message)
        }
        BoundFrom::List(before) => {
            let message = format!("`{comparator}`, as the quantity before it in the list");
            Reason::new(ReasonCode::BoundShared, message).at(before)
        }
        BoundFrom::Nothing => Reason::new(ReasonCode::BoundNone, format!("`{comparator}`: no bound words")),
    }];
    if let Some((from, to)) = item.notes.turned {
        // Both classes turn a bound round; which of them it was, the phrase itself says.
        let class = [classes::NEGATION, classes::FORBID]
            .into_iter()
            .find(|&class| tape.phrase(from, class).is_some_and(|phrase| from + phrase.length == to));
        let class = class.unwrap_or(classes::FORBID);
        reasons.push(said(tape, ReasonCode::BoundTurned, from, class, "turns the bound round"));
    } else if turned {
        let message = "the template turns the bound round (`negated = true`)";
        reasons.push(Reason::new(ReasonCode::BoundTurned, message));
    }
    reasons
}

fn shared(item: &Found<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(span) = item.notes.change_shared {
        let message = "the direction of the change is that of the quantity before it in the list";
        reasons.push(Reason::new(ReasonCode::ChangeShared, message).at(span));
    }
    if let Some(span) = item.notes.counted_shared {
        let message = "what is counted is not said again: it is that of the quantity before";
        reasons.push(Reason::new(ReasonCode::CountedShared, message).at(span));
    }
    reasons
}

fn denominator(tape: &Tape<'_, '_>, item: &Found<'_>) -> Option<Reason> {
    match item.notes.per {
        PerFrom::Apart((from, to), program) => {
            let span = tape.span(from, to);
            let message = format!("`{}` before it is its denominator", squeeze(span.of(tape.source)));
            let entry = pattern(tape.grammar, "denominator", &tape.grammar.denominators, program);
            Some(Reason::new(ReasonCode::DenominatorApart, message).at(span).by(entry))
        }
        PerFrom::List(of) => {
            let message = "the denominator of the list counts for it as well";
            Some(Reason::new(ReasonCode::DenominatorShared, message).at(of))
        }
        PerFrom::Match => None,
    }
}

fn indicator(tape: &Tape<'_, '_>, item: &Found<'_>) -> Reason {
    let known = item.notes.subject.filter(|_| item.quantity.indicator.is_some());
    let Some((from, (start, end))) = known else {
        let message =
            "no words around it say what is measured: see `stop`, `lead` and `trail` in the grammar";
        return Reason::new(ReasonCode::IndicatorNone, message);
    };
    let (code, what) = match from {
        SubjectFrom::Before => (ReasonCode::IndicatorBefore, "stands before the value"),
        SubjectFrom::Slot => (ReasonCode::IndicatorTemplate, "is what the template says to be measured"),
        SubjectFrom::Topic => (ReasonCode::IndicatorTopic, "follows the rank"),
        SubjectFrom::Object => (ReasonCode::IndicatorObject, "is what is counted, or the base of the share"),
        SubjectFrom::List => (ReasonCode::IndicatorList, "is the subject of the list that it goes on with"),
        SubjectFrom::After => (ReasonCode::IndicatorAfter, "follows the value"),
    };
    let span = tape.span(start, end);
    let message = format!("`{}` {what}", squeeze(span.of(tape.source)));
    Reason::new(code, message).at(span)
}

fn role(tape: &Tape<'_, '_>, item: &Found<'_>) -> Reason {
    let role = item.quantity.role.as_str();
    let compared = "says that it is only compared with";
    match item.notes.role {
        Because::Template => Reason::new(ReasonCode::RoleTemplate, format!("`{role}`: the template says so")),
        Because::Context(at) => said(tape, ReasonCode::RoleContext, at, classes::CONTEXT, compared),
        Because::ContextAfter(at) => {
            said(tape, ReasonCode::RoleContext, at, classes::CONTEXT_AFTER, compared)
        }
        Because::Achieved(at) => {
            let what = "says that it has been reached already";
            said(tape, ReasonCode::RoleAchieved, at, classes::ACHIEVED, what)
        }
        Because::Told(at) => {
            let what = "names what has been reached, in brackets or in the label beside it";
            said(tape, ReasonCode::RoleAchieved, at, classes::TABLE_BASELINE, what)
        }
        Because::Commit(at) => said(tape, ReasonCode::RoleCommit, at, classes::COMMIT, "commits to it"),
        Because::Bare => {
            let message = format!(
                "`{role}`: a bare number of things (`weak` template), which neither the words before it nor the section make a commitment"
            );
            Reason::new(ReasonCode::RoleBare, message)
        }
        Because::Past => {
            let message = format!("`{role}`: its year was over when the document was made");
            Reason::new(ReasonCode::RolePast, message)
        }
        Because::Aside => {
            let message =
                format!("`{role}`: it stands in brackets with an earlier year than the figure before them");
            Reason::new(ReasonCode::RoleContext, message)
        }
        Because::Heading => {
            let message = format!("`{role}`: in a heading it says by when what stands below is to be done");
            Reason::new(ReasonCode::RolePlace, message)
        }
        Because::Place => {
            let message =
                format!("`{role}`: no word around it says otherwise, so its place in the document decides");
            Reason::new(ReasonCode::RolePlace, message)
        }
    }
}

fn horizon(tape: &Tape<'_, '_>, item: &Found<'_>) -> Option<Reason> {
    let year = item.quantity.horizon?;
    let span = item.quantity.horizon_span.unwrap_or_default();
    let words = squeeze(span.of(tape.source));
    Some(match item.notes.horizon {
        HorizonFrom::Date => {
            let date = item.notes.hit.get(Slot::Year).map_or_else(Vec::new, |date| covering(tape, date.from));
            Reason::new(ReasonCode::HorizonDate, format!("{year}: the date itself")).at(span).by(date)
        }
        HorizonFrom::Words(_) if item.quantity.kind == QuantityKind::Recurrence => return None,
        HorizonFrom::Words(program) => {
            let entry = pattern(tape.grammar, "horizon", &tape.grammar.horizons, program);
            Reason::new(ReasonCode::HorizonOwn, format!("{year}: `{words}` beside it says so"))
                .at(span)
                .by(entry)
        }
        HorizonFrom::Ordered => {
            let message =
                format!("{year}: `{words}` is its place in a list of years beside a list of figures");
            Reason::new(ReasonCode::HorizonOrdered, message).at(span)
        }
        HorizonFrom::Next => {
            let message = format!("{year}: `{words}`, as the next figure of its clause");
            Reason::new(ReasonCode::HorizonShared, message).at(span)
        }
        HorizonFrom::Above => {
            Reason::new(ReasonCode::HorizonAbove, format!("{year}: `{words}` above it says so")).at(span)
        }
    })
}
