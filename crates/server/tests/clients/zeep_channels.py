"""A stranger's client: exchanges messages with every operation of every channel, from the WSDLs alone.

Usage: zeep_channels.py BASE_URL INTEGRATOR_TOKEN PARTNER_TOKEN FORM_FILE CMS_FILE
Prints one line an operation. Every answer is held against the gateway's own schemas.
"""
import datetime
import json
import pathlib
import sys
import time
import uuid

import requests
import zeep
from zeep.plugins import HistoryPlugin

import validate

base, token, partner_token, form_file, cms_file = sys.argv[1:6]
form, cms = pathlib.Path(form_file).read_bytes(), pathlib.Path(cms_file).read_bytes()
SIGNED_AT = datetime.datetime.fromisoformat("2025-09-02T09:00:00+05:00")
FORM, STAGES = "MSE_FORM031_SUBMIT", "MSE_ACT_STATUS"


def now():
    return datetime.datetime.now(datetime.timezone.utc)


class Channel:
    """A client of one WSDL, whose answers are checked against the gateway's schemas."""

    def __init__(self, name, token):
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {token}"
        self.history, self.name = HistoryPlugin(maxlen=4), name
        transport = zeep.Transport(session=session)
        self.client = zeep.Client(f"{base}/ws/{name}?wsdl", transport=transport, plugins=[self.history])
        session.hooks["response"].append(self.judge)

    def judge(self, response, *args, **kwargs):
        if response.request.method == "POST":
            validate.check(response.content, f"{self.name} {response.status_code}")

    def call(self, operation, **request):
        return getattr(self.client.service, operation)(request=request)

    def typed(self, name, **members):
        kind = self.client.get_type("{urn:saraptama:mse:v1}" + name)
        return {"data": zeep.xsd.AnyObject(kind, kind(**members))}

    def submission(self):
        return self.typed("Form031Submission", formId=json.loads(form)["id"], signedAt=SIGNED_AT, form=form, signature=cms)


def fault_of(call):
    try:
        call()
    except zeep.exceptions.Fault as fault:
        detail = fault.detail[0]
        return detail.findtext("errorCode")
    raise SystemExit("no fault")


def eventually(look):
    for _ in range(100):
        if found := look():
            return found
        time.sleep(0.1)
    raise SystemExit("it does not happen")


me = {"senderId": "integrator"}
sync = Channel("SyncChannel", token)
answer = sync.call(
    "SendMessage",
    requestInfo={"messageId": str(uuid.uuid4()), "serviceId": FORM, "messageDate": now(), "sender": me},
    requestData=sync.submission(),
)
print("SendMessage", answer.responseInfo.status.code, answer.responseData.data.status)

gate = Channel("AsyncChannel", token)
own = str(uuid.uuid4())


def send():
    info = {"serviceId": FORM, "messageType": "REQUEST", "messageDate": now(), "sender": me}
    info["properties"] = [{"key": "senderMessageId", "value": own}]
    return gate.call("sendMessage", messageInfo=info, messageData=gate.submission())


taken, again = send(), send()
assert (taken.messageId, taken.correlationId) == (again.messageId, again.correlationId), "the same message, the same ids"
print("sendMessage", "taken")

status = eventually(lambda: (s := gate.call("getMessageStatus", messageId=taken.messageId, requestDate=now(), sender=me))
                    and s.messageState == "DELIVERED" and s)
print("getMessageStatus", status.messageState, status.status.statusCode)


def waiting(**by):
    return gate.call("getMessages", serviceId=FORM, sender=me, requestDate=now(), **by).messages


found = eventually(lambda: waiting(correlationId=taken.correlationId))
(response,) = found
info = response.messageInfo
assert (info.messageType, info.correlationId) == ("RESPONSE", taken.correlationId)
assert [m.messageInfo.messageId for m in waiting(messageId=info.messageId)] == [info.messageId]
assert any(m.messageInfo.messageId == info.messageId for m in waiting(amount=0))
print("getMessages", info.messageType, response.messageData.data.status)


def receipt(receive, resend, error=None):
    word = {"receiveStatus": receive, "statusDate": now(), "resendMessage": resend, "error": error}
    notification = {"messageId": info.messageId, "serviceId": FORM, "notificationDate": now(), "deliveryStatus": word}
    return gate.call("sendDeliveryNotification", notification=notification, requestDate=now(), sender=me)


error = {"errorCode": "E1", "errorMessage": "later", "errorDate": now(), "subError": None}
assert receipt("MESSAGE_NOT_ACCTEPTED", "RESEND", error).sessionId
assert waiting(messageId=info.messageId), "what is asked for again waits on"
assert receipt("MESSAGE_ACCEPTED", "NOT_RESEND").sessionId and receipt("MESSAGE_ACCEPTED", "NOT_RESEND").notificationId
assert not waiting(messageId=info.messageId), "what was acknowledged is gone"
print("sendDeliveryNotification", "acknowledged")

faults = [
    fault_of(lambda: gate.call("getMessageStatus", messageId=info.messageId, requestDate=now(), sender=me)),
    fault_of(lambda: receipt("MESSAGE_NOT_ACCEPTED", "RESEND")),
    fault_of(lambda: gate.call("getMessages", serviceId=FORM, amount=-1)),
]
print("faults", *faults)

client = Channel("AsyncChannelClient", token)
stage = {"formId": json.loads(form)["id"], "stage": "waiting", "at": SIGNED_AT}
brought = client.call(
    "sendMessage",
    messageInfo={"messageId": str(uuid.uuid4()), "correlationId": "c", "serviceId": STAGES, "messageType": "NOTIFICATION",
                 "messageDate": now(), "sender": me},
    messageData=client.typed("ActStatusBatch", stage=[stage]),
)
print("sendMessage (client)", "taken" if brought.messageId else "?")


def changed(channel):
    word = {"statusCode": "SCSS001", "statusMessage": "ok", "statusDate": now()}
    notification = {"notificationId": str(uuid.uuid4()), "messageId": taken.messageId, "notificationDate": now(),
                    "messageState": "DELIVERED", "status": word}
    return channel.call("changeMassageStatusNotification", notification=notification, requestDate=now())


noted = changed(Channel("AsyncChannelClient", partner_token))
print("changeMassageStatusNotification", "noted" if noted.sessionId else "?", fault_of(lambda: changed(client)))
