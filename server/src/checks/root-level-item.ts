import { ANY, PART, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import type { CheckInfo, MeaningCheck } from "./check.ts";
import { quote } from "./quote.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

const rootLevelItemInfo: CheckInfo = {
  code: "root-level-item",
  severity: "information",
  summary: "An item lies at the root, outside every folder, or a rule grants access to one.",
};

/** A rule for an item that lies in no folder: items belong into folders, says the best-practices document. */
export const rootLevelItem: MeaningCheck = {
  ...rootLevelItemInfo,
  *run({ judged }) {
    for (const { rule, type, stands, tokens } of judged()) {
      if (type.name !== "item-rule" || stands.denies || !isAtRoot(tokens)) continue;
      yield {
        span: rule.key.span,
        message: `${quote(rule.pattern.written)} ${tokens.includes(SEGMENT) ? "means the items" : "is an item"} at the root. Keep items in folders that name the unit they belong to; if this is a folder, end the path with "/*".`,
      };
    }
  },
};

/** The same of the items that exist: a warning, for there they are. */
export const rootLevelItemOfInventory: WorkspaceCheck = {
  ...rootLevelItemInfo,
  severity: "warning",
  *run({ snapshot }) {
    for (const { path, place } of snapshot.policy.inventory.items) {
      if (path === "/" || path.lastIndexOf("/") > 0) continue;
      yield {
        place,
        subject: path,
        message: `"${path}" lies at the root. Move it into a folder that names the unit it belongs to.`,
      };
    }
  },
};

/** One segment, and nothing that could reach below it. */
function isAtRoot(tokens: PathTokens): boolean {
  const [first, ...rest] = tokens;
  const isName = (text: string): boolean => text !== "" && !text.includes("/");
  if (typeof first !== "string" || !first.startsWith("/")) return false;
  if (first.length > 1 && !isName(first.slice(1))) return false;
  return (
    (first.length > 1 || rest.length > 0) &&
    rest.every((token) => (typeof token === "string" ? isName(token) : token !== ANY && token !== PART))
  );
}
