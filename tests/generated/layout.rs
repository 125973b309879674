//! How a document is printed: markers, headings, lines, and what happens to a text on its way. All of it shrinks to
//! nothing: the plainest layout has `I.`, `1.`, `a)`, a paragraph a line.

use super::compose::Clause;
use super::model::Pick;
use super::words::{Keyword, Words};
use proptest::option::weighted;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) sections: Pick,
    pub(super) levels: [Pick; 3],
    /// Headings of sections in capitals.
    pub(super) shouted: bool,
    /// The heading stands on the line after its marker: `Chương I`, then `QUAN ĐIỂM`.
    pub(super) below: bool,
    /// A colon after headings of items.
    pub(super) colon: bool,
    /// Items end with a semicolon, the last of a list with a full stop.
    pub(super) listed: bool,
    pub(super) width: Option<usize>,
    pub(super) spread: Spread,
    /// An empty line after every line.
    pub(super) apart: bool,
    /// Blanks before a line for each level.
    pub(super) indent: usize,
    pub(super) carriage: bool,
    /// Blanks at line ends.
    pub(super) trailing: bool,
    pub(super) markdown: Markdown,
    /// A page number after so many lines.
    pub(super) pages: Option<(usize, Pick)>,
    pub(super) one_line: bool,
    pub(super) decomposed: bool,
    /// At every so-manieth place: a soft hyphen in a word, a second blank, a no-break blank.
    pub(super) soft: Option<usize>,
    pub(super) doubled: Option<usize>,
    pub(super) unbroken: Option<usize>,
}

/// Empty lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spread {
    None,
    Sections,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markdown {
    None,
    /// `## I. HEADING`
    Headings,
    /// `**I. HEADING**`, `**1. Topic**`
    Bold,
    /// `1\. Words`
    Escapes,
}

fn pick() -> impl Strategy<Value = Pick> {
    (0u16..720).prop_map(Pick)
}

fn rarely() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.15)
}

pub(super) fn layout() -> impl Strategy<Value = Layout> {
    let markers = (pick(), [pick(), pick(), pick()]);
    let headings = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let spread = prop_oneof![3 => Just(Spread::None), 1 => Just(Spread::Sections), 1 => Just(Spread::All)];
    let markdown = prop_oneof![
        8 => Just(Markdown::None), 1 => Just(Markdown::Headings), 1 => Just(Markdown::Bold), 1 => Just(Markdown::Escapes)
    ];
    let lines = (weighted(0.35, 45usize..110), spread, 0usize..4, rarely(), rarely(), rarely());
    let pages = weighted(0.2, (3usize..20, pick()));
    let every = || weighted(0.12, 1usize..8);
    let damage = (rarely(), every(), every(), every(), rarely());
    (markers, headings, lines, markdown, pages, damage).prop_map(
        |((sections, levels), headings, lines, markdown, pages, damage)| Layout {
            sections,
            levels,
            shouted: headings.0,
            below: headings.1,
            colon: headings.2,
            listed: headings.3,
            width: lines.0.filter(|_| !lines.5),
            spread: lines.1,
            indent: if lines.2 > 2 { 4 } else { lines.2 },
            carriage: lines.3,
            trailing: lines.4,
            one_line: lines.5,
            markdown,
            pages,
            decomposed: damage.0,
            soft: damage.1,
            doubled: damage.2,
            unbroken: damage.3,
            apart: damage.4,
        },
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Roman,
    Upper,
    Arabic,
    /// `1.2`, with the number above.
    Dotted,
    Letter,
    LowerRoman,
    Ideograph,
    Circled,
    Bullet,
}

/// A style of markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) system: System,
    pub(super) before: String,
    pub(super) after: String,
    /// The numbers run on through the sections, as those of articles do.
    pub(super) running: bool,
}

impl Mark {
    fn new(before: &str, system: System, after: &str) -> Self {
        Self { system, before: before.into(), after: after.into(), running: false }
    }

