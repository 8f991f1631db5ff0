use crate::pages::visit::Visit;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use saraptama_wire::words::Lang;

/// For what a key is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Purpose {
    /// To sign a document of an organisation.
    Sign,
    /// To show who somebody is.
    Authenticate,
}

/// Something to be signed.
#[derive(Clone, Debug)]
pub(in crate::pages) struct ToSign<'a> {
    /// By which the page that takes the signature knows it.
    pub(in crate::pages) id: String,
    /// As its signer knows it; stands beside the file to sign.
    pub(in crate::pages) name: String,
    /// Exactly these bytes.
    pub(in crate::pages) bytes: &'a [u8],
}

/// A place on a page where something is signed.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Signing<'a> {
    /// Where the signatures go, as `signed` (an id) and `signature` (base64, DER of a detached CMS) in turn.
    pub(in crate::pages) action: &'a str,
    /// What is signed; several by one question to the signer.
    pub(in crate::pages) items: &'a [ToSign<'a>],
    /// What the button says.
    pub(in crate::pages) button: &'a str,
    /// For what the key is.
    pub(in crate::pages) purpose: Purpose,
    /// What else the form sends.
    pub(in crate::pages) fields: &'a [(&'a str, &'a str)],
}

/// How long a signer may look for their key, in seconds.
const WAIT_SECONDS: u16 = 300;

/// Every word that `assets/sign.js` says: none stands in the script.
const SAID: &[&str] = &[
    "connecting",
    "choose-key",
    "sending",
    "cancelled",
    "not-running",
    "closed",
    "too-late",
    "old",
    "wrong-key",
    "garbled",
    "failed",
];

impl Purpose {
    /// The uses of a key by which the signer's program offers only keys that fit (NUC: a document is signed by a
    /// key of an organisation; whoever shows who they are needs any key for that).
    fn usages(self) -> &'static str {
        match self {
            Self::Sign => "1.3.6.1.5.5.7.3.4 1.2.398.3.3.4.1.2",
            Self::Authenticate => "1.3.6.1.5.5.7.3.2",
        }
    }

    /// The key of a word: which key is the right one depends on what it is for.
    fn word(self, key: &str) -> String {
        match (self, key) {
            (Self::Authenticate, "wrong-key") => "sign-wrong-key-for-entering".to_owned(),
            _ => format!("sign-{key}"),
        }
    }

    /// The same, as programs say it that do not know uses.
    fn key_type(self) -> &'static str {
        match self {
            Self::Sign => "SIGNATURE",
            Self::Authenticate => "AUTHENTICATION",
        }
    }
}

/// The button that signs, and beside it the way by files, which needs neither scripts nor the signer's program on
/// this machine. Its page loads `sign.js`, and takes what comes back as `Signatures`.
pub(in crate::pages) fn signing(visit: &Visit, of: &Signing<'_>) -> Markup {
    let said: serde_json::Map<String, serde_json::Value> =
        SAID.iter().map(|key| ((*key).to_owned(), visit.t(&of.purpose.word(key)).into())).collect();
    // The signer's program speaks these two.
    let locale = if visit.lang == Lang::Kk { "kk" } else { "ru" };
    html! {
        div.sa-signing {
            form method="post" action=(of.action) data-sign data-usages=(of.purpose.usages())
                data-key-type=(of.purpose.key_type()) data-stamps[of.purpose == Purpose::Sign] data-locale=(locale)
                data-wait-seconds=(WAIT_SECONDS) data-words=(serde_json::Value::Object(said)) {
                (visit.token())
                (others(of))
                @for item in of.items {
                    input type="hidden" name="signed" value=(item.id);
                    input type="hidden" name="signature" value="";
                }
                button.govuk-button data-sign-go hidden { (of.button) }
                p.govuk-body data-sign-status role="status" aria-live="polite" {}
            }
            noscript { p.govuk-inset-text { (visit.t("sign-no-script")) } }
            (by_file(visit, of))
        }
    }
}

fn others(of: &Signing<'_>) -> Markup {
    html! { @for (name, value) in of.fields { input type="hidden" name=(name) value=(value); } }
}

fn by_file(visit: &Visit, of: &Signing<'_>) -> Markup {
    let number = |n: usize| if of.items.len() > 1 { format!("-{}", n + 1) } else { String::new() };
    let data = |bytes| format!("data:application/octet-stream;base64,{}", STANDARD.encode(bytes));
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("sign-by-file")) } }
            div.govuk-details__text {
                p.govuk-body { (visit.t("sign-by-file-how")) }
                form method="post" action=(of.action) enctype="multipart/form-data" {
                    (visit.token())
                    (others(of))
                    @for (n, item) in of.items.iter().enumerate() {
                        div.govuk-form-group.sa-file {
                            p.govuk-body {
                                a.govuk-link data-bytes download={ "to-sign" (number(n)) ".bin" } href=(data(item.bytes)) {
                                    (visit.say("sign-download", &[("what", item.name.clone().into())]))
                                }
                            }
                            input type="hidden" name="signed" value=(item.id);
                            span.govuk-label id={ "signature-" (n + 1) "-of" } {
                                (visit.say("sign-upload", &[("what", item.name.clone().into())]))
                            }
                            input.sa-file__input id={ "signature-" (n + 1) } name="signature" type="file"
                                accept=".p7s,.cms,.sig,.p7b,.pem,application/pkcs7-signature"
                                aria-describedby={ "signature-" (n + 1) "-of" };
                            label.govuk-button.govuk-button--secondary.sa-file__button for={ "signature-" (n + 1) } {
                                (visit.t("page-file-choose"))
                            }
                            span.sa-file__name data-file-name=(visit.t("page-file-none")) { }
                        }
                    }
                    button.govuk-button.govuk-button--secondary { (visit.t("sign-send-file")) }
                }
            }
        }
    }
}
