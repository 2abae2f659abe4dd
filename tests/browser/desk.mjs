// A server over a made-up register, and a real browser that looks at it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const program = process.env.RADCERT_PROGRAM;
export const browserProgram = process.env.RADCERT_BROWSER ?? "/usr/bin/chromium";
export const password = "voi-con-ban-don"; // of every account of the sample register
const patience = 20_000; // milliseconds until a page, a link or a download that does not come is a failure
export const screens = process.env.RADCERT_SCREENS; // folder for pictures of every page; none: no pictures

/// Why the tests cannot run here; empty: they can.
export function whatIsMissing() {
  if (!program || !existsSync(program)) return "the program is not built (RADCERT_PROGRAM)";
  if (!existsSync(browserProgram)) return `there is no browser at ${browserProgram} (script/bootstrap browser)`;
  return "";
}

/// The environment of a program whose clock stands at a moment (UTC, "2026-11-16 01:30:00"); none: as it is.
function clockAt(moment) {
  const clock = { LD_PRELOAD: "/usr/$LIB/faketime/libfaketime.so.1", FAKETIME: moment, FAKETIME_DONT_FAKE_MONOTONIC: "1", NO_FAKE_STAT: "1", TZ: "UTC" };
  return { ...process.env, ...(moment && clock) };
}

/// A register of made-up people, served on a free port.
export class Desk {
  static async open({ moment } = {}) {
    const desk = new Desk();
    desk.environment = clockAt(moment);
    desk.folder = mkdtempSync(join(tmpdir(), "radcert-browser-"));
    const register = join(desk.folder, "register");
    const made = spawnSync(program, ["demo", register], { encoding: "utf8", env: desk.environment });
    if (made.status !== 0) throw new Error(`radcert demo: ${made.stderr}`);
    desk.told = made.stdout;
    desk.register = join(register, "radcert.db");
    desk.server = spawn(program, ["serve", "--register", desk.register, "--listen", "127.0.0.1:0", "--quiet"], { env: desk.environment });
    desk.address = await new Promise((resolve, reject) => {
      let said = "";
      desk.server.stdout.on("data", (bytes) => {
        said += bytes;
        const found = said.match(/http:\/\/[^/]+\//);
        if (found) resolve(found[0].slice(0, -1));
      });
      desk.server.stderr.on("data", (bytes) => process.stderr.write(bytes));
      desk.server.on("exit", (code) => reject(new Error(`radcert serve ended with ${code}: ${said}`)));
    });
    desk.browser = await chromium.launch({
      executablePath: browserProgram,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    });
    return desk;
  }

  /// A browser of its own, signed in; everything that a page complains of is gathered in `complaints`.
  async visitor(code, { script = true, width = 1280, language = "vi", wait = patience } = {}) {
    const context = await this.browser.newContext({
      baseURL: this.address,
      javaScriptEnabled: script,
      locale: language === "vi" ? "vi-VN" : "en-GB",
      viewport: { width, height: 900 },
      acceptDownloads: true,
    });
    context.setDefaultTimeout(wait);
    const page = await context.newPage();
    page.complaints = [];
    page.on("console", (message) => {
      const usual = message.text().startsWith("[DOM] Password forms") || /status of (4\d\d|503)/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !usual) page.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => page.complaints.push(`${page.url()}: ${error.message}`));
    page.on("dialog", (dialog) => {
      page.complaints.push(`${page.url()}: a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    if (code) await signIn(page, code);
    return page;
  }

  command(...words) {
    return spawnSync(program, [...words, "--register", this.register], { encoding: "utf8", env: this.environment, maxBuffer: 1 << 26 });
  }

  json(...words) {
    const answer = this.command(...words, "--json");
    if (!answer.stdout) throw new Error(`radcert ${words.join(" ")}: ${answer.stderr}`);
    return JSON.parse(answer.stdout);
  }

  async close() {
    await this.browser?.close();
    this.server.removeAllListeners("exit");
    const ended = new Promise((resolve) => this.server.on("exit", resolve));
    this.server.kill("SIGTERM");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function signIn(page, code) {
  await page.goto("/sign-in");
  await page.fill("[name=code]", code);
  await page.fill("[name=password]", password);
  await page.locator("main form button[type=submit]").click();
  if (page.url().endsWith("/sign-in")) throw new Error(`${code} could not sign in: ${await page.locator("main").innerText()}`);
}

export function pictureFile(...words) {
  mkdirSync(screens, { recursive: true });
  return join(screens, words.join("-").replace(/[^a-z0-9.-]+/gi, "_") + ".png");
}
