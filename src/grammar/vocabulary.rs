//! Words to numbers, phrases to entries: the longest-match table of a grammar.

use super::classes;
use super::letters::{Letter, Letters};
use super::trie::{Found, Spelt, Trie};
use crate::effort;
use crate::text::{FoldRules, Shape, Span, Symbol, Symbols, Token, has_letter, remark, tokenize};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::collections::HashMap;

/// Number of a class of words, such as `bound` or `unit`.
pub(crate) type ClassId = u16;

/// A phrase of the vocabulary that begins at some token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) class: ClassId,
    /// Meaning depends on the class: number of the unit, of the comparator, of the phrase in its list.
    pub(crate) value: u16,
    /// Byte of the grammar file at which it stands.
    pub(crate) at: u32,
}

/// One element of a phrase or a pattern literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Word(Symbol),
    /// A run of digits: `2/3`, `CO2`.
    Digits(Symbol),
    Stem(Symbol),
    Mark(char),
}

impl Key {
    /// Whether it stands for words alone.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Word(_) | Self::Stem(_))
    }

    pub(super) fn is_mark(self) -> bool {
        matches!(self, Self::Mark(_))
    }
}

/// The tables are filled from the grammar alone and only looked up by the text, so a hash that a text could not be
/// written against is not needed.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    fold: FoldRules,
    /// Letters that tell the language.
    telling: Box<str>,
    letters: Letters,
    trie: Trie,
    words: FxHashMap<Box<str>, Symbol>,
    stems: FxHashMap<Box<str>, Symbol>,
    /// Bytes of the longest stem.
    longest_stem: usize,
    /// For each stem the longest shorter stem it begins with.
    shorter: Vec<Symbol>,
    edges: FxHashMap<(u32, Key), u32>,
    entries: Vec<Vec<Entry>>,
    /// For each node whether a longer phrase goes on from it.
    inner: Vec<bool>,
    /// The classes of the phrases that begin with a word, a stem or one of those it begins with, or a mark.
    first: Firsts,
    scratch: Scratch,
}

/// Room that is used for phrase after phrase while a vocabulary is filled: a grammar has ten thousand.
#[derive(Debug, Default)]
struct Scratch {
    tokens: Vec<Token>,
    folded: String,
}

/// Classes of phrases, by what they begin with.
#[derive(Debug, Default)]
struct Firsts {
    words: Vec<ClassSet>,
    stems: Vec<ClassSet>,
    marks: FxHashMap<char, ClassSet>,
}

/// Some classes, numbered from 0.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    /// By class: its number plus one, or 0.
    places: Vec<u16>,
    count: usize,
}

impl Listed {
    /// Numbers `classes`.
    pub(super) fn new(classes: impl Iterator<Item = ClassId>) -> Self {
        let mut listed = Self::default();
        for class in classes.map(usize::from) {
            if listed.places.len() <= class {
                listed.places.resize(class + 1, 0);
            }
            let Some(place) = listed.places.get_mut(class).filter(|place| **place == 0) else { continue };
            let Ok(next) = u16::try_from(listed.count + 1) else { continue };
            (*place, listed.count) = (next, listed.count + 1);
        }
        listed
    }

    /// How many classes are listed.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The number of a class that is listed.
    pub(crate) fn place(&self, class: ClassId) -> Option<usize> {
        self.places.get(usize::from(class)).and_then(|&place| usize::from(place).checked_sub(1))
    }
}

/// A set of classes; all those from 127 on share a place, so a class may seem to be in it that is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassSet(u128);

impl ClassSet {
    const fn place(class: ClassId) -> u128 {
        1 << if class < 127 { class } else { 127 }
    }

    pub(crate) const fn of(classes: &[ClassId]) -> Self {
        let mut places = 0;
        let mut rest = classes;
        while let [class, others @ ..] = rest {
            places |= Self::place(*class);
            rest = others;
        }
        Self(places)
    }

    /// `false` means that `class` is not in the set.
    pub(crate) fn may_have(self, class: ClassId) -> bool {
        self.0 & Self::place(class) != 0
    }

