//! The command line's own words: help and refusals, in the language that was asked for.

mod refusal;

use super::Cli;
use super::language::{Language, words};
use clap::{CommandFactory as _, ValueEnum as _};
use std::ffi::OsString;

pub(super) use refusal::refuse;

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
    describe(command, &Words { about: "cli-help", within: "cli-help" }, language)
}

/// Where the words of a command stand: its own, and those of what is within it.
struct Words<'k> {
    about: &'k str,
    within: &'k str,
}

/// A command `x` is described by `cli-help-x`, its argument `y` by the words of [`argument_key`]. The command `help`
/// holds every other one once more, and describes them by the same words.
fn describe(command: clap::Command, of: &Words<'_>, language: Language) -> clap::Command {
    let told = |key: &str| words().has(key).then(|| language.text(key, []));
    let mut command = command.mut_args(|argument| {
        match argument_key(of.within, argument.get_id().as_str()).and_then(|key| told(&key)) {
            // The words name the values that there are; the list of them, and of those that hold unless others are given,
            // would be in English.
            Some(text) => {
                let text = text + &usual(&argument, language);
                argument.help(text.clone()).long_help(text).hide_possible_values(true).hide_default_value(true)
            }
            None => argument,
        }
    });
    if let Some(text) = told(of.about) {
        command = command.about(text.clone()).long_about(text);
    }
    let command = head(command, language);
    command.mut_subcommands(|sub| {
        if sub.get_name() == "help" {
            return describe(sub, &Words { about: "cli-help-help", within: of.within }, language);
        }
        let key = format!("{}-{}", of.within, sub.get_name());
        describe(sub, &Words { about: &key, within: &key }, language)
    })
}

/// What holds unless something else is given; nothing of what is given or not.
fn usual(argument: &clap::Arg, language: Language) -> String {
    let values: Vec<_> = argument.get_default_values().iter().filter_map(|value| value.to_str()).collect();
    let is_told = argument.get_action().takes_values() && !values.is_empty();
    if is_told { format!(" [{}]", language.text("cli-usual", [("value", values.join(", "))])) } else { String::new() }
}

/// The headings of a command's help and its line of usage, which are in English of their own.
fn head(mut command: clap::Command, language: Language) -> clap::Command {
    let text = |key| language.text(key, []);
    let usage = command.render_usage().to_string();
    let usage = without_title(&usage).replace("[OPTIONS]", &format!("[{}]", text("cli-heading-options").to_uppercase()));
    let usage = usage.replace("COMMAND", &text("cli-command"));
    let line = language.text("cli-usage-line", [("usage", usage.clone())]);
    let parts = [
        ("subcommands", "cli-heading-commands", command.has_subcommands()),
        ("positionals", "cli-heading-arguments", command.get_positionals().next().is_some()),
        ("options", "cli-heading-options", command.get_opts().next().is_some()),
    ];
    let parts = parts.into_iter().filter(|(.., is_there)| *is_there);
    let parts: String = parts.map(|(part, heading, _)| format!("\n\n{}:\n{{{part}}}", text(heading))).collect();
    command.override_usage(usage).help_template(format!("{{about-with-newline}}\n{line}{parts}"))
}

/// A line of usage without the word before it.
fn without_title(usage: &str) -> &str {
    usage.strip_prefix("Usage: ").unwrap_or(usage)
}

/// The words of an argument: those of its command (`cli-help-x-option-y`), else those of the command that this one is
/// within, else those of all commands (`cli-option-y`). None where there are no words in every language.
fn argument_key(command: &str, argument: &str) -> Option<String> {
    let around = command.rsplit_once('-').map_or(command, |(around, _)| around);
    let keys = [command, around].map(|key| format!("{key}-option-{argument}"));
    keys.into_iter().chain([format!("cli-option-{argument}")]).find(|key| words().has(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [Language; 3] = [Language::Kk, Language::Ru, Language::En];

    /// Every command with the key of its words, the deepest ones too.
    fn walk<'c>(command: &'c clap::Command, key: &str, found: &mut Vec<(String, &'c clap::Command)>) {
        found.push((key.to_owned(), command));
        let within = command.get_subcommands().filter(|sub| sub.get_name() != "help");
        within.for_each(|sub| walk(sub, &format!("{key}-{}", sub.get_name()), found));
    }

    fn walked(cli: &clap::Command) -> Vec<(String, &clap::Command)> {
        let mut found = vec![];
        walk(cli, "cli-help", &mut found);
        found
    }

    #[test]
    fn every_command_and_every_option_has_its_words_in_every_language() {
        let cli = command(Language::En);
        let commands = walked(&cli);
        assert!(commands.len() > 25, "{} commands are not all", commands.len());
        let of_options = |(key, command): &(String, &clap::Command)| -> Vec<String> {
            let missing = |argument: &&clap::Arg| argument_key(key, argument.get_id().as_str()).is_none();
            command.get_arguments().filter(missing).map(|argument| format!("{key}-option-{}", argument.get_id())).collect()
        };
        let without = commands.iter().filter(|(key, _)| !words().has(key)).map(|(key, _)| key.clone());
        let missing: Vec<String> = without.chain(commands.iter().flat_map(of_options)).collect();
        assert!(missing.is_empty(), "no words in some language: {missing:?}");
    }

    #[test]
    fn the_words_of_an_option_name_every_value_that_it_takes() {
        let cli = command(Language::En);
        let commands = walked(&cli);
        for (key, command) in commands {
            // Those of a switch are its own business.
            for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
                let Some(words) = argument_key(&key, argument.get_id().as_str()) else { continue };
                for language in LANGUAGES {
                    let text = language.text(&words, []);
                    let unnamed = |value: &clap::builder::PossibleValue| !text.contains(value.get_name());
                    let unnamed: Vec<_> = argument.get_possible_values().into_iter().filter(unnamed).collect();
                    assert!(unnamed.is_empty(), "{words} in {language:?} does not name {unnamed:?}");
                }
            }
        }
    }

    #[test]
    fn help_says_nothing_in_another_language_than_the_one_that_was_asked_for() {
        let is_cyrillic = |c: char| ('а'..='я').contains(&c) || "әғқңөұүһі".contains(c);
        for language in [Language::Kk, Language::Ru] {
            let described = command(language);
            for (key, command) in walked(&described) {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                let options = command.get_arguments().filter_map(clap::Arg::get_help).map(ToString::to_string);
                for text in options.chain([about]) {
                    assert!(text.to_lowercase().chars().any(is_cyrillic), "{key} in {language:?}: {text}");
                }
            }
        }
    }
}
