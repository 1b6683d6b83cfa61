// What an edit changes for clients whose claims have certain values, as it is told.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { compareAtMoments, type TimedChange } from "../../server/src/evaluator/compare-at-moments.ts";
import type { HeldRoles } from "../../server/src/evaluator/held-roles.ts";
import { regionText, witnessText } from "../../server/src/evaluator/region.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

/** By path: one capability, or two with a space between them, the second being minutes to live. */
type Rules = Readonly<Record<string, string>>;

function held(rules: Rules, assumptions: Assumptions = DEFAULT_ASSUMPTIONS): HeldRoles {
  const written = Object.entries(rules).map(([path, rule]) => {
    const [capability, ttl] = rule.split(" ");
    return [path, [{ capabilities: `[${capability}]`, ...(ttl === undefined ? {} : { ttl }) }]] as const;
  });
  const file = readRulesFile(JSON.stringify(Object.fromEntries(written)));
  return { roles: [{ name: "r", admin: false, rules: accessRulesOf(file, "r.json"), associations: [] }], assumptions };
}

function changes(before: HeldRoles, after: HeldRoles): { gained: string[]; lost: string[] } {
  const { decided, gained, lost } = compareAtMoments(before, after, { time: 0, appliedAt: 0 });
  assert.equal(decided, true);
  const tell = ({ region, witness, from }: TimedChange): string =>
    `${regionText(region)} such as ${witnessText(witness)}${from === undefined ? "" : ` from ${from}`}`;
  return { gained: gained.map(tell), lost: lost.map(tell) };
}

function check(before: Rules, after: Rules, told: { gained?: string[]; lost?: string[] }): void {
  assert.deepEqual(changes(held(before), held(after)), { gained: [], lost: [], ...told });
  assert.deepEqual(changes(held(after), held(before)), { gained: told.lost ?? [], lost: told.gained ?? [] });
}

describe("a deny that goes gives what an allow leaves", () => {
  test("to the team that both name", () => {
    const allow = { "/{{team}}/*": "list" };
    check({ ...allow, "/dev/*": "deny" }, allow, { gained: ["/dev/* such as /dev/"] });
  });

  test("to who has two claims of one value", () => {
    const allow = { "/{{team}}/*": "list" };
    check({ ...allow, "/{{unit}}/x": "deny" }, allow, { gained: ["part of /{{team}}/x such as /{{team}}/x"] });
  });

  test("not to whom another deny with a template takes it in its place", () => {
    const allow = { "/{{team}}/*": "list" };
    check(
      { ...allow, "/dev/x": "deny" },
      { ...allow, "/{{team}}/x": "deny" },
      {
        lost: ["part of /{{team}}/x such as /{{team}}/x"],
      },
    );
  });

  test("but to who has only the claim of the deny that goes", () => {
    const allow = { "/dev/*": "list" };
    check(
      { ...allow, "/{{team}}/*": "deny" },
      { ...allow, "/{{unit}}/*": "deny" },
      {
        gained: ["/dev/* such as /dev/"],
        lost: ["/dev/* such as /dev/"],
      },
    );
  });

  test("to who has two values of one claim", () => {
    const allow = { "/{{team}}/+": "list", "/{{team}}/{{team}}": "deny" };
    const { gained } = changes(held({ ...allow, "/+/{{team}}": "deny" }), held(allow));
    assert.deepEqual(gained, ["part of /{{team}}/+ such as /{{team}}/x"]);
  });

  test("to whom a part of a value names", () => {
    const allow = { "/team-{{team}}/*": "list" };
    check({ ...allow, "/team-dev/*": "deny", "/te*": "deny" }, { ...allow, "/te*": "deny" }, {});
    check({ ...allow, "/team-dev*": "deny" }, allow, { gained: ["part of /team-dev+/* such as /team-devx/"] });
  });

  test("told as one where there is very much of it", () => {
    const allows = Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((name) => [`/${name}/*`, "list"]));
    check({ ...allows, "/{{team}}/x": "deny" }, allows, { gained: ["part of /{{team}}/x such as /a/x"] });
  });

  test("to others, too, than those to whom very much is told as one", () => {
    const allow = { "/{{unit}}": "list", "/{{unit}}-b/*": "list" };
    check({ ...allow, "/a-{{team}}*": "deny", "/a-b/a": "deny" }, allow, {
      gained: ["part of /a-{{team}}* such as /a-b/", "/a-b/a such as /a-b/a"],
    });
  });
});

