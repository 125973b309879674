//! What is wrong with the input is told, and nothing breaks.

use crate::support::{PERCENT, small_grammar};
use clausetree::{DiagnosticCode, ErrorKind, Grammar, Language};

fn codes(text: &str) -> Vec<DiagnosticCode> {
    let parsed = clausetree::parse(text).expect("text never fails");
    parsed.diagnostics().iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn an_empty_text() {
    assert_eq!(codes(""), [DiagnosticCode::EmptyText]);
    assert_eq!(codes(" \n\u{FEFF}\t\r\n"), [DiagnosticCode::EmptyText]);
}

#[test]
fn a_text_without_sections_is_kept_as_paragraphs() {
    let text =
        "Đây là một đoạn văn về phát triển của tỉnh.\n\nVà đây là một đoạn khác, được viết cho các bạn.";
    assert_eq!(codes(text), [DiagnosticCode::NoSections]);
    let parsed = clausetree::parse(text).expect("text never fails");
    assert_eq!(parsed.resolution().preamble.len(), 2);
}

#[test]
fn a_language_without_a_grammar() {
    let text = "Suomen kansallinen tekoälyohjelma vahvistaa tutkimusta ja yritysten kilpailukykyä.";
    assert_eq!(codes(text), [DiagnosticCode::UnknownLanguage]);
    let parsed = clausetree::parse(text).expect("text never fails");
    assert_eq!(parsed.resolution().languages, [Language::UND]);
    assert_eq!(parsed.resolution().preamble[0].content(), text);
    let error = clausetree::quantities("x", "fi".parse().expect("a code")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownLanguage);
    assert!(error.to_string().contains("vi"), "{error}");
}

#[test]
fn numbering_that_is_damaged_is_told() {
    let gap = "III. NHIỆM VỤ\n1. Xây dựng thể chế\n2. Phát triển hạ tầng\n4. Đào tạo nhân lực\n";
    assert!(codes(gap).contains(&DiagnosticCode::NumberingGap));
    let twice =
        "III. NHIỆM VỤ\n1. Xây dựng thể chế\n2. Phát triển hạ tầng\n2. Đào tạo nhân lực\n3. Hợp tác\n";
    assert!(codes(twice).contains(&DiagnosticCode::DuplicateNumber));
    let restart =
        "III. NHIỆM VỤ\n1. Xây dựng\n2. Phát triển\n3. Mở rộng\n1. Giám sát\n2. Kiểm tra\n3. Báo cáo\n";
    assert!(codes(restart).contains(&DiagnosticCode::NumberingRestart));
    assert!(codes(gap).contains(&DiagnosticCode::MissingSection));
}

#[test]
fn a_number_that_reads_two_ways_is_told() {
    assert!(
        codes("II. MỤC TIÊU\n- Đào tạo 10.000 kỹ sư của tỉnh.\n").contains(&DiagnosticCode::AmbiguousNumber)
    );
    assert!(
        !codes("II. MỤC TIÊU\n- Đào tạo 10.000.000 kỹ sư của tỉnh.\n")
            .contains(&DiagnosticCode::AmbiguousNumber)
    );
}

/// Only numbers of figures: others lose nothing if they are read otherwise. Each is told where it stands.
#[test]
fn numbers_are_told_where_they_stand() {
    let text = "I. MỤC TIÊU\n1. Theo mã 12.345, đào tạo 10.000 kỹ sư và 20.000 thợ theo mã 54.321 của tỉnh.\n\
                2. Giảm -5% và 1.5e6 tấn rác của tỉnh.\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    let of = |code: DiagnosticCode| {
        let found = parsed.diagnostics().iter().filter(move |diagnostic| diagnostic.code == code);
        found.map(|diagnostic| (diagnostic.span.of(text), diagnostic.message.as_str())).collect::<Vec<_>>()
    };
    let ambiguous = of(DiagnosticCode::AmbiguousNumber);
    assert_eq!(ambiguous.iter().map(|(place, _)| *place).collect::<Vec<_>>(), ["10.000", "20.000"]);
    assert!(ambiguous[0].1.starts_with("`10.000` was read as 10000, as Tiếng Việt writes numbers"));
    let told = |digits: &'static str| {
        (digits, format!("`{digits}` is no number as Tiếng Việt writes them; no quantity was read from it"))
    };
    let unreadable = of(DiagnosticCode::UnreadableNumber);
    let unreadable: Vec<_> =
        unreadable.iter().map(|(place, message)| (*place, message.to_string())).collect();
    assert_eq!(unreadable, [told("-5"), told("1.5e6")]);
}

