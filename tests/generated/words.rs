//! The words of one language: what its grammar file lists, and the test's own words beside it.

use crate::support;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Languages with a word list, in the order in which documents choose them.
pub(super) const LANGUAGES: [&str; 4] = ["vi", "en", "zh", "ru"];

/// A file of `words/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Own {
    /// Words stand apart.
    #[serde(default = "yes")]
    pub(super) blanks: bool,
    #[serde(default = "full_stop")]
    pub(super) stop: String,
    #[serde(default = "semicolon")]
    pub(super) semicolon: String,
    scales: Vec<String>,
    pub(super) ranges: Vec<String>,
    unfit: Vec<String>,
    #[serde(default)]
    fit: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) horizons: Vec<String>,
    pub(super) references: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) intros: Vec<String>,
    pub(super) past: String,
    pub(super) heading_by: Option<String>,
    #[serde(default)]
    pub(super) leading_zero: bool,
    keywords: Vec<String>,
    articles: Vec<String>,
    stems: BTreeMap<String, String>,
    odd: Vec<String>,
    pub(super) header: Header,
    pub(super) plain: BTreeMap<String, Vec<String>>,
    pub(super) dates: Dates,
    pub(super) statement: Vec<Statement>,
}

fn yes() -> bool {
    true
}

fn full_stop() -> String {
    ".".into()
}

fn semicolon() -> String {
    ";".into()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    /// Canonical name of a kind of document, and how it is written.
    pub(super) kinds: BTreeMap<String, String>,
    pub(super) numbers: Vec<String>,
    pub(super) issuers: Vec<String>,
    pub(super) dates: Vec<DateForm>,
    pub(super) titles: Vec<String>,
    pub(super) lines: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    pub(super) forms: Vec<DateForm>,
    #[serde(default)]
    pub(super) months: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateForm {
    pub(super) text: String,
    pub(super) iso: String,
}

/// A sentence with one figure, and what it says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Statement {
    pub(super) sections: Vec<String>,
    pub(super) text: String,
    pub(super) kind: String,
    /// Canonical names of the units that it takes.
    #[serde(default)]
    pub(super) units: Vec<String>,
    /// The words for its unit, where those of the grammar do not all fit.
    #[serde(default)]
    pub(super) unit_words: Vec<String>,
    /// Whether a bound may stand after the figure.
    #[serde(default = "yes")]
    pub(super) after: bool,
    /// Whether a scale word may follow the number.
    #[serde(default)]
    pub(super) scaled: bool,
    pub(super) change: Option<String>,
    pub(super) per: Option<String>,
    pub(super) comparator: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) iso: Option<String>,
    pub(super) value: Option<u32>,
    pub(super) smallest: Option<u32>,
    pub(super) largest: Option<u32>,
    /// The sentence as a report on what was reached, after [`Own::past`].
    pub(super) reported: Option<String>,
}

/// What is taken from the grammar file.
#[derive(Debug, Deserialize)]
struct Lists {
    numbers: Numbers,
    markers: Markers,
    section: Vec<Section>,
    bound: Vec<Bounds>,
    unit: Vec<Unit>,
    furniture: Furniture,
}

#[derive(Debug, Deserialize)]
struct Numbers {
    decimal: Vec<String>,
    group: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    words: BTreeMap<String, toml::Value>,
    scales: BTreeMap<String, i64>,
}

