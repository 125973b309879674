//! The figures of tables: the row says what is measured, the column by when and in which role.

use clausetree::{Language, Parser};

/// Every figure of a text: kind, bound, unit, denominator, change, average, year, role, what is measured.
fn figures(text: &str) -> Vec<String> {
    figures_in(Language::VI, text)
}

fn figures_in(language: Language, text: &str) -> Vec<String> {
    let parser = Parser::builder().language(language).build().expect("a built-in language");
    let parsed = parser.parse(text).expect("text never fails");
    let found = parsed.resolution().quantities();
    let lines = found.map(|found| {
        let figure = found.quantity;
        let end = |end: Option<clausetree::Decimal>| end.map_or("-".to_string(), |end| end.to_string());
        let mut line = format!(
            "{} {} {}..{} {}",
            figure.kind.as_str(),
            figure.comparator.as_str(),
            end(figure.min),
            end(figure.max),
            figure.role.as_str()
        );
        let mut add = |name: &str, value: Option<String>| {
            line.extend(value.map(|value| format!(" {name}={value}")));
        };
        add("unit", figure.unit.as_ref().map(ToString::to_string));
        add("per", figure.per.as_ref().map(|per| format!("{} {}", per.value, per.unit)));
        add("counted", figure.counted.as_ref().map(|words| format!("({words})")));
        add("change", figure.change.map(|change| change.as_str().to_string()));
        add("average", figure.average.then(String::new));
        add("by", figure.horizon.map(|year| year.to_string()));
        add("iso", figure.iso8601.as_ref().map(ToString::to_string));
        add("of", figure.indicator.as_ref().map(|words| format!("[{words}]")));
        line
    });
    lines.collect()
}

fn table(rows: &str) -> Vec<String> {
    let head = "| STT | Chỉ tiêu | Đơn vị | Thực hiện 2025 | Mục tiêu 2030 |\n|---|---|---|---|---|\n";
    figures(&format!("I. MỤC TIÊU\n\n{head}{rows}\n\nII. NHIỆM VỤ\n1. Làm đường.\n"))
}

#[test]
fn the_unit_stands_in_a_column_of_its_own() {
    assert_eq!(
        table("| 1 | Tỉ lệ hộ nghèo | % | 5 | dưới 2 |\n| 2 | Đường làm mới | km | 100 | 250 |"),
        [
            "percent eq 5..5 achieved unit=percent by=2025 of=[Tỉ lệ hộ nghèo]",
            "percent lt -..2 target unit=percent by=2030 of=[Tỉ lệ hộ nghèo]",
            "measure eq 100..100 achieved unit=km by=2025 of=[Đường làm mới]",
            "measure eq 250..250 target unit=km by=2030 of=[Đường làm mới]",
        ]
    );
}

#[test]
fn the_unit_ends_the_name() {
    assert_eq!(
        table("| 1 | Độ che phủ rừng (%) | | 41 | 42,5 |\n| 2 | Đường làm mới, km | | 100 | 200 - 250 |"),
        [
            "percent eq 41..41 achieved unit=percent by=2025 of=[Độ che phủ rừng]",
            "percent eq 42.5..42.5 target unit=percent by=2030 of=[Độ che phủ rừng]",
            "measure eq 100..100 achieved unit=km by=2025 of=[Đường làm mới]",
            "measure range 200..250 target unit=km by=2030 of=[Đường làm mới]",
        ]
    );
}

/// The number of a standard is no range, nor is its second half a figure.
#[test]
fn ends_that_fall_are_no_range() {
    assert_eq!(
        table("| 1 | Số phòng đo kiểm | | 38 | TCVN 56743-2015 |"),
        ["count eq 38..38 achieved by=2025 of=[Số phòng đo kiểm]"]
    );
}

/// Brackets and commas that hold no unit belong to the name.
#[test]
fn the_name_ends_in_other_words() {
    assert_eq!(
        table("| 1 | Số trường (cả tư thục) | | 40 | 60 |\n| 2 | Số trường, cả tư thục | | 41 | 61 |"),
        [
            "count eq 40..40 achieved by=2025 of=[Số trường (cả tư thục)]",
            "count eq 60..60 target by=2030 of=[Số trường (cả tư thục)]",
            "count eq 41..41 achieved by=2025 of=[Số trường, cả tư thục]",
            "count eq 61..61 target by=2030 of=[Số trường, cả tư thục]",
        ]
    );
}

