// What rules permit, by trying every case. It knows policies as plain strings and lists and shares nothing with the
// product: the words, the implied list, the union, the deny, time, templates and settings are all written here again.

import { ANY, isStringOf, type Parts, partsOf } from "./pattern-meaning.ts";

export interface PlainRule {
  readonly type: string;
  readonly path: string;
  readonly capabilities: readonly string[];
  /** Unix seconds. */
  readonly expires?: number;
  readonly accessesLeft?: number;
}

export interface PlainRole {
  readonly name: string;
  readonly admin: boolean;
  readonly rules: readonly PlainRule[];
}

export interface PlainClient {
  readonly roles: readonly PlainRole[];
  readonly claims: Readonly<Record<string, readonly string[]>>;
  readonly time: number;
  readonly settings: PlainSettings;
}

export interface PlainSettings {
  readonly "cross-role-deny": "global" | "per-role";
  readonly "inner-star": "unclear" | "wildcard" | "literal";
  readonly "partial-plus": "unclear" | "wildcard" | "literal";
}

export interface PlainAnswer {
  readonly effect: string;
  /** Sorted; what is certain. */
  readonly capabilities: readonly string[];
}

/** Assumptions that no setting turns, taken the other way: A3, A4 or A11. */
export type Otherwise = "A3" | "A4" | "A11" | undefined;

/** What a client may do on a path that has its leading slash. */
export function answer(client: PlainClient, type: string, path: string, otherwise?: Otherwise): PlainAnswer {
  if (client.roles.some(({ admin }) => admin)) return { effect: "allowed", capabilities: everythingOf(type) };
  const worlds = answersInWorlds(client, type, path, otherwise);
  const [first] = worlds;
  if (first === undefined) throw new Error("there is always one world");
  if (worlds.every(({ capabilities }) => capabilities.join() === first.capabilities.join())) return first;
  const sure = first.capabilities.filter((name) => worlds.every(({ capabilities }) => capabilities.includes(name)));
  return { effect: "uncertain", capabilities: sure };
}

/** What a client may perhaps do on a path, what is certain included. */
export function perhaps(client: PlainClient, type: string, path: string): ReadonlySet<string> {
  if (client.roles.some(({ admin }) => admin)) return new Set(everythingOf(type));
  return new Set(answersInWorlds(client, type, path, undefined).flatMap(({ capabilities }) => capabilities));
}

function answersInWorlds(client: PlainClient, type: string, path: string, otherwise: Otherwise): PlainAnswer[] {
  const matching: Matching[] = [];
  for (const role of client.roles)
    for (const rule of role.rules) {
      if (rule.type !== type || isOver(rule, client.time)) continue;
      const match = matchOf(client, rule, path, otherwise);
      if (match !== "no") matching.push({ role: role.name, rule, sure: match === "yes" });
    }
  return worldsOf(matching).map((world) => inOneWorld(world, client.settings));
}

/** All that a rule type knows but deny, sorted. */
export function everythingOf(type: string): readonly string[] {
  return [...(KNOWN[type] ?? [])].filter((name) => name !== "deny").sort();
}

/** Whether a path is among those of a rule for a client, as far as its claims and the settings say. */
export function matchOf(
  client: PlainClient,
  rule: PlainRule,
  path: string,
  otherwise?: Otherwise,
): "yes" | "no" | "maybe" {
  const { settings } = client;
  if (isUnclear(rule.path, settings) && wordsOf(rule).includes("deny")) return "no";
  const { sure, perhaps } = expandOnce(client, rule.path);
  if (sure.some((parts) => isStringOf(parts, path) || otherwiseMatches(parts, path, otherwise))) return "yes";
  return perhaps.some((parts) => isStringOf(parts, path)) ? "maybe" : "no";
}

/** The words of a rule that its type knows. */
export function wordsOf({ type, capabilities }: PlainRule): readonly string[] {
  return capabilities.filter((name) => KNOWN[type]?.includes(name));
}

const OBJECTS = ["list", "read", "create", "update", "delete", "deny"];
const SESSIONS = [
  "allow_access",
  "request_access",
  "justify_access_only",
  "approval_authority",
  "upload_files",
  "download_files",
];
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  "item-rule": OBJECTS,
  "target-rule": OBJECTS,
  "role-rule": OBJECTS,
  "auth-method-rule": OBJECTS,
  "sra-rule": SESSIONS,
  "ara-rule": ["allow_access"],
  "search-rule": ["read"],
};

interface Matching {
  readonly role: string;
  readonly rule: PlainRule;
  readonly sure: boolean;
}

/** Every choice of the rules that may match, with all that do; the world where none of them does comes first. */
function worldsOf(matching: readonly Matching[]): Matching[][] {
  let worlds: Matching[][] = [[]];
  for (const each of matching)
    worlds = each.sure
      ? worlds.map((world) => [...world, each])
      : [...worlds, ...worlds.map((world) => [...world, each])];
  return worlds;
}

