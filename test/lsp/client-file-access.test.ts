// Files through an editor that does not keep to what it promised.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationToken, type Connection } from "vscode-languageserver/node";
import { clientFileAccess } from "../../server/src/lsp/workspace/client-file-access.ts";

test("an editor that never comes to the end of a file is not asked for ever", async () => {
  let asked = 0;
  const sendRequest = async (): Promise<object> => {
    asked++;
    return { text: "x".repeat(100), total: 1e15 };
  };
  const access = clientFileAccess({ sendRequest } as unknown as Connection);
  const reading = await access.read(
    { folder: "file:///project", uri: "file:///project/a.json", maxBytes: 1000 },
    CancellationToken.None,
  );
  assert.deepEqual(reading, { missing: false, message: "The editor gave more text than a file may have." });
  assert.equal(asked, 11);
});
