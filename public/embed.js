// <tsunagi-list>: events, places or one place on anybody's page. A plain script, one request for each list, nothing about
// the visitor stored, sent or told: no cookies, nothing in the store of the page around, no referrer, no messages. docs/embed.md
// says what each attribute means.
(() => {
  "use strict";
  if (!window.customElements || customElements.get("tsunagi-list")) return;
  const words = WORDS;
  // Where this site lies: the folder of this very script.
  const own = document.currentScript && document.currentScript.src;
  const root = own ? own.slice(0, own.lastIndexOf("/") + 1) : "";
  const framed = document.documentElement.hasAttribute("data-tsunagi-frame");

  /** Today in Japan, whatever the visitor's zone: 2026-11-21. */
  const today = () => new Date(Date.now() + 9 * 3600000).toISOString().slice(0, 10);
  const later = (day, days) => new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** The name of a kind's file: FNV-1a of its UTF-8, as the publisher names it. */
  const hash = (text) => {
    let h = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
    return (h >>> 0).toString(16).padStart(8, "0");
  };

  const loads = new Map();
  /** The data of a list, as a script: plain servers send no header that would let another site's page fetch it. */
  const load = (name) => {
    if (!loads.has(name)) {
      const loading = new Promise((resolve) => {
        const script = document.createElement("script");
        let data = null;
        script.addEventListener("tsunagi-data", (event) => {
          data = event.detail;
        });
        const end = () => {
          script.remove();
          if (!data) loads.delete(name);
          resolve(data);
        };
        script.addEventListener("load", end);
        script.addEventListener("error", end);
        script.referrerPolicy = "no-referrer";
        script.async = true;
        try {
          // A name for each hour: a server that lets scripts be kept for a year keeps no list for so long.
          script.src = `${root}embed/data/${name}.js?h=${new Date().toISOString().slice(0, 13)}`;
          document.head.append(script);
        } catch {
          // A page with Trusted Types takes no address that was put together: it keeps the links of its author.
          end();
        }
      });
      loads.set(name, loading);
    }
    return loads.get(name);
  };

  /** Whether the city lets this page show its lists, where its settings name hosts: asked of the page itself, or of the one
      around a frame. A courtesy and no lock: the data are public. */
  const allowed = (hosts) => {
    if (!hosts || !hosts.length) return true;
    const around = (location.ancestorOrigins && location.ancestorOrigins[0]) || document.referrer;
    try {
      const host = new URL(framed && window !== parent ? around : location.href).host;
      return host === new URL(root).host || hosts.some((one) => one === host || (one.startsWith("*.") && host.endsWith(one.slice(1))));
    } catch {
      // A frame that is not told where it stands.
      return true;
    }
  };

  const sheet = `STYLE`;
  let shared = null;
  const dress = (shadow) => {
    // Built in the page's own realm: a strict style-src does not forbid it, unlike a style element.
    if ("adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype) {
      if (!shared) {
        shared = new CSSStyleSheet();
        shared.replaceSync(sheet);
      }
      shadow.adoptedStyleSheets = [shared];
      return;
    }
    const style = document.createElement("style");
    style.textContent = sheet;
    shadow.append(style);
  };

  /** An element with text and children; nothing of the data is ever read as markup. */
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) if (value != null) element.setAttribute(key, value);
    element.append(...children.filter((child) => child != null && child !== ""));
    return element;
  };

  const channel = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => channel(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** A colour that can be read on the list's ground (4.5 : 1, WCAG 2.2 1.4.3): moved towards black or white until it can. */
  const readable = (text, dark) => {
    const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text || "");
    if (!hex) return null;
    const full = hex[1].length === 3 ? [...hex[1]].map((c) => c + c).join("") : hex[1];
    let rgb = [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16));
    const ground = luminance(dark ? [31, 36, 39] : [255, 255, 255]);
    const enough = () => {
      const [low, high] = [ground, luminance(rgb)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05) >= 4.5;
    };
    for (let n = 0; n < 50 && !enough(); n += 1) rgb = rgb.map((v) => Math.round(dark ? v + (255 - v) * 0.1 : v * 0.9));
    return `rgb(${rgb.join(" ")})`;
  };

  class TsunagiList extends HTMLElement {
    static get observedAttributes() {
      return ["of", "hub", "kind", "district", "age", "count", "days", "lang", "color", "theme"];
    }

    connectedCallback() {
      if (!this.shadowRoot) {
        const shadow = this.attachShadow({ mode: "open" });
        dress(shadow);
        // The links that the page's author wrote stay until there is something better.
        this.box = make("div", { class: "box" }, make("slot"));
        shadow.append(this.box);
      }
      this.scheme = window.matchMedia ? matchMedia("(prefers-color-scheme: dark)") : null;
      this.repaint = () => this.data && this.paint();
      if (this.scheme && this.scheme.addEventListener) this.scheme.addEventListener("change", this.repaint);
      if (this.data) return;
      if (!window.IntersectionObserver) {
        this.begin();
        return;
      }
      // Only once somebody scrolls near it.
      this.watch = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) this.begin();
        },
        { rootMargin: "400px" },
      );
      this.watch.observe(this);
    }

    disconnectedCallback() {
      if (this.watch) this.watch.disconnect();
      if (this.scheme && this.scheme.removeEventListener) this.scheme.removeEventListener("change", this.repaint);
    }

    attributeChangedCallback() {
      if (this.begun) this.begin();
    }

    get of() {
      return ["places", "place"].includes(this.getAttribute("of")) ? this.getAttribute("of") : "events";
    }

    /** The file that has what is asked for. */
    get file() {
      const [hub, kind] = [this.getAttribute("hub"), this.getAttribute("kind")];
      if (hub && this.of !== "places") return `place-${hub.replace(/[^\w-]/g, "")}`;
      if (this.of !== "events") return "places";
      return kind ? `kind-${hash(kind)}` : "all";
    }

    async begin() {
      this.begun = true;
      if (this.watch) this.watch.disconnect();
      const file = this.file;
      this.box.setAttribute("aria-busy", "true");
      const data = await load(file);
      // What was asked for may have changed meanwhile.
      if (file !== this.file) return;
      this.box.removeAttribute("aria-busy");
      if (data && !allowed(data.hosts)) {
        // The author's links stay.
        console.info(`tsunagi-list: ${location.host} is not among the hosts that ${root} names (埋め込みを許すサイト)`);
        return;
      }
      this.data = data;
      this.paint();
    }

    paint() {
      const asked = (this.getAttribute("lang") || document.documentElement.lang || "ja").toLowerCase();
      const language = words[asked] ? asked : words[asked.split("-")[0]] ? asked.split("-")[0] : Object.keys(words)[0];
      this.say = words[language];
      this.language = language;
      const theme = this.getAttribute("theme");
      const dark = theme === "dark" || (theme === "auto" && this.scheme && this.scheme.matches);
      this.box.className = dark ? "box dark" : "box";
      this.box.lang = language;
      const colour = readable(this.getAttribute("color"), dark);
      if (colour) this.box.style.setProperty("--accent", colour);
      else this.box.style.removeProperty("--accent");
      if (!this.data) {
        this.box.replaceChildren(make("slot"), make("p", { class: "note", role: "status" }, this.say.failed));
        return;
      }
      const { title, parts, more } = this.of === "events" ? this.events() : this.of === "place" ? this.place() : this.places();
      const foot = make("p", { class: "foot" }, this.link(more.address, more.text), make("span", { class: "from" }, this.data.site));
      this.box.setAttribute("role", "group");
      this.box.setAttribute("aria-label", title);
      this.box.replaceChildren(make("p", { class: "title" }, title), ...parts.filter(Boolean), foot);
    }

    link(address, ...children) {
      const outside = framed ? { target: "_blank" } : {};
      return make("a", { href: root + address, rel: "noopener", referrerpolicy: "no-referrer", ...outside }, ...children);
    }

    /** 11月21日（土）, in the words of the list's language. */
    day(date) {
      const options = { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" };
      const text = new Intl.DateTimeFormat(this.language, options).format(new Date(`${date}T00:00:00Z`));
      return this.language === "ja" ? text.replace("(", "（").replace(")", "）") : text;
    }

    number(name, usual, most) {
      const value = parseInt(this.getAttribute(name), 10);
      return value > 0 ? Math.min(value, most) : usual;
    }

    /** Whether something is for the district and the age asked for: what says nothing of ages is for all. */
    fits({ district, ages, kind, kinds }) {
      const [near, age, of] = ["district", "age", "kind"].map((name) => this.getAttribute(name));
      const months = parseInt(age, 10);
      const [from, to] = ages || [];
      const old = !(months >= 0) || ((from == null || months >= from) && (to == null || months < to));
      return (!near || near === district) && old && (!of || of === kind || (kinds || []).includes(of));
    }

    coming() {
      const [first, last] = [today(), later(today(), this.number("days", 60, 180))];
      const all = this.data.events.filter((event) => this.fits(event)).flatMap((event) => {
        const days = event.days.filter(([day]) => day >= first && day <= last);
        return days.map(([day, state, to, time]) => ({ event, day, state, to, time: time || event.time }));
      });
      const order = ({ day, event }) => `${day} ${event.start}`;
      return all.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
    }

    /** The coming days, each with what is on. */
    list(count) {
      const all = this.coming().slice(0, count);
      const days = [...new Set(all.map(({ day }) => day))];
      return days.flatMap((day, n) => {
        const id = `day-${n}`;
        const near = day === today() ? this.say.today : day === later(today(), 1) ? this.say.tomorrow : "";
        const items = all.filter((one) => one.day === day).map((one) => this.event(one));
        return [
          make("p", { class: "day", id }, near ? make("b", null, near) : null, make("time", { datetime: day }, this.day(day))),
          make("ul", { role: "list", "aria-labelledby": id }, ...items),
        ];
      });
    }

    event({ event, state, to, time }) {
      const off = state ? make("span", { class: "off" }, fill(this.say[state], { date: to ? this.day(to) : "" })) : null;
      const facts = [time, event.venue].filter(Boolean).map((text) => make("span", null, text));
      const badges = event.badges.map((text) => make("span", { class: "badge" }, text));
      return make(
        "li",
        { class: state ? "card called-off" : "card" },
        make("span", { class: "name" }, off, this.link(event.page, event.name)),
        make("span", { class: "facts" }, ...facts),
        badges.length ? make("span", { class: "badges" }, ...badges) : null,
      );
    }

    events() {
      const hub = this.getAttribute("hub");
      const of = (hub && this.data.place && this.data.place.name) || this.getAttribute("kind") || this.data.municipality || this.data.site;
      const parts = this.list(this.number("count", 10, 50));
      if (!parts.length) parts.push(make("p", { class: "note" }, this.say.none));
      const query = hub ? `?place=${encodeURIComponent(hub)}` : this.getAttribute("kind") ? `?kind=${encodeURIComponent(this.getAttribute("kind"))}` : "";
      return { title: fill(this.say.events, { name: of }), parts, more: { address: `events/${query}`, text: this.say.all_events } };
    }

    card(place, name) {
      const phone = place.phone ? make("a", { href: `tel:${place.dial}`, class: "phone" }, place.phone) : null;
      const facts = [place.label, place.address, place.hours].filter(Boolean).map((text) => make("span", null, text));
      return make(name, { class: "card" }, make("span", { class: "name" }, this.link(place.page, place.name)), make("span", { class: "facts" }, ...facts), phone);
    }

    places() {
      const fit = this.data.places.filter((place) => this.fits(place)).slice(0, this.number("count", 10, 100));
      const parts = fit.length ? [make("ul", { role: "list" }, ...fit.map((place) => this.card(place, "li")))] : [make("p", { class: "note" }, this.say.no_places)];
      const of = this.getAttribute("kind") || this.data.municipality || this.data.site;
      return { title: fill(this.say.places, { name: of }), parts, more: { address: "places/", text: this.say.all_places } };
    }

    place() {
      const { place } = this.data;
      if (!place) {
        const parts = [make("p", { class: "note" }, this.say.no_places)];
        return { title: this.data.site, parts, more: { address: "places/", text: this.say.all_places } };
      }
      return { title: place.name, parts: [this.card(place, "div"), ...this.list(this.number("count", 3, 50))], more: { address: place.page, text: this.say.more } };
    }
  }

  customElements.define("tsunagi-list", TsunagiList);
})();
