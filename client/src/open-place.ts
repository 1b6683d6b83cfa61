import { Range, Uri, ViewColumn, window, workspace } from "vscode";

/**
 * Opens a document at a place, in the editor group in which it is open already.
 * @param place a uri and the numbers of a range: line and character of its start, line and character of its end.
 */
export async function openPlace(...place: unknown[]): Promise<void> {
  const [uri, ...numbers] = place;
  if (typeof uri !== "string" || numbers.length !== 4 || !numbers.every((number) => Number.isInteger(number))) return;
  const [startLine = 0, startCharacter = 0, endLine = 0, endCharacter = 0] = numbers.map(Number);
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const open = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? ViewColumn.One,
    selection: new Range(startLine, startCharacter, endLine, endCharacter),
  });
}
