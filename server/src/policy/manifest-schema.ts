// The JSON schema of the manifest, made from the same words that the reader accepts. `schemas/policy-lens.schema.json`
// is this, written out; a test holds them equal.

import { ASSUMPTIONS } from "./assumptions.ts";
import { AUTH_METHOD_KINDS } from "./auth-method.ts";
import { MANIFEST_KEYS } from "./manifest-keys.ts";

/** A JSON schema, draft 7. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const SEVERITIES: readonly string[] = ["error", "warning", "information", "hint", "off"];

/** The schema, with the codes of the checks that can be named in it. */
export function manifestSchema(checkCodes: readonly string[]): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Policy Lens manifest",
    description: "Which rules files and exports belong together, who there is, and what the team has decided.",
    ...object(
      {
        $schema: { type: "string" },
        roles: mapOf("Roles by name, with their rules files and associations.", role()),
        authMethods: mapOf("Auth methods by name.", authMethod()),
        identities: mapOf("Named clients, to see what each may do.", identity()),
        exports: exportFiles(),
        checks: {
          description: "Severities by check.",
          type: "object",
          propertyNames: { enum: checkCodes },
          additionalProperties: { enum: SEVERITIES },
        },
        suppress: {
          description: "Findings that are known and accepted.",
          type: "array",
          items: suppression(checkCodes),
        },
        assumptions: assumptions(),
      },
      MANIFEST_KEYS.manifest,
    ),
  };
}

function role(): JsonSchema {
  return object(
    {
      rules: strings("The role's rules files, as globs relative to the manifest."),
      admin: { description: "The built-in admin role with full access.", type: "boolean" },
      associations: { description: "Who holds the role.", type: "array", items: association() },
    },
    MANIFEST_KEYS.role,
  );
}

function association(): JsonSchema {
  return {
    ...object(
      {
        authMethod: { description: "The name of the auth method.", type: "string" },
        subClaims: {
          description: "All keys must match; the values of a key are alternatives. ? and * are wildcards.",
          type: "object",
          additionalProperties: strings("A list, or one string with commas as on the command line."),
        },
        caseSensitive: { description: "Whether upper and lower case count. They do by default.", type: "boolean" },
        operators: { description: "Whether AND and OR stand between the values of a key.", type: "boolean" },
      },
      MANIFEST_KEYS.association,
    ),
    required: ["authMethod"],
  };
}

function authMethod(): JsonSchema {
  return object(
    {
      kind: { description: "How its clients prove who they are.", enum: AUTH_METHOD_KINDS },
      forceSubClaims: { description: "Whether every association must have sub-claims.", type: "boolean" },
    },
    MANIFEST_KEYS.authMethod,
  );
}

function identity(): JsonSchema {
  return {
    ...object(
      {
        authMethod: { description: "The auth method it comes by.", type: "string" },
        claims: {
          description: "Its claims: keys with their values.",
          type: "object",
          additionalProperties: strings("The values of the claim."),
        },
        claimsFile: { description: "The output of describe-sub-claims, relative to the manifest.", type: "string" },
      },
      MANIFEST_KEYS.identity,
    ),
    required: ["authMethod"],
  };
}

function exportFiles(): JsonSchema {
  const from = (command: string): JsonSchema => ({
    description: `The output of akeyless ${command} --json.`,
    type: "string",
  });
  const files = {
    roles: from("list-roles"),
    authMethods: from("list-auth-methods"),
    items: from("list-items"),
    targets: from("list-targets"),
  };
  return { description: "Exports, relative to the manifest.", ...object(files, Object.keys(files)) };
}

function suppression(checkCodes: readonly string[]): JsonSchema {
  return {
    ...object(
      {
        check: { description: "The check that is not to report it.", enum: checkCodes },
        file: { description: "The rules file, as a glob relative to the manifest.", type: "string" },
        path: { description: "The path, as it is written in the file.", type: "string" },
        reason: { description: "Why it is accepted.", type: "string" },
      },
      MANIFEST_KEYS.suppression,
    ),
    required: ["check", "reason"],
  };
}

function assumptions(): JsonSchema {
  const settable = ASSUMPTIONS.flatMap(({ id, name, statement, values }) =>
    values ? [[name, { description: `${id}: ${statement}`, enum: values, default: values[0] }] as const] : [],
  );
  const properties = Object.fromEntries(settable);
  return {
    description: "What is taken for true where Akeyless's documentation is silent.",
    ...object(properties, Object.keys(properties)),
  };
}

/** An object of known keys; the keys the reader accepts decide which are in. */
function object(properties: Record<string, JsonSchema>, keys: readonly string[]): JsonSchema {
  const kept = keys.flatMap((key) => (properties[key] ? [[key, properties[key]] as const] : []));
  return { type: "object", properties: Object.fromEntries(kept), additionalProperties: false };
}

function mapOf(description: string, schema: JsonSchema): JsonSchema {
  return { description, type: "object", additionalProperties: schema };
}

function strings(description: string): JsonSchema {
  return { description, anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };
}
