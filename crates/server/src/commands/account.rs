//! `saraptama account`: local accounts of the register of roles.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use saraptama_server::sign_in::password::{LONGEST, SHORTEST, digest, is_allowed};
use std::io::{BufRead as _, IsTerminal as _, Read as _, Stdin};

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Read a password and print its digest for the register of roles
    Hash,
}

pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    let Command::Hash = command;
    let stdin = std::io::stdin();
    let password = if stdin.is_terminal() { typed_twice(&stdin, desk)? } else { line(&stdin)? };
    if !is_allowed(&password) {
        let bounds = [("shortest", SHORTEST.to_string()), ("longest", LONGEST.to_string())];
        return Err(Failure::new("account-password-not-allowed", bounds));
    }
    let digest = digest(&password).ok_or_else(|| Failure::new("account-no-digest", []))?;
    let mut out = Out::new();
    out.line(&digest)?;
    out.flush()?;
    Ok(Exit::Done)
}

fn typed_twice(stdin: &Stdin, desk: &Desk) -> Result<String, Failure> {
    let typed = |key| {
        desk.language.say(key, []);
        let _silence = Silence::of(stdin);
        line(stdin)
    };
    let (once, again) = (typed("account-password")?, typed("account-password-again")?);
    if once == again { Ok(once) } else { Err(Failure::new("account-passwords-differ", [])) }
}

/// One line without its end; no more of it is read than a password may have.
fn line(stdin: &Stdin) -> Result<String, Failure> {
    let mut text = String::new();
    let most = u64::try_from(LONGEST + 3).unwrap_or(u64::MAX);
    stdin
        .lock()
        .take(most)
        .read_line(&mut text)
        .map_err(|fault| Failure::new("account-unreadable", [("reason", fault.to_string())]))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

/// A terminal that does not show what is typed, as long as this lives.
struct Silence<'t> {
    terminal: &'t Stdin,
    before: Option<Termios>,
}

impl<'t> Silence<'t> {
    fn of(terminal: &'t Stdin) -> Self {
        let before = tcgetattr(terminal).ok();
        if let Some(mut modes) = before.clone() {
            modes.local_modes.remove(LocalModes::ECHO);
            modes.local_modes.insert(LocalModes::ECHONL);
            let _ = tcsetattr(terminal, OptionalActions::Flush, &modes);
        }
        Self { terminal, before }
    }
}

impl Drop for Silence<'_> {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            let _ = tcsetattr(self.terminal, OptionalActions::Flush, before);
        }
    }
}
