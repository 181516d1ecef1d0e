import { byId, setText, svg } from "./dom.js";
import { clock, count } from "./format.js";
import { WINDOW, countPerMinute, coversWindow, minuteOf } from "./minutes.js";

const HEIGHT = 84;
const TOP = 14;
const BOTTOM = 16;
const SERIES = ["accepted", "refused", "unavailable"];
const CHECK_MILLIS = 1000;

/** Deliveries per minute as stacked bars. It follows the clock even when nothing arrives. */
export class Chart {
  #image = byId("chart");
  #store;
  #stale = true;
  #drawnMinute = null;

  constructor(store) {
    this.#store = store;
    new ResizeObserver(() => this.draw()).observe(this.#image);
    setInterval(() => this.#drawWhenStale(), CHECK_MILLIS);
  }

  /** Draws soon; often enough to look live, and no more often. */
  invalidate() {
    this.#stale = true;
  }

  #drawWhenStale() {
    if (this.#stale || minuteOf(Date.now()) !== this.#drawnMinute) {
      this.draw();
    }
  }

  draw() {
    const now = Date.now();
    const minutes = countPerMinute(this.#store.newestFirst(), now);
    this.#stale = false;
    this.#drawnMinute = minuteOf(now);
    this.#describe(minutes, coversWindow(this.#store, now));
    this.#paint(minutes, this.#image.clientWidth || 600);
  }

  #describe(minutes, complete) {
    const totals = SERIES.map((name) => minutes.reduce((sum, minute) => sum + minute[name], 0));
    SERIES.forEach((name, index) => setText(byId(`total-${name}`), count(totals[index])));
    const summary = `Last ${WINDOW} minutes: ${SERIES.map((name, index) => `${count(totals[index])} ${name}`).join(", ")}.`;
    const note = complete ? "" : " Counts are of the loaded deliveries only.";
    this.#image.setAttribute("aria-label", `Deliveries per minute. ${summary}`);
    setText(byId("chart-text"), summary + busiest(minutes) + note);
    byId("chart-incomplete").hidden = complete;
  }

  #paint(minutes, width) {
    const peak = Math.max(1, ...minutes.map(total));
    const step = width / WINDOW;
    const scale = (HEIGHT - TOP - BOTTOM) / peak;
    this.#image.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    byId("chart-bars").replaceChildren(
      line(TOP, width), line(HEIGHT - BOTTOM, width), label(0, TOP - 4, "start", `${count(peak)} per minute`),
      ...minutes.flatMap((minute, index) => timeLabel(minute, index, step)),
      ...minutes.map((minute, index) => bar(minute, index * step, step, scale)),
    );
  }
}

function bar(minute, x, step, scale) {
  let y = HEIGHT - BOTTOM;
  const parts = SERIES.filter((name) => minute[name] > 0).map((name) => {
    const height = Math.max(2, minute[name] * scale);
    y -= height;
    return svg("rect", { class: `bar-${name}`, fill: `url(#fill-${name})`, x: x + 1, y, width: Math.max(2, step - 2), height });
  });
  return svg("g", {}, svg("title", {}, `${clock(minute.start)}: ${counts(minute)}`), ...parts);
}

function timeLabel({ start }, index, step) {
  return start.getMinutes() % 5 === 0 && index > 0 && index < WINDOW - 2
    ? [label((index + 0.5) * step, HEIGHT - 3, "middle", clock(start))] : [];
}

function label(x, y, anchor, text) {
  return svg("text", { x, y, "text-anchor": anchor }, text);
}

function line(y, width) {
  return svg("line", { x1: 0, x2: width, y1: y + 0.5, y2: y + 0.5 });
}

function busiest(minutes) {
  const minute = minutes.reduce((most, each) => (total(each) > total(most) ? each : most));
  return total(minute) === 0 ? "" : ` Busiest minute ${clock(minute.start)}: ${counts(minute)}.`;
}

function counts(minute) {
  return SERIES.filter((name) => minute[name] > 0).map((name) => `${count(minute[name])} ${name}`).join(", ");
}

function total(minute) {
  return SERIES.reduce((sum, name) => sum + minute[name], 0);
}
