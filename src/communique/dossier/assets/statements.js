/* What is reported to have been said. */
"use strict";

(() => {
  const { items, names, hrefs, reports } = window.dossier;
  const forms = { direct: "quoted", indirect: "reported" };

  function draw(said) {
    const speaker = !said.speaker ? dom.make("span", { class: "muted" }, "someone")
      : hrefs[said.speaker] ? dom.make("a", { class: "who", href: dom.root + hrefs[said.speaker] }, dom.name(names[said.speaker]))
        : dom.name(said.speaker);
    return [dom.make("li", {},
      dom.make("p", { class: "speaker" }, speaker),
      dom.make("blockquote", { class: said.direct ? "direct" : "indirect", dir: "auto" }, said.text),
      dom.make("p", { class: "cite" },
        said.date ? `${said.date} · ` : "",
        dom.make("a", { class: "source", href: dom.root + said.href }, dom.name(reports[said.report] || said.report)),
        said.direct ? "" : " · reported speech"))];
  }

  new Browser({
    items, draw, noun: "statement",
    facets: [
      { name: "speaker", values: (s) => (s.speaker ? [s.speaker] : []), label: (id) => names[id] || id },
      { name: "report", values: (s) => [s.report], label: (id) => reports[id] || id },
      { name: "form", values: (s) => [s.direct ? "direct" : "indirect"], label: (form) => forms[form] },
    ],
    text: (s) => `${s.text} ${names[s.speaker] || ""}`,
  });
})();
