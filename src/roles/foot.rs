//! The foot of a document: closing statement, recipients, signature.

use super::documents::is_attached;
use super::head::{dates, full_date, gaps, is_kind_line};
use super::signature::{self, Signature};
use crate::grammar::classes;
use crate::outline::Block;
use crate::scan::{Line, LineRole, Page, physical_lines};
use crate::text::{Shape, Span, Token, is_ended, is_space, length, squeeze, without_marks};
use crate::tree::{Header, PartialDate};
use std::borrow::Cow;

/// What the foot says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Foot {
    /// Sentences after the last section: to whom it is made known, when it takes effect.
    pub(crate) closing: Vec<Block>,
    recipients: Vec<Span>,
    signatory: Option<Span>,
    signatory_title: Option<Span>,
    signed: Signature,
    /// The day on which it was adopted, as a closing statement says.
    adopted: Option<PartialDate>,
}

impl Foot {
    /// An office is known, and not who holds it.
    fn lacks_name(&self) -> bool {
        self.signatory_title.is_some() && self.signatory.is_none()
    }

    /// Puts what was found into the header.
    pub(crate) fn fill<'a>(&self, source: &'a str, header: &mut Header<'a>) {
        let text = |span: Span| -> Cow<'a, str> {
            squeeze(without_marks(span.of(source), &['-', '•', '*', ',', ';', '.']))
        };
        if !self.recipients.is_empty() {
            header.recipients = self.recipients.iter().copied().map(text).collect();
        }
        let signed = &self.signed;
        let named = self.signatory.map(text).or(header.signatory.take());
        header.signatory = named.or_else(|| signed.name.map(text));
        let titled = self.signatory_title.map(text).or(header.signatory_title.take());
        header.signatory_title = titled.or_else(|| signed.office.map(text));
        header.number = header.number.take().or_else(|| signed.number.map(text));
        header.place = header.place.take().or_else(|| signed.place.map(text));
        header.issuer = header.issuer.take().or_else(|| signed.body.map(text));
        header.date = header.date.or(signed.date).or(self.adopted);
    }
}

