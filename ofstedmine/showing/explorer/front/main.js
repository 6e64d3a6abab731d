// Opens the letters and shows what the address asks for.

import { aboutView } from "./about.js";
import { readAddress, toAuthority, toLetters } from "./address.js";
import { byId, el, fill, say } from "./dom.js";
import { letterView } from "./letter.js";
import { listView } from "./list.js";
import { readQuery } from "./query.js";
import { remote } from "./remote.js";
import { roadView } from "./road.js";
import { shelf } from "./shelf.js";

const PAGES = [["letters", "Letters", toLetters()], ["authority", "Authorities", toAuthority()], ["about", "About", "#/about"]];

async function unpacked() {
  const held = JSON.parse(byId("data").textContent);
  if (!held.deflated) return held;
  const bytes = Uint8Array.from(atob(held.deflated), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const data = await new Response(stream).json();
  byId("data").remove();
  return data;
}

async function open() {
  const data = await unpacked();
  const store = data.served ? remote(data.about) : shelf(data);
  const { about } = store;
  const views = { letters: listView(store), letter: letterView(store), authority: roadView(store), about: aboutView(store) };
  const main = byId("main");
  let before = null;

  byId("set").textContent = about.title;
  fill(byId("foot"), el("p", {}, `Tags are ${about.tagged}. ${about.licence}. Source: Ofsted.`),
    el("p", {}, `ofstedmine ${about.version}. ${store.remote ? "Served from a dataset on this computer, page by page." : "One file, no network."}`));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });

  async function turn() {
    const { page, name, params } = readAddress();
    const view = views[page] ?? views.letters;
    const here = `${page}/${name}`;
    if (page === "letters") views.letter.from(readQuery(params));
    fill(byId("pages"), PAGES.map(([slug, label, href]) => el("a", { href, "aria-current": slug === page ? "page" : page === "letter" && slug === "letters" ? "true" : null }, label)));
    try {
      await view.show(params, name);
      if (view.node.parentNode !== main) fill(main, view.node);
    } catch (error) {
      fill(main, el("div", { class: "prose" }, el("h1", { tabindex: "-1" }, "This cannot be shown"), el("p", { role: "alert" }, error.message), el("p", {}, el("a", { href: toLetters() }, "All letters"))));
    }
    document.title = `${view.title()} – ${about.title} – ofstedmine`;
    if (before !== null && before !== here) {
      const heading = main.querySelector("h1");
      if (view.focus()) {
        heading?.focus({ preventScroll: true });
        scrollTo(0, 0);
      }
      say(document.title);
    }
    before = here;
    // Last: only what stands in the page can be scrolled to, and nothing is said over it.
    if (view.node.parentNode === main) view.shown?.();
  }

  addEventListener("hashchange", turn);
  await turn();
  document.documentElement.dataset.ready = "yes";
  store.warm();
}

open().catch((error) => {
  fill(byId("main"), el("p", { class: "wait", role: "alert" }, `The letters could not be opened: ${error.message}`));
});
