//! What somebody typed is not lost: not with their session, not with the connection, not by a save that is slow.

use crate::script::run;

#[test]
fn a_session_that_ends_takes_nothing_of_what_was_typed_and_gives_it_to_nobody_else() {
    run("a_session_that_ends_takes_nothing_of_what_was_typed_and_gives_it_to_nobody_else", "kept.mjs", "", &[]);
}

#[test]
fn a_save_that_fails_is_said_and_one_that_is_slow_is_in_nobodys_way() {
    run("a_save_that_fails_is_said_and_one_that_is_slow_is_in_nobodys_way", "saves.mjs", "", &[]);
}
