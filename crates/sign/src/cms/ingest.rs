//! The spellings in which a signature arrives, brought to DER once.

use crate::{SignatureFault, pem};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use der::{Decode as _, Encode as _, Header, SliceReader};

/// The largest signature in DER, in bytes; as text it may be half as large again.
pub const LIMIT_BYTES: usize = 256 * 1024;

/// DER as it is, PEM, or base64 with line breaks; one stray zero octet behind the DER is cut off
/// (the national library writes one now and then).
pub fn normalise(received: &[u8]) -> Result<Vec<u8>, SignatureFault> {
    if received.is_empty() {
        return Err(SignatureFault::Empty);
    }
    if received.len() > LIMIT_BYTES / 2 * 3 {
        return Err(SignatureFault::TooLarge);
    }
    let mut der = match received {
        [0x30, ..] => received.to_vec(),
        [b'-', ..] => {
            ["CMS", "PKCS7"].iter().find_map(|label| pem::only(received, label)).ok_or(SignatureFault::NotASignature)?
        }
        text => {
            let base64: Vec<u8> = text.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n' | b' ' | b'\t')).collect();
            STANDARD.decode(base64).map_err(|_| SignatureFault::NotASignature)?
        }
    };
    if der.len() > LIMIT_BYTES {
        return Err(SignatureFault::TooLarge);
    }
    if der.last() == Some(&0) && element_length(&der) == Some(der.len() - 1) {
        der.pop();
    }
    Ok(der)
}

/// The length of the first element with its header.
fn element_length(der: &[u8]) -> Option<usize> {
    let header = Header::decode(&mut SliceReader::new(der).ok()?).ok()?;
    let length = (header.encoded_len().ok()? + header.length).ok()?;
    usize::try_from(length).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_signature_becomes_the_same_der() {
        let der = [0x30, 0x03, 0x02, 0x01, 0x05].to_vec();
        let spellings: [&[u8]; 6] = [
            &[0x30, 0x03, 0x02, 0x01, 0x05],
            &[0x30, 0x03, 0x02, 0x01, 0x05, 0x00],
            b"MAMCAQU=",
            b"MAMC\r\nAQU=\n",
            b"-----BEGIN CMS-----\nMAMCAQU=\n-----END CMS-----\n",
            b"-----BEGIN PKCS7-----\r\nMAMCAQU=\r\n-----END PKCS7-----",
        ];
        for spelling in spellings {
            assert_eq!(normalise(spelling), Ok(der.clone()));
        }
    }

    #[test]
    fn a_zero_that_belongs_to_the_der_stays_and_two_strays_stay_too() {
        assert_eq!(normalise(&[0x30, 0x03, 0x02, 0x01, 0x00]).unwrap().len(), 5);
        assert_eq!(normalise(&[0x30, 0x03, 0x02, 0x01, 0x05, 0x00, 0x00]).unwrap().len(), 7);
    }

    #[test]
    fn what_is_no_spelling_is_refused() {
        assert_eq!(normalise(b""), Err(SignatureFault::Empty));
        assert_eq!(normalise(b"?"), Err(SignatureFault::NotASignature));
        assert_eq!(
            normalise(b"-----BEGIN CERTIFICATE-----\nMAMCAQU=\n-----END CERTIFICATE-----"),
            Err(SignatureFault::NotASignature)
        );
        assert_eq!(normalise(&vec![0x30; LIMIT_BYTES + 1]), Err(SignatureFault::TooLarge));
    }
}
