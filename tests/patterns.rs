//! What each part of a pattern takes: the language of `grammars/README.md`, over words that no language has.

use crate::support::{PERCENT, YEAR, parser_of, small_grammar};

const KEYS: &str = r#"date = ["<day> - <month> - <year>", "q <quarter> <year>", "mu <year>"]
"#;

const TABLES: &str = r#"[numbers.words]
"uno" = 1
"cinque" = 5
[vocabulary]
weak = ["uno"]
stop = ["sa"]
keep = ["kee sa"]
connector = ["and"]
determiner = ["der"]
barrier = ["bar"]
sort = ["sor", "so ro"]
[[bound]]
is = "ge"
before = ["over"]
after = ["plus"]
[[change]]
is = "increase"
words = ["grow"]
[calendar.months]
"juno" = 6
[patterns]
pair = "<n> (to <n:to>)?"
step = "(la | la la)"
lead = "(<words 2:counted> | la)"
pairs = "{pair} and {pair} | {step} {pair}"
"#;

/// What is read from a text by one template: kind apart, the words that are quoted, what is counted, the date.
fn read(template: &str, text: &str) -> Vec<String> {
    let one = format!("[[template]]\nname = \"one\"\n{template}\n");
    let parser = parser_of(&small_grammar(KEYS, &[TABLES, PERCENT, YEAR, &one].concat()));
    let found = parser.quantities(text).expect("the language was set");
    let figure = |found: &clausetree::Quantity<'_>| {
        let mut line = found.span.of(text).to_string();
        line.extend(found.counted.as_ref().map(|words| format!(" | {words}")));
        line.extend(found.iso8601.as_ref().map(|date| format!(" | {date}")));
        line
    };
    found.iter().map(figure).collect()
}

/// Rows: a pattern, a text, and what is read of it.
fn check(rows: &[(&str, &str, &[&str])]) {
    for (pattern, text, asked) in rows {
        assert_eq!(read(&format!("pattern = '{pattern}'"), text), *asked, "{pattern} on {text}");
    }
}

#[test]
fn words_are_a_noun_phrase() {
    let four = "<n> <words 4:counted>";
    check(&[
        // The longest first, and as short as what follows asks for.
        (four, "5 la lo li le lu.", &["5 la lo li le | la lo li le"]),
        (four, "5 la.", &["5 la | la"]),
        (four, "5.", &[]),
        ("<n> <words 4:counted> lu", "5 la lo lu.", &["5 la lo lu | la lo"]),
        ("<n> <words 4:counted> lu", "5 la lo li le lu.", &["5 la lo li le lu | la lo li le"]),
        ("<n> <words 4:counted> lu", "5 la lo li le ne lu.", &[]),
        // It ends at a stop word, a bound, a change, a mark, a number, a date.
        (four, "5 la sa lo.", &["5 la | la"]),
        (four, "5 sa la.", &[]),
        (four, "5 la over lo.", &["5 la | la"]),
        (four, "5 la grow lo.", &["5 la | la"]),
        (four, "5 la, lo.", &["5 la | la"]),
        (four, "5 la 7.", &["5 la | la"]),
        (four, "5 la mu 2030.", &["5 la | la"]),
        // A word that mostly does not count is a word.
        (four, "5 la uno lo.", &["5 la uno lo | la uno lo"]),
        // A phrase of `keep` is no end, whatever is in it.
        (four, "5 kee sa lo.", &["5 kee sa lo | kee sa lo"]),
        ("<n> <words 1:counted>", "5 kee sa lo.", &["5 kee | kee"]),
    ]);
}

