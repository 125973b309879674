//! How far the words around a figure reach: bounds, years, roles and subjects at and beyond each distance, over words that no
//! language has.

use crate::support::{PERCENT, YEAR, parser_of, small_grammar};
use clausetree::Quantity;

const KEYS: &str = r#"horizon = ["ye (la)* <year>"]
denominator = ["every <unit=year:per-unit>", "for <number:per> (<unit:per-unit> | <words 2:per-unit>)"]
abbreviations = ["ab.", "a.b."]
"#;

const TABLES: &str = r#"[numbers.scales]
"mil" = 1000000
[vocabulary]
connector = ["and"]
negation = ["not", "not la"]
forbid = ["never"]
exceed = ["exceed"]
of-which = ["whereof"]
context = ["than", "against a b c"]
context-after = ["before"]
achieved = ["did"]
commit = ["will"]
barrier = ["bar"]
lead = ["build"]
trail = ["is", "reach"]
achieves = ["reach"]
about = ["in"]
adverbial = ["at"]
opener = ["so"]
article = ["the"]
[[bound]]
is = "gt"
before = ["over", "exceed"]
after = ["plus"]
[[bound]]
is = "ge"
before = ["not under"]
[[change]]
is = "increase"
words = ["grow"]
[[template]]
name = "range"
pattern = "<n> to <n:to> (<unit=percent> | zu)"
[[template]]
name = "percent"
pattern = "<change>? <bound>? <n> <unit=percent> <bound-after>? (of <words 2:of>)? (per <unit=year:per-unit>)?"
[[template]]
name = "things"
pattern = "<n> ki <words 2:counted>"
weak = true
[[template]]
name = "years"
pattern = "<n> <unit=year>"
[[template]]
name = "rank"
pattern = "top <n>"
kind = "rank"
[[template]]
name = "count"
pattern = "<bound>? <n> zu <bound-after>? (per <number:per> (<unit:per-unit> | <words 2:per-unit>))?"
weak = true
"#;

fn figures<T>(text: &str, tell: impl Fn(&Quantity<'_>) -> T) -> Vec<T> {
    let parser = parser_of(&small_grammar(KEYS, &[TABLES, PERCENT, YEAR].concat()));
    parser.quantities(text).expect("the language was set").iter().map(tell).collect()
}

fn bounds(text: &str) -> Vec<&'static str> {
    figures(text, |figure| figure.comparator.as_str())
}

fn years(text: &str) -> Vec<u32> {
    figures(text, |figure| figure.horizon.unwrap_or(0))
}

fn roles(text: &str) -> Vec<&'static str> {
    figures(text, |figure| figure.role.as_str())
}

/// What each figure measures; empty for nothing.
fn subjects(text: &str) -> Vec<String> {
    figures(text, |figure| figure.indicator.as_ref().map_or(String::new(), ToString::to_string))
}

/// Denominators; empty for none.
fn pers(text: &str) -> Vec<String> {
    let per = |per: &clausetree::Per| format!("{} {}", per.value, per.unit);
    figures(text, |figure| figure.per.as_deref().map_or(String::new(), per))
}

/// What is quoted.
fn quotes(text: &str) -> Vec<String> {
    figures(text, |figure| figure.span.of(text).to_string())
}

/// Bound and ends.
fn values(text: &str) -> Vec<String> {
    let end = |end: Option<clausetree::Decimal>| end.map_or("-".to_string(), |end| end.to_string());
    figures(text, |figure| format!("{} {} {}", figure.comparator.as_str(), end(figure.min), end(figure.max)))
}

/// So many words that mean nothing.
fn words(count: usize) -> String {
    "lo ".repeat(count)
}

