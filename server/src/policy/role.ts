// Who holds which rules: roles and the associations that give them to clients.

import type { AccessRule } from "./access-rule.ts";
import type { Place } from "./place.ts";

export interface Role {
  readonly name: string;
  /** The built-in admin role has full access (F4.6). */
  readonly admin: boolean;
  readonly rules: readonly AccessRule[];
  readonly associations: readonly Association[];
  /** Where the manifest or an export names it; absent for a role that stands for a rules file. */
  readonly place?: Place | undefined;
}

/** Whether one of the roles is the admin role, whose full access no rule narrows (F4.6, A2). */
export function holdsAdminRole({ roles }: { readonly roles: readonly Pick<Role, "admin">[] }): boolean {
  return roles.some(({ admin }) => admin);
}

/** Gives a role to the clients of an auth method whose claims match its sub-claims (F6.1 to F6.8). */
export interface Association {
  readonly authMethod: string;
  /** Every key must match (F6.1). None: every client of the auth method (F6.6). */
  readonly subClaims: readonly SubClaim[];
  readonly caseSensitive: boolean;
  /** Whether `AND` and `OR` stand between the values of a key (F6.5). */
  readonly operators: boolean;
  readonly place?: Place | undefined;
}

export interface SubClaim {
  readonly key: string;
  /** Alternatives (F6.1); with `?` and `*` (F6.2). */
  readonly values: readonly string[];
  /** Whether something stands there that cannot be read: what it demands is not known, and it has no values. */
  readonly unread?: true;
}

/** A client's claims: every key with its values (F6.4). */
export type Claims = ReadonlyMap<string, readonly string[]>;

export const NO_CLAIMS: Claims = new Map();
