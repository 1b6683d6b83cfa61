import type { JsonNode } from "../text/json-tree.ts";
import type { Ttl } from "./rules-file.ts";

/** The longest ttl in minutes: the API's field is an int32 (F1.4). */
export const LONGEST_TTL: number = 2 ** 31 - 1;

/** Reads a ttl: minutes, documented as a string (F1.4). A number is read too; what is neither has no minutes. */
export function readTtl(node: JsonNode): Ttl {
  if (node.kind === "number") return { node, form: "number", minutes: positiveWhole(node.value) };
  if (node.kind !== "string") return { node, form: "other", minutes: undefined };
  const digits = /^\s*\+?(\d+)\s*$/.exec(node.value)?.[1];
  return { node, form: "string", minutes: digits === undefined ? undefined : positiveWhole(Number(digits)) };
}

function positiveWhole(value: number): number | undefined {
  return Number.isInteger(value) && value > 0 && value <= LONGEST_TTL ? value : undefined;
}
