// Reads a decision table. Strict: a key that is not known, or a value of another shape, fails the whole table. It decides nothing.

import { type AccessRule, accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import type { AuthMethod } from "../../server/src/policy/auth-method.ts";
import { readClaims, readSubClaims } from "../../server/src/policy/read-claims.ts";
import { readRoleExport } from "../../server/src/policy/read-role-export.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { type Association, NO_CLAIMS, type Role } from "../../server/src/policy/role.ts";
import * as json from "../../server/src/text/json-fields.ts";
import type { JsonNode, JsonObject } from "../../server/src/text/json-tree.ts";
import { readJson } from "../../server/src/text/read-json.ts";
import type { DecisionTable, Expected, TableClient, TableTest } from "./decision-table.ts";

/** Reads a table. Rules keep their lines in it, so that sentences name the table's own lines. */
export function readDecisionTable(text: string, document: string): DecisionTable {
  const faults: json.FieldFault[] = [];
  const { root, faults: syntax } = readJson(text);
  if (root?.kind !== "object" || syntax.length > 0) throw new Error(`${document} is not a JSON object`);
  const reader: Reader = { text, document, faults };
  allowKeys(reader, root, "about", "restsOn", "assumptions", "appliedAt", "authMethods", "roles", "tests");
  const roles = json.objectField(root, "roles", faults)?.members ?? [];
  const table: DecisionTable = {
    about: need(reader, root, "about"),
    restsOn: strings(reader, root, "restsOn") ?? [],
    roles: roles.map(({ key, value }) => readRole(reader, key.value, value)),
    authMethods: (json.objectField(root, "authMethods", faults)?.members ?? []).map(({ key, value }) =>
      readAuthMethod(reader, key.value, value),
    ),
    tests: json.objectsField(root, "tests", faults).map((test) => readTest(reader, root, test)),
  };
  const [fault] = faults;
  if (fault) throw new Error(`${document}:${lineOf(text, fault.span.start)}: ${fault.message}`);
  return table;
}

interface Reader {
  readonly text: string;
  readonly document: string;
  readonly faults: json.FieldFault[];
}

function readRole(reader: Reader, name: string, node: JsonNode | undefined): Role {
  const { faults, document } = reader;
  if (node?.kind !== "object") throw new Error(`${document}: role ${name} must be an object`);
  allowKeys(reader, node, "rules", "export", "admin", "associations");
  const exported = json.objectField(node, "export", faults);
  if (exported) {
    const { roles, faults: inExport } = readRoleExport(alone(reader, exported), document);
    faults.push(...inExport);
    const [role] = roles;
    if (role) return { ...role, name };
  }
  const rules = json.objectField(node, "rules", faults);
  return {
    name,
    admin: json.booleanField(node, "admin", faults) ?? false,
    rules: rules ? readRules(reader, rules) : [],
    associations: json.objectsField(node, "associations", faults).map((each) => readAssociation(reader, each)),
  };
}

function readAuthMethod(reader: Reader, name: string, node: JsonNode | undefined): AuthMethod {
  if (node?.kind !== "object") throw new Error(`${reader.document}: auth method ${name} must be an object`);
  allowKeys(reader, node, "expires", "kind", "forceSubClaims");
  const expiresAt = readTime(reader, node, "expires");
  const kind = json.stringField(node, "kind", reader.faults)?.value;
  const forceSubClaims = json.booleanField(node, "forceSubClaims", reader.faults);
  return { name, accessId: undefined, kind, forceSubClaims, expiresAt };
}

/** The content of a rules file, at its place in the table. */
function readRules(reader: Reader, rules: JsonObject): AccessRule[] {
  return accessRulesOf(readRulesFile(alone(reader, rules)), reader.document);
}

function readAssociation(reader: Reader, node: JsonObject): Association {
  const { faults } = reader;
  allowKeys(reader, node, "authMethod", "subClaims", "caseSensitive", "operators");
  const subClaims = json.objectField(node, "subClaims", faults);
  // A table may show what becomes of sub-claims without a value.
  const odd: json.FieldFault[] = [];
  const demanded = subClaims ? readSubClaims(subClaims, odd) : [];
  faults.push(...odd.filter(({ loses }) => loses));
  return {
    authMethod: need(reader, node, "authMethod"),
    subClaims: demanded,
    caseSensitive: json.booleanField(node, "caseSensitive", faults) ?? true,
    operators: json.booleanField(node, "operators", faults) ?? false,
  };
}

function readTest(reader: Reader, table: JsonObject, node: JsonObject): TableTest {
  const { faults } = reader;
  allowKeys(reader, node, "name", "as", "at", "path", "ruleType", "assumptions", "expect");
  const appliedAt = readTime(reader, table, "appliedAt") ?? 0;
  const path = need(reader, node, "path");
  const ruleType = json.stringField(node, "ruleType", faults)?.value ?? "item-rule";
  const expected = json.objectField(node, "expect", faults);
  if (!expected) throw new Error(`${reader.document}:${lineOf(reader.text, node.span.start)}: "expect" is missing`);
  return {
    name: json.stringField(node, "name", faults)?.value ?? `${ruleType} ${path}`,
    as: readClient(reader, json.objectField(node, "as", faults)),
    at: readTime(reader, node, "at") ?? appliedAt,
    appliedAt,
    path,
    ruleType,
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...readAssumptions(reader, table), ...readAssumptions(reader, node) },
    expect: readExpected(reader, expected),
  };
}

