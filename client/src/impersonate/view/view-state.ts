// What the view remembers while it is hidden and when the window is reloaded: what was asked, never an answer.

import type { AskedClient, Base, Section, ViewTarget } from "../view-messages.ts";

export interface ViewState {
  readonly uri: string;
  /** Nothing until somebody is chosen; then the first of those who can be. */
  readonly client: AskedClient | undefined;
  /** As it is typed; empty for now. */
  readonly time: string;
  readonly section: Section;
  readonly path: string;
  readonly ruleType: string;
  readonly search: string;
  readonly capability: string;
  readonly onlyRuleType: string;
  readonly only: "all" | "changed" | "denied";
  readonly basis: "objects" | "patterns";
  readonly toggled: readonly string[];
  readonly base: Base;
  readonly scope: "client" | "roles";
  readonly whoCapability: string;
  readonly whoRuleType: string;
  readonly whoPattern: string;
}

const FIRST: ViewState = {
  uri: "",
  client: undefined,
  time: "",
  section: "what",
  path: "",
  ruleType: "item-rule",
  search: "",
  capability: "",
  onlyRuleType: "",
  only: "all",
  basis: "objects",
  toggled: [],
  base: "head",
  scope: "client",
  whoCapability: "read",
  whoRuleType: "item-rule",
  whoPattern: "/*",
};

/** What VS Code has kept, where it has the shape of today. */
export function readState(kept: unknown): ViewState {
  const hasShape = typeof kept === "object" && kept !== null && "uri" in kept && typeof kept.uri === "string";
  return hasShape ? { ...FIRST, ...(kept as Partial<ViewState>) } : FIRST;
}

/** The state that shows a target. */
export function stateFor(
  state: ViewState,
  { uri, client, section, path, ruleType, capability, search, scope }: ViewTarget,
): ViewState {
  const isWho = section === "who-can";
  const another = uri !== undefined && uri !== state.uri;
  return {
    ...state,
    ...(uri === undefined ? {} : { uri }),
    ...(client ? { client } : another ? { toggled: [] } : {}),
    ...(section === undefined ? {} : { section }),
    ...(path === undefined || section === "what" ? {} : isWho ? { whoPattern: path } : { path }),
    ...(ruleType === undefined ? {} : isWho ? { whoRuleType: ruleType } : { ruleType }),
    ...(scope === undefined ? {} : { scope }),
    ...(search === undefined ? {} : { search }),
    ...(capability === undefined ? {} : { whoCapability: capability }),
  };
}

/** The moment in question in unix seconds; nothing for now, or for what is no time. */
export function timeOf({ time }: ViewState): number | undefined {
  const at = time === "" ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}
