//! A document as text, and the outline that the parser must find in it.

use super::compose::{Clause, TIE, Target, capital};
use super::figure::dated;
use super::layout::{Layout, Mark, Markdown, Marks, Spread, marks};
use super::model::Header;
use super::words::Words;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A printed document, and what must be found in it.
#[derive(Debug, Default)]
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) header: Vec<(&'static str, String)>,
    pub(super) nodes: Vec<Expected>,
}

/// A node as it must come back.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) depth: usize,
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) number: Option<usize>,
    pub(super) words: String,
    pub(super) targets: Vec<Target>,
}

/// A paragraph to be laid into lines.
struct Paragraph {
    depth: usize,
    /// A heading of a section, and of the items below.
    heading: bool,
    text: String,
}

pub(super) fn print(header: Option<&Header>, sections: &[Clause], layout: &Layout, words: &Words) -> Printed {
    if layout.one_line && fits_one_line(sections, words) {
        let printed = printed(header, sections, layout, words);
        // To the parser a run of blanks is one, and marks and soft hyphens are none.
        let seen = |word: &str| 1 + word.nfc().filter(|&c| c != '\u{AD}').count();
        if printed.text.split_whitespace().map(seen).sum::<usize>() > ONE_LINE {
            return printed;
        }
    }
    printed(header, sections, &Layout { one_line: false, ..layout.clone() }, words)
}

fn printed(header: Option<&Header>, sections: &[Clause], layout: &Layout, words: &Words) -> Printed {
    let mut printer = Printer {
        layout,
        words,
        marks: marks(layout, sections, words),
        running: 0,
        paragraphs: Vec::new(),
        printed: Printed::default(),
    };
    let head = header.filter(|_| !layout.one_line).map(|header| printer.header(header));
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (place, section) in sections.iter().enumerate() {
        let turn = seen.entry(section.kind).or_insert(0);
        *turn += 1;
        let id = if *turn == 1 { section.kind.to_string() } else { format!("{}-{turn}", section.kind) };
        printer.section(section, place + 1, &id);
    }
    let lines = lines(&printer.paragraphs, head.unwrap_or_default(), layout, words);
    printer.printed.text = damaged(&lines, layout);
    printer.printed
}

/// Characters from which on a text is printed on one line. In shorter ones the parser takes a number for a part of its
/// sentence, even after a heading in capitals: `I. TASKS 1. Review the rules. 2. …`.
const ONE_LINE: usize = 1000;

/// Lists within lists on one line: the parser loses a list that begins within an item that only heads it,
/// `1. Economy: a) Roads: (1) Repair the roads. (2) …`.
const LEAVE_OUT_NESTED_ON_ONE_LINE: bool = true;

/// An empty line between a marker and its heading: the parser takes some of those headings for sections of their own,
/// `Раздел 1`, then `ЦЕЛЬ И ЗАДАЧИ`.
const LEAVE_OUT_HEADINGS_APART: bool = true;

/// Fewest lines of a text that is cut to a width. Where sentences go on after a semicolon in a shorter one, the parser
/// takes them for paragraphs.
const FEWEST_CUT: usize = 16;

/// Whether the structure shows on one line: a list of one item there is a number within a sentence, and in Chinese no
/// blank parts a heading from what follows.
fn fits_one_line(sections: &[Clause], words: &Words) -> bool {
    let lists = sections.iter().all(|section| section.children.len() > 1);
    let nested = sections.iter().flat_map(|section| &section.children).any(|item| !item.children.is_empty());
    words.own.blanks && sections.len() > 1 && lists && !(nested && LEAVE_OUT_NESTED_ON_ONE_LINE)
}

struct Printer<'l> {
    layout: &'l Layout,
    words: &'l Words,
    marks: Marks,
    /// The last number of markers that run on.
    running: usize,
    paragraphs: Vec<Paragraph>,
    printed: Printed,
}

