// The pages in a real browser: open, click from claim to words and back, narrow, search, print, and nothing off the machine.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dateline, launch, root, serve, sixty, stop } from "./start.mjs";

const axe = readFileSync(join(import.meta.dirname, "node_modules/axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "dateline-"));
const shots = process.env.SHOTS;
let browser;
let home;

// A page on which any error, refused resource or request to another machine fails the test.
async function open(address, options = {}) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  // No test fails because a machine is slow: speed is measured by `speed.mjs`.
  context.setDefaultTimeout(600_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  page.on("dialog", (dialog) => { faults.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|file:|data:|blob:)/.test(request.url())) faults.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return { page, context, faults };
}

before(async () => {
  browser = await launch();
  home = await serve(join(root, "examples"));
});

after(async () => {
  stop();
  await browser?.close();
});

test("a cell leads to its words, lit beside the page, with and without scripts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, context, faults } = await open(home, { javaScriptEnabled });
    await page.getByRole("link", { name: /Halden|ferry/i }).first().click();
    await page.locator("table.score a.cell").first().click();
    await page.waitForURL(/\/story\/\d+#/);
    const id = new URL(page.url()).hash.slice(1);
    const words = page.locator(`#${id}`);
    assert.ok((await words.textContent()).length > 3);
    assert.ok(await words.evaluate((e) => {
      const at = e.getBoundingClientRect();
      return at.top >= 0 && at.bottom <= innerHeight;
    }), "the words are in sight");
    const colours = await words.evaluate((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(document.body).backgroundColor]);
    assert.notEqual(colours[0], colours[1]);
    assert.ok(await page.locator("table.score").isVisible(), "and the claim beside them");
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("the keyboard alone does all", async () => {
  const { page, context, faults } = await open(`${home}/story/1`);
  const on = () => page.evaluate(() => document.activeElement.closest("table.score") ? "score" : document.activeElement.tagName);
  let tabs = 0;
  while (await on() !== "score" && tabs < 13) { await page.keyboard.press("Tab"); tabs += 1; }
  assert.ok(tabs <= 12, `the first claim is ${tabs} tabs away`);
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(".m.lit").count() > 0);
  await page.keyboard.press("c");
  assert.equal(await page.locator(".tools button b").textContent(), "1");
  const before = new URL(page.url()).hash;
  await page.keyboard.press("j");
  assert.ok(await page.evaluate(() => document.activeElement.closest("table.score, .block, .single") !== null), before);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.locator("[data-show]").last().focus();
  await page.keyboard.press("ArrowDown");
  assert.match(page.url(), /show=several/, "the arrows choose a tile");
  await page.locator(".tools button").focus();
  await page.keyboard.press("Enter");
  assert.match(await page.locator("dialog[open] li").textContent(), /reported.*“/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a clip is prose, footnote, Markdown and evidence", async () => {
  const { page, context, faults } = await open(`${home}/story/1`, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator("table.score a.cell").first().click();
  const said = {};
  for (const name of ["Copy as prose", "Footnote", "Markdown", "Evidence"]) {
    await page.getByRole("button", { name, exact: true }).click();
    said[name] = await page.evaluate(() => navigator.clipboard.readText());
  }
  assert.match(said["Copy as prose"], /^\S.* reported on \d+ \w+ \d{4}: “.*”$/);
  assert.match(said.Footnote, /\d{4}\.$/);
  assert.match(said.Markdown, /^> /);
  const proof = JSON.parse(said.Evidence);
  assert.ok(proof.sha256.length === 64 && proof.end > proof.start && !/^\//.test(proof.from));
  assert.deepEqual(faults, []);
  await context.close();
});

test("tiles filter at once and live in the address; a view is narrowed with and without scripts, and exported", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, context, faults } = await open(`${home}/story/1`, { javaScriptEnabled });
    await page.locator(".tile.unsettled").click();
    assert.equal(await page.locator("table.score tbody tr:visible:not([data-group=unsettled])").count(), 0);
    assert.ok(await page.locator("table.score tbody tr:visible").count() > 0);
    if (javaScriptEnabled) {
      assert.match(page.url(), /show=unsettled/);
      await page.locator(".tile.unsettled").click();
      assert.doesNotMatch(page.url(), /show=/);
    }
    await page.locator("details.filter > summary").click();
    await page.getByLabel("Outlet").selectOption("Coast Telegraph");
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/outlet=Coast/);
    const told = await page.locator(".block, .single").evaluateAll((all) => all.map((e) => e.dataset.outlet));
    assert.ok(told.length > 0 && told.every((outlets) => outlets.includes("Coast Telegraph")));
    const csv = await (await page.request.get(`${home}/story/1/claims.csv?state=single`)).text();
    assert.ok(csv.split("\r\n").slice(1, -1).every((row) => row.includes('"single"')));
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("search finds reports by their words, and bears one letter and ten thousand", async () => {
  const { page, context, faults } = await open(home);
  await page.getByLabel("Search all reports").fill("harbour master fog");
  await page.getByRole("button", { name: "Search" }).click();
  assert.ok(await page.locator("ol.hits li mark").count() > 0);
  assert.equal(await page.getByLabel("Search all reports").inputValue(), "harbour master fog");
  await page.locator("ol.hits a").first().click();
  await page.waitForURL(/\/report\/\d+\?q=.*#l\d+/);
  assert.ok(await page.locator("p:target mark").count() > 0, "it lands on the sentence, its words marked");
  await page.goto(`${home}/search?q=${encodeURIComponent("who:Rowe")}`);
  assert.match(await page.locator("main").innerText(), /whistle/);
  for (const words of ["a", "x".repeat(10_000), "<script>alert(1)</script>", "%"]) {
    const answer = await page.goto(`${home}/search?q=${encodeURIComponent(words)}`);
    assert.equal(answer.status(), 200);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is not there, other hosts and other methods are refused", async () => {
  const { page, context } = await open(home);
  for (const path of ["/story/999", "/story/x", "/report/999", "/story/1/actor/9999", "/../../etc/passwd", "/nothing"]) {
    assert.ok((await page.request.get(home + path)).status() >= 400, path);
  }
  assert.equal((await page.request.get(home, { headers: { host: "evil.example" } })).status(), 421);
  assert.equal((await page.request.post(home)).status(), 405);
  assert.equal((await page.request.get(`${home}/search?q=${"x".repeat(20_000)}`)).status(), 414);
  await context.close();
});

test("a report full of scripts stays text", async () => {
  const hostile = join(folder, "hostile");
  mkdirSync(hostile);
  const attack = `<script>alert(1)</script> <img src=x onerror=alert(2)> "><svg onload=alert(3)> javascript:alert(4) ' onfocus=alert(5) autofocus='`;
  for (const n of [1, 2]) {
    writeFileSync(join(hostile, `h${n}.jsonl`), JSON.stringify({
      id: `h${n}"><script>alert(6)</script>`, title: `Ferry sinks ${attack}`, outlet: `Paper ${n} ${attack}`, published: `1926-03-1${n}`, url: "javascript:alert(7)",
      text: `The ferry Halden sank on Sunday ${attack}, the mayor said.\n\n“${attack}”, Edith Rowe said.\n\nNine people died on the ferry.`,
    }) + "\n");
  }
  const file = join(folder, "hostile.html");
  execFileSync(dateline, ["account", hostile, "-o", file]);
  const at = await serve(hostile);
  for (const address of [`file://${file}`, at, `${at}/story/1`, `${at}/report/0`, `${at}/search?q=ferry`]) {
    const { page, context, faults } = await open(address);
    assert.equal(await page.locator("script").count(), 1, "our own script alone");
    assert.equal(await page.locator("main img, main svg[onload]").count(), 0);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("one file needs no network, opens soon, narrows and prints", async () => {
  const file = join(folder, "account.html");
  execFileSync(dateline, ["account", join(root, "examples"), "-o", file]);
  assert.ok(statSync(file).size < 3_000_000);
  const { page, context, faults } = await open(`file://${file}?outlet=Coast+Telegraph#story1`);
  const told = await page.locator("#story1 :is(.block, .single):visible").evaluateAll((all) => all.map((e) => e.dataset.outlet));
  assert.ok(told.length > 0 && told.every((outlets) => outlets.includes("Coast Telegraph")));
  await page.locator("#story1").getByLabel("From").fill("2999-01-01");
  await page.locator("#story1").getByLabel("From").blur();
  assert.ok(await page.locator("#story1 .nothing.left").isVisible(), "it says that nothing is left");
  await page.emulateMedia({ media: "print" });
  assert.ok((await page.pdf()).length > 10_000);
  assert.equal(await page.locator("form:visible").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a box finds words in the claims and texts of a file, and lives in its address", async () => {
  const file = join(folder, "find.html");
  execFileSync(dateline, ["account", join(root, "examples/ferry"), "-o", file]);
  const { page, context, faults } = await open(`file://${file}`);
  const claims = () => page.locator(":is(.block, .single):visible").count();
  const all = await claims();
  await page.keyboard.press("/");
  await page.keyboard.type("FÓG");
  assert.match(page.url(), /find=/);
  const told = /^(\d+) claims?, (\d+) lines? of text$/.exec(await page.locator(".tally").textContent());
  assert.ok(told && Number(told[1]) > 0 && Number(told[1]) < all && Number(told[2]) > 1);
  assert.equal(await claims(), Number(told[1]));
  await page.keyboard.press("Enter");
  assert.match(await page.locator("article.on p.hit").first().textContent(), /fog/i);
  await page.getByLabel("Find in this page").fill("no such words");
  assert.equal(await claims(), 0);
  assert.ok(await page.locator(".nothing.left").isVisible());
  await page.getByLabel("Find in this page").fill("");
  assert.equal(await claims(), all);
  assert.equal(await page.locator(".ledger li[hidden], .unnamed-sources li[hidden]").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a store that is watched shows what changed, with a feed", async () => {
  const from = join(folder, "watched");
  const store = join(folder, "watched.dateline");
  mkdirSync(from);
  for (const day of ["15", "17"]) {
    const name = day === "15" ? "courier-march-15.txt" : "gazette-march-17.txt";
    writeFileSync(join(from, name), readFileSync(join(root, "examples/ferry", name)));
    execFileSync(dateline, ["watch", store, from, "--once"]);
  }
  const at = await serve(store);
  const { page, context, faults } = await open(at);
  assert.match(await page.locator("details.changes").innerText(), /new story/);
  const answer = await page.request.get(`${at}/`);
  assert.match(answer.headers().link, /changes\.atom.*rel="alternate"/);
  await page.goto(`${at}/story/1`);
  await page.locator("details.changes > summary").click();
  await page.getByRole("link", { name: "feed (Atom)" }).waitFor();
  assert.match(await (await page.request.get(`${at}/changes.atom`)).text(), /<feed/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the ferry prints on three pages before its texts", async () => {
  const file = join(folder, "ferry.html");
  execFileSync(dateline, ["account", join(root, "examples/ferry"), "-o", file]);
  const { page, context, faults } = await open(`file://${file}`);
  const pages = async () => (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  const whole = await pages();
  await page.evaluate(() => document.getElementById("pane").remove());
  const account = await pages();
  assert.ok(account <= 3 && whole > account, `${account} pages, ${whole} with the texts`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("no path of the machine is on a page", () => {
  const file = join(folder, "paths.html");
  execFileSync(dateline, ["account", join(root, "examples/ferry"), "-o", file]);
  const page = readFileSync(file, "utf8");
  assert.ok(!page.includes(root) && page.includes("courier-march-15.txt"));
  execFileSync(dateline, ["account", "--no-paths", join(root, "examples/ferry"), "-o", file]);
  assert.ok(!readFileSync(file, "utf8").includes("courier-march-15.txt"));
});

test("no serious or moderate fault of accessibility, in light and dark, at three widths", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 800, 1280]) {
      for (const [name, path] of [["index", "/"], ["story", "/story/1"], ["report", "/report/0"], ["search", "/search?q=ferry"]]) {
        const { page, context } = await open(home + path, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run());
        const serious = violations.filter((v) => ["moderate", "serious", "critical"].includes(v.impact));
        assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].html}`), [], `${name} ${colorScheme} ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${name} at ${width} is ${wide} too wide`);
        if (shots) await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${width}.png`) });
        await context.close();
      }
    }
  }
});

test("a story of sixty reports stays small, opens at any width, and serves two browsers at once", async (t) => {
  const many = join(folder, "sixty");
  mkdirSync(many);
  sixty(many);
  const file = join(folder, "sixty.html");
  execFileSync(dateline, ["account", many, "-o", file]);
  assert.ok(statSync(file).size < 3_000_000, `${statSync(file).size} bytes`);
  const at = await serve(many);
  const phone = await open(`${at}/story/1`, { viewport: { width: 360, height: 800 } });
  const desk = await open(`${at}/story/1?outlet=Paper+7`, { viewport: { width: 1280, height: 900 } });
  const took = await desk.page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
  // Told, not asserted: a busy machine is no fault of the page.
  t.diagnostic(`loaded in ${Math.round(took)} ms`);
  const columns = await phone.page.locator("table.score thead tr:last-child th").count();
  assert.ok(columns > 2 && columns <= 14, `${columns} columns`);
  const outlets = await desk.page.locator(".block, .single").evaluateAll((all) => all.map((e) => e.dataset.outlet));
  assert.ok(outlets.every((names) => names.split("\n").includes("Paper 7")));
  assert.ok(await phone.page.locator(":is(.block, .single):not([data-outlet*='Paper 7'])").count() > 0, "what one narrows, the other does not");
  const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} too wide`);
  assert.deepEqual([...phone.faults, ...desk.faults], []);
  await phone.context.close();
  await desk.context.close();
});

test("words that run from right to left do so among others, and a long report opens", async () => {
  const odd = join(folder, "odd");
  mkdirSync(odd);
  const hebrew = "הספינה טבעה ביום ראשון";
  writeFileSync(join(odd, "hebrew.txt"), `${hebrew}\n\nThe ferry Halden sank on Sunday. “${hebrew}”, the mayor of Aldby said.\n`);
  writeFileSync(join(odd, "long.txt"), `The ferry Halden sank on Sunday, the mayor of Aldby said.\n\n${"112 87 9 12 15 ".repeat(2_000)}\n`);
  const at = await serve(odd);
  const { page, context, faults } = await open(`${at}/report/0`);
  const line = page.getByText(hebrew, { exact: true }).first();
  assert.equal(await line.evaluate((e) => getComputedStyle(e).direction), "rtl");
  const answer = await page.goto(`${at}/report/1`);
  assert.equal(answer.status(), 200);
  assert.match(await page.locator("main").innerText(), /The ferry Halden sank on Sunday/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("odd reports are borne: words of 5,000 letters, names that turn, no dates, one outlet, forty", async () => {
  const cases = {
    long: [1, 2].map((n) => ({ outlet: `Paper ${n}`, title: "x".repeat(5_000), text: `The ferry Halden sank on Sunday with ${"y".repeat(5_000)} on board, the mayor said.` })),
    turned: [1, 2].map((n) => ({ outlet: `Paper \u202e${n}`, published: `1926-03-1${n}`, text: `The ferry Halden sank on Sunday, Edith \u202eRowe said. Nine people died on the ferry.` })),
    undated: [1, 2].map((n) => ({ outlet: `Paper ${n}`, text: "The ferry Halden sank off Port Merrow. Nine people died on the ferry, the mayor of Aldby said." })),
    alone: [{ outlet: "Paper", published: "1926-03-15", text: "The ferry Halden sank on Sunday. Nine people died, the mayor said." }],
    single: [1, 2, 3].map((n) => ({ outlet: "Paper", published: `1926-03-1${n}`, text: `The ferry Halden sank on Sunday. ${n + 8} people died on the ferry, the mayor said.` })),
    forty: Array.from({ length: 40 }, (_, n) => ({ outlet: `A paper with a long name ${n}`, published: `1926-03-${10 + (n % 20)}`, text: `The ferry Halden sank off Port Merrow on Sunday. ${n + 8} people died on the ferry, the mayor of Aldby said.` })),
  };
  for (const [name, reports] of Object.entries(cases)) {
    const from = join(folder, `odd-${name}`);
    mkdirSync(from);
    reports.forEach((report, n) => writeFileSync(join(from, `r${n}.jsonl`), JSON.stringify({ id: `r${n}`, ...report }) + "\n"));
    const file = join(folder, `odd-${name}.html`);
    execFileSync(dateline, ["account", from, "-o", file]);
    execFileSync(dateline, ["account", from, "--format", "text"]);
    for (const width of [390, 1440]) {
      const { page, context, faults } = await open(`file://${file}`, { viewport: { width, height: 900 } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} at ${width} is ${wide} too wide`);
      assert.ok(await page.locator("h1").first().isVisible());
      if (name === "alone") assert.match(await page.locator("main").innerText(), /One report: there is nothing to compare/);
      if (shots) await page.screenshot({ path: join(shots, `odd-${name}-${width}.png`) });
      assert.deepEqual(faults, []);
      await context.close();
    }
  }
});

test("a port in use is named, with one that is free", () => {
  const port = new URL(home).port;
  const ran = spawnSync(dateline, ["serve", "--port", port, join(root, "examples/strike")], { encoding: "utf8" });
  assert.equal(ran.status, 2);
  assert.match(ran.stderr, new RegExp(`port ${port} is in use; \\d+ is free`));
});
