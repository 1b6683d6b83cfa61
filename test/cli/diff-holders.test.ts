// Who comes to hold a role, and who leaves it: `diff` asks of auth methods what `who-can` and `impersonate` ask.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { DiffReport } from "../../server/src/cli/diff-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const NOW = 1_700_000_000;
const item = (capabilities: string): object => ({ "rule-type": "item-rule", capabilities });
const READ = JSON.stringify({ "/a/*": [item("[read]")] });
const OF_GROUP = { authMethod: "m", subClaims: { g: "a" } };

interface Told {
  readonly code: number | null;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

type Files = Readonly<Record<string, string>>;

/** A role "r" with one rules file. */
function version(manifest: object, files: Files = {}): Files {
  return { "policy-lens.json": JSON.stringify(manifest), "r.akeyless.json": READ, ...files };
}

function place(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

async function diff(before: Files, after: Files): Promise<Told> {
  const folder = folderWith({ ...place("b", before), ...place("a", after) });
  const args = ["diff", "b", "a", "--fail-on", "any", "--at", String(NOW), "--format", "json"];
  const { code, out } = await runCli(args, { folder });
  const { gained, lost } = JSON.parse(out) as DiffReport;
  const short = (changes: DiffReport["gained"]): string[] =>
    changes
      .filter(({ capability }) => capability !== "list")
      .map(({ role, capability, pattern, from, expires, associations = [] }) =>
        [role, capability, pattern, from, expires, ...associations.map(({ text }) => text)].filter(Boolean).join("; "),
      );
  return { code, gained: short(gained), lost: short(lost) };
}

const NONE: Told = { code: 0, gained: [], lost: [] };

describe("policy-lens diff of who holds a role", () => {
  const withKind = (kind: string, ...associations: object[]): Files =>
    version({ roles: { r: { rules: ["r.akeyless.json"], associations } }, authMethods: { m: { kind } } });

  test("an API key that becomes another kind lets those in who have the sub-claims (F6.8)", async () => {
    const [key, oidc] = [withKind("api_key", OF_GROUP), withKind("oidc", OF_GROUP)];
    const changed = ["r; read; /a/*; m, g = a"];
    assert.deepEqual(await diff(key, oidc), { code: 1, gained: changed, lost: [] });
    assert.deepEqual(await diff(oidc, key), { code: 1, gained: [], lost: changed });
  });

  test("an association by which nobody comes to an API key is no change", async () => {
    const key = (...more: object[]): Files => withKind("api_key", { authMethod: "m" }, ...more);
    assert.deepEqual(await diff(withKind("api_key"), withKind("api_key", OF_GROUP)), NONE);
    assert.deepEqual(await diff(key(), key(OF_GROUP)), NONE);
    assert.deepEqual(await diff(withKind("oidc"), withKind("oidc", { authMethod: "m", subClaims: { g: [] } })), NONE);
  });

  test("associations that let the same clients in are no change (F6.2, F6.5)", async () => {
    const of = (g: unknown, more: object = {}): object => ({ authMethod: "m", subClaims: { g }, ...more });
    const operators = { operators: true };
    const pairs: [object[], object[]][] = [
      [[of("*")], [of("*"), of("a")]],
      [[of("a")], [of("a", operators)]],
      [[of("a,b")], [of("a OR b", operators)]],
      [[of("a*")], [of("a**")]],
    ];
    for (const [before, after] of pairs) {
      const [was, is] = [withKind("oidc", ...before), withKind("oidc", ...after)];
      assert.deepEqual(await diff(was, is), NONE, JSON.stringify(after));
      assert.deepEqual(await diff(is, was), NONE, JSON.stringify(after));
    }
  });

  test("what a role gives and every client who joins it is denied, nobody gains or loses", async () => {
    const roles = (...associations: object[]): Files =>
      version(
        {
          roles: {
            r: { rules: ["r.akeyless.json"], associations },
            everybody: { rules: ["everybody.json"], associations: [{ authMethod: "m" }] },
          },
        },
        { "everybody.json": JSON.stringify({ "/a/b/*": [item("[deny]")] }) },
      );
    const changed = ["r; read; /a/* except /a/b/*; m, g = a"];
    assert.deepEqual(await diff(roles(), roles(OF_GROUP)), { code: 1, gained: changed, lost: [] });
    assert.deepEqual(await diff(roles(OF_GROUP), roles()), { code: 1, gained: [], lost: changed });
  });

  const expiring = (at: number): Files =>
    version(
      {
        roles: { r: { rules: ["r.akeyless.json"], associations: [{ authMethod: "/m" }] } },
        exports: { authMethods: "methods.json" },
      },
      {
        "methods.json": JSON.stringify({
          auth_methods: [{ auth_method_name: "m", access_info: { access_expires: at } }],
          next_page: "",
        }),
      },
    );

  test("an auth method that has expired lets nobody in, until it is given more time", async () => {
    const changed = ["r; read; /a/*; /m, every client"];
    assert.deepEqual(await diff(expiring(5), expiring(0)), { code: 1, gained: changed, lost: [] });
    assert.deepEqual(await diff(expiring(0), expiring(5)), { code: 1, gained: [], lost: changed });
    assert.deepEqual(await diff(expiring(5), expiring(6)), NONE);
  });

  test("one that is to expire at another moment changes nothing before the first of both", async () => {
    const [soon, later] = [expiring(NOW + 10), expiring(NOW + 20)];
    const changed = ["r; read; /a/*; 2023-11-14T22:13:30.000Z; auth method; /m, every client"];
    assert.deepEqual(await diff(soon, later), { code: 1, gained: changed, lost: [] });
    assert.deepEqual(await diff(expiring(0), soon), { code: 1, gained: [], lost: changed });
    const folder = folderWith({ ...place("b", later), ...place("a", soon) });
    const { out } = await runCli(["diff", "b", "a", "--at", String(NOW)], { folder });
    assert.match(out, /from 2023-11-14T22:13:30\.000Z on, when the auth method expires\n {6}for \/m, every client/);
  });

  test("what a deny hides of a role until it expires comes to who joins it only then", async () => {
    const rule = (path: string, capabilities: readonly string[], start: number): object => {
      return { path, type: "item-rule", capabilities, ttl: start === 0 ? 0 : 1, start_time: start };
    };
    const exported = (...assoc: object[]): Files => ({
      "policy-lens.json": JSON.stringify({ exports: { roles: "roles.json" } }),
      "roles.json": JSON.stringify({
        roles: [
          {
            role_name: "r",
            rules: { admin: false, path_rules: [rule("/a/*", ["read"], 0), rule("/a/b/*", ["deny"], NOW - 30)] },
            role_auth_methods_assoc: assoc,
          },
        ],
        next_page: "",
      }),
    });
    assert.deepEqual(await diff(exported(), exported({ auth_method_name: "m" })), {
      code: 1,
      gained: [
        "r; read; /a/* except /a/b/*; m, every client",
        "r; read; /a/b/*; 2023-11-14T22:13:50.000Z; rule; m, every client",
      ],
      lost: [],
    });
  });

  test("what a manifest knows of auth methods holds for a file or an export beside it", async () => {
    const manifest = {
      roles: { r: { rules: ["r.akeyless.json"], associations: [OF_GROUP] } },
      authMethods: { m: { kind: "api_key" } },
    };
    const exported = {
      role_name: "r",
      rules: { path_rules: [{ path: "/a/*", type: "item-rule", capabilities: ["read"] }] },
      role_auth_methods_assoc: [{ auth_method_name: "m", auth_method_sub_claims: { g: ["a"] } }],
    };
    const folder = folderWith({
      ...place("w", version(manifest)),
      "other/r.akeyless.json": READ,
      "role.json": JSON.stringify(exported),
    });
    for (const sides of [
      ["other/r.akeyless.json", "w"],
      ["w", "other/r.akeyless.json"],
      ["role.json", "w"],
      ["w", "role.json"],
    ]) {
      const run = await runCli(["diff", ...sides, "--fail-on", "any"], { folder });
      assert.deepEqual(run, { code: 0, out: "No change in access.\n", err: "" }, sides.join());
    }
  });
});
