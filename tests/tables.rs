//! Tables of rows with answers; apart from `support`, which the fuzzers and benches include without `toml`.

use crate::support::root;

/// A table below `fixtures/`.
pub(crate) fn table<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = root().join("fixtures").join(name);
    let file = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
