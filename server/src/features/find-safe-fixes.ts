// The fixes of a file that may be made without anybody looking, as on save. Only what is proved to keep all access:
// the file is read again with the fixes made, and access before is compared with access after, for all paths and claims,
// and whatever other files and roles grant beside it: also what the file denies has to stay the same.
// Access is not all: text that is not read as it was meant has none to compare, and of two equal keys one is lost later.
// So nothing is made where JSON faults are not plain, and nothing that brings an error or leaves a fault it should mend.

import { jsonSyntax } from "../checks/json-syntax.ts";
import { hasOnlyPlainFaults } from "../checks/plain-faults.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import { prepareClient } from "../evaluator/client.ts";
import { type AccessComparison, compareAccess } from "../evaluator/compare-access.ts";
import { compareAtMoments } from "../evaluator/compare-at-moments.ts";
import type { HeldRoles } from "../evaluator/held-roles.ts";
import { type AccessRule, accessRulesOf, isDeny, ruleKey } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { CAPABILITIES } from "../policy/capability.ts";
import { readPathPattern } from "../policy/path-pattern.ts";
import { readRulesFile } from "../policy/read-rules-file.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { applyEdits, type TextEdit } from "../text/text-edit.ts";
import type { OfferedFix } from "./find-fixes.ts";
import { joinFixes } from "./join-fixes.ts";

/**
 * One fix that is made of all safe ones; nothing when there is none. Fixes that collide wait for the next time.
 * @param assumptions those by which access is compared.
 * @param beside the rules that the roles of the file have from other files.
 */
export function findSafeFixes(
  file: RulesFile,
  problems: readonly Problem[],
  assumptions: Assumptions,
  beside: readonly AccessRule[] = [],
): OfferedFix | undefined {
  if (!hasOnlyPlainFaults(file.text, file.json)) return undefined;
  const candidates = problems.filter((problem) => !UNPROVABLE.has(problem.code) && certainFix(problem).length > 0);
  const all = offer(candidates);
  if (all.edits.length === 0) return undefined;
  const errors = countErrors(file, assumptions);
  const keys = new Set(beside.map(ruleKey));
  const isSafe = (fix: OfferedFix): boolean => {
    const after = readFixed(file, fix);
    return (
      after !== undefined &&
      !bringsError(errors, countErrors(after, assumptions)) &&
      keepsTwins(file, after, keys) &&
      keepsAccess(file, after, assumptions)
    );
  };
  if (isSafe(all)) return all;
  const codes = [...new Set(candidates.map(({ code }) => code))];
  const safe = codes.filter((code) => isSafe(offer(candidates.filter((one) => one.code === code))));
  const rest = offer(candidates.filter(({ code }) => safe.includes(code)));
  return rest.edits.length > 0 && isSafe(rest) ? rest : undefined;
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

/** The file with a fix made; nothing where its text is read with a new fault. */
function readFixed(file: RulesFile, { edits, problems }: OfferedFix): RulesFile | undefined {
  const after = readRulesFile(applyEdits(file.text, edits));
  const mended = problems.filter(({ code }) => code === jsonSyntax.code).length;
  const isRead =
    after.json.faults.length === file.json.faults.length - mended && hasOnlyPlainFaults(after.text, after.json);
  return isRead ? after : undefined;
}

/** Whether the same rules are in other files, too, by type and path: what applying both does is unknown (F1.9, A12). */
function keepsTwins(before: RulesFile, after: RulesFile, keys: ReadonlySet<string>): boolean {
  const [was, is] = [before, after].map(
    (file) => new Set(accessRulesOf(file, "").flatMap((rule) => (keys.has(ruleKey(rule)) ? ruleKey(rule) : []))),
  );
  return was?.size === is?.size && [...(was ?? [])].every((key) => is?.has(key));
}

/** How many errors the checks find, by their codes. Which of them a user is told, and as what, does not matter here. */
function countErrors(file: RulesFile, assumptions: Assumptions): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of runChecks(file, { extraRuleTypes: [], syntax: "all", assumptions }))
    if (severity === "error") counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function bringsError(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): boolean {
  return [...after].some(([code, count]) => count > (before.get(code) ?? 0));
}

/**
 * Whether a file permits the same after as before, alone and with everything granted beside: then it does with whatever
 * other files and roles grant. What could not be decided is not safe.
 */
function keepsAccess(before: RulesFile, after: RulesFile, assumptions: Assumptions): boolean {
  const [was, is] = [accessRulesOf(before, ""), accessRulesOf(after, "")];
  if (!grantSame(was, is, assumptions)) return false;
  const [wasDenied, isDenied] = [was.filter(isDeny), is.filter(isDeny)];
  const all = grantAll([...wasDenied, ...isDenied]);
  return all.length === 0 || grantSame([...all, ...wasDenied], [...all, ...isDenied], assumptions);
}

/** Rules that grant everything of each rule type that some rules are of. */
function grantAll(rules: readonly AccessRule[]): AccessRule[] {
  return [...new Set(rules.map(({ ruleType }) => ruleType))].map((ruleType) => ({
    ruleType,
    pattern: EVERYTHING,
    capabilities: CAPABILITIES.flatMap(({ name }) => (name === "deny" ? [] : name)),
    expiry: undefined,
    accessesLeft: undefined,
    source: { document: "", span: { start: 0, end: 0 }, line: 0 },
  }));
}

const EVERYTHING = readPathPattern("/*");

function grantSame(before: readonly AccessRule[], after: readonly AccessRule[], assumptions: Assumptions): boolean {
  const [was, is] = [holderOf(before, assumptions), holderOf(after, assumptions)];
  // What a value that is not plain makes of a path is not certain (A7), and must not become another uncertainty.
  const [may, might] = [was, is].map(({ roles }) =>
    prepareClient(roles, { ...AT_ONCE, assumptions, claims: "widest" }),
  );
  return (
    isNoChange(compareAtMoments(was, is, AT_ONCE)) &&
    (may === undefined || might === undefined || isNoChange(compareAccess(may, might)))
  );
}

const AT_ONCE = { time: 0, appliedAt: 0 };

function isNoChange({ decided, gained, lost }: AccessComparison): boolean {
  return decided && gained.length === 0 && lost.length === 0;
}

function holderOf(rules: readonly AccessRule[], assumptions: Assumptions): HeldRoles {
  const role = { name: "this role", admin: false, rules, associations: [] };
  return { roles: [role], assumptions };
}
