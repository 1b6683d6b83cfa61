// Sentences as lists whose mentions of rules lead to their lines.

import type { LinkedSentence } from "../../../../server/src/lsp/protocol.ts";
import type { Bridge } from "./bridge.ts";
import { make, makeLink } from "./make-element.ts";

/** A heading with a list of sentences; nothing where there are none. */
export function drawSentences(bridge: Bridge, title: string, sentences: readonly LinkedSentence[]): HTMLElement[] {
  if (sentences.length === 0) return [];
  return [
    make("h3", {}, title),
    make("ul", {}, ...sentences.map((sentence) => make("li", {}, ...drawSentence(bridge, sentence)))),
  ];
}

/** The pieces of one sentence. */
export function drawSentence(bridge: Bridge, sentence: LinkedSentence): (Node | string)[] {
  return sentence.map((part) =>
    typeof part === "string" ? part : makeLink(part.label, () => bridge.send({ type: "open", place: part })),
  );
}

/** A message in the place of an answer. */
export function drawMessage(text: string): HTMLElement {
  return make("p", { class: "message" }, text);
}

/** A command line to be copied. */
export function drawCommand(bridge: Bridge, command: string, announce: (text: string) => void): HTMLElement {
  const copy = makeLink(
    "Copy",
    () => {
      bridge.send({ type: "copy", text: command });
      announce("Copied.");
    },
    "Copy the command",
  );
  return make("div", { class: "command" }, make("code", {}, command), copy);
}
