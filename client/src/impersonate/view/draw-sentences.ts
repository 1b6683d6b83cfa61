// Sentences as lists whose mentions of rules lead to their lines.

import type { LinkedSentence } from "../view-messages.ts";
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

const NO_COMMAND =
  "No command can ask this: it reads files that are saved, and takes no empty path and no claim whose key is empty or has = in it.";

/** A command line to be copied; PowerShell's is offered where it is another. */
export function drawCommand(
  bridge: Bridge,
  { command, powerShellCommand }: { readonly command: string; readonly powerShellCommand: string },
  announce: (text: string) => void,
): HTMLElement {
  if (command === "") return drawMessage(NO_COMMAND);
  const makeCopy = (label: string, text: string, description: string): HTMLElement =>
    makeLink(
      label,
      () => {
        bridge.send({ type: "copy", text });
        announce("Copied.");
      },
      description,
    );
  return make(
    "div",
    { class: "command" },
    make("code", {}, command),
    makeCopy("Copy", command, "Copy the command"),
    ...(command === powerShellCommand
      ? []
      : [makeCopy("Copy for PowerShell", powerShellCommand, "Copy for PowerShell: the command in its quotes")]),
  );
}
