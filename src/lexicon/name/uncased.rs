//! Names in scripts that have blanks but no capitals: Arabic, Hebrew, Georgian, Devanagari, Bengali, Hangul.
//!
//! Takes the words of a text; gives names beside titles, which stand in front
//! (`وزير الدفاع …`) or, in Korean, behind (`… 국방장관`), names that begin with a
//! known given name, and later places of their last word alone. With no capital
//! to show where a name ends, it ends at a word that can be none: a particle,
//! a verb of reports, another title, a country; and after as many words as names
//! of that script have. Some names come out a word too short or too long.

use super::given::Place;
use super::mention::Mention;
use super::run::Words;
use super::title::{Kind, Position, Role, Word};
use super::token::Gap;
use crate::span::Span;

/// The scripts that are read here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Hebrew,
    Georgian,
    Devanagari,
    Bengali,
    Hangul,
}

const fn script(letter: char) -> Option<Script> {
    Some(match letter {
        '\u{5d0}'..='\u{5f4}' => Script::Hebrew,
        '\u{620}'..='\u{6ff}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{980}'..='\u{9ff}' => Script::Bengali,
        '\u{10d0}'..='\u{10ff}' => Script::Georgian,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ => return None,
    })
}

/// Whether `text` has a letter of these scripts, or of those without blanks.
pub(super) fn has_uncased(text: &str) -> bool {
    // First bytes of the letters from Hebrew on, without punctuation and symbols (`E2`).
    let is_first = |byte: &u8| matches!(byte, 0xd7..=0xe1 | 0xe3..=0xed);
    // Without an early end in a part, many bytes are looked at together.
    text.as_bytes()
        .chunks(256)
        .any(|part| part.iter().fold(false, |any, byte| any | is_first(byte)))
}

/// Appends the names in such scripts to `mentions`.
pub(super) fn scan(words: &Words<'_>, mentions: &mut Vec<Mention>) {
    let scanner = Scanner { words };
    let first = mentions.len();
    let mut at = 0;
    while at < words.tokens.len() {
        at = match scanner.script(at) {
            Some(Script::Hangul) => scanner.korean(at, mentions),
            Some(script) => scanner.spaced(at, script, mentions),
            None => at + 1,
        };
    }
    scanner.later(first, mentions);
}

struct Scanner<'w, 'a> {
    words: &'w Words<'a>,
}

impl Scanner<'_, '_> {
    fn script(&self, at: usize) -> Option<Script> {
        self.words.written(at).chars().next().and_then(script)
    }

    /// What the word can be, with prefixes and particles of its script cut off.
    fn class(&self, at: usize) -> Word {
        let whole = self.words.word(at);
        if whole != Word::default() {
            return whole;
        }
        let written = self.words.written(at);
        match self.script(at) {
            Some(Script::Arabic) => bare_arabic(written),
            Some(Script::Hebrew) => bare_hebrew(written),
            Some(Script::Hangul) => korean_word(written),
            _ => whole,
        }
    }

    fn is_title(&self, at: usize) -> bool {
        self.class(at).title.is_some()
    }

    fn can_be_name(&self, at: usize, script: Script) -> bool {
        self.script(at) == Some(script)
            && (self.class(at) == Word::default() || self.words.written(at) == "الله")
            && (!self.words.is_country(at) || self.is_namesake(at, script))
            && self.words.written(at).chars().nth(1).is_some()
    }

    /// A name behind the title at `at`, or one that a known given name begins; where to go on.
    fn spaced(&self, at: usize, script: Script, mentions: &mut Vec<Mention>) -> usize {
        let words = self.words;
        if self.is_title(at) {
            let mut next = at + 1;
            while next < at + 10 && self.goes_on_in_title(next) {
                next += 1;
            }
            // `مركز الملك …`: a place that bears the name of a king.
            let is_thing =
                at > 0 && words.gap(at) == Gap::Blank && is_arabic_thing(words.written(at - 1));
            if is_thing && let Some(end) = self.name(next, script) {
                return end;
            }
            if matches!(words.gap(next), Gap::Blank | Gap::Quote | Gap::Comma)
                && let Some(end) = self.name(next, script)
                && (words.gap(next) != Gap::Comma || end > next + 1 && self.is_given(next))
            {
                let role = (self.is_office(at, next)).then_some((at, next));
                mentions.push(self.mention(next, end, role, true));
                return end;
            }
            return next;
        }
        let begins = self.is_given(at) && !words.is_country(at) && self.class(at).title.is_none();
        if begins && let Some(end) = self.name(at, script).filter(|end| *end > at + 1) {
            let thing = words.word(end).is(Role::Site)
                || at > 0
                    && words.gap(at) == Gap::Blank
                    && (words.word(at - 1).is(Role::Thing)
                        || is_arabic_thing(words.written(at - 1)));
            if !thing {
                mentions.push(self.mention(at, end, self.title_behind(end), true));
            }
            return end;
        }
        // “…”، وزير الدفاع: in quotation marks with its title behind the comma.
        if words.gap(at) == Gap::Quote
            && let Some(end) = self.name(at, script)
            && let Some(role) = self.title_behind(end)
        {
            mentions.push(self.mention(at, end, Some(role), true));
            return end;
        }
        at + 1
    }

