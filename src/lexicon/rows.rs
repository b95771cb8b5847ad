//! The rows of the tables that are compiled in.
//!
//! A table is text: a row a line, its columns parted by tabs. Empty lines and those that begin
//! with `#` are for whoever reads the file. What a column means is the business of its table.

/// The lines of a table that are rows of it.
pub(crate) fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The rows by their columns, of which missing ones are empty and those beyond `N` left out.
pub(crate) fn columns<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    lines(table).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_lines_that_say_something() {
        let table = "# a\tb\none\ttwo\tthree\n\nfour\r\n\tfive\n";
        assert_eq!(lines(table).collect::<Vec<_>>(), ["one\ttwo\tthree", "four", "\tfive"]);
        let rows: Vec<[&str; 2]> = columns(table).collect();
        assert_eq!(rows, [["one", "two"], ["four", ""], ["", "five"]]);
    }
}
