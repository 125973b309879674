use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A language by its BCP 47 code, such as `vi`, `en`, `zh-Hant`; at most eight characters.
///
/// ```
/// use clausetree::Language;
/// assert_eq!("vi".parse::<Language>()?, Language::VI);
/// # Ok::<(), clausetree::ParseLanguageError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 8]);

impl Language {
    /// Vietnamese.
    pub const VI: Self = Self(*b"vi\0\0\0\0\0\0");
    /// English.
    pub const EN: Self = Self(*b"en\0\0\0\0\0\0");
    /// Chinese.
    pub const ZH: Self = Self(*b"zh\0\0\0\0\0\0");
    /// Russian.
    pub const RU: Self = Self(*b"ru\0\0\0\0\0\0");
    /// A text in no language that the parser has a grammar for (`und`, "undetermined").
    pub const UND: Self = Self(*b"und\0\0\0\0\0");

    /// The language without script or region: `vi` of `vi-VN`.
    #[must_use]
    pub fn primary(&self) -> Self {
        let mut code = [0; 8];
        for (place, byte) in code.iter_mut().zip(self.0.iter().take_while(|&&byte| byte != b'-')) {
            *place = *byte;
        }
        Self(code)
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        self.0.get(..end).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or("und")
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.as_str())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text was no language code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseLanguageError;

impl fmt::Display for ParseLanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a language code of two to eight letters, digits and `-`, such as `vi`")
    }
}

impl std::error::Error for ParseLanguageError {}

impl FromStr for Language {
    type Err = ParseLanguageError;

    fn from_str(text: &str) -> Result<Self, ParseLanguageError> {
        let mut code = [0; 8];
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        match code.get_mut(..text.len()) {
            Some(place) if plain && text.len() >= 2 => {
                place.copy_from_slice(text.as_bytes());
                // Codes are the same in either case; the language itself is written small.
                place
                    .iter_mut()
                    .take_while(|byte| **byte != b'-')
                    .for_each(|byte| byte.make_ascii_lowercase());
            }
            _ => return Err(ParseLanguageError),
        }
        Ok(Self(code))
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
