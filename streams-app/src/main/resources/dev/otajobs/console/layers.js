/** The nodes of a sub-topology in layers, sources first: each node stands behind all that lead to it. */
export function layersOf(nodes) {
  const byName = new Map(nodes.map((node) => [node.Name, node]));
  const depths = new Map();
  const visit = (name, depth, path) => {
    if (!byName.has(name) || path.includes(name) || (depths.get(name) ?? -1) >= depth) {
      return;
    }
    depths.set(name, depth);
    for (const next of byName.get(name).Successors || []) {
      visit(next, depth + 1, [...path, name]);
    }
  };
  const reached = new Set(nodes.flatMap((node) => node.Successors || []));
  for (const node of nodes) {
    if (!reached.has(node.Name)) {
      visit(node.Name, 0, []);
    }
  }
  const layers = [];
  for (const node of nodes) {
    const depth = depths.get(node.Name) ?? 0;
    (layers[depth] ||= []).push(node);
  }
  return untangle(layers.map((layer) => layer || []));
}

/** Puts the nodes of each layer into the order of those before them, so that few edges cross. */
function untangle(layers) {
  for (let depth = 1; depth < layers.length; depth++) {
    const before = layers.slice(0, depth).flat();
    const place = new Map();
    for (const node of layers[depth]) {
      const places = before.flatMap((other) => (other.Successors || []).includes(node.Name) ? [orderIn(layers, other, node)] : []);
      place.set(node.Name, places.length ? places.reduce((sum, value) => sum + value, 0) / places.length : layers[depth].indexOf(node));
    }
    layers[depth].sort((one, other) => place.get(one.Name) - place.get(other.Name));
  }
  return layers;
}

/** Where a predecessor stands in its layer, and where the node stands among its successors. */
function orderIn(layers, predecessor, node) {
  const layer = layers.find((candidate) => candidate.includes(predecessor));
  return (layer.indexOf(predecessor) + 0.5) / layer.length + predecessor.Successors.indexOf(node.Name) / 1000;
}
