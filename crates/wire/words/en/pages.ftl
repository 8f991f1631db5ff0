# Words that all pages share.

page-product = Saraptama
page-product-what = In-absentia proactive MSE
page-skip = Skip to main content
page-language = Language
page-ways = Main menu
page-back = Back
page-pages = Pages
page-next = Next page
page-foot = Basis: joint order No. 168 / No. 56 / No. 292/НҚ (2025), order ҚР ДСМ-134/2020
page-to-start = To the first page
page-date-hint = For example, 27.03.2025.
page-cut = Only the first are shown: { $shown }. Search more narrowly, by the IIN for example.
page-wrong = Correct what is wrong
page-wrong-title = Error:
page-demonstration-label = Demonstration
page-demonstration = Demonstration: these people do not exist, signatures have no legal force. Clock of the system: { $now } (UTC+5).
page-not-found = There is no such page or case
page-forbidden = Your role does not allow this
page-refused = Not possible now
page-fault = The system failed
page-no-session = Sign in
page-no-session-hint = You are not signed in, or the session has ended. Sign in and do it again: a saved draft is not lost.
page-stranger = The request was not taken
page-stranger-hint = It was not sent by one of our pages, or the page was too old. Open the page again and repeat it. Nothing was changed.
page-unreadable = What was sent cannot be read
page-unreadable-hint = It is too large, or not what our form sends. Nothing was stored: open the page again and send it once more.
page-long-day = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

nav-enter = Sign in
nav-leave = Sign out
nav-patients = Patients
nav-forms = Forms 031/e
nav-queue = To sign
nav-work = My work
nav-waiting = Waiting list
nav-experts = Experts
nav-register = Registered acts
nav-messages = Messages
nav-committee = Monitoring
nav-law = Texts of the orders

role-doctor = Attending doctor
role-doctor-what = Fills form 031/e (p. 3 of the Algorithm)
role-chair = Chair of the commission
role-chair-what = Signs the form digitally (p. 4 and 5 of the Algorithm)
role-expert = MSE expert
role-expert-what = Decides within one working day (p. 7–9 of the Algorithm)
role-staff = Staff of the data bank
role-staff-what = Keeps the waiting list, the experts and the register
role-monitor = Committee
role-monitor-what = Watches the pilot every month (p. 3 of the order)
role-analyst = Analyst of high-tech care
role-analyst-what = Scores technologies (ҚР ДСМ-134/2020)
role-integrator = Program
role-integrator-what = A system that hands in forms
role-operator = Operator
role-operator-what = Keeps the system running, sees no clinical data

enter-title = Sign in
enter-account = Account
enter-password = Password
enter-wrong = The account or the password is wrong. Type them again, or ask the operator of the system.
enter-demo = Into the demonstration
enter-demo-hint = Choose a role: no password is needed, these people do not exist.
enter-demo-as = As whom
enter-demo-go = Enter as: { $role }

idle-title = The session is about to end
idle-hint = It ends in three minutes. A saved draft is not lost.
idle-stay = Go on working
idle-end-hint = No session lasts longer than { $hours } hours: it ends in three minutes and cannot be extended. Save your work and sign in again. What you typed is not lost.
idle-close = I understand

lost-over = The session has ended.
lost-over-kept = The session has ended. What you typed was not saved but is kept in this tab of the browser: sign in here, and it stands in the form again.
lost-old = The page is too old: somebody signed in anew in this browser.
lost-old-kept = The page is too old: somebody signed in anew in this browser. What you typed was not saved but is kept in this tab: open the page again, and it stands in the form.
lost-failed = The server did not answer, or did not take what was sent. Check the connection and do it again.
lost-restored = What could not be saved before stands in the form again. Look it over and save.
lost-enter = Sign in and go on
lost-again = Open the page again

home-path = The way of one case
home-step-doctor = Doctor
home-step-doctor-what = fills form 031/e, with what it needs in view
home-step-chair = Chair of the commission
home-step-chair-what = sees the whole form and signs it; if anything is missing, signing is impossible
home-step-ministry = Ministry of Health
home-step-ministry-what = proves it again and passes it through the gateway
home-step-databank = Data bank
home-step-databank-what = numbers the draft act and gives it by lot to one expert
home-step-expert = Expert
home-step-expert-what = decides within one working day
home-step-register = Register
home-step-register-what = keeps the signed act with its proof
home-step-person = The person
home-step-person-what = follows the case by a code and verifies the act
home-everybody = Without signing in
home-nodes = What stands at this address
home-law = The texts of both orders, paragraph by paragraph
home-simulated = What is not real here
home-simulated-what = People, organisations, keys and signatures are made up; instead of the gateway three nodes speak to each other directly; the clock is set to September 2025. Rules, terms and checks are real.
