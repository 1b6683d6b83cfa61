import type { InventoryItem, SshIssuer } from "../policy/inventory.ts";

/**
 * What an item says as an issuer of SSH certificates; nothing where its type is another. Exports give empty details to
 * any item, so that one without a type must have something in them.
 */
export function sshIssuerOf({ itemType, sshIssuer }: InventoryItem): SshIssuer | undefined {
  if (itemType !== undefined) return /^ssh.?cert.?issuer$/i.test(itemType) ? sshIssuer : undefined;
  return sshIssuer && [...sshIssuer.allowedUsers, ...sshIssuer.principals].length > 0 ? sshIssuer : undefined;
}
