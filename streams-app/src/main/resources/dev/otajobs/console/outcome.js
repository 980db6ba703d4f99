import { ask, post } from "./api.js";

const ROUNDS = 5;
const PAUSE = 1000;
const MOST = 100;

/**
 * Finds out what came of replayed records and tells it with `update`, as a map from where each was written again:
 * refused with its dead letter, folded with its job, or pending; in the end unrefused for what is still pending.
 */
export async function follow(replayed, letters, update, signal) {
  const keys = new Map(letters.map((letter) => [letter.At, letter.Key]));
  const outcomes = new Map(replayed.map((record) => [record.Again, { state: "pending", key: keys.get(record.At) }]));
  const pending = () => [...outcomes].filter(([, outcome]) => outcome.state === "pending");
  for (let round = 0; round < ROUNDS && pending().length && !signal.aborted; round++) {
    // Each look at the dead letters is a search: the later ones are further apart.
    await new Promise((resolve) => setTimeout(resolve, PAUSE * (round + 1)));
    await markFolded(outcomes, pending().filter(([, outcome]) => outcome.key).slice(0, MOST));
    await markRefused(outcomes, signal);
    update(new Map(outcomes));
  }
  for (const [again, outcome] of pending()) {
    outcomes.set(again, { ...outcome, state: "unrefused" });
  }
  update(new Map(outcomes));
}

async function markRefused(outcomes, signal) {
  const open = [...outcomes].filter(([, outcome]) => outcome.state === "pending").map(([again]) => again);
  if (!open.length) {
    return;
  }
  const { data } = await ask("/v1/dead-letters?limit=100&at=" + open.slice(0, MOST).join(","), { signal });
  for (const letter of data.DeadLetters) {
    if (outcomes.has(letter.At)) {
      outcomes.set(letter.At, { ...outcomes.get(letter.At), state: "refused", letter });
    }
  }
}

async function markFolded(outcomes, pending) {
  if (!pending.length) {
    return;
  }
  const ids = [...new Set(pending.map(([, outcome]) => outcome.key))];
  const { data } = await post("/v1/jobs:batchGet", { JobIds: ids });
  const found = new Map(data.Jobs.map((item) => [item.JobId, item]));
  for (const [again, outcome] of pending) {
    const item = found.get(outcome.key);
    if (item?.Status === 200 && includes(item.ETag, again)) {
      outcomes.set(again, { ...outcome, state: "folded", job: item.Job });
    }
  }
}

/** Whether a revision such as W/"0-5.7-3" has the record at a place such as 7-2. */
export function includes(tag, place) {
  const [partition, offset] = place.split("-").map(Number);
  return [...tag.matchAll(/(\d+)-(\d+)/g)].some(([, of, up]) => Number(of) === partition && Number(up) >= offset);
}
