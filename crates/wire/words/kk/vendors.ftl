# Өндірушілер: оқиғалар, хабарландырулар, сынақ алаңы.

problem-limit = Оқиғалар саны («limit») 1-ден 500-ге дейінгі бүтін сан болуға тиіс (API сипаттамасы).
dead-gone = Қабылдаушы бұл хабар енді керек емес деп жауап берді (410). Өндірушімен сөйлесіп, вебхукты конфигурациядан алып тастаңыз немесе хабарды қайта жіберіңіз (docs/operations.md).

sandbox-title = Өндірушілердің сынақ алаңы
sandbox-what = Әр сценарийдің күйі сервердің шын жауабынан алынады. Барлық адам мен ұйым ойдан шығарылған.
sandbox-organisations = Ұйымдар және дұрыс орындалған сценарийлер саны
sandbox-nobody = Әзірге ешкім сұрау жіберген жоқ.
sandbox-column-scenario = Сценарий
sandbox-column-state = Күйі
sandbox-column-steps = Қадам
sandbox-column-do = Не істеу керек
sandbox-column-source = Негізі
sandbox-state-not-seen = көрінген жоқ
sandbox-state-begun = басталды
sandbox-state-right = дұрыс
sandbox-state-wrong = қате
sandbox-ready = Сынақ алаңы дайын: { $address }. Нәтиже беті: { $address }/sandbox. Сынақ тұлғалары: { $identities }. Вебхук құпиясы: { $secret }.
sandbox-result = Дұрыс орындалған сценарий: { $right } / { $of }.
cli-help-sandbox = Өндірушілер сценарийлерді орындайтын сынақ алаңы; адамдары өмірде жоқ
cli-help-sandbox-run = Сынақ алаңында барлық сценарийді орындап, оның не көргенін айту

sandbox-checked = Нысан тексерілді
sandbox-checked-do = Нысанды POST /api/v1/check арқылы жіберіп, «signable» жауабын алыңыз.
sandbox-signed = Дұрыс нысанға төраға қол қойды
sandbox-signed-do = Нысанды PUT арқылы сақтаңыз, freeze шақырыңыз, алынған байттарға төраға кілтімен қол қойып, signature арқылы тапсырыңыз.
sandbox-arrived = Нысан деректер банкіне жетті
sandbox-arrived-do = Қол қойылған нысанның journey мекенжайын «accepted-by-data-bank» кезеңіне дейін сұраңыз.
sandbox-blocked = Зерттеу жетіспейтін нысан бұғатталды
sandbox-blocked-do = Міндетті зерттеуі жоқ нысанды PUT арқылы сақтап, freeze шақырыңыз: 409 жауабы жетіспейтінін атайды.
sandbox-corrected = Бұғатталған нысан түзетілді
sandbox-corrected-do = Бұғатталған нысанды сол идентификатормен түзетіп, қайта PUT жіберіңіз.
sandbox-unknown-field = Белгісіз өріс атымен аталды
sandbox-unknown-field-do = Келісімде жоқ өрісі бар нысанды PUT арқылы жіберіңіз: жауапта «field.unknown» болады.
sandbox-future-date = Болашақ күн табылды
sandbox-future-date-do = Зерттеу күні болашақта тұрған нысанды PUT арқылы жіберіңіз: жауапта «date.in-future» болады.
sandbox-ordinary = Пилотқа кірмейтін нысан жалпы тәртіппен жүреді
sandbox-ordinary-do = Тізімде жоқ диагнозы бар нысанды PUT арқылы жіберіңіз: шешімі «ordinary».
sandbox-same-bytes = Сол байттар қайта қабылданды
sandbox-same-bytes-do = Бекітілген (freeze) нысанды дәл сол байттармен қайта PUT жіберіңіз: жауабы 200.
sandbox-other-bytes = Басқа байттар қабылданбады
sandbox-other-bytes-do = Бекітілген (freeze) нысанды сол идентификатормен, бірақ өзгертіп PUT жіберіңіз: жауабы 409.
sandbox-wrong-digest = Басқа байттарға қойылған қол қабылданбады
sandbox-wrong-digest-do = Freeze жауабындағы емес, басқа байттарға қол қойып тапсырыңыз: жауабы 422, «signature-other-bytes».
sandbox-wrong-key = Басқа адамның кілті қабылданбады
sandbox-wrong-key-do = Төрағаның орнына дәрігердің кілтімен қол қойыңыз: жауабы 422, «signature-not-the-named-person».
sandbox-not-the-chair = Аталмаған төраға бекіте алмайды
sandbox-not-the-chair-do = Нысанда басқа төраға көрсетіп, freeze шақырыңыз: жауабы 403.
sandbox-document = Жетіспейтін құжат қосылды
sandbox-document-do = Құжатты SHA-256 бойынша GET арқылы сұраңыз (404), PUT арқылы жіберіп (201), қайта сұраңыз (200).
sandbox-own-format = Өз пішіміңіз аударылды
sandbox-own-format-do = Нысанды өз пішіміңізде PUT арқылы жіберіп, түпнұсқаны original мекенжайынан оқыңыз.
sandbox-poll = Кезеңдер сұралды
sandbox-poll-do = GET /api/v1/events шақырып, жауаптағы «next» мәнін «after» ретінде беріп, қайта шақырыңыз.
sandbox-soap = Нысан SOAP арқылы қабылданды
sandbox-soap-do = Қол қойылған нысанды SyncChannel арқылы MSE_FORM031_SUBMIT қызметіне жіберіңіз.
sandbox-webhook = Вебхук қолтаңбасы тексеріліп, қабылданды
sandbox-webhook-do = Қабылдағышыңыз қолтаңбасы дұрыс емес хабарды 401 жауабымен қайтарып, дұрысын 2xx жауабымен қабылдауға тиіс.

cli-help-sandbox-option-data = Бәрі осы қалтада сақталады
cli-help-sandbox-option-listen = Осы машинадағы қай мекенжайда тыңдау
cli-help-sandbox-option-webhook = Өндіруші нысандарының кезеңдерін еститін мекенжай: damu=http://127.0.0.1:9000/hook
cli-help-sandbox-run-option-url = Сынақ алаңының мекенжайы
cli-help-sandbox-run-option-data = Сынақ алаңының қалтасы
cli-help-sandbox-run-option-clinic = Ойнайтын емхананың нөмірі
cli-help-sandbox-run-option-seed = Басқа сан басқа нысандар береді
cli-help-sandbox-run-option-hear = Вебхуктарды осы мекенжайда тыңдау; онсыз бұл сценарий күтілмейді
