import { ask } from "./api.js";
import { language } from "./text.js";

/** The calls of the service, each with its fields; see calls.json. */
export async function loadCalls() {
  const { data } = await ask(new URL("./calls.json", import.meta.url));
  return data.calls.map((call) => ({ ...call, fields: fieldsOf(call, data.parameters) }));
}

/**
 * What a form asks for: { name, required, parts }. A part is a parameter as calls.json describes it; a list of tags
 * has two, and `suffix` is what stands behind the number.
 */
function fieldsOf(call, parameters) {
  const fields = new Map();
  for (const wire of [...call.required, ...call.optional]) {
    const [name, suffix] = wire.split(".N");
    const field = fields.get(name)
      ?? { name, required: call.required.includes(wire), list: suffix !== undefined, parts: [] };
    field.parts.push({ ...parameters[wire], ...call.own?.[wire], suffix: suffix ?? "" });
    fields.set(name, field);
  }
  return [...fields.values()];
}

/** What a call or a parameter is for, in the language of the page. */
export function meaning(described) {
  return described[language()];
}

/** How many items of a list the values have. */
export function items(field, values) {
  const numbers = Object.keys(values)
    .filter((name) => name.startsWith(field.name + "."))
    .map((name) => Number(name.split(".")[1]) || 0);
  return Math.max(0, ...numbers);
}

/** The name on the wire of one item of a list, or of what is no list. */
export function wireName(field, number, part) {
  return field.list ? `${field.name}.${number}${part.suffix}` : field.name;
}

/** The values that a call sends: those that are not empty, with the items of lists counted anew. */
export function collect(call, values) {
  const sent = {};
  for (const field of call.fields) {
    let number = 1;
    for (let item = 1; item <= (field.list ? items(field, values) : 1); item++) {
      const given = field.parts.filter((part) => values[wireName(field, item, part)]);
      given.forEach((part) => {
        sent[wireName(field, number, part)] = values[wireName(field, item, part)];
      });
      number += given.length ? 1 : 0;
    }
  }
  return sent;
}

/** The required fields that have no value. */
export function missingFields(call, values) {
  const sent = collect(call, values);
  return call.fields
    .filter((field) => field.required && !field.parts.some((part) => wireName(field, 1, part) in sent))
    .map((field) => field.name);
}

/** Values that make a call which goes with the sample jobs of scripts/local. */
export function examples(call) {
  return Object.fromEntries(Object.entries(call.example).map(([name, value]) => [name, example(value)]));
}

/** An example; that of a time is told from now. */
export function example(text) {
  return text.startsWith("+") ? String(Math.round((Date.now() + Number(text)) / 1000) * 1000) : text;
}
