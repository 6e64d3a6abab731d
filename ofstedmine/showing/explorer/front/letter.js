// The page of a letter: its facts and findings beside its words.

import { go, toAuthority, toLetter, toLetters } from "./address.js";
import { bar } from "./bar.js";
import { calm, el, fill, say } from "./dom.js";
import { box, factPanel, themePanel } from "./facts.js";
import { readFindings } from "./findings.js";
import { letterText } from "./text.js";
import { count, kindOf, tagsOf, whenOf, whoOf } from "./words.js";

export function letterView(store) {
  const { about } = store;
  const node = el("div", { class: "one" });
  let letter = null;
  let findings = [];
  let parts = null;
  let shown = {};
  let back = {};

  async function show(params, name) {
    const next = Object.fromEntries(["fact", "theme", "find"].map((key) => [key, params.get(key) ?? ""]));
    if (letter?.id !== name) {
      letter = await store.letter(name);
      if (!letter) throw new Error("There is no such letter in this set.");
      findings = readFindings(letter.detail);
      parts = frame();
      fill(node, parts.nodes);
    }
    const opener = document.activeElement;
    const [key, value] = ["fact", "theme", "finding"].map((one) => [one, opener?.dataset?.[one]]).find(([, one]) => one) ?? [];
    shown = next;
    draw();
    // The panel is drawn anew: who used it by keyboard stays where they were.
    const same = key && [...node.querySelectorAll(`[data-${key}]`)].find((one) => one.dataset[key] === value);
    if (same) same.focus({ preventScroll: true });
  }

  function frame() {
    const heading = el("h1", { tabindex: "-1" }, whoOf(letter), el("span", { class: "unseen" }, ": "), el("span", { class: "when" }, whenOf(letter)));
    const facts = el("div", { class: "panel" });
    const themes = el("div", { class: "panel" });
    const words = el("div", {});
    const bottom = el("div", { class: "shown", role: "region", "aria-label": "Words that are shown", hidden: true });
    const highlight = el("input", { type: "checkbox", id: "highlight", checked: true, change: () => node.classList.toggle("unmarked", !highlight.checked) });
    const nodes = [
      el("p", { class: "trail" }, el("a", { href: toLetters(back), class: "back" }, "← Letters"),
        letter.who.map((one) => el("a", { href: toAuthority(one) }, `${one} over time`)), copy()),
      el("header", { class: "head" }, heading,
        el("p", { class: "about" }, el("span", { class: `kind ${letter.kind}` }, kindOf(letter)), letter.regions.map((one) => el("span", { class: "region" }, one)),
          letter.framework ? el("span", { class: "quiet" }, letter.framework) : null),
        letter.title ? el("p", { class: "title", dir: "auto" }, letter.title) : null,
        bar(letter, about),
        letter.by ? el("p", { class: "quiet tagged" }, `Tags are ${letter.by}. Case studies and repeats are not counted.`) : null),
      el("div", { class: "pair" },
        el("aside", { class: "side", "aria-label": "Facts and findings" },
          box("Findings by theme", themes, { open: !narrow(), note: count(letter.n, "finding") }), facts),
        el("article", { class: "paper", "aria-label": "Text of the letter" },
          el("div", { class: "paper-top" }, el("h2", {}, "The letter"),
            el("p", { class: "check" }, highlight, el("label", { for: "highlight" }, "Highlight findings"))),
          legend(), words)),
      bottom,
    ];
    return { heading, facts, themes, words, bottom, nodes };
  }

  function legend() {
    return el("p", { class: "legend" }, about.sentiments.map(([slug, label]) => el("mark", { class: `finding ${slug} first` }, label.toLowerCase())), el("mark", { class: "evidence" }, "words of a fact"));
  }

  function draw() {
    const row = letter.detail.facts.flatMap(([, rows]) => rows).find(([, , pointer]) => pointer === shown.fact);
    const found = findings.find((one) => one.id === shown.find);
    const at = about.themes.findIndex(([slug]) => slug === shown.theme);
    const inTheme = (one) => !shown.theme || (shown.theme === "rest" ? !one.counted
      : one.counted && (shown.theme === "none" ? one.themes.length === 0 : one.themes.includes(at)));
    const marks = findings.map((one) => ({ start: one.start, end: one.end, finding: { ...one, faded: !inTheme(one) } }));
    if (row) marks.push(...row[3].map(([start, end]) => ({ start, end, kind: "evidence" })));
    if (found) marks.push({ start: found.start, end: found.end, kind: "found" });
    const open = [...parts.facts.querySelectorAll("details")].map((one) => one.open);
    fill(parts.facts, factPanel(letter, shown));
    if (open.length) [...parts.facts.querySelectorAll("details")].forEach((one, i) => { one.open = open[i]; });
    fill(parts.themes, themePanel(letter, findings, about, shown));
    if (shown.theme) parts.themes.closest("details").open = true;
    fill(parts.words, letterText(letter.detail, marks, about));
    tell(row, found);
  }

  // Says what is shown and offers the way back; leads to the words.
  function tell(row, found) {
    const goals = [...parts.words.querySelectorAll("[data-goal]")];
    parts.bottom.hidden = !goals.length;
    if (!goals.length) return;
    let at = 0;
    const step = (by) => {
      at = (at + by + goals.length) % goals.length;
      reach(goals[at]);
    };
    const what = found ? tagsOf(found, about) : [row[0], row[1]].filter(Boolean).join(": ");
    fill(parts.bottom, el("p", { dir: "auto" }, el("strong", {}, found ? "Finding: " : "From these words: "), what, goals.length > 1 ? ` (${count(goals.length, "place")})` : ""),
      el("div", { class: "buttons" },
        goals.length > 1 ? [el("button", { type: "button", click: () => step(-1) }, "Before", el("span", { class: "unseen" }, ": place")), el("button", { type: "button", click: () => step(1) }, "Next", el("span", { class: "unseen" }, " place"))] : null,
        el("button", { type: "button", class: "to-origin", click: origin }, found ? "Back to the finding" : "Back to the fact"),
        el("button", { type: "button", class: "close", click: close }, "Close")));
  }

  function lead() {
    // Beside the text the panel scrolls by itself.
    if (!narrow()) node.querySelector(".side [aria-current], .side [aria-expanded=true]")?.scrollIntoView({ block: "nearest" });
    const goal = parts.words.querySelector("[data-goal]");
    if (goal) reach(goal);
    else if (shown.fact || shown.find) say("The words are not in this letter.");
    // Where text and panel stand one under the other, the list of the theme is what was asked for.
    else if (shown.theme && !narrow()) parts.words.querySelector("mark.finding:not(.faded)")?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }

  function reach(mark) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }

  function origin() {
    const name = shown.find ? "finding" : "fact";
    const link = [...node.querySelectorAll(`.side [data-${name}]`)].find((one) => one.dataset[name] === (shown.find || shown.fact))
      ?? parts.themes.closest("details").querySelector("summary");
    for (let up = link.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    link.focus();
    link.scrollIntoView({ block: "center" });
  }

  function close() {
    origin();
    go(toLetter(letter.id, { theme: shown.theme }));
  }

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !parts.bottom.hidden) close();
  });
  node.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".words mark.finding[data-id]");
    if (mark && String(getSelection()) === "") go(toLetter(letter.id, { theme: shown.theme, find: mark.dataset.id }));
  });

  return {
    node,
    show,
    shown: lead,
    title: () => (letter ? `${whoOf(letter)}, ${whenOf(letter)}` : "Letter"),
    focus: () => (parts.words.querySelector("[data-goal]") ? null : parts.heading),
    from: (query) => { back = query; },
  };
}

const narrow = () => matchMedia("(max-width: 60rem)").matches;

function copy() {
  const told = el("span", { class: "quiet" });
  const button = el("button", {
    type: "button",
    class: "plain",
    async click() {
      try {
        await navigator.clipboard.writeText(location.href);
        told.textContent = "Copied.";
        say("The link was copied.");
      } catch {
        // Where the page may not write there, the reader can.
        told.replaceChildren(el("input", { type: "text", readonly: true, value: location.href, "aria-label": "Link to what is shown" }));
        told.firstChild.select();
      }
    },
  }, "Copy link");
  return [button, told];
}
