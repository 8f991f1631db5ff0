//! The control digit that IIN and BIN share: two passes of weights modulo 11.

/// Whether the twelfth digit of `number` is the control digit of the first eleven.
///
/// The weights are 1…11; where they give 10, the second pass weighs 3…11, 1, 2; where that gives
/// 10 again, the number is never issued.
pub(super) fn holds(number: &[u8; 12]) -> bool {
    let digit = |i: usize| u32::from(number[i] - b'0');
    let pass = |shift: usize| (0..11).map(|i| digit(i) * ((i + shift) % 11 + 1) as u32).sum::<u32>() % 11;
    let control = match pass(0) {
        10 => pass(2),
        first => first,
    };
    control == digit(11)
}

/// Twelve ASCII digits with a right control digit, or the reason why not.
pub(super) fn parse(text: &str, wrong: &'static str) -> Result<[u8; 12], super::Malformed> {
    let number: [u8; 12] = text.as_bytes().try_into().map_err(|_| super::Malformed(wrong))?;
    if !number.iter().all(u8::is_ascii_digit) || !holds(&number) {
        return Err(super::Malformed(wrong));
    }
    Ok(number)
}

/// Completes eleven digits by their control digit, where one exists: for numbers of our own making
/// (tests, demonstration), which belong to nobody.
pub(super) fn complete(eleven: [u8; 11]) -> Option<[u8; 12]> {
    let mut number = [b'0'; 12];
    number[..11].copy_from_slice(&eleven);
    (b'0'..=b'9')
        .map(|last| {
            number[11] = last;
            number
        })
        .find(holds)
}
