import { html, useState } from "./preact.js";
import { example, items, meaning, wireName } from "./explorer-calls.js";
import { utc } from "./format.js";
import { tell } from "./explorer-text.js";

/** The form of a call. Fields that must be filled in come first, the others can be folded away. */
export function Parameters({ call, values, change, missing }) {
  const required = call.fields.filter((field) => field.required);
  const optional = call.fields.filter((field) => !field.required);
  const used = optional.some((field) => (field.list ? items(field, values) : values[field.name]));
  const draw = (fields) => html`<div class="parameters">${fields.map((field) => html`
    <${field.list ? List : Single} key=${field.name} field=${field} values=${values} change=${change}
      wanted=${missing.includes(field.name)} />`)}</div>`;
  return html`${draw(required)}
    <details open=${used}><summary>${tell("optional", { n: optional.length })}</summary>${draw(optional)}</details>`;
}

function Single({ field, values, change, wanted }) {
  const [part] = field.parts;
  const id = "parameter-" + field.name;
  const value = values[field.name] || "";
  const at = part.type !== "time" ? null
    : /^\d{13}$/.test(value) ? tell("at", { time: utc(Number(value)) }) : tell("ms");
  return html`<div class="field">
    <label for=${id}><${Name} field=${field} type=${part.type} /></label>
    <${Input} part=${part} value=${value} id=${id} aria-describedby=${id + "-hint"} aria-invalid=${wanted}
      aria-required=${field.required} set=${(next) => change({ ...values, [field.name]: next })} />
    <${Hint} id=${id} wanted=${wanted} field=${field}>${meaning(part)} ${at}<//>
  </div>`;
}

function List({ field, values, change, wanted }) {
  const [wished, wish] = useState(1);
  const count = Math.max(items(field, values), wished);
  const id = "parameter-" + field.name;
  const set = (item, part, next) => change({ ...values, [wireName(field, item, part)]: next });
  const remove = (removed) => {
    const kept = { ...values };
    for (let item = removed; item <= count; item++) {
      field.parts.forEach((part) => {
        kept[wireName(field, item, part)] = values[wireName(field, item + 1, part)] || "";
      });
    }
    field.parts.forEach((part) => delete kept[wireName(field, count, part)]);
    wish(Math.max(1, count - 1));
    change(kept);
  };
  return html`<fieldset class="field list" aria-describedby=${id + "-hint"}>
    <legend><${Name} field=${field} type="list" /></legend>
    ${Array.from({ length: count }, (_, index) => index + 1).map((item) => html`<div class="item" key=${item}>
      ${field.parts.map((part) => {
        const name = wireName(field, item, part);
        return html`<${Input} part=${part} value=${values[name] || ""} id=${id + (item > 1 || part.suffix ? name : "")}
          aria-label=${name} aria-invalid=${wanted} set=${(next) => set(item, part, next)} />`;
      })}
      <button type="button" class="small" disabled=${count === 1} onClick=${() => remove(item)}
        aria-label=${tell("remove", { name: `${field.name}.${item}` })}>✕</button></div>`)}
    <button type="button" class="small" onClick=${() => wish(count + 1)}>
      ${tell("add", { name: `${field.name}.${count + 1}` })}</button>
    <${Hint} id=${id} wanted=${wanted} field=${field}>${field.parts.map(meaning).join(" ")}<//>
  </fieldset>`;
}

function Name({ field, type }) {
  return html`<code>${field.list ? field.name + ".N" : field.name}</code>
    <span class="kind">${field.required ? html`<span class="must">${tell("required")}</span>` : null}${type}</span>`;
}

function Hint({ id, wanted, field, children }) {
  const ask = wanted ? html`<strong class="bad-text">${tell("fill", { name: field.name })}</strong> ` : null;
  return html`<p class="hint" id=${id + "-hint"}>${ask}${children}</p>`;
}

function Input({ part, value, set, ...rest }) {
  const choices = part.values ?? (part.type === "boolean" ? ["true", "false"] : null);
  return choices
    ? html`<select value=${value} onChange=${(event) => set(event.target.value)} ...${rest}>
        ${["", ...choices].map((choice) => html`
          <option value=${choice} selected=${choice === value}>${choice || tell("unset")}</option>`)}</select>`
    : html`<input value=${value} placeholder=${example(part.example)} autocomplete="off" spellcheck=${false}
        inputmode=${part.type === "integer" || part.type === "time" ? "numeric" : undefined}
        onInput=${(event) => set(event.target.value)} ...${rest} />`;
}
