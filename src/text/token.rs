//! A text cut into words, digit runs and punctuation, each with its bytes.

use super::chars::{Class, Traits};
use super::fold::{fold_punctuation, is_ignorable, is_line_end, is_space, is_unspaced};
use super::{Markup, Span, markup};
use crate::effort;
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters with their marks; one character in scripts without blanks.
    Word,
    /// Decimal digits, of any width.
    Digits,
    /// One mark, folded by [`fold_punctuation`].
    Punct(char),
}

/// Number of a word or stem in a vocabulary: two bytes, as tokens are most of what a text is read with.
pub(crate) type Symbol = u16;

/// One token; white space is none, but is remembered as [`Token::spaced`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) shape: Shape,
    /// White space stands before it.
    pub(crate) spaced: bool,
    /// Its first letter is upper case.
    pub(crate) capital: bool,
    /// All its letters are upper case.
    pub(crate) shouted: bool,
    /// Number of the word in the vocabulary, [`Token::UNKNOWN`] where it has none.
    pub(crate) symbol: Symbol,
    /// Number of the longest stem of the vocabulary that the word begins with.
    pub(crate) stem: Symbol,
}

impl Token {
    /// The number of every word that no vocabulary knows.
    pub(crate) const UNKNOWN: Symbol = Symbol::MAX;

    /// Whether this is the mark `c`.
    pub(crate) fn is(&self, c: char) -> bool {
        self.shape == Shape::Punct(c)
    }
}

/// Whether words end like a sentence or lead over to more: `.` `;` `:` `,`.
pub(crate) fn is_ended(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | ',')))
}

/// Gives words their numbers.
///
/// The work for one word is bounded by the grammar, and most words of a text come again and again, so what is asked for
/// is worth remembering: see [`Vocabulary`](crate::grammar::Vocabulary).
pub(crate) trait Symbols {
    /// The number of `word` and of its longest known stem; [`Token::UNKNOWN`] for none.
    fn symbols(&self, word: &str) -> (Symbol, Symbol);
}

/// Cuts the bytes of `span` into tokens and appends them to `out`, as a text of its own: nothing stands before its first
/// word.
pub(crate) fn tokenize(source: &str, span: Span, symbols: &impl Symbols, out: &mut Vec<Token>) {
    tokenize_up_to(source, span, symbols, usize::MAX, out);
}

/// The same; stops when `out` has `most` tokens.
pub(crate) fn tokenize_up_to(
    source: &str,
    span: Span,
    symbols: &impl Symbols,
    most: usize,
    out: &mut Vec<Token>,
) {
    let base = span.start();
    let content = span.of(source);
    let mut rest = content.chars();
    let mut spaced = false;
    let first = out.len();
    while out.len() < most {
        let at = content.len() - rest.as_str().len();
        let Some(c) = rest.next() else { break };
        effort::note(1);
        let traits = Traits::of(c);
        let class = traits.class();
        let mut token = Token {
            span: Span::default(),
            shape: Shape::Word,
            spaced,
            capital: traits.is_uppercase(),
            shouted: false,
            symbol: Token::UNKNOWN,
            stem: Token::UNKNOWN,
        };
        let end = match class {
            Class::Space => {
                spaced = true;
                continue;
            }
            Class::Hidden => continue,
            Class::Punct => {
                let (end, mark) = match markup(content, at) {
                    Some((length, kind)) => {
                        rest = content.get(at + length..).unwrap_or_default().chars();
                        match kind {
                            Markup::Nothing => continue,
                            Markup::Space => {
                                spaced = true;
                                continue;
                            }
                            Markup::Char(c) => (at + length, c),
                        }
                    }
                    None => (at + c.len_utf8(), c),
                };
                (token.shape, token.capital) = (Shape::Punct(fold_punctuation(mark)), false);
                end
            }
            Class::Letter | Class::Ideograph | Class::Digit => {
                let mut run = Run::take(c, &mut rest);
                if class == Class::Digit {
                    run.take_zeros(&mut rest);
                    run.take_last_zero(
                        content.get(at..).unwrap_or_default(),
                        out.len() < first + 2,
                        &mut rest,
                    );
                    run.take_zeros_of_ideographs(content.get(..at).unwrap_or_default(), &mut rest);
                    run.take_last_three(&mut rest);
                    run.take_percent(&mut rest);
                }
                let figure = class == Class::Digit
                    || (is_upright(c)
                        && (run.opens_percent(&mut rest)
                            || (c == 'l'
                                && run.opens_figure(content.get(..at).unwrap_or_default(), &mut rest))))
                    || (c == THREE && spaced && run.opens_three(&mut rest));
                let mut end = content.len() - rest.as_str().len();
                let misread = token.capital && run.small && is_misread_capitals(content.get(at..end));
                token.shouted = token.capital && (!run.small || misread);
                // Letters set apart are a word where they make one that is known, and so are letters with digits among them.
                let lone = class == Class::Letter && run.alike == 1;
                let apart = || if lone { spaced_letters(content, at) } else { None };
                let apart = || apart().map(|(end, word)| (end, symbols.symbols(&word)));
                let apart = misread_letters(content, at, end, symbols).or_else(apart);
                if let Some((last, known)) = apart.filter(|&(_, (symbol, _))| symbol != Token::UNKNOWN) {
                    end = last;
                    let letters = content.get(at..end).unwrap_or_default();
                    let loud = !letters.chars().any(|c| Traits::of(c).is_lowercase());
                    token.capital |= loud && class == Class::Digit;
                    token.shouted = token.capital && loud;
                    (token.symbol, token.stem) = known;
                    rest = content.get(end..).unwrap_or_default().chars();
                } else {
                    // Digits have a number too where a phrase holds them: `km2`, `CO2`.
                    if figure {
                        (token.shape, token.capital, token.shouted) = (Shape::Digits, false, false);
                    }
                    if !figure || run.length <= 2 {
                        let word = content.get(at..end).unwrap_or_default();
                        (token.symbol, token.stem) = match misread {
                            true => symbols.symbols(&word.replace('l', "I")),
                            false => read_word(word, symbols),
                        };
                    }
                }
                end
            }
        };
        token.span = Span::new(base + at, base + end);
        out.push(token);
        spaced = false;
    }
}