    pub(crate) fn add(&mut self, class: ClassId) {
        self.0 |= Self::place(class);
    }

    pub(crate) const fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// `false` means that no class is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Words that stand before a value, in any order: bounds, "about", "on average".
pub(crate) const MODIFIERS: ClassSet =
    ClassSet::of(&[classes::BOUND, classes::APPROXIMATE, classes::AVERAGE]);

/// What a vocabulary says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordIn {
    /// Its number.
    pub(crate) symbol: Symbol,
    /// The number of the longest stem that it begins with.
    pub(crate) stem: Symbol,
    /// A phrase that tells the language may begin with it.
    pub(crate) tells: bool,
    /// It holds a letter that tells the language.
    pub(crate) lettered: bool,
}

impl WordIn {
    pub(crate) const UNKNOWN: Self =
        Self { symbol: Token::UNKNOWN, stem: Token::UNKNOWN, tells: false, lettered: false };
}

impl Symbols for Vocabulary {
    fn symbols(&self, word: &str) -> (Symbol, Symbol) {
        let known = self.word(word);
        (known.symbol, known.stem)
    }
}

thread_local! {
    /// Room for [`Vocabulary::phrases`], one for all texts of a thread; empty between two calls.
    static OPEN: Cell<Vec<(u32, usize)>> = const { Cell::new(Vec::new()) };
}

impl Vocabulary {
    pub(super) fn new(fold: FoldRules) -> Self {
        Self { fold, entries: vec![Vec::new()], ..Self::default() }
    }

    /// Makes room for so many phrases.
    pub(super) fn reserve(&mut self, phrases: usize) {
        self.words.reserve(phrases / 2);
        self.edges.reserve(phrases);
        self.entries.reserve(phrases);
    }

    /// What it says of a word.
    pub(crate) fn word(&self, word: &str) -> WordIn {
        // A stem may reach into an ending that is spelt in two ways, which the trie does not know of.
        let mixed = !self.stems.is_empty() && !self.fold.endings.is_empty();
        let read = if mixed { None } else { self.trie.read(word, &self.letters, &self.fold) };
        let found = read.unwrap_or_else(|| self.fold_and_find(word));
        let (symbol, stem) = (found.word, found.stem);
        let first = self.first_classes(symbol, stem);
        let tells = [classes::DETECT, classes::HEADING, classes::DOCUMENT];
        let tells = tells.iter().any(|&class| first.may_have(class));
        WordIn { symbol, stem, tells, lettered: found.telling }
    }

    /// The same for a word that must be folded as a whole.
    fn fold_and_find(&self, word: &str) -> Found {
        let folded = self.fold(word);
        Found {
            word: self.words.get(folded.as_str()).copied().unwrap_or(Token::UNKNOWN),
            stem: self.longest_stem(&folded, folded.len()),
            telling: !self.telling.is_empty() && has_letter(word, &self.telling),
        }
    }

    fn first_classes(&self, symbol: Symbol, stem: Symbol) -> ClassSet {
        let word = self.first.words.get(usize::from(symbol)).copied().unwrap_or_default();
        word.join(self.first.stems.get(usize::from(stem)).copied().unwrap_or_default())
    }

    fn longest_stem(&self, folded: &str, longest: usize) -> Symbol {
        if self.stems.is_empty() {
            return Token::UNKNOWN;
        }
        // A word may be as long as a line of base64; no stem is longer than the longest one.
        let mut longest = longest.min(self.longest_stem).min(folded.len());
        while !folded.is_char_boundary(longest) {
            longest -= 1;
        }
        let head = folded.get(..longest).unwrap_or_default();
        let ends = head.char_indices().rev().map(|(at, c)| at + c.len_utf8());
        let known = |end: usize| head.get(..end).and_then(|head| self.stems.get(head)).copied();
        ends.into_iter().find_map(known).unwrap_or(Token::UNKNOWN)
    }

    /// The folded key of a single word.
    pub(crate) fn fold(&self, word: &str) -> String {
        let mut out = String::new();
        self.fold.key(word, &mut out);
        out
    }

