// The facts of a letter beside its text: each leads to its words; themes lead to their findings.

import { toLetter } from "./address.js";
import { signOf } from "./bar.js";
import { el } from "./dom.js";
import { quoted } from "./quote.js";
import { count, number } from "./words.js";

export function factPanel(letter, shown) {
  const { detail } = letter;
  return [
    detail.facts.map(([title, rows]) => box(title, factList(letter, rows, shown), {
      open: true, note: rows.length > 1 && title !== "Facts" ? number(rows.length) : "",
    })),
    detail.warnings.length
      ? box("To know about this letter", el("ul", { class: "notes" }, detail.warnings.map(([code, message, page]) => el("li", {}, el("strong", {}, code), `: ${message}`, page ? ` (p. ${page})` : ""))), { note: number(detail.warnings.length) })
      : null,
    detail.missing.length
      ? box("What is missing, and why", el("dl", { class: "missing" }, detail.missing.map(([why, names]) => [el("dt", {}, why), el("dd", {}, names.join("; "))])))
      : null,
    box("File and versions", el("dl", { class: "missing" }, detail.source.map(([label, value]) => [el("dt", {}, label), el("dd", { class: "code" }, value)]))),
  ];
}

export function box(title, body, { open = false, note = "" } = {}) {
  return el("details", { class: "box", open }, el("summary", {}, el("h2", {}, title), note ? el("span", { class: "note" }, note) : null), body);
}

// Facts have a label; items of a list have none.
function factList(letter, rows, shown) {
  if (!rows[0][0]) return el("ul", { class: "facts items" }, rows.map((row) => el("li", {}, fact(letter, row, shown))));
  return el("dl", { class: "facts" }, rows.map((row, i) => [
    i > 0 && rows[i - 1][0] === row[0] ? null : el("dt", { dir: "auto" }, row[0]),
    el("dd", {}, fact(letter, row, shown)),
  ]));
}

function fact(letter, [, value, pointer, spans, how], shown) {
  const pages = [...new Set(spans.map(([, , page]) => page).filter(Boolean))];
  const place = pages.length ? `p. ${pages.join(", ")}` : how;
  return spans.length
    ? el("a", {
      href: toLetter(letter.id, { fact: pointer }),
      class: "fact",
      "data-fact": pointer,
      "aria-current": shown.fact === pointer ? "true" : null,
    }, el("span", { class: "value", dir: "auto" }, value), " ", el("span", { class: "place" }, place))
    : el("span", { class: "fact still" }, el("span", { class: "value", dir: "auto" }, value), " ", el("span", { class: "place" }, place));}

export function themePanel(letter, findings, about, shown) {
  const counted = findings.filter((one) => one.counted);
  if (!findings.length) return el("p", { class: "quiet" }, "No findings in this letter.");
  const groups = about.themes.map(([slug, label], i) => ({ slug, label, some: counted.filter((one) => one.themes.includes(i)) }));
  groups.push({ slug: "none", label: "(no theme)", some: counted.filter((one) => one.themes.length === 0) });
  const rest = findings.filter((one) => !one.counted);
  return el("ul", { class: "themes" },
    groups.filter((one) => one.some.length).map((one) => theme(letter, one, about, shown)),
    rest.length ? theme(letter, { slug: "rest", label: "Case studies and repeats", some: rest }, about, shown) : null);
}

function theme(letter, { slug, label, some }, about, shown) {
  const open = shown.theme === slug;
  const counts = about.sentiments.map(([name], i) => [name, some.filter((one) => one.sentiment === i).length]).filter(([, n]) => n);
  const id = `theme-${slug}`;
  return el("li", {},
    el("a", {
      href: toLetter(letter.id, open ? {} : { theme: slug }),
      class: "theme",
      role: "button",
      "data-theme": slug,
      "aria-expanded": String(open),
      "aria-controls": open ? id : null,
      keydown: (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        event.currentTarget.click();
      },
    },
    el("span", { class: "theme-name" }, label),
    el("span", { class: "theme-counts", "aria-hidden": "true" }, counts.map(([name, n]) => el("span", { class: `sign ${name}` }, `${signOf(name)}${n}`))),
    el("span", { class: "unseen" }, `: ${count(some.length, "finding")}, ${counts.map(([name, n]) => `${n} ${name}`).join(", ")}`)),
    open
      ? el("ol", { class: "hits", id }, some.map((one) => quoted(one, about, [], toLetter(letter.id, { theme: slug, find: one.id }), { "aria-current": shown.find === one.id ? "true" : null })))
      : null);
}
