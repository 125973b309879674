//! Files that are not UTF-8: what the program tells of them counts bytes of the file.

use assert_cmd::Command;
use clausetree::Encoding;

/// The text below in an ABC font, by its chart.
const ABC: &[u8] = b"II- MU\xB4C TI\xA3U\n1. \xA7\xD5n n\xA8m 2030\n- Quy m\xAB kinh t\xD5 s\xE8 \xAE\xB9t t\xE8i thi\xD3u 30% GDP.\n";
const TEXT: &str = "II- MỤC TIÊU\n1. Đến năm 2030\n- Quy mô kinh tế số đạt tối thiểu 30% GDP.\n";

/// Runs with bytes on standard input: status, output, what was told.
fn run(arguments: &[&str], bytes: &[u8]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("clausetree").expect("the program is built");
    let output = command.args(arguments).write_stdin(bytes).output().expect("the program starts");
    let read = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit status"), read(output.stdout), read(output.stderr))
}

fn rows(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn offset(row: &serde_json::Value, key: &str) -> usize {
    usize::try_from(row[key].as_u64().expect("an offset")).expect("small")
}

#[test]
fn an_encoding_is_found_and_told() {
    let (status, out, err) = run(&["targets", "-"], ABC);
    assert_eq!(status, 0, "{err}");
    assert!(err.starts_with("-: read as tcvn3 (guess); if that is wrong"), "{err}");
    let (_, quiet, silence) = run(&["targets", "-", "--quiet"], ABC);
    assert_eq!((quiet.as_str(), silence.as_str()), (out.as_str(), ""));
    let (_, _, certain) = run(&["targets", "-"], TEXT.as_bytes());
    assert_eq!(certain, "");
}

#[test]
fn offsets_are_those_of_the_file() {
    let (status, out, err) = run(&["targets", "-", "--encoding", "abc"], ABC);
    assert_eq!((status, err.as_str()), (0, ""), "what was said is certain");
    let (found, asked) = (rows(&out), rows(&run(&["targets", "-"], TEXT.as_bytes()).1));
    assert_eq!(found.len(), asked.len());
    for (found, asked) in found.iter().zip(&asked) {
        for (key, value) in asked.as_object().expect("an object") {
            assert!(
                found[key] == *value || ["start", "end"].contains(&key.as_str()),
                "{key}: {}",
                found[key]
            );
        }
    }
    let quote = &ABC[offset(&found[0], "start")..offset(&found[0], "end")];
    assert_eq!(quote, b"t\xE8i thi\xD3u 30% GDP");
    // The partition is one of the file.
    let (_, out, _) = run(&["spans", "-", "--encoding", "tcvn3"], ABC);
    let end = rows(&out).iter().fold(0, |at, row| {
        assert_eq!(offset(row, "start"), at);
        offset(row, "end")
    });
    assert_eq!(end, ABC.len());
    // So are outline, tree and figures of a fragment.
    let (_, out, _) = run(&["outline", "-", "--encoding", "tcvn3"], ABC);
    let last = rows(&out).pop().expect("a node");
    assert_eq!(&ABC[offset(&last, "start")..offset(&last, "end")], &ABC[30..ABC.len() - 1]);
    let (_, out, _) = run(&["parse", "-", "--encoding", "tcvn3"], ABC);
    let tree: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(offset(&tree["span"], "end"), ABC.len());
    let (_, out, _) =
        run(&["quantities", "-", "--fragment", "--encoding", "tcvn3"], b"\xAE\xB9t tr\xAAn 55%");
    let row = &rows(&out)[0];
    assert_eq!((offset(row, "start"), offset(row, "end"), row["quote"].as_str()), (4, 12, Some("trên 55%")));
}

#[test]
fn a_place_is_one_of_the_file() {
    let at = ABC.windows(3).position(|bytes| bytes == b"30%").expect("a figure");
    let (status, out, _) = run(&["explain", "-", "--encoding", "abc", "--at", &at.to_string()], ABC);
    assert_eq!(status, 0);
    for what in [
        // Line and column are those of the text, as an editor shows it.
        &format!("-:3:35: bytes {at} to {}", at + 1),
        "node objectives.1: horizon, marker `1`, by 2030",
        "quantity `tối thiểu 30% GDP`: percent ge 30 -, target, by 2030",
    ] {
        assert!(out.contains(what), "{what:?} is not in\n{out}");
    }
    let (_, line, _) = run(&["explain", "-", "--encoding", "abc", "--line", "3"], ABC);
    assert!(line.starts_with(&format!("-:3:1: bytes 30 to {}\n", ABC.len())), "{line}");
    let length = ABC.len().to_string();
    for fragment in [&[][..], &["--fragment"]] {
        let arguments = [&["explain", "-", "--encoding", "abc", "--at", &length], fragment].concat();
        let (status, _, err) = run(&arguments, ABC);
        assert_eq!(status, 2);
        assert!(err.contains(&format!("there is no byte {length}: the text has {length}")), "{err}");
    }
}

#[test]
fn broken_bytes_are_told_with_their_place() {
    let bytes = [TEXT.as_bytes(), b"- \xFF\xFE B\xE1\xBB.\n"].concat();
    let (status, out, err) = run(&["parse", "-"], &bytes);
    assert_eq!(status, 0, "{err}");
    assert!(
        err.contains("-:4:3: warning[undecodable-bytes]: the bytes 0xFF 0xFE are no character of utf-8"),
        "{err}"
    );
    let (_, told, _) = run(&["explain", "-", "--line", "4"], &bytes);
    assert_eq!(told.matches("warning[undecodable-bytes]").count(), 2, "{told}");
    let tree: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let told = tree["diagnostics"].as_array().expect("a list");
    let spans: Vec<_> =
        told.iter().filter(|told| told["code"] == "undecodable-bytes").map(|told| &told["span"]).collect();
    assert_eq!(spans.len(), 2);
    assert_eq!((offset(spans[0], "start"), offset(spans[0], "end")), (TEXT.len() + 2, TEXT.len() + 4));
    assert_eq!((offset(spans[1], "start"), offset(spans[1], "end")), (TEXT.len() + 6, TEXT.len() + 8));
}

#[test]
fn a_wrong_encoding_is_taken_as_said() {
    let (status, out, err) = run(&["targets", "-", "--encoding", "windows-1251"], ABC);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("warning[unknown-language]"), "{err}");
}

#[test]
fn names_of_encodings() {
    let (status, out, err) = run(&["targets", "-", "--encoding", "cp437"], b"");
    assert_eq!((status, out.as_str()), (2, ""));
    let (_, help, _) = run(&["targets", "--help"], b"");
    for encoding in Encoding::ALL {
        assert!(err.contains(encoding.as_str()), "{encoding} is not in\n{err}");
        assert!(help.contains(encoding.as_str()), "{encoding} is not in\n{help}");
    }
}

#[test]
fn bytes_in_no_encoding_end_with_2() {
    for bytes in [&b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02"[..], b"\xE9\xE8\xE7"] {
        let (status, out, err) = run(&["parse", "-"], bytes);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("offset 0") && err.contains("--encoding"), "{err}");
    }
}
