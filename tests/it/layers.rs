//! The layers of the library, read from its sources.
//!
//! 1. A module imports only modules of a lower layer, and of its own layer only
//!    those that are named beside it in [`LAYERS`].
//! 2. No folder has a ring among its modules: for the children of a module, each
//!    taken with all below it, what imports what has no circle.
//! 3. No two files, or more, form a ring. A file depends on the files in which
//!    the items that it names are defined. A name that is handed on (`pub use
//!    child::Name`) leads to the file where it is defined, so a `mod.rs` that only
//!    hands names on depends on nobody; one that also uses what is below it, in
//!    its own code, depends on that. Hence a child may import a type that its
//!    parent defines only if the parent does not use the child.
//! 4. The engine, tantivy, is named in `analyze`, `index` and `search` only.
//! 5. Of the ingestion stage only the pipeline knows the index.
//! 6. The program knows the library by its public paths only.
//!
//! What stands under `#[cfg(test)]` is bound by 1, 4 and 5 but not by 2 and 3: a
//! test may use whatever lies lower. Comments and strings are no imports.
//! Methods and macros are not followed: they need no import of their own where the
//! type they belong to is imported.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::collection::root;

/// Modules of the library from the lowest layer to the highest, with those of the same layer that
/// each may import.
const LAYERS: &[&[(&str, &[&str])]] = &[
    &[("span", &[]), ("diag", &["span"]), ("lexicon", &["span", "diag"])],
    &[("report", &[])],
    &[("analyze", &[]), ("query", &["analyze"])],
    &[("index", &[])],
    &[("ingest", &[]), ("search", &[])],
    &[("eval", &[])],
    &[("render", &[])],
    &[("error", &[])],
    &[("engine", &[])],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.iter().any(|(name, _)| *name == module))
}

fn may_import(module: &str, other: &str) -> bool {
    let (Some(own), Some(below)) = (layer(module), layer(other)) else { return false };
    let named = LAYERS[own].iter().find(|(name, _)| *name == module);
    below < own || named.is_some_and(|(_, others)| others.contains(&other))
}

/// A piece of source text that matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// Two colons.
    Colons,
    Sign(char),
}

/// The tokens of a source text without comments, strings and characters.
fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut tokens = Vec::new();
    let mut index = 0;
    while index < letters.len() {
        match at(index) {
            '/' if at(index + 1) == '/' => {
                while index < letters.len() && at(index) != '\n' {
                    index += 1;
                }
            }
            '/' if at(index + 1) == '*' => {
                while index < letters.len() && !(at(index) == '*' && at(index + 1) == '/') {
                    index += 1;
                }
                index += 2;
            }
            'r' | 'b' if raw_string(&letters, index).is_some() => {
                index = raw_string(&letters, index).unwrap_or(index + 1);
            }
            '"' => {
                index += 1;
                while index < letters.len() && at(index) != '"' {
                    index += if at(index) == '\\' { 2 } else { 1 };
                }
                index += 1;
            }
            '\'' if at(index + 1) == '\\' => {
                index += 3;
                while index < letters.len() && at(index) != '\'' {
                    index += 1;
                }
                index += 1;
            }
            '\'' if at(index + 2) == '\'' => index += 3,
            ':' if at(index + 1) == ':' => {
                tokens.push(Token::Colons);
                index += 2;
            }
            letter if is_word(letter) => {
                let start = index;
                while is_word(at(index)) {
                    index += 1;
                }
                tokens.push(Token::Word(letters[start..index].iter().collect()));
            }
            letter => {
                if !letter.is_whitespace() {
                    tokens.push(Token::Sign(letter));
                }
                index += 1;
            }
        }
    }
    tokens
}

/// The end of a raw string that begins at `start`, if one does.
fn raw_string(letters: &[char], start: usize) -> Option<usize> {
    let before = start.checked_sub(1).and_then(|before| letters.get(before));
    if before.is_some_and(|letter| letter.is_alphanumeric() || *letter == '_') {
        return None;
    }
    let mut index = start + usize::from(letters.get(start) == Some(&'b'));
    if letters.get(index) != Some(&'r') {
        return None;
    }
    index += 1;
    let hashes = letters[index..].iter().take_while(|letter| **letter == '#').count();
    index += hashes;
    if letters.get(index) != Some(&'"') {
        return None;
    }
    index += 1;
    while index < letters.len() {
        let closing = letters[index] == '"'
            && letters[index + 1..].iter().take_while(|letter| **letter == '#').count() >= hashes;
        index += 1;
        if closing {
            return Some(index + hashes);
        }
    }
    Some(index)
}

