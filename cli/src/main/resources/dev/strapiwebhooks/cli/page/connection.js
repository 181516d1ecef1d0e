import { openStream } from "./api.js";

const RETRY_MILLIS = 3000;

/** The live stream. Each time it opens, synchronize() closes the gap; states are "connecting", "live" and "lost". */
export class Connection {
  #source = null;
  #onDelivery;
  #onState;
  #synchronize;

  constructor({ onDelivery, onState, synchronize }) {
    this.#onDelivery = onDelivery;
    this.#onState = onState;
    this.#synchronize = synchronize;
  }

  open() {
    const source = openStream();
    this.#source = source;
    source.addEventListener("open", () => this.#opened(source));
    source.addEventListener("error", () => this.#failed(source));
    source.addEventListener("delivery", (event) => this.#onDelivery(JSON.parse(event.data)));
  }

  async #opened(source) {
    try {
      await this.#synchronize();
      if (source === this.#source && source.readyState === EventSource.OPEN) {
        this.#onState("live");
      }
    } catch {
      source.close();
      this.#failed(source);
    }
  }

  #failed(source) {
    if (source !== this.#source) {
      return;
    }
    this.#onState("lost");
    // The browser itself tries again unless the answer was an error; then the source is closed for good.
    if (source.readyState === EventSource.CLOSED) {
      this.#source = null;
      setTimeout(() => this.open(), RETRY_MILLIS);
    }
  }
}
