# Мониторинг Комитета: показатели месяца.

committee-title = Ежемесячный мониторинг пилотного проекта
committee-what = Как идут дела в банке данных. Под каждым показателем – его определение и пункт.
committee-months = Месяцы
committee-month = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
} { $year } года
committee-month-wrong = Месяц пишется как год-месяц, например: 2025-09. Открыть текущий месяц
committee-accepted = Принято форм
committee-accepted-what = Формы № 031/у, принятые банком данных в этом месяце, без отклонённых.
committee-refused = Отклонено форм
committee-refused-what = Формы, которые поступили в этом месяце и не прошли проверку.
committee-numbered = Присвоен номер
committee-numbered-what = Из принятых в этом месяце – те, проекту акта которых присвоен номер.
committee-waiting = Ожидают
committee-waiting-what = Проекты, которые сейчас ждут номера, документов или эксперта, в каком бы месяце они ни поступили.
committee-assigned = У эксперта
committee-assigned-what = Проекты, которые сейчас у экспертов и ещё не решены.
committee-decided = Зарегистрировано актов
committee-decided-what = Акты, подписанные экспертом и занесённые в реестр в этом месяце.
committee-within = В срок
committee-within-what = Доля решённых за один рабочий день среди зарегистрированных в этом месяце.
committee-too-few = слишком мало
committee-overdue = Просрочено
committee-overdue-what = Проекты, которые сейчас у экспертов и срок которых истёк.
committee-reasons = Просрочка и её причины
committee-reasons-what = Что задерживает
committee-reason = Причина
committee-acts = Актов
committee-basis = Основание
committee-reason-expert = Эксперт не решил в срок, проект ещё у него
committee-reason-late = Решение вынесено в этом месяце после срока
committee-reason-nobody = При последнем выборе не нашлось подходящего эксперта
committee-reason-documents = Документы, названные в форме, ещё не поступили
committee-nothing = В этом месяце ничего не было.
committee-chart = Диаграмма: { $table }. Числа – в таблице ниже.
committee-map = Карта регионов: принятые формы. Числа – в таблице ниже.
committee-course = Ход по месяцам
committee-course-what = Принятые формы и зарегистрированные акты за двенадцать месяцев
committee-month-column = Месяц
committee-close = Закрыть месяц
committee-recount = Пересчитать: если есть отличия, рядом встанет исправление
committee-closed = Месяц закрыт { $at } ({ $who }); эти числа больше не меняются.
committee-corrected = Версия { $version }, исправление: { $at } ({ $who }). Закрытая версия тоже сохранена.
committee-take = Взять отчёт
committee-take-inside = Внутри министерств, полностью:
committee-take-public = Наружу, без малых чисел:
committee-take-public-later = Наружу, без малых чисел: когда месяц окончен и закрыт. По отчётам открытого месяца за два дня можно было бы вычислить малые числа.
committee-take-hint = За пределы министерств передавайте только вид без малых чисел: в группе меньше пяти человек можно узнать конкретного.
committee-signals = Сигналы для контроля
committee-signals-title = Сигналы для контроля: { $month }
committee-signals-what = Что выделяется сильнее, чем обычно даёт случай: у каждого – проверка, обычный уровень и дела, которые стоит посмотреть.
committee-signals-no-accusation = Сигнал – не обвинение. Он лишь говорит, какие дела посмотреть; причина может быть законной. Люди и дела показаны под псевдонимами.
committee-signals-none = В этом месяце ничего не выделяется.
committee-signal-decides = Иные решения по похожим делам
committee-signal-decides-test = Доля решений «не установлена» у эксперта по одной нозологии и одному возрасту (до 7 лет, от 7 до 17 лет, взрослые) в сравнении с остальными: хи-квадрат больше 10,83 (один на тысячу), ожидаемые числа не меньше пяти. Среди решений, которые устанавливают инвалидность, – также доля каждой категории и каждого срока: больше 15,78, чтобы случай давал один на тысячу по всем значениям вместе.
committee-signal-decides-denied = не установлена
committee-signal-decides-term = срок: { $term }
committee-signal-triple = Повторяющиеся врач – председатель – эксперт
committee-signal-triple-test = Акты одной пары врача и председателя попадали к одному эксперту чаще, чем даёт жребий: не менее пяти раз, хи-квадрат больше 10,83 (один на тысячу). Обычно – один акт из стольких, сколько экспертов.
committee-signal-document = Один документ в нескольких формах
committee-signal-document-test = Хэш вложенного файла одинаков в нескольких формах, из которых хотя бы одна принята в этом месяце; обычный уровень – сколько документов месяца стоит в нескольких формах. В повторной или исправленной форме того же пациента это может быть в порядке вещей.
committee-signal-dates = Необычные даты обследований
committee-signal-dates-test = Даты обследований в формах, поступивших в этом месяце, – из принятых форм; обычный уровень – предыдущий месяц.
committee-signal-dates-after-commission = после дня комиссии
committee-signal-dates-before-birth = раньше дня рождения
committee-signal-dates-on-one-day = три обследования и больше, все в один день
committee-signal-hours = Необычные часы и дни
committee-signal-hours-test = Доля решений эксперта, подписанных с 21:00 до 07:00 или в нерабочий день по календарю рабочих дней, в сравнении с остальными: хи-квадрат больше 10,83 (один на тысячу), ожидаемые числа не меньше пяти.
committee-signal-who = Кто или что
committee-signal-found = Замечено
committee-signal-usual = Обычно
committee-signal-cases = Дела
committee-signal-of = { $part } из { $of }
committee-signal-document-found = форм: { $part }, пациентов: { $of }
committee-signal-document-usual = { $part } из { $of } документов
committee-signal-age-child-under-7 = дети до 7 лет
committee-signal-age-child-7-to-17 = дети от 7 до 17 лет
committee-signal-age-adult = взрослые
committee-what-if = Что если: месяц заново
committee-what-if-what = Какие сроки закончились бы иначе и когда был бы нарушен первый из них, если бы час, нагрузка или число дежурных экспертов были другими.
committee-what-if-untouched = Сохранённое не меняется: дела, акты и закрытые месяцы остаются как есть. Комитет наблюдает и ничего здесь не решает.
committee-what-if-month = Месяц
committee-what-if-month-hint = Например: 2025-09
committee-what-if-month-wrong = Запишите месяц как год-месяц, например: 2025-09
committee-what-if-cut-off = Час отсечки
committee-what-if-cut-off-hint = Поступившее позже считается со следующего рабочего дня. Если пусто – час по приказу.
committee-what-if-cut-off-wrong = Запишите часы и минуты, например: 15:00
committee-what-if-load = Нагрузка, процентов
committee-what-if-load-hint = 100 – столько дел, сколько поступило. Если пусто – 100.
committee-what-if-experts = Экспертов на дежурстве
committee-what-if-experts-hint = Каждый рабочий день. Если пусто – очередь не прослеживается.
committee-what-if-experts-needed = Укажите, сколько экспертов на дежурстве: без этого нагрузку не проследить
committee-what-if-decisions = Решений в день
committee-what-if-decisions-hint = Сколько актов один эксперт решает за рабочий день.
committee-what-if-decisions-needed = Укажите, сколько актов один эксперт решает за день: без этого нагрузку не проследить
committee-what-if-number-wrong = Запишите целое число от { $from } до { $to }
committee-what-if-like-region = Присоединяется ещё один регион, такой же как
committee-what-if-like-region-hint = Столько же дел в те же дни, сколько в организациях этого региона.
committee-what-if-like-nosology = Добавляются коды, такие же частые как
committee-what-if-like-nosology-hint = Столько же дел в те же дни, сколько по этой нозологии.
committee-what-if-like-wrong = Выберите из списка
committee-what-if-nobody-joins = Регион не присоединяется
committee-what-if-no-codes = Коды не добавляются
committee-what-if-go = Проиграть
committee-what-if-answer = Что было бы: { $month }
committee-what-if-figures = Месяц при этих предположениях
committee-what-if-figure = Показатель
committee-what-if-value = Значение
committee-what-if-cases = Акты, срок которых закончился бы в другое время: { $shown } из { $all }
committee-what-if-changed = Дела, срок которых закончился бы в другое время
committee-what-if-become-late = Решены в срок, были бы с опозданием
committee-what-if-become-in-time = Решены с опозданием, были бы в срок
committee-what-if-open-before = Акты, которые были у экспертов к началу месяца
committee-what-if-joined = Дела присоединяющихся, до учёта нагрузки
committee-what-if-most-open = Больше всего нерешённых актов на конец дня
committee-what-if-first-broken = Первый день, в конце которого нарушен срок
committee-what-if-experts-needed-figure = Наименьшее число экспертов, при котором ни один срок не нарушен
committee-what-if-never = Нет
committee-what-if-no-load = Когда нарушится первый срок и сколько нужно экспертов, сказано там, где указаны дежурные эксперты и решения в день.
committee-what-if-act = Акт
committee-what-if-before = Конец срока, как было
committee-what-if-after = Конец срока, как было бы
committee-what-if-in-time = решено в срок
committee-what-if-late = решено с опозданием
committee-what-if-undecided = не решено
committee-what-if-reached = Дела, которые за месяц дошли до эксперта