/// Without a unit whole numbers count, and others are points of an index.
#[test]
fn there_is_no_unit() {
    assert_eq!(
        table(
            "| 1 | Chỉ số phát triển con người | | 0,70 | >0,75 |\n| 2 | Số xã đạt chuẩn | | 40 | 60 trở lên |\n| 3 | Số thôn | | 7 | từ 8 - 9 |"
        ),
        [
            "index eq 0.7..0.7 achieved by=2025 of=[Chỉ số phát triển con người]",
            "index gt 0.75..- target by=2030 of=[Chỉ số phát triển con người]",
            "count eq 40..40 achieved by=2025 of=[Số xã đạt chuẩn]",
            "count ge 60..- target by=2030 of=[Số xã đạt chuẩn]",
            "count eq 7..7 achieved by=2025 of=[Số thôn]",
            "count range 8..9 target by=2030 of=[Số thôn]",
        ]
    );
}

/// What the name says of growth, average and years holds for every figure of the row.
#[test]
fn the_name_says_more() {
    let rows = "| 1 | 2. Tốc độ tăng sản lượng mỗi năm | % | 6 | 7 |\n| 2 | Sản lượng bình quân mỗi năm | tấn | 50 | 80 |\n\
                | 3 | Số xã | | 1 | 2 |\n| 4 | Số thôn | | 3 | 4 |\n| 5 | Số trường | | 5 | 6 |";
    assert_eq!(
        table(rows)[..4],
        [
            "percent eq 6..6 achieved unit=percent per=1 year change=increase by=2025 of=[Tốc độ tăng sản lượng mỗi năm]",
            "percent eq 7..7 target unit=percent per=1 year change=increase by=2030 of=[Tốc độ tăng sản lượng mỗi năm]",
            "measure eq 50..50 achieved unit=t per=1 year average= by=2025 of=[Sản lượng bình quân mỗi năm]",
            "measure eq 80..80 target unit=t per=1 year average= by=2030 of=[Sản lượng bình quân mỗi năm]",
        ]
    );
}

/// The unit in the cell goes before that of the column.
#[test]
fn the_cell_has_a_unit_of_its_own() {
    assert_eq!(
        table("| 1 | Tỉ lệ hộ dùng nước sạch | hộ | 60% | tối thiểu 80% |"),
        [
            "percent eq 60..60 achieved unit=percent by=2025 of=[Tỉ lệ hộ dùng nước sạch]",
            "percent ge 80..- target unit=percent by=2030 of=[Tỉ lệ hộ dùng nước sạch]",
        ]
    );
}

#[test]
fn the_column_of_due_dates() {
    let text = "I. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Thời hạn |\n|---|---|---|\n| 1 | Làm đường | 31/12/2030 |\n| 2 | Làm cầu | quý 4/2029 |\n| 3 | Làm trường | |\n";
    let deadline = |line: &String| {
        line.split(' ').filter(|part| !part.starts_with("role")).take(3).collect::<Vec<_>>().join(" ")
    };
    let found = figures(text);
    assert_eq!(
        found.iter().map(deadline).collect::<Vec<_>>(),
        ["deadline le -..2030", "deadline le -..2029"]
    );
    assert!(found[0].ends_with("by=2030 iso=2030-12-31 of=[Làm đường]"), "{}", found[0]);
    assert!(found[1].ends_with("by=2029 iso=2029-12 of=[Làm cầu]"), "{}", found[1]);
}

/// What is quoted is the cell's own: the words of the bound, both ends of a range, and no unit of another cell.
#[test]
fn the_cell_is_quoted() {
    let text = "I. MỤC TIÊU\n\n| Chỉ tiêu | Đơn vị | Thực hiện 2025 | Mục tiêu 2030 |\n|---|---|---|---|\n\
                | Số thôn | | 7 | 8 - 9 |\n| Số xã đạt chuẩn | | >40 | 60 trở lên |\n| Đường làm mới | km | 100 | 200 - 250 |\n\
                | Tỉ lệ hộ nghèo | % | 5 | dưới 2 |\n| Nước sạch | hộ | 60% | tối thiểu 80% |\n";
    let parser = Parser::builder().language(Language::VI).build().expect("a built-in language");
    let parsed = parser.parse(text).expect("text never fails");
    let quotes: Vec<&str> =
        parsed.resolution().quantities().map(|found| found.quantity.span.of(text)).collect();
    assert_eq!(
        quotes,
        ["7", "8 - 9", ">40", "60 trở lên", "100", "200 - 250", "5", "dưới 2", "60%", "tối thiểu 80%"]
    );
}

