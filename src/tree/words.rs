//! Strings for fields that most values do not have, or that many values share.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Words of a quantity that most quantities do not have: one word of room where they are missing.
///
/// They are read like a `str`, and borrowed from the text where they stand there as they are.
///
/// ```
/// let found = clausetree::quantities("đạt 80% số hộ", clausetree::Language::VI)?;
/// assert_eq!(found[0].of.as_deref(), Some("số hộ"));
/// # Ok::<(), clausetree::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Words<'a>(Box<Cow<'a, str>>);

impl Words<'_> {
    /// The same words, free of the text they were read from.
    #[must_use]
    pub fn into_owned(self) -> Words<'static> {
        Words(Box::new(Cow::Owned(self.0.into_owned())))
    }
}

impl<'a> From<Cow<'a, str>> for Words<'a> {
    fn from(words: Cow<'a, str>) -> Self {
        Self(Box::new(words))
    }
}

impl From<String> for Words<'_> {
    fn from(words: String) -> Self {
        Cow::<str>::Owned(words).into()
    }
}

/// A name that the grammar gives: of a unit, or of a kind of document. It is kept once, however often it is said.
///
/// It is read like a `str`.
///
/// ```
/// let found = clausetree::quantities("đạt 80%", clausetree::Language::VI)?;
/// assert_eq!(found[0].unit.as_deref(), Some("percent"));
/// # Ok::<(), clausetree::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

macro_rules! like_str {
    ($name:ident $(<$lifetime:lifetime>)?) => {
        impl Deref for $name $(<$lifetime>)? {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name $(<$lifetime>)? {
            fn as_ref(&self) -> &str {
                self
            }
        }

        impl PartialEq<str> for $name $(<$lifetime>)? {
            fn eq(&self, other: &str) -> bool {
                **self == *other
            }
        }

        impl PartialEq<&str> for $name $(<$lifetime>)? {
            fn eq(&self, other: &&str) -> bool {
                **self == **other
            }
        }

        impl fmt::Debug for $name $(<$lifetime>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }

        impl fmt::Display for $name $(<$lifetime>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&**self, f)
            }
        }

        impl Serialize for $name $(<$lifetime>)? {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self)
            }
        }
    };
}

like_str!(Words<'_>);
like_str!(Name);

impl<'de> Deserialize<'de> for Words<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Into::into)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer).map(|name| Self::from(&*name))
    }
}
