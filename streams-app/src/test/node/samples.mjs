// node samples.mjs DIRECTORY ENDPOINT CALLS: writes the explorer's program of each call for each target that tests run.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { targets } from "./code.js";

const [directory, endpoint, calls] = process.argv.slice(2);
for (const { action, parameters } of JSON.parse(calls)) {
  for (const target of targets.filter((one) => one.tested)) {
    const place = join(directory, target.id, action);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, target.file), target.generate({ action, parameters, endpoint }));
    console.log([target.id, action, join(place, target.file)].join("\t"));
  }
}
