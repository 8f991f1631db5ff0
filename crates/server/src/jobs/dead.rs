//! Why a message is given up. While a receiver is away none ever is.

macro_rules! reasons {
    ($($name:ident = $text:literal, $key:literal, $doc:literal;)*) => {
        /// A reason by its code; the words stand in `messages.ftl`, what to do in `docs/operations.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DeadReason { $(#[doc = $doc] $name,)* }

        impl DeadReason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As the store and the doors write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The name of its words.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The reason that is written so.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.as_str() == text)
            }
        }
    };
}

reasons! {
    NotInStore = "not-in-store", "dead-not-in-store", "The form or its signature is not in the store.";
    Unreadable = "unreadable", "dead-unreadable", "What was recorded of the message cannot be read back.";
    UnknownKind = "unknown-kind", "dead-unknown-kind", "This version knows no message of that kind.";
    Rejected = "rejected", "dead-rejected", "The receiver rejected the message itself, again and again.";
    Gone = "gone", "dead-gone", "The endpoint answered that nobody wants the message any more.";
    DocumentTooLarge = "document-too-large", "dead-document-too-large", "A document that the form names is larger than any may be.";
    Crashes = "crashes", "dead-crashes", "Again and again handling it ended without any word: it kills its sender.";
}
