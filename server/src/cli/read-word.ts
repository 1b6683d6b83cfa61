// Words that a user gives, taken from a known list; for any other one the nearest is named.

import { InvalidArgumentError } from "commander";
import { CAPABILITIES, type CapabilityName, readCapability as readWritten } from "../policy/capability.ts";
import { findRuleType, RULE_TYPES } from "../policy/rule-type.ts";
import { nearestWord } from "../text/nearest-word.ts";

/** Says that there is no such thing, and which one may be meant. */
export function describeUnknown(what: string, written: string, known: readonly string[]): string {
  const near = nearestWord(written, known);
  const advice = near === undefined ? listKnown(known) : ` Did you mean "${near}"?`;
  return `There is no ${what} "${written}".${advice}`;
}

/** Reads the value of `--rule-type`. */
export function readRuleType(written: string): string {
  if (findRuleType(written)) return written;
  throw new InvalidArgumentError(describeUnknownRuleType(written));
}

/** The sentence on a rule type that is not known, with the nearest one that is. */
export function describeUnknownRuleType(written: string): string {
  return describeUnknown(
    "rule type",
    written,
    RULE_TYPES.map(({ name }) => name),
  );
}

/** Reads a capability that somebody may have, also by its name in exports; `deny` is none. */
export function readCapability(written: string): CapabilityName {
  if (written === "deny") throw new InvalidArgumentError("A deny lets nobody do anything.");
  const reading = readWritten(written);
  if (reading && reading.form !== "other-case") return reading.word.name;
  const known = CAPABILITIES.map(({ name }) => name).filter((name) => name !== "deny");
  throw new InvalidArgumentError(describeUnknown("capability", written, known));
}

/** Reads a path or pattern; every text is one but the empty one. */
export function readPattern(written: string): string {
  if (written !== "") return written;
  throw new InvalidArgumentError("A path is not empty.");
}

/** More names than this are not listed. */
const MOST_LISTED = 12;

/** Names what there is, after a sentence on something that there is not. */
export function listKnown(known: readonly string[]): string {
  if (known.length === 0) return "";
  const rest = known.length - MOST_LISTED;
  return ` Known: ${known.slice(0, MOST_LISTED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}
