// What an edit grants or revokes, as data: the JSON output of `diff`.

import type { LeftOut } from "../evaluator/answer-budget.ts";
import type { PolicyComparison, RoleChange } from "../evaluator/compare-policies.ts";
import type { FindRemains, Remains as Remaining } from "../evaluator/find-remains.ts";
import { type Region, witnessText } from "../evaluator/region.ts";
import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { asNoted, type Noted } from "./answer-notes.ts";
import { type Naming, type ReportedReason, reportDecisive, sorted } from "./decision-report.ts";
import { type ReportedAssociation, reportAssociation } from "./report-claims.ts";
import { type ReportedLeftOut, reportLeftOut } from "./report-left-out.ts";

export interface DiffReport extends Noted {
  readonly version: 1;
  /** False when a question was too large: what is listed is true, and there may be more. */
  readonly decided: boolean;
  /** Where there may be more; missing where all is decided. */
  readonly notDecided?: readonly ReportedLeftOut[];
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
  /** Those on which the witness rests on either side, or the moment from which the change shows. */
  readonly assumptions: readonly AssumptionId[];
  /** Why the change may not come about, where an export is compared with what is to be applied to it. */
  readonly remark?: string;
  /** The moment from which the change shows, where it is not at once: something expires then. */
  readonly from?: string;
  /** What expires at that moment. */
  readonly expires?: "rule" | "auth method";
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

/** What may keep changes from coming about. */
export interface Remains {
  readonly gained: FindRemains;
  readonly lost: FindRemains;
}

/** Where both sides are whole states. */
export const NOTHING_REMAINS: Remains = { gained: () => undefined, lost: () => undefined };

/** @param writeRegion how patterns are put into words: whole for programs, short for people. */
export function reportDiff(
  { decided, gained, lost }: PolicyComparison,
  naming: SideNaming,
  remains: Remains,
  leftOut: readonly LeftOut[],
  notes: readonly string[],
  writeRegion: WriteRegion,
): DiffReport {
  const written: Written = { naming, writeRegion };
  return {
    version: 1,
    decided,
    ...(decided ? {} : { notDecided: reportLeftOut(leftOut) }),
    gained: reportChanges(gained, written, (change, name) => GAIN_REMARKS[remains.gained(change, name) ?? "nothing"]),
    lost: reportChanges(lost, written, (change, name) => LOSS_REMARKS[remains.lost(change, name) ?? "nothing"]),
    ...asNoted(notes),
  };
}

type WriteRegion = (region: Region) => string;

/** How a report names documents and puts patterns into words. */
interface Written {
  readonly naming: SideNaming;
  readonly writeRegion: WriteRegion;
}

type Remarks = Readonly<Record<Remaining, string> & { nothing: undefined }>;

const LOSS_REMARKS: Remarks = {
  absent: "may remain: rules that a file lacks stay in the role (F1.8)",
  "set-again": "may remain: it is not known whether a rule that is set again is replaced or merged (A12)",
  nothing: undefined,
};

const GAIN_REMARKS: Remarks = {
  absent: "may not come: a deny that a file lacks stays in the role (F1.8)",
  "set-again": "may not come: it is not known whether a rule that is set again is replaced or merged (A12)",
  nothing: undefined,
};

type Remark = (change: RoleChange, capability: CapabilityName) => string | undefined;

/** Changes that differ only in the association are one; what changes for all holders is not told as theirs. */
function reportChanges(changes: readonly RoleChange[], written: Written, remarkOn: Remark): ReportedChange[] {
  const reported = new Map<string, ReportedChange>();
  for (const change of changes) {
    for (const entry of reportChange(change, written, remarkOn)) {
      const { associations = [], ...rest } = entry;
      const key = JSON.stringify([rest, associations.length > 0]);
      const known = reported.get(key);
      const joined = [...(known?.associations ?? []), ...associations];
      reported.set(key, joined.length === 0 ? rest : { ...rest, associations: joined });
    }
  }
  return [...reported.values()].map(dropRepeated);
}

/** Parts of two associations may be the same. */
function dropRepeated(change: ReportedChange): ReportedChange {
  if (change.associations === undefined) return change;
  const distinct = new Map(change.associations.map((each) => [JSON.stringify(each), each]));
  return { ...change, associations: [...distinct.values()] };
}

function reportChange(change: RoleChange, { naming, writeRegion }: Written, remarkOn: Remark): ReportedChange[] {
  const { before, after } = naming;
  const reasons: SideReason[] = [
    ...reportDecisive(change.before, before).map((reason) => ({ side: "before" as const, ...reason })),
    ...reportDecisive(change.after, after).map((reason) => ({ side: "after" as const, ...reason })),
  ];
  const behind = new Set([...change.before.assumptions, ...change.after.assumptions, ...change.fromRestsOn]);
  return sorted(change.capabilities).map((capability) => {
    const remark = remarkOn(change, capability);
    return {
      role: change.role,
      ruleType: change.ruleType,
      capability,
      pattern: writeRegion(change.region),
      witness: witnessText(change.witness),
      reasons,
      assumptions: inOrder(remark === undefined ? behind : new Set([...behind, "A12"])),
      ...(remark === undefined ? {} : { remark }),
      ...(change.from === undefined
        ? {}
        : { from: isoTime(change.from), expires: change.methodExpires ? "auth method" : "rule" }),
      ...(change.association ? { associations: [reportAssociation(change.association)] } : {}),
    };
  });
}

/** Moments beyond the calendar, as an export may hold them, are its last. */
function isoTime(seconds: number): string {
  return new Date(Math.min(seconds * 1000, LAST_MILLISECOND)).toISOString();
}

const LAST_MILLISECOND = 8.64e15;
