//! Physical lines, with the tokens on each.

use super::beside::{Beside, in_script, is_rendition, renditions};
use super::explain::PageWhy;
use super::html::{has_rows, next_row};
use super::table::{Row, Table};
use super::wrap::is_beside;
use crate::grammar::{Compiled, Slot, Vocabulary, classes};
use crate::quantity::Tape;
use crate::text::{
    Extent, Shape, Span, Token, fold_punctuation, has_letter, is_ignorable, is_line_end, is_space,
    is_unspaced, mend_breaks, tokenize, tokenize_up_to,
};

/// What a line is for, apart from the words of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRole {
    /// Words of the document.
    Body,
    /// Page number, running head, rule, credit.
    Page,
    /// A site's table of facts about the document.
    Metadata,
    /// Letterhead, recipients, signature.
    Header,
    /// The title.
    Title,
    /// Sentences after the last section.
    Closing,
}

/// A line that holds more than white space.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The bytes without white space around them.
    pub(crate) span: Span,
    /// An empty line stands before it; once lines are put together, one that does not stand before every line.
    pub(crate) blank_before: bool,
    /// Its tokens, in [`Page::tokens`].
    pub(crate) tokens: (usize, usize),
    /// The room that its words take.
    pub(crate) extent: Extent,
    /// Which of the grammars of the document it is read with.
    pub(crate) grammar: usize,
    pub(crate) role: LineRole,
    /// Why it is a line of the page, where it is one.
    pub(crate) page: Option<PageWhy>,
    /// Level of a Markdown heading (`##` is 2); 0 for other lines.
    pub(crate) level: u8,
    /// Characters of the lines that nothing but the width ended, this one among them: of a whole text on one line, however
    /// it was cut.
    pub(crate) run: usize,
    /// It belongs to the run of the line before.
    pub(crate) runs_on: bool,
    /// The row of a table that it is, or is a cell of: its index in [`Page::rows`].
    pub(crate) row: Option<usize>,
    /// A part of the document begins here with a numbering of its own: what is approved, the text below a data sheet.
    pub(crate) anew: bool,
    /// What it is of a data sheet.
    pub(crate) sheet: Sheet,
}

/// What a line is of a data sheet: rows of two columns, of which the left one says what the right one holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// It stands in none.
    #[default]
    None,
    /// The label of a row begins on it.
    Label,
    /// It goes on with the label of its row.
    More,
    /// It is what a row says.
    Value,
}

/// The whole text as lines and tokens.
#[derive(Debug)]
pub(crate) struct Page<'t, 'g> {
    pub(crate) source: &'t str,
    pub(crate) grammars: &'g [&'g Compiled],
    pub(crate) lines: Vec<Line>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) tables: Vec<Table>,
    /// The rows of all tables, in text order.
    pub(crate) rows: Vec<Row>,
    /// Columns of the lines that the text was cut to, if it was.
    pub(crate) width: Option<usize>,
    /// The text has hardly any line ends: whole sections stand on each line.
    pub(crate) dense: bool,
    /// Empty lines stand between nearly all lines.
    pub(crate) even: bool,
    /// Characters from which on a run of words is a whole document.
    pub(crate) whole: usize,
    /// How two languages stand beside each other on its lines, if they do.
    pub(crate) beside: Option<Beside>,
    /// The year that the document speaks of, once its head is known.
    pub(crate) year: Option<u32>,
    /// The currency of its country, if its head names one whose bare signs mean another than elsewhere.
    pub(crate) currency: Option<&'g str>,
}

