// The words of a letter, block by block: headings, paragraphs, lists, tables, page by page.

import { el } from "./dom.js";
import { pieces } from "./marks.js";

// Headings of the letter stand below those of the page.
const HIGHEST = 3;
const SHORT_LINE = 60;

export function letterText(detail, marks, about) {
  const nodes = [];
  const sorted = [...marks].sort((one, two) => one.start - two.start);
  let page = null;
  let group = null;
  let before = null;
  for (const block of detail.blocks.map(readBlock)) {
    const near = sorted.filter((mark) => mark.start < block.end && mark.end > block.start);
    // A note at the foot of a page stands after a paragraph that went on on the next.
    if (block.page !== null && block.page > (page ?? 0)) {
      page = block.page;
      nodes.push(turned(page));
      group = null;
    }
    const body = words(detail.text, block, near, about);
    if (block.breaks.length) page = Math.max(page, block.breaks.at(-1)[1]);
    group = place(nodes, group, block, body);
    if (before && isTight(before, block)) nodes.at(-1).classList.add("tight");
    before = block;
  }
  return el("div", { class: "words", dir: "auto" }, nodes);
}

// Lines of an address stand close together.
function isTight(one, two) {
  return one.kind === "paragraph" && two.kind === "paragraph" && Math.max(one.end - one.start, two.end - two.start) < SHORT_LINE;
}

function readBlock([kind, start, end, page, level, marker, table, row, column, paragraph, breaks]) {
  return { kind, start, end, page, level, marker, table, row, column, paragraph, breaks };
}

const turned = (page) => el("p", { class: "page" }, `page ${page}`);

function words(text, block, marks, about) {
  const parts = [];
  let from = block.start;
  for (const [at, page] of [...block.breaks, [block.end, null]]) {
    parts.push(pieces(text, from, at, marks, about));
    if (page !== null) parts.push(el("span", { class: "page within" }, `page ${page}`));
    from = at;
  }
  return parts.flat();
}

// Puts a block where it belongs; items of a list and cells of a table go into one before them.
function place(nodes, group, block, body) {
  const number = block.paragraph ? el("span", { class: "number", "aria-hidden": "true" }, String(block.paragraph)) : null;
  if (block.kind === "bullet") {
    const list = group?.tagName === "UL" ? group : el("ul", { class: "bullets" });
    if (list !== group) nodes.push(list);
    const deep = Math.min((block.level ?? 1) - 1, 4);
    list.append(el("li", { class: `deep-${deep}` }, number, el("span", { class: "marker" }, block.marker || "•"), el("span", { class: "item" }, body)));
    return list;
  }
  if (block.table !== null && block.row !== null) {
    const same = group?.tagName === "TABLE" && group.dataset.table === String(block.table);
    const table = same ? group : el("table", { "data-table": block.table }, el("tbody"));
    if (!same) nodes.push(el("div", { class: "wide", role: "region", "aria-label": "Table of the letter", tabindex: "0" }, table));
    const rows = table.tBodies[0];
    let row = rows.lastElementChild;
    if (!row || row.dataset.row !== String(block.row)) rows.append((row = el("tr", { "data-row": block.row })));
    row.append(el("td", {}, number, body));
    return table;
  }
  if (block.kind === "heading") {
    const tag = `h${Math.min(HIGHEST + Math.max((block.level ?? 1) - 1, 0), 6)}`;
    nodes.push(el(tag, {}, number, body));
  } else {
    const marker = block.marker ? el("span", { class: "marker" }, `${block.marker} `) : null;
    nodes.push(el("p", { class: block.kind }, number, marker, body));
  }
  return null;
}