    fn goes_on_in_title(&self, at: usize) -> bool {
        let word = self.class(at);
        // `שר ההגנה של יוון`: whose minister it is.
        if self.words.written(at) == "של" && self.words.is_country(at + 1) {
            return true;
        }
        self.words.gap(at) == Gap::Blank
            && (word.title.is_some() || word.is(Role::Matter) || self.words.is_country(at))
            && !self.is_namesake(at, Script::Hebrew)
    }

    /// `שר הביטחון ישראל כץ`: a given name that a country bears, too, with a surname behind.
    fn is_namesake(&self, at: usize, script: Script) -> bool {
        script == Script::Hebrew
            && self.is_given(at)
            && self.words.gap(at + 1) == Gap::Blank
            && self.script(at + 1) == Some(script)
            && self.class(at + 1) == Word::default()
            && !self.words.is_country(at + 1)
    }

    /// Whether a title is more than a form of address.
    fn is_office(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| {
            let title = self.class(at).title;
            title.is_some_and(|title| matches!(title.kind, Kind::Office | Kind::Rank))
        })
    }

    /// The words of a title that stand behind a comma or a closing quotation mark.
    fn title_behind(&self, end: usize) -> Option<(usize, usize)> {
        let gap = self.words.gap(end);
        let over = matches!(gap, Gap::Comma | Gap::Quote | Gap::Break);
        if !over || !self.is_title(end) || self.words.gap(end + 1) == Gap::Break {
            return None;
        }
        let mut next = end + 1;
        while next < end + 10 && self.goes_on_in_title(next) {
            next += 1;
        }
        Some((end, next))
    }

    fn is_given(&self, at: usize) -> bool {
        let written = self.words.written(at);
        let place = |word: &str| super::given::place_of(word) == Some(Place::First);
        // Arabic writes `and` and `to` as one with the name.
        place(written)
            || self.script(at) == Some(Script::Arabic)
                && written.strip_prefix(['و', 'ل', 'ب']).is_some_and(place)
    }

    /// One past the last word of the name that begins at `start`, if one does.
    fn name(&self, start: usize, script: Script) -> Option<usize> {
        if !self.can_be_name(start, script) || is_arabic_verb(self.words.written(start)) {
            return None;
        }
        let mut end = start + 1;
        let mut count = usize::from(!is_connector(self.words.written(start)));
        while end < start + 6 && self.words.gap(end) == Gap::Blank && self.can_be_name(end, script)
        {
            let (before, word) = (self.words.written(end - 1), self.words.written(end));
            let after_connector = is_connector(before);
            let goes_on = after_connector
                || is_connector(word)
                || match script {
                    Script::Arabic => self.goes_on_in_arabic(end, count),
                    Script::Georgian => count == 1 && !is_georgian_surname(before),
                    Script::Devanagari | Script::Bengali | Script::Hebrew | Script::Hangul => {
                        count == 1
                    }
                };
            if !goes_on {
                break;
            }
            count += usize::from(!is_connector(word));
            end += 1;
        }
        while end > start + 1 && is_connector(self.words.written(end - 1)) {
            end -= 1;
        }
        (count > 0).then_some(end)
    }

    fn goes_on_in_arabic(&self, at: usize, count: usize) -> bool {
        let (before, word) = (self.words.written(at - 1), self.words.written(at));
        let of_servant = at > 1 && is_connector(self.words.written(at - 2));
        let is_given = before
            .strip_prefix("ال")
            .is_some_and(|bare| super::given::place_of(bare) == Some(Place::First));
        let is_surname = before.starts_with("ال") && !of_servant && !is_given;
        match count {
            0 => true,
            1 => !is_surname && !is_arabic_verb(word),
            2 | 3 => self.is_given(at - 1) && !is_arabic_verb(word) && !word.starts_with('و'),
            _ => false,
        }
    }

    /// A name before or behind the title at `at`; where to go on.
    fn korean(&self, at: usize, mentions: &mut Vec<Mention>) -> usize {
        let title = self.class(at).title.filter(|title| title.position == Position::After);
        if title.is_none() {
            return at + 1;
        }
        let words = self.words;
        let mut start = at;
        while start > 0 && words.gap(start) == Gap::Blank && {
            let word = self.class(start - 1);
            word.is(Role::Matter) || word.title.is_some() || words.is_country(start - 1)
        } {
            start -= 1;
        }
        let is_word = |at: usize| {
            (self.can_be_name(at, Script::Hangul) || is_korean_given(words.written(at)))
                && !ends_in_particle(words.written(at))
        };
        if start > 0 && words.gap(start) == Gap::Blank && is_word(start - 1) {
            let mut first = start - 1;
            let of_other_state = (start..at).any(|at| words.is_country(at));
            if of_other_state || !is_korean_name(words.written(first)) {
                while first > 0
                    && first + 3 > start
                    && words.gap(first) == Gap::Blank
                    && is_word(first - 1)
                {
                    first -= 1;
                }
            }
            mentions.push(self.mention(first, start, Some((start, at + 1)), true));
            return at + 1;
        }
        let next = at + 1;
        let bare = without_particle(words.written(next));
        if words.gap(next) == Gap::Blank
            && self.can_be_name(next, Script::Hangul)
            && is_korean_name(bare)
            && bare.chars().count() == 3
            && !words.written(at).ends_with(['은', '는', '이', '을', '를', '의', '과', '와'])
        {
            mentions.push(self.mention(next, next + 1, Some((start, at + 1)), true));
            return next + 1;
        }
        next
    }

    fn mention(
        &self,
        start: usize,
        end: usize,
        role: Option<(usize, usize)>,
        titled: bool,
    ) -> Mention {
        let token =
            |at: usize| self.words.tokens.get(at).map_or(Span::default(), |token| token.span);
        let mut span = token(start).to(token(end - 1));
        let first = self.words.written(start);
        // `و` and `ل` written as one with a given name, and Korean particles, are no part of it.
        if self.script(start) == Some(Script::Arabic)
            && super::given::place_of(first).is_none()
            && let Some(bare) = first.strip_prefix(['و', 'ل', 'ب'])
            && super::given::place_of(bare).is_some()
        {
            span.start += first.len() - bare.len();
        }
        if self.script(start) == Some(Script::Hangul)
            && role.is_some_and(|(title, _)| title < start)
        {
            let last = self.words.written(end - 1);
            span.end -= last.len() - without_particle(last).len();
        }
        let role = role.map(|(first, last)| {
            let mut role = token(self.with_matter_in_front(first)).to(token(last - 1));
            if self.script(start) == Some(Script::Hangul) {
                let last = self.words.written(last - 1);
                role.end -= last.len() - without_particle(last).len();
            }
            role
        });
        Mention { span, words: end - start, role, titled, full: false, person: true }
    }

    /// The first word of a title, with the countries and matters in front of it: `თავდაცვის მინისტრი`.
    fn with_matter_in_front(&self, title: usize) -> usize {
        let mut first = title;
        while first > 0
            && self.words.gap(first) == Gap::Blank
            && (self.class(first - 1).is(Role::Matter) || self.words.is_country(first - 1))
        {
            first -= 1;
        }
        first
    }

    /// Places where the last word of a name found stands alone.
    fn later(&self, first: usize, mentions: &mut Vec<Mention>) {
        let text = self.words.text;
        let surnames: Vec<String> = mentions
            .iter()
            .skip(first)
            .filter(|mention| mention.words > 1)
            .filter_map(|mention| mention.span.of(text).split_whitespace().next_back())
            .map(str::to_owned)
            .collect();
        if surnames.is_empty() {
            return;
        }
        let taken: Vec<Span> = mentions.iter().skip(first).map(|mention| mention.span).collect();
        for at in 0..self.words.tokens.len() {
            let Some(script) = self.script(at) else { continue };
            let written = self.words.written(at);
            let Some(surname) = surnames.iter().find(|surname| {
                written.len() >= surname.len()
                    && match script {
                        Script::Arabic => {
                            written == surname.as_str()
                                || written
                                    .strip_prefix(['و', 'ل', 'ب'])
                                    .is_some_and(|bare| bare == surname.as_str())
                        }
                        Script::Hangul => without_particle(written) == surname.as_str(),
                        _ => written == surname.as_str(),
                    }
            }) else {
                continue;
            };
            let Some(word) = self.words.tokens.get(at) else { continue };
            let start = match script {
                Script::Hangul => word.span.start,
                _ => word.span.end - surname.len(),
            };
            let span = Span::new(start, start + surname.len());
            if taken.iter().all(|known| !known.overlaps(span)) {
                let mention = Mention { span, words: 1, ..Mention::default() };
                mentions.push(mention);
            }
        }
    }
}

