package dev.otajobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.job.Shown;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a command makes of a reply. */
final class ReplyText {

  /** The exit code for a job or a package that does not exist, or that the caller may not see. */
  static final int NOT_FOUND = 3;

  /** Of a refusal. In the texts of a job, the quotes and brackets are escaped. */
  private static final Pattern CODE = Pattern.compile("\"Code\":\"[^\"]*\"|<Code>[^<]*</Code>");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReplyText() {}

  /**
   * The exit code for a reply.
   *
   * @param reply JSON or XML
   */
  static int exitCode(int status, String reply) {
    Matcher code = CODE.matcher(reply);
    if (code.find()) {
      return code.group().contains("iot.ota.") && code.group().contains("NotFound") ? NOT_FOUND : 1;
    }
    return status == 404 ? NOT_FOUND : status == 200 ? 0 : 1;
  }

  /**
   * The members of the job in the reply, a line each.
   *
   * @param reply JSON
   */
  static String table(String reply) {
    JsonNode whole = parse(reply);
    JsonNode data = whole.has("Data") ? whole.path("Data") : whole;
    int width = 0;
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      width = Math.max(width, member.getKey().length());
    }
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      JsonNode value = member.getValue();
      lines
          .append(lines.isEmpty() ? "" : "\n")
          .append(("%-" + width + "s  %s").formatted(member.getKey(), Shown.of(text(value))));
    }
    return lines.toString();
  }

  private static JsonNode parse(String reply) {
    try {
      return JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the reply is not JSON: " + reply, e);
    }
  }

  /** Lists are wrapped in an object of one member, as the platform does. */
  private static String text(JsonNode value) {
    if (value.isObject() && value.size() == 1 && value.elements().next().isArray()) {
      return text(value.elements().next());
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
