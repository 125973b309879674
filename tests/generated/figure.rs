//! Numbers, units, bounds and dates in the spellings of a language, and their exact values.

use super::compose::{TIE, Target};
use super::model::{self, Pick};
use super::words::{Bound, DateForm, Statement, Words};

impl Target {
    pub(super) fn of(frame: &Statement, min: Option<String>, max: Option<String>) -> Self {
        Self {
            kind: frame.kind.clone(),
            comparator: "eq".into(),
            min,
            max,
            unit: frame.unit.clone(),
            per: frame.per.clone(),
            change: frame.change.clone(),
            iso: None,
            horizon: None,
        }
    }
}

/// A value in tenths, and its spelling.
struct Number {
    tenths: i128,
    text: String,
    /// The scale word that follows, with its factor.
    scale: Option<(String, i64)>,
}

impl Number {
    fn value(&self) -> String {
        let tenths = self.tenths * i128::from(self.scale.as_ref().map_or(1, |&(_, factor)| factor));
        match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}.{rest}", tenths / 10),
        }
    }
}

/// The words that fill the place of a figure, and what they must be read as.
pub(super) fn figure(figure: &model::Figure, frame: &Statement, words: &Words) -> (String, Target) {
    let value = match frame.value {
        Some(value) => value,
        None => within(figure.value, frame),
    };
    if frame.text.contains("{n}") || frame.value.is_some() {
        let number = Some(value.to_string());
        let mut target = Target::of(frame, number.clone(), number);
        target.iso = frame.iso.as_ref().map(|iso| iso.replace("{n}", &value.to_string()));
        if frame.comparator.as_deref() == Some("le") {
            (target.comparator, target.min) = ("le".into(), None);
        }
        return (value.to_string(), target);
    }
    let blank = if words.own.blanks { " " } else { "" };
    let unit = figure.unit.of(&frame.units);
    let known = unit.and_then(|unit| words.units.get(&(frame.kind.clone(), unit.clone())));
    let unit_words = if frame.unit_words.is_empty() { known } else { Some(&frame.unit_words) };
    let word = unit_words.and_then(|unit_words| figure.word.of(unit_words));
    let range = figure.range.and_then(|(form, more)| {
        let form = form.of(&words.own.ranges)?;
        let next = within(value + more, frame);
        (plain(next) > plain(value)).then_some((form, next))
    });
    // Left out: `hai mươi năm` is twenty years, and the parser takes `năm` for the figure five.
    let digit = word.is_some_and(|word| words.digits.contains(word));
    let worded = !digit && word.is_some_and(|word| word.chars().all(|c| c.is_alphabetic() || c == ' '));
    let mut number = spell(figure, value, frame, words, worded);
    let mut target = Target::of(frame, Some(number.value()), Some(number.value()));
    if let Some((form, next)) = range {
        // Both ends are written alike, with the scale at the end for both: `5 - 10 triệu`.
        let (from, to) = (plain(value), plain(next));
        let ends = |value: u32| Number {
            tenths: i128::from(value) * 10,
            text: String::new(),
            scale: number.scale.clone(),
        };
        (target.comparator, target.min, target.max) =
            ("range".into(), Some(ends(from).value()), Some(ends(to).value()));
        let text = form.replace("{a}", &from.to_string()).replace("{b}", &to.to_string());
        number.text = text.replace(' ', &TIE.to_string());
    }
    let scale = number.scale.as_ref().map_or(String::new(), |(word, _)| format!("{blank}{word}"));
    let word = word.map_or(String::new(), |word| {
        let apart = word.chars().any(char::is_alphabetic) && !blank.is_empty();
        format!("{}{word}", if apart { " " } else { "" })
    });
    let mut text = format!("{}{scale}{word}", number.text);
    target.unit = unit.cloned().or(target.unit);
    if let Some((after, pick)) = figure.bound.filter(|_| range.is_none()) {
        let after = after && frame.after && unit.is_some();
        let list = if after { &words.after } else { &words.before };
        if let Some(bound) = pick.of(list) {
            let said = &bound.words;
            // A line that begins with `>` is a quotation: symbols go with their number.
            let tie = if said.chars().any(char::is_alphabetic) { blank.to_string() } else { TIE.to_string() };
            let said = if said.chars().any(char::is_alphabetic) {
                said.clone()
            } else {
                said.replace(' ', &TIE.to_string())
            };
            text = if after { format!("{text}{blank}{said}") } else { format!("{said}{tie}{text}") };
            bounded(&mut target, bound);
        }
    }
    (text, target)
}