#[test]
fn words_that_turn_a_bound_round() {
    assert_eq!(bounds("lo over 5%."), ["gt"]);
    assert_eq!(bounds("lo not over 5%."), ["le"]);
    assert_eq!(bounds("not lo over 5%."), ["gt"]);
    assert_eq!(bounds("never lo over 5%."), ["le"]);
    // Thirty words before the bound.
    assert_eq!(bounds(&format!("never {}over 5%.", words(29))), ["le"]);
    assert_eq!(bounds(&format!("never {}over 5%.", words(30))), ["gt"]);
    // Not over a mark, nor from another clause.
    assert_eq!(bounds("never, lo over 5%."), ["gt"]);
    assert_eq!(bounds("never lo; over 5%."), ["gt"]);
    // A number of things may be an attribute of what must not be.
    assert_eq!(bounds("never over 5 zu."), ["le"]);
    assert_eq!(bounds("never lo over 5 zu."), ["gt"]);
    assert_eq!(bounds("never lo exceed 5 zu."), ["le"]);
    // The bound may follow its number.
    assert_eq!(bounds("never lo 5% plus."), ["le"]);
    assert_eq!(bounds("lo 5% plus."), ["gt"]);
    assert_eq!(bounds("lo 5%."), ["eq"]);
    // "Of those who do not, 5% or more": a mere "not" before the number belongs to other words.
    assert_eq!(bounds("lo not 5% plus."), ["gt"]);
    // A bound that is negated itself, as where a language negates twice.
    assert_eq!(bounds("never not under 5%."), ["ge"]);
    assert_eq!(bounds("never lo not under 5%."), ["ge"]);
}

/// "Must not, in any case, exceed": a phrase between marks stands between the word and the bound.
#[test]
fn words_that_turn_a_bound_round_over_an_insertion() {
    let turned = |text: &str| (bounds(text).concat(), quotes(text).concat());
    let is = |bound: &str, quote: &str| (bound.to_string(), quote.to_string());
    for word in ["not", "never"] {
        for text in [
            format!("{word}, li lo, over 5%"),
            format!("{word} (li lo) over 5%"),
            format!("{word} - li lo - over 5%"),
            format!("{word}, li lo, is over 5%"),
            format!("{word}, li lo, over 5 zu"),
            format!("{word}, li lo, is over 5 zu"),
            format!("{word}, li lo, exceed 5 zu"),
        ] {
            assert_eq!(turned(&format!("{text}.")), is("le", &text));
            assert_eq!(turned(&format!("lo {text}.")), is("le", &text));
        }
        // Phrase after phrase, three of them; the words of one may be those that are measured.
        assert_eq!(turned(&format!("{word}, li, lo, over 5%.")), is("le", "over 5%"));
        assert_eq!(turned(&format!("{word}, li, lo, le, over 5%.")), is("le", "over 5%"));
        assert_eq!(turned(&format!("{word}, li, lo, le, ne, over 5%.")), is("gt", "over 5%"));
        // Nothing is quoted twice.
        assert_eq!(quotes(&format!("{word}, li 7 zu, over 5%.")), ["7 zu", "over 5%"]);
        for text in [
            // One mark, or two that are no pair.
            format!("{word}, over 5%."),
            format!("{word}) li, over 5%."),
            format!("{word} (li, over 5%."),
            // The word does not stand right before the phrase.
            format!("{word} le, li, over 5%."),
            // Dashes come in pairs; one that is glued to a word is a bullet or a hyphen.
            format!("{word} - li - lo - over 5%."),
            format!("{word} -li - over 5%."),
            format!("{word} li- lo - over 5%."),
            // Of a number of things the bound may be an attribute of what is spoken of.
            format!("{word}, li, ne over 5 zu."),
            // Another clause.
            format!("{word}; lo, li, over 5%."),
        ] {
            assert_eq!(turned(&text).0, "gt", "{text}");
        }
    }
    // What forbids may stand further from shares and from verbs, over one phrase.
    assert_eq!(turned("never, li, ne over 5%."), is("le", "over 5%"));
    assert_eq!(turned("never, li, ne exceed 5 zu."), is("le", "exceed 5 zu"));
    assert_eq!(turned("never, li, lo, ne over 5%."), is("gt", "over 5%"));
    assert_eq!(turned("not, li, ne over 5%."), is("gt", "over 5%"));
    // The phrase itself forbids.
    assert_eq!(turned("lo, never, exceed 5%."), is("le", "never, exceed 5%"));
    assert_eq!(turned("lo, never, exceed 5 zu."), is("le", "never, exceed 5 zu"));
    assert_eq!(turned("lo, never, ne over 5 zu."), is("gt", "over 5 zu"));
    // The bound may follow its number; that of a number of things is no verb.
    assert_eq!(turned("never, li, 5% plus."), is("le", "never, li, 5% plus"));
    assert_eq!(turned("never, li, 5 zu plus."), is("gt", "5 zu plus"));
    // A bound that is negated itself.
    assert_eq!(turned("never, li, not under 5%."), is("ge", "not under 5%"));
    // "Poor or not, as the case may be": two that are left open. "And must not" goes on.
    assert_eq!(turned("lo and not, li, over 5%."), is("gt", "over 5%"));
    assert_eq!(turned("lo and not la, li, over 5%."), is("le", "not la, li, over 5%"));
}

