use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A date as far as the text gives it: a year, a year and month, or a day. Written as ISO 8601 (`2026-06-30`).
///
/// ```
/// let date: clausetree::PartialDate = "2026-06".parse().map_err(|_| "no date")?;
/// assert_eq!((date.year(), date.month(), date.day()), (2026, Some(6), None));
/// assert!("2026-02-30".parse::<clausetree::PartialDate>().is_err());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date of the Gregorian calendar; `None` where there is no such day (the 31st of June), or where the year
    /// is outside 1000 to 2999, which no document of the genre means.
    #[must_use]
    pub fn new(year: u32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let year = u16::try_from(year).ok().filter(|year| (1000..3000).contains(year))?;
        let month = month.map(u8::try_from).transpose().ok()?;
        let day = day.map(u8::try_from).transpose().ok()?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) => 28 + u8::from(leap),
            Some(1..=12) => 31,
            Some(_) => return None,
            None if day.is_some() => return None,
            None => 0,
        };
        (day.is_none_or(|day| (1..=days).contains(&day))).then_some(Self { year, month, day })
    }

    /// Year, 1000 to 2999.
    #[must_use]
    pub fn year(self) -> u32 {
        self.year.into()
    }

    /// Month, 1 to 12, where the text says it.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        self.month.map(Into::into)
    }

    /// Day of the month, 1 to 31, where the text says it.
    #[must_use]
    pub fn day(self) -> Option<u32> {
        self.day.map(Into::into)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl FromStr for PartialDate {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-').map(str::parse::<u32>);
        let year = parts.next().ok_or(())?.map_err(drop)?;
        let month = parts.next().transpose().map_err(drop)?;
        let day = parts.next().transpose().map_err(drop)?;
        Self::new(year, month, day).ok_or(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| serde::de::Error::custom("expected a date such as 2026, 2026-06 or 2026-06-30"))
    }
}
