//! What is done to a document, and how it is undone in words that are compared.

use super::edited::Edited;
use clausetree::{Node, NodeKind};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// A document of which a change is made.
pub(super) struct Document<'t> {
    pub(super) text: &'t str,
    /// The folder that it stands in: its languages, as in `vi-en`.
    pub(super) language: &'t str,
    /// The trees of all documents in it.
    pub(super) trees: &'t [clausetree::Parsed<'t>],
}

impl Document<'_> {
    fn nodes(&self) -> impl Iterator<Item = &Node<'_>> {
        self.trees.iter().flat_map(|tree| tree.resolution().walk()).map(|(_, node)| node)
    }
}

/// A change of a text that means nothing.
pub(super) struct Change {
    pub(super) name: &'static str,
    /// `None` where the change is not made of texts in that language.
    pub(super) make: fn(&Document<'_>) -> Option<Edited>,
    /// The line ends are lost.
    pub(super) flat: bool,
    /// Words as they compare when the change is undone, the original's and the new ones alike.
    pub(super) undo: fn(&str) -> String,
}

fn same(words: &str) -> String {
    words.to_string()
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) const CHANGES: [Change; 17] = [
    Change { name: "nfd", flat: false, make: nfd, undo: |words| words.nfc().collect() },
    Change { name: "crlf", flat: false, make: |document| Some(line_ends(document.text, "\r\n")), undo: same },
    Change { name: "cr", flat: false, make: |document| Some(line_ends(document.text, "\r")), undo: same },
    Change { name: "bom", flat: false, make: bom, undo: same },
    Change { name: "no-break-spaces", flat: false, make: no_break, undo: same },
    Change { name: "doubled-spaces", flat: false, make: doubled, undo: same },
    Change { name: "trailing-spaces", flat: false, make: trailing, undo: same },
    Change {
        name: "soft-hyphens",
        flat: false,
        make: soft_hyphens,
        undo: |words| words.replace('\u{AD}', ""),
    },
    Change { name: "empty-lines", flat: false, make: empty_lines, undo: same },
    Change { name: "double-spaced", flat: false, make: double_spaced, undo: same },
    Change {
        name: "old-tones",
        flat: false,
        make: |document| tones(document, true),
        undo: |words| toned(words, true),
    },
    Change {
        name: "new-tones",
        flat: false,
        make: |document| tones(document, false),
        undo: |words| toned(words, true),
    },
    Change { name: "full-width", flat: false, make: full_width, undo: half_width },
    Change { name: "upper-case-headings", flat: false, make: upper_case, undo: |words| words.to_lowercase() },
    Change { name: "wrap-at-60", flat: false, make: wrapped, undo: without_blanks },
    Change { name: "wrap-at-60-double-spaced", flat: false, make: wrapped_apart, undo: without_blanks },
    Change { name: "one-line", flat: true, make: one_line, undo: squeezed },
];

/// Letters and marks apart.
fn nfd(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    let mut edited = Edited::default();
    let mut from = 0;
    // A letter with all its marks at once: marks may change places.
    let starts = text.char_indices().filter(|&(_, c)| canonical_combining_class(c) == 0).map(|(at, _)| at);
    for end in starts.skip(1).chain([text.len()]) {
        let cluster: String = text[from..end].nfd().collect();
        edited.replace(text, from..end, &cluster);
        from = end;
    }
    Some(edited)
}

/// Every line end as `end`; a file with other ends than `\n` first loses them.
fn line_ends(text: &str, end: &str) -> Edited {
    Edited::by_character(text, |at, c| match c {
        '\r' if text[at..].starts_with("\r\n") => Some(String::new()),
        '\r' | '\n' => Some(end.to_string()),
        _ => None,
    })
}

fn bom(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    if text.starts_with('\u{FEFF}') {
        return None;
    }
    let mut edited = Edited::default();
    edited.insert(0, "\u{FEFF}");
    edited.replace(text, 0..text.len(), text);
    Some(edited)
}

fn no_break(document: &Document<'_>) -> Option<Edited> {
    Some(Edited::by_character(document.text, |_, c| (c == ' ').then(|| '\u{A0}'.to_string())))
}

/// A lone blank between words becomes two. A run of blanks stays: three are a gap between cells.
fn doubled(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    Some(Edited::by_character(text, |at, c| {
        let lone = c == ' ' && word(text[..at].chars().next_back()) && word(text[at + 1..].chars().next());
        lone.then(|| "  ".to_string())
    }))
}

fn trailing(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    Some(Edited::by_character(text, |at, c| {
        let end = c == '\n' && !text[..at].ends_with('\r');
        end.then(|| "  \t\n".to_string())
    }))
}

/// One in the middle of every word of four letters and more.
fn soft_hyphens(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    let tags = tags(text);
    let mut edited = Edited::default();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
        // The name of an entity (`&nbsp;`) and of a tag is no word.
        let spaced = !word.chars().any(is_ideograph) && !tags.iter().any(|tag| tag.contains(&at));
        let middle = word.char_indices().nth(letters / 2).map_or(0, |(middle, _)| middle);
        let middle = if letters >= 4 && spaced { at + middle } else { at };
        if middle > at {
            edited.replace(text, at..middle, &text[at..middle]);
            edited.insert(middle, "\u{AD}");
        }
        let end = at + word.len();
        edited.replace(text, middle..end, &text[middle..end]);
        at = end;
    }
    Some(edited)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// Every empty line twice, and one before every marker. Other lines that stand together stay so: an empty line between
/// the two lines of a title, or between a label and what it says, would set them apart.
fn empty_lines(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    let starts = marker_lines(document);
    Some(Edited::by_character(text, |at, c| {
        let rest = &text[at + c.len_utf8()..];
        let marked = starts.contains(&(at + 1));
        let end = if text[..at].ends_with('\r') { "\n\r\n" } else { "\n\n" };
        (c == '\n' && (marked || rest.trim_start_matches('\r').starts_with('\n'))).then(|| end.to_string())
    }))
}

/// An empty line after every line, whatever it holds, as a converter puts it: where one stood, there are three.
fn double_spaced(document: &Document<'_>) -> Option<Edited> {
    Some(apart(document.text))
}

fn apart(text: &str) -> Edited {
    Edited::by_character(text, |at, c| {
        let end = if text[..at].ends_with('\r') { "\n\r\n" } else { "\n\n" };
        (c == '\n').then(|| end.to_string())
    })
}

/// Where the lines begin that begin with a marker.
fn marker_lines(document: &Document<'_>) -> HashSet<usize> {
    document
        .nodes()
        .flat_map(|node| &node.markers)
        .filter_map(|span| line_start(document.text, *span))
        .collect()
}

/// Where the lines begin in which a text goes on.
fn further_lines(document: &Document<'_>) -> HashSet<usize> {
    let texts = document.nodes().flat_map(|node| &node.text);
    texts
        .flat_map(|text| text.spans.iter().skip(1))
        .filter_map(|span| line_start(document.text, *span))
        .collect()
}

/// Where the line begins that begins with `span`, marks of Markdown passed over.
fn line_start(text: &str, span: clausetree::Span) -> Option<usize> {
    let before = &text[..span.start()];
    let line = before.trim_end_matches([' ', '\t', '#', '>', '\\', '*', '_', '\u{A0}']).len();
    (line == 0 || before[..line].ends_with('\n')).then_some(line)
}

/// Every paragraph, and the title, on one line: line ends within one text become blanks.
fn unwrapped(document: &Document<'_>) -> Edited {
    let text = document.text;
    let step = line_step(text);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut gap = |last: &clausetree::Span, next: &clausetree::Span, title: bool| {
        let between = text.get(last.end()..next.start()).unwrap_or_default();
        let empty = between.matches('\n').count() > step && !title;
        // Cells of a table that stand below each other are short.
        let line = text[..last.end()].rsplit('\n').next().unwrap_or_default();
        let long = title || line.chars().count() > 50 || line.contains(is_ideograph);
        // Marks of emphasis around the line end stay: `**WATER**` / `**AND LAND**`.
        let blanks = between.trim_matches(['*', '_']);
        let from = last.end() + (between.len() - between.trim_start_matches(['*', '_']).len());
        if blanks.contains('\n') && blanks.trim().is_empty() && !empty && long {
            runs.push((from, from + blanks.len()));
        }
    };
    for spans in document.nodes().flat_map(|node| &node.text).map(|text| &text.spans) {
        spans.windows(2).for_each(|pair| gap(&pair[0], &pair[1], false));
    }
    for header in document.trees.iter().map(|tree| &tree.resolution().header) {
        let title = squeezed(header.title.as_deref().unwrap_or_default());
        let within = |pair: &&[clausetree::HeaderPiece]| {
            pair.iter().all(|piece| piece.title)
                && title.contains(&squeezed(pair[0].span.cover(pair[1].span).of(text)))
        };
        header.pieces.windows(2).filter(within).for_each(|pair| gap(&pair[0].span, &pair[1].span, true));
        // Lines that were put together are one piece.
        for piece in header.pieces.iter().filter(|piece| piece.title).map(|piece| piece.span) {
            let lines: Vec<clausetree::Span> = lines_of(text, piece).collect();
            lines.windows(2).for_each(|pair| gap(&pair[0], &pair[1], true));
        }
    }
    runs.sort_unstable();
    let mut edited = Edited::default();
    let mut at = 0;
    for (from, to) in runs {
        edited.replace(text, at..from, &text[at..from]);
        let unspaced = text[..from].chars().next_back().is_some_and(is_ideograph);
        edited.replace(text, from..to, if unspaced { "" } else { " " });
        at = to;
    }
    edited.replace(text, at..text.len(), &text[at..]);
    edited
}

/// The lines of a piece, without the white space around them.
fn lines_of(text: &str, piece: clausetree::Span) -> impl Iterator<Item = clausetree::Span> {
    let mut end = piece.start();
    let lines = piece.of(text).split_inclusive('\n').map(move |line| {
        let start = end + (line.len() - line.trim_start().len());
        end += line.len();
        clausetree::Span::new(start, start + line.trim().len())
    });
    lines.filter(|line| !line.is_empty())
}

/// Line ends from one line to the next: two where an empty line stands after every line.
fn line_step(text: &str) -> usize {
    let lines = text.lines().map(|line| !line.trim().is_empty()).enumerate();
    let places: Vec<usize> = lines.filter(|(_, words)| *words).map(|(place, _)| place).collect();
    places.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1)
}

