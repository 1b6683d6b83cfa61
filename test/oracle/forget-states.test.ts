// Each state of a text takes over from the one before, and keeps nothing of it: else typing would fill the memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Client, prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { type EffectiveAccess, effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import { buildSnapshot } from "../../server/src/policy/build-snapshot.ts";
import type { PolicySnapshot } from "../../server/src/policy/policy-snapshot.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import type { RulesFile } from "../../server/src/policy/rules-file.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

interface State {
  readonly file: RulesFile;
  readonly snapshot: PolicySnapshot;
  readonly client: Client;
  readonly access: readonly EffectiveAccess[];
}

function follow(text: string, version: number, before?: State): State {
  const file = readRulesFile(text, before?.file);
  const rulesFiles = new Map([["a.akeyless.json", { document: "file:///a.akeyless.json", file }]]);
  const stateOf = (): never => assert.fail("Nothing is named.");
  const files = { folder: "file:///", manifest: undefined, rulesFiles, unread: new Map<string, string>(), stateOf };
  const snapshot = buildSnapshot(files, version, before?.snapshot);
  const client = prepareClient(snapshot.policy.roles, undefined, [], before?.client);
  decide(client, "item-rule", "/a/x");
  const access = effectiveAccess(client, undefined, before && { client: before.client, access: before.access });
  return { file, snapshot, client, access };
}

test("no state keeps the file, the snapshot, the client or the access of the state before", async () => {
  const text = (name: string): string =>
    `{ "/a/*": [{ "capabilities": "[read]" }], "/${name}": [{ "capabilities": "[deny]" }] }`;
  let state = follow(text("b"), 1);
  const gone: WeakRef<object>[] = [];
  for (let version = 2; version < 6; version++) {
    const { file, snapshot, client, access } = state;
    gone.push(...[file, snapshot, client, access].map((each) => new WeakRef<object>(each)));
    state = follow(text("b".repeat(version)), version, state);
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  // The newest of them may still lie on the stack.
  assert.deepEqual(
    gone.slice(0, -4).map((each) => each.deref() === undefined),
    gone.slice(0, -4).map(() => true),
  );
  assert.equal(state.client.rules.length, 2);
});
