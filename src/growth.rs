//! The work grows with the text, and no faster: counted, for texts made to make it grow.
//!
//! Each text is a piece repeated. Twice as many pieces may cost at most a little over twice the work, and a byte of the
//! worst at most [`WORST`] times the steps of a byte of an ordinary document. Steps are not time: one of a pattern takes
//! some nanoseconds, one over a character of words a hundred; `benches/hostile.rs` measures time.

use crate::effort;
use crate::grammar::Grammar;
use crate::limits::Limits;
use crate::parser::Parser;
use crate::tree::Language;
use std::collections::BTreeSet;

/// Most times the steps of an ordinary byte. In `1,2,3,4` nearly every byte is a number of its own, at which patterns
/// are tried, while an ordinary document has one in a hundred bytes. `<b` in Russian is the worst: the templates of `half`
/// and `twice` are tried at every `<`. It rises where ordinary texts get cheaper and the worst do not.
const WORST: u64 = 31;
/// The same for one word again and again: at `<` in Russian every pattern with an optional bound before it is tried, with
/// or without a figure (`четверть`). It only ever goes down.
const WORST_WORD: u64 = 92;
/// Bytes of the shorter text: well over all windows that the parser looks through (150 words back, at most), so that
/// what grows within a window has stopped growing.
const LENGTH: usize = 12_000;

/// Markers of every kind, with what they stand before.
const MARKERS: [&str; 24] = [
    "1. Nội dung\n",
    "1) Nội dung\n",
    "1- Nội dung\n",
    "1/ Nội dung\n",
    "(1) Nội dung\n",
    "1.1. Nội dung\n",
    "01\n",
    "I- Nội dung\n",
    "I. MỤC TIÊU\n",
    "IV\n",
    "A. Nội dung\n",
    "a) Nội dung\n",
    "a/ Nội dung\n",
    "- Nội dung\n",
    "+ Nội dung\n",
    "* Nội dung\n",
    "• Nội dung\n",
    "① 内容的发展\n",
    "Điều 1. Nội dung\n",
    "第一条 内容的发展\n",
    "一、内容的发展\n",
    "（一）内容的发展\n",
    "## Nội dung của tỉnh\n",
    "GOALS\n",
];

/// Texts that begin like something and do not end like it, and what goes on without end.
const HOSTILE: [&str; 47] = [
    "đạt trên 10 ",
    "5% ",
    "không ",
    "ngày 1 tháng ",
    "từ 5 đến ",
    "từ năm 2020 đến năm 2030 ",
    "đến năm 2030, ",
    "tăng 10% đến năm 2030 ",
    "ít nhất 10 trong số ",
    "không được vượt quá ",
    "trong đó ",
    "bình quân mỗi năm ",
    "theo Nghị quyết số 29-NQ/TW ",
    "Ủy ban nhân dân chủ trì, phối hợp ",
    "10.000 ",
    "1,2,3,4 ",
    "10 12 14 16 ",
    "hai mươi lăm ",
    "triệu tỷ ",
    "by 2030, ",
    "to 2030 ",
    "at least 10% of ",
    "and 10 and 20 ",
    "the ",
    "must not ",
    "not less than ",
    "one hundred and ",
    "of which 10 ",
    "per 1,000 ",
    "не менее 10 ",
    "до 2030 года, ",
    "至少占GDP的30%",
    "2030年",
    "每万人12人",
    "年",
    "至少",
    "二〇",
    "Р Е Ш Е Н И Е ",
    "*a ",
    "30% → ",
    "| Chỉ tiêu | 5% |\n",
    "<tr><td>1</td><td>5%</td><td>7</td></tr>",
    "<tr>\n<td>1<td>5%\n",
    "STT\n",
    "NGHỊ QUYẾT\n",
    "Nơi nhận:\n- Các xã\n",
    "RESOLUTION\nI. OBJECTIVES\n1. Raise to 10% of GDP.\n",
];

/// Nothing but marks and blanks.
const MARKS: [&str; 16] = [
    "(",
    "((đạt ",
    "\"a\" ",
    "<b>",
    "<b",
    "&amp;",
    "&",
    "a\u{301}",
    "\u{AD}",
    "\n",
    " \n",
    "a\n",
    ".",
    "…",
    "--",
    "\t5\t",
];

/// The work of reading a text in all documents that it holds.
fn work(text: &str, language: Language) -> u64 {
    let parser = Parser::builder().language(language).build().expect("built in");
    effort::count(|| drop(parser.parse_all(text).expect("text never fails")))
}

/// Work for a thousand bytes of the fixture documents of a language, each repeated to some length.
fn ordinary(language: Language) -> u64 {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language.as_str());
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let (mut steps, mut bytes) = (0, 0);
    for path in paths {
        let text = std::fs::read_to_string(path).expect("a document");
        let text = text.repeat(LENGTH.div_ceil(text.len()));
        steps += work(&text, language);
        bytes += text.len() as u64;
    }
    assert!(bytes > 0, "no fixtures of {language}");
    steps * 1000 / bytes
}

/// Whether `piece` costs too much, repeated; says how much.
fn too_much(piece: &str, language: Language, ordinary: u64, length: usize, worst: u64) -> Option<String> {
    let short = piece.repeat(length.div_ceil(piece.len()));
    let long = short.repeat(2);
    let (one, two) = (work(&short, language), work(&long, language));
    // What a text costs whatever its length is within some thousand steps.
    let grows = two > one * 22 / 10 + 20_000;
    let each = two * 1000 / long.len() as u64;
    let dear = each > ordinary * worst;
    (grows || dear).then(|| {
        format!(
            "{language} {piece:?}: {one} steps, twice as long {two}; {each} a thousand bytes, ordinary {ordinary}"
        )
    })
}