#[test]
fn years_behind_a_figure() {
    assert_eq!(years("5% ye 2030."), [2030]);
    assert_eq!(years(&format!("5% {}ye 2030 lo.", words(12))), [2030]);
    assert_eq!(years(&format!("5% {}ye 2030 lo.", words(13))), [0]);
    // At the end of its sentence it may stand further away.
    assert_eq!(years(&format!("5% {}ye 2030.", words(24))), [2030]);
    assert_eq!(years(&format!("5% {}ye 2030.", words(25))), [0]);
    assert_eq!(years("5%, lo ye 2030."), [0]);
    assert_eq!(years("5% lo; lo ye 2030."), [0]);
    // The next figure stands nearer; the first shares its year.
    assert_eq!(years("5% lo 7% ye 2030."), [2030, 2030]);
    assert_eq!(years("5% ye 2028, lo 7% ye 2030."), [2028, 2030]);
    assert_eq!(years("5% lo; 7% ye 2030."), [0, 2030]);
    // A year in brackets with a figure is that figure's.
    assert_eq!(years("5% (ye 2030)."), [2030]);
    assert_eq!(years("5% (ye 2030 lo 7%)."), [0, 2030]);
    assert_eq!(years("5% (ye 2030: lo 7%)."), [0, 2030]);
    // And of no other: "from 30% (in 2020) to 50%".
    assert_eq!(years("5% (ye 2030) lo 7%."), [2030, 0]);
    assert_eq!(years("5% (ye 2030): 7%."), [2030, 2030]);
}

#[test]
fn years_before_a_figure() {
    assert_eq!(years("ye 2030 lo 5%."), [2030]);
    assert_eq!(years("ye 2030, lo; lo 5%."), [2030]);
    assert_eq!(years("ye 2030 lo. lo 5%."), [0]);
    assert_eq!(years("ye 2028, ye 2030 lo 5%."), [2030]);
    // The year of a part holds in its own clause alone.
    assert_eq!(years("ye 2030 lo 5%, whereof ye 2028 7%; 9%."), [2030, 2028, 2030]);
    // So does each of several; the one that opens the sentence is that of all of it.
    assert_eq!(years("ye 2030 lo 5%, lo ye 2028 7%; 9%."), [2030, 2028, 2030]);
    assert_eq!(years("lo lo lo lo ye 2030 lo 5%, lo ye 2028 7%; 9%."), [2030, 2028, 0]);
    assert_eq!(years("lo lo lo lo ye 2030, lo ye 2028 7%; 9%."), [2028, 2028]);
}

#[test]
fn years_in_the_order_of_the_figures() {
    assert_eq!(years("5% and 7% ye 2030 and 2035."), [2030, 2035]);
    assert_eq!(years("5%, 7% and 9% ye 2030, 2035 and 2040."), [2030, 2035, 2040]);
    assert_eq!(years("ye 2030 and 2035, 5% and 7%."), [2030, 2035]);
    assert_eq!(years(&format!("5% and 7% {}ye 2030 and 2035.", words(6))), [2030, 2035]);
    // Too few or too many years, figures of another kind, years that are none.
    assert_eq!(years("5%, 7% and 9% ye 2030 and 2035."), [2030, 2030, 2030]);
    assert_eq!(years("5% and 7% ye 2030, 2035 and 2040."), [2030, 2030]);
    assert_eq!(years("5% and 7 zu ye 2030 and 2035."), [2030, 2030]);
    assert_eq!(years("5% and 7% ye 2030 lo 2035."), [2030, 2030]);
    assert_eq!(years("5% and 7% ye 1990 and 2199."), [1990, 2199]);
    // The year may stand up to five words behind the first of its phrase.
    assert_eq!(years("5% and 7% ye la la la la 2030 and 2035."), [2030, 2035]);
    assert_eq!(years("5% lo 7% ye 2030 and 2035."), [2030, 2030]);
}

