//! What every engine must answer alike. The functions know only [`saraptama_store::Store`]; an engine
//! joins by a file beside `sqlite.rs` that opens one and calls [`conformance!`].

pub mod lists;
pub mod model;
pub mod outbox;
pub mod register;
pub mod sample;
pub mod units;

/// Makes a test of each sentence, on stores that `$open` gives.
macro_rules! conformance {
    ($open:path: $($module:ident: $($name:ident)*;)*) => {
        $($(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                suite::$module::$name($open()).await;
            }
        )*)*
    };
    ($open:path) => {
        conformance! { $open:
            units: a_unit_is_stored_whole a_unit_that_conflicts_leaves_nothing a_stream_takes_events_only_at_its_version
                a_message_received_again_changes_nothing one_bad_unit_harms_none_of_a_hundred_good_ones
                numbers_have_no_gaps_and_no_twins_under_a_race a_day_has_one_seed a_form_moves_on_without_its_bytes
                instants_keep_their_nanoseconds a_closed_store_says_so;
            outbox: a_claimed_message_is_not_claimed_again_before_its_lease_ends an_overtaken_claim_settles_nothing
                messages_of_one_form_keep_their_order a_dead_message_blocks_nobody_and_may_be_sent_again
                claims_keep_to_their_routes_and_the_longest_due_goes_first;
            lists: a_list_is_paged_without_gaps_and_twins_while_it_grows a_wrong_cursor_is_refused
                acts_wait_first_in_first_out an_expert_sees_the_nearest_end_of_term_first the_load_counts_assigned_acts_alone
                an_act_is_read_as_it_was_written two_acts_never_share_a_number;
            register: the_register_grows_by_one_entry_behind_the_last the_register_is_searched_by_every_field
                a_name_is_searched_by_its_beginning the_latest_checkpoint_covers_most;
            model: any_interleaving_of_commits_equals_a_simple_map;
        }
    };
}
pub(crate) use conformance;
