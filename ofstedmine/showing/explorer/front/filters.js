// The form of filters. It stands while its results change, so that focus stays where it is.

import { el, fill } from "./dom.js";
import { FIELDS, NO_THEME, UNKNOWN, inUse } from "./query.js";

const NAMES = {
  words: "Words", authority: "Authority", region: "Region", kind: "Kind of letter", from: "From", to: "To",
  theme: "Theme", sentiment: "Sentiment", progress: "Progress", all: "Case studies and repeats",
};

export function filters(about, changed) {
  const { options } = about;
  const fields = {
    words: el("input", { type: "search", id: "f-words", autocomplete: "off", spellcheck: "false", "aria-describedby": "f-words-hint" }),
    authority: choice("authority", [...options.authority.map(([name]) => [name, name]), [UNKNOWN, "(not known)"]]),
    region: choice("region", [...options.region.map((name) => [name, name]), [UNKNOWN, "(not known)"]]),
    kind: choice("kind", options.kind),
    from: choice("from", options.years.map((year) => [String(year), String(year)])),
    to: choice("to", options.years.map((year) => [String(year), String(year)])),
    theme: themes(about),
    sentiment: choice("sentiment", about.sentiments),
    progress: choice("progress", about.progress),
    all: el("input", { type: "checkbox", id: "f-all", value: "1" }),
  };
  const chips = el("ul", { class: "chips", "aria-label": "Filters in use" });
  const summary = el("summary", {}, "Filters");
  const clear = el("button", { type: "button", class: "plain", click: () => changed({}, false) }, "Clear all filters");

  const read = () => Object.fromEntries(Object.entries(fields).map(([name, field]) =>
    [name, field.type === "checkbox" ? (field.checked ? field.value : "") : field.value]));
  fields.words.addEventListener("input", () => changed(read(), true));
  for (const [name, field] of Object.entries(fields)) if (name !== "words") field.addEventListener("change", () => changed(read(), false));

  const form = el("form", { role: "search", "aria-label": "Letters", submit: (event) => event.preventDefault() },
    labelled("words", fields.words, el("p", { class: "hint", id: "f-words-hint" }, "In findings, titles, areas. “In quotes” stays together.")),
    ["authority", "region", "kind"].map((name) => labelled(name, fields[name])),
    el("fieldset", { class: "years" }, el("legend", {}, "Years"), labelled("from", fields.from), labelled("to", fields.to)),
    el("fieldset", { class: "tags" }, el("legend", {}, "A finding with"),
      ["theme", "sentiment", "progress"].map((name) => labelled(name, fields[name])),
      el("p", { class: "hint" }, `Tags are ${about.tagged}.`)),
    el("p", { class: "check" }, fields.all, el("label", { for: "f-all" }, "Search case studies and repeats too")),
    clear);
  const box = el("details", { class: "filters", open: true }, summary, form);

  function show(query) {
    for (const [name, field] of Object.entries(fields)) {
      if (field.type === "checkbox") field.checked = Boolean(query[name]);
      else if (field !== document.activeElement || name !== "words") field.value = query[name] ?? "";
      // A value that a link brings and the set does not have is shown for what it is.
      if (field.tagName === "SELECT" && query[name] && field.value !== query[name]) {
        field.append(el("option", { value: query[name] }, `${query[name]} (not in this set)`));
        field.value = query[name];
      }
    }
    const used = inUse(query);
    summary.textContent = used.length ? `Filters (${used.length})` : "Filters";
    clear.hidden = used.length === 0;
    chips.hidden = used.length === 0;
    fill(chips, used.map((name) => el("li", {}, el("button", {
      type: "button",
      "aria-label": `Take away the filter ${NAMES[name]}: ${told(fields[name])}`,
      click: () => {
        changed({ ...read(), [name]: "" }, false);
        (chips.querySelector("button") ?? fields[name]).focus();
      },
    }, el("span", { class: "chip-name" }, NAMES[name]), name === "all" ? null : ` ${told(fields[name])}`, el("span", { class: "x", "aria-hidden": "true" }, "×")))));
  }
  return { box, chips, show, focus: () => fields.words.focus() };
}

const told = (field) => (field.tagName === "SELECT" ? field.selectedOptions[0]?.textContent ?? "" : field.type === "checkbox" ? "yes" : field.value);

const labelled = (name, field, hint) => el("div", { class: "field" }, el("label", { for: field.id }, NAMES[name]), field, hint);

function choice(name, options) {
  return el("select", { id: `f-${name}` }, el("option", { value: "" }, "any"), options.map(([value, label]) => el("option", { value }, label)));
}

function themes(about) {
  const groups = [...new Set(about.themes.map(([, , group]) => group))];
  const field = choice("theme", []);
  field.append(...groups.map((group) => el("optgroup", { label: group },
    about.themes.filter((one) => one[2] === group).map(([slug, label]) => el("option", { value: slug }, label)))),
  el("option", { value: NO_THEME }, "(no theme)"));
  return field;
}

export const emptyPage = (query) => Object.fromEntries(FIELDS.filter((name) => name !== "page" && query[name]).map((name) => [name, query[name]]));
