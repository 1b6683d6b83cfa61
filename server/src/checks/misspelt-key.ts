// Keys that were meant to be documented ones. The command ignores them, so that the rule silently loses a part (F1.11).

import { normalisePath } from "../policy/path-pattern.ts";
import { documentedKey } from "../policy/read-rules-file.ts";
import type { PathEntry, Rule } from "../policy/rules-file.ts";
import { removeElement, replaceString } from "../text/json-edits.ts";
import type { JsonMember } from "../text/json-tree.ts";
import type { Check, Finding } from "./check.ts";
import { type MeantKey, meantKey } from "./meant-key.ts";
import { quote } from "./quote.ts";

/** A near-miss of a documented key; as a warning, a documented key in another case, which is still read (F1.11). */
export const misspeltKey: Check = {
  code: "misspelt-key",
  severity: "error",
  summary: "A key of a rule is nearly a documented one; the rule silently loses what it says.",
  *run({ paths, text }) {
    for (const entry of paths) {
      for (const rule of entry.rules) yield* findMisspelt(text, entry, rule);
    }
  },
};

function* findMisspelt(text: string, entry: PathEntry, rule: Rule): Iterable<Finding> {
  const known = rule.otherKeys.flatMap((member) => {
    const meant = meantKey(rule, member);
    return meant ? [{ member, meant }] : [];
  });
  for (const { member, meant } of known) {
    if (meant.name === "path") yield describePath(text, entry, rule, member);
    else yield describeKey(member, meant, known.filter((other) => other.meant.name === meant.name).length > 1);
  }
  for (const member of rule.node.members) {
    const name = documentedKey(member.key.value);
    if (name !== undefined && name !== member.key.value && !isRepeated(rule, name)) yield describeCase(member, name);
  }
}

/** Of several keys that were meant to be the same one, which is right is not known: the last would win (F1.11). */
function describeKey(member: JsonMember, { name, certain }: MeantKey, isOneOfSeveral: boolean): Finding {
  const key = quote(member.key.value);
  return {
    span: member.key.span,
    message: `A rule has no key ${key}, so the rule loses it. Did you mean "${name}"?`,
    fixes: [
      { title: `Change to "${name}"`, edits: [replaceString(member.key, name)], preferred: certain && !isOneOfSeveral },
    ],
  };
}

function describeCase(member: JsonMember, name: string): Finding {
  return {
    span: member.key.span,
    severity: "warning",
    message: `The key is written "${name}", in small letters. ${quote(member.key.value)} may not be read everywhere.`,
    fixes: [{ title: `Change to "${name}"`, edits: [replaceString(member.key, name)], preferred: true }],
  };
}

/** The path of a rule is the key above it (F1.1). */
function describePath(text: string, { pattern }: PathEntry, rule: Rule, member: JsonMember): Finding {
  const { value } = member;
  const same = value?.kind === "string" && normalisePath(value.value) === pattern.normal;
  const index = rule.node.members.indexOf(member);
  return {
    span: member.key.span,
    message: `${quote(member.key.value)} in a rule is ignored. The path is the key above the rules: ${quote(pattern.written)}.`,
    fixes: [
      { title: `Remove ${quote(member.key.value)}`, edits: removeElement(text, rule.node, index), preferred: same },
    ],
  };
}

/** A key that is there in two spellings is the finding of duplicate-key. */
function isRepeated(rule: Rule, name: string): boolean {
  return rule.lostKeys.some((member) => documentedKey(member.key.value) === name);
}
