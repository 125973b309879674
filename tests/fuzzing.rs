//! What each fuzz target does with its input. `fuzz/` and the test of `fixtures/regressions/` run the same code.

use crate::{laws, support};
use clausetree::{Explanation, Grammar, Language, Parsed, Parser, Quantity, Resolution};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::sync::OnceLock;

/// What a target does with its input; it panics where something does not hold.
type Run = fn(&[u8]);

/// The targets by name. Their inputs stand in `fixtures/regressions/NAME/`.
pub(crate) const TARGETS: [(&str, Run); 5] =
    [("bytes", bytes), ("text", text), ("grammar", grammar), ("quantities", quantities), ("json", json)];

/// Bytes in some encoding: every byte of the file belongs to one piece, whatever the text was.
#[cfg(feature = "encodings")]
fn decoded(data: &[u8]) {
    let parser = Parser::default();
    let Ok(decoded) = parser.decode(data, None) else { return };
    let parsed = decoded.relocate(parser.parse(decoded.text()).expect("text never fails"));
    let mut end = 0;
    for piece in parsed.resolution().partition() {
        assert_eq!(piece.span.start(), end, "a gap before {:?}", piece.role);
        end = piece.span.end();
    }
    assert_eq!(end, data.len(), "the last bytes are cut off");
}

/// Any bytes: the ways in that look at a whole file.
fn bytes(data: &[u8]) {
    #[cfg(feature = "encodings")]
    decoded(data);
    let text = String::from_utf8_lossy(data);
    let parser = Parser::default();
    let documents = parser.parse_all(&text).expect("text never fails");
    let mut end = 0;
    for document in &documents {
        assert_eq!(document.resolution().span.start(), end, "a gap between documents");
        end = document.resolution().span.end();
    }
    assert_eq!(end, text.len(), "the last document is cut off");
    let place = text.len() / 2;
    assert_eq!(parser.explain(&text, place).is_ok(), place < text.len(), "no reason for byte {place}");
    let _ = parser.language_of(&text);
}

/// A text made of words that the parser knows: all laws.
fn text(data: &[u8]) {
    let text = expand(data);
    laws::check("text", &text);
}

/// Longest text that [`expand`] makes: inputs are short, and what is slow shows at this size.
const LONGEST: usize = 1 << 14;

/// Turns an input of `text` into the text it stands for.
///
/// UTF-8 is itself. Bytes that UTF-8 never has are orders, so that a fuzzer need not find whole words letter by letter:
/// `F5`-`F9` and two bytes put in a phrase of a grammar file, `FA` and one byte a marker or a line end, `FB` and one
/// byte repeat the last 64 bytes so many times.
pub(crate) fn expand(data: &[u8]) -> String {
    const BETWEEN: [&str; 32] = [
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "I. ",
        "II- ",
        "III/ ",
        "1. ",
        "1.1. ",
        "2) ",
        "a) ",
        "- ",
        "+ ",
        "• ",
        "(1) ",
        "（一）",
        "一、",
        "第一条 ",
        "Điều 1. ",
        "Статья 1. ",
        "; ",
        ". ",
        ": ",
        "**",
        "| ",
        "<p>",
        "%",
        "2030",
        "10.000",
        "1,5",
        "\u{301}",
    ];
    let mut text = String::new();
    let mut rest = data;
    while !rest.is_empty() && text.len() < LONGEST {
        let plain = rest.iter().position(|byte| *byte >= 0xF5).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(plain);
        text.push_str(&String::from_utf8_lossy(head));
        rest = match tail {
            [order @ 0xF5..=0xF9, one, two, after @ ..] => {
                let phrases = &phrases()[usize::from(order - 0xF5)];
                text.push_str(phrases[usize::from(u16::from_be_bytes([*one, *two])) % phrases.len()]);
                text.push(' ');
                after
            }
            [0xFA, one, after @ ..] => {
                text.push_str(BETWEEN[usize::from(*one) % BETWEEN.len()]);
                after
            }
            [0xFB, times, after @ ..] => {
                let from = (text.len().saturating_sub(64)..).find(|&at| text.is_char_boundary(at));
                let last = text[from.unwrap_or(0)..].to_string();
                text.push_str(&last.repeat(usize::from(*times)));
                after
            }
            // An order that is cut off, or none.
            [_, after @ ..] => after,
            [] => tail,
        };
    }
    text
}

