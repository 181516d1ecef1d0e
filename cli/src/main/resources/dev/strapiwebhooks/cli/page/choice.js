import { element } from "./dom.js";
import { shorten, visible } from "./text.js";

const MAX_OPTIONS = 200;
const MAX_LENGTH = 80;

/** A select that offers each value seen so far, null included. */
export class Choice {
  #select;
  #seen = new Set();
  #values = new Map();

  constructor(select, onChange) {
    this.#select = select;
    select.addEventListener("change", onChange);
  }

  get active() {
    return this.#select.selectedIndex > 0;
  }

  see(value) {
    if (this.#seen.has(value) || this.#seen.size >= MAX_OPTIONS) {
      return;
    }
    this.#seen.add(value);
    const label = value === null ? "(none)" : shorten(value, MAX_LENGTH) || "(empty)";
    const option = element("option", { value: label }, label);
    this.#values.set(option, value);
    this.#select.insertBefore(option, this.#firstAfter(visible(label)));
  }

  passes(value) {
    return !this.active || this.#values.get(this.#select.selectedOptions[0]) === value;
  }

  clear() {
    this.#select.selectedIndex = 0;
  }

  focus() {
    this.#select.focus();
  }

  #firstAfter(label) {
    return [...this.#values.keys()].filter((option) => option.textContent > label)
      .sort((one, other) => (one.textContent < other.textContent ? -1 : 1))[0] ?? null;
  }
}
