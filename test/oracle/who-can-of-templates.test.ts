// Who has a capability by rules with templates, told for an association and so for all its clients, against asking
// clients with several claims.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Holder, whoCan } from "../../server/src/evaluator/who-can.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { showTemplates, tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT, plainRule, plainSettings } from "./arbitrary-policies.ts";
import { buildPolicy } from "./build-client.ts";
import { ANY, allStrings, isStringOf, PART, type Parts, partsOf, SEGMENT } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRule } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const CLIENTS = [{ g: ["a"] }, { g: ["b"], h: ["a"] }, { g: ["a", "b"], h: ["ab"] }, { h: ["b"] }, {}];
const PATHS = allStrings(["/", "a", "b"], 4).map((text) => `/${text}`);
const READING = { innerStar: "any", partialPlus: "any" } as const;

const pattern = fc
  .tuple(
    fc.array(fc.constantFrom("a", "b", "+", "{{g}}", "{{g}}", "{{h}}", "a{{g}}"), { minLength: 1, maxLength: 2 }),
    fc.constantFrom("", "/*", "/*"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${end}`);
const rules = fc.array(
  plainRule(pattern).map(
    ({ path, capabilities }): PlainRule => ({
      type: "item-rule",
      path,
      capabilities: capabilities.includes("deny") ? ["deny"] : ["read"],
    }),
  ),
  { minLength: 1, maxLength: 4 },
);
const asked = fc.oneof(
  fc.constantFrom("/*", "/a/*", "/+/a", "/+/*"),
  pattern.filter((text) => !text.includes("{")),
);

test("whoever is told to have it for certain has it there, and whoever has it is told", () => {
  fc.assert(
    fc.property(rules, plainSettings, asked, (said, settings, inside) => {
      const role = { name: "r", admin: false, rules: said };
      const policy = buildPolicy([role], settings, {
        associations: () => [{ authMethod: "okta", subClaims: [], caseSensitive: true, operators: false }],
      });
      const question = {
        capability: "read",
        ruleType: "item-rule",
        inside: tokenizePattern(readPathPattern(inside)),
      } as const;
      const { decided, answers } = whoCan(policy, question, { time: ASKED_AT, appliedAt: ASKED_AT });
      assert.ok(decided);
      for (const { certain, witness } of answers) {
        const can = ([g, h]: readonly string[]): boolean => {
          const claims = { ...(g ? { g: [g] } : {}), ...(h ? { h: [h] } : {}) };
          const client: PlainClient = { roles: [role], claims, time: ASKED_AT, settings };
          return answer(client, "item-rule", witness).capabilities.includes("read");
        };
        assert.ok(!certain || pairsOf(valuesIn(witness)).some(can), `${witness} shows nothing`);
      }
      for (const claims of CLIENTS) {
        const client: PlainClient = { roles: [role], claims, time: ASKED_AT, settings };
        for (const path of PATHS.filter((each) => isStringOf(partsOf(inside, READING), each))) {
          const can = answer(client, "item-rule", path).capabilities.includes("read");
          const told = answers.filter(({ region }) => mayBeIn(region, path));
          if (can) assert.ok(told.length > 0, `${path} is left out for ${JSON.stringify(claims)}`);
          const sure = answers.filter(({ certain, region }) => certain && region.exact && isIn(region, path, claims));
          if (!can) assert.deepEqual(sure.map(textOf), [], `${path} is too much for ${JSON.stringify(claims)}`);
        }
      }
    }),
    propertyRuns(0.1),
  );
});

/** What a claim may be where a path shows it: nothing, or some text of one of its segments. */
function valuesIn(path: string): string[] {
  const ends = path.split("/").flatMap((segment) => segment.split("").map((_, at) => segment.slice(at)));
  return ["", ...new Set(ends)];
}

function pairsOf(values: readonly string[]): string[][] {
  return values.flatMap((first) => values.map((second) => [first, second]));
}

type Claims = Readonly<Record<string, readonly string[]>>;

/** Whether a path is where a region says, for a client with these claims. */
function isIn({ inside, except }: Holder["region"], path: string, claims: Claims): boolean {
  const matches = (tokens: readonly (string | number)[]): boolean =>
    fill(tokens, claims).some((parts) => isStringOf(parts, path));
  return matches(inside) && !except.some(matches);
}

/** Whether it may be there for any client at all. */
function mayBeIn({ inside, except }: Holder["region"], path: string): boolean {
  const anything = inside.flatMap((token): Parts => {
    return typeof token === "string" ? textParts(showTemplates(token), () => [ANY]) : [token];
  });
  const isPlain = (tokens: readonly (string | number)[]): boolean => !showTemplates(tokens.join("")).includes("{{");
  return (
    isStringOf(anything, path) &&
    !except.filter(isPlain).some((tokens) => fill(tokens, {}).some((it) => isStringOf(it, path)))
  );
}

/** The meanings of tokens for a client: one for every choice of a value for each template. */
function fill(tokens: readonly (string | number)[], claims: Claims): Parts[] {
  const names = [...new Set(showTemplates(tokens.join("")).match(/(?<=\{\{)\w+/g) ?? [])];
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  for (const name of names) {
    choices = choices.flatMap((chosen) => (claims[name] ?? []).map((value) => new Map([...chosen, [name, value]])));
  }
  return choices.map((chosen) =>
    tokens.flatMap((token): Parts => {
      if (typeof token !== "string") return [token];
      return textParts(showTemplates(token), (name) => (chosen.get(name) ?? "").split(""));
    }),
  );
}

function textParts(text: string, template: (name: string) => Parts): Parts {
  return text
    .split(/(\{\{\w+\}\})/)
    .flatMap((piece): Parts => (piece.startsWith("{{") ? template(piece.slice(2, -2)) : piece.split("")));
}

function textOf({ region: { inside, except } }: Holder): string {
  const write = (tokens: readonly (string | number)[]): string =>
    tokens.map((token) => (typeof token === "string" ? showTemplates(token) : WILDCARDS[token])).join("");
  return [inside, ...except].map(write).join(" except ");
}

const WILDCARDS: Readonly<Record<number, string>> = { [SEGMENT]: "+", [PART]: "+", [ANY]: "*" };
