//! Numbers without digits that mean nothing.

use serde::Serializer;

/// Writes a number with at most four decimals.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
pub(super) fn four_decimals<S: Serializer>(number: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*number) * 10_000.0).round() / 10_000.0)
}
