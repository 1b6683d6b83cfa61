import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { test } from "node:test";
import { ALL_CHECKS } from "../../server/src/checks/all-workspace-checks.ts";
import { manifestSchema } from "../../server/src/policy/manifest-schema.ts";

const FILE = "schemas/policy-lens.schema.json";

test("the manifest's schema is the one its words make", () => {
  const made = `${JSON.stringify(manifestSchema(ALL_CHECKS.map(({ code }) => code)), null, 2)}\n`;
  if (env["UPDATE"] === "1") writeFileSync(FILE, made);
  assert.deepEqual(JSON.parse(readFileSync(FILE, "utf8")), JSON.parse(made));
});
