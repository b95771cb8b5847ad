//! Cases as data: the files of `tests/suite`, one folder for each subject, and its tables.

use std::path::Path;

use serde::de::DeserializeOwned;

#[derive(serde::Deserialize)]
struct File<Case> {
    case: Vec<Case>,
}

/// All cases of the folder, each with the name of its file, in order of the names.
pub(crate) fn cases<Case: DeserializeOwned>(folder: &str) -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(folder);
    let entries = std::fs::read_dir(folder).expect("the cases are part of the sources");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let text = std::fs::read_to_string(&path).expect("a case file can be read");
        let file: File<Case> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        cases.extend(file.case.into_iter().map(|case| (name.to_owned(), case)));
    }
    cases
}

/// The rows of a table below `tests/suite`, each of `N` columns; lines that begin with `#` are for
/// whoever reads the file.
pub(crate) fn rows<const N: usize>(file: &str) -> Vec<[String; N]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(file);
    let table = std::fs::read_to_string(path).expect("the cases are part of the sources");
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let columns = |line: &str| -> Vec<String> { line.split('\t').map(str::to_owned).collect() };
    let exactly = |row: Vec<String>| row.try_into().unwrap_or_else(|row| panic!("{file}: {row:?}"));
    lines.map(columns).map(exactly).collect()
}
