import { capabilitySet } from "../policy/capability-set.ts";
import type { MeaningCheck } from "./check.ts";
import { CONNECTING } from "./find-open-sessions.ts";
import { joinWords, quote } from "./quote.ts";

/** File transfer where no rule of the file lets anybody into a session (F3.6). Exact over the rules of the file. */
export const fileTransferWithoutConnect: MeaningCheck = {
  code: "file-transfer-without-connect",
  severity: "information",
  summary: "Files may be transferred in sessions that no rule of the file lets anybody open.",
  *run({ judged, mayGrant }) {
    for (const { rule, type, stands, tokens } of judged()) {
      const transfers = stands.rule.capabilities.filter((name) => TRANSFERS.has(name));
      if (transfers.length === 0 || !rule.capabilities || mayGrant(type, tokens, connecting)) continue;
      const words = joinWords(transfers.map(quote), "and");
      yield {
        span: rule.capabilities.node.span,
        message: `${words} ${transfers.length > 1 ? "let" : "lets"} nobody connect, and no rule of this file does so here. Add "allow_access", "request_access" or "justify_access_only".`,
      };
    }
  },
};

const TRANSFERS: ReadonlySet<string> = new Set(["upload_files", "download_files"]);
const connecting = capabilitySet(CONNECTING);
