/** The findings that say that a rule is without effect. A rule has one of them at most. */
export const WASTE_CODES: ReadonlySet<string> = new Set(["never-grants", "adds-nothing", "deny-protects-nothing"]);
