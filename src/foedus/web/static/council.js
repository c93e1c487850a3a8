// Looks every few seconds whether the room has gone on. A new stage loads the page anew; within a stage only the parts
// marked data-live are replaced, and never one in which somebody is at work. Without it all works by reloading.
const room = document.querySelector("[data-turn]");
const SECONDS = 3;
// While a form is on its way nothing is loaded over it: the answer may hold the cookie of a seat.
const SENDING_SECONDS = 10;
let sent = -Infinity;
const sending = () => performance.now() - sent < SENDING_SECONDS * 1000;

async function replaced(turn) {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (sending()) return;
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    if (other && !part.contains(document.activeElement)) part.replaceChildren(...other.childNodes);
    else if (other) return; // looked at again next time, when the focus may have gone
  }
  room.dataset.turn = turn;
}

async function look() {
  if (document.hidden || sending()) return;
  try {
    const answer = await fetch(room.dataset.place, { cache: "no-store" });
    if (answer.status === 404 && !sending()) location.reload(); // the room is over, and its page says so
    if (!answer.ok) return;
    const now = await answer.json();
    if (sending()) return;
    if (now.phase !== room.dataset.phase) location.reload();
    else if (String(now.turn) !== room.dataset.turn) await replaced(now.turn);
  } catch {
    // the server is away for a moment; the next look may find it
  }
}

if (room) {
  document.addEventListener("submit", () => (sent = performance.now()));
  setInterval(look, SECONDS * 1000);
  document.addEventListener("visibilitychange", look);
}
