import { camel, members, place, sorted, whyByName } from "./code-shape.js";

const TEA = "com.aliyun:iot20180120:3.0.12";
const CLASSIC = "com.aliyun:aliyun-java-sdk-iot:7.47.0";
const CORE = "com.aliyun:aliyun-java-sdk-core:4.7.10";
const PRINT = "new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(";

/** A program for the newer Java SDK. */
export function teaJava({ action, parameters, endpoint }) {
  const fields = members(action, parameters);
  const { host, protocol } = place(endpoint);
  const types = ["iot20180120.Client", "teaopenapi.models.Config"];
  const client = `    Config config =
        new Config()
            .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
            .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
            .setEndpoint(${java(host)})
            .setProtocol("${protocol}");
    Client client = new Client(config);
`;
  if (!fields) {
    const more = ["teaopenapi.models.OpenApiRequest", "teaopenapi.models.Params", "teautil.models.RuntimeOptions"];
    return program([TEA, whyByName(action, "iot20180120 3.0.12")],
      [...aliyun([...types, ...more]), "com.google.gson.GsonBuilder", "java.util.HashMap", "java.util.Map"], `${client}
    Params call =
        new Params()
            .setAction(${java(action)})
            .setVersion("2018-01-20")
            .setProtocol("${protocol}")
            .setMethod("POST")
            .setPathname("/")
            .setStyle("RPC")
            .setAuthType("AK")
            .setReqBodyType("formData")
            .setBodyType("json");
    Map<String, String> query = new HashMap<>();
${sorted(parameters).map(([name, value]) => `    query.put(${java(name)}, ${java(value)});\n`).join("")}
    Map<String, ?> reply =
        client.callApi(call, new OpenApiRequest().setQuery(query), new RuntimeOptions());
    System.out.println(
        ${PRINT}reply.get("body")));
`);
  }
  const tag = `${action}Request.${action}RequestTag`;
  const set = ({ name, type, value }) => `\n            .set${name}(${type === "Tags"
    ? list(value.map((one) => `\n                new ${tag}()${part(one, "Key")}${part(one, "Value")}`))
    : literal(type, value)})`;
  return program([TEA], [...aliyun([...types, `iot20180120.models.${action}Request`,
    `iot20180120.models.${action}Response`]), "com.google.gson.GsonBuilder", ...lists(fields)], `${client}
    ${action}Request request =
        new ${action}Request()${fields.map(set).join("")};
    ${action}Response response = client.${camel(action)}(request);
    System.out.println(
        ${PRINT}response.getBody().toMap()));
`);
}

/** A program for the classic Java SDK. */
export function classicJava({ action, parameters, endpoint }) {
  const fields = members(action, parameters);
  const { host, protocol } = place(endpoint);
  const types = ["DefaultAcsClient", "IAcsClient", "http.ProtocolType", "profile.DefaultProfile"];
  const client = `    IAcsClient client =
        new DefaultAcsClient(
            DefaultProfile.getProfile(
                "cn-shanghai",
                System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"),
                System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")));
`;
  if (!fields) {
    return program([CLASSIC, CORE, whyByName(action, "aliyun-java-sdk-iot 7.47.0")],
      acs([...types, "CommonRequest", "http.MethodType"]), `${client}
    CommonRequest request = new CommonRequest();
    request.setSysMethod(MethodType.POST);
    request.setSysProtocol(ProtocolType.${protocol});
    request.setSysDomain(${java(host)});
    request.setSysVersion("2018-01-20");
    request.setSysAction(${java(action)});
${sorted(parameters).map(([name, value]) => `    request.putQueryParameter(${java(name)}, ${java(value)});\n`).join("")}
    System.out.println(client.getCommonResponse(request).getData());
`);
  }
  const tags = fields.some((field) => field.type === "Tags");
  const model = `iot.model.v20180120.${action}`;
  // The setters of lists have an s at their end; the names on the wire have none.
  const set = ({ name, type, value }) => type === "Tags"
    ? `    request.set${name}s(${list(value.map((one) => `tag(${nullable(one.Key)}, ${nullable(one.Value)})`))});\n`
    : `    request.set${name}${type === "List" ? "s" : ""}(${literal(type, value)});\n`;
  return program([CLASSIC, CORE], [...acs([...types, `${model}Request`, `${model}Response`]),
    "com.google.gson.GsonBuilder", ...lists(fields)], `${client}
    ${action}Request request = new ${action}Request();
    request.setSysProtocol(ProtocolType.${protocol});
    request.setSysEndpoint(${java(host)});
${fields.map(set).join("")}
    ${action}Response response = client.getAcsResponse(request);
    System.out.println(
        ${PRINT}response));
`, tags ? `
  private static ${action}Request.Tag tag(String key, String value) {
    ${action}Request.Tag tag = new ${action}Request.Tag();
    tag.setKey(key);
    tag.setValue(value);
    return tag;
  }
` : "");
}

function program(comments, imports, body, rest = "") {
  return `// Example.java
${comments.map((comment) => `// ${comment}\n`).join("")}
${imports.sort().map((name) => `import ${name};\n`).join("")}
public class Example {

  public static void main(String[] arguments) throws Exception {
${body}  }
${rest}}
`;
}

function aliyun(types) {
  return types.map((type) => "com.aliyun." + type);
}

function acs(types) {
  return types.map((type) => "com.aliyuncs." + type);
}

function lists(fields) {
  return fields.some(({ type }) => type === "Tags" || type === "List") ? ["java.util.Arrays"] : [];
}

function list(items) {
  return `Arrays.asList(${items.join(items[0].startsWith("\n") ? "," : ", ")})`;
}

function literal(type, value) {
  return { String: java, Long: (number) => number + "L", List: (items) => list(items.map(java)) }[type]?.(value)
    ?? String(value);
}

function part(tag, name) {
  return tag[name] === undefined ? "" : `.set${name}(${java(tag[name])})`;
}

function nullable(text) {
  return text === undefined ? "null" : java(text);
}

/** A literal of Java, in ASCII: which encoding a compiler takes for granted depends on where it runs. */
function java(text) {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) =>
    "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"));
}
