import { byId } from "./dom.js";

const STEPS = {
  ArrowRight: (index, length) => (index + 1) % length,
  ArrowLeft: (index, length) => (index + length - 1) % length,
  Home: () => 0,
  End: (index, length) => length - 1,
};

/** Tabs as in the ARIA practices; a panel is filled when it is shown first. */
export class Tabs {
  #tabs;
  #selected;
  #fill;
  #filled = new Set();

  /** fill(name, panel) gives the panel of the tab #tab-name its content. */
  constructor(tabList, fill) {
    this.#tabs = [...tabList.querySelectorAll("[role=tab]")];
    this.#selected = this.#tabs[0];
    this.#fill = fill;
    tabList.addEventListener("click", (event) => this.#onClick(event));
    tabList.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Forgets the content of the panels, of all or of the named one, and fills the one that is shown. */
  refresh(name) {
    if (name) {
      this.#filled.delete(name);
    } else {
      this.#filled.clear();
    }
    this.#show(this.#selected);
  }

  #show(selected) {
    this.#selected = selected;
    for (const tab of this.#tabs) {
      tab.setAttribute("aria-selected", String(tab === selected));
      tab.tabIndex = tab === selected ? 0 : -1;
      panelOf(tab).hidden = tab !== selected;
    }
    const name = nameOf(selected);
    if (!this.#filled.has(name)) {
      this.#filled.add(name);
      this.#fill(name, panelOf(selected));
    }
  }

  #onClick(event) {
    const tab = event.target.closest("[role=tab]");
    if (tab) {
      this.#show(tab);
    }
  }

  #onKey(event) {
    if (event.key in STEPS) {
      event.preventDefault();
      const index = STEPS[event.key](this.#tabs.indexOf(this.#selected), this.#tabs.length);
      this.#show(this.#tabs[index]);
      this.#tabs[index].focus();
    }
  }
}

function panelOf(tab) {
  return byId(tab.getAttribute("aria-controls"));
}

function nameOf(tab) {
  return tab.id.slice("tab-".length);
}
