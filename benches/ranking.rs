//! Sweeps the constants of ranking over test collections, each indexed once.
//!
//! `BILAT_COLLECTIONS` names a folder with a folder for each collection, which
//! holds `docs.jsonl` or `docs.jsonl.zst`, `queries.tsv` and `qrels.tsv`. Prints
//! the mean average precision of every setting on every collection, and then, for
//! each collection, which setting is the best on all others and what that one gives
//! here: what tuning promises for a collection that it has not seen. `docs/ranking.md`
//! has a run.

use std::path::{Path, PathBuf};

use bilat::eval::rank::{Bench, collection, evaluate};
use bilat::search::Ranking;
use tempfile::TempDir;

/// A name for a setting, what it changes, and whether words of the best hits are added.
type Setting = (String, Ranking, bool);

struct Collection {
    name: String,
    bench: Bench,
    questions: Vec<(String, String)>,
    judgements: collection::Judgements,
    _folder: TempDir,
}

impl Collection {
    fn open(path: &Path) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut skipped = Vec::new();
        let documents = ["docs.jsonl", "docs.jsonl.zst"].map(|name| path.join(name));
        let documents = documents.iter().find(|path| path.exists()).expect("documents");
        let bench = Bench::index(documents, folder.path(), &mut skipped).expect("an index");
        let questions = collection::questions(&path.join("queries.tsv"), &mut skipped);
        let judgements = collection::judgements(&path.join("qrels.tsv"), &mut skipped);
        assert!(skipped.is_empty(), "{skipped:?}");
        Self {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            bench,
            questions: questions.expect("questions"),
            judgements: judgements.expect("judgements"),
            _folder: folder,
        }
    }

    fn measure(&self, (_, ranking, expand): &Setting) -> f64 {
        let run = self.bench.ask(&self.questions, ranking, *expand).expect("answers");
        evaluate(&run, &self.judgements, None).means.map
    }
}

/// The constants as they are, and each changed alone.
fn settings() -> Vec<Setting> {
    let ranking = Ranking::default();
    let mut settings = vec![("default".to_owned(), ranking, false)];
    let mut vary = |name: &str, values: &[f32], set: &dyn Fn(&mut Ranking, f32), expand: bool| {
        for value in values {
            let mut changed = ranking;
            set(&mut changed, *value);
            settings.push((format!("{name} {value}"), changed, expand));
        }
    };
    vary("saturation", &[0.9, 1.0, 1.5], &|all, value| all.saturation = value, false);
    vary("text_length", &[0.4, 0.5, 0.7, 0.75], &|all, value| all.text_length = value, false);
    vary("title_weight", &[0.0, 1.0, 2.0, 3.0], &|all, value| all.title_weight = value, false);
    vary("title_length", &[0.3, 0.75], &|all, value| all.title_length = value, false);
    vary("lead_weight", &[0.0, 0.2, 0.5], &|all, value| all.lead_weight = value, false);
    vary("lead_length", &[0.3], &|all, value| all.lead_length = value, false);
    vary("inflected", &[0.6, 0.7, 0.8, 0.9, 1.0], &|all, value| all.inflected = value, false);
    vary("nearness", &[0.0, 0.1, 0.3, 0.4], &|all, value| all.nearness = value, false);
    #[expect(clippy::cast_sign_loss, reason = "a number of words")]
    vary("window", &[2.0, 5.0, 15.0], &|all, value| all.window = value as u32, false);
    vary("expand", &[0.5], &|all, value| all.feedback.original = value, true);
    vary("expand original", &[0.4, 0.6, 0.7], &|all, value| all.feedback.original = value, true);
    vary("expand decay", &[0.1, 0.2, 0.3, 100.0], &|all, value| all.feedback.decay = value, true);
    #[expect(clippy::cast_sign_loss, reason = "numbers of words and of reports")]
    {
        let words = &|all: &mut Ranking, value| all.feedback.words = value as usize;
        vary("expand words", &[15.0, 40.0], words, true);
        let reports = &|all: &mut Ranking, value| all.feedback.reports = value as usize;
        vary("expand reports", &[5.0, 20.0], reports, true);
    }
    settings
}

#[expect(clippy::disallowed_methods, reason = "a bench has no program to tell it where things are")]
fn folder() -> Option<PathBuf> {
    std::env::var_os("BILAT_COLLECTIONS").map(PathBuf::from)
}

#[expect(clippy::print_stdout, reason = "the table is what the bench is for")]
fn main() {
    let Some(folder) = folder() else {
        println!("ranking: BILAT_COLLECTIONS names no folder of test collections");
        return;
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("qrels.tsv").exists())
        .collect();
    paths.sort();
    let collections: Vec<Collection> = paths.iter().map(|path| Collection::open(path)).collect();
    let settings = settings();
    print!("{:<22}", "MAP");
    for collection in &collections {
        print!("{:>15}", collection.name);
    }
    println!("{:>15}", "mean change");
    let mut table: Vec<Vec<f64>> = Vec::new();
    for setting in &settings {
        let row: Vec<f64> = collections.iter().map(|all| all.measure(setting)).collect();
        print!("{:<22}", setting.0);
        for map in &row {
            print!("{map:>15.4}");
        }
        let base = table.first().unwrap_or(&row);
        let change = mean(&row, base, |_| true);
        println!("{:>14.2}%", (change - 1.0) * 100.0);
        table.push(row);
    }
    let base = table[0].clone();
    for expand in [false, true] {
        let with = if expand { " with --expand" } else { "" };
        println!("\nbest setting{with} on all other collections, and what it gives here");
        for (left_out, collection) in collections.iter().enumerate() {
            let best = settings
                .iter()
                .zip(&table)
                .filter(|((_, _, expands), _)| *expands == expand)
                .max_by(|(_, one), (_, other)| {
                    let others = |row| mean(row, &base, |number| number != left_out);
                    others(one).total_cmp(&others(other))
                });
            let ((name, ..), row) = best.expect("a setting");
            println!("{:<15} {name:<22} {:.4}", collection.name, row[left_out]);
        }
    }
}

/// The mean of the shares of `base` that `row` reaches on the collections that `counts` chooses.
fn mean(row: &[f64], base: &[f64], counts: impl Fn(usize) -> bool) -> f64 {
    let shares = row.iter().zip(base).enumerate().filter(|(number, _)| counts(*number));
    let shares: Vec<f64> = shares.map(|(_, (map, base))| map / base).collect();
    shares.iter().sum::<f64>() / shares.len() as f64
}
