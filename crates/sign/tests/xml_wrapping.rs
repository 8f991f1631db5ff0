//! Attacks on signed XML that leave every signed byte in place: each is refused, by its name.
#![allow(clippy::unwrap_used)]

mod common;

use SignatureFault::*;
use common::{AUTHORITY, CHAIR, TRUST, bin, noon};
use saraptama_sign::SignatureFault;
use saraptama_sign::authority::{Identity, KeyKind, Organisation, Validity};
use saraptama_sign::xml::{verify_envelope, verify_enveloped};
use std::sync::LazyLock;

static SYSTEM: LazyLock<Identity> = LazyLock::new(|| {
    let organisation = Organisation { bin: bin(20), name: "Сынақ жүйесі".into() };
    AUTHORITY.issue_system("TEST SYSTEM", &organisation, KeyKind::P256, Validity::of_the_demonstration()).unwrap()
});

const UNSIGNED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
     xmlns:t=\"urn:t\"><soap:Body><t:Pay><sum>100</sum></t:Pay></soap:Body></soap:Envelope>";
const FORGED: &str = "<soap:Body><t:Pay><sum>999</sum></t:Pay></soap:Body>";
const EXCLUSIVE: &str = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>";

/// A sealed envelope cut into what an attacker moves around.
struct Sealed {
    whole: String,
    /// `<wsse:Security …>…</wsse:Security>`.
    security: String,
    body: String,
    id: String,
}

