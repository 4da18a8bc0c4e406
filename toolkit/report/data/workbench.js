// The table of evidence: search, filters, sorting, addresses, citations, verdicts. The engine knows
// nothing of the page; the page knows nothing of how rows are chosen.
(() => {
  const FIELDS = ["measure", "outlet", "day", "kind", "type", "state", "actor", "holder"];
  const MARKS = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
  const LETTERS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ة: "ه", ؤ: "و" };

  function fold(text) {
    return text
      .normalize("NFC")
      .replace(MARKS, "")
      .replace(/[أإآٱىئةؤ]/g, (letter) => LETTERS[letter])
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
      .toLowerCase();
  }

  // "two words" are one; else every word must be there.
  function terms(query) {
    return (query.match(/"[^"]*"|\S+/g) ?? []).map((term) => fold(term.replaceAll('"', "").trim())).filter(Boolean);
  }

  function engine(data) {
    const rows = [];
    const places = new Map();
    const names = new Map(); // actors by identifier

    // A part has its own lists of texts and actors; its rows name them by number.
    function add({ strings, actors, rows: more }) {
      for (const [id, name] of actors) names.set(id, name);
      for (const [place, given] of more.entries()) {
        const [a, measure, number, start, end, kind, type, whose, states, holder, confidence, left, hit, right, entry] = given;
        const article = data.articles[a];
        const row = { article, number, start, end, states, confidence, left, hit, right };
        Object.assign(row, { measure: strings[measure], kind: strings[kind], type: strings[type], holder: strings[holder], entry: strings[entry] });
        row.actors = whose.map((one) => actors[one][0]);
        row.address = `${article.id}/${row.measure}/${number}`;
        row.order = a * 1e6 + place;
        places.set(row.address, row);
        rows.push(row);
      }
      rows.sort((one, two) => one.order - two.order); // parts come as they are asked for
    }

    // What a row has in a field: one value or several.
    function values(row, field) {
      if (field === "outlet" || field === "day") return [row.article[field]];
      const own = field === "actor" ? row.actors : field === "state" ? row.states : [row[field]];
      return own.length ? own : [""];
    }

    function actorNames(row) {
      return row.actors.map((id) => names.get(id));
    }

    function searched(row) {
      row.folded ??= fold([`${row.left} ${row.hit} ${row.right}`, row.entry, row.holder, row.article.outlet, row.article.title, ...actorNames(row)].join("\n"));
      return row.folded;
    }

    function sure(row, wanted) {
      if (!wanted) return true;
      return wanted === "none" ? row.confidence === null : row.confidence !== null && row.confidence >= Number(wanted);
    }

    const KEYS = {
      words: (row) => fold(row.hit),
      outlet: (row) => row.article.outlet,
      day: (row) => row.article.day,
      measure: (row) => row.measure + "\n" + row.kind,
      actor: (row) => actorNames(row)[0] ?? "",
      state: (row) => row.states[0] ?? "",
      confidence: (row) => row.confidence,
    };

    function sorted(found, sort, descending) {
      const key = KEYS[sort];
      if (!key) return found;
      const turn = descending ? -1 : 1;
      const missing = (value) => value === "" || value === null;
      return found
        .map((row) => [key(row), row])
        .sort(([one, first], [two, second]) => {
          // What is missing stands last whichever way it runs.
          if (missing(one) !== missing(two)) return missing(one) ? 1 : -1;
          if (one === two) return first.order - second.order;
          return (one < two ? -1 : 1) * turn;
        })
        .map(([, row]) => row);
    }

    // The rows chosen, and for each field how many rows each of its values would give.
    function select({ query = "", filters = {}, confidence = "", sort = "", descending = false }) {
      const wanted = terms(query);
      const found = [];
      const counts = Object.fromEntries(FIELDS.map((field) => [field, new Map()]));
      const active = FIELDS.filter((field) => filters[field] !== undefined && filters[field] !== null);
      for (const row of rows) {
        if (!sure(row, confidence)) continue;
        if (wanted.length && !wanted.every((term) => searched(row).includes(term))) continue;
        let failed = null;
        let failures = 0;
        for (const field of active) {
          const own = values(row, field);
          if (!own.includes(filters[field])) {
            failed = field;
            if (++failures > 1) break;
          }
        }
        if (failures > 1) continue;
        for (const field of failures ? [failed] : FIELDS)
          for (const value of new Set(values(row, field))) counts[field].set(value, (counts[field].get(value) ?? 0) + 1);
        if (!failures) found.push(row);
      }
      return { rows: sorted(found, sort, descending), counts, of: rows.length };
    }

    function citation(row, link) {
      const { outlet, title, day, url, id } = row.article;
      const words = [row.left, row.hit, row.right].filter(Boolean).join(" ");
      return [outlet, title && `«${title}»`, day, url || id, `«${words}»`, link].filter(Boolean).join("، ");
    }

    function exported(verdicts) {
      const lines = [];
      for (const [address, { verdict, note }] of Object.entries(verdicts)) {
        const row = places.get(address);
        if (!verdict && !note) continue;
        lines.push(JSON.stringify({ evidence: address, verdict: verdict ?? "", note: note ?? "", start: row?.start ?? null, end: row?.end ?? null, words: row?.hit ?? "" }));
      }
      return lines.sort().map((line) => line + "\n").join("");
    }

    // #actor=ID and #state=GROUP/STATE of the figures, as filters.
    function filtersOf(hash) {
      const found = /^#(actor|state)=(.*)$/.exec(hash);
      if (!found) return null;
      try {
        if (found[1] === "actor") return { actor: decodeURIComponent(found[2]) };
        const [group, state] = found[2].split("/").map(decodeURIComponent);
        const filters = { measure: "attributions" };
        if (data.articles.some((one) => one.outlet === group)) filters.outlet = group;
        if (state === "none") filters.state = "";
        else if (state !== "other") filters.state = state;
        return filters;
      } catch {
        return null;
      }
    }

    for (const part of data.parts) add(part);
    return { add, select, actorNames, names, citation, exported, filtersOf, at: (address) => places.get(address), size: () => rows.length };
  }

  function addressOf(hash) {
    const found = /^#evidence=(.*)$/.exec(hash);
    try {
      return found ? decodeURIComponent(found[1]) : null;
    } catch {
      return null;
    }
  }

  function linkTo(address) {
    return "#evidence=" + encodeURIComponent(address);
  }

  globalThis.mftWorkbench = { FIELDS, fold, terms, engine, addressOf, linkTo };
})();
