# Поставщики: события, уведомления, песочница.

problem-limit = Число событий («limit») должно быть целым от 1 до 500 (описание API).
dead-gone = Получатель ответил, что это сообщение больше не нужно (410). Свяжитесь с поставщиком и уберите вебхук из конфигурации или отправьте сообщение снова (docs/operations.md).

sandbox-title = Песочница для поставщиков
sandbox-what = Состояние каждого сценария берётся из того, что сервер действительно ответил. Все люди и организации вымышлены.
sandbox-organisations = Организации и число верно пройденных сценариев
sandbox-nobody = Пока никто не обращался.
sandbox-column-scenario = Сценарий
sandbox-column-state = Состояние
sandbox-column-steps = Шаги
sandbox-column-do = Что сделать
sandbox-column-source = Основание
sandbox-state-not-seen = не встречался
sandbox-state-begun = начат
sandbox-state-right = верно
sandbox-state-wrong = неверно
sandbox-ready = Песочница готова: { $address }. Страница результатов: { $address }/sandbox. Тестовые лица: { $identities }. Секрет вебхуков: { $secret }.
sandbox-result = Верно пройдено сценариев: { $right } из { $of }.
cli-help-sandbox = Песочница, где поставщики проходят сценарии; люди вымышлены
cli-help-sandbox-run = Пройти все сценарии в песочнице и сказать, что она увидела

sandbox-checked = Форма проверена
sandbox-checked-do = Отправьте форму на POST /api/v1/check и получите ответ «signable».
sandbox-signed = Верная форма подписана председателем
sandbox-signed-do = Сохраните форму через PUT, вызовите freeze, подпишите полученные байты ключом председателя и сдайте через signature.
sandbox-arrived = Форма дошла до банка данных
sandbox-arrived-do = Запрашивайте journey подписанной формы до стадии «accepted-by-data-bank».
sandbox-blocked = Форма без обследования заблокирована
sandbox-blocked-do = Сохраните через PUT форму без обязательного обследования и вызовите freeze: ответ 409 назовёт недостающее.
sandbox-corrected = Заблокированная форма исправлена
sandbox-corrected-do = Исправьте заблокированную форму и отправьте PUT с тем же идентификатором.
sandbox-unknown-field = Неизвестное поле названо по имени
sandbox-unknown-field-do = Отправьте через PUT форму с полем, которого нет в контракте: в ответе будет «field.unknown».
sandbox-future-date = Найдена дата из будущего
sandbox-future-date-do = Отправьте через PUT форму с датой обследования в будущем: в ответе будет «date.in-future».
sandbox-ordinary = Форма вне пилота идёт обычным порядком
sandbox-ordinary-do = Отправьте через PUT форму с диагнозом вне перечня: решение «ordinary».
sandbox-same-bytes = Те же байты приняты повторно
sandbox-same-bytes-do = Отправьте PUT замороженной формы теми же байтами ещё раз: ответ 200.
sandbox-other-bytes = Другие байты отклонены
sandbox-other-bytes-do = Отправьте PUT замороженной формы с тем же идентификатором, но изменённой: ответ 409.
sandbox-wrong-digest = Подпись под другими байтами отклонена
sandbox-wrong-digest-do = Подпишите не те байты, что вернул freeze, и сдайте подпись: ответ 422, «signature-other-bytes».
sandbox-wrong-key = Ключ другого человека отклонён
sandbox-wrong-key-do = Подпишите ключом врача вместо председателя: ответ 422, «signature-not-the-named-person».
sandbox-not-the-chair = Неназванный председатель не может заморозить
sandbox-not-the-chair-do = Укажите в форме другого председателя и вызовите freeze: ответ 403.
sandbox-document = Недостающий документ приложен
sandbox-document-do = Запросите документ по SHA-256 через GET (404), отправьте через PUT (201) и запросите снова (200).
sandbox-own-format = Собственный формат переведён
sandbox-own-format-do = Отправьте форму через PUT в собственном формате и прочитайте оригинал по адресу original.
sandbox-poll = Стадии запрошены
sandbox-poll-do = Вызовите GET /api/v1/events и повторите с «after», равным «next» из ответа.
sandbox-soap = Форма принята через SOAP
sandbox-soap-do = Отправьте подписанную форму через SyncChannel в сервис MSE_FORM031_SUBMIT.
sandbox-webhook = Подпись вебхука проверена, сообщение принято
sandbox-webhook-do = Ваш приёмник должен отклонить сообщение с неверной подписью (401) и принять верное (2xx).

cli-help-sandbox-option-data = Хранить всё в этой папке
cli-help-sandbox-option-listen = Где слушать, на этой машине
cli-help-sandbox-option-webhook = Адрес, который слышит о стадиях форм поставщика: damu=http://127.0.0.1:9000/hook
cli-help-sandbox-run-option-url = Адрес песочницы
cli-help-sandbox-run-option-data = Папка песочницы
cli-help-sandbox-run-option-clinic = Номер клиники, которая играет
cli-help-sandbox-run-option-seed = Другое число даёт другие формы
cli-help-sandbox-run-option-hear = Слушать вебхуки здесь; без этого сценарий не ожидается
