// What each button of the toolbar does to a text: from the text and what is selected in it, to the part to replace,
// its replacement, and what is selected then.

// A paragraph ends at an empty line and where an item of a list begins; no mark reaches from one into the next.
const PARAGRAPH_END = /(\n[ \t>]*(?:\n[ \t>]*)+|\n(?=[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]))/;
const BEGINNING_OF_LINE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*/;
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

export const QUOTATION = { prefix: () => "> ", pattern: /^>[ \t]?/, empty: ">" };
export const BULLETS = { prefix: () => "- ", pattern: /^[ \t]*[-*+][ \t]+/, empty: "" };
export const NUMBERS = { prefix: (index) => `${index + 1}. `, pattern: /^[ \t]*\d{1,9}[.)][ \t]+/, empty: "" };
const LISTS = [BULLETS, NUMBERS];

export function wrap(value, start, end, before, after) {
  if (start === end) {
    return { start, end, text: before + after, selectFrom: start + before.length };
  }
  const startsLine = start === 0 || value[start - 1] === "\n";
  const text = value
    .slice(start, end)
    .split(PARAGRAPH_END)
    .map((part, index) => (index % 2 ? part : wrapParagraph(part, before, after, startsLine || index > 0)))
    .join("");
  return { start, end, text, selectFrom: start, selectTo: start + text.length };
}

function wrapParagraph(paragraph, before, after, startsLine) {
  const lead = paragraph.match(startsLine ? BEGINNING_OF_LINE : /^\s*/)[0];
  const words = paragraph.slice(lead.length).trimEnd();
  return words ? lead + before + words + after + paragraph.slice(lead.length + words.length) : paragraph;
}

export function emphasise(value, start, end, mark) {
  const size = mark.length;
  const has = (count) => (size === 2 ? count >= 2 : count % 2 === 1);
  const selected = value.slice(start, end);
  if (has(starsAtEnd(value.slice(0, start))) && has(starsAtStart(value.slice(end)))) {
    return { start: start - size, end: end + size, text: selected, selectFrom: start - size, selectTo: end - size };
  }
  if (selected.length > 2 * size && has(starsAtStart(selected)) && has(starsAtEnd(selected))) {
    const text = selected.slice(size, -size);
    return { start, end, text, selectFrom: start, selectTo: start + text.length };
  }
  return wrap(value, start, end, mark, mark);
}

function starsAtStart(text) {
  return text.match(/^\**/)[0].length;
}

function starsAtEnd(text) {
  return text.length - text.replace(/\*+$/, "").length;
}

export function linkToWeb(value, start, end) {
  const selected = value.slice(start, end);
  if (ADDRESS.test(selected)) {
    return { start, end, text: `[](${selected})`, selectFrom: start + 1 };
  }
  const address = "https://";
  const selectFrom = start + `[${selected}](`.length;
  const whole = { start, end, text: `[${selected}](${address})` };
  return selected ? { ...whole, selectFrom, selectTo: selectFrom + address.length } : { ...whole, selectFrom: start + 1 };
}

export function prefixLines(value, start, end, style) {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const wholeLines = end > start && value[end - 1] === "\n";
  const to = wholeLines ? end - 1 : (value.indexOf("\n", end) + 1 || value.length + 1) - 1;
  const lines = value.slice(from, to).split("\n");
  const isPrefixed = lines.some((line) => line.trim()) && lines.every((line) => !line.trim() || style.pattern.test(line));
  if (isPrefixed) {
    return selectNew(from, to, lines.map((line) => line.replace(style.pattern, "")).join("\n"), start === end);
  }
  let count = 0;
  const prefixed = lines.map((line) => {
    if (!line.trim() && lines.length > 1) return style.empty;
    const bare = LISTS.includes(style) ? LISTS.reduce((rest, list) => rest.replace(list.pattern, ""), line) : line;
    return style.prefix(count++) + bare;
  });
  // A line that touches a list or quotation would belong to it.
  const touches = (line) => line.trim() && !style.pattern.test(line);
  const above = touches(value.slice(0, from).split("\n").at(-2) ?? "") ? "\n" : "";
  const below = touches(value.slice(to + 1).split("\n")[0]) ? "\n" : "";
  return selectNew(from, to, prefixed.join("\n"), start === end, above, below);
}

function selectNew(start, end, text, caretOnly, above = "", below = "") {
  const first = start + above.length;
  const last = first + text.length;
  return { start, end, text: above + text + below, selectFrom: caretOnly ? last : first, selectTo: last };
}

export function openEntryLink(value, start, end) {
  const words = value.slice(start, end).replace(/[[\]|\s]+/g, " ").trim();
  return { start, end, text: `[[${words}` };
}

export function openCitation(value, start, end) {
  return { start: end, end, text: "[@" };
}

export function veil(value, start, end, code) {
  return wrap(value, start, end, "||", `||{${code}}`);
}
