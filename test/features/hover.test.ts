import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_CIRCUMSTANCES, prepareClient } from "../../server/src/evaluator/client.ts";
import { hoverAt } from "../../server/src/features/hover.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { oneRule, readMarks } from "./marked-text.ts";

const uri = "file:///app.akeyless.json";

/** The range marks what the hover belongs to; asked at its first and behind its last character. */
function expectHover(marked: string, expected: RegExp | undefined, extraRuleTypes: readonly string[] = []): void {
  const { text, span } = readMarks(marked);
  const file = readRulesFile(text);
  const role = { name: "this role", admin: false, rules: accessRulesOf(file, uri), associations: [] };
  const client = prepareClient([role], { ...NO_CIRCUMSTANCES, claims: "symbolic" });
  for (const offset of [span.start, span.end]) {
    const hover = hoverAt(file, offset, { uri, client: () => client, extraRuleTypes });
    if (expected === undefined) {
      assert.equal(hover, undefined);
      continue;
    }
    assert.match(hover?.markdown ?? "nothing", expected);
    assert.deepEqual(hover?.span, span);
  }
}

test("a rule type says what it governs", () => {
  expectHover(oneRule('"rule-type": "<|item-rule|>"'), /governs secrets, keys/);
  expectHover(oneRule('"rule-type": "<|sra-rule|>"'), /`allow_access`, `request_access`/);
});

test("an administrative rule type names its flag", () => {
  expectHover(
    oneRule('"rule-type": "<|search-rule|>"'),
    /^Deprecated, and administrative: set it with `--audit-access`/m,
  );
  expectHover(oneRule('"rule-type": "<|isi-rule|>"'), /^Administrative: set it with `--isi-access`/m);
});

test("an unknown rule type says nothing, unless the user's settings name it", () => {
  expectHover(oneRule('"rule-type": "<|new-rule|>"'), undefined);
  expectHover(oneRule('"rule-type": "<|new-rule|>"'), /your settings name it/, ["new-rule"]);
});

test("a capability says what it permits, and that list comes with it", () => {
  expectHover(oneRule('"capabilities": "[<|read|>, list]"'), /Read the objects[\s\S]*`list` comes with it/);
  expectHover(oneRule('"capabilities": "[read, <|deny|>]"'), /overrides any other rule/);
  expectHover(oneRule('"capabilities": ["<|read|>"]'), /on `item-rule`/);
});

test("a capability of sessions brings no list", () => {
  const { text, offset } = readMarks(oneRule('"rule-type": "sra-rule", "capabilities": "[<|>allow_access]"'));
  const hover = hoverAt(readRulesFile(text), offset, { uri, client: () => prepareClient([]), extraRuleTypes: [] });
  assert.doesNotMatch(hover?.markdown ?? "`list`", /`list`/);
});

test("the name in exports is explained", () => {
  expectHover(
    oneRule('"rule-type": "sra-rule", "capabilities": "[<|sra_upload_files|>]"'),
    /Exports call it `sra_upload_files`; a rules file names it `upload_files`/,
  );
});

test("an unknown capability says nothing", () => {
  expectHover(oneRule('"capabilities": "[<|lst|>]"'), undefined);
});

test("a ttl is told in words, with the assumption behind it", () => {
  expectHover(oneRule('"ttl": <|"30"|>'), /\*\*30 minutes\*\* after it is applied[\s\S]*A10/);
  expectHover(oneRule('"ttl": <|"1560"|>'), /\*\*1560 minutes\*\* \(1 day, 2 hours\)/);
  expectHover(oneRule('"ttl": <|1|>'), /\*\*1 minute\*\* after/);
  expectHover(oneRule('"ttl": <|"soon"|>'), undefined);
});

test("a key says what it is for", () => {
  expectHover(oneRule('<|"ttl"|>: "30"'), /How many minutes/);
  expectHover(oneRule('<|"owner"|>: "me"'), undefined);
});