/// Words between the parts of Arabic and Hebrew names.
fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "عبد"
            | "أبو"
            | "ابو"
            | "بن"
            | "ابن"
            | "آل"
            | "بنت"
            | "أبي"
            | "بو"
            | "ولد"
            | "בן"
            | "בר"
            | "דה"
            | "פון"
            | "ון"
    )
}

/// An imperfect verb: no names but known ones begin so.
fn is_arabic_verb(word: &str) -> bool {
    word.starts_with(['ي', 'ت'])
        && word.chars().nth(3).is_some()
        && super::given::place_of(word).is_none()
}

fn is_arabic_thing(word: &str) -> bool {
    matches!(
        word.trim_start_matches(['ب', 'و', 'ل']).trim_start_matches("ال"),
        "شارع"
            | "قاعدة"
            | "جامعة"
            | "مطار"
            | "ميناء"
            | "مدينة"
            | "جائزة"
            | "فرقاطة"
            | "سفينة"
            | "حاملة"
            | "ميدان"
            | "أكاديمية"
            | "اكاديمية"
            | "كلية"
            | "مستشفى"
            | "جسر"
            | "قصر"
            | "معهد"
            | "محور"
            | "مركز"
            | "مدرسة"
            | "جزيرة"
            | "وسام"
            | "مؤسسة"
            | "مسجد"
            | "ساحة"
            | "كأس"
            | "كتيبة"
            | "فوج"
            | "سرية"
            | "ثكنة"
            | "معسكر"
    )
}

