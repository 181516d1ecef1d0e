const CAPACITY = 10_000;

/** The known deliveries, oldest first. While paused, those newer than the horizon are kept back. */
export class Store {
  #deliveries = [];
  #horizon = Infinity;
  #newestBeforeReload = -Infinity;
  #streamed = new Set();
  #more = false;

  get size() {
    return this.#deliveries.length;
  }

  get oldest() {
    return this.#deliveries[0] ?? null;
  }

  /** Whether the server has older ones than these. */
  get more() {
    return this.#more;
  }

  get canLoadOlder() {
    return this.#more && this.size < CAPACITY;
  }

  get paused() {
    return this.#horizon !== Infinity;
  }

  pause() {
    this.#horizon = this.#newestId;
  }

  resume() {
    this.#horizon = Infinity;
  }

  /** Takes a delivery from the stream; false when it replaced one that was known. */
  put(delivery) {
    this.#streamed.add(delivery.id);
    const added = this.#insert(delivery);
    if (this.size > CAPACITY) {
      this.#deliveries.shift();
      this.#more = true;
    }
    return added;
  }

  beginReload() {
    this.#newestBeforeReload = this.#newestId;
    this.#streamed.clear();
  }

  /**
   * Takes the newest page. In its range it is the truth, except for what was streamed meanwhile; what is older stays only
   * when nothing can be missing in between.
   */
  reload({ deliveries, more }) {
    const oldestId = more ? deliveries.at(-1).id : -Infinity;
    const gap = oldestId > this.#newestBeforeReload;
    this.#deliveries = this.#deliveries.filter(({ id }) => this.#streamed.has(id) || (id < oldestId && !gap));
    deliveries.filter(({ id }) => !this.#streamed.has(id)).forEach((delivery) => this.#insert(delivery));
    this.#more = gap || !more ? more : this.#more;
  }

  addOlder({ deliveries, more }) {
    deliveries.forEach((delivery) => this.#insert(delivery));
    this.#more = more;
  }

  /** The newest deliveries that pass, at most limit; whether there are more of them; and how many the pause keeps back. */
  select(passes, limit) {
    const shown = [];
    let keptBack = 0;
    for (let index = this.size - 1; index >= 0; index--) {
      const delivery = this.#deliveries[index];
      if (!passes(delivery)) {
        continue;
      }
      if (delivery.id > this.#horizon) {
        keptBack++;
      } else if (shown.length < limit) {
        shown.push(delivery);
      } else {
        return { shown, cut: true, keptBack };
      }
    }
    return { shown, cut: false, keptBack };
  }

  /** From the newest to the oldest. */
  *newestFirst() {
    for (let index = this.size - 1; index >= 0; index--) {
      yield this.#deliveries[index];
    }
  }

  get #newestId() {
    return this.#deliveries.at(-1)?.id ?? -Infinity;
  }

  #insert(delivery) {
    let index = this.size;
    while (index > 0 && this.#deliveries[index - 1].id > delivery.id) {
      index--;
    }
    const known = this.#deliveries[index - 1]?.id === delivery.id;
    this.#deliveries.splice(known ? index - 1 : index, known ? 1 : 0, delivery);
    return !known;
  }
}
