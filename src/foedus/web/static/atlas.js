// The slider, the play button and the map: what they show comes from the server, for the day they ask.
const line = document.getElementById("line");
const slider = document.getElementById("slider");
const play = document.getElementById("play");
const map = document.getElementById("map");
const svg = map.querySelector("svg");
const shown = document.getElementById("shown");
const pointed = document.getElementById("pointed");
const beside = document.getElementById("beside");
const clock = document.getElementById("clock");
const [year, month] = line.dataset.first.split("-").map(Number);
const whole = [0, 0, Number(svg.dataset.width), Number(svg.dataset.height)];
const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
const turns = [...new Set([...line.querySelectorAll(".ticks path")].map((tick) => tick.dataset.on))].sort();
const iso = (date) => date.toISOString().slice(0, 10);
const dayOf = (months) => iso(new Date(Date.UTC(year, month - 1 + Number(months), 1)));
const monthsTo = (day) => {
  const [y, m] = day.split("-").map(Number);
  return (y - year) * 12 + m - month;
};
let current = document.getElementById("moment").dataset.day;
let asking = null;
let waiting = 0;
let playing = 0;

for (const part of [slider, play, document.getElementById("zoom")]) part.hidden = false;

// A day: its words replace the old ones, and each outline and sign takes the colour they name.
async function go(day) {
  current = day;
  slider.value = monthsTo(day);
  if (asking) asking.abort();
  asking = new AbortController();
  const there = new URL(line.dataset.moment, location.href);
  there.searchParams.set("on", day);
  try {
    const answer = await fetch(there, { signal: asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("moment");
    // The borders of a divided country are drawn by the server.
    if (part.dataset.divided !== document.getElementById("moment").dataset.divided) return reload(day);
    const open = beside.querySelector(".behind")?.open;
    beside.replaceChildren(part);
    part.querySelector(".behind").open = open;
    paint(part);
    shown.value = part.dataset.told;
    slider.setAttribute("aria-valuetext", shown.value);
    clock.elements.on.value = day;
    const here = new URL(location.href);
    here.searchParams.set("on", day);
    history.replaceState(null, "", here);
    for (const link of document.querySelectorAll(".switch a")) {
      const other = new URL(link.href);
      other.searchParams.set("on", day);
      link.href = other;
    }
    steps();
  } catch (error) {
    if (error.name !== "AbortError") reload(day);
  }
}

function reload(day) {
  const here = new URL(location.href);
  here.searchParams.set("on", day);
  location.assign(here);
}

function paint(part) {
  const rows = new Map();
  for (const row of part.querySelectorAll("tr[data-codes]"))
    for (const code of row.dataset.codes.split(" ")) rows.set(code, row);
  for (const path of svg.querySelectorAll(".lands path")) {
    const row = rows.get(path.dataset.code);
    path.setAttribute("class", row ? row.dataset.kind : "");
    const words = row ? row.cells[0].textContent + (row.dataset.bare ? "" : `: ${row.cells[1].textContent}`) : "";
    let title = path.querySelector("title");
    if (!title && words) title = path.appendChild(document.createElementNS(svg.namespaceURI, "title"));
    if (title) title.textContent = words;
  }
  svg.setAttribute("aria-label", part.querySelector("h2").textContent);
  svg.querySelector("path.contested").classList.toggle("gone", part.dataset.contested !== "1");
  svg.querySelector(".marks").replaceChildren(
    ...[...part.querySelectorAll("tr[data-x]")].map((row) => {
      const sign = document.createElementNS(svg.namespaceURI, "circle");
      sign.setAttribute("class", row.dataset.kind);
      sign.setAttribute("cx", row.dataset.x);
      sign.setAttribute("cy", row.dataset.y);
      sign.appendChild(document.createElementNS(svg.namespaceURI, "title")).textContent = row.cells[0].textContent;
      return sign;
    }),
  );
  look(view);
}

// Before and after, and playing on from one turning point to the next.
function steps() {
  const links = { before: turns.filter((day) => day < current).at(-1), after: turns.find((day) => day > current) };
  for (const [id, day] of Object.entries(links)) {
    const link = document.getElementById(id);
    if (!link) continue;
    link.classList.toggle("gone", !day);
    if (!day) continue;
    const there = new URL(link.href);
    there.searchParams.set("on", day);
    link.href = there;
  }
}

for (const id of ["before", "after"])
  document.getElementById(id)?.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(new URL(event.currentTarget.href).searchParams.get("on"));
  });

function stop() {
  clearInterval(playing);
  playing = 0;
  label();
}

function label() {
  play.dataset.play ??= play.textContent;
  play.textContent = playing ? play.dataset.pause : play.dataset.play;
  play.setAttribute("aria-pressed", String(Boolean(playing)));
}