/// A path of names: `crate::a::B`.
type Names = Vec<String>;

/// What a file of the library says.
#[derive(Debug, Default)]
struct Source {
    /// Its path for messages.
    file: String,
    /// Whether it is compiled for tests only.
    test: bool,
    /// Modules it declares.
    children: BTreeSet<String>,
    /// Items it defines.
    items: BTreeSet<String>,
    /// Names it imports: the name it gives them and the path as written.
    imports: Vec<Import>,
    /// All other paths and names in its code, and whether in a test.
    mentions: Vec<(Names, bool)>,
}

#[derive(Debug)]
struct Import {
    name: String,
    path: Names,
    test: bool,
}

/// The library: each module by its path from the root (`["lexicon", "date"]`).
type Library = BTreeMap<Names, Source>;

fn library() -> Library {
    let mut library = Library::new();
    let source_folder = root().join("src");
    add(&mut library, &source_folder.join("lib.rs"), &source_folder, Vec::new(), false);
    library
}

/// Adds the module in `path`, whose children lie in `folder`.
fn add(library: &mut Library, path: &Path, folder: &Path, module: Names, test: bool) {
    let content = fs::read_to_string(path).expect("a declared module has a file");
    let file = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    let (source, children) = read(&tokens(&content), file, test);
    for (child, child_test) in children {
        let (flat, nested) = (folder.join(format!("{child}.rs")), folder.join(&child));
        let path: PathBuf = if flat.is_file() { flat } else { nested.join("mod.rs") };
        let mut below = module.clone();
        below.push(child);
        add(library, &path, &nested, below, test || child_test);
    }
    library.insert(module, source);
}

/// Reads the tokens of one file; gives its modules in other files too, and which are for tests.
fn read(tokens: &[Token], file: String, test: bool) -> (Source, Vec<(String, bool)>) {
    let mut source = Source { file, test, ..Source::default() };
    let mut children = Vec::new();
    let word = |index: usize| match tokens.get(index) {
        Some(Token::Word(word)) => word.as_str(),
        _ => "",
    };
    let sign = |index: usize, sign: char| tokens.get(index) == Some(&Token::Sign(sign));
    let mut depth = 0_usize;
    // Depth at which a block for tests began.
    let mut test_block: Option<usize> = None;
    let mut marked = false;
    let mut index = 0;
    while index < tokens.len() {
        let in_test = test || test_block.is_some() || marked;
        match &tokens[index] {
            Token::Sign('#') if word(index + 2) == "cfg" && word(index + 4) == "test" => {
                marked = true;
                index += 7;
                continue;
            }
            Token::Sign('{') => {
                if marked && test_block.is_none() {
                    test_block = Some(depth);
                }
                marked = false;
                depth += 1;
            }
            Token::Sign('}') => {
                depth = depth.saturating_sub(1);
                if test_block == Some(depth) {
                    test_block = None;
                }
            }
            Token::Sign(';') => marked = false,
            Token::Word(keyword) if keyword == "use" => {
                let mut end = index;
                while end < tokens.len() && !matches!(tokens[end], Token::Sign(';')) {
                    end += 1;
                }
                for (name, path) in use_tree(&tokens[index + 1..end], &[]) {
                    source.imports.push(Import { name, path, test: in_test });
                }
                index = end;
                continue;
            }
            Token::Word(keyword) if keyword == "mod" && sign(index + 2, ';') => {
                source.children.insert(word(index + 1).to_owned());
                children.push((word(index + 1).to_owned(), in_test));
                index += 2;
                continue;
            }
            Token::Word(keyword)
                if depth == 0
                    && matches!(
                        keyword.as_str(),
                        "struct" | "enum" | "fn" | "const" | "static" | "type" | "trait" | "union"
                    ) =>
            {
                source.items.insert(word(index + 1).to_owned());
                index += if matches!(word(index + 1), "fn" | "") { 1 } else { 2 };
                continue;
            }
            Token::Word(first) if !(index > 0 && sign(index - 1, '.')) => {
                let mut names = vec![first.clone()];
                while tokens.get(index + 1) == Some(&Token::Colons) && !word(index + 2).is_empty() {
                    names.push(word(index + 2).to_owned());
                    index += 2;
                }
                source.mentions.push((names, in_test));
            }
            _ => {}
        }
        index += 1;
    }
    (source, children)
}

