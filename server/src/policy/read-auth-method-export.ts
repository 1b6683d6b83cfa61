// Reads the output of `list-auth-methods`.

import { booleanField, countField, type FieldFault, objectField, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { startOf } from "../text/span.ts";
import { type AuthMethod, kindByAccessRules } from "./auth-method.ts";
import { nameField, nameKey } from "./names.ts";
import { type ExportReading, type ExportText, readExport, runAtOnce, type Steps } from "./open-export.ts";

export interface AuthMethodExport extends ExportReading {
  /** The name of one that has none is empty. */
  readonly authMethods: readonly AuthMethod[];
}

/** Reads auth methods. Never throws. */
export function readAuthMethodExport(text: string, document: string): AuthMethodExport {
  return runAtOnce(readAuthMethodExportInSteps(text, document));
}

/** The same in steps, for large exports. */
export function* readAuthMethodExportInSteps(
  text: string,
  document: string,
  stepLength?: number,
): Steps<AuthMethodExport> {
  const known = new Map<string, AuthMethod>();
  const owners = new Map<string, AuthMethod>();
  const read = (object: JsonObject, file: ExportText): AuthMethod => {
    const method = readAuthMethod(object, file);
    const { name, accessId } = method;
    const other = known.get(nameKey(name));
    if (name !== "" && other) file.faults.push(tellTwice(other, method, object));
    const owner = accessId === undefined ? undefined : owners.get(accessId);
    if (owner && owner !== other) file.faults.push(tellSharedId(owner, method, object));
    if (accessId !== undefined) owners.set(accessId, method);
    known.set(nameKey(name), method);
    return method;
  };
  const shape = { list: "auth_methods", read };
  const { objects, ...reading } = yield* readExport(text, document, shape, stepLength);
  return { authMethods: objects, ...reading };
}

/** Which of them counts makes a difference where they say different things. */
function tellTwice(other: AuthMethod, method: AuthMethod, object: JsonObject): FieldFault {
  const [was, is] = [other, method].map(({ place: _, ...said }) => JSON.stringify(said));
  const message = `The auth method "${method.name}" stands here already. Only what stands last of it counts.`;
  return { span: startOf(object.span), message, loses: was !== is };
}

/** Roles are joined with auth methods by access ids, so that clients of one would hold the roles of the other. */
function tellSharedId({ name }: AuthMethod, { accessId }: AuthMethod, object: JsonObject): FieldFault {
  const other = name === "" ? "another auth method" : `"${name}"`;
  const message = `The access id "${accessId}" is that of ${other} already. Whose roles are meant by it is not certain.`;
  return { span: startOf(object.span), message, loses: true };
}

function readAuthMethod(object: JsonObject, { document, faults }: ExportText): AuthMethod {
  const info = objectField(object, "access_info", faults);
  const expires = (info && countField(info, "access_expires", faults)) ?? 0;
  const name = nameField(object, "auth_method_name", faults)?.value;
  const accessId = nameField(object, "auth_method_access_id", faults)?.value;
  if (name === undefined && accessId === undefined) {
    const message = "An auth method without a name and an access id is not counted: nothing can belong to it.";
    faults.push({ span: startOf(object.span), message });
  }
  return {
    name: name ?? "",
    accessId,
    // An empty word says no more than none.
    kind: info && (stringField(info, "rules_type", faults)?.value || kindByAccessRules(info)),
    forceSubClaims: info && booleanField(info, "force_sub_claims", faults),
    expiresAt: expires > 0 ? expires : undefined,
    place: { document, span: object.span },
  };
}
