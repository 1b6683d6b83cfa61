// Reads the text of a rules file (F1). Total: any text gives a rules file, broken parts are left out and kept as faults.
// With an earlier state of the text at hand, what an edit did not touch is taken over; the result is the same.

import { REPLACEMENT } from "../text/half-characters.ts";
import type { JsonMember, JsonNode, JsonObject, JsonString, JsonTree } from "../text/json-tree.ts";
import { indexLines } from "../text/line-index.ts";
import { readJson } from "../text/read-json.ts";
import { type Reread, readJsonAgain } from "../text/read-json-again.ts";
import { contentSpan, spanInString } from "../text/string-content.ts";
import { type PathPattern, readPathPattern } from "./path-pattern.ts";
import { readCapabilities } from "./read-capabilities.ts";
import { readTtl } from "./read-ttl.ts";
import type { PathEntry, Rule, RulesFile, RuleTypeText, StructureFault } from "./rules-file.ts";

/**
 * Reads a rules file. Never throws.
 * @param before what an earlier state of the same file was read as: then an edit costs about what it touched.
 */
export function readRulesFile(text: string, before?: RulesFile): RulesFile {
  if (before?.text === text) return before;
  const again = before && readJsonAgain(text, before);
  const json = again?.tree ?? readJson(text);
  const reader: Reader = { text, rules: [], faults: [] };
  const paths = before && again ? readPathsAgain(reader, json, before, again) : readPaths(reader, json, before);
  return { text, lines: indexLines(text), json, paths, rules: reader.rules, faults: reader.faults };
}

interface Reader {
  readonly text: string;
  readonly rules: Rule[];
  readonly faults: StructureFault[];
}

/** Also where all is read anew, a pattern that was there before is the same object: rules are known by it. */
function readPaths(reader: Reader, { root, faults }: JsonTree, before: RulesFile | undefined): PathEntry[] {
  if (root?.kind === "object") {
    const patterns = new Map(before?.paths.map(({ pattern }) => [pattern.written, pattern]));
    return root.members.map((member) => readPath(reader, member, patterns.get(member.key.value)));
  }
  const unreadable = root === undefined && faults.length > 0;
  if (!unreadable) fault(reader, "top-level-not-object", root);
  return [];
}

/** Untouched paths at the beginning are the same; of all others at least the pattern is, where its text is. */
function readPathsAgain(reader: Reader, { root }: JsonTree, before: RulesFile, { head, tail }: Reread): PathEntry[] {
  const members = root?.kind === "object" ? root.members : [];
  const kept = before.paths.slice(0, head);
  for (const { rules } of kept) for (const rule of rules) reader.rules.push(rule);
  const end = kept.at(-1)?.member.span.end ?? 0;
  for (const known of before.faults) if (known.span.end <= end) reader.faults.push(known);
  const changed = before.paths.slice(head, before.paths.length - tail);
  const patterns = new Map(changed.map(({ key, pattern }) => [key.value, pattern]));
  const moved = members.length - tail;
  const rest = members.slice(head).map((member, at) => {
    const same = at + head < moved ? undefined : before.paths[before.paths.length - members.length + head + at];
    return readPath(reader, member, same?.pattern ?? patterns.get(member.key.value));
  });
  return [...kept, ...rest];
}

function readPath(reader: Reader, member: JsonMember, known?: PathPattern): PathEntry {
  const { key, value } = member;
  const pattern = known ?? readPathPattern(key.value);
  if (key.value === "") fault(reader, "empty-path", key);
  else if (key.value.includes(REPLACEMENT)) findHalves(reader, key);
  const array = value?.kind === "array" ? value : undefined;
  if (value && !array) fault(reader, "rules-not-array", value);
  // One rule without its array is not documented, but what it means is plain.
  const nodes = array?.elements ?? (value?.kind === "object" ? [value] : []);
  const rules: Rule[] = [];
  const entry: PathEntry = { pattern, key, member, array, rules };
  for (const node of nodes) {
    if (node.kind === "object") rules.push(readRule(reader, entry, node));
    else fault(reader, "rule-not-object", node);
  }
  return entry;
}

/** The escapes in a path that are halves of characters; who writes U+FFFD means it. */
function findHalves({ text, faults }: Reader, key: JsonString): void {
  for (let at = key.value.indexOf(REPLACEMENT); at >= 0; at = key.value.indexOf(REPLACEMENT, at + 1)) {
    const span = spanInString(text, key, at, at + 1);
    if (/^\\u(?!fffd)/i.test(text.slice(span.start, span.end))) {
      faults.push({ kind: "half-character", node: undefined, span });
    }
  }
}

function readRule(reader: Reader, { pattern, key }: PathEntry, node: JsonObject): Rule {
  const last = new Map<string, JsonMember>();
  const lostKeys: JsonMember[] = [];
  for (const member of node.members) {
    const name = documentedKey(member.key.value) ?? member.key.value;
    const earlier = last.get(name);
    if (earlier) lostKeys.push(earlier);
    last.set(name, member);
  }
  const capabilities = last.get("capabilities")?.value;
  if (!last.has("capabilities")) fault(reader, "capabilities-missing", node);
  const list = capabilities && readCapabilities(reader.text, capabilities);
  if (capabilities && !list) fault(reader, "capabilities-not-string", capabilities);
  const ttl = last.get("ttl")?.value;
  const rule: Rule = {
    index: reader.rules.length,
    pattern,
    key,
    node,
    ruleType: readRuleType(reader, last.get("rule-type")?.value),
    capabilities: list,
    ttl: ttl && readTtl(ttl),
    otherKeys: node.members.filter((member) => documentedKey(member.key.value) === undefined),
    lostKeys,
  };
  reader.rules.push(rule);
  return rule;
}

function readRuleType(reader: Reader, node: JsonNode | undefined): RuleTypeText | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "string") return { value: node.value, span: contentSpan(reader.text, node), node };
  fault(reader, "rule-type-not-string", node);
  return undefined;
}

/** The keys of a rule (F1.2). */
export const RULE_KEYS: readonly string[] = ["rule-type", "capabilities", "ttl"];

/** The documented key that a written one is taken for: the command does not mind its case (F1.11). */
export function documentedKey(written: string): string | undefined {
  return RULE_KEYS.find((key) => key === written.toLowerCase());
}

function fault(reader: Reader, kind: StructureFault["kind"], node: JsonNode | undefined): void {
  reader.faults.push({ kind, node, span: node?.span ?? { start: 0, end: Math.min(1, reader.text.length) } });
}
