// "Compare": what the working text grants and revokes against the committed or the saved version. Gained comes first.

import type { Base, ViewAnswer } from "../view-messages.ts";
import { drawMessage, drawSentence } from "./draw-sentences.ts";
import { make, makeLink } from "./make-element.ts";
import { makeChoice } from "./make-field.ts";
import type { ViewContext, ViewSection } from "./view-context.ts";

type Comparison = ViewAnswer<"policyLens/compare">;

/** The section "Compare", for the chosen client or for all roles. It announces a summary that has become another. */
export function compareSection(context: ViewContext): ViewSection {
  const base = makeChoice("Compare with", (value) => context.change({ base: value as Base }));
  const scope = makeChoice("For", (value) => context.change({ scope: value as "client" | "roles" }));
  const answer = make("div", { class: "answer" });
  let told = "";

  const refresh = async (): Promise<void> => {
    const { state, client, time, bridge } = context;
    base.setOptions(BASES, state.base);
    scope.setOptions(SCOPES, state.scope);
    if (state.scope === "client" && !client) return;
    const whose = state.scope === "client" && client ? { client } : {};
    const params = { uri: state.uri, ...whose, base: state.base, ...(time === undefined ? {} : { time }) };
    const reply = await bridge.ask("policyLens/compare", params);
    if (!reply) return;
    if ("fault" in reply) answer.replaceChildren(drawMessage(reply.fault));
    else {
      answer.replaceChildren(...draw(context, reply.answer));
      if (told !== reply.answer.summary) context.announce(reply.answer.summary);
      told = reply.answer.summary;
    }
  };
  return {
    element: make("div", { class: "section" }, make("div", { class: "fields" }, base.element, scope.element), answer),
    refresh: () => void refresh(),
  };
}

const BASES = [
  { value: "head", label: "the committed version (HEAD)" },
  { value: "saved", label: "the saved version" },
];

const SCOPES = [
  { value: "client", label: "this client" },
  { value: "roles", label: "every role" },
];

const NOT_DECIDED = "Some questions were too large and are not decided: what is listed is true, and there may be more.";

function draw(context: ViewContext, { summary, decided, gained, lost, unchanged, against }: Comparison): HTMLElement[] {
  return [
    make("p", { class: "headline" }, summary),
    make("p", { class: "note" }, against),
    ...(decided ? [] : [drawMessage(NOT_DECIDED)]),
    ...drawChanges(context, "Gained", "+", gained),
    ...drawChanges(context, "Lost", "−", lost),
    ...drawUnchanged(unchanged),
  ];
}

function drawChanges(context: ViewContext, title: string, sign: string, changes: Comparison["gained"]): HTMLElement[] {
  if (changes.length === 0) return [];
  return [
    make("h3", {}, title),
    make(
      "ul",
      { class: `changes ${title.toLowerCase()}` },
      ...changes.map((change) => drawChange(context, sign, change)),
    ),
  ];
}

function drawChange(context: ViewContext, sign: string, change: Comparison["gained"][number]): HTMLElement {
  const { capabilities, pattern, ruleType, role, witness, remarks, before, after } = change;
  const same = witness === pattern;
  const ask = makeLink(
    witness,
    () => context.change({ section: "path", path: witness, ruleType }),
    `Ask about ${witness}`,
  );
  const side = (name: string, sentences: typeof before): HTMLElement =>
    make("li", {}, `${name}: `, ...sentences.flatMap((sentence) => [...drawSentence(context.bridge, sentence), " "]));
  return make(
    "li",
    {},
    make("strong", {}, `${sign} ${capabilities.join(", ")}`),
    " on ",
    same ? ask : make("code", {}, pattern),
    ` (${ruleType})${role === undefined ? "" : ` in role ${role}`}`,
    ...(same ? [] : ["; such as ", ask]),
    ...remarks.map((remark) => make("div", { class: "note" }, remark)),
    make("ul", { class: "sides" }, side("Before", before), side("Now", after)),
  );
}

function drawUnchanged(unchanged: Comparison["unchanged"]): HTMLElement[] {
  if (unchanged === undefined || unchanged.length === 0) return [];
  const items = unchanged.map(({ capabilities, pattern, ruleType }) =>
    make("li", {}, `${capabilities.join(", ")} on `, make("code", {}, pattern), ` (${ruleType})`),
  );
  return [make("h3", {}, "Unchanged"), make("ul", {}, ...items)];
}
