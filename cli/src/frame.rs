//! What stands around the results of the texts: the head of a table, the brackets of a list.

use std::io::Write;

/// Puts the results of any number of texts together to one output.
#[derive(Debug)]
pub(crate) enum Frame {
    /// Each stands for itself.
    Lines,
    /// Each is rows under one head.
    Table { head: Vec<u8> },
    /// Each is elements of one list of JSON.
    List,
}

/// An output under way.
#[derive(Debug)]
pub(crate) struct Framed<W> {
    frame: Frame,
    out: W,
    begun: bool,
    /// An element stands before the next one.
    filled: bool,
}

impl<W: Write> Framed<W> {
    pub(crate) fn new(frame: Frame, out: W) -> Self {
        Self { frame, out, begun: false, filled: false }
    }

    /// Writes the result of a text.
    pub(crate) fn write(&mut self, result: &[u8]) -> std::io::Result<()> {
        self.begin()?;
        if matches!(self.frame, Frame::List) && !result.is_empty() {
            if self.filled {
                self.out.write_all(b",")?;
            }
            self.filled = true;
        }
        self.out.write_all(result)
    }

    /// Writes what stands before the first result.
    fn begin(&mut self) -> std::io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        match &self.frame {
            Frame::Lines => Ok(()),
            Frame::Table { head } => self.out.write_all(head),
            Frame::List => self.out.write_all(b"["),
        }
    }

    /// Writes what stands after the last result. Where no text could be read (`failed`) there is no output.
    pub(crate) fn end(&mut self, failed: bool) -> std::io::Result<()> {
        if failed && !self.begun {
            return Ok(());
        }
        self.begin()?;
        if matches!(self.frame, Frame::List) {
            self.out.write_all(if self.filled { b"\n]\n" } else { b"]\n" })?;
        }
        self.out.flush()
    }
}
