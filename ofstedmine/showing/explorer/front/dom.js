// Elements without markup: every word of a letter becomes a text node, never HTML.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (typeof value === "function") node.addEventListener(name, value);
    else if (name in node && typeof value === "boolean") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return node;
}

export const byId = (id) => document.getElementById(id);

// What a screen reader is told without being led away from where it reads.
export function say(words) {
  byId("said").textContent = words;
}

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function download(name, parts, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  el("a", { href: url, download: name }).click();
  // The browser has taken the file by then; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
