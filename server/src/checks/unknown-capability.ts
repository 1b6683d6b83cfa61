import { CAPABILITIES, type CapabilityName, findCapability, readCapability } from "../policy/capability.ts";
import type { CapabilityList } from "../policy/rules-file.ts";
import { nearestWords } from "../text/nearest-word.ts";
import type { Check, Finding } from "./check.ts";
import { changeCapability, changeWord } from "./fix-words.ts";
import { type KnownRuleType, knownRuleType } from "./known-rule-type.ts";
import { joinWords, quote } from "./quote.ts";

/** A word that is no capability in any form. Of rule types that the user has added, the capabilities are not known. */
export const unknownCapability: Check = {
  code: "unknown-capability",
  severity: "error",
  summary: "A word that is not a capability.",
  *run({ rules }, workspace) {
    for (const rule of rules) {
      const list = rule.capabilities;
      if (!list || list.items.every((item) => readCapability(item.value))) continue;
      const ruleType = knownRuleType(rule, workspace);
      if (ruleType && !ruleType.word) continue;
      for (const [index, item] of list.items.entries()) {
        if (!readCapability(item.value)) yield describeWord(list, index, item.value, ruleType);
      }
    }
  },
};

function describeWord(list: CapabilityList, index: number, written: string, ruleType?: KnownRuleType): Finding {
  const span = list.items[index]?.span ?? list.node.span;
  const parts = written.split(/[\s;|+/]+/).filter((part) => part !== "");
  if (parts.length > 1 && parts.every(findCapability)) {
    const message = `${quote(written)} is read as one word. Put commas between the capabilities.`;
    const fixes = list.form === "array" ? [] : [changeWord(span, parts.join(", "), true)];
    return { span, message, fixes };
  }
  const known = ruleType?.word?.capabilities ?? CAPABILITIES.map((word) => word.name);
  const { words, certain } = findMeant(written, known);
  const advice =
    words.length > 0 ? `Did you mean ${joinWords(words.map(quote), "or")}?` : `Use ${joinWords(known, "or")}.`;
  return {
    span,
    message: `There is no capability ${quote(written)}. ${advice}`,
    fixes: words.map((word) => changeCapability(list, index, word, certain)),
  };
}

function findMeant(written: string, known: readonly CapabilityName[]): { words: readonly string[]; certain: boolean } {
  const words = CAPABILITIES.filter((word) => known.includes(word.name));
  const joined = written.replace(/[-\s]+/g, "_");
  const names = words.flatMap(({ name, exportName }) => (exportName === undefined ? [name] : [name, exportName]));
  const nearest = nearestWords(joined, names);
  const meant = nearest.words.map((name) => words.find((word) => word.exportName === name)?.name ?? name);
  if (meant.length > 0) return { words: [...new Set(meant)], certain: nearest.certain };
  const synonyms = SYNONYMS.get(written.toLowerCase()) ?? [];
  return { words: synonyms.filter((name) => known.includes(name)), certain: false };
}

/** Words that other access systems use for the same. */
const SYNONYMS: ReadonlyMap<string, readonly CapabilityName[]> = new Map([
  ["view", ["list", "read"]],
  ["get", ["read"]],
  ["write", ["create", "update"]],
  ["add", ["create"]],
  ["edit", ["update"]],
  ["modify", ["update"]],
  ["remove", ["delete"]],
  ["none", ["deny"]],
  ["connect", ["allow_access"]],
  ["approve", ["approval_authority"]],
]);
