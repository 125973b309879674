//! From the raw file to tables: every mistake is told with line and column.

use super::classes as class;
use super::measure::Measure;
use super::pattern::{self, Names, Parts};
use super::program::{Program, Slot, Step};
use super::raw::{RawGrammar, RawKeyword, RawSection, RawValue, Str};
use super::vocabulary::{ClassId, Entry, Key, Listed, Vocabulary};
use super::{
    AllGates, CHANGES, COMPARATORS, Compiled, Entrances, Example, Heading, Keyword, List, Patterns, Source,
    Template, Unit,
};
use crate::error::{Error, ErrorKind};
use crate::text::{FoldRules, LineIndex, Script, Token};
use crate::tree::{Decimal, QuantityKind};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A file has about a phrase in so many bytes, with the patterns, their quotes and commas.
const BYTES_A_PHRASE: usize = 32;

/// Compiles a file; a phrase twice in one list is a mistake.
pub(super) fn compile(file: Cow<'static, str>, name: Option<&str>) -> Result<Compiled, Error> {
    let mut builder = Builder::new(&file);
    let raw = builder.read()?;
    let compiled = builder.build(&raw, name)?;
    Ok(Compiled { source: Source { text: file, ..compiled.source }, ..compiled })
}

/// The same for a file that is to be checked: a phrase that stands twice is passed over and told.
pub(super) fn compile_all(file: &str, name: Option<&str>) -> Result<(Compiled, Leftovers), Error> {
    let mut builder = Builder::new(file);
    builder.leftovers.lenient = true;
    let raw = builder.read()?;
    let compiled = builder.build(&raw, name)?;
    let mut leftovers = builder.leftovers;
    let at = |words: &Str| words.span().start;
    leftovers.patterns = raw.patterns.iter().map(|(name, text)| (name.clone(), at(text))).collect();
    let text = Cow::Owned(file.to_string());
    Ok((Compiled { source: Source { text, ..compiled.source }, ..compiled }, leftovers))
}

/// What compiling a file brings up beside the tables.
#[derive(Default)]
pub(super) struct Leftovers {
    lenient: bool,
    /// Phrases that stood in their list already.
    pub(super) clashes: Vec<Clash>,
    /// Names of `[patterns]`, with the bytes of the file at which their patterns stand.
    pub(super) patterns: Vec<(String, usize)>,
    pub(super) used_patterns: HashSet<String>,
    pub(super) used_classes: HashSet<ClassId>,
}

/// A phrase that stands twice in one list.
pub(super) struct Clash {
    pub(super) words: String,
    pub(super) again: Entry,
    pub(super) known: Entry,
}

struct Builder<'f> {
    file: &'f str,
    leftovers: Leftovers,
    vocabulary: Vocabulary,
    classes: HashMap<String, ClassId>,
    units: Vec<Unit>,
    patterns: BTreeMap<String, String>,
    parts: Parts,
}

impl<'f> Builder<'f> {
    fn new(file: &'f str) -> Self {
        Self {
            file,
            leftovers: Leftovers::default(),
            vocabulary: Vocabulary::new(FoldRules::default()),
            classes: HashMap::new(),
            units: Vec::new(),
            patterns: BTreeMap::new(),
            parts: Parts::default(),
        }
    }

