//! The order of the stages, and the ways in. The only file that knows them all.

use crate::detect;
use crate::diagnostic::{DiagnosticCode, Sink};
use crate::error::{Error, ErrorKind};
use crate::grammar::{Candidate, Compiled, Grammar};
use crate::limits::Limits;
use crate::outline::{assemble, explain_markers, search_parts};
use crate::parsed::Parsed;
use crate::quantity::{Setting, Tape, read};
use crate::reason::{Reason, ReasonCode, Trace, touches};
use crate::roles::{
    build, currency_of_head, find_annexes, find_foot, find_head, infer_sections, may_be_several, merge,
    report_unpaired, split_documents, year_spoken_of,
};
use crate::scan::{
    LineRole, Page, explain_lines, find_furniture, find_markers, find_sheets, find_spacing, find_tables,
    join_lines, physical_lines, with_joined_lines,
};
use crate::text::{Span, digit_value, is_ignorable, is_space};
use crate::tree::{
    Furniture, FurnitureKind, HeaderPiece, Language, Node, NodeKind, Quantity, Resolution, Text,
};

/// Reads a text with the built-in grammars; its language is found from its words.
///
/// # Errors
///
/// [`ErrorKind::InputTooLong`] for a text over [`Limits::INPUT_BYTES`]. Nothing in a text makes it fail.
///
/// ```
/// let text = "III. NHIỆM VỤ\n1. Hoàn thiện thể chế\n- Bố trí ít nhất 15% ngân sách.\n";
/// let parsed = clausetree::parse(text)?;
/// let task = parsed.resolution().tasks().next().ok_or("no task")?;
/// assert_eq!(task.node().content(), "Hoàn thiện thể chế");
/// assert_eq!(task.measures().count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parse(text: &str) -> Result<Parsed<'_>, Error> {
    Parser::default().parse(text)
}

/// Reads a text that may hold several documents, one after the other: a tree for each, in order.
///
/// A document begins at the letterhead above the line that names its kind, after the recipients or the signature of
/// the one before. Each tree's [`span`](crate::Resolution::span) says which bytes it was read from; all spans count
/// bytes of the whole text.
///
/// # Errors
///
/// [`ErrorKind::InputTooLong`]; nothing else, whatever the text.
///
/// ```
/// let one = "NGHỊ QUYẾT\nvề nước sạch của tỉnh\nI. MỤC TIÊU\n1. Đạt 90% số hộ.\nNơi nhận:\n- Các xã.\n";
/// let two = one.repeat(2);
/// let parsed = clausetree::parse_all(&two)?;
/// assert_eq!(parsed.len(), 2);
/// # Ok::<(), clausetree::Error>(())
/// ```
pub fn parse_all(text: &str) -> Result<Vec<Parsed<'_>>, Error> {
    Parser::default().parse_all(text)
}

/// Reads the quantities of a fragment in a known language, without looking at structure.
///
/// What the fragment says is taken as meant: a figure is a target unless its own words say that it was reached or
/// is only compared with.
///
/// # Errors
///
/// [`ErrorKind::UnknownLanguage`] where no grammar for `language` is built in, and [`ErrorKind::InputTooLong`].
///
/// ```
/// use clausetree::{Comparator, Language};
/// let found = clausetree::quantities("đạt 12 người trên một vạn dân", Language::VI)?;
/// assert_eq!(found[0].comparator, Comparator::Eq);
/// assert_eq!(found[0].per.as_ref().map(|per| per.value.to_string()).as_deref(), Some("10000"));
/// # Ok::<(), clausetree::Error>(())
/// ```
pub fn quantities(text: &str, language: Language) -> Result<Vec<Quantity<'_>>, Error> {
    Parser::builder().language(language).build()?.quantities(text)
}

/// A parser with its grammars and limits; make one and use it for many texts.
///
/// ```
/// let parser = clausetree::Parser::builder().language(clausetree::Language::VI).build()?;
/// assert!(parser.parse("Đạt 80%.")?.resolution().sections.is_empty());
/// # Ok::<(), clausetree::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Parser {
    /// Grammars of the caller; they go before the built-in ones of the same language.
    grammars: Vec<Grammar>,
    language: Option<Language>,
    limits: Limits,
}

/// Sets up a [`Parser`].
#[derive(Clone, Debug, Default)]
pub struct ParserBuilder {
    parser: Parser,
}

