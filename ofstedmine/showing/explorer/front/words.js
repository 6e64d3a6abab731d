// Numbers and tags in words.

const NUMBER = new Intl.NumberFormat("en-GB");

export const number = (n) => NUMBER.format(n);

export function count(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export const whoOf = (letter) => letter.who.join(" and ") || "Authority not known";

export function whenOf(letter) {
  return letter.days || (letter.datedWords ? `letter of ${letter.datedWords}` : "no date found");
}

export function kindOf(letter) {
  return letter.number ? `${letter.kindWords}, visit ${letter.number}` : letter.kindWords;
}

export function tagsOf(finding, about) {
  if (finding.sentiment === null) return "not tagged";
  const themes = finding.themes.map((i) => about.themes[i][1]).join(", ") || "no theme";
  const progress = about.progress[finding.progress];
  return [
    about.sentiments[finding.sentiment][1].toLowerCase(),
    progress[0] === "not_stated" ? "" : progress[1].toLowerCase(),
    themes,
    finding.uncertain ? "uncertain: look yourself" : "",
  ].filter(Boolean).join(" · ");
}

export function placeOf(finding) {
  return [
    finding.page ? `p. ${finding.page}` : "",
    finding.paragraph ? `paragraph ${finding.paragraph}` : "",
    finding.section || "",
  ].filter(Boolean).join(", ");
}
