// Only adds: a page says everything without it. Narrows a file by its address, copies citations, opens what is led to.
"use strict";
(() => {
  const said = new URLSearchParams(location.search);
  const narrow = ["state", "outlet", "actor", "since", "until"];
  const one = location.protocol === "file:";
  const shows = (claim) => {
    const has = (name) => !said.get(name) || (claim.dataset[name] || "").split("\n").includes(said.get(name));
    const time = claim.dataset.time || "";
    return has("state") && has("outlet") && has("actor")
      && (!said.get("since") || (time && time >= said.get("since")))
      && (!said.get("until") || (time && time.split("T")[0] <= said.get("until")));
  };
  if (one && narrow.some((name) => said.get(name))) {
    for (const claim of document.querySelectorAll("details.claim")) {
      const hide = !shows(claim);
      claim.hidden = hide;
      const row = document.querySelector(`tr[data-claim="${claim.id}"]`);
      if (row) row.hidden = hide;
      for (const link of document.querySelectorAll(`li > a[href$="#${claim.id}"]`)) link.parentElement.hidden = hide;
    }
    for (const form of document.querySelectorAll("form.narrow")) {
      for (const name of narrow) if (said.get(name)) form.elements[name].value = said.get(name);
    }
  }
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", () => act(made));
    return made;
  };
  for (const wording of document.querySelectorAll("figure.wording")) {
    wording.querySelector(".chain").append(" ", button("Copy citation", async (made) => {
      try {
        await navigator.clipboard.writeText(wording.dataset.cite);
        made.textContent = "Copied";
      } catch {
        made.replaceWith(Object.assign(document.createElement("q"), { textContent: wording.dataset.cite }));
      }
    }));
  }
  const save = (name, kind, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: kind }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const rows = () => [...document.querySelectorAll("details.claim:not([hidden])")].flatMap((claim) =>
    [...claim.querySelectorAll("figure.wording")].map((wording) => ({
      claim: claim.id,
      state: claim.dataset.state,
      time: claim.dataset.time,
      report: wording.querySelector("figcaption").textContent,
      words: wording.querySelector("blockquote").textContent,
      citation: wording.dataset.cite,
    })));
  if (one) {
    const quoted = (value) => `"${(/^[=+\-@]/.test(value) ? "'" : "") + value.replaceAll('"', '""')}"`;
    for (const form of document.querySelectorAll("form.narrow")) {
      form.append(button("CSV", () => {
        const all = rows();
        const head = Object.keys(all[0] || { claim: "" });
        save("claims.csv", "text/csv", [head, ...all.map(Object.values)].map((r) => r.map(quoted).join(",")).join("\r\n"));
      }), button("JSON", () => save("claims.json", "application/json", JSON.stringify(rows(), null, 1))));
    }
  }
  const open = () => {
    const led = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (led && led.tagName === "DETAILS") led.open = true;
  };
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  open();
})();
