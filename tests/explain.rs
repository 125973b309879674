//! Explanations: what they say of known places, and laws that they obey on every fixture.

use crate::support::{self, PERCENT, parser_of, small_grammar, template};
use clausetree::{
    ErrorKind, Explanation, GrammarEntry, NumberExplanation, Parser, QuantityExplanation, ReasonCode, Span,
};
use std::collections::{BTreeMap, HashMap};

fn explain(text: &str, words: &str) -> Explanation {
    let at = text.find(words).expect("words of the text");
    Parser::default().explain(text, at).expect("a place of the text")
}

/// The codes of the reasons of the innermost node.
fn node_codes(told: &Explanation) -> Vec<ReasonCode> {
    told.nodes.last().map_or_else(Vec::new, |node| node.reasons.iter().map(|reason| reason.code).collect())
}

fn has(told: &QuantityExplanation, code: ReasonCode) -> bool {
    told.reasons.iter().any(|reason| reason.code == code)
}

/// Lines of the grammar files, as the entries name them.
struct Files(HashMap<String, Vec<String>>);

impl Files {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// An entry names a line of its file in which its words stand, at its column.
    fn check(&mut self, name: &str, entry: &GrammarEntry) {
        let lines = self.0.entry(entry.file.clone()).or_insert_with(|| {
            let path = support::root().join(&entry.file);
            let file = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            file.lines().map(str::to_string).collect()
        });
        let line = entry.line.checked_sub(1).and_then(|line| lines.get(line));
        let line = line.unwrap_or_else(|| panic!("{name}: {entry} does not exist"));
        let rest: String = line.chars().skip(entry.column - 1).collect();
        assert!(!entry.text.is_empty(), "{name}: {entry} is empty");
        assert!(
            rest.trim_start_matches(['"', '\'']).starts_with(&entry.text),
            "{name}: {entry}: `{}` does not stand there, but `{rest}`",
            entry.text
        );
    }
}

fn entries(told: &Explanation) -> Vec<&GrammarEntry> {
    let pieces = told.pieces.iter().flat_map(|piece| &piece.reasons);
    let nodes = told
        .nodes
        .iter()
        .flat_map(|node| node.reasons.iter().chain(node.marker.iter().flat_map(|marker| &marker.reasons)));
    let numbers = told.numbers.iter().flat_map(|number| &number.reasons);
    let markers = told.markers.iter().flat_map(|marker| &marker.reasons);
    let reasons = pieces.chain(nodes).chain(numbers).chain(markers).flat_map(|reason| &reason.entries);
    reasons.chain(told.quantities.iter().flat_map(QuantityExplanation::entries)).collect()
}

/// Every target of every fixture names its template and lines of a grammar that exist; every node says why it is one;
/// and what is explained is what the tree has.
#[test]
fn every_target_and_node_is_explained() {
    let (parser, mut files, mut targets, mut asked) = (Parser::default(), Files::new(), 0, 0);
    for (name, text) in support::fixtures_and_rounds() {
        let trees = parser.parse_all(&text).expect("within the limits");
        let told = parser.explain_span(&text, Span::new(0, text.len())).expect("the whole text");
        for entry in entries(&told) {
            files.check(&name, entry);
        }
        let quantities: BTreeMap<Span, &QuantityExplanation> =
            told.quantities.iter().map(|told| (told.quantity.span, told)).collect();
        let nodes: Vec<_> = trees.iter().flat_map(|tree| tree.resolution().walk()).collect();
        assert_eq!(
            told.nodes.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(),
            nodes.iter().map(|(_, node)| node.id.as_str()).collect::<Vec<_>>(),
            "{name}: not every node is told"
        );
        for node in &told.nodes {
            assert!(!node.reasons.is_empty(), "{name}: {} has no reason", node.id);
        }
        for found in trees.iter().flat_map(|tree| tree.resolution().quantities()) {
            let span = found.quantity.span;
            let told = quantities.get(&span).unwrap_or_else(|| panic!("{name}: {span:?} is not explained"));
            assert_eq!(&told.quantity, found.quantity, "{name}: another quantity than that of the tree");
            assert!(
                told.template.is_some() || has(told, ReasonCode::Cell),
                "{name}: {}: no template",
                told.quote
            );
            assert!(told.entries().count() > 0 || has(told, ReasonCode::Cell), "{name}: {}", told.quote);
        }
        // Asked for alone, some of them: each asks for a parse of its own.
        let found: Vec<_> = trees.iter().flat_map(|tree| tree.resolution().targets()).collect();
        targets += found.len();
        for target in found.iter().step_by(found.len() / 3 + 1) {
            let span = target.quantity.span;
            let told = parser.explain(&text, span.start()).expect("a place of the text");
            assert!(told.quantities.iter().any(|told| told.quantity.span == span), "{name}: {span:?}");
            assert!(told.nodes.iter().any(|node| node.id == target.node.id), "{name}: {}", target.node.id);
            asked += 1;
        }
    }
    assert!(targets > 300 && asked > 20, "{targets} targets, {asked} asked for");
}

#[test]
fn explanations_read_back_from_json() {
    let text = "II. MỤC TIÊU\n1. Đến năm 2030, không quá 5% số hộ nghèo, khoảng 12,34,56 người.\n";
    let told = Parser::default().explain_span(text, Span::new(0, text.len())).expect("the text");
    let json = serde_json::to_string(&told).expect("JSON");
    assert_eq!(serde_json::from_str::<Explanation>(&json).expect("an explanation"), told);
}

