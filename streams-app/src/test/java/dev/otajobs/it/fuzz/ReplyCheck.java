package dev.otajobs.it.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Says what is wrong with a reply. Not thread-safe.
 *
 * @param secrets what no reply may show
 */
record ReplyCheck(List<String> secrets) {

  private static final List<String> TRACES = List.of("Exception", "\tat ", "at dev.otajobs");
  private static final String REQUEST_ID = "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * Checks the reply.
   *
   * @throws AssertionError if it is not one that this request may be answered with
   */
  void check(FuzzedRequest request, RawReply reply) {
    require(reply.status() < 500, "status " + reply.status());
    String text = text(reply.body());
    TRACES.forEach(trace -> require(!text.contains(trace), "shows " + trace));
    secrets.forEach(
        secret ->
            require(
                !text.contains(secret) && !reply.headers().toString().contains(secret),
                "shows a secret"));
    boolean rpc = !request.isHead() && checkBody(reply, text);
    switch (request.expected()) {
      case SUCCESS -> {
        require(rpc && reply.status() == 200, "not the job");
        require(text.contains("JobStatus") && text.contains("true"), "no success");
      }
      case REFUSAL -> require(reply.status() >= 400, "not refused");
      case RPC_REPLY -> require(rpc || request.isHead(), "no RPC reply");
      case REPLY, ANYTHING -> {}
      case NOTHING -> throw new AssertionError("nobody was there to read it");
    }
  }

  /** Whether it is an RPC reply. */
  private static boolean checkBody(RawReply reply, String text) {
    switch (reply.header("content-type")) {
      case "application/json;charset=utf-8" -> {
        JsonNode json = json(text);
        checkRequestId(reply, json.path("RequestId").asText());
        require(reply.status() == 200 || json.path("Code").isTextual(), "no Code");
        return true;
      }
      case "text/xml;charset=utf-8" -> {
        Element root = xml(reply.body());
        checkRequestId(reply, child(root, "RequestId"));
        require(reply.status() == 200 || !child(root, "Code").isEmpty(), "no Code");
        return true;
      }
      case "application/problem+json" ->
          require(json(text).path("status").asInt() == reply.status(), "another status");
      case "application/json" -> require(json(text).isObject(), "no object");
      case "" -> require(text.isEmpty(), "a body of no type");
      default -> require(reply.header("content-type").startsWith("text/plain"), "strange type");
    }
    return false;
  }

  private static void checkRequestId(RawReply reply, String id) {
    require(id.matches(REQUEST_ID), "no RequestId");
    require(id.equals(reply.header("x-acs-request-id")), "another x-acs-request-id");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON", e);
    }
  }

  private static Element xml(byte[] body) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("no XML", e);
    }
  }

  private static String child(Element root, String name) {
    var found = root.getElementsByTagName(name);
    return found.getLength() == 1 ? found.item(0).getTextContent() : "";
  }

  private static String text(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8", e);
    }
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new AssertionError(problem);
    }
  }
}
