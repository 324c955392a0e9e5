// The prose fields of a page, now and as rows are added. Each is a textarea in a div that the server sends.

// The row that serves as the pattern for new ones is copied without listeners: it stays as it was sent.
const FIELD = "[data-prose-field]";
const PATTERN = ".empty-form";

export function forEachProseField(enhance) {
  const enhanceIn = (part) => {
    for (const field of part.querySelectorAll(FIELD)) {
      if (!field.closest(PATTERN)) enhance(field, field.querySelector("textarea"));
    }
  };
  enhanceIn(document);
  document.addEventListener("formset:added", (event) => enhanceIn(event.target));
}

export function labelOf(textarea) {
  return (textarea.labels[0]?.textContent ?? "").replace(/:\s*$/, "").trim();
}
