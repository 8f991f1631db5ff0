//! Every figure is what whoever counts the events again gets (`counting`).

use crate::counting::{Act, Form, Ruled, acts, forms, otherwise};
use crate::histories::{Case, NOSOLOGIES, case, month, roster};
use crate::what_if::given;
use crate::writing::{Written, written};
use proptest::prelude::*;
use saraptama_core::act::Event;
use saraptama_core::decision::{Category, Term};
use saraptama_core::indicators::{
    DataBankMonth, Draft, DraftFact, MisMonth, Month, Report, Roster, Ruling, System, TABLES, Table, differences,
};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, Region, parse_instant};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

pub fn tables(cases: &[Case]) -> Vec<Table> {
    let mut folded = DataBankMonth::new(month(), LAW.pilot.nearest(month().first));
    cases.iter().for_each(|case| folded.add(&case.fact()));
    folded.drawn_from(vec![roster()]).tables()
}

/// The case as whoever counts again sees it.
fn act(case: &Case) -> Act {
    let subjects = &LAW.pilot.nearest(month().first).subjects;
    let region = case.region.and_then(Region::of_number);
    let subject = subjects.iter().find(|one| one.region.is_some() && one.region == region);
    let ruled = |ruling: Ruling| match ruling {
        Ruling::NotEstablished => Ruled { result: "not-established".to_owned(), category: String::new(), term: String::new() },
        Ruling::Established(category, term) => Ruled {
            result: "established".to_owned(),
            category: category.map(Category::as_str).unwrap_or_default().to_owned(),
            term: term.map(Term::as_str).unwrap_or_default().to_owned(),
        },
    };
    let sub_form = case.sub_form.map_or_else(String::new, |n| format!("{n:02}"));
    Act {
        vendor: case.vendor.unwrap_or_default().to_owned(),
        subject: subject.map_or_else(String::new, |subject| format!("{:02}", subject.number)),
        nosology: case.nosology.unwrap_or_default().to_owned(),
        sub_form: (case.nosology == Some(NOSOLOGIES[0])).then_some(sub_form),
        ruled: case.ruling.map(ruled),
        events: case.events.iter().map(|event| serde_json::to_value(event).unwrap()).collect(),
    }
}

/// The tables of written forms, from their folds and from marks as a store keeps them: the first of each name.
pub fn of_forms(all: &[Written]) -> Vec<Table> {
    let mut folded = MisMonth::new(month());
    let (mut by, mut any): (BTreeMap<String, u64>, u64) = (BTreeMap::new(), 0);
    for one in all {
        folded.add(&DraftFact { vendor: one.vendor.map(str::to_owned), draft: Draft::of(&one.events) });
        let mut marks: BTreeMap<&str, Instant> = BTreeMap::new();
        one.blocked.iter().for_each(|(name, at)| _ = marks.entry(name).or_insert(*at));
        let here: Vec<&str> = marks.into_iter().filter(|(_, at)| month().holds(*at)).map(|(name, _)| name).collect();
        any += u64::from(!here.is_empty());
        here.into_iter().for_each(|name| *by.entry(name.to_owned()).or_default() += 1);
    }
    folded.tables(&by, any)
}