describe("only a part changes of a pattern with a template", () => {
  test("where a value has to be that of another template too", () => {
    const allow = { "/t/{{g}}/{{h}}/*": "read" };
    check(allow, { ...allow, "/t/{{h}}/*": "deny" }, { lost: ["part of /t/{{g}}/{{h}}/* such as /t/{{g}}/{{h}}/"] });
    const { gained } = changes(held({ "/{{g}}{{g}}/a": "deny", "/{{g}}/*": "read" }), held({ "/{{g}}/*": "read" }));
    assert.deepEqual(gained, ["part of /{{g}}{{g}}/a such as /{{g}}{{g}}/a"]);
  });

  test("where a deny that stays takes it from who has a certain value", () => {
    const deny = { "/t/b/*": "deny" };
    const part = "part of /t/{{g}}/* such as /t/{{g}}/";
    check({ ...deny, "/t/{{g}}/*": "read" }, { ...deny, "/t/{{g}}/*": "update" }, { gained: [part], lost: [part] });
  });

  test("where an allow that stays gives it to who has a certain value", () => {
    const allow = { "/t/b/*": "read" };
    check(allow, { ...allow, "/t/{{g}}/*": "read" }, { gained: ["part of /t/{{g}}/* such as /t/{{g}}/"] });
  });

  test("not where nothing else is near, or is left out for all", () => {
    const others = { "/u/*": "deny", "/+/+/x/*": "deny", "/t/{{g}}/y": "deny" };
    const told = "/t/{{g}}/* except /t/{{g}}/x/* and /t/{{g}}/y such as /t/{{g}}/";
    check(others, { ...others, "/t/{{g}}/*": "read" }, { gained: [told] });
  });
});

describe("an allow with a template that comes beside a deny that ends", () => {
  test("gives at once to others, and later to the team of the deny", () => {
    const deny = { "/dev/*": "deny 10" };
    const { gained } = changes(held(deny), held({ ...deny, "/{{team}}/*": "list" }));
    assert.deepEqual(gained, ["part of /{{team}}/* such as /{{team}}/", "/dev/* such as /dev/ from 600"]);
  });
});

test("what is told of all that a rule reaches is not looked for allow by allow", () => {
  const allows = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`/u${at}/*`, "read,update"]));
  const templates = Array.from({ length: 8 }, (_, at) => `/{{team}}/t${at}/*`);
  const all = (capability: string): Rules => Object.fromEntries(templates.map((path) => [path, capability]));
  const { gained } = changes(held({ ...allows, ...all("deny") }), held({ ...allows, ...all("read") }));
  const told = templates.map((path) => `${path} such as ${path.slice(0, -1)}`);
  const more = templates.map((path, at) => `part of ${path} such as /u0/t${at}/`);
  assert.deepEqual(gained.sort(), [...told, ...more].sort());
});

test("what is not known of a template that stands twice is not decided", () => {
  const allow = { "/{{team}}/a-{{team}}": "list" };
  const before = held({ ...allow, "/{{unit}}/{{unit}}-b": "deny" });
  const { decided, gained } = compareAtMoments(before, held(allow), { time: 0, appliedAt: 0 });
  assert.deepEqual([decided, gained], [false, []]);
});

test("values that are not plain make no change certain", () => {
  const allow = { "/{{team}}": "list" };
  check({ ...allow, "/a/b": "deny" }, allow, {});
});
