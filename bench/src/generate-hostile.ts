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
  return [crossingPlus(random, 3_000), plusChains(random, 400), longPath(10_000), innerStars(random, 2_000)];
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

function path(segments: readonly string[]): string {
  return `/${segments.join("/")}`;
}
