/* A list that can be filtered: facets with counts, the choice kept in the address, rows drawn in chunks.
   Text reaches the page only through textContent; nothing here parses HTML. */
"use strict";

const dom = {
  /** A new element: make("a", {class: "who", href: "..."}, "text", child, ...). */
  make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  },

  /** The shape of a PLOVER class, as in the templates. */
  shape(name, status) {
    const svg = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(svg, "svg");
    const quarter = { circle: "agree consult support concede", square: "cooperate aid retreat",
      diamond: "request accuse reject threaten", triangle: "protest sanction mobilize coerce assault" };
    const found = Object.keys(quarter).find((key) => quarter[key].split(" ").includes(name)) || "ring";
    for (const [key, value] of [["class", `shape c-${name} st-${status}`], ["width", 16], ["height", 16],
      ["aria-hidden", "true"], ["focusable", "false"]]) drawing.setAttribute(key, value);
    const use = document.createElementNS(svg, "use");
    use.setAttribute("href", `#${found}`);
    drawing.append(use);
    if (status === "denied") {
      const strike = document.createElementNS(svg, "path");
      strike.setAttribute("class", "strike");
      strike.setAttribute("d", "M1 15 15 1");
      drawing.append(strike);
    }
    return drawing;
  },

  /** A name on its own, so that its direction does not disturb the line. */
  name: (text) => dom.make("bdi", {}, text),
  root: document.documentElement.dataset.root,
};

/** Lower case without accents, for comparing. */
const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/* The form's choice, mirrored in the address: #kind=meeting&status=planned,alleged */
class Choice {
  constructor(form, onChange) {
    this.form = form;
    this.onChange = onChange;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("reset", () => setTimeout(() => this.changed()));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", () => { if (this.read()) this.onChange(); });
  }

  /** The values chosen under a name: an array, empty where anything goes. */
  of(name) {
    return [...this.form.elements]
      .filter((field) => field.name === name && (field.type === "checkbox" ? field.checked : field.value.trim()))
      .map((field) => field.value.trim());
  }

  set(name, values) {
    for (const field of this.form.elements) {
      if (field.name !== name) continue;
      if (field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] || "";
    }
  }

  names() {
    return [...new Set([...this.form.elements].map((field) => field.name).filter(Boolean))];
  }

  changed() {
    const chosen = this.names().map((name) => [name, this.of(name)]).filter(([, values]) => values.length);
    const hash = chosen.map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(",")}`).join("&");
    this.written = `#${hash}`;
    try {
      history.replaceState(history.state, "", this.written);
    } catch {
      location.replace(this.written); // some browsers forbid the first for files
    }
    this.onChange();
  }

  /** Set the form from the address; whether there was anything to do. */
  read() {
    if (location.hash === this.written) return false;
    const told = new Map(location.hash.slice(1).split("&").map((part) => {
      const [name, values = ""] = part.split("=");
      return [name, values.split(",").map(Choice.decode).filter(Boolean)];
    }));
    for (const name of this.names()) this.set(name, told.get(name) || []);
    return true;
  }

  static decode(text) {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return text;
    }
  }
}

/* Rows drawn a chunk at a time, as the reader nears the end of those already there. */
class Chunks {
  constructor(list, size, draw) {
    this.list = list;
    this.size = size;
    this.draw = draw;
    this.foot = document.getElementById("chunk");
    this.foot.querySelector("button").addEventListener("click", () => this.more());
    new IntersectionObserver(([seen]) => {
      if (seen.isIntersecting && seen.boundingClientRect.top > 0) this.more();
    }, { rootMargin: "0px 0px 900px 0px" }).observe(this.foot);
    window.addEventListener("beforeprint", () => this.more(Infinity));
  }

  show(items) {
    this.items = items;
    this.drawn = 0;
    this.last = null;
    this.list.replaceChildren();
    this.more();
  }

  more(count = this.size) {
    const next = this.items.slice(this.drawn, this.drawn + count);
    const rows = document.createDocumentFragment();
    for (const item of next) {
      rows.append(...this.draw(item, this.last));
      this.last = item;
    }
    this.list.append(rows);
    this.drawn += next.length;
    const left = this.items.length - this.drawn;
    this.foot.hidden = left <= 0;
    this.foot.querySelector("button").textContent = `Show more (${left.toLocaleString("en")} left)`;
  }
}

/* The page: items, facets over them, and where all of it goes.
   A facet is {name, values(item) => array, label(value) => text, many: items may match any of several values};
   `text(item)` is searched for all words typed; `passes(item, choice)` adds what facets cannot tell. */