/// A scale before the unit, a unit over another, a sign, and a number before the name.
#[test]
fn the_unit_is_of_several_words() {
    assert_eq!(
        table(
            "| 1 | Sản lượng lúa (nghìn tấn) | | 50 | 60 |\n| 2 | Học sinh (nghìn em) | | 40 | 45 |\n\
             | 3 | Mật độ dân số (người/km2) | | 300 | 350 |\n| 4 | Tỉ suất tử vong trẻ em (‰) | | 12 | dưới 10 |\n\
             | 5 | 12) Tỉ lệ hộ nghèo, % | | 5 | 2 |\n| 6 | Giá trị hàng hóa (tỷ đồng) | | 1,2 | 2 - 3 |"
        ),
        [
            "measure eq 50000..50000 achieved unit=t by=2025 of=[Sản lượng lúa]",
            "measure eq 60000..60000 target unit=t by=2030 of=[Sản lượng lúa]",
            "count eq 40000..40000 achieved counted=(em) by=2025 of=[Học sinh]",
            "count eq 45000..45000 target counted=(em) by=2030 of=[Học sinh]",
            "count eq 300..300 achieved unit=person per=1 km2 counted=(người) by=2025 of=[Mật độ dân số]",
            "count eq 350..350 target unit=person per=1 km2 counted=(người) by=2030 of=[Mật độ dân số]",
            "percent eq 12..12 achieved unit=permille by=2025 of=[Tỉ suất tử vong trẻ em]",
            "percent lt -..10 target unit=permille by=2030 of=[Tỉ suất tử vong trẻ em]",
            "percent eq 5..5 achieved unit=percent by=2025 of=[Tỉ lệ hộ nghèo]",
            "percent eq 2..2 target unit=percent by=2030 of=[Tỉ lệ hộ nghèo]",
            "money eq 1200000000..1200000000 achieved unit=VND by=2025 of=[Giá trị hàng hóa]",
            "money range 2000000000..3000000000 target unit=VND by=2030 of=[Giá trị hàng hóa]",
        ]
    );
}

/// Ends of a range that are no whole numbers, bounds before and behind a bare number, a rank in a cell of its own.
#[test]
fn the_cell_says_the_bound() {
    assert_eq!(
        table(
            "| 1 | Chỉ số hài lòng | | 0,5 - 1 | 1 - 1,5 |\n| 2 | Số hợp tác xã | | 5 | trên 7 |\n\
             | 3 | Số xã đạt chuẩn | | 5.000 | ≥ 6.000 |\n| 4 | Xếp hạng chuyển đổi số | | 10 | nhóm 5 tỉnh dẫn đầu cả nước |\n\
             | 5 | Sản lượng tăng thêm | tấn | 50 | 80 |\n| 6 | Thu nhập bình quân đầu người | triệu đồng | 60 | 90 |"
        ),
        [
            "index range 0.5..1 achieved by=2025 of=[Chỉ số hài lòng]",
            "index range 1..1.5 target by=2030 of=[Chỉ số hài lòng]",
            "count eq 5..5 achieved by=2025 of=[Số hợp tác xã]",
            "count gt 7..- target by=2030 of=[Số hợp tác xã]",
            "count eq 5000..5000 achieved by=2025 of=[Số xã đạt chuẩn]",
            "count ge 6000..- target by=2030 of=[Số xã đạt chuẩn]",
            "count eq 10..10 achieved by=2025 of=[Xếp hạng chuyển đổi số]",
            "rank le -..5 target by=2030 of=[Xếp hạng chuyển đổi số]",
            "measure eq 50..50 achieved unit=t by=2025 of=[Sản lượng tăng thêm]",
            "measure eq 80..80 target unit=t by=2030 of=[Sản lượng tăng thêm]",
            "money eq 60000000..60000000 achieved unit=VND average= by=2025 of=[Thu nhập bình quân đầu người]",
            "money eq 90000000..90000000 target unit=VND average= by=2030 of=[Thu nhập bình quân đầu người]",
        ]
    );
}

/// A cell of more than a dozen words is read as a text: what it says itself is what is measured.
#[test]
fn the_cell_is_a_text() {
    let long = "Ít nhất 80% số hộ nông thôn và 95% số hộ thành thị trong toàn tỉnh được dùng nước sạch";
    let found = table(&format!("| 1 | Nước sạch | % | 60 | {long} |"));
    assert_eq!(
        found[..2],
        [
            "percent eq 60..60 achieved unit=percent by=2025 of=[Nước sạch]",
            "percent ge 80..- target unit=percent by=2030 of=[số hộ nông thôn]",
        ]
    );
    assert!(found[2].starts_with("percent ge 95..- target unit=percent by=2030"), "{}", found[2]);
}

/// A dozen words are a cell of figures yet: the row says what is measured.
#[test]
fn the_cell_has_twelve_words() {
    let row = |cell: &str| table(&format!("| 1 | Nước sạch | | 60 | {cell} |")).pop().expect("a figure");
    let (twelve, thirteen) =
        ("Ít nhất 80% số hộ dân ở nông thôn dùng nước", "Ít nhất 80% số hộ dân ở nông thôn dùng nước sạch");
    assert_eq!(row(twelve), "percent ge 80..- target unit=percent by=2030 of=[Nước sạch]");
    let text = row(thirteen);
    assert!(text.starts_with("percent ge 80..- target unit=percent by=2030 of=[số hộ dân"), "{text}");
}