    /// Reads the file, and numbers what the entries refer to.
    fn read(&mut self) -> Result<RawGrammar, Error> {
        let raw: RawGrammar = toml::from_str(self.file).map_err(|error| {
            // The message of `toml` has line, column and the line itself.
            Error::new(ErrorKind::Grammar, error.to_string().trim_end().to_string())
        })?;
        // Longest ending first: `uyá` must not be taken for `yá`.
        let folder = &self.vocabulary;
        let mut endings: Vec<(String, String)> =
            raw.fold.endings.iter().map(|(from, to)| (folder.fold(from), folder.fold(to))).collect();
        endings.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        let uneven =
            |from: &str, to: &str| from.chars().count() > 1 && from.chars().count() != to.chars().count();
        if let Some((from, to)) = raw.fold.letters.iter().find(|(from, to)| uneven(from, to)) {
            let what = format!("`{from}` and `{to}` under [fold.letters] have not as many letters");
            return Err(self.mistake(0, &what));
        }
        let letters = raw.fold.letters.iter().map(|(from, to)| (from.as_str(), folder.fold(to)));
        self.vocabulary = Vocabulary::new(FoldRules::new(endings, letters));
        self.vocabulary.reserve(self.file.len() / BYTES_A_PHRASE);
        for (id, name) in (0..).zip(class::NAMES) {
            self.classes.insert((*name).to_string(), id);
        }
        for name in raw.vocabulary.keys() {
            let next = ClassId::try_from(self.classes.len()).unwrap_or(ClassId::MAX);
            self.classes.entry(name.clone()).or_insert(next);
        }
        self.patterns =
            raw.patterns.iter().map(|(name, text)| (name.clone(), text.get_ref().clone())).collect();
        Ok(raw)
    }

    fn mistake(&self, at: usize, what: &str) -> Error {
        let place = LineIndex::new(self.file).line_column(self.file, at);
        let line = self.file.lines().nth(place.line - 1).unwrap_or_default().trim();
        Error::new(
            ErrorKind::Grammar,
            format!("line {}, column {}: {what}\n  | {line}", place.line, place.column),
        )
    }

    fn add(&mut self, class: ClassId, value: usize, words: &Str) -> Result<(), Error> {
        let value = u16::try_from(value).map_err(|_| self.mistake(words.span().start, "too many entries"))?;
        let keys = self.vocabulary.intern(words.get_ref());
        if keys.is_empty() {
            return Err(self.mistake(words.span().start, "an empty phrase would match everywhere; remove it"));
        }
        let again = Entry { class, value, at: offset(words.span().start) };
        let Some(known) = self.vocabulary.add(keys, again) else { return Ok(()) };
        if self.leftovers.lenient {
            self.leftovers.clashes.push(Clash { words: words.get_ref().clone(), again, known });
            return Ok(());
        }
        let what = format!("`{}` stands in this list already (after folding); remove one", words.get_ref());
        Err(self.mistake(words.span().start, &what))
    }

