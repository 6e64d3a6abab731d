// Pieces of a text by what is marked in it: a finding, the words that a fact came from.

import { el } from "./dom.js";
import { tagsOf } from "./words.js";

// `layers` are lists of {start, end, kind, finding}; yields nodes for text from start to end.
export function pieces(text, start, end, marks, about) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const stops = new Set([start, end]);
  for (const mark of inside) {
    stops.add(Math.max(mark.start, start));
    stops.add(Math.min(mark.end, end));
  }
  const sorted = [...stops].sort((one, two) => one - two);
  return sorted.slice(1).map((stop, i) => {
    const from = sorted[i];
    const over = inside.filter((mark) => mark.start < stop && mark.end > from);
    const words = text.slice(from, stop);
    return over.length ? piece(words, over, from, about) : words;
  });
}

function piece(words, over, from, about) {
  const finding = over.find((mark) => mark.finding)?.finding;
  const evidence = over.find((mark) => mark.kind === "evidence");
  const found = over.find((mark) => mark.kind === "found");
  const slug = finding && finding.sentiment !== null ? about.sentiments[finding.sentiment][0] : "none";
  const classes = [
    finding ? `finding ${slug}` : "",
    finding?.faded ? "faded" : "",
    finding && finding.start === from ? "first" : "",
    evidence ? "evidence" : "",
    found ? "found" : "",
  ];
  return el("mark", {
    class: classes.filter(Boolean).join(" "),
    title: finding ? tagsOf(finding, about) : null,
    "data-id": finding?.id,
    "data-goal": (evidence ?? found) && (evidence ?? found).start === from ? "" : null,
    tabindex: evidence || found ? "-1" : null,
  }, words);
}
