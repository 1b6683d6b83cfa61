// The simulator where documents stand apart: a file that the manifest leaves out, one that was never saved; and large
// answers, of which only a part is wanted.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClientChoices } from "../../server/src/features/simulator/list-clients.ts";
import type { ToldErrors } from "../../server/src/features/simulator/tell-errors.ts";
import type { ComparedAnswer } from "../../server/src/lsp/simulator-protocol.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const rules = `${ROOT}/app.akeyless.json`;
const manifest = `${ROOT}/policy-lens.json`;
const one = '{ "/a/*": [{ "capabilities": "[read]" }] }';

test("of a file that the manifest has in no role it is told which manifest that is", async () => {
  const other = `${ROOT}/other.akeyless.json`;
  const written = JSON.stringify({ roles: { app: { rules: ["app.akeyless.json"] } } });
  const editor = await editWorkspace({ files: { [manifest]: written, [rules]: one, [other]: one } });
  await editor.open(rules, one);
  await manifestRead(editor, rules);
  await editor.open(other, one);
  const choicesOf = async (uri: string): Promise<ClientChoices & Partial<ToldErrors> & { leftOutBy?: unknown }> => {
    const answer = await editor.ask("policyLens/clients", { uri });
    if ("fault" in answer) throw new Error(answer.fault);
    return answer;
  };
  const [named, leftOut] = [await choicesOf(rules), await choicesOf(other)];
  assert.deepEqual([named.hasManifest, named.leftOutBy], [true, undefined]);
  assert.deepEqual([leftOut.hasManifest, leftOut.leftOutBy], [false, { path: "policy-lens.json", isFaulty: false }]);

  await editor.open(manifest, '{ "roles": {');
  const broken = await choicesOf(rules);
  assert.deepEqual([broken.hasManifest, broken.leftOutBy], [false, { path: "policy-lens.json", isFaulty: true }]);
  assert.deepEqual(
    broken.errors?.map(([place]) => (typeof place === "object" ? place.uri : place)),
    [manifest],
  );
  editor.close();
});

test("a document that was never saved is named as its tab is", async () => {
  const uri = "untitled:Untitled-1";
  const editor = await editWorkspace({ files: {} });
  await editor.open(uri, one);
  const choices = await editor.ask("policyLens/clients", { uri });
  assert.deepEqual("fault" in choices ? choices : choices.roles, ["Untitled-1"]);
  const earlier = [{ uri, text: undefined, label: "saved", address: undefined }];
  const answer = (await editor.ask("policyLens/compare", { uri, earlier })) as ComparedAnswer;
  assert.equal(answer.against, "Compared with Untitled-1 (never saved).");
  editor.close();
});

test("a file of no policy is a role named as people write the file", async () => {
  const written = JSON.stringify({ roles: { app: { rules: ["app.akeyless.json"] } } });
  const editor = await editWorkspace({ files: { [manifest]: written, [rules]: one } });
  await editor.open(rules, one);
  await manifestRead(editor, rules);
  for (const uri of ["file:///elsewhere/my%20app.akeyless.json", `${ROOT}/my%20app.akeyless.json`]) {
    await editor.open(uri, one);
    const choices = await editor.ask("policyLens/clients", { uri });
    assert.deepEqual("fault" in choices ? choices : choices.roles, ["my app"]);
    const answer = await editor.ask("policyLens/writeRules", { uri, form: "commands" });
    assert.match(answer.text, /^akeyless set-role-rule --role-name 'my app' /m);
  }
  const odd = "file:///elsewhere/50%25%C3%A9.akeyless.json";
  await editor.open(odd, one);
  const choices = await editor.ask("policyLens/clients", { uri: odd });
  assert.deepEqual("fault" in choices ? choices : choices.roles, ["50%é"]);
  editor.close();
});

