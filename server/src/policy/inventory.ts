// The objects that exist, as far as exports tell: what rules reach in practice. Decisions never depend on it.

import type { Place } from "./place.ts";

export interface Inventory {
  readonly items: readonly InventoryItem[];
  readonly targets: readonly InventoryTarget[];
}

export interface InventoryItem {
  /** With its leading slash. */
  readonly path: string;
  readonly itemType: string | undefined;
  readonly autoRotate: boolean | undefined;
  readonly sshIssuer: SshIssuer | undefined;
  /** The statement that makes a dynamic secret's user, where the export has it. */
  readonly creationStatement: string | undefined;
  readonly place: Place;
}

export interface SshIssuer {
  readonly allowedUsers: readonly string[];
  readonly principals: readonly string[];
}

export interface InventoryTarget {
  readonly path: string;
  readonly targetType: string | undefined;
  readonly place: Place;
}

export const EMPTY_INVENTORY: Inventory = { items: [], targets: [] };