play.addEventListener("click", () => {
  if (playing) return stop();
  if (!turns.some((day) => day > current)) current = "0000";
  const next = () => {
    const day = turns.find((turn) => turn > current);
    if (day) go(day);
    else stop();
  };
  playing = setInterval(next, quiet ? 2500 : 1000);
  label();
  next();
});

slider.addEventListener("input", () => {
  stop();
  shown.value = dayOf(slider.value);
  clearTimeout(waiting);
  waiting = setTimeout(() => go(dayOf(slider.value)), 120);
});

line.querySelector(".ticks").addEventListener("click", (event) => {
  const box = event.currentTarget.getBoundingClientRect();
  const at = ((event.clientX - box.left) / box.width) * Number(slider.max);
  const near = turns.reduce((best, day) => (Math.abs(monthsTo(day) - at) < Math.abs(monthsTo(best) - at) ? day : best), current);
  stop();
  go(near);
});

// The map: what is pointed at is named; wheel with Ctrl, buttons, keys, two fingers or dragging change the view.
let view = whole;
const pointers = new Map();

function look([x, y, w, h]) {
  const wide = Math.min(Math.max(w, whole[2] / 40), whole[2]);
  const high = (wide * whole[3]) / whole[2];
  x += (w - wide) / 2;
  y += h ? (h - high) / 2 : 0;
  view = [Math.min(Math.max(x, 0), whole[2] - wide), Math.min(Math.max(y, 0), whole[3] - high), wide, high];
  svg.classList.toggle("near", wide < whole[2]);
  svg.setAttribute("viewBox", view.map((number) => number.toFixed(1)).join(" "));
  const size = (14 * wide) / whole[2];
  for (const sign of svg.querySelectorAll(".marks circle")) sign.setAttribute("r", Math.max(size * 1.2, 2.5).toFixed(2));
}

function zoom(factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) {
  look([x - (x - view[0]) * factor, y - (y - view[1]) * factor, view[2] * factor, view[3] * factor]);
}

const inside = (event) => {
  const box = svg.getBoundingClientRect();
  return [view[0] + ((event.clientX - box.left) / box.width) * view[2], view[1] + ((event.clientY - box.top) / box.height) * view[3]];
};

document.getElementById("zoom").addEventListener("click", (event) => {
  const how = event.target.dataset.zoom;
  if (how === "all") look(whole);
  else if (how) zoom(how === "in" ? 0.6 : 1 / 0.6);
});

map.addEventListener("keydown", (event) => {
  if (event.target !== map) return;
  const step = view[2] / 8;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key === "+" || event.key === "=") zoom(0.6);
  else if (event.key === "-") zoom(1 / 0.6);
  else if (event.key === "0") look(whole);
  else if (moves[event.key]) look([view[0] + moves[event.key][0], view[1] + moves[event.key][1], view[2], view[3]]);
  else return;
  event.preventDefault();
});

svg.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoom(event.deltaY > 0 ? 1.25 : 0.8, ...inside(event));
}, { passive: false });

svg.addEventListener("pointerdown", (event) => pointers.set(event.pointerId, event));
for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, (event) => pointers.delete(event.pointerId));
svg.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (before) {
    const box = svg.getBoundingClientRect();
    const apart = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) zoom(apart(before, other) / Math.max(apart(event, other), 1), ...inside(other));
    else if (view[2] < whole[2])
      look([view[0] - ((event.clientX - before.clientX) / box.width) * view[2], view[1] - ((event.clientY - before.clientY) / box.height) * view[3], view[2], view[3]]);
    pointers.set(event.pointerId, event);
  }
  pointed.textContent = event.target.querySelector?.("title")?.textContent ?? "";
});

// An alliance is looked at from near; the whole world is one button away.
function fit() {
  const boxes = [...svg.querySelectorAll(".leader, .member, .signatory, .marks .mission")]
    .map((part) => part.getBBox())
    .filter((box) => box.width < whole[2] / 2); // a land on both edges of the map says nothing of where to look
  if (!clock.elements.alliance.value || !boxes.length) return look(whole);
  const left = Math.min(...boxes.map((b) => b.x)), right = Math.max(...boxes.map((b) => b.x + b.width));
  const top = Math.min(...boxes.map((b) => b.y)), low = Math.max(...boxes.map((b) => b.y + b.height));
  const wide = 1.15 * Math.max(right - left, ((low - top) * whole[2]) / whole[3], whole[2] / 8);
  look([(left + right - wide) / 2, (top + low) / 2 - (wide * whole[3]) / whole[2] / 2, wide, 0]);
}

fit();
steps();
label();
