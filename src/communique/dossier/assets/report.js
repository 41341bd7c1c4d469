/* A report: notes light up with their words, and each kind of mark can be put away. */
"use strict";

(() => {
  const text = document.getElementById("text");
  const of = (ref) => text.querySelectorAll(`[data-ref~="${CSS.escape(ref)}"]`);

  function light(holder, on) {
    for (const ref of (holder.dataset.ref || "").split(" ").filter(Boolean)) {
      for (const each of of(ref)) each.classList.toggle("lit", on);
    }
  }

  for (const holder of text.querySelectorAll(".margin [data-ref], a.ref")) {
    holder.addEventListener("mouseenter", () => light(holder, true));
    holder.addEventListener("mouseleave", () => light(holder, false));
    holder.addEventListener("focusin", () => light(holder, true));
    holder.addEventListener("focusout", () => light(holder, false));
  }

  /** A link from elsewhere points at the place where the words begin: light them all. */
  function arrive() {
    for (const each of text.querySelectorAll(".arrived")) each.classList.remove("arrived");
    const place = document.getElementById(location.hash.slice(1));
    const mark = place?.classList.contains("anchor") ? next(place) : null;
    const wanted = place?.id.startsWith("q-") ? place.id
      : mark && place.id.startsWith("shared-") ? `shared${place.id.slice(7)}` : first(mark, place);
    if (wanted) for (const each of of(wanted)) each.classList.add("arrived");
  }

  function next(place) {
    let at = place.nextElementSibling;
    while (at && at.tagName !== "MARK") at = at.nextElementSibling;
    return at;
  }

  /** The note whose arrow leads back to this place. */
  function first(mark, place) {
    const back = mark && text.querySelector(`.back[href="#${CSS.escape(place.id)}"]`);
    return back ? back.closest("[data-ref]").dataset.ref : null;
  }

  window.addEventListener("hashchange", arrive);
  arrive();

  for (const box of document.querySelectorAll("#layers input")) {
    box.disabled = false;
    box.addEventListener("change", () => text.classList.toggle(`no-${box.value}`, !box.checked));
  }
})();
