//! The block at the end of a document that says who signed it, when and where: office and name, place, date, number.
//!
//! Houses differ in order and layout (`Президент … А.Верхов`, `г. Светлогорье`, `19 мая 2025 года`, `№ 417`; `省长 周岭南`;
//! `D. R. Whitlock, Mayor`), so each short line is read by itself, from the last one upwards.

use super::head::{full_date, gaps, place_of};
use crate::grammar::{ClassId, classes};
use crate::outline::without_markup;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, Token, is_space, is_unspaced, length};
use crate::tree::PartialDate;
use std::ops::Range;

/// What the block says.
#[derive(Clone, Debug, Default)]
pub(super) struct Signature {
    pub(super) lines: Range<usize>,
    pub(super) office: Option<Span>,
    pub(super) name: Option<Span>,
    pub(super) date: Option<PartialDate>,
    pub(super) place: Option<Span>,
    pub(super) number: Option<Span>,
    /// Bodies above the date, in scripts without capitals.
    pub(super) body: Option<Span>,
}

/// Lines of such a block, at most.
const MOST: usize = 12;
/// A longer line is a sentence.
const LONGEST: usize = 90;

/// Finds the block whose last line stands before line `end`, and at or after line `from`.
pub(super) fn find(page: &Page<'_, '_>, from: usize, end: usize) -> Option<Signature> {
    let mut found = Signature { lines: end..end, ..Signature::default() };
    // A line that goes on with the office below it: `Президент` / `Республики … А.Верхов`.
    let mut tail: Option<Span> = None;
    let mut left = MOST;
    // The same day in two languages.
    let mut echoed = false;
    // Whether names stand above their offices, and the last pair of them that was left for one above.
    let (mut above, mut whole_below) = (false, None);
    for index in (from..end).rev() {
        let Some(line) = page.lines.get(index).filter(|_| left > 0) else { break };
        // Of several who sign side by side the first is taken.
        let first = first_column(page, line, found.office);
        let line = first.as_ref().unwrap_or(line);
        if line.role == LineRole::Page || line.role == LineRole::Header {
            continue;
        }
        if line.role != LineRole::Body || line.row.is_some() {
            break;
        }
        if line.extent.length() > LONGEST {
            found.adopted(page, index);
            break;
        }
        let tokens = page.tokens_of(line);
        // `Исп. Котова Н. П., тел. 8 (3452) …`: who drafted it stands below the one who signed.
        let contact = || page.phrase(line, line.tokens.0, classes::CONTACT).is_some();
        if found.lines.is_empty() && (is_footnote(tokens) || contact()) {
            continue;
        }
        let opens = |class| page.phrase(line, line.tokens.0, class).is_some();
        if opens(classes::ATTEST) {
            // What stands below is said by those who attest, and not by the one who signed.
            (found.office, found.name) = (None, None);
        }
        let office = office(page, line).or_else(|| office_below_name(page, index, line));
        if opens(classes::ATTEST) || opens(classes::RECORD) || is_of_record(page, index, office.is_some()) {
            found.lines.start = index;
            continue;
        }
        left -= 1;
        let date = sole_date(page, line);
        // `Helen R. Asher` / `Governor`: what stands above an office may be a given name before an initial.
        let whole = found.office.is_some() && found.name.is_none();
        let name = signed_name(page, line).or_else(|| name_at_end(page, line, office.is_some(), whole));
        let name = name.or_else(|| bracketed_name(page, line).filter(|_| whole));
        let name = name.or_else(|| name_behind_colon(page, line));
        // `Eng. Ada Lindqvist` in a column of names is one with its title.
        let name = name.or_else(|| first.as_ref().filter(|_| whole && is_name(tokens)).map(|line| line.span));
        if let Some(date) = date {
            echoed |= found.date == Some(date);
            found.date = found.date.or(Some(date));
            found.place = found.place.or_else(|| place_of(page, line));
        } else if let Some(number) = page.sole_number(line) {
            found.number = found.number.or(Some(number));
        } else if let Some(start) = office {
            // `Ada Lindqvist` / `Chair` above `Tom Halberg` / `Director`: each name stands above its office.
            if above && found.name.is_some() {
                whole_below = found.office.zip(found.name.take());
            }
            // A name behind it on the line is no part of it.
            let words = office_before(page, line, start, name);
            // `Президент` / `Республики Верхоземье   А.Верхов`: the office goes on below.
            let words = tail.take().filter(|_| name.is_none()).map_or(words, |tail| words.cover(tail));
            found.office = Some(trimmed(page, words));
            // Of several who sign below each other the first is taken, with the name on the line.
            found.name = name.or(found.name);
        } else if let Some(place) = place_of(page, line) {
            found.place = found.place.or(Some(place));
        } else if let Some(name) = name {
            above |= found.office.is_some() && found.name.is_none();
            found.name = found.name.or(Some(name));
            let before = trimmed(page, Span::new(line.span.start(), name.start()));
            tail = tail.or((!before.is_empty()).then_some(before));
        } else if goes_on_with_office(page, index, from) && found.name.is_some() && found.office.is_none() {
            tail = Some(tail.map_or(line.span, |tail| line.span.cover(tail)));
        } else if found.date.is_some() && (is_unspaced_name(page, tokens, line) || is_body(page, line)) {
            found.body = Some(found.body.map_or(line.span, |body| line.span.cover(body)));
        } else {
            // `For the Council` stands between the date and the office.
            // `By order and in the name of the Governor of the Lakes,` is longer.
            let short = line.extent.length() < 60 || tokens.last().is_some_and(|last| last.is(','));
            let signs = short && page.phrase(line, line.tokens.0, classes::SIGNATURE).is_some();
            let told = |class| page.phrase(line, line.tokens.0, class).is_some();
            // A house below an office: `Permanent Secretary` / `Ministry of Works`.
            let house = found.office.is_none() && is_house(page, line);
            // `2З января 2026 года`: a date that a scan has spoilt.
            let spoilt = || {
                const LONGEST_DATE: usize = 5;
                tokens.len() <= LONGEST_DATE && tokens.iter().any(|token| token.is_year_long(page.source))
            };
            if !signs && !house && !spoilt() && ![classes::UNSIGNED, classes::STATEMENT].into_iter().any(told)
            {
                found.adopted(page, index);
                break;
            }
        }
        found.lines.start = index;
    }
    if let Some((office, name)) = whole_below.filter(|_| found.name.is_none()) {
        (found.office, found.name) = (Some(office), Some(name));
    }
    // `г. Светлогорье, 19 мая 2025 года`: what a meeting has resolved bears no name.
    let dated = found.date.is_some() && (found.number.is_some() || found.place.is_some());
    let anchored = found.office.is_some() || found.body.is_some() || dated || echoed;
    (anchored && found.lines.start < found.lines.end).then_some(found)
}