/// All that stands in quotes in each grammar file.
fn phrases() -> &'static [Vec<&'static str>; 5] {
    static PHRASES: OnceLock<[Vec<&'static str>; 5]> = OnceLock::new();
    PHRASES.get_or_init(|| {
        [
            include_str!("../grammars/vi.toml"),
            include_str!("../grammars/en.toml"),
            include_str!("../grammars/zh.toml"),
            include_str!("../grammars/ru.toml"),
            include_str!("../grammars/fr.toml"),
        ]
        .map(|file| {
            let quoted = |line: &'static str| line.split('"').skip(1).step_by(2);
            file.lines().flat_map(quoted).filter(|phrase| !phrase.is_empty()).collect()
        })
    })
}

/// A grammar file: it is read or refused, and what is read can parse a text.
fn grammar(data: &[u8]) {
    const TEXT: &str = "I. TASKS\n1. Reach at least 1,200.5 km by 2030, over 40% of the towns.\n- đạt 12 người trên một vạn dân\n";
    let Ok(file) = std::str::from_utf8(data) else { return };
    let checked = Grammar::check_toml("xx.toml", file);
    let Ok(grammar) = Grammar::from_toml(file) else { return };
    assert!(checked.is_ok(), "a file that loads cannot be checked: {checked:?}");
    let language = grammar.language();
    let examples: String =
        grammar.examples().map(|(text, _)| text).take(16).flat_map(|text| [text, "\n"]).collect();
    let parser =
        Parser::builder().grammar(grammar).language(language).build().expect("the language is there");
    for text in [TEXT, &examples] {
        let parsed = parser.parse(text).expect("text never fails");
        laws::obeys("grammar", text, &parsed);
    }
}

/// A fragment, read in each language.
fn quantities(data: &[u8]) {
    static PARSERS: OnceLock<Vec<Parser>> = OnceLock::new();
    let parsers = PARSERS.get_or_init(|| {
        let parser = |language: Language| Parser::builder().language(language).build().expect("built in");
        Grammar::builtin_languages().map(parser).chain([support::french()]).collect()
    });
    let text = expand(data);
    for parser in parsers {
        let found = parser.quantities(&text).expect("the language was set");
        for quantity in &found {
            laws::quantity_obeys("quantities", &text, quantity);
        }
        assert_eq!(found, parser.quantities(&text).expect("the same text"), "two readings differ");
    }
}

/// JSON that anybody may have written: reading it never breaks, and what was read is written the same ever after.
fn json(data: &[u8]) {
    let Ok(json) = std::str::from_utf8(data) else { return };
    if let Some(parsed) = again::<Parsed<'static>>(json) {
        let resolution = parsed.resolution();
        let _ = (resolution.partition(), resolution.walk().count(), resolution.targets().count());
        for (_, node) in resolution.walk() {
            let _ = (node.content(), node.span.of(json), node.span.len());
        }
        assert_eq!(parsed, parsed.clone().into_owned(), "the owned copy differs");
    }
    again::<Resolution<'static>>(json);
    again::<Quantity<'static>>(json);
    again::<Explanation>(json);
}

/// What `json` holds, where it is a `T`.
fn again<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> Option<T> {
    let read: T = serde_json::from_str(json).ok()?;
    let written = serde_json::to_string(&read).expect("a tree can be written");
    let back: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(back, read, "what was written reads back as something else");
    assert_eq!(serde_json::to_string(&back).expect("the same tree"), written, "written in two ways");
    Some(read)
}