#[test]
fn sections_say_why() {
    let text = "I. QUAN ĐIỂM\n1. Phát triển là nền tảng\nII. MỤC TIÊU\n1. Đến năm 2030\n- Đạt 80%.\nIII. NHIỆM VỤ\n1. Làm đường\n- Xây cầu\nIV. CHUYỆN KHÁC\n1. Còn lại\n";
    let told = explain(text, "II. MỤC");
    assert_eq!(node_codes(&told), [ReasonCode::SectionStyle, ReasonCode::KindHeading]);
    let heading = &told.nodes[0].reasons[1].entries[0];
    assert_eq!((heading.class.as_str(), heading.value.as_deref()), ("heading", Some("objectives")));
    let marker = told.nodes[0].marker.as_ref().expect("a marker");
    assert_eq!(
        (marker.label.as_str(), marker.number, marker.style.as_str()),
        ("II", Some(2), "roman-upper, plain")
    );
    assert_eq!(node_codes(&explain(text, "CHUYỆN")), [ReasonCode::SectionStyle, ReasonCode::KindUnknown]);
    assert_eq!(node_codes(&explain(text, "Đến năm")), [ReasonCode::ItemGroups, ReasonCode::HorizonOwn]);
    assert_eq!(node_codes(&explain(text, "Đạt")), [ReasonCode::ItemOfSection, ReasonCode::HorizonAbove]);
    assert_eq!(node_codes(&explain(text, "Xây cầu")), [ReasonCode::ItemUnderTask]);
}

/// What made each section of the kind that it is, by its heading, its place or its items.
#[test]
fn kinds_of_sections_say_why() {
    use ReasonCode as Code;
    let goals = "I. MỤC TIÊU\n1. Đạt 80% số xã.\n";
    let tasks = "II. NHIỆM VỤ\n1. Làm đường.\n";
    let cases: [(String, &str, &[Code]); 9] = [
        (
            "I. KẾT QUẢ ĐẠT ĐƯỢC\n1. Đạt 80% số xã.\n".to_string(),
            "KẾT QUẢ",
            &[Code::SectionStyle, Code::KindReport],
        ),
        (
            format!(
                "{goals}II. NÔNG NGHIỆP\n1. Trồng lúa.\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế bố trí vốn.\n"
            ),
            "NÔNG NGHIỆP",
            &[Code::SectionStyle, Code::KindOrder],
        ),
        (
            format!("{goals}{tasks}III. CÁC CƠ QUAN\n1. Sở Y tế chủ trì.\n2. Sở Tài chính phối hợp.\n"),
            "CÁC CƠ QUAN",
            &[Code::SectionStyle, Code::KindDuties],
        ),
        (
            format!("I. MỞ ĐẦU\n1. Tỉnh ta rộng.\nII. NỀN TẢNG\n1. Người dân.\n2. Thiên nhiên.\nII{goals}"),
            "NỀN TẢNG",
            &[Code::SectionStyle, Code::KindStatements],
        ),
        (
            "I. QUAN ĐIỂM, MỤC TIÊU\n1. Quan điểm\na) Người dân.\n2. Mục tiêu\na) Đạt 80% số xã.\n"
                .to_string(),
            "QUAN ĐIỂM, MỤC",
            &[Code::SectionStyle, Code::KindSeveral],
        ),
        (
            "I. QUAN ĐIỂM, MỤC TIÊU\n1. Quan điểm\na) Người dân.\n2. Mục tiêu\na) Đạt 80% số xã.\n"
                .to_string(),
            "Mục tiêu",
            &[Code::SectionNested, Code::KindHeading],
        ),
        (
            "1. Quan điểm\na) Người dân.\n2. Ruộng đồng\na) Trồng lúa.\n".to_string(),
            "Ruộng đồng",
            &[Code::SectionSiblings, Code::KindUnknown],
        ),
        (
            "KẾ HOẠCH\nVề các nhiệm vụ năm 2026\n\nI. NÔNG NGHIỆP\n1. Trồng lúa.\n2. Trồng ngô.\n"
                .to_string(),
            "NÔNG NGHIỆP",
            &[Code::SectionStyle, Code::KindTitle],
        ),
        (
            format!(
                "{goals}2. Đạt 90% số hộ.\n3. Làm cầu.\n1. Sở Y tế chủ trì.\n2. Sở Tài chính phối hợp.\n"
            ),
            "Sở Y tế",
            &[Code::ItemOfSection],
        ),
    ];
    for (text, words, codes) in cases {
        assert_eq!(node_codes(&explain(&text, words)), codes, "{words} in {text}");
    }
}

/// A year of its own is told with the pattern that reads it.
#[test]
fn years_of_headings_name_their_pattern() {
    let told =
        explain("I. MỤC TIÊU\n1. Giai đoạn 2026 - 2030, tầm nhìn đến năm 2045\n- Đạt 80%.\n", "Giai đoạn");
    let reasons = &told.nodes.last().expect("a node").reasons;
    let year = reasons.iter().find(|reason| reason.code == ReasonCode::HorizonOwn).expect("its year");
    assert_eq!(year.entries[0].class, "horizon");
    assert!(year.entries[0].text.contains("tầm nhìn"), "{}", year.entries[0].text);
}

