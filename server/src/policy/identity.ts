import type { Place } from "./place.ts";
import type { Claims } from "./role.ts";

/** A client as it is named in the manifest: an auth method and what it claims. */
export interface Identity {
  readonly name: string;
  readonly authMethod: string;
  readonly claims: Claims;
  readonly place?: Place | undefined;
}
