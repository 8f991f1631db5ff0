//! The rules of two orders of the Republic of Kazakhstan, as pure functions over dated data.
//!
//! Order A (joint order No. 168 / 56 / 292/НҚ of June 2025) pilots remote proactive medical-social
//! expertise; order B (ҚР ДСМ-134/2020) decides which treatments are high-tech care.
//!
//! This crate reads no clock, no file and no network, draws no random number and knows no float:
//! time, seeds and ids come in as arguments, the law comes in as text that was read elsewhere.

pub mod act;
pub mod assign;
pub mod authority;
pub mod channel;
pub mod check;
pub mod deadline;
pub mod decision;
pub mod form;
pub mod htmc;
pub mod indicators;
pub mod law;
#[doc(hidden)]
pub mod planted;
pub mod referral;
pub mod terms;
