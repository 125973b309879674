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

fn tag(rest: &str) -> Option<(usize, Markup)> {
    let inner = rest.get(1..)?;
    let end = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
    let content = inner.get(..end)?;
    let name: String =
        content.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    // Only names that HTML has: `<5G>` and `<tên>` are text.
    const BREAKS: [&str; 14] =
        ["br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "tbody", "h1", "h2", "h3"];
    const OTHERS: [&str; 14] = [
        "b",
        "i",
        "u",
        "em",
        "strong",
        "span",
        "a",
        "sup",
        "sub",
        "font",
        "img",
        "thead",
        "h4",
        "blockquote",
    ];
    let name = name.to_ascii_lowercase();
    let closed = inner.as_bytes().get(end) == Some(&b'>');
    let kind = if BREAKS.contains(&name.as_str()) {
        Markup::Space
    } else if OTHERS.contains(&name.as_str()) || content.starts_with("!--") {
        Markup::Nothing
    } else {
        return None;
    };
    closed.then_some((end + 2, kind))
}

fn entity(rest: &str) -> Option<(usize, Markup)> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let kind = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => Markup::Space,
        "shy" | "zwnj" | "zwj" => Markup::Nothing,
        "amp" => Markup::Char('&'),
        "lt" => Markup::Char('<'),
        "gt" => Markup::Char('>'),
        "quot" | "ldquo" | "rdquo" | "laquo" | "raquo" => Markup::Char('"'),
        "apos" | "lsquo" | "rsquo" => Markup::Char('\''),
        "ndash" | "mdash" | "minus" => Markup::Char('-'),
        "hellip" => Markup::Char('…'),
        "bull" => Markup::Char('•'),
        "middot" => Markup::Char('·'),
        "ge" => Markup::Char('≥'),
        "le" => Markup::Char('≤'),
        "permil" => Markup::Char('‰'),
        "percnt" => Markup::Char('%'),
        "deg" => Markup::Char('°'),
        "sup2" => Markup::Char('²'),
        "sup3" => Markup::Char('³'),
        "euro" => Markup::Char('€'),
        number => {
            let digits = number.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            let c = char::from_u32(code)?;
            // Letters and digits written as numbers would have to be joined to words; they stay as they are.
            match c {
                _ if super::is_space(c) => Markup::Space,
                _ if super::is_ignorable(c) => Markup::Nothing,
                _ if c.is_alphanumeric() => return None,
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
            "&x",
            "\\n",
            "<b",
            "&#65;",
        ] {
            assert_eq!(markup(text, 0), None, "{text}");
        }
    }
}
