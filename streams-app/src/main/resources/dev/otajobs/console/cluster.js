import { html } from "./preact.js";
import { ask } from "./api.js";
import { number, visible } from "./format.js";
import { Grid } from "./grid.js";
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
  const owned = new Set(alive.flatMap((instance) => instance.Copies.filter((copy) => copy.Role === "owner").map((copy) => copy.Partition)));
  const held = alive.flatMap((instance) => instance.Copies.filter((copy) => copy.HeldBackRecords));
  const figure = (value, of, label, good) => html`<li class=${good ? "" : "warn"}><span class="figure">${value}${of === null ? null : html`<span class="of">/${of}</span>`}</span>
    <span>${label}</span></li>`;
  return html`
    <ul class="figures" aria-label=${t("cluster.summary")}>
      ${figure(alive.length, instances.length, t("cluster.alive"), alive.length === instances.length)}
      ${figure(alive.filter((instance) => instance.Ready).length, instances.length, t("cluster.ready"), instances.every((instance) => instance.Ready))}
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
  const state = !instance.Alive ? "dead" : instance.Ready ? "ready" : "busy";
  const recent = instance.Recent;
  return html`<article class="card instance">
    <div class="bar"><h3>${visible(instance.Host)}</h3>
      ${instance.Self ? html`<span class="tag">${t("cluster.self")}</span>` : null}
      <span class="health ${state}"><span class="dot" aria-hidden="true"></span>${t("health." + state)}</span></div>
    ${!instance.Alive ? html`<p>${t("cluster.dead")}</p>` : html`<p class="hint">${t("cluster.state")} <code>${instance.State}</code>${instance.Why ? " · " + visible(instance.Why) : ""}</p>`}
    ${instance.Restoring?.length ? html`<div class="stack">${instance.Restoring.map((restoring) => html`<${Restoring} key=${restoring.Partition} restoring=${restoring} />`)}</div>` : null}
    ${recent ? html`<div class="sparks">
      <${Spark} label=${t("spark.events")} values=${recent.EventsPerSecond} stepMs=${recent.StepMs} />
      <${Spark} label=${t("spark.calls")} values=${recent.CallsPerSecond} stepMs=${recent.StepMs} />
      <${Spark} label=${t("spark.p99")} unit=" ms" values=${recent.CallP99Ms} stepMs=${recent.StepMs} />
      <${Spark} label=${t("spark.letters")} values=${recent.DeadLettersPerSecond} stepMs=${recent.StepMs} />
    </div>` : null}
  </article>`;
}

function Restoring({ restoring }) {
  const { Partition, Restored, Records } = restoring;
  const label = t("cluster.restoring", { partition: Partition });
  return html`<div class="restoring"><span>${label}</span>
    <progress max=${Math.max(Records, 1)} value=${Restored} aria-label=${label}></progress>
    <span class="hint">${t("cluster.restored", { done: number(Restored), all: number(Records),
      percent: Math.floor((Restored / Math.max(Records, 1)) * 100) })}</span></div>`;
}