#[test]
fn words_that_say_a_role() {
    assert_eq!(roles("lo 5%."), ["target"]);
    assert_eq!(roles("than 5%."), ["context"]);
    assert_eq!(roles("than lo 5%."), ["target"]);
    assert_eq!(roles("against a b c 5%."), ["context"]);
    assert_eq!(roles("against a b c lo 5%."), ["target"]);
    assert_eq!(roles("5% before lo."), ["context"]);
    assert_eq!(roles("5% lo before."), ["target"]);
    assert_eq!(roles("did lo 5%."), ["achieved"]);
    assert_eq!(roles("did lo; lo 5%."), ["target"]);
    // A hundred and fifty words before the figure.
    assert_eq!(roles(&format!("did {}5%.", words(149))), ["achieved"]);
    assert_eq!(roles(&format!("did {}5%.", words(150))), ["target"]);
    // A commitment right before what was reached is what counts.
    assert_eq!(roles("will lo did 5%."), ["target"]);
    assert_eq!(roles("will lo lo did 5%."), ["achieved"]);
    assert_eq!(roles("did lo will lo 5%."), ["target"]);
}

/// A small number of things in the midst of a clause is a mention, unless something makes it a statement.
#[test]
fn numbers_of_things_that_are_mentioned() {
    assert_eq!(roles("lo lo 9 zu."), ["context"]);
    assert_eq!(roles("lo lo 10 zu."), ["target"]);
    assert_eq!(roles("9 zu."), ["target"]);
    assert_eq!(roles("lo; 9 zu."), ["target"]);
    assert_eq!(roles("lo, 9 zu."), ["target"]);
    assert_eq!(roles("lo over 9 zu."), ["target"]);
    assert_eq!(roles("lo build 9 zu."), ["target"]);
    assert_eq!(roles("lo build lo 9 zu."), ["target"]);
    assert_eq!(roles("lo build lo lo 9 zu."), ["context"]);
    assert_eq!(roles("lo is 9 zu."), ["target"]);
    assert_eq!(roles("lo and 9 zu."), ["target"]);
    assert_eq!(roles("every year lo lo 9 zu."), ["target"]);
}

#[test]
fn words_that_are_measured() {
    assert_eq!(subjects("le ne is 5%."), ["le ne"]);
    assert_eq!(subjects("ye 2030, le ne is 5%."), ["le ne"]);
    assert_eq!(subjects("le ne ye 2030 is 5%."), ["le ne"]);
    assert_eq!(subjects("every year le is 5%."), ["le"]);
    assert_eq!(subjects("le is 5%, 7% and 9%."), ["le", "le", "le"]);
    assert_eq!(subjects("le is 5% ye 2030 and 7% ye 2035."), ["le", "le"]);
    assert_eq!(subjects("le is 5%, ne is 7%."), ["le", "ne"]);
    // A label of twenty words; longer ones are sentences.
    let twenty = format!("{}le", words(19));
    assert_eq!(subjects(&format!("{twenty}: 5%.")), [twenty.as_str()]);
    assert_eq!(subjects(&format!("lo {twenty}: 5%.")), [""]);
    assert_eq!(subjects("le: 5%; ne: 7%."), ["le", "ne"]);
    // A subject of sixty words; of a longer one the last sixty.
    let sixty = format!("{}le", words(59));
    assert_eq!(subjects(&format!("{sixty} 5%.")), [sixty.as_str()]);
    assert_eq!(subjects(&format!("ne {sixty} 5%.")), [sixty.as_str()]);
    // What follows, where nothing stands before.
    assert_eq!(subjects("5% le ne."), ["le ne"]);
    assert_eq!(subjects("5% le ne; le."), ["le ne"]);
    assert_eq!(subjects("5%, whereof 7% le."), ["", "le"]);
}