/// Old and new places of the tone in open syllables.
const TONES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

fn tones(document: &Document<'_>, old: bool) -> Option<Edited> {
    if !document.language.starts_with("vi") {
        return None;
    }
    let text = document.text;
    let mut edited = Edited::default();
    let mut at = 0;
    for part in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word: String = part.chars().take_while(|c| c.is_alphabetic()).collect();
        let end = at + word.len();
        edited.replace(text, at..end, &retoned(&word, old));
        let rest = at + part.len();
        edited.replace(text, end..rest, &text[end..rest]);
        at = rest;
    }
    Some(edited)
}

/// One word with its tone in the old or the new place; `tỷ` and `tỉ` are one word as well.
fn retoned(word: &str, old: bool) -> String {
    let cases = |pair: (&str, &str)| {
        let title = |word: &str| {
            let mut chars = word.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
        };
        [
            (pair.0.to_string(), pair.1.to_string()),
            (title(pair.0), title(pair.1)),
            (pair.0.to_uppercase(), pair.1.to_uppercase()),
        ]
    };
    for (before, after) in [("tỷ", "tỉ")].into_iter().flat_map(cases) {
        let (from, to) = if old { (after, before) } else { (before, after) };
        if word == from {
            return to;
        }
    }
    // `quý` has its tone where it belongs in either way: the `u` is no vowel there.
    let sounded = |stem: &str| !stem.ends_with(['q', 'Q']);
    for (before, after) in TONES.into_iter().flat_map(cases) {
        let (from, to) = if old { (after, before) } else { (before, after) };
        if let Some(stem) = word.strip_suffix(from.as_str()).filter(|stem| sounded(stem)) {
            return format!("{stem}{to}");
        }
    }
    word.to_string()
}

