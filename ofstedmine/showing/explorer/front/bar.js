// Findings by sentiment as a bar, always with its number; without shares where there are few.

import { el } from "./dom.js";
import { count, number } from "./words.js";

const SIGNS = { positive: "+", negative: "−", mixed: "±", neutral: "○" };

export const signOf = (slug) => SIGNS[slug] ?? "";

export function bar(letter, about, { ranges = false } = {}) {
  if (!letter.tagged) {
    return el("p", { class: "quiet" }, letter.n ? `${count(letter.n, "finding")}, not tagged` : "No findings");
  }
  const total = letter.tagged;
  const few = total < about.fewest;
  const parts = about.sentiments.map(([slug, label], i) => ({ slug, label, n: letter.counts[i], range: letter.around?.[i] }));
  const drawn = el("div", { class: "bar", "aria-hidden": "true" },
    parts.filter((one) => one.n).map((one) => {
      const part = el("span", { class: `part ${one.slug}` }, one.n / total > 0.07 ? number(one.n) : null);
      part.style.flexGrow = String(one.n);
      return part;
    }));
  return el("div", { class: "shares" },
    few ? null : drawn,
    el("ul", { class: "key" },
      parts.map((one) => el("li", {},
        el("span", { class: `sign ${one.slug}`, "aria-hidden": "true" }, signOf(one.slug)),
        `${number(one.n)} ${one.label.toLowerCase()}`,
        !few && ranges && one.range && one.n
          ? el("span", { class: "range" }, ` ${Math.round((100 * one.n) / total)}% (${one.range[0]} to ${one.range[1]})`)
          : null)),
      el("li", { class: "n" }, `n = ${number(total)}`)),
    few ? el("p", { class: "quiet" }, `Fewer than ${about.fewest} findings: no shares are shown.`) : null);
}
