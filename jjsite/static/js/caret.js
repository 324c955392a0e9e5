// Where a place in a textarea is on the screen, found by setting its text again in a box of the same measures.

const MEASURES = ["font", "letterSpacing", "lineHeight", "padding", "tabSize", "wordSpacing"];

// How far below the upper edge of the textarea the line of this position ends.
export function lineBelow(textarea, position) {
  const copy = document.createElement("div");
  const style = getComputedStyle(textarea);
  for (const measure of MEASURES) copy.style[measure] = style[measure];
  copy.style.width = `${textarea.clientWidth}px`;
  copy.className = "prose-measure";
  copy.textContent = textarea.value.slice(0, position);
  const caret = document.createElement("span");
  caret.textContent = "\u200b";
  copy.append(caret);
  textarea.after(copy);
  const below = textarea.clientTop + caret.offsetTop + caret.offsetHeight - textarea.scrollTop;
  copy.remove();
  return Math.max(0, Math.min(below, textarea.offsetHeight));
}
