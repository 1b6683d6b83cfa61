// Who has a capability, as data: the JSON output of `who-can`.

import { notesOn } from "../evaluator/notes-on-answer.ts";
import { wholeRegionText, witnessText } from "../evaluator/region.ts";
import type { Holder, WhoCan } from "../evaluator/who-can.ts";
import type { AssumptionId } from "../policy/assumptions.ts";
import type { Policy } from "../policy/policy.ts";
import { type Claims, NO_CLAIMS } from "../policy/role.ts";
import { asNoted, type Noted } from "./answer-notes.ts";
import { type Naming, type ReportedReason, reportDecisive } from "./decision-report.ts";
import { type ReportedClaims, reportClaims, subClaimsOf } from "./report-claims.ts";
import { type ReportedLeftOut, reportOpenRules } from "./report-left-out.ts";

export interface WhoCanReport extends Noted {
  readonly version: 1;
  /** False when a question was too large: what is said of who is listed is true, and there may be more. */
  readonly decided: boolean;
  /** The rules of which there may be more to tell; missing where all is decided. */
  readonly notDecided?: readonly ReportedLeftOut[];
  readonly answers: readonly ReportedHolder[];
  /** What it rests on who is listed, and who is not. */
  readonly assumptions: readonly AssumptionId[];
}

export interface ReportedHolder {
  /** The name of the identity, for those of the manifest only. */
  readonly identity?: string;
  /** Null for a role that nobody is associated with. */
  readonly authMethod: string | null;
  /** What the association demands, or what the identity claims. */
  readonly subClaims: ReportedClaims;
  readonly role: string;
  readonly pattern: string;
  /** A shortest path of the pattern. */
  readonly witness: string;
  /** False where it only may (A7), and left out otherwise. */
  readonly certain?: false;
  readonly reasons: readonly ReportedReason[];
  readonly assumptions: readonly AssumptionId[];
}

/** The answer as `who-can --format json` prints it: a holder for each part that it has, in the order of the answer. */
export function reportWhoCan(
  { decided, notDecided, answers, assumptions }: WhoCan,
  policy: Policy,
  naming: Naming,
): WhoCanReport {
  const reported = answers.map((holder) => reportHolder(holder, policy, naming));
  const leftOut = decided ? {} : { notDecided: reportOpenRules(notDecided) };
  return { version: 1, decided, ...leftOut, answers: reported, assumptions, ...asNoted(notesOn(policy)) };
}

function reportHolder(holder: Holder, policy: Policy, naming: Naming): ReportedHolder {
  const { identity, authMethod, claims } = whoIs(holder, policy);
  return {
    ...(identity === undefined ? {} : { identity }),
    authMethod,
    subClaims: reportClaims(claims),
    role: holder.role,
    pattern: wholeRegionText(holder.region, policy.assumptions),
    witness: witnessText(holder.witness),
    ...(holder.certain ? {} : { certain: false as const }),
    reasons: reportDecisive(holder.decision, naming),
    assumptions: holder.assumptions,
  };
}

interface Who {
  readonly identity: string | undefined;
  readonly authMethod: string | null;
  readonly claims: Claims;
}

function whoIs({ identity, association }: Holder, policy: Policy): Who {
  if (association) return { identity, authMethod: association.authMethod, claims: subClaimsOf(association) };
  const named = policy.identities.find(({ name }) => name === identity);
  return { identity, authMethod: named?.authMethod ?? null, claims: named?.claims ?? NO_CLAIMS };
}
