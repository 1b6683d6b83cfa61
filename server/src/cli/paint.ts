// Colour on the terminal. It only repeats what the words say, so that everything is readable without it.

import { styleText } from "node:util";

/** Styles a text for the terminal, or leaves it as it is where there is no colour. */
export type Paint = (style: Style, text: string) => string;

export type Style = "red" | "yellow" | "cyan" | "green" | "dim" | "bold";

/** The environment variables that say whether colour is wanted. */
export interface ColourWish {
  readonly [name: string]: string | undefined;
}

/** A brush that colours, or one that does not. */
export function choosePaint(colour: boolean): Paint {
  // Whether there is colour is decided once, in `wantsColour`, and not again by every call.
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

/** Whether output is coloured: as FORCE_COLOR and NO_COLOR wish, in this order, else on a terminal that can. */
export function wantsColour(env: ColourWish, isTerminal: boolean): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (env["NO_COLOR"]) return false;
  return isTerminal && env["TERM"] !== "dumb";
}