#[test]
fn quantities_say_why() {
    let text = "I. GOALS\n1. The share of wood must not at any time exceed 60% by 2030.\n2. Output has reached 12%, up from 9%.\n";
    let told = explain(text, "exceed");
    let quantity = &told.quantities[0];
    assert!(has(quantity, ReasonCode::BoundTurned), "{quantity:?}");
    assert!(has(quantity, ReasonCode::HorizonOwn) && has(quantity, ReasonCode::IndicatorBefore));
    let told = explain(text, "12%");
    let reached = told.quantities[0].reasons.iter().find(|reason| reason.code == ReasonCode::RoleAchieved);
    assert_eq!(
        reached.and_then(|reason| reason.entries.first()).map(|entry| entry.class.as_str()),
        Some("achieved")
    );
}

fn number<'e>(told: &'e Explanation, words: &str) -> &'e NumberExplanation {
    let found = told.numbers.iter().find(|number| number.words.contains(words));
    found.unwrap_or_else(|| panic!("{words} is not told: {:?}", told.numbers))
}

#[test]
fn numbers_that_are_no_quantities_say_why() {
    let text = "I. GOALS\n1. Under Resolution No. 57 the 5G network of 2020 serves 12,34,56 sites in the year 7 odd.\n";
    let told = explain(text, "serves");
    let code = |words: &str| number(&told, words).reasons[0].code;
    assert_eq!(code("57"), ReasonCode::MaskedReference);
    assert_eq!(code("5"), ReasonCode::MaskedReference);
    assert_eq!(code("12,34,56"), ReasonCode::Unreadable);
    assert!(matches!(code("2020"), ReasonCode::MaskedPattern | ReasonCode::MaskedDate));
    let reference = &number(&told, "57").reasons[0].entries[0];
    assert_eq!((reference.class.as_str(), reference.file.as_str()), ("reference", "grammars/en.toml"));
}

/// What decided each part of a figure: bound, list, denominator, what is measured, role, year.
#[test]
fn figures_say_what_decided() {
    use ReasonCode as Code;
    type Figure = (&'static str, &'static [Code]);
    let cases: [(&str, &[Figure]); 11] = [
        (
            "Emissions must not exceed 40% by 2030.",
            &[(
                "not exceed 40%",
                &[
                    Code::BoundWords,
                    Code::BoundTurned,
                    Code::IndicatorBefore,
                    Code::RoleCommit,
                    Code::HorizonOwn,
                ],
            )],
        ),
        (
            "Cut emissions by 10% and 8%.",
            &[
                ("by 10%", &[Code::BoundNone, Code::IndicatorBefore, Code::RolePlace]),
                ("8%", &[Code::BoundShared, Code::ChangeShared, Code::IndicatorList, Code::RolePlace]),
            ],
        ),
        (
            "Keep water losses from rising above 20%.",
            &[(
                "rising above 20%",
                &[Code::BoundWords, Code::BoundTurned, Code::IndicatorTemplate, Code::RolePlace],
            )],
        ),
        (
            "Each year, train 2,000 workers.",
            &[(
                "2,000 workers",
                &[Code::BoundNone, Code::DenominatorApart, Code::IndicatorObject, Code::RolePlace],
            )],
        ),
        (
            "The share of renewable energy reaches 15% and 40% by 2028 and 2040.",
            &[
                (
                    "reaches 15%",
                    &[Code::BoundNone, Code::IndicatorBefore, Code::RolePlace, Code::HorizonOrdered],
                ),
                ("40%", &[Code::BoundShared, Code::IndicatorList, Code::RolePlace, Code::HorizonOrdered]),
            ],
        ),
        (
            "Build 500 km of roads and 20 bridges by 2030.",
            &[
                ("500 km", &[Code::BoundNone, Code::IndicatorObject, Code::RolePlace, Code::HorizonShared]),
                ("20 bridges", &[Code::BoundNone, Code::IndicatorObject, Code::RolePlace, Code::HorizonOwn]),
            ],
        ),
        (
            "Build 120 stations and repair no fewer than 300.",
            &[
                ("120 stations", &[Code::BoundNone, Code::IndicatorObject, Code::RolePlace]),
                (
                    "no fewer than 300",
                    &[Code::BoundWords, Code::CountedShared, Code::IndicatorObject, Code::RolePlace],
                ),
            ],
        ),
        (
            "Rank among the top 3 in digital skills.",
            &[("top 3", &[Code::BoundNone, Code::IndicatorTopic, Code::RolePlace])],
        ),
        (
            "Complete the plan by June 2026.",
            &[(
                "by June 2026",
                &[Code::BoundNone, Code::IndicatorBefore, Code::RolePlace, Code::HorizonDate],
            )],
        ),
        (
            "Invest EUR 5 million in roads.",
            &[("EUR 5 million", &[Code::BoundNone, Code::IndicatorAfter, Code::RolePlace])],
        ),
        ("Reach 40%.", &[("Reach 40%", &[Code::BoundNone, Code::IndicatorNone, Code::RolePlace])]),
    ];
    for (words, asked) in cases {
        let told = explain(&format!("I. GOALS\n1. {words}\n"), words);
        let codes = |told: &QuantityExplanation| {
            // The kind comes first, always.
            let codes = told.reasons.iter().map(|reason| reason.code);
            (told.quote.clone(), codes.filter(|&code| code != Code::QuantityKind).collect::<Vec<_>>())
        };
        let found: Vec<_> = told.quantities.iter().map(codes).collect();
        let asked: Vec<_> = asked.iter().map(|(quote, codes)| (quote.to_string(), codes.to_vec())).collect();
        assert_eq!(found, asked, "{words}");
        // Each figure shows the words that its template took.
        for figure in &told.quantities {
            let year = figure.quantity.iso8601.is_some();
            let slot = figure.slots.iter().find(|slot| slot.slot == if year { "year" } else { "value" });
            let slot = slot.unwrap_or_else(|| panic!("{}: {:?}", figure.quote, figure.slots));
            assert!(figure.quantity.span.contains(slot.span) && slot.words.contains(char::is_numeric));
            assert_eq!(slot.number.is_some(), !year, "{}", figure.quote);
        }
    }
}

