import { fetchDeliveries } from "./api.js";
import { byId, setText } from "./dom.js";
import { count } from "./format.js";

const MAX_ROWS = 1000;

/** What of the store is shown under the present filters, and the notes around the table. */
export class DeliveryList {
  #store;
  #filters;
  #table;
  #onPause;
  #frame = null;
  #loaded = false;

  constructor({ store, filters, table, onPause }) {
    this.#store = store;
    this.#filters = filters;
    this.#table = table;
    this.#onPause = onPause;
    byId("pause").addEventListener("click", () => this.togglePause());
    byId("load-older").addEventListener("click", () => this.#loadOlder());
    byId("clear-filters").addEventListener("click", () => this.#clearFilters());
  }

  /** Renders with the next frame, however often it is called until then. */
  schedule() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#render();
    });
  }

  markLoaded() {
    this.#loaded = true;
    this.schedule();
  }

  togglePause() {
    if (this.#store.paused) {
      this.#store.resume();
    } else {
      this.#store.pause();
    }
    this.#onPause();
    this.schedule();
  }

  #render() {
    const { shown, cut, keptBack } = this.#store.select((delivery) => this.#filters.passes(delivery), MAX_ROWS);
    this.#table.render(shown);
    this.#renderPause(keptBack);
    const empty = this.#loaded && this.#store.size === 0;
    byId("empty").hidden = !empty;
    byId("deliveries").hidden = empty;
    byId("no-match").hidden = shown.length > 0 || !this.#loaded;
    byId("cut-note").hidden = !cut;
    byId("load-older").hidden = cut || !this.#store.canLoadOlder;
    setText(byId("shown-count"), `${count(shown.length)} shown`);
  }

  #renderPause(keptBack) {
    const { paused } = this.#store;
    setText(byId("pause-label"), paused ? "Resume" : "Pause");
    byId("pause").dataset.paused = String(paused);
    byId("new-count").hidden = !paused || keptBack === 0;
    setText(byId("new-count"), `${count(keptBack)} new`);
  }

  async #loadOlder() {
    const loadOlder = byId("load-older");
    loadOlder.disabled = true;
    try {
      const page = await fetchDeliveries(this.#store.oldest.id);
      page.deliveries.forEach((delivery) => this.#filters.see(delivery));
      this.#store.addOlder(page);
      setText(byId("older-problem"), "");
    } catch (problem) {
      setText(byId("older-problem"), `Older deliveries could not be loaded: ${problem.message}`);
    }
    loadOlder.disabled = false;
    this.schedule();
  }

  #clearFilters() {
    this.#filters.clear();
    this.#filters.focus();
    this.schedule();
  }
}