fn bounded(target: &mut Target, bound: &Bound) {
    target.comparator.clone_from(&bound.is);
    match bound.is.as_str() {
        "ge" | "gt" => target.max = None,
        _ => target.min = None,
    }
}

/// The value within what the sentence can say.
fn within(value: u32, frame: &Statement) -> u32 {
    let largest = frame.largest.unwrap_or(if frame.kind == "percent" { 100 } else { 9999 });
    let smallest = frame.smallest.unwrap_or(2);
    smallest + (value - 1) % (largest + 1 - smallest)
}

/// A number in plain digits that nobody takes for a year.
fn plain(value: u32) -> u32 {
    if (1900..2200).contains(&value) { value + 1000 } else { value }
}

fn spell(figure: &model::Figure, value: u32, frame: &Statement, words: &Words, worded: bool) -> Number {
    let count = frame.kind == "count";
    let digits = || {
        let value = plain(value);
        Number { tenths: i128::from(value) * 10, text: value.to_string(), scale: None }
    };
    let decimals = || {
        let separator = figure.variant.of(&words.decimal)?;
        let (whole, tenth) = (value.min(99), 1 + value % 9);
        let text = format!("{whole}{separator}{tenth}");
        Some(Number { tenths: i128::from(whole * 10 + tenth), text, scale: None })
    };
    let bare = figure.range.is_some();
    let large = frame.largest.is_none() && frame.kind != "percent" && !bare;
    let mut ways = vec![digits()];
    if large {
        ways.extend(figure.variant.of(&words.group).map(|separator| {
            let (front, back) = (1 + value % 99, value % 1000);
            let separator = separator.replace(' ', &TIE.to_string());
            let text = format!("{front}{separator}{back:03}");
            Number { tenths: i128::from(front * 1000 + back) * 10, text, scale: None }
        }));
    }
    if !count && !bare {
        ways.extend(decimals());
    }
    if frame.scaled {
        for base in [Some(digits()), (!bare).then(decimals).flatten()].into_iter().flatten() {
            let scale = figure.variant.of(&words.scales).cloned();
            ways.push(Number { scale, ..base });
        }
    }
    let spelled = figure.variant.of(&words.spelled).filter(|_| !bare && !count && !frame.scaled);
    // `twenty %` and `二十%` nobody writes: words go with a unit in words.
    ways.extend(spelled.filter(|_| worded).map(|(word, value)| Number {
        tenths: i128::from(*value) * 10,
        text: word.replace(' ', &TIE.to_string()),
        scale: None,
    }));
    if words.own.leading_zero && count && value < 10 && !bare {
        ways.push(Number { tenths: i128::from(value) * 10, text: format!("0{value}"), scale: None });
    }
    let at = usize::from(figure.spelling.0) % ways.len();
    ways.swap_remove(at)
}

/// A date in one of the forms: its words, its ISO 8601 form and its year.
pub(super) fn date(date: &model::Date, forms: &[DateForm], words: &Words) -> (String, String, u32) {
    let form = date.form.of(forms).expect("forms of dates");
    let year = 2026 + u32::from(date.year.0) % 20;
    dated(form, year, date.month, date.day, words)
}

/// A form of a date filled in.
pub(super) fn dated(
    form: &DateForm,
    year: u32,
    month: Pick,
    day: Pick,
    words: &Words,
) -> (String, String, u32) {
    let month = 1 + u32::from(month.0) % 12;
    let day = 1 + u32::from(day.0) % 28;
    let name = words.own.dates.months.get(month as usize - 1).map_or("", String::as_str);
    // `12.05.2027` has two digits a part; in words both `5` and `05` are usual.
    let parts = form.text.contains("{day}.");
    let digits = |value: u32| if parts { format!("{value:02}") } else { value.to_string() };
    let text = form
        .text
        .replace("{year}", &year.to_string())
        .replace("{month:name}", name)
        .replace("{month}", &digits(month))
        .replace("{day}", &digits(day));
    let iso = form.iso.replace("{year}", &year.to_string());
    let iso = iso.replace("{month}", &format!("{month:02}")).replace("{day}", &format!("{day:02}"));
    (text, iso, year)
}
