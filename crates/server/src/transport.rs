//! The way to another node. Jobs know only [`Transport`]: over the network it is [`Network`]; a
//! simulation hands the request to the other node's router, loses it, doubles it or holds it up.

use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use http_body_util::BodyExt as _;
use reqwest::Certificate;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;

/// How long a request may take, its answer's body included, where it does not say otherwise.
pub const WITHIN: Duration = Duration::from_secs(20);

/// How long this one request may take: a large body over a slow line takes its time, and is given up all the same
/// where nothing of it comes for as long as [`WITHIN`]. An extension of the request.
#[derive(Clone, Copy, Debug)]
pub struct Within(pub Duration);

/// A request on its way: its address is whole, its body is all there.
pub type Outbound = Request<Bytes>;

/// What comes of a request: status, headers and a body that is still being read, or no answer.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Response<Body>, NoAnswer>> + Send + 'a>>;

/// Carries requests to other nodes.
pub trait Transport: Send + Sync {
    /// Sends one request. Whatever the answer's status is, it is an answer.
    fn send(&self, request: Outbound) -> Answering<'_>;
}

/// Why there is no answer; whether the request was taken up there is unknown in every case but the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// Nobody was reached.
    #[error("no connection")]
    NoConnection,
    /// Nobody answered in time.
    #[error("timed out")]
    TimedOut,
    /// The connection broke in the middle.
    #[error("the connection broke")]
    Broken,
    /// The answer is longer than the asker reads.
    #[error("the answer is larger than allowed")]
    TooLarge,
}

/// HTTP/1 over the network, in the clear or over TLS as the address says.
pub struct Network(reqwest::Client);

impl Network {
    /// A client that follows no redirect (a redirect is a fault of the route), gives up in time, and over TLS
    /// believes the system's authorities and those in `files` (PEM).
    ///
    /// # Errors
    /// When a file cannot be read or holds no certificate.
    pub fn believing<'p>(files: impl IntoIterator<Item = &'p Path>) -> Result<Self, String> {
        let mut roots = vec![];
        for file in files {
            let fault = |what: &dyn std::fmt::Display| format!("reading the authorities in {}: {what}", file.display());
            let found =
                Certificate::from_pem_bundle(&std::fs::read(file).map_err(|e| fault(&e))?).map_err(|_| fault(&"no PEM"))?;
            if found.is_empty() {
                return Err(fault(&"no certificate"));
            }
            roots.extend(found);
        }
        Self::patient(roots, WITHIN)
    }

    fn patient(roots: Vec<Certificate>, patience: Duration) -> Result<Self, String> {
        let with_system = client(patience).tls_certs_merge(roots.clone()).build();
        let built = with_system.or_else(|_| {
            // A machine without any authorities of its own: what is in the clear or in `files` still works.
            tracing::warn!("the system has no authorities for TLS: https works with those in `tls_roots` only");
            client(patience).tls_certs_only(roots).build()
        });
        built.map(Self).map_err(|_| "making the client for other nodes: TLS cannot be set up".to_owned())
    }
}

fn client(patience: Duration) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    builder.connect_timeout(Duration::from_secs(3)).timeout(patience).read_timeout(patience).pool_max_idle_per_host(16)
}

impl Transport for Network {
    fn send(&self, request: Outbound) -> Answering<'_> {
        Box::pin(async move {
            let within = request.extensions().get::<Within>().copied();
            let mut request = reqwest::Request::try_from(request).map_err(|_| NoAnswer::NoConnection)?;
            if let Some(Within(within)) = within {
                *request.timeout_mut() = Some(within);
            }
            let response = self.0.execute(request).await.map_err(|error| told(&error))?;
            Ok(Response::<reqwest::Body>::from(response).map(Body::new))
        })
    }
}

/// The error's own text would repeat the address; its kind is enough.
fn told(error: &reqwest::Error) -> NoAnswer {
    if error.is_timeout() {
        NoAnswer::TimedOut
    } else if error.is_connect() {
        NoAnswer::NoConnection
    } else {
        NoAnswer::Broken
    }
}

