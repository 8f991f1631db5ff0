//! What people read: messages in Kazakh, Russian and English, from Fluent files, one folder a language.
//! Kazakh is the source. Names that the law gives come from the law's data as arguments.

mod cite;
mod finding;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use saraptama_core::check::{Decision, Reason};
use saraptama_core::terms::Trilingual;
use std::collections::BTreeMap;
use std::sync::RwLock;
use unic_langid::LanguageIdentifier;

pub use cite::cite;
pub use fluent_bundle::FluentValue;

/// Every file of messages, once for all languages: who adds one adds its name here.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const FILES: &[[&str; 3]] = &[$([
            include_str!(concat!("../../words/kk/", $name, ".ftl")),
            include_str!(concat!("../../words/ru/", $name, ".ftl")),
            include_str!(concat!("../../words/en/", $name, ".ftl")),
        ]),*];
    };
}

files![
    "cli",
    "config",
    "deadline",
    "decision",
    "demo",
    "doors",
    "evidence",
    "fhir",
    "findings",
    "gateway",
    "htmc",
    "journey",
    "original",
    "paper",
    "paper-htmc",
    "messages",
    "month",
    "page-chair",
    "page-committee",
    "page-documents",
    "page-doctor",
    "page-enter",
    "page-expert",
    "page-htmc-desk",
    "page-htmc-list",
    "page-law",
    "page-person",
    "page-signing",
    "page-staff",
    "pages",
    "scope",
    "signature",
    "vendors"
];

/// The languages, the source first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// Reads `kk`, `ru` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == text)
    }

    /// As the contract writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// This language's text.
    pub fn of(self, text: &Trilingual) -> &str {
        match self {
            Self::Kk => &text.kk,
            Self::Ru => &text.ru,
            Self::En => &text.en,
        }
    }
}

/// The arguments of a message: `&[("days", 3.into()), ("name", name.into())]`.
pub type Args<'a> = &'a [(&'a str, FluentValue<'a>)];

/// All messages. Made once, shared by all threads.
pub struct Words {
    bundles: [FluentBundle<FluentResource>; 3],
    findings: RwLock<BTreeMap<finding::Key, Trilingual>>,
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Words {
    /// The messages that are built into the program.
    ///
    /// # Panics
    /// Never: that the embedded files parse and share no key is proved by a test of this crate.
    pub fn new() -> Self {
        Self { bundles: Lang::ALL.map(bundle), findings: RwLock::default() }
    }

    /// A message in one language. A key that does not exist answers itself: the screen stays legible,
    /// and the tests name the key.
    pub fn one(&self, lang: Lang, key: &str, args: Args<'_>) -> String {
        let bundle = &self.bundles[lang as usize];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A message in all languages.
    pub fn text(&self, key: &str, args: Args<'_>) -> Trilingual {
        self.each(|lang| self.one(lang, key, args))
    }

    /// Whether the message exists.
    pub fn has(&self, key: &str) -> bool {
        self.bundles.iter().all(|bundle| bundle.has_message(key))
    }

    /// Why a form is outside the pilot.
    pub fn reason(&self, reason: Reason) -> Trilingual {
        self.text(&format!("reason-{}", reason.as_str()), &[])
    }

    /// What follows for the chair's signature.
    pub fn decision(&self, decision: Decision) -> Trilingual {
        self.text(&format!("decision-{}", decision.as_str()), &[])
    }

    fn each(&self, one: impl Fn(Lang) -> String) -> Trilingual {
        let [kk, ru, en] = Lang::ALL.map(one);
        Trilingual { kk, ru, en }
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.as_str().parse().expect("kk, ru and en are language tags: tests/words.rs");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for file in FILES {
        let resource = FluentResource::try_new(file[lang as usize].to_owned()).expect("the files parse: tests/words.rs");
        bundle.add_resource(resource).expect("no key stands twice: tests/words.rs");
    }
    bundle
}
