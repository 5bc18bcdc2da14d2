// Judges every shipped example under both schools at all moments, in WebAssembly and natively,
// and compares the verdicts.
//
// Usage: node compare.mjs MODULE PROGRAM CHECKLISTS

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Engine } from "./host.mjs";

const [module, program, folder] = process.argv.slice(2);
const at = "2026-11-20T12:00:00Z";
const now = Date.parse(at) / 1000;
const moments = ["plan", "start", "during", "end", "after"];

function list(place, ending) {
  const names = readdirSync(join(folder, place)).filter((name) => name.endsWith(ending)).sort();
  if (names.length === 0) throw new Error(`no ${ending} in ${place}`);
  return names.map((name) => join(folder, place, name));
}

/** What the program's report says of what the engine's module reports. */
function common(report) {
  return {
    decision: report.decision,
    findings: report.findings.map((finding) => ({
      rule: finding.rule,
      status: finding.status,
      says: finding.says,
      why: finding.why ?? null,
      fix: finding.fix ?? null,
      failure: finding.failure ?? null,
      asks: finding.approval?.asks ?? null,
      lasts: finding.approval?.lasts ?? null,
      material: finding.approval?.material ?? null,
      needs: finding.needs,
    })),
    questions: report.questions.map(({ path, ask, settles, holdsBack }) => ({
      path, ask, settles, holdsBack,
    })),
  };
}

/** The first place at which two values differ, nothing if they are alike. */
function difference(native, wasm, place = "") {
  if (typeof native !== "object" || native === null || typeof wasm !== "object" || wasm === null) {
    if (native === wasm) return undefined;
    return `${place}: native ${JSON.stringify(native)}, wasm ${JSON.stringify(wasm)}`;
  }
  for (const key of new Set([...Object.keys(native), ...Object.keys(wasm)])) {
    const found = difference(native[key], wasm[key], `${place}/${key}`);
    if (found) return found;
  }
  return undefined;
}

function natively(school, moment) {
  const words = ["check", join(folder, "examples"), "--school", school, "--moment", moment];
  const run = spawnSync(program, [...words, "--at", at, "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { ...process.env, STREAMGUARD_CHECKLISTS: folder },
  });
  if (run.status === 2) throw new Error(`the program refused: ${run.stderr}`);
  return new Map(JSON.parse(run.stdout).plans.map((plan) => [plan.plan.file, plan]));
}

const engine = await Engine.load(module);
const order = ["school", "history", "plan", "live"];
const forms = order.map((name) => readFileSync(join(folder, "forms", `${name}.form.json`)));
const checklists = new Map(
  list(".", ".checklist.json").map((path) => [JSON.parse(readFileSync(path)).checklist, path]),
);
const plans = list("examples", ".plan.json");
let [compared, findings, differences, spent] = [0, 0, 0, 0];

for (const path of list("schools", ".school.json")) {
  const school = readFileSync(path);
  const profile = JSON.parse(school);
  const wanted = [...checklists].filter(([id]) => profile.checklists.includes(id));
  const compiled = engine.compile(forms, wanted.map(([, file]) => readFileSync(file)));
  if (compiled.problems.length) throw new Error(compiled.problems.join("\n"));
  for (const moment of moments) {
    const native = natively(path, moment);
    for (const plan of plans) {
      const documents = { school, plan: readFileSync(plan) };
      const begun = performance.now();
      const verdict = engine.judge(documents, moment, profile.timeZone, now);
      spent += performance.now() - begun;
      const found = verdict.problems
        ? verdict.problems.join("\n")
        : difference(common(native.get(plan)), verdict);
      compared += 1;
      findings += verdict.findings?.length ?? 0;
      if (found) {
        differences += 1;
        console.log(`${plan} under ${profile.id} at ${moment}: ${found}`);
      }
    }
  }
}

if (findings === 0) throw new Error("nothing was judged");
console.log(
  `wasm: ${compared} verdicts with ${findings} findings compared, ${differences} differ; ` +
    `module ${Math.round(engine.size / 1024)} KiB, memory ${engine.memory >> 10} KiB, ` +
    `${(spent / compared).toFixed(1)} ms a verdict`,
);
process.exit(differences === 0 ? 0 : 1);
