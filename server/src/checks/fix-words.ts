// Fixes that are needed by more than one check: change a word, take a word out of a list, take a rule out.

import type { CapabilityList, PathEntry, Rule, RulesFile } from "../policy/rules-file.ts";
import { removeElement, removeFromList } from "../text/json-edits.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** Writes another word in the place of one; the words need no escapes. */
export function changeWord(span: Span, word: string, preferred: boolean): Fix {
  return { title: `Change to ${quote(word)}`, edits: [{ span, newText: word }], preferred };
}

/** Writes a capability in the place of another word of the list, or takes the word out when the capability is there already. */
export function changeCapability(list: CapabilityList, index: number, name: string, preferred: boolean): Fix {
  const item = list.items[index];
  if (!item) return { title: `Change to ${quote(name)}`, edits: [], preferred: false };
  if (!list.items.some((other) => other.value === name)) return changeWord(item.span, name, preferred);
  return { title: `Remove ${quote(item.value)}`, edits: removeCapabilities(list, [index]), preferred };
}

/** Takes words out of a capability list; `indexes` ascending. */
export function removeCapabilities(list: CapabilityList, indexes: readonly number[]): TextEdit[] {
  const first = list.items[0]?.span.start ?? list.node.span.start;
  const last = list.items.at(-1)?.span.end ?? first;
  return removeFromList(list.items, { start: first, end: last }, indexes);
}

/** Takes a rule out, and its path with it when it is the only one there. */
export function removeRule(file: RulesFile, entry: PathEntry, rule: Rule): TextEdit[] {
  if (!entry.array || entry.array.elements.length < 2) return removePath(file, entry);
  return removeElement(file.text, entry.array, entry.array.elements.indexOf(rule.node));
}

/** Takes a path and its rules out. */
export function removePath(file: RulesFile, entry: PathEntry): TextEdit[] {
  const root = file.json.root;
  return root?.kind === "object" ? removeElement(file.text, root, root.members.indexOf(entry.member)) : [];
}
