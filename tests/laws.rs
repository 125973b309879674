//! Laws that every tree obeys on every input, whatever the snapshots say.

#[cfg(test)]
use crate::support;
use clausetree::{Node, Parsed, Parser, ParserBuilder, PieceRole, Quantity, QuantityKind, Resolution, Span};
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
    let again = clausetree::parse(text).expect("the same text");
    // A text that holds one document is the same tree either way, which need not be looked at twice.
    for document in documents.iter().filter(|&document| *document != parsed).chain([&parsed]) {
        obeys(name, text, document);
    }
    copies_are_equal(name, &parsed, Some(&again));
}

/// Checks the laws that hold for a tree by itself, whichever parser made it of `text`.
pub(crate) fn obeys(name: &str, text: &str, parsed: &Parsed<'_>) {
    spans_are_nested_and_on_boundaries(name, text, parsed.resolution());
    all_spans_are_of_the_text(name, text, parsed);
    every_byte_belongs_to_one_piece(name, text, parsed.resolution());
    ids_are_unique_and_parents_come_first(name, parsed.resolution());
    quotes_and_contents_come_from_the_source(name, text, parsed.resolution());
    copies_are_equal(name, parsed, None);
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

/// The spans of all that has one: what is read in a text lies in it, head and furniture stand in order, and nothing
/// reaches out of the text.
fn all_spans_are_of_the_text(name: &str, text: &str, parsed: &Parsed<'_>) {
    let resolution = parsed.resolution();
    let within = |what: &str, span: Span| {
        assert!(is_in(text, span), "{name}: {what} {span:?} is outside of the text or splits a character");
    };
    within("the document", resolution.span);
    for (_, node) in resolution.walk() {
        for part in &node.text {
            let whole = part.span();
            for found in &part.quantities {
                within("the horizon", found.horizon_span.unwrap_or_default());
                assert_eq!(
                    found.horizon.is_none(),
                    found.horizon_span.is_none(),
                    "{name}: {}: a year from nowhere",
                    node.id
                );
                // A quote does not begin or end between the pieces of its text.
                let piece = |at: usize| part.spans.iter().any(|span| span.start() <= at && at < span.end());
                let ends = piece(found.span.start()) && piece(found.span.end().saturating_sub(1));
                assert!(ends, "{name}: {}: the quote {:?} is not of its text", node.id, found.span);
            }
            for found in &part.references {
                assert!(whole.contains(found.span), "{name}: {}: reference {:?}", node.id, found.span);
                within("a reference", found.span);
            }
        }
        for duty in &node.duties {
            within("a duty", duty.span);
            let own = node.text.iter().any(|text| text.span().contains(duty.span));
            assert!(own, "{name}: {}: duty {:?} is not in its words", node.id, duty.span);
        }
    }
    let pieces: Vec<Span> = resolution.header.pieces.iter().map(|piece| piece.span).collect();
    let furniture: Vec<Span> = resolution.furniture.iter().map(|furniture| furniture.span).collect();
    for (what, spans) in [("the head", pieces), ("the furniture", furniture)] {
        assert!(
            spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()),
            "{name}: {what} is out of order or overlaps"
        );
        spans.into_iter().for_each(|span| within(what, span));
    }
    for found in parsed.diagnostics() {
        within(found.code.as_str(), found.span);
        found.related.iter().for_each(|&span| within("a place beside a diagnostic", span));
    }
}

/// The slice of every section, read by itself in the language of the document, has the same quantities. How many sections
/// were compared.
///
/// This is a law of documents, not of any text: a slice of a broken text may begin with what looks like a letterhead.
///
/// What may differ says something about the section from outside of it:
/// * `horizon` with its source: a year from a heading above, or from words before the section;
/// * `role`: whether figures are commitments depends on the kind of the section, which depends on its neighbours, on the
///   title and on the date of the document (a year that has passed was reached or missed);
/// * the node: ids count the sections of a kind.
///
/// Sections are passed over where the whole document tells how they are read; see [`depends_on_document`]. So are
/// documents in two languages: the languages of a slice alone can be others.
pub(crate) fn sections_alone_say_the_same(
    name: &str,
    text: &str,
    parsed: &Parsed<'_>,
    parser: ParserBuilder,
) -> usize {
    let resolution = parsed.resolution();
    let [language] = resolution.languages[..] else { return 0 };
    let Ok(parser) = parser.language(language).build() else { return 0 };
    let statements = |resolution: &Resolution<'_>, within: Span| -> Vec<String> {
        let nodes = resolution.walk().map(|(_, node)| node).filter(|node| within.contains(node.span));
        let quantities = nodes.flat_map(|node| &node.text).flat_map(|text| &text.quantities);
        quantities.map(|found| statement(found, within.start())).collect()
    };
    let mut compared = 0;
    for section in
        resolution.sections.iter().filter(|section| !depends_on_document(text, resolution, section, &parser))
    {
        let slice = section.span.of(text);
        let alone = parser.parse(slice).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            statements(alone.resolution(), alone.resolution().span),
            statements(resolution, section.span),
            "{name}: {} says something else when it stands alone",
            section.id
        );
        compared += 1;
    }
    compared
}

