// A finding as a quotation with its tags, and words that were looked for marked in it.

import { el } from "./dom.js";
import { signOf } from "./bar.js";
import { whyNotCounted } from "./findings.js";
import { placeOf, tagsOf } from "./words.js";

export function quoted(finding, about, terms, link, props = {}) {
  const slug = finding.sentiment === null ? "none" : about.sentiments[finding.sentiment][0];
  return el("li", { class: "hit" },
    el("a", { href: link, class: "quote", "data-finding": finding.id, ...props },
      el("span", { class: `sign ${slug}`, "aria-hidden": "true" }, signOf(slug)), el("q", { dir: "auto" }, marked(finding.text, terms))),
    el("p", { class: "tagline" }, [tagsOf(finding, about), placeOf(finding), whyNotCounted(finding, about)].filter(Boolean).join(" · ")));
}

// The text with each term marked; lower case is only used where it keeps the length.
export function marked(text, terms) {
  const lower = text.toLowerCase();
  if (!terms.length || lower.length !== text.length) return text;
  const spans = [];
  for (const term of terms) {
    for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + term.length)) spans.push([at, at + term.length]);
  }
  if (!spans.length) return text;
  spans.sort((one, two) => one[0] - two[0]);
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    parts.push(text.slice(at, from), el("mark", { class: "term" }, text.slice(from, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}
