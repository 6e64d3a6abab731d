// What is filtered as sheets: a letter a row, or a finding a row.

// A spreadsheet takes a cell that begins with one of these for a formula.
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

export function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n;]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

export const line = (cells) => `${cells.map(cell).join(",")}\r\n`;

const LETTER = ["document_id", "letter", "authority", "ons_code", "region", "kind", "framework", "title", "visit_start", "visit_end", "visit_number", "letter_date"];

function letterCells(letter) {
  return [
    letter.doc, letter.id, letter.who.join("; "), letter.ons.join("; "), letter.regions.join("; "), letter.kind, letter.framework,
    letter.title, letter.first, letter.last, letter.number, letter.dated,
  ];
}

export function lettersCsv(rows, about) {
  const head = [
    ...LETTER, "areas_covered", "judgements", "findings", ...about.sentiments.map(([slug]) => `findings_${slug}`), "tags", "attribution",
  ];
  return [
    "\ufeff", line(head),
    ...rows.map(({ letter }) => line([
      ...letterCells(letter), letter.areas.join("; "), letter.grades.map(([area, grade]) => `${area}: ${grade}`).join("; "),
      letter.n, ...(letter.tagged ? letter.counts : letter.counts.map(() => "")), letter.by, about.licence,
    ])),
  ];
}

export function findingsCsv(rows, about) {
  const head = [
    ...LETTER, "finding", "page", "paragraph", "section", "role", "counted", "text", "themes", "sentiment", "progress", "uncertain", "tags", "attribution",
  ];
  const slug = (list, i) => (i === null ? "" : list[i][0]);
  return [
    "\ufeff", line(head),
    ...rows.flatMap(({ letter, hits }) => hits.map((one) => line([
      ...letterCells(letter), one.id, one.page, one.paragraph, one.section, one.role, one.counted ? "yes" : "no", one.text,
      one.themes.map((i) => about.themes[i][0]).join("; "), slug(about.sentiments, one.sentiment), slug(about.progress, one.progress),
      one.sentiment === null ? "" : one.uncertain ? "yes" : "no", letter.by, about.licence,
    ]))),
  ];
}
