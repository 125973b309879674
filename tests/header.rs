//! The head of a document: what is read from it when no other line says the same.

/// A Chinese masthead alone names the issuer: neither title nor signature does.
#[test]
fn the_issuer_of_a_masthead() {
    let text = "海坪省人民政府文件\n海政发〔2026〕12号\n\n关于推进乡村供水的决定\n\n一、主要目标\n1. 到2030年，农村自来水普及率达到95%以上。\n2. 新建水厂12座。\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    let header = &parsed.resolution().header;
    assert_eq!(header.issuer.as_deref(), Some("海坪省人民政府"));
    assert_eq!(header.number.as_deref(), Some("海政发〔2026〕12号"));
    assert_eq!(header.title.as_deref(), Some("关于推进乡村供水的决定"));
}

/// `И` is the ninth letter, and "and": a heading goes on with it.
#[test]
fn a_heading_of_two_words_is_no_numbered_one() {
    let text = "ПОСТАНОВЛЕНИЕ\nО развитии края\n\nЦЕЛЬ И ЗАДАЧИ\n\n1. Построить не менее 20 школ края к 2030 году.\n\n\
                МЕРОПРИЯТИЯ\n\n1. Отремонтировать дороги края.\n";
    let parsed = clausetree::parse(text).expect("text never fails");
    let first = &parsed.resolution().sections[0];
    assert_eq!(first.label, None);
    assert_eq!(first.content(), "ЦЕЛЬ И ЗАДАЧИ");
}
