// The whole workspace in VS Code: findings of files that nobody has opened, as files and the manifest come and go.
import { languages, Uri, workspace } from "vscode";
import { editorTest, waitFor } from "../registry.ts";

const inFolder = (...steps: string[]): Uri => {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("The tests need an opened folder.");
  return Uri.joinPath(folder.uri, ...steps);
};

const place = (name: string): Uri => inFolder("whole-workspace", name);

const encode = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));

const write = (name: string, content: unknown): Thenable<void> => workspace.fs.writeFile(place(name), encode(content));

const codes = (name: string): string =>
  languages
    .getDiagnostics(place(name))
    .map(({ code }) => (typeof code === "object" ? code.value : code))
    .join();

const wrong = { "/team/a": [{ capabilities: "[raed]" }] };

editorTest("files that are not open have findings, and lose them when they are mended or deleted", async () => {
  await write("closed.akeyless.json", wrong);
  await waitFor("the finding of a new file", () => codes("closed.akeyless.json") === "unknown-capability");
  await write("closed.akeyless.json", {});
  await waitFor("no finding any more", () => codes("closed.akeyless.json") === "");
  await write("closed.akeyless.json", wrong);
  await waitFor("the finding again", () => codes("closed.akeyless.json") === "unknown-capability");
  await workspace.fs.delete(place("closed.akeyless.json"));
  await waitFor("nothing of a deleted file", () => codes("closed.akeyless.json") === "");
});

editorTest("a folder that is moved in has findings, and takes them away with it", async () => {
  const outside = inFolder("../moved-in");
  await workspace.fs.writeFile(Uri.joinPath(outside, "roles/app.akeyless.json"), encode(wrong));
  await workspace.fs.rename(outside, place("moved"));
  await waitFor("the finding of its file", () => codes("moved/roles/app.akeyless.json") === "unknown-capability");
  await workspace.fs.rename(place("moved"), outside);
  await waitFor("nothing of what was moved away", () => codes("moved/roles/app.akeyless.json") === "");
});

editorTest("a manifest names rules files and exports, and what is missing is said in it", async () => {
  await write("roles/by manifest.json", wrong);
  await write("policy-lens.json", {
    roles: { app: { rules: ["roles/*.json", "none/*.json"] } },
    exports: { items: "items.json", roles: "missing.json" },
  });
  await write("items.json", { items: [7] });
  await waitFor(
    "the finding of a file that the manifest names",
    () => codes("roles/by manifest.json") === "unknown-capability",
  );
  await waitFor("the finding of the export", () => codes("items.json") === "invalid-export");
  await waitFor("the findings of the manifest", () => codes("policy-lens.json") === "missing-file,missing-file");
  await workspace.fs.delete(place(""), { recursive: true });
  await waitFor("nothing of the manifest", () => codes("policy-lens.json") === "");
});
