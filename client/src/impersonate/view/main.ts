// The page of the simulator: who asks, and four sections of answers. It asks and draws; the server decides everything.

import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-tab-header/index.js";
import "@vscode-elements/elements/dist/vscode-tab-panel/index.js";
import "@vscode-elements/elements/dist/vscode-tabs/index.js";
import "@vscode-elements/elements/dist/vscode-textarea/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import type { AskedClient, Section } from "../view-messages.ts";
import { openBridge } from "./bridge.ts";
import { compareSection } from "./compare-section.ts";
import { drawMessage } from "./draw-sentences.ts";
import { make } from "./make-element.ts";
import { pathSection } from "./path-section.ts";
import type { Choices, ViewContext } from "./view-context.ts";
import { readState, stateFor, timeOf, type ViewState } from "./view-state.ts";
import { whatSection } from "./what-section.ts";
import { whoCanSection } from "./who-can-section.ts";
import { whoSection } from "./who-section.ts";

const SECTIONS: readonly { readonly name: Section; readonly title: string }[] = [
  { name: "what", title: "What" },
  { name: "path", title: "One path" },
  { name: "compare", title: "Compare" },
  { name: "who-can", title: "Who can" },
];

const bridge = openBridge();
const live = make("p", { class: "hidden", role: "status", "aria-live": "polite" });
let state: ViewState = readState(bridge.api.getState());
let choices: Choices | undefined;
/** Whether the view was turned to another document, and who can be asked for there is not known yet. */
let isMoved = false;

const keep = (next: ViewState): void => {
  state = next;
  bridge.api.setState(state);
};

const context: ViewContext = {
  bridge,
  get state() {
    return state;
  },
  get choices() {
    if (!choices) throw new Error("Nobody can be asked for yet.");
    return choices;
  },
  get client() {
    return state.client ?? (choices && firstClient(choices));
  },
  get time() {
    return timeOf(state);
  },
  change: (change) => {
    keep({ ...state, ...change });
    refresh();
  },
  announce: (text) => {
    live.textContent = text;
  },
};

const who = whoSection(context);
const parts = {
  what: whatSection(context),
  path: pathSection(context),
  compare: compareSection(context),
  "who-can": whoCanSection(context),
};
const tabs = make("vscode-tabs", { "selected-index": indexOf(state.section), class: "sections" });
const message = make("div", { class: "whole" });
const page = make("main", {}, make("h1", { class: "hidden" }, "Impersonate"), message, who.element, tabs, live);

for (const { name, title } of SECTIONS) {
  tabs.append(make("vscode-tab-header", { slot: "header" }, title), make("vscode-tab-panel", {}, parts[name].element));
}
tabs.addEventListener("vsc-tabs-select", () => {
  const section = SECTIONS[tabs.selectedIndex]?.name;
  if (section !== undefined && section !== state.section) context.change({ section });
});
window.addEventListener("resize", () => refresh());

/** Asks for what is in sight and nothing else. */
function refresh(): void {
  if (!choices) return;
  const index = indexOf(state.section);
  if (tabs.selectedIndex !== index) tabs.selectedIndex = index;
  who.refresh();
  // The panel is laid out first: the table looks at its own height.
  requestAnimationFrame(() => parts[state.section].refresh());
}

/** Begins with who can be asked for: everything else depends on it. */
async function reload(): Promise<void> {
  if (state.uri === "") return;
  const reply = await bridge.ask("policyLens/clients", { uri: state.uri });
  if (!reply) return;
  const isThere = "answer" in reply;
  if (isThere) choices = reply.answer;
  else bridge.send({ type: "nobody" });
  if (isThere && isMoved) forgetStranger(reply.answer);
  message.replaceChildren(...(isThere ? [] : [drawMessage(reply.fault)]));
  who.element.hidden = tabs.hidden = !isThere;
  if (isThere) refresh();
}

/** In another policy somebody else may be asked for. */
function forgetStranger({ identities, authMethods, roles }: Choices): void {
  isMoved = false;
  const { client } = state;
  const known = {
    identity: identities.map(({ name }) => name),
    "auth-method": authMethods.map(({ name }) => name),
    role: roles,
  };
  if (client && !known[client.kind].includes(client.name)) keep({ ...state, client: undefined });
}

/** In a narrow view the library would leave the last tabs out of sight. */
function wrapTabs(element: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".tablist { flex-wrap: wrap; }");
  element.shadowRoot?.adoptedStyleSheets.push(sheet);
}

/** A named identity, else a role of the file. */
function firstClient({ identities, roles }: Choices): AskedClient | undefined {
  const [identity] = identities;
  if (identity) return { kind: "identity", name: identity.name };
  const [role] = roles;
  return role === undefined ? undefined : { kind: "role", name: role, claims: {} };
}

function indexOf(section: Section): number {
  return SECTIONS.findIndex(({ name }) => name === section);
}

bridge.listen((said) => {
  switch (said.type) {
    case "changed":
      return void reload();
    case "show":
      isMoved ||= said.target.uri !== undefined && said.target.uri !== state.uri && !said.target.client;
      keep(stateFor(state, said.target));
      return void reload();
    case "claims": {
      const { client } = context;
      if (client && client.kind !== "identity") context.change({ client: { ...client, claims: said.claims } });
    }
  }
});

document.body.append(page);
wrapTabs(tabs);
who.element.hidden = tabs.hidden = true;
bridge.send({ type: "ready" });
void reload();
