//! Which patterns of a list can begin at a token, so that few are tried.

use super::chosen::Chosen;
use super::classes;
use super::needs::{Blur, Needs};
use super::program::{Program, Step};
use super::vocabulary::{ClassId, ClassSet, Key, Vocabulary};
use crate::text::{Shape, Token};
use rustc_hash::FxHashMap;

/// The patterns of a list by what they can begin with.
#[derive(Debug, Default)]
pub(crate) struct Entrances {
    keys: FxHashMap<Key, Chosen>,
    /// By class, whichever of its phrases stands there.
    classes: Vec<Chosen>,
    /// By the value of a phrase: `{unit:time}` begins with some units only.
    values: FxHashMap<(ClassId, u16), Chosen>,
    /// The classes of [`Self::values`].
    valued: ClassSet,
    digits: Chosen,
    words: Chosen,
    dates: Chosen,
    /// All classes that one begins with.
    any: ClassSet,
    /// The patterns that match without a figure, however far it is.
    free: Chosen,
    /// For each distance in tokens the patterns that reach a figure so far away, or match without one.
    reaching: Vec<Chosen>,
    /// For each pattern what must stand there.
    terms: Vec<Terms>,
    /// The patterns by what may stand behind the first thing they take.
    after_first: After,
    /// The same where that is a figure.
    after_figure: After,
}

/// What must stand at a place for a pattern to fit there.
#[derive(Debug)]
struct Terms {
    needs: Needs,
    looks_back: Option<ClassId>,
    spoken: bool,
    /// What may stand behind the first thing it takes where that is a figure.
    after_figure: Blur,
    /// See [`Program::past`].
    past: Blur,
}

/// What stands at a place and near it.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings {
    /// Among the first tokens.
    pub(crate) there: Blur,
    /// In the run of bounds and the like that begins there, and behind it.
    pub(crate) past: Blur,
    /// A word or a figure stands from there on.
    pub(crate) spoken: bool,
}

/// The patterns of a list by what they go on with.
#[derive(Debug, Default)]
struct After {
    /// By place of a [`Blur`].
    places: Vec<Chosen>,
    /// Those that may go on with anything, or with nothing.
    any: Chosen,
}

impl After {
    fn add(&mut self, index: u16, after: Blur) {
        if after == Blur::ALL {
            return self.any.add(index);
        }
        after.places().for_each(|place| add_at(&mut self.places, place, index));
    }

    /// Leaves those of `patterns` that may go on with `next`.
    fn keep(&self, patterns: &mut Chosen, next: Blur, room: &mut Chosen) {
        if patterns.is_empty() {
            return;
        }
        room.clear();
        room.join(&self.any);
        for place in next.places() {
            self.places.get(place).into_iter().for_each(|going_on| room.join(going_on));
        }
        patterns.meet(room);
    }
}

/// The patterns that could begin at a token.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    /// Those that begin with a word, a mark or a phrase there.
    named: Chosen,
    /// Those that begin with digits or a date there.
    figures: Chosen,
    /// For those that go on, while they are told.
    room: Chosen,
}

impl Candidates {
    pub(crate) fn clear(&mut self) {
        self.named.clear();
        self.figures.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.figures.is_empty()
    }

    /// Their numbers, in the order of the file.
    pub(crate) fn iter(&mut self) -> impl Iterator<Item = u16> {
        self.named.join(&self.figures);
        self.named.iter()
    }
}

/// Number of a list of patterns in [`Gates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Dates,
    References,
    Masks,
    Denominators,
    Horizons,
    Templates,
}

/// For each token, which lists have a pattern that could begin there: most tokens open none, and this is all that is
/// asked of them.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    words: Vec<u8>,
    stems: Vec<u8>,
    marks: FxHashMap<char, u8>,
    classes: Vec<u8>,
    /// Lists with a pattern that begins with digits, and what such patterns go on with.
    digits: Vec<(u8, Blur)>,
    any_word: u8,
    /// Lists with a pattern that begins with a date.
    dates: u8,
}

impl Gates {
    /// The bit of a list.
    pub(crate) fn bit(list: List) -> u8 {
        1 << list as u8
    }

    /// The lists that `entrances` stands for; `far` leaves out the patterns that need a figure within their reach.
    pub(super) fn add(&mut self, list: List, entrances: &Entrances, vocabulary: &Vocabulary, far: bool) {
        let bit = Self::bit(list);
        let opens = |patterns: &Chosen| patterns.iter().any(|index| !far || entrances.free.has(index));
        self.words.resize(vocabulary.words().max(self.words.len()), 0);
        self.stems.resize(vocabulary.stems().max(self.stems.len()), 0);
        #[expect(clippy::iter_over_hash_type, reason = "bits are joined, in whatever order")]
        for (key, patterns) in &entrances.keys {
            if !opens(patterns) {
                continue;
            }
            let place = match *key {
                Key::Word(symbol) | Key::Digits(symbol) => self.words.get_mut(usize::from(symbol)),
                Key::Stem(symbol) => self.stems.get_mut(usize::from(symbol)),
                Key::Mark(c) => Some(self.marks.entry(c).or_default()),
            };
            place.into_iter().for_each(|place| *place |= bit);
        }
        for (class, _) in entrances.classes.iter().enumerate().filter(|(_, patterns)| opens(patterns)) {
            self.open_class(class, bit);
        }
        for (&(class, _), _) in entrances.values.iter().filter(|(_, patterns)| opens(patterns)) {
            self.open_class(usize::from(class), bit);
        }
        let digits = entrances.digits.iter().filter(|&index| !far || entrances.free.has(index));
        let after = digits.filter_map(|index| Some(entrances.terms.get(usize::from(index))?.after_figure));
        self.digits.extend(after.reduce(Blur::join).map(|after| (bit, after)));
        self.any_word |= if opens(&entrances.words) { bit } else { 0 };
        self.dates |= if opens(&entrances.dates) { bit } else { 0 };
    }