fn form(one: &Written) -> Form {
    Form {
        vendor: one.vendor.unwrap_or_default().to_owned(),
        events: one.events.iter().map(|event| serde_json::to_value(event).unwrap()).collect(),
        blocked: one.blocked.iter().map(|(name, at)| ((*name).to_owned(), *at)).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_figure_of_the_data_bank_is_what_a_recount_of_the_events_gives(cases in prop::collection::vec(case(), 0..60)) {
        let all: Vec<Act> = cases.iter().map(act).collect();
        prop_assert_eq!(otherwise(&tables(&cases), &acts(&month(), &all)), Vec::<String>::new());
    }

    #[test]
    fn every_figure_of_the_written_forms_is_what_a_recount_gives(all in prop::collection::vec(written(), 0..40)) {
        let counted: Vec<Form> = all.iter().map(form).collect();
        prop_assert_eq!(otherwise(&of_forms(&all), &forms(&month(), &counted)), Vec::<String>::new());
    }

    #[test]
    fn what_happens_after_a_month_changes_nothing_of_it(cases in prop::collection::vec(case(), 0..40)) {
        let kept = |event: &Event| serde_json::to_value(event).unwrap()["at"].as_str().unwrap().parse::<Instant>().unwrap() < month().to;
        let early: Vec<Case> = cases
            .iter()
            .map(|case| Case { events: case.events.iter().filter(|event| kept(event)).cloned().collect(), ..case.clone() })
            .collect();
        let report = |tables| Report { month: "2025-09".to_owned(), provisional: false, public: false, lacks: vec![], not_closed: vec![], tables };
        let (now, then) = (report(tables(&cases)), report(tables(&early)));
        prop_assert_eq!(differences(&then, &now), vec![]);
    }
}

#[test]
fn an_act_is_the_load_of_whoever_had_it_when_the_month_ended_whoever_gets_it_later() {
    let at = |text: &str| parse_instant(&format!("2025-{text}:00+05:00")).unwrap();
    let moved = given(&[at("09-29T10:00"), at("10-02T10:00")], Some(at("10-02T12:00")));
    let experts = |month: &str, rosters: &[&str]| {
        let month = Month::parse(month).unwrap();
        let mut folded = DataBankMonth::new(month, LAW.pilot.nearest(month.first));
        folded.add(&moved);
        let tables = folded.drawn_from(rosters.iter().map(|text| Roster::parse(text)).collect()).tables();
        let table = tables.into_iter().find(|table| table.id == "experts").unwrap();
        table.rows.into_iter().map(|row| (row.key, row.values.into_iter().flatten().collect::<Vec<_>>())).collect::<Vec<_>>()
    };
    let both = ["expert-0", "expert-1"];
    // Given and open in September with the first one, decided in October by the second one.
    assert_eq!(experts("2025-09", &both), [("expert-0".to_owned(), vec![1, 0, 0, 1])]);
    assert_eq!(experts("2025-10", &both), [("expert-1".to_owned(), vec![0, 1, 0, 0])]);
    // A register that nobody kept leaves it with nobody, and not with whoever got it later.
    assert_eq!(experts("2025-09", &both[1..]), [(String::new(), vec![1, 0, 0, 1])]);
}

#[test]
fn every_table_is_described_and_its_paragraph_stands_in_the_order() {
    for (table, system) in
        tables(&[]).iter().map(|table| (table, System::DataBank)).chain(of_forms(&[]).iter().map(|table| (table, System::Mis)))
    {
        let outline = TABLES.iter().find(|outline| outline.id == table.id).unwrap_or_else(|| panic!("{}", table.id));
        assert_eq!(table.columns, outline.columns.iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>(), "{}", table.id);
        assert_eq!(table.system, system);
    }
    for outline in TABLES {
        assert!(LAW.places.contains_key(outline.cite), "{}", outline.cite);
    }
}

#[test]
fn a_figure_that_is_one_too_many_a_row_too_few_and_a_table_that_nobody_counts_are_seen() {
    let counted = acts(&month(), &[]);
    let right = tables(&[]);
    assert_eq!(otherwise(&right, &counted), Vec::<String>::new());
    let ids: BTreeSet<String> = right.iter().map(|table| table.id.clone()).collect();
    for id in ids {
        let mut wrong = right.clone();
        let table = wrong.iter_mut().find(|table| table.id == id).unwrap();
        match table.rows.first_mut() {
            Some(row) => row.values[0] = Some(row.values[0].unwrap_or(0) + 1),
            None => table
                .rows
                .push(saraptama_core::indicators::Row { key: "x".to_owned(), values: vec![Some(1); table.columns.len()] }),
        }
        assert!(!otherwise(&wrong, &counted).is_empty(), "{id}");
        wrong.retain(|table| table.id != id);
        assert!(!otherwise(&wrong, &counted).is_empty(), "{id} is not there");
        wrong = right.clone();
        wrong.iter_mut().find(|table| table.id == id).unwrap().id = "new".to_owned();
        assert_eq!(otherwise(&wrong, &counted).len(), 2, "{id} has another name");
    }
}