impl Signature {
    /// The sentence above the block that says when it was signed, and ends on line `index`: `In witness whereof, I have
    /// hereunto set my hand this 12th day of June, 2026`, `PASSED AND ADOPTED … by the following vote:`.
    fn adopted(&mut self, page: &Page<'_, '_>, index: usize) {
        /// Lines of such a sentence.
        const LINES: usize = 4;
        if self.lines.start == self.lines.end {
            return;
        }
        let line = |at: usize| page.lines.get(at).filter(|line| line.role == LineRole::Body);
        let opens = |line: &Line| {
            page.phrase(line, line.tokens.0, classes::ADOPTED).is_some() && is_capital(page, line)
        };
        // It begins below an empty line at the latest.
        let whole =
            |from: usize| (from + 1..=index).all(|at| line(at).is_some_and(|line| !line.blank_before));
        let start = (index.saturating_sub(LINES - 1)..=index)
            .rev()
            .find(|&from| whole(from) && line(from).is_some_and(opens));
        let Some((start, first)) = start.and_then(|start| Some((start, line(start)?))) else { return };
        let words = line(index).map_or(first.span, |last| first.span.cover(last.span));
        let date = page.grammar_of(first).and_then(|grammar| full_date(page, words, grammar));
        if let Some((_, date)) = date {
            self.date = self.date.or(Some(date));
            self.lines.start = start;
        }
    }
}

