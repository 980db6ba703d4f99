import { html, useMemo } from "./preact.js";
import { number, visible } from "./format.js";
import { layersOf } from "./layers.js";
import { t } from "./text.js";

const WIDTH = 156;
const HEIGHT = 48;
const ACROSS = 184;
const BETWEEN = 40;
const STORE = 24;
const EDGE = 10;
const LETTERS = 20;

/** The nodes of a sub-topology, from its sources at the top to its sinks at the bottom. */
export function Picture({ id, nodes }) {
  const shape = JSON.stringify(nodes.map((node) => [node.Name, node.Successors, node.Stores]));
  const { places, width, height } = useMemo(() => place(layersOf(nodes)), [shape]);
  const head = "head-" + id;
  return html`<svg class="picture" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${t("topology.picture", { id })}>
    <defs><marker id=${head} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z" /></marker></defs>
    ${nodes.flatMap((node) => (node.Successors || []).filter((next) => places.has(next)).map((next) =>
      html`<path class="edge" key=${node.Name + ">" + next} d=${curve(node, places.get(node.Name), places.get(next))} marker-end="url(#${head})" />`))}
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
    <text x=${WIDTH / 2} y="20" class="node-name">${short(node.Name)}</text>
    <text x=${WIDTH / 2} y="36" class=${rate === undefined ? undefined : "node-rate"}>${short(second)}</text>
    ${(node.Stores || []).map((store, index) => html`<g class="store" key=${store} transform="translate(0 ${HEIGHT + index * STORE + 3})">
      <title>${visible(store)}</title><rect width=${WIDTH} height=${STORE - 4} rx="3" /><text x=${WIDTH / 2} y="14">${short(store)}</text></g>`)}
  </g>`;
}

function place(layers) {
  const widest = Math.max(...layers.map((layer) => layer.length));
  const places = new Map();
  let y = EDGE;
  for (const layer of layers) {
    layer.forEach((node, index) => places.set(node.Name, { x: EDGE + ((widest - layer.length) / 2 + index) * ACROSS, y }));
    y += Math.max(...layer.map(tall)) + BETWEEN;
  }
  return { places, width: widest * ACROSS - (ACROSS - WIDTH) + 2 * EDGE, height: y - BETWEEN + EDGE };
}

function tall(node) {
  return HEIGHT + (node.Stores || []).length * STORE;
}

function curve(node, from, to) {
  const start = { x: from.x + WIDTH / 2, y: from.y + tall(node) };
  const end = { x: to.x + WIDTH / 2, y: to.y - 1 };
  const bend = Math.max(BETWEEN / 2, (end.y - start.y) / 2);
  return `M${start.x} ${start.y} C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`;
}

function short(name) {
  const shown = visible(name);
  return shown.length > LETTERS ? shown.slice(0, LETTERS - 1) + "…" : shown;
}
