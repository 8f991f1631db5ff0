use std::borrow::Cow;

/// One reason why a decision is refused, by the member that it concerns.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DecisionFault {
    /// What is wrong.
    #[serde(rename = "code")]
    pub wrong: Wrong,
    /// A JSON pointer to the member; empty for the whole.
    pub pointer: Cow<'static, str>,
}

impl DecisionFault {
    /// A fault of the member at `pointer`.
    pub fn new(wrong: Wrong, pointer: impl Into<Cow<'static, str>>) -> Self {
        Self { wrong, pointer: pointer.into() }
    }

    /// Where the rule stands: a technical rule of the contract, which in turn stands for the MSE Rules.
    pub fn source(&self) -> &'static str {
        "contract"
    }

    /// The name of its message for people, in `decision.ftl`.
    pub fn key(&self) -> &'static str {
        self.wrong.key()
    }
}

macro_rules! wrongs {
    ($($name:ident = $code:literal, $key:literal, $doc:literal;)*) => {
        /// What can be wrong with a decision: nothing else is refused, the expert answers for the rest.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Wrong { $(#[doc = $doc] $name,)* }

        impl Wrong {
            /// Everything that can be wrong.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As programs read it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The name of its message for people, in `decision.ftl`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

wrongs! {
    NotJson = "json.invalid", "decision-json-invalid", "Not a JSON object, or a member twice.";
    TooLarge = "json.too-large", "decision-too-large", "Larger than a decision may be.";
    Missing = "field.missing", "decision-field-missing", "A required member is absent.";
    Unknown = "field.unknown", "decision-field-unknown", "A member that the contract does not know.";
    Invalid = "field.invalid", "decision-field-invalid", "A value of the wrong type or outside its list.";
    Blank = "field.blank", "decision-field-blank", "A text that must say something is blank.";
    ActDiffers = "decision.act-differs", "decision-act-differs", "It names another act than the one decided.";
    RequiredWhenEstablished = "decision.required-when-established", "decision-required-when-established",
        "Disability is established, and this member is absent.";
    CausalLinkMissing = "decision.causal-link-missing", "decision-causal-link-missing",
        "The cause needs the document that establishes the causal link.";
    CategoryAge = "decision.category-age", "decision-category-age", "The category belongs to another age.";
    TermAge = "decision.term-age", "decision-term-age", "The term ends with a birthday that has passed.";
    PercentRange = "decision.percent-range", "decision-percent-range", "A percentage beyond 100.";
    DegreeRange = "decision.degree-range", "decision-degree-range", "A degree other than 1, 2 or 3.";
}

impl serde::Serialize for Wrong {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}
