import { html } from "./preact.js";
import { duration, number, utc, visible } from "./format.js";
import { Scroll } from "./parts.js";
import { t } from "./text.js";

const OLD = 2000;

/** The partitions and who has them: one row each, one column for each instance. */
export function Grid({ cluster }) {
  const partitions = Array.from({ length: cluster.Partitions }, (_, partition) => partition);
  const owned = new Set(cluster.Instances.filter((instance) => instance.Alive)
    .flatMap((instance) => instance.Copies.filter((copy) => copy.Role === "owner").map((copy) => copy.Partition)));
  const held = cluster.Instances.flatMap((instance) => instance.Copies.filter((copy) => copy.HeldBackRecords).map((copy) => ({ ...copy, host: instance.Host })));
  return html`<section class="card" aria-labelledby="grid-title">
    <h2 id="grid-title">${t("grid.title")}</h2>
    <p class="hint">${t("grid.text")}</p>
    <${Scroll} label=${t("grid.partition") + " × " + t("cluster.instances")}>
      <table class="grid" style=${{ minWidth: 8 + 12 * cluster.Instances.length + "rem" }}>
        <thead><tr><th scope="col">${t("grid.partition")}</th>${cluster.Instances.map((instance) => html`
          <th scope="col" key=${instance.Host}>${visible(instance.Host)}<span class="under">${t(!instance.Alive ? "health.dead" : instance.Self ? "cluster.self" : instance.Ready ? "health.ready" : "health.busy")}</span></th>`)}</tr></thead>
        <tbody>${partitions.map((partition) => html`<tr key=${partition}><th scope="row">${partition}${owned.has(partition) ? null : html` <span class="flag">${t("grid.ownerless")}</span>`}</th>
          ${cluster.Instances.map((instance) => html`<${Cell} key=${instance.Host} instance=${instance} partition=${partition} />`)}</tr>`)}</tbody>
      </table>
    <//>
    ${held.length ? html`<h3>${t("grid.held")}</h3><p class="hint">${t("grid.held.text")}</p>
      <ul class="plain">${held.map((copy) => html`<li key=${copy.host + copy.Partition}>
        <strong>${t("grid.held.one", { partition: copy.Partition, n: number(copy.HeldBackRecords), time: duration(copy.HeldBackMs) })}</strong>
        ${(copy.HeldBackBy || []).map((producer) => html`<span class="under">${t("grid.held.by",
          { id: visible(producer.TransactionalId ?? "–"), producer: producer.ProducerId, time: producer.LastWrite ? utc(producer.LastWrite) : "–" })}</span>`)}
      </li>`)}</ul>` : null}
  </section>`;
}

function Cell({ instance, partition }) {
  const copy = instance.Copies.find((candidate) => candidate.Partition === partition);
  const restoring = instance.Restoring?.find((candidate) => candidate.Partition === partition);
  if (!copy && !restoring) {
    return html`<td class="cell nothing"><span class="unseen">${t("grid.nothing")}</span><span aria-hidden="true">·</span></td>`;
  }
  const role = copy?.Role === "owner" ? "owner" : copy ? "copy" : "restoring";
  const age = copy?.AgeMs;
  return html`<td class="cell ${role}"><span class="role"><span class="shape" aria-hidden="true"></span>${t("role." + role)}</span>
    ${copy ? html`<span class="age ${age === undefined || age > OLD ? "old" : ""}">${age === undefined ? t("grid.ageless") : duration(age)}</span>` : null}
    ${copy?.HeldBackRecords ? html`<span class="flag">${t("grid.held.mark")}</span>` : null}</td>`;
}