/// The characters of a word or of a row of digits.
struct Run {
    /// How many there are.
    length: usize,
    /// The same without marks and hidden characters.
    alike: usize,
    /// One is a small letter.
    small: bool,
}

impl Run {
    /// Takes from `rest` what goes on with `first`.
    fn take(first: char, rest: &mut std::str::Chars<'_>) -> Self {
        let traits = Traits::of(first);
        let class = traits.class();
        let mut run = Self { length: 1, alike: 1, small: traits.is_lowercase() };
        loop {
            let mut ahead = rest.clone();
            let Some(next) = ahead.next() else { return run };
            let traits = Traits::of(next);
            let next_class = traits.class();
            let alike = next_class == class && class != Class::Ideograph;
            // Marks of scripts without blanks are characters of their own at the start of a word only.
            let mark =
                next_class == Class::Hidden || (next_class == Class::Ideograph && traits.is_combining());
            if !(alike || mark) {
                return run;
            }
            run.small |= traits.is_lowercase();
            run.length += 1;
            run.alike += usize::from(alike);
            *rest = ahead;
        }
    }

    /// Goes on over letters that a scan has taken for zeros, and the digits behind them.
    fn take_zeros(&mut self, rest: &mut std::str::Chars<'_>) {
        loop {
            let mut ahead = rest.clone();
            let Some(letter) = ahead.next().filter(|&c| is_round(c)) else { return };
            if !is_misread_zero(letter, &ahead) {
                return;
            }
            *rest = ahead;
            self.length += 1;
            self.alike += 1;
            if rest.clone().next().is_some_and(|c| digit_value(c).is_some())
                && let Some(digit) = rest.next()
            {
                let more = Self::take(digit, rest);
                self.length += more.length;
                self.alike += more.alike;
            }
        }
    }

    /// Goes on over such a letter at the end of a number that says itself what it is: a year of our time, `203О года`, the
    /// number of an item where a line begins, `1О. Дороги`, `§ 1О. Дороги`, and a figure before a small word, `4O per cent`.
    /// Elsewhere nobody knows, `4О %`, but before a sign that only a figure has: see [`take_percent`](Self::take_percent).
    fn take_last_zero(&mut self, text: &str, opens: bool, rest: &mut std::str::Chars<'_>) {
        let mut behind = rest.clone();
        let Some(letter) = behind.next().filter(|&c| is_round(c)) else { return };
        let goes_on =
            |c: char| matches!(Traits::of(c).class(), Class::Letter | Class::Digit | Class::Ideograph);
        let year = self.length == 3
            && (text.starts_with("19") || text.starts_with("20"))
            && !behind.clone().next().is_some_and(goes_on);
        let mark = behind.as_str().strip_prefix(['.', ')']);
        let item = opens
            && self.length <= 2
            && !letter.is_lowercase()
            && mark.is_some_and(|rest| rest.starts_with(is_space));
        let word = behind.as_str().trim_start_matches(is_space);
        let counts = !letter.is_lowercase()
            && word.len() < behind.as_str().len()
            && word.starts_with(char::is_lowercase);
        if year || item || counts {
            *rest = behind;
            self.length += 1;
            self.alike += 1;
        }
    }

