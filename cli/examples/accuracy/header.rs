//! Fields of head and foot against the answer.

use crate::answers::Answers;
use crate::counts::{Miss, Tally};
use crate::words::plain;
use clausetree::Resolution;
use serde_json::Value;

/// Counts the fields asked: a text must hold the words of the answer, `recipients` are only numbered.
pub(crate) fn count(answers: &Answers, resolution: &Resolution<'_>, tally: &mut Tally) -> Result<(), String> {
    let header = serde_json::to_value(&resolution.header).map_err(|error| format!("header: {error}"))?;
    for (field, asked) in &answers.header {
        let printed = header.get(field);
        tally.counts.header.asked += 1;
        if printed.is_some_and(|printed| is_right(asked, printed)) {
            tally.counts.header.right += 1;
        } else {
            let printed = printed.map_or("nothing".to_string(), Value::to_string);
            tally.misses.push(Miss::nowhere(format!("header {field}: asked {asked}, printed {printed}")));
        }
    }
    Ok(())
}

fn is_right(asked: &Value, printed: &Value) -> bool {
    if let Value::Array(list) = printed {
        return asked.as_u64() == u64::try_from(list.len()).ok();
    }
    // Answers leave quotation marks out: a title has them or not, by the layout.
    words(printed).replace('"', "").contains(&words(asked))
}

fn words(value: &Value) -> String {
    plain(&value.as_str().map_or_else(|| value.to_string(), str::to_string))
}
