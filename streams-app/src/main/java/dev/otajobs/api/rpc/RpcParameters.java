package dev.otajobs.api.rpc;

import dev.otajobs.auth.call.Parameter;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a call, of its query and its form body, decoded. Each may come once. */
final class RpcParameters {

  private static final int MAX_PARAMETERS = 100;
  private static final int MAX_VALUE_CHARACTERS = 4096;

  private final Map<String, String> values = new HashMap<>();
  private final List<Parameter> query;
  private final List<Parameter> form;

  /**
   * Reads {@code name=value&…}, in which {@code +} is a space and {@code ;} is itself.
   *
   * @throws RpcException if a parameter comes twice, is too long, or is badly encoded
   */
  RpcParameters(String query, String form) {
    this.query = read(query);
    this.form = read(form);
  }

  /** The value of a parameter; empty if the parameter is missing or has no value. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The parameters of the query. */
  List<Parameter> query() {
    return query;
  }

  /** The parameters of the form. */
  List<Parameter> form() {
    return form;
  }

  private List<Parameter> read(String encoded) {
    List<Parameter> parameters = new ArrayList<>();
    decode(encoded)
        .forEach(
            (name, given) -> {
              if (!isUtf8(name) || !isUtf8(given.get(0))) {
                throw invalid("The parameters are not percent-encoded UTF-8.");
              }
              if (given.size() > 1 || values.putIfAbsent(name, given.get(0)) != null) {
                throw invalid("Specified parameter " + shown(name) + " is given more than once.");
              }
              if (given.get(0).length() > MAX_VALUE_CHARACTERS) {
                throw invalid("Specified parameter " + shown(name) + " is too long.");
              }
              parameters.add(new Parameter(name, given.get(0)));
            });
    if (values.size() > MAX_PARAMETERS) {
      throw invalid("More than " + MAX_PARAMETERS + " parameters are given.");
    }
    return parameters;
  }

  private static Map<String, List<String>> decode(String encoded) {
    try {
      return new QueryStringDecoder(
              encoded, StandardCharsets.UTF_8, false, MAX_PARAMETERS + 1, true)
          .parameters();
    } catch (IllegalArgumentException e) {
      throw invalid("The parameters are not percent-encoded UTF-8.");
    }
  }

  /** Bytes that are not UTF-8 are decoded to U+FFFD. No sensible parameter has that character. */
  private static boolean isUtf8(String decoded) {
    return decoded.indexOf('\uFFFD') < 0;
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "of that name";
  }

  private static RpcException invalid(String problem) {
    return new RpcException(RpcError.invalidParameter(problem));
  }
}