/// `Председатель Правительства` / `Луговской области` / `А.Д. Верхов`: a line that goes on with the office above it.
fn goes_on_with_office(page: &Page<'_, '_>, index: usize, from: usize) -> bool {
    /// Lines above it.
    const MOST: usize = 3;
    let words = |line: &Line| {
        let word = |token: &Token| token.shape == Shape::Word || token.is('-') || token.is('"');
        line.role == LineRole::Body && line.row.is_none() && page.tokens_of(line).iter().all(word)
    };
    let begins = |line: &Line| office(page, line).is_some_and(|start| start == line.span.start());
    let mut at = index;
    while let Some(line) = page.lines.get(at).filter(|line| words(line) && line.extent.length() <= LONGEST) {
        if at < index && begins(line) {
            return true;
        }
        if line.blank_before || at <= from || index - at >= MOST {
            break;
        }
        at -= 1;
    }
    false
}

/// The first cell of a line of two columns: two offices side by side, `CHAIR        SECRETARY`, or two names above them, where
/// `below` is the office that was found in the column of the first.
fn first_column(page: &Page<'_, '_>, line: &Line, below: Option<Span>) -> Option<Line> {
    let gap = if line.extent.gaps { gaps(page, line).next()? } else { return None };
    let cut = line.tokens.0
        + page.tokens_of(line).iter().take_while(|token| token.span.end() <= gap.start()).count();
    let cell = |tokens: (usize, usize), span| Line { tokens, span, ..line.clone() };
    let left = cell((line.tokens.0, cut), Span::new(line.span.start(), gap.start()));
    let right = cell((cut, line.tokens.1), Span::new(gap.end(), line.span.end()));
    let offices = (line.tokens.0..cut).any(|at| page.phrase(&left, at, classes::OFFICE).is_some())
        && (cut..line.tokens.1).any(|at| page.phrase(&right, at, classes::OFFICE).is_some());
    let name = |cell| is_name(page.tokens_of(cell)) && office(page, cell).is_none();
    let names = below.is_some() && name(&left) && name(&right);
    (offices || names).then_some(left)
}

fn is_capital(page: &Page<'_, '_>, line: &Line) -> bool {
    page.tokens_of(line).first().is_some_and(|first| first.capital)
}

/// `Ministry of Transport`: the house that stands below the office of the one who signed.
pub(super) fn is_house(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST_NAME: usize = 10;
    let tokens = page.tokens_of(line);
    let words = tokens.iter().all(|token| token.shape == Shape::Word);
    let capital = tokens.first().is_some_and(|first| first.capital);
    words
        && capital
        && tokens.len() <= LONGEST_NAME
        && page.phrase(line, line.tokens.0, classes::ACTOR).is_some()
}

/// `General Office of the Harbour Council`: the name of a body alone on its line.
fn is_body(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST_NAME: usize = 10;
    let tokens = page.tokens_of(line);
    let words = tokens.iter().all(|token| token.shape == Shape::Word);
    let ends = [tokens.first(), tokens.last()].into_iter().all(|end| end.is_some_and(|end| end.capital));
    let actor = |at| page.phrase(line, at, classes::ACTOR).is_some();
    words && ends && tokens.len() <= LONGEST_NAME && (line.tokens.0..line.tokens.1).any(actor)
}

/// A line with the name and the office of the one who signed.
pub(super) fn is_signed(page: &Page<'_, '_>, index: usize) -> bool {
    signed(page, index).is_some()
}

