// Reads the output of `list-roles` and `get-role`. Every field is optional; what is odd becomes a fault.

import {
  booleanField,
  countField,
  type FieldFault,
  objectField,
  objectsField,
  stringField,
  stringsField,
} from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { startOf } from "../text/span.ts";
import { type AccessRule, type Expiry, knownCapabilities } from "./access-rule.ts";
import { readCapability } from "./capability.ts";
import { groupBy } from "./group-by.ts";
import { nameField, nameKey, neededName } from "./names.ts";
import { type ExportReading, type ExportText, readExport, runAtOnce, type Steps } from "./open-export.ts";
import { readPathPattern } from "./path-pattern.ts";
import { subClaimsField } from "./read-claims.ts";
import type { Association, Role } from "./role.ts";
import { DEFAULT_RULE_TYPE } from "./rule-type.ts";

export interface RoleExport extends ExportReading {
  readonly roles: readonly ExportedRole[];
}

/** A role whose associations may know their auth method only by its access id. */
export interface ExportedRole extends Role {
  readonly associations: readonly ExportedAssociation[];
}

export interface ExportedAssociation extends Association {
  /** The auth method is called by it where the export does not name it. */
  readonly accessId: string | undefined;
}

/** Reads roles from either output. @param document the name that the rules' sources get. */
export function readRoleExport(text: string, document: string): RoleExport {
  return runAtOnce(readRoleExportInSteps(text, document));
}

/** The same in steps, for large exports. */
export function* readRoleExportInSteps(text: string, document: string, stepLength?: number): Steps<RoleExport> {
  const known = new Set<string>();
  let count = 0;
  const read = (object: JsonObject, file: ExportText): ExportedRole => {
    count++;
    const name = readRoleName(object, count, known, file.faults);
    known.add(nameKey(name));
    return readRole(name, object, file);
  };
  const shape = { list: "roles", single: "role_name", read };
  const { objects, ...reading } = yield* readExport(text, document, shape, stepLength);
  return { roles: known.size < objects.length ? joinNamesakes(objects) : objects, ...reading };
}

/** A role without a name is a role of its own, known by its place among the others. One name is told when it comes again. */
function readRoleName(object: JsonObject, place: number, known: ReadonlySet<string>, faults: FieldFault[]): string {
  const name = neededName(object, "role_name", faults, { message: NAMELESS });
  if (name === undefined) return `(role ${place} without a name)`;
  if (known.has(nameKey(name.value))) {
    const message = `The role "${name.value}" stands here already. What is said of it in both places counts together.`;
    faults.push({ span: name.span, message });
  }
  return name.value;
}

const NAMELESS = 'A role without a "role_name" is called by its place here.';

/** There is one role of a name, with all that is said of it. */
function joinNamesakes(roles: readonly ExportedRole[]): ExportedRole[] {
  return [...groupBy(roles, ({ name }) => nameKey(name)).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    return {
      ...first,
      admin: same.some(({ admin }) => admin),
      rules: same.flatMap(({ rules }) => rules),
      associations: same.flatMap(({ associations }) => associations),
    };
  });
}

function readRole(name: string, object: JsonObject, file: ExportText): ExportedRole {
  const { faults } = file;
  const rules = objectField(object, "rules", faults);
  return {
    name,
    admin: (rules && booleanField(rules, "admin", faults)) ?? false,
    rules: rules ? objectsField(rules, "path_rules", faults).flatMap((rule) => readRule(file, rule) ?? []) : [],
    associations: objectsField(object, "role_auth_methods_assoc", faults).map((each) => readAssociation(file, each)),
    place: { document: file.document, span: object.span },
  };
}

/** A rule without a path is none; one without a type is an item-rule, as on the command line (F1.5). Both are told. */
function readRule({ faults, lines, document }: ExportText, object: JsonObject): AccessRule | undefined {
  const path = stringField(object, "path", faults)?.value ?? "";
  if (path === "") {
    faults.push({ span: object.span, message: 'A rule without a "path" is not counted.', loses: true });
    return undefined;
  }
  const ruleType = stringField(object, "type", faults)?.value ?? "";
  if (ruleType === "") {
    faults.push({ span: object.span, message: `A rule without a "type" is read as ${DEFAULT_RULE_TYPE}.` });
  }
  const type = ruleType === "" ? DEFAULT_RULE_TYPE : ruleType;
  return {
    ruleType: type,
    pattern: readPathPattern(path),
    capabilities: knownCapabilities(type, readWords(object, faults)),
    expiry: readExpiry(object, faults),
    accessesLeft: readAccessesLeft(object, faults),
    source: { document, span: object.span, line: lines.positionAt(object.span.start).line },
  };
}

/** The words of a list, or of a string as rules files have it (F1.3). What is no capability at all is told. */
function readWords(object: JsonObject, faults: FieldFault[]): Set<string> {
  const words = stringsField(object, "capabilities", faults).flatMap(({ value, span }) =>
    value
      .replace(/^\s*\[|\]\s*$/g, "")
      .split(",")
      .map((word) => ({ value: word.trim().toLowerCase(), span }))
      .filter((word) => word.value !== ""),
  );
  for (const { value, span } of words) {
    if (!readCapability(value)) faults.push({ span, message: `"${value}" is no known capability and is not counted.` });
  }
  return new Set(words.map((word) => word.value));
}

/** `start_time` in unix seconds plus `ttl` in minutes; a ttl of zero is none (F7.1). */
function readExpiry(object: JsonObject, faults: FieldFault[]): Expiry | undefined {
  const minutes = countField(object, "ttl", faults) ?? 0;
  const start = countField(object, "start_time", faults) ?? 0;
  if (minutes <= 0) return undefined;
  return start > 0 ? { at: start + minutes * 60 } : { minutesAfterApplying: minutes };
}

function readAccessesLeft(object: JsonObject, faults: FieldFault[]): number | undefined {
  if (booleanField(object, "is_limit_access", faults) !== true) return undefined;
  const allowed = countField(object, "number_of_allowed_access", faults) ?? 0;
  return allowed - (countField(object, "number_of_access_used", faults) ?? 0);
}

function readAssociation({ document, faults }: ExportText, object: JsonObject): ExportedAssociation {
  const name = nameField(object, "auth_method_name", faults)?.value;
  const accessId = nameField(object, "auth_method_access_id", faults)?.value;
  if (name === undefined && accessId === undefined) {
    const message = "An association without an auth method gives the role to nobody who is known.";
    faults.push({ span: startOf(object.span), message, loses: true });
  }
  return {
    authMethod: name ?? accessId ?? NO_AUTH_METHOD,
    accessId,
    subClaims: subClaimsField(object, "auth_method_sub_claims", faults),
    caseSensitive: booleanField(object, "sub_claims_case_sensitive", faults) ?? true,
    operators: booleanField(object, "is_subclaims_with_operator", faults) ?? false,
    place: { document, span: object.span },
  };
}

/** No auth method has this name: nobody may be matched on an empty one. */
const NO_AUTH_METHOD = "(no auth method)";