/// Finds the foot and marks its lines. It ends at the end of the text, or where an annex begins.
pub(crate) fn find(page: &mut Page<'_, '_>) -> Foot {
    let mut foot = Foot::default();
    let Some(start) = start_of(page) else {
        sign(page, &mut foot, page.lines.len());
        return foot;
    };
    let opened = start;
    let start = attachments(page, opened);
    let annex = (start..page.lines.len()).find(|&index| is_annex(page, index)).unwrap_or(page.lines.len());
    let end = (start + 1..annex).find(|&index| has_share(page, index)).map_or(annex, |share| {
        // What is no foot begins below an empty line, with a heading.
        let blank = |&index: &usize| page.lines.get(index).is_some_and(|line| line.blank_before);
        (start + 1..=share).rev().find(blank).unwrap_or(share)
    });
    let mut roles: Vec<(usize, LineRole)> = Vec::new();
    let mut state = Part::Loose;
    // `Nơi nhận:` as a cell of a table with one cell a line: a row that begins above the foot is no part of it.
    let row = |index: usize| page.lines.get(index).and_then(|line| line.row);
    let outside = [start.checked_sub(1).and_then(row), row(end)];
    let is_free =
        |line: &&Line| line.role == LineRole::Body && (line.row.is_none() || !outside.contains(&line.row));
    for index in start..end {
        let Some(line) = page.lines.get(index).filter(is_free) else { continue };
        let has = |class| page.phrase(line, line.tokens.0, class).is_some();
        if has(classes::STATEMENT) || (line.extent.length() > 200 && state != Part::Recipients) {
            foot.adopted = foot.adopted.or_else(|| adopted(page, line));
            let pieces = physical_lines(page.source, line.span).collect();
            foot.closing.push(Block { pieces, grammar: line.grammar, row: None, turn: 0, apart: false });
            roles.push((index, LineRole::Closing));
            continue;
        }
        // `Nơi nhận:                KT. BỘ TRƯỞNG`: the signature stands beside the recipients.
        let recipients = has(classes::RECIPIENTS) || is_addressed(page, line);
        let columns = (recipients || state == Part::Recipients).then(|| columns(page, line));
        let columns = columns.map(|found| found.or_else(|| office_behind_label(page, index, recipients)));
        let (left, right) = columns.flatten().map_or((line.span, None), |(left, right)| (left, Some(right)));
        if let Some(right) = right {
            signed_beside(page, line, right, &mut foot);
        }
        if recipients {
            state = Part::Recipients;
            foot.recipients.extend(same_line_recipient(page, line, left));
        } else if has(classes::SIGNATURE) {
            state = Part::Signature;
        } else if has(classes::OFFICE)
            && (state != Part::Loose || !foot.closing.is_empty())
            && is_office(page, line)
        {
            state = Part::Signature;
            foot.signatory_title = foot.signatory_title.or(Some(line.span));
        } else if let Some(name) = name(page, line)
            .filter(|_| state == Part::Recipients && foot.lacks_name() && is_below(page, index))
        {
            // `- Lưu: VT.` / `               Lê Thị B`: the list on the left is over, and nothing stands beside the name.
            foot.signatory = Some(name);
        } else if state == Part::Recipients && !is_imprint(page, line) {
            recipient(page, line, left, &mut foot);
        } else if state == Part::Signature && !has(classes::UNSIGNED) {
            foot.signatory = foot.signatory.or_else(|| name(page, line));
        }
        roles.push((index, LineRole::Header));
    }
    if foot.signatory.is_none() && foot.signatory_title.is_none() {
        sign(page, &mut foot, opened);
    }
    for (index, role) in roles {
        if let Some(line) = page.lines.get_mut(index) {
            line.role = role;
        }
    }
    foot
}

/// `Nghị quyết này được Hội đồng nhân dân tỉnh thông qua ngày 9 tháng 12 năm 2026 và có hiệu lực từ ngày …`: the day behind the
/// word for adoption, and no later one.
fn adopted(page: &Page<'_, '_>, line: &Line) -> Option<PartialDate> {
    /// Tokens between the two: "on".
    const BETWEEN: usize = 1;
    let grammar = page.grammar_of(line)?;
    let behind = |at: usize| {
        let (length, _) = page.phrase(line, at, classes::ADOPTED)?;
        let near = page.tokens.get(at + length..=at + length + BETWEEN)?;
        Some(near.first()?.span.cover(near.last()?.span))
    };
    let near: Vec<Span> = (line.tokens.0..line.tokens.1).filter_map(behind).collect();
    let found = |&(span, date): &(Span, PartialDate)| {
        date.day().is_some() && near.iter().any(|near| near.contains(Span::new(span.start(), span.start())))
    };
    (!near.is_empty()).then(|| dates(page, line.span, grammar).find(found)).flatten().map(|(_, date)| date)
}

/// Where a list of attachments begins that ends before line `start`: `附件：1.……`, `Приложение: на 5 л.`
fn attachments(page: &Page<'_, '_>, start: usize) -> usize {
    const MOST: usize = 8;
    let opens = |line: &Line| {
        let (length, _) = page.phrase(line, line.tokens.0, classes::ANNEX)?;
        let colon = page.tokens.get(line.tokens.0 + length)?;
        colon.is(':').then_some(())
    };
    let list = start.saturating_sub(MOST)..start;
    list.clone()
        .find(|&index| {
            page.lines.get(index).is_some_and(|line| line.role == LineRole::Body && opens(line).is_some())
        })
        .unwrap_or(start)
}

