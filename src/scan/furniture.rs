//! Lines that a page or a site put around the words: rules, page numbers, running heads, credits.

use super::explain::PageWhy;
use super::footnotes;
use super::html;
use super::line::{Line, LineRole, Page};
use super::marker::{Opening, is_emoji, misread_digit, opening};
use super::menu;
use super::wrap::{MOST_INDENT, indent, is_beside};
use crate::grammar::classes;
use crate::text::{Shape, Token, digit_value, is_ended, is_space, squeeze};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Blanks that set a page number off from the words of its line, at least; a tab or a bar does as well.
const WIDE_GAP: &str = "   ";

/// Marks the lines of `page` that are no words of the document.
pub(crate) fn find(page: &mut Page<'_, '_>) {
    let mut pages: HashSet<usize> = HashSet::new();
    let mut whys: Vec<(usize, PageWhy)> = Vec::new();
    let heads = running_heads(page);
    let links = links(page);
    let menus = menu::find(page);
    let contents = contents(page);
    let masthead = masthead(page);
    // The first line with a marker: what stands above it is the head, whose lines a page may cut apart as well.
    let first = OnceCell::new();
    let opened = |line: usize| {
        let first = first.get_or_init(|| (0..page.lines.len()).find(|&index| opening(page, index).is_some()));
        first.is_some_and(|first| first < line)
    };
    for (index, line) in page.lines.iter().enumerate() {
        let tokens = page.tokens_of(line);
        // `*Source: Statistics Office;`: the emphasis may be closed on a later line.
        let marks = tokens.windows(2).take(1).filter(|pair| {
            pair.first().is_some_and(|first| first.is('*') || first.is('_'))
                && pair.last().is_some_and(|next| !next.spaced)
        });
        let from = marks.count();
        let credit =
            page.phrase(line, line.tokens.0 + from, classes::FURNITURE).is_some_and(|(length, _)| {
                // A word such as "source" opens a credit only before a colon, or where it is an address.
                let next = tokens.get(from + length);
                line.extent.length() < 200
                    && (next.is_none()
                        || next.is_some_and(|next| matches!(next.shape, Shape::Punct(':' | '(' | '/'))))
            });
        let why = if is_rule(tokens) || is_star_of_head(page, index) {
            PageWhy::Rule
        } else if is_contents(tokens) || contents.contains(&index) {
            PageWhy::Contents
        } else if credit
            || links.contains(&index)
            || is_stamp(page, index)
            || is_trail(page, line)
            || is_dated_credit(page, line)
            || is_site(page, line, line.tokens)
            || is_type_size(page, line)
            || menus.contains(&index)
            || menu::is_bar(page, line)
            || menu::is_copyright(page, line)
            || menu::is_imprint(page, line)
        {
            PageWhy::Credit
        } else if heads.contains(&index) || masthead.contains(&index) || is_gazette_page(page, index) {
            PageWhy::RunningHead
        } else if is_numbered_page(page, index) {
            let beside = index.checked_sub(1).into_iter().chain([index + 1]);
            let is_head = |&other: &usize| {
                is_gazette(page, other) || (opened(index) && is_running_title(page, index, other))
            };
            for index in beside.filter(is_head) {
                pages.insert(index);
                whys.push((index, PageWhy::RunningHead));
            }
            PageWhy::Numbered
        } else {
            continue;
        };
        pages.insert(index);
        whys.push((index, why));
    }
    let numbers = page_numbers(page, &pages);
    whys.extend(numbers.into_iter().map(|index| (index, PageWhy::Counted)));
    for (index, why) in whys {
        if let Some(line) = page.lines.get_mut(index) {
            line.role = LineRole::Page;
            line.page = line.page.or(Some(why));
        }
    }
    footnotes::find(page);
}

/// A short line that names what the document is printed in: `Official Gazette, No. 5`.
fn is_gazette(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST: usize = 90;
    let Some(line) = page.lines.get(index) else { return false };
    line.extent.length() <= LONGEST && names_gazette(page, line)
}

fn names_gazette(page: &Page<'_, '_>, line: &Line) -> bool {
    (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::GAZETTE).is_some())
}

/// What a gazette sets above the first document of an issue, down to the line with the day and the number of the issue:
/// `THE EASTMOOR GAZETTE` / `PUBLISHED BY AUTHORITY` / `PART I]   HALLEM, MONDAY, MAY 4, 2026   [No. 12`, or
/// `Vol. XII—No. 9     HALLEM, 4th May, 2026     Price 40`.
fn masthead(page: &Page<'_, '_>) -> Range<usize> {
    const LINES: usize = 12;
    let mut lines = page.lines.iter().take(LINES);
    let named = lines.position(|line| page.is_shouted(line) && names_gazette(page, line));
    let Some(named) = named else { return 0..0 };
    let issue = |line: &Line| {
        let tokens = page.tokens_of(line);
        let bracket = tokens.iter().find(|token| token.is('[') || token.is(']'));
        let says = |at, class| page.phrase(line, at, class).is_some();
        let volume = says(line.tokens.0, classes::GAZETTE)
            && (line.tokens.0..line.tokens.1).any(|at| says(at, classes::NUMBER_LABEL));
        (volume || bracket.is_some_and(|first| first.is(']')))
            && tokens.iter().any(|token| token.is_year_long(page.source))
    };
    lines.position(issue).map_or(0..0, |below| 0..named + 2 + below)
}

