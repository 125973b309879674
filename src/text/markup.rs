//! Left-overs of other formats inside of a text: Markdown emphasis and escapes, HTML tags and entities.
//!
//! They are passed over when words are read, and are no part of a node's words; their bytes stay where they are.

/// What a left-over stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// Nothing: `**`, `<b>`, the backslash of `\-`.
    Nothing,
    /// White space: `&nbsp;`, `<br>`.
    Space,
    /// A character: `&amp;`, `&#8211;`.
    Char(char),
}

/// A tag or an entity is no longer than this; a longer `<` … `>` is text.
const LONGEST: usize = 300;

/// Where the first mark stands, from byte `at` on, with which a left-over could begin.
pub(crate) fn next_mark(content: &str, at: usize) -> Option<usize> {
    let rest = content.as_bytes().get(at..)?;
    rest.iter().position(|&byte| is_mark(byte)).map(|length| at + length)
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'\\' | b'<' | b'&')
}

/// The left-over at byte `at` of a line: its length in bytes, and what it stands for.
pub(crate) fn markup(content: &str, at: usize) -> Option<(usize, Markup)> {
    if !content.as_bytes().get(at).is_some_and(|&byte| is_mark(byte)) {
        return None;
    }
    let rest = content.get(at..)?;
    let bytes = rest.as_bytes();
    match (bytes.first()?, bytes.get(1)) {
        (b'*', Some(b'*')) | (b'_', Some(b'_')) => {
            let mark = bytes.first().copied()?;
            let run = bytes.iter().take_while(|&&byte| byte == mark).count();
            // A longer run is a rule between parts, which is told by its line.
            (run <= 3).then_some((run, Markup::Nothing))
        }
        (b'*' | b'_', _) => is_emphasis(content, at).then_some((1, Markup::Nothing)),
        (b'\\', Some(next)) if next.is_ascii_punctuation() => Some((1, Markup::Nothing)),
        (b'<', Some(next)) if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => tag(rest),
        (b'&', Some(next)) if next.is_ascii_alphabetic() || *next == b'#' => entity(rest),
        _ => None,
    }
}

/// Emphasis that is longer than this is two stars that have nothing to do with each other.
const LONGEST_EMPHASIS: usize = 400;

/// Whether the one mark at `at` opens or closes emphasis: `*Ngày 7 tháng 4*`. A bullet (`* text`), a footnote (`5%*`)
/// and a product (`2*3`) have no partner.
fn is_emphasis(content: &str, at: usize) -> bool {
    let Some(mark) = content.get(at..).and_then(|rest| rest.chars().next()) else { return false };
    let before = |at: usize| content.get(..at).and_then(|before| before.chars().next_back());
    let after = |at: usize| content.get(at + 1..).and_then(|after| after.chars().next());
    let outside = |c: Option<char>| c.is_none_or(|c| c != mark && !c.is_alphanumeric());
    let inside = |c: Option<char>| c.is_some_and(|c| c != mark && !super::is_space(c));
    let opens = |at: usize| outside(before(at)) && inside(after(at));
    let closes = |at: usize| inside(before(at)) && outside(after(at));
    let near = |&(distance, _): &(usize, u8)| distance < LONGEST_EMPHASIS;
    let marks = |&(_, byte): &(usize, u8)| byte == mark as u8;
    let next = || {
        let rest = content.bytes().skip(at + 1).enumerate();
        rest.take_while(near).find(marks).map(|(distance, _)| at + 1 + distance)
    };
    let previous = || {
        let rest = content.bytes().take(at).rev().enumerate();
        rest.take_while(near).find(marks).map(|(distance, _)| at - 1 - distance)
    };
    (opens(at) && next().is_some_and(closes)) || (closes(at) && previous().is_some_and(opens))
}

/// A tag of HTML, as it stands in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'t> {
    /// Bytes from `<` to `>`.
    pub(crate) length: usize,
    /// Its name as it is written: `td`, `TD`.
    pub(crate) name: &'t str,
    /// What stands behind the name.
    pub(crate) attributes: &'t str,
    /// It closes what another one opened: `</td>`.
    pub(crate) closing: bool,
}

