// The sub-claims of a client that has no name: the keys that associations look at are offered, others can be added,
// and the output of `describe-sub-claims` can be taken from the clipboard or a file.

import type { AskedClient } from "../view-messages.ts";
import { type Claims, claimsOf, readLines, valuesOf, withValues, writeLines } from "./claims.ts";
import { make, makeButton, makeLink } from "./make-element.ts";
import { type Field, makeLines, makeText } from "./make-field.ts";
import type { ViewContext, ViewSection } from "./view-context.ts";

/** The fields for sub-claims; hidden where the client is a named identity, whose claims the manifest has. */
export function claimsEditor(context: ViewContext): ViewSection {
  const rows = make("div", { class: "fields" });
  const newKey = makeText("Other sub-claim", () => undefined, { placeholder: "its key" });
  const element = make(
    "div",
    { class: "claims", role: "group", "aria-label": "Sub-claims" },
    rows,
    make(
      "div",
      { class: "fields" },
      newKey.element,
      makeButton("Add", () => addKey()),
      makeButton("Paste claims", () => context.bridge.send({ type: "claims", from: "clipboard" })),
      makeButton("Claims from a file…", () => context.bridge.send({ type: "claims", from: "file" })),
    ),
  );
  let drawn = "";
  let fields = new Map<string, Field>();

  const addKey = (): void => {
    const key = Reflect.get(newKey.control, "value");
    if (typeof key !== "string" || key.trim() === "") return;
    const claims = claimsOf(context.client);
    setClaims(context, withValues(claims, key.trim(), valuesOf(claims, key.trim())));
    Reflect.set(newKey.control, "value", "");
  };
  return {
    element,
    refresh: () => {
      const { client } = context;
      element.hidden = client === undefined || client.kind === "identity";
      if (!client || element.hidden) return;
      const claims = claimsOf(client);
      const offered = offeredKeys(context, client);
      const keys = [...new Set([...offered.keys(), ...Object.keys(claims)])];
      const now = JSON.stringify([client.kind, client.name, keys]);
      if (now !== drawn) {
        drawn = now;
        fields = new Map(keys.map((key) => [key, claimField(context, key)]));
        rows.replaceChildren(
          ...[...fields].map(([key, field]) => claimRow(context, key, field, offered.get(key) ?? [])),
        );
      }
      for (const [key, field] of fields) field.setValue(writeLines(valuesOf(claims, key)));
    },
  };
}

function claimField(context: ViewContext, key: string): Field {
  return makeLines(
    key,
    (text) => setClaims(context, withValues(claimsOf(context.client), key, readLines(text))),
    "values, each on a line",
  );
}

function claimRow(context: ViewContext, key: string, field: Field, known: readonly string[]): HTMLElement {
  const add = (value: string): void => {
    const claims = claimsOf(context.client);
    setClaims(context, withValues(claims, key, [...new Set([...valuesOf(claims, key), value])]));
  };
  const links = known
    .slice(0, MOST_OFFERED)
    .map((value) => makeLink(value, () => add(value), `Add ${value} to ${key}`));
  return make(
    "div",
    { class: "claim" },
    field.element,
    make("div", { class: "known" }, ...links.flatMap((link) => [link, " "])),
  );
}

const MOST_OFFERED = 12;

function setClaims(context: ViewContext, claims: Claims): void {
  const { client } = context;
  if (client && client.kind !== "identity") context.change({ client: { ...client, claims } });
}

/** The keys that associations of the auth method look at, with the values that they name. */
function offeredKeys({ choices }: ViewContext, { kind, name }: AskedClient): ReadonlyMap<string, readonly string[]> {
  const method = kind === "auth-method" ? choices.authMethods.find((each) => each.name === name) : undefined;
  return new Map((method?.keys ?? []).map(({ key, values }) => [key, values]));
}