/// `PART I-A]   THE EASTMOOR GAZETTE, MAY 5, 2026      3`: the same at the edge of a page, with the number of the page.
fn is_gazette_page(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST: usize = 200;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.gaps && line.row.is_none()) else {
        return false;
    };
    line.extent.length() <= LONGEST
        && names_gazette(page, line)
        // `Notices in the gazette      12      14` is a row of figures.
        && page.is_shouted(line)
        && page_at_edge(page, index).is_some()
}

/// `2027年工作报告` right below the number of the page, within a sentence that goes on behind both: what the document is, on
/// the edge of a page.
fn is_running_title(page: &Page<'_, '_>, number: usize, index: usize) -> bool {
    const LONGEST: usize = 60;
    let Some(line) =
        page.lines.get(index).filter(|line| line.extent.length() <= LONGEST && line.row.is_none())
    else {
        return false;
    };
    let (first, last) = (number.min(index), number.max(index));
    let blank = |index: usize| page.lines.get(index).is_none_or(|line| line.blank_before);
    let apart = blank(first) && !blank(last) && blank(last + 1);
    let names = |at: usize| page.phrase(line, at, classes::DOCUMENT).is_some();
    let tokens = page.tokens_of(line);
    let before = first.checked_sub(1).and_then(|at| page.lines.get(at));
    let open = before.and_then(|line| page.tokens_of(line).last()).is_some_and(stays_open);
    let next = page.lines.get(last + 1).and_then(|line| page.tokens_of(line).first());
    let goes_on = next.is_some_and(|next| matches!(next.shape, Shape::Word | Shape::Digits) && !next.capital);
    apart
        && open
        && goes_on
        && !is_ended(tokens)
        && opening(page, last + 1).is_none()
        && (line.tokens.0..line.tokens.1).any(names)
}

/// Marks between the steps of a path, at least: one may stand in a sentence.
pub(super) const FEWEST_CRUMBS: usize = 2;

/// Whether the mark at token `at` stands between two steps of the path to a page of a site: `Home › Plans › Water`.
pub(super) fn is_crumb(page: &Page<'_, '_>, line: &Line, at: usize) -> bool {
    let token = |at: usize| page.tokens.get(at).filter(|_| at < line.tokens.1);
    // `plan > do > check` is a path only where it begins with the words of a site.
    let named = || page.phrase(line, line.tokens.0, classes::FURNITURE).is_some();
    let mark = token(at).filter(|mark| mark.spaced).is_some_and(|mark| match mark.span.of(page.source) {
        "›" | "»" => true,
        ">" => named(),
        _ => false,
    });
    mark && token(at + 1).is_some_and(|next| next.spaced && next.shape == Shape::Word)
}

/// The path to a page of a site, alone on its line.
fn is_trail(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 200;
    let crumbs = (line.tokens.0 + 1..line.tokens.1).filter(|&at| is_crumb(page, line, at)).count();
    let sentence =
        page.tokens_of(line).last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';')));
    crumbs >= FEWEST_CRUMBS && !sentence && line.row.is_none() && line.extent.length() < LONGEST
}

/// The lines of a site's lists of other pages: below `Related articles`, each begins with the same bullet, or is the title of
/// a page, and nothing of the text follows them.
fn links(page: &Page<'_, '_>) -> HashSet<usize> {
    const LONGEST: usize = 200;
    let mut links = HashSet::new();
    let bullet = |index: usize| {
        let line =
            page.lines.get(index).filter(|line| !page.is_apart(line) && line.extent.length() < LONGEST)?;
        let first = page.tokens_of(line).first()?;
        matches!(first.shape, Shape::Punct(_)).then(|| first.span.of(page.source))
    };
    for (index, line) in page.lines.iter().enumerate() {
        let Some((length, _)) = page.phrase(line, line.tokens.0, classes::RELATED) else { continue };
        let rest = page.tokens_of(line).get(length..).unwrap_or_default();
        if !rest.iter().all(|mark| mark.is(':')) {
            continue;
        }
        let below = index + 1..page.lines.len();
        let Some(first) = bullet(index + 1) else {
            let titles = below.take_while(|&next| is_title_of_page(page, next)).count();
            if titles > 0 && ends_text(page, index + 1 + titles) {
                links.extend(index..=index + titles);
            }
            continue;
        };
        links.insert(index);
        links.extend(below.take_while(|&next| bullet(next) == Some(first)));
    }
    links
}

/// `Spring sowing is over`: a short line with a capital, right below another, that ends in no mark of a sentence.
fn is_title_of_page(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST: usize = 120;
    let Some(line) = page.lines.get(index).filter(|line| !page.is_apart(line) && line.row.is_none()) else {
        return false;
    };
    let tokens = page.tokens_of(line);
    let capital =
        tokens.first().is_some_and(|first| first.capital || first.is('"') || first.is_unspaced(page.source));
    let ended = tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | ',')));
    capital && !ended && line.extent.length() <= LONGEST && !menu::is_owner(tokens)
}

/// Whether no more than a few lines follow from line `index` on, all of which a site prints below a text.
fn ends_text(page: &Page<'_, '_>, index: usize) -> bool {
    const MOST: usize = 6;
    let rest = page.lines.get(index..).unwrap_or_default();
    rest.len() <= MOST
        && rest.iter().all(|line| menu::is_owner(page.tokens_of(line)) || is_site(page, line, line.tokens))
}