    /// Goes on over such letters at the end of a number that an ideograph follows at once, `12OO套`, `3O日前`: no word goes on
    /// so. `before` is what stands before the number: in `O2O平台` and `H2O含量` it belongs to a name.
    fn take_zeros_of_ideographs(&mut self, before: &str, rest: &mut std::str::Chars<'_>) {
        const MOST: usize = 4;
        let capital = |&c: &char| is_round(c) && !c.is_lowercase();
        let zeros = rest.clone().take(MOST).take_while(capital).count();
        let goes_on = |c: Option<char>, class| c.is_some_and(|c| Traits::of(c).class() == class);
        if zeros == 0
            || !goes_on(rest.clone().nth(zeros), Class::Ideograph)
            || goes_on(before.chars().next_back(), Class::Letter)
        {
            return;
        }
        for _ in 0..zeros {
            rest.next();
        }
        self.length += zeros;
        self.alike += zeros;
    }

    /// Goes on over letters at the end of a number that a scan has taken for digits, where the sign of a percentage follows at
    /// once: `9O%`, `1OO%`, `2l%`.
    fn take_percent(&mut self, rest: &mut std::str::Chars<'_>) {
        let Some((length, _)) = misread_percent(rest.as_str()).filter(|&(length, _)| length > 0) else {
            return;
        };
        for _ in 0..length {
            rest.next();
        }
        self.length += length;
        self.alike += length;
    }

    /// Whether this one small letter, with a blank at the end of `before`, opens a figure, `l2 schools`, `l,200 schools`; takes the
    /// rest of it. A capital is the letter of a name: `I5`.
    fn opens_figure(&mut self, before: &str, rest: &mut std::str::Chars<'_>) -> bool {
        /// Digits of a group: behind one letter and a comma, anything else is a list.
        const GROUP: usize = 3;
        let alone = before.chars().next_back().is_none_or(is_space);
        let text = rest.as_str();
        if self.length != 1 || !alone {
            return false;
        }
        let digits = |text: &str| text.chars().take_while(|&c| digit_value(c).is_some()).count();
        if text.strip_prefix(',').is_some_and(|group| digits(group) == GROUP) {
            return true;
        }
        let length = digits(text);
        let ends = text.chars().nth(length).is_none_or(|next| Traits::of(next).class() != Class::Letter);
        if length == 0 || length > GROUP || !ends {
            return false;
        }
        rest.nth(length - 1);
        self.length += length;
        self.alike += length;
        true
    }

    /// Goes on over the letter that a scan has taken for a three at the end of a number: `1З лодок`, `2З %`.
    fn take_last_three(&mut self, rest: &mut std::str::Chars<'_>) {
        let mut behind = rest.clone();
        let three = behind.next() == Some(THREE);
        if three && behind.as_str().starts_with(is_space) {
            *rest = behind;
            self.length += 1;
            self.alike += 1;
        }
    }

    /// Whether this one letter is a three that a scan has read so: before digits, `З0 %`, and alone before a small word or the
    /// sign of a percentage, `в З раза`. `З. Лугова` and `З)` are a name and a marker.
    fn opens_three(&mut self, rest: &mut std::str::Chars<'_>) -> bool {
        let mut behind = rest.clone();
        let next = behind.next().filter(|_| self.length == 1);
        if let Some(digit) = next.filter(|&c| digit_value(c).is_some()) {
            let more = Self::take(digit, &mut behind);
            self.length += more.length;
            self.alike += more.alike;
            *rest = behind;
            return true;
        }
        if !next.is_some_and(is_space) {
            return false;
        }
        let word = behind.as_str().trim_start_matches(is_space);
        // A letter alone is one of a word in spaced letters: `З а д а ч и`.
        let small = word.chars().take(2).filter(|&c| Traits::of(c).is_lowercase()).count() == 2;
        small || word.starts_with(|c| fold_punctuation(c) == '%')
    }

