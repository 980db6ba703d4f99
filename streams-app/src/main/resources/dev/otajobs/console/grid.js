import { html } from "./preact.js";
import { duration, number, utc, visible } from "./format.js";
import { Scroll } from "./parts.js";
import { t } from "./text.js";

const OLD = 2000;

/** How an instance is: dead, busy or ready. */
export function healthOf(instance) {
  return !instance.Alive ? "dead" : instance.Status.ready ? "ready" : "busy";
}

/** The partitions and who has them: one row each, one column for each instance. */
export function Grid({ cluster }) {
  const partitions = Array.from({ length: cluster.Partitions }, (_, partition) => partition);
  const copies = cluster.Instances.flatMap((instance) =>
    (instance.Status?.partitions || []).map((copy) => ({ ...copy, host: instance.Host })));
  const owned = new Set(copies.filter((copy) => copy.role === "owner").map((copy) => copy.partition));
  return html`<section class="card" aria-labelledby="grid-title">
    <h2 id="grid-title">${t("grid.title")}</h2>
    <p class="hint">${t("grid.text")}</p>
    <${Scroll} label=${t("grid.partition") + " × " + t("cluster.instances")}>
      <table class="grid" style=${{ minWidth: 8 + 12 * cluster.Instances.length + "rem" }}>
        <thead><tr><th scope="col">${t("grid.partition")}</th>${cluster.Instances.map((instance) => html`
          <th scope="col" key=${instance.Host}>${visible(instance.Host)}<span class="under">${
            t(instance.Self ? "cluster.self" : "health." + healthOf(instance))}</span></th>`)}</tr></thead>
        <tbody>${partitions.map((partition) => html`<tr key=${partition}>
          <th scope="row">${partition}${owned.has(partition) ? null : html` <span class="flag">${t("grid.ownerless")}</span>`}</th>
          ${cluster.Instances.map((instance) => html`<${Cell} key=${instance.Host} status=${instance.Status} partition=${partition} />`)}</tr>`)}</tbody>
      </table>
    <//>
    <${Held} copies=${copies.filter((copy) => copy.heldBackRecords)} />
  </section>`;
}

function Cell({ status, partition }) {
  const copy = status?.partitions.find((candidate) => candidate.partition === partition);
  const restoring = status?.restoring.some((candidate) => candidate.partition === partition);
  if (!copy && !restoring) {
    return html`<td class="cell nothing"><span class="unseen">${t("grid.nothing")}</span><span aria-hidden="true">·</span></td>`;
  }
  const role = copy?.role === "owner" ? "owner" : copy ? "copy" : "restoring";
  const age = copy?.ageMs;
  return html`<td class="cell ${role}"><span class="role"><span class="shape" aria-hidden="true"></span>${t("role." + role)}</span>
    ${copy ? html`<span class="age ${age === undefined || age > OLD ? "old" : ""}">${age === undefined ? t("grid.ageless") : duration(age)}</span>` : null}
    ${copy?.heldBackRecords ? html`<span class="flag">${t("grid.held.mark")}</span>` : null}
    ${copy && restoring ? html`<span class="flag">${t("role.restoring")}</span>` : null}</td>`;
}

function Held({ copies }) {
  return copies.length ? html`<h3>${t("grid.held")}</h3><p class="hint">${t("grid.held.text")}</p>
    <ul class="plain">${copies.map((copy) => html`<li key=${copy.host + copy.partition}>
      <strong>${t("grid.held.one", { partition: copy.partition, n: number(copy.heldBackRecords), time: duration(copy.heldBackMs) })}</strong>
      ${copy.heldBackBy.map((producer) => html`<span class="under">${t("grid.held.by",
        { id: visible(producer.transactionalId ?? "–"), producer: producer.producerId, time: utc(producer.lastWrite) })}</span>`)}
    </li>`)}</ul>` : null;
}
