import { byId, setText } from "./dom.js";
import { plural } from "./format.js";
import { shorten } from "./text.js";

const PAUSE_MILLIS = 3000;
const MAX_EVENT = 80;

/** Tells screen readers what arrived; those that arrive close together share one sentence. */
export class Announcer {
  #region = byId("announcer");
  #waiting = [];
  #timer = null;

  announce(delivery) {
    this.#waiting.push(delivery);
    this.#timer ??= setTimeout(() => this.#speak(), PAUSE_MILLIS);
  }

  #speak() {
    const last = this.#waiting.at(-1);
    const refused = this.#waiting.filter(({ verdict }) => verdict === "refused").length;
    const several = this.#waiting.length > 1
      ? `${plural(this.#waiting.length, "delivery", "deliveries")}, ${refused} refused. Last: ` : "";
    setText(this.#region, several + sentence(last));
    this.#waiting = [];
    this.#timer = null;
  }
}

function sentence({ event, verdict, reason }) {
  return `${shorten(event || "delivery without an event", MAX_EVENT)} ${verdict}${reason ? `: ${reason}` : ""}`;
}
