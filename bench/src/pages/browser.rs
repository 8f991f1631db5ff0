use crate::harness::Told;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A browser of one tab: one connection that is kept, a cookie, and the token of the pages.
pub(super) struct Browser {
    stream: BufReader<TcpStream>,
    cookie: String,
    token: String,
    body: Vec<u8>,
}

impl Browser {
    /// A browser in which somebody of the demonstration is signed in.
    pub(super) fn of(address: SocketAddr, who: &str) -> Told<Self> {
        let stream = TcpStream::connect(address).map_err(|e| e.to_string())?;
        stream
            .set_nodelay(true)
            .and_then(|()| stream.set_read_timeout(Some(Duration::from_secs(60))))
            .map_err(|e| e.to_string())?;
        let mut browser = Self { stream: BufReader::new(stream), cookie: String::new(), token: String::new(), body: vec![] };
        browser.ask("POST", "/enter/demo", &format!("as={who}"))?;
        browser.get("/")?;
        let page = String::from_utf8_lossy(&browser.body);
        let token = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        browser.token = token.ok_or_else(|| format!("{who} could not sign in"))?.to_owned();
        Ok(browser)
    }

    pub(super) fn get(&mut self, path: &str) -> Told<u16> {
        self.ask("GET", path, "")
    }

    pub(super) fn post(&mut self, path: &str, fields: &[(&str, String)]) -> Told<u16> {
        let mut body = format!("csrf={}", self.token);
        for (name, value) in fields {
            let value: String = value.bytes().map(|byte| format!("%{byte:02x}")).collect();
            body += &format!("&{name}={value}");
        }
        self.ask("POST", path, &body)
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Told<u16> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\naccept-language: kk\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).map_err(|e| e.to_string())?;
        self.read().map_err(|e| format!("{method} {path}: {e}"))
    }

    fn read(&mut self) -> std::io::Result<u16> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap_or_default();
            }
            if name.eq_ignore_ascii_case("set-cookie") && value.trim().starts_with("__Host-") {
                self.cookie = value.trim().split(';').next().unwrap_or_default().to_owned();
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(status)
    }
}
