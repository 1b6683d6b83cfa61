// "Who can": every client that has a capability anywhere under a pattern, on which part, and by which rules.

import type { ViewAnswer } from "../view-messages.ts";
import { drawMessage, drawSentence, drawSentences } from "./draw-sentences.ts";
import { make, makeButton, makeLink } from "./make-element.ts";
import { makeChoice, makeProposing } from "./make-field.ts";
import { capabilityOptions, ruleTypeOptions } from "./rule-types.ts";
import type { Choices, ViewContext, ViewSection } from "./view-context.ts";

type WhoCan = ViewAnswer<"policyLens/whoCan">;

/** The section "Who can", which is about everybody and needs no chosen client. */
export function whoCanSection(context: ViewContext): ViewSection {
  const pattern = makeProposing("Path or pattern", (value) => context.change({ whoPattern: value }), "/prod/*");
  const ruleType = makeChoice("Rule type", (value) =>
    context.change({ whoRuleType: value, whoCapability: firstOf(context.choices, value, context.state.whoCapability) }),
  );
  const capability = makeChoice("Capability", (value) => context.change({ whoCapability: value }));
  const answer = make("div", { class: "answer" });
  let asked = "";
  let most = PAGE;

  const propose = async (): Promise<void> => {
    const { bridge, state } = context;
    const reply = await bridge.ask("policyLens/completePath", { uri: state.uri, typed: state.whoPattern });
    if (reply && "answer" in reply) pattern.propose(reply.answer.map(({ path }) => path));
  };
  const refresh = async (): Promise<void> => {
    const { state, time, bridge, choices } = context;
    pattern.setValue(state.whoPattern);
    void propose();
    ruleType.setOptions(ruleTypeOptions(context.choices), state.whoRuleType);
    capability.setOptions(capabilityOptions(choices, state.whoRuleType), state.whoCapability);
    if (state.whoPattern === "") {
      answer.replaceChildren(drawMessage("Type a path or a pattern, such as /prod/*."));
      return;
    }
    const question = { capability: state.whoCapability, ruleType: state.whoRuleType, pattern: state.whoPattern };
    const now = JSON.stringify(question);
    if (now !== asked) most = PAGE;
    asked = now;
    const reply = await bridge.ask("policyLens/whoCan", {
      uri: state.uri,
      ...question,
      ...(time === undefined ? {} : { time }),
      most,
      mostParts: MOST_PARTS,
    });
    if (!reply) return;
    if ("fault" in reply) {
      answer.replaceChildren(drawMessage(reply.fault));
      return;
    }
    const showMore = (): void => {
      most += PAGE;
      void refresh();
    };
    answer.replaceChildren(...draw(context, reply.answer, state.whoRuleType, choices.hasManifest, showMore));
  };
  return {
    element: make(
      "div",
      { class: "section" },
      make("div", { class: "fields" }, pattern.element, ruleType.element, capability.element),
      answer,
    ),
    refresh: () => void refresh(),
  };
}

/** Rows that are drawn at once. */
const PAGE = 200;

/** Rows for one holder: whoever holds thousands of rules is one answer, not thousands. */
const MOST_PARTS = 20;

/** The capability if the rule type has it, else its first. */
function firstOf(choices: Choices, ruleType: string, capability: string): string {
  const options = capabilityOptions(choices, ruleType).map(({ value }) => value);
  return options.includes(capability) ? capability : (options[0] ?? "");
}

function draw(
  context: ViewContext,
  { question, decided, holders, count, moreParts, assumptions }: WhoCan,
  ruleType: string,
  hasManifest: boolean,
  showMore: () => void,
): HTMLElement[] {
  const summary = holders.length === 0 ? `Nobody can ${question}.` : `Who can ${question}:`;
  return [
    make("p", { class: "headline", role: "status" }, summary),
    ...(hasManifest
      ? []
      : [drawMessage("Without a manifest it is not known who holds a role: its holders are told as nobody yet.")]),
    ...(decided
      ? []
      : [drawMessage("A question was too large and is not decided: what is listed is so, and there may be more.")]),
    ...(moreParts ? [drawMessage(MORE_PARTS)] : []),
    ...(holders.length === 0
      ? []
      : [
          make(
            "div",
            { class: "scrolls", tabindex: 0, role: "region", "aria-label": "Who can" },
            drawTable(context, holders, ruleType),
          ),
        ]),
    ...(count > holders.length
      ? [
          make("p", { class: "note" }, `The first ${holders.length} of ${count} rows.`),
          makeButton("Show more", showMore),
        ]
      : []),
    ...drawSentences(
      context.bridge,
      "This rests on assumptions",
      assumptions.map((sentence) => [sentence]),
    ),
  ];
}

const MORE_PARTS = `For each holder at most ${MOST_PARTS} parts are listed. A narrower pattern tells the others.`;

function drawTable(context: ViewContext, holders: WhoCan["holders"], ruleType: string): HTMLElement {
  const head = ["Who", "Role", "On", "Because"].map((name) => make("th", { scope: "col" }, name));
  const rows = holders.map(({ who, kind, role, pattern, witness, certain, because }) => {
    const name =
      kind === "identity"
        ? makeLink(
            who,
            () => context.change({ client: { kind, name: who }, section: "path", path: witness, ruleType }),
            `Impersonate ${who}`,
          )
        : who;
    const reasons = because.map((sentence) => make("div", {}, ...drawSentence(context.bridge, sentence)));
    const such = witness === pattern ? "" : ` such as ${witness}`;
    return make(
      "tr",
      {},
      make("td", {}, name),
      make("td", {}, role),
      make("td", {}, certain ? "" : "may, not certain: ", make("code", {}, pattern), such),
      make("td", {}, ...reasons),
    );
  });
  return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}
