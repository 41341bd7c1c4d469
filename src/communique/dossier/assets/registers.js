/* A page of a register: its cards are there already; the form only hides those that do not fit. */
"use strict";

(() => {
  const form = document.getElementById("filters");
  const cards = [...document.querySelectorAll("[data-words]")];
  const texts = cards.map((card) => fold(card.dataset.words));
  const { noun, nouns } = form.dataset;

  function update() {
    const words = fold(choice.of("q").join(" ")).split(/\s+/).filter(Boolean);
    const [standing] = choice.of("standing");
    let found = 0;
    cards.forEach((card, at) => {
      const fits = words.every((word) => texts[at].includes(word)) && (!standing || card.dataset.standing === standing);
      card.hidden = !fits;
      found += fits;
    });
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("[data-words]:not([hidden])");
    }
    const total = plural(cards.length, noun, nouns);
    document.getElementById("count").textContent = found === cards.length ? total : `${found.toLocaleString("en")} of ${total}`;
    document.getElementById("none").hidden = found > 0;
  }

  /** What a link points at is shown, also where it is folded away. */
  function unfold() {
    const place = document.getElementById(location.hash.slice(1));
    for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    place?.scrollIntoView();
  }

  const choice = new Choice(form, update);
  if (location.hash.includes("=")) choice.read();
  form.hidden = document.getElementById("found-head").hidden = false;
  update();
  window.addEventListener("hashchange", unfold);
  unfold();
})();
