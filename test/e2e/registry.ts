// The few words that tests inside VS Code need. They run in three places, one of them a browser, so nothing here is Node's.

export interface TestResult {
  readonly name: string;
  /** What went wrong; absent when the test passed. */
  readonly error?: string;
}

const tests: { name: string; body: () => Promise<void> }[] = [];

/** Adds a test. Tests run one after another, in the order in which they are added, in one window. */
export function editorTest(name: string, body: () => Promise<void>): void {
  tests.push({ name, body });
}

/** Throws, with both values in the message, unless they are equal as JSON. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [shown, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (shown !== wanted) throw new Error(`${what}: expected ${wanted}, got ${shown}`);
}

/** Asks until `read` gives something other than undefined or false, and returns it; throws when it never does. */
export async function waitFor<T>(what: string, read: () => T | Promise<T>): Promise<NonNullable<Exclude<T, false>>> {
  const pauseMs = 50;
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += pauseMs) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** Runs every test and never throws: a failed test is a result. */
export async function runEditorTests(): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const { name, body } of tests) {
    try {
      await body();
      results.push({ name });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return results;
}
