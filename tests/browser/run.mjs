// Runs the browser tests: `node run.mjs [WORD...]`, only files whose name holds one of the words.
//
// Exit status: 0 all passed, 1 some failed, 77 skipped with the reason (a failure where RADCERT_NO_SKIP is set).
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

let desk_module;
try {
  desk_module = await import("./desk.mjs");
} catch (error) {
  skip(`the npm packages are not here (npm ci in tests/browser): ${error.message}`);
}
const missing = desk_module.whatIsMissing();
if (missing) skip(missing);

function skip(why) {
  console.log(`browser tests skipped, because ${why}`);
  process.exit(process.env.RADCERT_NO_SKIP ? 1 : 77);
}

const words = process.argv.slice(2);
const files = readdirSync(here)
  .filter((file) => file.endsWith(".test.mjs") && (words.length === 0 || words.some((word) => file.includes(word))))
  .sort();
const desk = await desk_module.Desk.open();
let passed = 0;
const failed = [];
try {
  for (const file of files) {
    const { tests } = await import(pathToFileURL(join(here, file)));
    for (const [name, test] of Object.entries(tests)) {
      const started = Date.now();
      try {
        await test(desk);
        passed += 1;
        console.log(`ok      ${name} (${Date.now() - started} ms)`);
      } catch (error) {
        failed.push(name);
        console.log(`FAILED  ${name}\n        ${String(error.stack ?? error).split("\n").slice(0, 60).join("\n        ")}`);
      }
    }
  }
} finally {
  await desk.close();
}
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);
