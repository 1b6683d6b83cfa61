// Random workspaces and what happens to them: files that come, go and change, documents that are opened, edited and
// closed, settings and folders that become others. Few names and few words, so that much of it meets.

import fc from "fast-check";

/** One thing that a user, the disk or the editor does. Paths lie below the workspace; folders are among them. */
export type Step =
  | { readonly does: "write" | "open"; readonly path: string; readonly text: string }
  | OpenStep
  | { readonly does: "delete"; readonly path: string }
  | { readonly does: "rename" | "move folder"; readonly path: string; readonly to: string }
  | { readonly does: "settle"; readonly settings: object }
  | { readonly does: "toggle folder" }
  | { readonly does: "ask" }
  | { readonly does: "wait"; readonly ms: number };

/** Something with an open document: `which` counts around them. */
export type OpenStep = { readonly which: number } & (
  | { readonly does: "edit"; readonly texts: Texts }
  | { readonly does: "type"; readonly at: number; readonly length: number; readonly text: string }
  | { readonly does: "close" | "save" }
);

/** A text for each kind of file; what is `broken` stands for all of them. */
export interface Texts {
  readonly rules: string;
  readonly manifest: string;
  readonly exported: string;
  readonly broken: string | null;
}

export type Files = readonly (readonly [path: string, text: string])[];

const FOLDERS = ["", "", "", "t/", "t/", "t/n/", "u (o) {p,q}/"];
const RULES_NAMES = ["a.akeyless.json", "roles/c.akeyless.json", "d.json", "d.json"];
const EXPORT_NAMES = ["items.json", "roles.json", "methods.json", "claims.json"];
const PATHS = ["/a/*", "/a/b", "a/b", "/a/+/c", "/x", "/*", "/{{groups}}/*", "/a*", "/A/b"];
const GLOBS = [
  ...[
    "a.akeyless.json",
    "*.akeyless.json",
    "**/*.akeyless.json",
    "roles/*.json",
    "d.json",
    "*.json",
    "*.json",
    "./n/./d.json",
  ],
  ...["../b.akeyless.json", "none.json", "**/d.json", "{a,b}.akeyless.json", "../../x.json"],
];
const METHODS = ["okta", "key", "ghost"];

const folder = fc.constantFrom(...FOLDERS);
const rulesPath = fc.tuple(folder, fc.constantFrom(...RULES_NAMES)).map((parts) => parts.join(""));
const manifestPath = folder.map((start) => `${start}policy-lens.json`);
const exportPath = fc.tuple(folder, fc.constantFrom(...EXPORT_NAMES)).map((parts) => parts.join(""));
const path = fc.oneof(
  { arbitrary: rulesPath, weight: 5 },
  { arbitrary: manifestPath, weight: 3 },
  { arbitrary: exportPath, weight: 2 },
);

const rule = fc.record({
  "rule-type": fc.constantFrom("item-rule", "target-rule", "role-rule", "sra-rule", "item-rul"),
  capabilities: fc.constantFrom("[read]", "[list]", "[read, list]", "[deny]", "[create]", "read", "[reed]"),
});
const rulesText = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), fc.array(rule, { minLength: 1, maxLength: 2 })), { maxLength: 3 })
  .map(
    (entries) => `{${entries.map(([key, rules]) => `${JSON.stringify(key)}:${JSON.stringify(rules)}`).join(",\r\n")}}`,
  );

const association = fc.record(
  { authMethod: fc.constantFrom(...METHODS), subClaims: fc.constantFrom({ groups: "a" }, { groups: "*" }) },
  { requiredKeys: ["authMethod"] },
);
const role = fc.record(
  {
    rules: fc.array(fc.constantFrom(...GLOBS), { maxLength: 2 }),
    associations: fc.array(association, { maxLength: 1 }),
    admin: fc.constant(true),
  },
  { requiredKeys: ["rules"] },
);
const manifestText = fc
  .record(
    {
      roles: fc.record({ r1: role, r2: role }, { requiredKeys: [] }),
      authMethods: fc.constantFrom({ okta: { kind: "saml2" } }, { okta: { kind: "saml2" }, key: { kind: "api_key" } }),
      exports: fc.record(
        {
          items: fc.constantFrom("items.json", "n/d.json", "d.json"),
          roles: fc.constant("roles.json"),
          authMethods: fc.constantFrom("methods.json", "items.json"),
        },
        { requiredKeys: [] },
      ),
      identities: fc.constantFrom({ al: { authMethod: "okta", claimsFile: "claims.json" } }),
      checks: fc.constantFrom({ "redundant-list": "off" }, { "adds-nothing": "error" }),
      suppress: fc.constantFrom([{ check: "unknown-capability", file: "a.akeyless.json", reason: "r" }]),
      assumptions: fc.constantFrom({ "cross-role-deny": "per-role" }),
    },
    { requiredKeys: ["roles"] },
  )
  .map((manifest) => JSON.stringify(manifest));