test("the command names the file where no manifest has it, and assumes what the manifest over it says", async () => {
  const other = `${ROOT}/my other.akeyless.json`.replace(" ", "%20");
  const written = JSON.stringify({
    roles: { app: { rules: ["app.akeyless.json"] } },
    assumptions: { "cross-role-deny": "per-role" },
  });
  const editor = await editWorkspace({ files: { [manifest]: written, [rules]: one, [other]: one } });
  await editor.open(rules, one);
  await manifestRead(editor, rules);
  const commandOf = async (uri: string, name: string): Promise<string> => {
    await editor.open(uri, one);
    const client = { kind: "role", name, claims: { g: ["a"] } } as const;
    const answer = await editor.ask("policyLens/decidePath", { uri, client, path: "/a/b", ruleType: "item-rule" });
    return "fault" in answer ? answer.fault : answer.command;
  };
  const rest = "--claim g=a --path /a/b --rule-type item-rule";
  assert.equal(
    await commandOf(other, "my other"),
    `policy-lens impersonate --manifest policy-lens.json --rules 'my other.akeyless.json' ${rest} --assume cross-role-deny=per-role`,
  );
  assert.equal(
    await commandOf("file:///elsewhere/rules.json", "rules"),
    `policy-lens impersonate --rules /elsewhere/rules.json ${rest}`,
  );
  assert.equal(await commandOf("untitled:Untitled-1", "Untitled-1"), "");
  editor.close();

  const loose = `${ROOT}/sub/rules.json`;
  const folder = await editWorkspace({ files: { [loose]: one } });
  await folder.open(loose, one);
  const page = { basis: "patterns", toggled: [], offset: 0, limit: 9, earlier: [] } as const;
  const filter = { text: "", capability: undefined, ruleType: undefined, only: "all" } as const;
  const client = { kind: "role", name: "rules", claims: {} } as const;
  for (let tries = 0; tries < 3; tries++) {
    const answer = await folder.ask("policyLens/access", { uri: loose, client, filter, ...page });
    assert.equal("fault" in answer ? answer.fault : answer.command, "policy-lens impersonate --rules sub/rules.json");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  folder.close();
});

test("who can on thousands of parts is told on some, for each holder, and a page at a time", async () => {
  const paths = Array.from({ length: 500 }, (_, at) => `"/app${at}": [{ "capabilities": "[read]" }]`);
  const text = `{${paths.join(",")}}`;
  const associations = ["a", "b"].map((groups) => ({ authMethod: "idp", subClaims: { groups } }));
  const written = JSON.stringify({ roles: { app: { rules: ["app.akeyless.json"], associations } } });
  const editor = await editWorkspace({ files: { [manifest]: written, [rules]: text } });
  await editor.open(rules, text);
  await manifestRead(editor, rules);
  const question = { uri: rules, capability: "read", pattern: "/*", ruleType: "item-rule" };
  const told = async (limits: object): Promise<unknown[]> => {
    const answer = await editor.ask("policyLens/whoCan", { ...question, ...limits });
    if ("fault" in answer) throw new Error(answer.fault);
    const { holders, count, moreParts } = answer;
    return [holders.length, new Set(holders.map(({ who }) => who)).size, count, moreParts];
  };
  assert.deepEqual(await told({}), [1000, 2, 1000, false]);
  assert.deepEqual(await told({ mostParts: 20 }), [40, 2, 40, true]);
  assert.deepEqual(await told({ mostParts: 20, most: 30 }), [30, 2, 40, true]);
  assert.deepEqual(await told({ mostParts: 500, most: 5000 }), [1000, 2, 1000, false]);
  editor.close();
});

test("who only may is told apart, in the answer and in the hover", async () => {
  const text = '{ "/t/{{g}}/*": [{ "capabilities": "[deny]" }],\n "/t/*": [{ "capabilities": "[read]" }] }';
  const identities = {
    plain: { authMethod: "idp", claims: { g: "p" } },
    open: { authMethod: "idp", claims: { g: "x/y" } },
  };
  const app = { rules: ["app.akeyless.json"], associations: [{ authMethod: "idp" }] };
  const written = JSON.stringify({ roles: { app }, identities });
  const editor = await editWorkspace({ files: { [manifest]: written, [rules]: text } });
  await editor.open(rules, text);
  await manifestRead(editor, rules);
  const question = { uri: rules, capability: "read", pattern: "/t/q/z", ruleType: "item-rule" };
  const answer = await editor.ask("policyLens/whoCan", question);
  if ("fault" in answer) throw new Error(answer.fault);
  assert.deepEqual(
    answer.holders.map(({ who, certain, pattern }) => [who, certain, pattern]),
    [
      ["idp, every client", false, "/t/q/z"],
      ["plain", true, "/t/q/z"],
      ["open", false, "/t/q/z"],
    ],
  );
  await editor.change(rules, 2, '"/t/q/z"', "1:1", "1:7");
  const hover = await editor.connection.sendRequest("textDocument/hover", {
    textDocument: { uri: rules },
    position: { line: 1, character: 3 },
  });
  assert.match(JSON.stringify(hover), /Who gets it: idp, every client; plain; open \(may, not certain\)/);
  editor.close();
});

test("errors by which rules of other files are lost are told with their places", async () => {
  const other = `${ROOT}/b%20b.akeyless.json`;
  const free = `${ROOT}/free.akeyless.json`;
  const association = { authMethod: "m" };
  const written = JSON.stringify({
    roles: {
      app: { rules: ["app.akeyless.json"], associations: [association] },
      b: { rules: ["b*.akeyless.json", "none.json"], associations: [association] },
    },
  });
  const lost = '{ "/a/top": [\n  { "capabilites": "[deny]" }] }';
  const files = { [manifest]: written, [rules]: one, [other]: lost, [free]: "{ broken" };
  const editor = await editWorkspace({ files });
  await editor.open(rules, one);
  await manifestRead(editor, rules);
  const errorsOf = async (uri: string): Promise<unknown[]> => {
    const answer = await editor.ask("policyLens/clients", { uri });
    if ("fault" in answer) throw new Error(answer.fault);
    assert.equal(answer.errorCount, answer.errors.length);
    return answer.errors.map((sentence) =>
      sentence.map((part) => (typeof part === "string" ? part.replace(/^: (.{24}).*/, "$1") : [part.label, part.uri])),
    );
  };
  const glob = [["Line 1 of policy-lens.json", manifest], 'No file matches "none.js'];
  assert.deepEqual(await errorsOf(rules), [glob, [["Line 2 of b b.akeyless.json", other], 'A rule has no key "capab']]);
  await editor.open(other, lost);
  assert.deepEqual(await errorsOf(other), [glob]);
  await editor.change(other, 2, '"capabilities"', "1:4", "1:17");
  assert.deepEqual(await errorsOf(rules), [glob]);

  const exported = `${ROOT}/roles.json`;
  const items = `${ROOT}/items.json`;
  const withExports = JSON.stringify({ roles: {}, exports: { roles: "roles.json", items: "items.json" } });
  const place = await editWorkspace({ files: { [manifest]: withExports, [exported]: "[", [items]: "[" } });
  await place.open(manifest, withExports);
  await manifestRead(place, manifest);
  const told = async (): Promise<unknown[]> => {
    const answer = await place.ask("policyLens/clients", { uri: manifest });
    return "fault" in answer ? [] : answer.errors.flatMap(([part]) => (typeof part === "object" ? part.uri : part));
  };
  for (let tries = 0; tries < 100 && (await told()).length === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual([...new Set(await told())], [exported]);
  place.close();
});
