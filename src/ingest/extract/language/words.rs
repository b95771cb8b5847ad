//! Languages by their common words.
//!
//! Takes the beginning of a text; gives the language whose words it is full of. The words are our
//! own list. A text that is short, mixed or in a language without a row is told by none.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What the common words of a text say of its language.
#[derive(Clone, Copy)]
pub(super) enum Told {
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
pub(super) fn by_words(text: &str) -> Option<Told> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<&'static str> {
        match by_words(text)? {
            Told::As(code) => Some(code),
            Told::SouthSlavic => Some("south"),
            Told::Library => Some("library"),
        }
    }

    #[test]
    fn prose_is_told_by_its_words_and_little_else_is() {
        for (text, expected) in [
            (
                "The chief of staff met with the minister of defence of the state in the city.",
                Some("en"),
            ),
            (
                "Ministar je u Beogradu razgovarao sa kolegom o saradnji koja će se nastaviti.",
                Some("south"),
            ),
            (
                "El jefe del Estado Mayor y el ministro se reunieron con la delegación en la base.",
                Some("es"),
            ),
            (
                "Og det var ministeren, som har sagt, at de er på vej til en øvelse.",
                Some("library"),
            ),
            ("Minister, general, colonel, major; Paris, Rome, London, Vienna and Berlin.", None),
            ("The minister", None),
            ("", None),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn every_language_has_its_bit() {
        assert!(WORDS.len() <= u32::BITS as usize);
        let all = WORD_LANGUAGES.values().fold(0, |all, languages| all | languages);
        assert_eq!(all.count_ones() as usize, WORDS.len());
    }
}
