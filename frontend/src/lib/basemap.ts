/** The map itself: MapLibre over borders that come along, or over tiles where an address is given. */

import {
  AttributionControl, Map as Chart, NavigationControl, ScaleControl, setWorkerUrl,
  type ExpressionSpecification, type GeoJSONSource, type MapMouseEvent, type StyleSpecification,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { FeatureCollection } from "geojson";
import { areaOf, findBox, middleOf, WIDEST_LAST, type Countries } from "./areas";
import type { Place } from "./looks";

setWorkerUrl(worker);

export interface Given {
  countries: Countries;
  tiles: string | null;
  lang: string;
  nameOf: (place: Place) => string;
  select: (key: string) => void;
  words: Record<string, string>;
}
const FONTS = ["Noto Sans Arabic", "Noto Sans", "Segoe UI", "Tahoma", "sans-serif"];

function colours() {
  const style = getComputedStyle(document.documentElement);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    sea: dark ? "#10161b" : "#dfe8ec", land: dark ? "#26231e" : "#fbf8f0", border: dark ? "#5b5448" : "#b9ae9a",
    name: dark ? "#9c9384" : "#8a8172", ink: of("ink"), paper: of("paper"), event: of("event"), link: of("link"),
  };
}

function makeStyle({ countries, tiles, lang }: Given): StyleSpecification {
  const ink = colours();
  const names = new Intl.DisplayNames([lang], { type: "region" });
  const labels: FeatureCollection = {
    type: "FeatureCollection",
    features: countries.features.flatMap((one) =>
      one.properties.code
        ? [{
            type: "Feature" as const,
            geometry: { type: "Point" as const, coordinates: middleOf(one.geometry) },
            properties: { name: names.of(one.properties.code) ?? one.properties.name },
          }]
        : [],
    ),
  };
  const none: FeatureCollection = { type: "FeatureCollection", features: [] };
  const event = ink.event;
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries, tolerance: 0.2 },
      names: { type: "geojson", data: labels },
      areas: { type: "geojson", data: none, tolerance: 0.05 },
      spots: {
        type: "geojson", data: none, cluster: true, clusterRadius: 34, clusterMaxZoom: 9,
        clusterProperties: { sum: ["+", ["get", "incidents"]] },
      },
      wide: { type: "geojson", data: none },
      chosen: { type: "geojson", data: none },
      ...(tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256, attribution: new URL(tiles).host } } : {}),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": ink.sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": ink.land } },
      ...(tiles ? [{ id: "tiles", type: "raster" as const, source: "tiles", paint: { "raster-saturation": -0.6, "raster-opacity": 0.75 } }] : []),
      { id: "borders", type: "line", source: "countries", paint: { "line-color": ink.border, "line-width": 0.8 } },
      {
        id: "areas", type: "fill", source: "areas",
        paint: {
          "fill-color": event,
          "fill-opacity": [
            "match", ["get", "precision"],
            // Of a country the tint tells how much is known of it and no more than that.
            "country", ["interpolate", ["linear"], ["log10", ["get", "incidents"]], 0, 0.03, 1, 0.08, 2, 0.13, 3, 0.18],
            "region", 0.1, "governorate", 0.12, 0.2,
          ],
        },
      },
      {
        id: "edges", type: "line", source: "areas",
        paint: { "line-color": event, "line-opacity": ["match", ["get", "precision"], "country", 0.35, 0.75], "line-width": 1, "line-dasharray": [2, 2] },
      },
      {
        id: "chosen", type: "line", source: "areas", filter: ["==", ["get", "key"], ""],
        paint: { "line-color": ink.link, "line-width": 2.5 },
      },
      {
        id: "country-names", type: "symbol", source: "names",
        layout: { "text-field": ["get", "name"], "text-font": FONTS, "text-size": 12, "text-max-width": 7 },
        paint: { "text-color": ink.name, "text-halo-color": ink.land, "text-halo-width": 1.2 },
      },
      {
        id: "dots", type: "circle", source: "spots",
        filter: ["all", ["!", ["has", "point_count"]], ["in", ["get", "precision"], ["literal", ["point", "town"]]]],
        paint: {
          // Once a town's area can be seen, a dot in its middle would claim to know more.
          "circle-color": event, "circle-opacity": fade(0.9, 0.4), "circle-stroke-opacity": fade(1, 1),
          "circle-stroke-color": event, "circle-stroke-width": 1,
          "circle-radius": ["match", ["get", "precision"], "point", 4, 7],
        },
      },
      {
        id: "spot-names", type: "symbol", source: "spots", filter: ["!", ["has", "point_count"]],
        layout: {
          "text-field": ["get", "label"], "text-font": FONTS, "text-size": 13, "text-variable-anchor": ["top", "bottom", "left", "right"],
          "text-radial-offset": 0.8, "text-max-width": 9, "symbol-sort-key": ["-", 0, ["get", "incidents"]],
        },
        paint: { "text-color": ink.ink, "text-halo-color": ink.paper, "text-halo-width": 1.6 },
      },
      {
        id: "wide-names", type: "symbol", source: "wide",
        layout: {
          "text-field": ["get", "label"], "text-font": FONTS, "text-size": 13, "text-max-width": 9,
          "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 1.6,
          "symbol-sort-key": ["-", 0, ["get", "incidents"]],
        },
        paint: { "text-color": event, "text-halo-color": ink.paper, "text-halo-width": 1.6 },
      },
      {
        id: "clusters", type: "circle", source: "spots", filter: ["has", "point_count"],
        paint: {
          "circle-color": ink.paper, "circle-stroke-color": event, "circle-stroke-width": 2,
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "sum"]], 1, 11, 10, 17, 40, 28],
        },
      },
      {
        id: "sums", type: "symbol", source: "spots", filter: ["has", "point_count"],
        layout: { "text-field": ["to-string", ["get", "sum"]], "text-font": FONTS, "text-size": 12, "text-allow-overlap": true, "text-padding": 12 },
        paint: { "text-color": ink.ink },
      },
      {
        id: "ring", type: "circle", source: "chosen",
        paint: {
          "circle-color": "transparent", "circle-radius": 13,
          "circle-stroke-color": ink.link, "circle-stroke-width": 2.5,
        },
      },
    ],
  };
}

