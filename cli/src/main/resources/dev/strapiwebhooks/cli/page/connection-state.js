import { byId, icon } from "./dom.js";

const TEXTS = { connecting: "connecting", live: "live", paused: "paused", lost: "connection lost, trying again" };

/** Shows whether the table is live. A lost connection matters more than a pause. */
export class ConnectionState {
  #place = byId("connection");
  #connection = "connecting";
  #paused = false;

  setConnection(state) {
    this.#connection = state;
    this.#render();
  }

  setPaused(paused) {
    this.#paused = paused;
    this.#render();
  }

  #render() {
    const state = this.#connection === "live" && this.#paused ? "paused" : this.#connection;
    if (state !== this.#place.dataset.state) {
      this.#place.dataset.state = state;
      this.#place.replaceChildren(icon(state), TEXTS[state]);
    }
  }
}
