# Настройки узла: что найдено в них до запуска.

config-good = верно
config-warning = ВНИМАНИЕ
config-fault = ОШИБКА
config-does = Файл настроек годится: ошибок { $faults }, предупреждений { $warnings }.
config-does-not-do = Файл настроек не годится: ошибок { $faults }, предупреждений { $warnings }. Исправьте ошибки и проверьте снова.
config-faulty = { $reason }
config-data = В папку хранилища можно писать: { $folder }.
config-not-writable = В папку { $folder } нельзя писать ({ $reason }). Дайте пользователю узла право записи.
config-trust-production = Подписи проверяются по корневым сертификатам НУЦ РК.
config-trust-test = Подписи проверяются по сертификатам из { $folder }: годится для пробы, но не для настоящих актов. Для работы нужно trust = "production".
config-clock-set = Часы заданы файлом настроек: сроки считаются от них, а не от сегодняшнего дня. Только для пробы.
config-listens-openly = Узел слушает { $address } без собственного шифрования. Поставьте перед ним прокси с TLS или слушайте 127.0.0.1.
config-gateway-sealed = То, что узел отправляет через шлюз, подписывается его ключом.
config-gateway-unsealed = То, что узел отправляет через шлюз, не подписывается: укажите `signing_key` и `signing_certificate` в [gateway].
config-keys = Ключи реестра лежат в { $folder }.
config-keys-new = В { $folder } ещё нет ключей: их создаст первый запуск. Храните копию отдельно от хранилища.
config-keys-half = В { $folder } нет одного из файлов register.pem и search.key. Верните его из копии: с новым ключом реестр нельзя будет ни проверить, ни искать в нём.
config-people = Реестр ролей читается, записей: { $count }.
config-stages-from-nobody = В stages_from назван { $id }, которого нет в реестре ролей. Исправьте одно из двух.
config-stages-from-none = stages_from пуст: сообщениям о судьбе формы никто не поверит, путь формы закончится на «подписана».
config-nobody-holds = В реестре ролей никто не имеет роли { $role }.
config-no-routes = Нет ни одного маршрута: ни одно сообщение не уйдёт из этого узла. Добавьте [routes.ИМЯ].
config-route-missing = Нет маршрута { $route }: подписанные формы будут ждать. Добавьте [routes.{ $route }].
config-route-address = Адрес маршрута { $route } негоден: нужны http:// или https:// и имя узла.
config-route-nobody = У маршрута { $route } нет отправителя или токена: получатель отклонит всё.
config-route-in-clear = Маршрут { $route } ведёт на другую машину без шифрования (http). Используйте https.
config-route = Маршрут { $route } заполнен.
config-sign-in-no-origin = В разделе [sign_in] нет `origin`: страницы считают своим адресом { $address }. Если браузеры открывают узел по другому адресу, вход по ЭЦП и через службу входа не удастся. Впишите origin = "https://…".
config-sign-in-provider = Люди могут войти через службу входа: { $issuer }.
config-sign-in-nobody = Войти можно только по паролю, но ни у кого в реестре ролей пароля нет: никто не войдёт. Задайте пароль командой `saraptama account hash` или откройте другой способ.

cli-help-config = Настройки узла
cli-help-config-check = Сможет ли узел запуститься с этим файлом и работать; ничего не создаётся и не меняется
cli-help-config-check-option-file = Файл настроек
cli-help-config-check-option-json = Один объект JSON на каждое замечание

account-password = Пароль:
account-password-again = Пароль ещё раз:
account-passwords-differ = Пароли не совпадают. Повторите команду.
account-password-not-allowed = Такой пароль не принимается: не менее { $shortest } знаков, не более { $longest } байт, без управляющих знаков. Выберите другой.
account-no-digest = Не удалось скрыть пароль: система не дала случайных чисел. Повторите позже.
account-unreadable = Пароль не читается: { $reason }. Передайте его одной строкой текста в UTF-8.

cli-help-account = Локальные учётные записи реестра ролей
cli-help-account-hash = Прочитать пароль и напечатать его дайджест для реестра ролей
