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
    if let Some(told) = by_words(text) {
        return Some(if told == SOUTH_SLAVIC { south_slavic(text) } else { told });
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

/// Common words that no other language of the list has; of each enough that prose is told by them.
///
/// Trigrams would be the dearest part of extraction, and the library does not know Albanian.
const WORDS: [(&str, &str); 16] = [
    (
        "en",
        "the The of and with was that this from which would their been were they not into between should could who what its by you has",
    ),
    ("sq", "të në dhe për së një më që"),
    (
        SOUTH_SLAVIC,
        "koji koja koje će iz između što kao takođe također ministar rekao ki tudi kot sta",
    ),
    (
        "hu",
        "az Az és hogy egy volt szerint között közötti magyar valamint által miniszter nem meg lesz voltak pedig amely",
    ),
    ("fr", "les Les dans pour une avec aux cette leurs également ses été et du par ont sont où"),
    (
        "de",
        "und mit für dem zur zum auf ist eine einer nicht sich wurde haben sowie der das von im wird werden",
    ),
    ("es", "los las el El y Los Las sus fue también más años según hasta"),
    ("pt", "os uma pelo pela não ao aos foi são também com em"),
    ("it", "della delle nel nella degli gli che è sono alla dal dalla anche più"),
    ("ro", "și şi pentru în care este prin unei fost privind dintre către după"),
    ("pl", "w się jest oraz dla przez był są także został podczas które"),
    ("cs", "jsou který která které při byl byla také podle nebo před mezi této"),
    ("sk", "sú ktorý ktorá ktoré bol bola bolo aj podľa tiež medzi alebo"),
    ("tr", "ve ile için olarak tarafından çok gibi kadar bir bu"),
    ("nl", "het een voor zijn niet wordt ook naar deze"),
    ("vi", "và của các với trong được những đã"),
];

/// What the languages of former Yugoslavia are called until they are told apart.
const SOUTH_SLAVIC: &str = "sh";

static WORD_LANGUAGES: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let words = WORDS.iter().enumerate();
    words
        .flat_map(|(number, (_, words))| words.split(' ').map(move |word| (word, number)))
        .collect()
});

/// The language whose own words make up a thirteenth of the words or more, as they do in prose.
fn by_words(text: &str) -> Option<&'static str> {
    const LEAST: usize = 4;
    const SHARE: usize = 13;
    const OTHERS: usize = 4;
    let table: &FxHashMap<_, _> = &WORD_LANGUAGES;
    let mut counts = [0_usize; WORDS.len()];
    let mut all = 0;
    for word in text.split_ascii_whitespace() {
        all += 1;
        if let Some(count) = table.get(word).and_then(|number| counts.get_mut(*number)) {
            *count += 1;
        }
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let others = counts.iter().sum::<usize>() - count;
    let told = *count >= LEAST && count * SHARE >= all && others * OTHERS <= *count;
    told.then(|| WORDS.get(best).map(|(code, _)| *code)).flatten()
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