fn is_georgian_surname(word: &str) -> bool {
    ["შვილ", "ძე", "ძის", "ძემ", "აძ", "უა", "ავა"].iter().any(|ending| word.contains(ending))
        && word.chars().nth(5).is_some()
}

fn bare_arabic(word: &str) -> Word {
    for prefix in ["ال", "و", "وال", "لل", "ل", "بال", "ب", "ف", "ك"] {
        if let Some(bare) = word.strip_prefix(prefix).filter(|bare| bare.chars().nth(1).is_some()) {
            let found = super::title::word(bare);
            if found.title.is_some() || found.roles_but(Role::Say) {
                return found;
            }
        }
    }
    Word::default()
}

fn bare_hebrew(word: &str) -> Word {
    for prefix in ["ה", "ו", "וה", "ל", "ב", "מ", "ש", "כ"] {
        if let Some(bare) = word.strip_prefix(prefix).filter(|bare| bare.chars().nth(1).is_some()) {
            let found = super::title::word(bare);
            if found != Word::default() {
                return found;
            }
        }
    }
    Word::default()
}

/// A Korean word with its particle cut off; of a compound (`특수작전사령관`) the office at its end.
fn korean_word(word: &str) -> Word {
    const OFFICES: [&str; 14] = [
        "사령관",
        "총사령관",
        "장관",
        "차관",
        "총장",
        "의장",
        "참모장",
        "위원장",
        "대사",
        "청장",
        "사무총장",
        "단장",
        "본부장",
        "실장",
    ];
    let bare = without_particle(word);
    let whole = super::title::word(bare);
    if whole != Word::default() || bare.chars().nth(3).is_none() {
        return whole;
    }
    OFFICES
        .iter()
        .find(|office| bare.ends_with(**office))
        .map_or(whole, |office| super::title::word(office))
}

const PARTICLES: [&str; 22] = [
    "에게서",
    "으로서",
    "으로",
    "에서",
    "에게",
    "께서",
    "이라고",
    "이라며",
    "라고",
    "과의",
    "와의",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "과",
    "와",
    "의",
    "도",
    "께",
];

/// A Korean word without the particle behind it.
fn without_particle(word: &str) -> &str {
    PARTICLES
        .iter()
        .find_map(|particle| word.strip_suffix(particle))
        .filter(|bare| bare.chars().nth(1).is_some())
        .unwrap_or(word)
}

/// Particles that no foreign name ends in.
fn ends_in_particle(word: &str) -> bool {
    ["은", "는", "을", "를", "의", "에서", "에", "과", "와", "며", "고", "했다", "한", "된", "하는"]
        .iter()
        .any(|particle| word.ends_with(particle))
}

/// Given names of others, and small words in names, that Korean writes with one syllable.
fn is_korean_given(word: &str) -> bool {
    const NAMES: &str = "폴존톰짐잭팀빌밥샘벤댄론켄판폰데드르";
    word.chars().count() == 1 && NAMES.contains(word)
}

/// A surname of one syllable and a given name of one or two.
fn is_korean_name(word: &str) -> bool {
    const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민나진지엄채원천방공현함변염추도소석선설마길연위표명기반왕금옥육인맹제모탁국여";
    let mut letters = word.chars();
    letters.next().is_some_and(|first| SURNAMES.contains(first)) && matches!(letters.count(), 1 | 2)
}
