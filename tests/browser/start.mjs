// What the tests of the pages and the measure of their speed both start with: the browser, the server, a story of sixty reports.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

export const root = resolve(import.meta.dirname, "../..");
export const dateline = process.env.DATELINE || join(root, "target/release/dateline");

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
}

// Every server that was started: one that outlives a failed test would keep the whole run from ending.
const servers = [];

export function stop() {
  for (const server of servers) server.kill("SIGTERM");
}

// Starts the server on any free port, and gives its address when it says it.
export function serve(...paths) {
  return new Promise((done, failed) => {
    const running = spawn(dateline, ["serve", "--port", "0", ...paths], { stdio: ["ignore", "ignore", "pipe"] });
    servers.push(running);
    let said = "";
    running.stderr.on("data", (more) => {
      said += more;
      const at = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said);
      if (at) done(at[1]);
    });
    running.on("exit", () => failed(new Error("the server ended")));
  });
}

// Writes sixty reports of one story into a folder: parts of one wire text, with seven different numbers.
export function sixty(folder) {
  const wire = readFileSync(join(root, "examples/ferry/packet-march-15.txt"), "utf8").split("\n\n");
  for (let n = 0; n < 60; n++) {
    const text = wire.filter((_, at) => at < 2 || at % 4 !== n % 4).join("\n\n").replace("112", String(100 + (n % 7)));
    writeFileSync(join(folder, `r${n}.jsonl`), JSON.stringify({ id: `r${n}`, outlet: `Paper ${n}`, published: "1926-03-15", text }) + "\n");
  }
}
