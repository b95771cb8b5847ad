//! The language of a report: as declared, or from its letters and words.
//!
//! A library guesses from trigrams. What it cannot know is added here: letters
//! that only one Cyrillic alphabet has, and the words by which Serbian, Croatian
//! and Bosnian differ. A short or mixed text has no language rather than a
//! wrong one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whatlang::{Detector, Lang, Script};

use crate::report::raw::RawDocument;

/// Bytes of text that are enough to tell, taken from the start.
const SAMPLE: usize = 800;

/// Fewest letters from which a language is told.
const FEWEST_LETTERS: usize = 24;

/// Below so many letters trigrams often mislead, so the library itself must call its guess
/// reliable; above, an uncertain guess has been right in all reports we looked at.
const FEW_LETTERS: usize = 120;

/// ISO 639-1 code of the language of `document`, if it can be told.
pub(super) fn language(document: &RawDocument) -> Option<String> {
    if let Some(declared) = document.lang.as_deref().and_then(primary) {
        return Some(declared);
    }
    guess(sample(&document.body)).map(str::to_owned)
}

/// The primary subtag of a declared code: `sr-Latn` and `sr_RS` are `sr`.
fn primary(declared: &str) -> Option<String> {
    let code = declared.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let known = match code.as_str() {
        "sh" | "scc" | "srp" | "cnr" | "me" => "sr",
        "eng" => "en",
        "hun" => "hu",
        "rus" => "ru",
        "fra" | "fre" => "fr",
        "deu" | "ger" => "de",
        "spa" => "es",
        other => other,
    };
    (known.len() == 2 && known.bytes().all(|byte| byte.is_ascii_lowercase()))
        .then(|| known.to_owned())
}

fn sample(body: &str) -> &str {
    let mut end = SAMPLE.min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    &body[..end]
}

fn guess(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|character| character.is_alphabetic());
    let letters = letters.take(FEW_LETTERS).count();
    if letters < FEWEST_LETTERS {
        return None;
    }
    match by_words(text) {
        Some(Told::As(code)) => return Some(code),
        Some(Told::SouthSlavic) => return Some(south_slavic(text)),
        Some(Told::Library) | None => {}
    }
    if is_cyrillic(text) {
        return Some(cyrillic(text));
    }
    let script = whatlang::detect_script(text)?;
    if script == Script::Cyrillic {
        return Some(cyrillic(text));
    }
    let info = Detector::with_allowlist(candidates(script)).detect(text)?;
    let sure = if letters < FEW_LETTERS { info.is_reliable() } else { info.confidence() >= 0.2 };
    if !sure {
        return None;
    }
    match info.lang() {
        Lang::Hrv | Lang::Slv | Lang::Srp => Some(south_slavic(text)),
        lang => code(lang),
    }
}

/// What the common words of a text say of its language.
#[derive(Clone, Copy)]
enum Told {
    /// It is the one with this code.
    As(&'static str),
    /// It is one of those of former Yugoslavia.
    SouthSlavic,
    /// It is one that the library tells better from its neighbours.
    Library,
}

const ALBANIAN: &str = "sq";

/// Common words of languages, small and as they begin sentences; some are words of several. Prose is
/// told by them, so that trigrams, which would be the dearest part of extraction, are rarely
/// counted; and the library does not know Albanian.
const WORDS: [(Told, &str); 26] = [
    (
        Told::As("en"),
        "the The of and with was that this from which would their been were they to in for on \
         by is as at be has have it its his not will a In",
    ),
    (Told::As(ALBANIAN), "të në dhe për së një më që Në janë"),
    (
        Told::SouthSlavic,
        "je su u za od sa na i se će da U koji koja koje iz kao bio danas između što do \
         ministar odbrane obrane vojske o s ki tudi kot sta v in pri pa so ter Ministar po te",
    ),
    (
        Told::As("hu"),
        "a az A Az és hogy egy volt szerint között közötti magyar valamint által nem is meg \
         lesz miniszter honvédelmi",
    ),
    (
        Told::As("fr"),
        "les Les des dans pour une avec aux cette leurs été et du par ont sont le la de en un \
         Le La est au sur ce qui se ses à a",
    ),
    (
        Told::As("de"),
        "und mit für dem zur zum auf ist eine einer nicht sich wurde haben der die das den \
         des von im in bei an Die Der Das ein zu es am",
    ),
    (
        Told::As("es"),
        "los las el El y su sus fue también más de la en que del con por para una se La En al \
         un como Los ha entre",
    ),
    (
        Told::As("pt"),
        "os uma pelo pela não ao aos foi são também com em de da do dos das no na e que a o O \
         A para por um se entre",
    ),
    (
        Told::As("it"),
        "della delle nel nella degli gli che è sono alla dal dalla anche più di il la e in \
         per del un una con Il i dei La ha si le al tra",
    ),
    (
        Told::As("ro"),
        "și şi pentru în este prin unei fost privind către după de la a din cu care o al ale \
         În au pe un fi mai",
    ),
    (
        Told::As("pl"),
        "w się jest oraz dla przez był są także został podczas z na i do że o W od po nie to \
         za ze we",
    ),
    (
        Told::As("cs"),
        "jsou který která při byl byla také podle nebo před mezi této v se na a je že s z o k \
         do pro V ve i za by po ze si",
    ),
    (
        Told::As("sk"),
        "sú ktorý ktorá bol bola bolo aj podľa tiež medzi alebo v sa na a je že s z o k do \
         pre V vo i za by po zo si",
    ),
    (Told::As("tr"), "ve ile için olarak tarafından çok gibi kadar bir bu da de olan"),
    (
        Told::As("nl"),
        "het een voor zijn niet wordt ook naar deze de van en in op met dat te is De Het aan \
         er om bij door werd",
    ),
    (Told::As("vi"), "và của các với trong được những đã"),
    (Told::Library, "og i at er af en for på med den til det de har som et var ved ikke der"),
    (Told::Library, "och i att är av en för på med den till det som ett var har inte"),
    (Told::Library, "və ilə üçün olan bir bu də da"),
    (Told::Library, "yang dan di dengan untuk dari pada ini dalam ke tersebut"),
    (Told::Library, "ir į kad su iš yra o bei"),
    (Told::Library, "ja on että oli ovat myös"),
    (Told::Library, "ja on et kaitseminister oli"),
    (Told::Library, "un ir ar no kas par"),
    (Told::Library, "ng sa mga na ang at ay"),
    (Told::Library, "va bilan uchun bir bu o‘zbekiston"),
];

/// The languages that have a word, one bit each.
static WORD_LANGUAGES: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (number, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            *table.entry(word).or_default() |= 1 << number;
        }
    }
    table
});

