//! Writes down why an entry of the outline became the node it is.

use super::kinds::Typer;
use super::typed::Role;
use super::why::{KindWhy, SectionWhy};
use crate::outline::Block;
use crate::quantity::horizons;
use crate::reason::{GrammarEntry, NodeExplanation, QuantityExplanation, Reason, ReasonCode};
use crate::scan::{Page, explain_marker};
use crate::text::{Span, squeeze};
use crate::tree::{Node, NodeKind, SectionKind};

/// Tells a node with a marker, or a section; `named` says that it stands under no section and its words say the kind.
pub(super) fn node(
    typer: &Typer<'_, '_, '_>,
    index: usize,
    role: &Role,
    node: &Node<'_>,
    named: bool,
) -> NodeExplanation {
    let mut told = NodeExplanation::new(&node.id, role.kind, node.label.as_deref());
    told.horizon = role.horizon.map(|(year, _)| year);
    told.marker = typer.candidate(index).map(|candidate| explain_marker(typer.page, candidate));
    if let Some(marker) = &mut told.marker {
        marker.chosen = true;
    }
    if role.kind.section().is_some() {
        let (section, kind) = typer.whys.of(index).unwrap_or((SectionWhy::Nested, KindWhy::Unknown));
        told.reasons.push(is_section(section));
        told.reasons.push(of_kind(typer, index, kind, role.section));
    } else {
        told.reasons.push(item(role, named));
    }
    let words = typer.blocks(index).first();
    told.reasons.extend(by_when(typer.page, words, role.horizon, role.own_horizon.is_some()));
    told
}

/// Tells a paragraph; `own` says whether its own words say by when.
pub(super) fn paragraph(
    page: &Page<'_, '_>,
    node: &Node<'_>,
    block: Option<&Block>,
    horizon: Option<(u32, Span)>,
    own: bool,
) -> NodeExplanation {
    let mut told = NodeExplanation::new(&node.id, node.kind, None);
    told.horizon = horizon.map(|(year, _)| year);
    let message = "words without a marker: a paragraph of what stands above";
    told.reasons.push(Reason::new(ReasonCode::Paragraph, message));
    told.reasons.extend(by_when(page, block, horizon, own));
    told
}

/// Tells a date on a line below the measure that is due then.
pub(super) fn due(told: &mut QuantityExplanation, measure: &str) {
    told.quantity.indicator = Some(measure.to_string().into());
    told.reasons.retain(|reason| {
        use ReasonCode as Code;
        !matches!(
            reason.code,
            Code::IndicatorBefore | Code::IndicatorObject | Code::IndicatorAfter | Code::IndicatorNone
        )
    });
    let message = format!("`{measure}`: the measure above the line is what is due");
    told.reasons.push(Reason::new(ReasonCode::IndicatorRow, message));
}

fn is_section(why: SectionWhy) -> Reason {
    match why {
        SectionWhy::Style => {
            let message = "a section: markers of this style head sections (a keyword, a Roman number, a capital letter, a heading without a number)";
            Reason::new(ReasonCode::SectionStyle, message)
        }
        SectionWhy::Siblings => {
            let message = "a section: a marker of the same style beside it names one, or several of them are short headings over items";
            Reason::new(ReasonCode::SectionSiblings, message)
        }
        SectionWhy::Nested => {
            let message = "a section inside of the section above: it has a heading of its own";
            Reason::new(ReasonCode::SectionNested, message)
        }
        SectionWhy::Inferred => {
            let message = "a section whose heading is lost: the numbering goes back here, and the items say who does what";
            Reason::new(ReasonCode::SectionInferred, message)
        }
    }
}

