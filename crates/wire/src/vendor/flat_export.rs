//! A flat JSON as medical information systems of Kazakhstan export: Kazakh and Russian field names, days as
//! `DD.MM.YYYY`, places by the classifier KATO. Vendors do not publish their formats: this one is an example of the shape.

use crate::original::Read::{Choice, DayMonthYear, Kato, LocalInstant, Number, NumberOr, Only, Text};
use crate::original::Row::{Each, One};
use crate::original::{Each as List, Format, Row, Syntax};

pub(super) const FORMAT: Format = Format { syntax: Syntax::Json, rows: ROWS };

const YES_NO: &[(&str, &str)] = &[("Иә", "yes"), ("Да", "yes"), ("Жоқ", "no"), ("Нет", "no")];

const ROWS: &[Row] = &[
    One("Құжат_түрі", "form", Choice(&[("031/е", "031/e"), ("031/у", "031/e")])),
    One("Нұсқа", "version", Number),
    One("Жолдама_ID", "id", Text),
    One("Құрылған_уақыты", "created_at", LocalInstant),
    One("Деректер_тексерілген_уақыты", "data_checked_at", LocalInstant),
    One("МАЖ_әзірлеуші", "mis/vendor", Text),
    One("МАЖ_атауы", "mis/system", Text),
    One("МҰ_БСН", "organisation/bin", Text),
    One("МҰ_атауы", "organisation/name", Text),
    One("МҰ_КАТО", "organisation/region", Kato),
    One(
        "МҰ_мәртебесі",
        "organisation/capacity",
        Choice(&[("Тіркелген жері бойынша", "registration-place"), ("Диспансер", "dispensary")]),
    ),
    One("Дәрігер_ЖСН", "doctor/iin", Text),
    One("Дәрігер_аты_жөні", "doctor/name", Text),
    One("Дәрігер_мамандығы", "doctor/speciality", Text),
    One("ЖСН", "patient/iin", Text),
    One("Тегі", "patient/family_name", Text),
    One("Аты", "patient/given_name", Text),
    One("Әкесінің_аты", "patient/patronymic", Text),
    One("Туған_күні", "patient/birth_date", DayMonthYear),
    One("Жынысы", "patient/sex", Choice(&[("Ер", "male"), ("М", "male"), ("Әйел", "female"), ("Ж", "female")])),
    One("Тіркелген_КАТО", "patient/region", Kato),
    One("Бекітілген_МҰ_БСН", "patient/attachment/bin", Text),
    One("Бекітілген_МҰ_атауы", "patient/attachment/name", Text),
    One("Мекенжайы", "patient/address", Text),
    One("Телефоны", "patient/phone", Text),
    One("Өкілі", "patient/representative/name", Text),
    One("Өкілінің_ЖСН", "patient/representative/iin", Text),
    One("Өкілінің_туыстығы", "patient/representative/relation", Text),
    One("Кәсібі", "patient/occupation", Text),
    One("Жұмыс_орны", "patient/workplace", Text),
    One("Білімі", "patient/education", Text),
    One("Жолдама_мақсаты", "referral/purpose", Choice(&[("Алғашқы", "first"), ("Қайта", "repeat")])),
    One("Бұрынғы_акт_нөмірі", "referral/earlier_act", Text),
    One("Орнына_берілген_жолдама", "referral/replaces", Text),
    One("Жолдама_себебі", "referral/reason", Text),
    One("АХЖ_10", "diagnosis/main/icd10", Text),
    One("Диагноз", "diagnosis/main/text", Text),
    One("Диагноз_қойылған_күні", "diagnosis/main/established_on", DayMonthYear),
    One("Анатомиялық_нысан", "diagnosis/main/anatomical_form", NumberOr(&[("Тізімде жоқ", "none")])),
    Each(List { from: "Асқынулар", to: "diagnosis/complications", rows: OTHER_DIAGNOSIS }),
    Each(List { from: "Қосалқы_диагноздар", to: "diagnosis/comorbid", rows: OTHER_DIAGNOSIS }),
    One("Ауру_анамнезі", "history/disease", Text),
    One("Өмір_анамнезі", "history/life", Text),
    One("Емі", "history/treatment", Text),
    Each(List {
        from: "Еңбекке_жарамсыздық",
        to: "history/incapacity",
        rows: &[One("Басы", "from", DayMonthYear), One("Соңы", "to", DayMonthYear), One("АХЖ_10", "icd10", Text)],
    }),
    Each(List {
        from: "Функция_бұзылыстары",
        to: "impairments",
        rows: &[One("Функция", "function", Text), One("Дәрежесі", "degree", Number), One("Сипаты", "text", Text)],
    }),
    One("Хирургиялық_ампутация", "circumstances/surgical_amputation", Choice(YES_NO)),
    Each(List { from: "Зерттеулер", to: "evidence", rows: EVIDENCE }),
    Each(List {
        from: "Ұсынылған_шаралар", to: "measures", rows: &[One("Түрі", "kind", Text), One("Мазмұны", "text", Text)]
    }),
    One("ДКК_хаттама_нөмірі", "commission/number", Text),
    One("ДКК_күні", "commission/date", DayMonthYear),
    One("ДКК_төраға_ЖСН", "commission/chair/iin", Text),
    One("ДКК_төраға_аты_жөні", "commission/chair/name", Text),
    Each(List {
        from: "ДКК_мүшелері",
        to: "commission/members",
        rows: &[One("ЖСН", "iin", Text), One("Аты_жөні", "name", Text)],
    }),
    One("Экспорт_кодтауы", "", Only(&[("UTF-8", "")])),
];

