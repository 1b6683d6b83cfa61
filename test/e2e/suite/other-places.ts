// Rules files that lie on no disk: unsaved ones, those of a virtual file system, and those that nobody can change.
import { EventEmitter, type FileChangeEvent, type FileSystemProvider, FileType, Uri, window, workspace } from "vscode";
import { editorTest, expectEqual, waitFor } from "../registry.ts";
import { findingsOf, hoverText } from "./example-files.ts";

const text = '{ "/a": [{ "capabilities": "[raed]" }] }';

/** A file system of which every file holds the same text. */
function fileSystemOf(content: string): FileSystemProvider {
  const bytes = new TextEncoder().encode(content);
  const nothing = (): void => undefined;
  return {
    onDidChangeFile: new EventEmitter<FileChangeEvent[]>().event,
    watch: () => ({ dispose: nothing }),
    stat: () => ({ type: FileType.File, ctime: 0, mtime: 0, size: bytes.length }),
    readFile: () => bytes,
    readDirectory: () => [],
    createDirectory: nothing,
    writeFile: nothing,
    delete: nothing,
    rename: nothing,
  };
}

editorTest("a rules file of a virtual file system is checked", async () => {
  workspace.registerFileSystemProvider("rules-in-memory", fileSystemOf(text));
  const document = await workspace.openTextDocument(Uri.parse("rules-in-memory:/team/app.akeyless.json"));
  await window.showTextDocument(document);
  await waitFor("findings", () => findingsOf(document).length > 0);
});

editorTest("an unsaved file is checked as soon as it has the shape of a rules file", async () => {
  const document = await workspace.openTextDocument({ language: "json", content: "{}" });
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(document.positionAt(1), text.slice(1, -1)));
  await waitFor("findings", () => findingsOf(document).length > 0);
});

editorTest("a file that cannot be changed is explained, but not listed among the problems", async () => {
  workspace.registerFileSystemProvider("rules-on-paper", fileSystemOf(text), { isReadonly: true });
  const document = await workspace.openTextDocument(Uri.parse("rules-on-paper:/team/app.akeyless.json"));
  await window.showTextDocument(document);
  await waitFor("hover", () => hoverText(document, 0, 4));
  expectEqual(findingsOf(document), [], "findings");
});
