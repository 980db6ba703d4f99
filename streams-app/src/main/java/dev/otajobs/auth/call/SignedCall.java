package dev.otajobs.auth.call;

import static java.util.Objects.requireNonNull;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call as it came, before any of it is verified. The caller must not change headers and body
 * afterwards.
 *
 * <p>The call must be answered by the same decoded parameters that are verified here. If they were
 * decoded twice in different ways, the answer could be to something else than what was signed.
 *
 * @param method as sent, in capitals
 * @param path as sent, not decoded; {@code /} for every RPC call
 * @param query the parameters of the query, decoded
 * @param form the parameters of a form body, decoded; empty if the body is not a form
 * @param headers names match in any case; values in the order in which they came
 * @param body the bytes of the body, of a form too; empty if there is none
 */
public record SignedCall(
    String method,
    String path,
    List<Parameter> query,
    List<Parameter> form,
    MultiMap headers,
    Buffer body) {

  public SignedCall {
    requireNonNull(method);
    requireNonNull(path);
    query = List.copyOf(query);
    form = List.copyOf(form);
    requireNonNull(headers);
    requireNonNull(body);
  }

  /** The parameters of the query and of the form. */
  public List<Parameter> parameters() {
    return form.isEmpty() ? query : Stream.concat(query.stream(), form.stream()).toList();
  }

  /** The values of the parameters of this name, those of the query first. */
  public List<String> parameter(String name) {
    List<String> values = new ArrayList<>(1);
    addValues(query, name, values);
    addValues(form, name, values);
    return values;
  }

  /** The values of the header of this name, in the order in which they came. */
  public List<String> header(String name) {
    return headers.getAll(name);
  }

  private static void addValues(List<Parameter> from, String name, List<String> values) {
    for (Parameter parameter : from) {
      if (parameter.name().equals(name)) {
        values.add(parameter.value());
      }
    }
  }
}
