// The map of さがす, loaded when it is asked for: Leaflet draws, supercluster joins pins that lie close together. The app
// gives the pins and the outlines of districts as data; which pin was chosen goes back to it as an event.
// The names below are filled in by the build, and what the files behind them have to be.
const here = document.currentScript.src;
const beside = (name) => new URL(name, here).href;

// What every page begins with loads scripts and takes up style sheets (begin.js).
const script = (name, integrity) => tsunagiScript(beside(name), integrity);

const style = (name, integrity) =>
  new Promise((resolve) => {
    const element = document.createElement("link");
    element.integrity = integrity;
    element.rel = "stylesheet";
    element.href = beside(name);
    // Without it the map is ugly, but there.
    element.onload = element.onerror = () => resolve(tsunagiStyle(element).catch(() => {}));
    document.head.append(element);
  });

let libraries;
const load = () => (libraries ??= Promise.all([script("./LEAFLET_JS", "LEAFLET_SUM_JS"), script("./SUPERCLUSTER_JS", "SUPERCLUSTER_SUM_JS"), style("./LEAFLET_CSS", "LEAFLET_SUM_CSS")]));

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** A text as an element: names come from a city's lists, and Leaflet takes a string for HTML. */
const text = (words) => {
  const element = document.createElement("span");
  element.textContent = words;
  return element;
};

class TsunagiMap extends HTMLElement {
  static observedAttributes = ["data-map", "data-tiles"];

  connectedCallback() {
    load()
      .then(() => this.isConnected && this.draw())
      .catch((error) => {
        libraries = undefined;
        console.warn(error);
        this.dispatchEvent(new CustomEvent("tsunagi-map-failed"));
      });
  }

  disconnectedCallback() {
    this.map?.remove();
    this.map = undefined;
  }

  attributeChangedCallback() {
    if (this.map) this.fill();
  }

  draw() {
    const { L } = window;
    const animate = !calm.matches;
    this.map = L.map(this, { zoomControl: false, attributionControl: false, zoomAnimation: animate, fadeAnimation: animate, markerZoomAnimation: animate, maxZoom: 18, minZoom: 5 });
    // Leaflet draws no layer before it has a view.
    this.map.setView([36, 138], 5, { animate: false });
    // Leaflet's own begins with a link, which is markup that nothing of ours may write (trusted.js).
    L.control.attribution({ prefix: false }).addTo(this.map);
    L.control.zoom({ zoomInTitle: this.dataset.zoomIn, zoomOutTitle: this.dataset.zoomOut }).addTo(this.map);
    this.below = L.layerGroup().addTo(this.map);
    this.pins = L.layerGroup().addTo(this.map);
    this.map.on("moveend", () => this.place());
    this.outlines = JSON.parse(this.dataset.outlines);
    this.fill();
  }

  /** Everything anew: other results, or tiles that one has agreed to. */
  fill() {
    const { L, Supercluster } = window;
    this.given = JSON.parse(this.dataset.map);
    this.below.clearLayers();
    const tiles = this.dataset.tiles;
    // Pictures of streets are sharp at whole steps alone.
    this.map.options.zoomSnap = tiles ? 1 : 0.25;
    if (tiles) L.tileLayer(tiles, { attribution: text(this.dataset.credit).innerHTML, maxZoom: 18 }).addTo(this.below);
    for (const { name, outline } of this.outlines) {
      L.polygon(outline, { className: tiles ? "map-district map-district-thin" : "map-district", interactive: false }).addTo(this.below);
      const bounds = L.latLngBounds(outline);
      L.tooltip({ permanent: true, direction: "top", offset: [0, 6], className: "map-district-name", interactive: false })
        .setLatLng([bounds.getNorth(), bounds.getCenter().lng])
        .setContent(text(name))
        .addTo(this.below);
    }
    const { here } = this.given;
    if (here) L.marker(here, { icon: this.icon("map-here", ""), keyboard: false, interactive: false }).addTo(this.below);
    this.clusters = new Supercluster({ radius: 48, maxZoom: 17 });
    this.clusters.load(this.given.pins.map(([id, name, latitude, longitude]) => ({ type: "Feature", properties: { id, name }, geometry: { type: "Point", coordinates: [longitude, latitude] } })));
    const positions = this.given.pins.map(([, , latitude, longitude]) => [latitude, longitude]);
    if (here) positions.push(here);
    const all = positions.length ? positions : this.outlines.flatMap(({ outline }) => outline);
    const view = JSON.stringify(all);
    // The view stays where it is while only the tiles change.
    if (view !== this.view) {
      this.view = view;
      if (all.length) this.map.fitBounds(L.latLngBounds(all), { padding: [28, 28], maxZoom: 16, animate: false });
    }
    this.place();
  }

  icon(className, label) {
    const { L } = window;
    return L.divIcon({ className: `map-pin ${className}`, html: text(label), iconSize: [44, 44] });
  }

  /** The pins and clusters of what is in view. */
  place() {
    if (!this.clusters) return;
    const { L } = window;
    const bounds = this.map.getBounds().pad(0.2);
    const zoom = Math.floor(this.map.getZoom());
    const found = this.clusters.getClusters([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], zoom);
    // Whoever goes by keyboard stays on the pin that is drawn anew.
    const focused = this.contains(document.activeElement) ? document.activeElement.dataset.pin : undefined;
    this.pins.clearLayers();
    for (const feature of found) {
      const [longitude, latitude] = feature.geometry.coordinates;
      const { cluster, cluster_id: number, point_count: count, id, name } = feature.properties;
      const label = cluster ? this.dataset.cluster.replace("{count}", count) : name;
      const marker = L.marker([latitude, longitude], { icon: this.icon(cluster ? "map-cluster" : "map-place", cluster ? count : ""), title: label, riseOnHover: true });
      const take = () => (cluster ? this.open(number, latitude, longitude) : this.choose(id));
      marker.on("click", take);
      this.pins.addLayer(marker);
      const element = marker.getElement();
      element.setAttribute("aria-label", label);
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        take();
      });
      element.dataset.pin = cluster ? `c${number}` : id;
      if (id !== undefined && id === this.chosen) element.classList.add("map-chosen");
      if (focused !== undefined && element.dataset.pin === focused) element.focus({ preventScroll: true });
    }
  }

  open(number, latitude, longitude) {
    const zoom = Math.min(this.clusters.getClusterExpansionZoom(number), 18);
    // Places on the very same spot never part: they are shown together.
    if (zoom <= Math.floor(this.map.getZoom()) || zoom >= 18) {
      this.choose(this.clusters.getLeaves(number, 20).map(({ properties }) => properties.id).join(" "));
      return;
    }
    this.map.setView([latitude, longitude], zoom);
  }

  choose(id) {
    this.chosen = id;
    for (const pin of this.querySelectorAll(".map-chosen")) pin.classList.remove("map-chosen");
    this.querySelector(`[data-pin="${CSS.escape(id)}"]`)?.classList.add("map-chosen");
    this.dispatchEvent(new CustomEvent("tsunagi-map-chosen", { detail: id }));
  }
}

customElements.define("tsunagi-map", TsunagiMap);
