use super::parse::SignerInfo;
use super::verified::{Check, CheckLine};
use crate::SignatureFault;
use crate::certificate::Certificate;
use crate::evidence::{Stamp, Terms, judge_stamp, tokens};
use const_oid::ObjectIdentifier;
use std::sync::Arc;

/// id-aa-timeStampToken (RFC 3161 appendix A): CAdES-T.
pub(super) const STAMP_TOKEN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// What the time-stamps of a signature are worth.
#[derive(Default)]
pub(crate) struct Stamped {
    pub(super) stamp: Option<Stamp>,
    fault: Option<SignatureFault>,
    pub(super) path: Vec<Arc<Certificate>>,
}

impl Stamped {
    /// The earliest good one counts; a broken or foreign one beside it spoils them all.
    pub(super) fn of(info: &SignerInfo<'_>, terms: &Terms<'_>) -> Self {
        let mut stamped = Self::default();
        for token in tokens(info.unsigned(STAMP_TOKEN), terms, info.signature) {
            match judge_stamp(token, info.signature, terms) {
                Ok(stamp) if stamped.stamp.as_ref().is_none_or(|known| stamp.at < known.at) => {
                    stamped.path = stamp.certificates.clone();
                    stamped.stamp = Some(stamp);
                }
                Ok(_) => {}
                Err((fault, path)) => {
                    if stamped.fault.is_none_or(SignatureFault::is_doubt) {
                        stamped.fault = Some(fault);
                    }
                    if stamped.stamp.is_none() {
                        stamped.path = path;
                    }
                }
            }
        }
        if stamped.fault.is_some_and(|fault| !fault.is_doubt()) {
            stamped.stamp = None;
        }
        stamped
    }

    pub(super) fn line(&self) -> Option<CheckLine> {
        match (self.fault, &self.stamp) {
            (Some(fault), None) => Some(CheckLine::of(Check::TimeStamp, &Err::<(), _>(fault))),
            (_, Some(_)) => Some(CheckLine::of(Check::TimeStamp, &Ok(()))),
            (None, None) => None,
        }
    }
}
