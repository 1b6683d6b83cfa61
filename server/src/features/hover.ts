// What is said of the place under the cursor. The words come from the vocabulary and from the evaluator.

import type { Client } from "../evaluator/client.ts";
import { DEFAULT_RULE_TYPE } from "../policy/rule-type.ts";
import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import { describeCapability } from "./describe-capability.ts";
import { describeKey } from "./describe-key.ts";
import { describeRuleType } from "./describe-rule-type.ts";
import { describeTtl } from "./describe-ttl.ts";
import { hoverPath } from "./hover-path.ts";
import { type Place, placeAt } from "./place-at.ts";

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** What a hover may know beside the file. */
export interface HoverContext {
  readonly uri: string;
  /** A client that holds the file's rules with `symbolic` claims; asked for only when a path is hovered. */
  readonly client: () => Client;
  readonly extraRuleTypes: readonly string[];
  /** The clients that may do anything on a path, in words; nobody where nobody is known to hold anything. */
  readonly whoGets?: (entry: PathEntry) => readonly string[];
}

/** The hover at an offset; nothing where nothing is to be said. */
export function hoverAt(file: RulesFile, offset: number, context: HoverContext): Hover | undefined {
  const place = placeAt(file, offset);
  const markdown = place && describe(place, context);
  return markdown === undefined ? undefined : { markdown, span: place?.span ?? { start: offset, end: offset } };
}

function describe(place: Place, { uri, client, whoGets, extraRuleTypes }: HoverContext): string | undefined {
  switch (place.kind) {
    case "path":
      return hoverPath(client(), place.entry.pattern, uri, whoGets?.(place.entry) ?? []);
    case "rule-type":
      return describeRuleType(place.text.value, extraRuleTypes);
    case "capability":
      return describeCapability(place.word.value, place.rule.ruleType?.value ?? DEFAULT_RULE_TYPE);
    case "ttl":
      return describeTtl(place.ttl.minutes);
    case "key":
      return describeKey(place.member.key.value);
    case "capabilities":
    case "rule":
      return undefined;
  }
}
