//! The title with its kind, in each of the forms in which documents set it.
//!
//! Which form it is, `find` decides; each takes its lines for the title, and leaves those of other facts.

use super::issuer::{body_before_colon, body_of};
use super::kind_line::{
    announced, announces, holds_title, is_cited, is_subtitled, is_unspaced_line, kind_at_end, starts_title,
};
use super::lines::{Head, LONGEST};
use super::numbered_title::{Adopted, NumberedTitle};
use crate::grammar::classes;
use crate::roles::signature::is_house;
use crate::roles::typed::{joined, plain};
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, Token, is_ended, squeeze};
use std::borrow::Cow;
use std::ops::Range;

/// A title in capitals may be longer: no sentence looks like that.
const LONGEST_TITLE: usize = 3 * LONGEST;

impl<'a> Head<'a> {
    /// The title that Markdown marks, with the kind named in it.
    pub(super) fn marked_title(&mut self, page: &Page<'a, '_>, lines: Range<usize>) {
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
        // `# Постановление XI съезда` / `## О программе действий`: what it is about is the title.
        let about =
            |line: &&Line| line.level > 0 && page.phrase(line, line.tokens.0, classes::TITLE).is_some();
        let about = page.lines.get(at + 1..lines.end).into_iter().flatten().find(about);
        self.header.title = Some(plain(page.source, about.map_or(line.span, |about| about.span)));
        let role = |index: usize| if heading(&index) { LineRole::Title } else { LineRole::Header };
        self.roles.extend(lines.clone().map(|index| (index, role(index))));
        self.cited_below(page, lines.clone());
        self.letterhead(page, lines.start);
        if let Some(body) = page.lines.get(lines.start).filter(|_| at > lines.start) {
            self.header.issuer = self.header.issuer.take().or_else(|| body_of(page, body));
        }
        if self.header.issuer.is_none() {
            self.header.issuer = body_before_colon(page, line);
        }
        self.loose_facts(page, lines.end);
    }

