package dev.otajobs.auth.call;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call as it came, before anything of it is believed.
 *
 * <p>The parameters must be the very ones that the call is answered by: were they decoded a second
 * time in another way, something else would be answered than what was signed.
 *
 * @param method as sent, in capitals
 * @param path as sent, not decoded; {@code /} for every RPC call
 * @param query the parameters of the query, decoded
 * @param form the parameters of a form body, decoded; empty if the body is none
 */
public record SignedCall(
    String method,
    String path,
    List<Parameter> query,
    List<Parameter> form,
    Headers headers,
    Body body) {

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

  private static void addValues(List<Parameter> from, String name, List<String> values) {
    for (Parameter parameter : from) {
      if (parameter.name().equals(name)) {
        values.add(parameter.value());
      }
    }
  }
}
