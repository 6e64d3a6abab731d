// An authority over time: its letters in order, parted where they cannot be held side by side.

import { go, toAuthority, toLetter } from "./address.js";
import { bar } from "./bar.js";
import { el, fill } from "./dom.js";
import { count, kindOf, whenOf } from "./words.js";

export function roadView(store) {
  const { about } = store;
  const node = el("div", { class: "roads" });
  const heading = el("h1", { tabindex: "-1" });
  let now = "";

  async function show(params, name) {
    now = name;
    const road = name ? await store.road(name) : null;
    if (name && !road) throw new Error("There is no letter of such an authority in this set.");
    heading.textContent = name ? `${name} over time` : "Authorities over time";
    fill(node, heading, choose(name), name ? one(road) : all());
  }

  function choose(name) {
    const field = el("select", { id: "which", change: () => go(toAuthority(field.value)) },
      el("option", { value: "" }, "all, by the alphabet"), about.options.authority.map(([one]) => el("option", { value: one }, one)));
    field.value = name;
    return el("div", { class: "field which" }, el("label", { for: "which" }, "Authority"), field);
  }

  function all() {
    return about.options.authority.length
      ? el("ul", { class: "names" }, about.options.authority.map(([name, n]) => el("li", {}, el("a", { href: toAuthority(name) }, name), el("span", { class: "quiet" }, ` ${count(n, "letter")}`))))
      : el("p", {}, "No authority was found in these letters.");
  }

  function one(road) {
    return [
      el("p", { class: "quiet" }, `${count(road.length, "letter")} in order of time. Shares of findings by sentiment with 95% intervals; tags are ${about.tagged}. ` +
        "Letters are joined by a line only where kind, framework, tagger and areas covered are the same."),
      el("ol", { class: "road" }, road.map(({ letter, gap }, i) => stop(letter, gap, i))),
    ];
  }

  function stop(letter, gap, i) {
    return el("li", { class: i === 0 ? "start" : gap ? "parted" : "joined" },
      gap ? el("p", { class: "gap" }, `Not to be compared with the letter before: ${gap}.`) : null,
      el("article", { class: "stop" },
        el("h2", {}, el("a", { href: toLetter(letter.id) }, whenOf(letter))),
        el("p", { class: "about" }, el("span", { class: `kind ${letter.kind}` }, kindOf(letter)), letter.framework ? el("span", { class: "quiet" }, letter.framework) : null),
        letter.areas.length ? el("div", { class: "areas" }, el("p", { class: "label" }, "Areas covered"), el("ul", {}, letter.areas.map((area) => el("li", {}, area)))) : null,
        letter.grades.length
          ? el("div", { class: "areas" }, el("p", { class: "label" }, "Judged"), el("ul", {}, letter.grades.map(([area, grade]) => el("li", {}, `${area}: `, el("strong", {}, grade)))))
          : null,
        bar(letter, about, { ranges: true }),
        letter.by && !letter.validated ? el("p", { class: "quiet" }, `Tags: ${letter.by}.`) : null));
  }

  return { node, show, title: () => (now ? `${now} over time` : "Authorities over time"), focus: () => heading };
}
