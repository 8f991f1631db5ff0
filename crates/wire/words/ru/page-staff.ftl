# Рабочее место сотрудников банка данных.

staff-region = { $code ->
    [10] Абайская область
    [11] Акмолинская область
    [15] Актюбинская область
    [19] Алматинская область
    [23] Атырауская область
    [27] Западно-Казахстанская область
    [31] Жамбылская область
    [33] Жетысуская область
    [35] Карагандинская область
    [39] Костанайская область
    [43] Кызылординская область
    [47] Мангистауская область
    [55] Павлодарская область
    [59] Северо-Казахстанская область
    [61] Туркестанская область
    [62] Улытауская область
    [63] Восточно-Казахстанская область
    [71] город Астана
    [75] город Алматы
    [79] город Шымкент
   *[other] KZ-{ $code }
}
staff-any = Все
staff-none = Нет
staff-act = Акт МСЭ
staff-draft = Проект акта МСЭ
staff-number = Номер
staff-diagnosis = Диагноз
staff-patient = Пациент
staff-iin = ИИН
staff-organisation = Организация
staff-regions = Регионы
staff-region-of-patient = Регион регистрации пациента
staff-region-of-organisation = Регион организации
staff-expert = Эксперт
staff-state = Состояние
staff-accepted = Принят
staff-action = Действие
staff-wrong = Исправьте данные

staff-waiting-lead = Проекты листа ожидания передаются в порядке очереди: первым поступил – первым передан. Каждый проект по жребию получает один эксперт, который не относится ни к региону пациента, ни к региону организации.
staff-waiting-tabs = Чего ждут
staff-waiting-expert = Ждут эксперта
staff-waiting-documents = Ждут документов
staff-waiting-caption = Поступивший первым – вверху
staff-waiting-since = Ждёт
staff-waiting-why = Почему ждёт
staff-waiting-alarm = Тревога: эксперта нет
staff-waiting-next-round = Будет передан в ближайшем розыгрыше
staff-waiting-next-round-hint = Жребий тянется каждые пятнадцать секунд и с каждым новым проектом.
staff-waiting-nobody = Нет эксперта, которому можно передать акт. Пропущены:
staff-waiting-nobody-next = Посмотрите дежурства экспертов: если отменить отсутствие одного из них, проект будет передан сразу.
staff-waiting-of-documents = Документы, названные в форме, ещё не пришли от организации
staff-waiting-of-documents-hint = Пока документов нет, проект не получает номера. Если это длится долго, посмотрите сообщения: возможно, не работает направление, по которому документы запрошены.
staff-waiting-empty = Никто не ждёт
staff-waiting-empty-hint = Все принятые проекты переданы экспертам.
staff-waiting-proof = Форма, ЭЦП которой пока не доказана, здесь не видна: она не принята, и система министерства отправит её снова сама. Такие случаи видны в журнале сообщений.
staff-waiting-messages = Посмотреть сообщения
staff-waiting-all = Подробно о причинах
staff-days-hours = { $days } дн. { $hours } ч
staff-hours-minutes = { $hours } ч { $minutes } мин

staff-exclusion-count = { $reason }: { $count }
staff-exclusion-not-taking-part = Нет записи в реестре экспертов на этот день
staff-exclusion-off-duty = Не дежурит в этот день
staff-exclusion-patients-region = Из региона регистрации пациента
staff-exclusion-organisations-region = Из региона организации
staff-exclusion-person-of-the-case = Участник этого дела
staff-exclusion-taken-from = Акт у него взят: решить его он не может

staff-state-accepted = Принят, ждёт номера
staff-state-waiting = В листе ожидания
staff-state-assigned = У эксперта
staff-state-registered = В реестре
staff-state-refused = Не принят
staff-state-awaiting-documents = Ждёт документов

