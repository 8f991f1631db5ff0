//! `saraptama verify FILE`: a signature or a register proof, without network.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::files;
use super::language::words;
use super::out::Out;
use saraptama_core::terms::{Instant, parse_instant};
use saraptama_sign::report::{Report, SignerReport, verify_file_by};
use saraptama_sign::{Evidence, Trust};
use std::path::{Path, PathBuf};

/// The largest file, and the largest data beside a detached signature, that are read.
const LIMIT_BYTES: u64 = 256 << 20;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A CMS signature, signed XML or a register proof; `-` is stdin
    file: PathBuf,
    /// The data that a detached signature signs, or the decision that a proof names
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// The anchors: `production`, `test`, or a directory of certificates and log keys
    #[arg(long, value_name = "DIR|test|production")]
    trust: Option<PathBuf>,
    /// The instant for which it is judged where no good time-stamp tells another; now unless given
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant)]
    at: Option<Instant>,
    /// Evidence beside the signature: an answer of a responder (OCSP), a list (CRL), a time-stamp, or a
    /// directory of them; may be given several times
    #[arg(long, value_name = "FILE|DIR")]
    evidence: Vec<PathBuf>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// What cannot be opened is a failure; what was opened and does not hold, for whatever reason, is not one.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let report = report(arguments);
    let mut out = Out::new();
    let report = match report {
        Ok(report) => report,
        Err(failure) if arguments.json => {
            out.json(&serde_json::json!({ "holds": false, "reason": failure.key(), "detail": failure.text(desk.language) }))?;
            out.flush()?;
            return Err(failure);
        }
        Err(failure) => return Err(failure),
    };
    if arguments.json {
        out.json(&report)?;
        out.flush()?;
    } else {
        out.line(if report.holds { "holds" } else { "does-not-hold" })?;
        out.flush()?;
        tell(&report, desk);
    }
    Ok(if report.holds { Exit::Done } else { Exit::DoesNotHold })
}

fn report(arguments: &Arguments) -> Result<Report, Failure> {
    let at = arguments.at.unwrap_or_else(Instant::now);
    let trust = arguments.trust.as_deref().map(anchors).transpose()?;
    let data = arguments.data.as_deref().map(whole).transpose()?;
    let bytes = whole(&arguments.file)?;
    let evidence = evidence(&arguments.evidence)?;
    Ok(verify_file_by(&bytes, data.as_deref(), trust.as_ref(), &evidence, at, Instant::now().max(at)))
}

/// Every file that was named, and every file of a directory that was. What is no evidence is said beside
/// what stays unknown for it.
fn evidence(paths: &[PathBuf]) -> Result<Evidence, Failure> {
    let mut evidence = Evidence::default();
    for path in paths {
        let unreadable = |reason: std::io::Error| Failure::new("cli-evidence-unreadable", [("reason", reason.to_string())]);
        let mut files = vec![path.clone()];
        if path.is_dir() {
            let entries: Result<Vec<_>, _> = std::fs::read_dir(path).map_err(unreadable)?.collect();
            files = entries.map_err(unreadable)?.into_iter().map(|entry| entry.path()).filter(|file| file.is_file()).collect();
            files.sort();
        }
        for file in files {
            let _ = evidence.add(&whole(&file)?);
        }
    }
    Ok(evidence)
}

/// A file whose reading breaks off, or that is too long, is opened but unreadable: its bytes are none,
/// and what has no bytes does not hold.
fn whole(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let read = files::open(path)?.take(LIMIT_BYTES + 1).read_to_end(&mut bytes);
    let complete = read.is_ok() && bytes.len() as u64 <= LIMIT_BYTES;
    Ok(if complete { bytes } else { Vec::new() })
}

fn anchors(name: &Path) -> Result<Trust, Failure> {
    match name.to_str() {
        Some("production") => Ok(Trust::production()),
        Some("test") => Ok(Trust::test()),
        _ => Trust::directory(name).map_err(|fault| Failure::new("cli-trust-unreadable", [("reason", fault.to_string())])),
    }
}

fn tell(report: &Report, desk: &Desk) {
    let reason = match report.reason {
        Some(key) if words().has(key) => desk.language.text(key, []),
        _ => report.detail.clone().unwrap_or_default(),
    };
    if report.holds {
        desk.language.say("cli-verify-holds", [("at", report.at.clone())]);
    } else {
        desk.language.say("cli-verify-does-not-hold", [("reason", reason), ("at", report.at.clone())]);
    }
    for signer in &report.signers {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        let named =
            [("iin", or_dash(&signer.iin)), ("bin", or_dash(&signer.bin)), ("claimed", or_dash(&signer.signing_time_claimed))];
        desk.language.say("cli-verify-signer", named);
        tell_checks(signer, desk);
    }
    if let Some(held) = &report.proof {
        let named = [
            ("number", held.number.to_string()),
            ("index", held.index.to_string()),
            ("size", held.size.to_string()),
            ("fingerprint", held.fingerprint.to_string()),
        ];
        desk.language.say("cli-verify-proof", named.clone());
        let key = if held.pinned { "cli-verify-key-pinned" } else { "cli-verify-key-not-pinned" };
        desk.language.say(key, named);
    }
}

/// The chain, every check with its reason, what is known of each certificate, the time-stamp.
fn tell_checks(signer: &SignerReport, desk: &Desk) {
    let text = |key: &str| if words().has(key) { desk.language.text(key, []) } else { key.to_owned() };
    for subject in &signer.chain {
        desk.language.say("cli-verify-chain", [("subject", subject.clone())]);
    }
    for line in &signer.checks {
        let check = text(&format!("check-{}", line.check.as_str()));
        match line.reason {
            None => desk.language.say("cli-verify-check-holds", [("check", check)]),
            Some(reason) => desk.language.say("cli-verify-check-fails", [("check", check), ("reason", text(reason.key()))]),
        }
    }
    for tested in &signer.tested {
        let doubt = tested.doubt.map(|doubt| text(doubt.key())).unwrap_or_else(|| "–".to_owned());
        let named = [
            ("subject", text(&format!("tested-{}", tested.subject.as_str()))),
            ("status", text(&format!("revocation-{}", tested.status.as_str()))),
            ("by", tested.by.map_or("–", |kind| kind.as_str()).to_owned()),
            ("as-of", tested.as_of.clone().unwrap_or_else(|| "–".to_owned())),
            ("revoked-at", tested.revoked_at.clone().unwrap_or_else(|| "–".to_owned())),
            ("doubt", doubt),
        ];
        desk.language.say("cli-verify-tested", named);
    }
    if let Some(stamp) = &signer.time_stamp {
        let at = signer.judged_at.clone().unwrap_or_default();
        desk.language.say("cli-verify-stamp", [("at", at), ("policy", stamp.policy.clone())]);
    }
}