impl Printer<'_> {
    fn header(&mut self, header: &Header) -> Vec<String> {
        let own = &self.words.own.header;
        let kinds: Vec<_> = own.kinds.iter().collect();
        let (kind, named) = header.kind.of(&kinds).expect("kinds of documents");
        let number = header.number.of(&own.numbers).expect("numbers of documents");
        let issuer = header.issuer.of(&own.issuers).expect("bodies");
        let title = header.title.of(&own.titles).expect("titles");
        let form = header.date.form.of(&own.dates).expect("forms of dates");
        let (date, iso, _) = dated(form, 2025, header.date.month, header.date.day, self.words);
        self.printed.header = vec![
            ("number", number.clone()),
            ("kind", (*kind).clone()),
            ("issuer", issuer.clone()),
            ("date", iso),
        ];
        let lines = header.lines.of(&own.lines).expect("heads");
        let fill = |line: &String| {
            line.replace("{issuer}", issuer)
                .replace("{number}", number)
                .replace("{date}", &date)
                .replace("{KIND}", &named.to_uppercase())
                .replace("{kind}", named)
                .replace("{title}", title)
                .replace(TIE, " ")
        };
        lines.iter().map(fill).collect()
    }

    fn section(&mut self, section: &Clause, place: usize, id: &str) {
        let shouted = self.layout.shouted || self.marks.sections.is_none() || self.layout.one_line;
        let heading = if shouted { section.words.to_uppercase() } else { section.words.clone() };
        let mark = self.marks.sections.clone();
        let marker = mark.as_ref().map(|mark| mark.print(place, 0, self.words));
        let keyword = mark.as_ref().is_some_and(|mark| mark.before.chars().any(char::is_alphabetic));
        // Two Markdown headings one under the other would be two headings.
        let spread = self.layout.spread != Spread::None || self.layout.sections.0 > 0;
        let apart = LEAVE_OUT_HEADINGS_APART && spread;
        let markdown = matches!(self.layout.markdown, Markdown::Headings | Markdown::Bold);
        let together = self.layout.one_line || markdown || apart;
        match &marker {
            // `Chương I` alone on its line has no full stop.
            Some(marker) if keyword && self.layout.below && !together => {
                let marker = marker.trim_end_matches(['.', ':']).to_string();
                self.push(0, true, marker);
                self.push(0, true, heading);
            }
            Some(marker) => {
                let text = self.marked(marker, &heading);
                self.push(0, true, text);
            }
            None => self.push(0, true, heading),
        }
        let number = marker.as_ref().map(|_| place);
        self.expect(0, section, id, marker, number);
        // On one line nothing parts a paragraph from the heading before it.
        if let Some(intro) = section.intro.as_ref().filter(|_| !self.layout.one_line) {
            self.push(0, false, intro.clone());
            self.printed.nodes.push(Expected {
                depth: 1,
                kind: "paragraph",
                id: format!("{id}.p1"),
                label: None,
                number: None,
                words: intro.clone(),
                targets: Vec::new(),
            });
        }
        self.items(&section.children, 1, place, id);
    }

    /// The items of a list. The depth of what is generated is small and fixed.
    fn items(&mut self, items: &[Clause], depth: usize, above: usize, id: &str) {
        if items.is_empty() {
            return;
        }
        let mark: Mark = self.marks.levels[depth - 1].clone();
        for (place, item) in items.iter().enumerate() {
            let number = if mark.running {
                self.running += 1;
                self.running
            } else {
                place + 1
            };
            let marker = mark.print(number, above, self.words);
            let last = place + 1 == items.len();
            let own = &self.words.own;
            let end = match (item.heading, self.layout.listed && !last) {
                // On one line nothing else tells where a heading ends.
                (true, _) if self.layout.colon || self.layout.one_line => ":",
                (true, _) => "",
                (false, true) => &own.semicolon,
                // The full stop of an abbreviation ends the sentence as well.
                (false, false) if item.words.ends_with('.') => "",
                (false, false) => &own.stop,
            };
            let text = self.marked(&marker, &format!("{}{end}", item.words));
            self.push(depth, item.heading, text);
            let id = format!("{id}.{number}");
            let counted = mark.counts().then_some(number);
            self.expect(depth, item, &id, Some(marker), counted);
            self.items(&item.children, depth + 1, number, &id);
        }
    }

    fn marked(&self, marker: &str, words: &str) -> String {
        // `1.2024年` would be a decimal number.
        let digit = words.starts_with(|c: char| c.is_ascii_digit());
        let tight = !self.words.own.blanks && marker.ends_with(['、', '）', '.']) && !digit;
        let blank = if tight { "" } else { " " };
        let escaped = self.layout.markdown == Markdown::Escapes;
        let marker = match marker.chars().last() {
            Some(last @ ('.' | ')' | '-' | '+')) if escaped => {
                format!("{}\\{last}", marker.trim_end_matches(last))
            }
            _ => marker.to_string(),
        };
        // `1.1 2024` is two numbers.
        let dot = if digit && marker.ends_with(|c: char| c.is_ascii_digit()) { "." } else { "" };
        format!("{marker}{dot}{blank}{words}")
    }

    fn push(&mut self, depth: usize, heading: bool, text: String) {
        self.paragraphs.push(Paragraph { depth, heading, text });
    }

    fn expect(
        &mut self,
        depth: usize,
        clause: &Clause,
        id: &str,
        label: Option<String>,
        number: Option<usize>,
    ) {
        self.printed.nodes.push(Expected {
            depth,
            kind: clause.kind,
            id: id.to_string(),
            label,
            number,
            words: clause.words.clone(),
            targets: clause.targets.clone(),
        });
    }
}