impl<'t, 'g> Page<'t, 'g> {
    /// Cuts `span` of `source` into lines, and lines that hold two languages into their parts.
    pub(crate) fn new(source: &'t str, span: Span, grammars: &'g [&'g Compiled]) -> Self {
        let mut page = Self {
            source,
            grammars,
            lines: Vec::new(),
            tokens: Vec::new(),
            tables: Vec::new(),
            rows: Vec::new(),
            width: None,
            dense: false,
            even: false,
            whole: usize::MAX,
            beside: Beside::find(source, span, grammars),
            year: None,
            currency: None,
        };
        let (mut from, mut blank) = (span.start(), false);
        let tables = has_rows(span.of(source));
        // Where the line ends that was looked at last: a line may hold many rows.
        let mut line_end: Option<usize> = None;
        while from < span.end() {
            let rest = source.get(from..span.end()).unwrap_or_default();
            let known = line_end.filter(|&end| end >= from);
            let end = known.unwrap_or_else(|| from + rest.find(is_line_end).unwrap_or(rest.len()));
            line_end = Some(end);
            let length = end - from;
            // Every row of a table is a line of its own, however many stand on one.
            let row = rest.get(..length).filter(|_| tables).and_then(next_row);
            let length = row.unwrap_or(length);
            let (content, level) = heading_text(source, trimmed(source, Span::new(from, from + length)));
            if content.is_empty() {
                // `\r\n` is one line end: the `\n` of it makes no empty line.
                let feed =
                    rest.starts_with('\n') && source.get(..from).is_some_and(|before| before.ends_with('\r'));
                blank |= !feed;
            } else {
                page.make_room(content, span);
                for (part, grammar) in page.parts(content) {
                    page.push(part, grammar, blank, level);
                    blank = false;
                }
            }
            let end = rest.get(length..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8);
            from += length + if row.is_some() { 0 } else { end };
        }
        page
    }

    /// Makes room for the tokens of a line, and for those of the rest of `whole` as dense as those so far. Doubling would
    /// take up to three times as much while the list is moved, and tokens are most of what a text is read with.
    fn make_room(&mut self, line: Span, whole: Span) {
        /// What comes before says nothing of what follows until it is as long.
        const SAMPLE: usize = 2048;
        let read = line.start() - whole.start();
        if read < SAMPLE {
            return;
        }
        let tokens = self.tokens.len();
        let rest = |length: usize| length.saturating_mul(tokens) / read;
        if self.tokens.capacity() - tokens < 2 * rest(line.len()) {
            let more = rest(whole.end() - line.start());
            self.tokens.reserve_exact((more + more / 32).max(tokens / 8).max(2 * rest(line.len())));
        }
    }

    /// Whether an empty line sets a line apart from the one above: where one stands above each, none does.
    pub(crate) fn is_apart(&self, line: &Line) -> bool {
        line.blank_before && !self.even
    }

    pub(super) fn push(&mut self, span: Span, grammar: usize, blank_before: bool, level: u8) {
        let first = self.tokens.len();
        if let Some(words) = self.grammars.get(grammar) {
            tokenize(self.source, span, &words.vocabulary, &mut self.tokens);
        }
        let tokens = (first, self.tokens.len());
        let extent = Extent::of(span.of(self.source));
        self.lines.push(Line {
            span,
            blank_before,
            tokens,
            extent,
            grammar,
            role: LineRole::Body,
            page: None,
            level,
            run: extent.length(),
            runs_on: false,
            row: None,
            anew: false,
            sheet: Sheet::None,
        });
    }

    /// The parts of a line, each with its grammar. A text in one language has one part a line; in a bilingual text
    /// a line may hold a sentence and its translation: in two cells, in parentheses, between asterisks, after a slash.
    pub(super) fn parts(&mut self, line: Span) -> Vec<(Span, usize)> {
        if self.grammars.len() < 2 {
            return vec![(line, 0)];
        }
        if let Some(parts) = self.beside.and_then(|beside| beside.parts(self.source, line, self.grammars)) {
            return parts.to_vec();
        }
        let text = line.of(self.source);
        let usual = self.lines.last().map_or(0, |last| last.grammar);
        let words: Vec<&Vocabulary> = self.grammars.iter().map(|grammar| &grammar.vocabulary).collect();
        let language = |span: Span| crate::detect::best(span.of(self.source), &words);
        let at =
            |from: usize, to: usize| trimmed(self.source, Span::new(line.start() + from, line.start() + to));
        let mut cuts: Vec<(Span, Span)> = Vec::new();
        let mut stroke = None;
        if let Some(tab) = text.find('\t') {
            cuts.push((at(0, tab), at(tab, text.len())));
        }
        if let Some(slash) = text.match_indices(['/', '／']).map(|(slash, _)| slash).find(|&slash| {
            let after = text.get(slash..).and_then(|rest| rest.chars().nth(1));
            let before = text.get(..slash).and_then(|rest| rest.chars().next_back());
            before.is_some_and(is_space) && after.is_some_and(is_space)
        }) {
            let mark = text.get(slash..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            stroke = Some((at(0, slash), at(slash + mark, text.len())));
            cuts.extend(stroke);
        }
        // `… to 15 percent (… до 15 процентов).`: the mark of the sentence stands behind both.
        let ended = text.trim_end_matches(|c| matches!(fold_punctuation(c), '.' | ';' | ','));
        for (open, close) in [('(', ')'), ('*', '*'), ('（', '）'), ('[', ']')] {
            let inner = ended.strip_suffix(close);
            if let Some((from, inner)) = inner.and_then(|inner| Some((inner.rfind(open)?, inner))) {
                let cut = (at(0, from), at(from + open.len_utf8(), inner.len()));
                if ended.len() == text.len() || is_rendition(self.source, cut, self.grammars) {
                    cuts.push(cut);
                }
            }
        }
        // Short lines hold none of the frequent words, but only one of the languages may be written in their letters.
        let own = |span: Span| {
            let opens = self.rendered_in(span).or_else(|| language(span));
            opens.or_else(|| in_script(self.source, span, self.grammars))
        };
        for (left, right) in cuts {
            let first = own(left);
            // A translation in brackets may be two words that no list knows: that it is not the first language will do.
            let second = language(right).filter(|&second| Some(second) != first);
            // `（一）建设渔港 / Building harbours`: what stands behind the stroke in another script is no word of the first language.
            let foreign = || stroke == Some((left, right)) && self.is_foreign(left, right);
            let second =
                second.or_else(|| (0..self.grammars.len()).find(|&index| Some(index) != first && foreign()));
            if let (Some(first), Some(second)) = (first, second)
                && !left.is_empty()
                && !right.is_empty()
            {
                return vec![(left, first), (right, second)];
            }
        }
        let whole = own(line).unwrap_or_else(|| {
            // Words without any of the letters that mark the usual language are of the other: "Train staff".
            let words = text.split(is_space).filter(|word| word.chars().any(char::is_alphabetic)).count();
            let marks = self.grammars.get(usual).map_or("", |grammar| &*grammar.letters);
            let plain = words >= 2 && !marks.is_empty() && !has_letter(text, marks);
            let other = (0..self.grammars.len()).find(|&index| index != usual && plain);
            other.unwrap_or(usual)
        });
        vec![(line, whole)]
    }

    /// The language of words in which clauses are followed by their translations: as much of them is in the other.
    fn rendered_in(&self, words: Span) -> Option<usize> {
        let open = words.of(self.source).find(['(', '（'])?;
        let opening = Span::new(words.start(), words.start() + open);
        let grammar = in_script(self.source, opening, self.grammars)?;
        (renditions(self.source, words, grammar, self.grammars).len() > 1).then_some(grammar)
    }

    /// Whether `left` is in a script without blanks, and `right` is several words in none.
    fn is_foreign(&self, left: Span, right: Span) -> bool {
        const FEWEST: usize = 2;
        let unspaced = |span: Span| span.of(self.source).contains(is_unspaced);
        let words = right.of(self.source).split(is_space).filter(|word| word.contains(char::is_alphabetic));
        unspaced(left) && !unspaced(right) && words.count() >= FEWEST
    }

    /// Whether a line is two columns with a blank between them, one in each of two scripts.
    pub(crate) fn in_scripts(&self) -> bool {
        self.beside == Some(Beside::Scripts)
    }

    /// Whether line `index` stands behind the one before it, on the same line of the text.
    pub(crate) fn is_beside_last(&self, index: usize) -> bool {
        let pair = index.checked_sub(1).and_then(|last| self.lines.get(last..=index));
        pair.is_some_and(|pair| is_beside(self, pair))
    }

    /// The tokens of a line.
    pub(crate) fn tokens_of(&self, line: &Line) -> &[Token] {
        self.tokens.get(line.tokens.0..line.tokens.1).unwrap_or_default()
    }

    /// The first words of a text in pieces, at most `most` tokens.
    pub(crate) fn cut(&self, pieces: &[Span], grammar: &Compiled, most: usize) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        for &piece in pieces {
            let first = tokens.len();
            if first >= most {
                break;
            }
            match self.tokens_in(piece) {
                Some(known) => tokens.extend(known.iter().take(most.saturating_sub(first))),
                None => tokenize_up_to(self.source, piece, &grammar.vocabulary, most, &mut tokens),
            }
            // A piece stands on a line of its own, whatever stood before it on its line here.
            if let Some(token) = tokens.get_mut(first) {
                token.spaced = first > 0;
            }
        }
        mend_breaks(self.source, &mut tokens, &grammar.vocabulary);
        tokens
    }

    /// The pieces of a text as one, ready for matching. `most` is how many tokens are looked at.
    pub(crate) fn tape(&self, pieces: &[Span], grammar: &'g Compiled, most: usize) -> Tape<'t, 'g> {
        self.tape_of(self.cut(pieces, grammar, most), grammar)
    }

    /// Makes words that were cut out ready for matching.
    pub(crate) fn tape_of(&self, tokens: Vec<Token>, grammar: &'g Compiled) -> Tape<'t, 'g> {
        let mut tape = Tape::of(self.source, tokens, grammar);
        tape.year = self.year;
        tape
    }

    /// The number of a document on a line of its own: `№ 417`, `宁办发[2025]12号`.
    pub(crate) fn sole_number(&self, line: &Line) -> Option<Span> {
        const LONGEST_NUMBER: usize = 40;
        let grammar = self.grammar_of(line).filter(|_| line.extent.length() <= LONGEST_NUMBER)?;
        let tape = self.tape(&[line.span], grammar, LONGEST_NUMBER);
        let found = tape.references.first().filter(|found| found.quote.1 >= tape.tokens.len())?;
        let number = found.get(Slot::Number)?;
        let label = (0..number.from).any(|at| tape.has(at, classes::NUMBER_LABEL));
        let span = tape.span(number.from, found.quote.1);
        let lettered = span.of(self.source).chars().any(char::is_alphabetic);
        // `Ref: ABC/12/2026`: a colon may stand behind the label.
        let lead = tape.phrase(0, classes::NUMBER_LABEL).map_or(1, |label| label.length);
        let lead = lead + usize::from(label && tape.is(lead, ':'));
        let named = label || (lettered && !is_point(&tape, number.from));
        (found.quote.0 <= lead && named).then_some(span)
    }

    /// The tokens of a piece of the text, where it begins and ends with one. In a text of two languages they may be cut
    /// out with the words of the other one.
    fn tokens_in(&self, piece: Span) -> Option<&[Token]> {
        if self.grammars.len() != 1 {
            return None;
        }
        let from = self.tokens.partition_point(|token| token.span.start() < piece.start());
        let rest = self.tokens.get(from..)?;
        let found = rest.get(..rest.partition_point(|token| token.span.start() < piece.end()))?;
        let before = from.checked_sub(1).and_then(|before| self.tokens.get(before));
        let whole = before.is_none_or(|before| before.span.end() <= piece.start())
            && found.last().is_some_and(|last| last.span.end() <= piece.end());
        whole.then_some(found)
    }

    /// Gives back the room of the lines: an outline of so many nodes says where the words of each stand. The tokens stay, so
    /// that the words need not be cut out anew for the tree, unless they and the tree would come to too much at once.
    pub(crate) fn forget_lines(&mut self, nodes: usize) {
        /// Bytes of tokens and tree for one of text.
        const MOST: usize = 9;
        /// Bytes of a node with its text and id.
        const NODE: usize = 300;
        self.lines = Vec::new();
        let bytes = self.tokens.len() * size_of::<Token>() + nodes * NODE;
        let ends = self.tokens.first().zip(self.tokens.last());
        let text = ends.map_or(0, |(first, last)| last.span.end() - first.span.start());
        if self.grammars.len() != 1 || bytes > text * MOST {
            self.tokens = Vec::new();
        }
    }

    /// Whether all words of a line are in capitals, and it has any.
    pub(crate) fn is_shouted(&self, line: &Line) -> bool {
        let mut words = self.tokens_of(line).iter().filter(|token| token.shape == Shape::Word).peekable();
        words.peek().is_some() && words.all(|token| token.shouted)
    }

    /// The words a line is read with.
    pub(crate) fn grammar_of(&self, line: &Line) -> Option<&'g Compiled> {
        self.grammars.get(line.grammar).copied()
    }

