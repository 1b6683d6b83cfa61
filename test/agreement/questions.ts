// A rules file with many paths that meet each other, and 500 questions about it. The same each time.

export interface Question {
  readonly path: string;
  readonly ruleType: string;
}

/** A question and where in the text its path stands. */
export interface PlacedQuestion extends Question {
  /** 0-based. */
  readonly line: number;
  /** Whether the path has a rule of this type itself. */
  readonly own: boolean;
}

export const NAME = "many.akeyless.json";

const TYPES = ["item-rule", "target-rule"] as const;
const ALLOWS = ["[read]", "[list]", "[read, update]", "[create, delete]", "[read, create, update, delete]"];

interface Line {
  readonly path: string;
  readonly ruleType: string;
  readonly capabilities: string;
}

const PATTERNS: readonly Line[] = Array.from({ length: 60 }, (_, at) => ({
  path:
    [`/team${at % 10}/*`, `/team${at % 10}/+/db`, `/+/app${at % 7}/*`, `/team${at % 10}/app${at % 7}-*`][at % 4] ??
    "/*",
  ruleType: TYPES[at % 2] ?? "item-rule",
  capabilities: at % 5 === 0 && at % 4 !== 0 ? "[deny]" : (ALLOWS[at % ALLOWS.length] ?? "[read]"),
}));

const OBJECTS: readonly Line[] = Array.from({ length: 250 }, (_, at) => ({
  path: `/${at % 3 === 0 ? "lone" : "team"}${at % 10}/app${at % 7}/${at % 11 === 0 ? "db" : `secret_${at}`}${at % 13 === 0 ? "(old) & new" : ""}`,
  ruleType: TYPES[at % 2] ?? "item-rule",
  capabilities: at % 6 === 0 ? "[deny]" : (ALLOWS[at % ALLOWS.length] ?? "[read]"),
}));

const LINES: readonly Line[] = [...new Map([...PATTERNS, ...OBJECTS].map((line) => [line.path, line])).values()];

/** One path a line, from line 1 on. */
export const TEXT: string = `{\n${LINES.map(
  ({ path, ruleType, capabilities }) =>
    `  ${JSON.stringify(path)}: [{ "rule-type": "${ruleType}", "capabilities": "${capabilities}" }]`,
).join(",\n")}\n}\n`;

const EXACT = LINES.flatMap((line, at) => (/[*+]/.test(line.path) ? [] : [{ ...line, line: at + 1 }]));

/** Each object with its own rule type and with the other one. */
export const QUESTIONS: readonly PlacedQuestion[] = EXACT.flatMap(({ path, ruleType, line }) =>
  TYPES.map((type) => ({ path, ruleType: type, line, own: type === ruleType })),
).slice(0, 500);
