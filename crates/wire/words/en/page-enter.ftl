# Signing in, and one's own sessions.

enter-by-account = Account and password
enter-again = Sign in again
enter-not = You could not be signed in
enter-over = This attempt is over: it was answered, its time has passed, or it began in another browser. Sign in again.
enter-unknown = It is proved who you are, but the register of roles does not know you. Ask the operator of your organisation's system to enter your role, then sign in again.
enter-wait-title = Too many attempts
enter-wait = For safety, signing in is stopped for a while. Try again in { $seconds } s. If you forgot the password, ask the operator of the system.
enter-oidc = Your organisation's sign-in service
enter-oidc-hint = You go to the page of the sign-in service and come back here. Service: { $issuer }
enter-oidc-go = Sign in by the service
enter-oidc-away = The sign-in service does not answer now. Try again a little later, or sign in another way.
enter-oidc-refused = The answer of the sign-in service does not prove who you are. Sign in again; if it happens once more, ask the operator of the system.
enter-oidc-no-number = The sign-in service did not tell your IIN, so you cannot be found in the register of roles. Ask the operator of the system.
enter-oidc-turned-back = The sign-in service did not confirm it, or you turned back. Try again, or sign in another way.
enter-signature = Sign in by digital signature
enter-signature-hint = You need your key and the program NCALayer; no password is needed.
enter-signature-go = Sign in by signature
enter-signature-what = Sign the text below with your authentication key. It is good for two minutes and is taken once.
enter-signature-name = the text about signing in
enter-signature-sign = Sign and enter
enter-signature-document =
    SARAPTAMA: SIGNING IN.
    By signing this text I sign in to the system at the address below. I agree to nothing else.
    If another site or another person asks you to sign this text, do not.
enter-signature-nobody = The certificate names no person's IIN, or a wrong one. Sign in with the key that was issued to you.
enter-signature-doubt = It cannot be told now whether the certificate has been revoked: the certification authority does not answer. This is no mistake of yours. Try again later, or sign in another way.
enter-as-title = As which entry do you sign in?
enter-as-hint = Several entries of the register of roles are yours. Choose one.
enter-as-go = Sign in as this entry: { $id }
enter-as-no-role = No role holds today

me-title = About me
me-name = Name
me-account = Entry in the register
me-roles = Roles
me-role = Role
me-organisation = BIN of the organisation
me-from = From
me-until = Until
me-no-end = no end
me-today = Today
me-role-holds = holds
me-role-does-not = does not hold
me-sessions = Open sessions
me-sessions-hint = Every browser in which you are signed in. End a session that you do not know, and tell the operator of the system.
me-session-since = Signed in
me-session-seen = Last action
me-session-by = Way of signing in
me-session-do = Action
me-session-this = this session
me-session-end = End the session
me-by-password = password
me-by-oidc = sign-in service
me-by-signature = digital signature
me-by-demo = door of the demonstration
