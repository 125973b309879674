//! How much longer a hostile text takes than an ordinary one of the same length: `cargo bench --bench hostile`.
//!
//! Pieces that keep the parser busiest, repeated to 64 KiB and read as each language, against the fixtures of that
//! language. That the work is linear is proved by counting (`src/growth.rs`); this tells its constant.

mod common;

use clausetree::{Grammar, Parser};
use std::time::Instant;

const LENGTH: usize = 64 << 10;

const PIECES: [&str; 20] = [
    "1. ",
    "1) a) i) - + ",
    "1,2,3,4 ",
    "10 12 14 16 ",
    "10.000 ",
    "5% ",
    "2030年",
    "至少",
    "<b",
    "by 2030, ",
    "and 10 and 20 ",
    "đạt trên 10 ",
    "bình quân mỗi năm ",
    "не менее 10 ",
    "# A\n## B\n",
    "GOALS\n",
    "A\n",
    "| Chỉ tiêu | 5% |\n",
    ">>>>>>>>>>>>>>>> 80% ",
    ">>>>>>>>c 80% ",
];

/// Least time of `runs` parses, in nanoseconds.
fn least(parser: &Parser, text: &str, runs: usize) -> u128 {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        std::hint::black_box(parser.parse_all(std::hint::black_box(text)).expect("within the limits"));
        start.elapsed().as_nanos()
    });
    times.min().unwrap_or(0).max(1)
}

fn main() {
    let (runs, length) = if common::is_test() { (1, 1 << 10) } else { (5, LENGTH) };
    for language in Grammar::builtin_languages() {
        let parser = Parser::builder().language(language).build().expect("built in");
        let folder = format!("{language}/");
        let texts = common::fixtures().into_iter().filter(|(name, _)| name.starts_with(&folder));
        let (mut bytes, mut time) = (0u128, 0);
        for (_, text) in texts {
            let text = common::repeated(&text, length);
            bytes += text.len() as u128;
            time += least(&parser, &text, runs);
        }
        let mut rows: Vec<(u128, &str)> = PIECES
            .iter()
            .map(|piece| {
                let text = common::repeated(piece, length);
                (least(&parser, &text, runs) * bytes * 10 / (time * text.len() as u128), *piece)
            })
            .collect();
        rows.sort_unstable_by(|one, other| other.cmp(one));
        println!("{language}: times the fixtures");
        for (tenths, piece) in rows {
            println!("  {:>3}.{} {piece:?}", tenths / 10, tenths % 10);
        }
    }
}