/// The leaves of a tree of imports: the name each gets, and its path.
fn use_tree(tokens: &[Token], before: &[String]) -> Vec<(String, Names)> {
    let mut path = before.to_vec();
    let mut index = 0;
    while index < tokens.len() {
        match &tokens[index] {
            Token::Word(word) if word == "as" => {
                let Some(Token::Word(name)) = tokens.get(index + 1) else { return Vec::new() };
                return vec![(name.clone(), path)];
            }
            Token::Word(word) => path.push(word.clone()),
            Token::Sign('*') => path.push("*".to_owned()),
            Token::Sign('{') => {
                let inner = &tokens[index + 1..tokens.len() - 1];
                return branches(inner)
                    .into_iter()
                    .flat_map(|part| use_tree(part, &path))
                    .collect();
            }
            Token::Colons | Token::Sign(_) => {}
        }
        index += 1;
    }
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    path.last().cloned().map(|name| (name, path)).into_iter().collect()
}

/// The parts between commas that are not inside braces.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0;
    let is_comma = |token: &Token| {
        match token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => depth -= 1,
            _ => {}
        }
        depth == 0 && *token == Token::Sign(',')
    };
    tokens.split(is_comma).filter(|part| !part.is_empty()).collect()
}

/// A path from the root of the library, if the one written in `module` leads into the library.
///
/// `inner` says that it is written in the block for tests, which is a module below.
fn absolute(library: &Library, module: &[String], path: &[String], inner: bool) -> Option<Names> {
    let (first, mut rest) = path.split_first()?;
    let mut base = module.to_vec();
    if inner {
        base.push("tests".to_owned());
    }
    match first.as_str() {
        "crate" => base.clear(),
        "self" => {}
        "super" => drop(base.pop()?),
        child if library[module].children.contains(child) => {
            base = module.to_vec();
            base.push(child.to_owned());
        }
        _ => return None,
    }
    while let Some((_, after)) = rest.split_first().filter(|(next, _)| *next == "super") {
        base.pop();
        rest = after;
    }
    base.extend_from_slice(rest);
    Some(base)
}

/// The module that a path leads to, and the first name in it, if the path does not end there.
fn split<'p>(library: &Library, path: &'p [String]) -> (&'p [String], Option<&'p String>) {
    let deepest = (0..=path.len()).rev().find(|length| library.contains_key(&path[..*length]));
    let length = deepest.unwrap_or(0);
    (&path[..length], path.get(length))
}

/// The module that defines what a path from the root names; names handed on are followed.
fn definer(library: &Library, path: &[String], depth: usize) -> Names {
    let (module, item) = split(library, path);
    let source = &library[module];
    let Some(item) = item.filter(|item| depth < 20 && !source.items.contains(*item)) else {
        return module.to_vec();
    };
    let handed = source.imports.iter().find(|import| import.name == *item && !import.test);
    if let Some(target) = handed.and_then(|import| absolute(library, module, &import.path, false)) {
        return definer(library, &target, depth + 1);
    }
    let globs = source.imports.iter().filter(|import| import.name == "*" && !import.test);
    for glob in globs {
        let path = &glob.path[..glob.path.len() - 1];
        let Some(target) = absolute(library, module, path, false) else { continue };
        if library.get(&target).is_some_and(|source| source.items.contains(item)) {
            return target;
        }
    }
    module.to_vec()
}

/// Where an import of `module` leads, if into the library.
fn target(library: &Library, module: &[String], import: &Import) -> Option<Names> {
    let inner = import.test && !library[module].test;
    absolute(library, module, &import.path, inner)
}

/// Whether the path of a module is that of an item as well: `date::scan`, handed on from
/// `date::scan::scan`.
fn names_item_too(library: &Library, path: &[String]) -> bool {
    let Some((name, parent)) = path.split_last() else { return false };
    let source = &library[parent];
    source.items.contains(name) || source.imports.iter().any(|import| import.name == *name)
}

