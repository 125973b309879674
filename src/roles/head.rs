//! The head of a document: letterhead, number, place and date, kind, issuer, title.

use super::numbered_title::{self, Adopted, NumberedTitle};
use super::signature;
use super::typed::{joined, plain};
use crate::grammar::{Compiled, Slot, classes};
use crate::quantity::Tape;
use crate::scan::{Line, LineRole, Page, grounds, title_lines};
use crate::text::{
    Markup, Shape, Span, Token, fold_punctuation, is_ended, is_space, is_unspaced, length, markup, squeeze,
    tokenize, without_marks,
};
use crate::tree::{Header, PartialDate};
use std::borrow::Cow;

/// A head line is no longer than this; longer lines are sentences.
const LONGEST: usize = 160;
/// Lines in which a head is looked for: the menu of a site may stand above it, and a list without numbers goes on for ever.
const MOST_LINES: usize = 1000;
/// A title in capitals may be longer: no sentence looks like that.
const LONGEST_TITLE: usize = 3 * LONGEST;
/// Words in the line that names the kind of document.
const KIND_LINE: usize = 14;
/// Tokens of a line that are read for numbers and dates: no line of a head is longer, a text that is one line is.
const LONGEST_LINE: usize = 400;

/// Reads the lines before `upto` and marks those that belong to the head; what is left is the preamble.
pub(crate) fn find<'a>(page: &mut Page<'a, '_>, upto: usize) -> Header<'a> {
    let upto = upto.min(MOST_LINES);
    let mut head = Head { header: Header::default(), roles: Vec::new(), grounds: grounds(page) };
    head.metadata(page, upto);
    head.sentences(page, upto);
    let kinds: Vec<usize> =
        (0..upto).filter(|&index| head.is_free(page, index) && is_kind_line(page, index)).collect();
    // Of several lines that end in a kind of document, the title says what it is about.
    let titled = |&&index: &&usize| {
        holds_title(page, index) && page.lines.get(index).is_some_and(|line| is_unspaced_line(page, line))
    };
    let kind_line = kinds.iter().find(titled).or(kinds.first()).copied();
    let first = |test: fn(&Page<'_, '_>, usize) -> bool| {
        (0..upto).find(|&index| head.is_free(page, index) && test(page, index))
    };
    let marked = title_lines(page);
    let kind_line = kind_line
        .or_else(|| first(is_numbered_kind).filter(|_| marked.is_empty()))
        .or_else(|| first(is_cited).filter(|_| marked.is_empty()))
        .or_else(|| first(is_title_line).filter(|_| marked.is_empty()))
        .or_else(|| first(is_loud_title).filter(|_| marked.is_empty()))
        .or_else(|| first(is_named_title).filter(|_| marked.is_empty()));
    match (numbered_title::find(page, upto), kind_line) {
        (Some(found), _) => head.numbered(page, &found),
        (None, None) if !marked.is_empty() && marked.end <= upto => head.marked_title(page, marked),
        (None, Some(at)) => {
            head.letterhead(page, at);
            // What the document rests on is no part of its title.
            let below = if head.grounds.is_empty() { upto } else { upto.min(head.grounds.start) };
            head.title_block(page, at, below);
        }
        (None, None) => head.loose_lines(page, upto),
    }
    head.dated_lines(page, upto);
    head.number_and_date(page, upto);
    head.plain_number(page);
    head.adopted(page, upto);
    head.subtitle(page, upto);
    head.addressees(page, upto);
    head.subject(page, upto);
    for (index, role) in head.roles {
        if let Some(line) = page.lines.get_mut(index) {
            line.role = role;
        }
    }
    head.header
}

struct Head<'a> {
    header: Header<'a>,
    roles: Vec<(usize, LineRole)>,
    /// The lines that list what the document rests on.
    grounds: std::ops::Range<usize>,
}

/// `NGHỊ QUYẾT`, `RESOLUTION OF THE POLITBURO`: the kind of document, alone or with its issuer, in capitals.
///
/// Scripts without capitals have it in one line with the title, at its end: 关于……的决议.
pub(super) fn is_kind_line(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let tokens = page.tokens_of(line);
    if is_unspaced_line(page, line) {
        return kind_at_end(page, line).is_some();
    }
    let named = page.phrase(line, line.tokens.0, classes::DOCUMENT);
    let enacts = tokens.last().is_some_and(|token| token.is(':'));
    named.is_some() && !enacts && tokens.len() <= KIND_LINE && is_shouted_but_number(page, line)
}

/// Upper case, but for the label of a number: `DECISION No. 14/2026`.
fn is_shouted_but_number(page: &Page<'_, '_>, line: &Line) -> bool {
    let mut at = line.tokens.0;
    while let Some(token) = page.tokens.get(at).filter(|_| at < line.tokens.1) {
        match page.phrase(line, at, classes::NUMBER_LABEL).filter(|_| at > line.tokens.0) {
            Some((length, _)) => at += length,
            None if token.shape == Shape::Word && !token.shouted => return false,
            None => at += 1,
        }
    }
    true
}

/// `Order No. 7 of 2026`: the kind with the number, in any case.
fn is_numbered_kind(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST_LINE: usize = 80;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST_LINE) else {
        return false;
    };
    let Some((length, _)) = page.phrase(line, line.tokens.0, classes::DOCUMENT) else { return false };
    let after = line.tokens.0 + length;
    let label = page.phrase(line, after, classes::NUMBER_LABEL).map_or(0, |(length, _)| length);
    let digits = page.tokens.get(after + label).is_some_and(|token| token.shape == Shape::Digits);
    let tokens = page.tokens_of(line);
    let capital = tokens.first().is_some_and(|first| first.capital);
    // `Приказ № 15 от 12 марта 2026 г.`: the full stop is that of the date.
    let dated = page.grammar_of(line).is_some_and(|grammar| {
        dates(page, line.span, grammar).any(|(span, _)| span.end() >= line.span.end())
    });
    label > 0 && digits && capital && (dated || !is_ended(tokens))
}

/// `Постановление Правительства Озёрного края от 4 мая 2026 года № 73`: as a register of laws names a document, on a line of
/// its own below or above the title.
fn is_cited(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST) else {
        return false;
    };
    let tokens = page.tokens_of(line);
    let capital = tokens.first().is_some_and(|first| first.capital) && !is_ended(tokens);
    let named = capital && page.phrase(line, line.tokens.0, classes::DOCUMENT).is_some();
    let Some(grammar) = page.grammar_of(line).filter(|_| named) else { return false };
    let end = |span: Span| span.end() >= line.span.end();
    let tape = page.tape(&[line.span], grammar, LONGEST_LINE);
    let numbers = tape.references.iter().filter(|found| found.get(Slot::Number).is_some());
    let mut numbers = numbers.map(|found| tape.span(found.quote.0, found.quote.1)).peekable();
    let date = full_date(page, line.span, grammar);
    date.is_some_and(|(date, _)| numbers.peek().is_some() && (end(date) || numbers.any(end)))
}

/// `NATIONAL WATER AND SANITATION PLAN`: a line in capitals with the kind somewhere in it.
fn is_loud_title(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST) else {
        return false;
    };
    let named = (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::DOCUMENT).is_some());
    named && page.is_shouted(line) && page.tokens_of(line).len() >= 3
}

