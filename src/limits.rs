//! Bounds on what one parse may use, each with its reason.

/// Bounds on what one parse may use. Over `input_bytes` is an error; the others end in a diagnostic and a tree.
///
/// ```
/// let limits = clausetree::Limits { depth: 8, ..clausetree::Limits::default() };
/// let parser = clausetree::Parser::builder().limits(limits).build()?;
/// # Ok::<(), clausetree::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest input, in bytes. Spans count in 32 bits, so values over 4 GiB are cut to that.
    pub input_bytes: usize,
    /// Deepest nesting of nodes, 1 or more; deeper text stays in the last level.
    pub depth: usize,
    /// Most diagnostics kept; the rest are only counted.
    pub diagnostics: usize,
}

impl Limits {
    /// 64 MiB: a thousand times the longest resolution seen, and a tree that still fits a small machine.
    pub const INPUT_BYTES: usize = 64 << 20;
    /// 48: serde_json reads back at most 128 levels, and a node takes two (the object and its list of children).
    pub const DEPTH: usize = 48;
    /// 1000: more than anybody reads; a hostile text could earn one for every byte.
    pub const DIAGNOSTICS: usize = 1000;
}

impl Default for Limits {
    fn default() -> Self {
        Self { input_bytes: Self::INPUT_BYTES, depth: Self::DEPTH, diagnostics: Self::DIAGNOSTICS }
    }
}
