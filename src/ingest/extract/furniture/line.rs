//! Lines of a page, each judged by itself.

use std::cell::RefCell;

use crate::lexicon::memo::Memo;
use crate::span::Span;

use super::table::{Role, Table, first_word, letters};

/// Longest line, in bytes, whose opening words are looked up.
const LONGEST_LOOKED_UP: usize = 400;

/// Most words of a line that a label, an opening or a teaser begins.
const MOST_WORDS: usize = 25;

/// What a line is, as far as it shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    Blank,
    /// Sentences, or what may be one.
    Prose,
    /// Some words without the end of a sentence.
    Short {
        /// At most three words.
        tiny: bool,
        /// It is the name of a part of a site.
        menu: bool,
    },
    /// It belongs to the page, whatever stands around it.
    Page,
    /// Rates of money and weather: a date beside it is the day on which the page was fetched.
    Widget,
    /// Over a list of headlines.
    Heading,
}

/// One line without its line break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub span: Span,
    pub nature: Nature,
}

/// The lines of `body`, in order.
pub(super) fn lines(body: &str) -> Vec<Line> {
    let table = Table::get();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + text.len());
        lines.push(Line { span, nature: nature(text.trim(), table) });
        start += line.len();
    }
    lines
}

fn nature(line: &str, table: &Table) -> Nature {
    if line.is_empty() {
        return Nature::Blank;
    }
    if line.len() > LONGEST_LOOKED_UP {
        return Nature::Prose;
    }
    if let Some(nature) = labelled(line, table) {
        return nature;
    }
    if ends_sentence(line) {
        return Nature::Prose;
    }
    let count = line.split_ascii_whitespace().take(MOST_WORDS + 1).count();
    if count <= 10 && is_picture(line) {
        return Nature::Page;
    }
    if count > MOST_WORDS {
        return if is_cloud(line) { Nature::Page } else { Nature::Prose };
    }
    if count <= 8
        && let Some(nature) = shown_by_signs(line, table)
    {
        return nature;
    }
    if is_path(line, table) || count >= 2 * REPEATED && is_cloud(line) {
        return Nature::Page;
    }
    let signs = |word: &&str| word.contains(char::is_alphanumeric);
    let tiny = line.split_ascii_whitespace().filter(signs).count() <= 3;
    Nature::Short { tiny, menu: tiny && table.is_menu(&letters(line)) }
}

/// Whether a line ends as sentences do, or as a line does that more must follow.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '“', '»', '’', '\'', ')', ']', '#']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '։', '؟', ';', ','])
}

/// Whether a line is the name of a part of a site.
pub(super) fn names_a_part(line: &str) -> bool {
    Table::get().is_menu(&letters(line))
}

thread_local! {
    /// Whether a phrase of the table begins with a word.
    static FIRSTS: RefCell<Memo<bool>> = RefCell::new(Memo::new(12));
}