/// What is counted is said by the cell itself, or by that of units; a bracket of more than a unit is part of the name.
#[test]
fn the_cell_says_what_is_counted() {
    assert_eq!(
        table(
            "| 1 | Nước sạch | | 60 hộ | 80 hộ |\n| 2 | Nước giếng | hộ | 60 | 80 |\n| 3 | Học sinh (nghìn em nhỏ) | | 40 | 45 |"
        ),
        [
            "count eq 60..60 achieved unit=household counted=(hộ) by=2025 of=[Nước sạch]",
            "count eq 80..80 target unit=household counted=(hộ) by=2030 of=[Nước sạch]",
            "count eq 60..60 achieved unit=household counted=(hộ) by=2025 of=[Nước giếng]",
            "count eq 80..80 target unit=household counted=(hộ) by=2030 of=[Nước giếng]",
            "count eq 40..40 achieved by=2025 of=[Học sinh (nghìn em nhỏ)]",
            "count eq 45..45 target by=2030 of=[Học sinh (nghìn em nhỏ)]",
        ]
    );
}

/// A rate of change a month has no denominator of a year.
#[test]
fn the_name_says_another_time() {
    assert_eq!(
        table("| 1 | Tốc độ giảm phát thải mỗi tháng | % | 1 | 2 |"),
        [
            "percent eq 1..1 achieved unit=percent change=decrease by=2025 of=[Tốc độ giảm phát thải mỗi tháng]",
            "percent eq 2..2 target unit=percent change=decrease by=2030 of=[Tốc độ giảm phát thải mỗi tháng]",
        ]
    );
}

#[test]
fn dates_of_a_part_of_the_year() {
    let text = "I. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Thời hạn |\n|---|---|---|\n\
                | 1 | Làm cầu | năm 2029 |\n| 2 | Làm trường | |\n| 3 | Làm chợ | trước tháng 6/2027 |\n\
                | 4 | Làm kè | 30/6/2026 - 31/12/2030 |\n";
    assert_eq!(
        figures(text),
        [
            "deadline le -..2029 target by=2029 iso=2029 of=[Làm cầu]",
            "deadline le -..2027 target by=2027 iso=2027-06 of=[Làm chợ]",
            // Of several dates the last.
            "deadline le -..2030 target by=2030 iso=2030-12-31 of=[Làm kè]",
        ]
    );
    // The year has its place, as in a sentence; and what is reported was due, as a figure beside it was reached.
    let parsed = clausetree::parse(text).expect("text never fails");
    let found = parsed.resolution().quantities();
    let places = found.map(|found| found.quantity.horizon_span.map_or("", |span| span.of(text)));
    assert_eq!(places.collect::<Vec<_>>(), ["năm 2029", "tháng 6/2027", "31/12/2030"]);
    assert_eq!(
        figures(
            "I. KẾT QUẢ ĐẠT ĐƯỢC

| STT | Nhiệm vụ | Thời hạn |
|---|---|---|
| 1 | Làm cầu | năm 2024 |
"
        ),
        ["deadline le -..2024 achieved by=2024 iso=2024 of=[Làm cầu]"]
    );
}

#[test]
fn a_chinese_table() {
    let text = "一、发展目标\n\n| 序号 | 指标 | 单位 | 2025年实际 | 2030年目标 |\n|---|---|---|---|---|\n\
                | 1 | 3、城镇化率（县级，%） | | 60 | 65 |\n| 2 | 耕地面积（万亩） | | 120 | 150 |\n\
                | 3 | 持证人数（万张） | | 3 | 5 |\n| 4 | 每千人口床位数 | 张 | 6 | 7.5 |\n\
                | 5 | 劳动生产率年均增长（%） | | 5 | 6 |\n| 6 | 人均预期寿命（岁） | | 78 | 79 |\n";
    assert_eq!(
        figures_in(Language::ZH, text),
        [
            "percent eq 60..60 achieved unit=percent by=2025 of=[城镇化率（县级，%）]",
            "percent eq 65..65 target unit=percent by=2030 of=[城镇化率（县级，%）]",
            "measure eq 1200000..1200000 achieved unit=mu by=2025 of=[耕地面积]",
            "measure eq 1500000..1500000 target unit=mu by=2030 of=[耕地面积]",
            "count eq 30000..30000 achieved counted=(张) by=2025 of=[持证人数]",
            "count eq 50000..50000 target counted=(张) by=2030 of=[持证人数]",
            "count eq 6..6 achieved per=1000 person counted=(张) by=2025 of=[每千人口床位数]",
            "count eq 7.5..7.5 target per=1000 person counted=(张) by=2030 of=[每千人口床位数]",
            "percent eq 5..5 achieved unit=percent per=1 year change=increase by=2025 of=[劳动生产率年均增长]",
            "percent eq 6..6 target unit=percent per=1 year change=increase by=2030 of=[劳动生产率年均增长]",
            "duration eq 78..78 achieved unit=year by=2025 of=[人均预期寿命]",
            "duration eq 79..79 target unit=year by=2030 of=[人均预期寿命]",
        ]
    );
}

