import { byId } from "./dom.js";

const SETTING = "single-key-shortcuts";

/** Keys that work anywhere outside of form fields. They can be switched off, for people whose tools send single keys. */
export class Shortcuts {
  #actions;
  #help = byId("help");
  #enabled = byId("shortcuts-enabled");

  /** actions: a function for each key. */
  constructor(actions) {
    this.#actions = { ...actions, "?": () => this.#help.showModal() };
    this.#enabled.checked = read(SETTING) !== "off";
    this.#enabled.addEventListener("change", () => write(SETTING, this.#enabled.checked ? "on" : "off"));
    byId("open-help").addEventListener("click", () => this.#help.showModal());
    byId("close-help").addEventListener("click", () => this.#help.close());
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  #onKey(event) {
    const action = this.#actions[event.key];
    if (action && this.#enabled.checked && !isForElse(event)) {
      event.preventDefault();
      action();
    }
  }
}

function isForElse(event) {
  return event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, dialog") !== null;
}

// A browser may forbid storage; then the setting lasts as long as the page.
function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}
