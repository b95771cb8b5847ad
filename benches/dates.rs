//! Speed of the date scan: bytes a second, in text with few dates and in text made of them.

use bilat::lexicon::date::scan;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Sentences as reports have them; one in a few has a date.
const ENGLISH: &str = "The ministers of defence discussed the state of bilateral military cooperation \
    and agreed that this year the number of joint activities should grow. On Tuesday, 14 June 2022, \
    the delegation visited the training centre, where officers presented the new equipment of the \
    army. Both sides said that the exercise showed how well the two armed forces work together, and \
    that further steps would follow in the field of military education and of the defence industry.\n";

const CYRILLIC: &str = "Министри одбране разговарали су о стању билатералне војне сарадње и сагласили \
    се да би број заједничких активности требало да порасте. У уторак, 14. јуна 2022. године, \
    делегација је посетила центар за обуку, где су официри представили нова средства војске. Обе \
    стране су истакле да је вежба показала колико добро две војске сарађују.\n";

const DENSE: &str =
    "14. juna 2022, prošle nedelje, 12–16 September, today, in 2023, 03/04/2024, May. ";

fn scanning(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dates");
    for (name, text) in [("english", ENGLISH), ("cyrillic", CYRILLIC), ("dense", DENSE)] {
        let text = text.repeat(200_000 / text.len());
        assert!(scan(&text).len() > 200, "{name} has its dates");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| scan(&text).len());
        });
    }
    group.finish();
}

criterion_group!(benches, scanning);
criterion_main!(benches);
