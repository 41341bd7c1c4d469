/* Everyone and everything that the reports name. */
"use strict";

(() => {
  const { items, countries, sectors } = window.dossier;
  const number = (n, label) => dom.make("td", { class: "n", "data-label": label }, n ? n.toLocaleString("en") : "");

  function draw(entity) {
    const others = entity.others.slice(0, 4).join(", ") + (entity.others.length > 4 ? " …" : "");
    return [dom.make("tr", {},
      dom.make("td", { class: "headline" },
        dom.make("a", { href: dom.root + entity.href }, dom.name(entity.name)),
        entity.title ? dom.make("span", { class: "muted" }, " ", dom.name(entity.title)) : null,
        others ? dom.make("span", { class: "spellings" }, dom.name(others)) : null),
      dom.make("td", {}, entity.kind),
      dom.make("td", {}, dom.name(countries[entity.country] || entity.country)),
      dom.make("td", {}, sectors[entity.sector] || entity.sector),
      number(entity.events, "events"), number(entity.said, "statements"))];
  }

  const orders = {
    name: (a, b) => a.name.localeCompare(b.name, "en"),
    said: (a, b) => b.said - a.said || a.name.localeCompare(b.name, "en"),
  };
  const single = (value) => (value ? [value] : []);

  new Browser({
    items, draw, noun: "entry", nouns: "entries", size: 120,
    facets: [
      { name: "kind", values: (e) => [e.kind], label: (kind) => kind },
      { name: "country", values: (e) => single(e.country), label: (code) => countries[code] || code },
      { name: "sector", values: (e) => single(e.sector), label: (sector) => sectors[sector] || sector },
    ],
    text: (e) => [e.name, e.title, ...e.others].join(" "),
    order: (found, choice) => (orders[choice.of("order")[0]] ? [...found].sort(orders[choice.of("order")[0]]) : found),
  });
  document.getElementById("table").hidden = !items.length;
})();
