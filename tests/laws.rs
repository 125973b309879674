//! Laws that every tree obeys on every input, whatever the snapshots say.

use crate::support;
use clausetree::{Node, Parsed, PieceRole, Quantity, Resolution, Span};
use std::collections::HashSet;

/// Checks every law on one text; the message of a broken one names the text and the place.
pub(crate) fn check(name: &str, text: &str) {
    let parsed = clausetree::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let documents = clausetree::parse_all(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut end = 0;
    for document in &documents {
        assert_eq!(document.resolution().span.start(), end, "{name}: a gap between documents");
        end = document.resolution().span.end();
        every_byte_belongs_to_one_piece(name, text, document.resolution());
    }
    assert_eq!(end, text.len(), "{name}: the last document is cut off");
    obeys(name, text, &parsed);
    let again = clausetree::parse(text).expect("the same text");
    assert_eq!(parsed, again, "{name}: two parses differ");
    assert_eq!(parsed.clone().into_owned(), again, "{name}: the owned copy differs");
}

/// Checks the laws that hold for a tree by itself, whichever parser made it of `text`.
pub(crate) fn obeys(name: &str, text: &str, parsed: &Parsed<'_>) {
    spans_are_nested_and_on_boundaries(name, text, parsed.resolution());
    every_byte_belongs_to_one_piece(name, text, parsed.resolution());
    ids_are_unique_and_parents_come_first(name, parsed.resolution());
    quotes_and_contents_come_from_the_source(name, text, parsed.resolution());
    json_reads_back_equal(name, parsed);
}

fn is_in(text: &str, span: Span) -> bool {
    span.end() <= text.len() && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end())
}

fn spans_are_nested_and_on_boundaries(name: &str, text: &str, resolution: &Resolution<'_>) {
    for (_, node) in resolution.walk() {
        let at = &node.id;
        assert!(
            is_in(text, node.span),
            "{name}: {at}: {:?} is outside of the text or splits a character",
            node.span
        );
        // The other half of a file in two halves stands elsewhere; see `Node::span`.
        let first = |part: &&clausetree::Text<'_>| resolution.languages.first() == Some(&part.lang);
        // A heading without a marker may have a translation with one; the label is always the first half's.
        let marker = node.markers.first().filter(|_| node.label.is_some() || resolution.languages.len() == 1);
        let own = node.text.iter().filter(first).flat_map(|text| &text.spans).chain(marker);
        for part in own {
            assert!(node.span.contains(*part), "{name}: {at}: {part:?} is not within {:?}", node.span);
        }
        for part in node.markers.iter().chain(node.text.iter().flat_map(|text| &text.spans)) {
            assert!(is_in(text, *part), "{name}: {at}: {part:?}");
        }
        for part in &node.text {
            assert!(
                part.spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()),
                "{name}: {at}: pieces out of order"
            );
            for quantity in &part.quantities {
                assert!(part.span().contains(quantity.span), "{name}: {at}: quantity {:?}", quantity.span);
            }
        }
        assert!(
            node.children.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()),
            "{name}: {at}: children out of order or overlapping"
        );
        for child in &node.children {
            assert!(node.span.contains(child.span), "{name}: {} is not within {at}", child.id);
        }
    }
}

