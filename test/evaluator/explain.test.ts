// The words: every kind of reason has a sentence, every sentence is one, and odd text of the user stays readable in it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import type { Decision, Reason, Why } from "../../server/src/evaluator/decision.ts";
import { type Explanation, explainAssumption, explainDecision } from "../../server/src/evaluator/explain-decision.ts";
import { mention, sentenceText } from "../../server/src/evaluator/sentence.ts";
import { quoteText, shownText, shownValues } from "../../server/src/evaluator/shown-text.ts";
import { type AccessRule, accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { ASSUMPTIONS, DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { askedPath, plainClient } from "../oracle/arbitrary-policies.ts";
import { buildClient } from "../oracle/build-client.ts";
import { propertyRuns } from "../oracle/property-runs.ts";

describe("every kind of reason has its sentence", () => {
  const subClaims = [{ key: "groups", values: ["a", ""] }];
  const association = { authMethod: "okta", subClaims, caseSensitive: true, operators: false };
  const lacking = { matches: false, key: "groups", lacks: "value", demanded: ["devops", "sre"] } as const;
  const withoutClaim = (key: string) => ({ matches: false, key, lacks: "claim" }) as const;
  const without = withoutClaim("groups");
  const empty = { matches: false, key: "g", lacks: "value", demanded: [""] } as const;
  const sentences: readonly [Why, Reason["outcome"], string][] = [
    [{ kind: "exact" }, "grants", 'Line 1 grants list, read: "/a" is exactly this path.'],
    [{ kind: "pattern" }, "grants", 'Line 1 grants list, read: "/a" matches.'],
    [
      { kind: "uncertain", claim: "g" },
      "grants",
      'Line 1 may grant list, read: what the client\'s g makes of "/a" is not known.',
    ],
    [near("other-rule-type"), "near-miss", '"/a" matches, but its type is item-rule, not target-rule.'],
    [{ kind: "expired", at: 0 }, "near-miss", '"/a" matches, but the rule expired at 1970-01-01 00:00 UTC.'],
    [near("used-up"), "near-miss", '"/a" matches, but the rule\'s number of accesses is used up.'],
    [{ kind: "claim-missing", claim: "g" }, "near-miss", '"/a" needs the client\'s sub-claim g, which is not given.'],
    [near("unclear-deny"), "near-miss", 'what "/a" covers is unclear, so the deny is not counted as protection.'],
    [near("case"), "near-miss", '"/a" differs from /x in upper and lower case.'],
    [near("below"), "near-miss", '"/a" is exactly one object, and /x lies below it. To cover it, write "/a/*".'],
    [near("folder-itself"), "near-miss", '"/a" covers what lies in the folder, not /x itself.'],
    [{ kind: "segments-short", count: 1 }, "near-miss", '/x is one segment too short for "/a".'],
    [{ kind: "segments-short", count: 2 }, "near-miss", '/x is 2 segments too short for "/a".'],
    [{ kind: "segments-long", count: 1 }, "near-miss", '/x is one segment too long for "/a".'],
    [
      { kind: "segment-differs", position: 2, expected: "b", found: "c" },
      "near-miss",
      'segment 2 of "/a" is "b", not "c".',
    ],
    [
      { kind: "role-not-held", why: { kind: "sub-claims", failed: [lacking] } },
      "near-miss",
      'role "dev" is not held: groups lacks devops or sre.',
    ],
    [
      { kind: "role-not-held", why: { kind: "sub-claims", failed: [without, without] } },
      "near-miss",
      'role "dev" is not held: the client has no sub-claim groups.',
    ],
    [
      { kind: "role-not-held", why: { kind: "sub-claims", failed: [lacking, without, empty, lacking] } },
      "near-miss",
      'role "dev" is not held: none of its 4 associations matches: groups lacks devops or sre; the client has no sub-claim groups; g lacks "".',
    ],
    [
      { kind: "role-not-held", why: { kind: "sub-claims", failed: ["a", "b", "c", "d", "e"].map(withoutClaim) } },
      "near-miss",
      'role "dev" is not held: none of its 5 associations matches: the client has no sub-claim a; the client has no sub-claim b; the client has no sub-claim c; and 2 more.',
    ],
    [
      { kind: "role-not-held", why: { kind: "api-key", associations: [association] } },
      "near-miss",
      'role "dev" is not held: an API key has no sub-claims, so the association with groups = a or "" never matches (F6.8).',
    ],
    [
      { kind: "role-not-held", why: { kind: "api-key", associations: [association, association] } },
      "near-miss",
      'role "dev" is not held: an API key has no sub-claims, so none of its associations ever matches (F6.8): groups = a or ""; groups = a or "".',
    ],
    [
      { kind: "role-not-held", why: { kind: "auth-method-expired", at: 0 } },
      "near-miss",
      'role "dev" is not held: the auth method expired at 1970-01-01 00:00 UTC.',
    ],
    [
      { kind: "role-not-held", why: { kind: "not-associated" } },
      "near-miss",
      'role "dev" is not held: it is not associated with the auth method.',
    ],
  ];
  for (const [why, outcome, sentence] of sentences)
    test(sentence, () => {
      const words = explainDecision(decisionOf({ why, outcome, role: "dev", rule: RULE, capabilities: GRANTED }), "f");
      const [told] = [...words.because, ...words.nearMisses].map(sentenceText);
      assert.equal(told, outcome === "near-miss" ? `Line 1 (read) does not count: ${sentence}` : sentence);
    });

  test("the admin role", () => {
    const reason: Reason = {
      why: { kind: "admin" },
      outcome: "grants",
      role: "dev",
      rule: undefined,
      capabilities: GRANTED,
    };
    const [told] = explainDecision(decisionOf(reason), "f").because.map(sentenceText);
    assert.equal(told, 'Role "dev" is the admin role and has full access.');
  });
});

test("an assumption says what is taken for true as it is set", () => {
  assert.equal(
    explainAssumption("A1"),
    "A1, cross-role-deny: A deny in one role also cuts what another role of the same client allows. (Setting: cross-role-deny.)",
  );
  assert.equal(
    explainAssumption("A1", { ...DEFAULT_ASSUMPTIONS, "cross-role-deny": "per-role" }),
    "A1, cross-role-deny: A deny in one role does not cut what another role of the same client allows. (Setting: cross-role-deny.)",
  );
  for (const { id } of ASSUMPTIONS) assert.match(explainAssumption(id), /^A\d+, [a-z-]+: [A-Z].+[.)]$/s);
});

test("sentences about random policies are sentences", () => {
  fc.assert(
    fc.property(plainClient, askedPath, (plain, path) => {
      assertSentences(explainDecision(decide(buildClient(plain), "item-rule", path), "rules.json"));
    }),
    propertyRuns(0.3),
  );
});

describe("odd text", () => {
  const odd: readonly [string, string][] = [
    ["quotes", '/a"b"c'],
    ["line breaks", "/a\nb\r\nc\td\u2028e"],
    ["marks that turn the direction", "/a\u202eb\u200b"],
    ["half of a character", "/a\ud83db"],
    ["ten thousand characters", `/${"long/".repeat(2000)}end`],
    ["ten thousand characters without a slash", `/${"😀".repeat(5000)}`],
    ["Markdown and HTML", "/a*_`<b>[x](y)"],
    ["nothing but a slash", "/"],
  ];
  for (const [name, path] of odd)
    test(name, () => {
      const file = JSON.stringify({
        [path]: [{ capabilities: "[read]" }],
        [`${path}/*`]: [{ capabilities: "[list]" }],
      });
      const rules = accessRulesOf(readRulesFile(file), "rules.json");
      const client = prepareClient([{ name: 'odd "role"\n', admin: false, rules, associations: [] }]);
      for (const asked of [path, `${path}/x`, path.slice(0, -1), path.toUpperCase()])
        for (const ruleType of ["item-rule", "odd\ntype"])
          assertSentences(explainDecision(decide(client, ruleType, asked), "rules.json"));
    });

  test("both ends of a long path stay", () => {
    const shown = shownText(`/start${"x".repeat(10_000)}end`);
    assert.equal(Array.from(shown).length, 120);
    assert.match(shown, /^\/startx+…x+end$/);
    assert.equal(shownText("/short"), "/short");
  });

  test("quotes are escaped as in JSON", () => {
    assert.equal(quoteText('a"b\\c\nd'), '"a\\"b\\\\c\\nd"');
    assert.equal(shownText('a"b\\c\nd'), 'a"b\\c\\nd');
  });

  test("a document is named by its last segment, as people write it", () => {
    const at = (document: string): string => mention({ document, span: { start: 0, end: 0 }, line: 3 }, "home").label;
    assert.equal(at("file:///project/my%20rules.json"), "line 4 of my rules.json");
    assert.equal(at("C:\\work\\100%.json"), "line 4 of 100%.json");
    assert.equal(at("file:///project/100%.json"), "line 4 of 100%.json");
    assert.equal(at("home"), "line 4");
  });
});

const [RULE] = accessRulesOf(readRulesFile('{"/a": [{"capabilities": "[read]"}]}'), "f") as [AccessRule];
const GRANTED = ["list", "read"] as const;

function near(kind: "other-rule-type" | "used-up" | "unclear-deny" | "case" | "below" | "folder-itself"): Why {
  return { kind };
}

function decisionOf(reason: Reason): Decision {
  const effect = reason.outcome === "near-miss" ? "not-granted" : "allowed";
  const ruleType = reason.why.kind === "other-rule-type" ? "target-rule" : "item-rule";
  const settings = DEFAULT_ASSUMPTIONS;
  return { effect, ruleType, path: "/x", capabilities: GRANTED, reasons: [reason], assumptions: [], settings };
}

/** On one line, of bearable length, with a capital at the start and a period at the end, and without holes. */
function assertSentences({ headline, because, nearMisses, assumptions }: Explanation): void {
  const told = [headline, ...because.map(sentenceText), ...nearMisses.map(sentenceText)];
  for (const sentence of told) {
    assert.match(sentence, /^[A-Z].*\.$/s, sentence);
    assert.doesNotMatch(sentence, /[\p{Cc}\p{Cs}\u2028\u202e\u200b]|undefined|\[object|: \.| {2}/u, sentence);
    assert.ok(Array.from(sentence).length < 700, `${sentence.length} characters`);
  }
  for (const assumption of assumptions) assert.match(assumption, /^A\d+, /);
}

test("values of a claim end where they do", () => {
  assert.equal(shownValues(["sre", "operations"], ", "), "sre, operations");
  assert.equal(shownValues(["sre, operations"], ", "), '"sre, operations"');
  assert.equal(shownValues(["CN=app,OU=x", ""], ", "), 'CN=app,OU=x, ""');
  assert.equal(shownValues(["a or b", "c"], " or "), '"a or b" or c');
});
