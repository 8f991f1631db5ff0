use super::Told;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A node that does not answer by then counts as dead.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client of one thread: one connection that is kept, one request after another. It costs little,
/// because load and nodes share the machine.
pub(crate) struct Client {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

/// What a door answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// A body with its content type.
pub(crate) type Body<'b> = Option<(&'b str, &'b [u8])>;

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    /// One request. After an error nobody knows whether it was done.
    ///
    /// # Errors
    /// When there is no connection or it breaks.
    pub(crate) fn send(&mut self, method: &str, path: &str, token: &str, body: Body<'_>) -> io::Result<Reply> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        let (kind, bytes) = body.unwrap_or(("", b""));
        let kind = if kind.is_empty() { String::new() } else { format!("content-type: {kind}\r\n") };
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\n{kind}content-length: {}\r\n\r\n",
            self.address,
            bytes.len()
        )
        .into_bytes();
        request.extend_from_slice(bytes);
        stream.get_mut().write_all(&request)?;
        let reply = read(&mut stream)?;
        self.stream = Some(stream);
        Ok(reply)
    }

    fn connect(&self) -> io::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(BufReader::new(stream))
    }
}

fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Reply> {
    let malformed = || io::Error::new(io::ErrorKind::InvalidData, "not an answer of HTTP/1.1");
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(malformed)?;
    let mut length = 0;
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(malformed());
        }
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().map_err(|_| malformed())?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Reply { status, body })
}

impl Reply {
    /// # Errors
    /// When the status is none of `expected`; the answer's words are in the error.
    pub(crate) fn expect(self, expected: &[u16]) -> Told<Self> {
        if expected.contains(&self.status) {
            return Ok(self);
        }
        Err(format!("answered {} instead of {expected:?}: {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    /// # Errors
    /// When the body is not JSON.
    pub(crate) fn json(&self) -> Told<serde_json::Value> {
        serde_json::from_slice(&self.body).map_err(|e| format!("the answer is not JSON: {e}"))
    }
}
