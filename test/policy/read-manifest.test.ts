import assert from "node:assert/strict";
import { test } from "node:test";
import { AUTH_METHOD_KINDS } from "../../server/src/policy/auth-method.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";

/** The faults of a manifest, each with the text at which it stands. */
function faultsOf(text: string): string[] {
  return readManifest(text).faults.map(({ span, message }) => `${text.slice(span.start, span.end)} ${message}`);
}

function faultsOfKind(kind: string): string[] {
  return faultsOf(JSON.stringify({ authMethods: { okta: { kind } } }));
}

test("a kind of auth method that does not exist is told with the one that is meant", () => {
  const meant = { OIDC: "oidc", jwt: "oauth2/jwt", JWT: "oauth2/jwt", SAML: "saml2", "aws-iam": "aws_iam" };
  for (const [written, kind] of Object.entries(meant)) {
    assert.deepEqual(faultsOfKind(written), [
      `"${written}" "${written}" is no kind of auth method and is ignored. Did you mean "${kind}"?`,
    ]);
  }
  for (const far of ["kubernetes", "", "constructor"]) {
    const [only, ...more] = faultsOfKind(far);
    assert.match(only ?? "", /Known kinds: api_key, aws_iam, .*, universal_identity\.$/);
    assert.deepEqual(more, []);
  }
  for (const kind of AUTH_METHOD_KINDS) assert.deepEqual(faultsOfKind(kind), []);
});

test("an unknown kind is left out, so that the export's counts", () => {
  const [method] = readManifest('{ "authMethods": { "okta": { "kind": "OIDC" } } }').authMethods;
  assert.ok(method);
  assert.equal(method.kind, undefined);
});

test("the manifest is plain JSON, whatever the akeyless command says of rules files", () => {
  assert.deepEqual(faultsOf('{ "roles": { "x": { "rules": "r/a*" }, } /* c */ }'), [
    ", JSON has no comma before a closing bracket. Remove the comma.",
    "/* c */ JSON has no comments. Remove this comment.",
  ]);
});

test("of a key that stands twice the last is read, and it is told at the second", () => {
  const text = `{
    "roles": { "lost": {} },
    "roles": { "x": { "admin": true }, "y": {}, "x": { "rules": "a", "rules": "b" } },
    "identities": { "i": { "authMethod": "m", "claims": { "g": "1", "g": "2" } } },
    "suppress": [{ "check": "a", "check": "b" }, { "check": "c" }]
  }`;
  const twice = (key: string): string =>
    `"${key}" "${key}" stands twice; only what stands last is read. Remove one of them.`;
  assert.deepEqual(faultsOf(text).sort(), ["roles", "x", "rules", "g", "check"].map(twice).sort());
  const { roles, identities, suppressions, faults } = readManifest(text);
  assert.deepEqual(
    roles.map(({ name, admin, rules }) => [name.value, admin, rules?.map(({ value }) => value)]),
    [
      ["y", undefined, undefined],
      ["x", undefined, ["b"]],
    ],
  );
  assert.deepEqual(identities[0]?.claims, new Map([["g", ["2"]]]));
  assert.deepEqual(
    suppressions.map(({ check }) => check.value),
    ["b", "c"],
  );
  assert.ok(faults.some(({ span }) => span.start === text.lastIndexOf('"roles"')));
});

test("an empty manifest is told once, and one that is broken only of that", () => {
  const empty = " The manifest is empty. It must be a JSON object: at least {}.";
  for (const text of ["", "\n", " \t\r\n"]) assert.deepEqual(faultsOf(text), [empty]);
  assert.deepEqual(faultsOf("// soon\n"), ["// soon JSON has no comments. Remove this comment.", empty]);
  assert.deepEqual(faultsOf("{}"), []);
  assert.equal(faultsOf("{").length, 1);
  assert.equal(faultsOf("]").length, 1);
});