    /// Calls `known` for the words that `word` would be with other marks on one letter, up to the first that it takes. In a
    /// language whose letters have none there are no such words.
    pub(crate) fn respelt(&self, word: &str, mut known: impl FnMut(Symbol, Symbol) -> bool) -> bool {
        !self.telling.is_empty()
            && remark(word, &self.telling, |word| {
                effort::note(1);
                let found = self.word(word);
                found.symbol != Token::UNKNOWN && known(found.symbol, found.stem)
            })
    }

    /// Gives every word of `phrase` a number and returns its keys; `word*` stands for all words with that stem.
    pub(super) fn intern(&mut self, phrase: &str) -> Vec<Key> {
        let Scratch { mut tokens, mut folded } = std::mem::take(&mut self.scratch);
        tokens.clear();
        tokenize(phrase, Span::new(0, phrase.len()), &Unknown, &mut tokens);
        let mut keys = Vec::with_capacity(tokens.len());
        let mut words = tokens.iter().peekable();
        while let Some(token) = words.next() {
            match token.shape {
                Shape::Punct(c) => keys.push(Key::Mark(c)),
                Shape::Word | Shape::Digits => {
                    self.fold.key(token.span.of(phrase), &mut folded);
                    let stem = words.next_if(|next| next.is('*') && !next.spaced).is_some();
                    if stem {
                        self.longest_stem = self.longest_stem.max(folded.len());
                    }
                    let table = if stem { &mut self.stems } else { &mut self.words };
                    let symbol = table.get(folded.as_str()).copied().unwrap_or_else(|| {
                        let next = Symbol::try_from(table.len()).unwrap_or(Token::UNKNOWN);
                        table.insert(folded.as_str().into(), next);
                        next
                    });
                    keys.push(match token.shape {
                        _ if stem => Key::Stem(symbol),
                        Shape::Digits => Key::Digits(symbol),
                        _ => Key::Word(symbol),
                    });
                }
            }
        }
        self.scratch = Scratch { tokens, folded };
        keys
    }

    /// Adds a phrase, by its keys, to a class; where the class has that phrase already, nothing is added and its entry
    /// comes back.
    pub(super) fn add(&mut self, keys: Vec<Key>, entry: Entry) -> Option<Entry> {
        if keys.is_empty() {
            return None;
        }
        let mut node = 0;
        for key in keys {
            let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry((node, key)).or_insert(next);
            if node == next {
                self.entries.push(Vec::new());
            }
        }
        let entries = self.entries.get_mut(node as usize)?;
        let known = entries.iter().find(|known| known.class == entry.class).copied();
        if known.is_none() {
            entries.push(entry);
        }
        known
    }

    /// Closes the table: links every stem to the next shorter one, and sums up what can begin where.
    pub(super) fn finish(&mut self, telling: &str) {
        self.telling = telling.into();
        self.scratch = Scratch::default();
        self.spell();
        self.link_stems();
        self.inner = vec![false; self.entries.len()];
        // What each node and those after it hold; nodes are numbered from the root outwards.
        let mut below: Vec<ClassSet> = Vec::with_capacity(self.entries.len());
        for entries in &self.entries {
            let mut set = ClassSet::default();
            entries.iter().for_each(|entry| set.add(entry.class));
            below.push(set);
        }
        let mut first = Firsts {
            words: vec![ClassSet::default(); self.words.len()],
            stems: vec![ClassSet::default(); self.stems.len()],
            marks: FxHashMap::default(),
        };
        for (to, (from, key)) in self.origins().into_iter().enumerate().skip(1).rev() {
            let set = below.get(to).copied().unwrap_or_default();
            if let (Some(from), Some(inner)) =
                (below.get_mut(from as usize), self.inner.get_mut(from as usize))
            {
                *from = from.join(set);
                *inner = true;
            }
            let place = match key {
                _ if from != 0 => None,
                Key::Word(symbol) | Key::Digits(symbol) => first.words.get_mut(usize::from(symbol)),
                Key::Stem(symbol) => first.stems.get_mut(usize::from(symbol)),
                Key::Mark(c) => Some(first.marks.entry(c).or_default()),
            };
            if let Some(place) = place {
                *place = place.join(set);
            }
        }
        // A word with a stem has the shorter stems as well.
        for (symbol, shorter) in self.stems_by_length() {
            let more = first.stems.get(usize::from(shorter)).copied().unwrap_or_default();
            if let Some(place) = first.stems.get_mut(usize::from(symbol)) {
                *place = place.join(more);
            }
        }
        self.first = first;
    }