staff-act-title = Акт МСЭ { $number }
staff-act-draft-title = Проект акта МСЭ { $number }
staff-act-form = Идентификатор формы № 031/у
staff-act-birth = Дата рождения
staff-act-arrived = Поступил эксперту
staff-act-due = Срок
staff-act-first-due = Первый срок
staff-act-first-due-hint = Акт передан другому эксперту; для мониторинга сохранён и первый срок
staff-act-result = Решение
staff-result-established = Инвалидность установлена
staff-result-not-established = Инвалидность не установлена
staff-act-code = Код проверки
staff-act-code-hint = По этому коду акт может проверить любой человек
staff-act-proof = Скачать доказательство реестра (JSON)
staff-act-assignment = Как назначен эксперт
staff-act-redistribute = Передать другому эксперту
staff-act-redistribute-not = Передать другому можно только акт, который находится у эксперта: сейчас акт в другом состоянии.
staff-act-history = Что было
staff-act-history-when = Когда
staff-act-history-what = Что
staff-act-whole = Полное содержание формы (JSON)
staff-event-accepted = Форма, проверка и ЭЦП подтверждены, форма принята
staff-event-refused = Форма не принята
staff-event-awaiting-proof = Ожидается доказательство ЭЦП
staff-event-returned = Возвращён организации
staff-event-withdrawn = Отозван организацией
staff-event-numbered = Сформирован проект акта, присвоен номер
staff-event-waitlisted = Помещён в лист ожидания
staff-event-nobody-eligible = Эксперта, которому можно передать акт, не нашлось
staff-event-assigned = Передан по жребию: { $expert }
staff-event-reassigned = Передан заново по жребию: { $from } → { $expert }. { $reason }. Распорядился: { $by }
staff-event-decision-frozen = Решение подготовлено к подписанию
staff-event-decided = Решение подписано ЭЦП
staff-event-registered = Внесён в реестр зарегистрированных актов МСЭ

staff-assignment-title = Как назначен эксперт акта { $number }
staff-assignment-lead = Акт получает эксперт с наименьшей нагрузкой; если таких несколько, между ними тянется жребий. Жребий может пересчитать любой.
staff-assignment-draws = Розыгрыши
staff-assignment-draw = Розыгрыш { $nth }, { $at }
staff-assignment-at = Жребий вытянут
staff-assignment-chosen = Жребий пал на
staff-assignment-nobody = Ни на кого: нет эксперта, которому можно передать акт
staff-assignment-why-again = Почему передан заново
staff-assignment-candidates = Кандидаты
staff-assignment-candidates-caption = Эксперты, которым можно передать акт; с меньшей нагрузкой – вверху
staff-assignment-load = Нерешённых актов
staff-assignment-in-lot = В жребии
staff-assignment-in-lot-yes = Участвовал в жребии
staff-assignment-in-lot-no = Нагрузка больше
staff-assignment-in-lot-won = Жребий пал
staff-assignment-place = место { $place }
staff-assignment-excluded = Пропущены
staff-assignment-excluded-caption = Эксперты, которым передать акт нельзя, и причина по каждому
staff-assignment-excluded-none = Никто не пропущен.
staff-assignment-candidates-none = Кандидатов не было.
staff-assignment-reason = Причина
staff-assignment-lottery = Жребий
staff-assignment-commitment = Хеш зерна дня (закреплён заранее)
staff-assignment-ticket = Билет акта
staff-assignment-seed = Зерно дня
staff-assignment-seed-secret = Тайна. Откроется, когда день закончится: { $day }
staff-assignment-rule = Билет = HMAC-SHA-256 (ключ – зерно дня, текст – номер акта). Первые 16 байт билета читаются как одно целое число и делятся на число экспертов в жребии; остаток – выигравшее место (счёт с нуля).
staff-assignment-check = Пересчёт на сервере
staff-assignment-agrees = Сходится
staff-assignment-differs = Не сходится
staff-assignment-agrees-hint = Хеш, билет, участники жребия и выбор получены из этой квитанции заново.
staff-assignment-differs-hint = Квитанция не следует из зерна дня. Не забирайте акт у эксперта, сообщите оператору системы.
staff-assignment-unknown-seed = Зерна этого дня в хранилище нет
staff-assignment-yourself = Пересчитайте сами
staff-assignment-yourself-1 = Хеш зерна должен совпасть с закреплённым заранее:
staff-assignment-yourself-2 = HMAC номера акта с зерном должен совпасть с билетом:
staff-assignment-yourself-3 = Остаток от деления первых 32 знаков билета на { $count } – место в списке участников жребия (по идентификатору, с нуля):
staff-assignment-yourself-later = Это можно сделать, когда день закончится и зерно будет открыто.
staff-assignment-term = Срок
staff-assignment-arrived = Поступил эксперту
staff-assignment-counts = День, с которого идёт срок
staff-assignment-due = Конец срока
staff-assignment-same-day = Проект поступил в рабочий день не позже { $cut }: срок идёт с этого дня.
staff-assignment-next-day = Проект поступил после { $cut } или в нерабочий день: срок идёт со следующего рабочего дня.
staff-assignment-first-due = Срок первого эксперта
staff-assignment-readings = Применённые толкования

