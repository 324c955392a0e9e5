// A button beside each moment that opens the browser's own calendar and clock. The field itself stays a text.

function addCalendar(input) {
  const picker = document.createElement("input");
  const button = document.createElement("button");
  const label = input.labels[0]?.textContent.trim().replace(/:$/, "") ?? "moment";
  Object.assign(picker, { type: "datetime-local", tabIndex: -1, className: "moment-picker" });
  if (picker.type !== "datetime-local" || !picker.showPicker) return;

  picker.setAttribute("aria-hidden", "true");
  Object.assign(button, { type: "button", className: "moment-button" });
  button.setAttribute("aria-label", `${label}: open the calendar`);
  button.addEventListener("click", () => {
    picker.value = input.value.trim().slice(0, 16).replace(" ", "T");
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    input.value = picker.value.replace("T", " ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const place = document.createElement("span");
  place.className = "moment-calendar";
  place.append(picker, button);
  input.after(place);
}

document.querySelectorAll("input[data-moment]").forEach(addCalendar);
