/** Which rules are looked for: those with any of these outcome bits, and of these no more than so many. */
export interface Sought {
  readonly bits: number;
  /** Where there are more, only some are named, but more than this. */
  readonly most?: number;
}

/** All rules, also those without any bits. */
export const ALL_RULES: Sought = { bits: -1 };
