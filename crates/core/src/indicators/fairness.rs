/// How evenly acts were given to experts, against equal shares: exact numbers, no rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// How many experts were given any.
    pub experts: u64,
    /// How many acts were given.
    pub acts: u64,
    /// The fewest that one was given.
    pub least: u64,
    /// The most that one was given.
    pub most: u64,
    /// Pearson's chi-square against equal shares, with `experts - 1` degrees of freedom: the numerator.
    pub numerator: u128,
    /// And the denominator.
    pub denominator: u64,
}

/// Of what each expert was given; none where nothing was. With `n` acts and `k` experts each expects `n/k`, so that
/// the sum of `(o - n/k)² / (n/k)` is `(k·Σo² - n²) / n`.
pub fn fairness(given: &[u64]) -> Option<Fairness> {
    let acts: u64 = given.iter().sum();
    let (least, most) = (*given.iter().min()?, *given.iter().max()?);
    if acts == 0 {
        return None;
    }
    let squares: u128 = given.iter().map(|n| u128::from(*n) * u128::from(*n)).sum();
    let numerator = given.len() as u128 * squares - u128::from(acts) * u128::from(acts);
    Some(Fairness { experts: given.len() as u64, acts, least, most, numerator, denominator: acts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_have_no_chi_square_and_others_the_known_one() {
        let even = fairness(&[4, 4, 4]).unwrap();
        assert_eq!((even.numerator, even.least, even.most, even.experts, even.acts), (0, 4, 4, 3, 12));
        // Shares of 10, 20, 30 against 20 each: (100 + 0 + 100) / 20 = 10.
        let uneven = fairness(&[10, 20, 30]).unwrap();
        assert_eq!(uneven.numerator, 10 * u128::from(uneven.denominator));
        assert_eq!((fairness(&[]), fairness(&[0, 0])), (None, None));
    }
}
