//! One text after the other through a verb.

use crate::args::{Args, Verb};
use crate::folder::Found;
use crate::input::{self, Source};
use crate::targets::Form;
use crate::{Failure, outline, output, parser, spans, targets};
use clausetree::{Decoded, Parsed, Parser};
use std::io::Write as _;

/// What came of a text.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The whole result; none where the text could not be read: never half of one.
    pub(crate) out: Option<Vec<u8>>,
    /// For standard error.
    pub(crate) err: Vec<u8>,
    pub(crate) failed: bool,
}

/// Reads texts as the command line says. Several threads can share it.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    args: &'a Args,
    parser: Parser,
    form: Form,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(args: &'a Args, form: Form) -> Result<Self, Failure> {
        Ok(Self { args, parser: parser(args)?, form })
    }

    /// Reads a text; or tells what else was found.
    pub(crate) fn read(&self, found: Found) -> Told {
        let mut told = Told::default();
        match found {
            Found::Text(source) => match self.text(&source, &mut told.err) {
                Ok(out) => told.out = out,
                // Writing to memory never finds a closed pipe.
                Err(Failure::ClosedPipe) => {}
                Err(Failure::Message(message)) => told.fail(&message),
            },
            Found::Trouble(message) => told.fail(&message),
            Found::Note(message) if !self.args.quiet => told.line(&message),
            Found::Note(_) => {}
        }
        told
    }

    /// The result of a text, or none for a file of a folder that is no text.
    fn text(&self, source: &Source, err: &mut Vec<u8>) -> Result<Option<Vec<u8>>, Failure> {
        let (args, parser) = (self.args, &self.parser);
        let name = source.name();
        let bytes = source.read()?;
        let decoded = parser.decode(&bytes, args.encoding);
        if source.found && input::is_binary(&bytes, decoded.as_ref().ok()) {
            if !args.quiet {
                let _ = writeln!(
                    err,
                    "{name}: passed over, it has bytes of zero; name it to have it read as a text"
                );
            }
            return Ok(None);
        }
        let decoded = input::accepted(decoded, &name, err, args.quiet)?;
        let text = decoded.text();
        let failure = |error| Failure::Message(format!("{name}: {error}"));
        let mut out = Vec::new();
        if let Verb::Quantities { fragment: true, .. } = &args.verb {
            let found = parser.quantities(text).map_err(failure)?.into_iter();
            let found: Vec<_> = found.map(|found| found.map_spans(|span| decoded.original(span))).collect();
            targets::write_fragment(&mut out, &name, &decoded, &found, parser.language_of(text), self.form)?;
        } else {
            let parsed = parser.parse_all(text).map_err(failure)?;
            let parsed: Vec<_> = parsed.into_iter().map(|parsed| decoded.relocate(parsed)).collect();
            if !args.quiet {
                output::diagnostics(err, &name, &decoded, parsed.iter().flat_map(Parsed::diagnostics));
            }
            self.trees(&mut out, &name, &decoded, &parsed)?;
        }
        Ok(Some(out))
    }

    fn trees(
        &self,
        out: &mut Vec<u8>,
        name: &str,
        source: &Decoded<'_>,
        parsed: &[Parsed<'_>],
    ) -> Result<(), Failure> {
        let several = self.form.several;
        match &self.args.verb {
            Verb::Parse { format, .. } => output::trees(out, name, several, parsed, *format),
            Verb::Outline { format, .. } => outline::write(out, name, parsed, *format),
            Verb::Targets { .. } => targets::write(out, name, source, parsed, self.form, false),
            Verb::Quantities { .. } => targets::write(out, name, source, parsed, self.form, true),
            Verb::Spans { format, .. } => spans::write(out, name, several, parsed, *format),
            // They read no texts in this way.
            Verb::Explain { .. } | Verb::Grammar { .. } => Ok(()),
        }
    }
}

impl Told {
    fn line(&mut self, message: &str) {
        self.err.extend_from_slice(message.as_bytes());
        self.err.push(b'\n');
    }

    fn fail(&mut self, message: &str) {
        self.failed = true;
        self.line(&format!("clausetree: {message}"));
    }
}
