//! The encodings by name.

use std::fmt;
use std::str::FromStr;

/// How the characters of a file are written as bytes.
///
/// ```
/// use clausetree::Encoding;
/// assert_eq!("CP1258".parse::<Encoding>()?, Encoding::Windows1258);
/// assert_eq!("abc".parse::<Encoding>()?.to_string(), "tcvn3");
/// assert!("cp437".parse::<Encoding>().is_err());
/// # Ok::<(), clausetree::ParseEncodingError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Western European.
    Windows1252,
    /// Vietnamese, with tone marks as bytes of their own.
    Windows1258,
    /// Cyrillic.
    Windows1251,
    /// Chinese; GBK and GB 2312 are parts of it.
    Gb18030,
    /// Chinese in traditional characters, with the extensions of Hong Kong.
    Big5,
    /// Vietnamese of the ABC fonts (`.VnTime`): TCVN 5712:1993, third table.
    Tcvn3,
    /// Vietnamese of the VNI fonts for Windows.
    Vni,
    /// UTF-8 whose characters are those that the bytes of [`Tcvn3`](Self::Tcvn3) are in windows-1252: `Qu¸n triÖt`.
    Utf8Tcvn3,
    /// UTF-8 whose characters are those that the bytes of [`Vni`](Self::Vni) are in windows-1252: `Quaùn trieät`.
    Utf8Vni,
}

/// Every encoding with its names, that which is printed first; in lower case.
const NAMES: [(Encoding, &[&str]); 12] = [
    (Encoding::Utf8, &["utf-8", "utf8"]),
    (Encoding::Utf16Le, &["utf-16le", "utf16le", "utf-16", "utf16"]),
    (Encoding::Utf16Be, &["utf-16be", "utf16be"]),
    (Encoding::Windows1252, &["windows-1252", "cp1252", "latin1", "latin-1", "iso-8859-1"]),
    (Encoding::Windows1258, &["windows-1258", "cp1258"]),
    (Encoding::Windows1251, &["windows-1251", "cp1251"]),
    (Encoding::Gb18030, &["gb18030", "gbk", "gb2312", "cp936", "euc-cn"]),
    (Encoding::Big5, &["big5", "big5-hkscs", "cp950"]),
    (Encoding::Tcvn3, &["tcvn3", "abc", "tcvn", "tcvn-5712"]),
    (Encoding::Vni, &["vni", "vni-win", "vni-windows"]),
    (Encoding::Utf8Tcvn3, &["utf-8+tcvn3", "utf8+tcvn3"]),
    (Encoding::Utf8Vni, &["utf-8+vni", "utf8+vni"]),
];

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 12] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Windows1258,
        Self::Windows1251,
        Self::Gb18030,
        Self::Big5,
        Self::Tcvn3,
        Self::Vni,
        Self::Utf8Tcvn3,
        Self::Utf8Vni,
    ];

    /// The name as it is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// All names that [`FromStr`] takes, in lower case, that which is printed first.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        NAMES.iter().find(|(encoding, _)| *encoding == self).map_or(&[], |(_, names)| names)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text was no name of an encoding that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseEncodingError;

impl fmt::Display for ParseEncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of ")?;
        for (index, encoding) in Encoding::ALL.into_iter().enumerate() {
            write!(f, "{}{encoding}", if index > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ParseEncodingError {}

impl FromStr for Encoding {
    type Err = ParseEncodingError;

    /// Case does not matter, and `_` is as good as `-`.
    fn from_str(text: &str) -> Result<Self, ParseEncodingError> {
        let name = text.trim().to_ascii_lowercase().replace('_', "-");
        let found = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
        found.map(|&(encoding, _)| encoding).ok_or(ParseEncodingError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back() {
        for encoding in Encoding::ALL {
            assert!(!encoding.names().is_empty(), "{encoding:?} has no name");
            for name in encoding.names() {
                assert_eq!(name.to_uppercase().parse(), Ok(encoding), "{name}");
            }
        }
        let all: Vec<&str> = Encoding::ALL.iter().flat_map(|encoding| encoding.names()).copied().collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len(), "a name stands twice");
    }
}
