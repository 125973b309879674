//! What else can be done with the same bytes, and how fast: the yardsticks that the parser is held against.
//!
//! [`Scan`] is what good crates do in an afternoon: it finds lines, headings, words and figures, and understands none of
//! them. A parser that is no slower gives its meaning for nothing. The parsers of Markdown make a tree too, of another
//! kind and by simpler rules; they are there so that a reader knows where these figures stand.

use crate::words;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::{Regex, RegexSet};
use serde::Serialize;
use std::ops::Range;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// How a heading or an item of a list begins, in any of the languages.
const HEADINGS: [&str; 8] = [
    r"^\s*[IVXLC]+\s*[-–.)/]",
    r"^\s*[0-9]+\s*[.)]\s",
    r"^\s*[0-9]+\.[0-9]+",
    r"^\s*[a-zđа-я]\)",
    r"^\s*[-–•*+]\s",
    r"^\s*[(（]?[一二三四五六七八九十百]+[)）、]",
    r"^\s*第[一二三四五六七八九十百0-9]+[章节条]",
    r"^\s*(?i:điều|chương|phần|article|chapter|part|section|статья|глава|раздел|titre)\s+[0-9IVXLC]+",
];

/// A number or a range of two, with a unit.
const FIGURE: &str = concat!(
    r"[0-9]+(?:[.,][0-9]+)*(?:\s*[-–]\s*[0-9]+(?:[.,][0-9]+)*)?\s*",
    r"(?:%|per ?cent|percent|pour cent|процент|phần trăm|million|billion|triệu|tỷ|nghìn|vạn|тыс|млн|млрд|万|亿|",
    r"usd|euros?|đồng|рубл|美元|元|people|persons|years?|months?|người|năm|tháng|человек|лет|год|人|年|个月|",
    r"km|ha|mw|kwh|tonnes?|tấn|га|км|тонн|吨|公里|公顷)"
);

/// Something that a scan came upon.
enum Hit {
    /// A line, with the number of rules that take it for a heading.
    Line(Range<usize>, usize),
    Word(Range<usize>),
    Figure(Range<usize>),
}

/// UTF-8 checked, composed form checked, lines split, eight heading rules a line, the words of the grammars found, and
/// figures with their units found: each with the crate that is good at it, its tables built before.
pub(crate) struct Scan {
    headings: RegexSet,
    words: AhoCorasick,
    figure: Regex,
}

impl Scan {
    pub(crate) fn new() -> Self {
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words::words());
        Self {
            headings: RegexSet::new(HEADINGS).expect("rules"),
            words: words.expect("words"),
            figure: Regex::new(FIGURE).expect("a rule"),
        }
    }

    fn run<'a>(&self, bytes: &'a [u8], mut found: impl FnMut(Hit)) -> &'a str {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        std::hint::black_box(is_nfc_quick(text.chars()) == IsNormalized::Yes);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            found(Hit::Line(start..start + line.len(), self.headings.matches(line).iter().count()));
            start += line.len();
        }
        self.words.find_iter(text).for_each(|word| found(Hit::Word(word.range())));
        self.figure.find_iter(text).for_each(|figure| found(Hit::Figure(figure.range())));
        text
    }

    /// The scan alone: how many headings, words and figures there are.
    pub(crate) fn count(&self, bytes: &[u8]) -> usize {
        let mut count = 0;
        self.run(bytes, |hit| match hit {
            Hit::Line(_, rules) => count += rules,
            Hit::Word(_) | Hit::Figure(_) => count += 1,
        });
        count
    }

    /// The scan, and a tree of what it found that borrows from the text, written to `json`.
    pub(crate) fn write(&self, bytes: &[u8], json: &mut Vec<u8>) {
        let (mut lines, mut words, mut figures) = (Vec::new(), Vec::new(), Vec::new());
        let text = self.run(bytes, |hit| match hit {
            Hit::Line(line, rules) => lines.push((line, rules)),
            Hit::Word(word) => words.push(word),
            Hit::Figure(figure) => figures.push(figure),
        });
        let tree = paragraphs(text, lines, &words, &figures);
        serde_json::to_writer(json, &tree).expect("memory takes all bytes");
    }
}

/// A line, as a paragraph.
#[derive(Serialize)]
struct Paragraph<'a> {
    start: usize,
    end: usize,
    /// How many rules take it for a heading.
    heading: usize,
    sentences: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    /// How many words of the grammars are in it.
    words: usize,
    figures: Vec<&'a str>,
}

/// Lines cut into sentences, with the words and figures that begin in each.
fn paragraphs<'a>(
    text: &'a str,
    lines: Vec<(Range<usize>, usize)>,
    words: &[Range<usize>],
    figures: &[Range<usize>],
) -> Vec<Paragraph<'a>> {
    let (mut words, mut figures) = (words.iter().peekable(), figures.iter().peekable());
    let mut sentence = |start: usize, end: usize| {
        let mut found = Sentence { start, end, text: &text[start..end], words: 0, figures: Vec::new() };
        while words.next_if(|word| word.start < end).is_some() {
            found.words += 1;
        }
        while let Some(figure) = figures.next_if(|figure| figure.start < end) {
            found.figures.push(&text[figure.clone()]);
        }
        found
    };
    let ends = |c: char| matches!(c, '.' | ';' | '!' | '?' | '。' | '；');
    let paragraph = |(line, heading): (Range<usize>, usize)| {
        let mut start = line.start;
        let mut sentences = Vec::new();
        for piece in text[line.clone()].split_inclusive(ends) {
            sentences.push(sentence(start, start + piece.len()));
            start += piece.len();
        }
        Paragraph { start: line.start, end: line.end, heading, sentences }
    };
    lines.into_iter().map(paragraph).collect()
}

/// The events of `pulldown-cmark`, with their places.
pub(crate) fn pulldown_cmark(text: &str) -> usize {
    pulldown_cmark::Parser::new(text).into_offset_iter().map(std::hint::black_box).count()
}

/// The tree of `comrak`.
pub(crate) fn comrak(text: &str) -> usize {
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &comrak::Options::default());
    root.descendants().count()
}