impl ParserBuilder {
    /// Adds a grammar; it takes the place of the built-in one of the same language.
    #[must_use]
    pub fn grammar(mut self, grammar: Grammar) -> Self {
        self.parser.grammars.retain(|known| known.language() != grammar.language());
        self.parser.grammars.push(grammar);
        self
    }

    /// Says the language of the texts; without it each text's own words decide.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.parser.language = Some(language);
        self
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.parser.limits = limits;
        self
    }

    /// Makes the parser.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownLanguage`] where a language was set that has no grammar.
    pub fn build(self) -> Result<Parser, Error> {
        let parser = self.parser;
        match parser.language {
            Some(language) if parser.candidate(language).is_none() => {
                let known: Vec<String> =
                    parser.all().iter().map(|candidate| candidate.language.to_string()).collect();
                let known = known.join(", ");
                let message = format!("no grammar for language `{language}`; there is one for {known}");
                Err(Error::new(ErrorKind::UnknownLanguage, message))
            }
            _ => Ok(parser),
        }
    }
}

impl Parser {
    /// Starts setting up a parser.
    #[must_use]
    pub fn builder() -> ParserBuilder {
        ParserBuilder::default()
    }

    /// The grammars in use, those of the caller first.
    fn all(&self) -> Vec<Candidate<'_>> {
        Candidate::all(&self.grammars)
    }

    /// The one for a language.
    fn candidate(&self, language: Language) -> Option<Candidate<'_>> {
        let all = self.all();
        let exact = all.iter().find(|candidate| candidate.language == language);
        exact.or_else(|| all.iter().find(|candidate| candidate.language == language.primary())).copied()
    }

    #[cfg(feature = "encodings")]
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn check_length(&self, length: usize) -> Result<(), Error> {
        let most = self.limits.input_bytes.min(u32::MAX as usize);
        if length <= most {
            return Ok(());
        }
        let message = format!("the input has {length} bytes, the limit is {most}; see `Limits::input_bytes`");
        Err(Error::new(ErrorKind::InputTooLong, message))
    }

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InputTooLong`]; nothing else, whatever the text.
    pub fn parse<'a>(&self, text: &'a str) -> Result<Parsed<'a>, Error> {
        self.check_length(text.len())?;
        Ok(self.parse_span(text, Span::new(0, text.len()), None, &self.limits).0)
    }

    /// Reads a text that may hold several documents; see [`parse_all`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InputTooLong`]; nothing else, whatever the text.
    pub fn parse_all<'a>(&self, text: &'a str) -> Result<Vec<Parsed<'a>>, Error> {
        self.check_length(text.len())?;
        Ok(self.read_all(text, None).into_iter().map(|(parsed, _)| parsed).collect())
    }

    /// Reads all documents of a text; those that have to do with `place` with the reasons for what stands there.
    pub(crate) fn read_all<'a>(&self, text: &'a str, place: Option<Span>) -> Vec<Read<'a>> {
        let whole = Span::new(0, text.len());
        let known = self.candidates();
        let chosen = self.chosen(text, &known);
        let mut page = Page::new(text, whole, &chosen);
        let spans: Vec<Span> = match halves(&page) {
            // The second half of a bilingual file has a head of its own, and is the same document all the same.
            Some(cut) => match self.read_halves(text, whole, cut, &chosen, place) {
                Some(read) => return vec![finish(text, read)],
                None => [Span::new(0, cut), Span::new(cut, text.len())]
                    .into_iter()
                    .flat_map(|part| split(&mut Page::new(text, part, &chosen), part))
                    .collect(),
            },
            None => split(&mut page, whole),
        };
        if spans == [whole] {
            return vec![self.parse_page(page, whole, &known, place, &self.limits)];
        }
        drop(page);
        // The limit is one on the memory of the whole call.
        let mut limits = self.limits;
        let mut read = Vec::with_capacity(spans.len());
        for span in spans {
            let document = self.parse_span(text, span, place, &limits);
            limits.nodes = limits.nodes.saturating_sub(document.0.resolution().walk().count());
            read.push(document);
        }
        read
    }

    /// The grammars a text may be read with.
    pub(crate) fn candidates(&self) -> Vec<Candidate<'_>> {
        match self.language.and_then(|language| self.candidate(language)) {
            Some(candidate) => vec![candidate],
            None => self.all(),
        }
    }

    /// The grammars of the languages that a text is in.
    fn chosen<'p>(&self, text: &str, known: &[Candidate<'p>]) -> Vec<&'p Compiled> {
        let chosen =
            if self.language.is_some() { vec![0] } else { detect::languages(text, &Candidate::signs(known)) };
        Candidate::compile(known, &chosen)
    }

    fn parse_span<'a>(&self, text: &'a str, span: Span, place: Option<Span>, limits: &Limits) -> Read<'a> {
        let known = self.candidates();
        let chosen = self.chosen(span.of(text), &known);
        self.parse_page(Page::new(text, span, &chosen), span, &known, place, limits)
    }

    /// Reads the page of a text, with the grammars that were found for it.
    fn parse_page<'a>(
        &self,
        page: Page<'a, '_>,
        span: Span,
        known: &[Candidate<'_>],
        place: Option<Span>,
        limits: &Limits,
    ) -> Read<'a> {
        let text = page.source;
        let place = place.filter(|&place| touches(place, span));
        if page.grammars.is_empty() {
            let mut sink = self.sink(place);
            let resolution = unread(&page, span, known, limits, &mut sink);
            return finish(text, (resolution, sink));
        }
        let halves = halves(&page).and_then(|cut| self.read_halves(text, span, cut, page.grammars, place));
        let read = halves.unwrap_or_else(|| {
            let mut sink = self.sink(place);
            (read_document(page, span, limits, &mut sink), sink)
        });
        finish(text, read)
    }

    fn sink(&self, place: Option<Span>) -> Sink {
        Sink::new(self.limits.diagnostics).tracing(place)
    }

    /// Reads a bilingual file whose second half begins at `cut`; `None` where that is another document.
    fn read_halves<'a>(
        &self,
        text: &'a str,
        span: Span,
        cut: usize,
        grammars: &[&Compiled],
        place: Option<Span>,
    ) -> Option<(Resolution<'a>, Sink)> {
        let [first, second] = grammars else { return None };
        let mut sink = self.sink(place);
        let mut half =
            |span, grammar| read_document(Page::new(text, span, &[grammar]), span, &self.limits, &mut sink);
        let one = half(Span::new(span.start(), cut), *first);
        let other = half(Span::new(cut, span.end()), *second);
        is_same_document(&one, &other).then(|| (Resolution { span, ..merge(one, other) }, sink))
    }

    /// The language a text is read in: the one that was set, or the first that its words are in.
    ///
    /// ```
    /// let parser = clausetree::Parser::default();
    /// assert_eq!(parser.language_of("phát triển kinh tế của các tỉnh"), Some(clausetree::Language::VI));
    /// assert_eq!(parser.language_of("123"), None);
    /// ```
    #[must_use]
    pub fn language_of(&self, text: &str) -> Option<Language> {
        match self.language.and_then(|language| self.candidate(language)) {
            Some(candidate) => Some(candidate.language),
            None => {
                let all = self.all();
                let found = detect::languages(text, &Candidate::signs(&all));
                found.first().and_then(|&index| all.get(index)).map(|candidate| candidate.language)
            }
        }
    }

    /// Reads the quantities of a fragment; see [`quantities`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InputTooLong`], and [`ErrorKind::UnknownLanguage`] where no language was set and none is found.
    pub fn quantities<'a>(&self, text: &'a str) -> Result<Vec<Quantity<'a>>, Error> {
        self.read_fragment(text, &mut Sink::new(0))
    }

    /// The same, with the reasons in `sink` where it takes them.
    pub(crate) fn read_fragment<'a>(
        &self,
        text: &'a str,
        sink: &mut Sink,
    ) -> Result<Vec<Quantity<'a>>, Error> {
        self.check_length(text.len())?;
        let found = match self.language {
            Some(language) => self.candidate(language),
            None => {
                let all = self.all();
                detect::best(text, &Candidate::signs(&all)).and_then(|index| all.get(index)).copied()
            }
        };
        let Some(grammar) = found.and_then(Candidate::compiled) else {
            let message =
                "the language of the fragment was not found; say which (`--lang`, `ParserBuilder::language`)";
            return Err(Error::new(ErrorKind::UnknownLanguage, message));
        };
        let tape = Tape::new(text, &[Span::new(0, text.len())], grammar);
        Ok(read(&tape, &Setting::FRAGMENT, sink))
    }
}