/// The digits of a date lose nothing, whatever word of the date stands before them.
#[test]
fn a_date_is_no_number_that_cannot_be_read() {
    let text = "I. Задачи\n1. Исполнить приказ комитета от 01.08.2025 № 512 и отчитаться 14.10.2026.\n2. Открыть 6 школ.\n\
                3. Срок: 01.03.2027 – 31.12.2032\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    let codes: Vec<_> = parsed.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    assert!(!codes.contains(&DiagnosticCode::UnreadableNumber), "{codes:?}");
}

#[test]
fn digits_that_are_no_number_are_told_and_give_nothing() {
    let text = "II. MỤC TIÊU\n- Huy động 12,34,567 tỷ đồng cho tỉnh.\n";
    assert!(codes(text).contains(&DiagnosticCode::UnreadableNumber));
    let parsed = clausetree::parse(text).expect("text never fails");
    assert_eq!(parsed.resolution().quantities().count(), 0);
}

#[test]
fn an_annex_after_the_signatures_is_no_foot() {
    let text = "RESOLUTION\nI. OBJECTIVES\n1. Raise spending to 10% of GDP.\nII. TASKS\n1. Build schools.\n\
                FOR THE COMMITTEE\nSECRETARY\n\nAnnex 1\nI. TASKS\n1. Build 20 schools.\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    assert_eq!(parsed.resolution().quantities().count(), 2);
}

#[test]
fn a_bad_grammar_is_told_with_its_place() {
    let tables = r#"[[bound]]
is = "ge"
before = ["ít nhất"]
[vocabulary]
approximate = ["gần", "khoảng"]
[[template]]
name = "double"
pattern = "(tăng)? gấp đôi"
kind = "multiple"
value = "2"
[[template]]
name = "triple"
pattern = "gấp ba"
kind = "multiple"
value = "3"
"#;
    let good = small_grammar("", &[tables, PERCENT].concat());
    Grammar::from_toml(&good).expect("nothing is wrong with it");
    let cases = [
        (good.replace("[detect]", "[detetc]"), "detetc"),
        (good.replace("is = \"ge\"", "is = \"gte\""), "gte"),
        (good.replace("pattern = \"(tăng)? gấp đôi\"", "pattern = \"(tăng gấp đôi\""), "never closed"),
        (good.replace("pattern = \"(tăng)? gấp đôi\"", "pattern = \"<numbr> gấp đôi\""), "no class `numbr`"),
        (
            good.replace("pattern = \"(tăng)? gấp đôi\"", "pattern = \"{nowhere} gấp đôi\""),
            "no pattern `nowhere`",
        ),
        (good.replace("pattern = \"(tăng)? gấp đôi\"", "pattern = \"(gấp)?\""), "matches the empty text"),
        (good.replace("pattern = \"(tăng)? gấp đôi\"", "pattern = \"<unit=percnt> gấp\""), "percnt"),
        (good.replace("name = \"double\"", "name = \"triple\""), "two templates"),
        (good.replace("\"gần\", ", "\"gần\", \"GẦN\", "), "stands in this list already"),
        (good.replace("language = \"xx\"", "language = \"tiếng Việt\""), "language code"),
        ("language = ".to_string(), "line 1"),
    ];
    for (file, what) in cases {
        assert_ne!(file, good, "the case changes nothing: {what}");
        let error = Grammar::from_toml(&file).expect_err(what);
        assert_eq!(error.kind(), ErrorKind::Grammar);
        let message = error.to_string();
        assert!(message.contains(what), "{what}: {message}");
        assert!(message.contains("line "), "{what}: no place in {message}");
    }
}

/// A vocabulary numbers its words and its stems in sixteen bits each, and one number stands for what it does not know.
#[test]
fn more_words_than_numbers_for_them_are_told() {
    const MOST: u32 = 65_535;
    let letter = |number: u32, place: u32| char::from_digit((number >> (4 * place) & 15) + 10, 26);
    let word = |number: u32| (0..4).filter_map(|place| letter(number, place)).collect::<String>();
    let file = |count: u32, mark: &str| {
        let words: Vec<_> = (0..count).map(|number| format!("{}{mark}", word(number))).collect();
        // A list has too many entries long before, so that an entry has many words.
        let phrases: Vec<_> = words.chunks(16).map(|words| format!("\"{}\"", words.join(" "))).collect();
        small_grammar("", &format!("[vocabulary]\nsort = [{}]\n", phrases.join(", ")))
    };
    // The word `la` of the small grammar is one of them.
    for (most, mark) in [(MOST - 1, ""), (MOST, "*")] {
        Grammar::from_toml(&file(most, mark)).unwrap_or_else(|error| panic!("{most} {mark}: {error}"));
        let error = Grammar::from_toml(&file(most + 1, mark)).expect_err("one more");
        assert_eq!(error.kind(), ErrorKind::Grammar);
        let message = error.to_string();
        assert!(
            message.contains("line 1, column 1: the file has more than 65535 different words or stems"),
            "{message}"
        );
    }
}

