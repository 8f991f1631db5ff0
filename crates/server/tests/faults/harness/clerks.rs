use super::Told;
use super::bed::Bed;
use super::cases::Case;
use super::http::{Body, Client, Reply};
use saraptama_core::terms::FormId;
use saraptama_server::config::NodeKind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A request that is not answered by then is not repeated any more.
const GIVE_UP_AFTER: Duration = Duration::from_secs(90);
/// The pause before a request is repeated.
const PAUSE: Duration = Duration::from_millis(25);

/// What a request of a clerk asks for: method, path, token and body.
pub(crate) struct Request<'r> {
    pub(crate) method: &'r str,
    pub(crate) path: &'r str,
    pub(crate) token: &'r str,
    pub(crate) body: Body<'r>,
}

/// What was acknowledged, as those remember it to whom it was acknowledged.
#[derive(Default)]
pub(crate) struct Journal {
    pub(crate) signed: Mutex<Vec<FormId>>,
    /// Act number and place in the register.
    pub(crate) registered: Mutex<Vec<(String, u64)>>,
    /// Requests that had to be repeated.
    pub(crate) repeated: AtomicUsize,
}

impl Journal {
    /// Sends a request again and again until it is answered with one of `expected`.
    ///
    /// # Errors
    /// When it is answered otherwise (a node that cannot now says 503), or not at all for long.
    pub(crate) fn insist(&self, client: &mut Client, request: &Request<'_>, expected: &[u16]) -> Told<Reply> {
        let begun = Instant::now();
        while begun.elapsed() < GIVE_UP_AFTER {
            match client.send(request.method, request.path, request.token, request.body) {
                Ok(reply) if reply.status != 503 => {
                    return reply.expect(expected).map_err(|e| format!("{} {}: {e}", request.method, request.path));
                }
                _ => self.repeated.fetch_add(1, Ordering::Relaxed),
            };
            std::thread::sleep(PAUSE);
        }
        Err(format!("{} {}: no answer", request.method, request.path))
    }

    /// Stores, freezes and signs a case at the MIS.
    ///
    /// # Errors
    /// The first step that was refused.
    pub(crate) fn hand_in(&self, client: &mut Client, case: &Case<'_>) -> Told<()> {
        let path = format!("/api/v1/forms/{}", case.form);
        let put =
            Request { method: "PUT", path: &path, token: &case.doctor.token, body: Some(("application/json", &case.bytes)) };
        self.insist(client, &put, &[200, 201])?;
        let (freeze, token) = (format!("{path}/freeze"), &case.chair.token);
        self.insist(client, &Request { method: "POST", path: &freeze, token, body: None }, &[200])?;
        let (sign, body) = (format!("{path}/signature"), Some(("application/pkcs7-signature", case.signature.as_slice())));
        self.insist(client, &Request { method: "POST", path: &sign, token, body }, &[201])?;
        note(&self.signed, case.form);
        Ok(())
    }
}

pub(super) fn note<T>(list: &Mutex<Vec<T>>, one: T) {
    list.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(one);
}

/// `clerks` people hand in all cases side by side, each with a pause after every case.
///
/// # Errors
/// What was refused.
pub(crate) fn hand_in_all(bed: &Bed, cases: &[Case<'_>], clerks: usize, pause: Duration, journal: &Journal) -> Told<()> {
    let next = AtomicUsize::new(0);
    let clerk = || {
        let mut client = bed.client(NodeKind::Mis);
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            journal.hand_in(&mut client, case)?;
            std::thread::sleep(pause);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let working: Vec<_> = (0..clerks).map(|_| scope.spawn(clerk)).collect();
        working.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| Err("a clerk panicked".to_owned())))
    })
}
