//! A proxy before the database that lets so many messages of its clients through and then cuts every
//! connection: to the server that is what SIGKILL of the client looks like.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A proxy that has not cut yet, or has.
pub struct Proxy {
    pub port: u16,
    passed: Arc<AtomicUsize>,
}

impl Proxy {
    /// Before the server at `to`, cutting instead of passing the message after `limit`.
    pub async fn before(to: String, limit: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let passed = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&passed);
        let (cut, is_cut) = watch::channel(false);
        let cut = Arc::new(cut);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if *is_cut.borrow() {
                    continue;
                }
                let Ok(server) = TcpStream::connect(&to).await else { continue };
                let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
                let (counted, cut) = (Arc::clone(&counted), Arc::clone(&cut));
                let (mut one, mut other) = (is_cut.clone(), is_cut.clone());
                tokio::spawn(async move {
                    tokio::select! {
                        _ = messages(from_client, to_server, &counted, limit) => if counted.load(Ordering::SeqCst) > limit { cut.send_replace(true); },
                        _ = one.wait_for(|cut| *cut) => {}
                    }
                });
                tokio::spawn(async move {
                    tokio::select! {
                        _ = bytes(from_server, to_client) => {}
                        _ = other.wait_for(|cut| *cut) => {}
                    }
                });
            }
        });
        Self { port, passed }
    }

    /// How many messages its clients sent.
    pub fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }
}

/// Passes the messages of a client on, one by one: the first has no kind, every other one a byte of it.
async fn messages(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counted: &AtomicUsize, limit: usize) -> std::io::Result<()> {
    let mut head = 4;
    loop {
        let mut message = vec![0; head];
        from.read_exact(&mut message).await?;
        let length = u32::from_be_bytes(message[head - 4..].try_into().unwrap()) as usize;
        message.resize(head - 4 + length, 0);
        from.read_exact(&mut message[head..]).await?;
        head = 5;
        if counted.fetch_add(1, Ordering::SeqCst) >= limit {
            return Ok(());
        }
        to.write_all(&message).await?;
    }
}

async fn bytes(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) -> std::io::Result<()> {
    tokio::io::copy(&mut from, &mut to).await.map(drop)
}
