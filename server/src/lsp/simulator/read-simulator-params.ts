// Reads what the view asks: everything is unknown until it was read here.

import { ErrorCodes, ResponseError } from "vscode-languageserver";
import type { AskedClient, WrittenClaims } from "../../features/simulator/choose-client.ts";
import type { EarlierText } from "../../features/simulator/earlier-snapshot.ts";
import type { TreeFilter } from "../../features/simulator/page-tree.ts";
import { field, isStringList, needInteger, needList, needString } from "../read-unknown.ts";

/** Whom a question is about. */
export function needClient(params: unknown): AskedClient {
  const client = field(params, "client");
  const kind = needString(client, "kind");
  const name = needString(client, "name");
  if (kind === "identity") return { kind, name };
  if (kind === "auth-method" || kind === "role") return { kind, name, claims: readClaims(field(client, "claims")) };
  throw new ResponseError(ErrorCodes.InvalidParams, `The parameter "client.kind" cannot be "${kind}".`);
}

/** Whom a question is about, or nothing where it is about all. */
export function readClient(params: unknown): AskedClient | undefined {
  return field(params, "client") === undefined ? undefined : needClient(params);
}

/** A moment in unix seconds; nothing for now. */
export function readTime(params: unknown): number | undefined {
  const time = field(params, "time");
  return typeof time === "number" && Number.isFinite(time) ? time : undefined;
}

/** How many are wanted at most; nothing for all. */
export function readCount(params: unknown, name: string): number | undefined {
  const count = field(params, name);
  return typeof count === "number" && Number.isInteger(count) && count > 0 ? count : undefined;
}

/** What of a tree is wanted; what is missing filters nothing. */
export function readFilter(params: unknown): TreeFilter {
  const text = field(params, "filter", "text");
  const capability = field(params, "filter", "capability");
  const ruleType = field(params, "filter", "ruleType");
  const only = field(params, "filter", "only");
  return {
    text: typeof text === "string" ? text : "",
    capability: typeof capability === "string" ? capability : undefined,
    ruleType: typeof ruleType === "string" ? ruleType : undefined,
    only: only === "changed" || only === "denied" ? only : "all",
  };
}

/** The earlier texts of rules files. */
export function needEarlier(params: unknown): EarlierText[] {
  return needList(params, "earlier").map((each) => {
    const text = field(each, "text");
    const address = field(each, "address");
    return {
      uri: needString(each, "uri"),
      label: needString(each, "label"),
      text: typeof text === "string" ? text : undefined,
      address: typeof address === "string" ? address : undefined,
    };
  });
}

/** A page of a list: no more rows than anybody can look at. */
export function needPage(params: unknown): { readonly offset: number; readonly limit: number } {
  return {
    offset: Math.max(0, needInteger(params, "offset")),
    limit: Math.min(MOST_ROWS, needInteger(params, "limit")),
  };
}

const MOST_ROWS = 1000;

function readClaims(value: unknown): WrittenClaims {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, readonly string[]] => isStringList(entry[1])),
  );
}
