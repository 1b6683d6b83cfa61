// Names that mean something elsewhere: in globs, in uris and in paths.

import assert from "node:assert/strict";
import { test } from "node:test";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const wrong = '{ "/team/a": [{ "capabilities": "[raed]" }] }';
const told = ['unknown-capability "raed"'];

test("the name of a manifest's folder is a name, whatever characters of globs are in it", async () => {
  for (const name of ["(o)", "{p,q}", "@(z)", "t [x]", "!n", "a+b", "*", "?", "\u00e4 %41"]) {
    const folder = `${ROOT}/${encodeURIComponent(name)}`;
    const editor = await editWorkspace({
      files: {
        [`${folder}/policy-lens.json`]: JSON.stringify({ roles: { r: { rules: ["*.json"] } } }),
        [`${folder}/d.json`]: wrong,
        [`${ROOT}/p/d.json`]: wrong,
      },
    });
    assert.deepEqual(await editor.workspaceFindings(), { [`${folder}/d.json`]: told }, name);
    editor.close();
  }
});

test("a path may be written with steps that lead nowhere", async () => {
  const editor = await editWorkspace({
    files: {
      [`${ROOT}/policy-lens.json`]: JSON.stringify({ roles: { r: { rules: ["sub/./e.json", "sub//f.json"] } } }),
      [`${ROOT}/sub/e.json`]: wrong,
      [`${ROOT}/sub/f.json`]: wrong,
    },
  });
  assert.deepEqual(await editor.workspaceFindings(), { [`${ROOT}/sub/e.json`]: told, [`${ROOT}/sub/f.json`]: told });
  editor.close();
});
