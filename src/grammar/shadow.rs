//! Patterns that can never win because one before them fits wherever they fit.
//!
//! A pattern is laid out as the plain sequences of steps it stands for. A template is shadowed where each of its
//! sequences goes on from a sequence of a template before it: that one fits at the same token, and the first that fits
//! wins. In the other lists the longest match wins and the first of two equal ones, so a pattern is shadowed where each
//! of its sequences is one of those before. What is told is certain; what is too large to be laid out is passed over.

use super::check::{GrammarFinding, GrammarFindingKind};
use super::vocabulary::Key;
use super::{Compiled, Patterns, Program, Step};

/// Sequences of one pattern that are looked at; one with more is passed over.
const MOST: usize = 600;

type Sequence<'p> = Vec<&'p Step>;

pub(super) fn find(grammar: &Compiled) -> Vec<GrammarFinding> {
    let mut findings = templates(grammar);
    let lists = [
        ("mask", &grammar.masks),
        ("reference", &grammar.references),
        ("date", &grammar.dates),
        ("horizon", &grammar.horizons),
        ("denominator", &grammar.denominators),
    ];
    findings.extend(lists.into_iter().flat_map(|(name, list)| patterns(grammar, name, list)));
    findings
}

fn templates(grammar: &Compiled) -> Vec<GrammarFinding> {
    let laid: Vec<_> = grammar.templates.iter().map(|template| sequences(&template.program)).collect();
    let mut findings = Vec::new();
    for (index, template) in grammar.templates.iter().enumerate() {
        let Some(Some(own)) = laid.get(index) else { continue };
        // What asks for a subject fits only where the subject stands.
        let before = || {
            let before = grammar.templates.iter().zip(&laid).take(index);
            before.filter(|(known, _)| known.subject.is_none() || known.subject == template.subject)
        };
        let winner = |sequence: &Sequence<'_>| {
            before().find(|(_, laid)| {
                let laid = laid.iter().flatten();
                laid.into_iter().any(|known| covers(grammar, known, sequence, false))
            })
        };
        let winners: Option<Vec<_>> = own.iter().map(winner).collect();
        if let Some((first, _)) = winners.as_ref().and_then(|winners| winners.first()) {
            let message = format!(
                "the template `{}` can never win: `{}` in line {} fits wherever it fits, and stands before it; move it up, or remove it",
                template.name,
                first.name,
                grammar.source.place(first.program.at as usize).0
            );
            let kind = GrammarFindingKind::ShadowedPattern;
            findings.push(grammar.finding(kind, template.program.at, Some(first.program.at), message));
        }
    }
    findings
}

fn patterns(grammar: &Compiled, name: &str, list: &Patterns) -> Vec<GrammarFinding> {
    let laid: Vec<_> = list.programs.iter().map(sequences).collect();
    let mut findings = Vec::new();
    for (index, program) in list.programs.iter().enumerate() {
        let Some(Some(own)) = laid.get(index) else { continue };
        let winner = |sequence: &Sequence<'_>| {
            let mut before = list.programs.iter().zip(&laid).take(index);
            before.find(|(_, laid)| laid.iter().flatten().any(|known| covers(grammar, known, sequence, true)))
        };
        let winners: Option<Vec<_>> = own.iter().map(winner).collect();
        if let Some((first, _)) = winners.as_ref().and_then(|winners| winners.first()) {
            let message = format!(
                "this pattern of `{name}` can never win: what it fits, the pattern in line {} fits as well; remove it",
                grammar.source.place(first.at as usize).0
            );
            let kind = GrammarFindingKind::ShadowedPattern;
            findings.push(grammar.finding(kind, program.at, Some(first.at), message));
        }
    }
    findings
}

/// The sequences of steps that a pattern stands for, marks for the quoted part left out.
fn sequences(program: &Program) -> Option<Vec<Sequence<'_>>> {
    let mut done: Vec<Sequence<'_>> = Vec::new();
    let mut open: Vec<(usize, Sequence<'_>)> = vec![(0, Vec::new())];
    while let Some((at, mut sequence)) = open.pop() {
        if done.len() + open.len() > MOST {
            return None;
        }
        match program.steps.get(at)? {
            Step::Accept => done.push(sequence),
            Step::Split(first, second) => {
                open.push((*second as usize, sequence.clone()));
                open.push((*first as usize, sequence));
            }
            Step::Jump(to) => open.push((*to as usize, sequence)),
            Step::Note(_) | Step::Part { .. } => open.push((at + 1, sequence)),
            step => {
                sequence.push(step);
                open.push((at + 1, sequence));
            }
        }
    }
    Some(done)
}

/// Whether `known` fits wherever `own` fits. Where the longest match wins it must take as much.
fn covers(grammar: &Compiled, known: &[&Step], own: &[&Step], whole: bool) -> bool {
    let mut at = 0;
    for step in known {
        // What takes nothing only narrows what `own` fits.
        while own.get(at).is_some_and(|own| takes_nothing(own) && !covers_step(grammar, step, own)) {
            at += 1;
        }
        if !own.get(at).is_some_and(|own| covers_step(grammar, step, own)) {
            return false;
        }
        at += 1;
    }
    !whole || own.iter().skip(at).all(|step| takes_nothing(step))
}

fn takes_nothing(step: &Step) -> bool {
    matches!(step, Step::Glued | Step::Back { .. } | Step::Note(_))
}

/// Whether one step fits, and takes the same tokens, wherever another does. What it keeps in which slot is no matter.
fn covers_step(grammar: &Compiled, known: &Step, own: &Step) -> bool {
    match (known, own) {
        (Step::Key(Key::Stem(stem)), Step::Key(Key::Word(word))) => grammar.vocabulary.is_stem(*stem, *word),
        (Step::Key(known), Step::Key(own)) => known == own,
        (Step::Class { class, values, .. }, Step::Class { class: own, values: kept, .. }) => {
            class == own && values == kept
        }
        (Step::Number { weak, bare, .. }, Step::Number { weak: own_weak, bare: own_bare, .. }) => {
            weak >= own_weak && bare >= own_bare
        }
        (
            Step::Integer { slot, low, high, roman, plus },
            Step::Integer { slot: own, low: from, high: to, roman: own_roman, plus: own_plus },
        ) => slot == own && low <= from && high >= to && roman >= own_roman && plus == own_plus,
        (
            Step::Back { most, class, values, .. },
            Step::Back { most: own_most, class: own, values: kept, .. },
        ) => most == own_most && class == own && values == kept,
        (Step::Words { most, .. }, Step::Words { most: own, .. }) => most == own,
        (Step::Gap { most }, Step::Gap { most: own }) => most >= own,
        (Step::Date, Step::Date)
        | (Step::Capitals { .. }, Step::Capitals { .. })
        | (Step::Glued, Step::Glued) => true,
        _ => false,
    }
}
