// The rules of a role over all of its files, as they may be reasoned about: which are judged, and what the others may
// permit at most. Which files a role has is told, too, with those that cannot be read.

import type { ClientRule } from "../evaluator/client-rule.ts";
import { type AccessRule, ruleKey } from "../policy/access-rule.ts";
import { chooseRulesFiles } from "../policy/files-of-manifest.ts";
import { groupBy } from "../policy/group-by.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import type { Role } from "../policy/role.ts";
import { findRuleType, isAdministrative, type RuleTypeWord } from "../policy/rule-type.ts";
import { standAtMost, standSound } from "./group-sound-rules.ts";
import { hasUnreadRuleType } from "./meant-key.ts";
import { findRuleAround } from "./rule-around.ts";
import type { WorkspaceView } from "./workspace-view.ts";

export interface RoleFiles {
  readonly documents: readonly string[];
  /** Whether the role has files besides that are not read. */
  readonly lacksSome: boolean;
}

/** The rules files of every role that has any. */
export function listFilesOfRoles({
  policy,
  rulesFiles,
  manifest,
  basis,
  rolesOf,
}: PolicySnapshot): Map<Role, RoleFiles> {
  const listed = new Map<Role, RoleFiles>();
  const documentsOf = new Map<Role, string[]>();
  for (const document of rulesFiles.keys()) {
    for (const role of rolesOf(document)) {
      const documents = documentsOf.get(role) ?? [];
      documents.push(document);
      documentsOf.set(role, documents);
    }
  }
  const unread = basis.unread.map(([path]) => path);
  for (const [at, role] of policy.roles.entries()) {
    const documents = documentsOf.get(role);
    // The roles of the manifest come first, in its order.
    const written = unread.length > 0 ? manifest?.manifest.roles[at] : undefined;
    const lacksSome = manifest && written ? chooseRulesFiles(manifest.files, written, unread).length > 0 : false;
    if (documents) listed.set(role, { documents, lacksSome });
  }
  return listed;
}

/**
 * Rules of a role by rule type, without administrative ones, in their order. Those that are judged keep their
 * `rule`; all others stand with a copy of it that proves nothing: rules that are an error, and those of which the role
 * has another with the same rule type and path, since nobody knows what applying both does (F1.9, A12).
 */
export function standInRole(
  view: WorkspaceView,
  rules: readonly AccessRule[],
): ReadonlyMap<string, readonly ClientRule[]> {
  const { assumptions } = view.snapshot.policy;
  const types = new Map(rules.map((rule) => [rule, typeOf(view, rule)]));
  const twins = findTwins(rules, types);
  const stands = rules.flatMap((rule): ClientRule[] => {
    const type = types.get(rule);
    if (type && isAdministrative(type)) return [];
    const meant = twins.has(rule) ? { ...rule, accessesLeft: 1 } : rule;
    const sound = isFaulty(view, rule) ? undefined : standSound(meant, type, assumptions);
    return sound ? [sound] : standAtMost(rule, type, assumptions);
  });
  return groupBy(stands, ({ rule }) => rule.ruleType);
}

function isFaulty(view: WorkspaceView, rule: AccessRule): boolean {
  const written = writtenRule(view, rule);
  return written === undefined || view.faultyIn(rule.source.document).has(written);
}

/** Nothing where it is unknown. */
function typeOf(view: WorkspaceView, rule: AccessRule): RuleTypeWord | undefined {
  const written = writtenRule(view, rule);
  return written && !hasUnreadRuleType(written) ? findRuleType(rule.ruleType) : undefined;
}

function writtenRule({ snapshot }: WorkspaceView, { source }: AccessRule): ReturnType<typeof findRuleAround> {
  return findRuleAround(snapshot.rulesFiles.get(source.document)?.rules ?? [], source.span);
}

/** A rule of an unknown type may be the twin of any other on its path. */
function findTwins(
  rules: readonly AccessRule[],
  types: ReadonlyMap<AccessRule, RuleTypeWord | undefined>,
): ReadonlySet<AccessRule> {
  const unknown = new Set(rules.flatMap((rule) => (types.get(rule) ? [] : rule.pattern.normal)));
  const sameKey = [...groupBy(rules, ruleKey).values()].filter(({ length }) => length > 1).flat();
  return new Set([...sameKey, ...rules.filter(({ pattern }) => unknown.has(pattern.normal))]);
}
