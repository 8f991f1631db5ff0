//! What of a command line cannot be understood, said in the language that was asked for.

use super::super::exit::Exit;
use super::super::language::{Arguments, Language};
use clap::error::{ContextKind, ErrorKind};

/// Prints help where it was asked for, or says what cannot be understood and where to look.
pub(in super::super) fn refuse(refusal: &clap::Error, language: Language) -> Exit {
    match refusal.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = refusal.print();
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => language.print(&refusal.render().to_string()),
        kind => explain(refusal, kind, language),
    }
    Exit::Usage
}

fn explain(refusal: &clap::Error, kind: ErrorKind, language: Language) {
    language.say("cli-usage", []);
    if let Some((key, named)) = what(refusal, kind) {
        language.say(key, named);
    }
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(meant) = meant.into_iter().find_map(|kind| of(refusal, kind)) {
        language.say("cli-usage-meant", [("meant", meant)]);
    }
    if let Some(usage) = of(refusal, ContextKind::Usage) {
        let usage = super::without_title(&usage).to_owned();
        language.print(&format!("\n{}", language.text("cli-usage-line", [("usage", usage)])));
    }
}

/// What is wrong, and with what; nothing where the sentence before says it all.
fn what(refusal: &clap::Error, kind: ErrorKind) -> Option<(&'static str, Arguments)> {
    let named = |name: &'static str, kind| of(refusal, kind).map(|text| (name, text));
    let argument = || named("argument", ContextKind::InvalidArg);
    let value = || named("value", ContextKind::InvalidValue);
    let (key, named) = match kind {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match (argument(), value(), values(refusal)) {
            (argument, None, _) => ("cli-usage-no-value", vec![argument]),
            (argument, value, None) => ("cli-usage-value", vec![argument, value]),
            (argument, value, values) => ("cli-usage-value-of", vec![argument, value, values]),
        },
        ErrorKind::UnknownArgument => ("cli-usage-unknown", vec![argument()]),
        ErrorKind::InvalidSubcommand => ("cli-usage-no-command", vec![named("command", ContextKind::InvalidSubcommand)]),
        ErrorKind::MissingRequiredArgument => ("cli-usage-missing", vec![argument()]),
        ErrorKind::ArgumentConflict => ("cli-usage-conflict", vec![argument(), named("other", ContextKind::PriorArg)]),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            ("cli-usage-number", vec![argument()])
        }
        ErrorKind::InvalidUtf8 => ("cli-usage-no-text", vec![]),
        _ => return None,
    };
    Some((key, named.into_iter().collect::<Option<_>>()?))
}

/// The values that there are.
fn values(refusal: &clap::Error) -> Option<(&'static str, String)> {
    of(refusal, ContextKind::ValidValue).map(|values| ("values", values))
}

/// A part of the refusal as text; none where it is not there or empty.
fn of(refusal: &clap::Error, kind: ContextKind) -> Option<String> {
    refusal.get(kind).map(ToString::to_string).filter(|text| !text.is_empty())
}
