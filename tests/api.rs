//! Promises of the library that are not about any one text.

use clausetree::{Grammar, GrammarFindingKind, Parsed, Parser, Resolution};

#[test]
fn types_can_cross_threads() {
    fn check<T: Send + Sync>() {}
    check::<Parser>();
    check::<Grammar>();
    check::<Parsed<'static>>();
    check::<Resolution<'static>>();
    check::<clausetree::Error>();
}

#[test]
fn an_error_is_an_error() {
    fn check<T: std::error::Error + Send + Sync + 'static>() {}
    check::<clausetree::Error>();
}

/// Every grammar file carries examples; they run here.
#[test]
fn examples_of_the_grammars() {
    for language in Grammar::builtin_languages() {
        let grammar = Grammar::builtin(language).expect("a built-in grammar");
        let count = grammar.examples().count();
        let failed = grammar.check();
        let failed = failed.iter().filter(|found| found.kind == GrammarFindingKind::FailedExample);
        let failed: Vec<String> = failed.map(ToString::to_string).collect();
        assert!(failed.is_empty(), "{}", failed.join("\n"));
        assert!(count >= 3, "{language} carries too few examples");
    }
}

/// A grammar of the caller takes the place of the built-in one.
#[test]
fn a_grammar_of_the_caller() {
    let file = include_str!("../grammars/vi.toml").replace("\"ít nhất\", ", "\"ít nhất\", \"chí ít\", ");
    let grammar = Grammar::from_toml(&file).expect("a good grammar");
    let parser = Parser::builder().grammar(grammar).build().expect("a parser");
    let found = parser.quantities("tỉ lệ của các xã đạt chí ít 80%").expect("Vietnamese");
    assert_eq!(found[0].comparator, clausetree::Comparator::Ge);
}
