// What an edit grants or revokes, as data: the JSON output of `diff`.

import type { PolicyComparison, RoleChange } from "../evaluator/compare-policies.ts";
import { regionText, witnessText } from "../evaluator/region.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { type Naming, type ReportedReason, reportDecisive, sorted } from "./decision-report.ts";
import { type ReportedAssociation, reportAssociation } from "./report-claims.ts";

export interface DiffReport {
  readonly version: 1;
  /** False when a question was too large: what is listed is true, and there may be more. */
  readonly decided: boolean;
  /** One entry for each capability. */
  readonly gained: readonly ReportedChange[];
  readonly lost: readonly ReportedChange[];
}

export interface ReportedChange {
  readonly role: string;
  readonly ruleType: string;
  readonly capability: CapabilityName;
  readonly pattern: string;
  /** A shortest path on which the change shows. */
  readonly witness: string;
  /** The rules that decide the witness on both sides. */
  readonly reasons: readonly SideReason[];
  /** The moment from which the change shows, where it is not at once: a rule expires then. */
  readonly from?: string;
  /** The associations that come or go, where the role itself stays as it is for those that hold it already. */
  readonly associations?: readonly ReportedAssociation[];
}

export interface SideReason extends ReportedReason {
  readonly side: "before" | "after";
}

/** How documents are named on both sides. */
export interface SideNaming {
  readonly before: Naming;
  readonly after: Naming;
}

export function reportDiff({ decided, gained, lost }: PolicyComparison, naming: SideNaming): DiffReport {
  return { version: 1, decided, gained: reportChanges(gained, naming), lost: reportChanges(lost, naming) };
}

/** Changes that differ only in the association are one. */
function reportChanges(changes: readonly RoleChange[], naming: SideNaming): ReportedChange[] {
  const reported = new Map<string, ReportedChange>();
  for (const change of changes) {
    for (const entry of reportChange(change, naming)) {
      const { associations = [], ...rest } = entry;
      const key = JSON.stringify(rest);
      const known = reported.get(key);
      const joined = [...(known?.associations ?? []), ...associations];
      reported.set(key, joined.length === 0 ? rest : { ...rest, associations: joined });
    }
  }
  return [...reported.values()];
}

function reportChange(change: RoleChange, { before, after }: SideNaming): ReportedChange[] {
  const reasons: SideReason[] = [
    ...reportDecisive(change.before, before).map((reason) => ({ side: "before" as const, ...reason })),
    ...reportDecisive(change.after, after).map((reason) => ({ side: "after" as const, ...reason })),
  ];
  return sorted(change.capabilities).map((capability) => ({
    role: change.role,
    ruleType: change.ruleType,
    capability,
    pattern: regionText(change.region),
    witness: witnessText(change.witness),
    reasons,
    ...(change.from === undefined ? {} : { from: isoTime(change.from) }),
    ...(change.association ? { associations: [reportAssociation(change.association)] } : {}),
  }));
}

/** Moments beyond the calendar, as an export may hold them, are its last. */
function isoTime(seconds: number): string {
  return new Date(Math.min(seconds * 1000, LAST_MILLISECOND)).toISOString();
}

const LAST_MILLISECOND = 8.64e15;
