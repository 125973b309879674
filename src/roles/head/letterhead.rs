//! What frames a letter or an act and is no part of its title: the letterhead, the motto, those to whom it is sent.

use super::cells::first_cell;
use super::kind_line::is_unspaced_line;
use super::lines::{Head, LONGEST};
use crate::grammar::classes;
use crate::outline::without_markup;
use crate::roles::signature;
use crate::roles::typed::joined;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, Token, fold_punctuation, squeeze, without_marks};

impl<'a> Head<'a> {
    /// All that stands above the kind of document; its first lines name who issues it.
    pub(super) fn letterhead(&mut self, page: &Page<'a, '_>, upto: usize) {
        // The cells of its lines: another column may stand between them.
        let mut issuer: Vec<Span> = Vec::new();
        let mut open = true;
        // Its language, where each language has a column of its own.
        let mut language: Option<usize> = None;
        for index in 0..upto {
            let Some(line) = page.lines.get(index) else { break };
            if line.role == LineRole::Page {
                open &= issuer.is_empty();
                continue;
            }
            if !self.is_free(page, index) || line.extent.length() > LONGEST {
                continue;
            }
            self.roles.push((index, LineRole::Header));
            let motto = page.phrase(line, line.tokens.0, classes::LETTERHEAD).is_some();
            let numbered = page.phrase(line, line.tokens.0, classes::NUMBER_LABEL).is_some();
            if issuer.is_empty() && open && is_unspaced_line(page, line) && !numbered {
                issuer.extend(masthead(page, line));
            }
            // The motto stands in the other column: `TỈNH HẢI SƠN      Độc lập - Tự do - Hạnh phúc`.
            let cell = first_cell(page, line);
            let cell = beside_motto(page, index, cell).unwrap_or(cell);
            let mut words = page.tokens_of(line).iter().filter(|token| cell.contains(token.span));
            let loud = words.clone().any(|token| token.shape == Shape::Word)
                && words.all(|token| token.shape != Shape::Word || token.shouted);
            if motto || numbered || !loud {
                open &= issuer.is_empty();
                continue;
            }
            // `ỦY BAN NHÂN DÂN / PEOPLE'S COMMITTEE`: what stands behind a slash is the translation.
            let gap = issuer.last().and_then(|last| page.source.get(last.end()..cell.start()));
            let slash =
                |gap: &str| !gap.trim().is_empty() && gap.trim().chars().all(|c| fold_punctuation(c) == '/');
            let translated = language.is_some_and(|known| known != line.grammar);
            if open && !translated && !gap.is_some_and(slash) {
                issuer.push(cell);
                language = page.beside.map(|_| line.grammar);
            }
        }
        if issuer.is_empty() {
            issuer.extend(first_house(page, upto));
        }
        // Without a letterhead, the facts of the site may have said it.
        if !issuer.is_empty() {
            // `**PORT BOARD**`
            let plain = |&cell: &Span| without_markup(page.source, cell.start(), cell);
            let issuer: Vec<Span> = issuer.iter().flat_map(plain).collect();
            self.header.issuer = Some(joined(page.source, &issuer));
        }
    }

    /// The head of a letter or a note above its subject; what stands in capitals there is seldom who sent it.
    pub(super) fn head_of_letter(&mut self, page: &Page<'a, '_>, upto: usize) {
        let known = self.header.issuer.take();
        self.letterhead(page, upto);
        // `GOVERNMENT OF THE LAKES` / `WATER DEPARTMENT` goes on below the house.
        let house = first_house(page, upto).map(|house| squeeze(house.of(page.source)));
        let loud = self.header.issuer.take();
        let loud = loud.filter(|loud| house.as_ref().is_some_and(|house| loud.starts_with(house.as_ref())));
        self.header.issuer = loud.or(house).or(known);
    }

    /// Without a line that names the kind, only what can be nothing else belongs to the head.
    pub(super) fn loose_lines(&mut self, page: &Page<'a, '_>, upto: usize) {
        for index in 0..upto {
            let Some(line) = page.lines.get(index) else { break };
            let motto =
                page.phrase(line, line.tokens.0, classes::LETTERHEAD).is_some() && line.extent.length() < 100;
            let labelled =
                page.phrase(line, line.tokens.0, classes::NUMBER_LABEL).is_some_and(|(length, _)| {
                    page.tokens_of(line).iter().skip(length).take(2).any(|token| token.shape == Shape::Digits)
                });
            if self.is_free(page, index) && (motto || (labelled && line.extent.length() < 60)) {
                self.roles.push((index, LineRole::Header));
            }
        }
    }

