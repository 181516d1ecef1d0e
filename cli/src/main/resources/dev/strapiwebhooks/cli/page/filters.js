import { Choice } from "./choice.js";
import { byId } from "./dom.js";

/** The filters by event, model and verdict. */
export class Filters {
  #event;
  #model;
  #verdict;

  constructor(onChange) {
    this.#event = new Choice(byId("filter-event"), onChange);
    this.#model = new Choice(byId("filter-model"), onChange);
    this.#verdict = new Choice(byId("filter-verdict"), onChange);
  }

  see(delivery) {
    this.#event.see(delivery.event);
    this.#model.see(delivery.model);
    this.#verdict.see(delivery.verdict);
  }

  passes(delivery) {
    return this.#event.passes(delivery.event) && this.#model.passes(delivery.model)
      && this.#verdict.passes(delivery.verdict);
  }

  clear() {
    [this.#event, this.#model, this.#verdict].forEach((choice) => choice.clear());
  }

  focus() {
    this.#event.focus();
  }
}
