//! Writes down how a marker was read, and why a line is none of the document's words.

use super::line::{Line, LineRole, Page};
use super::marker::{Candidate, System, Wrapping};
use crate::grammar::{ClassId, classes};
use crate::reason::{GrammarEntry, MarkerExplanation, Reason, ReasonCode, Trace};
use crate::text::squeeze;

/// What is known of a line by its first words.
const KNOWN: [ClassId; 20] = [
    classes::FURNITURE,
    classes::PAGE,
    classes::METADATA,
    classes::LETTERHEAD,
    classes::DOCUMENT,
    classes::ISSUER,
    classes::TITLE,
    classes::NUMBER_LABEL,
    classes::PLACE,
    classes::SUBJECT,
    classes::GROUNDS,
    classes::PREAMBLE,
    classes::ENACTMENT,
    classes::RECIPIENTS,
    classes::SIGNATURE,
    classes::OFFICE,
    classes::STATEMENT,
    classes::UNSIGNED,
    classes::CONTACT,
    classes::ANNEX,
];

/// How a marker was read; whether it was chosen is for the outline to say.
pub(crate) fn marker(page: &Page<'_, '_>, candidate: &Candidate) -> MarkerExplanation {
    let label = squeeze(candidate.label.of(page.source)).into_owned();
    let number = (candidate.style.system != System::None).then_some(candidate.number);
    let mut told = MarkerExplanation::new(candidate.span, label, style(candidate), number, candidate.weight);
    let Some(grammar) = page.grammars.get(candidate.grammar) else { return told };
    let keyword = match candidate.style.wrapping {
        Wrapping::Keyword(index) | Wrapping::Named(index) | Wrapping::Suffix(index) => {
            grammar.keyword_entry(index)
        }
        _ => None,
    };
    told.reasons.extend(keyword.map(|entry| {
        let message = format!("the keyword `{}` counts", entry.text);
        Reason::new(ReasonCode::MarkerKeyword, message).by([entry])
    }));
    told.reasons.extend(candidate.heading.and_then(|index| grammar.heading_entry(index)).map(|entry| {
        let message = format!("`{}` follows it, and speaks for it", entry.text);
        Reason::new(ReasonCode::MarkerHeading, message).by([entry])
    }));
    told
}

/// `arabic, closed, 2 components`
fn style(candidate: &Candidate) -> String {
    let style = candidate.style;
    let system = match style.system {
        System::Arabic => "arabic",
        System::RomanUpper => "roman-upper",
        System::RomanLower => "roman-lower",
        System::LetterUpper => "letter-upper",
        System::LetterLower => "letter-lower",
        System::Words => "words",
        System::Formal => "formal",
        System::Circled => "circled",
        System::None => "",
    };
    let wrapping = match style.wrapping {
        Wrapping::Plain => "plain".to_string(),
        Wrapping::Closed => "closed".to_string(),
        Wrapping::Parentheses => "parentheses".to_string(),
        Wrapping::Bare => "alone on its line".to_string(),
        Wrapping::Keyword(_) | Wrapping::Named(_) => "keyword".to_string(),
        Wrapping::Suffix(_) => "word after it".to_string(),
        Wrapping::Bullet(mark) => format!("bullet {mark}"),
        Wrapping::Symbol => "symbol alone on its line".to_string(),
        Wrapping::Heading => "heading".to_string(),
        Wrapping::LeadIn => "sentence that leads in to a section".to_string(),
        Wrapping::Horizon => "line that says by when".to_string(),
    };
    let mut parts = vec![system.to_string(), wrapping];
    parts.retain(|part| !part.is_empty());
    if style.depth > 1 {
        parts.push(format!("{} components", style.depth));
    }
    if style.level > 0 {
        parts.push(format!("Markdown level {}", style.level));
    }
    parts.join(", ")
}

/// Why the lines at the place are what they are.
pub(crate) fn lines(page: &Page<'_, '_>, candidates: &[Candidate], trace: &mut Trace) {
    for (index, line) in page.lines.iter().enumerate() {
        if !trace.touches(line.span) {
            continue;
        }
        let mut reasons = vec![role(line)];
        if line.role != LineRole::Body {
            for reason in &mut reasons {
                reason.entries.extend(known(page, line));
            }
        } else if line.row.is_some() {
            let message = "a row of a table: its cells are read by what the columns hold";
            reasons = vec![Reason::new(ReasonCode::TableRow, message)];
        } else if !candidates.iter().any(|candidate| candidate.line == index) {
            let message = "nothing on the line could be a marker";
            reasons.push(Reason::new(ReasonCode::MarkerNone, message));
        }
        trace.lines.push((line.span, reasons));
    }
}

fn role(line: &Line) -> Reason {
    let (code, message) = match line.role {
        LineRole::Body => (ReasonCode::LineBody, "words of the document"),
        LineRole::Page => line.page.map_or((ReasonCode::LinePageNumber, "furniture"), |why| why.told()),
        LineRole::Metadata => {
            (ReasonCode::LineMetadata, "a table of facts that a site put before the document, or its heading")
        }
        LineRole::Header => {
            (ReasonCode::LineHeader, "head or foot: letterhead, number, date, place, recipients or signature")
        }
        LineRole::Title => (ReasonCode::LineTitle, "the line that names the kind of document, or its title"),
        LineRole::Closing => (ReasonCode::LineClosing, "a sentence after the last section"),
    };
    Reason::new(code, message)
}

/// What makes a line one of the page's, not of the document's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageWhy {
    Rule,
    Contents,
    Credit,
    RunningHead,
    /// `Page 3`, `- 3 -`
    Numbered,
    /// One of numbers that count up through the text.
    Counted,
    /// A note below the words of a page.
    Footnote,
}

impl PageWhy {
    fn told(self) -> (ReasonCode, &'static str) {
        match self {
            Self::Rule => (ReasonCode::LineRule, "furniture: a line of marks only"),
            Self::Contents => (ReasonCode::LineContents, "furniture: words, dots and a page number"),
            Self::Credit => {
                (ReasonCode::LineCredit, "furniture: a credit or a left-over of a site (`[furniture] lines`)")
            }
            Self::RunningHead => (
                ReasonCode::LineRunningHead,
                "furniture: a short line that comes again and interrupts sentences",
            ),
            Self::Footnote => (
                ReasonCode::LineFootnote,
                "furniture: a note at the foot of a page, below a rule, to which the words above refer by its number",
            ),
            Self::Numbered => (ReasonCode::LinePageNumber, "furniture: the number of a page"),
            Self::Counted => (
                ReasonCode::LinePageNumber,
                "furniture: a number alone, which stands in a sentence or counts up from page to page",
            ),
        }
    }
}

/// The phrases of the grammar that the line begins with.
fn known(page: &Page<'_, '_>, line: &Line) -> Vec<GrammarEntry> {
    let Some(grammar) = page.grammar_of(line) else { return Vec::new() };
    let mut longest: Vec<(usize, GrammarEntry)> = Vec::new();
    grammar.vocabulary.phrases(page.tokens_of(line), |length, entry| {
        if KNOWN.contains(&entry.class) {
            longest.push((length, grammar.phrase_entry(entry.class, entry.value, entry.at)));
        }
    });
    longest.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    longest.into_iter().map(|(_, entry)| entry).collect()
}
