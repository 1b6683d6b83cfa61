// "What": everything the client may do, as a tree-table by rule type and path, with its filters.

import { drawCommand, drawMessage } from "./draw-sentences.ts";
import { make } from "./make-element.ts";
import { makeChoice, makeText } from "./make-field.ts";
import { capabilityOptions, ruleTypeOptions } from "./rule-types.ts";
import { makeTreeGrid } from "./tree-grid.ts";
import type { ViewContext, ViewSection } from "./view-context.ts";
import type { ViewState } from "./view-state.ts";

/** The section "What", for the chosen client. Rows are asked for as they come into view. */
export function whatSection(context: ViewContext): ViewSection {
  const search = makeText("Search", (value) => context.change({ search: value }), { placeholder: "part of a path" });
  const capability = makeChoice("Capability", (value) => context.change({ capability: value }));
  const ruleType = makeChoice("Rule type", (value) => context.change({ onlyRuleType: value }));
  const only = makeChoice("Show", (value) => context.change({ only: value as ViewState["only"] }));
  const basis = makeChoice("As", (value) => context.change({ basis: value as ViewState["basis"] }));
  const status = make("p", { class: "note", role: "status" });
  const message = make("div");
  const command = make("div");
  const grid = makeTreeGrid("What the client may do", {
    need: () => refresh(),
    toggle: ({ key }) => {
      const { toggled } = context.state;
      context.change({ toggled: toggled.includes(key) ? toggled.filter((each) => each !== key) : [...toggled, key] });
    },
    take: ({ witness, ruleType: type }) => context.change({ section: "path", path: witness, ruleType: type }),
  });

  const showFields = (): void => {
    const { state, choices } = context;
    search.setValue(state.search);
    capability.setOptions([{ value: "", label: "any" }, ...capabilityOptions(choices)], state.capability);
    ruleType.setOptions([{ value: "", label: "any" }, ...ruleTypeOptions(choices)], state.onlyRuleType);
    only.setOptions(ONLY, state.only);
    basis.setOptions(BASES, state.basis);
    basis.element.hidden = !choices.hasInventory;
  };
  const refresh = async (): Promise<void> => {
    const { state, client, time, bridge } = context;
    showFields();
    if (!client) return;
    const page = grid.wanted();
    const reply = await bridge.ask("policyLens/access", {
      ...{ uri: state.uri, client, basis: state.basis, toggled: state.toggled, ...page },
      // Only what has changed needs the earlier texts.
      ...(state.only === "changed" ? { base: state.base } : {}),
      filter: {
        text: state.search,
        capability: state.capability === "" ? undefined : state.capability,
        ruleType: state.onlyRuleType === "" ? undefined : state.onlyRuleType,
        only: state.only,
      },
      ...(time === undefined ? {} : { time }),
    });
    if (!reply) return;
    const answer = "answer" in reply ? reply.answer : undefined;
    grid.element.hidden = answer === undefined || answer.total === 0;
    message.replaceChildren(...("fault" in reply ? [reply.fault] : reply.answer.remarks).map(drawMessage));
    if (!answer) return;
    grid.show(answer, page.offset);
    const text = countText(answer);
    if (status.textContent !== text) status.textContent = text;
    command.replaceChildren(drawCommand(bridge, answer, context.announce));
  };
  return {
    element: make(
      "div",
      { class: "section" },
      make(
        "div",
        { class: "fields" },
        search.element,
        capability.element,
        ruleType.element,
        only.element,
        basis.element,
      ),
      status,
      message,
      grid.element,
      command,
    ),
    refresh: () => void refresh(),
  };
}

const ONLY = [
  { value: "all", label: "everything" },
  { value: "changed", label: "only changed" },
  { value: "denied", label: "only denied" },
];

const BASES = [
  { value: "objects", label: "real objects" },
  { value: "patterns", label: "patterns" },
];

function countText({
  shown,
  all,
  basis,
}: {
  readonly shown: number;
  readonly all: number;
  readonly basis: string;
}): string {
  const one = basis === "objects" ? "object" : "pattern";
  const noun = all === 1 ? one : `${one}s`;
  return shown === all ? `${all} ${noun}` : `${shown} of ${all} ${noun}`;
}
