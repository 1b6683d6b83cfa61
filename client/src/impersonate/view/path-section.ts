// "One path": the effect, its reasons, what comes near, what it rests on, and the command line that says the same.

import type { ViewAnswer } from "../view-messages.ts";
import { drawCommand, drawMessage, drawSentences } from "./draw-sentences.ts";
import { make } from "./make-element.ts";
import { makeChoice, makeProposing } from "./make-field.ts";
import { ruleTypeOptions } from "./rule-types.ts";
import type { ViewContext, ViewSection } from "./view-context.ts";

/** Asks with every key that is typed; only the newest answer is shown. */
export function pathSection(context: ViewContext): ViewSection {
  const { bridge } = context;
  const path = makeProposing("Path", (value) => context.change({ path: value }), "/path/to/secret");
  const ruleType = makeChoice("Rule type", (value) => context.change({ ruleType: value }));
  const answer = make("div", { class: "answer" });
  let told = "";

  const propose = async (): Promise<void> => {
    const reply = await bridge.ask("policyLens/completePath", { uri: context.state.uri, typed: context.state.path });
    if (reply && "answer" in reply) path.propose(reply.answer.map((proposal) => proposal.path));
  };
  const refresh = async (): Promise<void> => {
    const { client, state, time } = context;
    path.setValue(state.path);
    ruleType.setOptions(ruleTypeOptions(context.choices), state.ruleType);
    void propose();
    if (!client) return;
    if (state.path === "") {
      answer.replaceChildren(drawMessage("Type a path, or take one from the proposals."));
      return;
    }
    const question = { uri: state.uri, client, path: state.path, ruleType: state.ruleType };
    const reply = await bridge.ask("policyLens/decidePath", { ...question, ...(time === undefined ? {} : { time }) });
    if (!reply) return;
    if ("fault" in reply) answer.replaceChildren(drawMessage(reply.fault));
    else {
      answer.replaceChildren(...draw(context, reply.answer));
      if (told !== reply.answer.headline) context.announce(reply.answer.headline);
      told = reply.answer.headline;
    }
  };
  return {
    element: make(
      "div",
      { class: "section" },
      make("div", { class: "fields" }, path.element, ruleType.element),
      answer,
    ),
    refresh: () => void refresh(),
  };
}

/** The headline begins with its effect, which is drawn as such. */
function drawHeadline(effect: keyof typeof EFFECTS, headline: string): HTMLElement {
  const word = EFFECTS[effect];
  const badge = make("span", { class: `badge ${effect}` }, word);
  if (!headline.startsWith(`${word}:`)) return make("p", { class: "headline" }, badge, ` ${headline}`);
  const rest = headline.slice(word.length + 1);
  return make("p", { class: "headline" }, badge, make("span", { class: "hidden" }, ":"), rest);
}

const EFFECTS = {
  allowed: "Allowed",
  denied: "Denied",
  "not-granted": "Not granted",
  uncertain: "Uncertain",
} as const;

function draw(context: ViewContext, answer: ViewAnswer<"policyLens/decidePath">): HTMLElement[] {
  const { bridge } = context;
  const { effect, headline, capabilities, because, nearMisses, assumptions } = answer;
  return [
    drawHeadline(effect, headline),
    ...(capabilities.length === 0
      ? []
      : [
          make(
            "ul",
            { class: "capabilities", "aria-label": "Capabilities" },
            ...capabilities.map((name) => make("li", {}, make("code", {}, name))),
          ),
        ]),
    ...drawSentences(bridge, "Because", because),
    ...drawSentences(bridge, "Why not", nearMisses),
    ...drawSentences(
      bridge,
      "This rests on assumptions",
      assumptions.map((sentence) => [sentence]),
    ),
    make("h3", {}, "On the command line"),
    drawCommand(bridge, answer, context.announce),
  ];
}