    fn open_class(&mut self, class: usize, bit: u8) {
        if self.classes.len() <= class {
            self.classes.resize(class + 1, 0);
        }
        self.classes.get_mut(class).into_iter().for_each(|place| *place |= bit);
    }

    /// Lets every stem open what the shorter stems that it begins with open.
    pub(super) fn finish(&mut self, vocabulary: &Vocabulary) {
        for (symbol, shorter) in vocabulary.stems_by_length() {
            let more = self.stems.get(usize::from(shorter)).copied().unwrap_or(0);
            self.stems.get_mut(usize::from(symbol)).into_iter().for_each(|place| *place |= more);
        }
    }

    /// The lists that could have a pattern at a token; `behind` tells what follows the figure that begins there.
    pub(crate) fn at(
        &self,
        token: &Token,
        phrases: impl Iterator<Item = ClassId>,
        date: bool,
        behind: impl FnOnce() -> Blur,
    ) -> u8 {
        let own = match token.shape {
            Shape::Punct(c) => self.marks.get(&c).copied().unwrap_or(0),
            shape => {
                let word = self.words.get(usize::from(token.symbol)).copied().unwrap_or(0);
                let stem = self.stems.get(usize::from(token.stem)).copied().unwrap_or(0);
                word | stem | if shape == Shape::Digits { self.before(behind()) } else { self.any_word }
            }
        };
        let classes = phrases.map(|class| self.classes.get(usize::from(class)).copied().unwrap_or(0));
        classes.fold(own, |lists, more| lists | more) | if date { self.dates } else { 0 }
    }

    /// The lists with a pattern that begins with digits and could go on with `behind`.
    fn before(&self, behind: Blur) -> u8 {
        let open = self.digits.iter().filter(|(_, after)| after.admits(behind));
        open.fold(0, |lists, (bit, _)| lists | bit)
    }
}

/// The gates of a grammar.
#[derive(Debug, Default)]
pub(crate) struct AllGates {
    near: Gates,
    far: Gates,
    /// Longest reach of any pattern.
    reach: usize,
    /// The classes of which a text must have a phrase to say a figure in words, or to name a document.
    rousing: ClassSet,
}

impl AllGates {
    pub(super) fn new<'e>(
        lists: impl IntoIterator<Item = (List, &'e Entrances)>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut gates = Self::default();
        for (list, entrances) in lists {
            gates.near.add(list, entrances, vocabulary, false);
            gates.far.add(list, entrances, vocabulary, true);
            gates.reach = gates.reach.max(entrances.reaching.len().saturating_sub(1));
        }
        gates.near.finish(vocabulary);
        gates.far.finish(vocabulary);
        gates.rouse();
        gates
    }

    fn rouse(&mut self) {
        const FIGURES: [ClassId; 5] =
            [classes::NUMBER_WORD, classes::SCALE, classes::MONTH, classes::QUARTER, classes::NAMED_YEAR];
        FIGURES.into_iter().for_each(|class| self.rousing.add(class));
        let read = Gates::bit(List::Templates) | Gates::bit(List::References);
        for (class, _) in (0..).zip(&self.far.classes).filter(|&(_, lists)| lists & read != 0) {
            self.rousing.add(class);
        }
    }

    /// Whether a text with `token` in it may say a figure or name a document: it is a figure, may begin one, or a pattern
    /// that needs none may begin with it.
    pub(crate) fn is_rousing(&self, token: &Token, vocabulary: &Vocabulary) -> bool {
        let read = Gates::bit(List::Templates) | Gates::bit(List::References);
        token.shape == Shape::Digits
            || self.far.at(token, std::iter::empty(), false, Blur::default) & read != 0
            || vocabulary.classes_from(token).meets(self.rousing)
    }

    /// The gates for a token from which the next figure is so many tokens away.
    pub(crate) fn for_figure(&self, away: usize) -> &Gates {
        if away <= self.reach { &self.near } else { &self.far }
    }
}

/// What stands at a token, as far as a pattern can begin with it.
pub(crate) struct Openings<'t, P> {
    pub(crate) token: &'t Token,
    /// The classes and values of the phrases that begin here.
    pub(crate) phrases: P,
    /// A date begins here.
    pub(crate) date: bool,
    /// Tokens to the next figure; `usize::MAX` where none follows.
    pub(crate) figure: usize,
}

