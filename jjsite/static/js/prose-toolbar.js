// A toolbar over each prose field: marks by a click or from the keyboard. Without it, marks are typed.

import { BULLETS, NUMBERS, QUOTATION, emphasise, linkToWeb, openCitation, openEntryLink, prefixLines, veil, wrap } from "./marks.js";
import { forEachProseField, labelOf } from "./prose-fields.js";
import { replaceText } from "./typing.js";
import { episodes, veilMenu } from "./veil-menu.js";

const BUTTONS = [
  { name: "Bold", face: "B", key: "b", act: (...selection) => emphasise(...selection, "**") },
  { name: "Italic", face: "I", key: "i", act: (...selection) => emphasise(...selection, "*") },
  { name: "Link to the web", face: "Link", act: linkToWeb },
  { name: "Quotation", face: "Quotation", act: (...selection) => prefixLines(...selection, QUOTATION) },
  { name: "Bulleted list", face: "• List", act: (...selection) => prefixLines(...selection, BULLETS) },
  { name: "Numbered list", face: "1. List", act: (...selection) => prefixLines(...selection, NUMBERS) },
  { name: "Link to an entry", face: "[[ Entry", act: openEntryLink },
  { name: "Cite a source", face: "[@ Source", act: openCitation },
];
const VEIL = { name: "Veil what an episode gives away", face: "|| Veil" };

forEachProseField((field, textarea) => {
  const edit = (act) => {
    replaceText(textarea, act(textarea.value, textarea.selectionStart, textarea.selectionEnd));
  };

  const toolbar = document.createElement("div");
  toolbar.className = "prose-toolbar";
  toolbar.role = "toolbar";
  toolbar.ariaLabel = `Marks for ${labelOf(textarea)}`;
  for (const { name, face, key, act } of BUTTONS) {
    const button = makeButton(name, face, key);
    button.addEventListener("click", () => edit(act));
    toolbar.append(button);
  }
  field.prepend(toolbar);

  if (episodes.length) {
    const button = makeButton(VEIL.name, VEIL.face);
    toolbar.append(button);
    toolbar.after(veilMenu(button, (code) => edit((...selection) => veil(...selection, code))));
  }

  rove(toolbar);
  textarea.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const button = BUTTONS.find(({ key }) => key === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    edit(button.act);
  });
});

function makeButton(name, face, key) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = face;
  button.ariaLabel = name;
  button.title = name;
  if (key) {
    button.dataset.face = key;
    button.title = `${name} (Ctrl+${key.toUpperCase()})`;
    button.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
  }
  return button;
}

// One stop for the Tab key, and arrows from button to button.
function rove(toolbar) {
  const buttons = [...toolbar.children];
  const makeStop = (stop) => {
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  };
  makeStop(buttons[0]);
  toolbar.addEventListener("focusin", (event) => makeStop(event.target));
  toolbar.addEventListener("keydown", (event) => {
    const place = buttons.indexOf(event.target);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons.at(next % buttons.length).focus();
  });
}