    /// Whether this one letter opens such a percentage, `l00%`, `I5%`; takes the rest of it.
    fn opens_percent(&mut self, rest: &mut std::str::Chars<'_>) -> bool {
        let opens = self.length == 1 && misread_percent(rest.as_str()).is_some_and(|(_, digits)| digits > 0);
        if opens {
            self.take_percent(rest);
        }
        opens
    }
}

/// Digits, and letters that a scan takes for them, up to the sign of a percentage: how many characters, and how many of them
/// digits.
fn misread_percent(text: &str) -> Option<(usize, usize)> {
    /// No percentage is longer.
    const LONGEST: usize = 4;
    let (mut length, mut digits) = (0, 0);
    for c in text.chars().take(LONGEST + 1) {
        match figure_value(c) {
            _ if fold_punctuation(c) == '%' => return Some((length, digits)),
            Some(_) => (length, digits) = (length + 1, digits + usize::from(digit_value(c).is_some())),
            None => return None,
        }
    }
    None
}

/// The numbers of a word; where it has none and a scan may have taken `m` for `rn`, those of the word that it then is:
/// `rnonths`, `Decernber`.
fn read_word(word: &str, symbols: &impl Symbols) -> (Symbol, Symbol) {
    /// Letters of a word that can be no other one: `corn`, `stern` and `com`, `stem` are short. No word begins with `rn`.
    const FEWEST: usize = 5;
    let known = symbols.symbols(word);
    if known.0 != Token::UNKNOWN {
        return known;
    }
    let seen: String;
    let word = if word.contains('\u{AD}') {
        seen = word.chars().filter(|&c| !is_ignorable(c)).collect();
        &seen
    } else {
        word
    };
    // Every unknown word is asked; a search for two letters would take longer to set up than to look.
    if !word.as_bytes().windows(2).any(|pair| pair == b"rn") {
        return known;
    }
    let sure = |read: &String| word.starts_with("rn") || read.len() >= FEWEST;
    let all = std::iter::once(word.replace("rn", "m"));
    let each = word.match_indices("rn").take(FEWEST);
    let each =
        each.filter_map(|(at, pair)| Some(format!("{}m{}", word.get(..at)?, word.get(at + pair.len()..)?)));
    let read = all.chain(each).filter(sure).map(|read| symbols.symbols(&read));
    read.into_iter().find(|&(symbol, _)| symbol != Token::UNKNOWN).unwrap_or(known)
}

/// A word in which a scan has taken letters for digits, `1ess`, `annua1ly`, `6олее`, where the letters from `at` up to `end`, or
/// the digits there, are a part of it: where it ends, and its numbers. It is a word that is known, with more letters than digits.
fn misread_letters(
    content: &str,
    at: usize,
    end: usize,
    symbols: &impl Symbols,
) -> Option<(usize, (Symbol, Symbol))> {
    /// `дом 3а`, `6ти`
    const FEWEST: usize = 4;
    /// Longer than any word of a vocabulary.
    const MOST: usize = 40;
    let next = content.get(end..)?.chars().next()?;
    let first = content.get(at..end)?.chars().next()?;
    let is_digit = |c: char| Traits::of(c).class() == Class::Digit;
    // Every word is asked, and few stand at once beside a digit.
    if (next.is_ascii() && !next.is_ascii_alphanumeric()) || !(is_digit(next) || is_digit(first)) {
        return None;
    }
    let is_letter = |c: char| Traits::of(c).class() == Class::Letter;
    let beside = if is_letter(first) { first } else { next };
    let letter = |c: char| letter_of_shape(c, beside);
    let meets =
        if is_letter(first) { letter(next).is_some() } else { letter(first).is_some() && is_letter(next) };
    let glued = |c: char| is_letter(c) || letter(c).is_some();
    let goes_on = |c: char| glued(c) || digit_value(c).is_some();
    if !meets || content.get(..at)?.chars().next_back().is_some_and(goes_on) {
        return None;
    }
    let (mut word, mut length, mut figures, mut last) = (String::new(), 0, 0, at);
    let hidden = |c: char| Traits::of(c).class() == Class::Hidden;
    for c in content.get(at..)?.chars().take_while(|&c| glued(c) || hidden(c)).take(MOST) {
        effort::note(1);
        if hidden(c) {
            last += c.len_utf8();
            continue;
        }
        length += 1;
        figures += usize::from(!is_letter(c));
        last += c.len_utf8();
        word.push(letter(c).unwrap_or(c));
    }
    let ended = content.get(last..)?.chars().next().is_none_or(|c| digit_value(c).is_none());
    if length < FEWEST || figures * 2 >= length || !ended {
        return None;
    }
    let known = symbols.symbols(&word);
    (known.0 != Token::UNKNOWN).then_some((last, known))
}

