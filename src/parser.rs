//! p
use crate::{Error, ErrorKind, Grammar, Language, Quantity};
use crate::quantity::{Tape, Setting, read};
use crate::diagnostic::Sink;
use crate::text::Span;
/// q
pub fn quantities(text: &str, language: Language) -> Result<Vec<Quantity<'_>>, Error> {
    let grammar = crate::grammar::builtin(language).ok_or_else(|| Error::new(ErrorKind::UnknownLanguage, "none"))?;
    let tape = Tape::new(text, &[Span::new(0, text.len())], &grammar.0);
    Ok(read(&tape, &Setting::FRAGMENT, &mut Sink::new(0)))
}