function inOneWorld(world: readonly Matching[], settings: PlainSettings): PlainAnswer {
  const denied = (role: string): boolean =>
    world.some(
      (each) => wordsOf(each.rule).includes("deny") && (settings["cross-role-deny"] === "global" || each.role === role),
    );
  const granted = new Set(world.filter(({ role }) => !denied(role)).flatMap(({ rule }) => grantsOf(rule)));
  if (granted.size > 0) return { effect: "allowed", capabilities: [...granted].sort() };
  const anyDeny = world.some(({ rule }) => wordsOf(rule).includes("deny"));
  return { effect: anyDeny ? "denied" : "not-granted", capabilities: [] };
}

/** What a rule grants: its words and the list that each of them includes. */
export function grantsOf(rule: PlainRule): readonly string[] {
  const words = wordsOf(rule);
  if (words.includes("deny")) return [];
  return words.length > 0 && KNOWN[rule.type]?.includes("list") ? [...new Set([...words, "list"])] : words;
}

function isOver({ expires, accessesLeft }: PlainRule, time: number): boolean {
  return (expires !== undefined && expires <= time) || (accessesLeft !== undefined && accessesLeft < 1);
}

function isUnclear(written: string, settings: PlainSettings): boolean {
  const star = /\*(?=[\s\S])/.test(written) && settings["inner-star"] === "unclear";
  const plus = /(?<=[^/])\+|\+(?=[^/])/.test(written) && settings["partial-plus"] === "unclear";
  return star || plus;
}

/** The same, kept with the client, because every path asks it again. */
function expandOnce(client: PlainClient, written: string): Expansion {
  const kept = expansions.get(client) ?? new Map<string, Expansion>();
  expansions.set(client, kept);
  const expansion = kept.get(written) ?? expand(written, client.claims, client.settings);
  kept.set(written, expansion);
  return expansion;
}

interface Expansion {
  readonly sure: readonly Parts[];
  readonly perhaps: readonly Parts[];
}

const expansions = new WeakMap<PlainClient, Map<string, Expansion>>();

/**
 * A pattern with every plain value in the place of its template; and where some claim has an odd value, with anything in
 * the place of that claim, and the values of the others in theirs.
 */
function expand(written: string, claims: PlainClient["claims"], settings: PlainSettings): Expansion {
  const names = new Set(Array.from(written.matchAll(/\{\{(\w+)\}\}/g), ([, name = ""]) => name));
  if ([...names].some((name) => (claims[name] ?? []).length === 0)) return { sure: [], perhaps: [] };
  const odd = new Set([...names].filter((name) => (claims[name] ?? []).some(isOdd)));
  const fill = (some: Iterable<string>): ReadonlyMap<string, string>[] => {
    let filled: ReadonlyMap<string, string>[] = [new Map()];
    for (const name of some) {
      const values = (claims[name] ?? []).filter((value) => !isOdd(value));
      filled = filled.flatMap((each) => values.map((value) => new Map([...each, [name, value]])));
    }
    return filled;
  };
  const readWith = (values: ReadonlyMap<string, string>): Parts =>
    read(written, settings, (name) => [values.get(name) ?? 3]);
  const others = [...names].filter((name) => !odd.has(name));
  return { sure: fill(names).map(readWith), perhaps: odd.size > 0 ? fill(others).map(readWith) : [] };
}

function isOdd(value: string): boolean {
  return value === "" || ["/", "*", "+"].some((char) => value.includes(char));
}

/** The parts of a pattern; each template gives those of its name. Wildcards beside a template are inside a segment. */
function read(written: string, settings: PlainSettings, template: (name: string) => Parts): Parts {
  const marks: string[] = [];
  const marked = written.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    marks.push(name);
    return "\u0000";
  });
  const parts = partsOf(marked, {
    innerStar: settings["inner-star"] === "literal" ? "literal" : "any",
    partialPlus: settings["partial-plus"] === "literal" ? "literal" : "any",
  });
  return parts.flatMap((part) => (part === "\u0000" ? template(marks.shift() ?? "") : [part]));
}

function otherwiseMatches(parts: Parts, path: string, otherwise: Otherwise): boolean {
  const text = parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
  if (otherwise === "A3") return text !== undefined && path.startsWith(text.endsWith("/") ? text : `${text}/`);
  if (otherwise === "A4") return isStringOf(folderOf(parts) ?? [], path);
  if (otherwise !== "A11") return false;
  const folded = parts.map((part) => (typeof part === "string" ? part.toLowerCase() : part));
  return isStringOf(folded, path.toLowerCase());
}

/** What stands before the slash and the star, or stars, at the end. */
function folderOf(parts: Parts): Parts | undefined {
  const stars = parts.length - 1 - parts.findLastIndex((part) => part !== ANY);
  const open = parts.slice(0, parts.length - stars);
  return stars > 0 && open.at(-1) === "/" ? open.slice(0, -1) : undefined;
}