class Browser {
  constructor({ items, facets, text, draw, noun, nouns, order, passes = () => true, after = () => {}, size = 60 }) {
    Object.assign(this, { items, facets, text, noun, nouns: nouns || `${noun}s`, order, passes, after });
    this.form = document.getElementById("filters");
    if (!items.length) return;
    this.chunks = new Chunks(document.getElementById("rows"), size, draw);
    this.fillSelects();
    this.choice = new Choice(this.form, () => this.update());
    this.form.hidden = document.getElementById("found-head").hidden = false;
    const folded = this.form.querySelector("details.more-filters");
    if (folded && matchMedia("(max-width: 60rem)").matches) folded.open = false;
    this.choice.read();
    this.update();
    this.comeBack();
  }

  /** Options of each select, those with the most items first. */
  fillSelects() {
    for (const facet of this.facets) {
      const select = this.form.querySelector(`select[name="${facet.name}"]`);
      if (!select) continue;
      const counts = this.count(this.items, facet);
      const ranked = [...counts].sort((a, b) => b[1] - a[1] || facet.label(a[0]).localeCompare(facet.label(b[0]), "en"));
      for (const [value] of ranked) select.append(dom.make("option", { value }, facet.label(value)));
    }
  }

  count(items, facet) {
    const counts = new Map();
    for (const item of items) for (const value of facet.values(item)) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  }

  /** Items that pass all; and for each facet those that pass all the others, for its counts. */
  sift() {
    const words = fold(this.choice.of("q").join(" ")).split(/\s+/).filter(Boolean);
    const chosen = this.facets.map((facet) => new Set(this.choice.of(facet.name)));
    const found = [], others = this.facets.map(() => []);
    for (const item of this.items) {
      item.folded ??= fold(this.text(item));
      if (!words.every((word) => item.folded.includes(word)) || !this.passes(item, this.choice)) continue;
      const missed = [];
      this.facets.forEach((facet, at) => {
        if (chosen[at].size && !facet.values(item).some((value) => chosen[at].has(value))) missed.push(at);
      });
      if (!missed.length) found.push(item);
      if (!missed.length) others.forEach((list) => list.push(item));
      else if (missed.length === 1) others[missed[0]].push(item);
    }
    return [found, others];
  }

  update() {
    const [found, others] = this.sift();
    this.facets.forEach((facet, at) => this.showCounts(facet, this.count(others[at], facet)));
    const total = this.items.length;
    document.getElementById("count").textContent = found.length === total
      ? plural(total, this.noun, this.nouns)
      : `${found.length.toLocaleString("en")} of ${plural(total, this.noun, this.nouns)}`;
    const none = document.getElementById("none");
    none.hidden = found.length > 0;
    none.textContent = `Nothing matches. ${this.advice(others)}`;
    const ordered = this.order ? this.order(found, this.choice) : found;
    this.chunks.show(this.after(ordered, this.choice) || ordered);
  }

  /** Which one filter to loosen so that something is found. */
  advice(others) {
    const at = others.findIndex((items) => items.length);
    return at < 0 ? "Clear the filters to see everything."
      : `Without the filter on ${this.facets[at].name}: ${plural(others[at].length, this.noun, this.nouns)}.`;
  }

  showCounts(facet, counts) {
    for (const field of this.form.elements) {
      if (field.name !== facet.name) continue;
      if (field.type === "checkbox") this.showCheck(field, counts.get(field.value) || 0);
      else for (const option of field.options) {
        if (option.value) option.textContent = `${facet.label(option.value)} (${counts.get(option.value) || 0})`;
      }
    }
  }

  showCheck(box, count) {
    const label = box.closest("label");
    label.querySelector(".count").textContent = count || "";
    label.classList.toggle("none", !count && !box.checked);
  }

  /** On the way back from another page: as many rows as there were, and the same place. */
  comeBack() {
    const key = `dossier:${location.pathname}`;
    window.addEventListener("pagehide", () => {
      try {
        sessionStorage.setItem(key, JSON.stringify([location.hash, this.chunks.drawn, scrollY]));
      } catch { /* storage may be closed to files; then the page opens at its top */ }
    });
    try {
      const [hash, drawn, y] = JSON.parse(sessionStorage.getItem(key));
      const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
      if (!back || hash !== location.hash) return;
      this.chunks.more(drawn - this.chunks.drawn);
      scrollTo(0, y);
    } catch { /* first visit */ }
  }
}
