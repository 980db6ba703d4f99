package dev.otajobs.api.rpc;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a call: those of the query and those of a form body, decoded, each once. */
final class RpcParameters {

  private static final int MAX_PARAMETERS = 100;
  private static final int MAX_VALUE_CHARACTERS = 4096;

  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads {@code name=value&…}, in which {@code +} is a space and {@code ;} is itself.
   *
   * @throws RpcException if a parameter comes twice, is too long, or is badly encoded
   */
  void addEncoded(String encoded) {
    Map<String, List<String>> decoded;
    try {
      decoded =
          new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MAX_PARAMETERS + 1, true)
              .parameters();
    } catch (IllegalArgumentException e) {
      throw invalid("The parameters are not percent-encoded UTF-8.");
    }
    decoded.forEach(
        (name, given) -> {
          if (given.size() > 1 || values.putIfAbsent(name, given.get(0)) != null) {
            throw invalid("Specified parameter " + shown(name) + " is given more than once.");
          }
          if (given.get(0).length() > MAX_VALUE_CHARACTERS) {
            throw invalid("Specified parameter " + shown(name) + " is too long.");
          }
        });
    if (values.size() > MAX_PARAMETERS) {
      throw invalid("More than " + MAX_PARAMETERS + " parameters are given.");
    }
  }

  /** The parameter's value; empty if it is not given, or given without a value. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "of that name";
  }

  private static RpcException invalid(String problem) {
    return new RpcException(RpcError.invalidParameter(problem));
  }
}