    /// The marker of the place `number` under the place `above`.
    pub(super) fn print(&self, number: usize, above: usize, words: &Words) -> String {
        const ROMAN: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        let numeral = match self.system {
            System::Roman => ROMAN[number].to_string(),
            System::LowerRoman => ROMAN[number].to_lowercase(),
            System::Upper => words.letters[number - 1].to_uppercase().collect(),
            System::Letter => words.letters[number - 1].to_string(),
            System::Arabic => number.to_string(),
            System::Dotted => format!("{above}.{number}"),
            System::Ideograph => ideographs(number),
            System::Circled => {
                char::from_u32(0x245F + u32::try_from(number).expect("small")).expect("circled").into()
            }
            System::Bullet => String::new(),
        };
        format!("{}{numeral}{}", self.before, self.after)
    }

    pub(super) fn counts(&self) -> bool {
        self.system != System::Bullet
    }

    /// Whether a reader could take one for the other.
    fn resembles(&self, other: &Self) -> bool {
        let marks = |mark: &Self| (mark.before.clone(), mark.after.replace(['.', '、', '-', '/', ':'], "."));
        self.system == other.system && marks(self) == marks(other)
    }
}

/// A number below a hundred as it is written in Chinese.
fn ideographs(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".into(),
        tens => format!("{}十", DIGITS[tens]),
    };
    tens + DIGITS[number % 10]
}

/// The markers of a document: of its sections, where they have any, and of the levels below.
#[derive(Debug)]
pub(super) struct Marks {
    pub(super) sections: Option<Mark>,
    pub(super) levels: Vec<Mark>,
}

/// Chooses markers that go together.
pub(super) fn marks(layout: &Layout, sections: &[Clause], words: &Words) -> Marks {
    let blanks = words.own.blanks;
    // A report alone under `1.` is an item as well.
    let reported = |form: &&&str| **form != "1." || sections.iter().any(|section| section.kind != "other");
    let mut of_sections: Vec<Option<Mark>> = if blanks {
        ["I.", "I-", "I/", "A.", "1."].iter().filter(reported).map(|form| Some(simple(form))).collect()
    } else {
        ["一、", "一.", "1."].iter().filter(reported).map(|form| Some(simple(form))).collect()
    };
    for (keywords, ends) in [(&words.keywords, [".", ""]), (&words.articles, [".", ":"])] {
        let forms = keywords.iter().flat_map(|keyword| ends.map(|end| keyword_mark(keyword, end, blanks)));
        of_sections.extend(forms.map(Some));
    }
    if !layout.one_line {
        of_sections.push(None);
    }
    let chosen = layout.sections.of(&of_sections).expect("styles of sections").clone();
    let arabic = chosen.as_ref().is_some_and(|mark| mark.system == System::Arabic && mark.before.is_empty());
    let headed = headed_levels(sections);
    let mut levels: Vec<Mark> = Vec::new();
    for (depth, pick) in layout.levels.iter().enumerate() {
        let mut list: Vec<Mark> = forms(depth, blanks).iter().map(|form| simple(form)).collect();
        let dotted = match depth {
            0 => arabic,
            1 => {
                !arabic
                    && levels
                        .first()
                        .is_some_and(|mark| mark.system == System::Arabic && mark.before.is_empty())
            }
            _ => false,
        };
        if dotted {
            list.push(Mark::new("", System::Dotted, "."));
            // Within a line `1.1` without a mark after it is a number.
            if !layout.one_line {
                list.push(Mark::new("", System::Dotted, ""));
            }
        }
        let articled = chosen.as_ref().is_some_and(|mark| mark.before.chars().any(char::is_alphabetic));
        if depth == 0 && articled {
            // Which of `Article` and `Section` stands above differs from house to house; below a chapter stand both.
            let below = |keyword: &&Keyword| {
                !words.articles.iter().any(|article| {
                    chosen
                        .as_ref()
                        .is_some_and(|mark| mark.before == keyword_mark(article, ".", blanks).before)
                }) && words
                    .keywords
                    .iter()
                    .all(|upper| upper.before != keyword.before || upper.after != keyword.after)
            };
            let own = words.articles.iter().filter(below).map(|keyword| keyword_mark(keyword, ".", blanks));
            list.extend(own.map(|mark| Mark { running: true, ..mark }));
        }
        // Bullets head no lists, and on one line they cannot be told from dashes.
        let numbered = layout.one_line || headed[depth];
        // In `1.` under `(1)` the order of the genre is upside down: it could as well go back to the level above.
        let bracketed = |mark: &Mark| mark.system == System::Arabic && mark.after.ends_with([')', '）']);
        if levels.iter().any(bracketed) {
            list.retain(|mark| mark.system != System::Arabic || bracketed(mark));
        }
        // `（一）` stands above `1.` in all of the genre.
        if chosen.as_ref().is_some_and(|mark| mark.system == System::Arabic) {
            list.retain(|mark| mark.system != System::Ideograph);
        }
        // Within a line `(a)` after `a)` is as good as the same.
        let alike = |one: &Mark, other: &Mark| {
            layout.one_line && one.system == System::Letter && one.system == other.system
        };
        let taken = |mark: &Mark| {
            chosen.iter().chain(&levels).any(|known| known.resembles(mark) || alike(known, mark))
        };
        list.retain(|mark| (mark.counts() || !numbered) && !taken(mark));
        levels.push(pick.of(&list).expect("a style that is free").clone());
    }
    Marks { sections: chosen, levels }
}

