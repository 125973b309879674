//! From choices to clauses: the words of every node, and what each must be read as. No layout yet.

use super::figure::{date, figure};
use super::model::{Document, Item, KINDS, Pick, Section, Statement};
use super::words::Words;

/// A blank at which no line is broken: within a number, a range or a date, as a typesetter has it. Printed as a blank.
pub(super) const TIE: char = '\u{E000}';

/// What a figure must be read as.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) kind: String,
    pub(super) comparator: String,
    pub(super) min: Option<String>,
    pub(super) max: Option<String>,
    /// `None` where it is not asked: what is counted is told by other words in each language.
    pub(super) unit: Option<String>,
    pub(super) per: Option<String>,
    pub(super) change: Option<String>,
    pub(super) iso: Option<String>,
    pub(super) horizon: Option<u32>,
}

/// A node of the tree that must come back.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) kind: &'static str,
    pub(super) words: String,
    /// It heads what stands under it: no sentence.
    pub(super) heading: bool,
    pub(super) targets: Vec<Target>,
    /// A paragraph after the words, without a marker.
    pub(super) intro: Option<String>,
    pub(super) children: Vec<Clause>,
}

/// All sections of a document.
pub(super) fn compose(document: &Document, words: &Words) -> Vec<Clause> {
    let sections = KINDS.into_iter().zip(&document.sections);
    sections.filter_map(|(kind, section)| Some(self::section(kind, section.as_ref()?, words))).collect()
}

/// Years of targets, after that of the document.
pub(super) fn year(pick: Pick) -> u32 {
    2026 + u32::from(pick.0) % 25
}

fn section(kind: &'static str, section: &Section, words: &Words) -> Clause {
    let mut heading = section.heading.of(&words.headings[kind]).expect("headings of each kind").clone();
    let named = words.own.heading_by.as_ref().zip(section.year).filter(|_| kind == "objectives");
    let by = named.as_ref().map(|&(_, pick)| year(pick));
    if let Some((form, pick)) = named {
        // `mục tiêu đến năm` is a heading of the grammar, to be filled in by the year.
        let form = form.replace("{year}", &year(pick).to_string());
        let overlap = form.split(' ').filter(|word| !word.is_empty()).take(2).collect::<Vec<_>>().join(" ");
        heading = heading.trim_end_matches(&overlap).trim_end().to_string() + &form;
    }
    let items = section.items.iter().map(|item| self::item(kind, kind, item, by, words)).collect();
    Clause {
        kind,
        words: capital(&heading),
        heading: true,
        targets: Vec::new(),
        intro: section.intro.and_then(|pick| pick.of(&words.own.intros)).cloned(),
        children: items,
    }
}

fn item(section: &'static str, above: &'static str, item: &Item, by: Option<u32>, words: &Words) -> Clause {
    let heading = !item.children.is_empty();
    let top = above == section;
    let kind = match section {
        "viewpoints" if top => "viewpoint",
        "objectives" if top || above == "horizon" => {
            if heading {
                "horizon"
            } else {
                "objective"
            }
        }
        "tasks" if top => "task",
        "tasks" if above == "task" => "measure",
        "implementation" if top => "implementation_clause",
        _ => "clause",
    };
    // Two years one under the other, both over the same figures, say two things: only the first level has them.
    let own = item.horizon.filter(|_| heading && kind == "horizon" && top && by.is_none());
    let inherited = own.map(year).or(by);
    let (text, targets) = match own {
        Some(pick) => {
            let form = pick.of(&words.own.horizons).expect("headings with a year");
            (form.replace("{year}", &year(pick).to_string()), Vec::new())
        }
        None if heading => (item.topic.of(&words.own.topics).expect("topics").clone(), Vec::new()),
        None => sentences(section, &item.statements, inherited, words),
    };
    let children = item.children.iter().map(|child| self::item(section, kind, child, inherited, words));
    Clause { kind, words: text, heading, targets, intro: None, children: children.collect() }
}

