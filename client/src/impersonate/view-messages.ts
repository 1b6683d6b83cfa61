// What the view and the extension say to each other. The view asks the server through the extension, which forwards
// only the methods named here.

import type { CustomRequests } from "../../../server/src/lsp/protocol.ts";

/** The requests that the view may make. */
export const VIEW_METHODS = [
  "policyLens/clients",
  "policyLens/roles",
  "policyLens/decidePath",
  "policyLens/access",
  "policyLens/compare",
  "policyLens/whoCan",
  "policyLens/completePath",
] as const;

export type ViewMethod = (typeof VIEW_METHODS)[number];

/** Parameters without the earlier texts: the extension reads these. */
export type ViewParams<M extends ViewMethod> = Omit<CustomRequests[M]["params"], "earlier" | "lane"> & {
  readonly base?: Base;
};

/** What the working texts are compared with. */
export type Base = "head" | "saved";

export type ViewAnswer<M extends ViewMethod> = Exclude<CustomRequests[M]["answer"], { readonly fault: string }>;

export type AskedClient = CustomRequests["policyLens/roles"]["params"]["client"];

/** A sentence in pieces: plain text, and mentions of rules that lead to their lines. */
export type LinkedSentence = ViewAnswer<"policyLens/decidePath">["because"][number];

type LinkedMention = Exclude<LinkedSentence[number], string>;

export type FromView =
  | { readonly type: "ready" }
  | { readonly type: "ask"; readonly id: number; readonly method: ViewMethod; readonly params: ViewParams<ViewMethod> }
  | { readonly type: "open"; readonly place: Pick<LinkedMention, "uri" | "range"> }
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "claims"; readonly from: "clipboard" | "file" }
  | { readonly type: "make-manifest" }
  /** There is nothing to ask about. */
  | { readonly type: "nobody" }
  /** Whom the answers are about now, for the hints in the text. */
  | { readonly type: "chosen"; readonly uri: string; readonly client: AskedClient; readonly title: string };

export type ToView =
  | { readonly type: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly type: "failed"; readonly id: number; readonly message: string }
  /** The text or what belongs to it has changed. */
  | { readonly type: "changed" }
  | { readonly type: "show"; readonly target: ViewTarget }
  | { readonly type: "claims"; readonly claims: Readonly<Record<string, readonly string[]>> };

/** What the view is to show; what is missing stays as it is. */
export interface ViewTarget {
  readonly uri?: string;
  readonly client?: AskedClient;
  readonly section?: Section;
  readonly path?: string;
  readonly ruleType?: string;
  readonly capability?: string;
  readonly search?: string;
  readonly scope?: "client" | "roles";
}

export type Section = "what" | "path" | "compare" | "who-can";
