// Where the cases of the checks are: test/fixtures/<code>/<case>.akeyless.json, beside each its expected file.

import { readdirSync, readFileSync } from "node:fs";

export interface Fixture {
  readonly code: string;
  /** The file's name without its ending; near cases that must not trip the check begin with `clean-`. */
  readonly name: string;
  readonly text: string;
  /** The path of the expected file. */
  readonly expected: string;
}

/** Every case of every check. Tests run from the root of the repository. */
export function findFixtures(): Fixture[] {
  return readdirSync(FOLDER).flatMap((code) =>
    readdirSync(`${FOLDER}/${code}`)
      .filter((file) => file.endsWith(INPUT))
      .map((file) => {
        const name = file.slice(0, -INPUT.length);
        const text = readFileSync(`${FOLDER}/${code}/${file}`, "utf8");
        return { code, name, text, expected: `${FOLDER}/${code}/${name}.txt` };
      }),
  );
}

const FOLDER = "test/fixtures";
const INPUT = ".akeyless.json";
