//! What the scan finds, and what it must leave alone: tables by language.

use std::fmt::Write as _;

use super::scan;
use crate::lexicon::date::expression::Expression;

fn described(text: &str, expression: &Expression) -> String {
    format!("{} = {expression}", expression.span.of(text))
}

/// Checks rows of a text and its expressions, each as `words = value`.
fn check(rows: &[(&str, &[&str])]) {
    let mut faults = String::new();
    for (text, expected) in rows {
        let found: Vec<String> =
            scan(text).iter().map(|expression| described(text, expression)).collect();
        if found != *expected {
            let _ = writeln!(faults, "{text:?}\n  found    {found:?}\n  expected {expected:?}");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn english_dates_in_both_orders() {
    check(&[
        ("On Tuesday, 14 June Chief", &["Tuesday, 14 June = Tue --06-14"]),
        ("on 14 June 2022.", &["14 June 2022 = 2022-06-14"]),
        ("on the 14th of June, 2022", &["14th of June, 2022 = 2022-06-14"]),
        ("Tuesday the 14th of June", &["Tuesday the 14th of June = Tue --06-14"]),
        ("June 14, 2022, they", &["June 14, 2022 = 2022-06-14"]),
        ("June 14 2022", &["June 14 2022 = 2022-06-14"]),
        ("June 14,2022", &["June 14,2022 = 2022-06-14"]),
        ("Dec. 16, 2024; Feb. 24 again", &["Dec. 16, 2024 = 2024-12-16", "Feb. 24 = --02-24"]),
        ("Saturday, April 12, at", &["Saturday, April 12 = Sat --04-12"]),
        ("Monday, November 18, 2019", &["Monday, November 18, 2019 = Mon 2019-11-18"]),
        ("yesterday, August 12, by", &["yesterday, August 12 = --08-12 day-1"]),
        ("07 March, 2021", &["07 March, 2021 = 2021-03-07"]),
        ("14-Jun-2022 14JUN2022", &["14-Jun-2022 = 2022-06-14", "14JUN2022 = 2022-06-14"]),
        ("in June 2022 and June, 2023", &["June 2022 = 2022-06", "June, 2023 = 2023-06"]),
        ("14\nJune 2022", &["14\nJune 2022 = 2022-06-14"]),
        ("called at 1530 April 29", &["April 29 = --04-29"]),
        ("Santo Domingo, June 20, 1962", &["June 20, 1962 = 1962-06-20"]),
        ("on October 8. 2022 was", &["October 8 = --10-08"]),
        ("24 June (Friday)", &["24 June (Friday) = Fri --06-24"]),
        (
            "May 2022 and 14 May and May 22",
            &["May 2022 = 2022-05", "14 May = --05-14", "May 22 = --05-22"],
        ),
    ]);
}

#[test]
fn other_languages_in_their_cases() {
    check(&[
        ("U utorak, 14. juna 2022. godine", &["utorak, 14. juna 2022 = Tue 2022-06-14"]),
        ("У уторак, 14. јуна 2022.", &["уторак, 14. јуна 2022 = Tue 2022-06-14"]),
        ("u srijedu 5. listopada 2022.", &["srijedu 5. listopada 2022 = Wed 2022-10-05"]),
        ("14. lipnja; u lipnju 2022.", &["14. lipnja = --06-14", "lipnju 2022 = 2022-06"]),
        ("Belgrad, 14 czerwca 2022 (PAP)", &["14 czerwca 2022 = 2022-06-14"]),
        ("5 listopada 2022 r.", &["5 listopada 2022 = 2022-11-05"]),
        ("16 maja i 8 maja", &["16 maja = --05-16", "8 maja = --05-08"]),
        ("v úterý 14. června 2022", &["úterý 14. června 2022 = Tue 2022-06-14"]),
        ("v utorok 14. júna 2022", &["utorok 14. júna 2022 = Tue 2022-06-14"]),
        ("v torek, 14. junija 2022", &["torek, 14. junija 2022 = Tue 2022-06-14"]),
        ("2022. június 14-én", &["2022. június 14-én = 2022-06-14"]),
        ("2025. április 1-jén", &["2025. április 1-jén = 2025-04-01"]),
        ("2025. december 24. szerda", &["2025. december 24. szerda = Wed 2025-12-24"]),
        (
            "június 14-én és 2018. március 7.",
            &["június 14-én = --06-14", "2018. március 7 = 2018-03-07"],
        ),
        ("В четверг, 7 мая, в", &["четверг, 7 мая = Thu --05-07"]),
        ("14-го июня 2022 года", &["14-го июня 2022 = 2022-06-14"]),
        ("у вівторок, 14 червня 2022 року", &["вівторок, 14 червня 2022 = Tue 2022-06-14"]),
        ("в п’ятницю 17 червня", &["п’ятницю 17 червня = Fri --06-17"]),
        ("на 14 юни 2022 г.", &["14 юни 2022 = 2022-06-14"]),
        ("на 14 јуни 2022 година", &["14 јуни 2022 = 2022-06-14"]),
        ("marți, 14 iunie 2022", &["marți, 14 iunie 2022 = Tue 2022-06-14"]),
        ("am Dienstag, dem 14. Juni 2022", &["Dienstag, dem 14. Juni 2022 = Tue 2022-06-14"]),
        ("Dienstag, 14. März", &["Dienstag, 14. März = Tue --03-14"]),
        ("mardi 14 juin 2022", &["mardi 14 juin 2022 = Tue 2022-06-14"]),
        ("le 1er août 2022", &["1er août 2022 = 2022-08-01"]),
        ("22 luglio 2021", &["22 luglio 2021 = 2021-07-22"]),
        ("el martes 14 de junio de 2022", &["martes 14 de junio de 2022 = Tue 2022-06-14"]),
        (
            "Abril 14, 2022; junio de 2022",
            &["Abril 14, 2022 = 2022-04-14", "junio de 2022 = 2022-06"],
        ),
        (
            "segunda-feira, 13 de junho de 2022",
            &["segunda-feira, 13 de junho de 2022 = Mon 2022-06-13"],
        ),
        ("14 Haziran 2022 Salı", &["14 Haziran 2022 Salı = Tue 2022-06-14"]),
        ("σήμερα Δευτέρα 16 Ιουνίου", &["σήμερα Δευτέρα 16 Ιουνίου = Mon --06-16 day+0"]),
        ("më 14 qershor 2022", &["14 qershor 2022 = 2022-06-14"]),
        ("12 июн", &["12 июн = --06-12"]),
        ("2017 йил сентябрь", &["2017 йил сентябрь = 2017-09"]),
        ("الثلاثاء 08 أغسطس 2023", &["الثلاثاء 08 أغسطس 2023 = Tue 2023-08-08"]),
        ("4月1日,2023年4月1日", &["4月1日 = --04-01", "2023年4月1日 = 2023-04-01"]),
        ("于2023年签署", &["2023年 = 2023"]),
        ("2022년 6월 14일", &["2022년 6월 14일 = 2022-06-14"]),
    ]);
}

#[test]
fn several_days_are_one_expression() {
    check(&[
        ("12–16 September 2022", &["12–16 September 2022 = 2022-09-12/2022-09-16"]),
        ("from 12 to 16 September", &["12 to 16 September = --09-12/--09-16"]),
        ("С 11 по 14 марта", &["11 по 14 марта = --03-11/--03-14"]),
        ("del 2 al 5 de mayo", &["2 al 5 de mayo = --05-02/--05-05"]),
        ("od 12. do 16. rujna 2022.", &["12. do 16. rujna 2022 = 2022-09-12/2022-09-16"]),
        ("vom 12. bis 16. September", &["12. bis 16. September = --09-12/--09-16"]),
        ("June 12–16, 2022", &["June 12–16, 2022 = 2022-06-12/2022-06-16"]),
        ("2022. június 14-16.", &["2022. június 14-16 = 2022-06-14/2022-06-16"]),
        ("14 and 15 June", &["14 and 15 June = --06-14/--06-15"]),
        (
            "16/17 June 1955; July 30/31",
            &["16/17 June 1955 = 1955-06-16/1955-06-17", "July 30/31 = --07-30/--07-31"],
        ),
        (
            "May and June 2022; May and October 2022",
            &["May and June 2022 = 2022-05/2022-06", "October 2022 = 2022-10"],
        ),
        ("14 and 20 June", &["14 = --06-14", "20 June = --06-20"]),
        ("30 May – 2 June 2022", &["30 May – 2 June 2022 = 2022-05-30/2022-06-02"]),
        ("30 December – 2 January 2023", &["30 December – 2 January 2023 = 2022-12-30/2023-01-02"]),
        ("June 30 to July 2", &["June 30 to July 2 = --06-30/--07-02"]),
        ("3 June 2022 – 5 July 2022", &["3 June 2022 = 2022-06-03", "5 July 2022 = 2022-07-05"]),
        ("May–June 2022", &["May–June 2022 = 2022-05/2022-06"]),
        ("du 3 au 5 mai; le 3 mai", &["3 au 5 mai = --05-03/--05-05", "3 mai = --05-03"]),
        ("12.-16.06.2022", &["12.-16.06.2022 = 2022-06-12/2022-06-16"]),
        ("16 to 12 June", &["12 June = --06-12"]),
    ]);
}

#[test]
fn numeric_forms_are_read_unless_they_are_ambiguous() {
    check(&[
        (
            "2022-06-14 and 2022-06-14T10:30:00Z",
            &["2022-06-14 = 2022-06-14", "2022-06-14 = 2022-06-14"],
        ),
        ("2022/06/14", &["2022/06/14 = 2022-06-14"]),
        ("2022. 06. 14. | 2024. 6. 3.", &["2022. 06. 14 = 2022-06-14", "2024. 6. 3 = 2024-06-03"]),
        ("20220614T101500, 20220614", &["20220614 = 2022-06-14"]),
        ("14.VI.2022", &["14.VI.2022 = 2022-06-14"]),
        (
            "14.06.2022. | 14. 6. 2022. | 4.5.2024",
            &["14.06.2022 = 2022-06-14", "14. 6. 2022 = 2022-06-14", "4.5.2024 = 2024-05-04"],
        ),
        ("14/06/2022 and 10/24/2024", &["14/06/2022 = 2022-06-14", "10/24/2024 = 2024-10-24"]),
        ("5/5/2024", &["5/5/2024 = 2024-05-05"]),
        ("03/04/2024", &["03/04/2024 = 2024-04-03|2024-03-04"]),
        ("31.02.2022 and 32.01.2022 and 14-06-22", &[]),
        ("14.06.22, 03/04/24", &["14.06.22 = 2022-06-14", "03/04/24 = 2024-04-03|2024-03-04"]),
        ("v2.14.2022 and 1.2.3.2022 and 192.168.2022.1", &[]),
        ("tel. 011-22-3333, 381 11 2022-06-145", &[]),
    ]);
}

#[test]
fn a_bare_year_needs_a_word_of_time() {
    check(&[
        ("a plan for 2025 and reached in 2023,\" he", &["2025 = 2025", "2023 = 2023"]),
        ("while in 2023 there were 48", &["2023 = 2023"]),
        (
            "u 2023. godini; za 2025. godinu; 2024. godine",
            &["2023 = 2023", "2025 = 2025", "2024 = 2024"],
        ),
        ("на 2025 год, в 2023 году, 2023 г. и", &["2025 = 2025", "2023 = 2023", "2023 = 2023"]),
        ("en 2023, im Jahr 2022, w 2021 r.", &["2023 = 2023", "2022 = 2022", "2021 = 2021"]),
        ("2023-ban, 2023'te, 2023 yılında", &["2023 = 2023", "2023 = 2023", "2023 = 2023"]),
        ("since mid-2023", &["mid-2023 = 2023"]),
        ("from 2019 to 2023, in 2023–2025", &["2019 to 2023 = 2019/2023", "2023–2025 = 2023/2025"]),
        ("Exercise Hussar 2022; 2000 soldiers; for 2000 soldiers", &[]),
        ("in 2000 villages, until 2000.", &["2000 = 2000"]),
        ("Resolution 1244 of 1999, in 1244", &["1999 = 1999"]),
        ("by 2020 soldiers, at 2030 hours", &[]),
        (
            "in 2022/23 and 1865-1870; 1500-2000 men",
            &["2022/23 = 2022/2023", "1865-1870 = 1865/1870"],
        ),
        ("2000 g of salt", &[]),
    ]);
}

#[test]
fn what_only_looks_like_a_date_is_left_alone() {
    check(&[
        ("he may 14 times; they march 14 km", &[]),
        ("H145, C-17 March, F-16 May, 1.500 maja", &[]),
        ("at 14.30 June was hot; 1,500 May", &[]),
        ("31 June 2022; 30 February; June 31, 2022", &[]),
        ("3 years ago; 5 days", &[]),
        ("sec. 14 mar 5; in 14 set 20; 14 out of 20", &[]),
        ("the year was 2022. June was hot", &[]),
        ("in 2022. June 14 saw", &["2022 = 2022", "June 14 = --06-14"]),
        ("on Tuesday. 14 June 2022 was", &["Tuesday = Tue", "14 June 2022 = 2022-06-14"]),
        ("14\n\nJune 2022", &["June 2022 = 2022-06"]),
        ("en juin 14 soldats", &["juin = --06"]),
        ("в июне 14 военных", &["июне = --06"]),
        ("14,000 June 5.5; June 14,000 soldiers; June 14:30", &[]),
        ("", &[]),
        ("20240503 000020240503", &[]),
        ("2022", &[]),
    ]);
}

#[test]
fn spans_lie_on_character_borders_whatever_stands_around() {
    for text in [
        "é14é juna–2022é",
        "年2023年年",
        "1\u{301}4 June",
        "14\u{a0}June\u{202f}2022",
        "1月",
        "9月99日",
    ] {
        for expression in scan(text) {
            assert!(!expression.span.of(text).is_empty(), "{text}");
        }
    }
}

#[test]
fn weekdays_and_relative_words_join_their_dates() {
    check(&[
        ("Yesterday, Tuesday, he", &["Yesterday, Tuesday = Tue day-1"]),
        ("danas, u utorak, 14. juna", &["danas, u utorak, 14. juna = Tue --06-14 day+0"]),
        ("اليوم الثلاثاء", &["اليوم الثلاثاء = Tue day+0"]),
        ("на прошлой неделе во вторник", &["прошлой неделе во вторник = Tue week-1"]),
        ("Tuesday of last week", &["Tuesday of last week = Tue week-1"]),
        ("on Tuesday morning, 14 June", &["Tuesday morning, 14 June = Tue --06-14"]),
        ("Tuesday (14 June)", &["Tuesday (14 June) = Tue --06-14"]),
        ("u utorak 14.06. u podne", &["utorak 14.06. = Tue --06-14"]),
        ("14 июня, вторник", &["14 июня, вторник = Tue --06-14"]),
        ("上周二，6月14日(火)", &["上周二 = Tue week-1", "6月14日(火) = Tue --06-14"]),
        (
            "mardi dernier, la semaine prochaine",
            &["mardi dernier = Tue named-1", "semaine prochaine = week+1"],
        ),
        ("dia 21 do corrente mês", &["dia 21 do corrente mês = ---21 month+0"]),
        ("13th of this month", &["13th of this month = ---13 month+0"]),
        (
            "January next year; June of this year",
            &["January next year = --01 year+1", "June of this year = --06 year+0"],
        ),
        ("今年4月1日,去年12月", &["今年4月1日 = --04-01 year+0", "去年12月 = --12 year-1"]),
    ]);
}

#[test]
fn parts_of_months_and_years_are_read_whole() {
    check(&[
        ("in mid-to-late June", &["mid-to-late June = --06"]),
        ("krajem juna, početkom 2023. godine", &["krajem juna = --06", "početkom 2023 = 2023"]),
        (
            "the first quarter of 2024, Q3 2023",
            &["first quarter of 2024 = 2024-01/2024-03", "Q3 2023 = 2023-07/2023-09"],
        ),
        ("в первом квартале 2024 года", &["первом квартале 2024 = 2024-01/2024-03"]),
        ("second half of last year", &["second half of last year = --07/--12 year-1"]),
        ("június elején, 2024 végén", &["június elején = --06", "2024 végén = 2024"]),
        ("early 1990s, mid-1990s, early morning", &[]),
    ]);
}

#[test]
fn lists_give_a_date_for_each_day() {
    check(&[
        (
            "14, 16 and 20 June 2022",
            &["14 = 2022-06-14", "16 = 2022-06-16", "20 June 2022 = 2022-06-20"],
        ),
        ("14, 15 and 16 June", &["14, 15 and 16 June = --06-14/--06-16"]),
        (
            "June 14, 16 and 20, 2022",
            &["June 14 = 2022-06-14", "16 = 2022-06-16", "20, 2022 = 2022-06-20"],
        ),
        ("entre el 5 y el 7 de mayo", &["5 y el 7 de mayo = --05-05/--05-07"]),
        ("between May and July 2022", &["May and July 2022 = 2022-05/2022-07"]),
        (
            "Monday 12 to Friday 16 September",
            &["Monday 12 to Friday 16 September = Mon --09-12/--09-16"],
        ),
        ("Article 5, 14 June 2022", &["14 June 2022 = 2022-06-14"]),
        ("6月14日至16日", &["6月14日至16日 = --06-14/--06-16"]),
    ]);
}

#[test]
fn names_and_numbers_are_no_dates() {
    check(&[
        ("Good Friday Agreement; Friday Harbor; the Sunday Times", &[]),
        ("Russia Today; RTL Today reports", &[]),
        ("Theresa May said; Serb Army May; August Hanning; an April Glaspie meeting", &[]),
        ("Sat down with Mon ami and Sol", &[]),
        ("2 hours ago, a year ago, pre 17 dana, vor drei Jahren, il y a un mois", &[]),
        ("over the last year, the next day", &[]),
        ("score 3-2, 9/11, 24/7, Article 5, S-300, resolution 1244, 2,000", &[]),
        ("every Tuesday, svakog utorka, a Tuesday", &[]),
        ("Maj Gen Silva met them and they talked about the training of the army", &[]),
    ]);
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    use super::cursor::steps::TAKEN;
    let steps = |text: &str| {
        TAKEN.with(|taken| taken.set(0));
        let _ = scan(text);
        TAKEN.with(std::cell::Cell::get)
    };
    let mut faults = String::new();
    for piece in [
        "1 ",
        "14, ",
        "14 and ",
        "May ",
        "from ",
        "of ",
        "the ",
        "last ",
        "Tuesday ",
        "today, ",
        "early ",
        "first half of ",
        "2022 ",
        "2022. ",
        "12.06.",
        "1/2/",
        "May–",
        "今年",
        "1月",
        "on the 14th of ",
        "mid-to-",
        "next week on ",
        "u ",
        "a ",
        "May 14, ",
        "14 -",
    ] {
        let words = 2_000;
        let taken = steps(&piece.repeat(words));
        if taken > 100 * words {
            let _ = writeln!(faults, "{taken} steps for {words} times {piece:?}");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// Pieces of dates and of what may surround them, to be strung together at random.
const PIECES: [&str; 66] = [
    "14",
    "2022",
    "6",
    "31",
    "٠٨",
    "yesterday",
    "danas",
    "today",
    "last",
    "prošlog",
    "next",
    "week",
    "semaine",
    "dernière",
    "year",
    "month",
    "this",
    "early",
    "mid",
    "quarter",
    "first",
    "half",
    "dia",
    "Q",
    "今年",
    "上周",
    "号",
    "火曜日",
    "morning",
    "between",
    "ბ",
    "1999",
    "20220614",
    "June",
    "juna",
    "május",
    "May",
    "Mar",
    "листопада",
    "listopada",
    "Tuesday",
    "п’ятницю",
    "in",
    "of",
    "de",
    "the",
    "to",
    "and",
    "год",
    "г",
    "年",
    "月",
    "日",
    " ",
    " ",
    " ",
    "\n",
    ".",
    ",",
    "-",
    "–",
    "/",
    ":",
    "'",
    "(",
    "é\u{301}",
];

proptest::proptest! {
    #[test]
    fn any_text_gives_ordered_spans_of_dates_that_exist(
        places in proptest::collection::vec(0..PIECES.len(), 0..24),
        noise in "\\PC{0,12}",
    ) {
        let text: String = places.iter().map(|place| PIECES[*place]).collect::<String>() + &noise;
        let mut floor = 0;
        for expression in scan(&text) {
            proptest::prop_assert!(expression.span.start >= floor);
            proptest::prop_assert!(!expression.span.of(&text).is_empty());
            floor = expression.span.end;
            for written in [Some(expression.first), expression.last].into_iter().flatten() {
                proptest::prop_assert!(written.year.is_none() || written.date().is_some());
                let alone = expression.relative.is_some() || expression.rule == "day alone";
                proptest::prop_assert!(written.day.is_none() || written.month.is_some() || alone);
            }
            let years = expression.last.map(|last| last.year.is_some());
            proptest::prop_assert!(years.is_none_or(|year| year == expression.first.year.is_some()));
        }
    }
}

proptest::proptest! {
    #[test]
    fn what_follows_in_another_paragraph_changes_nothing(
        places in proptest::collection::vec(0..PIECES.len(), 0..24),
    ) {
        let text: String = places.iter().map(|place| PIECES[*place]).collect();
        let alone = scan(&text);
        let longer = scan(&format!("{text}\n\nnobody knows whether"));
        proptest::prop_assert_eq!(alone, longer);
    }
}
