//! Which editions of the list answer: the law's own, and with `--config` those too that were approved at the ministry
//! whose archive it names. Every answer says which of the two it was.

use super::super::desk::Desk;
use super::super::exit::Failure;
use super::super::process;
use jiff::civil::Date;
use saraptama_core::htmc::edition::{Editions, HeldEdition, Source};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, KAZAKHSTAN};
use saraptama_server::config::{Config, NodeKind};
use saraptama_server::flow::htmc_list::approved;
use saraptama_server::node::open_store_to_read;
use std::path::{Path, PathBuf};

/// The archive beside the law from which editions are taken.
#[derive(clap::Args)]
pub(super) struct Archive {
    /// The configuration of a ministry's node: the editions that were approved there answer too
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The editions that answer.
pub(super) struct Answering<'d> {
    pub(super) editions: Editions,
    archive: Option<&'d Path>,
    desk: &'d Desk,
}

impl Archive {
    /// The editions at hand.
    ///
    /// # Errors
    /// When the archive is none of a ministry, or cannot be read.
    pub(super) fn editions<'d>(&'d self, law: &Law, desk: &'d Desk) -> Result<Answering<'d>, Failure> {
        let archive = self.config.as_deref();
        let approved = match archive {
            None => vec![],
            Some(file) => read(file)?,
        };
        Ok(Answering { editions: Editions::of(law, &approved), archive, desk })
    }
}

fn read(file: &Path) -> Result<Vec<saraptama_core::htmc::edition::Approved>, Failure> {
    let config = Config::load(file).map_err(process::failed)?;
    if config.node != NodeKind::Ministry {
        return Err(Failure::new("cli-editions-not-a-ministry", [("file", file.display().to_string())]));
    }
    let read = process::runtime()?.block_on(async {
        let store = open_store_to_read(&config).await?;
        approved(&store).await.map_err(|error| error.to_string())
    });
    read.map_err(process::failed)
}

impl Answering<'_> {
    /// The edition of a day, today where none is given; never a later edition.
    ///
    /// # Errors
    /// When it is not held, with those that are.
    pub(super) fn on(&self, at: Option<Date>) -> Result<&HeldEdition, Failure> {
        let at = at.unwrap_or_else(|| self.desk.today());
        let held = |one: &HeldEdition| format!("{} ({})", one.list.edition, one.list.from);
        let held = || self.editions.all().iter().map(held).collect::<Vec<_>>().join(", ");
        self.editions.on(at).map_err(|_| Failure::new("cli-edition-not-held", [("date", at.to_string()), ("held", held())]))
    }

    /// The edition of that name.
    ///
    /// # Errors
    /// When it is not held, with those that are.
    pub(super) fn named(&self, edition: &str) -> Result<&HeldEdition, Failure> {
        let known: Vec<&str> = self.editions.all().iter().map(|one| one.list.edition.as_str()).collect();
        let named = || [("edition", edition.to_owned()), ("held", known.join(", "))];
        self.editions.named(edition).ok_or_else(|| Failure::new("cli-edition-unknown", named()))
    }

    /// Says which source answered.
    pub(super) fn tell(&self) {
        match self.archive {
            None => self.desk.language.say("cli-editions-of-law", []),
            Some(file) => {
                let approved = self.editions.all().iter().filter(|one| one.source != Source::Law).count();
                let named = [("file", file.display().to_string()), ("count", approved.to_string())];
                self.desk.language.say("cli-editions-of-archive", named);
            }
        }
    }

    /// Says of one edition where it is held from.
    pub(super) fn tell_of(&self, one: &HeldEdition) {
        let named = |at: &Instant| [("edition", one.list.edition.clone()), ("at", moment(*at))];
        match &one.source {
            Source::Approved { at, .. } => self.desk.language.say("cli-edition-approved", named(at)),
            Source::Law | Source::Told => self.desk.language.say("cli-edition-in-law", [("edition", one.list.edition.clone())]),
        }
    }
}

/// Where an edition is held from, for programs.
pub(super) fn source(edition: &HeldEdition) -> &'static str {
    match edition.source {
        Source::Law => "law",
        Source::Approved { .. } | Source::Told => "ministry",
    }
}

fn moment(at: Instant) -> String {
    KAZAKHSTAN.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}
