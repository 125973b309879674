//! Texts in other encodings: found, read, and traced back to the bytes of the file.

use crate::encoders::{encode, letters};
use crate::support;
use clausetree::{Certainty, Decoded, DiagnosticCode, Encoding, ErrorKind, Parsed, Parser, Span};
use unicode_normalization::UnicodeNormalization as _;

/// The encodings that documents of a fixture folder are found in, besides UTF-8.
fn natural(folder: &str) -> &'static [Encoding] {
    match folder {
        "vi" | "vi-en" => &[
            Encoding::Windows1258,
            Encoding::Tcvn3,
            Encoding::Vni,
            Encoding::Utf8Tcvn3,
            Encoding::Utf8Vni,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
        ],
        "ru" => &[Encoding::Windows1251, Encoding::Utf16Le, Encoding::Utf16Be],
        "zh" => &[Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be],
        _ => &[Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be],
    }
}

/// Checks that bytes decode to `text`, so that ids, roles and values are those of the text in UTF-8, and that every
/// span of the tree can be moved to the bytes and back.
fn check(name: &str, parser: &Parser, bytes: &[u8], text: &str, decoded: &Decoded<'_>) {
    assert_eq!(decoded.text(), text, "{name}: another text");
    assert_eq!(decoded.diagnostics(), [], "{name}");
    let plain = parser.parse_all(decoded.text()).expect("text never fails");
    let moved: Vec<Parsed<'_>> = plain.iter().map(|parsed| decoded.relocate(parsed.clone())).collect();
    let mut at = 0;
    for (plain, moved) in plain.iter().zip(&moved) {
        let quantities = plain.resolution().quantities().zip(moved.resolution().quantities());
        for (plain, moved) in quantities {
            let span = moved.quantity.span;
            let quote = plain.quantity.span.of(text);
            assert_eq!(decoded.words(span), quote, "{name}: {span:?}");
            // The bytes alone, without what stands around them, say the same.
            let own = parser.decode(&bytes[span.start()..span.end()], Some(decoded.encoding()));
            assert_eq!(own.expect("a given encoding").text(), quote, "{name}: {span:?}");
            let back = moved.quantity.clone().map_spans(|span| decoded.of_original(span));
            assert_eq!(&back, plain.quantity, "{name}");
        }
        // All spans, those of the tree that no test names included.
        let back = moved.clone().map_spans(|span| decoded.of_original(span));
        assert_eq!(&back, plain, "{name}: a span was not moved");
        at = partition_from(name, at, moved);
    }
    assert_eq!(at, bytes.len(), "{name}: the end is missing");
}

/// Checks that the pieces follow each other without gap or overlap; gives the end of the last.
fn partition_from(name: &str, mut at: usize, parsed: &Parsed<'_>) -> usize {
    for piece in parsed.resolution().partition() {
        assert_eq!(piece.span.start(), at, "{name}: gap or overlap before {:?}", piece.role);
        at = piece.span.end();
    }
    at
}

/// Every fixture in the encodings of its language, found from the bytes alone.
#[test]
fn fixtures_in_their_encodings() {
    let parser = support::parser();
    let mut count = 0;
    for (name, text) in support::fixtures_and_rounds() {
        let folder = name.split('/').next().expect("a folder");
        for &encoding in natural(folder) {
            let Some(bytes) = encode(&text, encoding) else { continue };
            if text.is_ascii() && bytes.is_ascii() {
                continue;
            }
            count += 1;
            let name = format!("{name} in {encoding}");
            let decoded = parser.decode(&bytes, None).unwrap_or_else(|error| panic!("{name}: {error}"));
            let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
            // In English a few quotation marks and names are all that is not ASCII.
            let certainty = match folder {
                _ if wide => Certainty::Certain,
                "en" => Certainty::Guess,
                _ => Certainty::Likely,
            };
            assert_eq!((decoded.encoding(), decoded.certainty()), (encoding, certainty), "{name}");
            let expected = if wide { format!("\u{FEFF}{text}") } else { text.nfc().collect() };
            check(&name, &parser, &bytes, &expected, &decoded);
        }
    }
    assert!(count > 150, "only {count} documents");
}