/// When a page was put on the net, above its text: `Friday, 14/03/2025 09:26`. No date of a document has a clock.
fn is_stamp(page: &Page<'_, '_>, index: usize) -> bool {
    /// Lines of a page before its text, at most.
    const HEAD: usize = 12;
    let item = page.lines.get(index).map_or(&[][..], |line| page.tokens_of(line));
    let year = item.iter().position(|token| token.is_year_long(page.source));
    let behind = year.and_then(|year| item.get(year..)).unwrap_or_default();
    let stamp = index < HEAD && is_day(page, item) && behind.windows(3).any(is_clock);
    stamp && !(0..index).any(|above| opening(page, above).is_some())
}

/// `Last reviewed 3 June 2027   Cookie settings   Contact`: words of a site with a day behind them, alone or beside other columns.
fn is_dated_credit(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 200;
    let Some((length, _)) = page.phrase(line, line.tokens.0, classes::FURNITURE) else { return false };
    let words = line.span.of(page.source);
    // `Source<tab>2026<tab>2027` is the head of a table.
    // The blanks of a site may be no-break ones.
    let blank = |at: usize| {
        words.get(at..).is_some_and(|rest| {
            rest.starts_with('\t')
                || rest.chars().take(WIDE_GAP.len()).filter(|&c| is_space(c)).count() == WIDE_GAP.len()
        })
    };
    let gap = words.char_indices().map(|(at, _)| at).find(|&at| blank(at));
    let first = gap.map_or(line.span.end(), |gap| line.span.start() + gap);
    let behind = page.tokens_of(line).get(length..).unwrap_or_default();
    let cell = behind.iter().take_while(|token| token.span.end() <= first).count();
    let day = behind.get(..cell).unwrap_or_default();
    let digits = day.first().is_some_and(|first| first.shape == Shape::Digits);
    line.extent.length() < LONGEST && digits && day.len() > 1 && is_day(page, day)
}

/// `09:26`
fn is_clock(tokens: &[Token]) -> bool {
    let digits = |token: &Token| token.shape == Shape::Digits && token.span.len() <= 2;
    match tokens {
        [hour, mark, minute] => {
            digits(hour) && mark.is(':') && digits(minute) && !mark.spaced && !minute.spaced
        }
        _ => false,
    }
}

/// A date, with the day of the week and a clock at most: `Friday, 14/03/2025`. `Deadline: 30/06/2026` says more.
fn is_day(page: &Page<'_, '_>, item: &[Token]) -> bool {
    const WORDS: usize = 5;
    const LONGEST: usize = 16;
    if item.len() > LONGEST {
        return false;
    }
    let year = item.iter().any(|token| token.is_year_long(page.source));
    let words = item.iter().filter(|token| token.shape == Shape::Word).count();
    let plain = item.iter().enumerate().all(|(at, token)| match token.shape {
        Shape::Punct(':') => at.checked_sub(1).and_then(|hour| item.get(hour..=at + 1)).is_some_and(is_clock),
        // `16:40 👁 1 248 💬 17`: pictures stand for views and comments.
        Shape::Punct(mark) => matches!(mark, ',' | '.' | '/' | '-') || is_emoji(mark),
        _ => true,
    });
    year && plain && words <= WORDS
}

/// Whether tokens are nothing but what a site puts around a text, with bars between several of it:
/// `Last updated: 21/05/2026 | 3 min read`, `12 comments`, `Share | Print`, `Friday, 14/03/2025 09:26 | Font size A- A+`,
/// `【打印】【关闭】`.
pub(super) fn is_site(page: &Page<'_, '_>, line: &Line, (from, to): (usize, usize)) -> bool {
    /// Tokens after a label and its colon.
    const LONGEST: usize = 24;
    let tokens = page.tokens.get(from..to).unwrap_or_default();
    let mut at = from;
    // A date alone is the site's beside other words of it, and nobody's without them.
    let mut said = false;
    let barred = || tokens.iter().any(|token| token.is('|'));
    !tokens.is_empty()
        && tokens.len() <= 4 * LONGEST
        && tokens.split(|token| matches!(token.shape, Shape::Punct('|' | '[' | ']'))).all(|item| {
            let start = at;
            let end = start + item.len();
            at = end + 1;
            // Nothing stands between two brackets; between two bars stands an empty cell.
            if item.is_empty() && !barred() {
                return true;
            }
            let label = |at: usize| {
                page.phrase(line, at, classes::FURNITURE)
                    .map(|(length, _)| at + length)
                    .filter(|&after| after <= end)
            };
            // `*2624871*  Please recycle`: the number of a bar code.
            let marked = |token: &Token| matches!(token.shape, Shape::Punct(',' | '.' | '*'));
            let counted = item.iter().take(2).any(|first| first.shape == Shape::Digits)
                && item
                    .iter()
                    .position(|token| token.shape != Shape::Digits && !marked(token))
                    .is_some_and(|word| label(start + word) == Some(end));
            let colon = |after: usize| {
                page.tokens.get(after).is_some_and(|mark| mark.is(':')) && item.len() <= LONGEST
            };
            // `Font size A- A A+`
            let letters = |after: usize| {
                let rest = page.tokens.get(after..end).unwrap_or_default();
                rest.iter().all(|token| token.span.len() == 1 && token.shape != Shape::Digits)
            };
            // `Visits 1 904 / 733`; behind a wider gap or a tab stands a figure of a table: `Source<tab>2026<tab>2027`.
            let counter = |after: usize| {
                let last = after.checked_sub(1).and_then(|last| page.tokens.get(last));
                let first = page.tokens.get(after).filter(|first| first.shape == Shape::Digits);
                let gap = last
                    .zip(first)
                    .and_then(|(last, first)| page.source.get(last.span.end()..first.span.start()));
                let figure =
                    |token: &&Token| matches!(token.shape, Shape::Digits | Shape::Punct('/' | ',' | '.'));
                let rest = page.tokens.get(after..end).unwrap_or_default();
                let behind = after + rest.iter().take_while(figure).count();
                // `您是第 1048 位访问者`
                gap.is_some_and(|gap| matches!(gap, "" | " "))
                    && (behind == end || label(behind) == Some(end))
            };
            let own =
                counted || label(start).is_some_and(|after| colon(after) || letters(after) || counter(after));
            said |= own;
            own || is_day(page, item)
        })
        && said
}

