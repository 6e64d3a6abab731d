// The list of letters: filters, how many fit, page by page, and what is filtered as a sheet.

import { go, toAuthority, toLetter, toLetters } from "./address.js";
import { findingsCsv, lettersCsv } from "./csv.js";
import { download, el, fill } from "./dom.js";
import { emptyPage, filters } from "./filters.js";
import { readQuery, termsOf } from "./query.js";
import { SIZE } from "./shelf.js";
import { marked, quoted } from "./quote.js";
import { count, kindOf, number, whenOf, whoOf } from "./words.js";

const SHOWN_HITS = 2;
const ORDERS = [["", "Authority, A to Z"], ["newest", "Newest first"], ["oldest", "Oldest first"]];

export function listView(store) {
  const { about } = store;
  let query = {};
  let asked = 0;
  let waiting = 0;

  const form = filters(about, (next, typing) => {
    const to = toLetters({ ...emptyPage(next), sort: query.sort });
    clearTimeout(waiting);
    // A server is not asked for each letter that is typed.
    if (typing && store.remote) waiting = setTimeout(() => go(to, { replace: true }), 200);
    else go(to, { replace: typing });
  });
  const heading = el("h1", { tabindex: "-1" }, "Letters");
  const told = el("p", { class: "told", role: "status", id: "told" });
  const order = el("select", { id: "order", change: () => go(toLetters({ ...emptyPage(query), sort: order.value })) },
    ORDERS.map(([value, label]) => el("option", { value }, label)));
  const rows = el("ol", { class: "letters" });
  const pager = el("nav", { class: "pager", "aria-label": "Pages of the list" });
  const sheets = el("div", { class: "sheets", role: "group", "aria-label": "Download what is filtered" },
    el("button", { type: "button", id: "csv-letters", click: () => sheet("letters") }, "Letters as CSV"),
    el("button", { type: "button", id: "csv-findings", click: () => sheet("findings") }, "Findings as CSV"));
  const view = el("div", { class: "list" }, form.box,
    el("section", { class: "results", "aria-label": "Letters that fit" }, heading, told, form.chips,
      el("div", { class: "tools" }, el("div", { class: "field order" }, el("label", { for: "order" }, "Order"), order), sheets), rows, pager));
  if (matchMedia("(max-width: 52rem)").matches) form.box.open = false;

  async function sheet(kind) {
    const { rows: all } = await store.find(query, { size: 1_000_000, every: kind === "findings" });
    const parts = kind === "findings" ? findingsCsv(all, about) : lettersCsv(all, about);
    download(`${about.title.replace(/[^\w-]+/g, "_") || "letters"}-${kind}.csv`, parts, "text/csv;charset=utf-8");
  }

  async function show(params) {
    query = readQuery(params);
    form.show(query);
    order.value = ORDERS.some(([value]) => value === query.sort) ? query.sort : "";
    const page = Math.max(1, Math.floor(Number(query.page)) || 1);
    const turn = ++asked;
    const found = await store.find(query, { page });
    // An answer that comes late must not write over a newer one.
    if (turn !== asked) return;
    const terms = termsOf(query.words);
    told.textContent = outcome(found);
    fill(rows, found.rows.map((row) => item(row, query, terms, about)));
    rows.start = (page - 1) * SIZE + 1;
    fill(pager, ...pages(query, page, Math.ceil(found.count / SIZE)));
    for (const button of sheets.children) button.disabled = found.count === 0;
  }

  return { node: view, show, title: () => "Letters", focus: () => heading };
}

function outcome(found) {
  if (found.count === 0) return "No letter fits. Take a filter away, or search for fewer words.";
  return found.byFinding
    ? `${count(found.count, "letter")} with ${count(found.findings, "finding")} that fit`
    : `${count(found.count, "letter")}, ${count(found.findings, "finding")}`;
}

function item({ letter, hits }, query, terms, about) {
  const shown = { theme: query.theme === "none" ? "" : query.theme };
  const several = hits.length > SHOWN_HITS;
  return el("li", { class: "letter" }, el("article", {},
    el("div", { class: "first-line" },
      el("h2", {}, el("a", { href: toLetter(letter.id, shown) }, el("span", { class: "who" }, marked(whoOf(letter), terms)), " ", el("span", { class: "when" }, whenOf(letter)))),
      letter.who.length ? el("p", { class: "over" }, letter.who.map((name) => el("a", { href: toAuthority(name), "aria-label": `${name} over time` }, letter.who.length > 1 ? `${name} over time` : "Over time"))) : null),
    el("p", { class: "about" },
      el("span", { class: `kind ${letter.kind}` }, kindOf(letter)),
      letter.regions.map((name) => el("span", { class: "region" }, name)),
      el("span", { class: "quiet" }, letter.tagged ? spoken(letter, about) : count(letter.n, "finding"))),
    letter.who.length ? null : el("p", { class: "areas", dir: "auto" }, marked(letter.title || letter.file, terms)),
    letter.areas.length ? el("p", { class: "areas" }, el("span", { class: "label" }, "Areas covered "), marked(letter.areas.join("; "), terms)) : null,
    letter.grades.length ? el("p", { class: "areas" }, el("span", { class: "label" }, "Judged "), judged(letter.grades)) : null,
    hits.length ? el("ul", { class: "hits" }, hits.slice(0, SHOWN_HITS).map((hit) => quoted(hit, about, terms, toLetter(letter.id, { find: hit.id })))) : null,
    several ? el("p", { class: "quiet more" }, el("a", { href: toLetter(letter.id, shown) }, `${number(hits.length - SHOWN_HITS)} more in this letter`)) : null));
}

// The whole table stands on the letter's own page.
function judged(grades) {
  const overall = grades.filter(([area]) => /overall/i.test(area));
  return (overall.length ? overall : grades).map(([area, grade]) => `${area}: ${grade}`).join("; ");
}

function spoken(letter, about) {
  const parts = about.sentiments.map(([, label], i) => `${letter.counts[i]} ${label.toLowerCase()}`);
  const doubt = letter.validated ? "" : " (tagger not validated on this kind of letter)";
  return `${count(letter.n, "finding")}: ${parts.join(", ")}${doubt}`;
}

function pages(query, page, last) {
  if (last < 2) return [];
  const link = (to, words, name) => (to < 1 || to > last
    ? el("span", { class: "off", "aria-hidden": "true" }, words)
    : el("a", { href: toLetters({ ...query, page: to > 1 ? String(to) : "" }), "aria-label": name }, words));
  return [link(page - 1, "← Before", "Page before"), el("span", {}, `Page ${number(page)} of ${number(last)}`), link(page + 1, "Next →", "Next page")];
}