    /// Whether there are more words or stems than numbers for them.
    pub(super) fn is_full(&self) -> bool {
        self.words.len().max(self.stems.len()) > usize::from(Token::UNKNOWN)
    }

    /// How many words have numbers.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    /// How many stems have numbers.
    pub(super) fn stems(&self) -> usize {
        self.stems.len()
    }

    /// Every stem with the longest shorter one that it begins with, the shorter ones first.
    pub(super) fn stems_by_length(&self) -> impl Iterator<Item = (Symbol, Symbol)> {
        let mut order: Vec<(usize, Symbol)> =
            self.stems.iter().map(|(text, &symbol)| (text.len(), symbol)).collect();
        order.sort_unstable();
        let shorter =
            |symbol: Symbol| self.shorter.get(usize::from(symbol)).copied().unwrap_or(Token::UNKNOWN);
        order.into_iter().map(move |(_, symbol)| (symbol, shorter(symbol)))
    }

    /// The classes of which a phrase may begin with `token`.
    pub(crate) fn classes_from(&self, token: &Token) -> ClassSet {
        if let Shape::Punct(c) = token.shape {
            return self.first.marks.get(&c).copied().unwrap_or_default();
        }
        self.first_classes(token.symbol, token.stem)
    }

    /// For each node the one before it, and the key that leads from there to it; the root has itself. A node has a greater
    /// number than the one before it.
    fn origins(&self) -> Vec<(u32, Key)> {
        let mut origins = vec![(0, Key::Mark('\0')); self.entries.len()];
        #[expect(clippy::iter_over_hash_type, reason = "one edge leads to each node")]
        for (&origin, &to) in &self.edges {
            if let Some(place) = origins.get_mut(to as usize) {
                *place = origin;
            }
        }
        origins
    }

    /// How many tokens the longest phrase of each class has, by class.
    pub(super) fn longest_phrases(&self) -> Vec<usize> {
        let mut depth = vec![0usize; self.entries.len()];
        for (to, (from, _)) in self.origins().into_iter().enumerate().skip(1) {
            let above = depth.get(from as usize).copied().unwrap_or(0);
            if let Some(place) = depth.get_mut(to) {
                *place = above + 1;
            }
        }
        let mut longest = Vec::new();
        for (entries, depth) in self.entries.iter().zip(depth) {
            for entry in entries {
                let class = usize::from(entry.class);
                if longest.len() <= class {
                    longest.resize(class + 1, 0);
                }
                if let Some(known) = longest.get_mut(class).filter(|known| **known < depth) {
                    *known = depth;
                }
            }
        }
        longest
    }