/// `A- A+   Print   Email`: the buttons for smaller and larger letters, alone or before others of a site. No item `A-`.
fn is_type_size(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 120;
    let tokens = page.tokens_of(line);
    let letter = |token: &Token| matches!(token.span.of(page.source), "A" | "А");
    let sign = |token: &Token| !token.spaced && (token.is('+') || token.is('-'));
    let buttons = tokens.iter().take_while(|token| letter(token) || sign(token)).count();
    let (buttons, rest) = tokens.split_at(buttons);
    let larger = buttons.windows(2).any(|pair| matches!(pair, [a, plus] if letter(a) && plus.is('+')));
    let gap = buttons.last().zip(rest.first()).is_none_or(|(last, next)| {
        page.source.get(last.span.end()..next.span.start()).is_some_and(|gap| gap.len() > 1)
    });
    let sentence = tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';')));
    let several = buttons.iter().filter(|token| letter(token)).count() > 1;
    larger && several && gap && !sentence && line.extent.length() <= LONGEST
}

/// A line of marks only: `-----`, `***`, `_____`, `*`, and of what draws boxes: `─────`, `├──┼──┤`.
fn is_rule(tokens: &[Token]) -> bool {
    let mark = |token: &Token| {
        matches!(
            token.shape,
            Shape::Punct('-' | '*' | '_' | '=' | '~' | '.' | '|' | '#' | '+' | ':' | '\u{2500}'..='\u{257F}')
        )
    };
    let lone_bullet =
        tokens.len() == 1 && !tokens.first().is_some_and(|token| token.is('*') || token.is('_'));
    !tokens.is_empty() && tokens.iter().all(mark) && !lone_bullet
}

/// The star between the letterhead of an order and its title, alone on its line with an empty line below: no bullet of a list.
fn is_star_of_head(page: &Page<'_, '_>, index: usize) -> bool {
    /// Lines of the letterhead.
    const HEAD: usize = 8;
    let star = |line: &Line| matches!(page.tokens_of(line), [star] if star.is('★') || star.is('☆'));
    index < HEAD
        && page.lines.get(index).is_some_and(star)
        && page.lines.get(index + 1).is_some_and(|next| next.blank_before)
}

/// A line of a table of contents: words, a row of dots, a page number.
fn is_contents(tokens: &[Token]) -> bool {
    const FEWEST_DOTS: usize = 3;
    let Some((last, rest)) = tokens.split_last() else { return false };
    let dots =
        rest.iter().rev().take_while(|token| matches!(token.shape, Shape::Punct('.' | '…' | '·'))).count();
    last.shape == Shape::Digits && dots >= FEWEST_DOTS && rest.len() > dots
}

/// The lines above the text that name its parts, each of which stands again below as a heading: a table of contents without
/// the numbers of pages, as sites have it.
fn contents(page: &Page<'_, '_>) -> HashSet<usize> {
    const FEWEST: usize = 3;
    /// Lines above the first part, and characters of an entry.
    const HEAD: usize = 120;
    const LONGEST: usize = 100;
    /// Tokens of a sentence, at least: a text has begun.
    const SENTENCE: usize = 12;
    /// Tokens of what the table is called.
    const TITLE: usize = 4;
    let entry = |line: &Line| line.extent.length() <= LONGEST && line.row.is_none();
    let key = |line: &Line| squeeze(line.span.of(page.source));
    let begins = |line: &&Line| {
        let tokens = page.tokens_of(line);
        tokens.len() >= SENTENCE
            && tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';')))
    };
    let front =
        page.lines.iter().take(HEAD).position(|line| begins(&line)).unwrap_or(page.lines.len().min(HEAD));
    let mut again: HashMap<Cow<'_, str>, Vec<usize>> = HashMap::new();
    for (index, line) in page.lines.iter().enumerate().take(front).filter(|(_, line)| entry(line)) {
        again.entry(key(line)).or_default().push(index);
    }
    for (index, line) in page.lines.iter().enumerate().skip(front).filter(|(_, line)| entry(line)) {
        if let Some(places) = again.get_mut(&key(line)) {
            places.push(index);
        }
    }
    // Where the words of a line stand again, the first time.
    let mut below: Vec<(usize, usize)> = again
        .into_values()
        .filter_map(|places| places.first().copied().zip(places.get(1).copied()))
        .collect();
    below.sort_unstable();
    let goes_on = |(first, second): &(usize, usize), (next, heading): &(usize, usize)| {
        // The words of one entry may differ from those of its heading.
        next - first <= 2 && heading > second
    };
    let runs = below.chunk_by(goes_on).filter(|run| match run {
        // A text that stands twice in a file has its lines as near to each other the second time.
        [(first, above), .., (last, end)] => {
            run.len() >= FEWEST && above > last && end - above >= 2 * (last - first)
        }
        _ => false,
    });
    let mut found = HashSet::new();
    for (first, last) in runs.filter_map(|run| Some((run.first()?.0, run.last()?.0))) {
        // `1. Situation` / `2. Goals:` / `Roads`: the items of a part are none, though each has its own heading below.
        if (0..first).any(|above| matches!(opening(page, above), Some(Opening::Marker(_)))) {
            continue;
        }
        found.extend(first..=last);
        let named = |above: &usize| {
            page.lines.get(*above).is_some_and(|line| {
                let whole = |class| {
                    page.phrase(line, line.tokens.0, class)
                        .is_some_and(|(length, _)| line.tokens.0 + length == line.tokens.1)
                };
                page.tokens_of(line).len() <= TITLE && (whole(classes::HEADING) || whole(classes::FURNITURE))
            })
        };
        found.extend(first.checked_sub(1).filter(named));
    }
    found
}

