use super::access::{Gate, guard};
use crate::node::Host;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};
use saraptama_core::authority::Role;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who may ask for a page at all. What of it they see, and whether this very case is theirs, the corridor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, without signing in.
    Anyone,
    /// Whoever is signed in, in whatever role.
    SignedIn,
    /// Whoever holds one of these roles today.
    Roles(&'static [Role]),
}

/// One entry of the table: a method, a path, and who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its parameters, `/doctor/forms/{id}`.
    pub path: &'static str,
    /// Who may ask.
    pub who: Who,
}

/// All pages. There is no other way to offer one, so none is offered without saying who may ask, and the
/// tests walk all of them.
#[derive(Default)]
pub struct Table {
    router: Router<Host>,
    routes: Vec<Route>,
}

impl Table {
    pub(super) fn get<H, T>(&mut self, path: &'static str, who: Who, handler: H) -> &mut Self
    where
        H: Handler<T, Host>,
        T: 'static,
    {
        self.add("GET", path, who, get(handler))
    }

    pub(super) fn post<H, T>(&mut self, path: &'static str, who: Who, handler: H) -> &mut Self
    where
        H: Handler<T, Host>,
        T: 'static,
    {
        self.add("POST", path, who, post(handler))
    }

    fn add(&mut self, method: &'static str, path: &'static str, who: Who, handler: MethodRouter<Host>) -> &mut Self {
        self.router = std::mem::take(&mut self.router).route(path, handler);
        self.routes.push(Route { method, path, who });
        self
    }

    /// Every page, in the order in which it was added.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The pages behind their guard.
    pub(crate) fn behind_guard(self, host: &Host) -> Router<Host> {
        let who: BTreeMap<_, _> = self.routes.iter().map(|route| ((route.method, route.path), route.who)).collect();
        let gate = Gate { host: host.clone(), who: Arc::new(who) };
        self.router.route_layer(axum::middleware::from_fn_with_state(gate, guard))
    }
}