/// Reads an answer's body to its end, and no further than `most` bytes.
///
/// # Errors
/// [`NoAnswer::TooLarge`] where it is longer, [`NoAnswer::Broken`] where it ends in the middle.
pub async fn whole(mut body: Body, most: usize) -> Result<Vec<u8>, NoAnswer> {
    let mut taken = vec![];
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| NoAnswer::Broken)?.into_data() else { continue };
        if taken.len() + data.len() > most {
            return Err(NoAnswer::TooLarge);
        }
        taken.extend_from_slice(&data);
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::PrivateKeyDer;

    /// A server over TLS on loopback, and the PEM of the authority behind its certificate.
    async fn server() -> (String, String) {
        let mut parameters = CertificateParams::default();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![leaf.der().clone()], key).unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(config));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(socket).await else { continue };
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nsealed").await;
                let _ = stream.shutdown().await;
            }
        });
        (address, authority.pem())
    }

    #[tokio::test]
    async fn another_node_is_believed_over_tls_only_by_an_authority_that_we_know() {
        let (address, pem) = server().await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("roots.pem");
        std::fs::write(&file, pem).unwrap();
        let ask = || Request::get(&address).body(Bytes::new()).unwrap();
        let known = Network::believing([file.as_path()]).unwrap();
        let answer = known.send(ask()).await.unwrap();
        assert_eq!(whole(answer.into_body(), 100).await.unwrap(), b"sealed");
        let unknown = Network::believing([]).unwrap();
        assert_eq!(unknown.send(ask()).await.err(), Some(NoAnswer::NoConnection));
    }

    /// A server that sends the first half of a body, and the second when it is told to.
    async fn slow_server() -> (String, tokio::sync::watch::Sender<bool>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let (go_on, told) = tokio::sync::watch::channel(false);
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut told = told.clone();
                tokio::spawn(async move {
                    let _ = socket.read(&mut [0; 4096]).await;
                    let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\nconnection: close\r\n\r\nhalf").await;
                    let _ = told.wait_for(|told| *told).await;
                    let _ = socket.write_all(b"half").await;
                });
            }
        });
        (address, go_on)
    }

    #[tokio::test]
    async fn a_body_that_comes_slowly_is_waited_for_as_long_as_its_request_says_and_one_that_stands_still_is_not() {
        let (address, go_on) = slow_server().await;
        let read = async |network: &Network, request: Outbound| match network.send(request).await {
            Ok(answer) => whole(answer.into_body(), 100).await,
            Err(error) => Err(error),
        };
        let ask = || Request::get(&address);
        let minutes = Within(Duration::from_secs(600));
        let usual = Network::patient(vec![], Duration::from_millis(300)).unwrap();
        // The whole of an ordinary request, and the pause within a long one.
        assert!(read(&usual, ask().body(Bytes::new()).unwrap()).await.is_err());
        assert!(read(&usual, ask().extension(minutes).body(Bytes::new()).unwrap()).await.is_err());
        // Over a line that is slow and does not stand still for long, the ordinary one ends where the other goes on.
        let slow = Network(client(Duration::from_millis(300)).read_timeout(Duration::from_secs(600)).build().unwrap());
        let long = slow.send(ask().extension(minutes).body(Bytes::new()).unwrap()).await.unwrap();
        assert!(read(&slow, ask().body(Bytes::new()).unwrap()).await.is_err());
        go_on.send(true).unwrap();
        assert_eq!(whole(long.into_body(), 100).await.unwrap(), b"halfhalf");
    }

    #[test]
    fn a_file_without_an_authority_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("roots.pem");
        assert!(Network::believing([file.as_path()]).err().unwrap().contains("roots.pem"));
        std::fs::write(&file, "nothing").unwrap();
        assert!(Network::believing([file.as_path()]).err().unwrap().contains("roots.pem"));
    }
}
