//! Signed XML judged by another program: `xmlsec1` (Debian package of that name), where it is installed.
//! It knows RSA and ECDSA, and nothing of the national algorithms.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use common::{AUTHORITY, TRUST, chair, noon};
use saraptama_sign::authority::{Identity, KeyKind, Leaf};
use saraptama_sign::xml::{verify_envelope, verify_enveloped};
use std::path::{Path, PathBuf};
use std::process::Command;

const BODY: &str = "http://schemas.xmlsoap.org/soap/envelope/:Body";
const TEMPLATE: &str = r##"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"><soap:Header><wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" soap:mustUnderstand="1"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#id-1"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><wsse:SecurityTokenReference><wsse:KeyIdentifier EncodingType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary" ValueType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3">CERTIFICATE</wsse:KeyIdentifier></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></soap:Header><soap:Body wsu:Id="id-1"><t:Send xmlns:t="urn:t"><a b="1" xml:space="preserve"> &amp;т </a></t:Send></soap:Body></soap:Envelope>"##;

fn is_missing() -> bool {
    let missing = Command::new("xmlsec1").arg("--version").output().is_err();
    if missing {
        eprintln!("SKIPPED: xmlsec1 is not installed; nothing was judged by another program");
    }
    missing
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("xmlsec-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn identity(key: KeyKind, folder: &Path) -> Identity {
    let identity = AUTHORITY.issue(&Leaf { key, ..chair() }).unwrap();
    std::fs::write(folder.join("cert.pem"), identity.certificate_pem()).unwrap();
    std::fs::write(folder.join("key.pem"), identity.key_pem().unwrap()).unwrap();
    identity
}

/// What xmlsec1 says of a file in `folder`.
fn says(folder: &Path, xml: &str) -> bool {
    std::fs::write(folder.join("signed.xml"), xml).unwrap();
    let mut run = Command::new("xmlsec1");
    run.current_dir(folder).args(["--verify", "--pubkey-cert-pem", "cert.pem", "--id-attr:Id", BODY, "signed.xml"]);
    run.output().unwrap().status.success()
}

#[test]
fn what_we_sign_another_program_believes_and_what_was_changed_it_does_not() {
    if is_missing() {
        return;
    }
    for key in [KeyKind::P256, KeyKind::Rsa2048] {
        let folder = folder(&format!("ours-{key:?}"));
        let identity = identity(key, &folder);
        let envelope = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"urn:t\">\
                        <e:Body><t:Send><sum>100</sum>&#13; т</t:Send></e:Body></e:Envelope>";
        let sealed = identity.seal_envelope(envelope, true).unwrap();
        assert!(says(&folder, &sealed), "{key:?}");
        assert!(!says(&folder, &sealed.replace(">100<", ">999<")), "{key:?}");
        let document = identity.sign_enveloped("<a xml:lang=\"kk\" xmlns:n=\"urn:n\"><n:b c='1'\n d='2'/>т&amp;</a>").unwrap();
        assert!(says(&folder, &document), "{key:?}");
        // xmlsec1 looks at the last signature of several only when it is told which; ours looks at each.
        assert!(verify_enveloped(document.as_bytes(), &TRUST, noon()).unwrap().remove(0).verdict().is_ok());
    }
}

#[test]
fn what_another_program_signed_we_believe() {
    use base64::Engine as _;
    if is_missing() {
        return;
    }
    let folder = folder("theirs");
    let identity = identity(KeyKind::Rsa2048, &folder);
    let certificate = base64::engine::general_purpose::STANDARD.encode(identity.certificate().der());
    std::fs::write(folder.join("template.xml"), TEMPLATE.replace("CERTIFICATE", &certificate)).unwrap();
    let mut run = Command::new("xmlsec1");
    run.current_dir(&folder).args(["--sign", "--privkey-pem", "key.pem", "--id-attr:Id", BODY, "--output", "signed.xml"]);
    assert!(run.arg("template.xml").output().unwrap().status.success());
    let signed = std::fs::read(folder.join("signed.xml")).unwrap();
    let verified = verify_envelope(&signed, &TRUST, noon()).unwrap().verdict().unwrap();
    assert_eq!(verified.signer.certificate_sha256, identity.certificate().sha256());
}
