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
