//! Where one document ends and the next begins, in a file that holds several.

use super::head::is_kind_line;
use super::signature::is_signed;
use crate::grammar::{ClassId, classes};
use crate::scan::{Line, Page};
use crate::text::{Shape, Span};

/// Lines of a letterhead, at most.
const LETTERHEAD: usize = 16;
/// What begins a line of a foot.
const FOOT: [ClassId; 3] = [classes::RECIPIENTS, classes::SIGNATURE, classes::UNSIGNED];

/// The spans of the documents of a page, in order, without gap: a document begins at the letterhead above the line
/// that names its kind, where the foot of another stands between that line and the one before.
pub(crate) fn split(page: &Page<'_, '_>, whole: Span) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut foot = false;
    let mut named = false;
    for (index, line) in page.lines.iter().enumerate() {
        if is_kind_line(page, index) && line.extent.length() < 120 {
            if named && foot && !is_attached(page, index) {
                starts.push(letterhead_above(page, index));
                foot = false;
            }
            named = true;
        } else {
            foot |= named && ends_document(page, line);
        }
    }
    let mut spans = Vec::with_capacity(starts.len() + 1);
    let mut from = whole.start();
    for start in starts.into_iter().filter_map(|index| page.lines.get(index)).map(|line| line.span.start()) {
        spans.push(Span::new(from, start));
        from = start;
    }
    spans.push(Span::new(from, whole.end()));
    spans
}

/// Whether a kind of document is named before and after words that stand in a foot, wherever on their lines: most files hold
/// one document, and its lines need not be put together to see that. Files in two languages are not looked at, as the lines
/// may yet change theirs.
pub(crate) fn may_be_several(page: &Page<'_, '_>) -> bool {
    let &[grammar] = page.grammars else { return true };
    let words = &grammar.vocabulary;
    let mut kinds = 0;
    let mut foot = false;
    for (at, token) in page.tokens.iter().enumerate() {
        let may = words.classes_from(token);
        let has = |class| {
            may.may_have(class) && words.longest(page.tokens.get(at..).unwrap_or_default(), class).is_some()
        };
        // As a line that names a kind has it.
        let loud = || token.shouted || token.is_unspaced(page.source);
        if (kinds == 0 || foot) && has(classes::DOCUMENT) && loud() {
            kinds += 1;
        }
        foot |= kinds > 0 && FOOT.into_iter().any(has);
        if kinds > 1 {
            return true;
        }
    }
    false
}

/// Whether the lines below the kind say that it belongs to the document before: `(Ban hành kèm theo Quyết định số …)`.
pub(super) fn is_attached(page: &Page<'_, '_>, kind: usize) -> bool {
    const BELOW: usize = 6;
    let start = letterhead_above(page, kind);
    page.lines.iter().skip(start).take(kind - start + BELOW).any(|line| {
        let bracket = page.tokens_of(line).first().is_some_and(|first| first.is('('));
        page.phrase(line, line.tokens.0 + usize::from(bracket), classes::ATTACHED).is_some()
    })
}

fn ends_document(page: &Page<'_, '_>, line: &Line) -> bool {
    let has = |class| page.phrase(line, line.tokens.0, class).is_some();
    line.extent.length() < 120 && FOOT.into_iter().any(has)
}

/// The first line of the letterhead over the line that names the kind of document.
fn letterhead_above(page: &Page<'_, '_>, kind: usize) -> usize {
    let mut start = kind;
    for index in (kind.saturating_sub(LETTERHEAD)..kind).rev() {
        let Some(line) = page.lines.get(index) else { break };
        let has = |class| page.phrase(line, line.tokens.0, class).is_some();
        let tokens = page.tokens_of(line);
        let bullet = tokens.first().is_some_and(|token| matches!(token.shape, Shape::Punct('-' | '•' | '*')))
            && tokens.len() > 3;
        let motto = has(classes::LETTERHEAD);
        // The name of the one who signed the document before.
        let name = tokens.iter().all(|token| token.shape == Shape::Word && token.capital && !token.shouted);
        let foot = ends_document(page, line)
            || has(classes::OFFICE)
            || is_signed(page, index)
            || bullet
            || (name && !motto);
        if line.extent.length() > 100 || foot {
            break;
        }
        start = index;
    }
    start
}
