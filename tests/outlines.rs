//! The drawings of `fixtures/<language>/outlines.toml`: small texts, indented as their tree is meant to be.

use crate::tables;
use clausetree::{DiagnosticCode, Language, Node, NodeKind, Parsed, Parser};
use serde::Deserialize;
use std::fmt::Write as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    outline: Vec<Drawing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawing {
    about: String,
    drawing: String,
    /// Every figure: words of its quote, role and year.
    figures: Option<Vec<String>>,
    /// Every duty: the body's name, and what it has to do.
    duties: Option<Vec<String>>,
    /// Every document and article that is named: its words, kind, number and date.
    references: Option<Vec<String>>,
}

/// A node, or a translation that stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    depth: usize,
    paragraph: bool,
    translation: bool,
    /// Marker and words, without white space.
    words: String,
    /// Codes of the diagnostics about it.
    codes: Vec<String>,
    id: Option<String>,
    kind: Option<String>,
}

impl Row {
    fn differs(&self, found: &Self) -> bool {
        let own = |row: &Self| Self { id: None, kind: None, ..row.clone() };
        let asked = |asked: &Option<String>, found: &Option<String>| asked.is_some() && asked != found;
        own(self) != own(found) || asked(&self.id, &found.id) || asked(&self.kind, &found.kind)
    }

    fn draw(&self, out: &mut String) {
        let mark = if self.paragraph { "¶ " } else { "" };
        let mark = if self.translation { "| " } else { mark };
        let _ = write!(out, "{}{mark}{}", "  ".repeat(self.depth), self.words);
        for code in &self.codes {
            let _ = write!(out, " !{code}");
        }
        for (before, value) in [("= ", &self.id), ("", &self.kind)] {
            if let Some(value) = value {
                let _ = write!(out, " {before}{value}");
            }
        }
        out.push('\n');
    }
}