test("a path says what the file permits there", () => {
  expectHover('{ <|"/a/*"|>: [{ "capabilities": "[read]" }] }', /list, read[\s\S]*\[Line 1\]\(file:/);
});

const TEAMS = `"/team/ops/*": [{ "capabilities": "[deny]" }],
  "/team/+/x": [{ "capabilities": "[update]" }]`;

test("on a path with a template, what other rules do there for some of its values is told", () => {
  expectHover(
    `{
  <|"/team/{{g}}/*"|>: [{ "capabilities": "[read]" }],
  ${TEAMS}
}`,
    /Allowed: list, read, except where denied for some claim values\.\n.*Line 2.* grants list, read on all of it[\s\S]*Line 3.* denies for some values of {{g}}, for example on "\/team\/ops\/"[\s\S]*A7/,
  );
  expectHover(
    '{ <|"/x/{{g}}/{{h}}"|>: [{ "capabilities": "[deny]" }], "/x/a+": [{ "capabilities": "[read]" }], "/x/a/*": [{ "capabilities": "[read]" }] }',
    /Denied on all of it\.[\s\S]*would grant list, read for some values of {{g}} and {{h}}, for example on "\/x\/a\/./,
  );
});

test("a text between wildcards is not found in the name of a claim", () => {
  expectHover(
    '{ <|"/{{team}}/x"|>: [{ "capabilities": "[read]" }], "/*am*": [{ "capabilities": "[update]" }] }',
    /Allowed: list, read\.[\s\S]*grants list, update for some values of {{team}}, for example on "\/am\/x"/,
  );
});

test("on a path without template, what rules with templates do there for some values is told", () => {
  const rule = '"/team/{{g}}/*": [{ "capabilities": "[read]" }]';
  const own = (word: string): string => `<|"/team/ops/y"|>: [{ "capabilities": "[${word}]" }]`;
  expectHover(
    `{ ${rule}, ${own("update")} }`,
    /Allowed: list, update on [^,]*\.\n[\s\S]*grants list, read for some values of {{g}}, for example on "\/team\/ops\/y"[\s\S]*A7/,
  );
  expectHover(`{ ${rule}, ${own("deny")} }`, /Denied: [\s\S]*would grant list, read for some values of {{g}}/);
  expectHover(
    `{ ${rule.replace("read", "deny")}, ${own("update")} }`,
    /Allowed: list, update on .*, except where denied for some claim values\.[\s\S]*denies for some values of {{g}}/,
  );
  expectHover(
    '{ "/{{g}}/{{g}}": [{ "capabilities": "[deny]" }], <|"/a/b"|>: [{ "capabilities": "[read]" }] }',
    /^((?!some).)*$/s,
  );
  expectHover(
    '{ "/{{g}}/{{g}}": [{ "capabilities": "[deny]" }], <|"/ops/o+"|>: [{ "capabilities": "[read]" }] }',
    /Allowed: list, read, except where denied for some claim values[\s\S]*denies for some values of {{g}}, for example on "\/ops\/ops"/,
  );
});

test("of very many rules that play a part for some values only the first are told one by one", () => {
  const rules = Array.from({ length: 100 }, (_, at) => `"/t${at}": [{ "capabilities": "[read]" }]`);
  expectHover(
    `{ <|"/{{g}}"|>: [{ "capabilities": "[read]" }], "/x": [{ "capabilities": "[deny]" }], ${rules.join(", ")} }`,
    /denies for some values[\s\S]*Further rules grant or deny for some claim values: 71 by an allow, 0 by a deny/,
  );
});

test("between things nothing is said", () => {
  expectHover('{ "/a": <|>[{ "capabilities": "[read]" }] }', undefined);
  expectHover("<|>", undefined);
  expectHover('{ "/a": [{ "capabilities": "[read,<|> list]" }] }', undefined);
});

test("a path of thousands of wildcards is not explained, and nobody waits for it", () => {
  const path = `/${"a+*".repeat(20_000)}`;
  expectHover(`{ <|"${path}"|>: [{ "capabilities": "[read]" }] }`, /too many wildcards/);
});

test("of very many rules some are told, and how many more there are", () => {
  const deny = '[{ "capabilities": "[deny]" }]';
  const denies = Array.from({ length: 70 }, (_, at) => `"/a/${at}": ${deny}`);
  const file = `{ <|"/a/*"|>: [{ "capabilities": "[read]" }], ${denies.join(", ")} }`;
  expectHover(file, /Allowed: list, read, except where denied\.\n(?:- .*\n){50}- and 21 more rules$/m);
});