impl<'t> Tag<'t> {
    /// The tag that `rest` begins with, whatever its name.
    pub(crate) fn at(rest: &'t str) -> Option<Self> {
        let inner = rest.strip_prefix('<')?;
        let end = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
        let content = inner.get(..end).filter(|_| inner.as_bytes().get(end) == Some(&b'>'))?;
        let words = content.trim_start_matches('/');
        let name = words.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, attributes) = words.split_at_checked(name)?;
        Some(Self { length: end + 2, name, attributes, closing: content.starts_with('/') })
    }

    /// Whether it has this name, in any case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    /// What it stands for; `None` for a name that HTML does not have: `<5G>` and `<tên>` are text.
    fn kind(&self) -> Option<Markup> {
        const BREAKS: [&str; 24] = [
            "br",
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "tr",
            "td",
            "th",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "caption",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "center",
            "pre",
        ];
        const OTHERS: [&str; 18] = [
            "b", "i", "u", "s", "em", "strong", "small", "big", "span", "a", "sup", "sub", "font", "img",
            "nobr", "wbr", "col", "colgroup",
        ];
        // `<bộ>`: the name goes on with a letter that no tag has.
        let named =
            self.attributes.is_empty() || self.attributes.starts_with(|c| c == '/' || super::is_space(c));
        if named && self.is_one_of(&BREAKS) {
            Some(Markup::Space)
        } else if (named && self.is_one_of(&OTHERS)) || self.attributes.starts_with("!--") {
            Some(Markup::Nothing)
        } else {
            None
        }
    }

    /// Whether words go on through it as if it were not there: not with a note or an exponent, which stand by themselves.
    fn is_inline(&self) -> bool {
        self.kind() == Some(Markup::Nothing) && !self.is_one_of(&["sup", "sub", "img"])
    }
}

fn tag(rest: &str) -> Option<(usize, Markup)> {
    let tag = Tag::at(rest)?;
    Some((tag.length, tag.kind()?))
}

/// How many blanks stand in `gap`, where it holds nothing else: white space, entities of it, characters that are not seen,
/// tags within a line. `None` for anything else, the marks between two cells among it.
pub(crate) fn blanks(gap: &str) -> Option<usize> {
    let (mut count, mut at) = (0, 0);
    while let Some(c) = gap.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = gap.get(at..)?;
        let (length, blank) = match c {
            '\t' => return None,
            '&' => match entity(rest)? {
                (_, Markup::Char(_)) => return None,
                (length, kind) => (length, kind == Markup::Space),
            },
            '<' => (Tag::at(rest).filter(Tag::is_inline)?.length, false),
            _ if super::is_space(c) => (c.len_utf8(), true),
            _ if super::is_ignorable(c) => (c.len_utf8(), false),
            _ => return None,
        };
        count += usize::from(blank);
        at += length;
    }
    Some(count)
}

/// Whether what stands between two pieces of words sets them apart: white space, or markup that stands for it.
pub(crate) fn sets_apart(gap: &str) -> bool {
    let mut at = 0;
    while let Some(c) = gap.get(at..).and_then(|rest| rest.chars().next()) {
        at += match markup(gap, at) {
            Some((_, Markup::Space)) => return true,
            Some((length, _)) => length,
            None if super::is_space(c) => return true,
            None => c.len_utf8(),
        };
    }
    false
}

/// What an entity at the start of `rest` stands for. One that was escaped twice on its way through a site (`&amp;nbsp;`)
/// stands for what it stood for before.
fn entity(rest: &str) -> Option<(usize, Markup)> {
    let twice = rest.strip_prefix("&amp;").and_then(reference);
    twice
        .map(|(length, kind)| (length + "&amp;".len(), kind))
        .or_else(|| reference(rest.strip_prefix('&')?).map(|(length, kind)| (length + 1, kind)))
}

