import { html } from "./preact.js";
import { ask } from "./api.js";
import { number, visible } from "./format.js";
import { Grid, healthOf } from "./grid.js";
import { useEvery, useLoad } from "./load.js";
import { Failed, Loading, Stale } from "./parts.js";
import { Spark } from "./spark.js";
import { t } from "./text.js";

const EVERY = 2000;

/** Who owns what, how fresh it is, what is being restored, and the rates of the last quarter of an hour. */
export function Cluster() {
  const cluster = useLoad((signal) => ask("/v1/cluster", { signal }), []);
  useEvery(EVERY, () => cluster.loading || cluster.reload());
  return html`
    <div class="head"><h1>${t("nav.cluster")}</h1><p class="lead">${t("cluster.lead")}</p></div>
    ${!cluster.data ? (cluster.failure ? html`<${Failed} failure=${cluster.failure} retry=${cluster.reload} />` : html`<${Loading} />`)
      : html`
        ${cluster.failure ? html`<${Stale} at=${cluster.at} failure=${cluster.failure} retry=${cluster.reload} />` : null}
        <${Shown} cluster=${cluster.data.data} />`}`;
}

function Shown({ cluster }) {
  const instances = cluster.Instances;
  const alive = instances.filter((instance) => instance.Alive);
  const copies = alive.flatMap((instance) => instance.Status.partitions);
  const owned = new Set(copies.filter((copy) => copy.role === "owner").map((copy) => copy.partition));
  const held = copies.filter((copy) => copy.heldBackRecords);
  const ready = alive.filter((instance) => instance.Status.ready);
  const figure = (value, of, label, good) => html`<li class=${good ? "" : "warn"}><span class="figure">${value}${of === null ? null : html`<span class="of">/${of}</span>`}</span>
    <span>${label}</span></li>`;
  return html`
    <ul class="figures" aria-label=${t("cluster.summary")}>
      ${figure(alive.length, instances.length, t("cluster.alive"), alive.length === instances.length)}
      ${figure(ready.length, instances.length, t("cluster.ready"), ready.length === instances.length)}
      ${figure(owned.size, cluster.Partitions, t("cluster.owned"), owned.size === cluster.Partitions)}
      ${figure(held.length, null, t("cluster.held"), held.length === 0)}
    </ul>
    <${Grid} cluster=${cluster} />
    <section aria-labelledby="instances-title">
      <h2 id="instances-title">${t("cluster.instances")}</h2>
      <div class="instances">${instances.map((instance) => html`<${Instance} key=${instance.Host} instance=${instance} />`)}</div>
    </section>`;
}

function Instance({ instance }) {
  const { state, why, restoring = [], recent } = instance.Status || {};
  const health = healthOf(instance);
  return html`<article class="card instance">
    <div class="bar"><h3>${visible(instance.Host)}</h3>
      ${instance.Self ? html`<span class="tag">${t("cluster.self")}</span>` : null}
      <span class="health ${health}"><span class="dot" aria-hidden="true"></span>${t("health." + health)}</span></div>
    ${!instance.Alive ? html`<p>${t("cluster.dead")}</p>` : html`<p class="hint">${t("cluster.state")} <code>${state}</code>${why ? " · " + visible(why) : ""}</p>`}
    ${restoring.length ? html`<div class="stack">${restoring.map((one) => html`<${Restoring} key=${one.partition} ...${one} />`)}</div>` : null}
    ${recent ? html`<div class="sparks">
      <${Spark} label=${t("spark.events")} values=${recent.eventsPerSecond} stepMs=${recent.stepMs} />
      <${Spark} label=${t("spark.calls")} values=${recent.queriesPerSecond} stepMs=${recent.stepMs} />
      <${Spark} label=${t("spark.p99")} unit=" ms" values=${recent.queryP99Ms} stepMs=${recent.stepMs} />
      <${Spark} label=${t("spark.letters")} values=${recent.deadLettersPerSecond} stepMs=${recent.stepMs} />
    </div>` : null}
  </article>`;
}

function Restoring({ partition, restored, records }) {
  const label = t("cluster.restoring", { partition });
  return html`<div class="restoring"><span>${label}</span>
    <progress max=${Math.max(records, 1)} value=${restored} aria-label=${label}></progress>
    <span class="hint">${t("cluster.restored", { done: number(restored), all: number(records),
      percent: Math.floor((restored / Math.max(records, 1)) * 100) })}</span></div>`;
}
