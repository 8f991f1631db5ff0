//! Scalars as sparse signed digits: the width-w non-adjacent form.

/// Digit `i` has the weight 2^i; every digit but 0 is odd and below 2^(width - 1) in absolute value,
/// and of `width` neighbours at most one is not 0.
pub(super) fn signed_digits<const N: usize>(words: &[u64; N], width: usize) -> Vec<i16> {
    let bits = 64 * N;
    let bit = |at: usize| (words[at / 64] >> (at % 64)) & 1;
    let mut digits = vec![0; bits + 1];
    let (mut at, mut carry) = (0, 0);
    while at < bits {
        if bit(at) == carry {
            at += 1;
            continue;
        }
        let until = (at + width).min(bits);
        let mut window = (at..until).rev().fold(0, |window, at| window << 1 | bit(at) as i16) + carry as i16;
        carry = u64::from(window >= 1 << (width - 1));
        if carry == 1 {
            window -= 1 << width;
        }
        digits[at] = window;
        at = until;
    }
    digits[bits] = carry as i16;
    digits
}