/// The office and the name of such a line.
pub(super) fn signed(page: &Page<'_, '_>, index: usize) -> Option<(Span, Span)> {
    let line = page.lines.get(index)?;
    if line.role != LineRole::Body || line.extent.length() > LONGEST {
        return None;
    }
    let start = office(page, line)?;
    let name = name_at_end(page, line, true, false)?;
    Some((trimmed(page, office_before(page, line, start, Some(name))), name))
}

/// The words from byte `start` on up to the name behind them, or the place where it is to be signed: `Глава района
/// (подпись)   А. Верхов`.
fn office_before(page: &Page<'_, '_>, line: &Line, start: usize, name: Option<Span>) -> Span {
    let place = (line.tokens.0..line.tokens.1)
        .filter(|&at| page.phrase(line, at, classes::UNSIGNED).is_some())
        .filter_map(|at| page.tokens.get(at).map(|token| token.span.start()));
    let end = place.chain(name.map(Span::start)).filter(|&end| end > start).min();
    Span::new(start, end.unwrap_or(line.span.end()))
}

/// The last line of a block that stands apart and sets a name with initials beside the office, on its line or below it:
/// `Глава района          А. Б. Верхов`. What was signed may be followed by what it approves, without any heading.
pub(super) fn is_set_apart(page: &Page<'_, '_>, index: usize) -> bool {
    let body =
        |at: usize| page.lines.get(at).filter(|line| line.role == LineRole::Body && line.row.is_none());
    let Some(line) = body(index).filter(|line| line.extent.length() <= LONGEST && line.extent.gaps) else {
        return false;
    };
    let above = index.checked_sub(1).and_then(body).filter(|above| !line.blank_before && above.blank_before);
    let begins = |line: &Line| office(page, line).is_some_and(|start| start == line.span.start());
    let signs = (line.blank_before && begins(line)) || above.is_some_and(begins);
    let apart = page.lines.get(index + 1).is_none_or(|next| next.blank_before);
    let initialed = |name: &Span| name.of(page.source).contains('.');
    let name = name_at_end(page, line, true, false).filter(initialed).filter(|_| signs && apart);
    name.is_some_and(|name| gaps(page, line).any(|gap| gap.end() == name.start()))
}

/// `(1) OJ C 41, p. 17.`: notes may stand below the signature.
fn is_footnote(tokens: &[Token]) -> bool {
    let shape = |at: usize| tokens.get(at).map(|token| token.shape);
    matches!(shape(0), Some(Shape::Punct('(' | '['))) && shape(1) == Some(Shape::Digits)
}

/// `AYES: Councilmembers Aldous, Brightwater and Cray, Mayor` / `Tolland`: a line that goes on with the votes. One with an office
/// does so below a line that is full.
fn is_of_record(page: &Page<'_, '_>, index: usize, office: bool) -> bool {
    const FULL: usize = 45;
    let above = index.checked_sub(1).and_then(|above| page.lines.get(above));
    let goes_on = page.lines.get(index).is_some_and(|line| !line.blank_before);
    let votes = |line: &Line| page.phrase(line, line.tokens.0, classes::RECORD).is_some();
    goes_on && above.is_some_and(|line| votes(line) && (!office || line.extent.length() >= FULL))
}

/// The date of a line that says nothing else but the place: `19 мая 2025 года`, `Done at Hallem, 18 March 2026.`
fn sole_date(page: &Page<'_, '_>, line: &Line) -> Option<PartialDate> {
    const OTHER_WORDS: usize = 4;
    let (span, date) = dated(page, line)?;
    // `Given under my hand at` counts as little as the date.
    let lead = page.phrase(line, line.tokens.0, classes::PLACE).map_or(0, |(length, _)| length);
    let leads = |at: usize| {
        [classes::PLACE, classes::NUMBER_LABEL]
            .into_iter()
            .any(|class| page.phrase(line, at, class).is_some())
    };
    let (mut others, mut plain) = (0, true);
    for (token, at) in page.tokens_of(line).iter().zip(line.tokens.0..).skip(lead) {
        if !token.is('.') && !span.contains(token.span) {
            others += usize::from(!token.is(','));
            plain &= token.capital || (token.shape != Shape::Word && !token.is(':')) || leads(at);
        }
    }
    (others <= OTHER_WORDS && plain).then_some(date)
}