const OTHER_DIAGNOSIS: &[Row] = &[One("АХЖ_10", "icd10", Text), One("Диагноз", "text", Text)];

const EVIDENCE: &[Row] = &[
    One("Түрі", "kind", Choice(KINDS)),
    One(
        "Жағдайы",
        "status",
        Choice(&[("Қоса берілді", "attached"), ("Жоқ", "not-available"), ("Бұрынғы актіде бар", "carried")]),
    ),
    One("Күні", "date", DayMonthYear),
    One("МҰ_атауы", "organisation", Text),
    One("Маман", "specialist/name", Text),
    One("Маман_түрі", "specialist/audience", Choice(&[("Ересектер", "adult"), ("Балалар", "child")])),
    One("Қорытынды", "conclusion", Text),
    One("Жергілікті_күйі", "facts/local_status", Text),
    One("Тұқыл_күйі", "facts/stump_condition", Text),
    One("Ампутация_деңгейі", "facts/amputation_level", Text),
    One("Жағы", "facts/laterality", Text),
    One("Кариотип", "facts/karyotype", Text),
    One("Ақыл_ой_бұзылысы_дәрежесі", "facts/mental_impairment_degree", Text),
    One("Мутация", "facts/mutation", Text),
    One("Файл_SHA256", "document/sha256", Text),
    One("Файл_түрі", "document/media_type", Text),
    One("Файл_көлемі", "document/size", Number),
    One("Файл_атауы", "document/name", Text),
];

const KINDS: &[(&str, &str)] = &[
    ("Стационарлық науқас картасынан үзінді", "inpatient-extract"),
    ("Травматолог-ортопед", "traumatologist-orthopaedist"),
    ("Хирург", "surgeon"),
    ("Аяқ-қол рентгенографиясы", "limb-radiograph"),
    ("Рентгенолог", "radiologist"),
    ("001/е 10-парағы", "sheet-10-of-001e"),
    ("Кариотип", "karyotype"),
    ("Генетик", "geneticist"),
    ("Невролог", "neurologist"),
    ("Психиатр", "psychiatrist"),
    ("ПМПК", "pmpc"),
    ("Амбулаториялық картадан үзінді", "card-extract"),
    ("ДНҚ-диагностика", "dna-mutation"),
    ("Басқа", "other"),
];