    /// Puts all words and stems into the trie.
    fn spell(&mut self) {
        let mut letters = Letters::new(&self.telling);
        // The letters of all words one after the other, and for each word where its own end.
        let mut run: Vec<Letter> = Vec::new();
        let mut ends: Vec<(usize, Symbol, bool)> = Vec::with_capacity(self.words.len() + self.stems.len());
        let mut add = |folded: &str, symbol: Symbol, is_stem: bool| {
            let start = run.len();
            run.extend(folded.chars().map_while(|c| letters.add(c)));
            if run.len() - start == folded.chars().count() {
                ends.push((run.len(), symbol, is_stem));
            } else {
                run.truncate(start);
            }
        };
        #[expect(clippy::iter_over_hash_type, reason = "in whatever order, the trie holds the same words")]
        for (word, &symbol) in &self.words {
            if self.fold.ending(word).is_none() {
                add(word, symbol, false);
            }
            // Where an ending is spelt in two ways, the word is there in both.
            for (from, to) in &self.fold.endings {
                let other = word.strip_suffix(to.as_str()).map(|rest| format!("{rest}{from}"));
                let same = |other: &String| self.fold.ending(other) == Some((from.as_str(), to.as_str()));
                other.filter(same).iter().for_each(|other| add(other, symbol, false));
            }
        }
        self.stems.iter().for_each(|(stem, &symbol)| add(stem, symbol, true));
        let mut rest = run.as_slice();
        let mut start = 0;
        let spelt = ends.iter().map(|&(end, symbol, is_stem)| {
            let (letters, others) = rest.split_at_checked(end - start).unwrap_or((rest, &[]));
            (rest, start) = (others, end);
            Spelt { letters, symbol, is_stem }
        });
        (self.trie, self.letters) = (Trie::new(spelt.collect()), letters);
    }

    fn link_stems(&mut self) {
        let mut shorter = vec![Token::UNKNOWN; self.stems.len()];
        let mut stems: Vec<(&Box<str>, &Symbol)> = self.stems.iter().collect();
        stems.sort_unstable();
        for (stem, &symbol) in stems {
            let cut = stem.char_indices().next_back().map_or(0, |(at, _)| at);
            if let Some(place) = shorter.get_mut(usize::from(symbol)) {
                *place = self.longest_stem(stem, cut);
            }
        }
        self.shorter = shorter;
    }

    /// Whether `token` is what `key` asks for.
    pub(crate) fn fits(&self, token: &Token, key: Key) -> bool {
        match key {
            Key::Mark(c) => token.is(c),
            Key::Word(symbol) | Key::Digits(symbol) => token.symbol == symbol,
            Key::Stem(symbol) => self.stems_of(token).any(|stem| stem == symbol),
        }
    }

    /// Calls `found` with every key that `token` fits.
    pub(crate) fn keys(&self, token: &Token, mut found: impl FnMut(Key)) {
        match token.shape {
            Shape::Punct(c) => found(Key::Mark(c)),
            Shape::Word | Shape::Digits => {
                if token.symbol != Token::UNKNOWN {
                    let digits = token.shape == Shape::Digits;
                    found(if digits { Key::Digits(token.symbol) } else { Key::Word(token.symbol) });
                }
                self.stems_of(token).for_each(|stem| found(Key::Stem(stem)));
            }
        }
    }

    fn stems_of(&self, token: &Token) -> impl Iterator<Item = Symbol> {
        let mut stem = token.stem;
        std::iter::from_fn(move || {
            let found = (stem != Token::UNKNOWN).then_some(stem)?;
            stem = self.shorter.get(usize::from(found)).copied().unwrap_or(Token::UNKNOWN);
            Some(found)
        })
    }

    /// Calls `found` for every phrase that begins with the first of `tokens`, with its length in tokens.
    ///
    /// A phrase is as long as its words, and each word has few readings (itself and its stems), so the work at
    /// one token is bounded by the grammar, not by the text.
    pub(crate) fn phrases(&self, tokens: &[Token], mut found: impl FnMut(usize, Entry)) {
        // With most words of a text no phrase begins.
        effort::note(1);
        if tokens.first().is_none_or(|first| self.classes_from(first) == ClassSet::default()) {
            return;
        }
        // Most words go on in one way or none, so the first way needs no room in the list.
        let mut open = OPEN.take();
        let mut first = Some((0, 0));
        while let Some((node, length)) = first.take().or_else(|| open.pop()) {
            effort::note(1);
            for &entry in self.entries.get(node as usize).into_iter().flatten() {
                found(length, entry);
            }
            let inner = self.inner.get(node as usize).copied().unwrap_or(true);
            let Some(token) = tokens.get(length).filter(|_| inner) else { continue };
            let others = open.len();
            self.keys(token, |key| {
                if let Some(&next) = self.edges.get(&(node, key)) {
                    match first {
                        None => first = Some((next, length + 1)),
                        Some(_) => open.push((next, length + 1)),
                    }
                }
            });
            // Of two readings of one length the word itself is found before a stem, a long stem before a short one.
            if let Some(readings) = open.get_mut(others..) {
                readings.reverse();
            }
        }
        OPEN.set(open);
    }

