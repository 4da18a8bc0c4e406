// Opens an article's evidence: the address #article=ID names it, its data lie in the page. Figures
// lie in it as data, too, and are drawn when they come near, or for printing.
(() => {
  const dialog = document.querySelector("#evidence");
  const body = dialog.querySelector(".evidence-body");
  const beside = globalThis.mftBeside; // a large study's evidence is in files beside the page
  const slots = [...document.querySelectorAll("script[data-article]")];
  const ids = beside ? beside.ids : slots.map((slot) => slot.dataset.article);
  const places = new Map(ids.map((id, place) => [id, place]));

  function wanted() {
    // #evidence=ARTICLE/TABLE/NUMBER opens the article, too; its name may hold slashes.
    const found = /^#(article|evidence)=(.*)$/.exec(location.hash);
    try {
      if (!found) return undefined;
      const name = decodeURIComponent(found[2]);
      return places.get(found[1] === "article" ? name : name.split("/").slice(0, -2).join("/"));
    } catch {
      return undefined;
    }
  }

  function leadTo(link, place) {
    link.hidden = ids[place] === undefined;
    if (!link.hidden) link.href = "#article=" + encodeURIComponent(ids[place]);
  }

  function unfold() {
    const place = document.getElementById(location.hash.slice(1));
    if (place instanceof HTMLDetailsElement) place.open = true;
  }

  function show() {
    unfold();
    const place = wanted();
    if (place === undefined) {
      if (dialog.open) dialog.close();
      return;
    }
    if (!beside) drawArticle(place, JSON.parse(slots[place].textContent));
    else
      beside.article(place).then(
        (evidence) => {
          if (wanted() === place) drawArticle(place, evidence);
        },
        (missing) => drawArticle(place, { html: "", lines: [], counts: {} }, missing.message),
      );
  }

  function drawArticle(place, evidence, missing = "") {
    body.innerHTML = evidence.html; // rendered with every text escaped
    for (const mark of body.querySelectorAll("[data-why]"))
      mark.title = mark.dataset.why.split(" ").map((line) => evidence.lines[line]).join("\n");
    if (missing) body.textContent = `${dialog.dataset.missing}: ${missing}`;
    for (const chip of body.querySelectorAll(".mft-chip")) chip.title = chip.getAttribute("aria-label");
    for (const count of dialog.querySelectorAll("[data-count]"))
      count.textContent = evidence.counts[count.dataset.count] ?? "";
    leadTo(dialog.querySelector(".previous"), place - 1);
    leadTo(dialog.querySelector(".next"), place + 1);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    dialog.dispatchEvent(new Event("shown"));
  }

  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  // In a notebook's frame the page has no address of its own: "#…" would mean the notebook's, so
  // links are followed and taken back within the page.
  const framed = location.protocol === "about:";
  dialog.addEventListener("close", () => {
    if (wanted() === undefined) return;
    if (framed) location.hash = "";
    else history.replaceState(null, "", "#");
  });
  if (framed)
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link) return;
      event.preventDefault();
      location.hash = link.getAttribute("href");
    });
  function draw(slot) {
    const place = slot.parentElement;
    near.unobserve(place);
    // SVG with all that runs taken out
    if (!beside) place.innerHTML = JSON.parse(slot.textContent);
    else
      beside.load(`figure-${slot.dataset.figure}`).then(
        (svg) => (place.innerHTML = svg),
        (missing) => (place.textContent = `${dialog.dataset.missing}: ${missing.message}`),
      );
  }

  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen)
        if (isIntersecting) draw(target.querySelector("script[data-figure]"));
    },
    { rootMargin: "1000px" },
  );
  for (const slot of document.querySelectorAll("script[data-figure]"))
    near.observe(slot.parentElement);
  addEventListener("beforeprint", () => {
    for (const slot of document.querySelectorAll("script[data-figure]")) draw(slot);
  });
  addEventListener("hashchange", show);
  show();
})();
