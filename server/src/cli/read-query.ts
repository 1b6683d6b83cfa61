// Reads one query: JSON of unknown shape becomes a question or a sentence on what is wrong with it.

import { findRuleType } from "../policy/rule-type.ts";
import { replaceHalves } from "../text/half-characters.ts";
import { nearestWord } from "../text/nearest-word.ts";
import { checkSeconds, MOMENT_FORMS, parseMoment } from "./read-moment.ts";
import { describeUnknownRuleType } from "./read-word.ts";

export interface Query {
  readonly path: string;
  readonly ruleType: string | undefined;
  /** Unix seconds. */
  readonly at: number | undefined;
}

interface Fault {
  readonly fault: string;
}

const KEYS = ["path", "ruleType", "at"] as const;

/** Reads one query from JSON. What is odd is a fault, in one sentence: no key is ignored, and no value guessed. */
export function readQuery(text: string): Query | Fault {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { fault: 'A query is a JSON object with a "path".' };
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const strange = [...fields.keys()].find((key) => !KEYS.some((known) => known === key));
  if (strange !== undefined) return { fault: describeStrange(strange) };
  const path = fields.get("path");
  if (typeof path !== "string" || path === "") return { fault: '"path" must be a string that is not empty.' };
  const ruleType = fields.get("ruleType") ?? undefined;
  if (ruleType !== undefined && typeof ruleType !== "string") return { fault: '"ruleType" must be a string.' };
  if (ruleType !== undefined && !findRuleType(ruleType)) return { fault: describeUnknownRuleType(ruleType) };
  const at = readAt(fields.get("at") ?? undefined);
  return typeof at === "object" ? at : { path: replaceHalves(path), ruleType, at };
}

function readAt(value: unknown): number | undefined | Fault {
  if (value === undefined) return undefined;
  const moment =
    typeof value === "number" ? checkSeconds(value) : typeof value === "string" ? parseMoment(value) : undefined;
  return moment ?? { fault: `"at" is no moment. ${MOMENT_FORMS}` };
}

/** A key that is passed over might have been meant for another, and the answer would be one to another question. */
function describeStrange(key: string): string {
  const near = nearestWord(key, KEYS);
  const advice = near === undefined ? `Known keys: ${KEYS.join(", ")}.` : `Did you mean "${near}"?`;
  return `"${key}" is not a key of a query. ${advice}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