function points(places: Place[], nameOf: (place: Place) => string): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: places.map((place) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
      properties: {
        key: place.key, precision: place.precision, incidents: place.incidents,
        label: `${nameOf(place)}\n${place.incidents}`,
      },
    })),
  };
}

/** Opacity of the dots of spots and of towns; the latter's goes as one comes near. */
function fade(spot: number, town: number): ExpressionSpecification {
  const kind = (far: number): ExpressionSpecification => ["match", ["get", "precision"], "point", spot, far];
  return ["interpolate", ["linear"], ["zoom"], 7, kind(town), 8.2, kind(0)];
}

/** A map in an element, with what can be shown on it. */
export class Basemap {
  readonly #map: Chart;
  readonly #given: Given;
  readonly #ready: Promise<void>;

  constructor(container: HTMLElement, given: Given) {
    this.#given = given;
    this.#map = new Chart({
      container, style: makeStyle(given), center: [40, 28], zoom: 3, minZoom: 1, maxZoom: given.tiles ? 17 : 12,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      locale: given.words, fadeDuration: 0,
    });
    this.#ready = new Promise((resolve) => void this.#map.once("style.load", () => resolve()));
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), given.lang === "ar" ? "top-left" : "top-right");
    this.#map.addControl(new ScaleControl({}), "bottom-left");
    this.#map.addControl(new AttributionControl({ compact: false, customAttribution: "Natural Earth" }), "bottom-right");
    this.#map.on("click", (event) => this.#click(event));
    for (const layer of ["clusters", "dots", "areas", "spot-names", "wide-names"]) {
      this.#map.on("mouseenter", layer, () => (this.#map.getCanvas().style.cursor = "pointer"));
      this.#map.on("mouseleave", layer, () => (this.#map.getCanvas().style.cursor = ""));
    }
  }

  /** Wait until something can be shown. */
  ready(): Promise<void> {
    return this.#ready;
  }

  show(places: Place[]): void {
    const { countries, nameOf } = this.#given;
    const widest = (place: Place) => WIDEST_LAST.indexOf(place.precision);
    const ordered = [...places].sort((a, b) => widest(b) - widest(a));
    const isWide = (place: Place) => place.precision === "country" || place.precision === "region";
    this.#set("areas", { type: "FeatureCollection", features: ordered.map((place) => areaOf(place, countries)) });
    this.#set("spots", points(places.filter((place) => !isWide(place)), nameOf));
    this.#set("wide", points(places.filter(isWide), nameOf));
    const box = findBox(places);
    if (box) this.#map.fitBounds(box, { padding: 30, maxZoom: 5.5, animate: false });
  }

  choose(place: Place | null): void {
    this.#map.setFilter("chosen", ["==", ["get", "key"], place?.key ?? ""]);
    // What is smaller than the ring at this height is found by it; a country has its own edge.
    const near = place && !["country", "region", "governorate"].includes(place.precision) ? [place] : [];
    this.#set("chosen", points(near, this.#given.nameOf));
    if (!place) return;
    const zooms: Record<string, number> = { point: 7, town: 6.5, district: 6.3, governorate: 6, region: 5, country: 4 };
    const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map.easeTo({ center: [place.lon, place.lat], zoom: Math.max(this.#map.getZoom(), zooms[place.precision] ?? 7), animate: !quick });
  }

  close(): void {
    this.#map.remove();
  }

  #set(source: string, data: FeatureCollection): void {
    (this.#map.getSource(source) as GeoJSONSource | undefined)?.setData(data);
  }

  async #click(event: MapMouseEvent): Promise<void> {
    const layers = ["clusters", "dots", "spot-names", "wide-names", "areas"];
    const { x, y } = event.point;
    const found = this.#map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers });
    const cluster = found.find((one) => one.properties.cluster);
    if (cluster) {
      const source = this.#map.getSource("spots") as GeoJSONSource;
      const zoom = await source.getClusterExpansionZoom(cluster.properties.cluster_id as number);
      this.#map.easeTo({ center: (cluster.geometry as unknown as { coordinates: [number, number] }).coordinates, zoom: zoom + 0.2 });
      return;
    }
    const narrowest = found
      .filter((one) => one.properties.key)
      .sort((a, b) => WIDEST_LAST.indexOf(a.properties.precision) - WIDEST_LAST.indexOf(b.properties.precision))[0];
    if (narrowest) this.#given.select(narrowest.properties.key as string);
  }
}
