//! People who do not exist.

use jiff::civil::date;
use saraptama_core::decision::Decision;
use saraptama_core::form::{Purpose, Sex};
use saraptama_core::law::{Law, PilotRules};
use saraptama_core::terms::{FormId, Instant, Sha256, parse_instant};
use saraptama_paper::{Act, Check, Diagnosed, Extract, Form031, Impairment, Notice, Seal};
use std::sync::LazyLock;

pub const FULL: &[u8] = include_bytes!("../data/form-full.json");
pub const DRAFT: &[u8] = include_bytes!("../../../../law/mse-pilot-2025/examples/down-blocked.json");
pub const DECISION: &[u8] = include_bytes!("../data/decision.json");
pub const CMS: &[u8] = b"0\x82\x0b\xad any bytes stand for a signature\x00\xff";
pub const PROOF: &[u8] = br#"{"leaf":"AA==","path":[],"checkpoint":"..."}"#;
pub const LINK: &str = "https://mse.example.kz/v/7K3M9QXR2TBW";

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);
static READ: LazyLock<Decision> = LazyLock::new(|| saraptama_wire::decision::read(DECISION).unwrap());

pub fn rules() -> &'static PilotRules {
    LAW.pilot.nearest(date(2025, 11, 3))
}

pub fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

pub fn seal(name: &'static str, signed_at: &str) -> Seal<'static> {
    Seal { name, bin: Some("221140839146"), signed_at: at(signed_at), certificate: Sha256::of(name.as_bytes()), cms: CMS }
}

pub fn form() -> Form031<'static> {
    let seal = Some(seal("СЕЙІТОВ БАУЫРЖАН", "2025-11-03T15:42:07+05:00"));
    Form031 { bytes: FULL, seal, made_at: at("2025-11-03T15:42:07+05:00"), rules: rules(), demo: true }
}

pub fn draft() -> Form031<'static> {
    Form031 { bytes: DRAFT, seal: None, made_at: at("2025-12-01T10:00:00+05:00"), rules: rules(), demo: false }
}

pub fn act() -> Act<'static> {
    let impairments = vec![
        Impairment {
            function: "movement", degree: 3, text: Some("протезсіз жүре алмайды, балдақпен 100 м дейін")
        },
        Impairment { function: "mental", degree: 1, text: None },
    ];
    let rules = rules();
    let anatomical = rules.sub_forms.iter().find(|form| form.number == 21).map(|form| &form.name);
    Act {
        decision: &READ,
        bytes: DECISION,
        seal: Some(seal("ДӘУЛЕТҚЫЗЫ ҰЛЖАН", "2025-11-04T11:20:31+05:00")),
        form: FormId::parse("0197f3a0-0000-4000-8000-0000000000ab").unwrap(),
        received_at: at("2025-11-03T15:43:00+05:00"),
        decided_at: at("2025-11-04T11:20:31+05:00"),
        purpose: Purpose::Repeat,
        earlier_act: Some("2024-000123"),
        sex: Sex::Female,
        age_years: 40,
        diagnosis: Diagnosed {
            icd10: "S88.1",
            text: "Сол жақ жіліншіктің ортаңғы үштен бірі деңгейіндегі травматикалық ампутациясы",
            nosology: rules.nosologies.first().map(|nosology| &nosology.name),
            anatomical,
        },
        impairments,
        place: Some(41),
        register: Some(PROOF),
        check: Some(Check { link: LINK }),
        demo: true,
    }
}

pub fn extract() -> Extract<'static> {
    Extract {
        decision: &READ,
        person: "Әбдіғұлова Қарлығаш Өмірқызы",
        iin: "850226441534",
        birth_date: date(1985, 2, 26),
        decided_at: at("2025-11-04T11:20:31+05:00"),
        seal: seal("ДӘУЛЕТҚЫЗЫ ҰЛЖАН", "2025-11-04T11:20:31+05:00"),
        register: Some(PROOF),
        check: Some(Check { link: LINK }),
        demo: true,
    }
}

pub fn notice() -> Notice<'static> {
    Notice {
        decision: &READ,
        person: "Әбдіғұлова Қарлығаш Өмірқызы",
        age_years: 40,
        decided_at: at("2025-11-04T11:20:31+05:00"),
        register: Some(PROOF),
        check: Some(Check { link: LINK }),
        demo: false,
    }
}
