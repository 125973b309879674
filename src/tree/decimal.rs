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
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    // The parts of a `rust_decimal`, which has no bit pattern free to say that there is none: an `Option` of this one is
    // no larger than the value. Always in the shortest form, so that equal values have equal parts.
    low: u32,
    middle: u32,
    high: u32,
    scale: u8,
    negative: bool,
}

impl Decimal {
    /// One.
    pub const ONE: Self = Self { low: 1, middle: 0, high: 0, scale: 0, negative: false };

    fn new(value: rust_decimal::Decimal) -> Self {
        let parts = value.normalize().unpack();
        Self {
            low: parts.lo,
            middle: parts.mid,
            high: parts.hi,
            // At most 28.
            scale: u8::try_from(parts.scale).unwrap_or(u8::MAX),
            negative: parts.negative,
        }
    }

    fn value(self) -> rust_decimal::Decimal {
        let Self { low, middle, high, scale, negative } = self;
        rust_decimal::Decimal::from_parts(low, middle, high, negative, scale.into())
    }

    /// Product, or `None` where it needs more than 28 digits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.value().checked_mul(other.value()).map(Self::new)
    }

    /// Sum, or `None` where it needs more than 28 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.value().checked_add(other.value()).map(Self::new)
    }

    /// Quotient where it is exact, else `None` (division by zero, two thirds).
    #[must_use]
    pub fn exact_div(self, other: Self) -> Option<Self> {
        let value = self.value().checked_div(other.value())?.normalize();
        // A quotient that does not end fills all 28 digits, and its product is rounded back to what it came from.
        let ends = value.scale() < 20;
        (ends && value.checked_mul(other.value())? == self.value()).then(|| Self::new(value))
    }

    /// Digits follow its point.
    pub(crate) fn is_part(self) -> bool {
        self.scale > 0
    }

    /// The value as a whole number, where it is one and fits.
    #[must_use]
    pub fn to_u32(self) -> Option<u32> {
        let value = self.value();
        value.is_integer().then(|| u32::try_from(value).ok()).flatten()
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self::new(value.into())
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self::new(value.into())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value().cmp(&other.value())
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Decimal").field(&self.value()).finish()
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
        value.map(Self::new).ok_or(ParseDecimalError)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
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
    fn equal_values_have_equal_parts_and_none_takes_no_room() -> Result<(), ParseDecimalError> {
        assert_eq!("-0.0".parse::<Decimal>()?, Decimal::default());
        assert_eq!("10.50".parse::<Decimal>()?.checked_mul(2u32.into()), Some(21u32.into()));
        assert!("-2".parse::<Decimal>()? < "-1.5".parse()? && Decimal::ONE < "1.01".parse()?);
        assert_eq!(size_of::<Option<Decimal>>(), size_of::<rust_decimal::Decimal>());
        Ok(())
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in ["", "1e3", "1_000", "NaN", "1.", "99999999999999999999999999999999"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