/// The first date of a line that names a day.
fn dated(page: &Page<'_, '_>, line: &Line) -> Option<(Span, PartialDate)> {
    // `2027年9月3日` / `3 September 2027`: a date alone has too few words to tell its language by.
    let others = || page.grammars.iter().filter(|_| page.grammars.len() > 1);
    full_date(page, line.span, page.grammar_of(line)?)
        .or_else(|| others().find_map(|grammar| full_date(page, line.span, grammar)))
}

/// The byte at which the name of an office begins in a line: at its start, or after a name and a comma.
fn office(page: &Page<'_, '_>, line: &Line) -> Option<usize> {
    let tokens = page.tokens_of(line);
    let ends = tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':')));
    let at = |place: usize| {
        let token = page.tokens.get(place)?;
        let (length, _) = page.phrase(line, place, classes::OFFICE)?;
        // `Глава 2` is a chapter, `Глава района` its head.
        let numeral = |next: &Token| {
            let text = next.span.of(page.source);
            next.shape == Shape::Digits || text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        };
        let next = tokens.get(place + length - line.tokens.0);
        if next.is_some_and(numeral) {
            return None;
        }
        let unspaced = token.is_unspaced(page.source);
        (token.capital || unspaced).then(|| token.span.start())
    };
    let after_comma = || {
        let comma = tokens.iter().position(|token| token.is(','))?;
        at(line.tokens.0 + comma + 1)
    };
    // `海坪市市长　周岭南`, `大会主席`: where words are not set apart, the office ends what stands before a gap.
    let at_end = || {
        const LONGEST_OFFICE: usize = 16;
        let end = tokens.iter().skip(1).position(|token| token.spaced).map_or(tokens.len(), |gap| gap + 1);
        let run = tokens.get(..end).filter(|_| end <= LONGEST_OFFICE)?;
        let unspaced = run.iter().all(|token| token.shape == Shape::Word && token.is_unspaced(page.source));
        let named = |place: usize| {
            let office = page.phrase(line, line.tokens.0 + place, classes::OFFICE);
            office.is_some_and(|(length, _)| place + length == end)
        };
        run.first().filter(|_| unspaced && (1..end).any(named)).map(|first| first.span.start())
    };
    // `Ada Lindqvist, Minister of Works.`: a full stop that ends a name and an office is that of the text before.
    let named = || name_before_comma(page, line).and_then(|_| after_comma());
    if ends { named() } else { at(line.tokens.0).or_else(after_comma).or_else(at_end) }
}

/// `Principal Secretary to Government.` below `A. B. HALBERG,`: an office that ends the sentence of the signature.
fn office_below_name(page: &Page<'_, '_>, index: usize, line: &Line) -> Option<usize> {
    let first = page.tokens_of(line).first().filter(|first| first.capital)?;
    page.phrase(line, line.tokens.0, classes::OFFICE)?;
    let above = page.lines.get(index.checked_sub(1)?).filter(|above| above.role == LineRole::Body)?;
    match page.tokens_of(above) {
        [name @ .., comma] if comma.is(',') && is_name(name) => Some(first.span.start()),
        _ => None,
    }
}

/// A line that opens with two to five capitalised words, initials among them, and a comma.
fn name_before_comma(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    let tokens = page.tokens_of(line);
    let comma = tokens.iter().position(|token| token.is(','))?;
    let name = tokens.get(..comma)?;
    let (first, last) = (name.first()?, name.last()?);
    (is_name(name) && last.shape == Shape::Word && !last.shouted).then(|| first.span.cover(last.span))
}

