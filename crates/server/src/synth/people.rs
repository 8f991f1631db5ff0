use super::random::Random;
use jiff::civil::Date;
use saraptama_core::form::Sex;
use saraptama_core::terms::{Bin, Iin};

const FAMILY: [&str; 16] = [
    "Әбдіғұлов",
    "Ахметов",
    "Байжанов",
    "Ғалымов",
    "Досжанов",
    "Ержанов",
    "Жүнісбеков",
    "Қасымов",
    "Мұратов",
    "Нұрланов",
    "Оспанов",
    "Өтегенов",
    "Сейітов",
    "Тоқтаров",
    "Үмбетов",
    "Шәріпов",
];
const MEN: [&str; 12] =
    ["Айдос", "Бауыржан", "Ғани", "Дәурен", "Ерлан", "Жандос", "Қуаныш", "Мейірлан", "Нұрлан", "Сәкен", "Темірлан", "Ілияс"];
const WOMEN: [&str; 12] =
    ["Айгүл", "Әйгерім", "Балжан", "Гүлнәр", "Динара", "Жұлдыз", "Қарлығаш", "Меруерт", "Назгүл", "Сәуле", "Толғанай", "Үміт"];
const FATHERS: [&str; 10] = ["Асқар", "Бекзат", "Ғалым", "Дархан", "Ермек", "Қайрат", "Марат", "Өмір", "Серік", "Талғат"];

/// The first serial number of our IINs: some 1 100 children are born a day, so that a day's numbers
/// stay far below; ours belong to nobody.
const SERIALS_FROM: u64 = 9000;

/// A person who does not exist.
pub(crate) struct Somebody {
    pub(crate) iin: Iin,
    pub(crate) family_name: String,
    pub(crate) given_name: String,
    pub(crate) patronymic: String,
    pub(crate) birth: Date,
    pub(crate) sex: Sex,
}

impl Somebody {
    /// Somebody born on that day.
    pub(crate) fn born_on(birth: Date, random: &mut Random) -> Self {
        let sex = if random.percent(50) { Sex::Male } else { Sex::Female };
        let pick = |names: &[&str], random: &mut Random| random.pick(names).copied().unwrap_or_default().to_owned();
        let (family, father) = (pick(&FAMILY, random), pick(&FATHERS, random));
        let (ending, given, child) = match sex {
            Sex::Male => ("", pick(&MEN, random), "ұлы"),
            Sex::Female => ("а", pick(&WOMEN, random), "қызы"),
        };
        let (family_name, patronymic) = (family + ending, father + child);
        Self { iin: iin(birth, sex, random), family_name, given_name: given, patronymic, birth, sex }
    }

    /// Somebody of working age.
    pub(crate) fn adult(today: Date, random: &mut Random) -> Self {
        let days = random.between(30 * 365, 58 * 365);
        Self::born_on(days_before(today, days), random)
    }

    /// Family name and initials.
    pub(crate) fn short_name(&self) -> String {
        let initial = |name: &str| name.chars().next().map(|c| format!(" {c}.")).unwrap_or_default();
        format!("{}{}{}", self.family_name, initial(&self.given_name), initial(&self.patronymic))
    }
}

/// An IIN that agrees with birth and sex.
pub(super) fn iin(birth: Date, sex: Sex, random: &mut Random) -> Iin {
    let century = 2 * (birth.year() / 100 - 18) + if sex == Sex::Male { 1 } else { 2 };
    let start = format!("{:02}{:02}{:02}{century}", birth.year() % 100, birth.month(), birth.day());
    complete(&start, SERIALS_FROM..10_000, random, Iin::complete)
}

/// A BIN of a resident legal entity; no register counts a month's entries so far.
pub(crate) fn bin(random: &mut Random) -> Bin {
    let start = format!("{:02}{:02}40", random.between(8, 24), random.between(1, 12));
    complete(&start, 99_000..100_000, random, Bin::complete)
}

/// Tries serial numbers until one has a control digit: of eleven digits less than one in a hundred has none.
fn complete<T>(start: &str, serials: std::ops::Range<u64>, random: &mut Random, by: fn([u8; 11]) -> Option<T>) -> T {
    loop {
        let digits = format!("{start}{}", random.between(serials.start, serials.end - 1));
        if let Some(number) = digits.as_bytes().try_into().ok().and_then(by) {
            return number;
        }
    }
}

/// So many days earlier, not before the year 1900.
pub(super) fn days_before(day: Date, days: u64) -> Date {
    let span = jiff::Span::new().days(i64::try_from(days.min(73_000)).unwrap_or_default());
    day.checked_sub(span).unwrap_or(day).max(jiff::civil::date(1900, 1, 1))
}
