// A first manifest from what is at hand: a role for each rules file, or the roles of an export, and one client to try.

import { roleNameOfFile } from "../../policy/assemble-policy.ts";

/**
 * The text of a manifest. The auth method and the identity in it are examples to be replaced.
 * @param rulesPaths the rules files, relative to the manifest.
 * @param roleExport the output of `list-roles --json`, relative to the manifest, if there is one.
 */
export function draftManifest(rulesPaths: readonly string[], roleExport: string | undefined): string {
  const associations = [{ authMethod: EXAMPLE_METHOD, subClaims: { groups: ["my-group"] } }];
  const roles = rulesPaths.map((path) => [nameFor(path, rulesPaths), { rules: [path], associations }] as const);
  const manifest =
    roleExport === undefined
      ? {
          roles: Object.fromEntries(roles),
          authMethods: { [EXAMPLE_METHOD]: { kind: "saml2" } },
          identities: { client1: { authMethod: EXAMPLE_METHOD, claims: { groups: ["my-group"] } } },
        }
      : { roles: {}, exports: { roles: roleExport } };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const EXAMPLE_METHOD = "my-auth-method";

/** Files of the same name in several folders are told apart by their folders. */
function nameFor(path: string, paths: readonly string[]): string {
  const name = roleNameOfFile(path);
  const isRepeated = paths.some((other) => other !== path && roleNameOfFile(other) === name);
  return isRepeated ? `${path.slice(0, path.lastIndexOf("/"))}/${name}` : name;
}
