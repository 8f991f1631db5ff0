//! Ministry and data bank speak the asynchronous channel; the data bank is the gateway.

use crate::harness::{Bed, MINISTRY};
use jiff::SignedDuration;
use saraptama_server::config::{Channel, NodeKind};

/// A bed whose ministry sends in one way and whose data bank answers in another.
pub(crate) async fn bed(there: Channel, back: Channel) -> Bed {
    Bed::with(|config| {
        let (route, channel) = match config.node {
            NodeKind::Mis => return,
            NodeKind::Ministry => ("data-bank", there),
            NodeKind::DataBank => ("ministry-node", back),
        };
        // Closed months go by SyncChannel only.
        config.monitoring.send_to.clear();
        let route = config.routes.get_mut(route).unwrap();
        route.channel = Some(channel);
        route.partner = (config.node == NodeKind::Ministry).then(|| "databank-node".to_owned());
    })
    .await
}

#[tokio::test]
async fn while_clocks_are_apart_nothing_is_given_up_and_it_goes_when_they_agree() {
    let mut bed = bed(Channel::Async, Channel::Push).await;
    bed.is_ahead(MINISTRY, SignedDuration::from_mins(10));
    let form = bed.signed(1).await[0];
    // More attempts than a message has that is itself rejected.
    for _ in 0..60 {
        bed.run().await;
        bed.seconds(60);
    }
    let refused = bed.wire.sent.lock().unwrap().iter().filter(|(_, path, _)| path == "/ws/AsyncChannel").count();
    assert!(refused > 6, "{refused} attempts");
    assert_eq!(bed.outbox(MINISTRY).await, (1, 0));
    bed.is_ahead(MINISTRY, SignedDuration::ZERO);
    for _ in 0..30 {
        bed.seconds(60);
        bed.run().await;
    }
    assert_eq!(bed.outbox(MINISTRY).await, (0, 0));
    assert!(bed.journey(form).await.contains(&"assigned".to_owned()));
}
