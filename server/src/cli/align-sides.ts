// Makes two sides of a comparison speak of the same roles. A rules file by itself says rules and nothing else: which
// role it is for, who holds that and whether it is the admin role is told by the other side where that knows more.
// It changes no rule.

import type { AccessRule } from "../policy/access-rule.ts";
import { nameAuthMethods } from "../policy/join-account.ts";
import { nameKey } from "../policy/names.ts";
import type { Role } from "../policy/role.ts";
import type { Fault } from "./find-side.ts";
import type { LoadedSide } from "./load-side.ts";

/** Both sides, with what there is to say about them on standard error. */
export interface AlignedSides {
  readonly sides: readonly [before: LoadedSide, after: LoadedSide];
  readonly remarks: readonly string[];
}

/**
 * Two single files are versions of one role; files beside a manifest or an export stand for roles of that.
 * @returns a fault where a file may stand for several.
 */
export function alignSides(before: LoadedSide, after: LoadedSide): AlignedSides | Fault {
  if (before.from === "rules file" && after.from === "rules file") {
    return { sides: [nameAs(before, after), after], remarks: [] };
  }
  if (knowsLess(before, after)) {
    const adapted = adapt(before, after);
    if ("fault" in adapted) return adapted;
    return { sides: [adapted.files, adapted.other], remarks: adapted.remarks };
  }
  if (knowsLess(after, before)) {
    const adapted = adapt(after, before);
    if ("fault" in adapted) return adapted;
    return { sides: [adapted.other, adapted.files], remarks: adapted.remarks };
  }
  const [was, is] = [nameMethods(before, after), nameMethods(after, before)];
  return { sides: [fillFrom(was, is), fillFrom(is, was)], remarks: [] };
}

/** From little to much of what is known of a role beside its rules. */
const KNOWLEDGE = ["rules file", "rules files", "manifest", "role export"] as const;

function knowsLess({ from }: LoadedSide, other: LoadedSide): boolean {
  return from.startsWith("rules file") && KNOWLEDGE.indexOf(from) < KNOWLEDGE.indexOf(other.from);
}

function nameAs(side: LoadedSide, { policy }: LoadedSide): LoadedSide {
  const [role] = policy.roles;
  return role === undefined
    ? side
    : withRoles(
        side,
        side.policy.roles.map((each) => ({ ...each, name: role.name })),
      );
}

interface Adapted {
  readonly files: LoadedSide;
  readonly other: LoadedSide;
  readonly remarks: readonly string[];
}

/** The roles of files become those for which they stand; of the other side a single file is compared with that only. */
function adapt(files: LoadedSide, other: LoadedSide): Adapted | Fault {
  const known = other.policy.roles;
  const isSingle = files.from === "rules file" && files.policy.roles.length > 0;
  const remarks: string[] = [];
  const taken = new Map<Role, Role>();
  const namesakes = files.policy.roles.map((role) => {
    const own = isSingle ? rolesOfFile(role, other) : [];
    return own.length === 1 ? own : findNamesakes(role, other);
  });
  const open = namesakes.findIndex(({ length }) => length > 1);
  if (open >= 0) return { fault: severalRoles(files.policy.roles[open]?.name ?? "", namesakes[open] ?? []) };
  const roles = files.policy.roles.map((role, at) => {
    const found = namesakes[at]?.[0] ?? (isSingle && known.length === 1 ? known[0] : undefined);
    if (found === undefined || taken.has(found)) {
      if (isSingle && known.length > 0)
        remarks.push(`The other side has no role for "${role.name}": it counts as new.`);
      return role;
    }
    taken.set(found, isSingle ? sameFileOnly(found, role) : found);
    return { ...found, rules: role.rules };
  });
  const compared = isSingle ? withRoles(other, [...taken.values()]) : other;
  return { files: knowMethods(assumeAs(withRoles(files, roles), other), other), other: compared, remarks };
}

