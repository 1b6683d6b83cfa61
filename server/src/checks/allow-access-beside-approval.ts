import { type CapabilityName, readCapability } from "../policy/capability.ts";
import { bitOf } from "../policy/capability-set.ts";
import type { CapabilityList } from "../policy/rules-file.ts";
import type { MeaningCheck } from "./check.ts";
import { removeCapabilities } from "./fix-words.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";

/** allow_access needs neither request nor reason, so that beside it request_access and justify_access_only are pointless (F3.5). */
export const allowAccessBesideApproval: MeaningCheck = {
  code: "allow-access-beside-approval",
  severity: "warning",
  summary: "Asking or justifying is pointless beside allow_access, which lets clients connect at once.",
  *run({ judged, grantsThroughout }) {
    for (const one of judged()) {
      const { rule, type, stands } = one;
      const list = rule.capabilities;
      if (type.name !== "sra-rule" || !list) continue;
      const pointless = ASKING.filter((name) => stands.rule.capabilities.includes(name));
      const inside = stands.rule.capabilities.includes("allow_access");
      if (pointless.length === 0 || !(inside || grantsThroughout(one, bitOf("allow_access")))) continue;
      const words = joinWords(pointless.map(quote), "and");
      const where = inside ? `Beside "allow_access"` : `With the "allow_access" that other rules of the file give here`;
      const indexes = indexesOf(list, pointless);
      const word = list.items[indexes[0] ?? 0];
      yield {
        span: word?.span ?? list.node.span,
        message: `${where}, nobody needs ${words}: clients connect at once. Remove what is not meant.`,
        fixes: inside ? chooseOne(list, indexes, words) : [],
      };
    }
  },
};

const ASKING: readonly CapabilityName[] = ["request_access", "justify_access_only"];

function indexesOf(list: CapabilityList, names: readonly CapabilityName[]): number[] {
  return list.items.flatMap(({ value }, index) => {
    const name = readCapability(value)?.word.name;
    return name !== undefined && names.includes(name) ? [index] : [];
  });
}

/** Which of the two was meant only the writer knows; approval is the safer one. */
function chooseOne(list: CapabilityList, asking: readonly number[], words: string): Fix[] {
  const open = indexesOf(list, ["allow_access"]);
  return [
    {
      title: `Remove "allow_access", so that clients ask or give a reason`,
      edits: removeCapabilities(list, open),
      preferred: false,
    },
    {
      title: `Remove ${words}: clients connect at once anyway`,
      edits: removeCapabilities(list, asking),
      preferred: false,
    },
  ];
}
