// Search in a site of files: the list comes as a script (foedusIndex), since a page from a folder may load no other file.
(function () {
  "use strict";
  const box = document.querySelector("[data-search]");
  if (!box || !Array.isArray(window.foedusIndex)) return;
  const input = box.querySelector("input"), list = box.querySelector("ul"), status = box.querySelector("[role=status]");
  const fold = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const rows = window.foedusIndex.map(([label, kind, file, words]) => {
    const whole = fold(label);
    return { label, kind, file, whole, words: (whole + " " + fold(words)).split(/[^\p{L}\p{N}]+/u) };
  });
  function found(asked) {
    const parts = fold(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!parts.length) return [];
    return rows
      .map((row, order) => {
        let score = row.whole.startsWith(parts.join(" ")) ? 4 : 0;
        for (const part of parts) {
          if (row.words.includes(part)) score += 2;
          else if (row.words.some((word) => word.startsWith(part))) score += 1;
          else return null;
        }
        return { row, score, order };
      })
      .filter(Boolean)
      .sort((a, b) => b.score - a.score || a.order - b.order)
      .slice(0, 12)
      .map((hit) => hit.row);
  }
  function show() {
    const hits = found(input.value);
    list.replaceChildren(...hits.map((hit) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
      link.href = hit.file;
      link.textContent = hit.label;
      kind.className = "kind";
      kind.textContent = hit.kind;
      item.append(link, kind);
      return item;
    }));
    status.textContent = !input.value.trim() ? "" : hits.length ? hits.length + " " + box.dataset.found : box.dataset.none;
  }
  box.hidden = false;
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const first = list.querySelector("a");
    if (event.key === "Enter" && first) first.click();
  });
  show();
})();
