"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const FIRST = 100;
const collator = new Intl.Collator(undefined, { numeric: true });
const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function pageOf(student, unit) {
  const link = document.createElement("a");
  link.textContent = data.students[student];
  link.href = `${data.pages}${encodeURIComponent(data.units[unit])}/${encodeURIComponent(data.students[student])}.html`;
  return link;
}

for (const details of document.querySelectorAll("details[data-students]")) {
  details.addEventListener("toggle", () => {
    const list = details.querySelector(".list");
    list.replaceChildren();
    if (!details.open || document.body.classList.contains("projecting")) return;
    const unit = data.units.indexOf(details.dataset.unit);
    details.dataset.students.split(" ").filter(Boolean).map(Number).forEach((student, i) => {
      if (i) list.append(", ");
      list.append(pageOf(student, unit));
    });
  });
}

class Table {
  constructor(section) {
    this.words = data.words[section.closest(".language").lang];
    this.body = section.querySelector("tbody");
    this.status = section.querySelector(".shown");
    this.more = section.querySelector(".all");
    this.search = section.querySelector("input");
    this.heads = [...section.querySelectorAll("th button")];
    this.rows = data.rows.map((row) => ({ row, cells: this.cells(row) }));
    for (const each of this.rows) each.text = folded(each.cells.join(" "));
    this.sorted = [0, 1];
    this.limit = FIRST;
    this.search.addEventListener("input", () => { this.limit = FIRST; this.show(); });
    this.more.addEventListener("click", () => { this.limit = Infinity; this.show(); });
    for (const head of this.heads) head.addEventListener("click", () => this.sort(Number(head.dataset.column)));
    this.sort(0);
  }

  cells([student, unit, status, total, most, right, asked, flags, mistakes]) {
    const said = [this.words.statuses[status]];
    if (flags & 2) said.push(this.words.waits);
    if (flags & 1) said.push(this.words.late);
    return [data.students[student], data.units[unit], said.join(", "), `${total} / ${most}`, `${right} / ${asked}`, mistakes.map((i) => data.mistakes[i]).join(", ")];
  }

  sort(column) {
    const [before, way] = this.sorted;
    const now = column === before && this.body.children.length ? -way : 1;
    this.sorted = [column, now];
    const number = { 3: (row) => row[3], 4: (row) => row[5] / (row[6] || 1), 5: (row) => -row[8].length }[column];
    this.rows.sort((a, b) => now * (number ? number(a.row) - number(b.row) : collator.compare(a.cells[column], b.cells[column])) || a.row[0] - b.row[0]);
    for (const head of this.heads) {
      const chosen = Number(head.dataset.column) === column;
      head.closest("th").setAttribute("aria-sort", chosen ? (now > 0 ? "ascending" : "descending") : "none");
      head.querySelector(".arrow").textContent = chosen ? (now > 0 ? " ↑" : " ↓") : "";
    }
    this.show();
  }

  show() {
    const wanted = folded(this.search.value.trim());
    const found = wanted ? this.rows.filter((each) => each.text.includes(wanted)) : this.rows;
    const shown = found.slice(0, this.limit);
    this.body.replaceChildren(...shown.map(({ row, cells }) => {
      const line = document.createElement("tr");
      cells.forEach((text, i) => {
        const cell = document.createElement(i ? "td" : "th");
        if (i) cell.textContent = text;
        else { cell.scope = "row"; cell.append(pageOf(row[0], row[1])); }
        line.append(cell);
      });
      return line;
    }));
    this.status.textContent = this.words.shown.replace("{count}", shown.length).replace("{total}", this.rows.length);
    this.more.hidden = shown.length === found.length;
  }

  clear() { this.body.replaceChildren(); this.status.textContent = ""; this.search.value = ""; this.limit = FIRST; }
}

const sections = [...document.querySelectorAll("section.students")];
const tables = new Map();

function showTables() {
  if (document.body.classList.contains("projecting")) return;
  for (const section of sections) {
    if (!tables.has(section) && section.offsetParent) tables.set(section, new Table(section));
  }
}

for (const button of document.querySelectorAll("button.projector")) {
  button.addEventListener("click", () => {
    const now = document.body.classList.toggle("projecting");
    for (const each of document.querySelectorAll("button.projector")) each.setAttribute("aria-pressed", String(now));
    for (const details of document.querySelectorAll("details[data-students]")) details.open = false;
    for (const list of document.querySelectorAll(".names .list")) list.replaceChildren();
    for (const table of tables.values()) now ? table.clear() : table.show();
    showTables();
  });
}
window.addEventListener("hashchange", showTables);
showTables();