/// The letter that looks like a digit, in the script of `beside`: scans take one for the other.
pub(crate) fn letter_of_shape(digit: char, beside: char) -> Option<char> {
    match (digit_value(digit)?, matches!(beside, '\u{400}'..='\u{4FF}')) {
        (0, true) => Some('о'),
        (3, true) => Some('з'),
        (6, true) => Some('б'),
        (0, false) => Some('o'),
        (1, false) => Some('l'),
        _ => None,
    }
}

/// Whether a word in capitals has `l` for `I`, as scans read it: `HlỆN`.
fn is_misread_capitals(word: Option<&str>) -> bool {
    /// Capitals that say so.
    const FEWEST: usize = 2;
    let Some(word) = word.filter(|word| word.contains('l')) else { return false };
    let letters = || word.chars().map(Traits::of).zip(word.chars());
    let capitals = letters().filter(|(traits, _)| traits.is_uppercase()).count();
    capitals >= FEWEST && letters().all(|(traits, c)| c == 'l' || !traits.is_lowercase())
}

/// Whether a letter between digits is a zero that a scan has taken for it: `2O29`, in Latin or Cyrillic.
fn is_misread_zero(c: char, behind: &std::str::Chars<'_>) -> bool {
    /// Characters looked at: several zeros may be misread.
    const NEAR: usize = 3;
    let next = || behind.clone().take(NEAR).find(|&c| !is_round(c));
    is_round(c) && next().is_some_and(|c| digit_value(c).is_some())
}

fn is_round(c: char) -> bool {
    matches!(c, 'O' | 'О' | 'o' | 'о')
}

/// The Cyrillic letter that looks like the digit three.
const THREE: char = 'З';

/// Whether a letter looks like the digit one.
fn is_upright(c: char) -> bool {
    matches!(c, 'l' | 'I')
}

/// The value of a digit, or of a letter that [stands for one](is_misread_zero) among digits.
fn figure_value(c: char) -> Option<u32> {
    let letter = is_round(c).then_some(0).or(is_upright(c).then_some(1)).or((c == THREE).then_some(3));
    digit_value(c).or(letter)
}

/// Cuts pieces of one text into tokens: a piece after another stands on a new line or page.
pub(crate) fn tokenize_pieces(
    source: &str,
    pieces: impl IntoIterator<Item = Span>,
    symbols: &impl Symbols,
    out: &mut Vec<Token>,
) {
    for piece in pieces {
        let first = out.len();
        tokenize(source, piece, symbols, out);
        if let Some(token) = out.get_mut(first).filter(|_| first > 0) {
            token.spaced = true;
        }
    }
    mend_breaks(source, out, symbols);
}

/// Makes one word of two in the tokens of a text: of those that a hyphen at a line end cut apart, `2 ме-` / `сяцев`, and of
/// those with a blank that no word has, as PDF files tear them: `46 гек таров`.
///
/// Where the one word is none that is known the hyphen may be its own, and no line end stands after it: `low-` / `carbon`.
pub(crate) fn mend_breaks(source: &str, tokens: &mut Vec<Token>, symbols: &impl Symbols) {
    effort::note(tokens.len());
    let cut = |&at: &usize| {
        let words = tokens.get(at..).unwrap_or_default();
        is_broken(source, words, symbols) || (is_torn(source, words) && is_near_figure(tokens, at))
    };
    let breaks: Vec<usize> = (0..tokens.len()).filter(cut).collect();
    if breaks.is_empty() {
        return;
    }
    // From the last to the first, so that the places of the others stay what they are.
    for at in breaks.into_iter().rev() {
        let hyphen = tokens.get(at + 1).is_some_and(|next| next.is('-'));
        let pieces = tokens.get_mut(at..at + 2 + usize::from(hyphen)).unwrap_or_default();
        let [first, hyphen @ .., last] = pieces else { continue };
        let (symbol, stem) = joined(source, first, last, symbols);
        last.spaced &= hyphen.is_empty();
        if symbol != Token::UNKNOWN || (stem != Token::UNKNOWN && stem != first.stem) {
            let shouted = first.shouted && last.shouted;
            *first = Token { span: first.span.cover(last.span), symbol, stem, shouted, ..*first };
            hyphen.iter_mut().for_each(|hyphen| hyphen.span = Span::default());
            last.span = Span::default();
        }
    }
    tokens.retain(|token| !token.span.is_empty());
}

