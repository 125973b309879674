//! The real renditions, where they are at hand.

use crate::{laws, support};

#[test]
fn the_corpus_obeys_the_laws() {
    let Some(folder) = support::corpus() else {
        println!("skipped: no corpus; set CLAUSETREE_CORPUS to its folder");
        return;
    };
    let texts = support::texts(&folder);
    assert!(!texts.is_empty(), "{} holds no text", folder.display());
    for path in texts {
        let text = std::fs::read_to_string(&path).expect("a text in UTF-8");
        let name = path.display().to_string();
        laws::check(&name, &text);
        let parsed = clausetree::parse(&text).expect("text never fails");
        laws::sections_alone_say_the_same(&name, &text, &parsed, clausetree::Parser::builder());
    }
}