staff-redistribute-title = Передать акт { $number } другому эксперту
staff-redistribute-lead = Акт забирается у нынешнего эксперта и по такому же жребию передаётся другому. Нынешний эксперт сразу перестаёт его видеть, а подготовленное им решение теряет силу. Срок нового эксперта идёт с поступления акта к нему; первый срок сохраняется для мониторинга.
staff-redistribute-now = Нынешний эксперт
staff-redistribute-reason = Почему он не может решить
staff-redistribute-note = Пояснение
staff-redistribute-note-hint = Обязательно, если выбрана «другая причина». До 300 знаков; не пишите данных пациента.
staff-redistribute-go = Забрать и тянуть жребий
staff-redistribute-no-reason = Выберите причину
staff-redistribute-note-wrong = Напишите пояснение не длиннее 300 знаков
staff-redistribute-done = Акт передан другому эксперту: { $expert }
redistributed-ill = Болен или отсутствует
redistributed-recused = Конфликт интересов: самоотвод
redistributed-left = Исключён из реестра экспертов
redistributed-late = Не решил в срок
redistributed-other = Другая причина

staff-experts-lead = Эксперты, которые участвуют в заочном освидетельствовании. Назначение идёт среди тех, кто дежурит.
staff-experts-caption = В порядке казахского алфавита
staff-experts-region = Регион
staff-experts-load = Нерешённых актов
staff-experts-duty = Сегодня
staff-experts-filter = Показать
staff-experts-empty = Таких экспертов нет
staff-experts-empty-hint = Эксперты берутся из реестра ролей; выберите другой регион.
staff-duty-on = Дежурит
staff-duty-off = Отсутствует
staff-duty-day-off = Выходной
staff-duty-not-taking-part = Не участвует
staff-expert-part = Эксперт
staff-expert-part-since = с { $from }
staff-expert-part-until = { $from } – { $until }
staff-expert-open = Нерешённые акты
staff-expert-open-absent = Эксперт сегодня отсутствует, а у него есть нерешённые акты. Чтобы срок не прошёл, передайте их другому эксперту:
staff-expert-calendar = Календарь дежурств: { $month ->
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
} { $year } г.
staff-calendar-before = Предыдущий месяц
staff-calendar-after = Следующий месяц
staff-calendar-weekday = { $day ->
    [1] Пн
    [2] Вт
    [3] Ср
    [4] Чт
    [5] Пт
    [6] Сб
   *[7] Вс
}
staff-calendar-legend = ✓ – рабочий день, дежурит; ✗ – отсутствует; · – выходной
staff-calendar-unknown = Для этого месяца нет календаря рабочих дней: выходные не показаны.
staff-absences = Отсутствия
staff-absences-caption = Дни, когда эксперт отсутствует, и кто их внёс
staff-absences-none = В этом месяце отсутствий нет.
staff-absence-days = Дни
staff-absence-reason = Причина
staff-absence-entered = Внёс
staff-absence-state = Действует ли
staff-absence-of-file = Из реестра ролей
staff-absence-holds = Действует
staff-absence-withdrawn = Отменено
staff-absence-past = Прошло
staff-absence-withdraw = Отменить
staff-absence-withdraw-note = Почему отменяется
staff-absence-enter = Внести отсутствие
staff-absence-from = Первый день
staff-absence-until = Последний день
staff-absence-both-ends = Оба крайних дня входят.
staff-absence-note = Пояснение
staff-absence-note-hint = Обязательно, если выбрана «другая причина». До 300 знаков.
staff-absence-go = Внести
staff-absence-day-wrong = Напишите день в виде ДД.ММ.ГГГГ
staff-absence-backwards = Последний день не может быть раньше первого
staff-absence-over = Эти дни прошли: жребии за них уже вытянуты
staff-absence-too-long = Не дольше года: кто уходит надолго, исключается из реестра
staff-absence-no-reason = Выберите причину
staff-absence-note-wrong = Напишите пояснение не длиннее 300 знаков
staff-absence-withdrawn-before = Уже отменено
absence-ill = Болезнь
absence-leave = Трудовой отпуск
absence-trip = Командировка
absence-training = Обучение
absence-other = Другая причина

staff-register-lead = Реестр зарегистрированных актов МСЭ. У каждой записи есть доказательство, которое можно проверить и без нас.
staff-register-search = Поиск
staff-register-number = Номер акта
staff-register-number-hint = Например, 2025-000012
staff-register-name = Фамилия, имя, отчество пациента
staff-register-name-hint = Начало, от двух букв, с фамилии; казахские буквы можно писать русскими
staff-register-nosology = Нозологическая форма
staff-register-from = С какого дня
staff-register-until = По какой день
staff-register-go = Найти
staff-register-clear = Очистить
staff-register-latest = Последние зарегистрированные
staff-register-found = Найденное, последние – вверху
staff-register-registered = Зарегистрирован
staff-register-proof = Доказательство
staff-register-proof-get = Скачать JSON
staff-register-verify = Проверка для человека
staff-register-empty = Таких актов не найдено
staff-register-empty-hint = Уберите часть условий; актов из листа ожидания и тех, что у эксперта, в реестре ещё нет.
staff-register-number-wrong = Напишите номер акта в виде 2025-000012
staff-register-iin-wrong = ИИН – 12 цифр с верной контрольной цифрой
staff-register-name-wrong = Напишите не меньше двух букв
staff-register-day-wrong = Напишите день в виде ДД.ММ.ГГГГ
staff-register-days-backwards = Последний день не может быть раньше первого
staff-register-choice-wrong = Выберите из списка

