import { createRow, fillRow } from "./row.js";

const STEPS = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + 10,
  PageUp: (index) => index - 10,
  Home: () => 0,
  End: () => Infinity,
};

/** The rows of the table. One of them is in the tab order; the arrow keys move from row to row. */
export class DeliveryTable {
  #body;
  #rows = new Map();
  #tabbable = null;
  #lastFocused = null;
  #selectedId = null;
  #onMove;
  #onOpen;

  /** onMove(id) when the keyboard moved to a row; onOpen(id, byKeyboard) when a row was chosen. */
  constructor(body, { onMove, onOpen }) {
    this.#body = body;
    this.#onMove = onMove;
    this.#onOpen = onOpen;
    body.addEventListener("keydown", (event) => this.#onKey(event));
    body.addEventListener("click", (event) => this.#onClick(event));
    body.addEventListener("focusin", (event) => this.#onFocus(event));
  }

  render(deliveries) {
    const hadFocus = this.#body.contains(document.activeElement);
    this.#removeAllBut(new Set(deliveries.map(({ id }) => id)));
    let next = this.#body.firstElementChild;
    for (const delivery of deliveries) {
      const row = this.#rowOf(delivery);
      if (row === next) {
        next = next.nextElementSibling;
      } else {
        this.#body.insertBefore(row, next);
      }
    }
    this.#restoreFocus(hadFocus);
  }

  select(id) {
    this.#mark(this.#selectedId, false);
    this.#selectedId = id;
    this.#mark(id, true);
  }

  /** Focuses the row of this delivery or, when it has none, the first. */
  focus(id) {
    (this.#rows.get(id)?.row ?? this.#body.firstElementChild)?.focus();
  }

  #rowOf(delivery) {
    const known = this.#rows.get(delivery.id);
    if (known?.delivery === delivery) {
      return known.row;
    }
    const row = known?.row ?? createRow(delivery.id);
    fillRow(row, delivery);
    row.setAttribute("aria-selected", String(delivery.id === this.#selectedId));
    this.#rows.set(delivery.id, { row, delivery });
    return row;
  }

  #removeAllBut(ids) {
    for (const [id, { row }] of this.#rows) {
      if (!ids.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
  }

  #restoreFocus(hadFocus) {
    const lastFocused = this.#lastFocused?.isConnected ? this.#lastFocused : null;
    this.#makeTabbable(lastFocused ?? this.#rows.get(this.#selectedId)?.row ?? this.#body.firstElementChild);
    if (hadFocus && !this.#body.contains(document.activeElement)) {
      this.#tabbable?.focus();
    }
  }

  #makeTabbable(row) {
    if (row !== this.#tabbable) {
      this.#tabbable?.setAttribute("tabindex", "-1");
      row?.setAttribute("tabindex", "0");
      this.#tabbable = row;
    }
  }

  #mark(id, selected) {
    this.#rows.get(id)?.row.setAttribute("aria-selected", String(selected));
  }

  #onFocus(event) {
    this.#lastFocused = event.target.closest("tr");
    this.#makeTabbable(this.#lastFocused);
  }

  #onKey(event) {
    const row = event.target.closest("tr");
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key in STEPS) {
      event.preventDefault();
      this.#moveTo(STEPS[event.key](row.sectionRowIndex));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#onOpen(Number(row.dataset.id), true);
    }
  }

  #moveTo(index) {
    const rows = this.#body.rows;
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    row.focus();
    this.#onMove(Number(row.dataset.id));
  }

  #onClick(event) {
    const row = event.target.closest("tr");
    // Who marks text in a row wants to copy it.
    if (row && getSelection().isCollapsed) {
      row.focus();
      this.#onOpen(Number(row.dataset.id), false);
    }
  }
}
