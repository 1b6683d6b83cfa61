// A large export is read in bounded steps, and what is read is the same as at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { runAtOnce } from "../../server/src/policy/open-export.ts";
import { readItemExport, readItemExportInSteps } from "../../server/src/policy/read-inventory-export.ts";
import { readRoleExport, readRoleExportInSteps } from "../../server/src/policy/read-role-export.ts";

const items = (text: string, stepLength: number): unknown => {
  const { lines: _lines, ...read } = runAtOnce(readItemExportInSteps(text, "items.json", stepLength));
  return read;
};

const item = fc.record({
  item_name: fc.oneof(fc.string(), fc.constantFrom("/a/b", 'quote " and \\ backslash \\\\', "]}[{,:", "items")),
  item_type: fc.constantFrom("STATIC_SECRET", "items"),
  auto_rotate: fc.boolean(),
  item_sub: fc.constantFrom([], [1, [2, { items: [3] }]], { items: [{ item_name: "not this one" }] }),
});

test("in steps of any length an export reads as at once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(item, fc.constantFrom(7, null, "text"))),
      fc.constantFrom("", "next"),
      fc.integer({ min: 1, max: 300 }),
      fc.boolean(),
      (list, next, stepLength, pretty) => {
        const text = JSON.stringify({ before: { items: [0] }, items: list, next_page: next }, null, pretty ? 2 : 0);
        assert.deepEqual(items(text, stepLength), items(text, text.length));
      },
    ),
  );
});

test("broken exports are read as far as they go, and the faults stand where they are", () => {
  const text = '{ "items": [ { "item_name": "a" }, { "item_name": b }, { "item_name": "c" }, ], "next_page": 7 ]';
  for (const stepLength of [1, 10, 30, 1000]) {
    const read = runAtOnce(readItemExportInSteps(text, "items.json", stepLength));
    assert.deepEqual(
      read.items.map(({ path }) => path),
      ["/a", "/c"],
      `steps of ${stepLength}`,
    );
    const marked = read.faults.map(({ span }) => text.slice(span.start, span.end));
    assert.equal(marked[0], "b");
    assert.ok(marked.includes(","));
  }
});

test("wherever an export is cut off, the faults and what is read are the same in steps as at once", () => {
  const list = Array.from({ length: 9 }, (_, at) => ({ item_name: `/a/${at}`, item_sub: [1, { items: [2] }] }));
  for (const indent of [0, 2]) {
    const whole = JSON.stringify({ before: [0], items: list, next_page: "p2" }, null, indent);
    for (let length = 1; length < whole.length; length++) {
      const text = whole.slice(0, length);
      for (const stepLength of [1, 50, 200]) assert.deepEqual(items(text, stepLength), items(text, text.length));
    }
  }
});

test("an export without its list is told at its beginning, however long it is", () => {
  for (const other of ['{"error":"unauthorized"}', "{}", '{"result":{"items":[]}}', '{"targets":[{}]}']) {
    for (const text of [other, other + " ".repeat(100), other + " ".repeat(10_000_000)]) {
      const { faults } = runAtOnce(readItemExportInSteps(text, "items.json", 50));
      assert.deepEqual(
        faults.map(({ span, message }) => [span.start, message]),
        [[0, 'This export has no list "items".']],
      );
    }
  }
  assert.deepEqual(readItemExport('{"items":null}', "items.json").faults, []);
  assert.match(
    readItemExport("[] // none", "items.json")
      .faults.map(({ message }) => message)
      .join(),
    /JSON object/,
  );
});

test("a list that stands twice is told at the second, and so is a next page that is no text", () => {
  const text = '{ "items": [{ "item_name": "a" }], "items": [{ "item_name": "b" }], "next_page": 7 }';
  for (const stepLength of [1, 20, 1000]) {
    const read = runAtOnce(readItemExportInSteps(text, "items.json", stepLength));
    assert.deepEqual(
      read.items.map(({ path }) => path),
      ["/b"],
    );
    assert.deepEqual(
      read.faults.map(({ span, message }) => [span.start, text.slice(span.start, span.end), message]),
      [
        [
          text.lastIndexOf('"items"'),
          '"items"',
          '"items" stands twice; only what stands last is read. Remove one of them.',
        ],
        [text.lastIndexOf("7"), "7", '"next_page" must be a string.'],
      ],
    );
  }
});

test("objects without a name are told and not counted", () => {
  const read = readItemExport(
    '{ "items": [{}, { "item_name": "" }, { "item_name": null }, { "item_name": "/a" }] }',
    "i",
  );
  assert.deepEqual(
    read.items.map(({ path }) => path),
    ["/a"],
  );
  assert.deepEqual(
    read.faults.map(({ message }) => message),
    Array.from({ length: 3 }, () => 'An object without "item_name" is not counted.'),
  );
});

test("any text in steps of any length is read without a throw", () => {
  const words = fc.array(fc.constantFrom('"items"', ":", "[", "]", "{", "}", ",", '"', "\\", "1", " ", "\n"));
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 20 }), (parts, stepLength) => {
      const text = parts.join("");
      const { faults } = runAtOnce(readItemExportInSteps(text, "items.json", stepLength));
      for (const { span } of faults) assert.ok(span.start >= 0 && span.end <= Math.max(text.length, 1));
    }),
  );
});

test("no step reads more than its share", () => {
  const list = Array.from({ length: 20_000 }, (_, at) => ({ item_name: `/team-${at % 50}/secret-${at}` }));
  const text = JSON.stringify({ items: list });
  const stepLength = 10_000;
  const steps = readItemExportInSteps(text, "items.json", stepLength);
  let count = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      assert.equal(step.value.items.length, list.length);
      break;
    }
    count++;
  }
  // Lines, brackets and pieces: each pass goes over the text once.
  assert.ok(count >= 3 * Math.floor(text.length / (stepLength + 100)), `${count} steps`);
});

test("the output for one role has no list, and a next page is told with its place", () => {
  const one = '{ "role_name": "a", "rules": { "path_rules": [{ "path": "/x", "type": "item-rule" }] } }';
  assert.deepEqual(
    readRoleExport(one, "role.json").roles.map(({ name, rules }) => [name, rules.length]),
    [["a", 1]],
  );
  const text = '{ "roles": [{ "role_name": "a" }],\n "next_page": "p2" }';
  for (const stepLength of [1, 1000]) {
    const { cutShort, nextPage, lines } = runAtOnce(readRoleExportInSteps(text, "roles.json", stepLength));
    assert.equal(cutShort, true);
    assert.equal(nextPage && text.slice(nextPage.start, nextPage.end), '"p2"');
    assert.equal(nextPage && lines.positionAt(nextPage.start).line, 1);
  }
  assert.equal(readItemExport('{ "items": [], "next_page": "" }', "items.json").cutShort, false);
});
