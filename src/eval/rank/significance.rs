//! Whether two runs differ by more than chance: the paired randomisation test.
//!
//! Smucker, Allan, Carterette: A comparison of statistical significance tests for
//! information retrieval evaluation, CIKM 2007. If both runs were equally good, the
//! sign of each question's difference would be as likely the other one. Signs are
//! drawn many times, and the chance is the share of draws in which the mean differs
//! at least as much as it does, whatever the direction.

/// Draws of signs. With so many a chance of 0.05 is known to some 0.0007.
const DRAWS: u32 = 100_000;

/// How likely means that differ as much as those of `one` and `other` would be by chance; the
/// values are those of the same questions in the same order.
pub fn chance(one: &[f64], other: &[f64]) -> f64 {
    let differences: Vec<f64> = one
        .iter()
        .zip(other)
        .map(|(one, other)| one - other)
        .filter(|difference| *difference != 0.0)
        .collect();
    let found = differences.iter().sum::<f64>().abs();
    // Sums in another order may differ in their last digits.
    let found = found - 1e-12 * found.max(1.0);
    let mut random = Random(0x5eed_b11a);
    let mut as_much = 0_u32;
    for _ in 0..DRAWS {
        let mut sum = 0.0;
        for differences in differences.chunks(64) {
            let mut signs = random.next();
            for difference in differences {
                sum += if signs & 1 == 0 { *difference } else { -difference };
                signs >>= 1;
            }
        }
        if f64::abs(sum) >= found {
            as_much += 1;
        }
    }
    // The draw that was found is one of those possible.
    f64::from(as_much + 1) / f64::from(DRAWS + 1)
}

/// `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), from a
/// fixed seed: the same runs have the same chance.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_near_those_counted_by_hand() {
        let zeros = [0.0; 10];
        // Of 2^n equally likely choices of signs, those with a sum as far from 0.
        for (differences, expected) in [
            (vec![0.0; 10], 1.0),
            (vec![0.1; 1], 1.0),
            (vec![0.1; 4], 2.0 / 16.0),
            (vec![0.1; 10], 2.0 / 1024.0),
            (vec![0.1, 0.1, 0.1, -0.1], 10.0 / 16.0),
            (vec![0.3, 0.1, 0.1], 4.0 / 8.0 - 2.0 / 8.0),
        ] {
            let found = chance(&differences, &zeros[..differences.len()]);
            assert!((found - expected).abs() < 0.005, "{differences:?}: {found}");
            let turned: Vec<f64> = differences.iter().map(|difference| -difference).collect();
            assert!((chance(&turned, &zeros[..turned.len()]) - found).abs() < 0.005);
        }
    }
}
