//! Inputs that once broke a fuzz target, each a file in `fixtures/regressions/TARGET/`.

use crate::{fuzzing, support};
use std::panic;

#[test]
fn what_once_broke() {
    let folder = support::root().join("fixtures/regressions");
    let mut count = 0;
    let mut broken = Vec::new();
    for target in std::fs::read_dir(&folder).expect("the regressions") {
        let target = target.expect("a folder entry").path();
        if !target.is_dir() {
            continue;
        }
        let name = target.file_name().expect("a name").to_string_lossy().into_owned();
        let (_, run) = fuzzing::TARGETS
            .into_iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("{} is named after no fuzz target", target.display()));
        for file in std::fs::read_dir(&target).expect("a folder") {
            let path = file.expect("a folder entry").path();
            let data = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            count += 1;
            if panic::catch_unwind(|| run(&data)).is_err() {
                broken.push(path.display().to_string());
            }
        }
    }
    assert!(count > 0, "{} holds no input", folder.display());
    assert!(broken.is_empty(), "these break again:\n{}", broken.join("\n"));
}
