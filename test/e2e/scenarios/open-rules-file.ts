import type { Workbench } from "../workbench.ts";

/** Opens a rules file and waits until the server has recognised it. The file has the window to itself. */
export async function openRulesFile(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(name);
  await workbench.page.locator(".statusbar-item [aria-label*='Rules file']").waitFor();
}
