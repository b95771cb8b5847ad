//! Names of persons in running text, found by the titles beside them.
//!
//! Takes a text and the places where countries are named in it; gives every
//! run of capitalised words that can be a name, with its title where one stands
//! before it (`Serbian Defence Minister X`, `министр обороны Сербии X`), after
//! it (`X altábornagy`) or after a comma (`X, minister of defence,`). A run
//! without a title is a person's name if its words or neighbours tell so
//! (`evidence`); else it may be a person, a place or a firm: only who has found
//! the person elsewhere in the text can tell, so these are given too. Scripts
//! without capitals have rules of their own (`uncased`, `han`).

use super::han;
use super::mention::Mention;
use super::phrase::Phrase;
use super::run::{Run, Words};
use super::title::Role;
use super::token::Gap;
use super::uncased;
use crate::lexicon::word;
use crate::span::Span;

/// The runs of words of `text` that can be names, in text order.
///
/// `countries` are the spans where countries are named, `towns` those of capitals,
/// which can be given names too; both in text order.
pub fn scan(text: &str, countries: &[Span], towns: &[Span]) -> Vec<Mention> {
    scan_words(&word::Words::cut(text), countries, towns)
}

/// As [`scan`], of a text that is cut into words already.
pub(crate) fn scan_words(
    words: &word::Words<'_>,
    countries: &[Span],
    towns: &[Span],
) -> Vec<Mention> {
    let text = words.text;
    let words = Words::new(words, countries, towns);
    let mut mentions: Vec<Mention> = Vec::new();
    // The title of the name before, where a conjunction hands it on.
    let mut shared: Option<(usize, Phrase)> = None;
    let mut at = 0;
    while at < words.tokens.len() {
        at = words.next_start(at);
        let Some(run) = words.run(at) else {
            at += 1;
            continue;
        };
        let handed_on = shared.take().filter(|(end, _)| *end + 1 == run.start && run.words >= 2);
        let handed_on = handed_on.map(|(_, phrase)| phrase);
        let is_thing = words.belongs_to_thing(run);
        let mut run = run;
        let mut phrase = None;
        if !is_thing {
            phrase = words.title_after_directly(run).or_else(|| words.title_before(run));
            if phrase.is_none() {
                run = words.trimmed(run);
            }
            // `Mr X, the minister of defence,`: the office says more than the form of address.
            if phrase.is_none_or(|phrase| phrase.only_address) {
                phrase = words.title_after_comma(run).or(phrase).or(handed_on);
            }
        }
        // Of a line of capitals the word behind a title may be any: it must be known from elsewhere.
        let is_unsure = run.words == 1 && words.is_in_capitals(run);
        let phrase = phrase.filter(|_| !is_unsure);
        if let Some(phrase) = phrase
            && words.follows(run.end, Gap::Blank, Role::And)
        {
            // `ministers of defence X and Y` are both ministers; after `Colonel X and Y` who knows.
            let only_address = phrase.only_address || !words.is_plural(phrase);
            shared = Some((run.end, Phrase { only_address, ..phrase }));
        }
        let person = !is_thing && words.is_person(run);
        mentions.push(mention(&words, run, phrase, person));
        at = run.end;
    }
    if uncased::has_uncased(text) {
        uncased::scan(&words, &mut mentions);
        if han::has_han(text) {
            han::scan(text, countries, &mut mentions);
        }
        mentions.sort_by_key(|mention| mention.span);
    }
    mentions
}

fn mention(words: &Words<'_>, run: Run, phrase: Option<Phrase>, person: bool) -> Mention {
    let role = phrase
        .filter(|phrase| !phrase.only_address)
        .and_then(|phrase| span(words, phrase.start, phrase.end, true));
    let span = span(words, run.start, run.end, false).unwrap_or_default();
    let full = words.is_full(run);
    Mention { span, words: run.words, role, titled: phrase.is_some(), full, person }
}

