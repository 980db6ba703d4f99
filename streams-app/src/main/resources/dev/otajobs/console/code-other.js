import { members, place, quoted, sorted, whyByName } from "./code-shape.js";

const SDK = "github.com/aliyun/alibaba-cloud-sdk-go";

/** A program for alibaba-cloud-sdk-go. */
export function go({ action, parameters, endpoint }) {
  const fields = members(action, parameters);
  const { host, protocol } = place(endpoint);
  const literal = ({ type, value }) => ({
    Integer: () => `requests.NewInteger(${value})`,
    Long: () => `requests.NewInteger64(${value})`,
    Boolean: () => `requests.NewBoolean(${value})`,
    List: () => `&[]string{${value.map(quoted).join(", ")}}`,
    Tags: () => `&[]iot.${action}Tag{\n${value.map((tag) => `\t\t{${["Key", "Value"].filter((part) => part in tag)
      .map((part) => `${part}: ${quoted(tag[part])}`).join(", ")}},\n`).join("")}\t}`,
  })[type]?.() ?? quoted(value);
  const typed = !fields || fields.some(({ type }) => ["Integer", "Long", "Boolean"].includes(type));
  const target = `\trequest.Scheme = "${protocol.toLowerCase()}"\n\trequest.Domain = ${quoted(host)}\n`;
  const set = (field) => `\trequest.${field.name} = ${literal(field)}\n`;
  const put = ([name, value]) => `\trequest.QueryParams[${quoted(name)}] = ${quoted(value)}\n`;
  const call = fields
    ? `\trequest := iot.Create${action}Request()
${target}${fields.map(set).join("")}\tresponse, err := client.${action}(request)`
    : `\trequest := requests.NewCommonRequest()
${target}\trequest.Method = "POST"
\trequest.Version = "2018-01-20"
\trequest.ApiName = ${quoted(action)}
${sorted(parameters).map(put).join("")}\tresponse, err := client.ProcessCommonRequest(request)`;
  const stop = "\tif err != nil {\n\t\tpanic(err)\n\t}\n";
  return `// main.go
// go get ${SDK}
${fields ? "" : `// ${whyByName(action, "alibaba-cloud-sdk-go")}\n`}package main

import (
\t"fmt"
\t"os"

${typed ? `\t"${SDK}/sdk/requests"\n` : ""}\t"${SDK}/services/iot"
)

func main() {
\tclient, err := iot.NewClientWithAccessKey("cn-shanghai",
\t\tos.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
${stop}${call}
${stop}\tfmt.Println(response.GetHttpContentString())
}
`;
}

/** A script that signs by openssl (V1) and calls by curl. */
export function curl({ action, parameters, endpoint }) {
  const signed = sorted({
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, shell(`${name}=${value}`)])),
    AccessKeyId: '"AccessKeyId=$ALIBABA_CLOUD_ACCESS_KEY_ID"',
    Action: shell(`Action=${action}`),
    Format: "'Format=JSON'",
    SignatureMethod: "'SignatureMethod=HMAC-SHA1'",
    SignatureNonce: '"SignatureNonce=$(openssl rand -hex 16)"',
    SignatureVersion: "'SignatureVersion=1.0'",
    Timestamp: '"Timestamp=$(date -u +%Y-%m-%dT%H:%M:%SZ)"',
    Version: "'Version=2018-01-20'",
  });
  return `#!/usr/bin/env bash
# Needs bash, curl and openssl.
# While openssl runs, the list of processes shows the secret.
set -eu
export LC_ALL=C
: "\${ALIBABA_CLOUD_ACCESS_KEY_ID:?is not set}" "\${ALIBABA_CLOUD_ACCESS_KEY_SECRET:?is not set}"

endpoint=${shell(new URL(endpoint).origin)}
# Sorted by name, as they are signed.
parameters=(
${signed.map(([, parameter]) => `  ${parameter}\n`).join("")})

encode() {
  local text=$1 encoded= character byte i
  for ((i = 0; i < \${#text}; i++)); do
    character=\${text:i:1}
    case $character in
      [a-zA-Z0-9._~-]) ;;
      *)
        printf -v byte '%d' "'$character"
        printf -v character '%%%02X' "$((byte & 255))"
        ;;
    esac
    encoded+=$character
  done
  printf '%s' "$encoded"
}

query=
for parameter in "\${parameters[@]}"; do
  query+="\${query:+&}$(encode "\${parameter%%=*}")=$(encode "\${parameter#*=}")"
done
signature=$(printf '%s' "POST&%2F&$(encode "$query")" |
  openssl dgst -sha1 -hmac "$ALIBABA_CLOUD_ACCESS_KEY_SECRET&" -binary | openssl base64)
curl -sS "$endpoint/" --data "$query&Signature=$(encode "$signature")"
echo
`;
}

function shell(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
