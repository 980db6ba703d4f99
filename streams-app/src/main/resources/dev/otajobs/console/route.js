import { useEffect, useState } from "./preact.js";

/** Reads the address behind #: the view, what it shows, and the query. */
function readRoute(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const slash = path.indexOf("/");
  const view = slash < 0 ? path : path.slice(0, slash);
  return {
    view: view || "jobs",
    id: slash < 0 ? "" : decode(path.slice(slash + 1)),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a view; empty members of the query are left out. */
export function address(view, id, query = {}) {
  const members = Object.entries(query).filter(([, value]) => value !== "" && value !== undefined);
  const path = "#/" + view + (id ? "/" + encodeURIComponent(id) : "");
  return members.length ? path + "?" + new URLSearchParams(members) : path;
}

/** Goes to an address; with `replace` without a new step in the browser's history. */
export function go(target, replace = false) {
  if (replace) {
    history.replaceState(null, "", target);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = target;
  }
}

/** The route of the page; the component is drawn again when it changes. */
export function useRoute() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = () => setHash(location.hash);
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return readRoute(hash);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