/// What a text commits to: values alone, without place and words.
fn commitments(parsed: &[Parsed<'_>]) -> Vec<String> {
    let targets = parsed.iter().flat_map(|parsed| parsed.resolution().targets());
    let value = |target: clausetree::Target<'_, '_>| {
        let found = target.quantity;
        let (kind, bound) = (found.kind.as_str(), found.comparator.as_str());
        format!("{kind} {bound} {:?} {:?} {:?} {:?}", found.min, found.max, found.unit, found.horizon)
    };
    targets.map(value).collect()
}

/// Nodes with a printed marker.
fn marked(parsed: &[Parsed<'_>]) -> Vec<(String, clausetree::NodeKind)> {
    let nodes = parsed.iter().flat_map(|parsed| parsed.resolution().walk()).map(|(_, node)| node);
    nodes.filter(|node| node.label.is_some()).map(|node| (node.id.clone(), node.kind)).collect()
}

/// A line of capitals as it is stored where a font makes them; its number is set in another font.
fn in_font_of_capitals(line: &str) -> String {
    if line.chars().any(char::is_lowercase) {
        return line.to_string();
    }
    let word = |word: &str| {
        let is_number =
            word.is_ascii() && word.chars().any(|c| c.is_ascii_punctuation() || c.is_ascii_digit());
        if is_number { word.to_string() } else { word.to_lowercase() }
    };
    line.split_inclusive(' ').map(word).collect()
}

/// Files that were cut anywhere: within a character, or within a code so that all that follows is out of step.
#[test]
fn pieces_of_files_are_found_too() {
    let mut count = 0;
    for (name, text) in support::fixtures_and_rounds() {
        let folder = name.split('/').next().expect("a folder");
        if !["vi", "ru", "zh"].contains(&folder) {
            continue;
        }
        let narrow = natural(folder).iter().filter(|e| !matches!(e, Encoding::Utf16Le | Encoding::Utf16Be));
        for &encoding in [Encoding::Utf8].iter().chain(narrow) {
            let Some(bytes) = encode(&text, encoding) else { continue };
            for part in [3, 5] {
                let at = bytes.len() * part / 8;
                for piece in [&bytes[..at], &bytes[at..]] {
                    count += 1;
                    let decoded =
                        clausetree::decode(piece, None).unwrap_or_else(|error| panic!("{name}: {error}"));
                    assert_eq!(decoded.encoding(), encoding, "{name}, {} bytes", piece.len());
                    assert!(decoded.certainty() >= Certainty::Likely, "{name} in {encoding}");
                    let whole = decoded.original(Span::new(0, decoded.text().len()));
                    assert_eq!(whole, Span::new(0, piece.len()), "{name} in {encoding}");
                    // Only GB 18030 can fall out of step.
                    let ends = |span: &Span| span.start() == 0 || span.end() == piece.len();
                    let told = undecodable(&decoded);
                    assert!(
                        encoding == Encoding::Gb18030 || told.iter().all(ends),
                        "{name} in {encoding}: {told:?}"
                    );
                }
            }
        }
    }
    assert!(count > 300, "only {count} pieces");
}

/// A heading in a font of capitals (`.VnTimeH`) is stored in small letters: nothing in the bytes says that it was
/// printed in capitals. Values, numbered clauses and their roles come out all the same. The title, the issuer and
/// headings without a number, or with one in words (`PHẦN THỨ HAI`), are told by their capitals alone, so that these may
/// be lost, and the ids of what stands under them may differ.
#[test]
fn headings_in_a_font_of_capitals() {
    let mut count = 0;
    for (name, text) in support::fixtures().iter().filter(|(name, _)| name.starts_with("vi/")) {
        let stored: String = text.split_inclusive('\n').map(in_font_of_capitals).collect();
        let Some(bytes) = encode(&stored, Encoding::Tcvn3) else { continue };
        count += 1;
        let decoded = clausetree::decode(&bytes, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((decoded.encoding(), decoded.certainty()), (Encoding::Tcvn3, Certainty::Likely), "{name}");
        let asked = clausetree::parse_all(text).expect("text never fails");
        let found = clausetree::parse_all(decoded.text()).expect("text never fails");
        assert_eq!(commitments(&found), commitments(&asked), "{name}");
        let sections = asked.iter().flat_map(|parsed| &parsed.resolution().sections);
        if sections.into_iter().all(|section| section.label.as_deref().is_some_and(str::is_ascii)) {
            assert_eq!(marked(&found), marked(&asked), "{name}");
        }
    }
    assert!(count > 5, "only {count} documents");
}

/// A text in traditional characters; the fixtures have none.
#[test]
fn big5() {
    let text = "三、主要目標\n（一）到2030年，全市公共交通使用率不少於60%，電動車比例達到30%以上。\n\
                （二）到2035年，研究及發展開支占本地生產總值的比例提升至2.5%，新增就業職位12萬個。\n\
                四、主要任務\n（一）加強基礎設施建設，推動科技創新和產業發展，完善管理制度。\n";
    let parser = Parser::default();
    let bytes = encode(text, Encoding::Big5).expect("traditional characters");
    let decoded = parser.decode(&bytes, None).expect("Chinese");
    assert_eq!((decoded.encoding(), decoded.certainty()), (Encoding::Big5, Certainty::Likely));
    check("Big5", &parser, &bytes, text, &decoded);
    // Four codes are two characters each; they stay together.
    let decoded = parser.decode(b"a\x88\x62b\x88\xA5", Some(Encoding::Big5)).expect("a given encoding");
    assert_eq!(decoded.text(), "aÊ\u{304}bê\u{30C}");
    assert_eq!(decoded.original(Span::new(1, 3)), Span::new(1, 1));
    assert_eq!(decoded.original(Span::new(1, 5)), Span::new(1, 3));
    assert_eq!(decoded.of_original(Span::new(1, 3)), Span::new(1, 5));
}

#[test]
fn every_letter_of_vietnamese() {
    let letters = letters();
    assert_eq!(letters.len(), 134);
    let text: String = letters.iter().flat_map(|c| [*c, 'n', ' ']).collect();
    for encoding in natural("vi") {
        let bytes = encode(&text, *encoding).unwrap_or_else(|| panic!("{encoding} lacks a letter"));
        let decoded = clausetree::decode(&bytes, Some(*encoding)).expect("a given encoding");
        assert_eq!(decoded.text().trim_start_matches('\u{FEFF}'), text, "{encoding}");
        assert_eq!(decoded.diagnostics(), [], "{encoding}");
        // A letter and its mark are one character of the text: its span has both.
        for (at, c) in decoded.text().char_indices().filter(|(_, c)| letters.contains(c)) {
            let bytes_of = decoded.original(Span::new(at, at + c.len_utf8()));
            let own = clausetree::decode(&bytes[bytes_of.start()..bytes_of.end()], Some(*encoding));
            assert_eq!(own.expect("a given encoding").text(), c.to_string(), "{encoding}");
        }
    }
    // Windows-1258 has codes for some letters with a tone too.
    let decoded =
        clausetree::decode(b"\xC1 \xE9 \xEA\xF2", Some(Encoding::Windows1258)).expect("a given encoding");
    assert_eq!(decoded.text(), "Á é ệ");
}

/// The same words, a hundred times one of another encoding.
const VIETNAMESE: &str = "II. MỤC TIÊU\n1. Đến năm 2030, tỉ lệ hộ gia đình của tỉnh được dùng nước sạch đạt tối thiểu 95%.\n\
                          2. Đào tạo ít nhất 500 kỹ sư; bố trí trên 2% ngân sách cho khoa học và công nghệ.\n";

fn undecodable(decoded: &Decoded<'_>) -> Vec<Span> {
    let told = decoded.diagnostics().iter();
    assert!(told.clone().all(|told| told.code == DiagnosticCode::UndecodableBytes));
    told.map(|told| told.span).collect()
}

/// Broken bytes in a text that is otherwise fine: a diagnostic with their place, and nothing else is lost.
#[test]
fn broken_bytes() {
    let asked = commitments(&clausetree::parse_all(VIETNAMESE).expect("a tree"));
    let place = VIETNAMESE.find(" của tỉnh").expect("a clause");
    let cases: [(Encoding, &[u8], usize); 8] = [
        // A lead byte alone, a sequence that is cut off, one that says a surrogate (three places, put together).
        (Encoding::Utf8, b"\xC3", 1),
        (Encoding::Utf8, b"\xE1\xBA", 2),
        (Encoding::Utf8, b"\xED\xA0\x80", 3),
        (Encoding::Utf16Le, b"\x3D\xD8", 2),
        (Encoding::Utf16Be, b"\xDE\x00", 2),
        (Encoding::Windows1258, b"\x8A", 1),
        (Encoding::Tcvn3, b"\x81\x8D", 2),
        (Encoding::Gb18030, b"\xFF", 1),
    ];
    for (encoding, bad, length) in cases {
        let mut bytes = encode(&VIETNAMESE[..place], encoding).expect("Vietnamese");
        let at = bytes.len();
        bytes.extend_from_slice(bad);
        let rest = encode(&VIETNAMESE[place..], encoding).expect("Vietnamese");
        let mark = if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) { 2 } else { 0 };
        bytes.extend_from_slice(&rest[mark..]);
        let decoded = clausetree::decode(&bytes, None).unwrap_or_else(|error| panic!("{encoding}: {error}"));
        assert_eq!(decoded.encoding(), encoding);
        let bad = Span::new(at, at + length);
        assert_eq!(undecodable(&decoded), [bad], "{encoding}");
        assert!(
            decoded.words(bad).chars().all(|c| c == '\u{FFFD}') && !decoded.words(bad).is_empty(),
            "{encoding}"
        );
        let parsed = clausetree::parse_all(decoded.text()).expect("a tree");
        assert_eq!(commitments(&parsed), asked, "{encoding}");
        let parsed: Vec<Parsed<'_>> = parsed.into_iter().map(|parsed| decoded.relocate(parsed)).collect();
        let told = parsed
            .iter()
            .flat_map(Parsed::diagnostics)
            .find(|told| told.code == DiagnosticCode::UndecodableBytes);
        assert_eq!(told.map(|told| told.span), Some(bad), "{encoding}: not told with the tree");
        let end = parsed.iter().fold(0, |at, parsed| partition_from("broken", at, parsed));
        assert_eq!(end, bytes.len(), "{encoding}");
    }
}

#[test]
fn an_odd_byte_at_the_end_of_utf_16() {
    let mut bytes = encode(VIETNAMESE, Encoding::Utf16Le).expect("Unicode");
    bytes.push(b'.');
    let decoded = clausetree::decode(&bytes, None).expect("a byte order mark");
    assert_eq!(undecodable(&decoded), [Span::new(bytes.len() - 1, bytes.len())]);
}

#[test]
fn a_lead_byte_swallows_no_ascii() {
    for (bytes, text) in [
        (&b"\x81\x20x"[..], "\u{FFFD} x"),
        (b"\x81\x30\x81\x20x", "\u{FFFD}0\u{FFFD} x"),
        (b"\x81\x30", "\u{FFFD}"),
        (b"\x81", "\u{FFFD}"),
        (b"\x84\x31\x95\x33", "\u{FEFF}"),
        (b"\x80\xFF1", "€\u{FFFD}1"),
    ] {
        let decoded = clausetree::decode(bytes, Some(Encoding::Gb18030)).expect("a given encoding");
        assert_eq!(decoded.text(), text, "{bytes:X?}");
    }
}

/// UTF-16 that begins without a byte order mark is told by its zeros.
#[test]
fn utf_16_without_a_mark() {
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
        for text in [VIETNAMESE, "Every home of the region is to have clean water by 2030."] {
            let bytes = encode(text, encoding).expect("Unicode");
            let decoded = clausetree::decode(&bytes[2..], None).expect("UTF-16");
            assert_eq!((decoded.encoding(), decoded.certainty()), (encoding, Certainty::Likely));
            assert_eq!(decoded.text(), text);
        }
    }
}

/// What the caller says is done, even where it is wrong; nothing breaks, and every byte is kept.
#[test]
fn a_given_encoding_is_taken() {
    let parser = Parser::default();
    for encoding in Encoding::ALL {
        for said in Encoding::ALL {
            let Some(bytes) = encode(VIETNAMESE, encoding) else { continue };
            let decoded = parser.decode(&bytes, Some(said)).expect("a given encoding");
            assert_eq!(decoded.certainty(), Certainty::Certain);
            let name = format!("{encoding} read as {said}");
            let parsed = parser.parse_all(decoded.text()).expect("text never fails");
            let end =
                parsed.into_iter().fold(0, |at, parsed| partition_from(&name, at, &decoded.relocate(parsed)));
            assert_eq!(end, bytes.len(), "{name}");
        }
    }
    let read = |bytes: &[u8], said| parser.decode(bytes, Some(said)).expect("a given encoding").encoding();
    let utf8 = VIETNAMESE.as_bytes();
    assert_eq!(read(utf8, Encoding::Windows1251), Encoding::Windows1251);
    // A byte order mark knows better, and a font may have been stored as UTF-8.
    assert_eq!(read(b"\xFE\xFF\0a", Encoding::Utf16Le), Encoding::Utf16Be);
    assert_eq!(read("Qu¸n triÖt".as_bytes(), Encoding::Tcvn3), Encoding::Utf8Tcvn3);
    assert_eq!(read("Quaùn trieät".as_bytes(), Encoding::Vni), Encoding::Utf8Vni);
    assert_eq!(read(b"Qu\xB8n", Encoding::Tcvn3), Encoding::Tcvn3);
    assert_eq!(read(b"Hue", Encoding::Vni), Encoding::Vni);
}

/// A few words say little: what they are found to be is a guess. Characters that a font may have left behind stay
/// what they are until there is more to go by.
#[test]
fn short_texts_are_guesses() {
    for (text, encodings) in [
        ("đạt tối thiểu 30% GDP", natural("vi")),
        ("доля составит 30% к 2030 году", natural("ru")),
        ("比例达到30%以上", natural("zh")),
    ] {
        for &encoding in encodings {
            let bytes = encode(text, encoding).expect("its own encoding");
            let decoded =
                clausetree::decode(&bytes, None).unwrap_or_else(|error| panic!("{encoding}: {error}"));
            let asked = match encoding {
                Encoding::Utf16Le | Encoding::Utf16Be => (encoding, Certainty::Certain),
                Encoding::Utf8Tcvn3 | Encoding::Utf8Vni => (Encoding::Utf8, Certainty::Guess),
                _ => (encoding, Certainty::Guess),
            };
            assert_eq!((decoded.encoding(), decoded.certainty()), asked, "{text} in {encoding}");
        }
    }
}

/// Where no word is known, nothing is made up.
#[test]
fn words_that_nobody_knows_are_in_no_encoding() {
    for bytes in [&b"a\xE9b"[..], b"D\xFCren", b"\xCF\xF0\xE8\xE2\xE5\xF2"] {
        let error = clausetree::decode(bytes, None).expect_err("a word that no grammar has");
        assert_eq!(error.kind(), ErrorKind::Encoding);
        let at = bytes.iter().position(|byte| !byte.is_ascii()).expect("a byte");
        let place = format!("byte 0x{:02X} at offset {at}", bytes[at]);
        assert!(error.to_string().contains(&place), "{error}");
    }
    // A French text without a grammar for French: its words are known to nobody.
    let text = std::fs::read_to_string(support::root().join("fixtures/fr/strategie-nationale.txt"))
        .expect("a fixture");
    let bytes = encode(&text, Encoding::Windows1252).expect("Western letters");
    assert_eq!(clausetree::decode(&bytes, None).unwrap_err().kind(), ErrorKind::Encoding);
}

/// A name and a few quotation marks in a text of plain letters.
#[test]
fn a_foreign_name_is_western() {
    let text =
        "The city of D\u{FC}ren is to \u{201C}reduce\u{201D} the waste of its homes by 5% until 2030.\n";
    let bytes = encode(text, Encoding::Windows1252).expect("Western letters");
    let decoded = clausetree::decode(&bytes, None).expect("English");
    assert_eq!((decoded.encoding(), decoded.certainty()), (Encoding::Windows1252, Certainty::Guess));
    assert_eq!(decoded.text(), text);
}

/// ASCII reads the same in all of them; there is nothing to be unsure of.
#[test]
fn plain_letters_are_certain() {
    for text in ["", "Reach 80% by 2030.", "Hue"] {
        let decoded = clausetree::decode(text.as_bytes(), None).expect("ASCII");
        assert_eq!((decoded.encoding(), decoded.certainty()), (Encoding::Utf8, Certainty::Certain));
    }
}

/// Letters of Western languages in UTF-8 are what they look like, whether their language is known or not.
#[test]
fn utf_8_stays_utf_8() {
    for (name, text) in support::fixtures_and_rounds() {
        for parser in [Parser::default(), support::parser()] {
            let decoded = parser.decode(text.as_bytes(), None).expect("UTF-8");
            assert_eq!(
                (decoded.encoding(), decoded.certainty()),
                (Encoding::Utf8, Certainty::Certain),
                "{name}"
            );
            assert_eq!(decoded.text().as_ptr(), text.as_ptr(), "{name}: copied");
        }
    }
    let marked = [b"\xEF\xBB\xBF", VIETNAMESE.as_bytes()].concat();
    let decoded = clausetree::decode(&marked, None).expect("UTF-8");
    assert_eq!((decoded.encoding(), decoded.certainty()), (Encoding::Utf8, Certainty::Certain));
}

/// Pseudo-random bytes, the same in every run.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..length).map(next).collect()
}

