//! Documents of order B and of the monthly monitoring; nobody in them exists.

use super::cases::{at, seal};
use jiff::civil::date;
use saraptama_core::htmc::dossier::{CRITERIA, Confirmed, Open, Passage, Rated, Scored, Technology, Topic};
use saraptama_core::htmc::referral::{Payer, Referral, Urgency};
use saraptama_core::htmc::rows;
use saraptama_core::htmc::transition::Tally;
use saraptama_core::indicators::{Report, Row, System, Table, outline};
use saraptama_core::law::{Law, Section};
use saraptama_core::terms::{Bin, FormId, Icd10, Iin, Sha256, Trilingual};
use saraptama_paper::{Dossier, HighTechReferral, Monthly, Sheet, Transition, Wording};
use saraptama_wire::dossier::{self, Person};
use saraptama_wire::transition::protocol::{Figures, Made, Protocol};
use saraptama_wire::transition::read_any;
use saraptama_wire::words::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FIGURES: &[u8] = include_bytes!("../../../../docs/examples/htmc-transition.csv");
/// Types of the worked example: one that leaves the list, one that is watched, one on which readings differ.
const TYPES: [&str; 3] = ["35.84", "37.66", "86.66"];

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);
static DOSSIER: LazyLock<dossier::Protocol> = LazyLock::new(scored);
static DOSSIER_BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| DOSSIER.to_bytes());
static TRANSITION: LazyLock<Protocol> = LazyLock::new(judged);
static TRANSITION_BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| TRANSITION.to_bytes());
static REFERRAL: LazyLock<Referral> = LazyLock::new(referred);
static REFERRAL_BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| saraptama_wire::htmc_referral::write(&REFERRAL));

fn id() -> FormId {
    FormId::parse("0199f3a0-0000-7000-8000-0000000000cd").unwrap()
}

fn rated(levels: [u8; CRITERIA], justification: &str) -> Scored {
    let rated = levels.map(|level| {
        let sources = vec!["PMID 12345678".to_owned(), "EBMT 2024".to_owned()];
        Rated { level, justification: justification.to_owned(), sources }
    });
    Scored { rated, revision: 1, at: at("2025-09-02T10:00:00+05:00") }
}

/// A technology on whose innovation two analysts disagree.
fn scored() -> dossier::Protocol {
    let passage = |text: &str| Passage { text: text.to_owned(), sources: vec!["PMID 12345678".to_owned()] };
    let technology = Technology {
        name: Trilingual {
            kk: "Ішек трансплантациясы".to_owned(),
            ru: "Трансплантация кишечника".to_owned(),
            en: "Transplantation of the intestine".to_owned(),
        },
        code: Some("46.97".to_owned()),
        proposer: "Хирургия институты".to_owned(),
        in_use_since: Some(1998),
        evidence: BTreeMap::from([
            (Topic::WorldUse, passage("1998 жылдан бері 80 орталықта")),
            (Topic::Analogues, passage("Қазақстанда аналогы жоқ")),
        ]),
    };
    let scores = [("analyst", rated([3, 1, 1], "Он жылдан астам")), ("analyst-02", rated([4, 1, 1], "Он бес жылдан астам"))];
    let open = Open {
        technology,
        by: "analyst".to_owned(),
        entered_at: at("2025-09-01T09:00:00+05:00"),
        revision: 1,
        scores: scores.into_iter().map(|(by, scored)| (by.to_owned(), scored)).collect(),
        frozen: None,
    };
    let reasons = ["1998 жылдан бері – 15 жылдан астам", "", ""];
    let mut levels = [4, 1, 1].into_iter().zip(reasons);
    let confirmed: [Confirmed; CRITERIA] = std::array::from_fn(|_| {
        let (level, reason) = levels.next().unwrap();
        Confirmed { level, reason: reason.to_owned() }
    });
    let by = "analyst-03";
    let made =
        dossier::Made { id: id(), open: &open, confirmed: &confirmed, by, at: at("2025-09-03T11:05:00+05:00"), htmc: &LAW.htmc };
    made.protocol(name).unwrap()
}

fn name(id: &str) -> String {
    let names = [("analyst", "Ахметова А. Б."), ("analyst-02", "Нұрланов Е. Қ."), ("analyst-03", "Сәбитова Г. Ж.")];
    names.into_iter().find(|(known, _)| *known == id).unwrap().1.to_owned()
}

/// Three types of the worked example, judged.
fn judged() -> Protocol {
    let (list, day) = (&LAW.htmc.lists[0], date(2025, 9, 2));
    let regions = LAW.pilot.nearest(day).subjects.iter().filter_map(|subject| subject.region);
    let read = read_any(FIGURES, Tally::new(list, &LAW.htmc.transitions, regions)).unwrap();
    let mut types = read.tally.compare();
    types.retain(|one| TYPES.contains(&one.usual.code.as_str()));
    let file = Figures {
        id: id(),
        sha256: Sha256::of(FIGURES),
        rows: read.rows,
        imported_by: Person { id: "analyst".to_owned(), name: name("analyst") },
        imported_at: at("2025-09-02T12:30:00+05:00"),
    };
    Made { file, law_day: day, list, htmc: &LAW.htmc, types: &types }.protocol()
}

