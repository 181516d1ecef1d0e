const HASH = /^#delivery-(\d{1,15})$/;

/** The selected delivery, which the address names so that it can be linked. */
export class Selection {
  #id = null;
  #onChange;

  /** onChange(id or null, options as given to select). */
  constructor(onChange) {
    this.#onChange = onChange;
    addEventListener("hashchange", () => this.readAddress());
  }

  get id() {
    return this.#id;
  }

  readAddress() {
    const id = HASH.exec(location.hash)?.[1];
    this.#change(id === undefined ? null : Number(id), {});
  }

  select(id, options = {}) {
    const hash = id === null ? location.pathname + location.search : `#delivery-${id}`;
    history.replaceState(null, "", hash);
    this.#change(id, options);
  }

  #change(id, options) {
    this.#id = id;
    this.#onChange(id, options);
  }
}