#[test]
fn noise_is_in_no_encoding() {
    for seed in 0..20 {
        let error = clausetree::decode(&noise(seed, 20_000), None).expect_err("noise");
        assert_eq!(error.kind(), ErrorKind::Encoding);
        // The same without control characters, which make it look like text.
        let printable: Vec<u8> = noise(seed, 20_000).into_iter().filter(|byte| *byte >= 0x20).collect();
        let error = clausetree::decode(&printable, None).expect_err("noise");
        assert!(error.to_string().contains("no word speaks for"), "{error}");
    }
}

/// Any bytes in any encoding: the text is what the Encoding Standard says, and the map is whole in both directions.
#[test]
fn noise_is_mapped_whole() {
    for seed in 0..40 {
        let mut bytes = noise(seed, 600);
        if seed % 2 == 0 {
            // More of what begins and goes on in codes of several bytes.
            bytes.iter_mut().step_by(3).for_each(|byte| *byte |= 0x80);
            bytes.iter_mut().step_by(5).for_each(|byte| *byte = b'0' | *byte & 7);
        }
        for encoding in Encoding::ALL {
            let decoded = clausetree::decode(&bytes, Some(encoding)).expect("a given encoding");
            let text = decoded.text();
            let standard = match encoding {
                Encoding::Gb18030 => Some(encoding_rs::GB18030),
                Encoding::Big5 => Some(encoding_rs::BIG5),
                Encoding::Utf8 => Some(encoding_rs::UTF_8),
                _ => None,
            };
            if let Some(standard) = standard {
                assert_eq!(text, standard.decode_without_bom_handling(&bytes).0, "{encoding}, seed {seed}");
            }
            let whole = decoded.original(Span::new(0, text.len()));
            assert_eq!(whole, Span::new(0, bytes.len()), "{encoding}, seed {seed}");
            let mut last = None;
            for (at, c) in text.char_indices() {
                let own = decoded.original(Span::new(at, at + c.len_utf8()));
                assert!(last <= Some(own.start()), "{encoding}, seed {seed}: backwards at {at}");
                assert_eq!(decoded.original(Span::new(at, at)).start(), own.start());
                // Of a code that is two characters the first has no bytes of its own.
                assert!(
                    own.is_empty() || decoded.words(own).ends_with(c),
                    "{encoding}, seed {seed}: {c} at {at}"
                );
                last = Some(own.start());
            }
        }
    }
}

