import { readCapability } from "../policy/capability.ts";
import type { MeaningCheck } from "./check.ts";

/** One role that asks and approves: one page of the documentation forbids it, a newer one allows it (F3.4). */
export const approvalWithRequest: MeaningCheck = {
  code: "approval-with-request",
  severity: "information",
  summary: "One rule lets its holders both request access and approve requests.",
  *run({ judged }) {
    for (const { rule, stands } of judged()) {
      const names = stands.rule.capabilities;
      if (!names.includes("approval_authority") || !names.includes("request_access")) continue;
      const items = rule.capabilities?.items ?? [];
      const find = (name: string) => items.find(({ value }) => readCapability(value)?.word.name === name);
      const approval = find("approval_authority");
      const request = find("request_access");
      if (!approval || !request) continue;
      yield {
        span: approval.span,
        message: `Holders of "request_access" who also have "approval_authority" approve each other, though never themselves. Older documentation forbids the two together. Give approval to another role.`,
        related: [{ span: request.span, message: "Requests access" }],
      };
    }
  },
};
