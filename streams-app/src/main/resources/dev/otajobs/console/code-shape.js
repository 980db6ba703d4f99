const INTEGERS = ["CurrentPage", "DynamicMode", "MaximumPerMinute", "OverwriteMode", "PageSize", "RetryCount",
  "RetryInterval", "TimeoutInMinutes"];
const LONGS = ["ScheduleFinishTime", "ScheduleTime"];
const BOOLEANS = ["CancelInProgressTask", "CancelNotifiedTask", "CancelQueuedTask", "CancelScheduledTask",
  "CancelUnconfirmedTask", "MultiModuleMode", "NeedConfirm", "NeedPush"];
/** Calls that the SDKs in use have no classes for. */
const WITHOUT_CLASSES = ["UpdateOTAJob"];
const LIST = /^([A-Za-z]+)\.([1-9]\d*)(?:\.(Key|Value))?$/;
const MOST = 2 ** 31;

/**
 * The members of an SDK's request, by name, from the parameters as they are sent: { name, type, value }. The type is
 * String, Integer, Long, Boolean, List, or Tags, whose value is a list of { Key, Value }. Undefined if the SDKs have
 * no class for the call, or cannot express a value.
 */
export function members(action, parameters) {
  const found = {};
  for (const [wire, value] of Object.entries(parameters)) {
    const [, list, number, part] = LIST.exec(wire) || [];
    if (!list) {
      found[wire] = scalar(wire, value);
    } else {
      found[list] ??= { name: list, type: part ? "Tags" : "List", items: {} };
      found[list].items[number] = part ? { ...found[list].items[number], [part]: value } : value;
    }
  }
  const all = Object.keys(found).sort().map((name) => {
    const { items, ...rest } = found[name];
    return items ? { ...rest, value: Object.values(items) } : rest;
  });
  const expressible = all.every((member) => /^[A-Za-z]+$/.test(member.name) && member.value !== undefined);
  return expressible && !WITHOUT_CLASSES.includes(action) ? all : undefined;
}

/** Why a program calls by name what an SDK has classes for, or not. */
export function whyByName(action, sdk) {
  return WITHOUT_CLASSES.includes(action)
    ? `${sdk} has no class for ${action}, so it is called by its name.`
    : `The classes of ${sdk} cannot hold these values, so ${action} is called by its name.`;
}

/** The parameters as [name, value], sorted by name. */
export function sorted(parameters) {
  return Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** An endpoint as SDKs want it: host with port, and protocol in capitals. */
export function place(endpoint) {
  const { host, protocol } = new URL(endpoint);
  return { host, protocol: protocol.replace(":", "").toUpperCase() };
}

/** A text as a literal of JavaScript, Python and Go. */
export function quoted(text) {
  return JSON.stringify(text);
}

/** The name of a member in camelCase. */
export function camel(name) {
  return name[0].toLowerCase() + name.slice(1);
}

function scalar(name, value) {
  if (INTEGERS.includes(name)) {
    return { name, type: "Integer", value: whole(value, MOST) };
  }
  if (LONGS.includes(name)) {
    return { name, type: "Long", value: whole(value, Number.MAX_SAFE_INTEGER) };
  }
  if (BOOLEANS.includes(name)) {
    return { name, type: "Boolean", value: { true: true, false: false }[value.toLowerCase()] };
  }
  return { name, type: "String", value };
}

function whole(text, limit) {
  return /^-?\d+$/.test(text) && Math.abs(Number(text)) < limit ? Number(text) : undefined;
}
