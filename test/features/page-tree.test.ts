// The tree of what a client may do: every leaf once, folders counted and joined, pages that fit together.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AccessLeaf } from "../../server/src/features/simulator/access-leaf.ts";
import { filterTree, pageTree, type TreeFilter, type TreeRow } from "../../server/src/features/simulator/page-tree.ts";
import { capabilitySet } from "../../server/src/policy/capability-set.ts";

const NO_FILTER: TreeFilter = { text: "", capability: undefined, ruleType: undefined, only: "all" };

const leaf = (path: string, ruleType = "item-rule"): AccessLeaf => ({
  ruleType,
  path,
  exceptions: "",
  capabilities: capabilitySet(["read"]),
  status: "allowed",
  change: undefined,
  witness: path,
});

const rowsOf = (leaves: readonly AccessLeaf[], toggled: readonly string[] = []): readonly TreeRow[] =>
  pageTree(filterTree(leaves, NO_FILTER), new Set(toggled), { offset: 0, limit: 10_000 }).rows;

const anyLeaves = fc.array(
  fc
    .tuple(
      fc.constantFrom("item-rule", "item-rule", "role-rule", "of-another-table"),
      fc.array(fc.constantFrom("a", "b", "", "+", "a*"), { minLength: 1, maxLength: 4 }),
    )
    .map(([ruleType, segments]) => leaf(`/${segments.join("/")}`, ruleType)),
  { maxLength: 25 },
);

test("names along the way to a row make up its path, and folders count what is below", () => {
  fc.assert(
    fc.property(anyLeaves, (leaves) => {
      const rows = rowsOf(leaves);
      const shown = rows.filter(({ kind }) => kind === "leaf");
      const order = (path: { witness: string; ruleType: string }): string => `${path.ruleType} ${path.witness}`;
      assert.deepEqual(shown.map(order).sort(), leaves.map(order).sort());
      assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
      const way: TreeRow[] = [];
      for (const [at, row] of rows.entries()) {
        way.splice(row.depth, way.length, row);
        assert.equal(row.parent === undefined ? undefined : rows[row.parent], way[row.depth - 1]);
        const below = rows.slice(at + 1);
        const end = below.findIndex(({ depth }) => depth <= row.depth);
        const inside = end < 0 ? below : below.slice(0, end);
        if (row.kind !== "leaf") assert.equal(row.count, inside.filter(({ kind }) => kind === "leaf").length);
        if (row.kind === "folder") {
          const direct = inside.filter(({ depth }) => depth === row.depth + 1);
          assert.ok(direct.length > 1 || direct[0]?.kind === "leaf", `${row.label} holds one folder only`);
        }
        if (row.kind !== "leaf") continue;
        const folders = way.slice(1, -1).map(({ label }) => label);
        const last = row.witness.slice(row.witness.lastIndexOf("/") + 1);
        assert.equal(row.label.replace(/^\/(?=.)/, ""), last === "" ? "/" : last);
        const path = [...folders.map((label, index) => (index === 0 ? label.slice(1) : label)), last].join("/");
        assert.equal(`/${path}`, row.witness);
      }
    }),
  );
});

test("pages fit together, with some folders closed and some opened", () => {
  fc.assert(
    fc.property(anyLeaves, fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), (leaves, picks, limit) => {
      const keys = rowsOf(leaves).map(({ key }) => key);
      const toggled = new Set(picks.flatMap((pick) => keys[pick % keys.length] ?? []));
      const tree = filterTree(leaves, NO_FILTER);
      const whole = pageTree(tree, toggled, { offset: 0, limit: 10_000 });
      const parts: TreeRow[] = [];
      for (let offset = 0; offset < whole.total; offset += limit) {
        const page = pageTree(tree, toggled, { offset, limit });
        assert.equal(page.total, whole.total);
        parts.push(...page.rows);
      }
      assert.deepEqual(parts, whole.rows);
    }),
  );
});

test("folders that hold one folder are one row, and a large tree begins with its folders closed", () => {
  const few = rowsOf(["/prod/db/a", "/prod/db/b", "/x"].map((path) => leaf(path)));
  assert.deepEqual(
    few.map(({ depth, label }) => [depth, label]),
    [
      [0, "item-rule"],
      [1, "/prod/db"],
      [2, "a"],
      [2, "b"],
      [1, "/x"],
    ],
  );
  const many = rowsOf(Array.from({ length: 300 }, (_, at) => leaf(`/prod/${at}`)));
  assert.deepEqual(
    many.map(({ label, count, isOpen }) => [label, count, isOpen]),
    [
      ["item-rule", 300, true],
      ["/prod", 300, false],
    ],
  );
});
