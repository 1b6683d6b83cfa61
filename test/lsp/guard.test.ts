// A fault of ours is answered neutrally, logged once for each feature and document, and told to the client.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { answerGuarded, runGuarded, takeGuarded } from "../../server/src/lsp/guard.ts";
import { createSession, readClientAbilities, type Session } from "../../server/src/lsp/session.ts";

function watchedSession(): { session: Session; logged: string[]; told: unknown[] } {
  const logged: string[] = [];
  const told: unknown[] = [];
  const connection = {
    console: { error: (message: string) => logged.push(message), warn: (message: string) => logged.push(message) },
    sendNotification: (method: string, params: unknown) => {
      told.push([method, params]);
      return Promise.resolve();
    },
  } as unknown as Connection;
  const client = readClientAbilities({ initializationOptions: { notifications: true } }, undefined);
  return { session: createSession(connection, client), logged, told };
}

const fail = (): never => {
  throw new Error("a bug");
};
const about = (uri: string): unknown => ({ textDocument: { uri } });

test("a failing request is answered with nothing, and logged once for each document", async () => {
  const { session, logged, told } = watchedSession();
  for (const uri of ["file:///a", "file:///a", "file:///b"]) {
    assert.equal(await answerGuarded(session, "hover", () => fail, about(uri), undefined), null);
  }
  assert.equal(await answerGuarded(session, "completion", fail, about("file:///a"), undefined), null);
  assert.deepEqual(
    logged.map((line) => line.split("\n")[0]),
    [
      "hover failed for file:///a: Error: a bug",
      "hover failed for file:///b: Error: a bug",
      "completion failed for file:///a: Error: a bug",
    ],
  );
  assert.deepEqual(told[0], ["policyLens/featureFailed", { feature: "hover", uri: "file:///a", message: "a bug" }]);
});

test("a refusal is an answer, not a fault", async () => {
  const { session, logged } = watchedSession();
  const refusal = new ResponseError(ErrorCodes.InvalidParams, "no");
  const refuse = (): never => {
    throw refusal;
  };
  assert.equal(await answerGuarded(session, "hover", refuse, {}, undefined), refusal);
  assert.equal(await answerGuarded(session, "hover", () => refuse, {}, undefined), refusal);
  assert.deepEqual(logged, []);
});

test("a failing notification or piece of work goes no further than the log", () => {
  const { session, logged } = watchedSession();
  takeGuarded(session, "textDocument/didChange", fail, about("file:///a"));
  runGuarded(session, "diagnostics", "file:///a", fail);
  assert.equal(logged.length, 2);
});