    /// Whether a phrase of `class` begins at token `at` of the page; its length.
    pub(crate) fn phrase(
        &self,
        line: &Line,
        at: usize,
        class: crate::grammar::ClassId,
    ) -> Option<(usize, u16)> {
        let tokens = self.tokens.get(at..line.tokens.1)?;
        self.grammar_of(line)?.vocabulary.longest(tokens, class)
    }

    /// The same in any language of a text in several, and the grammar that has it: a word on a line of its own, or with its
    /// translation behind a stroke, looks like any of them.
    pub(super) fn phrase_in_any(
        &self,
        line: &Line,
        at: usize,
        class: crate::grammar::ClassId,
    ) -> Option<(usize, usize)> {
        if let Some((length, _)) = self.phrase(line, at, class) {
            return Some((length, line.grammar));
        }
        /// Tokens of such a word.
        const LONGEST: usize = 4;
        let first = self.tokens.get(at).filter(|_| at < line.tokens.1)?;
        let words = Span::new(first.span.start(), line.span.end());
        let mut others = self.grammars.iter().enumerate().filter(|&(index, _)| index != line.grammar);
        // The words of one language are none of the other: they are cut out anew.
        others.find_map(|(index, grammar)| {
            let tokens = self.cut(&[words], grammar, LONGEST);
            Some((grammar.vocabulary.longest(&tokens, class)?.0, index))
        })
    }

