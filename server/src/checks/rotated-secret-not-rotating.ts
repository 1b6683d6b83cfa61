import { isRotatedSecret } from "./rotated-secret.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** Rotated secrets should rotate automatically, says the best-practices document. Said only where the export tells. */
export const rotatedSecretNotRotating: WorkspaceCheck = {
  code: "rotated-secret-not-rotating",
  severity: "warning",
  summary: "A rotated secret does not rotate by itself.",
  *run({ snapshot }) {
    for (const item of snapshot.policy.inventory.items) {
      if (!isRotatedSecret(item) || item.autoRotate !== false) continue;
      yield {
        place: item.place,
        subject: item.path,
        message: `"${item.path}" is a rotated secret that does not rotate by itself. Turn automatic rotation on.`,
      };
    }
  },
};
