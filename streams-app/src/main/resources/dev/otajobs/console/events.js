import { credentials, failureOf } from "./api.js";

const SILENCE = 45000;
const LONGEST = 30000;

/**
 * Reads server-sent events of a path until the signal ends it or the service refuses. `seen` gets each event,
 * `tell` the state: connecting, live, reconnecting, or ended with a Failure. Goes on after the last event that came.
 */
export async function watch(path, seen, tell, signal) {
  let last = "";
  let pause = 1000;
  tell("connecting");
  while (!signal.aborted) {
    const outcome = await once(path, last, signal, (event) => {
      last = event.id || last;
      pause = 1000;
      seen(event);
    }, () => tell("live"));
    if (signal.aborted) {
      return;
    }
    if (outcome.refused && [400, 401, 403, 404, 406, 410].includes(outcome.refused.status)) {
      tell("ended", outcome.refused);
      return;
    }
    if (outcome.reason !== "renew") {
      tell("reconnecting");
      await delay(pause * (0.8 + Math.random() * 0.4), signal);
      pause = Math.min(pause * 2, LONGEST);
    }
  }
}

async function once(path, last, signal, seen, opened) {
  const silent = new AbortController();
  const stop = () => silent.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, SILENCE);
  let reason = "";
  try {
    const response = await fetch(path, {
      signal: silent.signal,
      cache: "no-store",
      credentials: "omit",
      headers: { Accept: "text/event-stream", ...credentials(), ...(last ? { "Last-Event-ID": last } : {}) },
    });
    if (!response.ok) {
      return { refused: failureOf(response, await response.text()) };
    }
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parse = parser((event) => {
      if (event.type === "end") {
        reason = JSON.parse(event.data).reason;
      } else {
        seen(event);
      }
    });
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE);
      parse(part.value);
    }
  } catch {
    reason = "broken";
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
  return { reason };
}

/** A function that takes a stream of text in pieces and hands over its events. */
function parser(seen) {
  let rest = "";
  let event = { type: "message", id: "", data: "" };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      const [, name, value] = line.match(/^([^:]*):? ?(.*)$/s);
      if (line === "") {
        if (event.data) {
          seen({ ...event, data: event.data.slice(0, -1) });
        }
        event = { type: "message", id: "", data: "" };
      } else if (name === "event") {
        event.type = value;
      } else if (name === "id") {
        event.id = value;
      } else if (name === "data") {
        event.data += value + "\n";
      }
    }
  };
}

function delay(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