#[derive(Debug, Deserialize)]
struct Markers {
    letters: String,
    keywords: Vec<Keyword>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Keyword {
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Section {
    kind: String,
    headings: Vec<String>,
    #[serde(default)]
    achieved: bool,
}

#[derive(Debug, Deserialize)]
struct Bounds {
    is: String,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Unit {
    name: String,
    kind: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Furniture {
    #[serde(default)]
    page: Vec<String>,
}

/// A bound: `ge`, and how it is said.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) is: String,
    pub(super) words: String,
}

/// All that a document of one language is made of.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) own: Own,
    pub(super) decimal: Vec<String>,
    pub(super) group: Vec<String>,
    pub(super) scales: Vec<(String, i64)>,
    /// Numbers in words, from ten to ninety.
    pub(super) spelled: Vec<(String, i64)>,
    /// Number words below ten.
    pub(super) digits: Vec<String>,
    pub(super) letters: Vec<char>,
    pub(super) keywords: Vec<Keyword>,
    pub(super) articles: Vec<Keyword>,
    pub(super) headings: BTreeMap<String, Vec<String>>,
    pub(super) before: Vec<Bound>,
    pub(super) after: Vec<Bound>,
    /// Words for units, by kind and name.
    pub(super) units: BTreeMap<(String, String), Vec<String>>,
    pub(super) pages: Vec<String>,
}

/// The words of `LANGUAGES[index]`.
pub(super) fn of(index: usize) -> &'static Words {
    static ALL: OnceLock<Vec<Words>> = OnceLock::new();
    ALL.get_or_init(|| LANGUAGES.iter().map(|language| Words::load(language)).collect())
        .get(index)
        .expect("one of LANGUAGES")
}

fn read<T: for<'de> Deserialize<'de>>(path: &str) -> T {
    let path = support::root().join(path);
    let file = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Words {
    fn load(language: &str) -> Self {
        let own: Own = read(&format!("tests/generated/words/{language}.toml"));
        let lists: Lists = read(&format!("grammars/{language}.toml"));
        let fits = |words: &&String| own.fit.contains(words) || !own.is_unfit(words);
        let bounds = |side: fn(&Bounds) -> &Vec<String>| {
            let all =
                lists.bound.iter().flat_map(|bound| side(bound).iter().map(move |words| (bound, words)));
            all.filter(|(_, words)| fits(words) && !words.contains('*'))
                .map(|(bound, words)| Bound { is: bound.is.clone(), words: words.clone() })
                .collect::<Vec<_>>()
        };
        let mut headings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for section in &lists.section {
            // Of the sections of other kinds only those that report: an annex or a foreword has a place of its own.
            if section.kind != "other" || section.achieved {
                let plain = section.headings.iter().filter(|heading| !heading.contains('*'));
                headings.entry(section.kind.clone()).or_default().extend(plain.cloned());
            }
        }
        let units = lists.unit.iter().map(|unit| (unit.key(), own.unit_words(unit))).collect();
        let keywords = |chosen: &[String]| {
            let by = |keyword: &&Keyword| {
                let name = keyword.after.as_ref().or(keyword.before.as_ref());
                keyword.before.is_some() && name.is_some_and(|name| chosen.contains(name))
            };
            lists.markers.keywords.iter().filter(by).cloned().collect::<Vec<_>>()
        };
        Self {
            scales: own
                .scales
                .iter()
                .map(|word| {
                    // The lists of the grammar compare through its fold, so a variant spelling may have no entry of its own.
                    let folded = word.replace("tỷ", "tỉ");
                    let value = lists.numbers.scales.get(&folded);
                    (word.clone(), *value.unwrap_or_else(|| panic!("{language}: {word} is no scale")))
                })
                .collect(),
            spelled: lists.numbers.spelled(own.blanks),
            digits: lists.numbers.digits(),
            decimal: lists.numbers.decimal.clone(),
            group: lists.numbers.group.clone(),
            letters: lists.markers.letters.chars().collect(),
            keywords: keywords(&own.keywords),
            articles: keywords(&own.articles),
            headings,
            before: bounds(|bound| &bound.before),
            after: bounds(|bound| &bound.after),
            units,
            pages: lists.furniture.page.clone(),
            own,
        }
    }
}

impl Own {
    /// Whether a bound holds one of the words that the sentences here leave no room for.
    fn is_unfit(&self, words: &str) -> bool {
        if !self.blanks {
            return self.unfit.iter().any(|unfit| words.contains(unfit));
        }
        let split = || words.split([' ', ',', '.']);
        self.unfit.iter().any(|unfit| match unfit.strip_suffix('*') {
            Some(stem) => split().any(|word| word.starts_with(stem)),
            None => words == unfit || split().any(|word| word == unfit),
        })
    }

    /// The words of a unit as they follow a number.
    fn unit_words(&self, unit: &Unit) -> Vec<String> {
        let written = |word: &String| {
            if self.odd.contains(word) {
                return None;
            }
            if word.contains('*') {
                return self.stems.get(word).cloned();
            }
            // `mw` is written `MW`; the list compares without case.
            Some(if word.eq_ignore_ascii_case(&unit.name) { unit.name.clone() } else { word.clone() })
        };
        unit.words.iter().filter_map(written).collect()
    }
}

impl Unit {
    /// Adverbs such as `annually` share the name of a unit.
    fn key(&self) -> (String, String) {
        (self.kind.clone(), self.name.clone())
    }
}

impl Numbers {
    /// Numbers in words from ten to ninety: of one word, or of a figure and the scale of ten.
    fn spelled(&self, blanks: bool) -> Vec<(String, i64)> {
        let value = |word: &str| self.words.get(word).and_then(toml::Value::as_integer);
        let strong = |word: &&String| !self.weak.contains(word) && !word.contains(' ');
        let mut found: Vec<(String, i64)> = self
            .words
            .keys()
            .filter(strong)
            .filter_map(|word| Some((word.clone(), value(word)?)))
            .filter(|(_, value)| (20..100).contains(value) && value % 10 == 0)
            .collect();
        for (scale, _) in self.scales.iter().filter(|&(_, &factor)| factor == 10) {
            let blank = if blanks { " " } else { "" };
            let digits = self.words.keys().filter_map(|word| Some((word, value(word)?)));
            let digits = digits.filter(|&(word, value)| (2..10).contains(&value) && !word.contains(' '));
            // `tư`, `lăm`, `两` are never said before the scale of ten.
            let first = digits.fold(BTreeMap::new(), |mut first: BTreeMap<i64, &String>, (word, value)| {
                let shorter = first.get(&value).is_none_or(|known| self.is_usual(word, known));
                if shorter {
                    first.insert(value, word);
                }
                first
            });
            found.extend(first.iter().map(|(value, word)| (format!("{word}{blank}{scale}"), value * 10)));
        }
        found
    }

    fn digits(&self) -> Vec<String> {
        let below = |value: &toml::Value| value.as_integer().is_some_and(|value| value < 10);
        self.words.iter().filter(|(_, value)| below(value)).map(|(word, _)| word.clone()).collect()
    }

    /// Of two words for a digit, the one that the list of words that are mostly something else names first.
    fn is_usual(&self, word: &String, known: &String) -> bool {
        let place = |word: &String| self.weak.iter().position(|weak| weak == word).unwrap_or(usize::MAX);
        place(word) < place(known)
    }
}
