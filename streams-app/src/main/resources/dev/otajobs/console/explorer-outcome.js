/** What a reply says: success, code, message, requestId, jobId; of JSON and of XML. */
export function outcomeOf(reply) {
  const said = reply.xml ? fromXml(reply.text) : fromJson(reply.text);
  return {
    success: String(said.Success) === "true",
    code: said.Code || "HTTP " + reply.status,
    message: said.ErrorMessage || said.Message || "",
    jobId: said.JobId,
  };
}

function fromJson(text) {
  try {
    const said = JSON.parse(text);
    return { ...said, JobId: said.Data?.JobId };
  } catch {
    return {};
  }
}

function fromXml(text) {
  const { documentElement } = new DOMParser().parseFromString(text, "application/xml");
  const said = Object.fromEntries([...documentElement.children].map((child) => [child.tagName, child.textContent]));
  return { ...said, JobId: documentElement.querySelector("Data > JobId")?.textContent };
}

/** The message in what somebody has pasted: a message, or a reply as JSON or XML. */
export function messageIn(pasted) {
  const text = pasted.trim();
  const said = text.startsWith("{") ? fromJson(text) : text.startsWith("<") ? fromXml(text) : {};
  return said.Message || text;
}
