// How long a browser takes to open the page of a story of sixty reports; prints it, and asserts nothing. On a quiet machine:
//     (cd tests/browser && npm ci && node speed.mjs)
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, serve, sixty, stop } from "./start.mjs";

const folder = mkdtempSync(join(tmpdir(), "dateline-speed-"));
sixty(folder);
const home = await serve(folder);
const browser = await launch();
for (const [name, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 360, height: 800 }]]) {
  const took = [];
  for (let n = 0; n < 9; n++) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    await page.goto(`${home}/story/1`);
    took.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
    await context.close();
  }
  took.sort((a, b) => a - b);
  const [least, middle, most] = [took[0], took[4], took[8]].map(Math.round);
  console.log(`${name}: loaded in ${middle} ms (${least} to ${most}, nine times)`);
}
await browser.close();
stop();
rmSync(folder, { recursive: true });