fn languages() -> Vec<(Language, u64)> {
    Grammar::builtin_languages().map(|language| (language, ordinary(language))).collect()
}

/// Asserts that none of the pieces costs too much in any language.
fn none_too_much<'p>(pieces: impl IntoIterator<Item = &'p str> + Clone, languages: &[(Language, u64)]) {
    let bad: Vec<String> = languages
        .iter()
        .flat_map(|&(language, usual)| {
            pieces
                .clone()
                .into_iter()
                .filter_map(move |piece| too_much(piece, language, usual, LENGTH, WORST))
        })
        .collect();
    assert!(bad.is_empty(), "{} of the texts cost too much:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn every_style_of_marker() {
    let languages = languages();
    none_too_much(MARKERS, &languages);
    let inline: Vec<String> = MARKERS.iter().map(|marker| marker.replace('\n', ". ")).collect();
    none_too_much(inline.iter().map(String::as_str), &languages);
}

#[test]
fn markers_nested_to_the_limit() {
    let numbers: String =
        (1..=Limits::DEPTH).map(|depth| format!("{} Khoản\n", vec!["1"; depth].join("."))).collect();
    let styles =
        ["I.", "A.", "1.", "1.1.", "1.1.1.", "a)", "(1)", "i)", "-", "+", "*", "•", "▪", "◦", "‣", "○", "■"];
    let styles: String = styles.iter().map(|style| format!("{style} Nội dung của tỉnh\n")).collect();
    none_too_much([numbers.as_str(), styles.as_str()], &languages());
}

#[test]
fn what_almost_fits() {
    none_too_much(HOSTILE, &languages());
}

/// Each line could open the foot but for what stands on the last: `To:` above a share.
#[test]
fn feet_above_the_body() {
    let text = |lines: usize| format!("{}Reach 80%\n", "To:\nWork\n".repeat(lines));
    let (one, two) = (work(&text(2_000), Language::EN), work(&text(4_000), Language::EN));
    assert!(two <= one * 22 / 10, "{one} steps, twice as long {two}");
}

#[test]
fn nothing_but_marks() {
    none_too_much(MARKS, &languages());
}

/// The first words of every example of a grammar, which almost fit one of its templates.
#[test]
fn beginnings_of_examples() {
    let mut bad = Vec::new();
    for (language, usual) in languages() {
        let grammar = Grammar::builtin(language).expect("built in");
        for (text, _) in grammar.examples() {
            let words: Vec<&str> = text.split_inclusive(' ').collect();
            let half = words.get(..words.len().div_ceil(2)).unwrap_or_default().concat();
            bad.extend(too_much(&format!("{half} "), language, usual, LENGTH / 4, WORST));
        }
    }
    assert!(bad.is_empty(), "{} of the texts cost too much:\n{}", bad.len(), bad.join("\n"));
}

/// Every word of every grammar file, repeated on one line and on lines of its own.
#[test]
#[ignore = "takes a minute; `cargo test --release --lib growth -- --ignored`, as .ci/run does"]
fn every_word_of_every_grammar() {
    let mut bad = Vec::new();
    let mut count = 0;
    for (language, usual) in languages() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("grammars")
            .join(format!("{language}.toml"));
        let file: toml::Table = std::fs::read_to_string(file).expect("a grammar").parse().expect("TOML");
        let mut words = BTreeSet::new();
        let mut open: Vec<toml::Value> = vec![toml::Value::Table(file)];
        while let Some(value) = open.pop() {
            match value {
                toml::Value::String(words_of) => {
                    let _new = words.insert(words_of.trim_end_matches('*').to_string());
                }
                toml::Value::Array(values) => open.extend(values),
                toml::Value::Table(table) => open.extend(table.into_iter().map(|(_, value)| value)),
                _ => {}
            }
        }
        for word in words.iter().filter(|word| !word.is_empty()) {
            count += 1;
            for end in [' ', '\n'] {
                bad.extend(too_much(&format!("{word}{end}"), language, usual, LENGTH / 4, WORST_WORD));
            }
        }
    }
    assert!(count > 5_000, "the words of the grammars were not found");
    assert!(bad.is_empty(), "{} of the texts cost too much:\n{}", bad.len(), bad.join("\n"));
}

/// One line of 16 MiB and a million numbers cost what shorter ones do, byte for byte.
#[test]
#[ignore = "takes a minute; `cargo test --release --lib growth -- --ignored`, as .ci/run does"]
fn a_very_long_line_and_very_many_numbers() {
    let usual = ordinary(Language::VI);
    let sentence = "Phát triển hạ tầng của tỉnh, đạt 80% số xã vào năm 2030; bảo đảm an toàn cho người dân. ";
    for (piece, length) in [(sentence, 16 << 20), ("đạt 10 ", 7_000_000), ("a ", 16 << 20), ("a", 16 << 20)]
    {
        let (short, long) = (piece.repeat(LENGTH.div_ceil(piece.len())), piece.repeat(length / piece.len()));
        let each = |text: &str| work(text, Language::VI) * 1000 / text.len() as u64;
        let (one, many) = (each(&short), each(&long));
        assert!(many <= one * 11 / 10 + 10, "{piece:?}: {one} steps a thousand bytes, {many} in a long line");
        assert!(many <= usual * WORST, "{piece:?}: {many} steps a thousand bytes, ordinary {usual}");
    }
}
