//! Whose money a bare sign is: that of the country that the head of a document names.

use clausetree::Parser;

/// The units of the figures of a plan, under a head.
fn units(head: &str, sums: &str) -> Vec<String> {
    let text = format!("{head}\n\n{sums}\n");
    let parsed = Parser::default().parse(&text).expect("text never fails");
    let figures = parsed.resolution().quantities().map(|found| found.quantity);
    figures.filter_map(|figure| figure.unit.as_ref().map(ToString::to_string)).collect()
}

const DOLLARS: &str = "1. Objectives\n\n1.1. Spend at least $40 million on buses by 2030.\n\n1.2. Raise US$5 million from \
                       partners and 3 million dollars from towns by 2031.";

#[test]
fn dollars_are_those_of_the_country() {
    let plan = |issuer: &str| units(&format!("{issuer}\n\nNATIONAL PLAN FOR RURAL TRANSIT"), DOLLARS);
    assert_eq!(plan("GOVERNMENT OF CANADA"), ["CAD", "USD", "CAD"]);
    assert_eq!(plan("GOVERNMENT OF NEW ZEALAND"), ["NZD", "USD", "NZD"]);
    assert_eq!(plan("GOVERNMENT OF EASTMOOR"), ["USD", "USD", "USD"]);
}

#[test]
fn a_head_with_two_countries_tells_nothing() {
    let head = "GOVERNMENT OF CANADA\n\nPLAN FOR TRADE WITH AUSTRALIA";
    assert_eq!(units(head, DOLLARS), ["USD", "USD", "USD"]);
}

/// A country in the text is whoever is spoken of there.
#[test]
fn words_below_the_head_tell_nothing() {
    let sums = "1. Objectives\n\n1.1. Sell goods for $40 million a year to Canada by 2030.";
    assert_eq!(units("GOVERNMENT OF EASTMOOR\n\nTRADE PLAN", sums), ["USD"]);
}

#[test]
fn yuan_and_dollars_in_chinese() {
    let sums = "一、主要目标\n\n1. 到2030年，投入不少于4亿元。\n2. 到2030年，人民币5亿元用于贷款。";
    assert_eq!(units("香港特别行政区政府\n\n体育发展计划", sums), ["HKD", "CNY"]);
    assert_eq!(units("海川省人民政府\n\n体育发展规划", sums), ["CNY", "CNY"]);
    let sums = "一、主要目標\n\n1. 到2030年，投入不少於4億元。";
    assert_eq!(units("臺北市政府\n\n運動發展計畫", sums), ["TWD"]);
}

/// Each language lists other currencies: what the head says in one holds for both.
#[test]
fn two_languages() {
    let sums = "一、主要目标\n\n1. 到2030年，投入不少于4亿元用于渔港建设。\n\nBy 2030, spend at least $400 million on building harbours.";
    assert_eq!(units("香港特别行政区政府\n\n渔港发展计划", sums), ["HKD", "HKD"]);
}

#[test]
fn roubles_of_two_countries() {
    let sums =
        "I. Цели\n\n1. Направить не менее 4 млн рублей к 2030 году.\n2. Привлечь 5 млн российских рублей.";
    assert_eq!(units("СОВЕТ МИНИСТРОВ РЕСПУБЛИКИ БЕЛАРУСЬ\n\nПРОГРАММА ДОРОГ", sums), ["BYN", "RUB"]);
    assert_eq!(units("ПРАВИТЕЛЬСТВО ЛУГОВСКОГО КРАЯ\n\nПРОГРАММА ДОРОГ", sums), ["RUB", "RUB"]);
}

/// The head of a column says in what the figures below it are.
#[test]
fn sums_in_tables() {
    let sums = "1. Objectives\n\nIndicator\tUnit\t2029\t2030\nSpent on buses\t$ million\t12\t40";
    assert_eq!(units("GOVERNMENT OF CANADA\n\nTRANSIT PLAN", sums), ["CAD", "CAD"]);
    assert_eq!(units("GOVERNMENT OF EASTMOOR\n\nTRANSIT PLAN", sums), ["USD", "USD"]);
}

#[test]
fn it_is_explained() {
    let text = format!("GOVERNMENT OF CANADA\n\nTRANSIT PLAN\n\n{DOLLARS}\n");
    let at = text.find("$40").expect("the sum");
    let told = Parser::default().explain(&text, at).expect("a place in the text");
    assert!(format!("{told:?}").contains("names a country where it is CAD"), "{told:#?}");
}