#[test]
fn words_are_joined() {
    let four = "<n> <words 4:counted>";
    check(&[
        (four, "5 la and lo.", &["5 la and lo | la and lo"]),
        (four, "5 la and lo li.", &["5 la and lo li | la and lo li"]),
        (four, "5 and la.", &[]),
        (four, "5 la and.", &["5 la | la"]),
        (four, "5 la and, lo.", &["5 la | la"]),
        (four, "5 la and 7.", &["5 la | la"]),
        (four, "5 la and sa.", &["5 la | la"]),
        (four, "5 la and over 7.", &["5 la | la"]),
        (four, "5 la and grow.", &["5 la | la"]),
        (four, "5 la and mu 2030.", &["5 la | la"]),
        // The last word would be one too many.
        ("<n> <words 2:counted>", "5 la and lo.", &["5 la | la"]),
        ("<n> <words 3:counted>", "5 la and lo.", &["5 la and lo | la and lo"]),
        // A hyphen joins without blanks, and with one behind it before a word that nobody knows, as one that a line end has cut.
        (four, "5 la-lo li.", &["5 la-lo li | la-lo li"]),
        (four, "5 la - lo.", &["5 la | la"]),
        (four, "5 la -lo.", &["5 la | la"]),
        (four, "5 la- lo.", &["5 la- lo | la- lo"]),
        (four, "5 la- sa.", &["5 la | la"]),
        (four, "5 la -lo.", &["5 la | la"]),
        (four, "5 la-7.", &["5 la | la"]),
        (four, "5 -la.", &[]),
    ]);
}

/// The word before "a" is a verb or a preposition, but for "2,000 homes a year".
#[test]
fn words_end_before_a_determiner() {
    let four = "<n> <words 4:counted>";
    check(&[
        (four, "5 la lo der li.", &["5 la | la"]),
        (four, "5 la der li.", &["5 la | la"]),
        (four, "5 la lo der year.", &["5 la lo | la lo"]),
        (four, "5 der la.", &[]),
    ]);
}

#[test]
fn gaps_pass_words_over() {
    let three = "<n> <gap 3> zu";
    check(&[
        (three, "5 zu.", &["5 zu"]),
        (three, "5 la lo li zu.", &["5 la lo li zu"]),
        (three, "5 la lo li le zu.", &[]),
        (three, "5 la sa zu.", &["5 la sa zu"]),
        (three, "5 la, zu.", &[]),
        (three, "5 la 7 zu.", &["7 zu"]),
        // The fewest first.
        ("<n> <gap 3> <words 1:counted>", "5 la lo.", &["5 la | la"]),
        ("<n> <gap 3> ^ zu", "5 zu zu.", &["zu"]),
    ]);
}

#[test]
fn words_before_are_looked_for() {
    let three = "<n> <back 3 sort>";
    check(&[
        (three, "sor 5.", &["5"]),
        (three, "sor la 5.", &["5"]),
        (three, "sor la lo 5.", &[]),
        ("<n> <back 4 sort>", "sor la lo 5.", &["5"]),
        (three, "so ro 5.", &["5"]),
        // Not in another clause, nor behind a barrier, nor after the number.
        (three, "sor; 5.", &[]),
        (three, "sor bar 5.", &[]),
        (three, "bar sor 5.", &["5"]),
        (three, "5 sor.", &[]),
        // A word inside of a phrase of `keep` is none.
        ("<n> <back 3 stop>", "sa 5.", &["5"]),
        ("<n> <back 3 stop>", "kee sa 5.", &[]),
    ]);
}

#[test]
fn marks_of_a_pattern() {
    check(&[
        ("<n> ~ zu", "5zu.", &["5zu"]),
        ("<n> ~ zu", "5 zu.", &[]),
        ("<n> <caps>", "5 La.", &["5 La"]),
        ("<n> <caps>", "5 la.", &[]),
        ("<n> <caps>", "5 %.", &[]),
        ("la ^ <n> $ lo", "la 5 lo.", &["5"]),
        ("la ^ <n> $ lo", "la 5 li.", &[]),
        ("la? <n> (lo | li)*", "la 5 lo li lo.", &["la 5 lo li lo"]),
        ("la? <n> (lo | li)*", "5.", &["5"]),
        // Behind `$` the text is read again.
        ("<n> $ <words 1:none>? <n:none>", "5 7 9.", &["5", "7"]),
        ("{pair} zu", "5 to 7 zu.", &["5 to 7 zu"]),
        ("{pair} zu | {pair} ze", "5 to 7 ze.", &["5 to 7 ze"]),
        ("{pair} zu | {pair} ze", "5 ze.", &["5 ze"]),
        // What a part took on a way that is left is forgotten.
        ("<n> {lead} lo", "5 la lo.", &["5 la lo | la"]),
        ("<n> {lead} lo li", "5 la le lo li.", &["5 la le lo li | la le"]),
        ("<n> {lead} lo | <n> {lead} li", "5 la li.", &["5 la li | la"]),
        ("{step} {step} <n>", "la la la 5.", &["la la la 5"]),
        ("{step} {step} <n>", "la la la la 5.", &["la la la la 5"]),
        ("{step} {step} <n>", "la 5.", &[]),
        // Parts in parts.
        ("{pairs} zu", "3 to 5 and 7 to 9 zu.", &["3 to 5 and 7 to 9 zu"]),
        ("{pairs} zu | {pairs} ze", "la la 3 ze.", &["la la 3 ze"]),
        ("{pairs} la {pairs}", "la 3 la la 5.", &["la 3 la la 5"]),
        ("{pair} zu | <n> to {pair} ze", "3 to 5 to 7 ze.", &["3 to 5 to 7 ze"]),
    ]);
}