/// The lines of a document, without line ends.
fn lines(paragraphs: &[Paragraph], head: Vec<String>, layout: &Layout, words: &Words) -> Vec<String> {
    let Some(width) = layout.width else { return lines_of(paragraphs, head, layout, None, words) };
    let cut = lines_of(paragraphs, head.clone(), layout, Some(width), words);
    // Of a few lines nobody can tell whether they were cut to a width, or end where a paragraph does.
    let full = cut.iter().filter(|line| line.trim().chars().count() * 5 >= width * 4).count();
    let written = cut.iter().filter(|line| !line.is_empty()).count();
    // Three equal lines, but for a number, are a running head: sentences that are said again fill lines alike.
    let mut seen: HashMap<String, usize> = HashMap::new();
    let again = cut.iter().filter(|line| !line.is_empty()).any(|line| {
        let words = line.trim().chars().filter(|c| !c.is_numeric()).collect();
        let count = seen.entry(words).or_insert(0);
        *count += 1;
        *count > 2
    });
    // A line that runs over makes all others look short.
    let over = cut.iter().any(|line| line.chars().count() > width);
    let enough = full >= 4 && full * 2 >= written && written >= FEWEST_CUT && !again && !over;
    if enough { cut } else { lines_of(paragraphs, head, layout, None, words) }
}

/// The same with a width, or with none.
fn lines_of(
    paragraphs: &[Paragraph],
    head: Vec<String>,
    layout: &Layout,
    width: Option<usize>,
    words: &Words,
) -> Vec<String> {
    if layout.one_line {
        let all: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        return vec![all.join(" ")];
    }
    let mut lines: Vec<String> = Vec::new();
    let last = head.len();
    for (place, line) in head.into_iter().enumerate() {
        lines.push(line);
        if words.own.blanks || place + 1 == last {
            lines.push(String::new());
        }
    }
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let section = paragraph.depth == 0 && paragraph.heading;
        let first = place == 0;
        // Nothing but the empty lines around it tells a heading without a number from the text.
        let unmarked = layout.spread == Spread::None && section && words.own.blanks;
        let spread = match layout.spread {
            Spread::None => unmarked && layout.sections.0 > 0,
            Spread::Sections => section,
            Spread::All => true,
        };
        if spread && !first {
            lines.push(String::new());
        }
        lay(paragraph, layout, width, words, &mut lines);
    }
    numbered(lines, layout, words)
}