/// The words without white space and without the marks that set them in bold.
fn without_space(text: &str) -> String {
    text.replace("**", "").chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text of a drawing, and the rows it asks for.
fn read(drawing: &str) -> (String, Vec<Row>) {
    let (mut text, mut rows) = (String::new(), Vec::<Row>::new());
    for line in drawing.lines() {
        let words = line.trim_start_matches(' ');
        let depth = (line.len() - words.len()) / 2;
        let (words, asked) = words.split_once(" = ").map_or((words, None), |(words, id)| (words, Some(id)));
        let mut parts = words.split(" !");
        let words = parts.next().unwrap_or_default().trim_end();
        let codes: Vec<String> = parts.map(|code| code.trim().to_string()).collect();
        let ends_line = |text: &mut String| {
            if !text.is_empty() {
                text.push('\n');
            }
        };
        if words.is_empty() {
            text.push('\n');
            continue;
        }
        let (mark, rest) = words.split_once(' ').unwrap_or((words, ""));
        match mark {
            "%" => {
                ends_line(&mut text);
                text.push_str(rest);
                continue;
            }
            "~" => {
                text.push('\n');
                text.push_str(rest);
                rows.last_mut().expect("a row that goes on").words.push_str(&without_space(rest));
                continue;
            }
            ">" | "·" => text.push(' '),
            "⇥" => text.push('\t'),
            "/" => text.push_str(" / "),
            "∅" | "‗" | "‗|" => {}
            _ => ends_line(&mut text),
        }
        // `‗` and `‗|`: a line of two columns goes on with the row and with its translation.
        if let "‗" | "‗|" = mark {
            text.push(if mark == "‗" { '\n' } else { ' ' });
            text.push_str(rest);
            let back = if mark == "‗" { 2 } else { 1 };
            let row = rows.len().checked_sub(back).and_then(|at| rows.get_mut(at));
            row.expect("a row and its translation").words.push_str(&without_space(rest));
            continue;
        }
        let own = if matches!(mark, "¶" | "|" | "‖" | ">" | "⇥" | "/" | "·") { rest } else { words };
        if mark != "∅" {
            text.push_str(own);
        }
        let mut asked = asked.into_iter().flat_map(str::split_whitespace).map(str::to_string);
        let place = if mark == "‖" { untranslated(&rows, depth) } else { rows.len() };
        let row = Row {
            depth,
            paragraph: mark == "¶",
            translation: matches!(mark, "|" | "‖" | "⇥" | "/" | "·"),
            // The marks of a Markdown heading are no words, nor are those of emphasis around a line.
            words: without_space(
                own.strip_prefix('*')
                    .filter(|own| !own.starts_with('*'))
                    .and_then(|own| own.strip_suffix('*'))
                    .unwrap_or(own.trim_start_matches('#')),
            ),
            codes,
            id: asked.next(),
            kind: asked.next(),
        };
        rows.insert(place, row);
    }
    text.push('\n');
    (text, rows)
}

/// The place behind the first row of a depth, in the last section, that has no translation yet.
fn untranslated(rows: &[Row], depth: usize) -> usize {
    let section = rows.iter().rposition(|row| row.depth == 0 && !row.translation).unwrap_or(0);
    let found = (section..rows.len()).find(|&at| {
        let row = &rows[at];
        row.depth == depth && !row.translation && rows.get(at + 1).is_none_or(|next| !next.translation)
    });
    found.map_or(rows.len(), |at| at + 1)
}

/// The rows of a node: one, and one for each of its translations.
fn rows_of(depth: usize, node: &Node<'_>, text: &str) -> Vec<Row> {
    let marker = |at: usize| node.markers.get(at).map_or("", |span| span.of(text));
    let words = |at: usize| {
        let content = node.text.get(at).map_or("", |text| text.content.as_ref());
        without_space(&format!("{}{content}", marker(at)))
    };
    let first = Row {
        depth,
        paragraph: node.kind == NodeKind::Paragraph,
        words: Some(words(0)).filter(|words| !words.is_empty()).unwrap_or("∅".to_string()),
        id: Some(node.id.to_string()),
        kind: Some(node.kind.as_str().to_string()),
        ..Row::default()
    };
    let translations = (1..node.text.len().max(node.markers.len())).map(|at| Row {
        depth,
        translation: true,
        words: words(at),
        ..Row::default()
    });
    std::iter::once(first).chain(translations).collect()
}

fn found(parsed: &Parsed<'_>, text: &str) -> Vec<Row> {
    const TOLD: [DiagnosticCode; 6] = [
        DiagnosticCode::NumberingGap,
        DiagnosticCode::NumberingRestart,
        DiagnosticCode::DuplicateNumber,
        DiagnosticCode::InferredSection,
        DiagnosticCode::DepthLimit,
        DiagnosticCode::UnpairedTranslation,
    ];
    let (mut rows, mut starts) = (Vec::new(), Vec::new());
    for (depth, node) in parsed.resolution().walk() {
        // A label in digits says its number itself, the last part of several; a bullet has none.
        let label = node.label.as_deref().unwrap_or("-");
        // `2.0` is the second of all.
        let label = label.strip_suffix(".0").unwrap_or(label);
        let last = label.rsplit('.').find(|part| !part.is_empty()).unwrap_or_default();
        // `6)` between `а)` and `в)`: the letter that a scan has read as a digit.
        let misread = |number| matches!((number, node.number), (6, Some(2)) | (3, Some(8)));
        match last.parse::<u32>() {
            Ok(number) if misread(number) => {}
            Ok(number) => assert_eq!(node.number, Some(number), "{label}"),
            // A dash may stand for the ideograph of one: `（—）`.
            Err(_) if !label.contains(char::is_alphanumeric) => {
                assert!(node.number.is_none_or(|number| number == 1), "{label}");
            }
            Err(_) => assert!(node.number.is_some(), "{label}"),
        }
        let own = rows_of(depth, node, text);
        // A section that was made up begins where its first item does: what is told there is about the item.
        starts.push((node.span.start(), rows.len()));
        rows.extend(own);
    }
    for diagnostic in parsed.diagnostics().iter().filter(|diagnostic| TOLD.contains(&diagnostic.code)) {
        let at = starts.iter().rfind(|(start, _)| *start <= diagnostic.span.start());
        let (_, row) = at.expect("a diagnostic about a node");
        rows[*row].codes.push(diagnostic.code.as_str().to_string());
    }
    rows
}

/// What differs in a drawing; empty where the tree is as drawn.
fn differences(parser: &Parser, drawing: &Drawing) -> String {
    let (text, rows) = read(&drawing.drawing);
    let parsed = parser.parse(&text).expect("text never fails");
    let found = found(&parsed, &text);
    let mut out = String::new();
    let differs = rows.len() != found.len() || rows.iter().zip(&found).any(|(row, found)| row.differs(found));
    if differs {
        out.push_str("  found\n");
        for (place, row) in found.iter().enumerate() {
            let wrong = rows.get(place).is_none_or(|asked| asked.differs(row));
            out.push_str(if wrong { "  ✗ " } else { "    " });
            row.draw(&mut out);
        }
        if found.len() < rows.len() {
            let _ = writeln!(out, "  ✗ {} rows more were asked", rows.len() - found.len());
        }
    }
    let nodes: Vec<&Node<'_>> = parsed.resolution().walk().map(|(_, node)| node).collect();
    let year = |year: Option<u32>| year.map_or("-".to_string(), |year| year.to_string());
    let figures = nodes.iter().flat_map(|node| node.text.iter().flat_map(|text| &text.quantities));
    let figures = figures.map(|figure| {
        let quote = figure.span.of(&text).replace('\n', " ");
        format!("{quote} | {} | {}", figure.role.as_str(), year(figure.horizon))
    });
    let duties = nodes.iter().flat_map(|node| &node.duties);
    let duties =
        duties.map(|duty| format!("{} | {}", duty.actor.as_deref().unwrap_or("-"), duty.kind.as_str()));
    let references = nodes.iter().flat_map(|node| node.text.iter().flat_map(|text| &text.references));
    let references = references.map(|named| {
        let words = named.span.of(&text).replace('\n', " ");
        let date = named.date.map_or("-".to_string(), |date| date.to_string());
        let (kind, number) = (named.kind.as_deref().unwrap_or("-"), named.number.as_deref().unwrap_or("-"));
        format!("{words} | {kind} | {number} | {date}")
    });
    // Of a figure's quote some words are enough.
    let lists = [
        (&drawing.figures, figures.collect::<Vec<_>>(), false),
        (&drawing.duties, duties.collect(), true),
        (&drawing.references, references.collect(), true),
    ];
    for (asked, found, whole) in lists {
        let fits = |(asked, found): (&String, &String)| {
            let ((words, rest), (quote, told)) = (asked.split_once(" |")?, found.split_once(" |")?);
            (asked == found || (!whole && quote.contains(words) && rest == told)).then_some(())
        };
        let differs = asked.as_ref().is_some_and(|asked| {
            asked.len() != found.len() || asked.iter().zip(&found).any(|pair| fits(pair).is_none())
        });
        if differs {
            let _ = writeln!(out, "  asked {asked:?}\n  found {found:?}");
        }
    }
    out
}

/// Notes how a drawing is read otherwise than it is drawn, if it is.
fn add_differences(report: &mut String, parser: &Parser, drawing: &Drawing) {
    let differences = differences(parser, drawing);
    if !differences.is_empty() {
        let _ = writeln!(report, "{}\n{}\n{differences}", drawing.about, drawing.drawing);
    }
}

/// The texts of the drawings of a folder.
pub(crate) fn texts(folder: &str) -> Vec<String> {
    let table: Table = tables::table(&format!("{folder}/outlines.toml"));
    table.outline.iter().map(|drawing| read(&drawing.drawing).0).collect()
}

fn check(parser: &Parser, folder: &str, least: usize) {
    let table: Table = tables::table(&format!("{folder}/outlines.toml"));
    let mut report = String::new();
    for drawing in &table.outline {
        add_differences(&mut report, parser, drawing);
    }
    assert!(report.is_empty(), "{report}");
    assert!(table.outline.len() >= least, "{folder}: only {} drawings", table.outline.len());
}

fn builtin(language: Language, least: usize) {
    let parser = Parser::builder().language(language).build().expect("a built-in language");
    check(&parser, language.as_str(), least);
}

#[test]
fn vietnamese() {
    builtin(Language::VI, 30);
}

#[test]
fn english() {
    builtin(Language::EN, 10);
}

#[test]
fn chinese() {
    builtin(Language::ZH, 5);
}

#[test]
fn russian() {
    builtin(Language::RU, 5);
}

#[test]
fn bilingual() {
    check(&Parser::default(), "vi-en", 3);
    check(&Parser::default(), "zh-en", 3);
    check(&Parser::default(), "ru-en", 2);
}

/// Each style of marker may hold each that usually stands below it, whatever was left out between them.
#[test]
fn every_style_holds_those_below_it() {
    let styles: [[&str; 3]; 13] = [
        ["Phần 1.", "Phần 2.", "Phần 3."],
        ["A.", "B.", "C."],
        ["I.", "II.", "III."],
        ["1.", "2.", "3."],
        ["1)", "2)", "3)"],
        ["(1)", "(2)", "(3)"],
        ["①", "②", "③"],
        ["a)", "b)", "c)"],
        ["i)", "ii)", "iii)"],
        ["-", "-", "-"],
        ["+", "+", "+"],
        ["•", "•", "•"],
        ["*", "*", "*"],
    ];
    /// Styles of sections; the others stand in one.
    const SECTIONS: usize = 3;
    let parser = Parser::builder().language(Language::VI).build().expect("a built-in language");
    let mut report = String::new();
    for (place, outer) in styles.iter().enumerate() {
        for inner in styles.get(place + 1..).unwrap_or_default() {
            let (section, indent) =
                if place < SECTIONS { ("", "") } else { ("Điều 1. Nhiệm vụ\n", "  ") };
            let [one, two, three] = outer;
            let [a, b, c] = inner;
            let drawing = format!(
                "{section}{indent}{one} Hạ tầng\n{indent}  {a} Làm đường.\n{indent}  {b} Làm cầu.\n\
                 {indent}{two} Nhân lực\n{indent}  {a} Đào tạo nghề.\n{indent}  {b} Thu hút chuyên gia.\n{indent}  {c} Mở trường.\n\
                 {indent}{three} Đất đai\n{indent}  {a} Giao đất.\n"
            );
            let asked =
                Drawing { about: String::new(), drawing, figures: None, duties: None, references: None };
            add_differences(&mut report, &parser, &asked);
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// A bullet that ends holds no numbers: a list in numbers or letters after bullets stands beside them.
#[test]
fn numbers_after_bullets_stand_beside_them() {
    let parser = Parser::builder().language(Language::VI).build().expect("a built-in language");
    let mut report = String::new();
    for bullet in ["-", "+", "•", "*"] {
        for [one, two] in
            [["1.", "2."], ["1)", "2)"], ["(1)", "(2)"], ["①", "②"], ["a)", "b)"], ["i)", "ii)"]]
        {
            let drawing = format!(
                "Điều 1. Nhiệm vụ\n  {bullet} Rà soát quy hoạch.\n  {bullet} Lập danh mục.\n  {one} Làm đường.\n  {two} Làm cầu.\n"
            );
            let asked =
                Drawing { about: String::new(), drawing, figures: None, duties: None, references: None };
            add_differences(&mut report, &parser, &asked);
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// What a reader is told of lost markers and sections, in words.
#[test]
fn what_is_missing_is_named() {
    let parser = Parser::builder().language(Language::VI).build().expect("a built-in language");
    let told = |text: &str, code: DiagnosticCode| {
        let parsed = parser.parse(text).expect("text never fails");
        let told = parsed.diagnostics().iter().filter(|told| told.code == code);
        told.map(|told| told.message.split(';').next().unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    let goals = "II. MỤC TIÊU\n1. Đạt 80% số xã.\n2. Đạt 90% số hộ.\n";
    assert_eq!(
        told(goals, DiagnosticCode::MissingSection),
        ["no section of viewpoints", "no section of tasks", "no section of implementation"]
    );
    let gap = format!("{goals}5. Làm đường.\n7. Làm cầu.\n");
    assert_eq!(
        told(&gap, DiagnosticCode::NumberingGap),
        ["no item 3 to 4 between 2 and `5`", "no item 6 between 5 and `7`"]
    );
    let late = "II. MỤC TIÊU\n3. Đạt 80% số xã.\n4. Đạt 90% số hộ.\n";
    assert_eq!(told(late, DiagnosticCode::NumberingGap), ["the numbering begins at `3`: no item 1 to 2"]);
    // A text without any of the four is of another kind.
    assert_eq!(told("I. PHẠM VI\n1. Các xã.\n", DiagnosticCode::MissingSection), Vec::<String>::new());
}

/// A text in one language, then in the other: what only the second has is kept behind the first.
#[test]
fn words_of_the_second_half_alone_are_kept() {
    let vietnamese = "NGHỊ QUYẾT\nSố: 12/NQ-HĐND\n\nI. MỤC TIÊU\n1. Đến năm 2030, đạt 80% số xã của tỉnh.\n2. Đến năm 2030, đạt 90% số hộ của tỉnh.\n\
                      II. NHIỆM VỤ\n1. Xây dựng đường cho các xã của tỉnh.\n2. Xây dựng cầu cho các xã của tỉnh.\n";
    let english = "RESOLUTION\nNo. 12/NQ-HDND\n\nI. OBJECTIVES\n1. By 2030, reach 80% of the communes of the province.\n2. By 2030, reach 90% of the households of the province.\n\
                   II. TASKS\n1. Build roads for the communes of the province.\nThe roads of the province shall be wide.\n2. Build bridges for the communes of the province.\n3. Build schools for the children of the province.\n";
    let text = format!("{vietnamese}\n{english}");
    let parsed = Parser::default().parse(&text).expect("text never fails");
    let resolution = parsed.resolution();
    let goal =
        resolution.walk().map(|(_, node)| node).find(|node| node.id == "objectives.1").expect("a goal");
    let words: Vec<&str> = goal.text.iter().map(|text| text.content.as_ref()).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    let alone: Vec<(String, String)> =
        resolution.closing.iter().map(|node| (node.id.to_string(), node.content().to_string())).collect();
    let asked = [
        ("en.tasks.1.p1", "The roads of the province shall be wide."),
        ("en.tasks.3", "Build schools for the children of the province."),
    ];
    assert_eq!(alone, asked.map(|(id, words)| (id.to_string(), words.to_string())));
}

/// What no way of reading remembers is thrown away on the way: a long text must lose nothing to that.
#[test]
fn a_long_text() {
    let mut drawing = String::new();
    for article in 1..=40 {
        let _ = writeln!(drawing, "Điều {article}. Nhiệm vụ");
        for item in 1..=4 {
            let _ = writeln!(drawing, "  {item}. Hạ tầng:\n    a) Làm đường.\n    b) Làm cầu.");
        }
    }
    let parser = Parser::builder().language(Language::VI).build().expect("a built-in language");
    let drawing = Drawing { about: String::new(), drawing, figures: None, duties: None, references: None };
    assert_eq!(differences(&parser, &drawing), "");
}

/// The notation itself: what a drawing asks for is not met by another tree.
#[test]
fn a_wrong_drawing_is_told() {
    let parser = Parser::builder().language(Language::VI).build().expect("a built-in language");
    let of = |drawing: &str, figures: Option<&str>| {
        let figures = figures.map(|figure| vec![figure.to_string()]);
        let drawing = Drawing {
            about: String::new(),
            drawing: drawing.to_string(),
            figures,
            duties: None,
            references: None,
        };
        differences(&parser, &drawing)
    };
    let right = "I. MỤC TIÊU = objectives\n  1. Đến năm 2030\n    - Đạt 80%.\n";
    assert_eq!(of(right, Some("80% | target | 2030")), "");
    assert_ne!(of(right, Some("80% | context | 2030")), "");
    for wrong in [
        right.replace("    -", "  -"),
        right.replace("= objectives", "= tasks"),
        right.replace("  1.", "  ¶ 1."),
        right.replace("80%.", "80%. !numbering-gap"),
    ] {
        assert_ne!(of(&wrong, None), "", "{wrong}");
    }
}

/// Clauses with their translations in brackets behind them: each language has its own, however the lines were cut.
#[test]
fn translations_in_brackets() {
    let head = "I. GOALS OF THE PORTS (ЦЕЛИ ПОРТОВ)\n";
    let tail = "II. TASKS (ЗАДАЧИ)\n1. The ministry builds roads for the people of the region and for the ports.\n\
                2. Министерство строит дороги для жителей области и для портов.\n";
    /// A language, and the words of its figures.
    type Quotes = (&'static str, &'static [&'static str]);
    let rows: [(&str, &[Quotes]); 6] = [
        // The mark of the sentence stands behind both.
        (
            "1. Ferries carry 40 thousand cars (паромы перевозят 40 тысяч машин).\n",
            &[("en", &["40 thousand cars"]), ("ru", &["40 тысяч машин"])],
        ),
        // One clause after another.
        (
            "1. The port opens 12 berths by 2033 (порт открывает 12 причалов к 2033 году), and a crane lifts 90 tonnes (кран поднимает 90 тонн).\n",
            &[("en", &["12 berths", "90 tonnes"]), ("ru", &["12 причалов", "90 тонн"])],
        ),
        (
            "1. The port opens 12 berths (порт открывает 12 причалов); the crane lifts 90 tonnes\n(кран поднимает 90 тонн).\n",
            &[("en", &["12 berths", "90 tonnes"]), ("ru", &["12 причалов", "90 тонн"])],
        ),
        // What brackets end is whole: the next line is no part of it.
        (
            "1. Ferries carry 40 thousand cars (паромы перевозят 40 тысяч машин).\nг. Белый, скан\n",
            &[("en", &["40 thousand cars"]), ("ru", &["40 тысяч машин"])],
        ),
        // A term, and brackets with figures in the same script, are no translation.
        (
            "1. Все 25 причалов порта получают береговое питание судов (cold ironing).\n",
            &[("en", &[]), ("ru", &["25 причалов"])],
        ),
        (
            "1. The port opens 12 berths (of which 3 for ferries), and a crane lifts 90 tonnes.\n2. Порт строит 7 складов.\n",
            &[("en", &["12 berths", "90 tonnes"]), ("ru", &["7 складов"])],
        ),
    ];
    for (text, asked) in rows {
        let text = format!("{head}{text}{tail}");
        let parsed = Parser::default().parse(&text).expect("text never fails");
        for (language, quotes) in asked {
            let nodes = parsed.resolution().walk().flat_map(|(_, node)| &node.text);
            let figures = nodes.filter(|words| words.lang.as_str() == *language);
            let figures = figures.flat_map(|words| &words.quantities);
            let found: Vec<&str> = figures.map(|figure| figure.span.of(&text)).collect();
            // What brackets in the same language count is not asked here.
            let found: Vec<&&str> = found.iter().filter(|quote| !quote.starts_with("3 ")).collect();
            let fits = found.iter().zip(*quotes).all(|(found, asked)| found.contains(asked));
            assert!(found.len() == quotes.len() && fits, "{text}{language}: {found:?}");
        }
    }
}
