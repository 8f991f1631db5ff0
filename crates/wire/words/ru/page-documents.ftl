# Страницы документов для печати и файлы PDF.

page-documents = Документы
page-document-act = Акт МСЭ
page-document-extract = Выписка (справка)
page-document-notice = Уведомление для человека
page-document-form = Форма 031/у как документ
page-document-ways = Язык документа и PDF
page-document-pdf = Открыть как PDF
page-document-print = Открыть страницу для печати
page-document-hint = Внутри PDF находятся также подписанные данные и подпись. Эту страницу можно напечатать и через меню браузера «Печать».
page-document-not-printed = PDF не создан
page-document-busy = Сейчас печати ждёт много документов. Повторите через несколько секунд или откройте страницу для печати.
page-document-too-long = Документ слишком длинный для PDF. Посмотрите его на странице для печати.
page-document-fault = При создании PDF произошла ошибка. Откройте страницу для печати; ошибка записана в журнал оператора системы.