    /// Those to whom a notice is sent, on a line of their own that ends in a colon: `各市、县人民政府：`.
    pub(super) fn addressees(&mut self, page: &Page<'a, '_>, upto: usize) {
        const MOST: usize = 3;
        let colon = |line: &Line| page.tokens_of(line).last().is_some_and(|last| last.is(':'));
        for index in 0..upto {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { continue };
            let Some((length, _)) = page.phrase(line, line.tokens.0, classes::ADDRESSEES) else { continue };
            // `Kính gửi: Ủy ban nhân dân các xã`: they stand behind the colon, and another below is that of a sentence.
            let behind = page.tokens_of(line).get(length).filter(|mark| mark.is(':'));
            // A wrapped line ends the list.
            // `各市人民政府` / `此件公开发布：`: a line that is something else is none of it either.
            let colon_at = || {
                let mut free = (index..(index + MOST).min(upto)).take_while(|&at| self.is_free(page, at));
                free.find(|&at| page.lines.get(at).is_some_and(colon))
            };
            let last = behind.map(|_| index).or_else(colon_at);
            let Some(last) = last.or((!is_unspaced_line(page, line)).then_some(index)) else { continue };
            let Some(end) = page.lines.get(last) else { continue };
            let from = behind.map_or(line.span.start(), |mark| mark.span.end());
            let words = without_marks(Span::new(from, end.span.end()).of(page.source), &[':']);
            self.header.recipients.extend((!words.is_empty()).then(|| squeeze(words)));
            self.roles.extend((index..=last).map(|index| (index, LineRole::Header)));
            return;
        }
    }
}

/// `HỘI ĐỒNG NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` above `TỈNH HẢI SƠN Độc lập - Tự do - Hạnh phúc`: the words in capitals
/// before a motto, where one blank sets two columns apart. Both lines have one, of which the lower is in small letters: the name
/// of the state alone ends the name of a body as well.
fn beside_motto(page: &Page<'_, '_>, index: usize, cell: Span) -> Option<Span> {
    let [above, line, below] = [index.checked_sub(1), Some(index), Some(index + 1)]
        .map(|at| page.lines.get(at?).and_then(|line| motto_cut(page, line)));
    let (cut, small) = line?;
    let pair =
        if small { above.is_some_and(|(_, small)| !small) } else { below.is_some_and(|(_, small)| small) };
    let left = Span::new(cell.start(), cut);
    (pair && cell.contains(left)).then_some(left)
}

/// The byte at which the words in capitals end that stand before a motto, at the end of a line, and whether that is in small
/// letters.
fn motto_cut(page: &Page<'_, '_>, line: &Line) -> Option<(usize, bool)> {
    if line.extent.length() > LONGEST {
        return None;
    }
    let whole = |at: usize| {
        page.phrase(line, at, classes::LETTERHEAD).is_some_and(|(length, _)| at + length == line.tokens.1)
    };
    let at = (line.tokens.0 + 1..line.tokens.1).find(|&at| whole(at))?;
    let (left, motto) = page.tokens_of(line).split_at_checked(at - line.tokens.0)?;
    let loud = |tokens: &[Token]| tokens.iter().all(|token| token.shape != Shape::Word || token.shouted);
    loud(left).then(|| (left.last().map_or(line.span.start(), |last| last.span.end()), !loud(motto)))
}

/// `Ministry of Transport`: in small letters, only the first line of all is sure to name who issues it, but for the name of the
/// country above it. `No. F. 4-19/2026` may stand above it too.
fn first_house(page: &Page<'_, '_>, upto: usize) -> Option<Span> {
    let says = |line: &Line, class| page.phrase(line, line.tokens.0, class).is_some();
    let other = |line: &Line| says(line, classes::LETTERHEAD) || says(line, classes::NUMBER_LABEL);
    let mut lines = page.lines.iter().take(upto);
    let first = lines.find(|line| line.role == LineRole::Body && !other(line));
    let first = first?;
    if signature::is_house(page, first) { Some(first.span) } else { house_before_mark(page, first) }
}

/// `GOVERNMENT OF THE LAKES :: Department of Harbours`: the house in capitals before what a site sets between it and its part.
fn house_before_mark(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    let tokens = page.tokens_of(line);
    let mark = tokens.iter().position(|token| token.shape != Shape::Word)?;
    let (house, rest) = tokens.split_at(mark);
    let parted = match rest {
        [first, second, ..] => first.is('|') || (first.is(':') && second.is(':')),
        _ => false,
    };
    let loud = house.iter().all(|token| token.shouted);
    let named = page.phrase(line, line.tokens.0, classes::ACTOR).is_some();
    let span = house.iter().map(|token| token.span).reduce(Span::cover)?;
    (parted && loud && named).then_some(span)
}

/// `海坪省人民政府令`, `D省人民政府办公厅文件`: the body that issues it, before the word that ends the line.
fn masthead(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    const SHORTEST: usize = 3;
    let end = (line.tokens.0 + SHORTEST..line.tokens.1).find(|&at| {
        [classes::DOCUMENT, classes::LETTERHEAD]
            .into_iter()
            .any(|class| page.phrase(line, at, class).is_some_and(|(length, _)| at + length == line.tokens.1))
    })?;
    // `立法會CB(2)108/2025(04)號文件`: the number of a document is nobody.
    let numbered = |grammar| !page.tape(&[line.span], grammar, LONGEST).references.is_empty();
    let (first, last) = (page.tokens.get(line.tokens.0)?, page.tokens.get(end - 1)?);
    if page.grammar_of(line).is_some_and(numbered) {
        return None;
    }
    Some(first.span.cover(last.span))
}
