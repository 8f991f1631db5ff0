//! A PostgreSQL server for one run of the tests, where none answers and its programs are installed.

use crate::clients::is_root;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where Debian keeps the programs, by version.
pub(crate) const PROGRAMS: &str = "/usr/lib/postgresql";
const UP_WITHIN: Duration = Duration::from_secs(60);

/// It ends with this, and its data with it: nothing there is worth a flush.
pub(crate) struct Server {
    running: Child,
    port: u16,
    _folder: Folder,
}

/// Gone when it is let go of.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Server {
    /// Makes one and waits until it answers.
    ///
    /// # Errors
    /// What keeps it from coming up.
    pub(crate) fn start() -> Result<Self, String> {
        let programs = programs()?;
        let folder = Folder(std::env::temp_dir().join(format!("saraptama-postgres-{}", std::process::id())));
        let data = folder.0.join("data");
        std::fs::create_dir_all(&data).map_err(|e| format!("making {}: {e}", data.display()))?;
        let user = if is_root() { Some(user()?) } else { None };
        for (path, mode) in [(&folder.0, 0o755), (&data, 0o700)] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).map_err(|e| e.to_string())?;
        }
        chown(&data, user.map(|user| user.0), user.map(|user| user.1)).map_err(|e| e.to_string())?;
        let command = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
            if let Some((user, group)) = user {
                command.uid(user).gid(group);
            }
            command
        };
        let mut made = command("initdb");
        made.arg("-D").arg(&data).args(["-A", "trust", "-U", "postgres", "-N", "--no-locale", "-E", "UTF8"]);
        done(&mut made)?;
        let port = free_port().ok_or("no port is free")?;
        let settings = ["fsync=off", "max_connections=200", "listen_addresses=127.0.0.1", "unix_socket_directories="];
        let mut serve = command("postgres");
        serve.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        serve.args(settings.iter().flat_map(|setting| ["-c", setting]));
        let server = Self { running: serve.spawn().map_err(|e| format!("postgres: {e}"))?, port, _folder: folder };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if begun.elapsed() > UP_WITHIN {
                return Err("PostgreSQL does not come up".to_owned());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let mut database = command("createdb");
        database.args(["-h", "127.0.0.1", "-p", &port.to_string(), "-U", "postgres", "test"]);
        // It listens a moment before it answers.
        while let Err(why) = done(&mut database) {
            if begun.elapsed() > UP_WITHIN {
                return Err(why);
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(server)
    }

    /// Where the tests find it.
    pub(crate) fn address(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/test", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // At once, but in order: nothing of it stays in the system's memory.
        let _ = Command::new("kill").args(["-INT", &self.running.id().to_string()]).status();
        let _ = self.running.wait();
    }
}

/// Below those that the system gives to whoever connects, and beside those that the tests take.
fn free_port() -> Option<u16> {
    const PORTS: std::ops::Range<u16> = 18_000..20_000;
    let from = std::process::id() as usize % PORTS.len();
    PORTS.cycle().skip(from).take(PORTS.len()).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
}

/// The programs of the newest version.
fn programs() -> Result<PathBuf, String> {
    let versions = std::fs::read_dir(PROGRAMS).map_err(|_| "PostgreSQL is not installed".to_owned())?;
    let folders = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    folders.filter(|bin| bin.join("initdb").exists()).max().ok_or_else(|| "PostgreSQL's initdb is not installed".to_owned())
}

fn done(command: &mut Command) -> Result<(), String> {
    let ran = command.stderr(Stdio::piped()).output().map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    if ran.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&ran.stderr).trim().to_owned()) }
}

/// The user whom Debian made for it: root may not run it.
fn user() -> Result<(u32, u32), String> {
    let list = std::fs::read_to_string("/etc/passwd").map_err(|e| e.to_string())?;
    let fields = list.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|fields| fields.first() == Some(&"postgres"));
    let found = fields.and_then(|fields| Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?)));
    found.ok_or_else(|| "there is no user postgres, and root may not run PostgreSQL".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_of_our_own_answers_and_leaves_nothing_behind() {
        let Err(why) = programs().and_then(|_| if is_root() { user().map(drop) } else { Ok(()) }) else {
            let server = Server::start().unwrap();
            let (port, folder) = (server.port, server._folder.0.clone());
            assert!(TcpStream::connect(("127.0.0.1", port)).is_ok() && server.address().contains(&port.to_string()));
            drop(server);
            assert!(TcpStream::connect(("127.0.0.1", port)).is_err() && !folder.exists());
            return;
        };
        eprintln!("SKIPPED a server of our own: {why}");
    }
}