/// A unit that templates take only beside other words: years and days, a scale with its noun behind a bound.
#[test]
fn the_column_of_units_is_read_with_every_figure() {
    assert_eq!(
        table(
            "| 1 | Tuổi thọ | năm | 73,7 | 75 |\n| 2 | Thời gian giải quyết | ngày | 30 | dưới 10 |\n\
             | 3 | Số trường | | 40 | 60 |"
        ),
        [
            "duration eq 73.7..73.7 achieved unit=year by=2025 of=[Tuổi thọ]",
            "duration eq 75..75 target unit=year by=2030 of=[Tuổi thọ]",
            "duration eq 30..30 achieved unit=day by=2025 of=[Thời gian giải quyết]",
            "duration lt -..10 target unit=day by=2030 of=[Thời gian giải quyết]",
            "count eq 40..40 achieved by=2025 of=[Số trường]",
            "count eq 60..60 target by=2030 of=[Số trường]",
        ]
    );
    let rows = "| 1 | 养老床位 | 万张 | 4 | 5以上 |\n| 2 | 人均预期寿命 | 岁 | 78.2 | 80左右 |\n| 3 | 发电量 | 亿千瓦时 | 30 | 40以上 |\n";
    let head = "| 序号 | 指标 | 单位 | 2025年实际 | 2030年目标 |\n|---|---|---|---|---|\n";
    assert_eq!(
        figures_in(Language::ZH, &format!("一、发展目标\n\n{head}{rows}\n二、主要任务\n1. 修路。\n")),
        [
            "count eq 40000..40000 achieved counted=(张) by=2025 of=[养老床位]",
            "count gt 50000..- target counted=(张) by=2030 of=[养老床位]",
            "duration eq 78.2..78.2 achieved unit=year by=2025 of=[人均预期寿命]",
            "duration eq 80..80 target unit=year by=2030 of=[人均预期寿命]",
            "measure eq 3000000000..3000000000 achieved unit=kWh by=2025 of=[发电量]",
            "measure gt 4000000000..- target unit=kWh by=2030 of=[发电量]",
        ]
    );
}

/// What a row is to reach is due when the row is; what it counts stands in the same cell.
#[test]
fn the_due_date_holds_for_the_row() {
    let text = "II. TASKS\n\nNo.\tAction\tLead\tDeadline\tOutput\n1\tCounty archives\tArchive\tMay 2027\tat least 14 reading rooms\n\
                2\tBridges\tWorks\tQ3 2028\t20 to 25 bridges\n3\tSchools\tWorks\t2029\t80% of roofs renewed\n";
    let found = figures_in(Language::EN, text);
    let due = |line: &&String| line.starts_with("deadline");
    assert_eq!(
        found.iter().filter(|line| !due(line)).collect::<Vec<_>>(),
        [
            "count ge 14..- target counted=(reading rooms) by=2027 of=[County archives]",
            "count range 20..25 target counted=(bridges) by=2028 of=[Bridges]",
            "percent eq 80..80 target unit=percent by=2029 of=[Schools]",
        ]
    );
    assert_eq!(found.iter().filter(due).count(), 3);
}

#[test]
fn the_due_date_of_works_in_chinese() {
    let text = "三、重点任务\n\n序号\t项目名称\t建设内容\t完成期限\t责任单位\n1\t南湖泵站\t新增排涝能力30万立方米\t2027年9月底\t市水务局\n\
                2\t北山林场\t造林4万亩\t2029年底\t市林业局\n";
    let found = figures_in(Language::ZH, text);
    assert_eq!(
        found,
        [
            "measure eq 300000..300000 target unit=m3 change=increase by=2027 of=[南湖泵站]",
            "deadline le -..2027 target by=2027 iso=2027-09 of=[南湖泵站]",
            "measure eq 40000..40000 target unit=mu by=2029 of=[北山林场]",
            "deadline le -..2029 target by=2029 iso=2029 of=[北山林场]",
        ]
    );
}