/// Styles of the items at a depth, the most usual first.
fn forms(depth: usize, blanks: bool) -> &'static [&'static str] {
    match (depth, blanks) {
        (0, true) => &["1.", "1)", "1-", "1/", "(1)", "a)", "-", "•", "+"],
        (1, true) => &["a)", "-", "+", "•", "(a)", "a.", "(1)", "1)", "◦", "*"],
        (_, true) => &["-", "+", "•", "(i)", "i)", "1)", "◦", "a)"],
        (0, false) => &["（一）", "1.", "1、", "一、", "（1）", "•"],
        (1, false) => &["1.", "1、", "（1）", "①", "•", "-"],
        (_, false) => &["（1）", "①", "•", "a)", "-"],
    }
}

/// `(1)`: what stands before the numeral, its system, and what stands after it.
fn simple(form: &str) -> Mark {
    let at = |system: fn(char) -> Option<System>| {
        let (at, numeral, system) =
            form.char_indices().find_map(|(at, numeral)| Some((at, numeral, system(numeral)?)))?;
        Some(Mark::new(&form[..at], system, &form[at + numeral.len_utf8()..]))
    };
    let system = |numeral: char| match numeral {
        'I' => Some(System::Roman),
        'A' => Some(System::Upper),
        '1' => Some(System::Arabic),
        'a' => Some(System::Letter),
        'i' => Some(System::LowerRoman),
        '一' => Some(System::Ideograph),
        '①' => Some(System::Circled),
        _ => None,
    };
    at(system).unwrap_or_else(|| Mark::new(form, System::Bullet, ""))
}

fn keyword_mark(keyword: &Keyword, end: &str, blanks: bool) -> Mark {
    let before = super::compose::capital(keyword.before.as_deref().unwrap_or_default());
    match &keyword.after {
        Some(after) => Mark::new(&before, System::Ideograph, after),
        None if end.is_empty() => Mark::new(&format!("{before} "), System::Roman, end),
        None if blanks => Mark::new(&format!("{before} "), System::Arabic, end),
        None => Mark::new(&before, System::Arabic, end),
    }
}

/// For each depth, whether an item there heads others.
fn headed_levels(sections: &[Clause]) -> [bool; 3] {
    let mut headed = [false; 3];
    let mut level: Vec<&Clause> = sections.iter().flat_map(|section| &section.children).collect();
    for headed in &mut headed {
        *headed = level.iter().any(|clause| !clause.children.is_empty());
        level = level.iter().flat_map(|clause| &clause.children).collect();
    }
    headed
}