fn referred() -> Referral {
    Referral {
        organisation: Bin::parse("221140839146").unwrap(),
        patient: Iin::parse("850226441534").unwrap(),
        patient_name: "Әбдіғұлова Қарлығаш Өмірқызы".to_owned(),
        birth_date: date(1985, 2, 26),
        icd10: Icd10::parse("I50.0").unwrap(),
        diagnosis: "Жүрек функциясының жеткіліксіздігі".to_owned(),
        urgency: Urgency::Planned,
        payer: Payer::Insurance,
        section: Section::PlannedInsurance,
        code: "92.291".to_owned(),
        edition: LAW.htmc.lists[0].edition.clone(),
        grounds: "Дәрімен емдеу нәтиже бермеді\nОперация қажет".to_owned(),
        granted: true,
        number: "17".to_owned(),
        decided_on: date(2025, 9, 1),
        chair: "Сейітов Б. А.".to_owned(),
        members: vec!["Бірінші М.".to_owned(), "Екінші М.".to_owned()],
    }
}

/// The protocol of a dossier, approved.
pub fn dossier() -> Dossier<'static> {
    let seal = Some(seal("СӘБИТОВА ГҮЛНАР", "2025-09-03T11:20:00+05:00"));
    Dossier { protocol: &DOSSIER, bytes: &DOSSIER_BYTES, seal, demo: true }
}

/// The protocol of a file of figures, signed.
pub fn transition() -> Transition<'static> {
    let seal = Some(seal("НҰРЛАНОВ ЕРЛАН", "2025-09-03T15:00:00+05:00"));
    Transition { protocol: &TRANSITION, bytes: &TRANSITION_BYTES, seal, demo: true }
}

/// The same, before anybody signed it.
pub fn transition_draft() -> Transition<'static> {
    Transition { seal: None, demo: false, ..transition() }
}

/// A commission's referral to high-tech care.
pub fn high_tech() -> HighTechReferral<'static> {
    let list = &LAW.htmc.lists[0];
    HighTechReferral {
        id: id(),
        content: &REFERRAL,
        bytes: &REFERRAL_BYTES,
        seal: Some(seal("СЕЙІТОВ БАУЫРЖАН", "2025-09-02T09:00:00+05:00")),
        row: rows(list, Some(REFERRAL.section), Some(&REFERRAL.code)).next(),
        section: LAW.sections.iter().find(|section| section.id == REFERRAL.section),
        made_at: at("2025-09-02T09:00:00+05:00"),
        demo: true,
    }
}

/// A month that is not over, without the parts of two systems: counts, shares, spans of time, names, what is not there.
pub fn month(lang: Lang) -> Sheet<'static> {
    let wording =
        Wording { words: &super::WORDS, lang, law: &LAW, experts: BTreeMap::from([("expert-01".to_owned(), name("analyst"))]) };
    let made_at = at("2025-09-20T09:00:00+05:00");
    Monthly::new(&report(), &wording).sheet(made_at, Some(super::WORDS.one(lang, "paper-demo", &[])))
}

fn report() -> Report {
    let databank = [
        table("arrivals", &[("accepted", &[Some(412)]), ("refused", &[Some(9)])]),
        table("refusals", &[("form-too-old", &[Some(9)])]),
        table("terms", &[("in-time", &[Some(301), Some(983)]), ("late", &[Some(5), Some(16)])]),
        table(
            "stages",
            &[
                ("deciding", &[Some(306), Some(20_700), Some(93_600), Some(180_000)]),
                ("numbering", &[Some(412), Some(1), Some(2), Some(75)]),
            ],
        ),
        table("by-subject", &[("2", &[Some(300), Some(250), None, Some(0)]), ("", &[Some(6), Some(6), Some(0), Some(0)])]),
        table("by-nosology", &[("limb-defect", &[Some(200), Some(190), Some(3), Some(1)])]),
        table("by-vendor", &[("+damu+other", &[Some(7), Some(7), Some(0), Some(0)])]),
        table(
            "experts",
            &[("expert-01", &[Some(20), Some(18), Some(1), Some(1)]), ("expert-02", &[Some(19), Some(19), Some(0), Some(0)])],
        ),
        table("categories", &[]),
    ];
    Report {
        month: "2025-09".to_owned(),
        provisional: true,
        public: false,
        lacks: vec![System::Mis, System::Ministry],
        not_closed: vec![],
        tables: databank.into(),
    }
}

fn table(id: &str, written: &[(&str, &[Option<u64>])]) -> Table {
    let columns: Vec<String> = outline(id).unwrap().columns.iter().map(|(column, _)| (*column).to_owned()).collect();
    let row = |(key, values): &(&str, &[Option<u64>])| {
        assert_eq!(values.len(), columns.len(), "{id}");
        Row { key: (*key).to_owned(), values: values.to_vec() }
    };
    let rows = written.iter().map(row).collect();
    Table { id: id.to_owned(), system: System::DataBank, columns, rows }
}
