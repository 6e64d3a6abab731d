// Where the reader is: #/letters?..., #/letter/ID?..., #/authority/NAME, #/about.

import { writeQuery } from "./query.js";

export function readAddress(hash = location.hash) {
  const [path, search = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [page = "", ...rest] = path.split("/");
  return { page: page || "letters", name: decoded(rest.join("/")), params: new URLSearchParams(search) };
}

// A link that somebody shortened by hand must not end the page.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const joined = (path, search) => (search ? `#/${path}?${search}` : `#/${path}`);

export const toLetters = (query = {}) => joined("letters", writeQuery(query));

export function toLetter(id, shown = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(shown)) if (value) params.set(name, value);
  return joined(`letter/${encodeURIComponent(id)}`, params.toString());
}

export const toAuthority = (name = "") => joined(name ? `authority/${encodeURIComponent(name)}` : "authority", "");

// What is typed letter by letter must not fill the way back.
export function go(hash, { replace = false } = {}) {
  if (hash === location.hash) return;
  if (replace) location.replace(hash);
  else location.hash = hash;
}
