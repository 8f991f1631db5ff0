# Messages to other nodes: why they were given up, and what to do next.

dead-not-in-store = The message was given up: the form or its signature is not in this node's store. Restore the store from its last copy and send the message again (guide for operators).
dead-unreadable = The message was given up: what was recorded of it cannot be read back. Check that the store is sound (guide for operators).
dead-unknown-kind = The message was given up: this version of the program knows no such message. Install the new version and send the message again (guide for operators).
dead-rejected = The message was given up: the receiver rejected what it says, several times. Ask the receiver's operator for the reason, and send the message again (guide for operators).
dead-crashes = The message was given up: handling it broke off several times in a row without a result. Hand the log to the developer; once that is mended, send the message again (guide for operators).
problem-message-state = A message has no such state. Give waiting, delivered or dead (description of the API).
problem-message-reason = No message is given up for such a reason. Give one of the codes that the description of the API lists (description of the API).
refusal-message-not-dead = This message was not given up: it waits its turn or has arrived. It need not be sent again (description of the API).
dead-document-too-large = The message was given up: a document that the form names is larger than allowed (20 MiB). The organisation has to make it smaller and send a new form (guide for operators).
