import { decide } from "../evaluator/decide.ts";
import { isRotatedSecret } from "./rotated-secret.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** Rotated secrets are for emergencies, says the best-practices document: few roles should read them. */
export const rotatedSecretWidelyReadable: WorkspaceCheck = {
  code: "rotated-secret-widely-readable",
  severity: "information",
  summary: "More than two roles can read a rotated secret, which is meant for emergencies.",
  *run({ snapshot: { policy }, holderOf }) {
    const roles = policy.roles.filter(({ admin, rules }) => !admin && rules.length > 0);
    const most = Math.ceil(MOST_DECISIONS / Math.max(roles.length, 1));
    for (const item of policy.inventory.items.filter(isRotatedSecret).slice(0, most)) {
      const readers = roles.filter((role) =>
        decide(holderOf(role), "item-rule", item.path, "reaching").capabilities.includes("read"),
      );
      if (readers.length <= FEW) continue;
      yield {
        place: item.place,
        subject: item.path,
        message: `${readers.length} roles can read "${item.path}", a rotated secret: ${readers
          .slice(0, 5)
          .map(({ name }) => `"${name}"`)
          .join(", ")}${readers.length > 5 ? " and more" : ""}. Keep it for emergencies, and for one role.`,
        related: readers.slice(0, 20).map(({ name, place }) => ({ place, message: `"${name}" can read it` })),
      };
    }
  },
};

const FEW = 2;

/** In a large account only some are looked at. */
const MOST_DECISIONS = 20_000;
