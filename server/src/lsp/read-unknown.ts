// Reads what the other side sent: everything from outside is unknown until it was read here.

import { ErrorCodes, type Position, type Range, ResponseError } from "vscode-languageserver";

/** The value of a key, along a path of keys; nothing where there is no such object. */
export function field(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return current;
}

/** Whether a value is a list of strings. */
export function isStringList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

/** A string that a request must have. Throws the error with which the request is answered. */
export function needString(params: unknown, ...keys: readonly string[]): string {
  const value = field(params, ...keys);
  if (typeof value !== "string") throw invalid(keys, "a string");
  return value;
}

/** A list that a request must have. */
export function needList(params: unknown, ...keys: readonly string[]): readonly unknown[] {
  const value = field(params, ...keys);
  if (!Array.isArray(value)) throw invalid(keys, "a list");
  return value;
}

/** A whole number that a request must have. */
export function needInteger(params: unknown, ...keys: readonly string[]): number {
  const value = field(params, ...keys);
  if (!Number.isInteger(value)) throw invalid(keys, "a whole number");
  return Number(value);
}

/** A position that a request must have. */
export function needPosition(params: unknown, ...keys: readonly string[]): Position {
  const line = field(params, ...keys, "line");
  const character = field(params, ...keys, "character");
  if (!isCount(line) || !isCount(character)) throw invalid(keys, "a position with line and character");
  return { line, character };
}

/** A range that a request must have. */
export function needRange(params: unknown, ...keys: readonly string[]): Range {
  return { start: needPosition(params, ...keys, "start"), end: needPosition(params, ...keys, "end") };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function invalid(keys: readonly string[], wanted: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `The parameter "${keys.join(".")}" must be ${wanted}.`);
}