fn of_kind(typer: &Typer<'_, '_, '_>, index: usize, why: KindWhy, kind: SectionKind) -> Reason {
    let name = kind.as_str();
    let (code, message) = match why {
        KindWhy::Heading => (ReasonCode::KindHeading, format!("`{name}`: the heading says so")),
        KindWhy::Marker => (
            ReasonCode::KindHeading,
            format!("`{name}`: the heading says nothing, but the word of its marker does"),
        ),
        KindWhy::Hint => (
            ReasonCode::KindHint,
            format!("`{name}`: words of the heading point there, and the order of the sections allows it"),
        ),
        KindWhy::HintMisfit => (
            ReasonCode::KindHintMisfit,
            format!(
                "`{name}`: words of the heading point elsewhere, but the order of the sections forbids it"
            ),
        ),
        KindWhy::Order => (
            ReasonCode::KindOrder,
            format!("`{name}`: the heading says nothing, but what stands around it or in it does"),
        ),
        KindWhy::Duties => {
            (ReasonCode::KindDuties, format!("`{name}`: most of its items say which body does what"))
        }
        KindWhy::Title => (
            ReasonCode::KindTitle,
            format!("`{name}`: the title names tasks, no heading does, and this one says nothing"),
        ),
        KindWhy::Statements => (
            ReasonCode::KindStatements,
            format!("`{name}`: statements without any figure, before the objectives"),
        ),
        KindWhy::Parent => (
            ReasonCode::KindParent,
            format!("`{name}`: its heading says nothing, so it is of the kind of the section above"),
        ),
        KindWhy::Yields => (
            ReasonCode::KindLoose,
            format!("`{name}`: another heading of the document names the kind that this one might be of"),
        ),
        KindWhy::Several => (
            ReasonCode::KindSeveral,
            format!("`{name}`: the heading names several kinds, and sections of these stand under it"),
        ),
        KindWhy::Report => (
            ReasonCode::KindReport,
            format!("`{name}`: the heading says that it reports what has been reached (`achieved = true`)"),
        ),
        KindWhy::Loose => (
            ReasonCode::KindLoose,
            format!(
                "`{name}`: a heading phrase stands there, but among too many other words to be the heading"
            ),
        ),
        KindWhy::Unknown => (
            ReasonCode::KindUnknown,
            format!("`{name}`: no heading phrase and no hint is known; see `[[section]]` in the grammar"),
        ),
        KindWhy::Inferred => {
            (ReasonCode::KindDuties, format!("`{name}`: items with a body and its duty under a lost heading"))
        }
    };
    let words = typer.blocks(index).first().and_then(|block| block.pieces.first()).copied();
    Reason::new(code, message).at(words.unwrap_or_default()).by(phrases(typer, index))
}

/// The heading phrases or hints that were found in the words of an entry.
fn phrases(typer: &Typer<'_, '_, '_>, index: usize) -> Vec<GrammarEntry> {
    let heading = typer.headings.get(index);
    let block = typer.blocks(index).get(heading.map_or(0, |heading| heading.block));
    let grammar = block.and_then(|block| typer.page.grammars.get(block.grammar));
    let phrases = heading.map_or(&[][..], |heading| &heading.phrases);
    phrases.iter().filter_map(|&phrase| grammar?.heading_entry(phrase)).collect()
}

fn item(role: &Role, named: bool) -> Reason {
    let (kind, section) = (role.kind.as_str(), role.section.as_str());
    if role.recital {
        let message = format!("`{kind}`: a ground, which stands before the words that enact");
        return Reason::new(ReasonCode::ItemRecital, message);
    }
    if named {
        let message = format!(
            "`{kind}`: it stands under no section, and what it or one beside it names makes it one of `{section}`"
        );
        return Reason::new(ReasonCode::ItemNamed, message);
    }
    match role.kind {
        NodeKind::Measure => {
            let message = format!("`{kind}`: a point right under a task");
            Reason::new(ReasonCode::ItemUnderTask, message)
        }
        NodeKind::Horizon => {
            let message = format!("`{kind}`: a short heading over items of a section of `{section}`");
            Reason::new(ReasonCode::ItemGroups, message)
        }
        NodeKind::Clause => {
            let message = format!(
                "`{kind}`: it belongs to a section of `{section}`, which has no typed items here or only further up"
            );
            Reason::new(ReasonCode::ItemDeeper, message)
        }
        _ => {
            let message = format!("`{kind}`: an item of a section of `{section}`");
            Reason::new(ReasonCode::ItemOfSection, message)
        }
    }
}

fn by_when(
    page: &Page<'_, '_>,
    block: Option<&Block>,
    horizon: Option<(u32, Span)>,
    own: bool,
) -> Option<Reason> {
    let (year, span) = horizon?;
    let words = squeeze(span.of(page.source));
    if !own {
        // `Срок: до 1 октября 2028 г.` stands below the measure that is due then.
        let own = block.and_then(|block| block.pieces.last());
        let place = if own.is_some_and(|own| span.start() >= own.end()) { "below" } else { "above" };
        let message = format!("{year}: `{words}` {place} it says so");
        return Some(Reason::new(ReasonCode::HorizonAbove, message).at(span));
    }
    let entry = block.and_then(|block| {
        let grammar = *page.grammars.get(block.grammar)?;
        let tape = page.tape(&block.pieces, grammar, usize::MAX);
        let found = horizons(&tape).into_iter().find(|found| found.span == span)?;
        let program = grammar.horizons.programs.get(usize::from(found.program))?;
        Some(grammar.pattern_entry("horizon", program))
    });
    let message = format!("{year}: its own words `{words}` say so");
    Some(Reason::new(ReasonCode::HorizonOwn, message).at(span).by(entry))
}
