// Of many articles, dots and lists are drawn from numbers when they come near. A large study's
// evidence and figures lie in script files beside the page, which load from disk, too; each is asked
// for when it is needed.
(() => {
  const slot = document.querySelector("script[data-drawn-late]");
  if (!slot) return;
  const { folder, name, size, panels, cells } = JSON.parse(slot.textContent);
  globalThis.mftData = JSON.parse(document.querySelector("script[data-workbench]").textContent);
  const { articles } = globalThis.mftData;
  const SVG = "http://www.w3.org/2000/svg";
  const parts = new Map();
  const waiting = new Map();

  globalThis.mftChunk = (key, part) => waiting.get(String(key))?.(part);

  // A file by its name: the number of a hundred articles, or figure-NUMBER.
  function load(named) {
    const key = String(named);
    if (parts.has(key)) return parts.get(key);
    const part = new Promise((done, failed) => {
      waiting.set(key, done);
      const script = document.createElement("script");
      script.src = `${encodeURIComponent(folder)}/${name}-${key}.js`;
      script.addEventListener("error", () => {
        parts.delete(key);
        failed(new Error(`${folder}/${name}-${key}.js`));
      });
      document.head.append(script);
    });
    parts.set(key, part);
    return part;
  }

  const chunkOf = (place) => Math.floor(place / size);
  if (folder) globalThis.mftBeside = {
    ids: articles.map((one) => one.id),
    count: Math.ceil(articles.length / size),
    chunkOf,
    load,
    article: async (place) => (await load(chunkOf(place))).articles[place % size],
  };

  const anchor = (place) => "#article=" + encodeURIComponent(articles[place].id);
  const title = (place) => articles[place].title.trim() || articles[place].id;

  function element(name, text, attributes = {}, space = "") {
    const made = space ? document.createElementNS(space, name) : document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function dot([place, x, y, value], radius) {
    const link = element("a", "", { href: anchor(place), tabindex: -1 }, SVG);
    link.append(element("title", `${title(place)} · ${value}`, {}, SVG), element("circle", "", { class: "dot", cx: x, cy: y, r: radius }, SVG));
    return link;
  }

  // What is out of sight is taken out again: the page never holds more than a few panels' dots.
  function drawPanel(panel, near) {
    const number = Number(panel.dataset.panel);
    for (const [place, group] of [...panel.querySelectorAll("g[data-dots]")].entries())
      group.replaceChildren(...(near ? panels[number][place].map((one) => dot(one, group.dataset.dots)) : []));
  }
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) drawPanel(target, isIntersecting);
    },
    { rootMargin: "400px" },
  );
  const drawn = [...document.querySelectorAll("[data-panel]")];
  for (const panel of drawn) watch.observe(panel);
  addEventListener("beforeprint", () => {
    for (const panel of drawn) drawPanel(panel, true);
  });

  const values = new Map(); // each article's values, panel by panel
  panels.forEach((strips, number) => {
    for (const [place, , , value] of strips.flat()) {
      if (!values.has(place)) values.set(place, []);
      values.get(place)[number] = value;
    }
  });

  function articleRow(place) {
    const row = document.createElement("tr");
    const name = element("td");
    const link = element("a", "", { href: anchor(place) });
    link.append(element("bdi", title(place)));
    name.append(link);
    row.append(name, element("td", articles[place].day, { class: "day" }));
    for (let number = 0; number < panels.length; number++) {
      const value = values.get(place)?.[number];
      const cell = element("td");
      if (value) cell.append(element("a", value, { class: "number", href: anchor(place), tabindex: -1 }));
      row.append(cell);
    }
    return row;
  }

  function listed([place, count]) {
    const item = document.createElement("li");
    const link = element("a", "", { href: anchor(place) });
    link.append(element("bdi", title(place)));
    item.append(link, ` (${count})`);
    return item;
  }

  for (const list of document.querySelectorAll("details[data-late]"))
    list.addEventListener("toggle", () => {
      const found = cells[list.id];
      const body = list.querySelector(found ? "ul" : "tbody");
      if (!list.open) body.replaceChildren();
      else if (found) body.replaceChildren(...found.map(listed));
      else
        body.replaceChildren(
          ...articles.flatMap((one, place) => (one.outlet === list.dataset.late ? [articleRow(place)] : [])),
        );
    });
})();
