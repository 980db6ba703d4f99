import { camel, members, place, quoted, sorted, whyByName } from "./code-shape.js";

/** A program for @alicloud/iot20180120 on Node.js. */
export function teaNode({ action, parameters, endpoint }) {
  const fields = members(action, parameters);
  const { host, protocol } = place(endpoint);
  const tagged = fields?.some((field) => field.type === "Tags");
  const models = fields ? [`${action}Request`, ...(tagged ? [`${action}RequestTag`] : [])] : [];
  const types = fields ? "Config" : "Config, OpenApiRequest, Params";
  const literal = ({ type, value }) => type === "Tags"
    ? `[\n${value.map((tag) => `    new ${action}RequestTag({ ${["Key", "Value"].filter((part) => part in tag)
      .map((part) => `${camel(part)}: ${quoted(tag[part])}`).join(", ")} }),\n`).join("")}  ]`
    : type === "List" ? `[${value.map(quoted).join(", ")}]` : quoted(value);
  const call = fields
    ? `const request = new ${action}Request({
${fields.map((field) => `  ${camel(field.name)}: ${literal(field)},\n`).join("")}});
client.${camel(action)}(request)
  .then(reply => console.log(JSON.stringify(reply.body.toMap(), null, 2)));`
    : `const call = new Params({
  action: ${quoted(action)},
  version: "2018-01-20",
  protocol: "${protocol}",
  method: "POST",
  pathname: "/",
  style: "RPC",
  authType: "AK",
  reqBodyType: "formData",
  bodyType: "json",
});
const request = new OpenApiRequest({
  query: ${flat(parameters, "    ", "  ")},
});
client.callApi(call, request, new RuntimeOptions({}))
  .then(reply => console.log(JSON.stringify(reply.body, null, 2)));`;
  return `// example.js
// npm install @alicloud/iot20180120@3.0.11 @alicloud/openapi-client@0.4.15
${fields ? "" : `// ${whyByName(action, "@alicloud/iot20180120 3.0.11")}\n`}\
const { ${["default: Client", ...models].join(", ")} } = require("@alicloud/iot20180120");
const { ${types} } = require("@alicloud/openapi-client");
${fields ? "" : "const { RuntimeOptions } = require(\"@alicloud/tea-util\");\n"}
const client = new Client(new Config({
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
  endpoint: ${quoted(host)},
  protocol: "${protocol}",
}));
${call}
`;
}

/** A program for @alicloud/pop-core on Node.js. */
export function popCore({ action, parameters, endpoint }) {
  return `// example.js
// npm install @alicloud/pop-core@1.8.0
const { RPCClient } = require("@alicloud/pop-core");

const client = new RPCClient({
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
  endpoint: ${quoted(new URL(endpoint).origin)},
  apiVersion: "2018-01-20",
});
const parameters = ${flat(parameters, "  ", "")};
// It throws for every reply whose Success is false.
client.request(${quoted(action)}, parameters, { method: "POST" })
  .then(reply => console.log(JSON.stringify(reply, null, 2)));
`;
}

/** A program for alibabacloud_iot20180120 on Python. */
export function python({ action, parameters, endpoint }) {
  const fields = members(action, parameters);
  const { host, protocol } = place(endpoint);
  const model = `models.${action}Request`;
  const literal = ({ type, value }) => ({
    Boolean: () => (value ? "True" : "False"),
    List: () => `[${value.map(quoted).join(", ")}]`,
    Tags: () => `[\n${value.map((tag) => `        ${model}Tag(${["Key", "Value"].filter((part) => part in tag)
      .map((part) => `${snake(part)}=${quoted(tag[part])}`).join(", ")}),\n`).join("")}    ]`,
  })[type]?.() ?? quoted(value);
  const call = fields
    ? `request = ${model}(
${fields.map((field) => `    ${snake(field.name)}=${literal(field)},\n`).join("")})
response = client.${snake(action)}(request)
print(json.dumps(response.body.to_map(), ensure_ascii=False, indent=2))`
    : `call = Params(
    action=${quoted(action)},
    version="2018-01-20",
    protocol="${protocol}",
    method="POST",
    pathname="/",
    style="RPC",
    auth_type="AK",
    req_body_type="formData",
    body_type="json",
)
query = ${flat(parameters, "    ", "", quoted)}
reply = client.call_api(call, OpenApiRequest(query=query), RuntimeOptions())
print(json.dumps(reply["body"], ensure_ascii=False, indent=2))`;
  return `# example.py
# pip install alibabacloud_iot20180120
${fields ? "" : `# ${whyByName(action, "alibabacloud_iot20180120")}\n`}import json
import os

${fields ? "from alibabacloud_iot20180120 import models\n" : ""}from alibabacloud_iot20180120.client import Client
from alibabacloud_tea_openapi.models import ${fields ? "Config" : "Config, OpenApiRequest, Params"}
${fields ? "" : "from alibabacloud_tea_util.models import RuntimeOptions\n"}\

client = Client(Config(
    access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    endpoint=${quoted(host)},
    protocol="${protocol}",
))
${call}
`;
}

/** The parameters as an object of JavaScript, or with `key` as one of Python. */
function flat(parameters, inner, outer, key = (name) => (/^[A-Za-z]\w*$/.test(name) ? name : quoted(name))) {
  const members = sorted(parameters).map(([name, value]) => `${inner}${key(name)}: ${quoted(value)},\n`);
  return `{\n${members.join("")}${outer}}`;
}

/** A name as Python's SDK has it: query_otajob, create_otastatic_upgrade_job. */
function snake(name) {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
