// Hands texts to the engine's module and takes its answers.

import { readFileSync } from "node:fs";

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** Seconds east of UTC, by the time zones that the JavaScript engine itself knows. */
function offset(zone, seconds) {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    try {
      clock = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone, hourCycle: "h23", era: "short", year: "numeric", month: "numeric",
        day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
      });
    } catch {
      clock = null;
    }
    clocks.set(zone, clock);
  }
  if (clock === null) return -(2 ** 31);
  const shown = Object.fromEntries(
    clock.formatToParts(new Date(seconds * 1000)).map((part) => [part.type, part.value]),
  );
  const at = new Date(0);
  at.setUTCFullYear(shown.era === "BC" ? 1 - shown.year : shown.year, shown.month - 1, shown.day);
  at.setUTCHours(shown.hour, shown.minute, shown.second);
  return at.getTime() / 1000 - seconds;
}
const clocks = new Map();

export class Engine {
  static async load(path) {
    const engine = new Engine();
    const host = {
      offset: (name, count, seconds) =>
        offset(text.decode(engine.bytes(name, count)), Number(seconds)),
    };
    const bytes = readFileSync(path);
    engine.size = bytes.length;
    engine.exports = (await WebAssembly.instantiate(bytes, { host })).instance.exports;
    return engine;
  }

  get memory() { return this.exports.memory.buffer.byteLength; }

  /** Compiles forms and checklists, given as texts. */
  compile(forms, checklists) {
    for (const form of forms) this.#call("addForm", form);
    for (const checklist of checklists) this.#call("addChecklist", checklist);
    return this.#answer(this.exports.compile());
  }

  /** Judges documents, given as texts by the names of their forms. */
  judge(documents, moment, zone, now) {
    for (const [name, document] of Object.entries(documents)) {
      this.#call("setDocument", name, document);
    }
    return this.#answer(this.#call("judge", moment, zone, BigInt(now)));
  }

  bytes(address, count) {
    return new Uint8Array(this.exports.memory.buffer, address >>> 0, count);
  }

  /** Calls a function; each text becomes its address and its length. */
  #call(name, ...values) {
    const copies = [];
    const words = values.flatMap((value) => {
      if (typeof value === "bigint") return [value];
      const bytes = typeof value === "string" ? utf8.encode(value) : value;
      const address = this.exports.allocate(bytes.length);
      this.bytes(address, bytes.length).set(bytes);
      copies.push(address);
      return [address, bytes.length];
    });
    const result = this.exports[name](...words);
    copies.forEach((address) => this.exports.release(address));
    return result;
  }

  #answer(count) {
    return JSON.parse(text.decode(this.bytes(this.exports.answer(), count)));
  }
}