/// A number is told from its first word to its last, whatever keeps it from being a figure.
#[test]
fn numbers_are_told_whole() {
    use ReasonCode as Code;
    let cases: [(&str, &[(&str, Code)]); 5] = [
        ("Serve 1.5e6 homes.", &[("1.5e6", Code::Unreadable)]),
        (
            "Under Resolution No. 57 of 22 December 2024 the 5G network serves 12,34,56 sites.",
            &[
                ("Resolution No. 57", Code::MaskedReference),
                ("22 December 2024", Code::MaskedDate),
                ("5", Code::MaskedName),
                ("12,34,56", Code::Unreadable),
            ],
        ),
        ("For every 10,000 inhabitants there are clinics.", &[("10,000", Code::Denominator)]),
        // `One` is a word that mostly does not count: it is told where it is asked for.
        ("One of the roads is built, the code is 4711 here.", &[("4711", Code::NoTemplate)]),
        ("Reach 80% of homes by 2030.", &[("by 2030", Code::MaskedDate)]),
    ];
    for (words, asked) in cases {
        let text = format!("I. GOALS\n1. {words}\n");
        let told = explain(&text, asked.last().expect("a number").0);
        let found: Vec<_> =
            told.numbers.iter().map(|number| (number.words.as_str(), number.reasons[0].code)).collect();
        assert_eq!(found, asked, "{words}");
        for number in &told.numbers {
            assert_eq!(number.span.of(&text), number.words);
        }
    }
    let text = "I. GOALS\n1. One of the roads is built, the code is 4711 here.\n";
    let at = text.find("One").expect("words of the text");
    let told = Parser::default().explain_span(text, Span::new(at, at + 3)).expect("a place of the text");
    assert_eq!(told.numbers[0].words, "One");
    assert_eq!(told.numbers[0].reasons[0].code, ReasonCode::WeakWord);
}

/// Of the templates that come near, the three that come furthest are told, each once.
#[test]
fn three_templates_come_nearest() {
    let told = explain("I. GOALS\n1. The code is 4711 here.\n", "4711");
    let reasons = &number(&told, "4711").reasons;
    let near: Vec<_> = reasons.iter().filter(|reason| reason.code == ReasonCode::TemplateNear).collect();
    assert_eq!(near.len(), 3, "{reasons:?}");
    let length = |reason: &&clausetree::Reason| reason.span.map_or(0, |span| span.len());
    let ends: Vec<usize> = near.iter().map(|reason| reason.span.map_or(0, |span| span.end())).collect();
    assert!(ends.is_sorted_by(|first, second| first >= second), "{ends:?}");
    let templates: std::collections::BTreeSet<_> =
        near.iter().map(|reason| reason.entries[0].to_string()).collect();
    assert_eq!(templates.len(), 3);
    assert!(near.iter().all(|reason| length(reason) >= 4));
}

/// What comes nearest to reading a number is told with the word at which it stops.
#[test]
fn templates_that_come_near() {
    let file = small_grammar("", &[PERCENT, &template("percent", "la <n> la <unit>")].concat());
    let grammar = clausetree::Grammar::from_toml_named("my.toml", &file).expect("a grammar");
    let parser =
        Parser::builder().grammar(grammar).language("xx".parse().expect("a code")).build().expect("a parser");
    let told = parser.explain("la 5 la lo\n", 3).expect("a place");
    let codes: Vec<ReasonCode> = told.numbers[0].reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, [ReasonCode::NoTemplate, ReasonCode::TemplateNear]);
    let near = &told.numbers[0].reasons[1];
    assert_eq!(near.message, "the template `percent` fits `la 5 la`, and then not `lo`");
    assert_eq!(near.entries[0].to_string(), "my.toml:14");
}

#[test]
fn lines_that_open_nothing_say_why() {
    let text = "III. TASKS\n1. Build roads\nas Article 4. says - and more\n2. Build bridges\n";
    let told = Parser::default()
        .explain_span(text, Span::new(text.find("as").expect("words"), text.find("\n2.").expect("words")))
        .expect("a place");
    assert!(!told.markers.is_empty());
    assert!(told.markers.iter().all(|marker| !marker.chosen
        && marker.reasons.iter().any(|reason| {
            matches!(
                reason.code,
                ReasonCode::MarkerHopeless | ReasonCode::MarkerUnfit | ReasonCode::MarkerOther
            )
        })));
    // A dash between small words speaks for no point, however the numbering goes.
    assert_eq!(marker_code(&told, "-", "bullet"), Some((false, ReasonCode::MarkerHopeless)));
    let furniture = "I. GOALS\n- To reach 80% of all\n- 3 -\n- of the homes\n";
    let told = explain(furniture, "- 3 -");
    assert_eq!(told.pieces[0].reasons[0].code, ReasonCode::LinePageNumber);
}

