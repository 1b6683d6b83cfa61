// Auth methods: how a client proves who it is, and whether many clients share one.

import type { JsonObject } from "../text/json-tree.ts";
import { nearestWord } from "../text/nearest-word.ts";
import type { Place } from "./place.ts";

export interface AuthMethod {
  readonly name: string;
  /** Exports join roles and auth methods on it. */
  readonly accessId: string | undefined;
  /** One of AUTH_METHOD_KINDS, another word as written, or nothing when it is not told. */
  readonly kind: string | undefined;
  /** Whether every association must have sub-claims (F6.8); absent when it is not told. */
  readonly forceSubClaims: boolean | undefined;
  /** From when on its clients are let in no more, in unix seconds; absent: never. */
  readonly expiresAt: number | undefined;
  /** Where the manifest or an export names it. */
  readonly place?: Place | undefined;
}

export const AUTH_METHOD_KINDS: readonly string[] = [
  "api_key",
  "aws_iam",
  "azure_ad",
  "cert",
  "email_pass",
  "gcp",
  "k8s",
  "kerberos",
  "ldap",
  "oauth2/jwt",
  "oci",
  "oidc",
  "saml2",
  "universal_identity",
];

/** Kinds where one auth method stands for many people or workloads, so that sub-claims are needed. */
export const SHARED_KINDS: ReadonlySet<string> = new Set([
  "saml2",
  "oidc",
  "ldap",
  "oauth2/jwt",
  "k8s",
  "aws_iam",
  "azure_ad",
  "gcp",
  "oci",
]);

/** The known kind that a written word most probably means, or nothing. */
export function nearestKind(written: string): string | undefined {
  return KIND_ALIASES.get(written.toLowerCase()) ?? nearestWord(written, AUTH_METHOD_KINDS);
}

/** The kind by the one `<kind>_access_rules` object of an export that is not empty. */
export function kindByAccessRules(accessInfo: JsonObject): string | undefined {
  for (const { key, value } of accessInfo.members) {
    const kind = /^(.+)_access_rules$/.exec(key.value)?.[1];
    if (kind !== undefined && value?.kind === "object" && value.members.length > 0)
      return KIND_ALIASES.get(kind) ?? kind;
  }
  return undefined;
}

const KIND_ALIASES: ReadonlyMap<string, string> = new Map([
  ["oauth2", "oauth2/jwt"],
  ["jwt", "oauth2/jwt"],
  ["saml", "saml2"],
]);
