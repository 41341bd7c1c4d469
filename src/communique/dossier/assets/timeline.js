/* The timeline: events by date, a strip that shows where they lie, the undated apart. */
"use strict";

(() => {
  const { items, names, countries } = window.dossier;
  const plain = (term) => term.replaceAll("_", " ");
  const byDate = (a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

  /** One event; before it the year where a new one begins. */
  function draw(event, last) {
    const rows = [row(event)];
    if (event.from && (!last || year(last) !== year(event))) {
      rows.unshift(dom.make("li", { class: "year" }, dom.make("h2", {}, year(event))));
    }
    return rows;
  }

  const year = (event) => event.from.slice(0, 4).replace(/^0+/, "");

  function row(event) {
    const name = event.class.toLowerCase();
    return dom.make("li", { class: `row c-${name} st-${event.status}` },
      dom.make("p", { class: "when" }, ...when(event)),
      dom.shape(name, event.status),
      dom.make("div", { class: "what" },
        dom.make("p", { class: "line" }, dom.make("a", { href: dom.root + event.href, dir: "auto" }, event.text)),
        about(event)));
  }

  function when(event) {
    if (!event.from) return [dom.make("span", { class: "undated" }, "undated")];
    const time = dom.make("time", { datetime: event.from === event.to ? event.from : `${event.from}/${event.to}` }, event.date);
    const note = dom.make("span", { class: "inferred", title: "inferred; the sentence tells no date" }, "inferred");
    return event.inferred ? [time, " ", note] : [time];
  }

  function about(event) {
    const told = plural(event.reports, "report");
    const origins = event.reports > event.origins ? `, ${plural(event.origins, "origin")}` : "";
    return dom.make("p", { class: "about" },
      dom.make("span", { class: "kind" }, plain(event.kind)),
      event.status === "happened" ? null : dom.make("span", { class: `status st-${event.status}` }, event.status),
      event.place ? dom.name(event.place) : null,
      dom.make("span", {}, told + origins),
      event.differs ? dom.make("span", { class: "differs" }, "accounts differ") : null);
  }

  /* -- the strip of bars: one for each year, month or day, whichever suits the spread ------------------------------ */

  const WIDTHS = [[4, "year"], [7, "month"], [10, "day"]];

  function bins(events) {
    for (const [length] of WIDTHS) {
      const found = new Map();
      for (const event of events) {
        const key = event.from.slice(0, length);
        found.set(key, (found.get(key) || 0) + 1);
      }
      if (found.size >= 6 || length === 10) return found;
    }
    return new Map();
  }

  function strip(events, choice) {
    const box = document.getElementById("density");
    const found = bins(events);
    box.hidden = found.size < 3;
    if (box.hidden) return;
    const most = Math.max(...found.values());
    const shown = [...found].sort().slice(-120);
    box.replaceChildren(...shown.map(([key, count]) => bar(key, count, most, choice)));
    box.classList.toggle("crowded", shown.length > 24);
  }

  function bar(key, count, most, choice) {
    const button = dom.make("button", { type: "button", class: "bin", "aria-label": `${key}: ${plural(count, "event")}`,
      title: `${key}: ${plural(count, "event")}` },
      dom.make("span", { class: "fill" }), dom.make("span", { class: "label" }, label(key)));
    button.firstChild.style.height = `${Math.max(6, Math.round((44 * count) / most))}px`;
    const narrow = choice.of("from")[0] === key && choice.of("to")[0] === key;
    button.setAttribute("aria-pressed", String(narrow));
    button.addEventListener("click", () => {
      for (const end of ["from", "to"]) choice.set(end, narrow ? [] : [key]);
      choice.changed();
    });
    return button;
  }

  function label(key) {
    const [, month, day] = key.split("-");
    if (day) return String(Number(day));
    return month ? `${month}/${key.slice(2, 4)}` : key.replace(/^0+/, "");
  }

  /* -- choice ------------------------------------------------------------------------------------------------------ */

  /** Whether the event may lie between the bounds typed; the undated do while none is. */
  function within(event, choice) {
    const [from] = choice.of("from"), [to] = choice.of("to");
    if (!from && !to) return true;
    if (!event.from) return false;
    return (!from || event.to >= from) && (!to || event.from.slice(0, to.length) <= to);
  }

  const facets = [
    { name: "actor", values: (e) => e.actors, label: (id) => names[id] || id },
    { name: "country", values: (e) => e.countries, label: (code) => countries[code] || code },
    { name: "kind", values: (e) => [e.kind], label: plain },
    { name: "status", values: (e) => [e.status], label: (name) => name },
    { name: "class", values: (e) => [e.class], label: (name) => name.toLowerCase() },
  ];

  /** What is chosen, as buttons that take it back. */
  function showChosen(choice) {
    const shown = [...facets, ...["q", "from", "to"].map((name) => ({ name, label: (value) => `${name === "q" ? "“" : `${name} `}${value}${name === "q" ? "”" : ""}` }))]
      .flatMap(({ name, label: call }) => choice.of(name).map((value) => {
        const button = dom.make("button", { type: "button", class: "chip" }, dom.name(call(value)), dom.make("span", { "aria-hidden": "true" }, " ×"));
        button.setAttribute("aria-label", `remove filter ${call(value)}`);
        button.addEventListener("click", () => {
          choice.set(name, choice.of(name).filter((other) => other !== value));
          choice.changed();
        });
        return button;
      }));
    document.getElementById("chosen").replaceChildren(...shown);
  }

  /** The undated go to a section of their own; what is left goes on the line. */
  function divide(found, choice) {
    const dated = found.filter((event) => event.from), undated = found.filter((event) => !event.from);
    document.getElementById("undated").hidden = !undated.length;
    document.getElementById("undated-title").textContent = `Undated (${undated.length})`;
    document.getElementById("undated-rows").replaceChildren(...undated.map(row));
    if (undated.length && dated.length) {
      const link = dom.make("button", { type: "button", class: "quiet" }, `${undated.length} undated`);
      link.addEventListener("click", () => document.getElementById("undated").scrollIntoView());
      document.getElementById("count").append(", ", link);
    }
    strip(dated, choice);
    showChosen(choice);
    return dated;
  }

  new Browser({
    items, facets, draw, noun: "event",
    text: (e) => `${e.text} ${e.place} ${plain(e.kind)} ${e.actors.map((id) => names[id]).join(" ")}`,
    passes: within,
    order: (found, choice) => (choice.of("order")[0] === "new" ? [...found].sort((a, b) => byDate(b, a)) : found),
    after: divide,
  });
})();