/// A paragraph in its lines.
fn lay(paragraph: &Paragraph, layout: &Layout, width: Option<usize>, words: &Words, lines: &mut Vec<String>) {
    let indent = " ".repeat(layout.indent * paragraph.depth);
    let section = paragraph.depth == 0 && paragraph.heading;
    let (before, after) = match layout.markdown {
        Markdown::Headings if section => ("## ", ""),
        Markdown::Bold if paragraph.heading => ("**", "**"),
        _ => ("", ""),
    };
    let text = format!("{before}{}{after}", paragraph.text);
    let Some(width) = width.filter(|_| before.is_empty()) else {
        lines.push(format!("{indent}{text}"));
        return;
    };
    let mut line = indent;
    let mut length = line.chars().count();
    let pieces: Vec<String> =
        if words.own.blanks { text.split(' ').map(str::to_string).collect() } else { unbroken(&text) };
    for (place, piece) in pieces.iter().enumerate() {
        let blank = place > 0 && words.own.blanks;
        let next = piece.chars().count();
        // No typesetter begins a line with a mark, and a reader could take a dash there for a bullet.
        let mark = piece.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '（' | '《' | '"'));
        if place > 0 && !mark && length + next + usize::from(blank) > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        } else if blank {
            line.push(' ');
            length += 1;
        }
        line.push_str(piece);
        length += next;
    }
    lines.push(line);
}

/// The pieces of a text without blanks between which a line may end: characters, with digits and Latin letters
/// together, and no mark at the start of a line.
fn unbroken(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let joins = |last: char, next: char| {
        let plain = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '.' | ',' | '%' | '-' | TIE | '²' | '$' | '<' | '>' | '≥' | '≤')
        };
        (plain(last) && plain(next)) || !next.is_alphanumeric() || matches!(last, '（' | '《' | '〔' | '(')
    };
    for next in text.chars() {
        match pieces.last_mut() {
            Some(piece) if piece.chars().last().is_some_and(|last| joins(last, next)) => piece.push(next),
            _ => pieces.push(next.to_string()),
        }
    }
    pieces
}

/// The lines with page numbers between them.
fn numbered(lines: Vec<String>, layout: &Layout, words: &Words) -> Vec<String> {
    let Some((every, style)) = layout.pages else { return lines };
    let mut forms: Vec<String> = vec!["- {n} -".into()];
    forms.extend(words.pages.iter().map(|page| {
        // `стр.` and `p.` are followed by a number as `page` is; in Chinese the word follows.
        if words.own.blanks { format!("{} {{n}}", capital(page)) } else { "第{n}页".into() }
    }));
    let form = style.of(&forms).expect("forms of page numbers");
    let mut found = Vec::new();
    for (place, line) in lines.into_iter().enumerate() {
        // After a semicolon at the foot of a page nobody knows whether a bullet was lost; and where lines are cut, nobody
        // knows whether a sentence at the head of the next page begins a paragraph.
        let words = layout.width.is_some() && line.trim_start().chars().take(2).all(char::is_alphabetic);
        let ended = found.last().is_some_and(|last: &String| {
            last.ends_with([';', '；']) || (words && last.ends_with(['.', '。']))
        });
        if place > 0 && place % every == 0 && !ended {
            found.push(form.replace("{n}", &(place / every).to_string()));
        }
        found.push(line);
    }
    found
}

/// The text with what happens to texts on their way: marks that are not seen, blanks of other kinds, line ends.
fn damaged(lines: &[String], layout: &Layout) -> String {
    let end = match (layout.trailing, layout.carriage) {
        (false, false) => "\n",
        (false, true) => "\r\n",
        (true, false) => "  \n",
        (true, true) => " \r\n",
    };
    let step = if layout.apart { end.repeat(2) } else { end.to_string() };
    let text = lines.iter().map(|line| format!("{line}{step}")).collect::<String>();
    let (mut out, mut letters, mut words, mut blanks) = (String::new(), 0, 0, 0);
    let mut last = '\n';
    for c in text.chars() {
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        if letters == 4 {
            words += 1;
            // No shaping engine hyphenates a character of its own.
            if layout.soft.is_some_and(|every| words % every == 0) && (c as u32) < 0x2000 {
                out.push('\u{AD}');
            }
        }
        if c == ' ' && !matches!(last, ' ' | '\n') {
            blanks += 1;
            let hit = |every: Option<usize>| every.is_some_and(|every| blanks % every == 0);
            if hit(layout.doubled) {
                out.push(' ');
            }
            out.push(if hit(layout.unbroken) { '\u{A0}' } else { ' ' });
        } else {
            out.push(if c == TIE { ' ' } else { c });
        }
        last = c;
    }
    if layout.decomposed { out.nfd().collect() } else { out }
}
