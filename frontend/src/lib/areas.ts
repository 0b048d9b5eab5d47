/** Places as areas: each as large as it is known to be, in kilometres, or a country's own shape. */

import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import codes from "i18n-iso-countries/codes.json";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json?url";
import type { Place } from "./looks";

export interface Country { name: string; code: string | null }
export type Countries = FeatureCollection<Polygon | MultiPolygon, Country>;

/** What each kind of place commonly measures across, halved: kilometres. No border is known. */
export const RADIUS: Record<string, number> = { point: 1, town: 5, district: 18, governorate: 55, region: 110, country: 300 };
export const WIDEST_LAST = ["point", "town", "district", "governorate", "region", "country"];

const CODES = new Map((codes as string[][]).map(([two, , number]) => [number!, two!]));
const EARTH = 6371;
const CORNERS = 64;

/** The countries of Natural Earth, with their two-letter codes. */
export async function loadCountries(): Promise<Countries> {
  const answer = await fetch(atlas);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const found = feature(topology, topology.objects.countries);
  return {
    type: "FeatureCollection",
    features: found.features.map((one) => ({
      ...one,
      properties: { name: one.properties.name, code: CODES.get(String(one.id)) ?? null },
    })) as Countries["features"],
  };
}

/** The area that a place may be anywhere in. */
export function areaOf(place: Place, countries: Countries): Feature<Polygon | MultiPolygon> {
  const country =
    place.precision === "country"
      ? countries.features.find((one) => one.properties.code === place.country)
      : undefined;
  const geometry = country?.geometry ?? circle(place.lat, place.lon, RADIUS[place.precision] ?? 5);
  return { type: "Feature", geometry, properties: { key: place.key, precision: place.precision, incidents: place.incidents } };
}

function circle(lat: number, lon: number, km: number): Polygon {
  const [φ, λ, d] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180, km / EARTH];
  const ring = Array.from({ length: CORNERS + 1 }, (_, n) => {
    const θ = (2 * Math.PI * n) / CORNERS;
    const φ2 = Math.asin(Math.sin(φ) * Math.cos(d) + Math.cos(φ) * Math.sin(d) * Math.cos(θ));
    const λ2 = λ + Math.atan2(Math.sin(θ) * Math.sin(d) * Math.cos(φ), Math.cos(d) - Math.sin(φ) * Math.sin(φ2));
    return [(λ2 * 180) / Math.PI, (φ2 * 180) / Math.PI];
  });
  return { type: "Polygon", coordinates: [ring] };
}

/** The middle of a shape's largest part, where its name is written. */
export function middleOf(shape: Polygon | MultiPolygon): [number, number] {
  const rings = shape.type === "Polygon" ? [shape.coordinates[0]!] : shape.coordinates.map((part) => part[0]!);
  const sized = rings.map((ring) => ({ ring, size: Math.abs(areaWithin(ring)) }));
  const { ring } = sized.reduce((a, b) => (b.size > a.size ? b : a));
  let [x, y, area] = [0, 0, 0];
  for (let n = 0; n < ring.length - 1; n++) {
    const [[x1, y1], [x2, y2]] = [ring[n] as [number, number], ring[n + 1] as [number, number]];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return area ? [x / (3 * area), y / (3 * area)] : (ring[0] as [number, number]);
}

function areaWithin(ring: number[][]): number {
  let area = 0;
  for (let n = 0; n < ring.length - 1; n++) area += ring[n]![0]! * ring[n + 1]![1]! - ring[n + 1]![0]! * ring[n]![1]!;
  return area / 2;
}

/** The corners of the box that most incidents lie in; null where none is placed. */
export function findBox(places: Place[]): [[number, number], [number, number]] | null {
  const narrow = places.filter((place) => place.precision !== "country" && place.precision !== "region");
  const counted = narrow.length ? narrow : places;
  if (!counted.length) return null;
  const cut = (axis: "lat" | "lon"): [number, number] => {
    const sorted = [...counted].sort((a, b) => a[axis] - b[axis]);
    const total = sorted.reduce((sum, place) => sum + place.incidents, 0);
    let [sum, low, high] = [0, sorted[0]![axis], sorted.at(-1)![axis]];
    for (const place of sorted) {
      if (sum <= total * 0.05) low = place[axis];
      if (sum <= total * 0.95) high = place[axis];
      sum += place.incidents;
    }
    return [low, high];
  };
  const [south, north] = cut("lat");
  const [west, east] = cut("lon");
  return [[west - 0.7, south - 0.7], [east + 0.7, north + 0.7]];
}
