//! Names of persons: reading one, and holding two against each other.
//!
//! Names in the scripts of the press, fixed here; the second group compares each with each, as a
//! register does within its blocks.

use std::hint::black_box;

use bilat::lexicon::name::compare::{Name, Verdict, compare};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const NAMES: &[&str] = &[
    "Kristóf Szalay-Bobrovniczky",
    "Криштоф Салаи-Бобровницки",
    "Aleksandar Vučić",
    "Aleksandar Vulin",
    "Gen. Milan Mojsilović",
    "Milan Milosavljević",
    "Νίκος Δένδιας",
    "Nikolaos Panagiotopoulos",
    "Abdel Fattah el-Sisi",
    "عبد الفتاح السيسي",
    "Władysław Kosiniak-Kamysz",
    "Recep Tayyip Erdoğan",
    "Kim Jong-un",
    "Ferdinand R. Marcos Jr.",
    "Robertson, William M.",
    "Annalena Baerbock",
    "Сергей Кужугетович Шойгу",
    "Vjosa Osmani",
    "Ursula von der Leyen",
    "Jüri Ratas",
];

fn names(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Elements(NAMES.len() as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            NAMES.iter().map(|name| Name::parse(black_box(name)).blocks().len()).sum::<usize>()
        });
    });
    let parsed: Vec<Name> = NAMES.iter().map(|name| Name::parse(name)).collect();
    let pairs = NAMES.len() * (NAMES.len() - 1);
    group.throughput(Throughput::Elements(pairs as u64));
    group.bench_function("compare different", |bencher| {
        bencher.iter(|| {
            let mut joined = 0;
            for (at, one) in parsed.iter().enumerate() {
                for (_, other) in parsed.iter().enumerate().filter(|(place, _)| *place != at) {
                    joined += usize::from(compare(black_box(one), other).verdict == Verdict::Same);
                }
            }
            joined
        });
    });
    let forms: Vec<(Name, Name)> = [
        ("Kristóf Szalay-Bobrovniczky", "Криштофом Салаи-Бобровницким"),
        ("Aleksandar Vučić", "Aleksandra Vučića"),
        ("Recep Tayyip Erdoğan", "Redžepa Tajipa Erdogana"),
        ("Ferdinand R. Marcos Jr.", "Ferdinand Marcos Jr."),
    ]
    .map(|(one, other)| (Name::parse(one), Name::parse(other)))
    .into();
    assert!(forms.iter().all(|(one, other)| compare(one, other).verdict == Verdict::Same));
    group.throughput(Throughput::Elements(forms.len() as u64));
    group.bench_function("compare same", |bencher| {
        bencher.iter(|| {
            let same = |(one, other): &&(Name, Name)| compare(one, other).verdict == Verdict::Same;
            forms.iter().filter(same).count()
        });
    });
    group.finish();
}

criterion_group!(benches, names);
criterion_main!(benches);
