// Every case of every check against its expected file. `UPDATE=1` writes the expected files anew; read them before committing.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { describe, it } from "node:test";
import { checkText } from "./check-text.ts";
import { type Fixture, findFixtures } from "./find-fixtures.ts";
import { renderProblems } from "./render-problems.ts";

const fixtures = findFixtures();

for (const code of new Set(fixtures.map((fixture) => fixture.code))) {
  describe(`cases of ${code}`, () => {
    for (const fixture of fixtures.filter((one) => one.code === code)) {
      it(fixture.name.replaceAll("-", " "), () => compare(fixture));
    }
  });
}

function compare({ code, name, text, expected }: Fixture): void {
  const problems = checkText(text);
  const own = problems.filter((problem) => problem.code === code);
  assert.equal(own.length > 0, !name.startsWith("clean-"), `${own.length} problems of ${code} in ${name}`);
  const head = own.length > 0 ? "" : problems.length > 0 ? `no problems of ${code}\n\n` : "no problems\n";
  const rendered = problems.length > 0 ? head + renderProblems(text, problems, code) : head;
  if (env["UPDATE"] === "1") writeFileSync(expected, rendered);
  assert.ok(existsSync(expected), `${expected} is missing; write it with UPDATE=1 and read it`);
  assert.equal(rendered, readFileSync(expected, "utf8"));
}
