# The demonstration and the nodes: what runs, and what to do next.

demo-ready = Three nodes are running: { $address }. The clock shows { $now }: it is the demonstration's clock, not today. Test keys and tokens: { $identities }. Stop with Ctrl+C.
demo-not-loopback = Listening at { $address } is not allowed: anybody can read the demonstration's test keys. Name an address of 127.0.0.1.
story-form = Form 031/e, example "{ $name }"
story-impossible = The chair's signature is impossible (algorithm p. 4): answered { $status }.
story-proved = Act { $number } stands in the register: place { $index } of { $size }. The proof was checked offline and holds (register key { $fingerprint }…; algorithm p. 9).
story-end = Every example went as the order says.
testbed-ready = Ready: { $folder }. Now start each node as a process of its own: saraptama serve --node mis --config { $folder }/mis.toml (and so for ministry and databank).
testbed-port = Port { $port } does not do: three ports in a row are needed; name a number from 1 to 65533.
node-failed = The node could not go on: { $reason }. Remove the cause and start it again; no accepted form is lost.
node-other-kind = The command names the node "{ $asked }", the configuration is written for "{ $configured }". Correct one of them.

cli-help-demo = Three nodes in one process, with people who do not exist
cli-help-demo-option-data = Keep everything in this folder; without it, in a folder that is gone afterwards
cli-help-demo-option-listen = Where to listen
cli-help-demo-option-database = Keep the archives in PostgreSQL: an address in which {"{"}node{"}"} stands for each node’s name
cli-help-demo-option-story = Walk the law's examples through the whole journey, print each stage, and end
cli-help-serve = One node
cli-help-serve-option-node = Which node: mis, ministry or databank
cli-help-serve-option-config = Its configuration
cli-help-testbed = Test keys and a configuration for each of three processes
cli-help-testbed-option-folder = The folder into which everything is written
cli-help-testbed-option-port = The port of the MIS on 127.0.0.1; ministry and data bank take the next two