/// `National Night Train Strategy 2026-2035`: capitalised words that end in the kind, and the years it is for.
fn is_named_title(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST_TITLE: usize = 100;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST_TITLE) else {
        return false;
    };
    let tokens = page.tokens_of(line);
    let capital = |token: &Token| token.shape == Shape::Word && token.capital;
    let year = |token: &Token| token.is_year_long(page.source);
    let of_years = |&at: &usize| {
        tokens.get(at).is_some_and(|token| match token.shape {
            Shape::Digits => year(token),
            Shape::Punct(mark) => matches!(mark, '-' | '(' | ')' | ','),
            // "2026 to 2035"
            Shape::Word => {
                let near = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(year);
                !token.capital && near(at.checked_sub(1)) && near(at.checked_add(1))
            }
        })
    };
    let end = line.tokens.1 - (0..tokens.len()).rev().take_while(of_years).count();
    let kind = (line.tokens.0 + 1..end)
        .find(|&at| page.phrase(line, at, classes::DOCUMENT).is_some_and(|(length, _)| at + length == end));
    let named = kind.and_then(|at| page.tokens.get(at)).is_some_and(capital);
    let digits = tokens.get(..end - line.tokens.0).unwrap_or_default();
    named && tokens.first().is_some_and(capital) && !digits.iter().any(|token| token.shape == Shape::Digits)
}

/// `Программа развития области на`: kind and title in one sentence without a full stop, on lines of its own.
fn is_title_line(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let tokens = page.tokens_of(line);
    let named = page.phrase(line, line.tokens.0, classes::DOCUMENT).is_some();
    let capital = tokens.first().is_some_and(|token| token.capital);
    let apart = index == 0 || line.blank_before;
    let numbered =
        tokens.iter().any(|token| token.shape == Shape::Digits && !token.is_year_long(page.source));
    named
        && capital
        && apart
        && !is_ended(tokens)
        && !numbered
        && tokens.len() >= 3
        && line.extent.length() < LONGEST
}

fn is_unspaced_line(page: &Page<'_, '_>, line: &Line) -> bool {
    let words = page.tokens_of(line).iter().filter(|token| token.shape == Shape::Word);
    let unspaced = |token: &Token| token.is_unspaced(page.source);
    let (all, without) =
        words.fold((0, 0), |(all, without), token| (all + 1, without + usize::from(unspaced(token))));
    without * 2 > all
}

pub(super) fn starts_title(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| page.phrase(line, line.tokens.0, classes::TITLE).is_some())
}

/// Words that open a title anywhere in a line that is no sentence: `海坪省人民政府关于……`.
fn holds_title(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| {
        let mut places = line.tokens.0..line.tokens.1;
        !is_ended(page.tokens_of(line)) && places.any(|at| page.phrase(line, at, classes::TITLE).is_some())
    })
}

/// The kind of document that ends a line, brackets behind it aside (`……行动计划（2026—2028年）`): its number in the grammar.
fn kind_at_end(page: &Page<'_, '_>, line: &Line) -> Option<u16> {
    const LONGEST_TITLE: usize = 80;
    /// Tokens in the brackets.
    const BRACKETS: usize = 12;
    if line.extent.length() > LONGEST_TITLE {
        return None;
    }
    let (from, end) = line.tokens;
    let is = |at: usize, mark: char| page.tokens.get(at).is_some_and(|token| token.is(mark));
    let closed = end > from && is(end - 1, ')');
    let open = closed.then(|| (from..end).rev().take(BRACKETS).find(|&at| is(at, '('))).flatten();
    let end = open.unwrap_or(end);
    (from..end).rev().take(8).find_map(|at| {
        let (length, kind) = page.phrase(line, at, classes::DOCUMENT)?;
        (at + length == end).then_some(kind)
    })
}

impl<'a> Head<'a> {
    /// Whether a line may still be one of the head. A row of a table never is: it may go over several lines, and all its
    /// cells are read together.
    fn is_free(&self, page: &Page<'_, '_>, index: usize) -> bool {
        page.lines.get(index).is_some_and(|line| line.role == LineRole::Body && line.row.is_none())
            && !self.roles.iter().any(|&(known, _)| known == index)
    }

    /// A site's table of facts: a label alone on its line, the value on the next; or both with a colon.
    fn metadata(&mut self, page: &Page<'a, '_>, upto: usize) {
        let mut index = 0;
        while index < upto {
            let Some(line) = page.lines.get(index) else { break };
            let label = page.phrase(line, line.tokens.0, classes::METADATA);
            let Some((length, which)) = label.filter(|_| line.role == LineRole::Body) else {
                index += 1;
                continue;
            };
            let tokens = page.tokens_of(line);
            let colon = tokens.get(length).is_some_and(|token| token.is(':'));
            let value_from = length + usize::from(colon);
            let (value, end) = if tokens.len() > value_from && colon {
                let from = tokens.get(value_from).map_or(line.span.end(), |token| token.span.start());
                (Some(Span::new(from, line.span.end())), index + 1)
            } else if tokens.len() == value_from {
                let next = page.lines.get(index + 1).filter(|next| index + 1 < upto && !next.blank_before);
                (next.map(|next| next.span), index + 1 + usize::from(next.is_some()))
            } else {
                index += 1;
                continue;
            };
            if let Some(grammar) = page.grammar_of(line) {
                let same_line = value.is_some_and(|value| value.end() == line.span.end());
                let next = if same_line { next_facts(page, line) } else { Vec::new() };
                let until = next.first().map(|&(label, ..)| label);
                let first =
                    value.map(|value| (which, Span::new(value.start(), until.unwrap_or(value.end()))));
                for (which, value) in
                    first.into_iter().chain(next.into_iter().map(|(_, which, value)| (which, value)))
                {
                    let value = value.trimmed(page.source, is_space);
                    if let Some(name) = grammar.metadata.get(usize::from(which)) {
                        self.fact(page, name, value, grammar);
                    }
                }
            }
            self.roles.extend((index..end).map(|index| (index, LineRole::Metadata)));
            index = end;
        }
        // What stands above such a table is the site's own heading.
        if let Some(first) = self.roles.first().map(|&(index, _)| index) {
            self.roles.extend((0..first).map(|index| (index, LineRole::Metadata)));
        }
    }

    fn fact(&mut self, page: &Page<'a, '_>, name: &str, value: Span, grammar: &Compiled) {
        let text = squeeze(value.of(page.source));
        match name {
            "number" => self.header.number = Some(text),
            "date" => self.header.date = dates(page, value, grammar).next().map(|(_, date)| date),
            "issuer" => self.header.issuer = Some(text),
            "signatory" => self.header.signatory = Some(text),
            _ => {}
        }
    }

