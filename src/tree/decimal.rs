use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An exact decimal value, never a float: at most 28 digits, of which any number may follow the point.
///
/// It is written and read as a plain string (`"0.7"`, `"1000000000"`), without trailing zeros, so that no reader
/// of the JSON rounds it by accident.
///
/// ```
/// let value: clausetree::Decimal = "0.70".parse()?;
/// assert_eq!(value.to_string(), "0.7");
/// assert!("7e2".parse::<clausetree::Decimal>().is_err());
/// # Ok::<(), clausetree::ParseDecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(rust_decimal::Decimal);

impl Decimal {
    /// One.
    pub const ONE: Self = Self(rust_decimal::Decimal::ONE);

    /// Product, or `None` where it needs more than 28 digits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|value| Self(value.normalize()))
    }

    /// Sum, or `None` where it needs more than 28 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(|value| Self(value.normalize()))
    }

    /// Quotient where it is exact, else `None` (division by zero, two thirds).
    #[must_use]
    pub fn exact_div(self, other: Self) -> Option<Self> {
        let value = self.0.checked_div(other.0)?.normalize();
        // A quotient that does not end fills all 28 digits, and its product is rounded back to what it came from.
        let ends = value.scale() < 20;
        (ends && value.checked_mul(other.0)? == self.0).then_some(Self(value))
    }

    /// The value as a whole number, where it is one and fits.
    #[must_use]
    pub fn to_u32(self) -> Option<u32> {
        self.0.is_integer().then(|| u32::try_from(self.0).ok()).flatten()
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self(value.into())
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self(value.into())
    }
}

/// The text was no plain decimal number of at most 28 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a plain decimal number of at most 28 digits, such as `1200.5`")
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        let plain =
            text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-')) && !text.ends_with('.');
        let value = rust_decimal::Decimal::from_str_exact(text).ok().filter(|_| plain);
        value.map(|value| Self(value.normalize())).ok_or(ParseDecimalError)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_and_plain() -> Result<(), ParseDecimalError> {
        let tenth: Decimal = "0.1".parse()?;
        let sum = (0..10).try_fold(Decimal::default(), |sum, _| sum.checked_add(tenth));
        assert_eq!(sum, Some(Decimal::ONE));
        assert_eq!("1000.00".parse::<Decimal>()?.to_string(), "1000");
        Ok(())
    }

    #[test]
    fn two_thirds_is_no_decimal() {
        assert_eq!(Decimal::from(2u32).exact_div(3u32.into()), None);
        assert_eq!(Decimal::from(1u32).exact_div(2u32.into()).map(|d| d.to_string()).as_deref(), Some("0.5"));
        assert_eq!(Decimal::ONE.exact_div(Decimal::default()), None);
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in ["", "1e3", "1_000", "NaN", "1.", "99999999999999999999999999999999"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
