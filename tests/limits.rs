//! Every limit, with a text below it, at it and above it; and a parse on a stack that leaves no room for recursion.

use crate::{laws, support};
use clausetree::{DiagnosticCode, ErrorKind, Grammar, Language, Limits, NodeKind, Parsed, Parser};

fn parser(limits: Limits) -> Parser {
    Parser::builder().limits(limits).language(Language::VI).build().expect("a parser")
}

fn has(parsed: &Parsed<'_>, code: DiagnosticCode) -> bool {
    parsed.diagnostics().iter().any(|diagnostic| diagnostic.code == code)
}

/// The words of all nodes, to show that none is lost to a limit.
fn words(parsed: &Parsed<'_>) -> String {
    let nodes = parsed.resolution().walk();
    let text = nodes.flat_map(|(_, node)| &node.text).map(|text| text.content.to_string());
    text.collect::<String>().chars().filter(|c| c.is_alphabetic()).collect()
}

#[test]
fn the_length_of_the_input() {
    let text = "Đạt 80% của các xã.";
    let parse = |bytes| parser(Limits::default().input_bytes(bytes)).parse(text).map(|_| ());
    assert!(parse(text.len() + 1).is_ok());
    assert!(parse(text.len()).is_ok());
    let error = parse(text.len() - 1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InputTooLong);
    assert!(error.to_string().contains("Limits::input_bytes"), "{error}");
}

#[test]
fn the_number_of_diagnostics() {
    // Each pair of lines is a gap and a way back.
    let text: String = "III. NHIỆM VỤ\n".to_string() + &"1. Xây dựng của tỉnh\n3. Phát triển\n".repeat(50);
    let all = parser(Limits::default()).parse(&text).expect("text never fails");
    let count = all.diagnostics().len();
    assert!(count > 50 && !has(&all, DiagnosticCode::TooManyDiagnostics));
    for limit in [count + 1, count] {
        let parsed = parser(Limits::default().diagnostics(limit)).parse(&text).expect("text never fails");
        assert_eq!(parsed.diagnostics(), all.diagnostics(), "{limit}");
    }
    for limit in [count - 1, 3, 0] {
        let parsed = parser(Limits::default().diagnostics(limit)).parse(&text).expect("text never fails");
        assert_eq!(parsed.diagnostics().len(), limit + 1);
        let last = parsed.diagnostics().last().expect("one that tells of the rest");
        assert_eq!(last.code, DiagnosticCode::TooManyDiagnostics);
        assert!(last.message.starts_with(&format!("{} more", count - limit)), "{}", last.message);
    }
}

#[test]
fn the_depth_of_nesting() {
    let marks = ["-", "+", "*", "•", "▪", "◦"];
    let text: String = marks.iter().map(|mark| format!("{mark} Phát triển của tỉnh\n")).collect();
    let deep = parser(Limits::default()).parse(&text).expect("text never fails");
    let levels = |parsed: &Parsed<'_>| parsed.resolution().walk().map(|(depth, _)| depth).max().unwrap_or(0);
    // A section stands over the items, which have none.
    let depth = levels(&deep);
    assert_eq!(depth, marks.len());
    for limit in [depth + 1, depth] {
        let parsed = parser(Limits::default().depth(limit)).parse(&text).expect("text never fails");
        assert_eq!(parsed, deep, "{limit}");
    }
    for limit in 1..depth {
        let parsed = parser(Limits::default().depth(limit)).parse(&text).expect("text never fails");
        assert!(has(&parsed, DiagnosticCode::DepthLimit), "{limit}");
        assert!(levels(&parsed) <= limit, "{limit}");
        assert_eq!(words(&parsed), words(&deep), "{limit}");
    }
}

/// The same for headings of Markdown, which say their level themselves.
#[test]
fn the_depth_of_headings() {
    let heading = |level: usize| format!("{} Phát triển\n\nCủa các xã trong tỉnh.\n\n", "#".repeat(level));
    let text: String = (1..=6).map(heading).collect();
    let deep = parser(Limits::default()).parse(&text).expect("text never fails");
    let levels = |parsed: &Parsed<'_>| {
        let headings = parsed.resolution().walk().filter(|(_, node)| node.kind != NodeKind::Paragraph);
        headings.map(|(depth, _)| depth + 1).max().unwrap_or(0)
    };
    // The first is the title.
    assert_eq!(levels(&deep), 5);
    for limit in 1..6 {
        let parsed = parser(Limits::default().depth(limit)).parse(&text).expect("text never fails");
        assert_eq!(levels(&parsed), limit.min(5), "{limit}");
        assert_eq!(has(&parsed, DiagnosticCode::DepthLimit), limit < 5, "{limit}");
        assert_eq!(words(&parsed), words(&deep), "{limit}");
    }
}

/// Sixty levels of numbers and bullets: the tree stops at the usual limit, and can be written and read back.
#[test]
fn a_text_deeper_than_the_usual_limit() {
    let text: String =
        (1..=60).map(|depth| format!("{} Khoản\n", vec!["1"; depth.min(6)].join(".") + ".")).collect();
    laws::check("numbers of growing depth", &text);
    let headings: String = (1..=6).map(|level| format!("{} Phần\n", "#".repeat(level))).collect();
    laws::check("headings of growing depth", &headings.repeat(10));
}

