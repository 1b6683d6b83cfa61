// A policy as it was says what the earlier files say, whatever has come, gone or changed since.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { earlierSnapshot } from "../../server/src/features/simulator/earlier-snapshot.ts";
import { contentKey } from "../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { buildSnapshot } from "../../server/src/policy/build-snapshot.ts";
import { filesOfManifest } from "../../server/src/policy/files-of-manifest.ts";
import type { ManifestDocument, PolicySnapshot } from "../../server/src/policy/policy-snapshot.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { indexLines } from "../../server/src/text/line-index.ts";

const MANIFEST = "policy-lens.json";
const FOLDER = "file:///project";

type Files = Readonly<Record<string, string | undefined>>;

const rulesText = fc
  .array(fc.tuple(fc.constantFrom("/a/*", "/a/b", "/c"), fc.constantFrom("read", "deny", "update")), { maxLength: 3 })
  .map((rules) =>
    JSON.stringify(Object.fromEntries(rules.map(([path, word]) => [path, [{ capabilities: `[${word}]` }]]))),
  );

const anyRole = fc.record({
  rules: fc.subarray(["a.akeyless.json", "?.akeyless.json", "*.akeyless.json", "b.akeyless.json"]),
  admin: fc.boolean(),
  associations: fc.constantFrom([], [{ authMethod: "m" }], [{ authMethod: "m", subClaims: { g: ["x"] } }]),
});

const manifestText = fc
  .record({
    roles: fc.dictionary(fc.constantFrom("r", "s", "t"), anyRole, { maxKeys: 3 }),
    assumptions: fc.constantFrom({}, { "cross-role-deny": "per-role" }),
  })
  .map((manifest) => JSON.stringify(manifest));

const anyFiles = (manifest: fc.Arbitrary<string | undefined>): fc.Arbitrary<Files> =>
  fc.record({
    [MANIFEST]: manifest,
    "a.akeyless.json": fc.option(rulesText, { nil: undefined }),
    "b.akeyless.json": fc.option(rulesText, { nil: undefined }),
    "cc.akeyless.json": fc.option(rulesText, { nil: undefined }),
  });

function readDocument(document: string, text: string): ManifestDocument {
  const manifest = readManifest(text, document);
  const files = filesOfManifest(manifest, MANIFEST);
  return { path: MANIFEST, document, text, manifest, lines: indexLines(text), files };
}

function snapshotOf(files: Files): PolicySnapshot {
  const { [MANIFEST]: manifest, ...rules } = files;
  const read = Object.entries(rules).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, { document: `${FOLDER}/${path}`, file: readRulesFile(text) }] as const],
  );
  const input = {
    folder: FOLDER,
    manifest: manifest === undefined ? undefined : readDocument(`${FOLDER}/${MANIFEST}`, manifest),
    rulesFiles: new Map(read),
    unread: new Map(),
    stateOf: (_kind: unknown, path: string) => ({ is: "being read", document: path }) as const,
  };
  return buildSnapshot(input, 1);
}

const readers = {
  rulesFile: (_document: string, text: string) => readRulesFile(text),
  manifest: readDocument,
  named: () => assert.fail("No export is named."),
};

function earlierOf(now: PolicySnapshot, before: Files, after: Files, previous?: PolicySnapshot): PolicySnapshot {
  const texts = Object.keys(before).flatMap((path) => {
    const text = before[path];
    const known = { path, uri: `${FOLDER}/${path}`, label: "HEAD", address: undefined };
    return text === after[path] ? [] : [{ ...known, text }];
  });
  return earlierSnapshot(now, texts, readers, DEFAULT_ASSUMPTIONS, previous);
}

/** What a policy says, wherever it stands. */
function meaningOf({ policy }: PolicySnapshot): unknown {
  const roles = policy.roles.map(({ name, admin, rules, associations }) => {
    const said = associations.map(({ place: _place, ...rest }) => rest);
    return { name, admin, rules: rules.map(contentKey), associations: said };
  });
  return { roles, assumptions: policy.assumptions };
}

for (const [name, manifest] of [
  ["with a manifest", manifestText],
  ["without one", fc.constant(undefined)],
] as const) {
  test(`the earlier state is what the earlier files say, ${name}`, () => {
    fc.assert(
      fc.property(anyFiles(manifest), anyFiles(manifest), anyFiles(manifest), (before, after, later) => {
        const first = earlierOf(snapshotOf(after), before, after);
        assert.deepEqual(meaningOf(first), meaningOf(snapshotOf(before)));
        const next = earlierOf(snapshotOf(later), before, later, first);
        assert.deepEqual(meaningOf(next), meaningOf(snapshotOf(before)));
      }),
      { numRuns: 500 },
    );
  });
}

test("a manifest that was not there stays as it is now", () => {
  const roles = { r: { rules: ["a.akeyless.json"], admin: false, associations: [{ authMethod: "m" }] } };
  const after = {
    [MANIFEST]: JSON.stringify({ roles }),
    "a.akeyless.json": '{ "/a": [{ "capabilities": "[read]" }] }',
  };
  const before = { [MANIFEST]: undefined, "a.akeyless.json": "{}" };
  const { policy } = earlierOf(snapshotOf(after), before, after);
  assert.deepEqual(
    policy.roles.map(({ name, rules, associations }) => [name, rules.length, associations.length]),
    [["r", 0, 1]],
  );
});