/// The language whose words make up a seventh of the words or more, as they do in prose, and of no
/// other nearly as many.
fn by_words(text: &str) -> Option<Told> {
    const LEAST: usize = 6;
    // Its words are like no others, and the library would take a short text for another language.
    const LEAST_ALBANIAN: usize = 3;
    const SHARE: usize = 7;
    let table: &FxHashMap<_, _> = &WORD_LANGUAGES;
    let mut counts = [0_usize; WORDS.len()];
    let mut all = 0;
    for word in text.split_ascii_whitespace() {
        all += 1;
        let mut languages = table.get(word).copied().unwrap_or_default();
        while languages != 0 {
            if let Some(count) = counts.get_mut(languages.trailing_zeros() as usize) {
                *count += 1;
            }
            languages &= languages - 1;
        }
    }
    let (best, &count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let others = counts.iter().enumerate().filter(|(language, _)| *language != best);
    let next = others.map(|(_, count)| *count).max().unwrap_or_default();
    let (told, _) = *WORDS.get(best)?;
    let least = match told {
        Told::As(ALBANIAN) => LEAST_ALBANIAN,
        _ => LEAST,
    };
    let is_told = count >= least && count * SHARE >= all && next * 4 <= count * 3;
    is_told.then_some(told)
}

/// Whether most letters are Cyrillic, so that the library need not be asked for the script.
fn is_cyrillic(text: &str) -> bool {
    let (mut all, mut cyrillic) = (0, 0);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        all += 1;
        cyrillic += usize::from(matches!(letter, '\u{400}'..='\u{52f}'));
    }
    cyrillic * 2 > all
}

/// Cyrillic alphabets by the letters that only they have.
fn cyrillic(text: &str) -> &'static str {
    const FIRST: u32 = 0x400;
    let mut seen = [false; 256];
    for character in text.chars() {
        let place = u32::from(character).checked_sub(FIRST);
        if let Some(seen) = place.and_then(|place| seen.get_mut(place as usize)) {
            *seen = true;
        }
    }
    let has = |letters: &[char]| {
        let places = letters.iter().map(|letter| u32::from(*letter).saturating_sub(FIRST));
        places.into_iter().any(|place| seen.get(place as usize).copied().unwrap_or_default())
    };
    if has(&['ѓ', 'ќ', 'ѕ', 'Ѓ', 'Ќ']) {
        "mk"
    } else if has(&['ђ', 'ћ', 'Ђ', 'Ћ']) {
        "sr"
    } else if has(&['ҳ', 'Ҳ']) {
        if has(&['ӣ', 'ҷ', 'ӯ']) { "tg" } else { "uz" }
    } else if has(&['ў', 'Ў']) {
        if has(&['қ', 'ғ', 'Қ', 'Ғ']) { "uz" } else { "be" }
    } else if has(&['ә', 'қ', 'ң', 'ұ', 'Қ', 'Ә']) {
        "kk"
    } else if has(&['ї', 'є', 'ґ', 'Ї', 'Є']) {
        "uk"
    } else if has(&['ы', 'э', 'Э']) {
        "ru"
    } else if has(&['ј', 'љ', 'њ', 'џ', 'Ј']) {
        // Serbian without ћ and ђ in a whole text is rare, Macedonian without ѓ and ќ is not.
        if text.contains(" на ") && text.contains("та ") { "mk" } else { "sr" }
    } else if has(&['ъ', 'щ']) {
        "bg"
    } else {
        "ru"
    }
}

