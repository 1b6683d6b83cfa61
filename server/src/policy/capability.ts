// The words for what a rule may permit: one table, from which checks, hovers, completion and schemas read.

/** Item-like capabilities govern objects; sra capabilities govern sessions; the two never mix (F4.5). */
export type CapabilityFamily = "item" | "sra";

export interface CapabilityWord {
  readonly name: CapabilityName;
  readonly family: CapabilityFamily;
  /** One sentence that says what a client with it may do. */
  readonly meaning: string;
  /** The name under which an export shows it, where that differs. */
  readonly exportName?: string;
}

export type CapabilityName =
  | "read"
  | "create"
  | "update"
  | "delete"
  | "list"
  | "deny"
  | "allow_access"
  | "request_access"
  | "justify_access_only"
  | "approval_authority"
  | "upload_files"
  | "download_files";

/** Every capability, in the order in which they are shown. */
export const CAPABILITIES: readonly CapabilityWord[] = [
  { name: "list", family: "item", meaning: "See that objects exist under the path, without their values." },
  {
    name: "read",
    family: "item",
    meaning: "Read the objects, with their values. No other capability implies it (F3.1).",
  },
  { name: "create", family: "item", meaning: "Create new objects under the path." },
  { name: "update", family: "item", meaning: "Change existing objects." },
  { name: "delete", family: "item", meaning: "Delete existing objects." },
  {
    name: "deny",
    family: "item",
    meaning: "Take every permission away on the path. It overrides any other rule, however specific (F3.2, F4.2).",
  },
  {
    name: "allow_access",
    family: "sra",
    exportName: "sra_transparently_connect",
    meaning: "Connect at once, without request or justification.",
  },
  {
    name: "request_access",
    family: "sra",
    exportName: "sra_request_for_access",
    meaning: "Ask for access; an approver decides.",
  },
  {
    name: "justify_access_only",
    family: "sra",
    exportName: "sra_require_justification",
    meaning: "Connect after giving a reason.",
  },
  {
    name: "approval_authority",
    family: "sra",
    exportName: "sra_approval_authority",
    meaning: "Approve the requests of others; nobody approves their own.",
  },
  { name: "upload_files", family: "sra", exportName: "sra_upload_files", meaning: "Send files into a session." },
  { name: "download_files", family: "sra", exportName: "sra_download_files", meaning: "Take files out of a session." },
];

/** The entry of a capability by its name on the command line, which is its name in a rules file; case counts. */
export function findCapability(name: string): CapabilityWord | undefined {
  return BY_NAME.get(name);
}

/** The entry of a capability by its name in an export (`sra_*`). */
export function findCapabilityByExportName(name: string): CapabilityWord | undefined {
  return CAPABILITIES.find((word) => word.exportName === name);
}

/** What a written capability means, and in which form it is written. */
export interface CapabilityReading {
  readonly word: CapabilityWord;
  /** Only `name` is the documented form; the others are read with the same meaning (F1.3). */
  readonly form: "name" | "other-case" | "export-name";
}

/** Reads a written capability in every form that has a meaning; nothing for unknown words. */
export function readCapability(written: string): CapabilityReading | undefined {
  const exact = findCapability(written);
  if (exact) return { word: exact, form: "name" };
  const lower = written.toLowerCase();
  const named = findCapability(lower);
  if (named) return { word: named, form: "other-case" };
  const exported = findCapabilityByExportName(lower);
  return exported && { word: exported, form: "export-name" };
}

const BY_NAME: ReadonlyMap<string, CapabilityWord> = new Map(CAPABILITIES.map((word) => [word.name, word]));
