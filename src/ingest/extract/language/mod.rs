//! The language of a report: as declared, or from its letters and words.
//!
//! Prose is told by its common words (`words`), else a library guesses from
//! trigrams. What it cannot know is added here: letters that only one Cyrillic
//! alphabet has, and the words by which Serbian, Croatian and Bosnian differ
//! (`south_slavic`). A short or mixed text has no language rather than a wrong one.

mod south_slavic;
mod words;

use whatlang::{Detector, Lang, Script};

use crate::report::raw::RawDocument;

use south_slavic::south_slavic;
use words::{Told, by_words};

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
