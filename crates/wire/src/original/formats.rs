//! Every file of `src/vendor/`, found when the program is built.

include!(concat!(env!("OUT_DIR"), "/vendor.rs"));