/// `附件：1. 任务分工表` / `2. 名词解释`: a list of attachments may end a text that nobody has signed below.
fn list_attachments(page: &mut Page<'_, '_>, end: usize) {
    // `上一篇：……`: what a site sets below it.
    let words = |index: &usize| page.lines.get(*index).is_some_and(|line| line.role != LineRole::Page);
    let end = (0..end).rev().find(words).map_or(end, |last| last + 1);
    let start = attachments(page, end);
    let listed = |line: &Line| {
        let numbered = matches!(page.tokens_of(line), [number, mark, ..]
            if number.shape == Shape::Digits && matches!(mark.shape, Shape::Punct('.' | ')' | '、')));
        numbered && line.role == LineRole::Body && line.row.is_none() && !is_ended(page.tokens_of(line))
    };
    let whole = (start + 1..end).all(|index| page.lines.get(index).is_some_and(listed));
    for line in page.lines.get_mut(start..end).into_iter().flatten().filter(|_| whole) {
        line.role = LineRole::Header;
    }
}

/// Rules above the end of a text that a signature is looked for above: those of a table are many.
const RULES: usize = 2;

/// A line of the page that has no words.
fn is_rule(page: &Page<'_, '_>, index: usize) -> bool {
    let line = page.lines.get(index).filter(|line| line.role == LineRole::Page);
    line.is_some_and(|line| !line.span.of(page.source).contains(char::is_alphanumeric))
}

/// Reads the signature at the end of the text, or above an annex, where nothing else opens a foot.
fn sign(page: &mut Page<'_, '_>, foot: &mut Foot, lines: usize) {
    let annexes = (1..lines).filter(|&index| is_annex(page, index));
    // Certificates and attestations may stand below the line that was signed: `D. R. Whitlock, Mayor`.
    let signed_lines =
        (lines * 2 / 3..lines).filter(|&index| signature::is_signed(page, index)).map(|index| index + 1);
    let apart = (1..lines).filter(|&index| signature::is_set_apart(page, index)).map(|index| index + 1);
    // `----------` / `English summary`: what is added below a rule is not signed.
    let ruled = (lines / 2..lines).rev().filter(|&index| is_rule(page, index)).take(RULES);
    let ends: Vec<usize> = annexes.chain([lines]).chain(signed_lines).chain(apart).chain(ruled).collect();
    // Above it stands the letterhead of what was signed, however long what is attached to it goes on below.
    let signed = |end: usize| signature::find(page, (end / 8).max(1), end);
    let Some(signed) = ends.into_iter().find_map(signed) else {
        list_attachments(page, lines);
        return;
    };
    let start = attachments(page, signed.lines.start);
    for line in page.lines.get_mut(start..signed.lines.end).into_iter().flatten() {
        if line.role == LineRole::Body && line.row.is_none() {
            line.role = LineRole::Header;
        }
    }
    foot.signed = signed;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Loose,
    Recipients,
    Signature,
}

/// The first line of the foot: recipients, a signature in capitals, or a statement right before one of them.
fn start_of(page: &Page<'_, '_>) -> Option<usize> {
    let lines = page.lines.len();
    // Every line may open a foot, so what stands below them all is looked for once.
    let mut marks: Option<(Vec<usize>, Vec<usize>)> = None;
    let opens = |index: usize| {
        let line =
            page.lines.get(index).filter(|line| line.role == LineRole::Body && line.extent.length() < 120)?;
        // `направить` opens a list of recipients, and goes on with the sentence of the line before.
        let small = page.tokens_of(line).first().is_some_and(|first| first.is_small_word(page.source));
        let recipients = !small && page.phrase(line, line.tokens.0, classes::RECIPIENTS).is_some();
        let signs = page.phrase(line, line.tokens.0, classes::SIGNATURE).is_some();
        let addressed = is_addressed(page, line);
        let opened = recipients || addressed || (signs && page.is_shouted(line));
        if !opened {
            return None;
        }
        // The body is still to come, in the first half of a text: the line is a field of a memo's head among others (`From: …`
        // / `To: …` / `Subject: …`), or shares stand below it, which no list of recipients has.
        let above = index < lines / 2
            && (is_among_fields(page, index) || {
                let all = |test: fn(&Page<'_, '_>, usize) -> bool| {
                    (0..lines).filter(|&at| test(page, at)).collect()
                };
                let (shares, annexes) = marks.get_or_insert_with(|| (all(has_share), all(is_annex)));
                let next = |list: &[usize]| list.get(list.partition_point(|&at| at <= index)).copied();
                next(shares).is_some_and(|share| next(annexes).is_none_or(|annex| share < annex))
            });
        (!above).then_some(index)
    };
    let first = (lines / 4..lines).find_map(opens);
    let near = first.map_or(lines.saturating_sub(6), |first| first.saturating_sub(3));
    let statement = (near..first.unwrap_or(lines)).find(|&index| {
        page.lines.get(index).is_some_and(|line| {
            line.role == LineRole::Body && page.phrase(line, line.tokens.0, classes::STATEMENT).is_some()
        })
    });
    statement.or(first)
}

