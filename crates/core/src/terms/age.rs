use jiff::civil::Date;

/// Age in full years of a person born on `birth`, on the day `on`; negative before birth.
///
/// Born on 29 February, one comes of age on 1 March of a common year (contract, `findings.md`).
pub fn full_years(birth: Date, on: Date) -> i16 {
    let birthday_is_ahead = (on.month(), on.day()) < (birth.month(), birth.day());
    on.year() - birth.year() - i16::from(birthday_is_ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_of_age_is_full_on_the_birthday_itself() {
        let years = |birth, on| full_years(birth, on);
        assert_eq!(years(date(2007, 9, 2), date(2025, 9, 1)), 17);
        assert_eq!(years(date(2007, 9, 2), date(2025, 9, 2)), 18);
        assert_eq!(years(date(2025, 9, 2), date(2025, 9, 2)), 0);
        assert_eq!(years(date(2025, 9, 2), date(2025, 9, 1)), -1);
    }

    #[test]
    fn born_on_29_february_one_comes_of_age_on_1_march_of_a_common_year() {
        let born = date(2008, 2, 29);
        assert_eq!(full_years(born, date(2026, 2, 28)), 17);
        assert_eq!(full_years(born, date(2026, 3, 1)), 18);
        assert_eq!(full_years(born, date(2028, 2, 28)), 19);
        assert_eq!(full_years(born, date(2028, 2, 29)), 20);
    }
}