/// Serbian, Croatian, Bosnian or Slovene, by words that press reports repeat.
fn south_slavic(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    let count =
        |marks: &[&str]| -> usize { marks.iter().map(|mark| lower.matches(mark).count()).sum() };
    let slovene = count(&[" sta ", " ter ", " pri ", " bil ", " je v ", " obramb", "ministrstv"]);
    let ekavian = count(&["odbran", "saradnj", "bezbedn", "evrop", "predsedni", " takođe", "vežb"]);
    let croatian = count(&["obran", "suradnj", "europ", " također", "vojarn", "zrakoplov"]);
    let ijekavian = count(&["predsjedni", "sigurnos", "vježb", "cijel", "prije "]);
    let bosnian = ijekavian + count(&["odbran", "saradnj", "bosn"]);
    if slovene > ekavian.max(croatian).max(ijekavian) {
        "sl"
    } else if croatian + ijekavian > 0 && croatian >= ekavian && croatian > 0 {
        "hr"
    } else if ijekavian > 0 && bosnian > ekavian {
        "bs"
    } else {
        "sr"
    }
}

fn candidates(script: Script) -> Vec<Lang> {
    match script {
        Script::Latin => LATIN.iter().map(|&(lang, _)| lang).collect(),
        other => other.langs().to_vec(),
    }
}

/// Languages of the Latin script that reports come in, with their codes.
const LATIN: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Hrv, "hr"),
    (Lang::Slv, "sl"),
    (Lang::Hun, "hu"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Deu, "de"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Tur, "tr"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Nld, "nl"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Ind, "id"),
    (Lang::Vie, "vi"),
    (Lang::Aze, "az"),
    (Lang::Uzb, "uz"),
    (Lang::Tgl, "tl"),
];

fn code(lang: Lang) -> Option<&'static str> {
    if let Some((_, code)) = LATIN.iter().find(|(other, _)| *other == lang) {
        return Some(code);
    }
    Some(match lang {
        Lang::Ell => "el",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Hin => "hi",
        Lang::Nep => "ne",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Tha => "th",
        Lang::Khm => "km",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_told_from_a_sentence_or_two() {
        let cases = [
            (
                "The ministers of defence of Serbia and Hungary signed a plan for the year.",
                Some("en"),
            ),
            (
                "Ministri odbrane Srbije i Mađarske potpisali su plan bilateralne saradnje.",
                Some("sr"),
            ),
            (
                "Министри одбране Србије и Мађарске потписали су план сарадње у Београду, рекао је Вучић.",
                Some("sr"),
            ),
            (
                "Ministri obrane Hrvatske i Mađarske razgovarali su o suradnji i europskoj sigurnosti.",
                Some("hr"),
            ),
            (
                "A magyar és a szerb honvédelmi miniszter együttműködési tervet írt alá kedden.",
                Some("hu"),
            ),
            (
                "Министры обороны Сербии и Венгрии подписали план военного сотрудничества.",
                Some("ru"),
            ),
            (
                "Les ministres de la défense de la France et de la Serbie ont signé un accord.",
                Some("fr"),
            ),
            (
                "Los ministros de defensa de Chile y Argentina firmaron un acuerdo de cooperación.",
                Some("es"),
            ),
            (
                "Ministrowie obrony Polski i Litwy podpisali porozumienie o współpracy wojskowej.",
                Some("pl"),
            ),
            (
                "塞尔维亚和匈牙利国防部长签署了双边军事合作计划，双方还讨论了地区安全局势。",
                Some("zh"),
            ),
            (
                "Ministri i Mbrojtjes zhvilloi një vizitë në Shkup dhe nënshkroi planin për vitin.",
                Some("sq"),
            ),
            ("79", None),
        ];
        for (text, expected) in cases {
            assert_eq!(guess(text), expected, "{text}");
        }
    }

    #[test]
    fn declared_codes_are_reduced_to_the_language() {
        assert_eq!(primary("sr-Latn").as_deref(), Some("sr"));
        assert_eq!(primary("EN_us").as_deref(), Some("en"));
        assert_eq!(primary("klingon"), None);
    }
}