fn every_byte_belongs_to_one_piece(name: &str, text: &str, resolution: &Resolution<'_>) {
    let mut at = resolution.span.start();
    for piece in resolution.partition() {
        assert_eq!(
            piece.span.start(),
            at,
            "{name}: gap or overlap before {:?} ({:?})",
            piece.span,
            piece.role
        );
        at = piece.span.end();
        if piece.role == PieceRole::Space {
            let hidden = |c: char| {
                c.is_whitespace()
                    || matches!(c, '\u{200B}'..='\u{200F}' | '\u{AD}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
            };
            let lost = piece.span.of(text).trim_matches(hidden);
            assert!(lost.is_empty(), "{name}: lost {lost:?} at {:?}", piece.span);
        }
    }
    assert_eq!(at, resolution.span.end(), "{name}: the end is missing");
}

fn ids_are_unique_and_parents_come_first(name: &str, resolution: &Resolution<'_>) {
    let mut seen = HashSet::new();
    for (_, node) in resolution.walk() {
        assert!(!node.id.is_empty(), "{name}: a node without id at {:?}", node.span);
        assert!(seen.insert(node.id.clone()), "{name}: the id {} stands twice", node.id);
    }
}

fn quotes_and_contents_come_from_the_source(name: &str, text: &str, resolution: &Resolution<'_>) {
    let words = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    for (_, node) in resolution.walk() {
        for part in &node.text {
            let pieces: String = part.spans.iter().map(|span| words(span.of(text))).collect();
            assert_eq!(
                words(&part.content),
                pieces,
                "{name}: {}: the content is not what stands there",
                node.id
            );
            for quantity in &part.quantities {
                quantity_obeys(&format!("{name}: {}", node.id), text, quantity);
            }
        }
    }
}

/// Checks what holds for a quantity of `text`, in a tree or of a fragment.
pub(crate) fn quantity_obeys(name: &str, text: &str, quantity: &Quantity<'_>) {
    assert!(is_in(text, quantity.span), "{name}: {:?}", quantity.span);
    assert!(
        quantity.horizon_span.is_none_or(|span| is_in(text, span)),
        "{name}: {:?}",
        quantity.horizon_span
    );
    assert!(!quantity.span.of(text).is_empty(), "{name}: an empty quote");
    assert!(quantity.min.is_some() || quantity.max.is_some(), "{name}: no value");
    assert!(quantity.min.zip(quantity.max).is_none_or(|(min, max)| min <= max), "{name}: upside down");
}

fn json_reads_back_equal(name: &str, parsed: &Parsed<'_>) {
    let json = serde_json::to_string(parsed).unwrap_or_else(|error| panic!("{name}: {error}"));
    let back: Parsed<'_> = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(&back, parsed, "{name}: JSON read back differs");
}

#[test]
fn fixtures_obey_the_laws() {
    let fixtures = support::fixtures();
    assert!(fixtures.len() >= 5, "the fixtures are missing");
    for (name, text) in fixtures {
        check(&name, &text);
    }
}

/// The same documents cut off, cut up and put together, to reach what no whole document does.
#[test]
fn pieces_of_fixtures_obey_the_laws() {
    for (name, text) in support::fixtures() {
        for part in 1..8 {
            let mut at = text.len() * part / 8;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let (head, tail) = text.split_at(at);
            check(&format!("{name}, first {part}/8"), head);
            check(&format!("{name}, from {part}/8"), tail);
        }
        let lines: Vec<&str> = text.lines().collect();
        check(&format!("{name} on one line"), &lines.join(" "));
        check(&format!("{name} with CRLF"), &lines.join("\r\n"));
        check(&format!("{name} backwards"), &lines.iter().rev().copied().collect::<Vec<_>>().join("\n"));
        check(&format!("{name} twice"), &format!("{text}\n{text}"));
    }
}

#[test]
fn odd_texts_obey_the_laws() {
    let odd = [
        "\u{FEFF}",
        "\r",
        "\r\n\r\n",
        "I.",
        "I- ",
        "1. 1. 1. 1.",
        "- - - -",
        "1.\n2.\n3.\n",
        "%%%%",
        "()()()",
        "\u{301}\u{301}",
        "0,0,0,0.0.0 %",
        "99999999999999999999999999999999999999%",
        "đạt 1.000.000.000.000.000.000.000.000.000.000.000.000 đồng",
        "II- MỤC TIÊU\u{2028}1. Đến năm 2030\u{85}- đạt 5\u{A0}%",
        "a\u{200B}b\u{200B}",
        "Nơi nhận:\nT/M BỘ CHÍNH TRỊ",
        "# **NGHỊ QUYẾT**\n\n**I-** QUAN ĐIỂM\n\n1\\. Phát triển **nhanh**.\n\n## II\\- MỤC TIÊU\n\n\\- đạt 16 \\- 18%<br/>\n",
        "<p>1. Đạt &ge; 80%</p><p>2. Phát&nbsp;triển <b>mạnh</b></p>",
        "**",
        "<b><i></i></b>",
        "###",
        "> > >",
    ];
    for text in odd {
        check(&format!("{text:?}"), text);
    }
}

/// A tree deeper than the limit is cut there, keeps all its words, and says so.
#[test]
fn nesting_is_capped() {
    let text: String =
        (1..=60).map(|depth| format!("{} Khoản\n", vec!["1"; depth.min(6)].join(".") + ".")).collect();
    check("numbers of growing depth", &text);
    let marks = ['-', '+', '*', '•', '●', '▪', '◦', '‣', '○', '■'];
    let nested: String = marks.iter().map(|mark| format!("{mark} Mục nhỏ\n")).collect();
    let limits = clausetree::Limits { depth: 4, ..clausetree::Limits::default() };
    let parser = clausetree::Parser::builder()
        .limits(limits)
        .language(clausetree::Language::VI)
        .build()
        .expect("a parser");
    let parsed = parser.parse(&nested).expect("a tree");
    let deepest = parsed.resolution().walk().map(|(depth, _)| depth).max();
    assert!(deepest <= Some(4), "{deepest:?}");
    let words = parsed.resolution().walk().flat_map(|(_, node): (usize, &Node<'_>)| &node.text).count();
    assert!(words > 0);
}