/// Whether the line before or after line `index` is a field of a head.
fn is_among_fields(page: &Page<'_, '_>, index: usize) -> bool {
    let beside = [index.checked_sub(1), index.checked_add(1)].into_iter().flatten();
    beside.filter_map(|index| page.lines.get(index)).any(|line| is_field(page, line))
}

/// Whether a line says a share, `80%`, as no list of recipients and no signature does.
fn has_share(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).filter(|line| line.role == LineRole::Body).is_some_and(|line| {
        let pairs = page.tokens_of(line).windows(2);
        pairs
            .into_iter()
            .any(|pair| matches!(pair, [figure, sign] if figure.shape == Shape::Digits && sign.is('%')))
    })
}

/// Whether a line is a field of a head that names no recipients: `Subject: Inland shipping`.
fn is_field(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Words of the name of a field.
    const LONGEST: usize = 3;
    let tokens = page.tokens_of(line);
    let colon = tokens.iter().take(LONGEST + 1).position(|token| token.is(':'));
    let named = colon.and_then(|colon| tokens.split_at_checked(colon)).is_some_and(|(name, behind)| {
        let words = name.iter().all(|token| token.shape == Shape::Word);
        words && name.first().is_some_and(|first| first.capital) && behind.len() > 1
    });
    named && page.phrase(line, line.tokens.0, classes::RECIPIENTS).is_none() && !is_addressed(page, line)
}

/// The heading of an annex: in capitals, or nothing but its word and number, as in `Annex 2` and `Приложение № 1`.
pub(super) fn is_annex(page: &Page<'_, '_>, index: usize) -> bool {
    // `KẾ HOẠCH` / `(Ban hành kèm theo Quyết định số …)`: what the document approves follows its signature.
    if is_kind_line(page, index) && is_attached(page, index) {
        return true;
    }
    const LONGEST_NUMBER: usize = 3;
    page.lines.get(index).is_some_and(|line| {
        let Some((length, _)) = page.phrase(line, line.tokens.0, classes::ANNEX) else { return false };
        let tokens = page.tokens_of(line);
        // `附件` has no capitals.
        let capital = tokens.first().is_some_and(|token| token.capital || token.is_unspaced(page.source));
        let ends = is_ended(tokens);
        line.extent.length() < 80
            && (page.is_shouted(line) || (capital && !ends && tokens.len() <= length + LONGEST_NUMBER))
            || (capital && !ends && line.blank_before && is_annex_of(page, line))
    })
}

