// Reads a JSON value that has no faults but those that lose nothing: comments, and commas before a closing bracket.
// It does not mend anything: see build-json-tree.ts.

import { replaceHalves } from "./half-characters.ts";
import { type JsonTokens, TOKEN } from "./json-tokens.ts";
import type { JsonMember, JsonNode, JsonString } from "./json-tree.ts";
import { DEEPEST } from "./nesting.ts";

/**
 * Reads the value that begins with the current token; afterwards the token behind it is the current one.
 * Nothing, and nothing passed over, where the value is not sound.
 * @param depth how many containers are open around it.
 * @param mayFollow the tokens that may stand behind it.
 */
export function readSoundValue(
  tokens: JsonTokens,
  depth: number,
  mayFollow: ReadonlySet<number>,
): JsonNode | undefined {
  const back = tokens.mark();
  tokens.state.isHarmed = false;
  const value = readValue(tokens, depth);
  if (value && !tokens.state.isHarmed && mayFollow.has(tokens.kind)) return value;
  back();
  return undefined;
}

function readValue(tokens: JsonTokens, depth: number): JsonNode | undefined {
  switch (tokens.kind) {
    case TOKEN.openBrace:
      return depth < DEEPEST ? readObject(tokens, depth + 1) : undefined;
    case TOKEN.openBracket:
      return depth < DEEPEST ? readArray(tokens, depth + 1) : undefined;
    default:
      return readLiteral(tokens);
  }
}

/** A string, number or word of JSON; nothing, and nothing passed over, where the current token is anything else. */
export function readLiteral(tokens: JsonTokens): JsonNode | undefined {
  const { kind } = tokens;
  if (kind === TOKEN.string) return readString(tokens);
  if (kind < TOKEN.null || kind > TOKEN.number) return undefined;
  const span = tokens.place();
  const value = tokens.value();
  tokens.next();
  if (kind === TOKEN.number) return { kind: "number", span, value: Number(value) };
  return kind === TOKEN.null ? { kind: "null", span } : { kind: "boolean", span, value: kind === TOKEN.true };
}

/** The string that is the current token. Its value is a text that can be written down: it has no halves of characters. */
export function readString(tokens: JsonTokens): JsonString {
  const string: JsonString = { kind: "string", span: tokens.place(), value: replaceHalves(tokens.value()) };
  tokens.next();
  return string;
}

function readObject(tokens: JsonTokens, depth: number): JsonNode | undefined {
  const span = tokens.place();
  const members: JsonMember[] = [];
  tokens.next();
  while (tokens.kind !== TOKEN.closeBrace) {
    if (tokens.kind !== TOKEN.string) return undefined;
    const key = readString(tokens);
    if (tokens.kind !== TOKEN.colon) return undefined;
    tokens.next();
    const value = readValue(tokens, depth);
    if (value === undefined || tokens.state.isHarmed) return undefined;
    members.push({ span: { start: key.span.start, end: value.span.end }, key, value });
    if (!passSeparator(tokens, TOKEN.closeBrace, "PropertyNameExpected")) return undefined;
  }
  span.end = tokens.place().end;
  tokens.next();
  return { kind: "object", span, members };
}

function readArray(tokens: JsonTokens, depth: number): JsonNode | undefined {
  const span = tokens.place();
  const elements: JsonNode[] = [];
  tokens.next();
  while (tokens.kind !== TOKEN.closeBracket) {
    const value = readValue(tokens, depth);
    if (value === undefined || tokens.state.isHarmed) return undefined;
    elements.push(value);
    if (!passSeparator(tokens, TOKEN.closeBracket, "ValueExpected")) return undefined;
  }
  span.end = tokens.place().end;
  tokens.next();
  return { kind: "array", span, elements };
}

/** Passes a comma. Whether then, or without one, the container may go on or end. */
function passSeparator(tokens: JsonTokens, closing: number, missing: string): boolean {
  if (tokens.kind !== TOKEN.comma) return tokens.kind === closing;
  tokens.next();
  if (tokens.kind === closing) tokens.complain(missing);
  return true;
}
