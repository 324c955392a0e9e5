// Says below each prose field how many words a reader would read.

import { forEachProseField } from "./prose-fields.js";

const WORD = /[\p{L}\p{N}]+(?:['’.,/-][\p{L}\p{N}]+)*/gu;

forEachProseField((field, textarea) => {
  const count = document.createElement("p");
  count.className = "word-count";
  const tell = () => {
    const words = countWords(textarea.value);
    count.textContent = words === 1 ? "1 word" : `${words} words`;
  };
  tell();
  textarea.addEventListener("input", tell);
  textarea.after(count);
});

export function countWords(text) {
  return (readable(text).match(WORD) ?? []).length;
}

// A link without a label is read as the title, of which the key is the likeness.
function readable(text) {
  return text
    .replace(/\[\[[a-z]+:[^[\]|]*\|([^[\]|]*)\]\]/g, "$1")
    .replace(/\[\[[a-z]+:([^[\]|]*)\]\]/g, (mark, key) => key.replaceAll("-", " "))
    .replace(/\[@[^[\]]*\]/g, "")
    .replace(/\|\|\{[a-z0-9]*\}/g, "")
    .replace(/\]\([^()\s]*\)/g, "]")
    .replace(/^[ \t>]*\d{1,9}[.)][ \t]/gm, "");
}
