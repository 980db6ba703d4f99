package dev.otajobs.trace;

import io.vertx.core.Context;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Passes the trace of a call on to the requests that are sent for it, such as those to the instance
 * that a query is forwarded to. Vert.x asks it at each request that comes or goes, in the context
 * of the call. The service makes no spans of its own.
 */
public final class TracePropagation implements VertxTracer<Object, Object> {

  /** Timers and workers duplicate the context of a call; the trace stays with them. */
  private static final ContextLocal<TraceContext> LOCAL =
      ContextLocal.registerLocal(TraceContext.class, trace -> trace);

  /** That of the call that runs in this context; empty if it came with none. */
  public static Optional<TraceContext> of(Context context) {
    return Optional.ofNullable(LOCAL.get(context));
  }

  @Override
  public <R> @Nullable Object receiveRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Map.Entry<String, String>> headers,
      TagExtractor<R> tags) {
    TraceContext.read(
            name ->
                StreamSupport.stream(headers.spliterator(), false)
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList())
        .ifPresent(trace -> LOCAL.put(context, trace));
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