/// What the code of `module` names in the library: paths from the root, and whether in a test.
fn named(library: &Library, module: &[String]) -> BTreeSet<(Names, bool)> {
    let source = &library[module];
    let mut found = BTreeSet::new();
    for (names, test) in &source.mentions {
        let Some((first, rest)) = names.split_first() else { continue };
        // `pub(super)` and `self.field` import nothing.
        if rest.is_empty() && matches!(first.as_str(), "crate" | "super" | "self") {
            continue;
        }
        let import =
            source.imports.iter().find(|import| import.name == *first && (*test || !import.test));
        let path = match import {
            Some(import) => target(library, module, import).map(|mut path| {
                path.extend_from_slice(rest);
                path
            }),
            None => absolute(library, module, names, *test && !source.test),
        };
        // A lone word that names a module, and nothing else, is a variable.
        let is_variable = |path: &Names| {
            rest.is_empty() && library.contains_key(path) && !names_item_too(library, path)
        };
        let path = path.filter(|path| !is_variable(path));
        found.extend(path.map(|path| (path, *test || source.test)));
    }
    // A trait need not be named again after it was imported.
    for import in source.imports.iter().filter(|import| import.name == "_") {
        let path = target(library, module, import);
        found.extend(path.map(|path| (path, import.test || source.test)));
    }
    found
}

/// Every path into the library that `module` writes, handed on or used.
fn written(library: &Library, module: &[String]) -> BTreeSet<Names> {
    let imports = library[module].imports.iter();
    let imported = imports.filter_map(|import| target(library, module, import));
    imported.chain(named(library, module).into_iter().map(|(path, _)| path)).collect()
}

fn shown(path: &[String]) -> String {
    path.join("::")
}

/// Rings in a graph, each as its nodes in order, the first at the end again.
fn rings<N: Ord + Clone>(edges: &BTreeMap<N, BTreeSet<N>>) -> Vec<Vec<N>> {
    let mut found: Vec<Vec<N>> = Vec::new();
    let mut done = BTreeSet::new();
    for start in edges.keys() {
        if done.contains(start) {
            continue;
        }
        // The shortest way from the node back to itself.
        let mut came: BTreeMap<N, N> = BTreeMap::new();
        let mut queue = std::collections::VecDeque::from([start.clone()]);
        'search: while let Some(node) = queue.pop_front() {
            for next in edges.get(&node).into_iter().flatten() {
                if next == start {
                    let mut ring = vec![start.clone(), node.clone()];
                    let mut at = &node;
                    while let Some(before) = came.get(at) {
                        ring.push(before.clone());
                        at = before;
                    }
                    if ring.last() != Some(start) {
                        ring.push(start.clone());
                    }
                    ring.reverse();
                    done.extend(ring.iter().cloned());
                    found.push(ring);
                    break 'search;
                }
                if !came.contains_key(next) {
                    came.insert(next.clone(), node.clone());
                    queue.push_back(next.clone());
                }
            }
        }
    }
    found
}