    /// The longest phrase of `class` that begins with the first of `tokens`.
    pub(crate) fn longest(&self, tokens: &[Token], class: ClassId) -> Option<(usize, u16)> {
        let mut best = None;
        if !tokens.first().is_some_and(|first| self.classes_from(first).may_have(class)) {
            return None;
        }
        self.phrases(tokens, |length, entry| {
            if entry.class == class && best.is_none_or(|(known, _)| length > known) {
                best = Some((length, entry.value));
            }
        });
        best
    }
}

/// What only the check of a file asks for.
impl Vocabulary {
    /// Whether every word `word` begins with the stem `stem`.
    pub(super) fn is_stem(&self, stem: Symbol, word: Symbol) -> bool {
        let text = |table: &FxHashMap<Box<str>, Symbol>, symbol| {
            table.iter().find(|&(_, &known)| known == symbol).map(|(text, _)| text.clone())
        };
        let (stem, word) = (text(&self.stems, stem), text(&self.words, word));
        stem.zip(word).is_some_and(|(stem, word)| word.starts_with(&*stem))
    }

    /// Byte of the file at which the first entry of a class stands.
    pub(super) fn first_of(&self, class: ClassId) -> Option<u32> {
        self.entries.iter().flatten().filter(|entry| entry.class == class).map(|entry| entry.at).min()
    }

    /// Calls `found` with every entry and each entry of its class whose phrase fits all that its own fits: the same
    /// words, with stems in place of some.
    pub(super) fn covered(&self, mut found: impl FnMut(Entry, Entry)) {
        let mut next: HashMap<u32, Vec<(Key, u32)>> = HashMap::new();
        self.edges.iter().for_each(|(&(node, key), &to)| next.entry(node).or_default().push((key, to)));
        let by_symbol = |table: &FxHashMap<Box<str>, Symbol>| -> HashMap<Symbol, String> {
            table.iter().map(|(text, &symbol)| (symbol, text.to_string())).collect()
        };
        let (words, stems) = (by_symbol(&self.words), by_symbol(&self.stems));
        // A node, and those that phrases with wider keys lead to.
        let mut open: Vec<(u32, Vec<u32>)> = vec![(0, Vec::new())];
        while let Some((node, wider)) = open.pop() {
            let at = |node: u32| self.entries.get(node as usize).into_iter().flatten().copied();
            for own in at(node) {
                for other in wider.iter().flat_map(|&node| at(node)).filter(|other| other.class == own.class)
                {
                    found(own, other);
                }
            }
            for &(key, to) in next.get(&node).into_iter().flatten() {
                let (text, own) = match key {
                    Key::Word(symbol) | Key::Digits(symbol) => (words.get(&symbol), None),
                    Key::Stem(symbol) => (stems.get(&symbol), Some(symbol)),
                    Key::Mark(_) => (None, None),
                };
                let covers: Vec<Key> = text.map_or_else(Vec::new, |text| {
                    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
                    let known = ends.filter_map(|end| self.stems.get(text.get(..end)?).copied());
                    known.filter(|&stem| Some(stem) != own).map(Key::Stem).collect()
                });
                let step = |node: u32, key: Key| self.edges.get(&(node, key)).copied();
                let same = wider.iter().filter_map(|&node| step(node, key));
                let other = std::iter::once(&node).chain(&wider);
                let other = other.flat_map(|&node| covers.iter().filter_map(move |&key| step(node, key)));
                let reached = same.chain(other).collect();
                open.push((to, reached));
            }
        }
    }
}

struct Unknown;

impl Symbols for Unknown {
    fn symbols(&self, _: &str) -> (Symbol, Symbol) {
        (Token::UNKNOWN, Token::UNKNOWN)
    }
}