/// A way that leads nowhere in a thousand manners leaves the next its turn.
#[test]
fn ways_that_lead_nowhere() {
    let nine = "la ".repeat(9);
    let text = format!("{nine}5 lo ze.");
    let asked = format!("{nine}5");
    let rest = "ze | <words 9:none> <n>";
    for pattern in [
        format!("{} {rest}", "<gap 9> ".repeat(8)),
        format!("<words 9:none> {} {rest}", "<words 9:none>? ".repeat(8)),
        format!("{} {rest}", "(la | la la)? ".repeat(12)),
        format!("{} {rest}", "{step}? ".repeat(12)),
    ] {
        check(&[(&pattern, &text, &[&asked])]);
    }
}

/// A pattern that would take too many steps gives up where it begins, and is tried again further on.
#[test]
fn patterns_that_take_too_long() {
    let text = format!("{}5 lo ze.", "la ".repeat(80));
    let pattern = format!("{} ze | la <n>", "<gap 80> ".repeat(60));
    check(&[(&pattern, &text, &["la 5"])]);
}

#[test]
fn numbers_of_a_pattern() {
    let far = format!("cinque zu {}.", "lo ".repeat(90).trim_end());
    check(&[
        ("<n> zu", "cinque zu.", &["cinque zu"]),
        ("<n> zu", "uno zu.", &[]),
        ("<number> zu", "uno zu.", &["uno zu"]),
        ("<n> <bound-after>?", "5 plus la.", &["5 plus"]),
        // However much follows without a number.
        ("<n> zu", &far, &["cinque zu"]),
        // A bound before a number belongs to that number.
        ("<n> <bound-after>?", "5 plus 7.", &["5", "7"]),
        ("<bound>? <n> <unit=percent>", "over 5%, 7 year.", &["over 5%"]),
    ]);
}

#[test]
fn dates_of_a_pattern() {
    let date = |text: &str| read("pattern = '<date>'\nkind = \"deadline\"", text);
    let cases: [(&str, &[&str]); 15] = [
        ("12 - 6 - 2030", &["12 - 6 - 2030 | 2030-06-12"]),
        ("12 - juno - 2030", &["12 - juno - 2030 | 2030-06-12"]),
        ("cinque - juno - 2030", &["cinque - juno - 2030 | 2030-06-05"]),
        // "One June meeting": a word that mostly does not count is no day.
        ("uno - juno - 2030", &[]),
        ("112 - 6 - 2030", &[]),
        ("012 - 6 - 2030", &[]),
        ("12 - 006 - 2030", &[]),
        ("32 - 6 - 2030", &[]),
        ("12 - 13 - 2030", &[]),
        ("q I 2030", &["q I 2030 | 2030-03"]),
        ("q II 2030", &["q II 2030 | 2030-06"]),
        ("q III 2030", &["q III 2030 | 2030-09"]),
        ("q IV 2030", &["q IV 2030 | 2030-12"]),
        ("q V 2030", &[]),
        ("mu 2030", &["mu 2030 | 2030"]),
    ];
    for (text, asked) in cases {
        assert_eq!(date(text), asked, "{text}");
    }
}
