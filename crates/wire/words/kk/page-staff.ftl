# Деректер банкі қызметкерлерінің жұмыс орны.

staff-region = { $code ->
    [10] Абай облысы
    [11] Ақмола облысы
    [15] Ақтөбе облысы
    [19] Алматы облысы
    [23] Атырау облысы
    [27] Батыс Қазақстан облысы
    [31] Жамбыл облысы
    [33] Жетісу облысы
    [35] Қарағанды облысы
    [39] Қостанай облысы
    [43] Қызылорда облысы
    [47] Маңғыстау облысы
    [55] Павлодар облысы
    [59] Солтүстік Қазақстан облысы
    [61] Түркістан облысы
    [62] Ұлытау облысы
    [63] Шығыс Қазақстан облысы
    [71] Астана қаласы
    [75] Алматы қаласы
    [79] Шымкент қаласы
   *[other] KZ-{ $code }
}
staff-any = Барлығы
staff-none = Жоқ
staff-act = МӘС актісі
staff-draft = МӘС актісінің жобасы
staff-number = Нөмірі
staff-diagnosis = Диагноз
staff-patient = Пациент
staff-iin = ЖСН
staff-organisation = Ұйым
staff-regions = Өңірлері
staff-region-of-patient = Пациент тіркелген өңір
staff-region-of-organisation = Ұйымның өңірі
staff-expert = Сарапшы
staff-state = Күйі
staff-accepted = Қабылданды
staff-action = Әрекет
staff-wrong = Деректерді түзетіңіз

staff-waiting-lead = Күту парағындағы жобалар кезек тәртібімен беріледі: бірінші түскен – бірінші. Әр жоба пациенттің де, ұйымның да өңірінен тыс бір сарапшыға жеребемен тапсырылады.
staff-waiting-tabs = Нені күтіп тұр
staff-waiting-expert = Сарапшы күтуде
staff-waiting-documents = Құжаттар күтуде
staff-waiting-caption = Бірінші түскені жоғарыда
staff-waiting-since = Күтіп тұр
staff-waiting-why = Неге күтіп тұр
staff-waiting-alarm = Дабыл: сарапшы жоқ
staff-waiting-next-round = Келесі жеребеде беріледі
staff-waiting-next-round-hint = Жеребе он бес секунд сайын және жаңа жоба түскен сайын өтеді.
staff-waiting-nobody = Актіні беруге болатын сарапшы жоқ. Өткізіп жіберілген сарапшылар:
staff-waiting-nobody-next = Сарапшылардың кезекшілігін қараңыз: біреуінің болмауын қайтарып алсаңыз, жоба сол бойда беріледі.
staff-waiting-of-documents = Нысан атаған құжаттар ұйымнан әлі келген жоқ
staff-waiting-of-documents-hint = Құжаттар келмейінше жобаға нөмір берілмейді. Ұзаққа созылса, хабарламаларды қараңыз: құжат сұратылған бағыт жұмыс істемей тұруы мүмкін.
staff-waiting-empty = Күтіп тұрған жоба жоқ
staff-waiting-empty-hint = Қабылданған жобаның бәрі сарапшыларға берілген.
staff-waiting-proof = ЭЦҚ-сы әзірге дәлелденбеген нысан мұнда көрінбейді: ол қабылданбаған, министрліктің жүйесі оны өзі қайта жібереді. Мұндай жағдайлар хабарламалар журналында тұр.
staff-waiting-messages = Хабарламаларды қарау
staff-waiting-all = Не себепті екенін толық көру
staff-days-hours = { $days } күн { $hours } сағ
staff-hours-minutes = { $hours } сағ { $minutes } мин

staff-exclusion-count = { $reason }: { $count }
staff-exclusion-not-taking-part = Сарапшылар тізілімінде сол күнге жазба жоқ
staff-exclusion-off-duty = Сол күні кезекші емес
staff-exclusion-patients-region = Пациент тіркелген өңірден
staff-exclusion-organisations-region = Ұйымның өңірінен
staff-exclusion-person-of-the-case = Осы істің қатысушысы
staff-exclusion-taken-from = Актіге шешім шығара алмағандықтан, ол одан алынған

staff-state-accepted = Қабылданды, нөмір күтуде
staff-state-waiting = Күту парағында
staff-state-assigned = Сарапшыда
staff-state-registered = Тізілімде
staff-state-refused = Қабылданбады
staff-state-awaiting-documents = Құжаттар күтуде