/// `Page 3`, `Trang 3/10`, `- 3 -`, `第3页`; or other words, a wide gap, and one of these.
fn is_numbered_page(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let tokens = page.tokens_of(line);
    if !tokens.iter().any(|token| token.shape == Shape::Digits) {
        return false;
    }
    let named = page_word(page, line, line.tokens.0).unwrap_or(0);
    let rest = tokens.get(named..).unwrap_or_default();
    let count = |rest: &[Token], shape| rest.iter().filter(|token| token.shape == shape).count();
    let numbered = |rest: &[Token]| rest.len() <= 4 && count(rest, Shape::Digits) > 0;
    // `стр. З из 4`: a letter that a scan has taken for the digit is no word.
    let misread = |token: &&Token| misread_digit(token.span.of(page.source)).is_some();
    let words = |rest: &[Token]| count(rest, Shape::Word) - rest.iter().filter(misread).count();
    let at_edge = || cell_at_edge(page, line).is_some_and(|rest| numbered(rest) && words(rest) <= 1);
    let framed = tokens.len() == 3
        && tokens.first().is_some_and(|t| t.is('-'))
        && tokens.last().is_some_and(|t| t.is('-'));
    // A word on either side of the number: `第3页`, `第3页 共10页`, `第3页，共10页`.
    let is_page = |at: usize| page.phrase(line, line.tokens.0 + at, classes::PAGE).is_some();
    let around = tokens.first().is_some_and(|first| first.shape == Shape::Word)
        && tokens.get(1).is_some_and(|second| second.shape == Shape::Digits)
        && is_page(2)
        && tokens.iter().filter(|token| !token.is(',')).count() <= 6
        && is_page(tokens.len() - 1);
    let alone = named > 0 && words(rest) <= 1;
    around || (numbered(rest) && (framed || alone)) || at_edge() || framed_at_edge(page, line)
}

/// `Official Gazette  No. 11           — 4 —`: a number between dashes at an edge of a short line, a wide gap apart from its words.
fn framed_at_edge(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Characters of a running head.
    const LONGEST: usize = 160;
    let tokens = page.tokens_of(line);
    if line.extent.length() > LONGEST || !line.extent.gaps {
        return false;
    }
    // In a row of a table dashes stand for cells without a figure, as far apart as others.
    let gap = |pair: &[Token]| match pair {
        [last, next] => page.source.get(last.span.end()..next.span.start()).map_or(0, |gap| {
            if gap.contains('\t') { WIDE_GAP.len() } else { gap.chars().filter(|&c| is_space(c)).count() }
        }),
        _ => 0,
    };
    let framed = |frame: Option<&[Token]>| match frame {
        Some(frame @ [open, number, close]) => {
            open.is('-')
                && number.shape == Shape::Digits
                && close.is('-')
                && frame.windows(2).all(|pair| gap(pair) <= 1)
        }
        _ => false,
    };
    let far = |at: usize| tokens.get(at..at + 2).is_some_and(|pair| gap(pair) >= WIDE_GAP.len());
    let tail = tokens.len().saturating_sub(3);
    tail > 0 && ((framed(tokens.get(tail..)) && far(tail - 1)) || (framed(tokens.get(..3)) && far(2)))
}

/// What stands behind the word for a page in the last cell of a short line: `Res. 2026-41            Page 2 of 2`.
fn cell_at_edge<'p>(page: &'p Page<'_, '_>, line: &Line) -> Option<&'p [Token]> {
    /// Characters of a running foot: a text that has lost its line ends is no line of a page.
    const LONGEST: usize = 160;
    let tokens = page.tokens_of(line);
    let number = tokens.last().is_some_and(|last| last.shape == Shape::Digits);
    if !number || line.extent.length() > LONGEST {
        return None;
    }
    let gap = tokens.windows(2).rposition(|pair| {
        let [last, next] = pair else { return false };
        let gap = page.source.get(last.span.end()..next.span.start());
        gap.is_some_and(|gap| {
            gap.contains('\t') || gap.chars().filter(|&c| is_space(c)).count() >= WIDE_GAP.len()
        })
    })?;
    let length = page_word(page, line, line.tokens.0 + gap + 1)?;
    tokens.get(gap + 1 + length..)
}

/// Tokens of the word for a page at token `at`, in one language or in both: `Trang`, `Trang/Page`.
fn page_word(page: &Page<'_, '_>, line: &Line, at: usize) -> Option<usize> {
    /// Characters of a running foot.
    const LONGEST: usize = 160;
    let word = |at: usize| page.phrase_in_any(line, at, classes::PAGE).map(|(length, _)| length);
    let first = if line.extent.length() <= LONGEST { word(at)? } else { return None };
    let stroke = page.tokens.get(at + first).is_some_and(|mark| mark.is('/'));
    let second = if stroke { word(at + first + 1) } else { None };
    Some(second.map_or(first, |second| first + 1 + second))
}

