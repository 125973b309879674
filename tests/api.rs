//! Promises of the library that are not about any one text.

use clausetree::{Grammar, Parsed, Parser, Resolution};

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
        let mut count = 0;
        for (text, expect) in grammar.examples() {
            count += 1;
            let found = clausetree::quantities(text, language).expect("a known language");
            let end = |end: Option<clausetree::Decimal>| end.map_or("-".to_string(), |end| end.to_string());
            let got: Vec<String> = found
                .iter()
                .map(|q| {
                    format!("{} {} {} {}", q.kind.as_str(), q.comparator.as_str(), end(q.min), end(q.max))
                })
                .collect();
            assert_eq!(got, expect, "{language}: {text}");
        }
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
