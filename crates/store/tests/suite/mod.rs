//! What every engine must answer alike. The functions know only [`saraptama_store::Store`]; an engine
//! joins by a file beside `sqlite.rs` that opens one and calls [`conformance!`].

pub mod absences;
pub mod channel;
pub mod experts;
pub mod facts;
pub mod htmc_desk;
pub mod htmc_list;
pub mod lists;
pub mod log;
pub mod model;
pub mod month;
pub mod outbox;
pub mod person;
pub mod register;
pub mod sample;
pub mod sessions;
pub mod signals;
pub mod units;
pub mod vendors;

/// Makes a test of each sentence, on stores that `$open` gives by the test's name; where it gives none it
/// says why. What it gives beside the store lives as long as the test.
macro_rules! conformance {
    ($open:path: $($module:ident: $($name:ident)*;)*) => {
        $($(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let Some((store, _keep)) = $open(stringify!($name)).await else { return };
                suite::$module::$name(store).await;
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
                nothing_follows_from_a_claim_that_was_overtaken a_lease_is_lengthened_by_whoever_still_has_the_message
                a_message_that_nobody_tried_waits_as_if_it_had_not_been_claimed
                messages_of_one_form_keep_their_order a_dead_message_blocks_nobody_and_may_be_sent_again
                claims_keep_to_their_routes_and_the_longest_due_goes_first
                attempts_without_a_word_are_counted_until_there_is_one
                messages_are_listed_by_state_route_and_reason_page_by_page;
            lists: a_list_is_paged_without_gaps_and_twins_while_it_grows a_wrong_cursor_is_refused
                acts_wait_first_in_first_out an_expert_sees_the_nearest_end_of_term_first the_load_counts_assigned_acts_alone
                an_act_is_read_as_it_was_written two_acts_never_share_a_number;
            register: the_register_grows_by_one_entry_behind_the_last the_register_is_searched_by_every_field
                a_name_is_searched_by_its_beginning the_latest_checkpoint_covers_most
                the_register_is_listed_by_everything_at_once_the_latest_first
                an_entry_without_a_heading_is_found_and_filled_in;
            absences: both_ends_of_an_absence_are_off_duty_and_a_withdrawn_one_is_not
                an_absence_is_withdrawn_once_and_never_forgotten;
            experts: a_draft_is_its_writers_own_until_the_act_is_decided an_experts_decisions_are_listed_the_latest_first
                like_cases_are_counted_by_what_was_decided;
            htmc_desk: dossiers_are_listed_the_latest_changed_first_and_read_as_written
                a_file_of_figures_stands_beside_another_and_is_never_replaced
                an_organisation_sees_its_own_referrals_to_high_tech_care;
            log: messages_are_logged_in_a_chain_with_the_units_that_they_belong_to
                an_end_that_was_kept_shows_what_was_cut_off_behind_it;
            channel: a_message_of_the_channel_is_read_as_it_was_written the_longest_due_of_a_queue_goes_first
                a_receiver_finds_its_own_messages_by_service_and_chain;
            vendors: an_original_stands_beside_the_form_that_it_was_translated_into_and_no_other
                a_feed_gives_the_events_of_its_owners_forms_in_order_and_goes_on_where_it_stood;
            sessions: a_session_is_read_as_it_was_opened_until_it_is_ended sessions_that_nobody_uses_are_forgotten
                the_sessions_of_one_person_are_listed_the_latest_first a_challenge_is_taken_once_under_a_race
                a_challenge_that_ended_is_forgotten forms_are_listed_by_chair_patient_name_and_stage
                a_name_is_found_by_its_folded_beginning a_list_of_forms_goes_on_behind_its_cursor;
            person: a_status_is_found_by_its_digest_and_denied_once;
            month: a_month_is_counted_by_what_was_accepted_decided_and_is_open;
            htmc_list: an_edition_is_read_as_it_was_written_and_two_never_share_a_place;
            facts: a_fact_is_read_as_it_was_written_and_keeps_what_the_form_said
                facts_of_a_month_are_those_that_were_not_over_before_it_and_begun_before_its_end
                an_act_whose_draws_are_not_all_kept_is_not_counted_yet a_roster_is_kept_once_and_read_by_its_name
                a_mark_counts_once_in_the_month_in_which_it_was_made
                what_was_not_delivered_at_once_is_counted_whatever_became_of_it
                a_closed_month_never_changes_and_a_correction_stands_beside_it;
            signals: the_forms_in_which_three_met_are_those_of_the_month_and_no_more_than_asked
                a_document_of_several_forms_counts_in_the_months_of_its_forms;
            model: any_interleaving_of_commits_equals_a_simple_map;
        }
    };
}
pub(crate) use conformance;
