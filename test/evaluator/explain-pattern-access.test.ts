// What a whole pattern's access is called, in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessOnPattern } from "../../server/src/evaluator/access-on-pattern.ts";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { explainPatternAccess } from "../../server/src/evaluator/explain-pattern-access.ts";
import { sentenceText } from "../../server/src/evaluator/sentence.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";

const TABLE: readonly [string, readonly [string, string][], string, readonly string[]][] = [
  ["/a/*", [["/a/*", "read"]], "Allowed: list, read.", ["Line 2 grants list, read on all of it."]],
  [
    "/a/*",
    [
      ["/a/*", "read"],
      ["/a/b", "deny"],
    ],
    "Allowed: list, read, except where denied.",
    ['Line 3 denies a part: "/a/b".', "Line 2 grants list, read on all of it."],
  ],
  ["/a/*", [["/a/b/*", "read"]], "Allowed on parts only.", ['Line 2 grants list, read on a part: "/a/b/*".']],
  [
    "/a/*",
    [
      ["/a/b/*", "read"],
      ["/a/b/c", "deny"],
    ],
    "Allowed on parts only, a part is denied.",
    ['Line 3 denies a part: "/a/b/c".', 'Line 2 grants list, read on a part: "/a/b/*".'],
  ],
  ["/a/*", [["/a/b", "deny"]], "Nothing is granted, and a part is denied.", ['Line 2 denies a part: "/a/b".']],
  [
    "/a/*",
    [
      ["/*", "deny"],
      ["/a/*", "read"],
    ],
    "Denied on all of it.",
    ["Line 2 denies all of it.", "Line 3 would grant list, read on all of it."],
  ],
  [
    "/a/*",
    [
      ["/a/*", "read"],
      ["/a/+", "deny"],
      ["/a/+/*", "deny"],
      ["/a/", "deny"],
      ["/a//*", "deny"],
    ],
    "Denied on all of it.",
    [
      'Line 3 denies a part: "/a/+".',
      'Line 4 denies a part: "/a/+/*".',
      'Line 5 denies a part: "/a/".',
      'Line 6 denies a part: "/a//*".',
      "Line 2 would grant list, read on all of it.",
    ],
  ],
  [
    "/a+b/*",
    [["/+/x*", "read"]],
    "Allowed on parts only.",
    ['Line 2 grants list, read on a part, for example "/ab/x".'],
  ],
];

for (const [asked, rules, headline, because] of TABLE)
  test(`${asked} under ${rules.map(([path, word]) => `${path} ${word}`).join(", ")}: ${headline}`, () => {
    const lines = rules.map(([path, word]) => `"${path}": [{ "capabilities": "[${word}]" }]`);
    const file = readRulesFile(`{\n${lines.join(",\n")}\n}`);
    const role = { name: "r", admin: false, rules: accessRulesOf(file, "rules.json"), associations: [] };
    const [access, ...others] = accessOnPattern(prepareClient([role]), tokenizePattern(readPathPattern(asked)));
    assert.ok(access);
    assert.deepEqual(others, []);
    const words = explainPatternAccess(access, "rules.json");
    assert.equal(words.headline, headline);
    assert.deepEqual(words.because.map(sentenceText), because);
  });