fn toned(words: &str, old: bool) -> String {
    words
        .split_inclusive(|c: char| !c.is_alphabetic())
        .map(|part| {
            let word: String = part.chars().take_while(|c| c.is_alphabetic()).collect();
            format!("{}{}", retoned(&word, old), &part[word.len()..])
        })
        .collect()
}

/// Marks that prose has. Those of Markdown and of tables (`#`, `*`, `|`) are marks in their ASCII form alone.
const PROSE: &str = ".,;:!?()%/-+";

fn full_width(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    let tags = tags(text);
    Some(Edited::by_character(text, |at, c| {
        let wide = c.is_ascii_digit() || PROSE.contains(c);
        // A mark inside of a tag, an escape or a rule of a table is a mark of another format.
        let plain = !tags.iter().any(|tag| tag.contains(&at));
        (wide && plain).then(|| char::from_u32(u32::from(c) + 0xFEE0).map_or_else(String::new, String::from))
    }))
}

/// Tags, entities, escapes and rules of tables.
fn tags(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut line = 0;
    for words in text.split_inclusive('\n') {
        if words.trim_start().starts_with(['|', '-']) && !words.chars().any(char::is_alphanumeric) {
            found.push(line..line + words.len());
        }
        line += words.len();
    }
    for (at, c) in text.char_indices() {
        let end = match c {
            '<' => text[at..].find('>'),
            '&' => text[at..].find(';').filter(|&end| end < 10),
            '\\' => Some(1),
            _ => None,
        };
        found.extend(end.map(|end| at..at + end + 1));
    }
    found
}