staff-act-title = МӘС актісі { $number }
staff-act-draft-title = МӘС актісінің жобасы { $number }
staff-act-form = № 031/е нысанының идентификаторы
staff-act-birth = Туған күні
staff-act-arrived = Сарапшыға түсті
staff-act-due = Мерзімі
staff-act-first-due = Бірінші мерзімі
staff-act-first-due-hint = Акт басқа сарапшыға берілді; мониторинг үшін бірінші мерзімі де сақталады
staff-act-result = Шешім
staff-result-established = Мүгедектік белгіленді
staff-result-not-established = Мүгедектік белгіленген жоқ
staff-act-code = Тексеру коды
staff-act-code-hint = Осы кодпен актіні кез келген адам тексере алады
staff-act-proof = Тізілім дәлелін жүктеу (JSON)
staff-act-assignment = Қалай тағайындалды
staff-act-redistribute = Басқа сарапшыға беру
staff-act-redistribute-not = Басқа сарапшыға сарапшыдағы актіні ғана беруге болады: бұл акт қазір басқа күйде.
staff-act-history = Не болды
staff-act-history-when = Қашан
staff-act-history-what = Не
staff-act-whole = Нысанның толық мазмұны (JSON)
staff-event-accepted = Нысан, тексеру және ЭЦҚ расталып, қабылданды
staff-event-refused = Қабылданбады
staff-event-awaiting-proof = ЭЦҚ-ның дәлелі күтілуде
staff-event-returned = Ұйымға қайтарылды
staff-event-withdrawn = Ұйым кері қайтарып алды
staff-event-numbered = Акт жобасы жасалып, нөмір берілді
staff-event-waitlisted = Күту парағына қойылды
staff-event-nobody-eligible = Актіні беруге болатын сарапшы табылмады
staff-event-assigned = Жеребемен берілді: { $expert }
staff-event-reassigned = Жеребемен қайта берілді: { $from } → { $expert }. { $reason }. Бұйырған: { $by }
staff-event-decision-frozen = Шешім қол қоюға дайындалды
staff-event-decided = Шешімге ЭЦҚ қойылды
staff-event-registered = Тіркелген МӘС актілерінің тізіліміне енгізілді

staff-assignment-title = { $number } қалай тағайындалды
staff-assignment-lead = Акт жүктемесі ең аз сарапшыға беріледі; ондай сарапшы бірнешеу болса, олардың арасында жеребе тасталады. Жеребені кез келген адам қайта есептей алады.
staff-assignment-draws = Жеребелер
staff-assignment-draw = { $nth }-жеребе, { $at }
staff-assignment-at = Жеребе тасталды
staff-assignment-chosen = Жеребе түсті
staff-assignment-nobody = Ешкімге: актіні беруге болатын сарапшы жоқ
staff-assignment-why-again = Неге қайта берілді
staff-assignment-candidates = Үміткерлер
staff-assignment-candidates-caption = Актіні алуға болатын сарапшылар, жүктемесі азы жоғарыда
staff-assignment-load = Шешілмеген актілері
staff-assignment-in-lot = Жеребеде
staff-assignment-in-lot-yes = Жеребеде болды
staff-assignment-in-lot-no = Жүктемесі көбірек
staff-assignment-in-lot-won = Жеребе түсті
staff-assignment-place = № { $place } орын
staff-assignment-excluded = Өткізіп жіберілгендер
staff-assignment-excluded-caption = Актіні алуға болмайтын сарапшылар және әрқайсысының себебі
staff-assignment-excluded-none = Ешкім өткізіп жіберілген жоқ.
staff-assignment-candidates-none = Үміткер болған жоқ.
staff-assignment-reason = Себебі
staff-assignment-lottery = Жеребе
staff-assignment-commitment = Күн тұқымының хеші (алдын ала бекітілген)
staff-assignment-ticket = Акт билеті
staff-assignment-seed = Күннің тұқымы
staff-assignment-seed-secret = Құпия. Күн аяқталған соң ашылады: { $day }
staff-assignment-rule = Билет = HMAC-SHA-256 (кілті – күннің тұқымы, мәтіні – акт нөмірі). Билеттің алғашқы 16 байты бір бүтін сан ретінде оқылып, жеребедегі сарапшылар санына бөлінеді; қалдық – жеңген орын (нөлден басталады).
staff-assignment-check = Сервер қайта есептеді
staff-assignment-agrees = Сәйкес келеді
staff-assignment-differs = Сәйкес келмейді
staff-assignment-agrees-hint = Хеш, билет, жеребедегілер және таңдау осы түбіртектен қайта шықты.
staff-assignment-differs-hint = Түбіртек күннің тұқымынан шықпайды. Актіні сарапшыдан алмаңыз, жүйе операторына хабарлаңыз.
staff-assignment-unknown-seed = Бұл күннің тұқымы қоймада жоқ
staff-assignment-yourself = Өзіңіз қайта есептеңіз
staff-assignment-yourself-1 = Тұқымның хеші алдын ала бекітілген хешпен бірдей болуы тиіс:
staff-assignment-yourself-2 = Акт нөмірінің тұқыммен есептелген HMAC-ы билетпен бірдей болуы тиіс:
staff-assignment-yourself-3 = Билеттің алғашқы 32 белгісін { $count } санына бөлгендегі қалдық – жеребедегілер тізіміндегі орын (идентификатор бойынша, нөлден):
staff-assignment-yourself-later = Мұны күн аяқталып, тұқым ашылған соң жасауға болады.
staff-assignment-term = Мерзім
staff-assignment-arrived = Сарапшыға түскен сәт
staff-assignment-counts = Мерзім саналатын күн
staff-assignment-due = Мерзімнің соңы
staff-assignment-same-day = Жоба жұмыс күні сағат { $cut }-ге дейін түсті: сол күннен саналады.
staff-assignment-next-day = Жоба сағат { $cut }-ден кейін немесе жұмыс күні емес күні түсті: келесі жұмыс күнінен саналады.
staff-assignment-first-due = Бірінші сарапшының мерзімі
staff-assignment-readings = Қолданылған түсіндірмелер

