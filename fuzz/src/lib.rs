//! The fuzz targets' way to the code of the tests: the laws stand in one place.

// The test modules hold more than the targets use.
#[allow(dead_code, unused_imports)]
#[path = "../../tests/fuzzing.rs"]
mod fuzzing;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/laws.rs"]
mod laws;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/support.rs"]
mod support;

/// Runs a target on an input; panics where something does not hold.
pub fn run(target: &str, data: &[u8]) {
    let (_, run) = fuzzing::TARGETS.into_iter().find(|(name, _)| *name == target).expect("a known target");
    run(data);
}

/// The text that an input of `text` or `quantities` stands for.
pub fn expand(data: &[u8]) -> String {
    fuzzing::expand(data)
}
