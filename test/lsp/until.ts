// Waits in tests for what the server does in its own time.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

/** Resolves when it has come to pass; rejects when five seconds were not enough. */
export async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + 5000;
  while (!(await check())) {
    assert.ok(performance.now() < end, "it did not come to pass within five seconds");
    await delay(10);
  }
}
