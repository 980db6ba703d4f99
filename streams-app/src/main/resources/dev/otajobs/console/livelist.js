import { useEffect, useState } from "./preact.js";
import { watch } from "./events.js";

/**
 * Watches the jobs of a list while the page shows it: `told` has each job that has changed since it was listed, by
 * JobId, as it is now, or null if it is none of the list any more. `relist` is called when it must be listed again.
 */
export function useListWatch(parameters, relist) {
  const [live, setLive] = useState({ state: "connecting", told: new Map() });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const tell = (id, job) => setLive((before) => ({ ...before, told: new Map(before.told).set(id, job) }));
    setLive({ state: "connecting", told: new Map() });
    watch("/v1/jobs/watch?" + parameters, (event) => {
      if (event.type === "list") {
        setLive((before) => ({ ...before, told: new Map() }));
        relist();
      } else {
        const job = JSON.parse(event.data);
        tell(job.JobId, event.type === "job" ? job : null);
      }
    }, (state) => setLive((before) => ({ ...before, state })), controller.signal);
    return () => controller.abort();
  }, [parameters, round]);
  return { ...live, again: () => setRound(round + 1) };
}

/** The listed jobs as they are now, the newest first. With older pages to come, only what belongs to these. */
export function merged(jobs, told, hasMore) {
  const known = new Map(jobs.map((job) => [job.JobId, job]));
  const oldest = jobs.length ? jobs[jobs.length - 1] : undefined;
  for (const [id, job] of told) {
    if (job === null) {
      known.delete(id);
    } else if (known.has(id) || !hasMore || (oldest && before(job, oldest) < 0)) {
      known.set(id, job);
    }
  }
  return [...known.values()].sort(before);
}

function before(one, other) {
  return other.UtcCreate.localeCompare(one.UtcCreate) || (one.JobId < other.JobId ? -1 : 1);
}
