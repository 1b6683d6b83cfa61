// Seeded policies. "realistic": 60 % exact or prefix, 25 % with `+`, 10 % deny, 5 % that let a whole team list.
// "full-of-plus": the same, but nine rules in ten have one to three `+`. No pattern stands twice in a policy.

import type { Capability, Rule } from "./policy.ts";
import { type Random, seededRandom } from "./random.ts";
import { secretSegments, type Vocabulary, vocabularyFor } from "./vocabulary.ts";

export type Profile = "realistic" | "full-of-plus";

/** A policy that depends on its arguments alone. */
export function generatePolicy(profile: Profile, size: number, seed: number): Rule[] {
  const random = seededRandom(seed);
  const words = vocabularyFor(size);
  const byPath = new Map<string, Rule>();
  while (byPath.size < size) {
    const rule = profile === "realistic" ? realisticRule(random, words) : plusRule(random, words);
    if (!byPath.has(rule.path)) byPath.set(rule.path, rule);
  }
  return [...byPath.values()];
}

function realisticRule(random: Random, words: Vocabulary): Rule {
  const share = random.below(100);
  if (share < 60) return allow(random, exactOrPrefix(random, words));
  if (share < 85) return allow(random, withPlus(random, exactOrPrefix(random, words), random.chance(0.7) ? 1 : 2));
  if (share < 95) return deny(narrow(random, words, random.chance(0.3) ? 1 : 0));
  return { ...allow(random, [...secretSegments(random, words).slice(0, 2), "*"]), capabilities: ["list"] };
}

function plusRule(random: Random, words: Vocabulary): Rule {
  const share = random.below(100);
  const count = share < 10 ? 0 : share < 55 ? 1 : share < 85 ? 2 : 3;
  if (random.chance(0.1)) return deny(narrow(random, words, count));
  return allow(random, withPlus(random, exactOrPrefix(random, words), count));
}

/** A third each: one object, a folder and all below it, names with a common beginning. */
function exactOrPrefix(random: Random, words: Vocabulary): string[] {
  const segments = secretSegments(random, words);
  const share = random.below(12);
  if (share < 4) return segments;
  if (share < 9) return [...segments.slice(0, random.chance(0.5) ? 3 : 4), "*"];
  return withNamePrefix(random, segments.slice(0, random.chance(0.3) ? 3 : 5));
}

/** A deny reaches less far than the allows around it, or nothing would be left of them. */
function narrow(random: Random, words: Vocabulary, plusCount: number): string[] {
  const segments = secretSegments(random, words);
  const narrowed = random.chance(0.5) ? segments : withNamePrefix(random, segments);
  return withPlus(random, narrowed, plusCount);
}

/** `/a/b/client-key` becomes `/a/b/cli*` or, at a hyphen, `/a/b/client-*`. */
function withNamePrefix(random: Random, segments: readonly string[]): string[] {
  const name = segments.at(-1) ?? "";
  const hyphen = name.indexOf("-");
  const length = hyphen > 0 ? hyphen + 1 : 2 + random.below(3);
  return [...segments.slice(0, -1), `${name.slice(0, length)}*`];
}

/** Puts `+` in place of whole segments, never of the last one, and leaves two names: nobody writes `/prod/+/+/*`. */
function withPlus(random: Random, segments: readonly string[], count: number): string[] {
  const changed = [...segments];
  const names = segments.filter((segment) => segment !== "*").length;
  for (let done = 0; done < Math.min(count, names - 2); done++) changed[random.below(changed.length - 1)] = "+";
  return changed;
}

const GRANTS: readonly (readonly Capability[])[] = [
  ["list"],
  ["read", "list"],
  ["read", "list"],
  ["read", "list"],
  ["read", "update", "list"],
  ["read", "create", "update", "delete", "list"],
];

function allow(random: Random, segments: readonly string[]): Rule {
  return { path: `/${segments.join("/")}`, ruleType: "item-rule", capabilities: random.pick(GRANTS) };
}

function deny(segments: readonly string[]): Rule {
  return { path: `/${segments.join("/")}`, ruleType: "item-rule", capabilities: ["deny"] };
}
