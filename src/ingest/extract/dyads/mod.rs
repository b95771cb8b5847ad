//! Dyads: the pairs of states that a report is about, and those it names together.
//!
//! Takes the body, its title and sentences, the furniture of the page and the
//! mentions of states; gives pairs with a score, those the report is about
//! first. A pair gains where a sentence names both, more so in the title and
//! the lead, in a compound (`Serbian–Hungarian`) and next to words of dealing
//! with each other. How the states stand in a sentence matters: `Russia … Laos
//! and Vietnam` is two pairs with Russia, `Serbia and Hungary … Ukraine` is one
//! pair. States beside a word of war are background, datelines are nothing,
//! capitals as places little, furniture nothing. A sentence that lists many
//! states hardly counts, so that a meeting of ten does not make forty-five
//! pairs.
//!
//! Reading order: `words`, `sentence`, `pairs`, `evidence`, `subjects`, `formats`.

mod evidence;
mod formats;
mod pairs;
mod sentence;
mod subjects;
mod words;

use crate::ingest::extract::furniture::touches;
use crate::lexicon::country::{Mention, scan};
use crate::lexicon::word::{Stops, Words};
use crate::report::{Dyad, Multilateral};
use crate::span::Span;

use evidence::Gathered;

/// Where the title of a report stands.
#[derive(Clone, Copy)]
pub(crate) enum Title<'a> {
    /// In the body.
    Within(Span),
    /// Beside the body.
    Beside(&'a str),
}

/// The pairs of states in a body, strongest first, subjects before all others; if there is no
/// subject because many states meet, what says so.
///
/// `sentences`, `furniture` and `mentions` are in order.
pub(crate) fn dyads(
    cut: &Words<'_>,
    title: Title,
    sentences: &[Span],
    furniture: &[Span],
    mentions: &[Mention],
) -> (Vec<Dyad>, Option<Multilateral>) {
    let body = cut.text;
    let mut words = Vec::new();
    let counts = |mention: &Mention| !touches(furniture, mention.span);
    let mut counting = Vec::with_capacity(mentions.len());
    counting.extend(mentions.iter().copied().filter(counts));
    let mentions: Vec<Mention> = counting;
    let named = |code| mentions.iter().any(|mention: &Mention| mention.code == code);
    let lead = sentences.iter().copied().find(|sentence| !touches(furniture, *sentence));
    let lead = lead.unwrap_or_default();
    let of_title = match title {
        Title::Beside(title) => scan(title),
        Title::Within(_) => Vec::new(),
    };
    let states = mentions.iter().chain(&of_title).map(|mention| mention.code).collect();
    let mut gathered = Gathered::new(states);
    if let Title::Beside(title) = title {
        let whole = Span::new(0, title.len());
        words::find(&mut Stops::new(&Words::cut(title)), whole, &mut words);
        let parties = sentence::parties(title, &of_title, &words, named);
        // A title beside the body has no bytes in it; the lead bears what it says.
        gathered.add(title, lead, true, &parties, &of_title, &words);
    }
    let mut stops = Stops::new(cut);
    for &sentence in sentences {
        let mentions = sentence::within(&mentions, sentence);
        if mentions.is_empty() {
            continue;
        }
        let is_title = matches!(title, Title::Within(title) if title.overlaps(sentence));
        words.clear();
        words::find(&mut stops, sentence, &mut words);
        let parties = sentence::parties(body, mentions, &words, named);
        gathered.add(body, sentence, is_title, &parties, mentions, &words);
    }
    let top = if let Title::Within(title) = title { title } else { lead };
    gathered.complete(top);
    let ranked = subjects::ranked(&gathered, sentences.len());
    let about_none = ranked.dyads.iter().all(|dyad| !dyad.subject);
    let multilateral = about_none.then(|| multilateral(body, title, lead, ranked.many)).flatten();
    (ranked.dyads, multilateral)
}

