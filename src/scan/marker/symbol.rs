//! The characters that stand for a marker by themselves: bullets, pictures, numbers in circles.
//!
//! They are told without a line around them, for other stages too; where one is a bullet and where a dash, `bullet` says.

pub(super) fn is_bullet(mark: char) -> bool {
    matches!(
        mark,
        '-' | '*'
            | '+'
            | '•'
            | '●'
            | '▪'
            | '◦'
            | '‣'
            | '·'
            | '○'
            | '◎'
            | '■'
            | '□'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '→'
            | '∙'
            | '◆'
            | '◇'
            | '★'
            | '☆'
            | '▶'
            | '►'
            | '\u{F0B7}'
            | '\u{F0A7}'
    )
}

/// A bullet that is no dash, star or sign of a sentence: `•` at the start of a line opens a point, whatever the line before ends in.
pub(in crate::scan) fn is_sure_bullet(mark: char) -> bool {
    is_bullet(mark) && !matches!(mark, '-' | '*' | '+' | '·' | '∙' | '→' | '★' | '☆')
}

/// Pictures that stand for a bullet, and are no bullets or numbers by themselves.
pub(in crate::scan) fn is_emoji(mark: char) -> bool {
    let picture =
        matches!(mark, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}');
    picture && !is_bullet(mark) && circled(mark).is_none()
}

/// The value of `①`, `⑴`, `⒈`, `㈠`, `❶`.
pub(super) fn circled(mark: char) -> Option<u32> {
    const RUNS: [(u32, u32); 6] =
        [(0x2460, 20), (0x2474, 20), (0x2488, 20), (0x3220, 10), (0x2776, 10), (0x3280, 10)];
    let code = u32::from(mark);
    RUNS.iter()
        .find(|&&(first, count)| (first..first + count).contains(&code))
        .map(|(first, _)| code - first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circled_numbers() {
        assert_eq!(circled('①'), Some(1));
        assert_eq!(circled('㈣'), Some(4));
        assert_eq!(circled('1'), None);
    }
}
