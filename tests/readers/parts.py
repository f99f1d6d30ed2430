"""Whether the lists of parts are CycloneDX as its own schema has it, and name what is handed on and nothing else.

    python parts.py FOLDER
"""

import json
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

folder = Path(sys.argv[1])
validator = JsonStrictValidator(SchemaVersion.V1_6)


def names(file):
    text = (folder / file).read_text()
    fault = validator.validate_str(text)
    assert fault is None, f"{file}: {fault}"
    parts = json.loads(text)
    references = [part["bom-ref"] for part in parts["components"]]
    assert references == sorted(set(references)), f"{file}: each part once, in order"
    known = {*references, parts["metadata"]["component"]["bom-ref"]}
    for one in parts["dependencies"]:
        assert {one["ref"], *one["dependsOn"]} <= known, f"{file}: {one['ref']} leads to what is not in the list"
    for part in parts["components"]:
        assert part.get("hashes") and part["licenses"], f"{file}: {part['name']} has neither checksum nor licence"
    return {part["name"] for part in parts["components"]}


site, program = names("site.cdx.json"), names("program.cdx.json")
# What families load, what cities run; nothing that only tests or compiles.
assert {"leptos", "wasm-bindgen", "chacha20poly1305", "leaflet", "supercluster", "@expo-google-fonts/biz-udpgothic"} <= site
assert {"clap", "tiny_http", "calamine"} <= program and "leaflet" not in program
for tool in ("proptest", "insta", "@playwright/test", "leptos_macro", "wasm-bindgen-macro"):
    assert tool not in site | program, tool
# The schema is read, and not waved through.
assert validator.validate_str('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "part"}]}') is not None
print(f"lists of parts: {len(site)} and {len(program)}, valid CycloneDX 1.6")