#[test]
fn what_ranks_are_about() {
    assert_eq!(subjects("le is top 5 in ne."), ["ne"]);
    assert_eq!(subjects("le is top 5."), ["le"]);
    assert_eq!(subjects("le is top 5 ye 2030 in ne."), ["ne"]);
    assert_eq!(subjects("top 5 and top 3 in ne."), ["ne", "ne"]);
    assert_eq!(subjects(&format!("le is top 5 {}top 3 in ne.", words(6))), ["ne", "ne"]);
    assert_eq!(subjects(&format!("le is top 5 {}top 3 in ne.", words(7))), ["le", "ne"]);
    assert_eq!(subjects("le is top 5; top 3 in ne."), ["le", "ne"]);
}

#[test]
fn where_sentences_and_clauses_end() {
    for (text, role) in [
        ("did lo, lo 5%.", "achieved"),
        ("did lo: lo 5%.", "target"),
        ("did lo:lo 5%.", "achieved"),
        ("did lo; lo 5%.", "target"),
        ("did lo. lo 5%.", "target"),
        ("did lo.lo 5%.", "achieved"),
        ("did lo! lo 5%.", "target"),
        ("did lo? lo 5%.", "target"),
        ("did lo\u{2026} lo 5%.", "target"),
        ("did lo ab. lo 5%.", "achieved"),
        ("did lo a.b. lo 5%.", "achieved"),
        ("did lo ba. lo 5%.", "target"),
        ("did 2.5 lo 5%.", "achieved"),
    ] {
        assert_eq!(roles(text), [role], "{text}");
    }
    for (text, year) in [("ye 2030; lo 5%.", 2030), ("ye 2030! lo 5%.", 0), ("ye 2030 ab. lo 5%.", 2030)] {
        assert_eq!(years(text), [year], "{text}");
    }
}

#[test]
fn bounds_of_a_list() {
    assert_eq!(bounds("over 5%, 7% and 9%."), ["gt", "gt", "gt"]);
    assert_eq!(bounds("5%, over 7% and 9%."), ["eq", "gt", "eq"]);
    assert_eq!(bounds("over 5% lo 7%."), ["gt", "eq"]);
    assert_eq!(bounds("over 5% 7%."), ["gt", "eq"]);
    assert_eq!(bounds("over 5%, 7 zu."), ["gt", "eq"]);
    assert_eq!(bounds("5 to 7%, 9%."), ["range", "eq"]);
    assert_eq!(bounds("over 5%, 7 to 9%."), ["gt", "range"]);
}

#[test]
fn ends_of_a_range() {
    assert_eq!(values("5 to 7%."), ["range 5 7"]);
    assert_eq!(values("5 to 5%."), ["range 5 5"]);
    // A way down: its end is meant.
    assert_eq!(values("7 to 5%."), ["eq 5 5"]);
    // The scale word counts for both ends, where the first stays below the second.
    assert_eq!(values("2 to 3 mil zu."), ["range 2000000 3000000"]);
    assert_eq!(values("3 to 3 mil zu."), ["range 3000000 3000000"]);
    assert_eq!(values("500 to 2 mil zu."), ["range 500 2000000"]);
    assert_eq!(values("2 mil to 3 mil zu."), ["range 2000000 3000000"]);
    assert_eq!(values("over 5%."), ["gt 5 -"]);
    assert_eq!(values("not over 5%."), ["le - 5"]);
    assert_eq!(values("top 5."), ["le - 5"]);
}

#[test]
fn a_value_said_twice() {
    assert_eq!(quotes("lo 5% (5%) lo."), ["5% (5%)"]);
    assert_eq!(quotes("lo over 5% (over 5%) lo."), ["over 5% (over 5%)"]);
    assert_eq!(quotes("lo 5% (7%) lo."), ["5%", "7%"]);
    assert_eq!(quotes("lo 5% (5 zu) lo."), ["5%", "5 zu"]);
    assert_eq!(quotes("lo 5% lo (5%) lo."), ["5%", "5%"]);
    assert_eq!(quotes("lo 5% (5% lo) lo."), ["5%", "5%"]);
    assert_eq!(quotes("lo 5% (lo 5%) lo."), ["5%", "5%"]);
}

