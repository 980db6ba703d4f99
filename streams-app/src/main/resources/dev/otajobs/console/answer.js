import { html } from "./preact.js";
import { ask, credentials } from "./api.js";
import { duration } from "./format.js";
import { useLoad } from "./load.js";
import { t } from "./text.js";

const UNKNOWN_AGE = 999999999;

/** Who answered, how fresh the answer is, and the revision, from the headers of the reply. */
export function Answer({ headers, revision, state, settings }) {
  const partition = revision.split("-")[0];
  const owner = useOwner(partition, settings.development);
  const age = headers?.get("ota-staleness-ms") ?? null;
  const [freshness, good] = state === "live" ? [t("answer.live"), true]
    : state ? [t("answer.broken"), false]
    : age === null ? [t("answer.fresh"), true]
    : [Number(age) >= UNKNOWN_AGE ? t("answer.unknown") : t("answer.stale", { age: duration(Number(age)) }), false];
  return html`<section class="card" aria-labelledby="answer-title">
    <h2 id="answer-title">${t("answer.title")}</h2>
    <dl class="pairs">
      <div><dt>${t("answer.from")}</dt><dd>${location.host}</dd></div>
      <div><dt>${t("answer.as")}</dt><dd>${t(age === null ? "answer.owner" : "answer.copy")}</dd></div>
      <div><dt>${t("answer.freshness")}</dt><dd class=${good ? "good-text" : "warn-text"}>${freshness}</dd></div>
      ${revision ? html`<div><dt>${t("answer.revision")}</dt><dd><code>${revision}</code></dd></div>` : null}
      ${owner ? html`<div><dt>${t("answer.partition", { partition })}</dt><dd>${owner.Host}</dd></div>` : null}
    </dl>
  </section>`;
}

/** With what the cluster was refused: the same is not asked with again. */
let refused;

/** The instance that owns a partition, if the caller may ask for it. */
function useOwner(partition, development) {
  const cluster = useLoad(async (signal) => {
    const own = credentials().Authorization;
    if (!partition || (!development && !own) || refused === String(own)) {
      return null;
    }
    try {
      return await ask("/v1/cluster", { signal });
    } catch (failure) {
      refused = failure.status === 403 ? String(own) : refused;
      return null;
    }
  }, [partition, development]);
  return cluster.data?.data.Instances.find((instance) =>
    instance.Status?.partitions.some((copy) => copy.role === "owner" && String(copy.partition) === partition));
}