/// A column for a year goes before the due date of the row.
#[test]
fn the_year_of_the_column_goes_first() {
    let text = "II. TASKS\n\nNo.\tIndicator\tUnit\tDeadline\tTarget 2030\n1\tNew roads\tkm\t2032\t40\n2\tNew bridges\tkm\t2033\t7\n";
    let found = figures_in(Language::EN, text);
    assert!(
        found.contains(&"measure eq 40..40 target unit=km by=2030 of=[New roads]".to_string()),
        "{found:?}"
    );
}

/// The longest name of a column leaves but two blanks before the next, and so may the heads of the years.
#[test]
fn two_blanks_below_a_head_set_columns_apart() {
    let text = "I. OBJECTIVES\n\n\
        Indicator                       Unit      2024 (actual)  2027  2030\n\
        Length of repaired mains        km        120            400   900\n\
        Share of homes that have water  percent   71             85    95\n\
        Newly trained teachers each year  thousand people  2     3     4\n\n\
        II. TASKS\n1. Build roads.\n";
    assert_eq!(
        figures_in(Language::EN, text),
        [
            "measure eq 120..120 achieved unit=km by=2024 of=[Length of repaired mains]",
            "measure eq 400..400 target unit=km by=2027 of=[Length of repaired mains]",
            "measure eq 900..900 target unit=km by=2030 of=[Length of repaired mains]",
            "percent eq 71..71 achieved unit=percent by=2024 of=[Share of homes that have water]",
            "percent eq 85..85 target unit=percent by=2027 of=[Share of homes that have water]",
            "percent eq 95..95 target unit=percent by=2030 of=[Share of homes that have water]",
            "count eq 2000..2000 achieved unit=person per=1 year counted=(people) by=2024 of=[Newly trained teachers each year]",
            "count eq 3000..3000 target unit=person per=1 year counted=(people) by=2027 of=[Newly trained teachers each year]",
            "count eq 4000..4000 target unit=person per=1 year counted=(people) by=2030 of=[Newly trained teachers each year]",
        ]
    );
}

#[test]
fn two_blanks_set_columns_apart_in_any_language() {
    let text = "I. Цели\n\n\
        Показатель                      Единица измерения   2024 год (факт)  2030 год\n\
        Площадь восстановленных лесов  тыс. га             310              700\n\
        Доля очищенных стоков           %                   22               60\n\n\
        II. Задачи\n1. Построить дороги.\n";
    assert_eq!(
        figures_in(Language::RU, text),
        [
            "measure eq 310000..310000 achieved unit=ha by=2024 of=[Площадь восстановленных лесов]",
            "measure eq 700000..700000 target unit=ha by=2030 of=[Площадь восстановленных лесов]",
            "percent eq 22..22 achieved unit=percent by=2024 of=[Доля очищенных стоков]",
            "percent eq 60..60 target unit=percent by=2030 of=[Доля очищенных стоков]",
        ]
    );
}

/// A table of HTML: a row a line, several rows on one, each cell on its own, and a cell over two lines.
#[test]
fn a_table_of_html() {
    let head = "<tr><th>STT</th><th>Chỉ tiêu</th><th>Đơn vị</th><th>Thực hiện 2025</th><th>Năm 2028</th><th>Năm 2030</th></tr>";
    let one = "<tr><td>1</td><td>Tỉ lệ hộ nghèo</td><td>%</td><td>5</td><td>dưới 3</td><td>1</td></tr>";
    let other = "<tr><td>2</td><td>Số trường</td><td>trường</td><td>1&nbsp;240</td><td>1&nbsp;300</td><td>1&#8239;400</td></tr>";
    let table = |table: &str| figures(&format!("I. MỤC TIÊU\n\n{table}\n\nII. NHIỆM VỤ\n1. Làm đường.\n"));
    let expected = [
        "percent eq 5..5 achieved unit=percent by=2025 of=[Tỉ lệ hộ nghèo]",
        "percent lt -..3 target unit=percent by=2028 of=[Tỉ lệ hộ nghèo]",
        "percent eq 1..1 target unit=percent by=2030 of=[Tỉ lệ hộ nghèo]",
        "count eq 1240..1240 achieved counted=(trường) by=2025 of=[Số trường]",
        "count eq 1300..1300 target counted=(trường) by=2028 of=[Số trường]",
        "count eq 1400..1400 target counted=(trường) by=2030 of=[Số trường]",
    ];
    assert_eq!(table(&format!("<table>\n{head}\n{one}\n{other}\n</table>")), expected);
    assert_eq!(
        table(&format!("<TABLE><tbody>{head}{one}{other}</tbody></TABLE>").replace("<tr", "<TR")),
        expected
    );
    let cells = format!("<table border=\"1\">\n{head}\n{one}\n{other}\n</table>").replace("><", ">\n<");
    assert_eq!(table(&cells), expected);
    assert_eq!(table(&cells.replace("hộ nghèo", "hộ\nnghèo")), expected);
    // Heads in cells of no other kind.
    assert_eq!(table(&format!("<table>\n{head}\n{one}\n{other}\n</table>").replace("th>", "td>")), expected);
}

