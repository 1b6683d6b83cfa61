// Reads the outputs of `list-items` and `list-targets` (section 8).

import {
  booleanField,
  type FieldFault,
  objectField,
  objectsField,
  stringField,
  stringsField,
} from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import type { InventoryItem, InventoryTarget, SshIssuer } from "./inventory.ts";
import { isCutShort, openExport } from "./open-export.ts";
import { normalisePath } from "./path-pattern.ts";

export interface ItemExport {
  readonly items: readonly InventoryItem[];
  readonly cutShort: boolean;
  readonly faults: readonly FieldFault[];
}

export interface TargetExport {
  readonly targets: readonly InventoryTarget[];
  readonly cutShort: boolean;
  readonly faults: readonly FieldFault[];
}

/** Reads items. Never throws. */
export function readItemExport(text: string, document: string): ItemExport {
  const { root, faults } = openExport(text, document);
  if (root === undefined) return { items: [], cutShort: false, faults };
  const items = objectsField(root, "items", faults).map((object) => readItem(object, document, faults));
  return { items, cutShort: isCutShort(root), faults };
}

/** Reads targets. Never throws. */
export function readTargetExport(text: string, document: string): TargetExport {
  const { root, faults } = openExport(text, document);
  if (root === undefined) return { targets: [], cutShort: false, faults };
  const targets = objectsField(root, "targets", faults).map((object) => ({
    path: normalisePath(stringField(object, "target_name", faults)?.value ?? ""),
    targetType: stringField(object, "target_type", faults)?.value,
    place: { document, span: object.span },
  }));
  return { targets, cutShort: isCutShort(root), faults };
}

function readItem(object: JsonObject, document: string, faults: FieldFault[]): InventoryItem {
  return {
    path: normalisePath(stringField(object, "item_name", faults)?.value ?? ""),
    itemType: stringField(object, "item_type", faults)?.value,
    autoRotate: booleanField(object, "auto_rotate", faults),
    sshIssuer: readSshIssuer(object, faults),
    creationStatement: findCreationStatement(object),
    place: { document, span: object.span },
  };
}

function readSshIssuer(object: JsonObject, faults: FieldFault[]): SshIssuer | undefined {
  const details = objectField(object, "certificate_issue_details", faults);
  const ssh = details && objectField(details, "ssh_cert_issuer_details", faults);
  return (
    ssh && {
      allowedUsers: stringsField(ssh, "allowed_users", faults).map((one) => one.value),
      principals: stringsField(ssh, "principals", faults).map((one) => one.value),
    }
  );
}

/** The first text field below an item whose name speaks of creation statements; exports name it by database. */
function findCreationStatement(object: JsonObject): string | undefined {
  for (const { key, value } of object.members) {
    if (value?.kind === "string" && /creation_statements?$/.test(key.value)) return value.value;
    const below = value?.kind === "object" ? findCreationStatement(value) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}