    fn add_all<'s>(&mut self, class: ClassId, words: impl IntoIterator<Item = &'s Str>) -> Result<(), Error> {
        words.into_iter().enumerate().try_for_each(|(index, words)| self.add(class, index, words))
    }

    fn build(&mut self, raw: &RawGrammar, name: Option<&str>) -> Result<Compiled, Error> {
        let language = raw.language.get_ref().parse();
        let language: crate::tree::Language =
            language.map_err(|error| self.mistake(raw.language.span().start, &format!("{error}")))?;
        self.words(raw)?;
        let number_words = self.number_words(raw)?;
        let scales = self.listed(&raw.numbers.scales, class::SCALE)?.into_iter().map(Decimal::from).collect();
        let money_scales = self.listed(&raw.numbers.money_scales, class::MONEY_SCALE)?;
        let money_scales = money_scales.into_iter().map(Decimal::from).collect();
        let months = self.listed(&raw.calendar.months, class::MONTH)?;
        let quarters = self.listed(&raw.calendar.quarters, class::QUARTER)?;
        let named_years = self.listed(&raw.calendar.years, class::NAMED_YEAR)?;
        let headings = self.headings(raw)?;
        let documents = self.named(class::DOCUMENT, &raw.header.kinds)?;
        let currencies = self.currencies(raw)?;
        let metadata = self.named(class::METADATA, &raw.header.metadata)?;
        let ordinals = self.listed(&raw.markers.ordinals, class::ORDINAL)?;
        let marker_numerals = self.listed(&raw.markers.numerals, class::NUMERAL)?;
        for (index, keyword) in raw.markers.keywords.iter().enumerate() {
            match (&keyword.before, &keyword.after) {
                (None, None) => {
                    return Err(self.mistake(0, "a keyword under [markers] has neither `before` nor `after`"));
                }
                (before, after) => {
                    // `第` stands before 条, 章 and 节: the first keyword that names it speaks for all.
                    for words in before.iter().chain(&keyword.short) {
                        let value = u16::try_from(index).unwrap_or(u16::MAX);
                        let at = offset(words.span().start);
                        let entry = Entry { class: class::MARKER_BEFORE, value, at };
                        let keys = self.vocabulary.intern(words.get_ref());
                        let _known = self.vocabulary.add(keys, entry);
                    }
                    after.iter().try_for_each(|words| self.add(class::MARKER_AFTER, index, words))?;
                }
            }
        }
        let mut masks = self.pattern_list(&raw.mask)?;
        let mut references = self.pattern_list(&raw.reference)?;
        let mut dates = self.pattern_list(&raw.date)?;
        let mut horizons = self.pattern_list(&raw.horizon)?;
        let mut denominators = self.pattern_list(&raw.denominator)?;
        let mut templates = self.templates(raw)?;
        self.vocabulary.finish(&raw.detect.letters);
        // Only now all phrases are known, and with them how far a pattern may reach.
        let longest = self.vocabulary.longest_phrases();
        let mut measure =
            Measure::new(|class: ClassId| longest.get(usize::from(class)).copied().unwrap_or(0));
        for list in [&mut masks, &mut references, &mut dates, &mut horizons, &mut denominators] {
            list.programs.iter_mut().for_each(|program| measure.program(program));
            list.entrances = Entrances::new(list.programs.iter());
        }
        templates.iter_mut().for_each(|template| measure.program(&mut template.program));
        let template_entrances = Entrances::new(templates.iter().map(|template| &template.program));
        let lists = [
            (List::Dates, &dates.entrances),
            (List::References, &references.entrances),
            (List::Masks, &masks.entrances),
            (List::Denominators, &denominators.entrances),
            (List::Horizons, &horizons.entrances),
            (List::Templates, &template_entrances),
        ];
        let programs = [&masks, &references, &dates, &horizons, &denominators].into_iter();
        let programs = programs.flat_map(|list| &list.programs).chain(templates.iter().map(|t| &t.program));
        let back = programs.flat_map(|program| &program.steps).filter_map(|step| match step {
            Step::Back { class, .. } => Some(*class),
            _ => None,
        });
        let subjects = templates.iter().filter_map(|template| template.subject);
        let looked_back = Listed::new(back.chain(subjects).chain([
            class::BARRIER,
            class::ACHIEVED,
            class::COMMIT,
            class::CONDITION,
            class::REVIEWS,
        ]));
        if self.vocabulary.is_full() {
            let most = usize::from(Token::UNKNOWN);
            return Err(self.mistake(0, &format!("the file has more than {most} different words or stems")));
        }
        let gates = AllGates::new(lists, &self.vocabulary);
        let chars = |list: &[String]| list.iter().filter_map(|text| text.chars().next()).collect();
        let mut class_names: Vec<Box<str>> = vec![Box::default(); self.classes.len()];
        self.classes.iter().for_each(|(name, &class)| {
            if let Some(place) = class_names.get_mut(usize::from(class)) {
                *place = name.as_str().into();
            }
        });
        let file = name.map_or_else(|| format!("{language}.toml").into(), Into::into);
        Ok(Compiled {
            source: Source { file, ..Source::default() },
            class_names,
            language,
            name: raw.name.as_str().into(),
            letters: raw.detect.letters.as_str().into(),
            script: raw.detect.words.iter().flat_map(|word| word.get_ref().chars()).find_map(Script::of),
            vocabulary: std::mem::take(&mut self.vocabulary),
            units: std::mem::take(&mut self.units),
            number_words,
            scales,
            money_scales,
            months,
            quarters,
            named_years,
            later: raw.calendar.later,
            decimal: chars(&raw.numbers.decimal),
            group: chars(&raw.numbers.group),
            pairs: raw.numbers.pairs,
            marker_letters: raw.markers.letters.chars().collect(),
            keywords: raw.markers.keywords.iter().map(keyword).collect(),
            ordinals,
            marker_numerals,
            headings,
            documents,
            currencies,
            metadata,
            duties: raw.duty.iter().map(|duty| duty.is).collect(),
            masks,
            references,
            dates,
            horizons,
            denominators,
            templates,
            template_entrances,
            looked_back,
            gates,
            examples: raw
                .example
                .iter()
                .map(|row| Example {
                    text: row.text.get_ref().clone(),
                    expect: row.expect.clone(),
                    at: offset(row.text.span().start),
                })
                .collect(),
        })
    }

    fn words(&mut self, raw: &RawGrammar) -> Result<(), Error> {
        self.add_all(class::DETECT, &raw.detect.words)?;
        self.add_all(class::ABBREVIATION, &raw.abbreviations)?;
        self.add_all(class::JOINER, &raw.numbers.joiners)?;
        self.add_all(class::WEAK, &raw.numbers.weak)?;
        for bound in &raw.bound {
            let value = COMPARATORS.iter().position(|&known| known == bound.is).unwrap_or(0);
            bound.before.iter().try_for_each(|words| self.add(class::BOUND, value, words))?;
            bound.after.iter().try_for_each(|words| self.add(class::BOUND_AFTER, value, words))?;
        }
        for change in &raw.change {
            let value = CHANGES.iter().position(|&known| known == change.is).unwrap_or(0);
            change.words.iter().try_for_each(|words| self.add(class::CHANGE, value, words))?;
        }
        for (index, unit) in raw.unit.iter().enumerate() {
            unit.words.iter().try_for_each(|words| self.add(class::UNIT, index, words))?;
            let known = |name: &Str| raw.header.currencies.keys().position(|known| known == name.get_ref());
            let local = unit.local.iter().map(|name| {
                let place = known(name).and_then(|place| u16::try_from(place).ok());
                place.ok_or_else(|| {
                    self.mistake(name.span().start, "`[header.currencies]` has no such currency")
                })
            });
            let local = local.collect::<Result<_, _>>()?;
            let capitals = unit.capitals.as_deref().map(Into::into);
            self.units.push(Unit { name: unit.name.as_str().into(), capitals, kind: unit.kind, local });
        }
        for (index, duty) in raw.duty.iter().enumerate() {
            duty.words.iter().try_for_each(|words| self.add(class::DUTY, index, words))?;
        }
        let header = &raw.header;
        self.add_all(class::ISSUER, &header.issuer)?;
        self.add_all(class::TITLE, &header.title)?;
        self.add_all(class::PLACE, &header.place)?;
        self.add_all(class::NUMBER_LABEL, &header.number)?;
        self.add_all(class::PREAMBLE, &header.preamble)?;
        self.add_all(class::RECITAL, &header.recital)?;
        self.add_all(class::ENACTMENT, &header.enactment)?;
        self.add_all(class::LETTERHEAD, &header.letterhead)?;
        self.add_all(class::GAZETTE, &header.gazette)?;
        self.add_all(class::ADOPTED, &header.adopted)?;
        self.add_all(class::ADDRESSEES, &header.addressees)?;
        self.add_all(class::SUBJECT, &header.subject)?;
        self.add_all(class::GROUNDS, &header.grounds)?;
        self.add_all(class::RECIPIENTS, &raw.closing.recipients)?;
        self.add_all(class::ADDRESSED, &raw.closing.addressed)?;
        self.add_all(class::SIGNATURE, &raw.closing.signature)?;
        self.add_all(class::OFFICE, &raw.closing.titles)?;
        self.add_all(class::STATEMENT, &raw.closing.statements)?;
        self.add_all(class::UNSIGNED, &raw.closing.unsigned)?;
        self.add_all(class::RECORD, &raw.closing.record)?;
        self.add_all(class::ATTEST, &raw.closing.attest)?;
        self.add_all(class::CONTACT, &raw.closing.contact)?;
        self.add_all(class::FURNITURE, &raw.furniture.lines)?;
        self.add_all(class::PAGE, &raw.furniture.page)?;
        self.add_all(class::ANNEX, &raw.furniture.annex)?;
        self.add_all(class::ATTACHED, &raw.furniture.attached)?;
        self.add_all(class::RELATED, &raw.furniture.related)?;
        self.add_all(class::MENU, &raw.furniture.menu)?;
        self.add_all(class::TABLE_INDEX, &raw.table.index)?;
        self.add_all(class::TABLE_NAME, &raw.table.name)?;
        self.add_all(class::TABLE_UNIT, &raw.table.unit)?;
        self.add_all(class::TABLE_BASELINE, &raw.table.baseline)?;
        self.add_all(class::TABLE_TARGET, &raw.table.target)?;
        self.add_all(class::TABLE_DEADLINE, &raw.table.deadline)?;
        self.add_all(class::RESULT, &raw.table.result)?;
        for (name, words) in &raw.vocabulary {
            let class = self.classes.get(name).copied().unwrap_or_default();
            self.add_all(class, words)?;
        }
        Ok(())
    }

    /// Adds the words of a table; its values, in the order by which the entries number them.
    fn listed<V: Copy>(&mut self, table: &BTreeMap<Str, V>, class: ClassId) -> Result<Vec<V>, Error> {
        self.add_all(class, table.keys())?;
        Ok(table.values().copied().collect())
    }

    fn number_words(&mut self, raw: &RawGrammar) -> Result<Vec<Decimal>, Error> {
        let table = &raw.numbers.words;
        self.add_all(class::NUMBER_WORD, table.keys())?;
        let values = table.iter().map(|(words, value)| match value {
            RawValue::Whole(value) => Ok(Decimal::from(*value)),
            RawValue::Decimal(text) => {
                text.parse().map_err(|error| self.mistake(words.span().start, &format!("{error}")))
            }
        });
        values.collect()
    }

    fn headings(&mut self, raw: &RawGrammar) -> Result<Vec<Heading>, Error> {
        let mut headings = Vec::new();
        for section in &raw.section {
            let phrases = section.headings.iter().map(|words| (class::HEADING, words));
            let hints = section.hints.iter().map(|words| (class::HEADING_HINT, words));
            let verbs = section.verbs.iter().map(|words| (class::HEADING_VERB, words));
            for (class, words) in phrases.chain(hints).chain(verbs) {
                self.add(class, headings.len(), words)?;
                let at = offset(words.span().start);
                let RawSection { kind, achieved, whole, yields, front, frames, .. } = *section;
                headings.push(Heading { kind, achieved, whole, yields, front, frames, class, at });
            }
        }
        Ok(headings)
    }

    fn named<N: for<'n> From<&'n str>>(
        &mut self,
        class: ClassId,
        lists: &BTreeMap<String, Vec<Str>>,
    ) -> Result<Vec<N>, Error> {
        for (index, words) in lists.values().enumerate() {
            words.iter().try_for_each(|words| self.add(class, index, words))?;
        }
        Ok(lists.keys().map(|name| name.as_str().into()).collect())
    }

    /// The currencies of countries, each of which is a unit.
    fn currencies(&mut self, raw: &RawGrammar) -> Result<Vec<super::Name>, Error> {
        for (name, words) in &raw.header.currencies {
            let known = self.units.iter().any(|unit| &*unit.name == name && unit.kind == QuantityKind::Money);
            if let Some(first) = words.first().filter(|_| !known) {
                return Err(self
                    .mistake(first.span().start, &format!("`{name}` is no unit of money of this grammar")));
            }
        }
        self.named(class::CURRENCY_AREA, &raw.header.currencies)
    }

    fn program(&mut self, source: &Str) -> Result<Program, Error> {
        let mut parts = std::mem::take(&mut self.parts);
        let compiled = pattern::compile(source.get_ref(), self, &mut parts);
        self.parts = parts;
        let compiled = compiled.map(|program| Program { at: offset(source.span().start), ..program });
        // One byte for the quote: exact for patterns without escapes, near enough for the others.
        compiled.map_err(|(at, why)| self.mistake(source.span().start + 1 + at, &why))
    }

    fn pattern_list(&mut self, sources: &[Str]) -> Result<Patterns, Error> {
        let programs = sources.iter().map(|source| self.program(source)).collect::<Result<Vec<_>, _>>()?;
        Ok(Patterns { entrances: Entrances::default(), programs })
    }

    fn templates(&mut self, raw: &RawGrammar) -> Result<Vec<Template>, Error> {
        let mut templates: Vec<Template> = Vec::new();
        for row in &raw.template {
            let name = row.name.get_ref().as_str();
            if templates.iter().any(|known| &*known.name == name) {
                return Err(
                    self.mistake(row.name.span().start, &format!("there are two templates named `{name}`"))
                );
            }
            let value = row.value.as_deref().map(str::parse).transpose();
            let value =
                value.map_err(|error| self.mistake(row.name.span().start, &format!("`value`: {error}")))?;
            let subject = row.subject.as_ref().map(|class| {
                let known = self.classes.get(class.get_ref()).copied();
                self.leftovers.used_classes.extend(known);
                known.ok_or_else(|| {
                    self.mistake(class.span().start, &format!("there is no class `{}`", class.get_ref()))
                })
            });
            templates.push(Template {
                subject: subject.transpose()?,
                name: name.into(),
                program: self.program(&row.pattern)?,
                kind: row.kind,
                comparator: row.comparator,
                change: row.change,
                unit: row.unit.as_deref().map(Into::into),
                per: row.per.as_deref().map(Into::into),
                value,
                weak: row.weak,
                role: row.role,
                negated: row.negated,
            });
        }
        Ok(templates)
    }
}

