//! To whom closed months of the monitoring go (order p. 3).

use super::{Channel, Config, NodeKind};

/// What becomes of closed months.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Monitoring {
    /// The routes on which each version of a closed month goes, once.
    pub send_to: Vec<String>,
}

impl Monitoring {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Every name is a route of SyncChannel, named once, at the node that closes months.
    pub(super) fn check(&self, config: &Config) -> Result<(), String> {
        if config.node != NodeKind::DataBank && !self.send_to.is_empty() {
            return Err("monitoring.send_to: months are closed at the data bank, nowhere else".to_owned());
        }
        for (place, name) in self.send_to.iter().enumerate() {
            if self.send_to[..place].contains(name) {
                return Err(format!("monitoring.send_to: {name} twice"));
            }
            match config.routes.get(name).map(super::Route::channel) {
                Some(Channel::Sync) => {}
                Some(_) => return Err(format!("monitoring.send_to: the route {name} must go as `sync`")),
                None => return Err(format!("monitoring.send_to: no route {name}")),
            }
        }
        Ok(())
    }
}
