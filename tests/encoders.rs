//! Texts written in other encodings, by tables of their own: what the library reads back.

use clausetree::Encoding;
use unicode_normalization::UnicodeNormalization as _;

/// Vietnamese letters and their codes in the ABC fonts, from the chart of TCVN 5712:1993 (VN3).
const TCVN3: &[(&str, u8)] = &[
    ("ĂÂÊÔƠƯĐăâêôơưđ", 0xA1),
    ("àảãáạ", 0xB5),
    ("ằẳẵắ", 0xBB),
    ("ặầẩẫấậè", 0xC6),
    ("ẻẽéẹềểễếệìỉ", 0xCE),
    ("ĩíịò", 0xDC),
    ("ỏõóọồổỗốộờởỡớợù", 0xE1),
    ("ủũúụừửữứựỳỷỹýỵ", 0xF1),
];

/// The codes of tone marks, for capitals.
const TCVN3_TONES: [(char, u8); 5] =
    [('\u{300}', 0xB0), ('\u{309}', 0xB1), ('\u{303}', 0xB2), ('\u{301}', 0xB3), ('\u{323}', 0xB4)];

/// Vietnamese small letters as the VNI fonts for Windows write them, in characters of windows-1252.
const VNI: &str = "á aù à aø ả aû ã aõ ạ aï â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë \
    é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò \
    ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï \
    ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ";

/// The 134 letters that Vietnamese has beside those of ASCII.
pub(crate) fn letters() -> Vec<char> {
    let small: Vec<char> = VNI.split_whitespace().step_by(2).flat_map(str::chars).collect();
    let capitals = small.iter().flat_map(|c| c.to_uppercase());
    small.iter().copied().chain(capitals).collect()
}

/// `text` in `encoding`; none where it has characters that the encoding lacks.
pub(crate) fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let composed: String = text.nfc().collect();
    match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => {
            Some("\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect())
        }
        Encoding::Utf16Be => {
            Some("\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect())
        }
        Encoding::Windows1252 => standard(&composed, encoding_rs::WINDOWS_1252),
        Encoding::Windows1251 => standard(&composed, encoding_rs::WINDOWS_1251),
        Encoding::Windows1258 => {
            standard(&composed.chars().map(tone_apart).collect::<String>(), encoding_rs::WINDOWS_1258)
        }
        Encoding::Gb18030 => standard(text, encoding_rs::GB18030),
        Encoding::Big5 => standard(text, encoding_rs::BIG5),
        Encoding::Tcvn3 => {
            composed.chars().map(tcvn3).collect::<Option<Vec<_>>>().map(|parts| parts.concat())
        }
        Encoding::Vni => standard(&vni(&composed)?, encoding_rs::WINDOWS_1252),
        Encoding::Utf8Tcvn3 => {
            let bytes = encode(text, Encoding::Tcvn3)?;
            Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned().into_bytes())
        }
        Encoding::Utf8Vni => vni(&composed).map(String::into_bytes),
        _ => None,
    }
}

fn standard(text: &str, encoding: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}

/// A letter with its tone as a mark of its own, and all else joined: what windows-1258 has.
fn tone_apart(c: char) -> String {
    let tone = |c: &char| TCVN3_TONES.iter().any(|(tone, _)| tone == c);
    let parts: String = c.nfd().collect();
    let rest: String = parts.chars().filter(|c| !tone(c)).nfc().collect();
    let tones: String = parts.chars().filter(tone).collect();
    // Only letters of Vietnamese: `й` and `ñ` stay what they are.
    if letters().contains(&c) { rest + &tones } else { c.to_string() }
}

fn tcvn3(c: char) -> Option<Vec<u8>> {
    let place = |c: char| {
        let found = |(letters, first): &(&str, u8)| {
            letters
                .chars()
                .position(|letter| letter == c)
                .map(|at| *first + u8::try_from(at).expect("a short run"))
        };
        TCVN3.iter().find_map(found)
    };
    if let Some(byte) = place(c) {
        return Some(vec![byte]);
    }
    if letters().contains(&c) {
        let parts = tone_apart(c);
        let mut parts = parts.chars();
        let vowel = parts.next()?;
        let vowel = if vowel.is_ascii() { u8::try_from(vowel).ok()? } else { place(vowel)? };
        let tone = parts.next()?;
        return Some(vec![vowel, TCVN3_TONES.iter().find(|(mark, _)| *mark == tone)?.1]);
    }
    // What is no letter of the font: ASCII, the signs of windows-1252 below 0xA1, and those over the tone marks.
    let bytes = standard(&c.to_string(), encoding_rs::WINDOWS_1252)?;
    matches!(bytes[..], [0..=0xA0 | 0xB0..=0xB4]).then_some(bytes)
}

fn vni(text: &str) -> Option<String> {
    let pairs: Vec<(&str, &str)> =
        VNI.split_whitespace().collect::<Vec<_>>().chunks(2).map(|pair| (pair[0], pair[1])).collect();
    let mut out = String::new();
    for c in text.chars() {
        let small: String = c.to_lowercase().collect();
        match pairs.iter().find(|(letter, _)| *letter == small) {
            Some((_, written)) if c.is_uppercase() => {
                out.extend(written.chars().flat_map(char::to_uppercase))
            }
            Some((_, written)) => out.push_str(written),
            // Signs of windows-1252 that are no letters.
            None if c.is_ascii() || !c.is_alphabetic() => out.push(c),
            None => return None,
        }
    }
    Some(out)
}
