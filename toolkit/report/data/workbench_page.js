// The table of evidence in the page. What was chosen stands in the controls; every change draws the
// first rows anew. One row at a time takes part in the order of tabs; arrows go from row to row.
(() => {
  const root = document.querySelector("#workbench");
  if (!root) return;
  const { FIELDS, engine, addressOf, linkTo } = globalThis.mftWorkbench;
  const beside = globalThis.mftBeside;
  const data = globalThis.mftData ?? JSON.parse(root.querySelector("script[data-workbench]").textContent);
  const words = data.words;
  const rightToLeft = document.querySelector("html").getAttribute("dir") === "rtl";
  const found = engine(data);
  const STEP = 200;
  const query = root.querySelector("input[type=search]");
  const body = root.querySelector("tbody");
  const status = root.querySelector("[role=status] bdi");
  const more = root.querySelector(".wb-more");
  const selects = new Map([...root.querySelectorAll("select[data-field]")].map((select) => [select.dataset.field, select]));
  const certainty = root.querySelector("select[data-confidence]");
  const dialog = document.querySelector("#evidence");
  const judging = dialog.querySelector(".wb-judging");
  const order = { sort: "", descending: false };
  let shown = { rows: [], of: 0 };
  let limit = STEP;
  let current = null;

  const KEY = "mft-verdicts-" + data.study;
  let kept = true;
  let verdicts = {};
  try {
    verdicts = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    kept = false;
  }

  function keep(address, change) {
    verdicts[address] = { ...verdicts[address], ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(verdicts));
    } catch {
      kept = false;
    }
    tell();
    for (const place of places(address)) fill(place, address);
  }

  function places(address) {
    const inTable = [...body.rows].find((row) => row.dataset.evidence === address);
    return [inTable, judging.dataset.evidence === address ? judging : null].filter(Boolean);
  }

  function fill(place, address) {
    const own = verdicts[address] ?? {};
    place.querySelector("select").value = own.verdict ?? "";
    const note = place.querySelector("input");
    if (note !== document.activeElement) note.value = own.note ?? "";
    place.dataset.verdict = own.verdict ?? "";
  }

  function tell() {
    const given = Object.values(verdicts).filter((one) => one.verdict || one.note).length;
    root.querySelector(".wb-given").textContent = String(given);
    root.querySelector(".wb-export").disabled = !given;
    root.querySelector(".wb-unkept").hidden = kept;
  }

  function label(field, value) {
    if (value === "") return words.none;
    if (field === "actor") return found.names.get(value) ?? value;
    return data.labels[field]?.[value] ?? value;
  }

  function chosen() {
    const filters = {};
    for (const [field, select] of selects) if (select.value !== "*") filters[field] = select.value.slice(1);
    return { query: query.value, filters, confidence: certainty.value, ...order };
  }

  function options(select, field, counts) {
    const value = select.value || "*";
    const ordered = [...counts].sort(([one, n], [two, m]) => m - n || (one < two ? -1 : 1));
    // What was chosen stays in the list, though nothing of it be left.
    if (value !== "*" && !counts.has(value.slice(1))) ordered.push([value.slice(1), 0]);
    const made = ordered.map(([one, count]) => new Option(`${label(field, one)} (${count})`, "=" + one));
    select.replaceChildren(new Option(words.all, "*"), ...made);
    select.value = value;
  }

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // Each text keeps its own direction; their order is the page's.
  function cell(row, name, texts, joint = " · ") {
    const made = row.insertCell();
    made.setAttribute("role", "cell");
    made.dataset.label = words[name] + ":"; // said where there is no head above it
    for (const [place, text] of texts.filter(Boolean).entries()) made.append(place ? joint : "", element("bdi", text));
    return made;
  }

  function controls(place, address, tab) {
    const hit = found.at(address).hit;
    const verdict = element("select", "", { "aria-label": `${words.verdict}: ${hit}`, tabindex: tab });
    verdict.append(new Option("–", ""), ...["right", "wrong", "unsure"].map((one) => new Option(words[one], one)));
    const note = element("input", "", { type: "text", "aria-label": `${words.note}: ${hit}`, placeholder: words.note, tabindex: tab, dir: "auto" });
    const copy = element("button", words.copy, { type: "button", tabindex: tab });
    verdict.addEventListener("change", () => keep(address, { verdict: verdict.value }));
    note.addEventListener("change", () => keep(address, { note: note.value.trim() }));
    copy.addEventListener("click", () => copied(address, copy));
    place.append(verdict, note, copy);
  }

  function drawn(row) {
    const line = element("tr", "", { role: "row" });
    line.dataset.evidence = row.address;
    const said = line.insertCell();
    said.setAttribute("role", "cell");
    said.className = "wb-words";
    const link = element("a", "", { href: linkTo(row.address), tabindex: -1, dir: "rtl", lang: "ar" });
    const joint = /^[،.؛:!؟»)]/.test(row.right) ? "" : " ";
    link.append(element("span", row.left), " ", element("mark", row.hit), joint, element("span", row.right));
    said.append(link);
    cell(line, "measure", [label("measure", row.measure), row.kind && label("kind", row.kind), row.type && label("type", row.type), row.entry !== row.hit && row.entry]);
    cell(line, "outlet", [row.article.outlet]);
    cell(line, "day", [row.article.day || words.undated]).className = "day";
    const whose = found.actorNames(row);
    // From whose words it is to whom it is about, who stands first.
    cell(line, "actor", whose.length ? whose : [label("holder", row.holder || "")], rightToLeft ? " → " : " ← ");
    cell(line, "state", row.states.map((one) => label("state", one)), rightToLeft ? "، " : ", ");
    cell(line, "confidence", [row.confidence === null ? "" : row.confidence.toFixed(2)]);
    const judged = line.insertCell();
    judged.setAttribute("role", "cell");
    judged.className = "wb-judge";
    controls(judged, row.address, -1);
    fill(line, row.address);
    return line;
  }

  function take(line, focused) {
    if (current) for (const one of current.querySelectorAll("a, select, input, button")) one.tabIndex = -1;
    current = line ?? null;
    if (!current) return;
    for (const one of current.querySelectorAll("a, select, input, button")) one.tabIndex = 0;
    if (focused) current.querySelector(focused).focus();
  }

  function draw() {
    shown = found.select(chosen());
    for (const [field, select] of selects) options(select, field, shown.counts[field]);
    body.replaceChildren(...shown.rows.slice(0, limit).map(drawn));
    status.textContent = `${shown.rows.length.toLocaleString("en")} / ${shown.of.toLocaleString("en")}${waited()}`;
    more.hidden = shown.rows.length <= limit;
    for (const head of root.querySelectorAll("th[data-sort]")) {
      const own = head.dataset.sort === order.sort;
      head.setAttribute("aria-sort", own ? (order.descending ? "descending" : "ascending") : "none");
    }
    take(body.rows[0]);
  }

  // A large study's rows are read part by part, once somebody comes near them.
  const read = new Set();
  let reading = null;

  function waited() {
    if (!beside || read.size === beside.count) return "";
    return ` · ${words.loading} ${read.size} / ${beside.count}`;
  }

  async function takeIn(number) {
    const { part } = await beside.load(number);
    if (!read.has(number)) found.add(part);
    read.add(number);
  }

  async function readAll() {
    for (let number = 0; number < beside.count; number++) {
      if (read.has(number)) continue;
      await takeIn(number);
      // Not while a row is being judged: it would lose its place.
      if (number % 5 === 0 && !body.contains(document.activeElement)) draw();
    }
    draw();
  }

  function begin() {
    if (!beside || reading) return;
    reading = readAll().catch((missing) => {
      reading = null;
      status.textContent = `${words.missing}: ${missing.message}`;
    });
  }

  function redraw() {
    limit = STEP;
    draw();
  }

  function reset() {
    query.value = "";
    certainty.value = "";
    for (const select of selects.values()) select.replaceChildren(new Option(words.all, "*"));
  }

  async function copied(address, button) {
    const row = found.at(address);
    // In a notebook's frame there is no address to come back to; the row's own name tells it.
    const link = location.protocol === "about:" ? address : location.href.split("#")[0] + linkTo(address);
    const text = found.citation(row, link);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = element("textarea", text);
      button.after(field); // within the dialog, where that is open: what lies outside takes no focus
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = words.copy), 2000);
  }

  function save() {
    const link = element("a", "", { download: `verdicts-${data.study}.jsonl` });
    link.href = URL.createObjectURL(new Blob([found.exported(verdicts)], { type: "application/x-ndjson" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The marks of a piece of evidence: paragraphs know where they begin in the document.
  function marked(text, start, end) {
    const marks = [];
    for (const paragraph of text.querySelectorAll("p[data-start]")) {
      let at = Number(paragraph.dataset.start);
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        const from = at;
        at += [...node.data].length; // offsets count code points
        if (at <= start || from >= end) continue;
        const mark = node.parentElement.closest("mark.mft-m");
        if (mark && from >= start && at <= end) marks.push(mark);
        else if (node.data.trim()) marks.push(wrapped(node, Math.max(start - from, 0), Math.min(end - from, at - from)));
      }
    }
    return marks;
  }

  function wrapped(node, from, to) {
    const letters = [...node.data];
    const range = document.createRange();
    range.setStart(node, letters.slice(0, from).join("").length);
    range.setEnd(node, letters.slice(0, to).join("").length);
    const mark = element("mark", "", { class: "mft-m", tabindex: 0 });
    range.surroundContents(mark);
    return mark;
  }

  function point() {
    const address = addressOf(location.hash);
    const row = address === null ? undefined : found.at(address);
    if (beside && address !== null && !row && dialog.open) {
      const place = beside.ids.indexOf(address.split("/").slice(0, -2).join("/"));
      const number = beside.chunkOf(place);
      if (place >= 0 && !read.has(number)) takeIn(number).then(point, () => {});
    }
    judging.hidden = !row;
    judging.replaceChildren();
    if (!row || !dialog.open) return;
    judging.dataset.evidence = address;
    const place = shown.rows.indexOf(row);
    for (const [step, name] of [[-1, "before"], [1, "behind"]]) {
      const next = place < 0 ? undefined : shown.rows[place + step];
      if (next) judging.append(element("a", words[name], { href: linkTo(next.address) }));
    }
    judging.append(element("span", [label("measure", row.measure), row.kind && label("kind", row.kind)].filter(Boolean).join(" · ")));
    controls(judging, address, 0);
    fill(judging, address);
    const marks = marked(dialog.querySelector(".mft-text"), row.start, row.end);
    for (const mark of marks) mark.setAttribute("aria-current", "true");
    marks[0]?.scrollIntoView({ block: "center" });
    marks[0]?.focus({ preventScroll: true });
  }

  function arrive() {
    const filters = found.filtersOf(location.hash);
    if (filters) {
      reset();
      for (const [field, value] of Object.entries(filters)) {
        selects.get(field).append(new Option(label(field, value), "=" + value));
        selects.get(field).value = "=" + value;
      }
      redraw();
      root.scrollIntoView();
      query.focus({ preventScroll: true });
      begin();
    }
  }

  function typing(target) {
    return target.closest("input, select, textarea") !== null;
  }

  body.addEventListener("focusin", (event) => take(event.target.closest("tr")));
  body.addEventListener("keydown", (event) => {
    const line = event.target.closest("tr");
    const note = event.target.matches("input");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) take(line, "a");
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("select")) {
      const next = event.key === "ArrowDown" ? line.nextElementSibling : line.previousElementSibling;
      if (next) take(next, note ? "input" : "a");
    } else if (typing(event.target)) return;
    else if (event.key === "n") take(line, "input");
    else if (event.key === "c") line.querySelector("button").click();
    else if ("123".includes(event.key)) keep(line.dataset.evidence, { verdict: ["right", "wrong", "unsure"]["123".indexOf(event.key)] });
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || dialog.open || typing(event.target)) return;
    event.preventDefault();
    query.focus();
  });
  let waiting = 0;
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(redraw, found.size() > 5000 ? 200 : 0);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !body.rows.length) return;
    event.preventDefault();
    take(body.rows[0], "a");
  });
  root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  for (const select of [...selects.values(), certainty]) select.addEventListener("change", redraw);
  root.querySelector(".wb-reset").addEventListener("click", () => {
    reset();
    redraw();
    query.focus();
  });
  for (const head of root.querySelectorAll("th[data-sort] button"))
    head.addEventListener("click", () => {
      const name = head.parentElement.dataset.sort;
      // Up, down, and back to the order of the articles.
      if (order.sort !== name) Object.assign(order, { sort: name, descending: false });
      else if (!order.descending) order.descending = true;
      else Object.assign(order, { sort: "", descending: false });
      redraw();
    });
  more.addEventListener("click", () => {
    const first = limit;
    limit += STEP;
    draw();
    take(body.rows[first], "a");
  });
  root.querySelector(".wb-export").addEventListener("click", save);
  dialog.addEventListener("close", () => {
    const line = [...body.rows].find((row) => row.dataset.evidence === judging.dataset.evidence);
    if (line) take(line, "a");
    delete judging.dataset.evidence;
  });
  dialog.addEventListener("shown", point);
  addEventListener("hashchange", arrive);
  reset();
  draw();
  tell();
  arrive();
  point();
  if (beside) {
    query.addEventListener("focus", begin);
    new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && begin(), { rootMargin: "200px" }).observe(root);
  }
})();
