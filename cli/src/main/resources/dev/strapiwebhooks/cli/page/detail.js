import { exportPath, fetchDelivery } from "./api.js";
import { bodyPanel } from "./body-panel.js";
import { byId, setText } from "./dom.js";
import { Explanation } from "./explanation.js";
import { renderHeadline } from "./headline.js";
import { forwardPanel, headersPanel, signedPanel, typedPanel } from "./panels.js";
import { Tabs } from "./tabs.js";

const PANELS = {
  body: bodyPanel, headers: headersPanel, typed: typedPanel, signed: signedPanel, forward: forwardPanel,
};

/** The view of one delivery. */
export class Detail {
  #root = byId("detail");
  #problem = byId("detail-problem");
  #content = byId("detail-content");
  #explanation = new Explanation();
  #tabs = new Tabs(byId("tabs"), (name, panel) => panel.replaceChildren(...PANELS[name](this.#delivery)));
  #delivery = null;
  #loading = new AbortController();

  async show(id, { focus = false, reveal = false } = {}) {
    const signal = this.#startLoading();
    this.#root.hidden = false;
    await this.#load(id, signal, (delivery) => {
      this.#delivery = delivery;
      this.#render(delivery, signal);
    });
    if (signal.aborted) {
      return;
    }
    if (reveal || focus) {
      this.#root.scrollIntoView({ block: "start" });
    }
    if (focus) {
      byId("detail-title").focus();
    }
  }

  /** Loads the shown delivery again, because the forward's answer came. */
  async refresh(id) {
    if (this.#delivery?.id !== id) {
      return;
    }
    await this.#load(id, this.#loading.signal, (delivery) => {
      this.#delivery = delivery;
      renderHeadline(delivery);
      this.#tabs.refresh("forward");
    });
  }

  hide() {
    this.#startLoading();
    this.#delivery = null;
    this.#root.hidden = true;
  }

  #startLoading() {
    this.#loading.abort();
    this.#loading = new AbortController();
    return this.#loading.signal;
  }

  async #load(id, signal, onLoaded) {
    this.#root.setAttribute("aria-busy", "true");
    let problem = "";
    try {
      const delivery = await fetchDelivery(id, signal);
      if (!signal.aborted) {
        onLoaded(delivery);
      }
    } catch (failure) {
      problem = `Delivery ${id} could not be loaded: ${failure.message}`;
    }
    if (!signal.aborted) {
      this.#root.setAttribute("aria-busy", "false");
      setText(this.#problem, problem);
      this.#content.hidden = problem !== "";
    }
  }

  #render(delivery, signal) {
    renderHeadline(delivery);
    byId("export").href = exportPath(delivery.id);
    this.#tabs.refresh();
    if (delivery.verdict === "refused" || delivery.holdsSecret) {
      this.#explanation.load(delivery.id, signal);
    } else {
      this.#explanation.hide();
    }
    this.#root.scrollTop = 0;
  }
}
