//! Memory of a parse, counted by the allocator: of the tree that stays, at the highest while it is made, and at the highest
//! while its targets are listed as the program does it, in times of the input. `cargo bench --bench memory`.
//!
//! A tree is made of nodes, texts and quantities, so how large it is depends on how many of them a text has. An ordinary
//! text, with a quantity in [`ORDINARY`] bytes or rarer, takes at most [`ORDINARY_TREE`] times the input; the published
//! resolutions among the fixtures have one in 350 to 700 bytes, and take 1 to 2 times. A text that is nearly all figures
//! takes more, at most [`TREE`] times.
//!
//! What a parse takes whatever the text is (states of the numbering, the memory of words) is most of the peak of a short
//! one; it is told by itself, and the peaks are held against [`PEAK`] and [`TARGETS_PEAK`] for texts of 256 KiB. All bounds
//! only ever go down: the aim is 4 times the input for a tree, and 1.5 times for targets.

mod common;

use clausetree::{Node, Parser, Quantity, Resolution, Text};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const REPEATED: usize = 256 << 10;
/// Bytes of text to a quantity from which on a text is ordinary: a sentence or two.
const ORDINARY: usize = 160;
/// Most bytes of the tree for a byte of ordinary text, and of any.
const ORDINARY_TREE: usize = 4;
const TREE: usize = 8;
/// Most bytes at once for a byte of text. Dense ones (a table, a figure in every line) come near it.
const PEAK: usize = 19;
/// The same where targets are listed, which is done with the whole tree at hand.
const TARGETS_PEAK: usize = 20;

/// What a parse takes, in bytes.
struct Memory {
    /// Beyond what was there before, once it is done.
    tree: usize,
    /// The same at its highest.
    peak: usize,
    /// How many quantities it found.
    quantities: usize,
}

fn memory(parser: &Parser, text: &str) -> Memory {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let parsed = parser.parse_all(std::hint::black_box(text)).expect("within the limits");
    let tree = ALLOCATOR.current_usage().saturating_sub(before);
    let peak = ALLOCATOR.peak_usage().saturating_sub(before);
    let quantities = parsed.iter().map(|parsed| parsed.resolution().quantities().count()).sum();
    Memory { tree, peak, quantities }
}

/// What it takes at its highest to list the targets of a text, as the program does: the text is read to its end, all rows are
/// put together, and then written into one buffer.
fn targets_peak(parser: &Parser, text: &str) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let parsed = parser.parse_all(std::hint::black_box(text)).expect("within the limits");
    let rows: Vec<_> = parsed
        .iter()
        .flat_map(|parsed| parsed.resolution().targets())
        .map(|target| (&target.node.id, target.section, target.lang, target.quantity))
        .collect();
    let mut out = Vec::new();
    for row in &rows {
        serde_json::to_writer(&mut out, row).expect("memory takes all bytes");
        out.push(b'\n');
    }
    std::hint::black_box(&out);
    ALLOCATOR.peak_usage().saturating_sub(before)
}

fn main() {
    // Grammars and the memory of words are there once a process, whatever is read.
    let documents: Vec<(String, String, Parser)> = common::fixtures()
        .into_iter()
        .map(|(name, text)| {
            let languages = name.split('/').next().unwrap_or_default();
            let parser = common::builder_of(languages).build().expect("no language was set");
            (name, text, parser)
        })
        .collect();
    for (_, text, parser) in &documents {
        memory(parser, text);
    }
    let bytes = |name: &str, bytes: usize| println!("{name:36} {bytes:>7} bytes");
    bytes("resolution", size_of::<Resolution<'_>>());
    bytes("node", size_of::<Node<'_>>());
    bytes("text", size_of::<Text<'_>>());
    bytes("quantity", size_of::<Quantity<'_>>());
    bytes("peak of an empty text", memory(&Parser::default(), "").peak);
    bytes("peak of one item", memory(&Parser::default(), "I. MỤC TIÊU\n1. Đạt 80% số hộ.\n").peak);
    let times = |bytes: usize, text: &str| {
        let tenths = bytes * 10 / text.len();
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    println!("\n{:36} {:>8} {:>22} {:>22}", "times the input", "bytes a", "alone", "repeated");
    let columns = format!("{:>7}{:>7}{:>8}", "tree", "peak", "targets");
    println!("{:36} {:>8} {columns} {columns}", "document", "quantity");
    let mut over = Vec::new();
    for (name, text, parser) in &documents {
        let long = common::repeated(text, if common::is_test() { 4 * text.len() } else { REPEATED });
        let (one, all) = (memory(parser, text), memory(parser, &long));
        let (one_targets, all_targets) = (targets_peak(parser, text), targets_peak(parser, &long));
        let each = long.len() / all.quantities.max(1);
        println!(
            "{name:36} {each:>8} {:>7}{:>7}{:>8} {:>7}{:>7}{:>8}",
            times(one.tree, text),
            times(one.peak, text),
            times(one_targets, text),
            times(all.tree, &long),
            times(all.peak, &long),
            times(all_targets, &long)
        );
        let most = if each >= ORDINARY { ORDINARY_TREE } else { TREE };
        if all.tree > long.len() * most {
            over.push(format!("the tree of {name} takes over {most} times the input"));
        }
        if long.len() >= REPEATED && all.peak > long.len() * PEAK {
            over.push(format!("reading {name} takes over {PEAK} times the input"));
        }
        if long.len() >= REPEATED && all_targets > long.len() * TARGETS_PEAK {
            over.push(format!("listing the targets of {name} takes over {TARGETS_PEAK} times the input"));
        }
    }
    assert!(over.is_empty(), "{}", over.join("; "));
}
