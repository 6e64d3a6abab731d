// What is asked of the letters. A query lives in the address, so that a link brings it back.

export const FIELDS = ["words", "authority", "region", "kind", "from", "to", "theme", "sentiment", "progress", "all", "sort", "page"];
export const UNKNOWN = "?";
export const NO_THEME = "none";

export function readQuery(params) {
  const query = {};
  for (const name of FIELDS) {
    const value = params.get(name);
    if (value) query[name] = value;
  }
  return query;
}

export function writeQuery(query) {
  const params = new URLSearchParams();
  for (const name of FIELDS) if (query[name]) params.set(name, query[name]);
  return params.toString();
}

// Words in quotes stay together; all else is parted at spaces.
export function termsOf(words) {
  const terms = [];
  for (const [, phrase, word] of (words || "").toLowerCase().matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    const term = (phrase ?? word).trim().replace(/\s+/g, " ");
    if (term) terms.push(term);
  }
  return terms;
}

// Whether a letter is looked for by what its findings say.
export const asksFindings = (query) => Boolean(query.theme || query.sentiment || query.progress);

export const inUse = (query) => FIELDS.filter((name) => query[name] && name !== "sort" && name !== "page");
