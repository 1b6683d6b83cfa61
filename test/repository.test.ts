// Holds the repository to itself: what must agree in several places does, in both directions.
// The vocabulary in grammar and schema, the index of checks and the pages have tests of their own beside what they test.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import manifest from "../package.json" with { type: "json" };
import { ALL_CHECKS } from "../server/src/checks/all-workspace-checks.ts";
import { REPORTED_FAULTS } from "../server/src/checks/reported-faults.ts";
import { ASSUMPTIONS, SETTABLE_ASSUMPTIONS } from "../server/src/policy/assumptions.ts";

const read = (path: string): string => readFileSync(path, "utf8");
const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .sort();
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, name.length - ending.length))
    .sort();

describe("every check", () => {
  const codes = ALL_CHECKS.map((check) => check.code).sort();

  it("has a code of its own, in small letters and dashes", () => {
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)*$/);
  });

  it("stands in a file of its name, and every file with a check is in the list", () => {
    const files = namesIn("server/src/checks", ".ts");
    const isCheck = /^export const \w+: (Meaning|Workspace)?Check = /m;
    const withCheck = files.filter((name) => isCheck.test(read(`server/src/checks/${name}.ts`)));
    const faults = REPORTED_FAULTS.map(({ code }) => code);
    assert.deepEqual([...withCheck, ...faults].sort(), codes);
  });

  it("has a page, and every page a check", () => {
    const pages = namesIn("docs/checks", ".md").filter((name) => name !== "README");
    assert.deepEqual(pages, codes);
  });

  it("has a folder of cases, and every folder a check", () => assert.deepEqual(namesIn("test/fixtures", ""), codes));

  it("has at least three cases that trip it and three near ones that do not, each with what is expected", () => {
    for (const code of codes) {
      const folder = `test/fixtures/${code}`;
      const inWorkspace = namesIn(folder, ".workspace.json").map((name) => `${name}.workspace`);
      const cases = [...namesIn(folder, ".akeyless.json"), ...inWorkspace].sort();
      assert.deepEqual(namesIn(folder, ".txt"), cases, code);
      const near = cases.filter((name) => name.startsWith("clean-"));
      assert.ok(near.length >= 3, `${code} has ${near.length} near cases`);
      assert.ok(cases.length - near.length >= 3, `${code} has ${cases.length - near.length} cases that trip it`);
    }
  });

  it("says in one sentence what it finds", () => {
    for (const { code, summary } of ALL_CHECKS)
      assert.match(summary, /^[A-Z`][^\n|]{10,140}\.$|^deny [^\n|]{10,140}\.$/, code);
  });
});

describe("the manifest", () => {
  const sources = filesBelow("client/src", ".ts").map(read).join("\n");
  const commands = manifest.contributes.commands.map(({ command }) => command);
  const settings = Object.keys(manifest.contributes.configuration.properties);

  it("keeps its commands and settings under policyLens.", () => {
    for (const name of [...commands, ...settings]) assert.match(name, /^policyLens\.[a-zA-Z.]+$/);
  });

  it("has only commands that are registered", () => {
    for (const command of commands) assert.ok(sources.includes(`registerCommand("${command}"`), command);
  });

  it("lets every check be switched, and nothing else", () => {
    const { checks } = { checks: manifest.contributes.configuration.properties["policyLens.checks"] };
    assert.deepEqual(
      checks.propertyNames.enum,
      ALL_CHECKS.map(({ code }) => code),
    );
  });

  it("lets every assumption be set that the manifest of a workspace sets, and says what each takes for true", () => {
    const { properties } = manifest.contributes.configuration.properties["policyLens.assumptions"];
    const settable = ASSUMPTIONS.flatMap(({ id, name, statement, values }) =>
      values ? [[name, { enum: values, description: `${id}: ${statement}` }]] : [],
    );
    assert.deepEqual(properties, Object.fromEntries(settable));
    assert.deepEqual(Object.keys(properties), SETTABLE_ASSUMPTIONS);
  });

  it("has the settings and commands that the README lists, with their defaults and words", () => {
    const settingRows = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => {
      const written = JSON.stringify(setting.default).replaceAll(",", ", ");
      const words = "markdownDescription" in setting ? setting.markdownDescription : setting.description;
      return `| \`${name}\` | \`${written}\` | ${words} |`;
    });
    const commandRows = manifest.contributes.commands.map(
      ({ command, category, title }) => `| \`${command}\` | ${category}: ${title} |`,
    );
    const rows = read("README.md").match(/^\| `policyLens\..*$/gm);
    assert.deepEqual(rows, [...settingRows, ...commandRows]);
  });

  it("says of every setting what it does", () => {
    for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
      const words = "markdownDescription" in setting ? setting.markdownDescription : setting.description;
      assert.match(words, /\.$/, name);
    }
  });
});

describe("the code", () => {
  it("says of every exported function what it is for", () => {
    const files = ["server/src", "client/src"].flatMap((folder) => filesBelow(folder, ".ts"));
    const silent = files.flatMap((file) =>
      Array.from(
        read(file).matchAll(/(?<!\*\/\n)^export (?:async )?function\*? (\w+)/gm),
        ([, name]) => `${name} in ${file}`,
      ),
    );
    assert.ok(files.length > 400);
    assert.deepEqual(silent, []);
  });
});

describe("pages", () => {
  const pages = [...filesBelow("docs", ".md"), ...["README.md", "CHANGELOG.md"].filter((page) => existsSync(page))];

  for (const page of pages) {
    it(`${page} links only to what is there`, () => {
      for (const [, target] of read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        assert.ok(target !== undefined && existsSync(join(dirname(page), target)), `${target} in ${page}`);
      }
    });
  }

  it("name only settings and commands that the manifest has", () => {
    const { commands, configuration } = manifest.contributes;
    const known = new Set([...commands.map(({ command }) => command), ...Object.keys(configuration.properties)]);
    for (const page of pages) {
      for (const [name] of read(page).matchAll(/\bpolicyLens\.\w+(\.\w+)*/g))
        assert.ok(known.has(name), `${name} in ${page}`);
    }
  });

  it("of the root ask a fresh machine for exactly two commands", () => {
    const commands = [...read("README.md").matchAll(/^ *(?:\$ )?(npm .*)$/gm)].map(([, command]) => command);
    assert.deepEqual(commands, ["npm ci && npm start", "npm ci && npm test"]);
  });
});
