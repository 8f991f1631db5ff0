use crate::decision::Category;
use crate::terms::full_years;
use jiff::civil::Date;

/// The ages between which the categories of disability change: what is told of a patient's age, and no birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeGroup {
    /// A child under 7.
    ChildUnder7,
    /// A child from 7 to 17.
    Child7To17,
    /// An adult.
    Adult,
}

impl AgeGroup {
    /// Every group, the youngest first.
    pub const ALL: [Self; 3] = [Self::ChildUnder7, Self::Child7To17, Self::Adult];

    /// The group of whoever was born on `birth`, on the day `on`; none before birth.
    pub fn of(birth: Date, on: Date) -> Option<Self> {
        let age = full_years(birth, on);
        let holds = |group: &Self| {
            let (youngest, oldest) = group.category().ages();
            (youngest..=oldest).contains(&age)
        };
        Self::ALL.into_iter().find(holds)
    }

    /// One of the categories that this group may be given: the ages are theirs.
    fn category(self) -> Category {
        match self {
            Self::ChildUnder7 => Category::Child,
            Self::Child7To17 => Category::ChildGroup1,
            Self::Adult => Category::Group1,
        }
    }

    /// As archives and words name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ChildUnder7 => "child-under-7",
            Self::Child7To17 => "child-7-to-17",
            Self::Adult => "adult",
        }
    }

    /// The group of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_group_changes_on_the_birthday_on_which_the_categories_do() {
        let born = date(2007, 9, 2);
        let group = |on| AgeGroup::of(born, on).map(AgeGroup::as_str);
        assert_eq!(group(date(2007, 9, 1)), None);
        assert_eq!((group(date(2007, 9, 2)), group(date(2014, 9, 1))), (Some("child-under-7"), Some("child-under-7")));
        assert_eq!((group(date(2014, 9, 2)), group(date(2025, 9, 1))), (Some("child-7-to-17"), Some("child-7-to-17")));
        assert_eq!((group(date(2025, 9, 2)), group(date(2080, 1, 1))), (Some("adult"), Some("adult")));
    }

    #[test]
    fn every_category_belongs_to_exactly_one_group() {
        for category in Category::ALL {
            let own = AgeGroup::ALL.into_iter().filter(|group| group.category().ages() == category.ages()).count();
            assert_eq!(own, 1, "{category:?}");
        }
        assert!(AgeGroup::ALL.into_iter().all(|group| AgeGroup::parse(group.as_str()) == Some(group)));
        assert_eq!(AgeGroup::parse(""), None);
    }
}
