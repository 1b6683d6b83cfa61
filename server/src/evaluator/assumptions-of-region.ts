import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { Client } from "./client.ts";
import { overlaps } from "./compare-patterns.ts";
import { decide } from "./decide.ts";
import type { Region } from "./region.ts";

/**
 * What the access on a region rests on: what is decided on a path of it and on one path of each of its exceptions.
 * In the order of the assumptions' numbers.
 */
export function assumptionsOfRegion(
  client: Client,
  ruleType: string,
  { inside, except }: Region,
  witness: string | undefined,
): AssumptionId[] {
  const paths = except.flatMap((part) => {
    const shared = overlaps(inside, part);
    return shared.decided && shared.holds ? shared.witness : [];
  });
  const asked = witness === undefined ? paths : [witness, ...paths];
  const behind = new Set(asked.flatMap((path) => decide(client, ruleType, path).assumptions));
  return inOrder(behind);
}
