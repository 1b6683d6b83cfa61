// "Who": whom all answers are about, at what time, and what this client holds and why not the rest.

import type { AskedClient } from "../view-messages.ts";
import { claimsEditor } from "./claims-editor.ts";
import { drawMessage, drawSentence } from "./draw-sentences.ts";
import { make, makeButton } from "./make-element.ts";
import { makeChoice, makeText } from "./make-field.ts";
import type { ViewContext, ViewSection } from "./view-context.ts";

/** The section "Who", which chooses the client and the time for all others, and tells the extension whom. */
export function whoSection(context: ViewContext): ViewSection {
  const who = makeChoice("Impersonate", (value) => context.change({ client: JSON.parse(value) as AskedClient }));
  const time = makeText("At (empty: now)", (value) => context.change({ time: value }), { type: "datetime-local" });
  const claims = claimsEditor(context);
  const holds = make("div", { class: "holds" });
  const missing = make("div");
  let told = "";

  const refresh = async (): Promise<void> => {
    const { state, client, choices, bridge } = context;
    who.setOptions(clientOptions(context), JSON.stringify(client && withoutClaims(client)));
    time.setValue(state.time);
    claims.refresh();
    missing.replaceChildren(...drawMissing(context), ...drawErrors(context), ...choices.notes.map(drawMessage));
    if (!client) {
      holds.replaceChildren();
      return;
    }
    const reply = await bridge.ask("policyLens/roles", {
      ...{ uri: state.uri, client },
      ...(context.time === undefined ? {} : { time: context.time }),
    });
    if (!reply) return;
    if ("fault" in reply) {
      holds.replaceChildren(drawMessage(reply.fault));
      return;
    }
    const { title, held, notHeld } = reply.answer;
    bridge.send({ type: "chosen", uri: state.uri, client, title });
    holds.replaceChildren(
      make("p", { class: "title" }, `${title}.`),
      ...drawRoles("Holds", held, "no role"),
      ...(notHeld.length > 0 ? drawRoles("Does not hold", notHeld, "") : []),
    );
    if (told !== title) context.announce(title);
    told = title;
  };
  return {
    element: make(
      "section",
      { class: "who", "aria-label": "Who" },
      make("div", { class: "fields" }, who.element, time.element),
      claims.element,
      missing,
      holds,
    ),
    refresh: () => void refresh(),
  };
}

/** More roles than this are folded away. */
const MOST_SHOWN = 8;

function drawRoles(
  title: string,
  roles: readonly { readonly role: string; readonly admin: boolean; readonly why: string }[],
  none: string,
): HTMLElement[] {
  const items = roles.map(({ role, admin, why }) =>
    make("li", {}, make("strong", {}, role), admin ? " (the admin role)" : "", `: ${why}`),
  );
  const list = make("ul", {}, ...items);
  if (roles.length === 0) return [make("p", {}, `${title} ${none}.`)];
  if (roles.length <= MOST_SHOWN) return [make("h2", {}, title), list];
  return [make("details", {}, make("summary", {}, `${title} ${roles.length} roles`), list)];
}

function clientOptions({ choices, client }: ViewContext): { value: string; label: string }[] {
  const clients: { readonly client: AskedClient; readonly label: string }[] = [
    ...choices.identities.map(({ name }) => ({ client: { kind: "identity", name } as const, label: name })),
    ...choices.authMethods.map(({ name, kind }) => ({
      client: { kind: "auth-method", name, claims: {} } as const,
      label: `a client of ${name}${kind === undefined ? "" : ` (${kind})`}`,
    })),
    ...choices.roles.map((name) => ({
      client: { kind: "role", name, claims: {} } as const,
      label: `a client that holds only ${name}`,
    })),
  ];
  const options = clients.map((each) => ({ value: JSON.stringify(each.client), label: each.label }));
  const chosen = client && JSON.stringify(withoutClaims(client));
  // Somebody who is gone stays chosen until another is.
  const isKnown = chosen === undefined || options.some(({ value }) => value === chosen);
  return isKnown || !client ? options : [{ value: chosen, label: client.name }, ...options];
}

function withoutClaims(client: AskedClient): AskedClient {
  return client.kind === "identity"
    ? { kind: "identity", name: client.name }
    : { kind: client.kind, name: client.name, claims: {} };
}

/** Rules that are lost are in no answer, and nobody need have opened their file. */
function drawErrors({ choices: { errors, errorCount }, bridge }: ViewContext): HTMLElement[] {
  if (errorCount === 0) return [];
  const items = errors.map((sentence) => make("li", {}, ...drawSentence(bridge, sentence)));
  const more = errorCount > errors.length ? [make("li", {}, `${errorCount - errors.length} more.`)] : [];
  const text = "By errors in its files the policy may say another thing than was meant:";
  return [make("div", { class: "missing" }, drawMessage(text), make("ul", {}, ...items, ...more))];
}

function drawMissing({ choices, bridge }: ViewContext): HTMLElement[] {
  const make_ = makeButton(
    choices.hasManifest || choices.leftOutBy !== undefined ? "Open the manifest" : "Make a manifest",
    () => bridge.send({ type: "make-manifest" }),
  );
  if (!choices.hasManifest) {
    const why = explainMissing(choices.leftOutBy);
    const text = `${why}, so nobody is known to hold any role. Answers are about a client that holds one role only.`;
    return [make("div", { class: "missing" }, drawMessage(text), make_)];
  }
  if (choices.identities.length === 0 && choices.authMethods.length === 0) {
    return [
      make("div", { class: "missing" }, drawMessage("The manifest names no auth method and no identity yet."), make_),
    ];
  }
  return [];
}

function explainMissing(leftOutBy: ViewContext["choices"]["leftOutBy"]): string {
  if (leftOutBy === undefined) return "There is no policy-lens.json";
  const { path, isFaulty } = leftOutBy;
  return isFaulty
    ? `${path} has errors, and no role that can be read in it has this file`
    : `No role of ${path} has this file`;
}
