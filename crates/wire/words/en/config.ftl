# The configuration of a node: what is found in it before a start.

config-good = good
config-warning = WARNING
config-fault = FAULT
config-does = The configuration does: { $faults } faults, { $warnings } warnings.
config-does-not-do = The configuration does not do: { $faults } faults, { $warnings } warnings. Mend the faults, then check again.
config-faulty = { $reason }
config-data = The folder of the store can be written: { $folder }.
config-not-writable = The folder { $folder } cannot be written ({ $reason }). Give the node's user the right to write there.
config-trust-production = Signatures are judged by the anchors of the National Certification Authority.
config-trust-test = Signatures are judged by the anchors in { $folder }: right for a trial, never for real acts. Real work needs trust = "production".
config-clock-set = The clock is set by the configuration: terms are reckoned from it, not from today. Only for trials.
config-listens-openly = The node listens at { $address }, without encryption of its own. Put a proxy with TLS in front, or listen at 127.0.0.1.
config-gateway-sealed = What the node sends through the gateway is signed with its key.
config-gateway-unsealed = What the node sends through the gateway is not signed: name `signing_key` and `signing_certificate` in [gateway].
config-keys = The register's keys are in { $folder }.
config-keys-new = There are no keys in { $folder } yet: the first start makes them. Keep a copy of them apart from the store.
config-keys-half = In { $folder } one of register.pem and search.key is missing. Bring it back from your copy; with a new one the register could not be checked or searched any more.
config-people = The register of roles can be read, entries: { $count }.
config-stages-from-nobody = stages_from names { $id }, whom the register of roles does not know. Correct one of them.
config-stages-from-none = stages_from is empty: nobody's report of what became of a form is believed, the journey ends at "signed".
config-nobody-holds = Nobody in the register of roles holds the role { $role }.
config-no-routes = There is no route at all: no message can leave this node. Add [routes.NAME].
config-route-missing = The route { $route } is missing: signed forms would wait. Add [routes.{ $route }].
config-route-address = The address of the route { $route } is none: http:// or https:// and a host are needed.
config-route-nobody = The route { $route } has no sender or no token: the receiver would refuse everything.
config-route-in-clear = The route { $route } goes to another machine without encryption (http). Use https.
config-route = The route { $route } is complete.
config-sign-in-no-origin = [sign_in] has no `origin`: the pages take { $address } for their own address. Where browsers know the node by another one, nobody can sign in by signature or by a provider. Write origin = "https://…".
config-sign-in-provider = People may sign in by the provider { $issuer }.
config-sign-in-nobody = Only a password lets anybody in, and nobody in the register of roles has one. Make one with `saraptama account hash`, or open another way.

cli-help-config = The configuration of a node
cli-help-config-check = Whether a node could start with this file and do its work; nothing is made or changed
cli-help-config-check-option-file = The configuration
cli-help-config-check-option-json = One JSON object a finding

account-password = Password:
account-password-again = The password once more:
account-passwords-differ = The two passwords differ. Repeat the command.
account-password-not-allowed = Such a password is not taken: at least { $shortest } characters, at most { $longest } bytes, no control characters. Choose another one.
account-no-digest = The password could not be hidden: the system gives no randomness. Try again later.
account-unreadable = The password cannot be read: { $reason }. Give it as one line of text in UTF-8.

cli-help-account = Local accounts of the register of roles
cli-help-account-hash = Read a password and print its digest for the register of roles