    /// `# Об утверждении плана` / `Постановление Правительства области от 4 мая 2026 года № 73`: of a title that only says what it is
    /// about, the line below says the kind and who issued it.
    fn cited_below(&mut self, page: &Page<'a, '_>, lines: Range<usize>) {
        let line = page.lines.get(lines.end).filter(|_| starts_title(page, lines.start));
        let Some(line) = line.filter(|_| self.is_free(page, lines.end) && is_cited(page, lines.end)) else {
            return;
        };
        let Some((length, kind)) = page.phrase(line, line.tokens.0, classes::DOCUMENT) else { return };
        let kind = page.grammar_of(line).and_then(|grammar| grammar.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.cited_issuer(page, line, line.tokens.0 + length);
        self.roles.push((lines.end, LineRole::Header));
    }

    /// The title that a table of facts says: what was taken for it is the body, where no kind of document is named in it.
    pub(super) fn told_title(&mut self, told: Option<Cow<'a, str>>) {
        let Some(told) = told else { return };
        let taken = self.header.title.replace(told);
        if self.header.kind.is_none() {
            self.header.issuer = self.header.issuer.take().or(taken);
        }
    }

    /// The title behind a number, and what stands above it.
    pub(super) fn numbered(&mut self, page: &Page<'a, '_>, found: &NumberedTitle) {
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

    /// The kind, the issuer and the title, from line `at` on.
    pub(super) fn title_block(&mut self, page: &Page<'a, '_>, at: usize, upto: usize) {
        /// Words behind the kind that are no title yet.
        const FEW: usize = 3;
        let Some(line) = page.lines.get(at) else { return };
        if is_unspaced_line(page, line) {
            self.title_line(page, at);
            self.imprints(page, at + 1);
            return;
        }
        let whole = page.phrase(line, line.tokens.0, classes::DOCUMENT);
        let split = if whole.is_none() { page.split_kind(at) } else { None };
        let Some((length, which)) = whole.or(split.map(|kind| (page.tokens_of(line).len(), kind))) else {
            self.loud_title(page, at, line, upto);
            self.rest_of_head(page, at, upto);
            self.loose_facts(page, at + 1);
            return;
        };
        let language = line.grammar;
        let kind = page.grammar_of(line).and_then(|grammar| grammar.documents.get(usize::from(which)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.roles.push((at, LineRole::Title));
        let rest = page.tokens.get(line.tokens.0 + length..line.tokens.1).unwrap_or_default();
        let letterhead = self.header.issuer.clone();
        let issued = self.issuer_after(page, line, line.tokens.0 + length);
        let labelled =
            page.phrase(line, line.tokens.0 + length, classes::NUMBER_LABEL).is_some() || is_symbol(rest);
        let cited = !issued && !labelled && is_cited(page, at);
        let named = if labelled { number_end(page, line, line.tokens.0 + length) } else { None };
        if let Some(end) = named {
            self.issuer_behind_number(page, line, end);
        }
        self.issuer_before_title(page, line, line.tokens.0 + length);
        let behind = named.and_then(|end| title_behind_number(page, line, end));
        let above = if cited { self.title_above(page, at) } else { behind };
        if cited {
            self.cited_issuer(page, line, line.tokens.0 + length);
        }
        // Words after the kind that are neither issuer nor number are the title, kind included.
        let own = !issued
            && !labelled
            && !cited
            && rest.iter().filter(|token| token.shape == Shape::Word).count() > 1;
        let mut title: Option<(Span, bool)> = own.then(|| (line.span, page.is_shouted(line))).or(above);
        // `ОСНОВНЫЕ НАПРАВЛЕНИЯ` / `бюджетной политики`: of a kind on two lines the first is part of the title.
        if split.is_some() {
            let loud = page.lines.get(at + 1).is_some_and(|next| page.is_shouted(next));
            title = Some((line.span, loud));
        }
        for index in at + 1..if above.is_some() { at + 1 } else { upto } {
            let Some(line) = page.lines.get(index) else { break };
            if line.role == LineRole::Page && title.is_some() {
                break;
            }
            if !self.is_free(page, index) {
                continue;
            }
            let last = page.tokens_of(line).last();
            // `HARBOUR PLAN FOR HALLEM:` / `LIGHT ON THE QUAYS`: a colon within a title.
            let within =
                index + 1 < upto && last.is_some_and(|last| last.is(':')) && goes_on_loud(page, index);
            let ended = last.is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ':' | ';')));
            let sentence = ended && !within;
            // `{SWD(2029) 77 final}`: papers that go with it.
            if title.is_some() && page.tokens_of(line).first().is_some_and(|first| first.is('{')) {
                self.roles.push((index, LineRole::Header));
                continue;
            }
            // The other language's title stands beside this one's; the header has the first one's.
            if line.grammar != language && line.extent.length() <= LONGEST {
                if sentence {
                    break;
                }
                let fact = self.is_fact_line(page, line);
                self.roles.push((index, if fact { LineRole::Header } else { LineRole::Title }));
                continue;
            }
            // `thực hiện Nghị quyết số 12-NQ/TW về …` right below the kind goes on with it: a sentence begins with a capital, and
            // recitals end with a mark.
            let small = page.tokens_of(line).first().is_some_and(|first| first.is_small_word(page.source));
            let goes_on = title.is_none()
                && !line.blank_before
                && (small || (index == at + 1 && stays_open(page, index)));
            let opens = !goes_on
                && page.phrase(line, line.tokens.0, classes::PREAMBLE).is_some()
                && line.extent.length() > 30;
            if title.is_none() && self.issuer_after(page, line, line.tokens.0) {
                self.roles.push((index, LineRole::Header));
                continue;
            }
            // `GAZETTE NOTICE NO. 8` / `THE PORTS ACT` / `(No. 17 of 2021)`: the law under which it is issued has a number of its own.
            if labelled && title.is_none() && (is_own_number(page, index) || is_own_number(page, index + 1)) {
                self.roles.push((index, LineRole::Header));
                continue;
            }
            // `COUNTY GOVERNMENT OF HALLEM` below them, apart from the title.
            let apart = |index: usize| page.lines.get(index).is_some_and(|line| line.blank_before);
            if labelled && title.is_none() && apart(index) && apart(index + 1) && is_house(page, line) {
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
            if title.is_some() && letterhead.as_deref().is_some_and(|body| is_named_again(page, line, body)) {
                break;
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
                // `УКАЗ` / `Президента Республики` / `О портах`, or all in capitals: what stands between is who issues it.
                Some((span, _))
                    if self.header.issuer.is_none()
                        && starts_title(page, index)
                        && (index > at + 2 || line.blank_before)
                        && body_below(page, at, span).is_some() =>
                {
                    self.header.issuer = body_below(page, at, span).map(|body| squeeze(body.of(page.source)));
                    title = Some((line.span, shouted));
                }
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
                // Below a letterhead `РЕЗОЛЮЦИЯ VII СЪЕЗДА` says whose it is, `О развитии села` what it is about.
                Some((span, true))
                    if !shouted
                        && starts_title(page, index)
                        && rest.len() <= FEW
                        && page.lines.get(at).is_some_and(|kind| kind.span == span) =>
                {
                    title = Some((line.span, false));
                }
                // `REPORT FROM THE COUNCIL TO THE ASSEMBLY,` / `THE PORTS AND THE TOWNS` / `A life for old bricks`: what stood in
                // capitals says between whom it goes.
                Some((_, true))
                    if !shouted
                        && issued
                        && letterhead.is_some()
                        && line.blank_before
                        && !last.is_some_and(|last| last.is(','))
                        && page.tokens_of(line).first().is_some_and(|first| first.capital)
                        && page.phrase(line, line.tokens.0, classes::PREAMBLE).is_none() =>
                {
                    self.header.issuer.clone_from(&letterhead);
                    title = Some((line.span, false));
                }
                Some(_) => break,
            }
            self.roles.push((index, LineRole::Title));
        }
        self.header.title = title.map(|(span, _)| plain(page.source, span));
        self.rest_of_head(page, at, upto);
        self.facts_below(page, upto);
    }

    /// The title right above line `at`, which cites the document.
    fn title_above(&mut self, page: &Page<'_, '_>, at: usize) -> Option<(Span, bool)> {
        const LINES: usize = 3;
        let start = (at.saturating_sub(LINES)..at).rev().find(|&index| starts_title(page, index))?;
        // `30.01.2029 | Views: 120`: what a site sets between the two.
        let site = page.lines.get(start..at)?.iter().rev().take_while(|line| line.role == LineRole::Page);
        let at = at - site.count();
        let lines = page.lines.get(start..at)?;
        let whole = lines.iter().all(|line| line.role == LineRole::Body && !is_ended(page.tokens_of(line)));
        let cut = lines.iter().skip(1).any(|line| line.blank_before);
        let span = lines.iter().map(|line| line.span).reduce(Span::cover).filter(|_| whole && !cut)?;
        self.roles.retain(|&(index, _)| !(start..at).contains(&index));
        self.roles.extend((start..at).map(|index| (index, LineRole::Title)));
        Some((span, false))
    }

    /// A title in capitals with the kind within it: `NATIONAL WATER STRATEGY 2025-2032`.
    fn loud_title(&mut self, page: &Page<'a, '_>, at: usize, line: &Line, upto: usize) {
        let mut places = (line.tokens.0..line.tokens.1).rev();
        let kind = places.find_map(|at| page.phrase(line, at, classes::DOCUMENT));
        // `LIGHT ON THE QUAYS` / `White Paper on harbours and pilots`
        let below = page.lines.get(at + 1).filter(|_| kind.is_none() && is_subtitled(page, at));
        let kind =
            kind.or_else(|| below.and_then(|next| page.phrase(next, next.tokens.0, classes::DOCUMENT)));
        let kind = kind.and_then(|(_, kind)| page.grammar_of(line)?.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        let start = title_begins(page, at);
        self.roles.extend((start..=at).map(|index| (index, LineRole::Title)));
        self.roles.extend(below.map(|_| (at + 1, LineRole::Title)));
        let first = page.lines.get(start).unwrap_or(line);
        let (mut span, mut open) = (first.span.cover(line.span), ends_open(page, line));
        for index in at + 1..upto {
            let Some(next) = page.lines.get(index).filter(|next| !next.blank_before) else { break };
            let joined = open || ends_open(page, next) || starts_title(page, index);
            let loud = page.is_shouted(next) && !is_house(page, next) && !self.is_fact_line(page, next);
            if !joined || !loud || !self.is_free(page, index) {
                break;
            }
            self.roles.push((index, LineRole::Title));
            (span, open) = (span.cover(next.span), ends_open(page, next));
        }
        self.header.title = Some(plain(page.source, span));
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
        self.announced(page, line, at);
        self.issuer_in_title(page, start, at);
        self.issuer_above(page, start);
        self.roles.retain(|&(index, _)| !(start..=at).contains(&index));
        self.roles.extend((start..=at).map(|index| (index, LineRole::Title)));
        // `……扶持办法` / `澄新规〔2026〕3号`
        let below = page.lines.get(at + 1).filter(|_| self.is_free(page, at + 1));
        if below.is_some_and(|line| page.sole_number(line).is_some()) {
            self.roles.push((at + 1, LineRole::Header));
        }
    }

    /// `海坪市政府 海坪市港务局印发《渔港管理意见》`, on one line or two: news says who issues it before its title.
    fn announced(&mut self, page: &Page<'a, '_>, line: &Line, at: usize) {
        let above = at.checked_sub(1).and_then(|above| Some((above, page.lines.get(above)?)));
        let quoted = page.tokens_of(line).first().is_some_and(|first| first.is('"'));
        let (from, issuer, open) = match (announced(page, line), above) {
            (Some((end, open)), _) => (line.tokens.0, end, open),
            (None, Some((index, above))) if quoted && above.role == LineRole::Body => {
                let Some(end) = announces(page, above) else { return };
                self.roles.retain(|&(line, _)| line != index);
                self.roles.push((index, LineRole::Header));
                (above.tokens.0, end, line.tokens.0)
            }
            _ => return,
        };
        let words = |from: usize, to: usize| {
            let words = page.tokens.get(from..to)?.iter().map(|word| word.span);
            words.reduce(Span::cover).map(|span| squeeze(span.of(page.source)))
        };
        self.header.issuer = self.header.issuer.take().or_else(|| words(from, issuer));
        self.header.title = words(open + 1, line.tokens.1.saturating_sub(1)).or(self.header.title.take());
    }

    /// `Sub:- Mission for the towns – Approval – Orders issued`: the title of an order behind its label, up to an empty line.
    pub(super) fn subject(&mut self, page: &Page<'a, '_>, upto: usize) {
        const MOST: usize = 6;
        let line = (0..upto).find_map(|index| Some((index, subject_from(page, index)?)));
        let Some((at, from)) = line else { return };
        let goes_on = |&index: &usize| {
            // What stands below the kind of document was taken for its title already.
            let open = self.is_free(page, index) || self.roles.contains(&(index, LineRole::Title));
            let more = page.lines.get(index).filter(|_| open);
            let opens = |line: &Line| {
                let told = |class| page.phrase(line, line.tokens.0, class).is_some();
                told(classes::GROUNDS) || told(classes::ADDRESSEES) || is_labelled(page, line)
            };
            more.is_some_and(|line| !line.blank_before && !opens(line))
        };
        let more = (at + 1..upto.min(at + MOST)).take_while(goes_on).count();
        let Some(last) = page.lines.get(at + more) else { return };
        self.header.title = Some(plain(page.source, Span::new(from, last.span.end())));
        self.roles.retain(|&(index, _)| !(at..=at + more).contains(&index));
        self.roles.extend((at..=at + more).map(|index| (index, LineRole::Title)));
    }
}

/// The body that stands on a line of its own right below the kind of document on line `at`, where that alone was taken for the
/// title so far.
fn body_below(page: &Page<'_, '_>, at: usize, title: Span) -> Option<Span> {
    const LONGEST_NAME: usize = 10;
    let (kind, body) = (page.lines.get(at)?, page.lines.get(at + 1)?);
    let (length, _) = page.phrase(kind, kind.tokens.0, classes::DOCUMENT)?;
    let tokens = page.tokens_of(body);
    let named = (body.tokens.0..body.tokens.1).any(|at| {
        [classes::ACTOR, classes::OFFICE].into_iter().any(|class| page.phrase(body, at, class).is_some())
    });
    let name = tokens.len() <= LONGEST_NAME
        && tokens.first().is_some_and(|first| first.capital)
        && tokens.iter().all(|token| token.shape == Shape::Word || token.is('-'))
        && !starts_title(page, at + 1);
    let sole = length == page.tokens_of(kind).len() && !body.blank_before;
    let taken = title == body.span || title == kind.span.cover(body.span);
    (sole && taken && named && name).then_some(body.span)
}

/// `說明：復貴府……函。`: a few characters and a colon, where no blank says that they are one word.
fn is_labelled(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 4;
    let tokens = page.tokens_of(line);
    let label = |token: &&Token| token.shape == Shape::Word && token.is_unspaced(page.source);
    let length = tokens.iter().take_while(label).count();
    (1..=LONGEST).contains(&length) && tokens.get(length).is_some_and(|colon| colon.is(':'))
}

/// Where the subject begins behind its label on line `index`.
fn subject_from(page: &Page<'_, '_>, index: usize) -> Option<usize> {
    let line = page.lines.get(index)?;
    let (length, _) = page.phrase(line, line.tokens.0, classes::SUBJECT)?;
    // `ВОПРОС 3: О бюджете`
    let numbered = page.tokens.get(line.tokens.0 + length).is_some_and(|token| token.shape == Shape::Digits);
    let colon = line.tokens.0 + length + usize::from(numbered);
    // `SUBJECT.- Roads`: an older way to set it off.
    let stop = |mark: &Token| {
        mark.is('.') && page.tokens.get(colon + 1).is_some_and(|dash| dash.is('-') && !dash.spaced)
    };
    page.tokens.get(colon).filter(|mark| mark.is(':') || stop(mark))?;
    let dash = page.tokens.get(colon + 1).is_some_and(|dash| dash.is('-'));
    let first = page.tokens.get(colon + 1 + usize::from(dash));
    first.filter(|first| line.span.contains(first.span)).map(|first| first.span.start())
}

/// The line of the subject where nothing but the lines of a head stand above it: `Council of the Union` / `Brussels, 12 June
/// 2026` / `To: Delegations` / `Subject: Soil health`.
pub(super) fn subject_line(page: &Page<'_, '_>, upto: usize) -> Option<usize> {
    const MOST: usize = 14;
    let at = (0..upto.min(MOST)).find(|&index| subject_from(page, index).is_some())?;
    let mut above = page.lines.iter().take(at).filter(|line| line.role == LineRole::Body);
    let short = |line: &Line| {
        line.extent.length() <= LONGEST && line.row.is_none() && !is_ended(page.tokens_of(line))
    };
    above.all(short).then_some(at)
}

/// Whether a few lines from `index` on, up to an empty one, end in no mark.
fn stays_open(page: &Page<'_, '_>, index: usize) -> bool {
    const MOST: usize = 4;
    let lines = page.lines.get(index..).unwrap_or_default();
    let more = lines.iter().skip(1).take(MOST).take_while(|line| !line.blank_before).count();
    more < MOST && lines.get(more).is_some_and(|last| !is_ended(page.tokens_of(last)))
}

/// Where a title in capitals begins that names its kind on line `at`: `CLEAN WATER AND WASTE WATER` / `MASTER PLAN 2031` below the house
/// that issues it and an empty line.
pub(super) fn title_begins(page: &Page<'_, '_>, at: usize) -> usize {
    const MOST: usize = 2;
    let line = |index: usize| page.lines.get(index).filter(|line| line.role == LineRole::Body);
    let loud = |line: &Line| page.is_shouted(line) && line.row.is_none() && line.extent.length() < LONGEST;
    let has =
        |line: &Line, class| (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, class).is_some());
    // What names a body, a kind or a number stands by itself.
    let words = |line: &Line| {
        let figures = page.tokens_of(line).iter().any(|token| token.shape == Shape::Digits);
        let classes = [classes::ACTOR, classes::DOCUMENT, classes::LETTERHEAD, classes::OFFICE];
        loud(line) && !figures && !classes.into_iter().any(|class| has(line, class))
    };
    let joined = |index: usize| line(index).is_some_and(|line| !line.blank_before && loud(line));
    let Some(start) = (1..=MOST)
        .filter_map(|back| at.checked_sub(back))
        .find(|&start| line(start).is_some_and(|line| line.blank_before))
    else {
        return at;
    };
    let whole = (start..at).all(|index| line(index).is_some_and(words) && joined(index + 1));
    let house = (0..start).rev().find_map(line).is_some_and(loud);
    if whole && house { start } else { at }
}

/// Whether a line in capitals that enacts nothing goes on with one in capitals.
fn goes_on_loud(page: &Page<'_, '_>, index: usize) -> bool {
    let (Some(line), Some(next)) = (page.lines.get(index), page.lines.get(index + 1)) else { return false };
    let enacts =
        || (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::ENACTMENT).is_some());
    let body = next.role == LineRole::Body && !next.blank_before;
    body && page.is_shouted(line) && page.is_shouted(next) && !enacts()
}

/// `(No. 17 of 2021)`: a line that is nothing but a number in brackets.
fn is_own_number(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST: usize = 8;
    let Some(line) = page.lines.get(index).filter(|line| line.role == LineRole::Body) else { return false };
    let tokens = page.tokens_of(line);
    tokens.len() <= LONGEST
        && tokens.first().is_some_and(|open| open.is('('))
        && tokens.last().is_some_and(|close| close.is(')'))
        && page.phrase(line, line.tokens.0 + 1, classes::NUMBER_LABEL).is_some()
        && tokens.iter().any(|token| token.shape == Shape::Digits)
}

/// Where the number ends that stands with its label at token `at`: `No 2031/04`.
fn number_end(page: &Page<'_, '_>, line: &Line, at: usize) -> Option<usize> {
    let (label, _) = page.phrase(line, at, classes::NUMBER_LABEL)?;
    let tokens = page.tokens.get(at + label..line.tokens.1)?;
    let part = |token: &&Token| !token.spaced && !matches!(token.shape, Shape::Punct(':' | ',' | ';'));
    tokens.first().filter(|first| !matches!(first.shape, Shape::Punct(_)))?;
    let length = 1 + tokens.iter().skip(1).take_while(part).count();
    let numbered = tokens.get(..length)?.iter().any(|token| token.shape == Shape::Digits);
    numbered.then_some(at + label + length)
}

/// `Resolution No. 4/2026: Light on the Quays`: the title behind the number and a colon.
fn title_behind_number(page: &Page<'_, '_>, line: &Line, end: usize) -> Option<(Span, bool)> {
    const FEWEST: usize = 2;
    let colon = page.tokens.get(end).filter(|mark| end < line.tokens.1 && mark.is(':'))?;
    let words = page.tokens.get(end + 1..line.tokens.1)?;
    let opens = words.first().is_some_and(|first| first.capital) && !is_ended(words);
    let several = words.iter().filter(|word| word.shape == Shape::Word).count() >= FEWEST;
    let span = words.iter().map(|word| word.span).reduce(Span::cover)?;
    (!colon.spaced && opens && several).then_some((Span::new(span.start(), line.span.end()), false))
}

/// `PB/RES/2027/3`: letters and digits with strokes between and no blank.
fn is_symbol(tokens: &[Token]) -> bool {
    let stroke = tokens.iter().any(|token| token.is('/'));
    let digits = tokens.last().is_some_and(|last| last.shape == Shape::Digits);
    stroke && digits && tokens.iter().skip(1).all(|token| !token.spaced)
}

/// Whether a line of a title ends in a word that joins it to the next: `OPERATIONAL GUIDELINES` / `OF` / `THE SEEDS SCHEME`.
fn ends_open(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Tokens of such a word: `of the`.
    const LONGEST: usize = 2;
    let (from, end) = line.tokens;
    let joins = |at: usize| {
        let classes = [classes::ISSUER, classes::TITLE, classes::CONNECTOR].into_iter();
        classes.filter_map(|class| page.phrase(line, at, class)).any(|(length, _)| at + length == end)
    };
    (end.saturating_sub(LONGEST).max(from)..end).any(joins)
}

/// Whether a line below a title in capitals says again who issues it: `NGHỊ QUYẾT` / `VỀ NGÂN SÁCH NĂM 2027` / `HỘI ĐỒNG NHÂN
/// DÂN TỈNH`. `CỦA` / `QUỐC HỘI NĂM 2027` goes on with the title.
fn is_named_again(page: &Page<'_, '_>, line: &Line, body: &str) -> bool {
    let words = squeeze(line.span.of(page.source));
    let digits = page.tokens_of(line).iter().any(|token| token.shape == Shape::Digits);
    // `THE HARBOUR MASTER` above the kind, `HARBOUR MASTER` below the title.
    let bare = body.split_once(' ').is_some_and(|(_, bare)| bare == words);
    let named = words.starts_with(body) || words.ends_with(body) || bare;
    page.is_shouted(line) && named && !digits && (line.blank_before || bare || words == body)
}