#[test]
fn a_figure_before_an_arrow() {
    assert_eq!(roles("5% → 7%."), ["context", "target"]);
    assert_eq!(roles("5% lo lo lo → 7%."), ["context", "target"]);
    assert_eq!(roles("5% lo lo lo lo → 7%."), ["target", "target"]);
    assert_eq!(roles("5% lo 7%."), ["target", "target"]);
    assert_eq!(roles("5% → 7% → 9%."), ["context", "context", "target"]);
}

#[test]
fn digits_that_stand_close() {
    let cases: [(&str, &[&str]); 16] = [
        ("AB5 lo 7%.", &["7%"]),
        ("AB5%.", &[]),
        ("AB 5%.", &["5%"]),
        ("AB-5%.", &[]),
        ("AB - 5%.", &["5%"]),
        ("lo-5%.", &["5%"]),
        ("5G 7%.", &["7%"]),
        ("AB2.5%.", &[]),
        ("AB2. 5%.", &["5%"]),
        ("1,2,3%.", &[]),
        ("12,345%.", &["12,345%"]),
        ("5^2% lo 7%.", &["7%"]),
        ("5e2% lo 7%.", &["7%"]),
        ("-5% lo 7%.", &["7%"]),
        ("lo -5% lo 7%.", &["7%"]),
        ("5% -7%.", &["5%", "7%"]),
    ];
    for (text, asked) in cases {
        assert_eq!(quotes(text), asked, "{text}");
    }
}

#[test]
fn denominators_before_a_figure() {
    assert_eq!(pers("every year lo 5 zu."), ["1 year"]);
    assert_eq!(pers("every year 5 zu, 7 zu."), ["1 year", ""]);
    assert_eq!(pers("5 zu, every year 7 zu."), ["", "1 year"]);
    assert_eq!(pers("every year lo; 5 zu."), [""]);
    assert_eq!(pers("every year bar 5 zu."), [""]);
    assert_eq!(pers("bar every year 5 zu."), ["1 year"]);
    assert_eq!(pers("5 zu every year."), [""]);
    // Of shares only changes over a time, and no ranks.
    assert_eq!(pers("every year lo 5%."), [""]);
    assert_eq!(pers("every year grow 5%."), ["1 year"]);
    assert_eq!(pers("for 100 li grow 5%."), [""]);
    assert_eq!(pers("every year top 5."), [""]);
    // Its own number is no figure, and its words are no unit unless they are one as a whole.
    assert_eq!(pers("for 100 li, 5 zu."), ["100 li"]);
    assert_eq!(pers("for 100 year, 5 zu."), ["100 year"]);
    assert_eq!(pers("for 100 li le."), [""; 0]);
    // The figure's own goes before.
    assert_eq!(pers("every year 5 zu per 9 li."), ["9 li"]);
}

#[test]
fn denominators_of_a_list() {
    assert_eq!(pers("5 zu, 7 zu and 9 zu per 100 li."), ["100 li", "100 li", "100 li"]);
    assert_eq!(pers("5 zu lo 7 zu per 100 li."), ["", "100 li"]);
    assert_eq!(pers("5 zu and 7 zu per 1 li."), ["", "1 li"]);
    assert_eq!(pers("5 zu per 9 li and 7 zu per 100 li."), ["9 li", "100 li"]);
    assert_eq!(pers("5% and 7% per year."), ["1 year", "1 year"]);
    assert_eq!(pers("5% and 7 zu per 100 li."), ["", "100 li"]);
    assert_eq!(pers("5 zu per 100 li and 7 zu."), ["100 li", ""]);
}

/// The direction of a change goes on along a list.
#[test]
fn changes_of_a_list() {
    let changes = |text: &str| figures(text, |figure| figure.change.is_some());
    assert_eq!(changes("grow 5%, 7% and 9%."), [true, true, true]);
    assert_eq!(changes("5%, grow 7% and 9%."), [false, true, true]);
    assert_eq!(changes("grow 5% lo 7%."), [true, false]);
    assert_eq!(changes("grow 5%, 7 zu."), [true, false]);
}

