# Командная строка: что произошло и что делать дальше.

cli-usage = Команда набрана неверно. Как она пишется, покажет «saraptama help КОМАНДА».
cli-file-not-found = Такого файла нет: { $file }. Проверьте путь.
cli-file-not-permitted = Нет права читать файл: { $file }. Попросите доступ у его владельца.
cli-file-is-directory = Это папка, а не файл: { $file }. Укажите файлы, которые в ней лежат.
cli-file-unreadable = Файл не читается: { $file } ({ $reason }). Проверьте файл и диск.
cli-cannot-write = Результат не удалось записать ({ $reason }). Проверьте диск, на который он выводится.

cli-law-no-text = Файл правовых данных не является текстом в UTF-8 или слишком велик: { $file }. Исправьте или удалите его.
cli-law-fault = { $file }: { $what }
cli-law-faulty = В правовых данных есть ошибки: { $count } (файлов: { $files }). Пока они не исправлены, данные не применяются; их перечень покажет «saraptama law check --law ПАПКА».
cli-law-sound = Правовые данные в порядке: файлов { $files }, ошибок нет.
cli-law-in-force = { $short } — { $title }. Действует на { $on } ({ $from } – { $until }).
cli-law-not-in-force = { $short } — { $title }. Не действует на { $on } ({ $from } – { $until }).
cli-law-readings = Как прочитаны пробелы и противоречия приказов:

cli-no-calendar = Производственного календаря на { $date } нет, поэтому срок не исчислить. Внесите этот год в law/calendar.
cli-no-year = Полного производственного календаря на { $year } год нет. Есть: { $held }. Внесите этот год в law/calendar.
cli-deadline-same-day = Поступил вовремя в рабочий день: срок идёт с { $from } и истекает { $due } ({ $source }; { $readings }).
cli-deadline-next-day = Поступил после { $cut_off } или в нерабочий день: срок идёт со следующего рабочего дня, { $from }, и истекает { $due } ({ $source }; { $readings }).
cli-calendar = { $year } год, рабочих дней: { $days } (пятидневная неделя).
cli-day-off = { $date }  нерабочий день: { $name } ({ $cite })
cli-day-off-estimated = { $date }  нерабочий день: { $name } ({ $cite }; дата предположительная)
cli-working-weekend = { $date }  рабочая суббота или воскресенье

cli-check-summary = Проверено форм: { $count }. Можно подписать: { $signable }; с ошибками: { $blocked }; в общем порядке: { $ordinary }.
cli-synth = Синтетических форм: { $count }, начальное число { $seed }. Этих людей и организаций не существует.

cli-edition-not-held = Редакции перечня на { $date } нет (edition not held). Есть: { $held }. Более поздняя редакция не отвечает за более раннюю дату.
cli-list-edition = Редакция { $edition } ({ $source }), строк: { $count }.
cli-section-emergency = Экстренная госпитализация, ГОБМП
cli-section-planned-both = Плановая госпитализация, ГОБМП и ОСМС
cli-section-planned-insurance = Плановая госпитализация, ОСМС
cli-score-criterion = { $points }  { $name }: { $text }
cli-score-listed = Баллов: { $points }. Технология включается в перечень ({ $source }).
cli-score-not-listed = Баллов: { $points }. Технология в перечень не включается ({ $source }).

cli-transition-row = Строка { $row }: { $reason }
cli-transition-refused = Файл не принят, ничего не оценено. Ошибочных строк: { $count }. Исправьте их и подайте файл снова.
cli-transition-excluded = { $code }, { $year } год: выполнены все четыре критерия, вид исключается из перечня ({ $source }).
cli-transition-stays = { $code }, { $year } год: выполнены не все четыре критерия, вид остаётся в перечне ({ $source }).
cli-transition-criterion = { $criterion }: { $verdict } ({ $source })
cli-transition-measure = { $of }: { $numerator } / { $denominator }, граница { $bound }: { $verdict }
cli-verdict-met = выполнен
cli-verdict-not-met = не выполнен
cli-verdict-undefined = по этим данным не определить

cli-trust-unreadable = Доверенные сертификаты не удалось загрузить: { $reason }. Укажите папку с сертификатами в PEM или DER, «production» или «test».
cli-verify-holds = Подлинность подтверждена, проверено на { $at }.
cli-verify-does-not-hold = Подлинность не подтверждена, проверено на { $at }: { $reason }
cli-verify-signer = Подписал: ИИН { $iin }, БИН { $bin }; время подписания со слов подписавшего: { $claimed }.
cli-verify-proof = Акт { $number } стоит в реестре на месте { $index } из { $size }.
cli-verify-key-pinned = Ключ реестра входит в число доверенных: { $fingerprint }.
cli-verify-key-not-pinned = Ключ реестра взят из самого доказательства и не закреплён: { $fingerprint }. Сравните его с опубликованным или укажите --trust.

cli-help = Заочная проактивная медико-социальная экспертиза и высокотехнологичная медицинская помощь по двум приказам
cli-help-check = Проверить формы 031/у по приказу
cli-help-deadline = Когда истекает срок решения по проекту акта
cli-help-calendar = Рабочие дни года
cli-help-htmc = Высокотехнологичная помощь: баллы, перечень, переход из перечня
cli-help-htmc-score = Оценить технологию по таблице приказа
cli-help-htmc-list = Перечень видов высокотехнологичной помощи
cli-help-htmc-transition = По годовым данным определить, какие виды выходят из перечня
cli-help-verify = Проверить подпись или доказательство из реестра, без сети
cli-help-synth = Создать синтетические формы для испытаний, одинаковые при одном начальном числе
cli-help-law = Правовые данные: что действует в данный день и в порядке ли файлы
cli-help-law-show = Что говорят оба приказа в данный день, с пунктами и прочтениями
cli-help-law-check = В порядке ли файлы правовых данных; называется каждая ошибка
cli-option-json = Только JSON, по одному объекту в строке
cli-option-lang = Язык пояснений
cli-option-at = День, по праву которого проверяется
cli-help-verify-option-at = Момент, на который проверяется; если не указан, сейчас
cli-option-help = Показать справку
cli-option-version = Показать версию
cli-help-help = Показать справку
cli-option-innovation = Уровень инновационности, 1–4 сверху таблицы
cli-option-resources = Уровень ресурсоёмкости, 1–4
cli-option-uniqueness = Уровень уникальности, 1–4
cli-option-section = Только один раздел
cli-option-code = Только один код, как напечатан
cli-option-files = Формы в JSON; «-» – стандартный ввод, в файле .ndjson по форме в строке
cli-option-ndjson = В каждом файле, и в стандартном вводе, по форме в строке
cli-option-law = Читать право из этой папки, а не встроенное
cli-option-arrived = Когда поступил проект акта с номером, RFC 3339 с часовым поясом
cli-option-year = Год
cli-option-file = Файл; «-» – стандартный ввод
cli-option-data = Данные под отдельной подписью или решение, названное в доказательстве
cli-option-trust = Доверенные сертификаты: production, test или папка с сертификатами и ключами реестра
cli-option-count = Сколько форм
cli-option-seed = Начальное число
cli-option-defects = Доля форм с намеренными ошибками, в процентах
cli-option-on = День; если не указан, сегодня
