// The extension under test is the packaged one, in the extension host that the run is about.
import { extensions } from "vscode";
import { editorTest, expectEqual } from "../registry.ts";

editorTest("the packaged extension is installed and starts", async () => {
  const extension = extensions.getExtension("policy-lens.policy-lens");
  if (!extension) throw new Error("VS Code does not know the extension.");
  expectEqual(extension.packageJSON.displayName, "Policy Lens for Akeyless", "display name");
  await extension.activate();
  expectEqual(extension.isActive, true, "active");
});
