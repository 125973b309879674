//! The way in for bytes.

use crate::encoding::{self, Decoded, Encoding};
use crate::error::Error;
use crate::parser::Parser;

/// Finds the encoding of some bytes from their words, with the built-in grammars, and gives their text.
///
/// With `encoding` nothing is found out: the bytes are read in that one, whatever they are.
///
/// # Errors
///
/// Those of [`Parser::decode`].
///
/// ```
/// use clausetree::{Certainty, Encoding};
/// let decoded = clausetree::decode("Mục tiêu".as_bytes(), None)?;
/// assert_eq!((decoded.encoding(), decoded.certainty()), (Encoding::Utf8, Certainty::Certain));
/// # Ok::<(), clausetree::Error>(())
/// ```
pub fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded<'_>, Error> {
    Parser::default().decode(bytes, encoding)
}

impl Parser {
    /// Finds the encoding of some bytes from the words that its grammars know, and gives their text; a language that
    /// was set leaves only the words of that one.
    ///
    /// With `encoding` nothing is found out: the bytes are read in that one, whatever they are. Two things go before
    /// it: a byte order mark says which UTF-16 it is, and a font encoding that was stored as UTF-8 is
    /// [`Encoding::Utf8Tcvn3`] or [`Encoding::Utf8Vni`].
    ///
    /// Bytes that are no characters never make it fail, once there is an encoding: they are
    /// [`diagnostics`](Decoded::diagnostics), at most [`Limits::diagnostics`](crate::Limits::diagnostics) of them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) for bytes in no known encoding, such as a picture, or where
    /// no word speaks for any; its message has the first byte that is not UTF-8 and its offset.
    /// [`ErrorKind::InputTooLong`](crate::ErrorKind::InputTooLong); the limit holds for the text as well, which can be
    /// three times as long as its bytes.
    ///
    /// ```
    /// use clausetree::{Encoding, ErrorKind, Parser};
    /// let parser = Parser::default();
    /// let told = parser.decode(b"\x89PNG\r\n\x1A\n\0\0\0\x0D\xFF\xFE", None).unwrap_err();
    /// assert_eq!(told.kind(), ErrorKind::Encoding);
    /// let decoded = parser.decode(b"30% \xE3 GDP", Some(Encoding::Windows1251))?;
    /// assert_eq!(decoded.text(), "30% г GDP");
    /// # Ok::<(), clausetree::Error>(())
    /// ```
    pub fn decode<'a>(&self, bytes: &'a [u8], encoding: Option<Encoding>) -> Result<Decoded<'a>, Error> {
        self.check_length(bytes.len())?;
        encoding::decode(bytes, encoding, &self.candidates(), self.limits().diagnostics)
    }
}
