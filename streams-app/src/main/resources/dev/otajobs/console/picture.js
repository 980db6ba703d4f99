import { html, useMemo } from "./preact.js";
import { number, visible } from "./format.js";
import { layersOf } from "./layers.js";
import { t } from "./text.js";

const WIDTH = 148;
const HEIGHT = 52;
const ACROSS = 196;
const DOWN = 104;
const EDGE = 12;
const LETTERS = 19;

/** The nodes of a sub-topology, from its sources on the left to its sinks on the right. */
export function Picture({ nodes, label }) {
  const names = nodes.map((node) => node.Name + ">" + (node.Successors || []).join()).join();
  const places = useMemo(() => place(layersOf(nodes)), [names]);
  const width = Math.max(...[...places.values()].map((at) => at.x)) + WIDTH + EDGE;
  const height = Math.max(...[...places.values()].map((at) => at.y)) + HEIGHT + EDGE + 30;
  return html`<svg class="picture" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${label}>
    <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z" /></marker></defs>
    ${nodes.flatMap((node) => (node.Successors || []).filter((next) => places.has(next)).map((next) =>
      html`<path class="edge" key=${node.Name + ">" + next} d=${curve(places.get(node.Name), places.get(next))} marker-end="url(#head)" />`))}
    ${nodes.map((node) => html`<${Node} key=${node.Name} node=${node} at=${places.get(node.Name)} />`)}
  </svg>`;
}

function Node({ node, at }) {
  const topics = (node.Topics || []).join(", ");
  const rate = node.RecordsPerSecond;
  const second = rate === undefined ? topics || t("node." + node.Type) : t("topology.perSecond", { n: number(rate) });
  return html`<g class="node ${node.Type}" transform="translate(${at.x} ${at.y})">
    <title>${visible(node.Name) + (topics ? ": " + visible(topics) : "")}</title>
    <rect width=${WIDTH} height=${HEIGHT} rx=${node.Type === "processor" ? 6 : HEIGHT / 2} />
    <text x=${WIDTH / 2} y="22" class="node-name">${short(node.Name)}</text>
    <text x=${WIDTH / 2} y="39" class=${rate === undefined ? "node-more" : "node-rate"}>${short(second)}</text>
    ${(node.Stores || []).map((store, index) => html`<g class="node store" key=${store} transform="translate(${index * 6} ${HEIGHT + index * 22 + 4})">
      <title>${visible(store)}</title>
      <rect width=${WIDTH - index * 12} height="20" rx="3" x="0" />
      <text x=${(WIDTH - index * 12) / 2} y="14" class="node-more">${short(store)}</text></g>`)}
  </g>`;
}

function place(layers) {
  const tallest = Math.max(...layers.map((layer) => layer.length));
  const places = new Map();
  layers.forEach((layer, depth) => layer.forEach((node, index) => places.set(node.Name, {
    x: EDGE + depth * ACROSS,
    y: EDGE + ((tallest - layer.length) / 2 + index) * DOWN,
  })));
  return places;
}

function curve(from, to) {
  const start = { x: from.x + WIDTH, y: from.y + HEIGHT / 2 };
  const end = { x: to.x - 2, y: to.y + HEIGHT / 2 };
  if (end.x < start.x) {
    const under = Math.max(from.y, to.y) + HEIGHT + 26;
    return `M${start.x} ${start.y} C${start.x + 40} ${under} ${end.x - 40} ${under} ${end.x} ${end.y}`;
  }
  const middle = (start.x + end.x) / 2;
  return `M${start.x} ${start.y} C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`;
}

function short(name) {
  const shown = visible(name);
  return shown.length > LETTERS ? shown.slice(0, LETTERS - 1) + "…" : shown;
}