staff-redistribute-title = { $number } актісін басқа сарапшыға беру
staff-redistribute-lead = Акт қазіргі сарапшыдан алынып, дәл сондай жеребемен басқаға беріледі. Қазіргі сарапшы оны бірден көрмейтін болады, оның дайындаған шешімі күшін жояды. Жаңа сарапшының мерзімі акт оған түскен сәттен басталады; бірінші мерзім мониторинг үшін сақталады.
staff-redistribute-now = Қазіргі сарапшы
staff-redistribute-reason = Неге шешім шығара алмайды
staff-redistribute-note = Түсіндірме
staff-redistribute-note-hint = «Басқа себеп» таңдалса, міндетті. 300 белгіге дейін; пациенттің деректерін жазбаңыз.
staff-redistribute-go = Алып, жеребе тастау
staff-redistribute-no-reason = Себебін таңдаңыз
staff-redistribute-note-wrong = Түсіндірме жазыңыз, ол 300 белгіден аспасын
staff-redistribute-done = Акт басқа сарапшыға берілді: { $expert }
redistributed-ill = Ауырып қалды немесе жұмыста жоқ
redistributed-recused = Мүдделер қақтығысы: өздігінен бас тартты
redistributed-left = Сарапшылар тізілімінен шықты
redistributed-late = Мерзімінде шешім шығармады
redistributed-other = Басқа себеп

