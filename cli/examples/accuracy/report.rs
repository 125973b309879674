//! The table, the list of misses, and both as JSON.

use crate::Folder;
use crate::counts::{Counts, Share};
use serde_json::json;

const HEAD: &str = "\
| Texts of | Texts | Asked | Found: precision / recall, % | Typed: precision / recall, % | Full, % | Told | Outline | Header |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// A row a folder and their total; with `verbose` every miss after it.
pub(crate) fn markdown(folders: &[Folder], verbose: bool) -> String {
    let mut out = HEAD.to_string();
    for folder in folders {
        out.push_str(&row(&format!("`{}`", folder.folder), &folder.counts));
    }
    out.push_str(&row("total", &total(folders)));
    if verbose {
        out.push('\n');
        out.extend(folders.iter().flat_map(misses));
    }
    out
}

/// Counts and misses by folder and document, and the total.
pub(crate) fn json(folders: &[Folder]) -> Result<String, String> {
    let report = json!({ "folders": folders, "total": total(folders) });
    let text =
        serde_json::to_string_pretty(&report).map_err(|error| format!("cannot write JSON: {error}"))?;
    Ok(text + "\n")
}

fn total(folders: &[Folder]) -> Counts {
    let mut total = Counts::default();
    folders.iter().for_each(|folder| total += folder.counts);
    total
}

fn row(name: &str, counts: &Counts) -> String {
    let both = |right| format!("{} / {}", percent(right, counts.printed()), percent(right, counts.asked));
    let share = |share: Share| format!("{} / {}", share.right, share.asked);
    let cells = [
        name.to_string(),
        counts.texts.to_string(),
        counts.asked.to_string(),
        both(counts.found),
        both(counts.typed),
        percent(counts.full, counts.asked),
        share(counts.told),
        share(counts.outline),
        share(counts.header),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// Per cent with one decimal, rounded down: only what is wholly right is 100.0.
fn percent(right: usize, of: usize) -> String {
    if of == 0 {
        return "–".to_string();
    }
    let tenths = right * 1000 / of;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A line a miss: the document, its bytes, and what is wrong.
fn misses(folder: &Folder) -> Vec<String> {
    let mut lines = Vec::new();
    for document in &folder.documents {
        for miss in &document.misses {
            let place = miss.start.zip(miss.end).map(|(start, end)| format!(":{start}..{end}"));
            let place = place.unwrap_or_default();
            let what = miss.what.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push(format!("- `{}/{}{place}` {what}\n", folder.folder, document.document));
        }
    }
    lines
}
