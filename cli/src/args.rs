//! The command line.

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};
use clausetree::{Encoding, Language};
use std::path::PathBuf;

/// Raw policy resolutions to a typed tree, with every numeric target as an exact, traceable quantity.
#[derive(Debug, Parser)]
#[command(name = "clausetree", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    /// Language of the text (vi, en, zh, ru, or that of a --grammar); without it the text's own words decide
    #[arg(long, global = true, value_name = "CODE")]
    pub(crate) lang: Option<Language>,
    /// Encoding of the text: utf-8, utf-16le, utf-16be, windows-1252, windows-1258, windows-1251, gb18030, big5, tcvn3
    /// (ABC), vni, utf-8+tcvn3, utf-8+vni; without it a byte order mark or the text's own words decide
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,
    /// A grammar file; takes the place of the built-in one of its language (may be given several times)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) grammar: Vec<PathBuf>,
    /// Do not print warnings about the text and its encoding to standard error
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

const EXAMPLES: &str = "Examples:
  clausetree parse resolution.txt | jq '.header'
  clausetree targets resolution.txt --format csv > targets.csv
  clausetree targets resolutions/ more.txt > targets.jsonl
  clausetree parse archive/ --glob '*.html' | jq -r '[.document, .header.number] | @tsv'
  clausetree outline - < resolution.txt
  clausetree targets old-document.txt --encoding tcvn3
  clausetree spans resolution.txt | jq -r .role | sort | uniq -c
  clausetree explain resolution.txt --line 12
  clausetree grammar check my-language.toml

Exit status: 0 done, 1 the input was read but something asked for does not hold, 2 wrong use, unreadable input or
grammar. Of several texts those that cannot be read are told, the others are read all the same, and the status is 2.
FILE may be `-` for standard input.";

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Print the whole tree as JSON
    Parse {
        #[command(flatten)]
        inputs: Inputs,
        /// json: one document, readable; jsonl: the same on one line
        #[arg(long, value_enum, default_value_t = JsonFormat::Json)]
        format: JsonFormat,
    },
    /// Print one node a line, in document order
    Outline {
        #[command(flatten)]
        inputs: Inputs,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = JsonFormat::Jsonl)]
        format: JsonFormat,
    },
    /// Print every quantity that the document commits to
    Targets {
        #[command(flatten)]
        inputs: Inputs,
        /// Form of the output; a table where standard output is a terminal, else jsonl
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
    /// Print every quantity with its role: target, achieved or context
    Quantities {
        #[command(flatten)]
        inputs: Inputs,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
        /// Read the text as one fragment, without looking for structure
        #[arg(long)]
        fragment: bool,
    },
    /// Print the partition of the input: every byte, once
    Spans {
        #[command(flatten)]
        inputs: Inputs,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = JsonFormat::Jsonl)]
        format: JsonFormat,
    },
    /// Say which grammar entries and decisions made the nodes and quantities at a place what they are
    #[command(group = ArgGroup::new("place").required(true))]
    Explain {
        /// The text; `-` is standard input
        file: String,
        /// The place as a byte offset of the file, as `start` and `end` of the other verbs count
        #[arg(long, value_name = "OFFSET", group = "place")]
        at: Option<usize>,
        /// The place as a line, from 1
        #[arg(long, value_name = "N", group = "place")]
        line: Option<usize>,
        /// Read the text as one fragment, without looking for structure
        #[arg(long)]
        fragment: bool,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
    /// Work on grammar files
    Grammar {
        #[command(subcommand)]
        verb: GrammarVerb,
    },
}

/// What can be done with grammar files.
#[derive(Debug, Subcommand)]
pub(crate) enum GrammarVerb {
    /// Run a grammar's examples, and tell entries that stand twice, contradict each other or can never be used
    Check {
        /// Grammar files; without one the built-in grammars are checked
        file: Vec<String>,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = LineFormat::Text)]
        format: LineFormat,
    },
}

/// The texts to read, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Inputs {
    /// The texts, in the order of the output: files, folders, `-` for standard input. Of a folder and those in it the
    /// files are read that are named *.txt, *.text, *.md or *.markdown, in the order of their names. What cannot be read
    /// is told, the others are read all the same, and the exit status is 2
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Files of folders to read, such as '*.html' or '2024/**', or with `!` before it not to read (may be given several
    /// times; of those that fit a name the last counts). Files that are named are always read
    #[arg(long, short, value_name = "GLOB")]
    pub(crate) glob: Vec<String>,
    /// Texts to read at a time; without it as many as there are cores. The output is the same
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
}

/// Forms of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum JsonFormat {
    Json,
    Jsonl,
}

/// Forms of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Jsonl,
    Csv,
    Table,
}

/// Text for people, or one document of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    Text,
    Json,
}

/// Text for people, or lines of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineFormat {
    Text,
    Jsonl,
}
