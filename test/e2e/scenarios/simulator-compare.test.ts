// Compare tells of every edit since the commit, in whatever file it is: rules files that are new or deleted and that
// nobody has opened, and the manifest.
import assert from "node:assert/strict";
import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { commitAll, openSection, openSimulator } from "./simulator-page.ts";

scenario(
  "new, deleted and edited files that nobody has opened are compared",
  { folder: "test/e2e/workspaces/team" },
  async (workbench) => {
    const { folder } = workbench;
    const write = (name: string, content: object): void =>
      writeFileSync(join(folder, name), JSON.stringify(content, null, 2));
    const manifest = JSON.parse(readFileSync(join(folder, "policy-lens.json"), "utf8")) as {
      roles: Record<string, { rules: string[]; admin?: boolean }>;
    };
    const { role1, operations } = manifest.roles;
    assert.ok(role1 && operations);
    role1.rules = ["role1*.akeyless.json"];
    write("policy-lens.json", manifest);
    const rule = (capability: string): object[] => [{ "rule-type": "item-rule", capabilities: `[${capability}]` }];
    write("role1-deny.akeyless.json", { "/path/to/folder/other": rule("deny") });
    commitAll(workbench);

    await openRulesFile(workbench, "role1.akeyless.json");
    const simulator = await openSimulator(workbench);
    await openSection(workbench, simulator, "Compare");
    await simulator.getByText("Nothing that this policy is made of has been edited since.").waitFor();

    write("role1-new.akeyless.json", { "/newfile/*": rule("delete") });
    await simulator.locator(".gained > li", { hasText: "+ list, delete on /newfile/*" }).waitFor();

    // To git this is no change, and yet it is not in the commit.
    writeFileSync(join(folder, ".gitignore"), "*-ignored*");
    write("role1-ignored.akeyless.json", { "/ignored/*": rule("delete") });
    await simulator.locator(".gained > li", { hasText: "+ list, delete on /ignored/*" }).waitFor();

    unlinkSync(join(folder, "role1-deny.akeyless.json"));
    await simulator.locator(".gained > li", { hasText: "on /path/to/folder/other" }).waitFor();
    await simulator.getByText("role1-deny.akeyless.json (HEAD)").first().waitFor();

    role1.admin = true;
    write("policy-lens.json", manifest);
    await simulator.locator(".gained > li", { hasText: "on /*" }).first().waitFor();
    await simulator.getByText("policy-lens.json (HEAD)").first().waitFor();
  },
);