/// Whether the page around a section tells how its lines are read:
/// * lines were joined: the width that a text was cut to shows in many lines;
/// * page numbers or running heads stand in it: they are told by coming again;
/// * markers stand inside of lines: whether they are any is told by the whole numbering and by how long the lines are;
/// * it begins with a heading of Markdown: at the top of a text that is its title.
///
/// So is a section with a day whose year is that of the document, and no deadline without it: `6月底前完成` in the plan for 2025;
/// and one with a sum in the money of the country that the head names: `$40 million` in a plan of Canada.
fn depends_on_document(text: &str, resolution: &Resolution<'_>, section: &Node<'_>, parser: &Parser) -> bool {
    let own = || resolution.walk().map(|(_, node)| node).filter(|node| section.span.contains(node.span));
    let joined = own().flat_map(|node| &node.text).any(|text| text.spans.len() > 1);
    let furniture = resolution.furniture.iter().any(|furniture| section.span.contains(furniture.span));
    let starts = |span: &Span| {
        let before = text[..span.start()].trim_end_matches(|c: char| c != '\n' && !c.is_alphanumeric());
        before.is_empty() || before.ends_with('\n')
    };
    let inline = own().flat_map(|node| &node.markers).any(|marker| !starts(marker));
    let line = text[..section.span.start()].rsplit('\n').next().unwrap_or_default();
    let yearless = own().flat_map(|node| &node.text).flat_map(|text| &text.quantities).any(|found| {
        let year = found.horizon.map_or(String::new(), |year| year.to_string());
        found.kind == QuantityKind::Deadline && !found.span.of(text).contains(&year)
    });
    let local = own().flat_map(|node| &node.text).flat_map(|text| &text.quantities).any(|found| {
        let alone = parser.quantities(found.span.of(text)).unwrap_or_default();
        found.kind == QuantityKind::Money && alone.first().is_some_and(|alone| alone.unit != found.unit)
    });
    joined || furniture || inline || yearless || local || line.contains('#')
}

/// What a quantity says by itself, with its place from `start` on.
fn statement(found: &Quantity<'_>, start: usize) -> String {
    format!(
        "{:?} {:?} {:?}..{:?} {:?} per {:?} of {:?} counted {:?} scope {:?} {:?} {} {} {:?} {:?} at {}..{}",
        found.kind,
        found.comparator,
        found.min,
        found.max,
        found.unit,
        found.per,
        found.of,
        found.counted,
        found.scope,
        found.change,
        found.average,
        found.approximate,
        found.iso8601,
        found.indicator,
        found.span.start() - start,
        found.span.end() - start
    )
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
        // A section in a section has an id of its own; all others carry that of the node above.
        for child in node.children.iter().filter(|child| child.kind.section().is_none()) {
            assert!(
                child.id.strip_prefix(node.id.as_str()).is_some_and(|rest| rest.starts_with('.')),
                "{name}: {} stands under {}",
                child.id,
                node.id
            );
            assert!(!seen.contains(&child.id), "{name}: {} comes before its parent", child.id);
        }
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

/// JSON read back, the owned copy and its JSON, and a second parse with its JSON, byte by byte.
fn copies_are_equal(name: &str, parsed: &Parsed<'_>, again: Option<&Parsed<'_>>) {
    let written =
        |parsed: &Parsed<'_>| serde_json::to_string(parsed).unwrap_or_else(|error| panic!("{name}: {error}"));
    let json = written(parsed);
    let back: Parsed<'_> = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(&back, parsed, "{name}: JSON read back differs");
    let owned = parsed.clone().into_owned();
    assert_eq!(&owned, parsed, "{name}: the owned copy differs");
    assert_eq!(back, owned, "{name}: JSON read back differs from the owned copy");
    assert_eq!(written(&owned), json, "{name}: the owned copy is written otherwise");
    if let Some(again) = again {
        assert_eq!(again, parsed, "{name}: two parses differ");
        assert_eq!(written(again), json, "{name}: two parses are written otherwise");
    }
}

#[test]
fn fixtures_obey_the_laws() {
    let fixtures = support::fixtures_and_rounds();
    assert!(fixtures.len() >= 5, "the fixtures are missing");
    for (name, text) in fixtures {
        check(&name, &text);
    }
}

/// The sections of the fixtures that were compared, so that the law cannot become empty.
#[test]
fn sections_of_fixtures_say_the_same_alone() {
    const FEWEST: usize = 100;
    let (mut compared, mut all) = (0, 0);
    let parser = support::parser();
    for (name, text) in support::documents().into_iter().chain(support::rounds()) {
        let parsed = parser.parse(&text).expect("text never fails");
        all += parsed.resolution().sections.len();
        compared += sections_alone_say_the_same(&name, &text, &parsed, support::builder());
    }
    println!("{compared} of {all} sections compared");
    assert!(compared >= FEWEST, "only {compared} of {all} sections were compared");
}

/// The same documents cut off, cut up and put together, to reach what no whole document does.
#[test]
fn pieces_of_fixtures_obey_the_laws() {
    for (name, text) in support::fixtures_and_rounds() {
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
        "<table><tr><td>1</td><td>a<tr><td colspan=99999>2</td></tr><tr></table>",
        "<tr><th>№</th>\n<th>2030</th>\n<tr>\n<td>1&nbsp;200\n</td><td rowspan=3>5</td>",
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
