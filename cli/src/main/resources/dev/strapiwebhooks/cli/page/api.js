const DELIVERIES = "/api/deliveries";

export function fetchInfo() {
  return getJson("/api/info");
}

/** The newest deliveries, or those older than the given id. */
export function fetchDeliveries(before, signal) {
  const query = new URLSearchParams({ limit: 200 });
  if (before !== undefined) {
    query.set("before", before);
  }
  return getJson(`${DELIVERIES}?${query}`, signal);
}

export function fetchDelivery(id, signal) {
  return getJson(`${DELIVERIES}/${id}`, signal);
}

export function fetchExplanation(id, signal) {
  return getJson(`${DELIVERIES}/${id}/explanation`, signal);
}

export function exportPath(id) {
  return `${DELIVERIES}/${id}/export`;
}

export function openStream() {
  return new EventSource("/api/stream");
}

async function getJson(path, signal) {
  const response = await fetch(path, { signal, cache: "no-store" });
  if (!response.ok) {
    throw new Error(await problemOf(response));
  }
  return response.json();
}

async function problemOf(response) {
  try {
    return (await response.json()).detail ?? `status ${response.status}`;
  } catch {
    return `status ${response.status}`;
  }
}
