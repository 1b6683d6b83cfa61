// Reads the outputs of `list-items` and `list-targets`.

import { booleanField, type FieldFault, objectField, stringField, stringsField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import type { InventoryItem, InventoryTarget, SshIssuer } from "./inventory.ts";
import { neededName } from "./names.ts";
import { type ExportReading, type ExportText, readExport, runAtOnce, type Steps } from "./open-export.ts";
import { normalisePath } from "./path-pattern.ts";

export interface ItemExport extends ExportReading {
  readonly items: readonly InventoryItem[];
}

export interface TargetExport extends ExportReading {
  readonly targets: readonly InventoryTarget[];
}

/** Reads items. Never throws. */
export function readItemExport(text: string, document: string): ItemExport {
  return runAtOnce(readItemExportInSteps(text, document));
}

/** The same in steps, for large exports. */
export function* readItemExportInSteps(text: string, document: string, stepLength?: number): Steps<ItemExport> {
  const { objects, ...reading } = yield* readExport(text, document, { list: "items", read: readItem }, stepLength);
  return { items: objects, ...reading };
}

/** Reads targets, in steps. Never throws. */
export function* readTargetExportInSteps(text: string, document: string, stepLength?: number): Steps<TargetExport> {
  const { objects, ...reading } = yield* readExport(text, document, { list: "targets", read: readTarget }, stepLength);
  return { targets: objects, ...reading };
}

function readTarget(object: JsonObject, { document, faults }: ExportText): InventoryTarget | undefined {
  const path = readPath(object, "target_name", faults);
  if (path === undefined) return undefined;
  return {
    path,
    targetType: stringField(object, "target_type", faults)?.value,
    place: { document, span: object.span },
  };
}

/** An object is its path: one without a name is none. */
function readPath(object: JsonObject, key: string, faults: FieldFault[]): string | undefined {
  const message = `An object without "${key}" is not counted.`;
  const name = neededName(object, key, faults, { message, loses: true })?.value;
  return name === undefined ? undefined : normalisePath(name);
}

function readItem(object: JsonObject, { document, faults }: ExportText): InventoryItem | undefined {
  const path = readPath(object, "item_name", faults);
  if (path === undefined) return undefined;
  return {
    path,
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
