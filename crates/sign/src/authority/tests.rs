//! What an honest authority never makes, and what the verifier must therefore refuse.

use super::issue::{Draft, authority_extensions, extension, leaf_extensions};
use super::sign::{attribute, message};
use super::{Authority, Identity, KeyKind, Leaf, Organisation, PersonName, PrivateKey, Validity, name};
use crate::certificate::Certificate;
use crate::{SignatureFault, Trust, verify_detached};
use const_oid::{ObjectIdentifier, db::rfc5911};
use der::Any;
use der::asn1::OctetString;
use saraptama_core::terms::{Bin, Iin, Instant, Sha256};
use x509_cert::attr::Attribute;
use x509_cert::ext::{Extension, Extensions, pkix::KeyUsage};
use x509_cert::name::Name;

const FORM: &[u8] = b"form";

fn noon() -> Instant {
    Instant::from_second(1_756_800_000).unwrap()
}

fn always() -> Validity {
    Validity::of_the_demonstration()
}

fn chair() -> Leaf {
    let digits = |last: u8| [b"9901400000".as_slice(), &[last]].concat().try_into().unwrap();
    let iin = (b'0'..=b'9').find_map(|last| Iin::complete(digits(last))).unwrap();
    let bin = (b'0'..=b'9').find_map(|last| Bin::complete(digits(last))).unwrap();
    let name = PersonName { surname: "СЫНАҚОВА".into(), given: "АЙГҮЛ".into(), patronymic: None };
    Leaf::employee(name, iin, Organisation { bin, name: "Емхана".into() }, KeyKind::P256, always())
}

fn subject() -> Name {
    let chair = chair();
    name::subject(&chair.name, chair.iin, chair.organisation.as_ref()).unwrap()
}

fn authority() -> Authority {
    Authority::generate(KeyKind::P256, always()).unwrap()
}

fn key() -> PrivateKey {
    PrivateKey::generate(KeyKind::P256).unwrap()
}

/// A leaf of `authority` with other extensions than it would give.
fn leaf_with(authority: &Authority, extensions: Extensions) -> Identity {
    let key = key();
    let draft = Draft { subject: subject(), key: &key, validity: always(), extensions };
    Identity { certificate: draft.issue(authority.issuing.subject_name(), &authority.issuing_key).unwrap(), key }
}

fn verdict(identity: &Identity, trust: &Trust) -> Result<(), SignatureFault> {
    let cms = identity.sign_detached(FORM, noon()).unwrap();
    verify_detached(FORM, &cms, trust, noon()).map(drop)
}

/// A CMS of one signer with these certificates, judged.
fn judged(signer: &Identity, attributes: Vec<Attribute>, people: &[&Identity], trust: &Trust) -> Result<(), SignatureFault> {
    let cms = message(FORM, false, &[signer.sign_attributes(attributes).unwrap()], people).unwrap();
    verify_detached(FORM, &cms, trust, noon()).map(drop)
}

fn content_type() -> Attribute {
    attribute(rfc5911::ID_CONTENT_TYPE, &rfc5911::ID_DATA).unwrap()
}

fn digest(content: &[u8]) -> Attribute {
    attribute(rfc5911::ID_MESSAGE_DIGEST, &OctetString::new(Sha256::of(content).0).unwrap()).unwrap()
}

#[test]
fn a_certificate_without_purpose_or_with_an_unknown_critical_extension_is_refused_cleanly() {
    let authority = authority();
    let trust = authority.trust();
    let whole = leaf_extensions(&chair()).unwrap();
    let without = |at: usize| {
        let mut extensions = whole.clone();
        extensions.remove(at);
        extensions
    };
    let strange = |critical| {
        let extn_id = ObjectIdentifier::new_unwrap("1.2.398.3.3.5");
        let own = Extension { extn_id, critical, extn_value: OctetString::new([5, 0]).unwrap() };
        [whole.clone(), vec![own]].concat()
    };
    let table = [
        ("complete", whole.clone(), Ok(())),
        ("without keyUsage", without(0), Err(SignatureFault::NoPurpose)),
        ("without extendedKeyUsage", without(1), Err(SignatureFault::NoPurpose)),
        ("with the authority's private extension", strange(false), Ok(())),
        ("with an unknown critical extension", strange(true), Err(SignatureFault::UnknownCriticalExtension)),
        ("that is an authority", authority_extensions(None).unwrap(), Err(SignatureFault::NoPurpose)),
    ];
    for (what, extensions, expected) in table {
        assert_eq!(verdict(&leaf_with(&authority, extensions), &trust), expected, "{what}");
    }
    // One extension twice: even the issuer's own reader refuses to hand such a certificate out.
    let (key, extensions) = (key(), [&whole[..], &whole[..1]].concat());
    let doubled = Draft { subject: subject(), key: &key, validity: always(), extensions };
    assert!(doubled.issue(authority.issuing.subject_name(), &authority.issuing_key).is_err());
}