/// Whether some words are a name with its initials, and nothing else: `Ada N. Brook-Hill`, `Una O'Reeve`.
fn is_name(tokens: &[Token]) -> bool {
    let joins = |token: &Token| !token.spaced && (token.is('-') || token.is('\''));
    let mut words = 0;
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        match token.shape {
            Shape::Word if before.is_some_and(joins) && !token.spaced => {}
            Shape::Word if token.capital => words += 1,
            Shape::Punct('.') => {}
            Shape::Punct(_) if joins(token) && before.is_some() => {}
            _ => return false,
        }
    }
    (2..=5).contains(&words)
}

/// `/s/ Helen R. Asher`: what stands behind the mark of a signature, nothing but capitalised words and initials.
fn signed_name(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    // `*Signed:* Helen R. Asher, Clerk`
    let mark = |token: &&Token| matches!(token.shape, Shape::Punct('*' | '_' | ':'));
    let tokens = page.tokens_of(line);
    let lead = tokens.iter().take_while(mark).count();
    let (length, _) = page.phrase(line, line.tokens.0 + lead, classes::UNSIGNED)?;
    let name = tokens.get(lead + length..)?;
    let name = name.get(name.iter().take_while(mark).count()..)?;
    let name = name.split(|token| token.is(',')).next()?;
    let (first, last) = (name.first()?, name.last()?);
    is_name(name).then(|| first.span.cover(last.span))
}

/// `董事长：周岭南`, `Chair: Ada Lindqvist (ex officio)`: a name behind the office and a colon.
fn name_behind_colon(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    const LONGEST_OFFICE: usize = 8;
    page.phrase(line, line.tokens.0, classes::OFFICE)?;
    let tokens = page.tokens_of(line);
    let colon = tokens.iter().take(LONGEST_OFFICE).position(|token| token.is(':'))?;
    let name = tokens.get(colon + 1..)?.split(|token| token.is('(')).next()?;
    let unspaced = (2..=4).contains(&name.len()) && name.iter().all(|token| token.is_unspaced(page.source));
    let (first, last) = (name.first()?, name.last()?);
    (unspaced || is_name(name)).then(|| first.span.cover(last.span))
}

/// `(Dr. Ada Lindqvist)`: a name alone in brackets above the office.
fn bracketed_name(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    let [open, name @ .., close] = page.tokens_of(line) else { return None };
    // `(Smt. Ada Lindqvist, IAS)`: letters that stand for a service or a degree.
    let mut parts = name.split(|token| token.is(','));
    let name = parts.next()?;
    let letters = |token: &Token| token.shouted || token.shape != Shape::Word;
    if !parts.all(|part| part.iter().all(letters)) {
        return None;
    }
    let (first, last) = (name.first()?, name.last()?);
    (open.is('(') && close.is(')') && is_name(name)).then(|| first.span.cover(last.span))
}

