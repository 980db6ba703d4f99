package dev.otajobs.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a call belongs to, as its headers {@code traceparent} and {@code tracestate} say
 * (W3C Trace Context). It is passed on as it came: to the instance that a call is forwarded to, and
 * to the record that a call writes. The service makes no spans of its own.
 *
 * @param parent of the form {@code 00-TRACE-SPAN-FLAGS}
 * @param state what tracing systems add; empty if there is none
 */
public record TraceContext(String parent, String state) {

  /** The header that has {@link #parent}, in HTTP and in records. */
  public static final String PARENT = "traceparent";

  /** The header that has {@link #state}. */
  public static final String STATE = "tracestate";

  private static final Pattern PARENT_FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /** As long as the standard lets nobody cut it. */
  private static final Pattern STATE_FORM = Pattern.compile("[ -~]{1,512}");

  /** Timers and workers duplicate the context of a call; the trace stays with them. */
  private static final ContextLocal<TraceContext> LOCAL =
      ContextLocal.registerLocal(TraceContext.class, trace -> trace);

  /** Event loops on which each call's trace goes with the call. */
  public static Vertx eventLoops(VertxOptions options) {
    return Vertx.builder().with(options).withTracer(tracing -> new Passing()).build();
  }

  /** That of the call that runs in this context; empty if it came with none. */
  public static Optional<TraceContext> of(Context context) {
    return Optional.ofNullable(LOCAL.get(context));
  }

  private static Optional<TraceContext> read(Iterable<Map.Entry<String, String>> headers) {
    String parent = "";
    String state = "";
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equalsIgnoreCase(PARENT)) {
        parent = header.getValue();
      } else if (header.getKey().equalsIgnoreCase(STATE)) {
        state = header.getValue();
      }
    }
    return PARENT_FORM.matcher(parent).matches()
        ? Optional.of(new TraceContext(parent, STATE_FORM.matcher(state).matches() ? state : ""))
        : Optional.empty();
  }

  /** Hands each header to the consumer. */
  public void write(BiConsumer<String, String> headers) {
    headers.accept(PARENT, parent);
    if (!state.isEmpty()) {
      headers.accept(STATE, state);
    }
  }

  /** Vert.x asks it at each request that comes or goes, in the context of the call. */
  private static final class Passing implements VertxTracer<Object, Object> {

    @Override
    public <R> @Nullable Object receiveRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        Iterable<Map.Entry<String, String>> headers,
        TagExtractor<R> tags) {
      read(headers).ifPresent(trace -> LOCAL.put(context, trace));
      return null;
    }

    @Override
    public <R> @Nullable Object sendRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        BiConsumer<String, String> headers,
        TagExtractor<R> tags) {
      of(context).ifPresent(trace -> trace.write(headers));
      return null;
    }
  }
}
