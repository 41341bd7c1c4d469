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
    const origins = event.reports > 1 ? `, ${plural(event.origins, "origin")}` : "";
    return dom.make("p", { class: "about" },
      dom.make("span", { class: "kind" }, plain(event.kind)),
      event.status === "happened" ? null : dom.make("span", { class: `status st-${event.status}` }, event.status),
      event.place ? dom.name(event.place) : null,
      dom.make("span", {}, told + origins),
      event.differs ? dom.make("span", { class: "differs" }, "accounts differ") : null);
  }

  /* -- the strip of bars: days, months, years or decades, the finest that fits without leaving out empty ones -------- */

  const WIDEST = 60;
  const two = (n) => String(n).padStart(2, "0");
  const utc = (text) => new Date(`${text}T00:00:00Z`);
  const text = (date) => date.toISOString().slice(0, 10);

  /* Each step: the key of a day, and the key after a key. */
  const STEPS = [
    { key: (day) => day, next: (key) => text(new Date(utc(key).getTime() + 864e5)) },
    { key: (day) => day.slice(0, 7), next: (key) => (key.endsWith("12") ? `${four(Number(key.slice(0, 4)) + 1)}-01` : `${key.slice(0, 5)}${two(Number(key.slice(5)) + 1)}`) },
    { key: (day) => day.slice(0, 4), next: (key) => four(Number(key) + 1) },
    { key: (day) => `${day.slice(0, 3)}0`, next: (key) => four(Number(key) + 10), to: (key) => `${key.slice(0, 3)}9`, label: (key) => `${key}s` },
  ];
  const four = (n) => String(n).padStart(4, "0");

  /** [key, count] for every step from the first event to the last. */
  function bins(events) {
    const days = events.map((event) => event.from).sort();
    for (const step of STEPS) {
      const last = step.key(days[days.length - 1]);
      const found = new Map();
      for (let key = step.key(days[0]); found.size <= WIDEST; key = step.next(key)) {
        found.set(key, 0);
        if (key >= last) break;
      }
      if (!found.has(last)) continue;
      for (const day of days) found.set(step.key(day), found.get(step.key(day)) + 1);
      return [step, [...found]];
    }
    return [STEPS[3], []];
  }

  function strip(events, choice) {
    const box = document.getElementById("density");
    const [step, found] = events.length ? bins(events) : [null, []];
    box.hidden = found.length < 3;
    if (box.hidden) return;
    const most = Math.max(...found.map(([, count]) => count));
    const every = Math.ceil(found.length / 12);
    box.replaceChildren(...found.map(([key, count], at) => bar(step, key, count, most, choice, at % every === 0)));
  }

  function bar(step, key, count, most, choice, named) {
    const to = step.to ? step.to(key) : key;
    const called = `${label(step, key)}: ${plural(count, "event")}`;
    const button = dom.make("button", { type: "button", class: "bin", "aria-label": called, title: called },
      dom.make("span", { class: "fill" }), dom.make("span", { class: "label" }, named ? label(step, key) : "\u00a0"));
    button.firstChild.style.height = `${count ? Math.max(4, Math.round((44 * count) / most)) : 0}px`;
    button.disabled = !count;
    const narrow = choice.of("from")[0] === key && choice.of("to")[0] === to;
    button.setAttribute("aria-pressed", String(narrow));
    button.addEventListener("click", () => {
      choice.set("from", narrow ? [] : [key]);
      choice.set("to", narrow ? [] : [to]);
      choice.changed();
      document.querySelector(`.bin[aria-pressed="true"]`)?.focus();
    });
    return button;
  }

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  function label(step, key) {
    if (step.label) return step.label(key);
    const [year, month, day] = key.split("-");
    if (!month) return year.replace(/^0+/, "");
    return day ? `${Number(day)} ${MONTHS[month - 1]}` : `${MONTHS[month - 1]} ${year}`;
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
