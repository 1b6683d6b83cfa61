// Reads the output of `list-auth-methods`.

import { booleanField, countField, objectField, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { type AuthMethod, kindByAccessRules } from "./auth-method.ts";
import { type ExportReading, type ExportText, readExport, runAtOnce, type Steps } from "./open-export.ts";

export interface AuthMethodExport extends ExportReading {
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
  const shape = { list: "auth_methods", read: readAuthMethod };
  const { objects, ...reading } = yield* readExport(text, document, shape, stepLength);
  return { authMethods: objects, ...reading };
}

function readAuthMethod(object: JsonObject, { document, faults }: ExportText): AuthMethod {
  const info = objectField(object, "access_info", faults);
  const expires = (info && countField(info, "access_expires", faults)) ?? 0;
  return {
    name: stringField(object, "auth_method_name", faults)?.value ?? "",
    accessId: stringField(object, "auth_method_access_id", faults)?.value,
    // An empty word says no more than none.
    kind: info && (stringField(info, "rules_type", faults)?.value || kindByAccessRules(info)),
    forceSubClaims: info && booleanField(info, "force_sub_claims", faults),
    expiresAt: expires > 0 ? expires : undefined,
    place: { document, span: object.span },
  };
}
