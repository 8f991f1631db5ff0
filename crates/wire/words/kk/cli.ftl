# Командалық жол: не болды және енді не істеу керек.

cli-usage = Команда дұрыс терілмеген. Оның қалай жазылатынын «saraptama help КОМАНДА» көрсетеді.
cli-file-not-found = Мұндай файл жоқ: { $file }. Жолын тексеріңіз.
cli-file-not-permitted = Файлды оқуға рұқсат жоқ: { $file }. Рұқсатты иесінен сұраңыз.
cli-file-is-directory = Бұл файл емес, қалта: { $file }. Ішіндегі файлдарды көрсетіңіз.
cli-file-unreadable = Файл оқылмайды: { $file } ({ $reason }). Файл мен дискіні тексеріңіз.
cli-cannot-write = Нәтижені жазу мүмкін болмады ({ $reason }). Нәтиже жазылатын дискіні тексеріңіз.

cli-law-no-text = Құқықтық деректер файлы UTF-8 мәтіні емес немесе тым үлкен: { $file }. Оны түзетіңіз немесе алып тастаңыз.
cli-law-fault = { $file }: { $what }
cli-law-faulty = Құқықтық деректерде қате бар: { $count } (файл саны: { $files }). Түзетілгенше олар қолданылмайды; тізімін «saraptama law check --law ҚАЛТА» көрсетеді.
cli-law-sound = Құқықтық деректер дұрыс: файл саны { $files }, қате жоқ.
cli-law-in-force = { $short } — { $title }. { $on } күні қолданыста ({ $from } – { $until }).
cli-law-not-in-force = { $short } — { $title }. { $on } күні қолданыста емес ({ $from } – { $until }).
cli-law-readings = Бұйрықтардағы олқылықтар мен қайшылықтар қалай түсініледі:

cli-no-calendar = { $date } күніне жұмыс күндерінің күнтізбесі жоқ, сондықтан мерзімді есептеу мүмкін емес. Бұл жылды law/calendar қалтасына енгізіңіз.
cli-no-year = { $year } жылға жұмыс күндерінің толық күнтізбесі жоқ. Бар жылдар: { $held }. Бұл жылды law/calendar қалтасына енгізіңіз.
cli-deadline-same-day = Жұмыс күні уақытында келіп түсті: мерзім { $from } күнінен басталып, { $due } аяқталады ({ $source }; { $readings }).
cli-deadline-next-day = Сағат { $cut_off }-ден кейін немесе демалыс күні келіп түсті: мерзім келесі жұмыс күнінен, { $from } күнінен басталып, { $due } аяқталады ({ $source }; { $readings }).
cli-calendar = { $year } жыл, жұмыс күні: { $days } (бес күндік апта).
cli-day-off = { $date }  демалыс күні: { $name } ({ $cite })
cli-day-off-estimated = { $date }  демалыс күні: { $name } ({ $cite }; күні болжамды)
cli-working-weekend = { $date }  жұмыс күні болып белгіленген сенбі немесе жексенбі

cli-check-summary = Тексерілген нысан: { $count }. Қол қоюға болады: { $signable }; қатесі бар: { $blocked }; жалпы тәртіппен: { $ordinary }.
cli-synth = Синтетикалық нысан саны: { $count }, бастапқы сан: { $seed }. Мұндай адамдар мен ұйымдар жоқ.

cli-edition-not-held = Тізбенің { $date } күнгі редакциясы жоқ (edition not held). Бар редакциялар: { $held }. Кейінгі редакция бұрынғы күнге жауап бола алмайды.
cli-list-edition = { $edition } редакциясы ({ $source }), жол саны: { $count }.
cli-section-emergency = Шұғыл емдеуге жатқызу, ТМККК
cli-section-planned-both = Жоспарлы емдеуге жатқызу, ТМККК және МӘМС
cli-section-planned-insurance = Жоспарлы емдеуге жатқызу, МӘМС
cli-score-criterion = { $points }  { $name }: { $text }
cli-score-listed = Балл: { $points }. Технология тізбеге енгізіледі ({ $source }).
cli-score-not-listed = Балл: { $points }. Технология тізбеге енгізілмейді ({ $source }).

cli-transition-row = { $row }-жол: { $reason }
cli-transition-refused = Файл қабылданбады, ештеңе бағаланған жоқ. Қате жол саны: { $count }. Оларды түзетіп, файлды қайта беріңіз.
cli-transition-excluded = { $code }, { $year } жыл: төрт өлшемшарттың бәрі орындалды, түр тізбеден шығарылады ({ $source }).
cli-transition-stays = { $code }, { $year } жыл: төрт өлшемшарттың бәрі орындалған жоқ, түр тізбеде қалады ({ $source }).
cli-transition-criterion = { $criterion }: { $verdict } ({ $source })
cli-transition-measure = { $of }: { $numerator } / { $denominator }, шегі { $bound }: { $verdict }
cli-verdict-met = орындалды
cli-verdict-not-met = орындалмады
cli-verdict-undefined = бұл деректер бойынша анықталмайды

