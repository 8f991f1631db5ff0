"""Holds envelopes against the gateway's schemas: what is written into a body or a fault must be valid there."""
import pathlib
import sys

from lxml import etree

SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
WIRE = pathlib.Path(__file__).resolve().parents[3] / "wire"
# By the namespace of the element that is judged: which of the flat schemas knows it.
SCHEMAS = {
    "http://bip.bee.kz/SyncChannel/v10/Types": "b-sync-SyncChannel_v10_Types.xsd",
    "http://bip.bee.kz/AsyncChannel/v10/Types": "a-async-AsyncChannel_v10_Types.xsd",
    "http://bip.bee.kz/AsyncChannel/v10/Types/Client": "a-client-AsyncChannel_v10_Types_Client.xsd",
}


def schema(namespace):
    """The gateway's schema, together with that of our payloads, which travel inside by `xsi:type`."""
    flat, ours = WIRE / "tests/gateway/flat" / SCHEMAS[namespace], WIRE / "gateway/mse-v1.xsd"
    both = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:import namespace="{namespace}" schemaLocation="{flat.as_uri()}"/>
        <xs:import namespace="urn:saraptama:mse:v1" schemaLocation="{ours.as_uri()}"/></xs:schema>"""
    return etree.XMLSchema(etree.fromstring(both))


LOADED = {namespace: schema(namespace) for namespace in SCHEMAS}


def check(envelope, name):
    """Raises where an envelope's payload, or the detail of its fault, is not valid."""
    root = etree.fromstring(envelope)
    body = root.find(f"{SOAP}Body")
    inner = body[0]
    if inner.tag == f"{SOAP}Fault":
        inner = inner.find("detail")[0]
    judged = LOADED[etree.QName(inner).namespace]
    alone = etree.fromstring(etree.tostring(inner))
    if not judged.validate(alone):
        raise SystemExit(f"{name}: {judged.error_log.last_error}")


if __name__ == "__main__":
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.xml"))
    for file in files:
        check(file.read_bytes(), file.name)
    print(len(files), "valid")