/// Short lines that come again and again with other words between them, numbers aside.
fn running_heads(page: &Page<'_, '_>) -> HashSet<usize> {
    const LONGEST: usize = 90;
    const FEWEST: usize = 3;
    const FEWEST_LETTERS: usize = 8;
    /// Lines of the head of a document.
    const HEAD: usize = 6;
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    // `3/9/2031                     Case 30-118                     2 of 7`
    let short = |line: &Line| line.extent.length() <= if line.extent.gaps { 2 * LONGEST } else { LONGEST };
    for (index, line) in page.lines.iter().enumerate().filter(|(_, line)| short(line)) {
        if html::is_cell(line.span.of(page.source)) {
            continue;
        }
        // Markers and short labels come again in every list.
        let text = line.span.of(page.source);
        let mut letters = text.chars().filter(|c| c.is_alphabetic() && !c.is_numeric());
        let told = letters.nth(FEWEST_LETTERS - 1).is_some() || text.contains("    ");
        // `technology, innovation and national digital`: words that a width cut out of several sentences.
        if told && !begins_within(page, index) {
            let words: String = squeeze(text).chars().filter(|c| !c.is_numeric()).collect();
            seen.entry(words.trim().to_string()).or_default().push(index);
        }
    }
    let mut heads = HashSet::new();
    for list in seen.into_values().filter(|list| list.len() > 1) {
        let apart = list.windows(2).all(|pair| pair.first().zip(pair.last()).is_some_and(|(a, b)| b - a > 5));
        let interrupts = list.iter().filter(|&&index| interrupts(page, index)).count();
        let paged = list.iter().all(|&index| names_page(page, index));
        // `各部门要做好以下工作。`: a sentence that is said again under each heading.
        let sentence = list.iter().all(|&index| {
            page.lines
                .get(index)
                .is_some_and(|line| page.tokens_of(line).last().is_some_and(|end| end.is('.')))
        });
        // `— 7 —` / `东海市规划纲要`: next to the numbers of several pages. A text that stands twice in a file has its lines
        // beside the same number twice.
        // The first page may have none, and its line is the head of the document: `立法會CB(2)108/2025號文件`.
        let first = list.first().filter(|&&first| first < HEAD && list.len() >= FEWEST);
        let bare = first.is_some_and(|&first| number_beside(page, first).is_none());
        let below = list.get(usize::from(bare)..).unwrap_or_default();
        let numbers: Option<HashSet<u32>> = below.iter().map(|&index| number_beside(page, index)).collect();
        let opens = list.iter().any(|&index| opening(page, index).is_some());
        let numbered = !opens && numbers.is_some_and(|numbers| numbers.len() == below.len());
        let counted = apart && !opens && counts_beside(page, &list);
        let repeated = (list.len() >= FEWEST && apart && ((interrupts > 0 && !sentence) || paged))
            || ((numbered || counted) && !sentence);
        if repeated || counts_pages(page, &list) {
            let from = usize::from(bare && numbered);
            heads.extend(list.into_iter().skip(from));
        }
    }
    heads.extend(symbols(page));
    heads
}

/// The number of the page, where it stands on the line before or after line `index`.
fn number_beside(page: &Page<'_, '_>, index: usize) -> Option<u32> {
    /// Parts of a line in several languages: `东海市规划纲要 / Plan of Donghai`.
    const PARTS: usize = 4;
    let parted = |at: usize| page.lines.get(at..at + 2).is_some_and(|pair| is_beside(page, pair));
    let before = (0..PARTS).take_while(|back| index.checked_sub(back + 1).is_some_and(parted)).count();
    let after = (0..PARTS).take_while(|on| parted(index + on)).count();
    // A rule may be drawn between the foot of a page and the head of the next.
    let rule = |at: usize| page.lines.get(at).is_some_and(|line| is_rule(page.tokens_of(line)));
    let above = (index - before).checked_sub(1).map(|at| at - usize::from(at > 0 && rule(at)));
    let below = index + after + 1;
    let beside = above.into_iter().chain([below + usize::from(rule(below))]);
    let line =
        beside.filter(|&index| is_numbered_page(page, index)).find_map(|index| page.lines.get(index))?;
    page.tokens_of(line).iter().find_map(|token| token.integer(page.source))
}

/// Whether each of the lines stands next to a line that is a number alone, and these count up as pages do.
fn counts_beside(page: &Page<'_, '_>, list: &[usize]) -> bool {
    const STEP: u32 = 2;
    let number = |index: usize| match page.lines.get(index).map(|line| page.tokens_of(line)) {
        Some([number]) => number.integer(page.source),
        _ => None,
    };
    let beside = |index: usize| index.checked_sub(1).and_then(number).or_else(|| number(index + 1));
    let numbers: Option<Vec<u32>> = list.iter().map(|&index| beside(index)).collect();
    numbers.is_some_and(|numbers| {
        numbers.windows(2).all(|pair| match pair {
            [before, after] => (1..=STEP).contains(&after.saturating_sub(*before)),
            _ => false,
        })
    })
}

