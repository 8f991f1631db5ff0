"""fhirpy and fhirclient against the door: read, search, page, operate, and decide an act as a task."""
import base64
import sys

from fhirclient import client as smart
from fhirclient.models.codesystem import CodeSystem
from fhirclient.models.task import Task
from fhirpy import SyncFHIRClient

base, staff, expert, number, decision = sys.argv[1:6]


def fhirpy(token):
    return SyncFHIRClient(f"{base}/fhir", authorization=f"Bearer {token}")


theirs = fhirpy(staff)
system = theirs.resources("CodeSystem").search(name="htmc").first()
print("fhirpy CodeSystem", system["name"], system["count"], len(system["concept"]))
answer = theirs.execute("CodeSystem/$validate-code", method="get", params={"url": system["url"], "code": "00.50"})
print("fhirpy $validate-code", answer["parameter"][0]["valueBoolean"])
roles = theirs.resources("PractitionerRole").search(active="true").limit(7).fetch_all()
print("fhirpy PractitionerRole", len(roles), len({role["id"] for role in roles}))
try:
    theirs.reference("Task", "2025-999999").to_resource()
except Exception as fault:
    print("fhirpy", type(fault).__name__)

server = smart.FHIRClient(settings={"app_id": "saraptama-test", "api_base": f"{base}/fhir/"})
server.server.session.headers["Authorization"] = f"Bearer {expert}"
task = Task.read(number, server.server)
print("fhirclient Task", task.status, task.owner.reference.split("/")[0], len(task.contained))
found = CodeSystem.where(struct={"name": "htmc"}).perform_resources(server.server)
print("fhirclient CodeSystem", len(found), found[0].count)

own = fhirpy(expert)
mine = own.reference("Task", number).to_resource()
mine["status"] = "in-progress"
coding = {"system": "urn:saraptama:fhir:task", "code": "decision"}
data = base64.b64encode(open(decision, "rb").read()).decode()
mine["output"] = [{"type": {"coding": [coding]}, "valueAttachment": {"contentType": "application/json", "data": data}}]
version = f'W/"{mine["meta"]["versionId"]}"'
done = own._do_request("put", f"Task/{number}", data=mine.serialize(), extra_headers={"If-Match": version})
print("fhirpy update", done["status"], done["meta"]["versionId"] != mine["meta"]["versionId"])
try:
    own._do_request("put", f"Task/{number}", data=mine.serialize(), extra_headers={"If-Match": version})
except Exception as fault:
    print("fhirpy update", type(fault).__name__)
