/* The map: choose by status which events count; circles, shades and rows follow. Without it, all count. */
"use strict";

(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  let zoom = 1;
  const boxes = [...form.elements.standing];
  const drawing = document.querySelector("svg.map");
  const most = Number(drawing.dataset.most);
  const rows = [...document.querySelectorAll("#spots tr[data-n]")];
  const total = (sum) => sum[0] + sum[1] + sum[2];
  const told = (element) => element.dataset.n.split(" ").map((part) => part.split(",").map(Number));
  const shapes = [...drawing.querySelectorAll("[data-n]")].map((shape) => ({ shape, told: told(shape) }));
  const largest = { circle: top(".spot"), path: top(".shade") };

  function top(name) {
    return Math.max(1, ...shapes.filter(({ shape }) => shape.matches(name)).map((each) => total(sums(each.told, () => true))));
  }

  /** The numbers of cooperation, conflict, neither over the standings that are chosen. */
  function sums(counts, chosen) {
    return counts.reduce((sum, part, at) => (chosen(at) ? sum.map((n, i) => n + part[i]) : sum), [0, 0, 0]);
  }

  function tone([cooperation, conflict]) {
    if (!(cooperation + conflict)) return "none";
    const share = cooperation / (cooperation + conflict);
    return share >= 2 / 3 ? "cooperation" : share <= 1 / 3 ? "conflict" : "mixed";
  }

  function draw(shape, sum) {
    const count = total(sum);
    for (const name of [...shape.classList]) if (/^(t-|s\d)/.test(name)) shape.classList.remove(name);
    shape.classList.add(`t-${tone(sum)}`);
    if (shape.classList.contains("spot")) {
      shape.classList.toggle("away", !count);
      shape.setAttribute("r", (Math.max(3, most * Math.sqrt(count / largest.circle)) / Math.sqrt(zoom)).toFixed(1));
    } else {
      shape.classList.add(`s${Math.ceil(4 * Math.sqrt(count / largest.path))}`);
    }
  }

  function update() {
    const chosen = (at) => boxes[at].checked;
    for (const each of shapes) draw(each.shape, sums(each.told, chosen));
    let count = 0;
    for (const row of rows) {
      const sum = sums(told(row), chosen);
      const cells = row.querySelectorAll("td.n");
      [total(sum), ...sum].forEach((n, at) => { cells[at].textContent = n || ""; });
      row.hidden = !total(sum);
      count += total(sum);
    }
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    for (const box of boxes) document.querySelector("main").classList.toggle(`no-${box.value}`, off.includes(box.value));
    document.getElementById("count").textContent = off.length ? `${count.toLocaleString("en")} in the list` : "";
  }

  /* -- a nearer look: the part around the busiest place, which can be dragged -------------------------------------- */

  const [, , width, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
  const [nearer, ...busiest] = (drawing.dataset.near || "1").split(" ").map(Number);
  const button = document.getElementById("nearer");
  let corner = [0, 0];

  function show(x, y) {
    const wide = width / zoom, high = height / zoom;
    corner = [Math.min(Math.max(x, 0), width - wide), Math.min(Math.max(y, 0), height - high)];
    drawing.setAttribute("viewBox", `${corner[0]} ${corner[1]} ${wide} ${high}`);
  }

  function look(at) {
    zoom = at ? nearer : 1;
    drawing.classList.toggle("near", zoom > 1);
    button.setAttribute("aria-pressed", String(zoom > 1));
    document.getElementById("how").hidden = zoom === 1;
    const [x, y] = at || [0, 0];
    show(x - width / zoom / 2, y - height / zoom / 2);
    update();
  }

  /** Where on the whole map the pointer is. */
  function place(event) {
    const box = drawing.getBoundingClientRect();
    return [corner[0] + ((event.clientX - box.left) * width) / zoom / box.width,
      corner[1] + ((event.clientY - box.top) * height) / zoom / box.height];
  }

  let held = null, moved = false;
  drawing.addEventListener("pointerdown", (event) => { held = zoom > 1 ? place(event) : null; moved = false; });
  window.addEventListener("pointerup", () => { held = null; });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = place(event);
    moved ||= Math.hypot(x - held[0], y - held[1]) > 2;
    if (moved) show(corner[0] + held[0] - x, corner[1] + held[1] - y);
  });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  drawing.addEventListener("dblclick", (event) => { if (nearer > 1) look(zoom > 1 ? null : place(event)); });
  button.addEventListener("click", () => look(zoom > 1 ? null : busiest));
  document.getElementById("zoom").hidden = nearer === 1;

  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
