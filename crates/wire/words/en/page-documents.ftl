# Pages of documents to print, and files as PDF.

page-documents = Documents
page-document-act = Act of MSE
page-document-extract = Extract (certificate)
page-document-notice = Notice to the person
page-document-form = Form 031/e as a document
page-document-ways = Language of the document, and PDF
page-document-pdf = Open as PDF
page-document-print = Open the page to print
page-document-hint = The PDF also holds the signed data and the signature. This page can be printed from the browser's menu too.
page-document-not-printed = The PDF was not made
page-document-busy = Many documents wait to be printed now. Try again in a few seconds, or open the page to print.
page-document-too-long = The document is too long for a PDF. See it on the page to print.
page-document-fault = Making the PDF failed. Open the page to print; the fault is in the log of the system's operator.
