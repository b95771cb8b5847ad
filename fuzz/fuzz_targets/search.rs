//! Any query that is understood is answered from an index of the sample reports, and what is
//! counted without being shown is the same number.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use bilat::Engine;
use bilat::ingest::pipeline::{self, Options};
use bilat::search::Request;
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;

const TODAY: Date = date(2025, 6, 1);

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let index = tempfile::tempdir().expect("a temporary folder").keep();
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpora/small");
    let options = Options {
        index,
        paths: vec![reports],
        rebuild: false,
        today: TODAY,
        threads: 1,
        statements: None,
    };
    pipeline::run(&options, &mut |_| {}).expect("the reports can be read");
    Engine::open(&options.index, TODAY).expect("the index was just made")
});

fuzz_target!(|source: &str| {
    let Ok((response, _)) = ENGINE.search(source, &Request { explain: true, ..Request::default() })
    else {
        return;
    };
    let counted = ENGINE.search(source, &Request { limit: 0, ..Request::default() });
    assert_eq!(counted.map(|(response, _)| response.total).ok(), Some(response.total));
});
