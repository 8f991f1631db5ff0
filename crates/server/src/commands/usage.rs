//! The command line's own words: help and refusals, in the language that was asked for.

use super::Cli;
use super::exit::Exit;
use super::language::{Language, words};
use clap::error::ErrorKind;
use clap::{CommandFactory as _, ValueEnum as _};
use std::ffi::OsString;

/// The language that the arguments ask for, read before they are understood.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let texts = || arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    let joined = texts().find_map(|text| text.strip_prefix("--lang="));
    let apart = || texts().skip_while(|text| *text != "--lang").nth(1);
    joined.or_else(apart).and_then(|text| Language::from_str(text, false).ok()).unwrap_or(Language::Kk)
}

/// The commands with their descriptions in `language`.
pub(super) fn command(language: Language) -> clap::Command {
    let mut command = Cli::command();
    // Building adds the help that every command has, so that it is described too.
    command.build();
    describe(command, "cli-help", language)
}

/// A command `x` is described by `cli-help-x`, its argument `y` by `cli-help-x-option-y` or, for all
/// commands alike, by `cli-option-y`; where there are no such words, what stands in the source stays.
fn describe(command: clap::Command, key: &str, language: Language) -> clap::Command {
    let told = |key: &str| words().has(key).then(|| language.text(key, []));
    let mut command = command.mut_args(|argument| {
        let own = format!("{key}-option-{}", argument.get_id());
        let shared = format!("cli-option-{}", argument.get_id());
        match told(&own).or_else(|| told(&shared)) {
            Some(text) => argument.help(text.clone()).long_help(text),
            None => argument,
        }
    });
    if let Some(text) = told(key) {
        command = command.about(text.clone()).long_about(text);
    }
    command.mut_subcommands(|sub| {
        let key = format!("{key}-{}", sub.get_name());
        describe(sub, &key, language)
    })
}

/// Prints help where it was asked for, or says what cannot be understood and where to look.
pub(super) fn refuse(refusal: &clap::Error, language: Language) -> Exit {
    if matches!(refusal.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = refusal.print();
        return Exit::Done;
    }
    language.say("cli-usage", []);
    language.print(&refusal.render().to_string());
    Exit::Usage
}
