//! Case endings that names and titles take in running text.
//!
//! Takes what stands behind the stem of a plain word with `i` for `j`. One list
//! for all languages: it is only asked where the rest of the word is known, so
//! a wrong ending costs little.

/// Endings in Slavic languages, Hungarian, Greek, Romanian, Turkish and the plural of English.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "", "a", "u", "e", "i", "o", "m", "s", "t", "y", "ym",
    "om", "em", "im", "am", "iem", "eom", "iom", "ego", "ega", "iego", "ogo", "oga", "og", "emu", "omu", "iu", "ie", "ia",
    "oi", "ei", "ou", "oiu", "ov", "ova", "ovi", "ove", "ovoi", "ovim", "evi", "ami", "ah", "in", "ina", "inim", "ii",
    "ih", "ihi", "imi", "aia", "uiu", "oe", "oie", "iah", "iami", "ata", "ite", "iat", "ot", "ta", "to", "te",
    "os", "as", "is", "es", "on",
    "at", "et", "nak", "nek", "val", "vel", "kal", "kel", "al", "el", "hoz", "hez", "ban", "ben", "rol", "tol", "ra", "re",
    "ek", "ik", "ok", "ai", "ei", "eit", "ait",
    "un", "nun", "nin", "dan", "den", "la", "le", "ul", "ului", "lui", "ilor", "lor",
];

/// Whether `ending` is one that a word can take.
pub(super) fn is_ending(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}