/// `Приложение к постановлению Правительства области от 4 мая 2026 г. № 73`: what it is attached to, on the same line. A
/// sentence that names an annex does not end with the date or the number of a document.
pub(super) fn is_annex_of(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 160;
    let Some((length, _)) = page.phrase(line, line.tokens.0, classes::ANNEX) else { return false };
    let names = |at: usize| page.phrase(line, at, classes::DOCUMENT).is_some();
    let named = (line.tokens.0 + length..line.tokens.1).any(names);
    let Some(grammar) = page.grammar_of(line).filter(|_| named && line.extent.length() < LONGEST) else {
        return false;
    };
    let Some((date, _)) = full_date(page, line.span, grammar) else { return false };
    let label = |at: usize| {
        let first = page.tokens.get(at).is_some_and(|token| token.span.start() >= date.end());
        first && page.phrase(line, at, classes::NUMBER_LABEL).is_some()
    };
    date.end() >= line.span.end() || (line.tokens.1.saturating_sub(NEAR)..line.tokens.1).any(label)
}

/// Tokens of a number and its label at the end of a line: `№ 73-пп`.
const NEAR: usize = 8;

/// `省人民政府办公厅　2026年3月27日印发`: who sent it out and when, below the recipients.
fn is_imprint(page: &Page<'_, '_>, line: &Line) -> bool {
    let bullet = page.tokens_of(line).first().is_some_and(is_bullet);
    let Some(grammar) = page.grammar_of(line).filter(|_| !bullet) else { return false };
    dates(page, line.span, grammar).any(|(_, date)| date.day().is_some())
}

/// `To` alone on its line, above the list of those to whom an order goes.
fn is_addressed(page: &Page<'_, '_>, line: &Line) -> bool {
    let found = page.phrase(line, line.tokens.0, classes::ADDRESSED);
    let capital = page.tokens_of(line).first().is_some_and(|first| first.capital);
    let colon =
        |end: usize| end + 1 == line.tokens.1 && page.tokens.get(end).is_some_and(|mark| mark.is(':'));
    let alone = |length: usize| line.tokens.0 + length == line.tokens.1 || colon(line.tokens.0 + length);
    capital && found.is_some_and(|(length, _)| alone(length))
}

/// The byte at which the words begin behind a number: `2. All collectors`, `(3) The press`.
fn behind_number(page: &Page<'_, '_>, line: &Line) -> Option<usize> {
    let tokens = page.tokens_of(line);
    let open = usize::from(tokens.first()?.is('('));
    let digits = tokens.get(open).filter(|number| number.shape == Shape::Digits);
    digits.filter(|digits| !digits.is_year_long(page.source))?;
    let mark = tokens.get(open + 1).filter(|mark| !mark.spaced)?;
    matches!(mark.shape, Shape::Punct('.' | ')')).then_some(())?;
    tokens.get(open + 2).filter(|first| first.spaced).map(|first| first.span.start())
}

fn is_bullet(token: &Token) -> bool {
    matches!(token.shape, Shape::Punct('-' | '•' | '*' | '+'))
}

/// Whether line `index` begins anew: below an empty line, or where the one above has ended.
fn is_below(page: &Page<'_, '_>, index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| page.lines.get(above));
    above.is_some_and(|above| is_ended(page.tokens_of(above)))
        || page.lines.get(index).is_some_and(|line| line.blank_before)
}

fn is_office(page: &Page<'_, '_>, line: &Line) -> bool {
    line.extent.length() < 60 && page.is_shouted(line)
}

/// A name: two to six capitalised words and nothing else, but degrees before it: `PGS.TS. Lê Thị B`.
fn name(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    let mut tokens = page.tokens_of(line);
    if line.extent.length() >= 60 || page.is_shouted(line) {
        return None;
    }
    // An initial is a letter, and belongs to the name.
    let abbreviation = |word: &Token| word.capital && length(word.span.of(page.source)) > 1;
    while let [word, mark, rest @ ..] = tokens
        && abbreviation(word)
        && (mark.is('.') || mark.is(','))
        && !mark.spaced
    {
        tokens = rest;
    }
    let words = tokens.iter().filter(|token| token.shape == Shape::Word && token.capital).count();
    let (first, last) = (tokens.first()?, tokens.last()?);
    ((2..=6).contains(&words) && words == tokens.len()).then(|| first.span.cover(last.span))
}