/// Heads in two rows, the second under a cell over several columns; a row that is a heading of those below.
#[test]
fn heads_of_two_rows() {
    let text = "I. MỤC TIÊU\n\n<table>\n\
                <tr><th rowspan=\"2\">STT</th><th rowspan=\"2\">Chỉ tiêu</th><th rowspan=\"2\">Đơn vị</th><th colspan=\"2\">Mục tiêu</th></tr>\n\
                <tr><th>2028</th><th>2030</th></tr>\n\
                <tr><td colspan=\"5\">Giáo dục 12</td></tr>\n\
                <tr><td>1</td><td>Tỉ lệ đi học</td><td>%</td><td>90</td><td>95</td></tr>\n</table>\n";
    assert_eq!(
        figures(text),
        [
            "percent eq 90..90 target unit=percent by=2028 of=[Tỉ lệ đi học]",
            "percent eq 95..95 target unit=percent by=2030 of=[Tỉ lệ đi học]",
        ]
    );
}

/// Where no head says what the columns hold, each cell is a text of its own: a row number counts nothing in the next one.
#[test]
fn cells_of_html_are_apart() {
    let text = "I. MỤC TIÊU\n\n<table>\n<tr><td>3</td><td>trường học mới</td><td>xây 40 trường</td></tr>\n\
                <tr><td>4</td><td>lớp học mới</td><td>xây 70 lớp học</td></tr>\n</table>\n";
    assert_eq!(
        figures(text),
        [
            "count eq 40..40 target counted=(trường) of=[trường]",
            "count eq 70..70 target counted=(lớp học) of=[lớp học]"
        ]
    );
}

/// Rows with other columns are of another table, also where no tag closes a row.
#[test]
fn a_table_of_html_ends_with_its_columns() {
    let text = "I. MỤC TIÊU\n\n<table>\n<tr><th>Chỉ tiêu<th>Đơn vị<th>Năm 2030\n<tr><td>Tỉ lệ đi học<td>%<td>95\n\
                <tr><td>Ghi chú<td>7\n</table>\n";
    assert_eq!(figures(text), ["percent eq 95..95 target unit=percent by=2030 of=[Tỉ lệ đi học]"]);
}

/// A number within the name says what is measured; it is no target beside the figures of the row.
#[test]
fn a_number_within_the_name_of_a_row() {
    const TEXT: &str = "\
| Chỉ tiêu | Đơn vị | Năm 2030 |
|---|---|---|
| Tỷ lệ xã có ít nhất 3 bác sĩ | % | 80 |
| Tỷ lệ trường có trên 2 phòng máy tính | % | 95 |
";
    assert_eq!(
        figures(TEXT),
        [
            "count ge 3..- context counted=(bác sĩ) of=[bác sĩ]",
            "percent eq 80..80 target unit=percent by=2030 of=[Tỷ lệ xã có ít nhất 3 bác sĩ]",
            "count gt 2..- context counted=(phòng máy tính) of=[phòng máy tính]",
            "percent eq 95..95 target unit=percent by=2030 of=[Tỷ lệ trường có trên 2 phòng máy tính]",
        ]
    );
}

#[test]
fn an_action_with_a_figure_in_it_names_its_row() {
    let table = "## Tasks\n\nNo | Action | Deadline | Responsible\n1 | Repair at least 40 km of dykes | 31 May 2031 | River board\n2 | Teach 250 divers | June 2032 | Ministry\n";
    assert_eq!(
        figures_in(Language::EN, table),
        [
            "measure ge 40..- target unit=km by=2031 of=[dykes]",
            "deadline le -..2031 target by=2031 iso=2031-05-31 of=[Repair at least 40 km of dykes]",
            "count eq 250..250 target counted=(divers) by=2032 of=[divers]",
            "deadline le -..2032 target by=2032 iso=2032-06 of=[Teach 250 divers]",
        ]
    );
}