/// A name at the end of a line, or before a comma: initials and a capitalised word (`С.П. Лугов`, `D. R. Whitlock`), or, on
/// a line without an office, two to five capitalised words. `whole` says that one word before an initial belongs to it.
fn name_at_end(page: &Page<'_, '_>, line: &Line, office: bool, whole: bool) -> Option<Span> {
    let tokens = page.tokens_of(line);
    if office
        && page.phrase(line, line.tokens.0, classes::OFFICE).is_none()
        && let Some(name) = name_before_comma(page, line)
    {
        return Some(name);
    }
    let comma = tokens.iter().position(|token| token.is(',')).unwrap_or(tokens.len());
    for part in [tokens.get(..comma)?, tokens] {
        let Some(last) = part.last().filter(|last| last.shape == Shape::Word && last.capital) else {
            continue;
        };
        let initial = |pair: &[Token]| {
            let letter = pair.first().is_some_and(|token| {
                token.shape == Shape::Word && token.capital && length(token.span.of(page.source)) == 1
            });
            letter && pair.last().is_some_and(|mark| mark.is('.'))
        };
        let before = part.get(..part.len() - 1)?;
        // `Ada N. Brook-Hill`
        let double = match before {
            [head @ .., one, mark] if mark.is('-') && !mark.spaced && !last.spaced && one.capital => {
                Some(head)
            }
            _ => None,
        };
        let before = double.unwrap_or(before);
        let initials = before.rchunks_exact(2).take_while(|pair| initial(pair)).count();
        let start = before.len() - initials * 2;
        if let Some(first) = before.get(start).filter(|_| initials > 0) {
            // `Dr Helen R. Asher`: a title may stand before it.
            const MOST_GIVEN: usize = 3;
            let word =
                |given: &Token| given.shape == Shape::Word && given.capital && given.shouted == last.shouted;
            let given =
                before.get(..start).filter(|given| whole && start <= MOST_GIVEN && given.iter().all(word));
            return Some(given.and_then(<[Token]>::first).unwrap_or(first).span.cover(last.span));
        }
    }
    let quiet = |token: &Token| !token.shouted || length(token.span.of(page.source)) == 1;
    let plain = tokens.iter().all(|token| quiet(token) && !token.is('.'));
    if !office && is_name(tokens) && (plain || (whole && is_loud_name(page, line))) {
        return Some(line.span);
    }
    // `省长　周岭南`: a gap stands between office and name.
    let gap = tokens.iter().rposition(|token| token.spaced).filter(|&at| office && at > 0)?;
    let rest = tokens.get(gap..)?;
    let unspaced = rest.iter().all(|token| token.span.of(page.source).chars().all(is_unspaced));
    (unspaced && (2..=4).contains(&rest.len()))
        .then(|| rest.first().zip(rest.last()).map(|(first, last)| first.span.cover(last.span)))
        .flatten()
}

/// `ADA LINDQVIST` above `Mayor`: nothing but capitals, and no word of a body, an office or a formula: `CITY COUNCIL`, `SO ORDERED`.
fn is_loud_name(page: &Page<'_, '_>, line: &Line) -> bool {
    const OTHERS: [ClassId; 9] = [
        classes::ACTOR,
        classes::OFFICE,
        classes::SIGNATURE,
        classes::ADOPTED,
        classes::ENACTMENT,
        classes::DOCUMENT,
        classes::HEADING,
        classes::ISSUER,
        classes::CONNECTOR,
    ];
    let other = |at: usize| OTHERS.into_iter().any(|class| page.phrase(line, at, class).is_some());
    let loud = |token: &Token| token.shouted && token.shape == Shape::Word;
    page.tokens_of(line).iter().all(loud) && !(line.tokens.0..line.tokens.1).any(other)
}

/// The name of a body in a script without capitals: a few characters and no mark.
fn is_unspaced_name(page: &Page<'_, '_>, tokens: &[Token], line: &Line) -> bool {
    const LONGEST_NAME: usize = 40;
    let plain = |token: &Token| token.shape == Shape::Word;
    let unspaced = tokens.iter().filter(|token| token.span.of(page.source).chars().all(is_unspaced)).count();
    line.extent.length() <= LONGEST_NAME
        && tokens.len() >= 2
        && tokens.iter().all(plain)
        && unspaced * 2 > tokens.len()
}

/// Without the white space, commas and rules at its ends.
fn trimmed(page: &Page<'_, '_>, span: Span) -> Span {
    let trim = |span: Span| span.trimmed(page.source, |c| matches!(c, ',' | '_' | ':' | '：') || is_space(c));
    // `*Глава района*&nbsp;&nbsp;&nbsp;**А. Верхов**`: marks of emphasis and the blanks of a site are no words.
    let plain = || without_markup(page.source, span.start(), span).into_iter().map(trim);
    let marked = span.of(page.source).contains(['&', '*']);
    let words = marked.then(|| plain().filter(|part| !part.is_empty()).reduce(Span::cover)).flatten();
    words.unwrap_or_else(|| trim(span))
}