staff-messages-lead = Сообщения между узлами. Содержание не показывается: клинических данных здесь нет.
staff-messages-node = Узел
staff-messages-routes = Направления
staff-messages-routes-caption = Сколько сообщений ждёт на каждом направлении и открыт ли путь
staff-messages-route = Направление
staff-messages-waiting = В очереди
staff-messages-oldest = Самое старое
staff-messages-way = Путь
staff-messages-way-closed = Работает
staff-messages-way-half-open = Пробует
staff-messages-way-open = Остановлен
staff-messages-way-since = с { $at }
staff-messages-way-hint = Если получатель не отвечает, сообщения ждут и не теряются; путь открывается сам.
staff-messages-dead = Остановленные сообщения
staff-messages-dead-caption = По направлению и причине: что делать
staff-messages-dead-none = Остановленных сообщений нет. Делать ничего не нужно.
staff-messages-count = Сколько
staff-messages-what = Причина и что делать
staff-messages-show = Показать
staff-messages-redrive = Отправить снова
staff-messages-redrive-all = Отправить все снова
staff-messages-redrive-title = Отправить снова?
staff-messages-redrive-many = Остановленные сообщения направления «{ $route }» снова встанут в очередь: { $count }.
staff-messages-redrive-one = Одно сообщение направления «{ $route }» снова встанет в очередь.
staff-messages-redrive-hint = Если получатель получит сообщение дважды, дважды он его не учтёт.
staff-messages-redriven = Снова поставлено в очередь: { $count }
staff-messages-back = Назад к сообщениям
staff-messages-list-title = { $state ->
    [dead] Остановленные сообщения
    [delivered] Доставленные сообщения
   *[waiting] Сообщения в очереди
}
staff-messages-list-caption = Самое старое – вверху
staff-messages-kind = Вид
staff-messages-form = Форма
staff-messages-attempts = Попыток
staff-messages-recorded = Записано
staff-messages-due = Следующая попытка
staff-messages-error = Последняя ошибка
staff-messages-empty = Таких сообщений нет
staff-messages-delivered = Доставленные
staff-messages-all-waiting = В очереди
staff-messages-all-dead = Остановленные
staff-log = Журнал сообщений
staff-log-hint = Каждое сообщение записывается и связано с предыдущим цепочкой хешей. Если цепочка разорвана, запись изменили.
staff-log-lanes-caption = Ветви журнала
staff-log-lane = Ветвь
staff-log-records = Записей
staff-log-end = Конец цепочки
staff-log-open = Посмотреть записи
staff-log-none = В журнале ещё нет записей.
staff-log-title = Журнал, ветвь { $lane }
staff-log-caption = Последняя – вверху
staff-log-place = Место
staff-log-when = Когда
staff-log-direction = Куда
staff-log-direction-received = Пришло
staff-log-direction-sent = Ушло
staff-log-direction-answered = Ответ
staff-log-peer = С кем
staff-log-id = Сообщение
staff-log-verdict = Вывод
staff-log-signature = Подпись
staff-log-verdict-taken = Принято
staff-log-verdict-again = Уже было, пришло снова
staff-log-verdict-document = Документ получен
staff-log-verdict-answered = Отправлено, пришёл ответ: { $status }
staff-log-verdict-status = Ответ получателя: { $status }
staff-log-verdict-unanswered = Ответа не было
staff-log-signature-holds = Подпись документа верна
staff-log-signature-unsigned = Конверт не подписан
staff-log-signature-sealed = Подпись конверта верна
staff-log-chain = Цепочка
staff-log-chain-holds = Цела
staff-log-chain-broken = Разорвана
staff-log-chain-here = Проверена связь записей этой страницы: { $count }.
staff-log-check = Проверить всю ветвь
staff-log-check-large = В ветви { $count } записей: всю цепочку проверьте командой «saraptama log verify».
staff-log-checked = Проверена вся ветвь: записей { $count }, цепочка цела.
staff-log-checked-broken = Цепочка разорвана на записи { $place } ({ $what }). Ничего не меняйте и сообщите ответственному.