/// How often something is done is of those whom a share counts, or of a figure of the name: none of the row's own figures is so
/// much a year.
#[test]
fn what_a_name_says_of_each_year() {
    let table = "III. Меры\n\n№\tМероприятие\tРасходы, тыс. рублей\n1\tОчистка 300 га ежегодно\t6 200,5\n2\tРемонт\t740\n";
    let found = figures_in(Language::RU, table);
    let money: Vec<&String> = found.iter().filter(|line| line.starts_with("money")).collect();
    assert_eq!(
        money,
        [
            "money eq 6200500..6200500 target unit=RUB of=[Очистка 300 га ежегодно]",
            "money eq 740000..740000 target unit=RUB of=[Ремонт]",
        ]
    );
    let table = "## Goals\n\nNo\tIndicator\tUnit\t2031\n1\tShare of pilots who train each year\tpercent\t63\n2\tGrowth of the fleet each year\tpercent\t4\n";
    let found = figures_in(Language::EN, table);
    let shares: Vec<&String> = found.iter().filter(|line| line.starts_with("percent")).collect();
    assert_eq!(
        shares,
        [
            "percent eq 63..63 target unit=percent by=2031 of=[Share of pilots who train each year]",
            "percent eq 4..4 target unit=percent per=1 year change=increase by=2031 of=[Growth of the fleet each year]",
        ]
    );
}

/// `Источник / Расходы, млн рублей` over the years, or the same in the name of the first column; a year is no unit.
#[test]
fn the_unit_stands_in_the_head_beside_the_years() {
    let table = |head: &str| figures_in(Language::RU, &format!("II. Задачи\n{head}\nКрай\t1,3\t6\n"));
    let money = [
        "money eq 1300000..1300000 target unit=RUB by=2031 of=[Край]",
        "money eq 6000000..6000000 target unit=RUB by=2032 of=[Край]",
    ];
    assert_eq!(table("Фонд / Расходы, млн рублей / 2031 / 2032"), money);
    assert_eq!(table("Бюджет, млн рублей 2031 2032"), money);
    assert_eq!(
        table("Фонд / Период, год / 2031 / 2032"),
        ["index eq 1.3..1.3 target by=2031 of=[Край]", "count eq 6..6 target by=2032 of=[Край]"]
    );
}

/// A table whose unit the line above it says: a heading, a caption, `Đơn vị: …`. What the table names itself goes first.
#[test]
fn the_unit_stands_above_the_table() {
    let tables = [
        (
            Language::RU,
            "III. Задачи, млрд рублей\n\nИсточник\t2031\t2032\nБюджет края\t1,3\t6\n",
            [
                "money eq 1300000000..1300000000 target unit=RUB by=2031 of=[Бюджет края]",
                "money eq 6000000000..6000000000 target unit=RUB by=2032 of=[Бюджет края]",
            ],
        ),
        (
            Language::EN,
            "I. Tasks (EUR million)\n\nSource\t2031\t2032\nState budget\t1.3\t14\n",
            [
                "money eq 1300000..1300000 target unit=EUR by=2031 of=[State budget]",
                "money eq 14000000..14000000 target unit=EUR by=2032 of=[State budget]",
            ],
        ),
        (
            Language::VI,
            "I. NHIỆM VỤ\nBảng 1. Kinh phí\nĐơn vị: tỷ đồng\n\nNguồn\t2031\t2032\nNgân sách tỉnh\t14\t16\n",
            [
                "money eq 14000000000..14000000000 target unit=VND by=2031 of=[Ngân sách tỉnh]",
                "money eq 16000000000..16000000000 target unit=VND by=2032 of=[Ngân sách tỉnh]",
            ],
        ),
        (
            Language::ZH,
            "一、主要任务\n资金安排（单位：万元）\n\n来源\t2031年\t2032年\n省级财政\t14\t16\n",
            [
                "money eq 140000..140000 target unit=CNY by=2031 of=[省级财政]",
                "money eq 160000..160000 target unit=CNY by=2032 of=[省级财政]",
            ],
        ),
    ];
    for (language, text, figures) in tables {
        assert_eq!(figures_in(language, text), figures, "{text}");
    }
    // What is listed behind a comma is no unit, and a column of units is one.
    let own = "I. Tasks of towns, households\n\nKind\t2031\t2032\nPiers\t14\t16\n";
    assert_eq!(
        figures_in(Language::EN, own),
        ["count eq 14..14 target by=2031 of=[Piers]", "count eq 16..16 target by=2032 of=[Piers]"]
    );
    let column = "I. Tasks, EUR million\n\nMeasure\tUnit\t2032\nRoads\tkm\t14\n";
    assert_eq!(figures_in(Language::EN, column), ["measure eq 14..14 target unit=km by=2032 of=[Roads]"]);
}

/// `EUR million`: the scale behind the unit counts as one before it does.
#[test]
fn the_scale_stands_behind_the_unit() {
    let text =
        "I. Tasks\n\nMeasure\tCosts in 2032, EUR million\tWho\nRoads\t1.4\tport\nPiers\tat least 12\ttown\n";
    assert_eq!(
        figures_in(Language::EN, text),
        [
            "money eq 1400000..1400000 target unit=EUR by=2032 of=[Roads]",
            "money ge 12000000..- target unit=EUR by=2032 of=[Piers]",
        ]
    );
}
