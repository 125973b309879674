//! What the check of a grammar file finds, and that the built-in files pass it.

use crate::support::{PERCENT, small_grammar, template};
use clausetree::{Grammar, GrammarFinding, GrammarFindingKind, GrammarFindingSeverity};

/// A small file with `more` at its end.
fn findings(more: &str) -> Vec<GrammarFinding> {
    let file = small_grammar("", more);
    Grammar::check_toml("xx.toml", &file).unwrap_or_else(|error| panic!("{error}\n{file}"))
}

fn kinds(found: &[GrammarFinding]) -> Vec<(GrammarFindingKind, usize)> {
    found.iter().map(|finding| (finding.kind, finding.line)).collect()
}

#[test]
fn the_built_in_grammars_have_no_errors() {
    for language in Grammar::builtin_languages() {
        let grammar = Grammar::builtin(language).expect("a built-in grammar");
        for finding in grammar.check() {
            assert!(finding.severity < GrammarFindingSeverity::Error, "{finding}");
            assert_eq!(finding.file, format!("grammars/{language}.toml"));
        }
    }
}

#[test]
fn examples_that_fail_say_what_was_read() {
    let template = "[[template]]\nname = \"percent\"\npattern = \"<n> <unit>\"\n";
    let example = "[[example]]\ntext = \"la 5% la\"\nexpect = [\"percent ge 5 -\"]\n";
    let found = findings(&format!("{PERCENT}{template}{example}"));
    assert_eq!(kinds(&found), [(GrammarFindingKind::FailedExample, 16)]);
    assert_eq!(
        found[0].message,
        "`la 5% la` was to give percent ge 5 -, and gives percent eq 5 5 (read from `5%`)"
    );
    let good = example.replace("ge 5 -", "eq 5 5");
    assert_eq!(findings(&format!("{PERCENT}{template}{good}")), []);
}

#[test]
fn the_same_words_twice() {
    let bounds = "[[bound]]\nis = \"ge\"\nbefore = [\"over la\", \"Over  LA\"]\n[[bound]]\nis = \"le\"\nbefore = [\"over la\"]\n";
    let found = findings(bounds);
    assert_eq!(
        kinds(&found),
        [(GrammarFindingKind::DuplicateEntry, 10), (GrammarFindingKind::AmbiguousEntry, 13)]
    );
    assert_eq!((found[1].related, found[1].column), (Some(10), 11));
    assert!(found.iter().all(|finding| finding.severity == GrammarFindingSeverity::Error));
    // What is told here keeps the file from being used.
    let file = "language = \"xx\"\nname = \"X\"\n[detect]\nwords = [\"la\", \"la\"]\n[numbers]\ndecimal = []\ngroup = []\n";
    assert!(Grammar::from_toml(file).is_err());
    assert_eq!(Grammar::check_toml("xx.toml", file).map(|found| found.len()), Ok(1));
}

/// Every list in which entries stand for different things.
#[test]
fn contradictions_in_every_list() {
    let cases = [
        "[[section]]\nkind = \"tasks\"\nheadings = [\"la\"]\n[[section]]\nkind = \"objectives\"\nheadings = [\"la\"]\n",
        "[[change]]\nis = \"increase\"\nwords = [\"la\"]\n[[change]]\nis = \"decrease\"\nwords = [\"la\"]\n",
        "[[unit]]\nname = \"km\"\nkind = \"measure\"\nwords = [\"la\"]\n[[unit]]\nname = \"m\"\nkind = \"measure\"\nwords = [\"la\"]\n",
        "[numbers.words]\n\"la\" = 2\n\"LA\" = 3\n",
    ];
    for case in cases {
        let found = findings(case);
        let ambiguous = found.iter().filter(|found| found.kind == GrammarFindingKind::AmbiguousEntry).count();
        assert_eq!(ambiguous, 1, "{case}: {found:?}");
    }
}

#[test]
fn a_stem_covers_words_that_mean_the_same() {
    let changes = "[[change]]\nis = \"increase\"\nwords = [\"grow*\", \"growth\", \"grown la\"]\n[[change]]\nis = \"decrease\"\nwords = [\"growless\"]\n";
    let found = findings(changes);
    // `grown la` is longer, and `growless` means something else: both are of use.
    assert_eq!(kinds(&found), [(GrammarFindingKind::ShadowedEntry, 10)]);
    assert_eq!(
        found[0].message,
        "`growth` says nothing that `grow*` in line 10 does not say for `change`; remove it"
    );
}

#[test]
fn templates_that_can_never_win() {
    let shadowed = [
        // The same, the slots apart.
        ("<n> <unit>", "<n:to> <unit:none>"),
        // The first that fits wins, not the longest.
        ("<n> <unit>", "<n> <unit> of <words>"),
        ("(over | under)? <n>", "over <n>"),
        ("<number>", "<n> ~ <unit>"),
        ("grow* <n>", "grows ^ <n> $ <unit>"),
    ];
    for (first, second) in shadowed {
        let found = findings(&format!("{PERCENT}{}{}", template("a", first), template("b", second)));
        assert_eq!(kinds(&found), [(GrammarFindingKind::ShadowedPattern, 17)], "{first} before {second}");
        assert!(found[0].message.contains("`b` can never win: `a` in line 14"), "{}", found[0].message);
    }
    let useful = [
        ("<n> <unit> of <words>", "<n> <unit>"),
        ("<n> <unit>", "over <n> <unit>"),
        ("<n> ~ <unit>", "<n> <unit>"),
        ("over <n>", "(over | under) <n>"),
        ("<n> <unit=percent>", "<n> <unit>"),
    ];
    for (first, second) in useful {
        let found = findings(&format!("{PERCENT}{}{}", template("a", first), template("b", second)));
        assert_eq!(found, [], "{first} before {second}");
    }
}

#[test]
fn patterns_of_a_list_that_can_never_win() {
    let file = |masks: &str| {
        let file = format!(
            "language = \"xx\"\nname = \"X\"\nmask = [{masks}]\n[detect]\nwords = []\n[numbers]\ndecimal = []\ngroup = []\n"
        );
        Grammar::check_toml("xx.toml", &file).expect("a file that can be read")
    };
    assert_eq!(kinds(&file("'la <digits>', '^ la <digits> $'")), [(GrammarFindingKind::ShadowedPattern, 3)]);
    // Here the longest wins, so a longer one is of use.
    assert_eq!(file("'la <digits>', 'la <digits> la'"), []);
}

#[test]
fn what_nothing_names() {
    let found = findings("[vocabulary]\nstpo = [\"la\"]\nstop = [\"lo\"]\n[patterns]\nidle = \"la\"\n");
    assert_eq!(
        kinds(&found),
        [(GrammarFindingKind::UnusedClass, 9), (GrammarFindingKind::UnusedPattern, 12)]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let error = Grammar::check_toml("xx.toml", "language = \"xx\"\nspeling = 1\n").expect_err("a bad file");
    assert!(error.to_string().contains("line 2"), "{error}");
}
