//! The year that a document speaks of.

/// The only year of the title, if it is that of the document or the next: `2027年渔港建设工作要点`.
pub(super) fn of_plan(title: &str, since: u32) -> Option<u32> {
    of_title(title).filter(|year| (since..=since + 1).contains(year))
}

/// What a document calls "this year": that of the plan, else that of its date. A title tells it also where no date does.
pub(crate) fn spoken_of(title: Option<&str>, since: Option<u32>) -> Option<u32> {
    match since {
        Some(since) => title.and_then(|title| of_plan(title, since)).or(Some(since)),
        None => title.and_then(of_title),
    }
}

/// The only year of a title; `2026年工作总结和2027年工作安排` has none.
fn of_title(title: &str) -> Option<u32> {
    let digits = title.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    let mut years = digits.filter_map(|run| run.parse().ok()).filter(|year| (1900..2200).contains(year));
    years.next().filter(|_| years.next().is_none())
}
