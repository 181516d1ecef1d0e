const NUMBER = new Intl.NumberFormat("en");
const MINUS = "\u2212";
export const NONE = "\u2013";

export function count(number) {
  return NUMBER.format(number);
}

export function plural(number, noun, nouns = `${noun}s`) {
  return `${count(number)} ${number === 1 ? noun : nouns}`;
}

/** The time of day with milliseconds; for other days the date and the minute. */
export function time(instant, now = new Date()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return String(instant);
  }
  if (date.toDateString() === now.toDateString()) {
    return `${clock(date)}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
  }
  return `${date.getDate()} ${date.toLocaleString("en", { month: "short" })} ${clock(date)}`;
}

export function clock(date) {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

export function size(bytes) {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  return bytes < 999_500 ? `${short(bytes / 1000)} kB` : `${short(bytes / 1_000_000)} MB`;
}

export function micros(value) {
  return value < 1000 ? `${value} µs` : millis(value / 1000);
}

export function millis(value) {
  if (value < 999.5) {
    return `${short(value)} ms`;
  }
  return value < 59_500 ? `${short(value / 1000)} s` : longDuration(value / 1000);
}

export function skew(value) {
  if (value === null || value === undefined) {
    return NONE;
  }
  const sign = value > 0 ? "+" : value < 0 ? MINUS : "";
  return sign + millis(Math.abs(value));
}

export function forward(answer) {
  if (!answer) {
    return NONE;
  }
  if (answer.problem) {
    return answer.problem;
  }
  return answer.status ? `${answer.status}, ${millis(answer.millis)}` : "waiting";
}

function longDuration(seconds) {
  const units = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, length]) => seconds >= length);
  const [[unit, length], [smallUnit, smallLength]] = units.slice(first, first + 2);
  return `${count(Math.floor(seconds / length))} ${unit} ${Math.floor((seconds % length) / smallLength)} ${smallUnit}`;
}

function short(number) {
  return number < 10 ? String(Math.round(number * 10) / 10) : String(Math.round(number));
}

function pad(number, length = 2) {
  return String(number).padStart(length, "0");
}
