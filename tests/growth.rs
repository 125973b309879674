//! The laws on texts that repeat one thing a thousand times. How the work for such texts grows is counted in
//! `src/growth.rs`.

use crate::laws;

#[test]
fn one_marker_a_thousand_times() {
    for marker in ["1.", "I-", "a)", "-", "•", "(1)", "Điều 1.", "1.1.", "01", "*"] {
        let text = format!("{marker} Nội dung\n").repeat(1000);
        laws::check(marker, &text);
        let line = format!("{marker} Nội dung. ").repeat(1000);
        laws::check(&format!("{marker} on one line"), &line);
    }
}

#[test]
fn many_numbers_on_one_line() {
    laws::check("numbers", &"đạt trên 10 ".repeat(4_000));
    laws::check("percent signs", &"5% ".repeat(4_000));
    laws::check("almost a bound", &"không ".repeat(4_000));
    laws::check("almost a date", &"ngày 1 tháng ".repeat(2_000));
}

#[test]
fn what_looks_like_spaced_letters_or_a_table_without_end() {
    laws::check("spaced letters", &"Р Е Ш Е Н И Е ".repeat(4_000));
    laws::check("emphasis", &format!("Kế hoạch của tỉnh {}", "*a ".repeat(4_000)));
    laws::check("heads of columns", &"STT\n".repeat(4_000));
    laws::check("rows of pipes", &"| Chỉ tiêu | 5% |\n".repeat(1_000));
    laws::check("arrows", &format!("Đạt {}", "30% → ".repeat(2_000)));
    laws::check("lists with years", &"10%, 20% và 30% vào năm 2028, 2030 và 2035 ".repeat(500));
}