cli-trust-unreadable = Сенімді сертификаттарды жүктеу мүмкін болмады: { $reason }. PEM немесе DER сертификаттары бар қалтаны, «production» немесе «test» сөзін көрсетіңіз.
cli-verify-holds = Түпнұсқалығы расталды, { $at } уақытына тексерілді.
cli-verify-does-not-hold = Түпнұсқалығы расталмады, { $at } уақытына тексерілді: { $reason }
cli-verify-signer = Қол қойған: ЖСН { $iin }, БСН { $bin }; қол қойылған уақыт, қол қоюшының өзі көрсетуінше: { $claimed }.
cli-verify-proof = { $number } актісі тізілімде { $size } орынның { $index } орнында тұр.
cli-verify-key-pinned = Тізілімнің кілті сенімді кілттердің қатарында: { $fingerprint }.
cli-verify-key-not-pinned = Тізілімнің кілті дәлелдеменің өзінен алынды, ол бекітілмеген: { $fingerprint }. Оны жарияланған кілтпен салыстырыңыз немесе --trust көрсетіңіз.

cli-help = Екі бұйрық бойынша сырттай проактивті медициналық-әлеуметтік сараптама және жоғары технологиялық медициналық көмек
cli-help-check = № 031/е нысандарын бұйрық бойынша тексеру
cli-help-deadline = Акт жобасы бойынша шешім қабылдау мерзімі қашан аяқталады
cli-help-calendar = Жылдың жұмыс күндері
cli-help-htmc = Жоғары технологиялық көмек: балл, тізбе, тізбеден шығу
cli-help-htmc-score = Технологияны бұйрықтың кестесі бойынша бағалау
cli-help-htmc-list = Жоғары технологиялық көмек түрлерінің тізбесі
cli-help-htmc-transition = Жылдық деректер бойынша қай түрлер тізбеден шығатынын анықтау
cli-help-verify = Қолтаңбаны немесе тізілімнің дәлелдемесін желісіз тексеру
cli-help-synth = Сынауға арналған синтетикалық нысандар жасау; бастапқы сан бірдей болса, нысандар да бірдей
cli-help-law = Құқықтық деректер: белгілі бір күні не қолданылады және файлдар дұрыс па
cli-help-law-show = Екі бұйрық белгілі бір күні не дейді, тармақтары және түсінілуімен
cli-help-law-check = Құқықтық деректер файлдары дұрыс па; әр қате аталады
cli-option-json = Тек JSON, әр жолда бір объект
cli-option-lang = Түсіндірмелердің тілі
cli-option-at = Қай күннің құқығы қолданылады
cli-help-verify-option-at = Қай сәтке тексеріледі; көрсетілмесе, қазір
cli-option-help = Анықтаманы көрсету
cli-option-version = Нұсқасын көрсету
cli-help-help = Анықтаманы көрсету
cli-option-innovation = Инновациялылық деңгейі, кестенің жоғарысынан 1–4
cli-option-resources = Ресурс сыйымдылығының деңгейі, 1–4
cli-option-uniqueness = Бірегейлік деңгейі, 1–4
cli-option-section = Тек бір бөлім
cli-option-code = Тек бір код, басылған түрінде
cli-option-files = JSON нысандары; «-» – стандартты кіріс, .ndjson файлында әр жолда бір нысан
cli-option-ndjson = Әр файлда, стандартты кірісте де, әр жолда бір нысан
cli-option-law = Құқықты бағдарламаға енгізілген деректерден емес, осы қалтадан оқу
cli-option-arrived = Акт жобасы нөмірімен бірге келіп түскен сәт, RFC 3339, уақыт белдеуімен
cli-option-year = Жыл
cli-option-file = Файл; «-» – стандартты кіріс
cli-option-data = Бөлек қолтаңба қойылған деректер немесе дәлелдемеде аталған шешім
cli-option-trust = Сенімді сертификаттар: production, test немесе сертификаттар мен тізілім кілттері бар қалта
cli-option-count = Нысан саны
cli-option-seed = Бастапқы сан
cli-option-defects = Әдейі қате енгізілген нысандардың үлесі, пайызбен
cli-option-on = Күн; көрсетілмесе, бүгін
