import { Announcer } from "./announcer.js";
import { fetchDeliveries } from "./api.js";
import { Chart } from "./chart.js";
import { Connection } from "./connection.js";
import { ConnectionState } from "./connection-state.js";
import { Detail } from "./detail.js";
import { byId } from "./dom.js";
import { Filters } from "./filters.js";
import { showInfo } from "./info.js";
import { DeliveryList } from "./list.js";
import { coversWindow } from "./minutes.js";
import { Selection } from "./selection.js";
import { Shortcuts } from "./shortcuts.js";
import { Store } from "./store.js";
import { DeliveryTable } from "./table.js";

const MAX_PAGES = 5;

const store = new Store();
const chart = new Chart(store);
const detail = new Detail();
const announcer = new Announcer();
const state = new ConnectionState();
const selection = new Selection(showSelected);
const filters = new Filters(() => list.schedule());
const table = new DeliveryTable(byId("rows"), { onMove: followRow, onOpen: openRow });
const list = new DeliveryList({ store, filters, table, onPause: () => state.setPaused(store.paused) });
const connection = new Connection({ onDelivery: take, onState: (name) => state.setConnection(name), synchronize });

new Shortcuts({ p: () => list.togglePause(), "/": () => filters.focus() });
byId("close-detail").addEventListener("click", closeDetail);
byId("detail").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    table.focus(selection.id);
  }
});
selection.readAddress();
connection.open();

function take(delivery) {
  filters.see(delivery);
  const added = store.put(delivery);
  chart.invalidate();
  list.schedule();
  if (!added) {
    detail.refresh(delivery.id);
  } else if (!store.paused) {
    announcer.announce(delivery);
  }
}

/** Loads what may have been missed, and as much as the chart needs. */
async function synchronize() {
  store.beginReload();
  const [newest] = await Promise.all([fetchDeliveries(), showInfo()]);
  newest.deliveries.forEach((delivery) => filters.see(delivery));
  store.reload(newest);
  list.markLoaded();
  for (let pages = 1; pages < MAX_PAGES && store.canLoadOlder && !coversWindow(store, Date.now()); pages++) {
    const older = await fetchDeliveries(store.oldest.id);
    older.deliveries.forEach((delivery) => filters.see(delivery));
    store.addOlder(older);
    list.schedule();
  }
  chart.draw();
}

function showSelected(id, options) {
  table.select(id);
  document.body.classList.toggle("with-detail", id !== null);
  if (id === null) {
    detail.hide();
  } else {
    detail.show(id, options);
  }
}

/** The detail follows the keyboard while it is open. */
function followRow(id) {
  if (selection.id !== null) {
    selection.select(id);
  }
}

function openRow(id, byKeyboard) {
  selection.select(id, { focus: byKeyboard, reveal: true });
}

function closeDetail() {
  const { id } = selection;
  selection.select(null);
  table.focus(id);
}
