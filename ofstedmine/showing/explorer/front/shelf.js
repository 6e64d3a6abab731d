// The letters that stand in the page itself: found, sorted and opened without asking anybody.

import { readFindings } from "./findings.js";
import { NO_THEME, UNKNOWN, asksFindings, termsOf } from "./query.js";

export const SIZE = 25;

export function shelf(data) {
  const { about, letters, roads } = data;
  const byKey = new Map(letters.map((letter) => [letter.id, letter]));
  const index = new Map();
  const themeAt = new Map(about.themes.map(([slug], i) => [slug, i]));
  const at = (list, slug) => list.findIndex(([one]) => one === slug);

  function known(letter) {
    let one = index.get(letter.id);
    if (!one) {
      const findings = readFindings(letter.detail).map((finding) => ({ finding, lower: finding.text.toLowerCase() }));
      one = { head: headOf(letter), areas: letter.areas.join("\n").toLowerCase(), findings };
      index.set(letter.id, one);
    }
    return one;
  }

  function plan(query) {
    return {
      query,
      terms: termsOf(query.words),
      asks: asksFindings(query),
      theme: query.theme && query.theme !== NO_THEME ? themeAt.get(query.theme) ?? -1 : null,
      sentiment: query.sentiment ? at(about.sentiments, query.sentiment) : null,
      progress: query.progress ? at(about.progress, query.progress) : null,
    };
  }

  // The findings that fit; [] where the letter fits by itself; null where it does not fit.
  function hitsOf(letter, asked, every) {
    if (!fits(letter, asked.query)) return null;
    const one = known(letter);
    const terms = asked.terms.filter((term) => !one.head.includes(term));
    if (!asked.asks && terms.length === 0 && !every) return [];
    const hits = one.findings.filter(({ finding, lower }) => fitsFinding(finding, lower, asked, terms));
    if (hits.length || !(asked.asks || terms.length)) return hits.map(({ finding }) => finding);
    // What no finding says may still be what the visit looked at.
    return !asked.asks && terms.every((term) => one.areas.includes(term)) ? [] : null;
  }

  return {
    about,
    remote: false,
    async find(query, { page = 1, size = SIZE, every = false } = {}) {
      const asked = plan(query);
      const found = [];
      for (const letter of letters) {
        const hits = hitsOf(letter, asked, every);
        if (hits) found.push({ letter, hits });
      }
      found.sort(orderOf(query.sort));
      const byFinding = found.some((row) => row.hits.length);
      return {
        count: found.length,
        findings: found.reduce((sum, { letter, hits }) => sum + (byFinding ? hits.length : letter.n), 0),
        byFinding,
        rows: found.slice((page - 1) * size, page * size),
      };
    },
    async letter(id) {
      return byKey.get(id) ?? null;
    },
    async road(name) {
      const road = Object.hasOwn(roads, name) ? roads[name] : null;
      return road && road.map(([id, gap]) => ({ letter: byKey.get(id), gap }));
    },
    // Makes the index while nobody waits for it, some letters at a time.
    warm() {
      const rest = letters.values();
      const some = () => {
        for (const until = performance.now() + 20; performance.now() < until;) {
          const { value, done } = rest.next();
          if (done) return;
          known(value);
        }
        setTimeout(some, 0);
      };
      setTimeout(some, 0);
    },
  };
}

function headOf(letter) {
  return [letter.title, ...letter.who, ...letter.regions, letter.kindWords, letter.file].join("\n").toLowerCase();
}

function fits(letter, query) {
  const { authority, region, kind, from, to } = query;
  if (authority && !(authority === UNKNOWN ? letter.who.length === 0 : letter.who.includes(authority))) return false;
  if (region && !(region === UNKNOWN ? letter.regions.length === 0 : letter.regions.includes(region))) return false;
  if (kind && letter.kind !== kind) return false;
  const [first, last] = [yearOf(from), yearOf(to)];
  if (letter.year === null) return first === null && last === null;
  return (first === null || letter.year >= first) && (last === null || letter.year <= last);
}

const yearOf = (text) => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : null);

function fitsFinding(finding, lower, asked, terms) {
  if (!finding.counted && !asked.query.all) return false;
  if (asked.query.theme === NO_THEME && (finding.themes.length || finding.sentiment === null)) return false;
  if (asked.theme !== null && !finding.themes.includes(asked.theme)) return false;
  if (asked.sentiment !== null && finding.sentiment !== asked.sentiment) return false;
  if (asked.progress !== null && finding.progress !== asked.progress) return false;
  return terms.every((term) => lower.includes(term));
}

// By the alphabet or by time: never by what a tag says.
function orderOf(sort) {
  const day = ({ letter }) => letter.first || letter.dated || "";
  const name = ({ letter }) => letter.who[0] || "\uffff";
  const compare = (one, two) => (one < two ? -1 : one > two ? 1 : 0);
  const tie = (one, two) => compare(name(one), name(two)) || compare(day(one), day(two)) || compare(one.letter.id, two.letter.id);
  if (sort === "newest") return (one, two) => compare(day(two), day(one)) || tie(one, two);
  if (sort === "oldest") return (one, two) => compare(day(one), day(two)) || tie(one, two);
  return tie;
}
