import { useCallback, useEffect, useRef, useState } from "./preact.js";

/**
 * Loads something when the page shows it and again when `inputs` change. What was there stays while it is loaded
 * again, and when that fails: then `failure` is set beside `data`.
 */
export function useLoad(load, inputs) {
  const [state, setState] = useState({ loading: true });
  const running = useRef(null);
  const run = useCallback(async (keep) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState((before) => ({ ...(keep ? before : {}), loading: true }));
    try {
      const data = await load(controller.signal);
      if (!controller.signal.aborted) {
        setState({ data, at: Date.now(), loading: false });
      }
    } catch (failure) {
      if (!controller.signal.aborted) {
        setState((before) => ({ ...before, failure, loading: false }));
      }
    }
  }, inputs);
  useEffect(() => {
    run(false);
    return () => running.current?.abort();
  }, [run]);
  return { ...state, reload: () => run(true) };
}

/** Calls `action` every so many milliseconds while the page can be seen. */
export function useEvery(milliseconds, action) {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) {
        latest.current();
      }
    };
    const timer = setInterval(tick, milliseconds);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [milliseconds]);
}

/** The time, drawn again every so many milliseconds. */
export function useNow(milliseconds) {
  const [now, setNow] = useState(Date.now());
  useEvery(milliseconds, () => setNow(Date.now()));
  return now;
}

/** Calls `action` when a value is another one than before, but not for its first. */
export function useChange(value, action) {
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) {
      before.current = value;
      action();
    }
  }, [value]);
}
