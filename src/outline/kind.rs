//! What the search asks of the style of a candidate, worked out once for each style of a text.

use crate::scan::{Candidate, Style, System, Wrapping};
use rustc_hash::FxHashMap;

/// Number of a style among those of a text, from 1 on: the hash of a stack tells a first bullet from no level at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct StyleId(pub(super) u32);

/// A style, as far as the search asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) style: StyleId,
    /// Where it usually stands; see [`rank`].
    pub(super) rank: i32,
    /// Level of the Markdown heading that it opens, else 0.
    pub(super) level: u8,
    /// It counts, as a bullet does not.
    pub(super) numbered: bool,
    /// It counts in digits.
    pub(super) arabic: bool,
    /// Its words alone make it a heading.
    pub(super) heading: bool,
    /// It only says by when.
    pub(super) horizon: bool,
    pub(super) keyword: bool,
    /// `1.`
    plain_arabic: bool,
    script: Option<Script>,
}

/// How a language writes a number that another may write in another way: `一、` beside `I.`, `（一）` beside `(1)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Words,
    Figures,
}

/// From here on styles are those of items with brackets, which follow each other in many orders.
const RANK_BRACKETS: i32 = 25;
/// From here on styles are those of items, above are those of sections.
pub(super) const RANK_ARABIC: i32 = 20;

impl Kind {
    fn of(number: u32, style: Style) -> Self {
        let arabic = style.system == System::Arabic;
        Self {
            style: StyleId(number),
            rank: rank(style),
            level: style.level,
            numbered: style.system != System::None,
            arabic,
            heading: matches!(style.wrapping, Wrapping::Heading | Wrapping::LeadIn),
            horizon: style.wrapping == Wrapping::Horizon,
            keyword: style.wrapping.is_keyword(),
            plain_arabic: arabic && style.wrapping == Wrapping::Plain,
            script: match (style.wrapping, style.system) {
                (Wrapping::Plain | Wrapping::Parentheses, System::Words) => Some(Script::Words),
                (Wrapping::Plain | Wrapping::Parentheses, System::Arabic | System::RomanUpper)
                    if style.depth == 1 =>
                {
                    Some(Script::Figures)
                }
                _ => None,
            },
        }
    }

    /// Whether a marker of another language may say the same in its own way: `第三条` and `Article 3`, `一、` and `I.`.
    pub(super) fn translates(self, original: Self) -> bool {
        let scripts = self.script.zip(original.script);
        self.style == original.style
            || (self.keyword && original.keyword)
            || scripts.is_some_and(|(own, other)| own != other)
    }

    /// `1)`, `(a)`, `①`: numbered, and hardly ever the style of sections.
    pub(super) fn is_bracketed_item(self) -> bool {
        self.numbered && self.rank >= RANK_BRACKETS
    }

    /// Whether a bracketed item would stand beside headings or items of another number, or a plain number beside bracketed
    /// items.
    pub(super) fn mixes_with(self, sibling: Self) -> bool {
        let counts = sibling.numbered || sibling.heading || sibling.horizon;
        counts && self.is_bracketed_item() || self.plain_arabic && sibling.is_bracketed_item()
    }
}

/// The styles of some candidates.
#[derive(Debug)]
pub(super) struct Kinds {
    all: Vec<Kind>,
    /// For each candidate the place of its style.
    places: Vec<u32>,
}

impl Kinds {
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        let mut known: FxHashMap<Style, u32> = FxHashMap::default();
        let mut all = Vec::new();
        let places = candidates.iter().map(|candidate| {
            let style = one_of_headings(candidate.style);
            *known.entry(style).or_insert_with(|| {
                let place = u32::try_from(all.len()).unwrap_or(u32::MAX);
                all.push(Kind::of(place.saturating_add(1), style));
                place
            })
        });
        let places = places.collect();
        Self { all, places }
    }

    /// The style of a candidate, by its index.
    pub(super) fn of(&self, candidate: usize) -> Option<Kind> {
        self.places.get(candidate).and_then(|&place| self.all.get(place as usize)).copied()
    }
}

/// `The Congress notes` / `The goals that it sets` / `The Congress calls upon`: a heading beside those that say who speaks is none of
/// their parts.
fn one_of_headings(style: Style) -> Style {
    match style.wrapping {
        Wrapping::LeadIn => Style { wrapping: Wrapping::Heading, ..style },
        _ => style,
    }
}

/// Where a style usually stands: a soft order, to choose between two places that fit equally well.
fn rank(style: Style) -> i32 {
    if style.level > 0 {
        return i32::from(style.level);
    }
    match (style.wrapping, style.system) {
        (Wrapping::Keyword(keyword), _) => i32::from(keyword).min(9),
        (Wrapping::Heading | Wrapping::LeadIn, _) => 11,
        (Wrapping::Horizon, _) => 19,
        (Wrapping::Plain, System::LetterUpper) => 10,
        (Wrapping::Plain | Wrapping::Closed | Wrapping::Bare, System::RomanUpper) => 12,
        (Wrapping::Plain, System::Formal) => 12,
        (Wrapping::Plain, System::Words) => 13,
        (Wrapping::Parentheses, System::Words) => 16,
        // `3. GOALS` / `Goal 1`, `Goal 1` / `1.`: either way round.
        (Wrapping::Named(_), _) => RANK_ARABIC,
        (Wrapping::Plain | Wrapping::Bare, System::Arabic) => RANK_ARABIC + i32::from(style.depth.min(5)) - 1,
        // `(1)` above `(A)`, `(a)` above `(1)`: which of them stands below differs from house to house.
        (_, system) if system != System::None => RANK_BRACKETS,
        // `-` under `*`, `+` under `•`: houses differ in the order of bullets.
        _ => 30,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(wrapping: Wrapping, system: System) -> Kind {
        Kind::of(1, Style { system, wrapping, depth: 1, level: 0 })
    }

    #[test]
    fn the_usual_order() {
        let second = Style { system: System::Arabic, wrapping: Wrapping::Plain, depth: 2, level: 0 };
        let order = [
            kind(Wrapping::Keyword(1), System::Arabic),
            kind(Wrapping::Plain, System::LetterUpper),
            kind(Wrapping::Heading, System::None),
            kind(Wrapping::Plain, System::RomanUpper),
            kind(Wrapping::Plain, System::Words),
            kind(Wrapping::Parentheses, System::Words),
            kind(Wrapping::Horizon, System::None),
            kind(Wrapping::Plain, System::Arabic),
            Kind::of(1, second),
            kind(Wrapping::Parentheses, System::LetterLower),
            kind(Wrapping::Bullet('-'), System::None),
        ];
        assert!(order.is_sorted_by_key(|kind| kind.rank));
        let ranks: std::collections::BTreeSet<i32> = order.iter().map(|kind| kind.rank).collect();
        assert_eq!(ranks.len(), order.len(), "no two stand alike");
    }

    #[test]
    fn what_does_not_stand_beside_each_other() {
        let item = kind(Wrapping::Parentheses, System::Arabic);
        let plain = kind(Wrapping::Plain, System::Arabic);
        let bullet = kind(Wrapping::Bullet('-'), System::None);
        for sibling in [plain, kind(Wrapping::Heading, System::None), kind(Wrapping::Horizon, System::None)] {
            assert!(item.mixes_with(sibling));
        }
        assert!(plain.mixes_with(item));
        assert!(!item.mixes_with(bullet) && !bullet.mixes_with(item));
        assert!(!plain.mixes_with(kind(Wrapping::Plain, System::LetterUpper)));
    }
}