/// What a template took is told with the line of the grammar that has its words.
#[test]
fn slots_name_their_entries() {
    let told = explain("I. GOALS\n1. Reach at least 80% of homes.\n", "80");
    let slots = &told.quantities[0].slots;
    let classes = |name: &str| {
        let slot = slots.iter().find(|slot| slot.slot == name).unwrap_or_else(|| panic!("{name}: {slots:?}"));
        slot.entries.iter().map(|entry| entry.class.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(classes("bound"), ["bound"]);
    assert_eq!(classes("unit"), ["unit"]);
}

/// The reason why a marker was chosen or not, by its label and how it was read.
fn marker_code(told: &Explanation, label: &str, style: &str) -> Option<(bool, ReasonCode)> {
    let found =
        told.markers.iter().find(|marker| marker.label == label && marker.style.starts_with(style))?;
    found.reasons.last().map(|reason| (found.chosen, reason.code))
}

#[test]
fn markers_say_why() {
    let text =
        "II. TASKS\n1. Roads:\n(h) Pave the first.\n(i) Pave by 2030. 3. Then the third.\n2. Bridges\n";
    let told = explain(text, "Pave by");
    assert_eq!(marker_code(&told, "i", "letter-lower"), Some((true, ReasonCode::MarkerChosen)));
    assert_eq!(marker_code(&told, "i", "roman-lower"), Some((false, ReasonCode::MarkerOther)));
    assert_eq!(marker_code(&told, "3", "arabic"), Some((false, ReasonCode::MarkerUnfit)));
    // Those of other lines are not asked for.
    assert_eq!(marker_code(&told, "h", "letter-lower"), None);
    let other = told.markers.iter().find(|marker| marker.style.starts_with("roman")).expect("read twice");
    let place = other.reasons.last().and_then(|reason| reason.span).expect("where the other stands");
    assert_eq!(place.of(text), "(i)");
}

#[test]
fn markers_of_translations_say_so() {
    let text = "I. MỤC TIÊU\nI. OBJECTIVES\n1. Đến năm 2030, đạt 80% số xã của tỉnh.\n1. By 2030, reach 80% of the communes of the province.\n";
    let code = |words| marker_code(&explain(text, words), "1", "arabic");
    assert_eq!(code("số xã"), Some((true, ReasonCode::MarkerChosen)));
    assert_eq!(code("communes"), Some((true, ReasonCode::MarkerTranslates)));
}

/// A second marker right behind the first is another place, and no other reading of the first.
#[test]
fn markers_that_touch_are_two_places() {
    let told = explain("II. TASKS\n1. 7. Roads\n2. Bridges\n", "1. 7.");
    let (chosen, code) = marker_code(&told, "7", "arabic").expect("read as a number");
    assert!(!chosen && code != ReasonCode::MarkerOther, "{code:?}");
}

/// A text on one line has hundreds of markers; those that are far from the place are not told.
#[test]
fn markers_far_away_are_not_told() {
    let item = |number: usize| {
        format!("{number}. Build roads to the villages of the north. {}", "All of it. ".repeat(30))
    };
    let text: String = std::iter::once("II. TASKS ".to_string()).chain((1..=6).map(item)).collect();
    let labels = |words: &str| {
        let told = explain(&text, words);
        told.markers.iter().map(|marker| marker.label.clone()).collect::<Vec<_>>()
    };
    let near = labels("4. Build");
    assert!(
        near.contains(&"3".to_string()) && near.contains(&"4".to_string()) && near.contains(&"5".to_string()),
        "{near:?}"
    );
    assert!(!near.contains(&"2".to_string()) && !near.contains(&"6".to_string()), "{near:?}");
}

/// All markers of a short line are told, wherever on it the place is.
#[test]
fn markers_of_a_short_line_are_told() {
    let words = "Build roads to the villages of the north. ".repeat(11);
    let text = format!("II. TASKS\n1. {words}2. Mend the bridges.\n3. Build a harbour.\n");
    let told = explain(&text, "Mend");
    let labels: Vec<_> = told.markers.iter().map(|marker| marker.label.as_str()).collect();
    assert_eq!(labels, ["1", "2"]);
}

#[test]
fn places_that_the_text_does_not_have() {
    let parser = Parser::default();
    for (text, offset) in [("", 0), ("abc", 3), ("abc", usize::MAX)] {
        let error = parser.explain(text, offset).expect_err("no such place");
        assert_eq!(error.kind(), ErrorKind::Place, "{text:?} {offset}");
    }
    // The middle of a character is that character.
    let told = parser.explain("Đạt 80%", 1).expect("a place");
    assert_eq!((told.span.start(), told.span.end()), (0, 2));
}

/// A parser for a small grammar with `more` at its end.
fn small(more: &str) -> Parser {
    let keys = "mask = [\"code <digits>\"]\ndate = [\"mu <year>\"]\n";
    parser_of(&small_grammar(keys, &["[vocabulary]\nsort = [\"sor\"]\n", PERCENT, more].concat()))
}

/// The numbers that are told where the whole text is asked for, each with the codes and messages of its reasons.
fn told_numbers(parser: &Parser, text: &str) -> Vec<String> {
    let told = parser.explain_span(text, Span::new(0, text.len())).expect("a place");
    let reason = |reason: &clausetree::Reason| format!("{} {}", reason.code.as_str(), reason.message);
    let number = |number: &NumberExplanation| {
        assert_eq!(number.span.of(text), number.words);
        let reasons: Vec<String> = number.reasons.iter().map(reason).collect();
        format!("{}: {}", number.words, reasons.join("; "))
    };
    told.numbers.iter().map(number).collect()
}

const NONE: &str = "no-template no template fits here";

/// Templates that come furthest are told first, those of the same reach in the order of the file, three of them.
#[test]
fn the_nearest_templates_are_told_in_order() {
    let parser = small(
        &[
            template("short", "<n> na"),
            template("long", "<n> mi na"),
            template("other", "<n> so"),
            template("before", "ka <n> mi so"),
            template("none", "mi <n>"),
        ]
        .concat(),
    );
    let near = |name: &str, words: &str, next: &str| {
        format!("template-near the template `{name}` fits `{words}`, and then not {next}")
    };
    assert_eq!(
        told_numbers(&parser, "la ka 5 mi la."),
        [format!(
            "5: {NONE}; {}; {}; {}",
            near("long", "5 mi", "`la`"),
            near("before", "ka 5 mi", "`la`"),
            near("short", "5", "`mi`")
        )]
    );
    assert_eq!(
        told_numbers(&parser, "la 5"),
        [format!(
            "5: {NONE}; {}; {}; {}",
            near("short", "5", "the end of the text"),
            near("long", "5", "the end of the text"),
            near("other", "5", "the end of the text")
        )]
    );
}

/// A template that comes equally far from several words is told with the most of them.
#[test]
fn the_most_words_of_a_template_are_told() {
    let parser = small(&template("either", "ka? <n> mi so"));
    let told = "template-near the template `either` fits `ka 5 mi`, and then not `la`";
    assert_eq!(told_numbers(&parser, "la ka 5 mi la."), [format!("5: {NONE}; {told}")]);
}

/// A template that comes less far from a nearer word is told with where it comes furthest.
#[test]
fn the_furthest_that_a_template_comes_is_told() {
    let parser = small(&template("either", "(ka ki <n> mi so | ki <n> so)"));
    let told = "template-near the template `either` fits `ka ki 5 mi`, and then not `la`";
    assert_eq!(told_numbers(&parser, "la ka ki 5 mi la."), [format!("5: {NONE}; {told}")]);
}

/// A template is tried from five words before the number on, and not before the clause.
#[test]
fn templates_are_tried_from_five_words_before() {
    let told = |pattern: &str, text: &str| told_numbers(&small(&template("far", pattern)), text);
    let far = |words: &str| {
        format!("5: {NONE}; template-near the template `far` fits `{words}`, and then not `la`")
    };
    assert_eq!(told("ka ki ke ko ku <n> so", "la ka ki ke ko ku 5 la."), [far("ka ki ke ko ku 5")]);
    assert_eq!(told("la ka ki ke ko ku <n> so", "la ka ki ke ko ku 5 la."), [format!("5: {NONE}")]);
    assert_eq!(told("ka ki <n> so", "ka; ki 5 la."), [format!("5: {NONE}")]);
}

/// A template that asks for a word before it says so, with the name of the class; three such are told.
#[test]
fn templates_without_their_subject_are_told() {
    let subject = |name: &str, pattern: &str| format!("{}subject = \"sort\"\n", template(name, pattern));
    let lacks = |name: &str| {
        format!(
            "template-subject the template `{name}` would fit, but no word of `sort` stands before it in the clause (`subject`)"
        )
    };
    let four = ["<n> so", "<n> so na", "<n> so na ne", "<n> so na ne no"];
    let four: String = four.iter().zip('a'..).map(|(p, name)| subject(&name.to_string(), p)).collect();
    let parser = small(&four);
    assert_eq!(
        told_numbers(&parser, "la 5 so na ne no."),
        [format!("5: {NONE}; {}; {}; {}", lacks("a"), lacks("b"), lacks("c"))]
    );
    assert_eq!(told_numbers(&parser, "sor la 5 so na ne no."), [""; 0]);
    // The word stands in another clause.
    assert_eq!(
        told_numbers(&parser, "sor la; 5 so na ne no."),
        [format!("5: {NONE}; {}; {}; {}", lacks("a"), lacks("b"), lacks("c"))]
    );
}

/// What keeps a number from being read is told; numbers of figures are not.
#[test]
fn what_covers_a_number_is_told() {
    let deadline = format!("{}kind = \"deadline\"\nweak = true\n", template("by", "<date>"));
    let parser = small(&[template("percent", "<n> <unit>"), deadline].concat());
    let year = "mu 2030: masked-date `mu 2030` is a date";
    assert_eq!(
        told_numbers(&parser, "la 5% mu 2030, code 7 la B9.5 la C6. 8 la 1,2,3 la."),
        [
            format!(
                "{year}; template-empty the template `by` fits `mu 2030`, but a year that says by when another figure of the clause holds is no deadline of its own"
            ),
            "code 7: masked-pattern `code 7` is no quantity: a `mask` pattern fits".to_string(),
            "9.5: masked-name `9.5` is part of a name".to_string(),
            "6: masked-name `6` is part of a name".to_string(),
            format!("8: {NONE}; template-near the template `percent` fits `8`, and then not `la`"),
            "1,2,3: unreadable no number as X writes them".to_string(),
        ]
    );
    // A number right behind a figure is none of it.
    let near = "template-near the template `percent` fits `7`, and then not `la`";
    assert_eq!(told_numbers(&parser, "la 5% 7 la."), [format!("7: {NONE}; {near}")]);
    // Nor of a date, or of digits that are no number.
    let alone = format!("7: {NONE}; {near}");
    assert_eq!(told_numbers(&parser, "la 5% mu 2030 7 la.").last(), Some(&alone));
    assert_eq!(told_numbers(&parser, "la 1,2,3 7 la.").last(), Some(&alone));
    // Alone in its clause the year is a figure itself.
    assert_eq!(told_numbers(&parser, "la 5%; la mu 2030."), [""; 0]);
}

/// The words of a number in words, and the pattern of a denominator, are named.
#[test]
fn numbers_name_their_entries() {
    let told = explain("I. GOALS\n1. The code is two hundred thousand here.\n", "two");
    let code = number(&told, "two hundred thousand");
    let classes = |reason: &clausetree::Reason| {
        reason.entries.iter().map(|entry| entry.class.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(classes(&code.reasons[0]), "number-word scale scale");
    assert_eq!(code.reading.as_ref().map(|reading| reading.value.to_string()), Some("200000".to_string()));
    let told = explain("I. GOALS\n1. For every 10,000 inhabitants there are 99 in all.\n", "99");
    let inside = &number(&told, "10,000").reasons[0];
    assert_eq!(inside.message, "`For every 10,000 inhabitants` is a denominator");
    assert_eq!(classes(inside), "denominator");
    assert_eq!(number(&told, "99").reasons[0].code, ReasonCode::NoTemplate);
    // Nor is the number that stands right behind it a part of it.
    let told = explain("I. GOALS\n1. For every 10,000 inhabitants 99 in all.\n", "99");
    assert_eq!(number(&told, "99").reasons[0].code, ReasonCode::NoTemplate);
    // A pattern that ends where the date begins has no part in it.
    let by = format!("{}kind = \"deadline\"\n", template("by", "<date>"));
    let told = small(&by).explain("la code 7 mu 2030.", 10).expect("a place");
    let year = told.quantities[0].slots.iter().find(|slot| slot.slot == "year").expect("the year");
    assert_eq!(year.entries.iter().map(|entry| entry.class.as_str()).collect::<Vec<_>>(), ["date"]);
}

/// Only the clauses of the place are told.
#[test]
fn numbers_of_other_clauses_are_not_told() {
    let text = "I. GOALS\n1. The code is 4711 here; the other is 4712 there; the last is 4713 there.\n";
    let told = explain(text, "4712");
    assert_eq!(told.numbers.iter().map(|number| number.words.as_str()).collect::<Vec<_>>(), ["4712"]);
    let text = "I. GOALS\n1. Reach 80% of homes; cut 5% of waste; plant 30 ha of wood.\n";
    let told = explain(text, "waste");
    assert_eq!(told.quantities.iter().map(|told| told.quote.as_str()).collect::<Vec<_>>(), ["5% of waste"]);
}

/// Messages of a figure name the words that decided.
#[test]
fn figures_name_the_words_that_decided() {
    let cases: [(&str, &str, &[&str]); 7] = [
        (
            "Forecast accuracy shall be at least 0.85.",
            "at least 0.85",
            &[
                "`index`: a fraction of nothing that is named counts nothing",
                "`at least` says `ge`",
                "`Forecast accuracy` stands before the value",
                "`shall` commits to it",
            ],
        ),
        (
            "Losses must not exceed 12% by 2030 and 10% by 2035.",
            "not exceed 12%",
            &[
                "`percent`: the unit `%` is of that kind",
                "`exceed` says `le`, turned round",
                "the template turns the bound round (`negated = true`)",
                "`Losses` stands before the value",
                "`must` commits to it",
                "2030: `by 2030` beside it says so",
            ],
        ),
        (
            "Train 2,000 workers, at least 40% of whom women.",
            "at least 40%",
            &[
                "`percent`: the unit `%` is of that kind",
                "`at least` says `ge`",
                "`women` follows the value",
                "it is a share of what the figure before it measures",
                "`target`: no word around it says otherwise, so its place in the document decides",
            ],
        ),
        (
            "Each year, train 2,000 workers.",
            "2,000 workers",
            &[
                "`count`: the template `count` says so",
                "`eq`: no bound words",
                "`Each year` before it is its denominator",
                "`workers` is what is counted, or the base of the share",
                "`target`: no word around it says otherwise, so its place in the document decides",
            ],
        ),
        (
            "Waste falls from 60 to 40 tonnes.",
            "60",
            &[
                "`measure`: the unit `tonnes` is of that kind",
                "`eq`: no bound words",
                "`Waste` stands before the value",
                "`context`: the template says so",
            ],
        ),
        (
            "Build 400 to 500 homes.",
            "400 to 500 homes",
            &[
                "`count`: the template `count` says so",
                "`range`: two numbers are its ends",
                "`homes` is what is counted, or the base of the share",
                "`target`: no word around it says otherwise, so its place in the document decides",
            ],
        ),
        (
            "Output is to be 80 tonnes, against 60 tonnes at present.",
            "60 tonnes",
            &[
                "`measure`: the unit `tonnes` is of that kind",
                "`eq`: no bound words",
                "no words around it say what is measured: see `stop`, `lead` and `trail` in the grammar",
                "`against` says that it is only compared with",
            ],
        ),
    ];
    for (words, quote, asked) in cases {
        let told = explain(&format!("I. GOALS\n1. {words}\n"), words);
        let figure = told.quantities.iter().find(|told| told.quote == quote);
        let figure = figure.unwrap_or_else(|| panic!("{quote} is not told: {:?}", told.quantities));
        let messages: Vec<&str> = figure.reasons.iter().map(|reason| reason.message.as_str()).collect();
        assert_eq!(messages, asked, "{words}");
    }
}

/// Every slot of a figure: its words, the number that was read, the classes of its entries.
#[test]
fn slots_are_told() {
    let cases: [(&str, &str, &[&str]); 6] = [
        (
            "Reach at least 80% of homes.",
            "percent",
            &["bound `at least` [bound]", "value `80` 80 []", "unit `%` [unit]", "of `homes` []"],
        ),
        (
            "Two thirds of schools are linked.",
            "fraction",
            &["numerator `Two` 2 [number-word]", "denominator `thirds` [fraction]", "of `schools` []"],
        ),
        (
            "3 in every 4 homes are linked.",
            "out-of",
            &["numerator `3` 3 []", "denominator `4` 4 []", "of `homes` []"],
        ),
        (
            "Ship 5 million to six million tonnes.",
            "measure",
            &[
                "value `5 million` 5000000 [scale]",
                "to `six million` 6000000 [number-word scale]",
                "unit `tonnes` [unit]",
            ],
        ),
        ("Report every six months.", "recurrence", &["value `six` 6 [number-word]", "unit `months` [unit]"]),
        ("Open the port by June 2030.", "deadline-latest", &["year `June 2030` [date]"]),
    ];
    for (words, template, asked) in cases {
        let told = explain(&format!("I. GOALS\n1. {words}\n"), words);
        let figure = &told.quantities[0];
        assert_eq!(
            figure.template.as_ref().map(|template| template.name.as_str()),
            Some(template),
            "{words}"
        );
        let slot = |slot: &clausetree::SlotExplanation| {
            let number = slot.number.as_ref().map_or(String::new(), |number| format!("{} ", number.value));
            let classes: Vec<&str> = slot.entries.iter().map(|entry| entry.class.as_str()).collect();
            format!("{} `{}` {number}[{}]", slot.slot, slot.words, classes.join(" "))
        };
        assert_eq!(figure.slots.iter().map(slot).collect::<Vec<_>>(), asked, "{words}");
    }
}

/// What a template says by itself is told as it stands in the file.
#[test]
fn templates_are_told() {
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("Double the output.", &[("change", "increase"), ("kind", "multiple"), ("value", "2")]),
        ("Losses must not exceed 12%.", &[("negated", "true")]),
        ("Train 2,000 workers.", &[("kind", "count"), ("weak", "true")]),
        ("Two thirds of schools are linked.", &[("kind", "percent"), ("unit", "percent")]),
    ];
    for (words, asked) in cases {
        let told = explain(&format!("I. GOALS\n1. {words}\n"), words);
        let template = told.quantities[0].template.as_ref().expect("a template");
        let sets = template.sets.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        assert_eq!(sets.collect::<Vec<_>>(), asked, "{words}");
        assert_eq!(template.pattern.class, "template", "{words}");
    }
    let told = explain("I. GOALS\n1. Cut the price from 60 to 40 euros and the rate by 60-40%.\n", "Cut");
    let role = told.quantities[0].template.as_ref().and_then(|template| template.sets.get("role").cloned());
    assert_eq!(role.as_deref(), Some("context"));
    let message = "the second number is below the first, so it alone is meant";
    assert!(told.quantities[2].reasons.iter().any(|reason| reason.message == message), "{told:?}");
}

/// A figure of a table says its cell, its row and its column in place of the words around it.
#[test]
fn cells_say_why() {
    use ReasonCode as Code;
    let text = "I. MỤC TIÊU\n\n| Chỉ tiêu | Đơn vị | Thực hiện 2025 | Mục tiêu 2030 |\n|---|---|---|---|\n\
                | Tỉ lệ hộ nghèo | % | 5 | dưới 2 |\n| Số xã | | 7 | 12 |\n\n\
                | Nhiệm vụ | Thời hạn |\n|---|---|\n| Làm đường | 31/12/2030 |\n";
    let told = Parser::default().explain_span(text, Span::new(0, text.len())).expect("the text");
    assert!(told.numbers.iter().all(|number| !["5", "2", "7", "12"].contains(&number.words.as_str())));
    let (row, column) = (Code::IndicatorRow, Code::Column);
    let around = [row, Code::RolePlace, Code::HorizonAbove, column];
    let asked: [(&str, &str, &[Code]); 5] = [
        ("5", "Tỉ lệ hộ nghèo", &[Code::QuantityKind, Code::BoundNone]),
        ("dưới 2", "Tỉ lệ hộ nghèo", &[Code::QuantityKind, Code::BoundWords]),
        ("7", "Số xã", &[Code::Cell]),
        ("12", "Số xã", &[Code::Cell]),
        ("31/12/2030", "Làm đường", &[Code::Cell]),
    ];
    assert_eq!(told.quantities.len(), asked.len());
    for (figure, (quote, name, first)) in told.quantities.iter().zip(asked) {
        let codes: Vec<Code> = figure.reasons.iter().map(|reason| reason.code).collect();
        // A date says its year itself.
        let date = figure.quantity.iso8601.is_some();
        let around = around.iter().copied().filter(|&code| !date || code != Code::HorizonAbove);
        assert_eq!(codes, first.iter().copied().chain(around).collect::<Vec<_>>(), "{quote}");
        assert_eq!(figure.quote, quote);
        let named = figure.reasons.iter().find(|reason| reason.code == row).expect("the row");
        assert_eq!(named.message, format!("the row is named `{name}`"));
        assert_eq!(figure.template.is_some(), first.len() == 2, "{quote}");
    }
    let date = &told.quantities[4].reasons[0];
    assert_eq!(date.entries.iter().map(|entry| entry.class.as_str()).collect::<Vec<_>>(), ["date"]);
}