/// The character that `name` and the semicolon behind it stand for: `nbsp;`, `#160;`, `#x202F;`.
fn reference(rest: &str) -> Option<(usize, Markup)> {
    /// `NonBreakingSpace;`
    const LONGEST_NAME: usize = 17;
    let end = rest.bytes().take(LONGEST_NAME).position(|byte| byte == b';')?;
    let kind = match rest.get(..end)? {
        "nbsp" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "emsp13" | "emsp14" | "Tab"
        | "NewLine" | "NonBreakingSpace" | "ThinSpace" | "MediumSpace" | "ZeroWidthSpace" => Markup::Space,
        "shy" | "zwnj" | "zwj" | "lrm" | "rlm" | "NoBreak" => Markup::Nothing,
        "amp" => Markup::Char('&'),
        "lt" => Markup::Char('<'),
        "gt" => Markup::Char('>'),
        "quot" | "ldquo" | "rdquo" | "bdquo" | "laquo" | "raquo" => Markup::Char('"'),
        "apos" | "lsquo" | "rsquo" | "sbquo" => Markup::Char('\''),
        "ndash" | "mdash" | "minus" => Markup::Char('-'),
        "comma" => Markup::Char(','),
        "period" => Markup::Char('.'),
        "hellip" => Markup::Char('…'),
        "bull" => Markup::Char('•'),
        "middot" => Markup::Char('·'),
        "ge" => Markup::Char('≥'),
        "le" => Markup::Char('≤'),
        "times" => Markup::Char('×'),
        "plusmn" => Markup::Char('±'),
        "permil" => Markup::Char('‰'),
        "percnt" => Markup::Char('%'),
        "deg" => Markup::Char('°'),
        "numero" => Markup::Char('№'),
        "sect" => Markup::Char('§'),
        // Their names hold digits that are none of the text.
        "frac12" => Markup::Char('½'),
        "frac14" => Markup::Char('¼'),
        "frac34" => Markup::Char('¾'),
        "sup1" => Markup::Char('¹'),
        "sup2" => Markup::Char('²'),
        "sup3" => Markup::Char('³'),
        "euro" => Markup::Char('€'),
        "pound" => Markup::Char('£'),
        "yen" => Markup::Char('¥'),
        number => {
            let digits = number.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            let c = char::from_u32(code)?;
            // A letter is not joined to the word around it; but its code is no number of the text.
            match c {
                _ if super::is_space(c) => Markup::Space,
                _ if super::is_ignorable(c) => Markup::Nothing,
                _ => Markup::Char(c),
            }
        }
    };
    Some((end + 1, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over() {
        assert_eq!(markup("**I-** QUAN", 0), Some((2, Markup::Nothing)));
        assert_eq!(markup("\\- 18%", 0), Some((1, Markup::Nothing)));
        assert_eq!(markup("<br/>x", 0), Some((5, Markup::Space)));
        assert_eq!(markup("<a href=\"x\">x", 0), Some((12, Markup::Nothing)));
        assert_eq!(markup("&nbsp;x", 0), Some((6, Markup::Space)));
        assert_eq!(markup("&#8211;x", 0), Some((7, Markup::Char('–'))));
        assert_eq!(markup("*Tỉnh D*", 0), Some((1, Markup::Nothing)));
        assert_eq!(markup("_a b_, c", 4), Some((1, Markup::Nothing)));
    }

    #[test]
    fn entities() {
        for blank in [
            "&nbsp;",
            "&#160;",
            "&#xA0;",
            "&#X202f;",
            "&#8239;",
            "&thinsp;",
            "&hairsp;",
            "&amp;nbsp;",
            "&amp;#160;",
        ] {
            assert_eq!(markup(blank, 0), Some((blank.len(), Markup::Space)), "{blank}");
        }
        assert_eq!(markup("&amp;D;", 0), Some((5, Markup::Char('&'))));
        assert_eq!(markup("&#65;", 0), Some((5, Markup::Char('A'))));
        assert_eq!(markup("&frac12;", 0), Some((8, Markup::Char('½'))));
    }

    #[test]
    fn blanks_between_digits() {
        for (gap, count) in [
            ("&nbsp;", 1),
            (" &nbsp;", 2),
            ("</b>&thinsp;<b>", 1),
            ("<span> </span>", 1),
            ("&zwnj;", 0),
            ("\u{2060} ", 1),
        ] {
            assert_eq!(blanks(gap), Some(count), "{gap}");
        }
        for gap in ["</td><td>", "<br>", "\t", "; ", "<sup>", "&ndash;", "** **", " <tên> ", "&foo; "] {
            assert_eq!(blanks(gap), None, "{gap}");
        }
    }

    #[test]
    fn what_is_text() {
        for text in [
            "* điểm",
            "*điểm",
            "*a * b",
            "_b",
            "*****",
            "R&D; x",
            "< 5%",
            "<5G>",
            "<tên>",
            "<bộ>",
            "&x",
            "\\n",
            "<b",
        ] {
            assert_eq!(markup(text, 0), None, "{text}");
        }
    }
}
