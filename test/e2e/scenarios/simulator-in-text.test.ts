// What the simulator leaves in the text: lines above paths, hints behind them, the entry in the status bar and its way out.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { commitAll, openSimulator } from "./simulator-page.ts";

scenario(
  "paths tell what they permit, and what the chosen client gets",
  { folder: "test/e2e/workspaces/team" },
  async (workbench) => {
    const { page } = workbench;
    commitAll(workbench);
    await openRulesFile(workbench, "role1.akeyless.json");
    await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
    const lens = page.locator(".codelens-decoration");
    await lens
      .getByText("item-rule: list, read, create, update, except where denied; sra-rule: request_access")
      .waitFor();
    await lens.getByText("denied by line 7").waitFor();
    await lens.getByText("2 clients").first().waitFor();

    const simulator = await openSimulator(workbench);
    const client = page.locator(".statusbar-item", { hasText: "client1" });
    await client.waitFor();
    const hints = page.locator(".view-line span", { hasText: "denied by line 7" });
    await hints.first().waitFor();

    await workbench.runCommand("View: Focus First Editor Group");
    await workbench.goTo(7, 51);
    await page.keyboard.press("Control+Delete");
    await workbench.typeText("list");
    await simulator.getByRole("row", { name: /topSecret.*denied/ }).waitFor({ state: "detached" });
    await lens.getByText(/\+\d+ \/ -0 access since HEAD/).waitFor();
    await page.keyboard.press("Escape");
    await lens.getByText(/^list, read, create, update$/).waitFor();
    await workbench.screenshot("simulator-in-text");

    await workbench.runCommand("Policy Lens: Stop Impersonating");
    await client.waitFor({ state: "detached" });
    await hints.first().waitFor({ state: "detached" });
    await workbench.runCommand("View: Focus First Editor Group");
    await workbench.goTo(5, 5);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(1500);
    assert.equal(await page.locator(".statusbar-item", { hasText: "client1" }).count(), 0);
  },
);
