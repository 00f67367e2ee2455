// Only adds: a page says everything without it. Source beside the claim, keys, choices that act at once, clips.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const make = (tag, kind, text, ...inside) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const button = (text, act, hint) => {
    const made = make("button", "", text);
    made.type = "button";
    if (hint) made.title = hint;
    made.addEventListener("click", () => act(made));
    return made;
  };
  const byId = (id) => id && document.getElementById(id);

  // --- The source: one text at a time, opened at the words.
  const pane = byId("pane");
  const where = make("b", "", "Source");
  let shown = null;
  const clip = make("section", "clip");
  clip.hidden = true;
  clip.setAttribute("aria-label", "Clip");
  const pieces = (id) => [byId(id), ...all(`[data-of="${id}"].m`)].filter(Boolean);
  const wordsOf = (id) => pieces(id).map((piece) => piece.textContent).join(" ").replace(/\s+/g, " ").trim();
  const article = (which) => {
    for (const one of all("article", pane)) one.classList.toggle("on", one === which);
  };
  const raise = (up) => pane && pane.classList.toggle("up", up);
  // The places of one claim, in the order of the reports.
  const beside = (id) => all(`[id^="${id.replace(/p\d+$/, "")}p"].m`, pane);
  const step = (way) => {
    if (!shown) return;
    const places = beside(shown);
    const at = places.findIndex((place) => place.id === shown);
    const next = places[(at + way + places.length) % places.length];
    if (next) source(next.id);
  };
  const source = (id) => {
    const words = byId(id);
    const from = words && words.closest("article.report");
    if (!pane || !from || !pane.contains(from)) return false;
    article(from);
    raise(true);
    all(".lit", pane).forEach((lit) => lit.classList.remove("lit"));
    if (words !== from) pieces(id).forEach((piece) => piece.classList.add("lit"));
    all(".cell.on").forEach((cell) => cell.classList.remove("on"));
    all(`a.cell[href="#${id}"]`).forEach((cell) => cell.classList.add("on"));
    const top = words === from ? 0 : words.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
    pane.scrollTop = words === from ? 0 : pane.scrollTop + top;
    where.textContent = `[${from.dataset.number}] ${from.dataset.outlet}`;
    shown = words === from ? null : id;
    for (const one of all(".steps .way", pane)) one.hidden = !shown || beside(shown).length < 2;
    offer();
    return true;
  };
  if (pane) {
    const before = button("◂", () => step(-1), "the wording before: [");
    const after = button("▸", () => step(1), "the next wording: ]");
    before.className = after.className = "way";
    before.setAttribute("aria-label", "the wording before");
    after.setAttribute("aria-label", "the next wording");
    before.hidden = after.hidden = true;
    const close = button("Close", () => raise(false), "Esc");
    close.classList.add("close");
    pane.prepend(make("div", "steps", "", where, before, after, close));
    pane.append(clip);
    pane.tabIndex = 0;
    article(pane.querySelector("article"));
    const narrowScreen = matchMedia("(max-width: 68.74rem)");
    const wide = () => { close.hidden = !narrowScreen.matches; };
    narrowScreen.addEventListener("change", wide);
    wide();
  }

  // --- Clips: words with what proves them. They stay in this page; they leave it only as text that is copied or saved.
  const notebook = [];
  const forms = (id) => {
    const words = byId(id);
    const from = words.closest("article.report").dataset;
    const text = wordsOf(id);
    const [start, end] = words.dataset.at.split("-").map(Number);
    const encode = (part) => encodeURIComponent(part).replace(/-/g, "%2D");
    const parts = text.split(" ");
    const fragment = parts.length > 12 ? `${encode(parts.slice(0, 5).join(" "))},${encode(parts.slice(-5).join(" "))}` : encode(text);
    const link = from.url && `${from.url.split("#")[0]}#:~:text=${fragment}`;
    return {
      Prose: words.dataset.prose,
      Footnote: from.footnote,
      Markdown: `> ${text}\n>\n> — ${from.footnote}${link ? ` [The words](${link})` : ""}`,
      "Link to words": link,
      Evidence: JSON.stringify({ report: from.id, sha256: from.sha, start, end, text, from: from.from }, null, 1),
    };
  };
  const copy = async (text, made, label) => {
    try {
      await navigator.clipboard.writeText(text);
      made.textContent = "Copied";
      setTimeout(() => { made.textContent = label; }, 1500);
    } catch {
      const area = Object.assign(make("textarea"), { value: text, readOnly: true, rows: 5 });
      area.setAttribute("aria-label", label);
      clip.querySelector("textarea")?.remove();
      clip.append(area);
      area.select();
    }
  };
  const offer = () => {
    clip.hidden = !shown;
    clip.replaceChildren();
    if (!shown) return;
    const has = forms(shown);
    const line = byId(shown).closest("p").dataset.line;
    const row = make("div", "forms");
    for (const [label, text] of Object.entries(has)) {
      if (text) row.append(button(label === "Prose" ? "Copy as prose" : label, (made) => copy(text, made, made.textContent)));
    }
    row.append(button("Keep", () => keep(), "into the notebook: c"));
    clip.append(make("div", "", "", make("b", "", "Clip "), `line ${line}`), make("blockquote", "", wordsOf(shown)), row);
  };
  const tools = document.querySelector(".tools");
  const count = make("b", "", "0");
  const book = make("dialog");
  book.setAttribute("aria-label", "Notebook");
  const keep = () => {
    if (!shown) return;
    notebook.push({ id: shown, ...forms(shown) });
    count.textContent = notebook.length;
  };
  const save = (name, kind, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: kind }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const openBook = () => {
    const list = make("ol");
    notebook.forEach((one, at) => list.append(make("li", "", `${one.Prose} `, button("Remove", () => { notebook.splice(at, 1); count.textContent = notebook.length; openBook(); }))));
    const as = (form) => notebook.map((one) => one[form]).filter(Boolean).join("\n\n");
    book.replaceChildren(make("h2", "", "Notebook"), notebook.length ? list : make("p", "", "Nothing is kept yet. It stays in this page and is gone when the page is closed."),
      make("div", "forms", "",
        button("Copy as prose", (made) => copy(as("Prose"), made, "Copy as prose")),
        button("Save as Markdown", () => save("notebook.md", "text/markdown", as("Markdown"))),
        button("Save the evidence", () => save("evidence.json", "application/json", `[${notebook.map((one) => one.Evidence).join(",\n")}]`)),
        button("Close", () => book.close())));
    if (!book.open) book.showModal();
  };
  if (pane) {
    tools.append(make("span", "keys", "", make("kbd", "", "j"), " ", make("kbd", "", "k"), " next claim"),
      make("span", "keys", "", make("kbd", "", "c"), " clip"),
      button("Notebook ", () => openBook()));
    tools.lastChild.append(count);
    document.body.append(book);
  }

  // --- Ways within the page: words open beside it, a claim is unfolded.
  const go = (id, push) => {
    if (push && location.hash !== `#${id}`) history.replaceState(null, "", `#${id}`);
    return source(id);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    if (go(link.hash.slice(1), true)) event.preventDefault();
  });
  const led = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const to = byId(id);
    if (!to || source(id)) return;
    story(to);
    for (let at = to; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    to.scrollIntoView();
  };
  addEventListener("hashchange", led);

  // --- A file of many stories shows one at a time, or the list.
  const stories = all("section.story");
  const story = (of) => {
    if (stories.length < 2) return;
    const mine = of && of.closest("section.story");
    document.body.classList.toggle("listing", !mine);
    for (const one of stories) one.hidden = one !== mine;
  };
  if (stories.length > 1) story(null);
  document.querySelector("b.name")?.addEventListener("click", () => { story(null); scrollTo(0, 0); });

  // --- Choices: they act at once, and live in the address.
  const said = new URLSearchParams(location.search);
  const served = document.body.hasAttribute("data-served");
  const fields = ["outlet", "actor", "since", "until"];
  // Words without case and accents, as the server's search folds them.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
  const holds = (text, wanted) => {
    const there = new Set(fold(text));
    return wanted.every((word) => there.has(word));
  };
  let searched = false;
  let wanted = served ? [] : fold(said.get("find") || "");
  const remember = (name, value) => {
    if (value) said.set(name, value); else said.delete(name);
    const query = said.toString();
    history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  };
  const narrow = () => {
    const has = (claim, name) => !said.get(name) || (claim.dataset[name] || "").split("\n").includes(said.get(name));
    let found = 0;
    for (const one of stories) {
      let left = 0;
      for (const line of searched ? all(".ledger li, .unnamed-sources li", one) : []) line.hidden = false;
      for (const claim of all("[data-outlet][data-group]", one)) {
        const time = claim.dataset.time || "";
        const lines = wanted.length ? all(`[data-of="${claim.id}"]:not(.m)`, one) : [];
        const text = wanted.length ? [claim, ...lines].map((part) => part.textContent).join(" ") : "";
        const keepIt = (!wanted.length || holds(text, wanted)) && has(claim, "outlet") && has(claim, "actor")
          && (!said.get("since") || (time && time >= said.get("since")))
          && (!said.get("until") || (time && time.split("T")[0] <= said.get("until")));
        claim.hidden = !keepIt;
        left += keepIt;
        for (const other of all(`[data-of="${claim.id}"]:not(.m)`, one)) other.hidden = !keepIt;
      }
      for (const line of wanted.length ? all(".ledger li, .unnamed-sources li", one) : []) line.hidden ||= !holds(line.textContent, wanted);
      for (const part of all(".speaker, .outlet, .unnamed-sources", one)) part.hidden = !all("li", part).some((li) => !li.hidden);
      found += left;
      // A heading with nothing under it is no answer.
      for (const part of all("section.unsettled, section.together", one)) part.hidden = !all(".block", part).some((block) => !block.hidden);
      for (const part of all("section.only", one)) part.hidden = !all(".outlet", part).some((outlet) => !outlet.hidden);
      for (const part of all("section.ledger", one)) part.hidden = !all(".speaker", part).some((speaker) => !speaker.hidden);
      for (const part of all("section.scored", one)) part.hidden = wanted.length > 0 && !all("tbody tr", part).some((row) => !row.hidden);
      const nothing = one.querySelector(".nothing.left");
      if (nothing) nothing.hidden = left > 0 || !all("[data-outlet][data-group]", one).length;
    }
    return found;
  };
  // --- A file has no server to search it: the box leaves the claims that hold all the words, and counts the rest of the text.
  if (!served && pane && stories.length) {
    const box = Object.assign(make("input"), { id: "q", type: "search", maxLength: 400, placeholder: "words in claims and texts", value: said.get("find") || "" });
    box.setAttribute("aria-label", "Find in this page");
    const told = make("span", "tally");
    told.setAttribute("role", "status");
    const inTexts = () => all("article.report p[data-line]", pane).filter((line) => holds(line.textContent, wanted));
    const find = () => {
      wanted = fold(box.value);
      searched = true;
      const left = narrow();
      all("p.hit", pane).forEach((line) => line.classList.remove("hit"));
      const lines = wanted.length ? inTexts() : [];
      lines.forEach((line) => line.classList.add("hit"));
      told.textContent = wanted.length ? `${left} ${left === 1 ? "claim" : "claims"}, ${lines.length} ${lines.length === 1 ? "line" : "lines"} of text` : "";
    };
    let at = -1;
    box.addEventListener("input", () => { at = -1; remember("find", box.value.trim()); find(); });
    const form = make("form", "", "", box, told);
    form.setAttribute("role", "search");
    // Each Enter opens the next line of a text that holds the words.
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const lines = all("p.hit", pane);
      if (!lines.length) return;
      at = (at + 1) % lines.length;
      article(lines[at].closest("article"));
      raise(true);
      lines[at].scrollIntoView({ block: "center" });
    });
    document.querySelector(".tools").before(form);
    if (box.value) find();
  }
  for (const form of all("form.narrow")) {
    if (!served) for (const name of fields) if (said.get(name) && form.elements[name]) form.elements[name].value = said.get(name);
    form.addEventListener("submit", (event) => { if (!served) event.preventDefault(); });
    form.addEventListener("change", (event) => {
      const { name, value } = event.target;
      if (!fields.includes(name)) return;
      if (served) {
        sessionStorage.setItem("place", scrollY);
        const next = new URLSearchParams(said);
        if (value) next.set(name, value); else next.delete(name);
        location.replace(`${location.pathname}?${next}`);
        return;
      }
      remember(name, value);
      narrow();
    });
  }
  if (served && sessionStorage.getItem("place")) {
    scrollTo(0, Number(sessionStorage.getItem("place")));
    sessionStorage.removeItem("place");
  }
  if (!served && (wanted.length || fields.some((name) => said.get(name)))) {
    if (fields.some((name) => said.get(name))) all("details.filter").forEach((filter) => { filter.open = true; });
    narrow();
  }
  for (const choice of all("[data-show]")) {
    if (!served && choice.value === (said.get("show") || "")) choice.checked = true;
    choice.addEventListener("change", () => remember("show", choice.value));
    // A tile that is chosen already is let go again.
    choice.addEventListener("click", () => {
      if (choice.dataset.was && choice.value) {
        const none = choice.closest(".story").querySelector("[data-show][value='']");
        none.checked = true;
        remember("show", "");
      }
      for (const one of all("[data-show]", choice.closest(".story"))) { if (one.checked) one.dataset.was = "1"; else delete one.dataset.was; }
    });
  }

  // --- Keys: arrows within the score, j and k from claim to claim.
  const grid = all("table.score").map((table) => all("thead tr:last-child, tbody tr", table).map((row) => all("th, td", row).map((cell) => cell.querySelector("a"))));
  grid.forEach((rows) => rows.flat().filter(Boolean).forEach((link) => { link.tabIndex = link === rows[1]?.[0] ? 0 : -1; }));
  const move = (link, down, right) => {
    const rows = grid.find((one) => one.some((row) => row.includes(link)));
    let y = rows.findIndex((row) => row.includes(link));
    let x = rows[y].indexOf(link);
    do {
      x += right;
      y += down;
      if (!rows[y] || x < 0 || x >= rows[y].length) return;
    } while (!rows[y][x] || rows[y][x].offsetParent === null);
    link.tabIndex = -1;
    rows[y][x].tabIndex = 0;
    rows[y][x].focus();
  };
  const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const claims = () => all("table.score tbody th > a, .block > summary, .single a.n").filter((one) => one.offsetParent !== null);
  const nextClaim = (way) => {
    const list = claims();
    const here = list.findIndex((one) => one === document.activeElement || one.closest("tr, .block, .single")?.contains(document.activeElement));
    const to = list[Math.min(list.length - 1, Math.max(0, here + way))];
    if (to) { to.focus(); to.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio]), select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const link = event.target.closest("table.score a");
    if (link && ways[event.key]) { event.preventDefault(); move(link, ...ways[event.key]); return; }
    switch (event.key) {
      case "j": nextClaim(1); break;
      case "k": nextClaim(-1); break;
      case "c": keep(); break;
      case "[": step(-1); break;
      case "]": step(1); break;
      case "Escape": raise(false); break;
      case "/": {
        const box = byId("q");
        if (!box) return;
        event.preventDefault();
        box.focus();
        break;
      }
      default:
    }
  });
  addEventListener("beforeprint", () => all("details").forEach((one) => { if (!one.closest(".together")) one.open = true; }));
  led();
})();
