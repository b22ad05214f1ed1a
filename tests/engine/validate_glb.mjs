// Khronos' glTF validator: node validate_glb.mjs FILE prints its report as JSON. PROPSMITH_NODE_MODULES names the folder with gltf-validator.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PROPSMITH_NODE_MODULES, "anchor.js"));
const report = await require("gltf-validator").validateBytes(new Uint8Array(readFileSync(process.argv[2])));
console.log(JSON.stringify(report));