/// The sentences of an item, and what their figures are. They end without a stop: that is layout.
fn sentences(
    section: &str,
    statements: &[Statement],
    by: Option<u32>,
    words: &Words,
) -> (String, Vec<Target>) {
    let own = &words.own;
    let (mut text, mut targets) = (String::new(), Vec::new());
    let mut since: Option<u32> = None;
    for (place, statement) in statements.iter().enumerate() {
        let said = sentence(section, statement, words);
        // The year of a date may be taken for that of a figure beside it, by a reader as well: it stands alone.
        let dated = said.targets.iter().any(|target| target.kind == "deadline");
        if place > 0 && (dated || targets.iter().any(|target: &Target| target.kind == "deadline")) {
            break;
        }
        // After a full stop a year of the sentence before could be meant or not; so it goes on in one sentence.
        // Of `5 руб. К 2030 году` nobody can tell where the sentence ends.
        let apart = statement.apart && since.is_none() && !text.ends_with('.');
        if place > 0 {
            text.push_str(if apart { &own.stop } else { &own.semicolon });
            if own.blanks {
                text.push(' ');
            }
        }
        let mut sentence = said.text;
        if let Some(year) = said.by {
            since = Some(year);
        }
        // Small letters follow a semicolon, and some authors write capitals there: one way is enough.
        if place > 0 && !apart {
            sentence = small(&sentence);
        }
        text.push_str(&sentence);
        targets.extend(said.targets.into_iter().map(|mut target| {
            if target.kind != "deadline" {
                target.horizon = since.or(by);
            }
            target
        }));
    }
    (text, targets)
}

struct Said {
    text: String,
    by: Option<u32>,
    targets: Vec<Target>,
}

fn sentence(section: &str, statement: &Statement, words: &Words) -> Said {
    let own = &words.own;
    let plain = || {
        let sentence = statement.frame.of(&own.plain[section]).expect("sentences for each kind").clone();
        let reference = statement.reference.and_then(|pick| pick.of(&own.references));
        let text = match reference {
            Some(reference) if own.blanks => format!("{sentence} {reference}"),
            Some(reference) => format!("{reference}，{sentence}"),
            None => sentence,
        };
        Said { text, by: None, targets: Vec::new() }
    };
    let fits = |frame: &&super::words::Statement| frame.sections.iter().any(|known| known == section);
    let frames: Vec<_> = own.statement.iter().filter(fits).collect();
    let Some(frame) = statement.frame.of(&frames).filter(|_| statement.figured) else { return plain() };
    let (filled, mut target) = match frame.kind.as_str() {
        "deadline" => {
            let (text, iso, year) = date(&statement.date, &own.dates.forms, words);
            let mut target = Target::of(frame, None, Some(year.to_string()));
            target.iso = Some(iso);
            target.horizon = Some(year);
            target.comparator = "le".into();
            (text, target)
        }
        _ => figure(&statement.figure, frame, words),
    };
    let fill = |text: &str| {
        ["{figure}", "{n}", "{date}"].iter().fold(text.to_string(), |text, slot| text.replace(slot, &filled))
    };
    if section == "other" {
        let reported = fill(frame.reported.as_ref().unwrap_or(&frame.text));
        let text = if own.blanks { small(&reported) } else { reported };
        return Said { text: format!("{}{text}", own.past), by: None, targets: Vec::new() };
    }
    let said = fill(&frame.text);
    let by = statement.by.filter(|_| section == "objectives");
    if let Some((form, pick)) = by {
        let form = form.of(&own.by).expect("ways to say by when");
        let text = form.replace("{year}", &year(pick).to_string()) + &small(&said);
        target.horizon = Some(year(pick));
        return Said { text, by: Some(year(pick)), targets: vec![target] };
    }
    Said { text: said, by: None, targets: vec![target] }
}

/// The first letter in upper case.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The first letter in lower case, unless the word is a name or an abbreviation.
fn small(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    let rest = chars.as_str();
    let name = rest.chars().next().is_some_and(char::is_uppercase);
    match first {
        Some(first) if !name => first.to_lowercase().chain(rest.chars()).collect(),
        _ => text.to_string(),
    }
}