/// The bytes of some words, with the full stop of an abbreviation and an opening bracket.
fn span(words: &Words<'_>, start: usize, end: usize, is_title: bool) -> Option<Span> {
    let first = words.tokens.get(start)?;
    let last = words.tokens.get(end.checked_sub(1)?)?;
    let mut span = first.span.to(last.span);
    let name_ends_in_stop = words.is_generation(end - 1);
    let title_ends_in_stop =
        is_title && words.word(end - 1).title.is_some_and(|title| title.abbreviation);
    if (name_ends_in_stop || title_ends_in_stop)
        && words.text.get(span.end..).is_some_and(|rest| rest.starts_with('.'))
    {
        span.end += 1;
    }
    if is_title {
        let rest = words.text.get(span.end..).unwrap_or_default();
        let is_open = words.gap(end - 1) == Gap::Open && rest.starts_with(')');
        let is_letter = words.is_initial(end - 1) && rest.starts_with('.');
        span.end += usize::from(is_open || is_letter);
    }
    let is_closed = end > start + 1 && words.gap(start + 1) == Gap::Close;
    let before = words.text.get(..span.start).unwrap_or_default();
    if is_closed && before.ends_with('(') {
        span.start -= 1;
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text with countries in braces; the titled names in it as `role | name`.
    const CASES: &[(&str, &[&str])] = &[
        (
            "welcomed by {Serbian} Defense Minister Bratislav Gasic at the airfield",
            &["Serbian Defense Minister | Bratislav Gasic"],
        ),
        (
            "On 14 June Chief of Defence Gen. Dr. Tibor Benkő received",
            &["Chief of Defence Gen. | Tibor Benkő"],
        ),
        (
            "received Chief of the General Staff of the {Serbian} Armed Forces Gen. Ljubisa Diković at",
            &["Chief of the General Staff of the Serbian Armed Forces Gen. | Ljubisa Diković"],
        ),
        ("Prime Minister (Viktor) Orban and I", &["Prime Minister | (Viktor) Orban"]),
        (
            "министр обороны {Сербии} Братислав Гашич заявил",
            &["министр обороны Сербии | Братислав Гашич"],
        ),
        ("ministar odbrane Bratislav Gašić je", &["ministar odbrane | Bratislav Gašić"]),
        (
            "le général de Gaulle et le ministre de la Défense Sébastien Lecornu",
            &["général | de Gaulle", "ministre de la Défense | Sébastien Lecornu"],
        ),
        (
            "Szalay-Bobrovniczky Kristóf honvédelmi miniszter és Ruszin-Szendi Romulusz altábornagy",
            &[
                "honvédelmi miniszter | Szalay-Bobrovniczky Kristóf",
                "altábornagy | Ruszin-Szendi Romulusz",
            ],
        ),
        (
            "Viktor Orbán, {Hungary}'s Prime Minister, said",
            &["Hungary's Prime Minister | Viktor Orbán"],
        ),
        (
            "Richard Marles, Deputy Prime Minister and Minister for Defence of {Australia}, met",
            &["Deputy Prime Minister and Minister for Defence of Australia | Richard Marles"],
        ),
        ("The Defence Minister, Mr. John Smith, said", &["Defence Minister | John Smith"]),
        ("President Ferdinand R. Marcos Jr. on July 8", &["President | Ferdinand R. Marcos Jr."]),
        (
            "Secretary Gilberto “Gibo” Teodoro Jr. said",
            &["Secretary | Gilberto “Gibo” Teodoro Jr."],
        ),
        (
            "министры обороны Братислав Гашич и Криштоф Салаи-Бобровницки.",
            &["министры обороны | Братислав Гашич", "министры обороны | Криштоф Салаи-Бобровницки"],
        ),
        ("General He Weidong met Mr. Su", &["General | He Weidong"]),
        (
            "General Ngo Suan Lit, Ministro da Defesa Azeredo Lopes",
            &["General | Ngo Suan Lit", "Ministro da Defesa | Azeredo Lopes"],
        ),
        ("Defense Minister of {Serbia} met the President of the Republic on Monday", &[]),
        ("the USS Ronald Reagan left; Camp Bondsteel; the General Ivanov Street", &[]),
        ("said the general. Gasic left", &[]),
        ("the Ministry of Defence Belgrade Office", &[]),
        (
            "In Novi Sad, the Minister of Defence, Bratislav Gasic, said",
            &["Minister of Defence | Bratislav Gasic"],
        ),
    ];

    #[test]
    fn full_names_are_told_from_terms() {
        for (text, full) in [
            ("said Petar Stipetic", true),
            ("the Joint Declaration", false),
            ("NATO Training", false),
            ("Dunav", false),
        ] {
            assert_eq!(scan(text, &[], &[]).iter().any(|mention| mention.full), full, "{text}");
        }
    }

    #[test]
    fn names_are_found_by_their_titles() {
        for (marked, expected) in CASES {
            let text = marked.replace(['{', '}'], "");
            let mut countries = Vec::new();
            for (at, _) in marked.match_indices('{') {
                let shift = 2 * marked[..at].matches('{').count();
                let end = at + marked[at..].find('}').unwrap();
                countries.push(Span::new(at - shift, end - shift - 1));
            }
            let found: Vec<String> = scan(&text, &countries, &[])
                .into_iter()
                .filter(|mention| mention.titled)
                .map(|mention| {
                    let role = mention.role.map_or("", |role| role.of(&text));
                    format!("{role} | {}", mention.span.of(&text))
                })
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn capital_right_after_a_title_is_a_given_name() {
        for (text, town, name) in [
            ("Secretary Victoria Nuland said", "Victoria", "Victoria Nuland"),
            ("in London Minister John Smith said", "London", "John Smith"),
            ("the mayor of London Sadiq Khan said", "London", "Sadiq Khan"),
        ] {
            let start = text.find(town).unwrap();
            let found = scan(text, &[], &[Span::new(start, start + town.len())]);
            let titled = found.iter().find(|mention| mention.titled);
            assert_eq!(titled.map(|mention| mention.span.of(text)), Some(name), "{text}");
        }
    }

    #[test]
    fn any_text_is_survived() {
        for text in [
            "",
            "Gen.",
            "General",
            "A. B. C.",
            "President (",
            "(Gen.) (X) Y",
            "von",
            "Mr. von",
            "X, Jr., Minister",
        ] {
            for mention in scan(text, &[], &[]) {
                assert!(!mention.span.of(text).is_empty(), "{text}");
            }
        }
    }
}
