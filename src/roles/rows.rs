//! The quantities of a row of a table, by what its columns hold.

use crate::diagnostic::Sink;
use crate::grammar::Compiled;
use crate::quantity::{RowHead, Setting, read as read_text, read_deadlines, read_figures};
use crate::reason::{Reason, ReasonCode};
use crate::scan::{Column, Figures, Page, Row, is_bare_year, is_group, year_of};
use crate::text::{Span, squeeze};
use crate::tree::{Decimal, Per, Quantity, QuantityKind, QuantityRole};

/// Reads the cells of `row`.
pub(super) fn read<'a>(
    page: &Page<'a, '_>,
    row: &Row,
    grammar: &Compiled,
    setting: &Setting,
    sink: &mut Sink,
) -> Vec<Quantity<'a>> {
    let Some(table) = page.tables.get(row.table).filter(|_| !row.head) else { return Vec::new() };
    let cells =
        || table.columns.iter().copied().zip(row.cells.iter().copied()).filter(|(_, cell)| !cell.is_empty());
    let first = |wanted| cells().find(|&(column, _)| column == wanted).map(|(_, cell)| cell);
    // `Action | Indicator | 2027 | 2030`: what is measured stands next to its figures.
    let beside = cells().take_while(|(column, _)| !matches!(column, Column::Value(_)));
    let beside = beside.filter(|&(column, _)| column == Column::Name).last().map(|(_, cell)| cell);
    let name = beside.or_else(|| first(Column::Name)).unwrap_or_default();
    let head = RowHead::new(page.source, name, grammar);
    let measured = table.columns.iter().any(|column| matches!(column, Column::Value(_)));
    let dated = first(Column::Deadline).is_some();
    // What the row is to reach is due when the row is; a baseline is not.
    let due = first(Column::Deadline).and_then(|cell| year_of(&page.tape(&[cell], grammar, usize::MAX)));
    // `Commitment | Year | Value`: so it is in a year to come beside the figure.
    let ahead = |&(year, _): &(u32, Span)| setting.since.is_some_and(|since| year > since);
    let year = |(column, cell): (Column, Span)| {
        let bare = column == Column::Text && is_bare_year(cell.of(page.source));
        bare.then(|| cell.of(page.source).parse().ok()).flatten().map(|year| (year, cell))
    };
    let due = due.or_else(|| cells().filter_map(year).find(ahead));
    let outer = setting;
    let setting = &Setting { horizon: due.or(setting.horizon), ..*setting };
    // `Построено 12 школ | 30.11.2027`: done by a day that is still to come.
    let planned =
        setting.planned || (setting.role == QuantityRole::Target && due.as_ref().is_some_and(ahead));
    let mut found = Vec::new();
    let group = is_group(&row.cells);
    for (column, cell) in cells() {
        // `Goal 1. Cut losses by 12%` across all columns, the first of which holds running numbers.
        let column = if group { Column::Name } else { column };
        let text = |setting: &Setting, sink: &mut Sink| {
            read_text(&page.tape(&[cell], grammar, usize::MAX), setting, sink)
        };
        found.extend(match column {
            Column::Index | Column::Unit => Vec::new(),
            // Beside figures, a number in the name says what is measured: "people aged 15 and over". Beside a date it is
            // that of a measure: "Buy 40 gauges | by March 2031 | 0.7".
            Column::Name | Column::Text if measured && !dated => {
                text(&Setting { role: QuantityRole::Context, ..*setting }, sink)
            }
            Column::Name | Column::Text => text(&Setting { planned, ..*setting }, sink),
            // `Построено 12 школ`: what is to have been done by then.
            Column::Result => text(&Setting { planned: true, ..*setting }, sink),
            Column::Value(figures) => {
                let setting = if figures.baseline { outer } else { setting };
                let setting = of_column(&table.columns, figures, setting);
                let unit = first(Column::Unit).map(|unit| page.before_stroke(unit));
                let unit = unit.or(head.unit).or(figures.unit);
                let mut read = read_figures(page.source, grammar, &head, cell, unit, &setting, sink);
                // `〔17〕` of a column `年均增速〔累计〕` is that of the whole period.
                if figures.yearly && !cell.of(page.source).starts_with(['〔', '[', '(', '（']) {
                    read.iter_mut().for_each(by_year);
                }
                read
            }
            // `Target | By`: a bare year beside what is to be reached is when that is, and nothing more.
            Column::Deadline if is_bare_year(cell.of(page.source)) && found.iter().any(is_aim) => Vec::new(),
            Column::Deadline => read_deadlines(page.source, grammar, &head, cell, setting, sink),
        });
        if let Some(trace) = sink.trace_at(cell) {
            let cells = trace.quantities.iter_mut().filter(|told| cell.contains(told.quantity.span));
            cells.for_each(|told| told.reasons.push(of_head(page.source, column)));
        }
    }
    found
}

/// A figure that is to be reached.
fn is_aim(quantity: &Quantity<'_>) -> bool {
    quantity.role == QuantityRole::Target && !quantity.kind.is_time()
}

/// A share of a column that is for each year.
fn by_year(quantity: &mut Quantity<'_>) {
    if quantity.kind == QuantityKind::Percent && quantity.per.is_none() {
        quantity.per = Some(Box::new(Per { value: Decimal::ONE, unit: "year".into() }));
    }
}

/// What the head of a column says, in words for `explain`.
fn of_head(source: &str, column: Column) -> Reason {
    let (what, span) = match column {
        Column::Index => ("running numbers".to_string(), Span::default()),
        Column::Name => ("names of what is measured".to_string(), Span::default()),
        Column::Unit => ("units".to_string(), Span::default()),
        Column::Deadline => ("due dates".to_string(), Span::default()),
        Column::Text => ("text".to_string(), Span::default()),
        Column::Result => ("what is to come of it".to_string(), Span::default()),
        Column::Value(figures) => {
            let of = if figures.baseline {
                ", a baseline"
            } else if figures.target {
                ", targets"
            } else {
                ""
            };
            let year = figures.year.map(|(_, span)| format!(" for `{}`", squeeze(span.of(source))));
            (
                format!("figures{}{of}", year.unwrap_or_default()),
                figures.year.map_or(Span::default(), |(_, s)| s),
            )
        }
    };
    Reason::new(ReasonCode::Column, format!("its column holds {what}")).at(span)
}

/// What the head of a column says of its figures.
fn of_column(columns: &[Column], figures: Figures, setting: &Setting) -> Setting {
    let years = columns.iter().filter_map(|column| match column {
        Column::Value(figures) => figures.year.map(|(year, _)| year),
        _ => None,
    });
    let last: Option<u32> = years.max();
    let year = figures.year.map(|(year, _)| year);
    // Beside columns for later years, one for a year that is over by the time of the document is where it sets out from; that
    // of the year of the document too, unless another is called so.
    let based = columns.iter().any(|column| matches!(column, Column::Value(figures) if figures.baseline));
    let over = |(year, since): (u32, u32)| year < since || (year == since && !based);
    // `Measure | 2025 | Goal`: so it does beside one that is called the goal and names no year.
    let goal = columns
        .iter()
        .any(|column| matches!(column, Column::Value(figures) if figures.target && figures.year.is_none()));
    let later = last > year || goal;
    let past = year.zip(setting.since).is_some_and(over) && later && !figures.target;
    let role = match setting.role {
        _ if figures.baseline || past => QuantityRole::Achieved,
        QuantityRole::Achieved => QuantityRole::Achieved,
        _ => QuantityRole::Target,
    };
    Setting { role, horizon: figures.year.or(setting.horizon), ..*setting }
}
