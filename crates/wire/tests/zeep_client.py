"""A stranger's client: builds Form031Submission from our WSDL alone and submits a signed form.

Usage: zeep_client.py WSDL_URL TOKEN FORM_FILE CMS_FILE SIGNED_AT [SENDER_ID]
Prints the gateway's status code and the receipt's status; leaves 1 where the receipt is not "accepted".
"""
import datetime
import json
import pathlib
import sys
import uuid

import requests
import zeep

wsdl, token, form_file, cms_file, signed_at = sys.argv[1:6]
sender = sys.argv[6] if len(sys.argv) > 6 else "mis"
form = pathlib.Path(form_file).read_bytes()

session = requests.Session()
session.headers["Authorization"] = f"Bearer {token}"
client = zeep.Client(wsdl, transport=zeep.Transport(session=session))
submission_type = client.get_type("{urn:saraptama:mse:v1}Form031Submission")
submission = submission_type(
    formId=json.loads(form)["id"],
    signedAt=datetime.datetime.fromisoformat(signed_at),
    form=form,
    signature=pathlib.Path(cms_file).read_bytes(),
)
answer = client.service.SendMessage(
    request={
        "requestInfo": {
            "messageId": str(uuid.uuid4()),
            "serviceId": "MSE_FORM031_SUBMIT",
            "messageDate": datetime.datetime.now(datetime.timezone.utc),
            "sender": {"senderId": sender},
        },
        "requestData": {"data": zeep.xsd.AnyObject(submission_type, submission)},
    }
)
receipt = answer.responseData.data
print(answer.responseInfo.status.code, receipt.status if receipt is not None else "no receipt")
sys.exit(0 if receipt is not None and receipt.status == "accepted" else 1)
