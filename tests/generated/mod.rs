//! Generated documents: a random tree is printed in a random layout, and the parser must give that tree back.
//!
//! What is generated a careful reader reads without doubt; what is ambiguous in principle is left out, with a comment
//! at its place. The words come from the grammar files and from `words/`.
//!
//! A run has the same documents every time. `CLAUSETREE_CASES` sets how many there are for each language, and
//! `CLAUSETREE_SEED` which; `survey` goes through many seeds and prints the smallest document of each that fails.

mod compose;
mod figure;
mod layout;
mod model;
mod outline;
mod print;
mod words;

use crate::laws;
use layout::Layout;
use model::Document;
use print::Printed;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use std::fmt::Write as _;

/// A number from the environment.
fn set(name: &str, usual: u64) -> u64 {
    std::env::var(name)
        .map_or(usual, |value| value.parse().unwrap_or_else(|_| panic!("{name}={value}: a number")))
}

fn printed(document: &Document, layout: &Layout, language: usize) -> Printed {
    let words = words::of(language);
    let sections = compose::compose(document, words);
    print::print(document.header.as_ref(), &sections, layout, words)
}

/// What is wrong with the tree of a printed document: the text, both outlines and the first difference.
fn difference(printed: &Printed) -> Option<String> {
    let parsed = clausetree::parse(&printed.text).expect("text never makes a parse fail");
    let (expected, found) = (outline::expected(printed), outline::found(&parsed, printed));
    if expected == found {
        return None;
    }
    let mut out = outline::shown(&printed.text);
    let same = expected.iter().zip(&found).take_while(|(expected, found)| expected == found).count();
    let part = |out: &mut String, name: &str, lines: &[String]| {
        let _ = writeln!(out, "{name}");
        for (place, line) in lines.iter().enumerate() {
            let _ = writeln!(out, "{} {line}", if place == same { ">" } else { " " });
        }
    };
    part(&mut out, "EXPECTED", &expected);
    part(&mut out, "FOUND", &found);
    let none = "nothing".to_string();
    let at = |lines: &[String]| lines.get(same).unwrap_or(&none).trim_start().to_string();
    let _ = writeln!(out, "FIRST DIFFERENCE\n  expected {}\n  found    {}", at(&expected), at(&found));
    Some(out)
}

/// The smallest failing document of a run, if any fails.
fn run(language: usize, cases: u32, seed: u64, check_laws: bool) -> Option<String> {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&(model::document(), layout::layout()), |(document, layout)| {
        let printed = printed(&document, &layout, language);
        if let Some(report) = difference(&printed) {
            return Err(TestCaseError::fail(report));
        }
        if check_laws {
            laws::check("a generated document", &printed.text);
        }
        Ok(())
    });
    match result {
        Ok(()) => None,
        Err(TestError::Fail(reason, (document, layout))) => {
            let printed = printed(&document, &layout, language);
            Some(
                difference(&printed)
                    .unwrap_or_else(|| format!("{reason}\n{}", outline::shown(&printed.text))),
            )
        }
        Err(error) => Some(error.to_string()),
    }
}

fn check(language: usize) {
    let cases = u32::try_from(set("CLAUSETREE_CASES", 200)).expect("a number of cases");
    let name = words::LANGUAGES[language];
    if let Some(report) = run(language, cases, set("CLAUSETREE_SEED", 57), true) {
        panic!("{name}: a generated document is not read as it was meant\n{report}");
    }
}

#[test]
fn vietnamese() {
    check(0);
}

#[test]
fn english() {
    check(1);
}

#[test]
fn chinese() {
    check(2);
}

#[test]
fn russian() {
    check(3);
}

/// A longer run by hand: the smallest failing document of each of many seeds.
/// `CLAUSETREE_CASES=2000 cargo test --test main generated::survey -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes; run by hand"]
fn survey() {
    let seeds = set("CLAUSETREE_SEEDS", 10);
    let cases = u32::try_from(set("CLAUSETREE_CASES", 500)).expect("a number of cases");
    let mut failed = 0;
    for language in 0..words::LANGUAGES.len() {
        let chosen = set("CLAUSETREE_LANGUAGE", u64::MAX);
        if chosen != u64::MAX && chosen != language as u64 {
            continue;
        }
        for seed in 0..seeds {
            if let Some(report) = run(language, cases, set("CLAUSETREE_SEED", 1000) + seed, false) {
                failed += 1;
                println!("=== {} seed {seed}\n{report}", words::LANGUAGES[language]);
            }
        }
    }
    assert_eq!(failed, 0, "seeds with a failing document");
}