impl Names for Builder<'_> {
    fn class(&mut self, name: &str, values: &[&str]) -> Result<(u16, Option<Vec<u16>>, Slot), String> {
        let unknown = || format!("there is no class `{name}`; give its words under [vocabulary]");
        let class = self.classes.get(name).copied().ok_or_else(unknown)?;
        if self.leftovers.lenient {
            self.leftovers.used_classes.insert(class);
        }
        let slot = match class {
            class::BOUND | class::BOUND_AFTER => Slot::Bound,
            class::CHANGE => Slot::Change,
            class::UNIT => Slot::Unit,
            class::APPROXIMATE => Slot::Approximate,
            class::AVERAGE => Slot::Average,
            class::DOCUMENT => Slot::Kind,
            class::NAMED_YEAR => Slot::Year,
            _ => Slot::None,
        };
        if values.is_empty() {
            return Ok((class, None, slot));
        }
        let mut kept = Vec::new();
        for &value in values {
            let before = kept.len();
            match class {
                class::UNIT => {
                    let named = |unit: &Unit| &*unit.name == value || unit.kind.as_str() == value;
                    let fits = self.units.iter().enumerate().filter(|(_, unit)| named(unit));
                    kept.extend(fits.filter_map(|(index, _)| u16::try_from(index).ok()));
                }
                class::BOUND | class::BOUND_AFTER => {
                    let index = COMPARATORS.iter().position(|known| known.as_str() == value);
                    kept.extend(index.and_then(|index| u16::try_from(index).ok()));
                }
                class::CHANGE => {
                    let index = CHANGES.iter().position(|known| known.as_str() == value);
                    kept.extend(index.and_then(|index| u16::try_from(index).ok()));
                }
                _ => return Err(format!("only bound, change and unit take a value, not `{name}`")),
            }
            if kept.len() == before {
                return Err(format!("`{value}` is no {name} of this grammar"));
            }
        }
        Ok((class, Some(kept), slot))
    }

    fn pattern(&mut self, name: &str) -> Option<String> {
        if self.leftovers.lenient {
            self.leftovers.used_patterns.insert(name.to_string());
        }
        self.patterns.get(name).cloned()
    }

    fn intern(&mut self, word: &str) -> Vec<Key> {
        self.vocabulary.intern(word)
    }
}

fn keyword(raw: &RawKeyword) -> Keyword {
    let words = raw.after.as_ref().or(raw.before.as_ref());
    Keyword {
        starts: raw.before.is_some(),
        ends: raw.after.is_some(),
        item: raw.item,
        section: raw.section,
        paired: raw.paired,
        at: words.map_or(0, |words| offset(words.span().start)),
    }
}

/// A byte of the file. Files over 4 GiB are none.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
