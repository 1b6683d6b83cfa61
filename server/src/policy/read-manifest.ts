// Reads the manifest. Total: any text gives a manifest; what is odd becomes a fault at its place and is left out.

import {
  booleanField,
  type FieldFault,
  fail,
  fieldNode,
  objectField,
  objectsField,
  stringField,
  stringsField,
} from "../text/json-fields.ts";
import type { JsonMember, JsonObject } from "../text/json-tree.ts";
import { keepLastMembers } from "../text/keep-last-members.ts";
import { plainJsonFaults } from "../text/plain-json-faults.ts";
import { readJson } from "../text/read-json.ts";
import type { Span, Spanned } from "../text/span.ts";
import { AUTH_METHOD_KINDS, nearestKind } from "./auth-method.ts";
import { joinRoles, keepLastMethods } from "./join-namesakes.ts";
import {
  EXPORT_KINDS,
  INVENTORY_KINDS,
  MANIFEST_NAME,
  type Manifest,
  type ManifestAssociation,
  type ManifestAuthMethod,
  type ManifestIdentity,
  type ManifestRole,
  type Suppression,
} from "./manifest.ts";
import { MANIFEST_KEYS, reportUnknownKeys } from "./manifest-keys.ts";
import { nameField } from "./names.ts";
import { readAssumptions } from "./read-assumptions.ts";
import { readClaims, subClaimsField } from "./read-claims.ts";

/** Reads a manifest. Never throws. @param document the name that places in it get. */
export function readManifest(text: string, document: string = MANIFEST_NAME): Manifest {
  const { root, faults: syntax } = readJson(text);
  const faults: FieldFault[] = plainJsonFaults(syntax);
  if (root === undefined && syntax.every(({ kind }) => kind === "comment"))
    faults.push({
      span: NOWHERE,
      message: "The manifest is empty. It must be a JSON object: at least {}.",
      loses: true,
    });
  if (root !== undefined && root.kind !== "object")
    faults.push({ span: root.span, message: "The manifest must be a JSON object.", loses: true });
  const object: JsonObject =
    root?.kind === "object" ? keepLast(root, faults) : { kind: "object", span: NOWHERE, members: [] };
  reportUnknownKeys(object, MANIFEST_KEYS.manifest, faults);
  const files = objectField(object, "exports", faults);
  if (files) reportUnknownKeys(files, EXPORT_KINDS, faults, INVENTORY_KINDS);
  const assumptions = objectField(object, "assumptions", faults);
  const readEach = <T>(key: string, read: ReadEntry<T>): T[] =>
    entries(object, key, faults).map(([name, entry]) => read(name, entry, faults));
  // What the team has decided on findings changes no answer, nor does the inventory.
  const aside: FieldFault[] = [];
  const exported = files ? readExports(files, faults, aside) : {};
  const decided = {
    checks: readChecks(object, aside),
    suppressions: objectsField(object, "suppress", aside).flatMap((each) => readSuppression(each, aside)),
  };
  for (const { span, message } of aside) faults.push({ span, message });
  return {
    document,
    roles: joinRoles(readEach("roles", readRole), faults),
    authMethods: keepLastMethods(readEach("authMethods", readAuthMethod), faults),
    identities: readEach("identities", readIdentity),
    exports: exported,
    ...decided,
    assumptions: readAssumptions(assumptions, faults),
    faults,
  };
}

type ReadEntry<T> = (name: Spanned<string>, object: JsonObject, faults: FieldFault[]) => T;

const NOWHERE: Span = { start: 0, end: 0 };

/** Of equal keys the last is read. What stands first is lost, and answers may depend on it, but not everywhere. */
function keepLast(root: JsonObject, faults: FieldFault[]): JsonObject {
  const twice: FieldFault[] = [];
  const kept = keepLastMembers(root, twice);
  if (twice.length === 0) return kept;
  const aside = root.members.flatMap((member) => {
    if (member.key.value !== "exports") return ANSWERING_KEYS.includes(member.key.value) ? [] : member;
    return member.value?.kind === "object" ? member.value.members.filter(isInventory) : [];
  });
  for (const { span, message } of twice) {
    const isAside = aside.some((part) => part.span.start <= span.start && span.end <= part.span.end);
    faults.push({ span, message, loses: !isAside });
  }
  return kept;
}

/** The keys of a manifest below which answers about clients rest on what is written. */
const ANSWERING_KEYS: readonly string[] = ["roles", "authMethods", "identities", "exports", "assumptions"];

function isInventory({ key }: JsonMember): boolean {
  return INVENTORY_KINDS.some((kind) => kind === key.value);
}

