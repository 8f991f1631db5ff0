// Validates every resource of a folder with npm `fhir`, value sets and unknown members included.
const fs = require("fs");
const path = require("path");
const { Fhir } = require("fhir");

const fhir = new Fhir();
const folder = process.argv[2];
let count = 0;
for (const name of fs.readdirSync(folder).sort()) {
  const resource = JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  for (const one of [resource, ...(resource.entry || []).map((entry) => entry.resource)]) {
    const { messages } = fhir.validate(one, { errorOnUnexpected: true });
    const wrong = messages.filter((message) => message.severity === "error" || message.severity === "fatal");
    if (wrong.length > 0) {
      console.log(name, one.resourceType, JSON.stringify(wrong.slice(0, 5)));
    }
    count += 1;
  }
}
console.log(count > 20 ? "validated" : `only ${count}`);
