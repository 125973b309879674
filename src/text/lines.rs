use super::Span;

/// A place in a text for people: both numbers count from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (not bytes, not display width), from 1.
    pub column: usize,
}

/// Finds line and column of a byte offset; made on demand, since spans count bytes only.
///
/// ```
/// let lines = clausetree::LineIndex::new("một\nhai");
/// let at = lines.line_column("một\nhai", 7);
/// assert_eq!((at.line, at.column), (2, 2));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Notes where the lines of `text` start; `\n`, `\r\n` and a lone `\r` end a line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, &byte)| {
            byte == b'\n' || (byte == b'\r' && bytes.get(at + 1).is_none_or(|&next| next != b'\n'))
        });
        Self { starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// The bytes of a line, its end included; `None` for a line that the text does not have. Lines count from 1.
    ///
    /// ```
    /// let lines = clausetree::LineIndex::new("một\nhai\n");
    /// assert_eq!(lines.span("một\nhai\n", 2).map(|line| line.of("một\nhai\n")), Some("hai\n"));
    /// assert_eq!(lines.span("một\nhai\n", 3), None);
    /// ```
    #[must_use]
    pub fn span(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        (start < end).then(|| Span::new(start, end))
    }

    /// Line and column of `offset`; an offset past the end or inside a character is moved back to a boundary.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        LineColumn { line, column: text.get(start..offset).unwrap_or_default().chars().count() + 1 }
    }
}
