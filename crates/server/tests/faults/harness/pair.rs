//! A primary, its synchronous standby and the next one, made for one test in a folder of their own.

use super::Told;
use super::bed::free_addresses;
use super::schemas::run;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that does not answer by then does not come up.
const UP_WITHIN: Duration = Duration::from_secs(30);

/// Two PostgreSQL servers at a time, each following the one before; they end with it.
pub(crate) struct Pair {
    servers: Vec<Child>,
    programs: Programs,
    ports: [u16; 3],
    folder: tempfile::TempDir,
}

/// Where PostgreSQL's programs are, and as whom they run: never as root.
struct Programs {
    folder: PathBuf,
    user: Option<(u32, u32)>,
}

impl Programs {
    fn find() -> Told<Self> {
        let versions = std::fs::read_dir("/usr/lib/postgresql").map_err(|_| "PostgreSQL's programs are not installed")?;
        let newest = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin"))).filter(|bin| bin.join("initdb").exists());
        let folder = newest.max().ok_or("PostgreSQL's initdb is not installed")?;
        let myself = std::fs::metadata("/proc/self").map_err(|e| e.to_string())?.uid();
        let user = if myself == 0 { Some(user("postgres")?) } else { None };
        Ok(Self { folder, user })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.folder.join(program));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Told<()> {
        let ran = self.command(program).args(arguments).stderr(Stdio::piped()).output().map_err(|e| format!("{program}: {e}"))?;
        if ran.status.success() { Ok(()) } else { Err(format!("{program}: {}", String::from_utf8_lossy(&ran.stderr))) }
    }
}

fn user(name: &str) -> Told<(u32, u32)> {
    let list = std::fs::read_to_string("/etc/passwd").map_err(|e| e.to_string())?;
    let fields = list.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|fields| fields.first() == Some(&name));
    let found = fields.and_then(|fields| Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?)));
    found.ok_or_else(|| format!("there is no user {name}, and root may not run PostgreSQL"))
}

impl Pair {
    /// Both servers, the second one following the first; or a line that says which test was skipped, and why.
    pub(crate) fn of(test: &str) -> Option<Told<Self>> {
        match Programs::find() {
            Ok(programs) => Some(Self::make(programs)),
            Err(why) => {
                eprintln!("SKIPPED {test}: {why}");
                None
            }
        }
    }

    fn make(programs: Programs) -> Told<Self> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).map_err(|e| e.to_string())?;
        let ports = free_addresses()?.map(|address| address.port());
        let mut pair = Self { servers: vec![], programs, ports, folder };
        let data = pair.data(0)?;
        pair.programs.run("initdb", &["-D", &data, "-A", "trust", "-U", "postgres", "-N", "--no-locale", "-E", "UTF8"])?;
        pair.start(&data)?;
        pair.follow()?;
        Ok(pair)
    }

    /// A copy of the last server follows it from now on, and every commit waits for it.
    ///
    /// # Errors
    /// When it does not come up.
    pub(crate) fn follow(&mut self) -> Told<()> {
        let last = self.servers.len() - 1;
        let (data, port) = (self.data(last + 1)?, self.ports[last].to_string());
        let copy = ["-h", "127.0.0.1", "-p", &port, "-U", "postgres", "-D", &data, "-R", "-X", "stream", "-c", "fast"];
        self.programs.run("pg_basebackup", &copy)?;
        self.start(&data)?;
        // Only now: before, nobody was there to wait for.
        let leader = self.address_of(last);
        run(&leader, "ALTER SYSTEM SET synchronous_standby_names = '*'")?;
        run(&leader, "SELECT pg_reload_conf()")?;
        until(|| run(&leader, IN_STEP))
    }

    /// A folder for the data of a server, which belongs to whoever runs it.
    fn data(&self, server: usize) -> Told<String> {
        let data = self.folder.path().join(server.to_string());
        std::fs::create_dir(&data).map_err(|e| e.to_string())?;
        std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o700)).map_err(|e| e.to_string())?;
        let (user, group) = self.programs.user.unzip();
        chown(&data, user, group).map_err(|e| format!("giving {} away: {e}", data.display()))?;
        Ok(data.to_string_lossy().into_owned())
    }

    fn start(&mut self, data: &str) -> Told<()> {
        let number = self.servers.len();
        let mut server = self.programs.command("postgres");
        server.args(["-D", data, "-p", &self.ports[number].to_string()]);
        for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "wal_level=replica", "max_connections=60"] {
            server.args(["-c", setting]);
        }
        self.servers.push(server.spawn().map_err(|e| format!("starting PostgreSQL: {e}"))?);
        let address = self.address_of(number);
        until(|| run(&address, "SELECT 1"))
    }

    fn address_of(&self, server: usize) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.ports[server])
    }

    /// Where whoever wants to write finds the one of both that takes it.
    pub(crate) fn address(&self) -> String {
        let [one, other, _] = self.ports;
        format!("postgres://postgres@127.0.0.1:{one},127.0.0.1:{other}/postgres?target_session_attrs=read-write")
    }

    /// SIGKILL for the primary, whose disk nobody will see again.
    pub(crate) fn kill_the_primary(&mut self) {
        let _ = self.servers[0].kill();
        let _ = self.servers[0].wait();
    }

    /// The standby takes over.
    ///
    /// # Errors
    /// What it says.
    pub(crate) fn promote(&self) -> Told<()> {
        run(&self.address_of(1), "SELECT pg_promote(true, 30)")?;
        until(|| run(&self.address(), "SELECT 1"))
    }
}

/// Fails until the standby confirms commits.
const IN_STEP: &str =
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming')
    THEN RAISE EXCEPTION 'no standby yet'; END IF; END $$";

fn until(mut done: impl FnMut() -> Told<()>) -> Told<()> {
    let begun = Instant::now();
    loop {
        match done() {
            Err(fault) if begun.elapsed() > UP_WITHIN => return Err(fault),
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
            Ok(()) => return Ok(()),
        }
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        for server in &mut self.servers {
            // SIGQUIT would be gentler; their folder goes with them.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
