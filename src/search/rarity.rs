//! How rare something is among all reports.

/// Inverse document frequency of what stands in `frequency` of all `reports`, as in BM25; never
/// below 0.
pub(super) fn rarity(frequency: f32, reports: f32) -> f32 {
    (1.0 + (reports - frequency + 0.5) / (frequency + 0.5)).ln()
}
