// Paths to ask about: the objects that exist and the paths of the rules, those that begin as typed first.

import { isExactPath } from "../../policy/path-pattern.ts";
import type { Policy } from "../../policy/policy.ts";

export interface PathProposal {
  readonly path: string;
  readonly from: "inventory" | "rules";
  /** Whether it is one object; a pattern must be completed. */
  readonly exact: boolean;
}

/** At most `limit` of them. Case does not count. */
export function completePath({ inventory, roles }: Policy, typed: string, limit: number): PathProposal[] {
  const wanted = typed.toLowerCase();
  const found = new Map<string, PathProposal>();
  const rest: PathProposal[] = [];
  const offer = (proposal: PathProposal): boolean => {
    const at = proposal.path.toLowerCase().indexOf(wanted);
    if (at === 0 || (at === 1 && proposal.path.startsWith("/"))) {
      if (!found.has(proposal.path)) found.set(proposal.path, proposal);
    } else if (at > 0 && rest.length < limit) rest.push(proposal);
    return found.size < limit;
  };
  const proposals = function* (): Generator<PathProposal> {
    for (const { rules } of roles) {
      for (const { pattern } of rules) yield { path: pattern.normal, from: "rules", exact: isExactPath(pattern) };
    }
    for (const { path } of inventory.items) yield { path, from: "inventory", exact: true };
    for (const { path } of inventory.targets) yield { path, from: "inventory", exact: true };
  };
  for (const proposal of proposals()) if (!offer(proposal)) break;
  for (const proposal of rest) if (found.size < limit && !found.has(proposal.path)) found.set(proposal.path, proposal);
  return [...found.values()];
}