staff-experts-lead = Сырттай куәландыруға қатысатын сарапшылар. Тағайындау кезекші сарапшылардың ішінен жүреді.
staff-experts-caption = Қазақ әліпбиінің ретімен
staff-experts-region = Өңір
staff-experts-load = Шешілмеген акт
staff-experts-duty = Бүгін
staff-experts-filter = Көрсету
staff-experts-empty = Мұндай сарапшы жоқ
staff-experts-empty-hint = Сарапшылар рөлдер тізілімінен алынады; басқа өңірді таңдаңыз.
staff-duty-on = Кезекші
staff-duty-off = Болмайды
staff-duty-day-off = Демалыс
staff-duty-not-taking-part = Қатыспайды
staff-expert-part = Сарапшы ретінде
staff-expert-part-since = { $from } бастап
staff-expert-part-until = { $from } – { $until }
staff-expert-open = Шешілмеген актілері
staff-expert-open-absent = Сарапшы бүгін болмайды, ал оның қолында шешілмеген актілер бар. Мерзімі өтіп кетпеуі үшін оларды басқа сарапшыға беріңіз:
staff-expert-calendar = Кезекшілік күнтізбесі: { $year } ж. { $month ->
    [1] қаңтар
    [2] ақпан
    [3] наурыз
    [4] сәуір
    [5] мамыр
    [6] маусым
    [7] шілде
    [8] тамыз
    [9] қыркүйек
    [10] қазан
    [11] қараша
   *[12] желтоқсан
}
staff-calendar-before = Алдыңғы ай
staff-calendar-after = Келесі ай
staff-calendar-weekday = { $day ->
    [1] Дс
    [2] Сс
    [3] Ср
    [4] Бс
    [5] Жм
    [6] Сб
   *[7] Жс
}
staff-calendar-legend = ✓ – жұмыс күні, кезекші; ✗ – болмайды; · – демалыс күні
staff-calendar-unknown = Бұл айға жұмыс күндерінің күнтізбесі жоқ: демалыс күндері көрсетілмеген.
staff-absences = Болмайтын күндері
staff-absences-caption = Сарапшы болмайтын күндер және оларды кім енгізгені
staff-absences-none = Осы айда болмайтын күні жоқ.
staff-absence-days = Күндері
staff-absence-reason = Себебі
staff-absence-entered = Енгізген
staff-absence-state = Күші
staff-absence-of-file = Рөлдер тізілімінен
staff-absence-holds = Күшінде
staff-absence-withdrawn = Қайтарып алынды
staff-absence-past = Өтті
staff-absence-withdraw = Қайтарып алу
staff-absence-withdraw-note = Неге қайтарып алынады
staff-absence-enter = Болмайтын күндерді енгізу
staff-absence-from = Бірінші күні
staff-absence-until = Соңғы күні
staff-absence-both-ends = Екі шеткі күні де кіреді.
staff-absence-note = Түсіндірме
staff-absence-note-hint = «Басқа себеп» таңдалса, міндетті. 300 белгіге дейін.
staff-absence-go = Енгізу
staff-absence-day-wrong = Датаны КК.АА.ЖЖЖЖ түрінде жазыңыз
staff-absence-backwards = Соңғы күні бірінші күнінен ерте болмауы тиіс
staff-absence-over = Бұл күндер өтіп кетті: олардың жеребесі тасталып қойған
staff-absence-too-long = Бір жылдан ұзақ болмауы тиіс: ұзаққа кеткен сарапшы тізілімнен шығарылады
staff-absence-no-reason = Себебін таңдаңыз
staff-absence-note-wrong = Түсіндірме жазыңыз, ол 300 белгіден аспасын
staff-absence-withdrawn-before = Бұрын қайтарып алынған
absence-ill = Ауырып қалды
absence-leave = Еңбек демалысында
absence-trip = Іссапарда
absence-training = Оқуда
absence-other = Басқа себеп

staff-register-lead = Тіркелген МӘС актілерінің тізілімі. Әр жазбаның өз дәлелі бар: оны бізсіз де тексеруге болады.
staff-register-search = Іздеу
staff-register-number = Акт нөмірі
staff-register-number-hint = Мысалы, 2025-000012
staff-register-name = Пациенттің аты-жөні
staff-register-name-hint = Тегінен басталатын кемінде екі әріп; қазақ әріптерін орыс әріптерімен жазуға болады
staff-register-nosology = Нозологиялық нысан
staff-register-from = Қай күннен
staff-register-until = Қай күнге дейін
staff-register-go = Іздеу
staff-register-clear = Тазалау
staff-register-latest = Соңғы тіркелгендер
staff-register-found = Табылғандар, соңғы тіркелгені жоғарыда
staff-register-registered = Тіркелді
staff-register-proof = Дәлелі
staff-register-proof-get = JSON жүктеу
staff-register-verify = Адамға арналған тексеру
staff-register-empty = Мұндай акт табылған жоқ
staff-register-empty-hint = Іздеу шарттарын азайтып көріңіз; күту парағындағы немесе сарапшыдағы акт тізілімде болмайды.
staff-register-number-wrong = Акт нөмірін 2025-000012 түрінде жазыңыз
staff-register-iin-wrong = ЖСН – бақылау цифры дұрыс 12 цифр
staff-register-name-wrong = Кемінде екі әріп жазыңыз
staff-register-day-wrong = Датаны КК.АА.ЖЖЖЖ түрінде жазыңыз
staff-register-days-backwards = Соңғы күні бірінші күнінен ерте болмауы тиіс
staff-register-choice-wrong = Тізімнен таңдаңыз

