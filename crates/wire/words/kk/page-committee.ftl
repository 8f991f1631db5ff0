# Комитеттің мониторингі: айдың көрсеткіштері.

committee-title = Пилоттық жобаның ай сайынғы мониторингі
committee-what = Деректер банкіндегі істің барысы. Әр көрсеткіштің астында оның анықтамасы мен тармағы жазылған.
committee-months = Айлар
committee-month = { $year } ж. { $month ->
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
committee-month-wrong = Ай жыл-ай түрінде жазылады, мысалы: 2025-09. Ағымдағы айды ашу
committee-accepted = Қабылданған нысан
committee-accepted-what = Осы айда деректер банкі қабылдаған № 031/е нысандары, қабылданбағандарынсыз.
committee-refused = Қабылданбаған нысан
committee-refused-what = Осы айда келіп, тексеруден өтпеген нысандар.
committee-numbered = Нөмір берілген
committee-numbered-what = Осы айда қабылданғандардың ішінде акт жобасына нөмір берілгені.
committee-waiting = Күтуде
committee-waiting-what = Қазір нөмір, құжат немесе сарапшы күтіп тұрған жобалар, қай айда келгеніне қарамастан.
committee-assigned = Сарапшыда
committee-assigned-what = Қазір сарапшыға берілген, шешімі шықпаған жобалар.
committee-decided = Тіркелген акт
committee-decided-what = Осы айда сарапшы қол қойып, тізілімге түскен актілер.
committee-within = Мерзімінде
committee-within-what = Осы айда тіркелгендердің ішінде бір жұмыс күндік мерзімде шешілгендерінің үлесі.
committee-too-few = тым аз
committee-overdue = Мерзімі өткен
committee-overdue-what = Қазір сарапшыда тұрған, мерзімі өтіп кеткен жобалар.
committee-reasons = Кешігу және оның себептері
committee-reasons-what = Не кешіктіріп тұр
committee-reason = Себебі
committee-acts = Акт саны
committee-basis = Негізі
committee-reason-expert = Сарапшы мерзімінде шешпеді, әлі қолында
committee-reason-late = Шешім осы айда мерзімінен кейін шықты
committee-reason-nobody = Соңғы таңдауда лайық сарапшы табылмады
committee-reason-documents = Нысанда аталған құжаттар әлі жеткен жоқ
committee-nothing = Бұл айда ештеңе болған жоқ.
committee-chart = Диаграмма: { $table }. Сандары төмендегі кестеде.
committee-map = Өңірлер картасы: қабылданған нысандар. Сандары төмендегі кестеде.
committee-course = Айлар бойынша барысы
committee-course-what = Қабылданған нысандар мен тіркелген актілер, соңғы он екі ай
committee-month-column = Ай
committee-close = Айды жабу
committee-recount = Қайта санау: айырма болса, түзету жанына жазылады
committee-closed = Ай { $at } жабылды ({ $who }); бұл сандар енді өзгермейді.
committee-corrected = { $version }-нұсқа, түзету: { $at } ({ $who }). Жабылған нұсқа да сақталды.
committee-take = Есепті алу
committee-take-inside = Министрлік ішінде, толық:
committee-take-public = Сыртқа, кіші сандарсыз:
committee-take-public-later = Сыртқа, кіші сандарсыз: ай аяқталып, жабылғаннан кейін. Ашық айдың екі күнгі есебінен кіші сандарды есептеп шығаруға болар еді.
committee-take-hint = Министрліктен тыс жерге тек кіші сандарсыз түрін беріңіз: бес адамнан аз топта нақты адамды тануға болады.
committee-signals = Бақылауға арналған белгілер
committee-signals-title = Бақылауға арналған белгілер: { $month }
committee-signals-what = Кездейсоқтықпен түсіндіру қиын ерекшеліктер: әрқайсысының сынағы, әдеттегі деңгейі және қарайтын істері бар.
committee-signals-no-accusation = Белгі – айып емес. Ол тек қай істі қарау керегін айтады; себебі заңды болуы мүмкін. Адамдар мен істер бүркеншік нөмірмен көрсетілген.
committee-signals-none = Бұл айда ештеңе ерекшеленген жоқ.
committee-signal-decides = Ұқсас істерде өзгеше шешім
committee-signal-decides-test = Бір нозология мен бір жас тобы бойынша (7 жасқа дейін, 7–17 жас, ересектер) сарапшының «белгіленбеді» шешімдерінің үлесі басқалардікімен салыстырылады: хи-квадрат 10,83-тен үлкен (мыңнан бір), күтілетін сандар бестен кем емес. Мүгедектік белгілеген шешімдердің ішінде әр санат пен әр мерзімнің үлесі де салыстырылады: 15,78-ден үлкен, сонда барлық мән бойынша кездейсоқтық мыңнан бір ғана береді.
committee-signal-decides-denied = белгіленбеді
committee-signal-decides-term = мерзімі: { $term }
committee-signal-triple = Қайталанатын дәрігер – төраға – сарапшы
committee-signal-triple-test = Бір дәрігер мен төрағаның актілері бір сарапшыға жеребе беретіннен жиі түскен: кемінде бес рет, хи-квадрат 10,83-тен үлкен (мыңнан бір). Әдетте – сарапшылар қанша болса, сонша актінің бірі.
committee-signal-document = Бірнеше нысандағы бір құжат
committee-signal-document-test = Тіркелген файлдың хэші бірнеше нысанда бірдей, олардың кемінде біреуі осы айда қабылданған; әдеттегі деңгей – ай құжаттарының қаншасы бірнеше нысанда тұрғаны. Сол пациенттің қайталама немесе түзетілген нысанында бұл қалыпты болуы мүмкін.
committee-signal-dates = Тексерулердің оғаш күндері
committee-signal-dates-test = Осы айда келген нысандардағы тексеру күндері, қабылданған нысандар ішінен; әдеттегі деңгей – алдыңғы ай.
committee-signal-dates-after-commission = комиссия күнінен кейін
committee-signal-dates-before-birth = туған күннен бұрын
committee-signal-dates-on-one-day = үш және одан көп тексеру, бәрі бір күнде
committee-signal-hours = Әдеттен тыс сағаттар мен күндер
committee-signal-hours-test = Сарапшының 21:00-ден 07:00-ге дейін немесе жұмыс күндерінің күнтізбесі бойынша жұмыс емес күні қол қойған шешімдерінің үлесі басқалардікімен салыстырылады: хи-квадрат 10,83-тен үлкен (мыңнан бір), күтілетін сандар бестен кем емес.
committee-signal-who = Кім немесе не
committee-signal-found = Байқалды
committee-signal-usual = Әдетте
committee-signal-cases = Істер
committee-signal-of = { $of } ішінен { $part }
committee-signal-document-found = нысан: { $part }, пациент: { $of }
committee-signal-document-usual = { $of } құжаттың { $part }
committee-signal-age-child-under-7 = 7 жасқа дейінгі балалар
committee-signal-age-child-7-to-17 = 7–17 жастағы балалар
committee-signal-age-adult = ересектер
committee-what-if = Егер басқаша болса: айды қайта ойнату
committee-what-if-what = Шекті сағат, жүктеме немесе кезекші сарапшылар саны өзгеше болса, қай мерзім басқаша аяқталар еді, алғашқысы қашан бұзылар еді.
committee-what-if-untouched = Сақталған ештеңе өзгермейді: істер, актілер мен жабылған айлар сол күйі қалады. Комитет бақылайды, мұнда ештеңе шешпейді.
committee-what-if-month = Ай
committee-what-if-month-hint = Мысалы: 2025-09
committee-what-if-month-wrong = Айды жыл-ай түрінде жазыңыз, мысалы: 2025-09
committee-what-if-cut-off = Шекті сағат
committee-what-if-cut-off-hint = Одан кейін келгені келесі жұмыс күнінен есептеледі. Бос қалса – бұйрықтағы сағат.
committee-what-if-cut-off-wrong = Сағат пен минутты жазыңыз, мысалы: 15:00
committee-what-if-load = Жүктеме, пайыз
committee-what-if-load-hint = 100 – келген істердің дәл санындай. Бос қалса – 100.
committee-what-if-experts = Кезекші сарапшылар
committee-what-if-experts-hint = Әр жұмыс күні. Бос қалса, кезек қаралмайды.
committee-what-if-experts-needed = Кезекші сарапшылар санын көрсетіңіз: онсыз жүктемені қадағалау мүмкін емес
committee-what-if-decisions = Күндік шешімдер
committee-what-if-decisions-hint = Бір сарапшы бір жұмыс күнінде неше акті бойынша шешім шығарады.
committee-what-if-decisions-needed = Бір сарапшы күніне неше акті шешетінін көрсетіңіз: онсыз жүктемені қадағалау мүмкін емес
committee-what-if-number-wrong = Бүтін сан жазыңыз: ең азы { $from }, ең көбі { $to }
committee-what-if-like-region = Тағы бір өңір қосылады, көлемі мына өңірдей
committee-what-if-like-region-hint = Осы өңірдің ұйымдарындағыдай, сол күндері сонша іс.
committee-what-if-like-nosology = Жаңа кодтар қосылады, жиілігі мына нозологиядай
committee-what-if-like-nosology-hint = Осы нозология бойынша келгендей, сол күндері сонша іс.
committee-what-if-like-wrong = Тізімнен таңдаңыз
committee-what-if-nobody-joins = Өңір қосылмайды
committee-what-if-no-codes = Код қосылмайды
committee-what-if-go = Қайта ойнату
committee-what-if-answer = Не болар еді: { $month }
committee-what-if-figures = Осы болжаммен алынған ай
committee-what-if-figure = Көрсеткіш
committee-what-if-value = Мәні
committee-what-if-cases = Мерзімі басқа уақытта аяқталар еді: { $all } актінің { $shown } көрсетілген
committee-what-if-changed = Мерзімі басқа уақытта аяқталатын істер
committee-what-if-become-late = Мерзімінде шешілген, бірақ кешіккен болар еді
committee-what-if-become-in-time = Кешігіп шешілген, бірақ мерзімінде болар еді
committee-what-if-open-before = Ай басталғанда сарапшыда болған актілер
committee-what-if-joined = Қосылатындардың істері, жүктеме есептелгенге дейін
committee-what-if-most-open = Күн соңында шешілмей қалған актілердің ең көп саны
committee-what-if-first-broken = Соңында мерзім бұзылатын алғашқы күн
committee-what-if-experts-needed-figure = Бірде-бір мерзім бұзылмайтын ең аз сарапшы саны
committee-what-if-never = Жоқ
committee-what-if-no-load = Кезекші сарапшылар мен күндік шешімдер көрсетілсе, алғашқы мерзімнің қашан бұзылатыны мен қанша сарапшы керегі де айтылады.
committee-what-if-act = Акт
committee-what-if-before = Мерзімнің соңы, қалай болды
committee-what-if-after = Мерзімнің соңы, қалай болар еді
committee-what-if-in-time = мерзімінде шешілген
committee-what-if-late = кешігіп шешілген
committee-what-if-undecided = шешілмеген
committee-what-if-reached = Осы айда сарапшыға жеткен істер