#[test]
fn the_number_of_nodes() {
    let items: String = (1..=20).map(|number| format!("{number}. Phát triển của tỉnh\n")).collect();
    let paragraphs = "Phát triển của tỉnh.\n\n".repeat(20);
    let bullets = format!("III. NHIỆM VỤ\n{}", "- Phát triển của tỉnh.\n".repeat(19));
    let table = format!("Chỉ tiêu | Đơn vị | 2030\n{}", "Tỷ lệ hộ của tỉnh | % | 50\n".repeat(19));
    for text in [items, paragraphs, bullets, table] {
        let all = parser(Limits::default()).parse(&text).expect("text never fails");
        let count = |parsed: &Parsed<'_>| parsed.resolution().walk().count();
        let made = count(&all) - 20;
        assert!(made <= 1, "{text}: a section over the items, and no more");
        for limit in [21, 20] {
            let parsed = parser(Limits::default().nodes(limit)).parse(&text).expect("text never fails");
            assert_eq!(parsed, all, "{limit}");
        }
        for limit in [19, 5, 1, 0] {
            let parsed = parser(Limits::default().nodes(limit)).parse(&text).expect("text never fails");
            assert!(has(&parsed, DiagnosticCode::NodeLimit), "{limit}: {:?}", parsed.diagnostics());
            assert!(count(&parsed) <= limit.max(1) + made, "{limit}: {}", count(&parsed));
            let kept = words(&parsed);
            let labels = |c: &char| !c.is_ascii_digit();
            assert_eq!(
                kept.chars().filter(labels).count(),
                words(&all).chars().filter(labels).count(),
                "{limit}"
            );
        }
    }
}

#[test]
fn the_number_of_nodes_in_a_text_of_no_known_language() {
    let text = "Suomen kansallinen ohjelma vahvistaa tutkimusta.\n\n".repeat(20);
    let parse = |nodes| {
        let parser = Parser::builder().limits(Limits::default().nodes(nodes)).build().expect("a parser");
        let parsed = parser.parse(&text).expect("text never fails").into_owned();
        (parsed.resolution().walk().count(), has(&parsed, DiagnosticCode::NodeLimit), words(&parsed))
    };
    let all = parse(usize::MAX);
    assert_eq!((all.0, all.1), (20, false));
    assert_eq!(parse(20), all);
    let cut = parse(7);
    assert_eq!((cut.0, cut.1), (7, true));
    assert_eq!(cut.2, all.2);
}

/// The limit counts for the whole call: a file of many small documents is no way around it.
#[test]
fn the_number_of_nodes_over_several_documents() {
    let one = "NGHỊ QUYẾT\nvề nước sạch của tỉnh\nI. MỤC TIÊU\n1. Đạt 90% số hộ.\n2. Đạt 80% số xã.\nNơi nhận:\n- Các xã.\n";
    let text = one.repeat(10);
    let count = |limit| {
        let documents = parser(Limits::default().nodes(limit)).parse_all(&text).expect("text never fails");
        assert_eq!(documents.len(), 10);
        documents.iter().map(|parsed| parsed.resolution().walk().count()).sum::<usize>()
    };
    let all = count(1000);
    assert_eq!(count(all), all);
    // A document that comes too late keeps its words in one node.
    assert!(count(8) <= 8 + 2 * 10);
}

/// A stack of 64 KiB has no room for a recursion over the text, in reading, in the laws of the tree, or in dropping it.
#[test]
fn no_text_uses_up_the_stack() {
    const STACK: usize = 64 << 10;
    let numbers: String = (1..=60).map(|depth| format!("{} Khoản\n", vec!["1"; depth].join("."))).collect();
    let marks =
        ['-', '+', '*', '•', '●', '▪', '◦', '‣', '○', '■', '□', '➢', '➤', '✓', '·', '∙', '◆', '◇', '★', '☆'];
    let bullets: String = marks.iter().map(|mark| format!("{mark} Mục nhỏ của tỉnh\n")).collect();
    let mut texts = vec![
        numbers.repeat(3),
        bullets.repeat(3),
        "(".repeat(20_000),
        "((((đạt 5%)))) ".repeat(2_000),
        "<b><i>".repeat(5_000),
        "**".repeat(10_000),
        "# A\n## B\n### C\n".repeat(500),
        "GOALS\n".repeat(2_000),
        "a".repeat(100_000),
        "1.".repeat(20_000),
        "đạt trên 10 ".repeat(4_000),
        "hai mươi lăm triệu ".repeat(2_000),
    ];
    texts.extend(support::fixtures().into_iter().map(|(_, text)| text));
    let read = move || {
        for language in Grammar::builtin_languages() {
            let grammar = Grammar::builtin(language).expect("a grammar");
            assert_eq!(grammar.language(), language);
        }
        for text in &texts {
            let documents = clausetree::parse_all(text).expect("text never fails");
            for parsed in documents {
                assert!(parsed.resolution().partition().last().is_some());
                drop(parsed.into_owned());
            }
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(read).expect("a thread");
    thread.join().expect("no overflow");
}
