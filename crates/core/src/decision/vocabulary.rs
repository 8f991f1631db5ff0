//! The closed lists of the decision, each value as the contract writes it.

macro_rules! vocabulary {
    ($(#[doc = $about:literal] $list:ident { $($name:ident = $text:literal, $doc:literal;)* })*) => {$(
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $list { $(#[doc = $doc] $name,)* }

        impl $list {
            /// Every value, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As the contract writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The value that the contract writes so, if there is one.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }

        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    )*};
}

vocabulary! {
    /// What is said of disability; capacity loss and measures may stand with either.
    Outcome {
        Established = "established", "Disability is established.";
        NotEstablished = "not-established", "Disability is not established.";
    }

    /// The category of disability, by age on the day of the decision.
    Category {
        Child = "child", "A child under 7.";
        ChildGroup1 = "child-group-1", "A child from 7 to 17, first group.";
        ChildGroup2 = "child-group-2", "A child from 7 to 17, second group.";
        ChildGroup3 = "child-group-3", "A child from 7 to 17, third group.";
        Group1 = "group-1", "An adult, first group.";
        Group2 = "group-2", "An adult, second group.";
        Group3 = "group-3", "An adult, third group.";
    }

    /// The cause of disability.
    Cause {
        GeneralDisease = "general-disease", "A disease as such.";
        WorkInjury = "work-injury", "An injury at work.";
        OccupationalDisease = "occupational-disease", "A disease of the occupation.";
        FromChildhood = "from-childhood", "Disability since childhood, of an adult.";
        ChildUnder7 = "child-under-7", "A child under 7.";
        Child7To18 = "child-7-to-18", "A child from 7 to 18.";
        ServiceInjury = "service-injury", "An injury in military or equal service.";
        ServiceDisease = "service-disease", "A disease from military or equal service.";
        NuclearAccident = "nuclear-accident", "Nuclear tests and accidents.";
    }

    /// For how long something is established.
    Term {
        SixMonths = "6-months", "Six months.";
        OneYear = "1-year", "One year.";
        TwoYears = "2-years", "Two years.";
        FiveYears = "5-years", "Five years.";
        Until7 = "until-7", "Until the seventh birthday.";
        Until18 = "until-18", "Until the eighteenth birthday.";
        WithoutTerm = "without-term", "Without a new examination.";
    }

    /// An activity of life.
    Activity {
        SelfCare = "self-care", "Caring for oneself.";
        Movement = "movement", "Moving about.";
        Work = "work", "Working.";
        Learning = "learning", "Learning.";
        Orientation = "orientation", "Finding one's way.";
        Communication = "communication", "Communicating.";
        Behaviour = "behaviour", "Controlling one's behaviour.";
    }

    /// A kind of social measure.
    MeasureKind {
        Prosthesis = "prosthesis", "Prosthetic and orthopaedic help.";
        TechnicalAid = "technical-aid", "Another technical aid.";
        HearingAid = "hearing-aid", "An aid of hearing.";
        VisionAid = "vision-aid", "An aid of vision.";
        Wheelchair = "wheelchair", "A wheelchair.";
        Hygiene = "hygiene", "Means of hygiene.";
        Assistant = "assistant", "A personal assistant.";
        SignLanguage = "sign-language", "A sign language specialist.";
        Sanatorium = "sanatorium", "Sanatorium treatment.";
        SocialService = "social-service", "A special social service.";
        Other = "other", "Another measure.";
    }
}

impl Category {
    /// The ages in full years to which the category belongs, both ends included.
    pub fn ages(self) -> (i16, i16) {
        match self {
            Self::Child => (0, 6),
            Self::ChildGroup1 | Self::ChildGroup2 | Self::ChildGroup3 => (7, 17),
            Self::Group1 | Self::Group2 | Self::Group3 => (18, i16::MAX),
        }
    }
}

impl Cause {
    /// Whether a document must establish the causal link.
    pub fn needs_causal_link(self) -> bool {
        matches!(self, Self::ServiceInjury | Self::ServiceDisease | Self::NuclearAccident)
    }
}

impl Term {
    /// The age in full years below which the term may be given, if it ends with a birthday.
    pub fn below_age_years(self) -> Option<i16> {
        match self {
            Self::Until7 => Some(7),
            Self::Until18 => Some(18),
            _ => None,
        }
    }
}
