//! All that is measured on a load: the whole job, its parts that can be asked for alone, and the yardsticks.

use crate::inputs::{Group, Load};
use crate::measure::Contestant;
use crate::yardsticks::{self, Scan};
use clausetree::{DiagnosticCode, Parsed, Parser};
use std::hint::black_box;

/// The whole job: bytes in, trees out, targets walked. The trees are dropped in the same time.
pub(crate) const WHOLE: &str = "whole";
/// The same with every tree written as JSON.
pub(crate) const WHOLE_JSON: &str = "+json";

pub(crate) const SCAN: &str = "scan";
pub(crate) const SCAN_JSON: &str = "scan+tree+json";
pub(crate) const PULLDOWN_CMARK: &str = "pulldown-cmark";
pub(crate) const COMRAK: &str = "comrak";

/// Bytes to text, their encoding found; with the feature `encodings`.
pub(crate) const DECODE: &str = "decode";
/// Which languages a text is in.
pub(crate) const LANGUAGE: &str = "language";
/// The quantities of the text as of a fragment, its language told where it has one.
pub(crate) const QUANTITIES: &str = "quantities";
/// Text to tree, the language told; texts in two languages have none.
pub(crate) const TOLD: &str = "told";
/// Trees that are there to JSON.
pub(crate) const JSON: &str = "json";

/// # Panics
///
/// Where a text was cut off at a limit: what is not read takes no time.
fn whole<'a>(parser: &Parser, text: &'a str) -> Vec<Parsed<'a>> {
    // Bytes come in: that they are UTF-8 is part of the job, as it is of the scan.
    let text = std::str::from_utf8(text.as_bytes()).expect("UTF-8");
    let parsed = parser.parse_all(text).expect("within the limits");
    for target in parsed.iter().flat_map(|parsed| parsed.resolution().targets()) {
        black_box(target.quantity);
    }
    let mut told = parsed.iter().flat_map(Parsed::diagnostics);
    assert!(told.all(|told| told.code != DiagnosticCode::NodeLimit), "the text is over the limits");
    parsed
}

fn write(trees: &[Parsed<'_>], json: &mut Vec<u8>) {
    for tree in trees {
        serde_json::to_writer(&mut *json, tree.resolution()).expect("memory takes all bytes");
    }
}

/// The parser and the scans it is held against. Those with JSON write over a buffer that is large enough from the second
/// round on.
pub(crate) fn judged<'a>(group: &'a Group, load: &'a Load, scan: &'a Scan) -> Vec<Contestant<'a>> {
    let (texts, parser) = (&load.texts, &group.parser);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    vec![
        Contestant::each(WHOLE, texts, |text| whole(parser, text)),
        Contestant::each(SCAN, texts, |text| scan.count(text.as_bytes())),
        Contestant::new(WHOLE_JSON, move || {
            ours.clear();
            texts.iter().for_each(|text| write(&whole(parser, text), &mut ours));
        }),
        Contestant::new(SCAN_JSON, move || {
            theirs.clear();
            texts.iter().for_each(|text| scan.write(text.as_bytes(), &mut theirs));
        }),
    ]
}

/// The same, and after them what is there for orientation: other parsers, and the stages of this one.
pub(crate) fn all<'a>(group: &'a Group, load: &'a Load, scan: &'a Scan) -> Vec<Contestant<'a>> {
    let (texts, parser, told) = (&load.texts, &group.parser, group.told.as_ref());
    let trees: Vec<_> = texts.iter().map(|text| whole(parser, text)).collect();
    let mut json = Vec::new();
    let mut all = judged(group, load, scan);
    all.extend([
        Contestant::each(PULLDOWN_CMARK, texts, yardsticks::pulldown_cmark),
        Contestant::each(COMRAK, texts, yardsticks::comrak),
        Contestant::each(LANGUAGE, texts, |text| parser.language_of(text)),
        Contestant::each(QUANTITIES, texts, move |text| {
            told.unwrap_or(parser).quantities(text).expect("a known language")
        }),
        Contestant::new(JSON, move || {
            json.clear();
            trees.iter().for_each(|trees| write(trees, &mut json));
        }),
    ]);
    #[cfg(feature = "encodings")]
    all.push(Contestant::each(DECODE, texts, |text| parser.decode(text.as_bytes(), None).expect("UTF-8")));
    let parse = told
        .map(|told| Contestant::each(TOLD, texts, |text| told.parse_all(text).expect("within the limits")));
    all.extend(parse);
    all
}
