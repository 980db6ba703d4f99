package dev.otajobs.auth;

import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A call that can still be changed, as a client or somebody on the way would. */
public final class Call {

  public String method = "POST";
  public String path = "/";
  public List<Parameter> query = new ArrayList<>();
  public List<Parameter> form = new ArrayList<>();
  public Map<String, List<String>> headers = new TreeMap<>();
  public byte[] body = new byte[0];

  static Call of(String method, String url) {
    Call call = new Call();
    call.method = method;
    String[] halves = url.split("\\?", 2);
    call.path = halves[0];
    call.query = halves.length > 1 ? decode(halves[1]) : new ArrayList<>();
    return call;
  }

  static List<Parameter> decode(String encoded) {
    return new ArrayList<>(
        Arrays.stream(encoded.split("&"))
            .map(pair -> pair.split("=", 2))
            .map(pair -> new Parameter(decoded(pair[0]), decoded(pair[1])))
            .toList());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public Call query(String name, String value) {
    query.removeIf(parameter -> parameter.name().equals(name));
    query.add(new Parameter(name, value));
    return this;
  }

  public Call without(String name) {
    query.removeIf(parameter -> parameter.name().equals(name));
    form.removeIf(parameter -> parameter.name().equals(name));
    headers.remove(name);
    return this;
  }

  public Call header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  public String header(String name) {
    return headers.get(name).get(0);
  }

  public String parameter(String name) {
    return query.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().value();
  }

  SignedCall signed() {
    MultiMap sent = MultiMap.caseInsensitiveMultiMap();
    headers.forEach(sent::add);
    return new SignedCall(method, path, query, form, sent, Buffer.buffer(body));
  }
}
