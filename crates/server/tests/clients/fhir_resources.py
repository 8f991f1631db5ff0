"""Loads every resource of a folder with the models of fhir.resources (R4B), and again what they write."""
import importlib
import json
import pathlib
import sys

files = sorted(pathlib.Path(sys.argv[1]).glob("*.json"))
kinds = set()


def load(resource, name):
    """One resource, strictly: an unknown member or a wrong type is refused."""
    kind = resource["resourceType"]
    module = importlib.import_module(f"fhir.resources.R4B.{kind.lower()}")
    try:
        model = getattr(module, kind).model_validate(resource)
    except Exception as fault:
        raise SystemExit(f"{name}: {kind}: {fault}")
    kinds.add(kind)
    return model


for file in files:
    resource = json.loads(file.read_text())
    load(resource, file.name)
    for entry in resource.get("entry", []):
        load(entry["resource"], file.name)
print(len(files), "files:", " ".join(sorted(kinds)))
