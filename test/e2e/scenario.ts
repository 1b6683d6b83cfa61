// One scenario is one test with a workbench of its own; when it fails, it leaves a picture of what the user would have seen.
import { test } from "node:test";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench.ts";

/** Registers a test that opens a workbench, runs `act` in it, and closes it whatever happens. */
export function scenario(name: string, options: WorkbenchOptions, act: (workbench: Workbench) => Promise<void>): void {
  test(name, async () => {
    const workbench = await openWorkbench(options);
    try {
      await act(workbench);
    } catch (error) {
      await workbench.screenshotFailure(name);
      throw error;
    } finally {
      await workbench.close();
    }
  });
}