#[test]
fn limits_hold_for_bytes_and_diagnostics() {
    let limits = clausetree::Limits::default().input_bytes(10).diagnostics(2);
    let parser = Parser::builder().limits(limits).build().expect("a parser");
    let told = |bytes: &[u8]| {
        let decoded = parser.decode(bytes, Some(Encoding::Utf8)).expect("within the limit");
        decoded.diagnostics().iter().map(|told| told.code).collect::<Vec<_>>()
    };
    let (bad, more) = (DiagnosticCode::UndecodableBytes, DiagnosticCode::TooManyDiagnostics);
    assert_eq!(told(b"\xFFa"), [bad]);
    assert_eq!(told(b"\xFFa\xFFa"), [bad, bad]);
    assert_eq!(told(b"\xFFa\xFFa\xFFa\xFFa"), [bad, bad, more]);
    assert!(parser.decode(&[b'a'; 10], None).is_ok());
    let error = parser.decode(&[b'a'; 11], None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InputTooLong);
    // Ten bytes of Chinese in GB 18030 are fifteen of text.
    let bytes = encode("经济社会发", Encoding::Gb18030).expect("Chinese");
    let decoded = parser.decode(&bytes, Some(Encoding::Gb18030)).expect("within the limit");
    assert_eq!(parser.parse(decoded.text()).unwrap_err().kind(), ErrorKind::InputTooLong);
}

