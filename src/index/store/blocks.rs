//! Large files with a checksum for each block, compared when a block is first read.
//!
//! The engine puts one checksum behind each of its files and compares it when told to, over the
//! whole file: too slow for each opening of a large index. So a file is written as
//!
//! ```text
//! what the engine wrote │ checksum of each 4 KiB of it │ its length, a checksum of both, a mark
//! ```
//!
//! and a read compares only the blocks that it touches, each once. Opening a file compares the
//! table, a thousandth of the file. CRC-32 notices every change that lies within 32 bits, and all
//! but one in four thousand million others.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::HasLen;
use tantivy::directory::{AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite};

use crate::index::store::damage::Damage;

/// Bytes that share a checksum: the least that is compared at once, and as much as a page of
/// memory, which the system reads at once anyway.
const BLOCK: usize = 4096;

/// Bytes of a checksum.
const SUM: usize = 4;

/// Stands at the very end.
const MARK: [u8; 8] = *b"bilat\0\x01\n";

/// Bytes behind the table: length, checksum, mark.
const TRAILER: usize = 8 + SUM + MARK.len();

/// Adds the table to what is written.
pub(super) struct Summing<W> {
    inner: W,
    table: Table,
    damage: Damage,
}

impl<W> Summing<W> {
    pub(super) fn new(inner: W, damage: Damage) -> Self {
        Self { inner, table: Table::default(), damage }
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.damage.refused(self.inner.write(bytes))?;
        self.table.add(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.damage.refused(self.inner.flush())
    }
}

impl<W: TerminatingWrite> TerminatingWrite for Summing<W> {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let end = std::mem::take(&mut self.table).into_end();
        let written = self.inner.write_all(&end).and_then(|()| self.inner.flush());
        let ended = written.and_then(|()| self.inner.terminate_ref(token));
        self.damage.refused(ended)
    }
}

/// The checksums of the blocks of what was seen so far.
#[derive(Default)]
struct Table {
    sums: Vec<u8>,
    /// The block that is not full yet.
    open: crc32fast::Hasher,
    length: u64,
}

impl Table {
    fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let filled = (self.length % BLOCK as u64) as usize;
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - filled));
            self.open.update(now);
            self.length += now.len() as u64;
            bytes = later;
            if self.length.is_multiple_of(BLOCK as u64) {
                self.close_block();
            }
        }
    }

    fn close_block(&mut self) {
        let sum = std::mem::take(&mut self.open).finalize();
        self.sums.extend_from_slice(&sum.to_le_bytes());
    }

    /// Everything that stands behind the content.
    fn into_end(mut self) -> Vec<u8> {
        if !self.length.is_multiple_of(BLOCK as u64) {
            self.close_block();
        }
        let mut end = self.sums;
        end.extend_from_slice(&self.length.to_le_bytes());
        let sum = crc32fast::hash(&end);
        end.extend_from_slice(&sum.to_le_bytes());
        end.extend_from_slice(&MARK);
        end
    }
}

/// A file whose blocks are compared when they are read.
pub(super) struct Checked {
    path: PathBuf,
    inner: Arc<dyn FileHandle>,
    /// Bytes of the content.
    length: usize,
    sums: OwnedBytes,
    /// A bit for each block that was found whole.
    whole: Box<[AtomicU64]>,
    damage: Damage,
}

impl Checked {
    /// Compares the table of the file `path`, which `inner` reads.
    pub(super) fn new(path: &Path, inner: Arc<dyn FileHandle>, damage: Damage) -> io::Result<Self> {
        let damaged = |what| damage.found(path, what);
        let all = inner.len();
        let trailer = all.checked_sub(TRAILER).ok_or_else(|| damaged(CUT))?;
        let trailer = inner.read_bytes(trailer..all)?;
        let length = length(&trailer).ok_or_else(|| damaged(CUT))?;
        let blocks = length.div_ceil(BLOCK);
        let fits = blocks.checked_mul(SUM).and_then(|table| length.checked_add(table + TRAILER));
        if fits != Some(all) {
            return Err(damaged(CUT));
        }
        let end = inner.read_bytes(length..all)?;
        if !end_is_whole(&end) {
            return Err(damaged("its table of checksums has changed"));
        }
        let sums = end.slice(0..blocks * SUM);
        let whole = (0..blocks.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Self { path: path.to_owned(), inner, length, sums, whole, damage })
    }

    /// Whether a block was compared already.
    fn is_known(&self, block: usize) -> bool {
        let bits = self.whole.get(block / 64).map_or(0, |bits| bits.load(Ordering::Relaxed));
        bits & (1 << (block % 64)) != 0
    }

    fn compare(&self, block: usize, bytes: &[u8]) -> io::Result<()> {
        let at = block * SUM;
        if self.sums.get(at..at + SUM) != Some(&crc32fast::hash(bytes).to_le_bytes()) {
            let what = changed(block as u64 * BLOCK as u64, bytes.len());
            return Err(self.damage.found(&self.path, &what));
        }
        if let Some(bits) = self.whole.get(block / 64) {
            bits.fetch_or(1 << (block % 64), Ordering::Relaxed);
        }
        Ok(())
    }
}

impl FileHandle for Checked {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            // What leads the engine out of a file is damage elsewhere, or a fault of ours.
            return Err(self.damage.found(&self.path, "it is shorter than its index says"));
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let (first, last) = (range.start / BLOCK, range.end.div_ceil(BLOCK));
        let begin = first * BLOCK;
        let bytes = self.inner.read_bytes(begin..self.length.min(last * BLOCK))?;
        for (block, bytes) in (first..last).zip(bytes.chunks(BLOCK)) {
            if !self.is_known(block) {
                self.compare(block, bytes)?;
            }
        }
        Ok(bytes.slice(range.start - begin..range.end - begin))
    }
}

