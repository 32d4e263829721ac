// The preview's script: tract serve adds it to pages on their way out. It waits
// for word of changes and shows the messages. What is said is put on the page as
// text, never as markup.
(() => {
  "use strict";
  const script = document.currentScript;
  const keep = "tract-scroll " + location.pathname;
  const closed = "tract-closed";
  let source = null;
  let board = null;
  let root = null;

  const store = (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* not allowed here */ } };
  const stored = (key) => { try { return sessionStorage.getItem(key); } catch { return null; } };
  const forget = (key) => { try { sessionStorage.removeItem(key); } catch { /* not allowed here */ } };

  function connect() {
    if (source && source.readyState !== EventSource.CLOSED) return;
    const query = new URLSearchParams({
      // The board's pages are told apart by their queries.
      page: location.pathname.startsWith("/.tract/translations") ? location.pathname + location.search : decodeURIComponent(location.pathname), v: script.dataset.page,
      sheets: script.dataset.sheets, lang: document.documentElement.lang,
    });
    source = new EventSource("/.tract/events?" + query);
    source.addEventListener("reload", reload);
    source.addEventListener("sheets", (e) => swapSheets(JSON.parse(e.data)));
    source.addEventListener("files", (e) => swapFiles(JSON.parse(e.data)));
    source.addEventListener("messages", (e) => { board = JSON.parse(e.data); draw(); });
    // A browser opens six connections to one place; pages that nobody looks at
    // leave theirs to the others.
    source.addEventListener("crowded", () => { if (document.hidden) source.close(); });
    source.onerror = () => {
      // A refusal ends a stream for good; it is asked for again later.
      if (source.readyState === EventSource.CLOSED && !document.hidden) setTimeout(connect, 3000);
    };
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) connect(); });
  // A page may take itself what is new, and then says which bytes it has.
  document.addEventListener("tract-page", (e) => {
    script.dataset.page = e.detail;
    source.close();
    connect();
  });
  addEventListener("pagehide", () => { if (source) source.close(); });
  addEventListener("pageshow", (e) => { if (e.persisted) reload(); });

  function reload() {
    if (!document.dispatchEvent(new CustomEvent("tract-reload", { cancelable: true }))) return;
    source.close();
    store(keep, scrollX + " " + scrollY);
    location.reload();
  }

  function restore() {
    const at = stored(keep);
    if (at === null) return;
    forget(keep);
    const [x, y] = at.split(" ").map(Number);
    if (Math.abs(scrollY - y) > 1 || Math.abs(scrollX - x) > 1) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  function swapSheets(sheets) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const at = new URL(link.href, location.href);
      // The page of what is missing names the path of the site's address too.
      const name = Object.keys(sheets).find((n) => at.pathname.endsWith("/" + n));
      const digest = sheets[name];
      if (!digest || at.origin !== location.origin) continue;
      at.search = "?v=" + digest;
      const next = link.cloneNode();
      next.href = at.href;
      // Both stand until the new one is there, so that nothing flashes.
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
  }

  function swapFiles(paths) {
    const names = new Set(paths.map((p) => "/" + p));
    for (const element of document.querySelectorAll("img[src], audio[src], video[src], source[src], track[src]")) {
      const at = new URL(element.getAttribute("src"), location.href);
      let name = at.pathname;
      try { name = decodeURIComponent(name); } catch { /* as it is */ }
      if (!names.has(name)) continue;
      at.search = "?v=" + Date.now();
      element.src = at.href;
      const player = element.closest("audio, video");
      if (player) player.load();
    }
  }

  // What the messages are, so that one that was closed comes back only with
  // something new.
  const signature = () => board.entries.map((e) => e.id + e.place + e.sentence).join("\n");

  function make(tag, name, text, parent) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  }

  // The end of the page can be scrolled to above the messages.
  function room(height) { document.documentElement.style.paddingBlockEnd = height; }

  function draw() {
    if (!board.entries.length) {
      forget(closed);
      if (root) root.host.remove();
      root = null;
      room("");
      return;
    }
    if (!root) {
      const host = make("div");
      host.id = "tract-messages";
      root = host.attachShadow({ mode: "open" });
      const style = make("link");
      style.rel = "stylesheet";
      style.href = "/.tract/live.css";
      host.hidden = true;
      style.addEventListener("load", () => { host.hidden = false; measure(); });
      root.append(style);
      document.body.append(host);
    }
    for (const old of root.querySelectorAll("section, button.pill")) old.remove();
    room("");
    root.host.lang = board.lang;
    root.host.dir = "ltr";
    const was = stored(closed);
    const quiet = was === signature() || !board.errors && was === null;
    if (quiet) pill(); else panel();
  }

  function pill() {
    const button = make("button", board.errors ? "pill error" : "pill", board.title);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => { store(closed, ""); draw(); });
    root.append(button);
  }

  function shut() {
    store(closed, signature());
    draw();
  }

  function panel() {
    const section = make("section", "panel");
    section.setAttribute("role", "region");
    section.setAttribute("aria-label", board.open);
    section.addEventListener("keydown", (e) => { if (e.key === "Escape") shut(); });
    const head = make("header", "", undefined, section);
    const title = make("strong", "", board.title, head);
    title.setAttribute("role", "status");
    const button = make("button", "close", board.close, head);
    button.type = "button";
    button.addEventListener("click", shut);
    const list = make("ol", "", undefined, section);
    for (const entry of board.entries) draw1(make("li", entry.severity, undefined, list), entry);
    if (board.more) make("p", "more", board.more, section);
    root.append(section);
    measure();
  }

  function measure() {
    const section = root && root.querySelector("section");
    if (section) room(section.offsetHeight + "px");
  }

  function draw1(item, entry) {
    const first = make("p", "place", undefined, item);
    make("b", "", entry.word, first);
    if (entry.place) {
      first.append(" ");
      make("bdi", "file", entry.place, first);
    }
    make("p", "sentence", entry.sentence, item).dir = "auto";
    if (entry.before || entry.marked || entry.after) {
      const line = make("pre", "", undefined, item);
      line.dir = "auto";
      line.append(entry.before || "");
      make("mark", "", entry.marked || "\u200B", line);
      line.append(entry.after || "");
    }
    if (entry.mend) make("p", "mend", "→ " + entry.mend, item).dir = "auto";
    if (entry.suggestion) make("pre", "suggestion", entry.suggestion, item).dir = "auto";
    for (const place of entry.also || []) make("bdi", "file", place, make("p", "place", undefined, item));
  }

  if (document.readyState === "complete") restore(); else addEventListener("load", restore);
  connect();
})();
