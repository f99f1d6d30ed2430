// A directory as many are made today, for comparison: React draws the list and MapLibre the map, the city's places come as one JSON file.
import { StrictMode, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import maplibregl from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import "./style.css";

const NAME = (place) => place["名称"] ?? place["施設名"] ?? place["医療機関名称"] ?? place["学校名"] ?? place["赤ちゃんの駅名称"] ?? "";

function PlaceMap({ places }) {
  const holder = useRef(null);
  const map = useRef(null);
  useEffect(() => {
    // Without tiles: none of another host is asked for.
    map.current = new maplibregl.Map({ container: holder.current, center: [137.18, 34.72], zoom: 12, style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#eef2e8" } }] } });
    return () => map.current.remove();
  }, []);
  useEffect(() => {
    const markers = places
      .filter((place) => place["経度"] && place["緯度"])
      .map((place) => new maplibregl.Marker().setLngLat([Number(place["経度"]), Number(place["緯度"])]).addTo(map.current));
    return () => markers.forEach((marker) => marker.remove());
  }, [places]);
  return <div ref={holder} className="map" role="region" aria-label="地図" />;
}

function Card({ place }) {
  const phone = place["電話番号"];
  return (
    <li className="card">
      <h2>{NAME(place)}</h2>
      <p>{place["種別"]}</p>
      <p>{place["所在地_連結表記"]}</p>
      <p>{[place["利用可能曜日"], place["開始時間"] && `${place["開始時間"]}～${place["終了時間"]}`].filter(Boolean).join(" ")}</p>
      {phone && <a href={`tel:${phone.replaceAll("-", "")}`}>{phone}</a>}
    </li>
  );
}

function App() {
  const [places, setPlaces] = useState([]);
  const [query, setQuery] = useState("");
  const words = useDeferredValue(query);
  useEffect(() => {
    fetch("places.json").then((response) => response.json()).then(setPlaces);
  }, []);
  const found = useMemo(() => places.filter((place) => Object.values(place).some((value) => value.includes(words))), [places, words]);
  return (
    <main>
      <h1>さがす</h1>
      <label>
        言葉でさがす
        <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      </label>
      <PlaceMap places={found} />
      <p role="status">{found.length}件</p>
      <ul>
        {found.map((place, at) => (
          <Card key={at} place={place} />
        ))}
      </ul>
    </main>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
