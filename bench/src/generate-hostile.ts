// Policies that nobody writes by accident, made to be hard, each with paths that are hard for it.

import type { Rule } from "./policy.ts";
import { type Random, seededRandom } from "./random.ts";

export interface Hostile {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly paths: readonly string[];
}

export function generateHostile(seed: number): Hostile[] {
  const random = seededRandom(seed);
  return [
    crossingPlus(random, 3_000),
    overlappingPlus(random, 3_000),
    plusChains(random, 400),
    deniedChains(200),
    exactDenies(1_500),
    longPath(10_000),
    innerStars(random, 2_000),
  ];
}

/** Every segment of every rule is `+` or one of two letters, so that very many rules are alive at once. */
function crossingPlus(random: Random, count: number): Hostile {
  const segments = 12;
  const rules = distinctRules(count, () =>
    path(Array.from({ length: segments }, () => (random.chance(0.5) ? "+" : random.pick(["a", "b"])))),
  );
  const paths = Array.from({ length: 50 }, () => path(Array.from({ length: segments }, () => random.pick(["a", "b"]))));
  return { name: `${count} crossing + rules`, rules, paths };
}

/** Of several lengths and names, so that they do not all cross, and most of what a client may do is left to tell. */
function overlappingPlus(random: Random, count: number): Hostile {
  const names = ["app", "db", "team", "prod", "dev", "x", "y", "z"];
  const segments = (): string[] => Array.from({ length: 3 + random.below(4) }, () => random.pick(names));
  const rules = distinctRules(count, () => {
    const crossing = segments().map((name) => (random.chance(0.5) ? "+" : name));
    return path(random.chance(0.5) ? crossing : [...crossing, "*"]);
  });
  const paths = Array.from({ length: 50 }, () => path(segments()));
  return { name: `${count} overlapping + rules`, rules, paths };
}

/** `/+/*` without `/+/secret`, `/+/+/*` without `/+/+/secret`, ... */
function deniedChains(count: number): Hostile {
  const rules = Array.from({ length: count }, (_, at) => {
    const chain = Array.from({ length: at + 1 }, () => "+");
    return [allow([...chain, "*"]), deny([...chain, "secret"])];
  });
  const long = Array.from({ length: count / 2 }, () => "x");
  return {
    name: `${count} chains of + with a deny each`,
    rules: rules.flat(),
    paths: [path(long), path([...long, "secret"])],
  };
}

/** Each lies in several allows that cross each other. */
function exactDenies(count: number): Hostile {
  const denied = Array.from({ length: count }, (_, at) => ["prod", `app${at % 50}`, `s${at}`]);
  const allows = [["*"], ["+", "*"], ["+", "+", "*"], ["prod", "*"], ["prod", "+", "*"]];
  const names = Array.from({ length: 40 }, (_, at) => ["prod", "+", `s${at}*`]);
  const rules = [...[...allows, ...names].map(allow), ...denied.map(deny)];
  return {
    name: `${count} denies of one path under ${allows.length + names.length} allows`,
    rules,
    paths: denied.slice(0, 50).map(path),
  };
}

/** `/+/x`, `/+/+/x`, ... with every third a prefix. */
function plusChains(random: Random, count: number): Hostile {
  const rules = Array.from({ length: count }, (_, at) =>
    rule(path([...Array.from({ length: at + 1 }, () => "+"), at % 3 === 0 ? "*" : random.pick(["x", "y"])]), at),
  );
  const paths = [count / 2, count, count + 1].map((length) => path(Array.from({ length }, () => "x")));
  return { name: `chains of 1 to ${count} +`, rules, paths };
}

function longPath(length: number): Hostile {
  const names = Array.from({ length }, (_, at) => `s${at % 7}`);
  const every = (nth: number): string => path(names.map((name, at) => (at % nth === 0 ? "+" : name)));
  const rules = [path(names), every(2), every(3), every(5), `${path(names.slice(0, -1))}/*`].map(rule);
  return { name: `a path of ${length} segments`, rules, paths: [path(names), path([...names, "more"])] };
}

/** `*` that is not last, over-approximated: it crosses slashes (A5). */
function innerStars(random: Random, count: number): Hostile {
  const letter = (): string => random.pick(["a", "b", "c"]);
  const rules = distinctRules(count, () => `/${letter()}*${letter()}*${letter()}${letter()}*${letter()}`);
  const paths = Array.from({ length: 20 }, () => path(Array.from({ length: 40 }, letter)));
  return { name: `${rules.length} rules with three inner *`, rules, paths };
}

/** At most `count` rules: it gives up when nothing new comes. */
function distinctRules(count: number, next: () => string): Rule[] {
  const paths = new Set<string>();
  for (let tries = 0; paths.size < count && tries < count * 20; tries++) paths.add(next());
  return [...paths].map(rule);
}

/** Every tenth rule denies, except where a deny would not count as protection (A5). */
function rule(written: string, at: number): Rule {
  const deny = at % 10 === 9 && !written.slice(0, -1).includes("*");
  return { path: written, ruleType: "item-rule", capabilities: deny ? ["deny"] : ["read", "list"] };
}

function allow(segments: readonly string[]): Rule {
  return { path: path(segments), ruleType: "item-rule", capabilities: ["read", "list"] };
}

function deny(segments: readonly string[]): Rule {
  return { path: path(segments), ruleType: "item-rule", capabilities: ["deny"] };
}

function path(segments: readonly string[]): string {
  return `/${segments.join("/")}`;
}