/// The lines that begin with the symbol of the document, which stands in its head: `A/RES/81/207        Safe drinking water`.
fn symbols(page: &Page<'_, '_>) -> Vec<usize> {
    /// Lines of the head.
    const HEAD: usize = 6;
    let head = page.lines.iter().take(HEAD);
    let known: HashSet<String> = head
        .flat_map(|line| (line.tokens.0..line.tokens.1).filter_map(|at| symbol_at(page, line, at)))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, line) in page.lines.iter().enumerate().skip(HEAD) {
        if !symbol_at(page, line, line.tokens.0).is_some_and(|symbol| known.contains(&symbol)) {
            continue;
        }
        found.push(index);
        // A long title goes on below itself.
        let next = page.lines.get(index + 1).filter(|next| !next.blank_before);
        found.extend(
            next.filter(|next| indent(page, next) > indent(page, line) + MOST_INDENT).map(|_| index + 1),
        );
    }
    found
}

/// `A/RES/81/207` at token `at`, as words in one case: capitals, strokes and figures without a blank between them.
fn symbol_at(page: &Page<'_, '_>, line: &Line, at: usize) -> Option<String> {
    const STROKES: usize = 2;
    let first = page.tokens.get(at).filter(|first| first.shape == Shape::Word && first.shouted)?;
    if !(first.spaced || at == line.tokens.0) || !page.tokens.get(at + 1)?.is('/') {
        return None;
    }
    let more = page.tokens.get(at + 1..line.tokens.1)?.iter().take_while(|token| !token.spaced);
    let tokens = || std::iter::once(first).chain(more.clone());
    let strokes = tokens().filter(|token| token.is('/')).count();
    let figures = tokens().any(|token| token.shape == Shape::Digits);
    let grammar = page.grammar_of(line).filter(|_| strokes >= STROKES && figures)?;
    let key = tokens().map(|token| match token.shape {
        Shape::Word => grammar.vocabulary.fold(token.span.of(page.source)),
        Shape::Digits => token.digits(page.source),
        Shape::Punct(mark) => mark.to_string(),
    });
    Some(key.collect())
}

/// `Gazette / Vol. 9 / June 8, 2026      418`, then `419      Gazette / Vol. 9 / June 8, 2026`: lines that differ in the
/// number at an edge alone, set off by a wide gap, and in it count up as pages do.
fn counts_pages(page: &Page<'_, '_>, list: &[usize]) -> bool {
    /// Pages from one to the next: a sheet may have the line on one of its sides.
    const STEP: u32 = 2;
    let edges: Option<Vec<(u32, String)>> = list.iter().map(|&index| page_at_edge(page, index)).collect();
    edges.is_some_and(|edges| {
        edges.windows(2).all(|pair| match pair {
            [(before, words), (after, others)] => {
                words == others && (1..=STEP).contains(&after.saturating_sub(*before))
            }
            _ => false,
        })
    })
}

/// The number at an edge of a line, and the words beside it.
fn page_at_edge(page: &Page<'_, '_>, index: usize) -> Option<(u32, String)> {
    const LONGEST_NUMBER: usize = 7;
    const LONGEST_WORD: usize = 4;
    let line = page.lines.get(index)?;
    let digits = |text: &str| {
        let short = !text.is_empty() && text.chars().count() <= LONGEST_NUMBER;
        let value = || text.chars().try_fold(0, |number, c| Some(number * 10 + digit_value(c)?));
        short.then(value).flatten()
    };
    // `2 of 9`, `2/9`: the page, and how many there are.
    let of_all = |text: &str| {
        let (page, rest) = text.split_at(text.find(|c| digit_value(c).is_none())?);
        let all = rest.trim_start_matches(|c| digit_value(c).is_none());
        let between = rest.get(..rest.len() - all.len())?.trim();
        let (page, all) = (digits(page)?, digits(all)?);
        (between.chars().count() <= LONGEST_WORD && page <= all).then_some(page)
    };
    let number = |text: &str| digits(text).or_else(|| of_all(text));
    let text = line.span.of(page.source).replace(['\t', '\u{3000}', '|'], WIDE_GAP).replace('\u{A0}', " ");
    let cells: Vec<&str> = text.split(WIDE_GAP).map(str::trim).collect();
    let (first, last) = (*cells.first()?, *cells.last()?);
    let (number, rest) = match (number(first), number(last)) {
        (None, Some(page)) => (page, cells.get(..cells.len() - 1)?),
        (Some(page), None) => (page, cells.get(1..)?),
        _ => return None,
    };
    Some((number, squeeze(&rest.join(" ")).into_owned()))
}

/// `Ministry of Oceans | Page 2 of 9`: the word for a page and its number among others.
fn names_page(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    (line.tokens.0..line.tokens.1).any(|at| {
        let number = page_word(page, line, at).and_then(|length| page.tokens.get(at + length));
        number.is_some_and(|number| number.shape == Shape::Digits && line.span.contains(number.span))
    })
}

/// Whether a line of several words begins small, after a line whose sentence is open.
fn begins_within(page: &Page<'_, '_>, index: usize) -> bool {
    const FEWEST: usize = 3;
    let tokens = page.lines.get(index).map_or(&[][..], |line| page.tokens_of(line));
    let before = index.checked_sub(1).and_then(|at| page.lines.get(at));
    let open = before.and_then(|line| page.tokens_of(line).last());
    let open = open.is_some_and(stays_open);
    let words = tokens.iter().filter(|token| token.shape == Shape::Word).count();
    let small = tokens.first().is_some_and(|first| first.is_small_word(page.source));
    open && small && words >= FEWEST
}

/// Whether a sentence goes on behind the last token of a line: `from 10%` / `upwards`.
fn stays_open(last: &Token) -> bool {
    matches!(last.shape, Shape::Word | Shape::Digits | Shape::Punct(',' | '%' | '‰'))
}

