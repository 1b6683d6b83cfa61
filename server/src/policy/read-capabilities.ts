// Reads the value of `capabilities`: a string that holds a list (F1.3), or a JSON array, which is not documented.

import type { JsonNode, JsonString } from "../text/json-tree.ts";
import type { Spanned } from "../text/span.ts";
import { spanInString } from "../text/string-content.ts";
import type { CapabilityList } from "./rules-file.ts";

/** The list with the place of every word in it, or nothing when the value is no list of words at all. */
export function readCapabilities(text: string, node: JsonNode): CapabilityList | undefined {
  if (node.kind === "string") return readFromString(text, node);
  if (node.kind !== "array" || node.elements.some((element) => element.kind !== "string")) return undefined;
  const strings = node.elements.filter((element) => element.kind === "string");
  return { node, form: "array", items: strings.flatMap((string) => readWords(text, string, string.value, 0)) };
}

function readFromString(text: string, node: JsonString): CapabilityList {
  const trimmed = node.value.trim();
  const bracketed = trimmed.length >= 2 && trimmed.startsWith("[") && trimmed.endsWith("]");
  const first = bracketed ? node.value.indexOf("[") + 1 : 0;
  const inside = bracketed ? trimmed.slice(1, -1) : node.value;
  return { node, form: bracketed ? "bracketed" : "unbracketed", items: readWords(text, node, inside, first) };
}

/** The words between the commas; blanks and quotes around a word are not part of it, and an empty place is no word. */
function readWords(text: string, node: JsonString, inside: string, first: number): Spanned<string>[] {
  const words: Spanned<string>[] = [];
  let at = first;
  for (const part of inside.split(",")) {
    let from = 0;
    let to = part.length;
    while (from < to && isAroundWord(part.charAt(from))) from++;
    while (to > from && isAroundWord(part.charAt(to - 1))) to--;
    if (from < to) words.push({ value: part.slice(from, to), span: spanInString(text, node, at + from, at + to) });
    at += part.length + 1;
  }
  return words;
}

function isAroundWord(char: string): boolean {
  return char.trim() === "" || `"'[]`.includes(char);
}
