// The board's script: filters act at once, what is new comes in without a
// reload, and arrow keys go from cell to cell. Without it the board is links and
// forms.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  let turn = 0;
  let wanted = location.href; // the address of what is shown, or on its way

  // swap puts in the place of what is shown what stands at an address now. What
  // has the focus, marks and the places of scrolling stay.
  async function swap(address) {
    const mine = ++turn;
    wanted = address;
    let text;
    try {
      text = await (await fetch(address)).text();
    } catch {
      return; // the preview has ended
    }
    if (mine !== turn) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("live");
    const script = page.querySelector("script[data-page]");
    if (!fresh || !script) {
      location.replace(address);
      return;
    }
    const old = document.getElementById("live");
    const focus = old.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const marks = [...old.querySelectorAll("input:checked")].map((e) => e.value);
    const was = old.querySelector(".scroll");
    const next = document.importNode(fresh, true);
    for (const box of next.querySelectorAll("input[type=checkbox]")) box.checked = marks.includes(box.value);
    old.replaceWith(next);
    const now = next.querySelector(".scroll");
    if (was && now) now.scrollTo(was.scrollLeft, was.scrollTop);
    if (focus !== undefined) {
      const same = [...next.querySelectorAll("[data-key]")].find((e) => e.dataset.key === focus);
      if (same) same.focus({ preventScroll: true });
    }
    // There may be sections and kinds that there were not before.
    for (const select of form ? form.querySelectorAll("select") : []) {
      const fresh = page.getElementById(select.id);
      if (!fresh || fresh.options.length === select.options.length && [...fresh.options].every((o, i) => o.value === select.options[i].value)) continue;
      const value = select.value;
      select.replaceChildren(...[...fresh.options].map((o) => document.importNode(o, true)));
      select.value = value;
    }
    document.title = page.title;
    if (address !== location.href) history.replaceState(null, "", address);
    ready();
    document.dispatchEvent(new CustomEvent("tract-page", { detail: script.dataset.page }));
  }

  document.addEventListener("tract-reload", (e) => {
    e.preventDefault();
    swap(wanted);
  });

  if (form) {
    const filtered = () => {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
      const text = query.toString();
      swap(form.getAttribute("action") + (text ? "?" + text : ""));
    };
    let soon;
    const later = () => { clearTimeout(soon); soon = setTimeout(filtered, 150); };
    form.addEventListener("submit", (e) => { e.preventDefault(); clearTimeout(soon); filtered(); });
    form.addEventListener("change", later);
    form.addEventListener("input", later);
  }

  const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  document.addEventListener("keydown", (e) => {
    const step = steps[e.key];
    const cell = e.target.closest("#live td, #live th");
    if (!step || !cell || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const rows = [...cell.closest("table").rows];
    let x = cell.cellIndex;
    let y = rows.indexOf(cell.parentElement);
    for (;;) {
      x += step[0];
      y += step[1];
      const next = rows[y] && rows[y].cells[x];
      if (!next) return;
      const link = next.querySelector("a");
      if (link) {
        e.preventDefault();
        link.focus();
        return;
      }
    }
  });

  function ready() {
    for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  }
  ready();
})();