/// The two columns of a line of recipients: in the second, words in capitals or a name.
fn columns(page: &Page<'_, '_>, line: &Line) -> Option<(Span, Span)> {
    let gap = gaps(page, line).next()?;
    let right = Span::new(gap.end(), line.span.end());
    let tokens = page.tokens_of(line).iter().filter(|token| right.contains(token.span));
    let words = || tokens.clone().filter(|token| token.shape == Shape::Word);
    let capital = words().next().is_some() && words().all(|token| token.capital);
    capital.then(|| (Span::new(line.span.start(), gap.start()), right))
}

/// `Nơi nhận: CHỦ TỊCH` above `- Như trên;`: one blank sets the columns apart, where a list goes on below and an office in capitals
/// stands on the line of its label.
fn office_behind_label(page: &Page<'_, '_>, index: usize, label: bool) -> Option<(Span, Span)> {
    let line = page.lines.get(index).filter(|_| label)?;
    let colon = page.tokens_of(line).iter().position(|token| token.is(':'))?;
    let (label, office) = page.tokens_of(line).split_at_checked(colon + 1)?;
    let at = line.tokens.0 + colon + 1;
    let signs =
        [classes::OFFICE, classes::SIGNATURE].into_iter().any(|class| page.phrase(line, at, class).is_some());
    let loud = office.iter().all(|token| token.shape != Shape::Word || token.shouted);
    let next = page.lines.get(index + 1).map_or(&[][..], |next| page.tokens_of(next));
    let listed = next.first().is_some_and(is_bullet);
    let cell = |tokens: &[Token]| Some(tokens.first()?.span.cover(tokens.last()?.span));
    (signs && loud && listed).then(|| cell(label).zip(cell(office))).flatten()
}

/// The office or the name in the column beside the recipients.
fn signed_beside(page: &Page<'_, '_>, line: &Line, cell: Span, foot: &mut Foot) {
    let Some(first) =
        (line.tokens.0..line.tokens.1).find(|&at| page.tokens.get(at).is_some_and(|t| cell.contains(t.span)))
    else {
        return;
    };
    let has = |class| page.phrase(line, first, class).is_some();
    let shouted = !cell.of(page.source).contains(char::is_lowercase);
    if has(classes::OFFICE) && shouted {
        foot.signatory_title = foot.signatory_title.or(Some(cell));
    } else if !shouted
        && !has(classes::SIGNATURE)
        && !has(classes::UNSIGNED)
        && foot.signatory_title.is_some()
    {
        foot.signatory = foot.signatory.or(Some(cell));
    }
}

fn same_line_recipient(page: &Page<'_, '_>, line: &Line, left: Span) -> Option<Span> {
    let colon = page.tokens_of(line).iter().position(|token| token.is(':'))?;
    // `Copy to:-` says nothing more.
    let behind = page.tokens_of(line).get(colon + 1..)?;
    if behind.iter().all(|token| token.is('-')) {
        return None;
    }
    let first = behind.first().filter(|first| left.contains(first.span))?;
    Some(Span::new(first.span.start(), left.end()))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// A recipient begins with a bullet; a line without one goes on with the recipient before.
fn recipient(page: &Page<'_, '_>, line: &Line, left: Span, foot: &mut Foot) {
    let numbered = behind_number(page, line).filter(|&from| from < left.end());
    let left = numbered.map_or(left, |from| Span::new(from, left.end()));
    let bullet = numbered.is_some() || page.tokens_of(line).first().is_some_and(is_bullet);
    match foot.recipients.last_mut() {
        // A column of the signature alone is no recipient.
        Some(_) if left.is_empty() => {}
        // What goes on below a line of two columns would take the other column with it, and below a rule nothing goes on.
        Some(last) if !bullet && page.source.get(last.end()..left.start()).is_some_and(is_blank) => {
            *last = last.cover(left);
        }
        Some(_) if !bullet => {}
        _ => foot.recipients.push(left),
    }
}
