import type { InventoryItem } from "../policy/inventory.ts";

/** Whether an item of the inventory is a rotated secret, by its type in the export. */
export function isRotatedSecret({ itemType }: InventoryItem): boolean {
  return itemType !== undefined && /rotated/i.test(itemType);
}
