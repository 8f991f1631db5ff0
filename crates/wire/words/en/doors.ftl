# What the doors answer: why a request was not carried out, and what to do next.

problem-token = There is no token, or it is not valid. Send the header “Authorization: Bearer TOKEN”; the operator of the system issues tokens (description of the API).
problem-role = Your role does not allow this. Somebody in the right role has to do it (description of the API; the roles follow from p. 3, 5, 7 and 9 of the Algorithm).
problem-not-found = For you there is no such address, form or act. Check the identifier or the number (description of the API).
problem-method = This address does not take this HTTP method. /api/docs shows which one it takes (description of the API).
problem-content-type = Another content type is needed. Say in the header Content-Type: { $expected } (description of the API).
problem-too-large = The content is too large: at most { $limit } KiB. Nothing was stored (description of the API).
problem-date = The date cannot be read. Write it as YYYY-MM-DD, for example 2025-09-01 (description of the API).
problem-state-unknown = An act has no such state. Give waiting, assigned, decided, registered or awaiting-documents (description of the API).
problem-cursor = The cursor is not known. Ask for the list from its first page, and send “next” back unchanged (description of the API).
problem-form-id = The form's “id” differs from the identifier in the address, or cannot be read. The two must be the same (technical rule of the JSON form 031/e).
problem-document-digest = The file's SHA-256 differs from the one in the address: the file has changed, or it is another one. It was not stored; send the very file (description of the API).
problem-decision = The decision breaks the rules. Correct the members named below and send it again (p. 8 of the Algorithm, MSE Rules).
problem-search = The search cannot be read: give only number, iin, name, from, to and cursor, each with a proper value. Nothing was searched (description of the API).
problem-busy = Others are changing this form or act right now. Send the same request again in a few seconds (description of the API).
problem-fault = The system failed, and it is not certain that the request was stored. Send the same request again later: it will not count twice (description of the API).

root-what = Saraptama serves medical-social expertise for certain nosologies in the in-absentia proactive format: form 031/e travels from the MIS through the Ministry of Health's system to the disability data bank, from there to an expert and into the register of acts (joint order 168-56-292/2025).
root-docs = Description of the API for programs
root-clock-set = The clock of this system was set on purpose for a demonstration: its time may differ from the real one.
node-mis = Medical information system (MIS): here form 031/e is checked and signed by the chair of the commission (p. 3–5 of the Algorithm).
node-ministry = Information system of the Ministry of Health: proves the signed form again and passes it on (p. 5 of the Algorithm).
node-databank = Disability data bank: forms the draft act, gives it to an expert and keeps the register of acts (p. 6–9 of the Algorithm).