    /// Short sentences that name the document, where the head and the text stood on one line: `Clean rivers: a plan.`
    /// `Council Resolution No. 14/2026.` `Hallem, 18 March 2026.`
    fn sentences(&mut self, page: &Page<'a, '_>, upto: usize) {
        let first = (0..upto).find(|&index| self.is_free(page, index)).unwrap_or(upto);
        let stops = |index: usize| {
            let (line, next) = (page.lines.get(index)?, page.lines.get(index + 1)?);
            let gap = page.source.get(line.span.end()..next.span.start())?;
            let ended = page.tokens_of(line).last().is_some_and(|last| last.is('.'));
            let short = line.role == LineRole::Body && line.extent.length() <= LONGEST;
            (ended && short && !gap.contains(crate::text::is_line_end)).then_some(line)
        };
        let lines: Vec<(usize, &Line)> =
            (first..upto).map_while(|index| Some((index, stops(index)?))).collect();
        for &(index, line) in &lines {
            let Some(grammar) = page.grammar_of(line) else { continue };
            let words = without_marks(line.span.of(page.source), &['.']);
            let kind = (line.tokens.0..line.tokens.1)
                .find_map(|at| page.phrase(line, at, classes::DOCUMENT).map(|(_, kind)| (at, kind)));
            let named = kind.and_then(|(_, kind)| grammar.documents.get(usize::from(kind)));
            let label = (line.tokens.0..line.tokens.1)
                .find_map(|at| page.phrase(line, at, classes::NUMBER_LABEL).map(|(length, _)| at + length));
            let dated = full_date(page, line.span, grammar);
            let number = label.zip(kind).and_then(|(label, (at, _))| {
                let from = page.tokens.get(label).filter(|_| label > at)?;
                let to = (label + 1..line.tokens.1)
                    .find(|&at| page.tokens.get(at).is_none_or(|token| token.spaced))
                    .unwrap_or(line.tokens.1);
                let to = page.tokens.get(to.checked_sub(1)?)?;
                let number = Span::new(from.span.start(), to.span.end()).of(page.source);
                Some(squeeze(without_marks(number, &['.', ','])))
            });
            let numbered = number.is_some();
            if numbered && self.header.number.is_none() {
                self.header.number = number;
                self.header.kind = named.map(|kind| kind.to_string().into()).or(self.header.kind.take());
            }
            if let Some((span, date)) = dated {
                self.header.date = self.header.date.or(Some(date));
                let place = place_of(page, line)
                    .unwrap_or_else(|| place_before(page, Span::new(line.span.start(), span.start())));
                let place = squeeze(without_marks(place.of(page.source), &[',']));
                let words = place.split(' ').all(|word| word.starts_with(char::is_uppercase));
                if !numbered && words && self.header.place.is_none() {
                    self.header.place = Some(place);
                }
            }
            // `Resolution No. 14/2026 on clean water.`
            let about = (line.tokens.0..line.tokens.1).find(|&at| numbered && opens_title(page, line, at));
            if let Some(first) = about.and_then(|at| page.tokens.get(at))
                && self.header.title.is_none()
            {
                let about = Span::new(first.span.start(), line.span.end()).of(page.source);
                self.header.title = Some(squeeze(without_marks(about, &['.'])));
            }
            let title = !numbered && dated.is_none();
            if title && self.header.title.is_none() {
                self.header.title = Some(squeeze(words));
                let named = named.map(|kind| kind.to_string().into());
                self.header.kind = self.header.kind.take().or(named);
            }
            self.roles.push((index, if title { LineRole::Title } else { LineRole::Header }));
        }
    }

