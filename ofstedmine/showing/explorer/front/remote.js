// The letters of a dataset that is served: asked for page by page.

import { SIZE } from "./shelf.js";
import { writeQuery } from "./query.js";

export function remote(about) {
  async function ask(path, params) {
    const answer = await fetch(`api/${path}?${params}`, { cache: "no-store" });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  }

  return {
    about,
    remote: true,
    find(query, { page = 1, size = SIZE, every = false } = {}) {
      const params = new URLSearchParams(writeQuery({ ...query, page: String(page) }));
      params.set("size", String(size));
      if (every) params.set("every", "1");
      return ask("letters", params);
    },
    letter: (id) => ask("letter", new URLSearchParams({ id })),
    road: (name) => ask("road", new URLSearchParams({ name })),
    warm() {},
  };
}
