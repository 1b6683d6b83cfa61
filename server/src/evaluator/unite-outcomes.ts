// What several indexes grant on a path together: the one meaning of denies that stay in their role (A1).

import type { CapabilitySet } from "../policy/capability-set.ts";
import { DENIED } from "./indexed-rule.ts";

/** What the outcomes in these places grant together: a deny takes away only what its own index grants (A1). */
export function unite(outcomes: readonly number[], start: number, end: number): CapabilitySet {
  let set = 0;
  for (let at = start; at < end; at++) if (outcomes[at] !== DENIED) set |= outcomes[at] ?? 0;
  return set;
}

/** What they surely grant together on every longer path. */
export function uniteLeast(
  certain: readonly number[],
  possible: readonly number[],
  start: number,
  end: number,
): CapabilitySet {
  let least = 0;
  for (let at = start; at < end; at++) {
    if (((certain[at] ?? 0) | (possible[at] ?? 0)) < DENIED) least |= certain[at] ?? 0;
  }
  return least;
}

/** All that they may grant together on any longer path. */
export function uniteMost(
  certain: readonly number[],
  possible: readonly number[],
  start: number,
  end: number,
): CapabilitySet {
  let most = 0;
  for (let at = start; at < end; at++) {
    if (certain[at] !== DENIED) most |= ((certain[at] ?? 0) | (possible[at] ?? 0)) & ~DENIED;
  }
  return most;
}
