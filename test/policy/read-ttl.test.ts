import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readTtl } from "../../server/src/policy/read-ttl.ts";
import { readJson } from "../../server/src/text/read-json.ts";

describe("a ttl", () => {
  const cases: readonly [string, string, number | undefined][] = [
    [`"30"`, "string", 30],
    [`" 30 "`, "string", 30],
    [`"+30"`, "string", 30],
    [`"030"`, "string", 30],
    [`"2147483647"`, "string", 2147483647],
    ["30", "number", 30],
    ["3e1", "number", 30],
    ["30.0", "number", 30],
    [`"2147483648"`, "string", undefined],
    [`"0"`, "string", undefined],
    ["0", "number", undefined],
    [`"-5"`, "string", undefined],
    ["-5", "number", undefined],
    ["1.5", "number", undefined],
    [`"1.5"`, "string", undefined],
    [`"30m"`, "string", undefined],
    [`"0x1e"`, "string", undefined],
    [`"٣٠"`, "string", undefined],
    [`""`, "string", undefined],
    ["1e400", "number", undefined],
    ["null", "other", undefined],
    ["true", "other", undefined],
    [`["30"]`, "other", undefined],
  ];
  for (const [text, form, minutes] of cases) {
    it(`written ${text} is ${minutes ?? "no number of"} minutes`, () => {
      const { root } = readJson(text);
      assert.ok(root);
      const ttl = readTtl(root);
      assert.deepEqual([ttl.form, ttl.minutes], [form, minutes]);
    });
  }
});