staff-messages-lead = Тораптар арасындағы хабарламалар. Мазмұны көрсетілмейді: мұнда клиникалық деректер жоқ.
staff-messages-node = Торап
staff-messages-routes = Бағыттар
staff-messages-routes-caption = Әр бағытта қанша хабарлама күтіп тұр және жол ашық па
staff-messages-route = Бағыт
staff-messages-waiting = Кезекте
staff-messages-oldest = Ең ескісі
staff-messages-way = Жол
staff-messages-way-closed = Жұмыс істеп тұр
staff-messages-way-half-open = Сынап көруде
staff-messages-way-open = Тоқтап тұр
staff-messages-way-since = { $at } бастап
staff-messages-way-hint = Қабылдаушы жауап бермесе, хабарламалар жоғалмай күтеді; жол өзі ашылады.
staff-messages-dead = Тоқтатылған хабарламалар
staff-messages-dead-caption = Бағыт пен себеп бойынша: не істеу керек
staff-messages-dead-none = Тоқтатылған хабарлама жоқ. Ештеңе істеудің қажеті жоқ.
staff-messages-count = Саны
staff-messages-what = Себебі және не істеу керек
staff-messages-show = Көрсету
staff-messages-redrive = Қайта жіберу
staff-messages-redrive-all = Бәрін қайта жіберу
staff-messages-redrive-title = Қайта жіберу керек пе?
staff-messages-redrive-many = «{ $route }» бағытындағы тоқтатылған хабарламалар қайта кезекке қойылады: { $count }.
staff-messages-redrive-one = «{ $route }» бағытындағы бір хабарлама қайта кезекке қойылады.
staff-messages-redrive-hint = Қабылдаушы бір хабарламаны екі рет алса да, екі рет есептемейді.
staff-messages-redriven = Қайта кезекке қойылды: { $count }
staff-messages-back = Хабарламаларға қайту
staff-messages-list-title = { $state ->
    [dead] Тоқтатылған хабарламалар
    [delivered] Жеткізілген хабарламалар
   *[waiting] Кезектегі хабарламалар
}
staff-messages-list-caption = Ең ескісі жоғарыда
staff-messages-kind = Түрі
staff-messages-form = Нысан
staff-messages-attempts = Әрекет саны
staff-messages-recorded = Жазылды
staff-messages-due = Келесі әрекет
staff-messages-error = Соңғы қате
staff-messages-empty = Мұндай хабарлама жоқ
staff-messages-delivered = Жеткізілгендер
staff-messages-all-waiting = Кезектегілер
staff-messages-all-dead = Тоқтатылғандар
staff-log = Хабарламалар журналы
staff-log-hint = Әр хабарлама жазылады және алдыңғысымен хеш тізбегі арқылы байланысады. Тізбек үзілсе, жазба өзгертілген.
staff-log-lanes-caption = Журнал тармақтары
staff-log-lane = Тармақ
staff-log-records = Жазба саны
staff-log-end = Тізбектің соңы
staff-log-open = Жазбаларды көру
staff-log-none = Журналда әлі жазба жоқ.
staff-log-title = Журналдың { $lane }-тармағы
staff-log-caption = Соңғысы жоғарыда
staff-log-place = Орны
staff-log-when = Қашан
staff-log-direction = Бағыты
staff-log-direction-received = Келді
staff-log-direction-sent = Жіберілді
staff-log-direction-answered = Жауап
staff-log-peer = Кіммен
staff-log-id = Хабарлама
staff-log-verdict = Қорытынды
staff-log-signature = Қолтаңба
staff-log-verdict-taken = Қабылданды
staff-log-verdict-again = Бұрын келген, қайта келді
staff-log-verdict-document = Құжат алынды
staff-log-verdict-answered = Жіберілді, жауап келді: { $status }
staff-log-verdict-status = Қабылдаушының жауабы: { $status }
staff-log-verdict-unanswered = Жауап келмеді
staff-log-signature-holds = Құжаттағы қолтаңба дұрыс
staff-log-signature-unsigned = Конвертке қол қойылмаған
staff-log-signature-sealed = Конверттегі қолтаңба дұрыс
staff-log-chain = Тізбек
staff-log-chain-holds = Бүтін
staff-log-chain-broken = Үзілген
staff-log-chain-here = Осы беттегі { $count } жазбаның байланысы тексерілді.
staff-log-check = Бүкіл тармақты тексеру
staff-log-check-large = Тармақта { $count } жазба бар: бүкіл тізбекті «saraptama log verify» командасымен тексеріңіз.
staff-log-checked = Бүкіл тармақ тексерілді: { $count } жазба, тізбек бүтін.
staff-log-checked-broken = Тізбек { $place }-жазбада үзілген ({ $what }). Ештеңе өзгертпей, жауапты қызметкерге хабарлаңыз.
