import { html } from "./preact.js";
import { ask } from "./api.js";
import { number, visible } from "./format.js";
import { useEvery, useLoad } from "./load.js";
import { Code, Empty, Failed, Loading, Scroll, Stale } from "./parts.js";
import { Picture } from "./picture.js";
import { t } from "./text.js";

const EVERY = 5000;

/** The topology of Kafka Streams as a picture, with the rates of its nodes. */
export function Topology() {
  const topology = useLoad((signal) => ask("/v1/topology", { signal }), []);
  useEvery(EVERY, () => topology.loading || topology.reload());
  return html`
    <div class="head"><h1>${t("nav.topology")}</h1><p class="lead">${t("topology.lead")}</p></div>
    ${!topology.data ? (topology.failure ? html`<${Failed} failure=${topology.failure} retry=${topology.reload} />` : html`<${Loading} />`)
      : html`
        ${topology.failure ? html`<${Stale} at=${topology.at} failure=${topology.failure} retry=${topology.reload} />` : null}
        <${Shown} topology=${topology.data.data} />`}`;
}

function Shown({ topology }) {
  if (!topology.SubTopologies.length) {
    return html`<${Empty} title=${t("topology.none")} text=${t("topology.none.text")} />`;
  }
  return html`
    <ul class="legend" aria-label=${t("topology.legend")}>${["source", "processor", "store", "sink"].map((type) => html`
      <li class=${type}><span class="swatch" aria-hidden="true"></span>${t("node." + type)}</li>`)}</ul>
    ${topology.SubTopologies.map((part) => html`<section class="card" key=${part.Id} aria-labelledby=${"part-" + part.Id}>
      <h2 id=${"part-" + part.Id}>${t("topology.part", { id: part.Id })}</h2>
      <div class="beside">
        <${Scroll} label=${t("topology.picture", { id: part.Id })}><${Picture} id=${part.Id} nodes=${part.Nodes} /><//>
        <div class="stack"><h3>${t("topology.list")}</h3><${List} nodes=${part.Nodes} /></div>
      </div>
    </section>`)}
    ${topology.GlobalStores?.length ? html`<section class="card" aria-labelledby="global-title"><h2 id="global-title">${t("topology.global")}</h2>
      <p class="hint">${t("topology.global.text")}</p>
      <ul class="plain">${topology.GlobalStores.map((store) => html`<li>
        <code>${visible(store.Stores.join(", "))}</code> ← <code>${visible(store.Topics.join(", "))}</code></li>`)}</ul></section>` : null}
    ${topology.Description ? html`<details class="card"><summary>${t("topology.description")}</summary>
      <${Code} label=${t("topology.description")} text=${visible(topology.Description, true)} /></details>` : null}`;
}

function List({ nodes }) {
  return html`<ul class="plain">${nodes.map((node) => html`<li key=${node.Name}><strong>${visible(node.Name)}</strong> (${t("node." + node.Type)})
    ${node.Topics?.length ? html`<span class="under">${t("topology.topics", { names: node.Topics.map((name) => visible(name)).join(", ") })}</span>` : null}
    ${node.Stores?.length ? html`<span class="under">${t("topology.stores", { names: node.Stores.map((name) => visible(name)).join(", ") })}</span>` : null}
    ${node.RecordsPerSecond === undefined ? null : html`<span class="under">${t("topology.rate", { n: number(node.RecordsPerSecond) })}</span>`}
    ${node.Successors?.length ? html`<span class="under">${t("topology.next", { names: node.Successors.map((name) => visible(name)).join(", ") })}</span>` : null}
  </li>`)}</ul>`;
}