impl Entrances {
    pub(super) fn new<'p>(programs: impl Iterator<Item = &'p Program>) -> Self {
        let mut table = Self::default();
        for (index, program) in (0u16..).zip(programs) {
            table.reach(index, program.reach);
            table.terms.push(Terms {
                needs: program.needs,
                looks_back: program.looks_back,
                spoken: program.spoken,
                after_figure: program.after_figure,
                past: program.past,
            });
            table.after_first.add(index, program.after_first);
            table.after_figure.add(index, program.after_figure);
            program.first().into_iter().for_each(|step| table.begin(index, step));
        }
        let free = table.free.clone();
        table.reaching.iter_mut().for_each(|patterns| patterns.join(&free));
        table
    }

    /// Notes how far a pattern reaches.
    fn reach(&mut self, index: u16, reach: Option<usize>) {
        let Some(reach) = reach else { return self.free.add(index) };
        if self.reaching.len() <= reach {
            self.reaching.resize_with(reach + 1, Chosen::default);
        }
        self.reaching.iter_mut().take(reach + 1).for_each(|patterns| patterns.add(index));
    }

    /// Notes a step that a pattern can begin with.
    fn begin(&mut self, index: u16, step: &Step) {
        match step {
            Step::Key(key) => self.keys.entry(*key).or_default().add(index),
            Step::Class { class, values: None, .. } => self.begin_with(*class, index),
            Step::Class { class, values: Some(values), .. } => {
                self.any.add(*class);
                self.valued.add(*class);
                for &value in &values.0 {
                    self.values.entry((*class, value)).or_default().add(index);
                }
            }
            Step::Number { .. } => {
                self.digits.add(index);
                for class in [classes::NUMBER_WORD, classes::SCALE] {
                    self.begin_with(class, index);
                }
            }
            Step::Integer { roman, .. } => {
                if *roman {
                    self.words.add(index);
                }
                self.digits.add(index);
                for class in [classes::MONTH, classes::QUARTER, classes::NUMBER_WORD] {
                    self.begin_with(class, index);
                }
            }
            Step::Date => self.dates.add(index),
            _ => self.words.add(index),
        }
    }

    fn begin_with(&mut self, class: ClassId, index: u16) {
        self.any.add(class);
        add_at(&mut self.classes, usize::from(class), index);
    }

    /// Those of some candidates that could fit at a place, in the order of the file. `said` tells whether the text has a phrase
    /// of a class that is looked back for.
    pub(crate) fn fitting<'c>(
        &'c self,
        candidates: &'c mut Candidates,
        place: Surroundings,
        said: impl Fn(ClassId) -> bool,
    ) -> impl Iterator<Item = u16> {
        candidates.iter().filter(move |&index| {
            self.terms.get(usize::from(index)).is_none_or(|terms| {
                terms.needs.are_met(place.there)
                    && terms.past.admits(place.past)
                    && terms.looks_back.is_none_or(&said)
                    && (place.spoken || !terms.spoken)
            })
        })
    }

    /// Leaves out the candidates that cannot go on with `next` behind the first thing they take: dozens begin with a number,
    /// of which few go on with its unit.
    pub(crate) fn keep_going_on(&self, candidates: &mut Candidates, next: Blur) {
        let Candidates { named, figures, room } = candidates;
        self.after_first.keep(named, next, room);
        self.after_figure.keep(figures, next, room);
    }

    /// The patterns that could begin at a token.
    pub(crate) fn at(
        &self,
        vocabulary: &Vocabulary,
        openings: Openings<'_, impl Iterator<Item = (ClassId, u16)>>,
        found: &mut Candidates,
    ) {
        let Openings { token, phrases, date, figure } = openings;
        found.clear();
        let Candidates { named, figures, .. } = found;
        if !self.keys.is_empty() {
            vocabulary.keys(token, |key| self.keys.get(&key).into_iter().for_each(|list| named.join(list)));
        }
        for (class, value) in phrases.filter(|&(class, _)| self.any.may_have(class)) {
            self.classes.get(usize::from(class)).into_iter().for_each(|list| named.join(list));
            if self.valued.may_have(class) {
                self.values.get(&(class, value)).into_iter().for_each(|list| named.join(list));
            }
        }
        match token.shape {
            Shape::Digits => figures.join(&self.digits),
            Shape::Word => named.join(&self.words),
            Shape::Punct(_) => {}
        }
        if date {
            figures.join(&self.dates);
        }
        let reaching = self.reaching.get(figure).unwrap_or(&self.free);
        named.meet(reaching);
        figures.meet(reaching);
    }
}

/// Adds a pattern to one of some sets, which is made where there is none yet.
fn add_at(sets: &mut Vec<Chosen>, place: usize, index: u16) {
    if sets.len() <= place {
        sets.resize_with(place + 1, Chosen::default);
    }
    sets.get_mut(place).into_iter().for_each(|patterns| patterns.add(index));
}
