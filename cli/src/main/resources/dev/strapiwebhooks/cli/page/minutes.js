const MINUTE = 60_000;
export const WINDOW = 30;

export function minuteOf(millis) {
  return Math.floor(millis / MINUTE);
}

/** One {start, accepted, refused, unavailable} for each of the last minutes, oldest first. */
export function countPerMinute(newestFirst, now) {
  const last = minuteOf(now);
  const first = last - WINDOW + 1;
  const minutes = Array.from({ length: WINDOW }, (_, index) => ({
    start: new Date((first + index) * MINUTE), accepted: 0, refused: 0, unavailable: 0,
  }));
  for (const { receivedAt, verdict } of newestFirst) {
    const index = Math.min(minuteOf(Date.parse(receivedAt)), last) - first;
    if (!(index >= 0)) {
      break;
    }
    minutes[index][verdict]++;
  }
  return minutes;
}

export function coversWindow(store, now) {
  return !store.more || minuteOf(Date.parse(store.oldest.receivedAt)) <= minuteOf(now) - WINDOW;
}
