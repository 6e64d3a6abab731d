// What the page is, what its tags mean and what they do not.

import { el, fill } from "./dom.js";
import { count } from "./words.js";

export function aboutView(store) {
  const { about } = store;
  const heading = el("h1", { tabindex: "-1" }, "About this page");
  const node = el("div", { class: "prose" });

  async function show() {
    const groups = [...new Set(about.themes.map(([, , group]) => group))];
    fill(node, heading,
      el("p", {}, `${count(about.count, "letter")} with ${count(about.findings, "finding")}, read by ofstedmine ${about.version}. `,
        store.remote
          ? "The page is served from a dataset on this computer and asks for letters page by page; it talks to nothing else."
          : "Everything is in this one file: it needs no network and sends nothing anywhere."),
      el("h2", {}, "What to keep in mind"),
      el("ul", {},
        el("li", {}, `Tags (theme, sentiment, progress) are ${about.tagged}: a program gave them, no inspector did. Read the words before you rely on one.`),
        el("li", {}, "A finding is a sentence or list item. Case studies of one child and repeats of the body are not counted and not searched, unless you ask."),
        el("li", {}, `Shares are shown from ${about.fewest} findings on, with their number and a 95% interval. Letters of different kinds, frameworks or areas are not to be compared.`),
        el("li", {}, "Authorities stand by the alphabet. There is no ranking and no score: letters do not give one."),
        el("li", {}, "The search does not look through names of people, and sheets hold none: what inspectors found is not theirs alone."),
        el("li", {}, "A link keeps what you see after its # sign. Who has the same file can open it there.")),
      el("h2", {}, "Themes"),
      groups.map((group) => [
        el("h3", {}, group),
        el("dl", { class: "missing" }, about.themes.filter((one) => one[2] === group).map(([, label, , covers]) => [el("dt", {}, label), el("dd", {}, covers)])),
      ]),
      el("h2", {}, "Source"),
      el("p", {}, `${about.licence}. Source: Ofsted. Ofsted has neither made nor checked this page.`));
  }

  return { node, show, title: () => "About", focus: () => heading };
}