#[test]
fn only_an_authority_issues_and_only_as_deep_as_it_may() {
    let authority = authority();
    let root = authority.root.clone();
    let leaf = authority.issue(&chair()).unwrap();
    // A leaf that plays the authority.
    let usurper = Authority { root: root.clone(), issuing: leaf.certificate, issuing_key: leaf.key, root_key: None };
    let trust = Trust::of(vec![root.clone(), authority.issuing.clone(), usurper.issuing.clone()]);
    assert_eq!(verdict(&usurper.issue(&chair()).unwrap(), &trust), Err(SignatureFault::UntrustedChain));
    // An authority under an authority whose path length is 0.
    let deeper = |extensions: Extensions| {
        let key = key();
        let named = name::authority("SARAPTAMA TEST SUB").unwrap();
        let draft = Draft { subject: named, key: &key, validity: always(), extensions };
        let issuing = draft.issue(authority.issuing.subject_name(), &authority.issuing_key).unwrap();
        Authority { root: root.clone(), issuing, issuing_key: key, root_key: None }
    };
    let sub = deeper(authority_extensions(None).unwrap());
    let trust = Trust::of(vec![root.clone(), authority.issuing.clone(), sub.issuing.clone()]);
    assert_eq!(verdict(&sub.issue(&chair()).unwrap(), &trust), Err(SignatureFault::UntrustedChain));
    // An authority without the right to sign certificates, straight under a root of its own.
    let key = key();
    let own_name = name::authority("SARAPTAMA TEST ROOT").unwrap();
    let crl_only = KeyUsage(x509_cert::ext::pkix::KeyUsages::CRLSign.into());
    let mut extensions = authority_extensions(None).unwrap();
    extensions[1] = extension(&crl_only, true).unwrap();
    let certificate =
        Draft { subject: own_name.clone(), key: &key, validity: always(), extensions }.issue(&own_name, &key).unwrap();
    let powerless = Authority { root: certificate.clone(), issuing: certificate, issuing_key: key, root_key: None };
    assert_eq!(verdict(&powerless.issue(&chair()).unwrap(), &powerless.trust()), Err(SignatureFault::UntrustedChain));
}

#[test]
fn an_issuing_authority_in_the_message_may_stand_between_but_a_root_there_is_not_believed() {
    let authority = authority();
    let leaf = authority.issue(&chair()).unwrap();
    let carry = |certificate: &Certificate| Identity { certificate: certificate.clone(), key: key() };
    let (issuing, root) = (carry(&authority.issuing), carry(&authority.root));
    let attributes = || vec![content_type(), digest(FORM)];
    let root_alone = Trust::of(vec![authority.root.clone()]);
    assert_eq!(judged(&leaf, attributes(), &[&leaf], &root_alone), Err(SignatureFault::UntrustedChain));
    assert_eq!(judged(&leaf, attributes(), &[&leaf, &issuing], &root_alone), Ok(()));
    let nobody = Trust::of(Vec::new());
    let all = [&leaf, &issuing, &root];
    assert_eq!(judged(&leaf, attributes(), &all, &nobody), Err(SignatureFault::UntrustedChain));
}

#[test]
fn two_generations_of_one_authority_bear_one_name_and_are_told_apart_by_key() {
    let (old, new) = (authority(), authority());
    let both = Trust::of(vec![old.root.clone(), old.issuing.clone(), new.root.clone(), new.issuing.clone()]);
    for generation in [&old, &new] {
        assert_eq!(verdict(&generation.issue(&chair()).unwrap(), &both), Ok(()));
    }
}

#[test]
fn two_certificates_for_one_signer_are_ambiguous() {
    let authority = authority();
    let first = authority.issue(&chair()).unwrap();
    let validity = Validity { from: noon(), ..always() };
    let extensions = leaf_extensions(&chair()).unwrap();
    let again = Draft { subject: subject(), key: &first.key, validity, extensions }
        .issue(authority.issuing.subject_name(), &authority.issuing_key)
        .unwrap();
    let second = Identity { certificate: again, key: key() };
    let attributes = vec![content_type(), digest(FORM)];
    let verdict = judged(&first, attributes, &[&first, &second], &authority.trust());
    assert_eq!(verdict, Err(SignatureFault::AmbiguousSigner));
}

#[test]
fn content_type_and_digest_stand_exactly_once_and_are_right() {
    use SignatureFault::{DigestMismatch, OtherCertificate, WrongSignedAttributes};
    let authority = authority();
    let leaf = authority.issue(&chair()).unwrap();
    let trust = authority.trust();
    let signed_data = || attribute(rfc5911::ID_CONTENT_TYPE, &rfc5911::ID_SIGNED_DATA).unwrap();
    let mut two_values = digest(FORM);
    two_values.values.insert(Any::new(der::Tag::OctetString, [0; 32]).unwrap()).unwrap();
    let names = |certificate: &Certificate| {
        let id = OctetString::new(certificate.sha256().0).unwrap();
        let value = vec![vec![vec![id]]];
        attribute(ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47"), &value).unwrap()
    };
    let table = [
        ("both", vec![content_type(), digest(FORM)], Ok(())),
        ("no content type", vec![digest(FORM)], Err(WrongSignedAttributes)),
        ("no digest", vec![content_type()], Err(WrongSignedAttributes)),
        ("another content type", vec![signed_data(), digest(FORM)], Err(WrongSignedAttributes)),
        ("two content types", vec![content_type(), signed_data(), digest(FORM)], Err(WrongSignedAttributes)),
        ("two digests", vec![content_type(), digest(FORM), digest(b"other")], Err(WrongSignedAttributes)),
        ("a digest of two values", vec![content_type(), two_values], Err(WrongSignedAttributes)),
        ("the digest of something else", vec![content_type(), digest(b"other")], Err(DigestMismatch)),
        ("the right certificate", vec![content_type(), digest(FORM), names(&leaf.certificate)], Ok(())),
        ("another certificate", vec![content_type(), digest(FORM), names(&authority.root)], Err(OtherCertificate)),
    ];
    for (what, attributes, expected) in table {
        assert_eq!(judged(&leaf, attributes, &[&leaf], &trust), expected, "{what}");
    }
    let nobody = message(FORM, false, &[], &[&leaf]).unwrap();
    assert_eq!(verify_detached(FORM, &nobody, &trust, noon()).unwrap_err(), SignatureFault::NoSigner);
}
