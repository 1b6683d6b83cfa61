// A real VS Code in a browser, with the packaged extension, driven by keyboard as a user would. One workbench per scenario.
// It asserts nothing: scenarios look at `page`.
import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { startVscodeServer } from "../../scripts/start-vscode-server.mjs";
import { chromiumArguments } from "./chromium-arguments.ts";
import { copyWorkspace, type EditorSetup, readEditorSetup } from "./editor-setup.ts";

export interface WorkbenchOptions {
  /** A folder of the repository, opened as a copy; "examples" by default. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False starts in Restricted Mode. */
  readonly trust?: boolean;
  readonly theme?: "light" | "dark" | "high-contrast";
  /** "web" runs the extension in the browser's own extension host, as vscode.dev does; "node" in the server's. */
  readonly extensionHost?: "node" | "web";
  /** An extension folder whose suite.js VS Code runs as its test module. */
  readonly suiteExtension?: string;
}

export interface Workbench {
  readonly page: Page;
  /** The opened folder on disk: a copy, free to be changed. */
  readonly folder: string;
  /** Opens a file by its name and waits until its editor is there. */
  openFile(name: string): Promise<void>;
  /** Puts the cursor there; both count from 1, as the status bar shows them. */
  goTo(line: number, column: number): Promise<void>;
  /** Runs a command by its title in the palette, such as "Show or Focus Hover". */
  runCommand(title: string): Promise<void>;
  typeText(text: string): Promise<void>;
  /** The text of the first element that a selector finds, waiting for it; with plain spaces. */
  shownText(selector: string): Promise<string>;
  /** Opens a file by its whole path in the dialog that asks for one. */
  pickFile(path: string): Promise<void>;
  /** What is in the clipboard. */
  copiedText(): Promise<string>;
  copyText(text: string): Promise<void>;
  /** Takes a picture of the window, `name` without an ending. */
  screenshot(name: string): Promise<void>;
  /** Takes a picture for whoever asks why a scenario failed: never one of the repository's. */
  screenshotFailure(scenario: string): Promise<void>;
  close(): Promise<void>;
}

/** Nothing that moves, asks or advertises. */
const calmSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.reduceMotion": "on",
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.startupPrompt": "never",
};
/** VS Code prefers an extension's Node entry; this makes it take the entry for browsers from the same package. */
const inBrowser = {
  "remote.extensionKind": { "policy-lens.policy-lens": ["web"], "policy-lens.policy-lens-suite": ["web"] },
};
const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
};
const slowestMs = 30_000;
const patienceMs = 2_000;
const tries = 10;
const pauseMs = 20;

/** Starts a server and a browser of its own and waits for the workbench. Throws when VS Code does not come up. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const setup = readEditorSetup();
  const folder = copyWorkspace(setup, options.folder ?? "examples");
  const dataFolder = await mkdtemp(join(tmpdir(), "policy-lens-data-"));
  const server = await startVscodeServer({
    serverMain: setup.serverMain,
    dataFolder,
    extensionsFolder: setup.extensionsFolder,
    restricted: options.trust === false,
    settings: {
      ...calmSettings,
      ...(options.extensionHost === "web" ? inBrowser : {}),
      "workbench.colorTheme": themes[options.theme ?? "light"],
      ...options.settings,
    },
  });
  const browser = await chromium.launch({ executablePath: setup.chromium, args: chromiumArguments });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    for (const used of [dirname(folder), dataFolder]) rmSync(used, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(slowestMs);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(server.urlFor(folder, testPayload(server.authority, options.suiteExtension)));
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return { ...driveByKeyboard(page, setup), page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The part of the page's own global object that is used; these files have the types of Node. */
interface BrowserWindow {
  readonly navigator: { readonly clipboard: { readText(): Promise<string>; writeText(text: string): Promise<void> } };
}

function testPayload(authority: string, suiteExtension: string | undefined): [string, string][] {
  if (suiteExtension === undefined) return [];
  const location = `vscode-remote://${authority}${suiteExtension}`;
  return [
    ["extensionDevelopmentPath", location],
    ["extensionTestsPath", `${location}/suite.js`],
  ];
}

function driveByKeyboard(page: Page, setup: EditorSetup): Omit<Workbench, "page" | "folder" | "close"> {
  const input = page.locator(".quick-input-widget input[type=text]");
  const rows = page.locator(".quick-input-widget .quick-input-list .monaco-list-row");

  /** Types into the quick input and takes the row that is asked for, opening it anew until it offers that row. */
  const pick = async (key: string, text: string, row: string): Promise<void> => {
    const wanted = rows.filter({ hasText: row }).first();
    for (let triesLeft = tries; ; triesLeft--) {
      await page.keyboard.press(key);
      await input.fill(text);
      // A list that is open does not learn of a command or file that becomes available meanwhile.
      const offered = await wanted.waitFor({ timeout: patienceMs }).then(
        () => true,
        () => false,
      );
      if (offered) break;
      if (triesLeft === 0) throw new Error(`VS Code does not offer "${row}".`);
      await page.keyboard.press("Escape");
    }
    await wanted.click();
    // What was picked may ask on in the same place, so the input need not go away: only our text must.
    while ((await input.isVisible()) && (await input.inputValue()) === text) await page.waitForTimeout(pauseMs);
  };

  const take = async (file: string): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    // What was clicked last would show its name over the picture.
    await page.mouse.move(0, 0);
    const names = page.locator(".workbench-hover:visible");
    for (let waited = 0; waited < patienceMs && (await names.count()) > 0; waited += pauseMs)
      await page.waitForTimeout(pauseMs);
    await page.screenshot({ path: file, animations: "disabled" });
  };

  return {
    openFile: async (name) => {
      await pick("Control+P", name, name);
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await page.locator(".editor-instance .view-line").first().waitFor();
    },
    goTo: async (line, column) => {
      await page.keyboard.press("Control+P");
      await input.fill(`:${line}:${column}`);
      await page.keyboard.press("Enter");
      await page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    },
    runCommand: (title) => pick("F1", `>${title}`, title),
    typeText: (text) => page.keyboard.type(text),
    pickFile: async (path) => {
      // The dialog of a folder that is far away is the quick input, with the folder's path in it.
      await rows.filter({ hasText: ".." }).first().waitFor();
      // When it has read the folder, it begins with that anew, whatever was typed meanwhile. What is asked next is empty.
      const isAsking = async (): Promise<boolean> => (await input.isVisible()) && (await input.inputValue()) !== "";
      for (let triesLeft = tries; triesLeft > 0 && (await isAsking()); triesLeft--) {
        await input.fill(path);
        await page.waitForTimeout(pauseMs);
        await page.keyboard.press("Enter");
        for (let waited = 0; waited < patienceMs && (await isAsking()); waited += pauseMs)
          await page.waitForTimeout(pauseMs);
      }
    },
    shownText: async (selector) => {
      const text = await page.locator(selector).first().textContent();
      return (text ?? "").replaceAll("\u00a0", " ");
    },
    copiedText: () => page.evaluate(() => (globalThis as unknown as BrowserWindow).navigator.clipboard.readText()),
    copyText: (text) =>
      page.evaluate((copied) => (globalThis as unknown as BrowserWindow).navigator.clipboard.writeText(copied), text),
    screenshot: (name) => take(join(setup.pictures, `${name}.png`)),
    screenshotFailure: async (scenario) => {
      const file = join(setup.cache, "pictures", `failed-${scenario.replaceAll(/\W+/g, "-")}.png`);
      await take(file);
      console.log(`What the window showed: ${file}`);
    },
  };
}
