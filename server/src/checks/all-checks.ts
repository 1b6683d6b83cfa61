import type { Check } from "./check.ts";

/** Every check, in the order of the documentation. The repository's tests hold docs, settings and fixtures to this list. */
export const CHECKS: readonly Check[] = [];