/// Whether the line stands in the midst of a sentence, or next to a page number.
fn interrupts(page: &Page<'_, '_>, index: usize) -> bool {
    let alone = |at: Option<usize>| {
        at.and_then(|at| page.lines.get(at))
            .is_some_and(|line| page.tokens_of(line).iter().all(|token| token.shape == Shape::Digits))
    };
    alone(index.checked_sub(1)) || alone(index.checked_add(1)) || splits_sentence(page, index)
}

/// Whether the words before line `index` go on after it.
fn splits_sentence(page: &Page<'_, '_>, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|at| page.lines.get(at));
    let after = page.lines.get(index + 1);
    let open = before.and_then(|line| page.tokens_of(line).last()).is_some_and(stays_open);
    let tokens = after.map_or(&[][..], |line| page.tokens_of(line));
    // `a) The roads` goes on with nothing.
    let marker = tokens.get(1).is_some_and(|next| matches!(next.shape, Shape::Punct(')' | '.' | '/' | '、')))
        && tokens.first().is_some_and(|first| first.span.of(page.source).chars().count() == 1);
    open && !marker && tokens.first().is_some_and(|first| first.shape == Shape::Word && !first.capital)
}

/// Columns from the margin to what stands in the middle of a page, at least.
const FAR: usize = 20;

/// Whether a line stands alone between empty lines, in the middle of the page.
fn is_centred(page: &Page<'_, '_>, index: usize) -> bool {
    let below = page.lines.get(index + 1).is_none_or(|next| next.blank_before);
    let line = page.lines.get(index).filter(|line| line.blank_before && below);
    line.is_some_and(|line| indent(page, line) >= FAR)
}

/// The running numbers of a table with one cell a line: `序号` / `任务` / `期限` / `1` / `完成普查` / `5月底` / `2` / …
#[derive(Default)]
struct Rows {
    /// The number of the next row, and the line of the row before it.
    next: Option<(u32, usize)>,
}

impl Rows {
    /// Whether line `index` is the number of the next row; lines are asked in order.
    fn counts(&mut self, page: &Page<'_, '_>, index: usize) -> bool {
        /// Columns of such a table, and tokens of the head of its first.
        const MOST_COLUMNS: usize = 9;
        const LONGEST_HEAD: usize = 4;
        let Some(line) = page.lines.get(index) else { return false };
        let tokens = page.tokens_of(line);
        if tokens.len() > LONGEST_HEAD {
            return false;
        }
        // `STT/No.`
        let head = page.phrase_in_any(line, line.tokens.0, classes::TABLE_INDEX);
        let whole = |length: usize| tokens.get(length).is_none_or(|next| next.is('/'));
        if head.is_some_and(|(length, _)| whole(length)) {
            self.next = Some((1, index));
            return false;
        }
        let [token] = tokens else { return false };
        let near = |&(next, last): &(u32, usize)| {
            index - last <= MOST_COLUMNS && token.integer(page.source) == Some(next)
        };
        let Some((next, _)) = self.next.filter(near) else { return false };
        self.next = Some((next + 1, index));
        true
    }
}

/// Lines that are a number alone, and count up through the text: 2, 3, 4.
/// `pages` are the lines known to be furniture already.
fn page_numbers(page: &Page<'_, '_>, pages: &HashSet<usize>) -> Vec<usize> {
    let mut previous: Option<(u32, usize)> = None;
    let mut chain: Vec<usize> = Vec::new();
    let mut found: Vec<usize> = Vec::new();
    let mut known: Option<HashSet<u32>> = None;
    let mut rows = Rows::default();
    for (index, line) in page.lines.iter().enumerate() {
        let tokens = page.tokens_of(line);
        if rows.counts(page, index) {
            continue;
        }
        let number = match tokens {
            // `<td>48</td>` is a figure.
            [_] if html::is_cell(line.span.of(page.source)) => None,
            [token] => token.integer(page.source).filter(|_| !token.digits(page.source).starts_with('0')),
            // `(1)` at the foot of a page.
            [open, token, close]
                if open.is('(') && close.is(')') && line.blank_before && indent(page, line) >= FAR =>
            {
                token.integer(page.source)
            }
            _ => None,
        };
        let Some(number) = number.filter(|&number| (1..2000).contains(&number)) else { continue };
        let centred = is_centred(page, index);
        // `14` / `Trang 2/5`: beside a line that has the number of the page, another one is a figure.
        let edge = |at: usize| pages.contains(&at) && !is_numbered_page(page, at);
        let beside = edge(index + 1) || index.checked_sub(1).is_some_and(edge);
        let follows = previous.is_some_and(|(last, at)| number == last + 1 && index - at > 5);
        if !follows {
            chain.clear();
        }
        chain.push(index);
        if beside || splits_sentence(page, index) {
            found.push(index);
        }
        // The first page mostly bears no number.
        let first = chain.first().and_then(|&first| page.tokens_of(page.lines.get(first)?).first());
        let first = first.and_then(|first| first.integer(page.source));
        // `Island plan      88` on the page before.
        let mut goes_on = || {
            let edges =
                || pages.iter().filter_map(|&line| page_at_edge(page, line)).map(|(number, _)| number);
            known.get_or_insert_with(|| edges().collect()).contains(&(number - 1))
        };
        let second = first == Some(2) || (centred && goes_on());
        if chain.len() >= 3 || (second && centred && chain.iter().all(|&index| is_centred(page, index))) {
            found.extend(&chain);
        }
        previous = Some((number, index));
    }
    found
}
