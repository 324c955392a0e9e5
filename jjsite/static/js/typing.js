// Changing the text of a textarea as if it had been typed, so that the browser can undo it.

export function replaceText(textarea, { start, end, text, selectFrom = start + text.length, selectTo = selectFrom }) {
  textarea.focus();
  if (text || start < end) {
    textarea.setSelectionRange(start, end);
    // The one way to change a text that keeps its history: deprecated, and without a successor.
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) {
      textarea.setRangeText(text, start, end);
      textarea.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }
  textarea.setSelectionRange(selectFrom, selectTo);
}
