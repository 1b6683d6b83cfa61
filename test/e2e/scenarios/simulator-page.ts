// The simulator's page inside VS Code, as scenarios see and use it: by keyboard alone.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import type { FrameLocator, Locator } from "playwright-core";
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

/** Presses Tab until an element has the focus. */
export async function tabTo({ page }: Workbench, wanted: Locator, key = "Tab"): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if (await wanted.evaluate((element) => element.matches(":focus, :focus-within"))) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not reach ${wanted}.`);
}

/** Chooses the client that stands so many places below the first. */
export async function chooseClient(workbench: Workbench, simulator: FrameLocator, below: number): Promise<void> {
  const { page } = workbench;
  await tabTo(workbench, simulator.getByRole("combobox", { name: "Impersonate" }));
  // The first opens the list.
  for (let step = 0; step <= below; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Goes to a button and presses it. */
export async function pressButton(workbench: Workbench, simulator: FrameLocator, name: string): Promise<void> {
  await tabTo(workbench, simulator.getByRole("button", { name }));
  await workbench.page.keyboard.press("Enter");
}

/** Goes to a section by its tab. */
export async function openSection(workbench: Workbench, simulator: FrameLocator, title: string): Promise<void> {
  const { page } = workbench;
  const tab = simulator.getByRole("tab", { name: title, exact: true });
  await tabTo(workbench, simulator.getByRole("tablist").locator("visible=true").first());
  for (let tries = 0; tries < 5 && (await tab.getAttribute("aria-selected")) !== "true"; tries++) {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
  }
  assert.equal(await tab.getAttribute("aria-selected"), "true");
}

/** Makes the opened folder a repository in which everything is committed. */
export function commitAll({ folder }: Workbench): void {
  const git = (...words: string[]): void => {
    const who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];
    execFileSync("git", [...who, ...words], { cwd: folder, stdio: "ignore" });
  };
  git("init");
  git("add", ".");
  git("commit", "-m", "First");
}