impl Sealed {
    fn new() -> Self {
        let whole = SYSTEM.seal_envelope(UNSIGNED, true).unwrap();
        let cut = |from: &str, until: &str| {
            let start = whole.find(from).unwrap();
            let end = whole.find(until).unwrap() + until.len();
            whole[start..end].to_owned()
        };
        let (security, body) = (cut("<wsse:Security", "</wsse:Security>"), cut("<soap:Body", "</soap:Body>"));
        let id = body.split("wsu:Id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Self { security, body, id, whole }
    }

    /// An envelope of these parts.
    fn of(header: &str, rest: &str) -> String {
        format!(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"urn:t\" \
             xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">\
             <soap:Header>{header}</soap:Header>{rest}</soap:Envelope>"
        )
    }

    /// The envelope with one text in place of another, which must stand there.
    fn with(&self, old: &str, new: &str) -> String {
        assert!(self.whole.contains(old), "{old}");
        self.whole.replacen(old, new, 1)
    }
}

fn judged(envelope: &str) -> Result<(), SignatureFault> {
    verify_envelope(envelope.as_bytes(), &TRUST, noon()).and_then(|judgement| judgement.verdict()).map(drop)
}

fn refused(attack: &str, envelope: &str, fault: SignatureFault) {
    assert_eq!(judged(envelope), Err(fault), "{attack}: {envelope}");
}

#[test]
fn the_envelope_itself_holds_and_so_does_it_put_together_anew() {
    let sealed = Sealed::new();
    assert_eq!(judged(&sealed.whole), Ok(()));
    // Exclusive canonical form: what stands around the body does not matter.
    assert_eq!(judged(&Sealed::of(&sealed.security, &sealed.body)), Ok(()));
    assert_eq!(judged(UNSIGNED), Err(NoSigner));
}

#[test]
fn the_eight_forms_of_wrapping_are_refused() {
    let Sealed { security, body, whole, .. } = &Sealed::new();
    let with_object =
        |inside: &str| security.replace("</ds:Signature>", &format!("<ds:Object>{inside}</ds:Object></ds:Signature>"));
    let forged_with_id = FORGED.replace("<soap:Body>", "<soap:Body Id=\"other\">");
    let inner = whole.split_once("?>").unwrap().1;
    let attacks = [
        ("1: the signed body in the header", Sealed::of(&format!("{security}<x>{body}</x>"), FORGED)),
        (
            "2: the signed body in the security header",
            Sealed::of(&security.replace("</wsse:Security>", &format!("{body}</wsse:Security>")), &forged_with_id),
        ),
        ("3: the forged body before the signed one", Sealed::of(security, &format!("{FORGED}{body}"))),
        ("4: the forged body behind the signed one", Sealed::of(security, &format!("{body}{FORGED}"))),
        ("5: the signed body within the forged one", Sealed::of(security, &FORGED.replace("<sum>", &format!("{body}<sum>")))),
        ("6: the signed body as an object of the signature", Sealed::of(&with_object(body), FORGED)),
        ("7: the signed body in an extension beside", Sealed::of(security, &format!("<ext>{body}</ext>{FORGED}"))),
        ("8: the whole envelope as an object of the signature", Sealed::of(&with_object(inner), FORGED)),
    ];
    for (attack, envelope) in attacks {
        refused(attack, &envelope, XmlProfile);
    }
}

#[test]
fn a_body_under_another_namespace_or_prefix_is_none() {
    let sealed = Sealed::new();
    let other = Sealed::of(&sealed.security, &format!("<b:Body xmlns:b=\"urn:b\">{}</b:Body>", sealed.body));
    refused("a foreign body around", &other, XmlProfile);
    let soap12 = sealed.whole.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");
    refused("SOAP 1.2", &soap12, XmlProfile);
    let renamed = sealed.whole.replace("xmlns:t=\"urn:t\"", "xmlns:t=\"urn:other\"");
    refused("a prefix bound to something else", &renamed, DigestMismatch);
    refused("no body at all", &Sealed::of(&sealed.security, ""), XmlProfile);
    refused("the body before the header", &sealed.whole.replace("<soap:Header>", "<soap:Body/><soap:Header>"), XmlProfile);
}

#[test]
fn an_id_that_two_elements_bear_is_refused_however_it_is_spelt() {
    let sealed = Sealed::new();
    for spelling in ["Id", "ID", "id", "xml:id", "wsu:Id", "x:iD"] {
        let twin = format!(
            "<twin xmlns:x=\"urn:x\" xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\" \
             {spelling}=\"{}\"/>",
            sealed.id
        );
        refused(spelling, &Sealed::of(&format!("{}{twin}", sealed.security), &sealed.body), XmlAmbiguousId);
        refused(spelling, &Sealed::of(&format!("{twin}{}", sealed.security), &sealed.body), XmlAmbiguousId);
    }
}

#[test]
fn a_second_security_header_or_signature_is_refused() {
    let Sealed { security, body, whole, .. } = &Sealed::new();
    let empty =
        "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\"/>";
    refused("two alike", &Sealed::of(&format!("{security}{security}"), body), XmlProfile);
    refused("an empty one before", &Sealed::of(&format!("{empty}{security}"), body), XmlProfile);
    refused("an empty one behind", &Sealed::of(&format!("{security}{empty}"), body), XmlProfile);
    refused("within another header entry", &Sealed::of(&format!("<x>{security}</x>"), body), XmlProfile);
    refused("empty alone", &Sealed::of(empty, body), NoSigner);
    let signature = security[security.find("<ds:Signature").unwrap()..security.find("</wsse:Security>").unwrap()].to_owned();
    refused("a second signature within", &whole.replace("</wsse:Security>", &format!("{signature}</wsse:Security>")), XmlProfile);
    refused("a signature outside", &Sealed::of(&format!("{signature}{security}"), body), XmlProfile);
    refused("a signature in no security header", &Sealed::of(&signature, body), NoSigner);
    refused("something else within", &whole.replace("<ds:Signature ", "<x/><ds:Signature "), XmlProfile);
}

#[test]
fn a_reference_to_anything_but_the_body_is_refused() {
    let sealed = Sealed::new();
    let uri = format!("URI=\"#{}\"", sealed.id);
    let header = sealed.with("<soap:Header>", "<soap:Header Id=\"header\">").replace(&uri, "URI=\"#header\"");
    refused("to the header", &header, XmlReference);
    let inside = sealed.with("<sum>", "<sum Id=\"sum\">").replace(&uri, "URI=\"#sum\"");
    refused("to a part of the body", &inside, XmlReference);
    for other in [
        "URI=\"\"",
        "URI=\"#\"",
        "URI=\"#nowhere\"",
        "URI=\"#xpointer(/)\"",
        "URI=\"http://127.0.0.1/body.xml\"",
        "URI=\"file:///etc/passwd\"",
        "URI=\"cid:body\"",
    ] {
        refused(other, &sealed.with(&uri, other), XmlReference);
    }
    refused("no address", &sealed.with(&uri, ""), XmlProfile);
    refused(
        "a type beside",
        &sealed.with(&uri, &format!("{uri} Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\"")),
        XmlProfile,
    );
    let reference =
        &sealed.security[sealed.security.find("<ds:Reference").unwrap()..sealed.security.find("</ds:SignedInfo>").unwrap()];
    refused("two references", &sealed.with("</ds:SignedInfo>", &format!("{reference}</ds:SignedInfo>")), XmlReference);
    refused("no reference", &sealed.with(reference, ""), XmlProfile);
}

#[test]
fn transforms_and_forms_other_than_the_profiles_are_refused() {
    let sealed = Sealed::new();
    let xpath =
        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>not(//sum)</ds:XPath></ds:Transform>";
    let filter = "<ds:Transform Algorithm=\"http://www.w3.org/2002/06/xmldsig-filter2\"/>";
    let xslt = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"><x:stylesheet xmlns:x=\"urn:x\"/></ds:Transform>";
    let enveloped = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
    let base64 = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64\"/>";
    let inclusive = "<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>";
    let comments = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"/>";
    let prefixes = EXCLUSIVE
        .replace("></", "><e:InclusiveNamespaces xmlns:e=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"t\"/></");
    for other in [xpath, filter, xslt, enveloped, base64, inclusive, comments, &prefixes, "", "<ds:Unknown/>"] {
        refused(other, &sealed.with(EXCLUSIVE, other), XmlReference);
    }
    for more in [xpath, xslt, enveloped, EXCLUSIVE] {
        refused(more, &sealed.with(EXCLUSIVE, &format!("{more}{EXCLUSIVE}")), XmlReference);
        refused(more, &sealed.with(EXCLUSIVE, &format!("{EXCLUSIVE}{more}")), XmlReference);
    }
    let canonicalisation = "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">";
    for other in ["http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11", "urn:none", ""] {
        let replaced = canonicalisation.replace("http://www.w3.org/2001/10/xml-exc-c14n#", other);
        refused(other, &sealed.with(canonicalisation, &replaced), XmlReference);
    }
}

#[test]
fn algorithms_that_are_weak_unknown_or_symmetric_are_refused() {
    let sealed = Sealed::new();
    let (method, digest) = ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256");
    for (old, new, fault) in [
        (method, "http://www.w3.org/2000/09/xmldsig#hmac-sha1", UnsupportedAlgorithm),
        (method, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", UnsupportedAlgorithm),
        (method, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", WeakAlgorithm),
        (method, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", AlgorithmMismatch),
        (method, "", UnsupportedAlgorithm),
        (digest, "http://www.w3.org/2000/09/xmldsig#sha1", WeakAlgorithm),
        (digest, "http://www.w3.org/2001/04/xmldsig-more#gost34311", AlgorithmMismatch),
        (digest, "urn:none", UnsupportedAlgorithm),
    ] {
        refused(new, &sealed.with(&format!("Method Algorithm=\"{old}\""), &format!("Method Algorithm=\"{new}\"")), fault);
    }
}

#[test]
fn a_comment_within_a_text_and_what_expands_are_refused() {
    let sealed = Sealed::new();
    refused("in the signed text", &sealed.with("<sum>100</sum>", "<sum>1<!-- -->00</sum>"), XmlComment);
    refused("before the signed text", &sealed.with("<sum>100", "<sum><!-- -->100"), XmlComment);
    refused("in the digest", &sealed.with("<ds:DigestValue>", "<ds:DigestValue><!-- -->"), XmlComment);
    refused("beside an entity", &sealed.with("<sum>100</sum>", "<sum><!-- -->&#49;00</sum>"), XmlComment);
    let entity = sealed.whole.replacen("<soap:Envelope", "<!DOCTYPE x [<!ENTITY e \"100\">]><soap:Envelope", 1);
    refused("a document type", &entity, XmlForbidden);
    let bomb = entity.replace("<sum>100</sum>", "<sum>&e;&e;</sum>");
    refused("a bomb", &bomb, XmlForbidden);
    refused("an entity without a document type", &sealed.with("<sum>100", "<sum>&e;"), XmlForbidden);
    refused("an entity in an attribute", &sealed.with("<sum>100", "<sum k=\"&e;\">100"), XmlForbidden);
    refused("a processing instruction", &sealed.with("<sum>100", "<sum><?x?>100"), XmlForbidden);
    // A comment between elements says nothing to anybody; the canonical form leaves it out.
    assert_eq!(judged(&sealed.with("<soap:Header>", "<soap:Header><!-- seen -->")), Ok(()));
}

#[test]
fn a_certificate_in_another_place_or_another_certificate_is_refused() {
    let sealed = Sealed::new();
    let identifier = "<wsse:KeyIdentifier";
    refused("two of them", &sealed.with("</wsse:KeyIdentifier>", "</wsse:KeyIdentifier><wsse:KeyIdentifier/>"), XmlProfile);
    refused("of another kind", &sealed.with("#X509v3", "#X509PKIPathv1"), XmlProfile);
    refused("by address", &sealed.with(identifier, "<wsse:Reference URI=\"http://127.0.0.1/\"/><wsse:KeyIdentifier"), XmlProfile);
    let info = &sealed.security[sealed.security.find("<ds:KeyInfo>").unwrap()..sealed.security.find("</ds:Signature>").unwrap()];
    refused("none", &sealed.with(info, ""), XmlProfile);
    let own = Sealed::new().security;
    let chair = CHAIR.seal_envelope(UNSIGNED, true).unwrap();
    let certificate = |text: &str| text.split("#X509v3\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    refused("somebody else's", &sealed.with(&certificate(&own), &certificate(&chair)), BadSignature);
}

fn judged_document(document: &str) -> Result<(), SignatureFault> {
    let judgements = verify_enveloped(document.as_bytes(), &TRUST, noon())?;
    judgements.into_iter().try_for_each(|judgement| judgement.verdict().map(drop))
}

#[test]
fn a_signed_document_is_its_root_and_nothing_around_or_beside() {
    let document = CHAIR.sign_enveloped("<act xmlns=\"urn:act\"><sum>100</sum></act>").unwrap();
    assert_eq!(judged_document(&document), Ok(()));
    let refused = |attack: &str, document: &str, fault| assert_eq!(judged_document(document), Err(fault), "{attack}");
    let signature = &document[document.find("<ds:Signature").unwrap()..document.rfind("</act>").unwrap()];
    refused("wrapped in another root", &format!("<evil>{document}</evil>"), XmlProfile);
    refused("the signature deeper", &document.replace(signature, &format!("<x>{signature}</x>")), XmlProfile);
    let object = format!("<ds:Object>{document}</ds:Object></ds:Signature></act>");
    let forged = document.replace(">100<", ">999<").replace("</ds:Signature></act>", &object);
    refused("the signed one as an object", &forged, XmlProfile);
    refused("a reference to an id", &document.replace("URI=\"\"", "URI=\"#act\""), XmlReference);
    refused("text added", &document.replace("</sum>", "</sum><sum>1</sum>"), DigestMismatch);
    refused("a language above", &document.replace("<act ", "<act xml:lang=\"ru\" "), DigestMismatch);
    refused("a namespace above", &document.replace("<act ", "<act xmlns:x=\"urn:x\" "), DigestMismatch);
    refused("a comment in the text", &document.replace(">100<", ">10<!-- -->0<"), XmlComment);
    refused("a document type", &format!("<!DOCTYPE act>{document}"), XmlForbidden);
    refused(
        "only enveloped",
        &document.replace("\n<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\"/>", ""),
        XmlReference,
    );
    refused(
        "no enveloped",
        &document.replace("<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\n", ""),
        XmlReference,
    );
    refused("twice the same signature", &document.replace(signature, &format!("{signature}{signature}")), DigestMismatch);
    refused("an unsigned document", "<act/>", NoSigner);
}

#[test]
fn a_later_signature_covers_the_earlier_ones_and_breaks_none() {
    let once = CHAIR.sign_enveloped("<act><sum>100</sum></act>").unwrap();
    let twice = SYSTEM.sign_enveloped(&once).unwrap();
    assert_eq!(judged_document(&twice), Ok(()));
    let first = &once[once.find("<ds:Signature").unwrap()..once.rfind("</act>").unwrap()];
    assert_eq!(judged_document(&twice.replace(first, "")), Err(DigestMismatch), "the first one taken away");
    // The other way round: what was signed first stands alone.
    assert_eq!(judged_document(&once), Ok(()));
    let swapped = {
        let second = &twice[twice.rfind("<ds:Signature ").unwrap()..twice.rfind("</act>").unwrap()];
        once.replace(first, &format!("{second}{first}"))
    };
    assert_eq!(judged_document(&swapped), Err(DigestMismatch), "in another order");
    let many = (0..17).fold("<a><b/></a>".to_owned(), |document, _| SYSTEM.sign_enveloped(&document).unwrap());
    assert_eq!(judged_document(&many), Err(XmlBeyondLimit));
}
