//! A compact outline of every fixture document, with its targets and diagnostics. Read each line before accepting it.

use crate::support;

#[test]
fn fixtures() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        let parser = support::parser();
        for (name, text) in support::fixtures() {
            let parsed = parser.parse(&text).expect("text never fails");
            insta::assert_snapshot!(name.replace('/', "-"), support::compact(&parsed, &text));
        }
    });
}
