// What is said of an answer that is not the whole truth.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportLeftOut, reportOpenRules } from "../../server/src/cli/report-left-out.ts";
import { writeNotDecided } from "../../server/src/cli/write-not-decided.ts";
import { ANY, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { buildClient } from "../oracle/build-client.ts";

const SAID = "Not decided: a question was too large for its budget. What is listed is true, but there may be more.";

test("says where there may be more, and how many such places are not named", () => {
  const open = Array.from({ length: 7 }, (_, at) => ({ ruleType: "item-rule", pattern: `/${at}/*` }));
  assert.equal(writeNotDecided(open.slice(0, 2)), `${SAID} Left open: /0/* (item-rule), /1/* (item-rule).`);
  assert.match(writeNotDecided(open), /\/4\/\* \(item-rule\), 2 more\.$/);
  assert.equal(writeNotDecided([]), SAID);
  assert.equal(writeNotDecided(undefined), SAID);
});

test("writes what steers a terminal as escapes", () => {
  assert.match(writeNotDecided([{ ruleType: "item-rule", pattern: "/\u001b[2J" }]), /Left open: \/\\u001b\[2J /);
});

test("reports each place once, for each role", () => {
  const tokens: PathTokens = ["/a/", SEGMENT, "/", ANY];
  const place = { role: "r", ruleType: "item-rule", tokens };
  const reported = { role: "r", ruleType: "item-rule", pattern: "/a/+/*" };
  assert.deepEqual(reportLeftOut([place, { ...place }, { ...place, role: "s" }]), [
    reported,
    { ...reported, role: "s" },
  ]);
});

test("reports rules that are left open by their paths", () => {
  const rules = [{ type: "sra-rule", path: "a/+", capabilities: ["allow_access"] }];
  const settings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" } as const;
  const client = buildClient({ roles: [{ name: "r", admin: false, rules }], claims: {}, time: 0, settings });
  assert.deepEqual(reportOpenRules(client.rules), [{ role: "r", ruleType: "sra-rule", pattern: "/a/+" }]);
});