/// Whether the first two of `words` could be one that a blank has torn: neither is known, and the second goes on small.
fn is_torn(source: &str, words: &[Token]) -> bool {
    let [first, last, ..] = words else { return false };
    let unknown = |word: &Token| word.shape == Shape::Word && word.symbol == Token::UNKNOWN;
    let torn = unknown(first) && unknown(last) && last.spaced && last.stem == Token::UNKNOWN;
    torn && !last.capital && last.is_small_word(source) && {
        let gap = source.get(first.span.end()..last.span.start());
        gap.is_some_and(|gap| gap.chars().all(is_space))
    }
}

/// Whether digits stand so near to token `at` and the next that both may be its bound or its unit: `не ме нее чем на 60`,
/// `12 тыс. гек таров`.
fn is_near_figure(tokens: &[Token], at: usize) -> bool {
    const BEHIND: usize = 4;
    const BEFORE: usize = 5;
    let near = tokens.get(at.saturating_sub(BEHIND)..tokens.len().min(at + BEFORE));
    near.unwrap_or_default().iter().any(|token| token.shape == Shape::Digits)
}

/// Two pieces as one word.
fn joined(source: &str, first: &Token, last: &Token, symbols: &impl Symbols) -> (Symbol, Symbol) {
    symbols.symbols(&format!("{}{}", first.span.of(source), last.span.of(source)))
}

/// Whether a hyphen at a line end cuts a word into the first and the third of some tokens. Where the lines of a text were put
/// together, a blank stands in place of the line end: `инспек- торов`, and no `short- and long-term`.
fn is_broken(source: &str, words: &[Token], symbols: &impl Symbols) -> bool {
    let [first, hyphen, last, ..] = words else { return false };
    if !hyphen.is('-') || hyphen.spaced || !last.spaced || first.shape != Shape::Word {
        return false;
    }
    let gap = source.get(hyphen.span.end()..last.span.start()).unwrap_or_default();
    if !gap.chars().all(is_space) || !last.is_small_word(source) {
        return false;
    }
    let known = |symbol: Symbol| symbol != Token::UNKNOWN;
    gap.contains(is_line_end)
        || !(known(last.symbol) || known(last.stem))
        || known(joined(source, first, last, symbols).0)
}

/// A word set in spaced letters, `Р Е Ш Е Н И Е`: where it ends, and the word. The letters stand alone, one blank apart.
fn spaced_letters(content: &str, at: usize) -> Option<(usize, String)> {
    const FEWEST: usize = 4;
    /// A longer row of letters is no word; looking on would cost the square of its length.
    const MOST: usize = 24;
    let before = content.get(..at)?.chars().next_back();
    if before.is_some_and(|c| !is_space(c) && Traits::of(c).class() != Class::Punct) {
        return None;
    }
    let is_gap = |c: char| c == ' ' || c == '\u{A0}';
    let mut end = at;
    let mut rest = content.get(at..)?.chars().peekable();
    let (mut letters, mut offset) = (0, at);
    while let Some(letter) = rest.next_if(|&c| Traits::of(c).class() == Class::Letter) {
        effort::note(1);
        offset += letter.len_utf8();
        while let Some(mark) = rest.next_if(|&c| is_combining_mark(c)) {
            offset += mark.len_utf8();
        }
        // The next letter would glue: this one is the first of an ordinary word.
        if rest.peek().is_some_and(|&c| Traits::of(c).class() == Class::Letter) {
            break;
        }
        letters += 1;
        if letters > MOST {
            return None;
        }
        end = offset;
        // Doubled blanks are between letters as well; a wider gap is between words.
        let mut blanks = 0;
        while let Some(blank) = rest.next_if(|&c| is_gap(c)) {
            offset += blank.len_utf8();
            blanks += 1;
        }
        if !(1..=2).contains(&blanks) {
            break;
        }
    }
    let word = content.get(at..end).filter(|_| letters >= FEWEST)?;
    Some((end, word.chars().filter(|&c| !is_gap(c)).collect()))
}