/** The roles to which the manifest gives this very file: on the disk, or in git, both sides call it the same. */
function rolesOfFile({ rules }: Role, { from, policy }: LoadedSide): readonly Role[] {
  const file = rules[0]?.source.document;
  return from === "manifest" ? policy.roles.filter((role) => role.rules.some(isIn(file))) : [];
}

function isIn(file: string | undefined): (rule: AccessRule) => boolean {
  return ({ source }) => source.document === file;
}

/** The role of that name; or the only one with a file of that name, or behind whose folders the name stands; or all such. */
function findNamesakes({ name, rules }: Role, { from, policy }: LoadedSide): readonly Role[] {
  const known = policy.roles;
  const exact = known.find((role) => nameKey(role.name) === nameKey(name));
  if (exact) return [exact];
  const file = lastSegment(rules[0]?.source.document ?? "");
  // All roles of an export stand in one file, which says nothing.
  const isFileOf = (role: Role): boolean => role.rules.some(({ source }) => lastSegment(source.document) === file);
  const byFile = from === "role export" ? [] : known.filter(isFileOf);
  const byLast = known.filter((role) => lastSegment(role.name) === lastSegment(name));
  return [byFile, byLast].find(({ length }) => length === 1) ?? (byLast.length > 1 ? byLast : byFile);
}

function severalRoles(name: string, roles: readonly Role[]): string {
  const names = roles.slice(0, MOST_NAMED).map((role) => `"${role.name}"`);
  const rest = roles.length > names.length ? `${roles.length - names.length} more` : names.pop();
  const advice =
    "Compare with an export of one, as get-role prints it, or say in a manifest which role the file is for.";
  return `The other side has ${roles.length} roles for "${name}": ${names.join(", ")} and ${rest}. ${advice}`;
}

const MOST_NAMED = 5;

/** Of a role with several files the rules of the given role's file, or of one that has its name, if there is one. */
function sameFileOnly(role: Role, { rules }: Role): Role {
  const document = rules[0]?.source.document ?? "";
  const own = role.rules.filter(isIn(document));
  const file = lastSegment(document);
  const same = own.length > 0 ? own : role.rules.filter(({ source }) => lastSegment(source.document) === file);
  return same.length === 0 ? role : { ...role, rules: same };
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** As where a manifest names an export: what it does not say of who holds a role, the export says. */
function fillFrom(side: LoadedSide, other: LoadedSide): LoadedSide {
  if (side.from === "role export") return knowMethods(assumeAs(side, other), other);
  if (other.from !== "role export") return side;
  const known = new Map(other.policy.roles.map((role) => [nameKey(role.name), role]));
  const written = new Map(side.manifest?.roles.map((role) => [nameKey(role.name.value), role]));
  const roles = side.policy.roles.map((role) => {
    const same = known.get(nameKey(role.name));
    if (same === undefined) return role;
    const { admin, associations } = written.get(nameKey(role.name)) ?? {};
    return {
      ...role,
      admin: admin ?? (role.admin || same.admin),
      associations: associations || role.associations.length > 0 ? role.associations : same.associations,
    };
  });
  return withRoles(side, roles);
}

/** A manifest may know auth methods by their access ids, and then by newer names. */
function nameMethods(side: LoadedSide, { policy }: LoadedSide): LoadedSide {
  return side.exported === undefined ? side : withRoles(side, nameAuthMethods(side.exported, policy.authMethods));
}

/** That only one side tells of auth methods is no change of theirs. */
function knowMethods(side: LoadedSide, { policy: { authMethods } }: LoadedSide): LoadedSide {
  return { ...side, policy: { ...side.policy, authMethods } };
}

/** The same is taken for true on both sides where one has a manifest that says what. */
function assumeAs(side: LoadedSide, { from, policy: { assumptions } }: LoadedSide): LoadedSide {
  return from === "manifest" ? { ...side, policy: { ...side.policy, assumptions } } : side;
}

function withRoles(side: LoadedSide, roles: readonly Role[]): LoadedSide {
  return { ...side, policy: { ...side.policy, roles } };
}