const exportText = fc.oneof(
  fc
    .subarray(["/a/b", "/x", "/a/q/c"])
    .map((names) => JSON.stringify({ items: names.map((name) => ({ item_name: name, item_type: "STATIC_SECRET" })) })),
  fc.subarray(METHODS).map((names) =>
    JSON.stringify({
      auth_methods: names.map((name) => ({ auth_method_name: name, access_info: { rules_type: "saml2" } })),
    }),
  ),
  fc.constantFrom('{ "roles": [{ "role_name": "r1", "rules": {} }] }', '{ "sub_claims": { "groups": ["a"] } }'),
);
const brokenText = fc.option(fc.constantFrom("", "{", "[1", "[]", '{"a":1}', '{"/x":[]', '{"items":3}'), { freq: 3 });
const texts = fc.record({ rules: rulesText, manifest: manifestText, exported: exportText, broken: brokenText });

/** Mostly what the name promises. */
export function textFor(path: string, { rules, manifest, exported, broken }: Texts): string {
  if (broken !== null) return broken;
  if (path.endsWith("policy-lens.json")) return manifest;
  return EXPORT_NAMES.some((name) => path.endsWith(name)) ? exported : rules;
}

const withText = fc.tuple(path, texts).map(([name, some]) => [name, textFor(name, some)] as const);

/** What is saved in the beginning, one text for each path; a manifest above all of it. */
export const arbitraryFiles: fc.Arbitrary<Files> = fc
  .tuple(manifestText, fc.array(withText, { maxLength: 12 }))
  .map(([manifest, others]) => [...new Map([...others, ["policy-lens.json", manifest]])]);

const settings = fc.constantFrom(
  ...[{}, { files: ["**/d.json"] }, { checks: { "unknown-capability": "off" } }, { ruleTypes: ["item-rul"] }],
  ...[{ files: ["**/*.akeyless.json", "**/items.json"] }, { assumptions: { "cross-role-deny": "per-role" } }],
);

const which = fc.nat(9);
const typed = fc.record({ which, at: fc.nat(200), length: fc.nat(4), text: fc.constantFrom("", '"', "x", "{", "\n") });

const someFolder = fc.constantFrom("t", "t/n", "roles", "u (o) {p,q}", ".m");
const move = fc.tuple(someFolder, someFolder);

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: withText.map(([name, text]): Step => ({ does: "write", path: name, text })), weight: 5 },
  { arbitrary: withText.map(([name, text]): Step => ({ does: "open", path: name, text })), weight: 4 },
  { arbitrary: fc.record({ which, texts }).map((edit): Step => ({ does: "edit", ...edit })), weight: 4 },
  { arbitrary: typed.map((edit): Step => ({ does: "type", ...edit })), weight: 3 },
  { arbitrary: path.map((name): Step => ({ does: "delete", path: name })), weight: 3 },
  { arbitrary: fc.constantFrom("t", "t/n").map((name): Step => ({ does: "delete", path: name })), weight: 1 },
  { arbitrary: which.map((at): Step => ({ does: "close", which: at })), weight: 2 },
  { arbitrary: which.map((at): Step => ({ does: "save", which: at })), weight: 2 },
  { arbitrary: fc.tuple(path, path).map(([name, to]): Step => ({ does: "rename", path: name, to })), weight: 2 },
  { arbitrary: move.map(([name, to]): Step => ({ does: "move folder", path: name, to })), weight: 2 },
  { arbitrary: settings.map((some): Step => ({ does: "settle", settings: some })), weight: 1 },
  { arbitrary: fc.constantFrom<Step>({ does: "toggle folder" }, { does: "ask" }), weight: 2 },
  { arbitrary: fc.nat(20).map((ms): Step => ({ does: "wait", ms })), weight: 4 },
);

export const arbitrarySteps: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 20, size: "max" });