#[test]
fn things_that_are_counted_or_reached() {
    assert_eq!(subjects("le lo 5 ki ne."), ["ne"]);
    assert_eq!(subjects("le reach 5 ki ne."), ["le"]);
    assert_eq!(subjects("le lo; 5 ki ne."), ["ne"]);
    // Up to six words between the verb and the number.
    assert!(subjects(&format!("le reach {}5 ki ne.", words(5)))[0].starts_with("le"));
    assert_eq!(subjects(&format!("le reach {}5 ki ne.", words(6))), ["ne"]);
    // A place is not what is measured, where there is anything else.
    assert_eq!(subjects("at le reach 5 ki ne."), ["ne"]);
    assert_eq!(subjects("at le 5% of ne."), ["ne"]);
    assert_eq!(subjects("li le at 5% of ne."), ["ne"]);
    assert_eq!(subjects("li at le lo 5% of ne."), ["li at le lo"]);
    assert_eq!(subjects("li le 5% of ne."), ["li le"]);
    assert_eq!(subjects("at le 5%."), ["at le"]);
}

#[test]
fn what_opens_and_what_ends_a_subject() {
    assert_eq!(subjects("li le, so ne is 5%."), ["ne"]);
    assert_eq!(subjects("li le so ne is 5%."), ["li le so ne"]);
    assert_eq!(subjects("the le is 5%."), ["le"]);
    assert_eq!(subjects("build le 5%."), ["le"]);
    assert_eq!(subjects("\"le\" ne is 5%."), ["\"le\" ne"]);
    assert_eq!(subjects("(le) ne is 5%."), ["(le) ne"]);
    assert_eq!(subjects("ne (le) is 5%."), ["ne (le)"]);
    assert_eq!(subjects("ne, le, is 5%."), ["ne, le"]);
    assert_eq!(subjects("- ne - is 5%."), ["ne"]);
    // After the figure: up to the next figure, or a comma that no noun follows.
    assert_eq!(subjects("5% of ne le li."), ["ne le li"]);
    assert_eq!(subjects("5% of ne le, li."), ["ne le, li"]);
    assert_eq!(subjects("5% of ne le, build li."), ["ne le"]);
    assert_eq!(subjects("5% of ne le, 7 lo."), ["ne le"]);
    assert_eq!(subjects("5% of ne and 7% of le."), ["ne", "le"]);
    assert_eq!(subjects("5% of ne and the 7% of le."), ["ne", "le"]);
    assert_eq!(subjects("5% ye 2030 \"le\" ne."), ["\"le\" ne"]);
    assert_eq!(subjects("5% ye 2030 (le) ne."), ["(le) ne"]);
    // What stands in brackets behind its year may be another figure.
    assert_eq!(subjects("5% ye 2030 (ye 2024: 7%)."), ["", ""]);
    assert_eq!(subjects("5% ye 2030 (ye 2024 7%)."), ["", ""]);
    assert_eq!(subjects("5% ye 2030 - le ne."), ["le ne"]);
    let sixty = format!("{}le", words(59));
    assert_eq!(subjects(&format!("5% {sixty} ne.")), [sixty.as_str()]);
}

/// Figures that nothing sets apart: a subject goes on through one of another kind.
#[test]
fn subjects_over_other_figures() {
    assert_eq!(subjects("le 6 year ne 5%."), ["le", "le 6 year ne"]);
    assert_eq!(subjects("le 6 year, ne 5%."), ["le", "ne"]);
    assert_eq!(subjects("le 6 year and ne 5%."), ["le", "ne"]);
    assert_eq!(subjects("le 5% ne 7%."), ["le", "le"]);
    assert_eq!(subjects("le 5%, ne 6 year li 7%."), ["le", "ne", "ne 6 year li"]);
    // Behind many others too.
    let last = |text: &str| subjects(text).pop().unwrap_or_default();
    assert_eq!(last(&format!("{}ne 6 year li 7%.", "le 5%, ".repeat(9))), "ne 6 year li");
    assert_eq!(last(&format!("{}le is 5%, 7% and 9%.", "lo 5%; ".repeat(9))), "le");
}
