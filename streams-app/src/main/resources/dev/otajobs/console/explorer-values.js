import { useEffect, useState } from "./preact.js";
import { collect } from "./explorer-calls.js";
import { address, go } from "./route.js";

/** Browsers allow few changes of the address in a row. */
const PAUSE = 300;

/** The values of the form. The address follows them, and they follow the address. */
export function useValues(call, query) {
  const [values, setValues] = useState(query);
  const sent = JSON.stringify(collect(call, values));
  const asked = JSON.stringify(collect(call, query));
  useEffect(() => {
    const timer = setTimeout(() => {
      const target = address("explorer", "", { action: call.action, ...JSON.parse(sent) });
      if (target !== location.hash && location.hash.startsWith("#/explorer")) {
        go(target, true);
      }
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [call.action, sent]);
  useEffect(() => {
    setValues((before) => (JSON.stringify(collect(call, before)) === asked ? before : query));
  }, [call.action, asked]);
  return [values, setValues];
}
