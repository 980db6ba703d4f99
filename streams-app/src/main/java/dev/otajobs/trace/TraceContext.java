package dev.otajobs.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The trace that a call or an event belongs to, as its headers {@code traceparent} and {@code
 * tracestate} say (W3C Trace Context), in HTTP and in records.
 *
 * @param parent of the form {@code 00-TRACE-SPAN-FLAGS}, 55 characters
 * @param state what tracing systems add, at most 512 characters of ASCII; empty if there is none
 */
public record TraceContext(String parent, String state) {

  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  /** Ids of zeros and the version ff are invalid (section 3.2.2). */
  private static final Pattern PARENT_FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** As long as nobody may cut it (section 3.3.1.5). */
  private static final Pattern STATE_FORM = Pattern.compile("[ -~]{1,512}");

  /**
   * That of these headers; empty if they have none that is valid.
   *
   * @param headers the values of the header with a name, names in lower case
   */
  public static Optional<TraceContext> read(Function<String, List<String>> headers) {
    List<String> parents = headers.apply(PARENT);
    // Several headers are one list (RFC 9110, section 5.3).
    String state = String.join(",", headers.apply(STATE));
    return parents.size() == 1 && PARENT_FORM.matcher(parents.get(0)).matches()
        ? Optional.of(
            new TraceContext(parents.get(0), STATE_FORM.matcher(state).matches() ? state : ""))
        : Optional.empty();
  }

  /** Hands name and value of each header over. */
  public void write(BiConsumer<String, String> headers) {
    headers.accept(PARENT, parent);
    if (!state.isEmpty()) {
      headers.accept(STATE, state);
    }
  }
}
