#!/usr/bin/env python3
"""Writes the expected canonical forms beside the documents of this folder, by libxml2 through lxml.

    pip install lxml && python3 make.py            write them anew
    python3 make.py --check                        say whether they are what libxml2 says

NAME.xml is the document. NAME.inclusive and NAME.exclusive are the canonical forms of the whole,
NAME.part.inclusive and NAME.part.exclusive those of the element whose attribute `part` is "here".
Comments are left out, as the profiles of this project do.
"""
import io
import sys
from pathlib import Path

from lxml import etree


def forms(path):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.parse(str(path), parser)
    part = tree.xpath('//*[@part="here"]')
    for name, exclusive in (("inclusive", False), ("exclusive", True)):
        out = io.BytesIO()
        tree.write_c14n(out, exclusive=exclusive, with_comments=False)
        yield name, out.getvalue()
        if part:
            # An element's own form, in place: its namespaces come from above. (lxml would leave out xml:
            # attributes from above, so no such document has a part.)
            yield f"part.{name}", etree.tostring(part[0], method="c14n", exclusive=exclusive, with_comments=False)


def main():
    wrong = 0
    for path in sorted(Path(__file__).parent.glob("*.xml")):
        for name, octets in forms(path):
            file = path.with_suffix(f".{name}")
            if "--check" not in sys.argv:
                file.write_bytes(octets)
            elif file.read_bytes() != octets:
                wrong += 1
                print(f"{file.name}: libxml2 says otherwise")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
