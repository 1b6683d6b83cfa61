// The simulator's page inside VS Code, as scenarios see it.

import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../workbench.ts";

/** The page in the webview; there is one. */
export function simulatorPage({ page }: Workbench): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** Opens the simulator by its command and waits until it tells who is asked for. */
export async function openSimulator(workbench: Workbench): Promise<FrameLocator> {
  await workbench.runCommand("Policy Lens: Impersonate");
  const simulator = simulatorPage(workbench);
  await simulator.locator(".who .title").waitFor();
  return simulator;
}