    /// Words in one language up to the stroke that sets them off from those in the other: `Tỷ đồng/VND billion`. `Tấn/ha` is
    /// a rate.
    pub(crate) fn before_stroke(&self, words: Span) -> Span {
        let text = words.of(self.source);
        let mut marks = text.char_indices().filter(|&(_, c)| fold_punctuation(c) == '/');
        let Some((stroke, mark)) = marks.next().filter(|_| self.grammars.len() > 1) else { return words };
        let at = |from: usize, to: usize| {
            trimmed(self.source, Span::new(words.start() + from, words.start() + to))
        };
        let (left, right) = (at(0, stroke), at(stroke + mark.len_utf8(), text.len()));
        let marked = |side: Span| {
            self.grammars.iter().any(|grammar| has_letter(side.of(self.source), &grammar.letters))
        };
        let script = |side: Span| in_script(self.source, side, self.grammars);
        let other = script(left).zip(script(right)).is_some_and(|(left, right)| left != right);
        let rate = self.grammars.iter().any(|grammar| is_unit(self.source, right, grammar));
        if !rate && (other || marked(left) != marked(right)) { left } else { words }
    }

    /// Whether a line goes on below with a small word: `Стратегия` / `развития портов`.
    pub(crate) fn goes_on(&self, index: usize) -> bool {
        let below = self.lines.get(index + 1).filter(|below| !below.blank_before);
        let first = below.and_then(|below| self.tokens_of(below).first());
        first.is_some_and(|first| first.is_small_word(self.source))
    }

