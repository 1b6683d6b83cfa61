// The view shows names as the server's sentences do: neither hides a character.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visibleText } from "../../client/src/impersonate/view/visible-text.ts";
import { shownText } from "../../server/src/evaluator/shown-text.ts";

test("every character is shown by the view as in sentences", () => {
  for (let code = 0; code <= 0xffff; code++) {
    const text = `a${String.fromCharCode(code)}b`;
    assert.equal(visibleText(text), shownText(text), code.toString(16));
  }
  assert.equal(visibleText("a\u202eb\u200bc\nd🙂é"), "a\\u202eb\\u200bc\\nd🙂é");
});