impl HasLen for Checked {
    fn len(&self) -> usize {
        self.length
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Checked").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Compares every byte of a file, without mapping it into memory; gives its size or what is wrong
/// with it.
pub(in crate::index) fn verify(path: &Path) -> io::Result<Result<u64, String>> {
    let mut file = File::open(path)?;
    let all = file.metadata()?.len();
    let cut = || Ok(Err(CUT.to_owned()));
    // The content ends where the trailer says, which is read last; so the length is guessed from
    // the size first: content and table share it in a fixed proportion.
    let Some(body) = all.checked_sub(TRAILER as u64) else { return cut() };
    let blocks = body.div_ceil((BLOCK + SUM) as u64);
    let Some(content) = body.checked_sub(blocks * SUM as u64) else { return cut() };
    let mut table = Table::default();
    let mut buffer = vec![0; 64 * BLOCK];
    let mut left = content;
    while left > 0 {
        let now = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let part = buffer.get_mut(..now).unwrap_or_default();
        match file.read_exact(part) {
            Ok(()) => table.add(part),
            // The file was cut while it was read.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return cut(),
            Err(error) => return Err(error),
        }
        left -= now as u64;
    }
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let expected = table.into_end();
    if end == expected {
        return Ok(Ok(all));
    }
    if !end_is_whole(&end) {
        return Ok(Err("its end or its table of checksums has changed".to_owned()));
    }
    let differs = end.chunks(SUM).zip(expected.chunks(SUM)).position(|(a, b)| a != b);
    let block = differs.unwrap_or_default() as u64;
    let length = content.saturating_sub(block * BLOCK as u64).min(BLOCK as u64);
    Ok(Err(changed(block * BLOCK as u64, length as usize)))
}

const CUT: &str = "its end is missing or has changed";

fn changed(from: u64, bytes: usize) -> String {
    format!("bytes {from} to {} have changed", from + bytes as u64)
}

/// The length that a trailer tells, if it is one.
fn length(trailer: &[u8]) -> Option<usize> {
    let (length, rest) = trailer.split_first_chunk::<8>()?;
    if rest.get(SUM..) != Some(&MARK[..]) {
        return None;
    }
    usize::try_from(u64::from_le_bytes(*length)).ok()
}

/// Whether table, length and mark are as they were written.
fn end_is_whole(end: &[u8]) -> bool {
    let parts = end.len().checked_sub(SUM + MARK.len()).and_then(|at| end.split_at_checked(at));
    parts.is_some_and(|(summed, rest)| {
        let mut expected = crc32fast::hash(summed).to_le_bytes().to_vec();
        expected.extend_from_slice(&MARK);
        rest == expected
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// The file that `content` becomes.
    fn written(content: &[u8]) -> Vec<u8> {
        let mut table = Table::default();
        table.add(content);
        [content, &table.into_end()].concat()
    }

    fn opened(bytes: &[u8]) -> (io::Result<Checked>, Damage) {
        let damage = Damage::default();
        let inner: Arc<dyn FileHandle> = Arc::new(OwnedBytes::new(bytes.to_vec()));
        (Checked::new(Path::new("x.store"), inner, damage.clone()), damage)
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|index| (index * 31 % 251) as u8).collect()
    }

    #[test]
    fn content_comes_back_whole_and_in_parts() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 70 * BLOCK + 5] {
            let content = content(length);
            let (checked, damage) = opened(&written(&content));
            let checked = checked.expect("untouched");
            assert_eq!(checked.len(), length);
            for (from, to) in [(0, length), (length / 3, length / 2), (length, length)] {
                let bytes = checked.read_bytes(from..to).expect("untouched");
                assert_eq!(bytes.as_slice(), &content[from..to]);
            }
            assert!(checked.read_bytes(0..length + 1).is_err());
            assert!(damage.detail().is_some());
        }
    }

    #[test]
    fn any_changed_byte_is_noticed_where_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        for length in [0, 5, BLOCK, 2 * BLOCK + 7] {
            let sound = written(&content(length));
            fs::write(&path, &sound).expect("a file");
            assert_eq!(verify(&path).expect("readable"), Ok(sound.len() as u64));
            for index in (0..sound.len()).step_by(7).chain(length..sound.len()) {
                let mut damaged = sound.clone();
                damaged[index] ^= 1 << (index % 8);
                let (checked, damage) = opened(&damaged);
                let failed = match &checked {
                    Ok(checked) => checked.read_bytes(0..length).is_err(),
                    Err(_) => true,
                };
                assert!(failed && damage.detail().is_some(), "{length} at {index}");
                // What lies in other blocks can still be read.
                if let Ok(checked) = checked
                    && index >= BLOCK
                {
                    assert!(checked.read_bytes(0..BLOCK.min(length)).is_ok());
                }
                fs::write(&path, &damaged).expect("a file");
                assert!(verify(&path).expect("readable").is_err(), "{length} at {index}");
            }
            for cut in [0, 1, sound.len() / 2, sound.len() - 1] {
                assert!(opened(&sound[..cut]).0.is_err(), "{length} cut to {cut}");
                fs::write(&path, &sound[..cut]).expect("a file");
                assert!(verify(&path).expect("readable").is_err(), "{length} cut to {cut}");
            }
        }
    }
}
