use super::places::PLACES;
use super::state::{Event, HOUR, SECOND, Sim};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, Response, Uri};
use saraptama_server::transport::{Answering, NoAnswer, Outbound, Transport, whole};
use tokio::sync::oneshot;
use tower::ServiceExt as _;

/// An answer, or why there is none.
pub(crate) type Answered = Result<Response<Body>, NoAnswer>;

/// The people stand beside the places.
pub(crate) const PEOPLE: usize = PLACES.len();

/// The longest answer that is carried.
const ANSWER_BYTES: usize = 8 << 20;

/// A request under way.
pub(crate) struct Packet {
    pub(crate) from: usize,
    pub(crate) to: usize,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    /// Who waits for the answer; nobody waits for that of a copy.
    answer: Option<oneshot::Sender<Answered>>,
}

/// The way out of a place.
pub(crate) struct Way {
    pub(crate) sim: Sim,
    pub(crate) from: usize,
}

impl Transport for Way {
    fn send(&self, request: Outbound) -> Answering<'_> {
        let under_way = self.sim.state().sets_out(self.from, request.body());
        let answered = post(&self.sim, self.from, request);
        Box::pin(async move {
            let answered = answered.await.unwrap_or(Err(NoAnswer::Broken));
            self.sim.state().comes_back(&under_way);
            answered
        })
    }
}

/// Hands a request to the network, which does with it what its weather is.
pub(crate) fn post(sim: &Sim, from: usize, request: Outbound) -> oneshot::Receiver<Answered> {
    let (answer, answered) = oneshot::channel();
    let (parts, body) = request.into_parts();
    let mut state = sim.state();
    let to = state.place_of(parts.uri.host().unwrap_or_default());
    let packet = Packet { from, to, method: parts.method, uri: parts.uri, headers: parts.headers, body, answer: Some(answer) };
    let weather = state.weather;
    if state.percent(weather.doubled) {
        let later = state.between(0, 30 * SECOND);
        state.after(later, Event::Arrive(packet.copy()));
    }
    if state.percent(weather.replayed) {
        let later = state.between(SECOND, 6 * HOUR);
        state.after(later, Event::Arrive(packet.copy()));
    }
    let late = state.percent(weather.late);
    let delay = if late { state.between(SECOND, 18 * SECOND) } else { state.between(SECOND / 2000, SECOND / 10) };
    if state.percent(weather.lost) {
        no_answer(&mut state, packet, NoAnswer::TimedOut, 20 * SECOND);
    } else {
        state.after(delay, Event::Arrive(packet));
    }
    answered
}

fn no_answer(state: &mut super::state::State, packet: Packet, why: NoAnswer, after: i64) {
    state.note(&format!("{} {}: {why}", packet.method, packet.uri.path()));
    if let Some(answer) = packet.answer {
        state.after(after, Event::Answer(answer, Err(why)));
    }
}

/// A request has arrived: the process takes it up, if it is there.
pub(crate) fn arrive(sim: &Sim, packet: Packet) {
    let mut state = sim.state();
    let router = state.places[packet.to].router.clone();
    let Some(router) = router.filter(|_| !state.cut(packet.from, packet.to)) else {
        return no_answer(&mut state, packet, NoAnswer::NoConnection, SECOND);
    };
    let (to, life) = (packet.to, state.places[packet.to].life);
    let name = state.places[to].name;
    state.note(&format!("{name} takes {} {}", packet.method, packet.uri.path()));
    drop(state);
    let mut request = Request::new(Body::from(packet.body));
    *request.method_mut() = packet.method;
    *request.uri_mut() = packet.uri.path_and_query().map(|path| Uri::from(path.clone())).unwrap_or_default();
    *request.headers_mut() = packet.headers;
    let (sim_within, answer) = (sim.clone(), packet.answer);
    let task = tokio::spawn(async move {
        let Ok(response) = router.oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = whole(body, ANSWER_BYTES).await;
        let answered = body.map(|body| Response::from_parts(parts, Body::from(body)));
        reply(&sim_within, name, answer, answered);
    });
    sim.state().places[to].own(life, task.abort_handle());
}

fn reply(sim: &Sim, name: &str, answer: Option<oneshot::Sender<Answered>>, answered: Answered) {
    let mut state = sim.state();
    let status = answered.as_ref().map_or(0, |response| response.status().as_u16());
    state.note(&format!("{name} answers {status}"));
    let Some(answer) = answer else { return };
    let weather = state.weather;
    if state.percent(weather.answer_lost) {
        let (why, after) = if state.percent(50) { (NoAnswer::TimedOut, 20 * SECOND) } else { (NoAnswer::Broken, SECOND) };
        state.note(&format!("{name}'s answer is lost"));
        return state.after(after, Event::Answer(answer, Err(why)));
    }
    let late = state.percent(weather.late);
    let delay = if late { state.between(SECOND, 18 * SECOND) } else { state.between(SECOND / 2000, SECOND / 10) };
    state.after(delay, Event::Answer(answer, answered));
}

impl Packet {
    fn copy(&self) -> Self {
        Self {
            from: self.from,
            to: self.to,
            method: self.method.clone(),
            uri: self.uri.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            answer: None,
        }
    }
}
