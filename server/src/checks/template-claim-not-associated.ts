import { templateClaims } from "../policy/path-pattern.ts";
import type { Association } from "../policy/role.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/**
 * A template whose claim no association of the role asks for: clients without the claim get nothing by the rule (A7).
 * A claim that some named identity has is known to exist. Where an association does not heed case, keys are folded (A11).
 * Not said of roles that nobody holds.
 */
export const templateClaimNotAssociated: WorkspaceCheck = {
  code: "template-claim-not-associated",
  severity: "information",
  summary: "A template names a sub-claim that no association of the role asks for.",
  *run({ snapshot: { policy } }) {
    const known = new Set(policy.identities.flatMap(({ claims }) => [...claims.keys()]));
    for (const { name, rules, associations } of policy.roles) {
      if (associations.length === 0) continue;
      const asked = new Set(associations.flatMap(keysOf));
      const askedInAnyCase = new Set(
        associations.filter(({ caseSensitive }) => !caseSensitive).flatMap((each) => keysOf(each).map(fold)),
      );
      const told = new Set<string>();
      for (const { pattern, source } of rules) {
        for (const claim of templateClaims(pattern)) {
          if (asked.has(claim) || askedInAnyCase.has(fold(claim)) || known.has(claim) || told.has(claim)) continue;
          told.add(claim);
          yield {
            place: source,
            subject: pattern.written,
            message: `No association of the role "${name}" asks for the sub-claim "${claim}". For clients without it, "${pattern.written}" has no effect. Correct the name, or ask for it.`,
          };
        }
      }
    }
  },
};

function keysOf({ subClaims }: Association): string[] {
  return subClaims.map(({ key }) => key);
}

function fold(key: string): string {
  return key.toLowerCase();
}