/// All that an explanation says about places is moved with it.
#[test]
fn explanations_move_too() {
    let parser = Parser::default();
    let bytes = encode(VIETNAMESE, Encoding::Tcvn3).expect("Vietnamese");
    let decoded = parser.decode(&bytes, None).expect("Vietnamese");
    let told = parser.explain_span(decoded.text(), Span::new(0, decoded.text().len())).expect("a place");
    let moved = told.clone().map_spans(|span| decoded.original(span));
    assert_ne!(moved, told);
    let (json, plain) =
        (serde_json::to_value(&moved).expect("JSON"), serde_json::to_value(&told).expect("JSON"));
    let mut pairs = vec![(&json, &plain)];
    let mut spans = 0;
    while let Some((moved, plain)) = pairs.pop() {
        if let Ok(span) = serde_json::from_value::<Span>(plain.clone()) {
            let moved: Span = serde_json::from_value(moved.clone()).expect("a span");
            assert_eq!(moved, decoded.original(span));
            spans += 1;
        } else if let (Some(moved), Some(plain)) = (moved.as_array(), plain.as_array()) {
            pairs.extend(moved.iter().zip(plain));
        } else if let (Some(moved), Some(plain)) = (moved.as_object(), plain.as_object()) {
            pairs.extend(moved.values().zip(plain.values()));
        } else {
            assert_eq!(moved, plain);
        }
    }
    assert!(spans > 30, "only {spans} spans");
}
