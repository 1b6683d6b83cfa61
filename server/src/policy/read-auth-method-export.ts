// Reads the output of `list-auth-methods` (section 8).

import {
  booleanField,
  type FieldFault,
  numberField,
  objectField,
  objectsField,
  stringField,
} from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { type AuthMethod, kindByAccessRules } from "./auth-method.ts";
import { isCutShort, openExport } from "./open-export.ts";

export interface AuthMethodExport {
  readonly authMethods: readonly AuthMethod[];
  readonly cutShort: boolean;
  readonly faults: readonly FieldFault[];
}

/** Reads auth methods. Never throws. */
export function readAuthMethodExport(text: string, document: string): AuthMethodExport {
  const { root, faults } = openExport(text, document);
  if (root === undefined) return { authMethods: [], cutShort: false, faults };
  const authMethods = objectsField(root, "auth_methods", faults).map((object) =>
    readAuthMethod(object, document, faults),
  );
  return { authMethods, cutShort: isCutShort(root), faults };
}

function readAuthMethod(object: JsonObject, document: string, faults: FieldFault[]): AuthMethod {
  const info = objectField(object, "access_info", faults);
  const expires = (info && numberField(info, "access_expires", faults)) ?? 0;
  return {
    name: stringField(object, "auth_method_name", faults)?.value ?? "",
    accessId: stringField(object, "auth_method_access_id", faults)?.value,
    kind: info && (stringField(info, "rules_type", faults)?.value ?? kindByAccessRules(info)),
    forceSubClaims: (info && booleanField(info, "force_sub_claims", faults)) ?? false,
    expiresAt: expires > 0 ? expires : undefined,
    place: { document, span: object.span },
  };
}