fn half_width(words: &str) -> String {
    let plain = |c: char| char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
    words.chars().map(|c| if ('！'..='～').contains(&c) { plain(c) } else { c }).collect()
}

/// The headings of sections and of horizons, where they are headings: on lines of their own, not a sentence.
fn upper_case(document: &Document<'_>) -> Option<Edited> {
    let text = document.text;
    let heading = |node: &&Node<'_>| node.kind.section().is_some() || node.kind == NodeKind::Horizon;
    let mut spans: Vec<clausetree::Span> = Vec::new();
    for words in document.nodes().filter(heading).flat_map(|node| &node.text) {
        let ends =
            words.content.ends_with(['.', ':', '。', '：', ',']) || words.content.contains([';', '；']);
        let line = text[words.span().end()..].trim_start_matches([' ', '*', '\t', '\r']).starts_with('\n');
        if !ends && line && words.content.chars().count() < 160 {
            spans.extend(&words.spans);
        }
    }
    Some(Edited::by_character(text, |at, c| {
        let upper = spans.iter().any(|span| span.start() <= at && at < span.end());
        upper.then(|| c.to_uppercase().collect())
    }))
}

/// Whether words at the end of a line would be a credit of the page if they stood on a line of their own: after a full line
/// nothing tells `Photo: Agency` that was cut off from one that was put there.
fn is_credit(language: &str, words: &str) -> bool {
    /// A parser for each language: a few words do not say which they are in.
    static PARSERS: LazyLock<HashMap<&str, clausetree::Parser>> = LazyLock::new(|| {
        let built = |code: &'static str| {
            let parser = crate::support::builder().language(code.parse().expect("a language")).build();
            (code, parser.expect("a grammar"))
        };
        ["vi", "en", "zh", "ru", "fr"].map(built).into()
    });
    let parser = &PARSERS[language.split('-').next().unwrap_or_default()];
    let page = |tree: clausetree::Parsed<'_>| {
        tree.resolution().furniture.iter().any(|found| found.kind == clausetree::FurnitureKind::Page)
    };
    parser.parse(words).is_ok_and(page)
}