/** Without `as`, the client holds every role of the table. */
function readClient(reader: Reader, node: JsonObject | undefined): TableClient {
  if (!node) return { roles: undefined, authMethod: undefined, claims: NO_CLAIMS };
  allowKeys(reader, node, "role", "roles", "authMethod", "claims");
  const claims = json.objectField(node, "claims", reader.faults);
  const role = json.stringField(node, "role", reader.faults)?.value;
  return {
    roles: role === undefined ? strings(reader, node, "roles") : [role],
    authMethod: json.stringField(node, "authMethod", reader.faults)?.value,
    claims: claims ? readClaims(claims, reader.faults) : NO_CLAIMS,
  };
}

function readExpected(reader: Reader, node: JsonObject): Expected {
  allowKeys(reader, node, "effect", "capabilities", "headline", "because", "nearMisses", "assumptions");
  return {
    effect: need(reader, node, "effect"),
    capabilities: strings(reader, node, "capabilities") ?? [],
    headline: json.stringField(node, "headline", reader.faults)?.value,
    because: strings(reader, node, "because"),
    nearMisses: strings(reader, node, "nearMisses"),
    assumptions: strings(reader, node, "assumptions"),
  };
}

function readAssumptions(reader: Reader, node: JsonObject): Partial<Assumptions> {
  const object = json.objectField(node, "assumptions", reader.faults);
  if (!object) return {};
  allowKeys(reader, object, ...Object.keys(DEFAULT_ASSUMPTIONS));
  return Object.fromEntries(object.members.map(({ key }) => [key.value, need(reader, object, key.value)]));
}

function readTime(reader: Reader, node: JsonObject, key: string): number | undefined {
  const written = json.stringField(node, key, reader.faults);
  if (!written) return undefined;
  const time = Date.parse(written.value) / 1000;
  if (Number.isNaN(time)) reader.faults.push({ span: written.span, message: `"${key}" must be an ISO time` });
  return time;
}

function strings(reader: Reader, node: JsonObject, key: string): readonly string[] | undefined {
  if (!json.fieldNode(node, key)) return undefined;
  return json.stringsField(node, key, reader.faults).map(({ value }) => value);
}

function need(reader: Reader, node: JsonObject, key: string): string {
  const found = json.stringField(node, key, reader.faults);
  if (!found) reader.faults.push({ span: node.span, message: `"${key}" is missing` });
  return found?.value ?? "";
}

function allowKeys({ faults }: Reader, node: JsonObject, ...known: string[]): void {
  for (const { key } of node.members)
    if (!known.includes(key.value)) faults.push({ span: key.span, message: `"${key.value}" is not a key here` });
}

/** The text with everything but one value blanked out, so that the value keeps its place. */
function alone({ text }: Reader, { span }: JsonObject): string {
  return text.slice(0, span.start).replace(/[^\n]/g, " ") + text.slice(span.start, span.end);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
