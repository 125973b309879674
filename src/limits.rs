//! Bounds on what one parse may use, each with its reason.

/// Bounds on what one parse may use. Over `input_bytes` is an error; the others end in a diagnostic and a tree that
/// holds all words.
///
/// ```
/// let limits = clausetree::Limits::default().depth(8).nodes(10_000);
/// let parser = clausetree::Parser::builder().limits(limits).build()?;
/// assert_eq!(limits.depth, 8);
/// # Ok::<(), clausetree::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Longest input, in bytes. Spans count in 32 bits, so values over 4 GiB are cut to that.
    pub input_bytes: usize,
    /// Deepest nesting of nodes, 1 or more; deeper text stays in the last level.
    pub depth: usize,
    /// Most nodes that are read from the text, 1 or more; the words after them stay in the last one. Sections that the
    /// tree puts over items without one are not counted.
    pub nodes: usize,
    /// Most diagnostics kept; the rest are only counted.
    pub diagnostics: usize,
}

impl Limits {
    /// 64 MiB: a thousand times the longest resolution seen, and a tree that still fits a small machine.
    pub const INPUT_BYTES: usize = 64 << 20;
    /// 48: serde_json reads back at most 128 levels, and a node takes two (the object and its list of children).
    pub const DEPTH: usize = 48;
    /// 1048576: twice what ordinary text of 64 MiB has, while a hostile text (`a`, a line end, `a`, …) could earn one
    /// for every two bytes, and each takes some 400 bytes of memory.
    pub const NODES: usize = 1 << 20;
    /// 1000: more than anybody reads; a hostile text could earn one for every byte.
    pub const DIAGNOSTICS: usize = 1000;

    /// Sets [`input_bytes`](Self::input_bytes).
    #[must_use]
    pub const fn input_bytes(self, input_bytes: usize) -> Self {
        Self { input_bytes, ..self }
    }

    /// Sets [`depth`](Self::depth).
    #[must_use]
    pub const fn depth(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    /// Sets [`nodes`](Self::nodes).
    #[must_use]
    pub const fn nodes(self, nodes: usize) -> Self {
        Self { nodes, ..self }
    }

    /// Sets [`diagnostics`](Self::diagnostics).
    #[must_use]
    pub const fn diagnostics(self, diagnostics: usize) -> Self {
        Self { diagnostics, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: Self::INPUT_BYTES,
            depth: Self::DEPTH,
            nodes: Self::NODES,
            diagnostics: Self::DIAGNOSTICS,
        }
    }
}