/// Lines of at most 60 columns, cut at blanks; between ideographs where there are none, and never before a mark,
/// and not before a credit. Where a line was cut, nothing but its length says that its last part ends a paragraph: where that is long, and the line after
/// it has no marker and does not go on with the same text, an empty line stands between them, as a careful writer would
/// put it.
fn wrapped(document: &Document<'_>) -> Option<Edited> {
    const WIDTH: usize = 60;
    const LONG: usize = WIDTH * 3 / 5;
    /// Bytes; a credit is no longer.
    const CREDIT: usize = 200;
    let whole = unwrapped(document);
    let starts = marker_lines(document).into_iter().chain(further_lines(document));
    let starts: HashSet<usize> = starts.map(|at| whole.start(at)).collect();
    let text = whole.text.as_str();
    let mut edited = Edited::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // A row of a table is no line of words.
        if line.trim().contains(['\t', '|']) || line.trim().contains("   ") {
            edited.replace(text, at..at + line.len(), line);
            at += line.len();
            continue;
        }
        let mut column = 0;
        // The last place where the line may be cut: its byte, and whether a blank stands there.
        let mut cut: Option<(usize, bool)> = None;
        let mut from = at;
        let chars: Vec<(usize, char)> = line.char_indices().map(|(offset, c)| (at + offset, c)).collect();
        for (place, &(offset, c)) in chars.iter().enumerate() {
            let wide = if is_ideograph(c) { 2 } else { 1 };
            let next = chars.get(place + 1).map(|&(_, next)| next);
            if c == ' ' && next.is_some_and(|next| next != '\n') && column > 0 {
                let ended = text[..offset].ends_with('.');
                let rest = text[offset..].lines().next().unwrap_or_default();
                if !ended || rest.len() > CREDIT || !is_credit(document.language, rest) {
                    cut = Some((offset, true));
                }
            } else if is_ideograph(c) && c.is_alphabetic() && column + wide > 2 && from < offset {
                cut = Some((offset, false));
            }
            column += wide;
            if column > WIDTH
                && c != '\n'
                && let Some((byte, blank)) = cut.take()
            {
                edited.replace(text, from..byte, &text[from..byte]);
                if blank {
                    edited.replace(text, byte..byte + 1, "\n");
                } else {
                    edited.insert(byte, "\n");
                }
                from = byte + usize::from(blank);
                let begun = text[from..offset + c.len_utf8()].chars();
                column = begun.map(|c| if is_ideograph(c) { 2 } else { 1 }).sum();
            }
        }
        at += line.len();
        edited.replace(text, from..at, &text[from..at]);
        let next = text[at..].lines().next().unwrap_or_default();
        if column > LONG + 1 && !starts.contains(&at) && !next.trim().is_empty() {
            edited.insert(at, "\n");
        }
    }
    Some(edited.after(whole))
}

/// The same, and then an empty line after every line.
fn wrapped_apart(document: &Document<'_>) -> Option<Edited> {
    let wrapped = wrapped(document)?;
    Some(apart(&wrapped.text).after(wrapped))
}

/// Lines of at most 60 columns without an empty line anywhere.
pub(super) fn tight(document: &Document<'_>) -> Option<String> {
    let lines = wrapped(document)?.text;
    Some(lines.split_inclusive('\n').filter(|line| !line.trim().is_empty()).collect())
}

/// Lines of Chinese are joined without a blank, and wrapped without one.
fn without_blanks(words: &str) -> String {
    words.split_whitespace().collect()
}

/// Every line end, with the white space around it, as one blank.
fn one_line(document: &Document<'_>) -> Option<Edited> {
    if !["vi", "en", "ru"].contains(&document.language) {
        return None;
    }
    let text = document.text;
    let mut edited = Edited::default();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let run = rest.len() - rest.trim_start().len();
        let words = rest[run..].find(char::is_whitespace).map_or(rest.len(), |end| run + end);
        if run > 0 {
            let blank = if rest[..run].contains(['\n', '\r']) { " " } else { &rest[..run] };
            edited.replace(text, at..at + run, blank);
        }
        edited.replace(text, at + run..at + words, &rest[run..words]);
        at += words;
    }
    Some(edited)
}
