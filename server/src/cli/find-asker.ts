// From the options of `impersonate` to who asks and the policy that answers: a whole workspace, or one rules file.

import type { Assumptions } from "../policy/assumptions.ts";
import type { Policy } from "../policy/policy.ts";
import { type Claims, NO_CLAIMS } from "../policy/role.ts";
import { type ChosenAsker, chooseAsker, concerns, holderOf, joinClaims } from "./choose-asker.ts";
import type { Naming } from "./decision-report.ts";
import { loadRulesFile, openFile } from "./load-rules-file.ts";
import { printable } from "./printable.ts";
import { type LoadedClaims, loadClaimsFile } from "./read-claim.ts";
import type { Terminal } from "./terminal.ts";
import { namingOf, openAssumptions, openWorkspace, tellRemarks } from "./workspace-options.ts";

export interface AskingOptions {
  readonly as?: string;
  readonly authMethod?: string;
  readonly role?: string;
  readonly rules?: string;
  readonly claim?: Claims;
  readonly claimsFile?: string;
  readonly manifest?: string;
  readonly queries?: string;
  readonly assume?: Partial<Assumptions>;
}

export interface FoundAsker {
  readonly policy: Policy;
  readonly chosen: ChosenAsker;
  readonly naming: Naming;
  /** Whether everything could be read that the answer depends on. */
  readonly complete: boolean;
}

/** @returns nothing where there is nobody to answer for; why is then told already. */
export async function findAsker(options: AskingOptions, terminal: Terminal): Promise<FoundAsker | undefined> {
  const { claim = NO_CLAIMS, claimsFile, rules, queries } = options;
  if ([rules, queries, claimsFile].filter((name) => name === "-").length > 1) {
    await terminal.complain(
      "Standard input can be read once only: give one of --rules, --queries and --claims-file a file.",
    );
    return undefined;
  }
  const fromFile = claimsFile === undefined ? WITHOUT_FILE : await loadClaimsFile(claimsFile, terminal);
  if (fromFile === undefined) return undefined;
  const claims = joinClaims(fromFile.claims, claim);
  const found = await (rules === undefined
    ? findInWorkspace(options, claims, terminal)
    : findInFile(rules, options, claims, terminal));
  return found && { ...found, complete: found.complete && fromFile.complete };
}

const WITHOUT_FILE: LoadedClaims = { claims: NO_CLAIMS, complete: true };

async function findInWorkspace(
  options: AskingOptions,
  claims: Claims,
  terminal: Terminal,
): Promise<FoundAsker | undefined> {
  const workspace = await openWorkspace(options, terminal);
  if (workspace === undefined) return undefined;
  const { policy, gaps } = workspace;
  const chosen = chooseAsker(policy, { ...options, claims });
  if ("fault" in chosen) {
    await terminal.complain(printable(chosen.fault));
    return undefined;
  }
  return { policy, chosen, naming: namingOf(workspace), complete: !gaps.some((gap) => concerns(gap, chosen, policy)) };
}

/** The file's own lines go without its name, as in its editor. Assumptions are still the manifest's. */
async function findInFile(
  name: string,
  options: AskingOptions,
  claims: Claims,
  terminal: Terminal,
): Promise<FoundAsker | undefined> {
  const assumptions = await openAssumptions(options, terminal);
  if (assumptions === undefined) return undefined;
  const { tree, path } = openFile(name, terminal);
  const workspace = await loadRulesFile(tree, path, assumptions);
  await tellRemarks(workspace, terminal);
  const { policy, gaps } = workspace;
  const [role] = policy.roles;
  if (role === undefined) return undefined;
  return {
    policy,
    chosen: holderOf(role, claims),
    naming: { ...namingOf(workspace), home: path },
    complete: gaps.length === 0,
  };
}