    /// `ПАСПОРТ` / `национального проекта «…»`: the kind of document begins on a line of few words in capitals and ends on the
    /// next. Its number in the grammar.
    pub(crate) fn split_kind(&self, index: usize) -> Option<u16> {
        const FEW: usize = 3;
        /// A title is no longer.
        const LONGEST: usize = 160;
        let (line, next) = (self.lines.get(index)?, self.lines.get(index + 1)?);
        let words = self.tokens_of(line).len();
        let joined = !next.blank_before && next.grammar == line.grammar && next.role == LineRole::Body;
        if !joined || words > FEW || next.extent.length() > LONGEST || !self.is_shouted(line) {
            return None;
        }
        let both = self.tokens.get(line.tokens.0..next.tokens.1)?;
        let (length, kind) = self.grammar_of(line)?.vocabulary.longest(both, classes::DOCUMENT)?;
        (length > words).then_some(kind)
    }
}

/// Whether words are a unit and nothing else.
fn is_unit(source: &str, words: Span, grammar: &Compiled) -> bool {
    let tape = Tape::new(source, &[words], grammar);
    tape.phrase(0, classes::UNIT).is_some_and(|unit| unit.length == tape.tokens.len())
}

/// Whether the number at token `at` is that of a point with its letter in brackets: `Agenda item 5(b)`.
pub(crate) fn is_point(tape: &Tape<'_, '_>, at: usize) -> bool {
    tape.tokens.get(at).is_some_and(|token| token.shape == Shape::Digits) && tape.is(at + 1, '(')
}

/// The words of a line that Markdown marks as a heading or a quotation (`## III. TASKS`, `> text`), and the level of the
/// heading.
fn heading_text(source: &str, line: Span) -> (Span, u8) {
    const DEEPEST: usize = 6;
    let text = line.of(source);
    let marks = text.len() - text.trim_start_matches(['#', '>']).len();
    let (marked, rest) = text.split_at(marks);
    // `#5` is a number; a row of marks alone is a rule.
    if marks == 0 || !rest.starts_with(is_space) {
        return (line, 0);
    }
    let level = marked.matches('#').count();
    let words = trimmed(source, Span::new(line.start() + marks, line.end()));
    (words, if level <= DEEPEST { u8::try_from(level).unwrap_or(0) } else { 0 })
}

/// `span` without white space and marks that are not seen at its ends.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    span.trimmed(source, |c| is_space(c) || is_ignorable(c))
}
