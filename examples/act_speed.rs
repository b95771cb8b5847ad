use bilat::ingest::extract;
use bilat::report::raw::RawDocument;
use std::time::Instant;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let lang = std::env::args().nth(2);
    let text = std::fs::read_to_string(path).unwrap();
    let docs: Vec<&str> = text.split("\u{1}").collect();
    let total: usize = docs.iter().map(|d| d.len()).sum();
    for _ in 0..3 {
        let start = Instant::now();
        let mut n = 0;
        for d in &docs {
            n += bilat::lexicon::activity::scan(d, lang.as_deref()).len();
        }
        let t = start.elapsed().as_secs_f64();
        println!("scan {:.1} MB/s {} words", total as f64 / t / 1e6, n);
        let start = Instant::now();
        let mut n = 0;
        for d in &docs {
            let document = RawDocument {
                id: "a".into(),
                path: "a".into(),
                lang: lang.clone(),
                body: (*d).to_owned(),
                ..RawDocument::default()
            };
            n += extract::report(document, String::new(), jiff::civil::date(2026, 11, 21))
                .activities
                .len();
        }
        let t = start.elapsed().as_secs_f64();
        println!("report {:.1} MB/s {} activities", total as f64 / t / 1e6, n);
    }
}
