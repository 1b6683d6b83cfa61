// What every section of the view is given: the state, how to change it, and how to ask.

import type { AskedClient, ViewAnswer } from "../view-messages.ts";
import type { Bridge } from "./bridge.ts";
import type { ViewState } from "./view-state.ts";

export type Choices = ViewAnswer<"policyLens/clients">;

export interface ViewContext {
  readonly bridge: Bridge;
  readonly state: ViewState;
  readonly choices: Choices;
  /** Whom the answers are about. */
  readonly client: AskedClient | undefined;
  /** The moment in question in unix seconds; nothing for now. */
  readonly time: number | undefined;
  /** Keeps a change and shows what follows from it. */
  change(change: Partial<ViewState>): void;
  /** Says something to those who do not see the change. */
  announce(text: string): void;
}

/** A part of the view. */
export interface ViewSection {
  readonly element: HTMLElement;
  /** Asks and draws anew; what is typed meanwhile stays. */
  refresh(): void;
}
