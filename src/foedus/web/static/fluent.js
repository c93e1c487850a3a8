// Makes pages fluent that work without it: forms and the links of a list are fetched, and only the main part is
// replaced. The address stays the state, so back, reload and bookmarks do what they do without a script.

const WAIT = 350; // milliseconds without a key before a form that says so is sent by itself
const main = () => document.getElementById("content");
const told = document.createElement("p");
told.id = "told";
told.className = "unseen";
told.setAttribute("role", "status");
document.body.append(told);

/** What is shown, without a place on the page: a step to a footnote and back is no other page. */
const shown = () => location.pathname + location.search;
let before = shown();
/** A page with a script of its own (a map that moves, a council room) is left to that. */
const alone = () => !document.querySelector('script[src]:not([src*="/fluent."])');

let under = null; // what is being fetched; a later question takes its place

/** A page that has scripts or styles of its own is opened as a page. */
const plain = (page) =>
  !page.querySelector('script:not([src*="/fluent."])') &&
  [...page.querySelectorAll('link[rel="stylesheet"]')].every((style) =>
    document.querySelector(`link[href="${CSS.escape(style.getAttribute("href"))}"]`));

/** The address that a form would open, without the fields that are empty. */
function addressOf(form, submitter) {
  const data = new FormData(form, submitter);
  const query = new URLSearchParams([...data].filter(([, value]) => typeof value === "string" && value !== ""));
  const there = new URL(form.action || location.href, location.href);
  there.search = query.toString();
  there.hash = "";
  return there;
}

/** Where the focus was, so that it can be given back to the same field of the new page. */
function focused() {
  const here = document.activeElement;
  if (!here || !main().contains(here)) return null;
  const value = here.type === "checkbox" || here.type === "radio" ? here.value : null;
  return { id: here.id, name: here.name, value, start: here.type === "search" ? here.selectionStart : null };
}

function found(kept) {
  if (!kept) return null;
  if (kept.id) return document.getElementById(kept.id);
  if (!kept.name) return null;
  const same = [...main().querySelectorAll(`[name="${CSS.escape(kept.name)}"]`)];
  return same.find((field) => kept.value === null || field.value === kept.value) ?? null;
}

/** Shows an address in place; falls back to opening it where anything is other than expected. */
async function show(there, { push = true, keep = null } = {}) {
  under?.abort();
  const asked = new AbortController();
  under = asked;
  main().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(there, { signal: asked.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const content = page.getElementById("content");
    if (!content || !plain(page)) throw new Error("another kind of page");
    if (answer.ok) {
      const opened = [...main().querySelectorAll("details[open] > summary")].map((one) => one.textContent);
      document.title = page.title;
      for (const part of ["header.site", "footer.site"]) {
        const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
        if (old && fresh) old.replaceWith(fresh);
      }
      main().replaceWith(content);
      for (const summary of content.querySelectorAll("form details > summary"))
        if (opened.includes(summary.textContent)) summary.parentElement.open = true;
      if (push) history.pushState(null, "", answer.url);
      before = shown();
      told.textContent = content.querySelector("#count, [role=status]")?.textContent ?? content.querySelector("h1")?.textContent ?? "";
      const field = found(keep);
      if (field) {
        field.focus({ preventScroll: true });
        if (keep.start !== null && field.setSelectionRange) field.setSelectionRange(keep.start, keep.start);
      } else {
        content.focus({ preventScroll: true });
        if (push) scrollTo(0, 0);
      }
      begin();
    } else {
      refuse(content);
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(there);
  } finally {
    if (under === asked) main().removeAttribute("aria-busy");
  }
}

/** What could not be asked is said above the form, which keeps what was filled in. */
function refuse(content) {
  const form = main().querySelector("form");
  if (!form) return;
  main().querySelector(".refused")?.remove();
  const said = document.createElement("div");
  said.className = "open refused";
  said.setAttribute("role", "alert");
  said.append(...[...content.querySelectorAll("h1, p")].map((part) => {
    const line = document.createElement("p");
    line.textContent = part.textContent;
    return line;
  }).filter((line) => line.textContent.trim()));
  form.prepend(said);
  said.tabIndex = -1;
  said.focus();
}

/** Lists that narrow as one types, for what is on the page already. */
function narrowing() {
  for (const field of main().querySelectorAll("input[data-narrows]")) {
    const rows = [...document.getElementById(field.dataset.narrows).querySelectorAll("[data-row]")];
    const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const texts = rows.map((row) => folded(row.textContent));
    field.closest("[hidden]")?.removeAttribute("hidden");
    field.addEventListener("input", () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      told.textContent = `${shown} / ${rows.length}`;
    });
  }
}

const getForm = (form) => form.method === "get" && !form.id && new URL(form.action || location.href).origin === location.origin;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!main().contains(form) || !getForm(form) || !alone()) return;
  event.preventDefault();
  show(addressOf(form, event.submitter), { keep: "live" in form.dataset ? focused() : null });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const other = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || other || !link.closest(".sorting, .pages, [role=status]") || link.origin !== location.origin) return;
  event.preventDefault();
  show(new URL(link.href));
});

let timer = 0;
for (const kind of ["input", "change"])
  document.addEventListener(kind, (event) => {
    const form = event.target.form;
    if (!form || !("live" in form.dataset) || !main().contains(form)) return;
    clearTimeout(timer);
    const wait = kind === "input" && event.target.matches("[type=search]") ? WAIT : kind === "change" ? 0 : null;
    if (wait === null || (kind === "change" && event.target.matches("[type=search]"))) return;
    timer = setTimeout(() => show(addressOf(form), { keep: focused() }), wait);
  });

addEventListener("popstate", () => {
  if (shown() !== before && alone()) show(new URL(location.href), { push: false });
});

const begin = narrowing;
begin();