/// A tree, with the reasons for what stands at a place where somebody asks for one.
pub(crate) type Read<'a> = (Parsed<'a>, Option<Trace>);

/// The last steps of every reading: what concerns the whole tree.
fn finish<'a>(text: &'a str, (mut resolution, mut sink): (Resolution<'a>, Sink)) -> Read<'a> {
    report_unpaired(&resolution, &mut sink);
    keep_marks(text, &mut resolution);
    resolution.shrink();
    let trace = sink.take_trace();
    (Parsed::new(resolution, sink.finish()), trace)
}

/// The documents of a part of the text, whose lines are put together first: the end of a wrapped line is no title.
fn split(page: &mut Page<'_, '_>, part: Span) -> Vec<Span> {
    if !may_be_several(page) {
        return vec![part];
    }
    with_joined_lines(page, |page| split_documents(page, part))
}

/// Whether two halves are one document: the same number, or the same sections where a number is missing.
fn is_same_document(one: &Resolution<'_>, other: &Resolution<'_>) -> bool {
    let digits = |number: &str| number.chars().map_while(digit_value).collect::<Vec<_>>();
    let kinds = |half: &Resolution<'_>| half.sections.iter().map(|node| node.kind).collect::<Vec<_>>();
    match (&one.header.number, &other.header.number) {
        (Some(one), Some(other)) => digits(one) == digits(other),
        _ => kinds(one) == kinds(other),
    }
}

/// Where the second language begins, in a text that is first all in one of its two languages and then all in the other.
fn halves(page: &Page<'_, '_>) -> Option<usize> {
    if page.grammars.len() != 2 {
        return None;
    }
    /// Letterheads and numbers look like either language, so a few lines may be on the wrong side.
    const STRAYS: usize = 10;
    let lines = &page.lines;
    let second = lines.iter().filter(|line| line.grammar == 1).count();
    let first = lines.len() - second;
    // The cut that leaves the fewest lines on the wrong side.
    let (mut before, mut best) = ((0, 0), (lines.len(), 0));
    for (index, line) in lines.iter().enumerate() {
        let wrong = before.1 + (first - before.0);
        if wrong < best.0 {
            best = (wrong, index);
        }
        if line.grammar == 1 { before.1 += 1 } else { before.0 += 1 }
    }
    let (wrong, cut) = best;
    let clean = wrong * STRAYS <= lines.len() && first.min(second) * 4 >= lines.len();
    lines.get(cut).filter(|_| clean && cut > 0).map(|line| line.span.start())
}

/// The stages, one after the other.
fn read_document<'a>(mut page: Page<'a, '_>, span: Span, limits: &Limits, sink: &mut Sink) -> Resolution<'a> {
    let (text, grammars) = (page.source, page.grammars);
    find_spacing(&mut page);
    find_furniture(&mut page);
    find_sheets(&mut page);
    find_tables(&mut page);
    join_lines(&mut page);
    let foot = find_foot(&mut page);
    find_annexes(&mut page);
    let mut candidates = find_markers(&page);
    let chosen = search_parts(&candidates, limits.depth);
    let accepted = chosen.markers;
    if let Some(candidate) = chosen.too_deep.and_then(|index| candidates.get(index)) {
        let message = format!(
            "nesting is deeper than {} levels; from this marker on the tree is flatter than the text: see `Limits::depth`",
            limits.depth
        );
        sink.report(DiagnosticCode::DepthLimit, candidate.span, message);
    }
    let first = accepted.first().and_then(|accepted| candidates.get(accepted.candidate));
    let body = first.map_or(page.lines.len(), |candidate| candidate.line);
    let mut header = find_head(&mut page, body);
    foot.fill(text, &mut header);
    let outline = assemble(&page, &candidates, &accepted, limits.nodes.max(1));
    if let Some(from) = outline.too_many {
        sink.report(DiagnosticCode::NodeLimit, from, too_many(limits));
    }
    let mut outline = infer_sections(&page, &candidates, outline, sink);
    let since = header.date.map(crate::tree::PartialDate::year);
    page.year = year_spoken_of(header.title.as_deref(), since);
    page.currency = currency_of_head(&page, first.map_or(text.len(), |candidate| candidate.span.start()));
    if let Some(trace) = sink.trace() {
        explain_markers(&page, &candidates, &accepted, trace);
        explain_lines(&page, &candidates, trace);
    }
    drop(accepted);
    let mut furniture = Vec::new();
    for line in &page.lines {
        match line.role {
            LineRole::Header | LineRole::Title => {
                header.pieces.push(HeaderPiece { span: line.span, title: line.role == LineRole::Title });
            }
            LineRole::Page => furniture.push(Furniture { span: line.span, kind: FurnitureKind::Page }),
            LineRole::Metadata => {
                furniture.push(Furniture { span: line.span, kind: FurnitureKind::Metadata })
            }
            LineRole::Body | LineRole::Closing => {}
        }
    }
    let empty = page.lines.is_empty();
    page.forget_lines(outline.nodes);
    outline.keep_own(&mut candidates);
    let parts = build(&page, &candidates, &outline, &foot, header.title.as_deref(), since, sink);
    furniture.sort_by_key(|furniture| furniture.span);
    if empty {
        let message = "the text holds nothing but white space; is it the right file?";
        sink.report(DiagnosticCode::EmptyText, span, message);
    } else if parts.sections.is_empty() {
        let message =
            "no section was found: no numbering and no known heading; the text is kept as paragraphs";
        sink.report(DiagnosticCode::NoSections, span, message);
    }
    Resolution {
        span,
        languages: grammars.iter().map(|grammar| grammar.language).collect(),
        header,
        preamble: parts.preamble,
        sections: parts.sections,
        closing: parts.closing,
        furniture,
    }
}

/// Bytes between the words that are neither words nor white space are marks of another format, or set a translation apart
/// (`дороги (roads)`): they are kept too, those of each line by themselves.
fn keep_marks(text: &str, resolution: &mut Resolution<'_>) {
    let hidden = |c: char| is_space(c) || is_ignorable(c);
    let gaps = resolution.gaps().into_iter().filter(|gap| !gap.trimmed(text, hidden).is_empty());
    let lines = gaps.flat_map(|gap| physical_lines(text, gap)).map(|line| line.trimmed(text, hidden));
    let marks = lines.filter(|mark| !mark.is_empty());
    let marks: Vec<_> = marks.map(|span| Furniture { span, kind: FurnitureKind::Markup }).collect();
    if marks.is_empty() {
        return;
    }
    resolution.furniture.extend(marks);
    resolution.furniture.sort_by_key(|furniture| furniture.span);
}

fn too_many(limits: &Limits) -> String {
    format!(
        "there are more than {} nodes; the words from here on stay in the last one: see `Limits::nodes`",
        limits.nodes
    )
}

/// A text that no grammar fits is kept, line by line.
fn unread<'a>(
    page: &Page<'a, '_>,
    whole: Span,
    grammars: &[Candidate<'_>],
    limits: &Limits,
    sink: &mut Sink,
) -> Resolution<'a> {
    let text = page.source;
    if page.lines.is_empty() {
        sink.report(
            DiagnosticCode::EmptyText,
            whole,
            "the text holds nothing but white space; is it the right file?",
        );
    } else {
        let known: Vec<&str> = grammars.iter().map(|grammar| grammar.language.as_str()).collect();
        let message = format!(
            "the language of the text is none of {}; say which with `--lang`, or give a grammar with `--grammar`",
            known.join(", ")
        );
        if let Some(trace) = sink.trace() {
            let lines = page.lines.iter().map(|line| line.span);
            let told = |span| (span, vec![Reason::new(ReasonCode::LineUnread, message.as_str())]);
            trace.lines.extend(lines.map(told));
        }
        sink.report(DiagnosticCode::UnknownLanguage, whole, message);
    }
    let paragraph = |(place, span): (usize, Span)| {
        let mut node = Node::new(NodeKind::Paragraph, span);
        node.id = format!("preamble.p{}", place + 1);
        node.text = Box::new([Text::plain(Language::UND, span, text)]);
        node
    };
    let most = limits.nodes.max(1);
    let mut lines: Vec<Span> = page.lines.iter().take(most).map(|line| line.span).collect();
    if let (Some(next), Some(end)) = (page.lines.get(most), page.lines.last()) {
        sink.report(DiagnosticCode::NodeLimit, next.span, too_many(limits));
        lines.last_mut().into_iter().for_each(|last| *last = last.cover(end.span));
    }
    Resolution {
        span: whole,
        languages: vec![Language::UND],
        preamble: lines.into_iter().enumerate().map(paragraph).collect(),
        ..Resolution::default()
    }
}