/// What the first words of a line say, if they are in the table.
fn labelled(line: &str, table: &Table) -> Option<Nature> {
    let bare = line.trim_start_matches(|sign: char| !sign.is_alphanumeric() && sign != '©');
    if bare.starts_with('©') {
        return Some(Nature::Page);
    }
    let end = bare.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(bare.len());
    let written = bare.get(..end)?;
    let begins = || table.has_first(first_word(&letters(written)));
    if !FIRSTS.with_borrow_mut(|memo| memo.of(written, begins).copied())? {
        return None;
    }
    let first = letters(written);
    let key = first_word(&first);
    let words = letters(bare);
    if words.split(' ').count() > MOST_WORDS {
        return None;
    }
    for (phrase, role) in table.phrases(key) {
        let Some(rest) = words.strip_prefix(phrase.as_str()) else { continue };
        let whole = rest.is_empty() || rest.starts_with(' ') || key.len() < first.len();
        if !whole {
            continue;
        }
        let counted = rest.chars().all(|sign| sign.is_numeric() || sign == ' ');
        let signed = sign_after(bare, phrase.split(' ').count());
        let found = match role {
            Role::Alone => counted.then_some(Nature::Page),
            // A year tells more than the page is worth, unless it is that of the copyright.
            Role::Opening => Some(Nature::Page),
            Role::Label => (signed && !has_year(bare)).then_some(Nature::Page),
            Role::Teaser if rest.is_empty() => Some(Nature::Heading),
            Role::Teaser => signed.then_some(Nature::Page),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether a sign that ends a label follows the first `words` words of `line`.
fn sign_after(line: &str, words: usize) -> bool {
    let mut inside = false;
    let mut seen = 0;
    for (at, letter) in line.char_indices() {
        if letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter) {
            inside = true;
        } else if inside {
            inside = false;
            seen += 1;
            if seen == words {
                let rest = line.get(at..).unwrap_or_default().trim_start_matches(['.', '?', ' ']);
                return rest.starts_with([':', '/', '|', '©', '»', '>', '→', '：'])
                    || rest.starts_with(['-', '–', '—']);
            }
        }
    }
    false
}

fn has_year(line: &str) -> bool {
    let numbers = line.split(|sign: char| !sign.is_ascii_digit());
    numbers.into_iter().any(|number| number.len() == 4 && number.starts_with(['1', '2']))
}

/// The name of a picture's file.
fn is_picture(line: &str) -> bool {
    const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"];
    ENDINGS.iter().any(|ending| {
        let start = line.len().saturating_sub(ending.len());
        line.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// Numbers, clocks, rates, weather, ages, choices of a language.
fn shown_by_signs(line: &str, table: &Table) -> Option<Nature> {
    let words = letters(line);
    let each = || words.split(' ').filter(|word| !word.is_empty());
    let is_number = |word: &str| word.chars().all(|sign| sign.is_ascii_digit());
    let numbers = each().filter(|word| is_number(word)).count();
    let count = each().count();
    if count == 0 {
        // A line of signs only divides; it says nothing.
        return None;
    }
    if line.contains('°') || table.is_saint(&words) {
        return Some(Nature::Widget);
    }
    if count == numbers {
        return match (count, is_plain_number(line)) {
            (1, true) if words.len() > 4 => Some(Nature::Page),
            (2, true) => Some(Nature::Widget),
            _ => None,
        };
    }
    if each().all(|word| table.is_money(word) || is_number(word)) {
        return Some(Nature::Widget);
    }
    if count > 1 && each().all(|word| table.is_tongue(word)) {
        return Some(Nature::Page);
    }
    let old = numbers == 1 && count <= 4 && !has_year(line);
    if old && (each().any(|word| table.is_ago(word)) || table.is_ago(&without_numbers(&words))) {
        return Some(Nature::Page);
    }
    None
}

/// A whole or decimal number and nothing else: no clock, no date.
fn is_plain_number(line: &str) -> bool {
    let point = line.find(['.', ',']);
    let decimals = point.map_or("00", |point| line.get(point + 1..).unwrap_or_default());
    let whole = point.map_or(line, |point| line.get(..point).unwrap_or_default());
    let digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    // `05.2024` may be a month.
    digits(whole) && digits(decimals) && decimals.len() <= 3 && !whole.is_empty()
}

fn without_numbers(words: &str) -> String {
    let kept =
        words.split(' ').filter(|word| !word.starts_with(|sign: char| sign.is_ascii_digit()));
    kept.collect::<Vec<_>>().join(" ")
}

/// Where one is on a site, or its parts in a row: `Home » News » Region`.
fn is_path(line: &str, table: &Table) -> bool {
    const SIGNS: [char; 9] = ['|', '»', '>', '•', '·', '›', '→', '/', '❯'];
    let mut parts = 0;
    let mut menu = false;
    // Dates and clocks stand in such lines too, and these are worth more than the rest.
    if line.contains(|sign: char| sign.is_ascii_digit()) || !line.contains(SIGNS) {
        return false;
    }
    for part in line.split(SIGNS).map(str::trim).filter(|part| !part.is_empty()) {
        if part.split_whitespace().count() > 4 {
            return false;
        }
        parts += 1;
        menu |= table.is_menu(&letters(part));
    }
    parts >= 2 && menu
}

/// How many words in a row come twice in a line of catchwords.
const REPEATED: usize = 4;

/// A line of catchwords, known by several in a row that come twice and by the lack of any sign.
fn is_cloud(line: &str) -> bool {
    const SIGNS: [char; 5] = ['–', '—', '„', '“', '«'];
    let plain = |byte: u8| matches!(byte, b'.' | b',' | b':' | b';' | b'-' | b'"' | b'(');
    if line.bytes().any(plain) || !line.is_ascii() && line.contains(SIGNS) {
        return false;
    }
    let words: Vec<&str> = line.split_ascii_whitespace().take(4 * MOST_WORDS).collect();
    if words.len() < 2 * REPEATED {
        return false;
    }
    let half = words.len() / 2;
    // A title that is doubled on its line is no cloud.
    if words.len().is_multiple_of(2) && words.get(..half) == words.get(half..) {
        return false;
    }
    let mut seen = rustc_hash::FxHashMap::default();
    words.windows(REPEATED).enumerate().any(|(at, window)| {
        let first = *seen.entry(window).or_insert(at);
        at >= first + REPEATED
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: impl Fn(Nature) -> bool, cases: &[&str]) {
        for case in cases {
            let found = nature(case, Table::get());
            assert!(wanted(found), "{case}: {found:?}");
        }
    }

    #[test]
    fn lines_of_the_page_are_known_by_themselves() {
        check(
            |nature| matches!(nature, Nature::Page),
            &[
                "ADVERTISEMENT",
                "Реклама",
                "Comments (3)",
                "Foto: Tanjug / Zoran Petrović",
                "Fotó: MTI / sajtóosztály",
                "Nyitókép: honvedelem.hu",
                "Снимка: МО",
                "© Agencija",
                "Ugrás a tartalomhoz",
                "Home » News » Region",
                "Početna | Vesti | Hronika",
                "ro ru en",
                "SRP | ENG",
                "minister-visit-2.JPG",
                "Also read: Navy gets new ships",
                "Прочитајте још: Стигли хеликоптери",
                "3 years ago",
                "pre 17 dana",
                "hace 3 días",
                "1599182768",
                "армия учения Иванов Москва Россия политика армия учения Иванов Москва",
                "DMCA",
                "责任编辑：张三",
            ],
        );
    }

    #[test]
    fn rates_and_weather_are_widgets() {
        check(
            |nature| nature == Nature::Widget,
            &[
                "EUR: 117.2",
                "eur:",
                "402.10",
                "Београд 12°C",
                "USD 101.5 EUR 117.1",
                "Névnap: Ádám, Éva",
            ],
        );
    }

    #[test]
    fn headings_of_lists_are_known() {
        check(
            |nature| nature == Nature::Heading,
            &[
                "Read also:",
                "Related articles",
                "Najčitanije",
                "Читайте также:",
                "Kapcsolódó cikkek",
                "相关阅读：",
            ],
        );
    }

    #[test]
    fn words_of_a_report_are_left_alone() {
        check(
            |nature| matches!(nature, Nature::Prose | Nature::Short { .. }),
            &[
                "Ministers met",
                "The minister said that the sides will cooperate.",
                "Photo shows the ministers of both states signing the plan",
                "Related programmes were discussed.",
                "Share of the budget grew",
                "Serbia and Hungary | 12 March 2024",
                "08:15 | 11.03.2021 Section: Army",
                "Szöveg: Katonai Sajtó | 2019. május 3. 10:30",
                "24.05.2024",
                "05.2024",
                "2024",
                "12.03.",
                "18:30",
                "Search and rescue exercise held",
                "Print media of both states reported",
                "A MESSAGE FROM THE MINISTER",
                "Belgrade/Budapest",
                "The exercise began 3 days ago near the border",
                "Foto: 12 March 2024, the ministers in Belgrade",
                "***",
            ],
        );
    }
}
