import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseMoment } from "../../server/src/cli/read-moment.ts";

describe("a moment", () => {
  for (const [written, seconds] of [
    ["0", 0],
    ["1700000000", 1_700_000_000],
    ["1700000000.5", 1_700_000_000.5],
    ["1970-01-02", 86_400],
    ["1970-01-01T01:00", 3600],
    ["1970-01-01 01:00:01Z", 3601],
    ["1970-01-01T01:00:00+01:00", 0],
    ["1970-01-01t01:00:00.250z", 3600.25],
    ["2024-02-29T00:00:00-0130", 1_709_170_200],
  ] as const) {
    test(`${written} is ${seconds}`, () => assert.equal(parseMoment(written), seconds));
  }

  for (const written of [
    "",
    "now",
    "-5",
    "1e9",
    "2023-02-29",
    "2024-13-01",
    "2024-1-1",
    "2024-01-01T25:00",
    "1700000000000",
    "2024-01-01T00:00:00 CET",
  ]) {
    test(`"${written}" is none`, () => assert.equal(parseMoment(written), undefined));
  }
});