/** The members of a key's object that are objects themselves, with their names. */
function entries(object: JsonObject, key: string, faults: FieldFault[]): [Spanned<string>, JsonObject][] {
  const members: readonly JsonMember[] = objectField(object, key, faults)?.members ?? [];
  return members.flatMap((member): [Spanned<string>, JsonObject][] => {
    if (member.value?.kind === "object") return [[{ value: member.key.value, span: member.key.span }, member.value]];
    if (member.value) fail(faults, member.value, member.key.value, "an object");
    return [];
  });
}

function readRole(name: Spanned<string>, object: JsonObject, faults: FieldFault[]): ManifestRole {
  reportUnknownKeys(object, MANIFEST_KEYS.role, faults);
  return {
    name,
    rules: isSaid(object, "rules") ? stringsField(object, "rules", faults) : undefined,
    admin: booleanField(object, "admin", faults),
    associations: isSaid(object, "associations")
      ? objectsField(object, "associations", faults).flatMap((each) => readAssociation(each, faults))
      : undefined,
  };
}

/** Whether there is a value under a key, be it one that cannot be read: what stands elsewhere was not meant then. */
function isSaid(object: JsonObject, key: string): boolean {
  const node = fieldNode(object, key);
  return node !== undefined && node.kind !== "null";
}

function readAssociation(object: JsonObject, faults: FieldFault[]): ManifestAssociation[] {
  reportUnknownKeys(object, MANIFEST_KEYS.association, faults);
  const authMethod = nameField(object, "authMethod", faults);
  if (authMethod === undefined) {
    faults.push({ span: object.span, message: 'An association must name its "authMethod".', loses: true });
    return [];
  }
  return [
    {
      span: object.span,
      authMethod,
      subClaims: subClaimsField(object, "subClaims", faults),
      caseSensitive: booleanField(object, "caseSensitive", faults) ?? true,
      operators: booleanField(object, "operators", faults) ?? false,
    },
  ];
}

function readAuthMethod(name: Spanned<string>, object: JsonObject, faults: FieldFault[]): ManifestAuthMethod {
  reportUnknownKeys(object, MANIFEST_KEYS.authMethod, faults);
  const forceSubClaims = booleanField(object, "forceSubClaims", faults);
  return { name, kind: readKind(object, faults), forceSubClaims };
}

/** An unknown kind would silently switch off what is checked for the kind that was meant. */
function readKind(object: JsonObject, faults: FieldFault[]): Spanned<string> | undefined {
  const kind = stringField(object, "kind", faults);
  if (kind === undefined || AUTH_METHOD_KINDS.includes(kind.value)) return kind;
  const near = nearestKind(kind.value);
  const advice = near === undefined ? `Known kinds: ${AUTH_METHOD_KINDS.join(", ")}.` : `Did you mean "${near}"?`;
  faults.push({
    span: kind.span,
    message: `"${kind.value}" is no kind of auth method and is ignored. ${advice}`,
    loses: true,
  });
  return undefined;
}

function readIdentity(name: Spanned<string>, object: JsonObject, faults: FieldFault[]): ManifestIdentity {
  reportUnknownKeys(object, MANIFEST_KEYS.identity, faults);
  const claims = objectField(object, "claims", faults);
  const authMethod = nameField(object, "authMethod", faults);
  if (authMethod === undefined) {
    const message = `"${name.value}" has no "authMethod": nobody knows which roles it holds.`;
    faults.push({ span: name.span, message });
  }
  return {
    name,
    authMethod,
    claims: claims ? readClaims(claims, faults) : new Map(),
    claimsFile: stringField(object, "claimsFile", faults),
  };
}

function readExports(object: JsonObject, faults: FieldFault[], aside: FieldFault[]): Manifest["exports"] {
  return Object.fromEntries(
    EXPORT_KINDS.flatMap((kind) => {
      const path = stringField(object, kind, INVENTORY_KINDS.includes(kind) ? aside : faults);
      return path ? [[kind, path] as const] : [];
    }),
  );
}

function readChecks(object: JsonObject, faults: FieldFault[]): Manifest["checks"] {
  return (objectField(object, "checks", faults)?.members ?? []).flatMap(({ key, value }) => {
    if (value?.kind === "string")
      return [{ check: { value: key.value, span: key.span }, severity: { value: value.value, span: value.span } }];
    if (value)
      faults.push({
        span: value.span,
        message: `"${key.value}" must be a severity: error, warning, information, hint or off.`,
      });
    return [];
  });
}

function readSuppression(object: JsonObject, faults: FieldFault[]): Suppression[] {
  reportUnknownKeys(object, MANIFEST_KEYS.suppression, faults);
  const check = stringField(object, "check", faults);
  if (check === undefined) {
    faults.push({ span: object.span, message: 'A suppression must name its "check".' });
    return [];
  }
  const file = stringField(object, "file", faults);
  const path = stringField(object, "path", faults);
  return [{ span: object.span, check, file, path, reason: stringField(object, "reason", faults)?.value }];
}
