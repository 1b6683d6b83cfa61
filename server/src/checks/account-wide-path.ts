import type { CapabilityName } from "../policy/capability.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import type { MeaningCheck } from "./check.ts";
import { joinWords, quote } from "./quote.ts";

/**
 * A path that names no folder, so that it reaches the whole account. Denies may be as broad as they like, and rules on
 * roles and auth methods have checks of their own.
 */
export const accountWidePath: MeaningCheck = {
  code: "account-wide-path",
  severity: "warning",
  summary: "A path without any folder reaches the whole account; to change things there is an error.",
  *run({ judged }) {
    for (const { rule, type, stands, tokens } of judged()) {
      const what = GOVERNED.get(type.name);
      if (what === undefined || stands.denies || !isAccountWide(tokens)) continue;
      const changes = CHANGES.filter((name) => stands.rule.capabilities.includes(name));
      const path = quote(rule.pattern.written);
      const advice = "Name the folders that the role needs.";
      yield changes.length > 0
        ? {
            span: rule.key.span,
            severity: "error",
            message: `${path} names no folder: whoever holds this role can ${joinWords(changes, "or")} ${what} in the whole account. ${advice}`,
            related: [{ span: rule.capabilities?.node.span ?? rule.node.span, message: "The capabilities" }],
          }
        : {
            span: rule.key.span,
            message: `${path} names no folder: it reaches ${what} of the whole account. ${advice}`,
          };
    }
  },
};

const GOVERNED: ReadonlyMap<string, string> = new Map([
  ["item-rule", "items"],
  ["target-rule", "targets"],
  ["sra-rule", "sessions"],
  ["ara-rule", "secrets for agents"],
]);

const CHANGES: readonly CapabilityName[] = ["create", "update", "delete"];

/** Ends in `*` and names nothing: `/*`, and one that only asks for some depth, as `/+/*`; not `//*`, which narrows. */
function isAccountWide(tokens: PathTokens): boolean {
  return tokens.at(-1) === ANY && tokens.every((token) => typeof token !== "string" || token === "/");
}