/// The value of a decimal digit: ASCII, full-width, or of the other scripts a grammar may be written for.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    // First digit of each run of ten decimal digits in Unicode that a supported script could use.
    const ZEROS: [u32; 11] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0, 0x1810, 0xFF10];
    let code = u32::from(c);
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)).map(|zero| code - zero)
}

/// The number that digits and nothing else say, in either width.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    let add = |value: u32, c: char| value.checked_mul(10)?.checked_add(digit_value(c)?);
    text.chars().try_fold(0, add).filter(|_| !text.is_empty())
}

impl Token {
    /// The digits of a [`Shape::Digits`] token as plain ones.
    pub(crate) fn digits(&self, source: &str) -> String {
        self.span
            .of(source)
            .chars()
            .filter_map(figure_value)
            .filter_map(|d| char::from_digit(d, 10))
            .collect()
    }

    /// Whether these are digits, as many as a year has.
    pub(crate) fn is_year_long(&self, source: &str) -> bool {
        self.shape == Shape::Digits && self.span.of(source).chars().count() == 4
    }

    /// Whether it is of a script without blanks between words.
    pub(crate) fn is_unspaced(&self, source: &str) -> bool {
        self.span.of(source).chars().next().is_some_and(is_unspaced)
    }

    /// Whether this is a word that begins with a small letter; letters without case are none.
    pub(crate) fn is_small_word(&self, source: &str) -> bool {
        self.shape == Shape::Word && self.span.of(source).starts_with(char::is_lowercase)
    }

    /// Whether this is a word in capitals of more than one letter.
    pub(crate) fn is_loud_word(&self, source: &str) -> bool {
        self.shouted && super::length(self.span.of(source)) > 1
    }

    /// The value of a short run of digits, as long as the number of `府水字第1160012345號`; `None` for other tokens and for what is no `u32`.
    pub(crate) fn integer(&self, source: &str) -> Option<u32> {
        if self.shape != Shape::Digits {
            return None;
        }
        let mut value: u32 = 0;
        let digits = self.span.of(source).chars().filter_map(figure_value);
        for (place, digit) in digits.enumerate() {
            if place >= 10 {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(digit)?;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;
    impl Symbols for Nothing {
        fn symbols(&self, _: &str) -> (Symbol, Symbol) {
            (Token::UNKNOWN, Token::UNKNOWN)
        }
    }

    fn cut(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &Nothing, &mut out);
        out.iter().map(|t| t.span.of(text).to_string()).collect()
    }

    #[test]
    fn words_digits_and_marks() {
        assert_eq!(cut("trên 0,7 (HDI)"), ["trên", "0", ",", "7", "(", "HDI", ")"]);
        assert_eq!(cut("每万人12人"), ["每", "万", "人", "12", "人"]);
        assert_eq!(cut("5G"), ["5", "G"]);
        assert_eq!(cut("2О29 1OO0 5O CO2"), ["2О29", "1OO0", "5", "O", "CO", "2"]);
        assert_eq!(cut("к 203О году 203Ок 2O %"), ["к", "203О", "году", "203", "Ок", "2", "O", "%"]);
        assert_eq!(cut("§ 1О. О"), ["§", "1О", ".", "О"]);
        assert_eq!(cut("не 1О. О"), ["не", "1О", ".", "О"]);
        assert_eq!(cut("это не 1О. О"), ["это", "не", "1", "О", ".", "О"]);
        assert_eq!(
            cut("7O% l00% 1OO% 2l,5% 99,9O%"),
            ["7O", "%", "l00", "%", "1OO", "%", "2", "l", ",", "5", "%", "99", ",", "9O", "%"]
        );
        assert_eq!(cut("12OO套 3O日"), ["12OO", "套", "3O", "日"]);
        assert_eq!(
            cut("O2O平台 H2O的 4O G"),
            ["O", "2", "O", "平", "台", "H", "2", "O", "的", "4", "O", "G"]
        );
        assert_eq!(cut("到l5%，Il% l% nl5%"), ["到", "l5", "%", "，", "Il", "%", "l", "%", "nl", "5", "%"]);
        assert_eq!(cut("０．７以上"), ["０", "．", "７", "以", "上"]);
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(cut("vu\u{323} a"), ["vu\u{323}", "a"]);
        assert_eq!(cut("con\u{AD}struct"), ["con\u{AD}struct"]);
    }
}
