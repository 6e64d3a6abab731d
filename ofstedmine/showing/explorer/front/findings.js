// The findings of a letter, from the rows that the page carries (see detail.py).

export function readFindings(detail) {
  return detail.findings.map((row) => {
    const [id, start, end, page, paragraph, section, role, counted, themes, sentiment, progress, uncertain] = row;
    return {
      id, start, end, page, paragraph, role, themes, sentiment, progress,
      section: section === null ? "" : detail.headings[section],
      counted: Boolean(counted),
      uncertain: Boolean(uncertain),
      text: detail.text.slice(start, end).replace(/\s+/g, " "),
    };
  });
}

// Why a finding is in no share, in words; "" where it counts.
export function whyNotCounted(finding, about) {
  if (finding.counted) return "";
  return finding.role === "case_study" ? "case study, not counted" : `${about.roles[finding.role]}, not counted`;
}
