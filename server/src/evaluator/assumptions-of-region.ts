// What the access of one client on regions rests on. A path that lies in many regions is decided once.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import { onDemand } from "../policy/on-demand.ts";
import { holdsAdminRole } from "../policy/role.ts";
import { opensSessions } from "../policy/rule-type.ts";
import { isWellFormed } from "../text/half-characters.ts";
import { shortestPath } from "./asked-pattern.ts";
import type { Client } from "./client.ts";
import { overlaps } from "./compare-patterns.ts";
import { decide } from "./decide.ts";
import type { Region } from "./region.ts";
import { restsOn } from "./unclear-wildcards.ts";

export class RegionAssumptions {
  private readonly client: Client;
  private readonly ruleType: string;
  private readonly known = new Map<string, readonly AssumptionId[]>();
  private readonly behindDenies: () => readonly AssumptionId[] | undefined;
  private readonly behindAny: () => readonly AssumptionId[];
  /** How much may still be decided on exceptions. */
  private left = MOST;

  constructor(client: Client, ruleType: string) {
    this.client = client;
    this.ruleType = ruleType;
    this.behindDenies = onDemand(() => mayStandBehindDenies(client, ruleType));
    this.behindAny = onDemand(() => mayStandBehindAny(client, ruleType));
  }

  /**
   * What is decided on a path of the region and on one path of each of its exceptions rests on these, in their order.
   * Where exceptions are so many that not all were looked at, some of these may play no part.
   */
  of({ inside, except }: Region, witness?: string): AssumptionId[] {
    const behind = new Set(witness === undefined ? [] : this.on(witness));
    for (const part of except) {
      if (this.behindDenies()?.every((id) => behind.has(id))) break;
      if (this.left <= 0) return inOrder(new Set([...behind, ...this.behindAny()]));
      // An exception lies inside, so that its own paths are paths of both.
      const path = shortestPath(part);
      const shared = isWellFormed(path) ? undefined : overlaps(inside, part);
      const asked = shared === undefined ? path : shared.decided && shared.holds ? shared.witness : undefined;
      if (asked !== undefined) for (const id of this.on(asked)) behind.add(id);
    }
    return inOrder(behind);
  }

  private on(path: string): readonly AssumptionId[] {
    const known = this.known.get(path);
    if (known) return known;
    const { assumptions, reasons } = decide(this.client, this.ruleType, path, "assumed");
    this.left -= 1 + reasons.length;
    this.known.set(path, assumptions);
    return assumptions;
  }
}

/** Reasons of all decisions on exceptions together. */
const MOST = 50_000;

/**
 * The assumptions that can turn what the denies of a type say, never too few. Undefined where that is not known. Where
 * they reach across roles, no allow beside them counts, so that only what makes a deny is open to assumptions.
 */
function mayStandBehindDenies(
  { roles, compartmentsByType, circumstances, heldByFoldedKeys }: Client,
  ruleType: string,
): AssumptionId[] | undefined {
  if (circumstances.assumptions["cross-role-deny"] !== "global" && roles.length > 1) return undefined;
  if (heldByFoldedKeys.size > 0 || holdsAdminRole({ roles })) return undefined;
  const behind = new Set<AssumptionId>(roles.length > 1 ? ["A1"] : []);
  for (const { acting, uncertain } of compartmentsByType.get(ruleType) ?? []) {
    if (uncertain.entries.some(({ rule }) => rule.denies)) return undefined;
    for (const { rule } of acting.entries) if (rule.denies) for (const id of restsOn(rule)) behind.add(id);
  }
  return [...behind];
}

/** The assumptions that can stand behind what is decided on any path of a type, never too few. */
function mayStandBehindAny({ roles, compartmentsByType }: Client, ruleType: string): readonly AssumptionId[] {
  const behind = new Set<AssumptionId>(["A3", "A4", "A11"]);
  if (roles.length > 1) behind.add("A1");
  if (roles.some(({ admin }) => admin)) behind.add("A2");
  if (opensSessions(ruleType)) for (const id of ["A8", "A9"] as const) behind.add(id);
  for (const { acting, uncertain, idle } of compartmentsByType.get(ruleType) ?? [])
    for (const { entries } of [acting, uncertain, idle])
      for (const { rule } of entries) for (const id of restsOn(rule)) behind.add(id);
  return [...behind];
}
