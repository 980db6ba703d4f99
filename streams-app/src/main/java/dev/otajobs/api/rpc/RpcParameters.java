package dev.otajobs.api.rpc;

import dev.otajobs.auth.call.Parameter;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of a call, of its query and its form body, decoded. Each may come once. */
public final class RpcParameters {

  /** A create call for 200 devices has about 250. */
  private static final int MAX_PARAMETERS = 300;

  private static final int MAX_VALUE_CHARACTERS = 4096;

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  private final Map<String, String> values = new HashMap<>();
  private final List<Parameter> query;
  private final List<Parameter> form;

  /**
   * Reads {@code name=value&…}, in which {@code +} is a space and {@code ;} is itself.
   *
   * @throws RpcException if a parameter comes twice, is too long, or is badly encoded
   */
  public RpcParameters(String query, String form) {
    this.query = read(query);
    this.form = read(form);
  }

  /** The value of a parameter; empty if the parameter is missing or has no value. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The value of a mandatory parameter.
   *
   * @throws RpcException if it is missing or has no value
   */
  public String required(String name) {
    return get(name).orElseThrow(() -> new RpcException(RpcError.missing(name)));
  }

  /**
   * A whole number.
   *
   * @throws RpcException if it is none, or not within 18 digits
   */
  public Optional<Long> whole(String name) {
    return get(name)
        .map(
            text -> {
              if (!WHOLE.matcher(text).matches()) {
                throw new RpcException(RpcError.invalid(name));
              }
              return Long.valueOf(text);
            });
  }

  /**
   * {@code true} or {@code false}, in any case.
   *
   * @throws RpcException if it is neither
   */
  public Optional<Boolean> flag(String name) {
    return get(name)
        .map(
            text -> {
              if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new RpcException(RpcError.invalid(name));
              }
              return Boolean.valueOf(text);
            });
  }

  /** The values of {@code name.1}, {@code name.2} and so on, by number; also those without text. */
  public List<String> list(String name) {
    return List.copyOf(numbered(name, "").values());
  }

  /**
   * The values of {@code name.1.suffix} and so on, by number; also those without text.
   *
   * @param suffix with its dot; empty if there is none
   */
  public SortedMap<Integer, String> numbered(String name, String suffix) {
    SortedMap<Integer, String> numbered = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(name + ".") && key.endsWith(suffix)) {
            String number = key.substring(name.length() + 1, key.length() - suffix.length());
            if (NUMBER.matcher(number).matches()) {
              numbered.put(Integer.valueOf(number), value);
            }
          }
        });
    return numbered;
  }

  /** All parameters that have a value, by name. */
  public SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.values().removeIf(String::isEmpty);
    return all;
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