/// What says that many states meet: a format named in the title or the lead, or their number.
fn multilateral(body: &str, title: Title, lead: Span, many: bool) -> Option<Multilateral> {
    let (text, span) = match title {
        Title::Within(span) => (span.of(body), span),
        Title::Beside(text) => (text, lead),
    };
    let named = |text: &str, span| {
        let format = formats::find(text)?;
        Some(Multilateral { format: Some(format.to_owned()), span })
    };
    named(text, span)
        .or_else(|| named(lead.of(body), lead))
        .or_else(|| many.then_some(Multilateral { format: None, span }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::sentence::sentences;
    use crate::ingest::extract::furniture::furniture;

    fn found(body: &str) -> Vec<Dyad> {
        let sentences = sentences(body);
        let title = Title::Within(sentences.first().copied().unwrap_or_default());
        dyads(&Words::cut(body), title, &sentences, &furniture(body), &scan(body)).0
    }

    /// Subjects as `HUN-SRB`, strongest first.
    fn subjects(body: &str) -> String {
        let found = found(body);
        let subjects = found.iter().filter(|dyad| dyad.subject);
        subjects
            .map(|dyad| format!("{}-{}", dyad.countries[0], dyad.countries[1]))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_pair_that_deals_is_the_subject() {
        let cases = [
            ("Serbia and Hungary signed a plan. Slovakia may join later.", "HUN-SRB"),
            ("Српско-мађарски састанак. Гости из Русије нису дошли.", "HUN-SRB"),
            (
                "A magyar és a szerb miniszter találkozott. Szóba került az orosz–ukrán háború.",
                "HUN-SRB",
            ),
            ("The minister of Pakistan arrived in Oman.", "OMN-PAK"),
            ("Vučić received guests in Serbia.", ""),
            ("", ""),
        ];
        for (body, expected) in cases {
            assert_eq!(subjects(body), expected, "{body}");
        }
    }

    #[test]
    fn a_tour_is_pairs_with_the_traveller() {
        let cases = [
            (
                "Российский министр отправится на Кубу, в Никарагуа и Венесуэлу\n\nМинистр обороны РФ посетит три страны. В Никарагуа глава Минобороны РФ проведёт переговоры.",
                "NIC-RUS CUB-RUS RUS-VEN",
            ),
            (
                "Bakan, Bosna Hersek ve Kosova'ya resmî ziyarette.\n\nBakan, Bosna Hersek'te Türk birliğini ziyaret etti. Kosova'da Türkiye–Kosova ilişkileri görüşüldü.",
                "TUR-XKX BIH-TUR",
            ),
            (
                "The Italian minister travels to Serbia and Montenegro. In Serbia he met the president. In Montenegro he signed an agreement with Italy.",
                "ITA-MNE ITA-SRB",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(subjects(body), expected, "{body}");
        }
    }

    #[test]
    fn two_partners_of_a_third_are_no_pair() {
        assert_eq!(
            subjects("India and France are the key partners of Armenia, its minister said."),
            "ARM-FRA ARM-IND"
        );
        assert_eq!(subjects("Armenia calls India and France its key partners."), "ARM-FRA ARM-IND");
    }

    #[test]
    fn what_they_speak_of_is_no_party() {
        let cases = [
            ("Poland and Lithuania met. They spoke of Russia's war against Ukraine.", "LTU-POL"),
            ("Ministers of Jordan and Turkey discussed the situation in Syria.", "JOR-TUR"),
            ("Министры Сербии и Венгрии обсудили войну в Украине и кризис в Сирии.", "HUN-SRB"),
            ("Serbia and Romania spoke of the Hungarian minority.", "ROU-SRB"),
            ("Srpske i mađarske zajedničke vežbe održane su juče.", "HUN-SRB"),
            ("Српска војна делегација посетила је Мађарску.", "HUN-SRB"),
            (
                "Marines of Peru and Chile trained; the Marina de Guerra del Perú was host.",
                "CHL-PER",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(subjects(body), expected, "{body}");
        }
    }

    #[test]
    fn furniture_makes_no_pairs() {
        let body = "Serbia and Hungary signed a plan.\n\nThey met in May.\n\nRead also:\nChina and Russia hold a joint exercise\nIndia and Japan sign a treaty";
        assert_eq!(subjects(body), "HUN-SRB");
    }

    #[test]
    fn a_former_state_is_no_partner_of_its_heirs() {
        assert_eq!(subjects("Russia and the Soviet Union and Serbia met."), "RUS-SRB");
    }

    #[test]
    fn many_that_meet_are_said_to() {
        let format = |body: &str| {
            let sentences = sentences(body);
            let title = Title::Within(sentences.first().copied().unwrap_or_default());
            let (_, multilateral) = dyads(&Words::cut(body), title, &sentences, &[], &scan(body));
            multilateral.map(|found| found.format.unwrap_or_else(|| "unnamed".to_owned()))
        };
        let states = "Poland, Romania, Bulgaria, Hungary, Slovakia, Latvia and Estonia";
        assert_eq!(format(&format!("Ministers of {states} met.")).as_deref(), Some("unnamed"));
        assert_eq!(format(&format!("B9: ministers of {states} met.")).as_deref(), Some("B9"));
        assert_eq!(format("NATO generals met in a hall.").as_deref(), Some("NATO"));
        assert_eq!(format("Poland and Latvia met beside the NATO summit."), None);
        assert_eq!(format("It rained."), None);
    }

    #[test]
    fn a_title_beside_the_body_counts() {
        let body = "The president spoke. Germany was named.";
        let title = Title::Beside("Talks of Serbia and Hungary");
        let found = dyads(&Words::cut(body), title, &sentences(body), &[], &scan(body)).0;
        assert_eq!(found.first().map(Dyad::name).as_deref(), Some("HUN-SRB"));
        assert_eq!(found.first().map(|dyad| dyad.span.of(body)), Some("The president spoke."));
    }

    #[test]
    fn three_signatories_are_three_pairs() {
        assert_eq!(
            subjects("Albania, Croatia and Kosovo signed a declaration."),
            "ALB-HRV ALB-XKX HRV-XKX"
        );
    }

    #[test]
    fn a_long_list_of_states_has_no_subject() {
        let body = "Ministers of Poland, Romania, Bulgaria, Hungary, Slovakia, Latvia, Estonia, Lithuania and Czechia met.";
        assert_eq!(subjects(body), "");
        assert_eq!(found(body).len(), subjects::MOST_PAIRS);
    }

    #[test]
    fn a_dateline_is_no_party_and_a_venue_a_weak_one() {
        let dateline =
            "BELGRADE, April 1 (Tanjug) – Poland and Lithuania met. Poland and Lithuania agreed.";
        assert_eq!(subjects(dateline), "LTU-POL");
        assert_eq!(subjects("Poland and Lithuania met in Vienna."), "LTU-POL");
        assert_eq!(subjects("Belgrade and Budapest agreed."), "HUN-SRB");
    }

    #[test]
    fn scores_lie_between_nothing_and_one_and_fall() {
        let body = "Serbia and Hungary. Serbia and Croatia met. Hungary, Croatia and Serbia.";
        let found = found(body);
        assert!(found.iter().all(|dyad| (0.0..=1.0).contains(&dyad.score)));
        assert!(found.windows(2).all(|two| two[0].score >= two[1].score));
    }
}
