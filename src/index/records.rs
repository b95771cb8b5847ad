//! The records of a segment, packed together in a file of their own.
//!
//! The engine packs what it stores of a report as one piece. Texts and the numbers of records are
//! so unlike that packing them together costs 3 % of the size of the texts; see
//! `docs/performance.md`. So records are a part of a segment that the engine asks us to write and
//! to merge, in the form of its own store.

use std::any::Any;
use std::io;

use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::{DocIdMapping, MappingType};
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::{ErasedDocument, ErasedValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Schema};
use tantivy::store::{StoreReader, StoreWriter};
use tantivy::{DocId, Segment, SegmentReader, TantivyError};

/// Ending of the file.
pub(super) const EXTENSION: &str = "record";

/// Bytes of records that are packed together.
const BLOCK: usize = 16 << 10;

/// Packed records of which a merge takes the blocks as they are; fewer are packed anew, so that
/// segments do not fill up with small blocks.
const ENOUGH: u64 = 64 << 10;

/// Blocks that a reader keeps unpacked.
const KEPT: usize = 16;

/// Writes and merges the records of segments.
pub(super) struct Records {
    /// The field that carries the record.
    pub field: Field,
}

/// The records of a segment that is read.
pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<StoreReader> {
    let file = segment.open_read(component())?;
    Ok(StoreReader::open(file, KEPT)?)
}

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

fn create(segment: &Segment) -> tantivy::Result<StoreWriter> {
    let compressor = segment.index().settings().docstore_compression;
    Ok(StoreWriter::new(segment.open_write(component())?, compressor, BLOCK, false)?)
}

impl SegmentPlugin for Records {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(
        &self,
        context: &PluginWriterContext<'_>,
    ) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Writer { field: self.field, store: create(context.segment)? }))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
            return Err(TantivyError::InternalError("records have no order to be put in".into()));
        }
        let mut store = create(context.target_segment)?;
        for segment in context.readers {
            let records = open(segment)?;
            let size = records.space_usage().data_usage();
            if !segment.has_deletes() && size.get_bytes() >= ENOUGH {
                store.stack(records)?;
                continue;
            }
            for document in segment.doc_ids_alive() {
                store.store_bytes(&records.get_document_bytes(document)?)?;
            }
        }
        Ok(store.close()?)
    }
}

/// Takes the records of a segment that is written.
struct Writer {
    field: Field,
    store: StoreWriter,
}

impl PluginWriter for Writer {
    fn add_document(
        &mut self,
        _: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let mut fields = document.erased_fields();
        match fields.find(|(field, _)| *field == self.field) {
            Some((_, ErasedValue::Leaf(ReferenceValueLeaf::Custom(record)))) => {
                Ok(self.store.store_bytes(record)?)
            }
            _ => Err(io::Error::other("a report without a record").into()),
        }
    }

    fn serialize(self: Box<Self>, _: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        Ok(self.store.close()?)
    }

    fn mem_usage(&self) -> usize {
        self.store.mem_usage()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use tantivy::indexer::NoMergePolicy;
    use tantivy::schema::{FAST, INDEXED};
    use tantivy::{Index, IndexWriter, TantivyDocument, Term};

    use super::*;

    /// Bytes that cannot be packed, others for each number.
    fn record(number: u64) -> Vec<u8> {
        let hashes = (0..16).map(|part| blake3::hash(&(number * 16 + part).to_le_bytes()));
        hashes.flat_map(|hash| *hash.as_bytes()).collect()
    }

    #[test]
    fn merged_segments_have_the_records_of_their_reports() {
        let mut schema = Schema::builder();
        let number = schema.add_u64_field("number", FAST | INDEXED);
        let field = schema.add_custom_field("record", EXTENSION, serde_json::Value::Null);
        let index = Index::builder()
            .schema(schema.build())
            .register_plugin(Arc::new(Records { field }))
            .create_in_ram()
            .expect("memory");
        let mut writer: IndexWriter =
            index.writer_with_num_threads(1, 15_000_000).expect("nobody writes");
        writer.set_merge_policy(Box::new(NoMergePolicy));
        // Enough to be taken as they are; too few for that; some deleted.
        for numbers in [0..300, 300..303, 303..600] {
            for value in numbers {
                let mut document = TantivyDocument::new();
                document.add_u64(number, value);
                document.add_custom(field, &record(value));
                writer.add_document(document).expect("room");
            }
            writer.commit().expect("a commit");
        }
        let gone = |value: &u64| *value > 303 && value.is_multiple_of(3);
        for value in (0..600).filter(gone) {
            writer.delete_term(Term::from_field_u64(number, value));
        }
        writer.commit().expect("a commit");
        let segments = index.searchable_segment_ids().expect("a list");
        assert_eq!(segments.len(), 3);
        writer.merge(&segments).wait().expect("a merge");

        let searcher = index.reader().expect("a reader").searcher();
        let [segment] = searcher.segment_readers() else { panic!("one segment") };
        let records = open(segment).expect("a file");
        let numbers = segment.fast_fields().u64("number").expect("a column");
        let mut found = BTreeSet::new();
        for document in segment.doc_ids_alive() {
            let value = numbers.first(document).expect("a number");
            let stored = records.get_document_bytes(document).expect("a record");
            assert_eq!(*stored, record(value), "{value}");
            found.insert(value);
        }
        assert_eq!(found, (0..600).filter(|value| !gone(value)).collect());
    }
}
