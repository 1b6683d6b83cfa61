// Opening files inside VS Code and asking it what a user would see of them.
import {
  commands,
  type Diagnostic,
  type Hover,
  languages,
  Position,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";

/** Opens a file of examples/ in an editor. */
export function openExample(name: string): Promise<TextDocument> {
  return show(folder(name));
}

/** Makes a file in the opened folder, which is a copy, and opens it in an editor. */
export async function openText(name: string, text: string): Promise<TextDocument> {
  await workspace.fs.writeFile(folder(name), new TextEncoder().encode(text));
  return show(folder(name));
}

/** All findings on a document, in the order of the text, whoever says them. */
export function findingsOf(document: TextDocument): Diagnostic[] {
  const findings = languages.getDiagnostics(document.uri);
  return [...findings].sort((a, b) => document.offsetAt(a.range.start) - document.offsetAt(b.range.start));
}

/** The text of the hovers at a place, 0-based; nothing without a hover. */
export async function hoverText(document: TextDocument, line: number, character: number): Promise<string | undefined> {
  const place = new Position(line, character);
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, place);
  const texts = hovers
    .flatMap(({ contents }) => contents)
    .map((part) => (typeof part === "string" ? part : part.value));
  return texts.length === 0 ? undefined : texts.join("\n");
}

function folder(name: string): Uri {
  const [opened] = workspace.workspaceFolders ?? [];
  if (!opened) throw new Error("The tests need an opened folder.");
  return Uri.joinPath(opened.uri, name);
}

async function show(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}
