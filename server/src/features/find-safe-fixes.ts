// The fixes of a file that may be made without anybody looking, as on save. Only what is proved to keep all access:
// the file is read again with the fixes made, and access before is compared with access after, for all paths and claims.

import type { Problem } from "../checks/problem.ts";
import { compareAtMoments } from "../evaluator/compare-at-moments.ts";
import type { HeldRoles } from "../evaluator/template-denies.ts";
import { accessRulesOf } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { readRulesFile } from "../policy/read-rules-file.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { applyEdits, type TextEdit } from "../text/text-edit.ts";
import type { OfferedFix } from "./find-fixes.ts";
import { joinFixes } from "./join-fixes.ts";

/**
 * One fix that is made of all safe ones; nothing when there is none. Fixes that collide wait for the next time.
 * @param assumptions those by which access is compared.
 */
export function findSafeFixes(
  file: RulesFile,
  problems: readonly Problem[],
  assumptions: Assumptions,
): OfferedFix | undefined {
  const candidates = problems.filter((problem) => !UNPROVABLE.has(problem.code) && certainFix(problem).length > 0);
  const all = offer(candidates);
  if (all.edits.length === 0) return undefined;
  if (keepsAccess(file, all.edits, assumptions)) return all;
  const codes = [...new Set(candidates.map(({ code }) => code))];
  const safe = codes.filter((code) =>
    keepsAccess(file, offer(candidates.filter((one) => one.code === code)).edits, assumptions),
  );
  const rest = offer(candidates.filter(({ code }) => safe.includes(code)));
  return rest.edits.length > 0 && keepsAccess(file, rest.edits, assumptions) ? rest : undefined;
}

/** When the file is applied is not known, so that what changes when a rule ends is not provable. */
const UNPROVABLE: ReadonlySet<string> = new Set(["invalid-ttl"]);

function certainFix({ fixes }: Problem): readonly TextEdit[] {
  return fixes.find(({ preferred }) => preferred)?.edits ?? [];
}

function offer(candidates: readonly Problem[]): OfferedFix {
  const { problems, edits } = joinFixes(candidates);
  const title = `Fix ${problems.length === 1 ? "one problem" : `${problems.length} problems`} without changing any access`;
  return { title, edits, preferred: false, problems };
}

/** Whether the text with the edits permits the same. What could not be decided is not safe. */
function keepsAccess(file: RulesFile, edits: readonly TextEdit[], assumptions: Assumptions): boolean {
  const { decided, gained, lost } = compareAtMoments(
    holderOf(file, assumptions),
    holderOf(readRulesFile(applyEdits(file.text, edits)), assumptions),
    { time: 0, appliedAt: 0 },
  );
  return decided && gained.length === 0 && lost.length === 0;
}

function holderOf(file: RulesFile, assumptions: Assumptions): HeldRoles {
  const role = { name: "this role", admin: false, rules: accessRulesOf(file, ""), associations: [] };
  return { roles: [role], assumptions };
}