    /// All that stands above the kind of document; its first lines name who issues it.
    fn letterhead(&mut self, page: &Page<'a, '_>, upto: usize) {
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
                language = page.columns.map(|_| line.grammar);
            }
        }
        if issuer.is_empty() {
            // `Ministry of Transport`: in small letters, only the first line of all is sure to name who issues it, but for
            // the name of the country above it.
            let motto = |line: &Line| page.phrase(line, line.tokens.0, classes::LETTERHEAD).is_some();
            let mut lines = page.lines.iter().take(upto);
            let first = lines.find(|line| line.role == LineRole::Body && !motto(line));
            issuer.extend(first.filter(|line| signature::is_house(page, line)).map(|line| line.span));
        }
        // Without a letterhead, the facts of the site may have said it.
        if !issuer.is_empty() {
            self.header.issuer = Some(joined(page.source, &issuer));
        }
    }

    /// The title that Markdown marks, with the kind named in it.
    fn marked_title(&mut self, page: &Page<'a, '_>, lines: std::ops::Range<usize>) {
        let named = |index: usize| {
            let line = page.lines.get(index)?;
            (line.tokens.0..line.tokens.1)
                .rev()
                .find_map(|at| page.phrase(line, at, classes::DOCUMENT))
                .map(|(_, kind)| (index, kind))
        };
        // `# The council` / `**Resolution 7 – adopted on 3 May 2026**` / `## Housing plan`: a heading says the title.
        let heading = |&index: &usize| page.lines.get(index).is_some_and(|line| line.level > 0);
        let found = lines.clone().filter(heading).find_map(named);
        let at = found.map_or(lines.start, |(index, _)| index);
        let Some(line) = page.lines.get(at) else { return };
        let kind = found.and_then(|(_, kind)| page.grammar_of(line)?.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.header.title = Some(plain(page.source, line.span));
        let role = |index: usize| if heading(&index) { LineRole::Title } else { LineRole::Header };
        self.roles.extend(lines.clone().map(|index| (index, role(index))));
        self.letterhead(page, lines.start);
        if let Some(body) = page.lines.get(lines.start).filter(|_| at > lines.start) {
            self.header.issuer = self.header.issuer.take().or_else(|| body_of(page, body));
        }
        self.loose_facts(page, lines.end);
    }

    /// Lines of number and date right below the title.
    /// The title behind a number, and what stands above it.
    fn numbered(&mut self, page: &Page<'a, '_>, found: &NumberedTitle) {
        let text = |span: Span| squeeze(span.of(page.source));
        let Adopted { kind: (grammar, kind), issuer, date } = found.adopted;
        let kind = page.grammars.get(grammar).and_then(|grammar| grammar.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.header.number = Some(text(found.number));
        self.header.title = Some(text(found.title));
        self.header.issuer = issuer.map(text);
        self.header.date = date;
        let above = (0..found.lines.start).filter(|&index| {
            self.is_free(page, index)
                && page.lines.get(index).is_some_and(|line| line.extent.length() < LONGEST)
        });
        let above: Vec<(usize, LineRole)> = above.map(|index| (index, LineRole::Header)).collect();
        self.roles.extend(above);
        self.roles.extend(found.lines.clone().map(|index| (index, LineRole::Title)));
    }

    fn loose_facts(&mut self, page: &Page<'a, '_>, from: usize) {
        const MOST: usize = 4;
        for index in from..from + MOST {
            let Some(line) = page.lines.get(index) else { break };
            if self.is_free(page, index) && self.is_fact_line(page, line) {
                self.roles.push((index, LineRole::Header));
            }
        }
    }

    /// The kind, the issuer and the title, from line `at` on.
    fn title_block(&mut self, page: &Page<'a, '_>, at: usize, upto: usize) {
        let Some(line) = page.lines.get(at) else { return };
        if is_unspaced_line(page, line) {
            self.title_line(page, at);
            return;
        }
        let Some((length, which)) = page.phrase(line, line.tokens.0, classes::DOCUMENT) else {
            self.loud_title(page, at, line);
            self.rest_of_head(page, at, upto);
            self.loose_facts(page, at + 1);
            return;
        };
        let language = line.grammar;
        let kind = page.grammar_of(line).and_then(|grammar| grammar.documents.get(usize::from(which)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.roles.push((at, LineRole::Title));
        let rest = page.tokens.get(line.tokens.0 + length..line.tokens.1).unwrap_or_default();
        let issued = self.issuer_after(page, line, line.tokens.0 + length);
        let labelled = page.phrase(line, line.tokens.0 + length, classes::NUMBER_LABEL).is_some();
        let cited = !issued && !labelled && is_cited(page, at);
        let above = if cited { self.title_above(page, at) } else { None };
        if cited {
            self.cited_issuer(page, line, line.tokens.0 + length);
        }
        // Words after the kind that are neither issuer nor number are the title, kind included.
        let own = !issued
            && !labelled
            && !cited
            && rest.iter().filter(|token| token.shape == Shape::Word).count() > 1;
        let mut title: Option<(Span, bool)> = own.then(|| (line.span, page.is_shouted(line))).or(above);
        for index in at + 1..if above.is_some() { at + 1 } else { upto } {
            let Some(line) = page.lines.get(index) else { break };
            if line.role == LineRole::Page && title.is_some() {
                break;
            }
            if !self.is_free(page, index) {
                continue;
            }
            let last = page.tokens_of(line).last();
            let sentence = last.is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ':' | ';')));
            // The other language's title stands beside this one's; the header has the first one's.
            if line.grammar != language && line.extent.length() <= LONGEST {
                if sentence {
                    break;
                }
                let fact = self.is_fact_line(page, line);
                self.roles.push((index, if fact { LineRole::Header } else { LineRole::Title }));
                continue;
            }
            // `thực hiện Nghị quyết số 12-NQ/TW về …` right below the kind goes on with it: a sentence begins with a capital.
            let goes_on = title.is_none()
                && !line.blank_before
                && page.tokens_of(line).first().is_some_and(|first| first.is_small_word(page.source));
            let opens = !goes_on
                && page.phrase(line, line.tokens.0, classes::PREAMBLE).is_some()
                && line.extent.length() > 30;
            if title.is_none() && self.issuer_after(page, line, line.tokens.0) {
                self.roles.push((index, LineRole::Header));
                continue;
            }
            // What stands in capitals may be who issues it, `УКАЗ` / `ПРЕЗИДЕНТА РЕСПУБЛИКИ`, and the title follow its facts.
            if title.is_none_or(|(_, loud)| loud) && self.is_fact_line(page, line) {
                self.roles.push((index, LineRole::Header));
                continue;
            }
            // `On the water network` / `Adopted February 3, 2026`.
            if page.phrase(line, line.tokens.0, classes::ADOPTED).is_some() && self.is_fact_line(page, line) {
                self.roles.push((index, LineRole::Header));
                continue;
            }
            let longest = if page.is_shouted(line) { LONGEST_TITLE } else { LONGEST };
            if opens || line.extent.length() > longest || sentence {
                break;
            }
            let shouted = page.is_shouted(line);
            match title {
                // `КОНЦЕПЦИЯ` / `РАЗВИТИЯ СЕЛЬСКИХ ТЕРРИТОРИЙ`: the kind is the first word of the title; in `RESOLUTION NO. 12` /
                // `A RESOLUTION OF THE COUNCIL` it is not.
                None if shouted
                    && !labelled
                    && !line.blank_before
                    && index == at + 1
                    && !starts_title(page, index) =>
                {
                    let kind = page.lines.get(at).map_or(line.span, |kind| kind.span);
                    title = Some((kind.cover(line.span), true));
                }
                None => title = Some((line.span, shouted)),
                Some((span, loud)) if loud == shouted && (!line.blank_before || loud) => {
                    title = Some((span.cover(line.span), loud));
                }
                // `УКАЗ` / `ПРЕЗИДЕНТА РЕСПУБЛИКИ` / `О национальных целях`: what stood in capitals is who issues it.
                Some((span, true))
                    if !shouted && starts_title(page, index) && self.header.issuer.is_none() =>
                {
                    // `ЗАКОН РЕСПУБЛИКИ` says both on one line.
                    let kind = rest.first().map(|first| first.span.start());
                    let kind = kind.or_else(|| page.lines.get(at).map(|kind| kind.span.end()));
                    let issuer = Span::new(span.start().max(kind.unwrap_or_default()), span.end());
                    self.header.issuer = Some(squeeze(issuer.of(page.source)));
                    title = Some((line.span, false));
                }
                Some(_) => break,
            }
            self.roles.push((index, LineRole::Title));
        }
        self.header.title = title.map(|(span, _)| plain(page.source, span));
        self.rest_of_head(page, at, upto);
    }

    /// The title right above line `at`, which cites the document.
    fn title_above(&mut self, page: &Page<'_, '_>, at: usize) -> Option<(Span, bool)> {
        const LINES: usize = 3;
        let start = (at.saturating_sub(LINES)..at).rev().find(|&index| starts_title(page, index))?;
        let lines = page.lines.get(start..at)?;
        let whole = lines.iter().all(|line| line.role == LineRole::Body && !is_ended(page.tokens_of(line)));
        let cut = lines.iter().skip(1).any(|line| line.blank_before);
        let span = lines.iter().map(|line| line.span).reduce(Span::cover).filter(|_| whole && !cut)?;
        self.roles.retain(|&(index, _)| !(start..at).contains(&index));
        self.roles.extend((start..at).map(|index| (index, LineRole::Title)));
        Some((span, false))
    }

    /// Who issued what a line cites: the words from token `from` up to the date or the number.
    fn cited_issuer(&mut self, page: &Page<'a, '_>, line: &Line, from: usize) {
        let Some(grammar) = page.grammar_of(line).filter(|_| self.header.issuer.is_none()) else { return };
        let date = full_date(page, line.span, grammar).map(|(span, _)| span.start());
        let label = |&at: &usize| page.phrase(line, at, classes::NUMBER_LABEL).is_some();
        let label = (from..line.tokens.1).find(label).and_then(|at| page.tokens.get(at));
        let end = label.map(|token| token.span.start()).into_iter().chain(date).min();
        let words = page.tokens.get(from..line.tokens.1).unwrap_or_default();
        let words =
            words.iter().map(|token| token.span).filter(|span| end.is_none_or(|end| span.end() <= end));
        self.header.issuer = words.reduce(Span::cover).map(|span| squeeze(span.of(page.source)));
    }

    /// A title in capitals with the kind within it: `NATIONAL WATER STRATEGY 2025-2032`.
    fn loud_title(&mut self, page: &Page<'a, '_>, at: usize, line: &Line) {
        let mut places = (line.tokens.0..line.tokens.1).rev();
        let kind = places.find_map(|at| page.phrase(line, at, classes::DOCUMENT));
        let kind = kind.and_then(|(_, kind)| page.grammar_of(line)?.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.header.title = Some(plain(page.source, line.span));
        self.roles.push((at, LineRole::Title));
    }

    /// A title of one line that ends in the kind of document; lines of it that were cut off stand before it.
    fn title_line(&mut self, page: &Page<'a, '_>, at: usize) {
        let Some(line) = page.lines.get(at) else { return };
        let kind =
            kind_at_end(page, line).and_then(|kind| page.grammar_of(line)?.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        // The title may begin one or two lines higher: 省政府关于印发……发展 / 行动计划的通知.
        let higher =
            (at.saturating_sub(2)..at).find(|&index| holds_title(page, index) && !holds_title(page, at));
        let start = higher.unwrap_or(at);
        let lines: Vec<Span> =
            page.lines.get(start..=at).into_iter().flatten().map(|line| line.span).collect();
        self.header.title = Some(joined(page.source, &lines));
        self.issuer_in_title(page, start, at);
        self.roles.retain(|&(index, _)| !(start..=at).contains(&index));
        self.roles.extend((start..=at).map(|index| (index, LineRole::Title)));
        // `……扶持办法` / `澄新规〔2026〕3号`
        let below = page.lines.get(at + 1).filter(|_| self.is_free(page, at + 1));
        if below.is_some_and(|line| page.sole_number(line).is_some()) {
            self.roles.push((at + 1, LineRole::Header));
        }
    }

    /// `国务院关于……的意见`, `海坪省人民政府令`: who issues it stands before what it is about, or before the kind.
    fn issuer_in_title(&mut self, page: &Page<'a, '_>, start: usize, at: usize) {
        const LONGEST_NAME: usize = 30;
        let Some(line) = page.lines.get(start) else { return };
        let about =
            (line.tokens.0..line.tokens.1).find(|&at| page.phrase(line, at, classes::TITLE).is_some());
        let kind = || {
            (line.tokens.0..line.tokens.1).rev().find_map(|place| {
                let (length, _) = page.phrase(line, place, classes::DOCUMENT)?;
                (start == at && place + length == line.tokens.1 && length == 1).then_some(place)
            })
        };
        let Some(end) = about.or_else(kind).filter(|&end| end > line.tokens.0 + 1) else { return };
        let first = page.tokens.get(line.tokens.0).map(|token| token.span);
        let last = page.tokens.get(end - 1).map(|token| token.span);
        let Some(span) = first.zip(last).map(|(first, last)| first.cover(last)) else { return };
        if self.header.issuer.is_none() && length(span.of(page.source)) <= LONGEST_NAME {
            self.header.issuer = Some(squeeze(span.of(page.source)));
        }
    }

    /// A page without a head names the document in its first sentences: "Resolution No. 57 on breakthroughs in …".
    fn named_in_words(&mut self, page: &Page<'a, '_>, line: &Line, tape: &Tape<'a, '_>) {
        const NEAR: usize = 12;
        let Some(found) = tape.references.iter().find(|found| found.get(Slot::Number).is_some()) else {
            return;
        };
        let around = (found.start.saturating_sub(8)..found.end + 4).find_map(|at| tape.date_at(at));
        self.header.date = self.header.date.or(around.map(|at| at.date).filter(|date| date.day().is_some()));
        let kind = found.get(Slot::Kind).and_then(|kind| tape.grammar.documents.get(kind.value as usize));
        if self.header.kind.is_none() {
            self.header.kind = kind.map(|kind| kind.to_string().into());
        }
        // `Meeting No. 7 of 2025, held on 4 November 2025` says no subject.
        let opens = |at: usize| {
            tape.phrase(at, classes::TITLE).is_some_and(|title| tape.date_at(at + title.length).is_none())
        };
        let titled = (found.end..found.end + NEAR).find(|&at| opens(at));
        if let Some(start) = titled.filter(|_| self.header.title.is_none()) {
            let end = tape.segments.clause(start).1.min(tape.tokens.len());
            let mut title = tape.span(start, end).of(page.source);
            title = without_marks(title, &['.', ';', ':']);
            self.header.title = (line.extent.length() > length(title)).then(|| squeeze(title));
        }
    }

    /// A date alone on its line, and who stands above it: how notices and orders are signed that come before the text.
    fn dated_lines(&mut self, page: &Page<'a, '_>, upto: usize) {
        for index in 1..upto {
            let Some(line) = page.lines.get(index) else { continue };
            let title = self.roles.iter().any(|&(known, role)| known == index && role == LineRole::Title);
            let Some(grammar) = page.grammar_of(line).filter(|_| !title) else { continue };
            let date = dates(page, line.span, grammar)
                .find(|(span, date)| date.day().is_some() && *span == line.span);
            let Some((_, date)) = date else { continue };
            self.header.date = self.header.date.or(Some(date));
            if self.is_free(page, index) {
                self.roles.push((index, LineRole::Header));
            }
            // The title above a date is nobody's name.
            let titles = self.roles.iter().filter(|&&(known, role)| role == LineRole::Title && known < index);
            let from = titles.map(|&(known, _)| known + 1).max().unwrap_or(0);
            let Some(signed) = signature::find(page, from, index + 1) else { continue };
            let text = |span: Span| squeeze(span.of(page.source));
            let free: Vec<usize> = signed.lines.clone().filter(|&line| self.is_free(page, line)).collect();
            self.roles.extend(free.into_iter().map(|index| (index, LineRole::Header)));
            self.header.issuer = self.header.issuer.take().or_else(|| signed.body.map(text));
            self.header.signatory = self.header.signatory.take().or_else(|| signed.name.map(text));
            self.header.signatory_title =
                self.header.signatory_title.take().or_else(|| signed.office.map(text));
        }
    }

    /// A line with number, date or place of issue between the kind and the title: `от 14 мая 2025 г. № 204`.
    fn is_fact_line(&self, page: &Page<'a, '_>, line: &Line) -> bool {
        const LONGEST_FACT: usize = 18;
        /// Characters before the date.
        const NEAR: usize = 40;
        let before = |span: Span| length(Span::new(line.span.start(), span.start()).of(page.source));
        let place = page.phrase(line, line.tokens.0, classes::PLACE).is_some();
        let number = page.phrase(line, line.tokens.0, classes::NUMBER_LABEL).is_some();
        let dated = page.grammar_of(line).is_some_and(|grammar| {
            dates(page, line.span, grammar).any(|(span, date)| date.day().is_some() && before(span) < NEAR)
        });
        let titled = page.phrase(line, line.tokens.0, classes::TITLE).is_some();
        // `Passed at the 9th ordinary meeting of the Board, Port Sel, 26 February 2026`
        let adopted = || {
            page.phrase(line, line.tokens.0, classes::ADOPTED).is_some()
                && page
                    .grammar_of(line)
                    .and_then(|grammar| full_date(page, line.span, grammar))
                    .is_some_and(|(date, _)| date.end() >= line.span.end())
        };
        let short = page.tokens_of(line).len() < LONGEST_FACT;
        short && (number || ((place || dated) && !titled)) || adopted()
    }

    /// Short lines in capitals between title and preamble: the issuer again, the word that enacts.
    fn rest_of_head(&mut self, page: &Page<'a, '_>, from: usize, upto: usize) {
        for index in from..upto {
            let Some(line) = page.lines.get(index) else { break };
            let free = self.is_free(page, index);
            let enacts =
                page.phrase(line, line.tokens.0, classes::ENACTMENT).is_some() && line.extent.length() < 40;
            if free && (enacts || line.extent.length() < 80) && page.is_shouted(line) {
                self.roles.push((index, LineRole::Header));
                // `GOVERNMENT OF EASTMOOR` below the title.
                if self.header.issuer.is_none() && signature::is_house(page, line) {
                    self.header.issuer = Some(squeeze(line.span.of(page.source)));
                }
                // `THE COUNCIL OF THE UNION,`: who enacts, before the grounds.
                let ends = page.tokens_of(line).last().is_some_and(|last| last.is(','));
                if ends && !enacts && self.header.issuer.is_none() {
                    let article =
                        page.phrase(line, line.tokens.0, classes::ARTICLE).map_or(0, |(length, _)| length);
                    let start = page
                        .tokens
                        .get(line.tokens.0 + article)
                        .map_or(line.span.start(), |t| t.span.start());
                    let words = Span::new(start, line.span.end()).of(page.source);
                    self.header.issuer = Some(squeeze(without_marks(words, &[','])));
                }
            }
        }
    }

    /// `CỦA BỘ CHÍNH TRỊ` at token `at` of a line: the issuer.
    fn issuer_after(&mut self, page: &Page<'a, '_>, line: &Line, at: usize) -> bool {
        let Some((length, _)) = page.phrase(line, at, classes::ISSUER) else { return false };
        let Some(first) = page.tokens.get(at + length).filter(|_| at + length < line.tokens.1) else {
            return false;
        };
        if !page.is_shouted(line) {
            return false;
        }
        let span = Span::new(first.span.start(), line.span.end());
        self.header.issuer = Some(squeeze(span.of(page.source)));
        true
    }

    /// Without a line that names the kind, only what can be nothing else belongs to the head.
    fn loose_lines(&mut self, page: &Page<'a, '_>, upto: usize) {
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

    /// `——2027年2月3日在县人民代表大会上`, `（2027年2月3日在……）`: below the title of a report, when and where it was read.
    fn subtitle(&mut self, page: &Page<'a, '_>, upto: usize) {
        const HEAD: usize = 8;
        let titles = self.roles.iter().filter(|(_, role)| *role == LineRole::Title).map(|&(index, _)| index);
        let Some(title) = titles.max().filter(|_| self.header.date.is_none()) else { return };
        for index in title + 1..upto.min(HEAD) {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { continue };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let first = page.tokens_of(line).iter().position(|token| !token.is('-') && !token.is('('));
            let Some(first) = first.filter(|&first| first > 0) else { continue };
            let Some(first) = page.tokens_of(line).get(first).map(|token| token.span.start()) else {
                continue;
            };
            let date = dates(page, line.span, grammar)
                .find(|(span, date)| date.day().is_some() && span.start() == first);
            if let Some((_, date)) = date {
                self.header.date = Some(date);
                self.roles.push((index, LineRole::Header));
                return;
            }
            if self.imprint(page, index) {
                return;
            }
        }
    }

    /// `（云岭省人民政府　2026年2月）`: a body and a date, which may have no day, alone in brackets below the title.
    fn imprint(&mut self, page: &Page<'a, '_>, index: usize) -> bool {
        let Some(line) = page.lines.get(index) else { return false };
        let [open, .., last, close] = page.tokens_of(line) else { return false };
        let Some(grammar) = page.grammar_of(line).filter(|_| open.is('(') && close.is(')')) else {
            return false;
        };
        let found = dates(page, line.span, grammar).find(|(span, _)| span.end() == last.span.end());
        let dated = found.filter(|(_, date)| date.month().is_some());
        let Some((span, date)) = dated else { return false };
        let body = Span::new(open.span.end(), span.start()).trimmed(page.source, is_space);
        let body = body.of(page.source).trim_end_matches(['，', '、', ',']);
        let named = (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::ACTOR).is_some());
        if !named || body.is_empty() {
            return false;
        }
        self.header.date = Some(date);
        self.header.issuer = self.header.issuer.take().or_else(|| Some(squeeze(body)));
        self.roles.push((index, LineRole::Header));
        true
    }

    /// The date of adoption goes before others: `Introduced September 23, 2025` / `Adopted October 14, 2025`.
    fn adopted(&mut self, page: &Page<'a, '_>, upto: usize) {
        const LONGEST_LINE: usize = 160;
        for index in 0..upto {
            // `Published on: 03-08-2026 | Views: 18,203` is when a site did.
            let told = |line: &&Line| line.extent.length() <= LONGEST_LINE && line.role != LineRole::Page;
            let Some(line) = page.lines.get(index).filter(told) else { continue };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let at =
                (line.tokens.0..line.tokens.1).find(|&at| page.phrase(line, at, classes::ADOPTED).is_some());
            let Some(at) = at else { continue };
            let opens = page
                .tokens
                .get(line.tokens.0..at)
                .is_some_and(|before| before.iter().all(|token| matches!(token.shape, Shape::Punct(_))));
            // Scripts without blanks say it after the date, in brackets.
            let bracketed = page.tokens_of(line).first().is_some_and(|first| first.is('('));
            // `**Resolution 7** – *adopted on 3 May 2026*`
            let mark = |token: &Token| matches!(token.shape, Shape::Punct(_));
            let first = page.tokens_of(line).iter().take_while(|token| mark(token)).count();
            let kind = page.phrase(line, line.tokens.0 + first, classes::DOCUMENT).is_some();
            let behind =
                kind && at.checked_sub(1).and_then(|before| page.tokens.get(before)).is_some_and(mark);
            let date = full_date(page, line.span, grammar);
            // `2026年3月3日县人民代表大会通过`: the whole line is a day and what was done on it.
            let ends = page
                .phrase(line, at, classes::ADOPTED)
                .is_some_and(|(length, _)| at + length == line.tokens.1);
            let day = ends && date.is_some_and(|(span, _)| span.start() == line.span.start());
            if let Some((_, date)) = date.filter(|_| opens || bracketed || behind || day) {
                self.header.date = Some(date);
                if day && self.is_free(page, index) {
                    self.roles.push((index, LineRole::Header));
                }
                // `Adopted at Hallem, 18 March 2026`
                let place = self.header.place.take().or_else(|| {
                    place_of(page, line).filter(|_| opens).map(|place| squeeze(place.of(page.source)))
                });
                self.header.place = place;
                let closed = page.tokens_of(line).last().is_some_and(|last| last.is(')'));
                if bracketed && closed && self.is_free(page, index) {
                    self.roles.push((index, LineRole::Header));
                }
                return;
            }
        }
    }

    /// Those to whom a notice is sent, on a line of their own that ends in a colon: `各市、县人民政府：`.
    fn addressees(&mut self, page: &Page<'a, '_>, upto: usize) {
        const MOST: usize = 3;
        let colon = |line: &Line| page.tokens_of(line).last().is_some_and(|last| last.is(':'));
        for index in 0..upto {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { continue };
            if page.phrase(line, line.tokens.0, classes::ADDRESSEES).is_none() {
                continue;
            }
            // A wrapped line ends the list.
            let last = (index..(index + MOST).min(upto)).find(|&at| page.lines.get(at).is_some_and(&colon));
            let Some(last) = last.or((!is_unspaced_line(page, line)).then_some(index)) else { continue };
            let Some(end) = page.lines.get(last) else { continue };
            let words = line.span.cover(end.span).of(page.source);
            let words = without_marks(words, &[':']);
            self.header.recipients.push(squeeze(words));
            self.roles.extend((index..=last).map(|index| (index, LineRole::Header)));
            return;
        }
    }

    /// `Sub:- Mission for the towns – Approval – Orders issued`: the title of an order behind its label, up to an empty line.
    fn subject(&mut self, page: &Page<'a, '_>, upto: usize) {
        const MOST: usize = 6;
        let words = |index: usize| {
            let line = page.lines.get(index)?;
            let (length, _) = page.phrase(line, line.tokens.0, classes::SUBJECT)?;
            let colon = line.tokens.0 + length;
            page.tokens.get(colon).filter(|mark| mark.is(':'))?;
            let dash = page.tokens.get(colon + 1).is_some_and(|dash| dash.is('-'));
            let first = page.tokens.get(colon + 1 + usize::from(dash));
            first.filter(|first| line.span.contains(first.span)).map(|first| first.span.start())
        };
        let Some((at, from)) = (0..upto).find_map(|index| Some((index, words(index)?))) else { return };
        let goes_on = |&index: &usize| {
            let more = page.lines.get(index).filter(|_| self.is_free(page, index));
            let opens = |line: &Line| {
                let told = |class| page.phrase(line, line.tokens.0, class).is_some();
                told(classes::GROUNDS) || told(classes::ADDRESSEES)
            };
            more.is_some_and(|line| !line.blank_before && !opens(line))
        };
        let more = (at + 1..upto.min(at + MOST)).take_while(goes_on).count();
        let Some(last) = page.lines.get(at + more) else { return };
        self.header.title = Some(plain(page.source, Span::new(from, last.span.end())));
        self.roles.retain(|&(index, _)| !(at..=at + more).contains(&index));
        self.roles.extend((at..=at + more).map(|index| (index, LineRole::Title)));
    }

    /// A number in parts on the line of the kind, where no reference of the language's own form was found.
    fn plain_number(&mut self, page: &Page<'a, '_>) {
        if self.header.number.is_none() {
            let lines =
                self.roles.iter().filter(|(_, role)| matches!(role, LineRole::Header | LineRole::Title));
            self.header.number =
                lines.filter_map(|&(index, _)| path_number(page, page.lines.get(index)?)).next();
        }
    }

    fn number_and_date(&mut self, page: &Page<'a, '_>, upto: usize) {
        let head: Vec<usize> = self
            .roles
            .iter()
            .filter(|(_, role)| matches!(role, LineRole::Header | LineRole::Title))
            .map(|&(index, _)| index)
            .collect();
        let mut lines = head.clone();
        lines.sort_unstable();
        // A page without a head names the document in its first words.
        // The grounds name other documents.
        let grounds = |index: usize| {
            self.grounds.contains(&index)
                || page.lines.get(index).is_some_and(|line| {
                    page.phrase(line, line.tokens.0, classes::PREAMBLE).is_some() || enacts(page, line)
                })
        };
        // Nor does a running head say what the document is.
        let words = |index: usize| page.lines.get(index).is_some_and(|line| line.role != LineRole::Page);
        let others = (0..upto).filter(|&index| !head.contains(&index) && words(index));
        lines.extend(others.take(4).filter(|&index| !grounds(index)));
        // What stands beside the kind of document is its number: that of a gazette may stand above.
        let own = lines.iter().position(|&index| head.contains(&index) && is_numbered_kind(page, index));
        // `(Registration No. 2014/003512)` above `No. 14/2026`: so is what stands alone on its line.
        let sole = |&index: &usize| {
            head.contains(&index)
                && page.lines.get(index).is_some_and(|line| page.sole_number(line).is_some())
        };
        let own = own.or_else(|| lines.iter().position(sole));
        if let Some(before) = own.and_then(|own| lines.get_mut(..=own)) {
            before.rotate_right(1);
        }
        for index in lines {
            let Some(line) = page.lines.get(index).filter(|line| !names_gazette(page, line)) else {
                continue;
            };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let in_head = head.contains(&index);
            let tape = page.tape(&[line.span], grammar, LONGEST_LINE);
            // `Приложение № 1 к Указу … № 92`: the number of the annex is not that of the document.
            let annex = page.phrase(line, line.tokens.0, classes::ANNEX).map_or(0, |(length, _)| length);
            let reference = tape.references.iter().find_map(|found| {
                let number = found.get(Slot::Number).filter(|_| annex == 0 || found.quote.0 > annex)?;
                let text = squeeze(tape.span(number.from, found.quote.1).of(page.source));
                // An article is referred to by a bare number; documents have letters in theirs, or a label before it.
                let labelled = in_head
                    && (number.from.saturating_sub(3)..number.from)
                        .any(|at| tape.has(at, classes::NUMBER_LABEL));
                (labelled || text.chars().any(char::is_alphabetic)).then_some(text)
            });
            if self.header.number.is_none() {
                self.header.number = reference;
            }
            if !in_head {
                if self.header.date.is_none() || self.header.title.is_none() {
                    self.named_in_words(page, line, &tape);
                }
                continue;
            }
            let place = place_of(page, line).filter(|_| self.header.place.is_none());
            if let Some(place) = place {
                self.header.place = Some(squeeze(place.of(page.source)));
            }
            let date = dates(page, line.span, grammar)
                .find(|&(span, date)| date.day().is_some() && !is_timed(page, span));
            if let Some((span, date)) =
                date.filter(|_| self.header.place.is_none() || self.header.date.is_none())
            {
                self.header.date = Some(date);
                let adopted = page.phrase(line, line.tokens.0, classes::ADOPTED).is_some();
                if adopted && self.header.place.is_none() {
                    let place = place_between_commas(page, line, span).map(|place| place.of(page.source));
                    self.header.place = place.map(squeeze);
                }
                if self.header.place.is_some() || adopted {
                    continue;
                }
                let cell = place_before(page, Span::new(cell_start(page, line, span.start()), span.start()));
                // `Số 5-CT/TU ngày 12/3/2026`: what stands before the date is the number.
                let within = |at: &usize| page.tokens.get(*at).is_some_and(|token| cell.contains(token.span));
                let mut words = (line.tokens.0..line.tokens.1).filter(within);
                // `Resolution adopted by the Assembly on 20 November 2025`: a body is no place either.
                let says = |at, class| page.phrase(line, at, class).is_some();
                // `Постановление Правительства Озёрного края от 4 мая 2026 года`: nor is what is dated.
                let named = cell.start() <= line.span.start() && says(line.tokens.0, classes::DOCUMENT);
                if named || words.any(|at| says(at, classes::NUMBER_LABEL) || says(at, classes::ADOPTED)) {
                    continue;
                }
                let place = squeeze(without_marks(cell.of(page.source), &[',', '*', '_', '(']));
                let named =
                    place.chars().next().is_some_and(|first| first.is_uppercase() || is_unspaced(first));
                self.header.place = (named && length(&place) < 60).then_some(place);
            }
        }
    }
}

/// The body that a heading names above that of the title, in the first of two languages: `Town Council – Conseil municipal`.
fn body_of<'a>(page: &Page<'a, '_>, line: &Line) -> Option<Cow<'a, str>> {
    let dash = page.tokens_of(line).iter().position(|token| token.is('-') && token.spaced);
    let end = dash.map_or(line.tokens.1, |dash| line.tokens.0 + dash);
    let names = (line.tokens.0..end).any(|at| page.phrase(line, at, classes::ACTOR).is_some());
    let (first, last) = (page.tokens.get(line.tokens.0)?, page.tokens.get(end.checked_sub(1)?)?);
    names.then(|| squeeze(first.span.cover(last.span).of(page.source)))
}

/// Whether a line ends with the words that enact what stands below: `учитывая …, постановляю:`
fn enacts(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Words of such a phrase.
    const LONGEST: usize = 4;
    let Some(colon) =
        line.tokens.1.checked_sub(1).filter(|&last| page.tokens.get(last).is_some_and(|mark| mark.is(':')))
    else {
        return false;
    };
    (colon.saturating_sub(LONGEST).max(line.tokens.0)..colon)
        .any(|at| page.phrase(line, at, classes::ENACTMENT).is_some_and(|(length, _)| at + length == colon))
}

/// The first date of `span` that names a day.
pub(super) fn full_date(page: &Page<'_, '_>, span: Span, grammar: &Compiled) -> Option<(Span, PartialDate)> {
    dates(page, span, grammar).find(|(_, date)| date.day().is_some())
}

/// Whether a clock stands behind a date, `2026-04-02 18:30`: that is when a page was put on the net.
fn is_timed(page: &Page<'_, '_>, date: Span) -> bool {
    let rest = page.source.get(date.end()..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c| is_space(c) || c == ',');
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let hour = digits(rest);
    let minute = rest.get(hour..).and_then(|rest| rest.strip_prefix([':', '：']));
    (1..=2).contains(&hour) && minute.is_some_and(|minute| digits(minute) == 2)
}

/// `State Register / Vol. 9, No. 22 / June 8, 2026`: number and date are those of what the document is printed in.
fn names_gazette(page: &Page<'_, '_>, line: &Line) -> bool {
    let has = |at, class| page.phrase(line, at, class).is_some();
    let gazette = (line.tokens.0..line.tokens.1).any(|at| has(at, classes::GAZETTE));
    gazette && !has(line.tokens.0, classes::DOCUMENT)
}

/// The facts after the first of a line that sets several side by side, `发文机关：…  成文日期：…`: the byte at which the label
/// begins, which label it is, and the value.
fn next_facts(page: &Page<'_, '_>, line: &Line) -> Vec<(usize, u16, Span)> {
    let mut found: Vec<(usize, u16, Span)> = Vec::new();
    for at in line.tokens.0 + 1..line.tokens.1 {
        let Some((length, which)) = page.phrase(line, at, classes::METADATA) else { continue };
        let token = |at: usize| page.tokens.get(at).filter(|_| at < line.tokens.1);
        let (Some(label), Some(colon)) = (token(at), token(at + length)) else { continue };
        if !colon.is(':') || !label.spaced {
            continue;
        }
        if let Some((_, _, before)) = found.last_mut() {
            *before = Span::new(before.start(), label.span.start());
        }
        found.push((label.span.start(), which, Span::new(colon.span.end(), line.span.end())));
    }
    found
}

/// `海坪省人民政府令`, `D省人民政府办公厅文件`: the body that issues it, before the word that ends the line.
fn masthead(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    const SHORTEST: usize = 3;
    let end = (line.tokens.0 + SHORTEST..line.tokens.1).find(|&at| {
        [classes::DOCUMENT, classes::LETTERHEAD]
            .into_iter()
            .any(|class| page.phrase(line, at, class).is_some_and(|(length, _)| at + length == line.tokens.1))
    })?;
    let (first, last) = (page.tokens.get(line.tokens.0)?, page.tokens.get(end - 1)?);
    Some(first.span.cover(last.span))
}

/// A number in parts on a line that names the kind: `COUNCIL DECISION (EU) 2026/114`, `(Cabinet Decision CD/26/117)`.
fn path_number<'a>(page: &Page<'a, '_>, line: &Line) -> Option<Cow<'a, str>> {
    (line.tokens.0..line.tokens.1).find(|&at| page.phrase(line, at, classes::DOCUMENT).is_some())?;
    let part = |at: usize| page.tokens.get(at).filter(|_| at < line.tokens.1);
    // Letters that stand before it without a blank are its first part.
    let before = |mut at: usize| {
        let glued = |at: usize| page.tokens.get(at).is_some_and(|token| !token.spaced);
        let mark = |at: usize| page.tokens.get(at).is_some_and(|mark| mark.is('/') || mark.is('-'));
        let word =
            |at: usize| page.tokens.get(at).is_some_and(|word| word.shape == Shape::Word && word.shouted);
        while at >= line.tokens.0 + 2 && glued(at) && mark(at - 1) && glued(at - 1) && word(at - 2) {
            at -= 2;
        }
        page.tokens.get(at).map_or_else(Span::default, |first| first.span)
    };
    (line.tokens.0..line.tokens.1).find_map(|at| {
        let (first, mark, last) = (part(at)?, part(at + 1)?, part(at + 2)?);
        let path = first.shape == Shape::Digits
            && last.shape == Shape::Digits
            && matches!(mark.shape, Shape::Punct('/' | '-'))
            && !mark.spaced
            && !last.spaced
            // `2025-2032` is a period.
            && !(first.is_year_long(page.source) && last.is_year_long(page.source));
        path.then(|| squeeze(before(at).cover(last.span).of(page.source)))
    })
}

/// The cell without the words that only lead over to a place or from it to the date: `Done at Hanoi,`, `Hà Nội, ngày`.
///
/// The words of every language count: a line of two columns is read with the words of one of them.
fn place_before(page: &Page<'_, '_>, cell: Span) -> Span {
    let (mut from, mut to) = (cell.start(), cell.end());
    for grammar in page.grammars {
        let mut tokens = Vec::new();
        tokenize(page.source, cell, &grammar.vocabulary, &mut tokens);
        let lead = |at: usize| {
            let (length, _) = grammar.vocabulary.longest(tokens.get(at..)?, classes::PLACE)?;
            Some(tokens.get(at)?.span.cover(tokens.get(at + length - 1)?.span))
        };
        if let Some(first) = lead(0) {
            from = first.end();
        }
        let last = (0..tokens.len()).find_map(|at| {
            lead(at).filter(|found| Some(found.end()) == tokens.last().map(|token| token.span.end()))
        });
        if let Some(last) = last {
            to = last.start();
        }
    }
    Span::new(from, to.max(from))
}

/// The place that a line names after the word for it, or before its date: `г. Озёрск`, `Done at Hallem, 18 March 2026`.
pub(super) fn place_of(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    const LONGEST_NAME: usize = 5;
    let (length, _) = page.phrase(line, line.tokens.0, classes::PLACE)?;
    let rest = page.tokens_of(line).get(length..).unwrap_or_default();
    // `Ростов-на-Дону`: hyphens and what they join belong to the name.
    let joined = |at: usize| {
        let part = |at: usize| rest.get(at).filter(|part| !part.spaced);
        let hyphen = part(at).is_some_and(|mark| mark.is('-'))
            && part(at + 1).is_some_and(|next| next.shape == Shape::Word);
        let behind = at.checked_sub(1).and_then(part).is_some_and(|mark| mark.is('-'));
        hyphen || (behind && part(at).is_some())
    };
    let name = (0..rest.len())
        .take_while(|&at| {
            let capital = rest.get(at).is_some_and(|token| token.shape == Shape::Word && token.capital);
            capital || (at > 0 && joined(at))
        })
        .count();
    // `Done at Corrin City this 2nd day of June, 2026`: the date may follow without a mark.
    let dated = |next: &Token| {
        let grammar = page.grammar_of(line);
        grammar.is_some_and(|grammar| {
            dates(page, line.span, grammar).any(|(span, _)| span.start() == next.span.start())
        })
    };
    let ends = rest
        .get(name)
        .is_none_or(|next| matches!(next.shape, Shape::Punct(',' | '.') | Shape::Digits) || dated(next));
    let (first, last) = (rest.first()?, rest.get(name.checked_sub(1)?)?);
    (name <= LONGEST_NAME && ends).then(|| first.span.cover(last.span))
}

/// Whether the words at token `at` say what a document is about: `on clean water`, and not `on 4 November 2025`.
fn opens_title(page: &Page<'_, '_>, line: &Line, at: usize) -> bool {
    let Some((length, _)) = page.phrase(line, at, classes::TITLE) else { return false };
    let start = page.tokens.get(at + length).map(|next| next.span.start());
    let grammar = page.grammar_of(line);
    !grammar
        .is_some_and(|grammar| dates(page, line.span, grammar).any(|(date, _)| Some(date.start()) == start))
}

/// `Passed at the 9th meeting of the Board, Port Sel, 26 February 2026`: the name between two commas before the date.
fn place_between_commas(page: &Page<'_, '_>, line: &Line, date: Span) -> Option<Span> {
    const LONGEST_NAME: usize = 4;
    let tokens = page.tokens_of(line);
    let end = tokens.iter().position(|token| token.span.start() >= date.start())?.checked_sub(1)?;
    let comma = tokens.get(..end)?.iter().rposition(|token| token.is(','))?;
    let name = tokens
        .get(comma + 1..end)
        .filter(|name| tokens.get(end).is_some_and(|mark| mark.is(',')) && name.len() <= LONGEST_NAME)?;
    let capital = name.iter().all(|token| token.shape == Shape::Word && token.capital);
    let body = (comma + 1..end).any(|at| page.phrase(line, line.tokens.0 + at, classes::ACTOR).is_some());
    let (first, last) = (name.first()?, name.last()?);
    (capital && !body).then(|| first.span.cover(last.span))
}

/// The dates in a piece of the text.
pub(super) fn dates(
    page: &Page<'_, '_>,
    span: Span,
    grammar: &Compiled,
) -> impl Iterator<Item = (Span, PartialDate)> {
    let tape = page.tape(&[span], grammar, LONGEST_LINE);
    let dates: Vec<_> = tape.dates().map(|(at, date)| (tape.span(at, at + date.length), date.date)).collect();
    dates.into_iter()
}

/// Letterheads are laid out in two columns: where a wide gap or a tab stands, another cell begins.
fn is_gap(text: &str) -> bool {
    const FEWEST_BLANKS: usize = 3;
    // `&nbsp;` is a blank as well.
    let entities =
        text.match_indices('&').filter(|&(at, _)| matches!(markup(text, at), Some((_, Markup::Space))));
    let blanks = text.chars().filter(|&c| c == ' ' || c == '\u{A0}').count();
    text.contains('\t') || blanks + entities.count() >= FEWEST_BLANKS
}

/// The gaps between the cells of a line: where the one ends and the next begins.
pub(super) fn gaps(page: &Page<'_, '_>, line: &Line) -> impl DoubleEndedIterator<Item = Span> {
    page.tokens_of(line).windows(2).filter_map(|pair| {
        let (left, right) = (pair.first()?, pair.last()?);
        let gap = Span::new(left.span.end(), right.span.start());
        is_gap(gap.of(page.source)).then_some(gap)
    })
}

fn first_cell(page: &Page<'_, '_>, line: &Line) -> Span {
    let end = gaps(page, line).next().map_or(line.span.end(), Span::start);
    Span::new(line.span.start(), end)
}

fn cell_start(page: &Page<'_, '_>, line: &Line, before: usize) -> usize {
    gaps(page, line).map(Span::end).rfind(|&start| start <= before).unwrap_or(line.span.start())
}
