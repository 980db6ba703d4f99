package dev.otajobs.testkit.signing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request that can still be changed, by the client that makes it or by somebody between
 * client and service. The lists and the map that it returns are its own: a change of them changes
 * the request. Not safe for several threads.
 */
public final class Call {

  private final List<Parameter> query = new ArrayList<>();
  private final List<Parameter> form = new ArrayList<>();
  private final Map<String, List<String>> headers = new TreeMap<>();
  private String method;
  private String path = "/";
  private byte[] body = new byte[0];

  /** A request of the path "/" without parameters. */
  public Call(String method) {
    this.method = method;
  }

  /**
   * A request as it stands in a log.
   *
   * @param target the path and, after a question mark, the encoded query
   */
  public static Call of(String method, String target) {
    String[] halves = target.split("\\?", 2);
    Call call = new Call(method).path(halves[0]);
    if (halves.length > 1) {
      call.query.addAll(decode(halves[1]));
    }
    return call;
  }

  public String method() {
    return method;
  }

  public Call method(String other) {
    method = other;
    return this;
  }

  public String path() {
    return path;
  }

  public Call path(String other) {
    path = other;
    return this;
  }

  /** The parameters of the query, in their order. */
  public List<Parameter> query() {
    return query;
  }

  /** Sets a parameter of the query, in place of any of the same name. */
  public Call query(String name, String value) {
    query.removeIf(parameter -> parameter.name().equals(name));
    query.add(new Parameter(name, value));
    return this;
  }

  /** The parameters of the form, in their order; none if the body is not a form. */
  public List<Parameter> form() {
    return form;
  }

  /** Adds the parameters of an encoded form. */
  public Call form(String encoded) {
    form.addAll(decode(encoded));
    return this;
  }

  /** The value of the query's first parameter of this name, which has to be there. */
  public String parameter(String name) {
    return query.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().value();
  }

  /** The headers by their names in small letters; a header may have several values. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Sets a header, in place of the values that it had. */
  public Call header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  /** The first value of a header, which has to be there. */
  public String header(String name) {
    return headers.getOrDefault(name, List.of()).get(0);
  }

  public byte[] body() {
    return body.clone();
  }

  public Call body(byte[] bytes) {
    body = bytes.clone();
    return this;
  }

  /** Removes the parameters and the header of this name. */
  public Call without(String name) {
    query.removeIf(parameter -> parameter.name().equals(name));
    form.removeIf(parameter -> parameter.name().equals(name));
    headers.remove(name);
    return this;
  }

  /** The path and the encoded query, as they stand in the request line. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + Encoding.joined(query);
  }

  private static List<Parameter> decode(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .map(pair -> new Parameter(decoded(pair[0]), decoded(pair[1])))
        .toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