#[test]
fn a_lost_heading_is_inferred_from_who_does_what() {
    let text = "III. NHIỆM VỤ, GIẢI PHÁP\n1. Hoàn thiện thể chế của tỉnh\n2. Phát triển hạ tầng số\n3. Đào tạo nhân lực\n\
        4. Hợp tác quốc tế\n1. Sở Tài chính chủ trì, bố trí kinh phí\n2. Sở Nội vụ phối hợp với các huyện\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    let codes: Vec<_> = parsed.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    assert!(codes.contains(&DiagnosticCode::InferredSection), "{codes:?}");
    assert_eq!(parsed.resolution().tasks().count(), 4);
    let clauses: Vec<_> =
        parsed.resolution().implementation_clauses().map(|clause| clause.actors()).collect();
    assert_eq!(clauses, [vec!["Sở Tài chính"], vec!["Sở Nội vụ"]]);
}

#[test]
fn a_block_without_its_translation_is_told() {
    let text = "I. QUAN ĐIỂM (VIEWPOINTS)\n\n1. Phát triển nhanh và bền vững của đất nước.\n\n1. Rapid and sustainable development of the country.\n\n\
        2. Người dân là trung tâm của phát triển.\n\n3. Dữ liệu là tài nguyên được bảo vệ.\n\n3. Data are a resource that is to be protected.\n\n\
        II. MỤC TIÊU (OBJECTIVES)\n\n1. Kinh tế số đạt 30% GDP của tỉnh.\n\n1. The digital economy reaches 30% of the GDP of the province.\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    assert_eq!(parsed.resolution().languages, [Language::VI, Language::EN]);
    let alone: Vec<_> =
        parsed.diagnostics().iter().filter(|d| d.code == DiagnosticCode::UnpairedTranslation).collect();
    assert_eq!(alone.len(), 1, "{:?}", parsed.diagnostics());
    assert!(alone[0].message.contains("viewpoints.2"), "{}", alone[0].message);
    let targets: Vec<_> =
        parsed.resolution().targets().map(|target| (target.node.id.as_str(), target.lang)).collect();
    assert_eq!(targets, [("objectives.1", Language::VI), ("objectives.1", Language::EN)]);
}

/// Of a long text some lines are looked at; were it every second one, a text in two languages would be in one of them.
#[test]
fn a_long_text_in_two_languages_has_both() {
    for lines in [80, 160, 240, 320, 480] {
        let text: String = (1..=lines)
            .map(|n| {
                format!(
                    "Điều {n}. Tỉnh giao các sở xây dựng {n} trạm quan trắc nước.\n\n\
                     Article {n}. The province shall have its departments build {n} stations for water.\n\n"
                )
            })
            .collect();
        let parsed = clausetree::parse(&text).expect("text never fails");
        assert_eq!(parsed.resolution().languages, [Language::VI, Language::EN], "{lines} lines of each");
    }
}

/// Texts that no author meant: each gives a tree and keeps every word.
#[test]
fn hostile_texts_obey_the_laws() {
    let four = "I. MỤC TIÊU\n1. Kinh tế số đạt 30% GDP của tỉnh.\nII. TASKS\n1. Build 5 centres of the region by 2030.\n\
        三、主要任务\n1. 数字经济占比达到30%以上，发展新的产业。\nIV. Организация исполнения\n1. Правительству края до 1 июля 2026 года утвердить план.\n";
    crate::laws::check("four languages at once", four);
    let restarts: String =
        [3, 1, 7, 2, 2, 9, 1, 4].iter().map(|n| format!("{n}. Phát triển hạ tầng của tỉnh\n")).collect();
    crate::laws::check("numbering that restarts at random", &restarts);
    crate::laws::check("headings only", "I. QUAN ĐIỂM\nII. MỤC TIÊU\nIII. NHIỆM VỤ\nIV. TỔ CHỨC THỰC HIỆN\n");
    let unmatched = "1. Phát triển nhanh của đất nước.\n\n2. Data are a resource that is to be protected.\n\n3. Người dân là trung tâm của phát triển.\n";
    crate::laws::check("halves that do not match", unmatched);
}

/// Every code stands in the table of `docs/diagnostics.md`, with the severity it has.
#[test]
fn every_code_is_documented() {
    let table = include_str!("../docs/diagnostics.md");
    for code in DiagnosticCode::ALL {
        let row = format!("| `{code}` | {} |", code.severity().as_str());
        assert!(table.contains(&row), "docs/diagnostics.md lacks the row {row}");
    }
}