#[test]
fn imports_go_down_only() {
    let library = library();
    let mut faults = String::new();
    for (module, source) in &library {
        // The root only declares and hands on.
        let Some(own) = module.first() else { continue };
        assert!(layer(own).is_some(), "module `{own}` stands in no layer");
        for path in written(&library, module) {
            let Some(other) = path.first().filter(|other| *other != own) else { continue };
            let root_item = !library.contains_key(std::slice::from_ref(other));
            if root_item || !may_import(own, other) {
                let _ = writeln!(faults, "{} imports crate::{}", source.file, shown(&path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn no_folder_has_a_ring_among_its_modules() {
    let library = library();
    let mut faults = String::new();
    for parent in library.keys() {
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut causes: BTreeMap<(String, String), String> = BTreeMap::new();
        let child =
            |path: &[String]| path.get(parent.len()).filter(|_| path.starts_with(parent)).cloned();
        for (module, source) in &library {
            let Some(from) = child(module) else { continue };
            for (path, test) in named(&library, module) {
                let definer = definer(&library, &path, 0);
                let Some(to) = child(&definer).filter(|to| *to != from && !test) else { continue };
                edges.entry(from.clone()).or_default().insert(to.clone());
                let cause = format!("{} names {}", source.file, shown(&path));
                causes.entry((from.clone(), to)).or_insert(cause);
            }
        }
        for ring in rings(&edges) {
            let _ = writeln!(faults, "in {}: {}", shown(parent), ring.join(" -> "));
            for pair in ring.windows(2) {
                let _ = writeln!(faults, "  {}", causes[&(pair[0].clone(), pair[1].clone())]);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn no_files_form_a_ring() {
    let library = library();
    let mut edges: BTreeMap<Names, BTreeSet<Names>> = BTreeMap::new();
    let mut causes: BTreeMap<(Names, Names), Names> = BTreeMap::new();
    for module in library.keys().filter(|module| !module.is_empty()) {
        for (path, test) in named(&library, module) {
            let target = definer(&library, &path, 0);
            if target != *module && !test {
                edges.entry(module.clone()).or_default().insert(target.clone());
                causes.entry((module.clone(), target)).or_insert(path);
            }
        }
    }
    let mut faults = String::new();
    for ring in rings(&edges) {
        for pair in ring.windows(2) {
            let path = &causes[&(pair[0].clone(), pair[1].clone())];
            let _ = writeln!(
                faults,
                "{} names {} of {}",
                library[&pair[0]].file,
                shown(path),
                library[&pair[1]].file
            );
        }
        faults.push('\n');
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn the_engine_is_named_in_three_modules() {
    for (module, source) in &library() {
        let first = module.first().map(String::as_str).unwrap_or_default();
        let imported = source.imports.iter().map(|import| &import.path);
        let named = source.mentions.iter().map(|(names, _)| names).chain(imported);
        let names_it = named.flatten().any(|name| name == "tantivy");
        assert!(
            !names_it || matches!(first, "analyze" | "index" | "search"),
            "{} names the engine",
            source.file
        );
    }
}

#[test]
fn of_the_ingestion_stage_only_the_pipeline_knows_the_index() {
    let library = library();
    for (module, source) in
        library.iter().filter(|(module, _)| module.starts_with(&["ingest".into()]))
    {
        if module.get(1).is_some_and(|part| part == "pipeline") {
            continue;
        }
        let knows = written(&library, module).into_iter().find(|path| path[0] == "index");
        assert_eq!(knows, None, "{} names the index", source.file);
    }
}

#[test]
fn the_program_uses_public_paths_only() {
    let library = library();
    let mut files = Vec::new();
    crate::tidy::files_below(&root().join("src/bin"), &mut files);
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let text = fs::read_to_string(file).expect("a source file is text");
        let (source, _) = read(&tokens(&text), file.display().to_string(), false);
        let mentions = source.mentions.iter().map(|(names, _)| names);
        for path in source.imports.iter().map(|import| &import.path).chain(mentions) {
            let into_modules = path.first().is_some_and(|first| *first == "crate")
                && path.get(1).is_some_and(|module| {
                    library.contains_key(std::slice::from_ref(module)) && layer(module).is_some()
                });
            assert!(!into_modules, "{} names {}", source.file, shown(path));
        }
    }
}

// The reader of sources is itself worth a test: what it overlooks nobody checks.

#[test]
fn sources_are_read_without_comments_strings_and_test_code() {
    let text = r##"
        //! use crate::a;
        /* use crate::b; */
        use crate::{c::{self, D as E}, f::*};
        use super::g as _;
        pub(crate) use h::I;
        mod h;
        #[cfg(test)]
        mod tests { use crate::j; }
        fn k<'a>(text: &'a str) -> char { let _ = "crate::l"; let _ = r#"crate::"m"#; c::n(); '"' }
        struct O;
    "##;
    let (source, children) = read(&tokens(text), "x.rs".into(), false);
    let imports: Vec<_> = source
        .imports
        .iter()
        .map(|import| (import.name.as_str(), shown(&import.path), import.test))
        .collect();
    assert_eq!(
        imports,
        [
            ("c", "crate::c".to_owned(), false),
            ("E", "crate::c::D".to_owned(), false),
            ("*", "crate::f::*".to_owned(), false),
            ("_", "super::g".to_owned(), false),
            ("I", "h::I".to_owned(), false),
            ("j", "crate::j".to_owned(), true),
        ]
    );
    assert_eq!(children, [("h".to_owned(), false)]);
    assert_eq!(source.items, BTreeSet::from(["k".to_owned(), "O".to_owned()]));
    let named: Vec<_> = source.mentions.iter().map(|(names, _)| shown(names)).collect();
    assert!(named.contains(&"c::n".to_owned()), "{named:?}");
    assert!(!named.iter().any(|path| path.starts_with("crate::")), "{named:?}");
}

#[test]
fn rings_are_found() {
    let edges = |pairs: &[(u8, u8)]| {
        let mut edges: BTreeMap<u8, BTreeSet<u8>> = BTreeMap::new();
        for (from, to) in pairs {
            edges.entry(*from).or_default().insert(*to);
        }
        edges
    };
    assert_eq!(rings(&edges(&[(1, 2), (2, 3), (1, 3)])), Vec::<Vec<u8>>::new());
    assert_eq!(rings(&edges(&[(1, 2), (2, 3), (3, 2)])), [vec![2, 3, 2]]);
    assert_eq!(rings(&edges(&[(1, 1)])), [vec![1, 1]]);
}
