package dev.otajobs.peers;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.history.HistoryQuery;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The calls between instances for histories. The reply has {@link PeerProtocol#ANSWER} and the
 * bytes of {@code HistoryCodec}.
 */
final class HistoryProtocol {

  /** The history of a job. */
  static final String PATH = "/internal/history";

  private HistoryProtocol() {}

  /**
   * A call to {@link #PATH}.
   *
   * @param timeout within which the caller needs the reply
   */
  record HistoryCall(HistoryQuery query, Duration timeout) {

    String uri() {
      QueryStringEncoder uri = new QueryStringEncoder(PATH);
      uri.addParam("key", query.key().text());
      uri.addParam("partition", Integer.toString(query.partition()));
      uri.addParam("atLeast", query.atLeast().text());
      uri.addParam("timeout", Long.toString(timeout.toMillis()));
      return uri.toString();
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if a parameter is missing or malformed
     */
    static HistoryCall parse(String uri) {
      Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
      return new HistoryCall(
          new HistoryQuery(
              JobKey.parse(PeerProtocol.required(parameters, "key")),
              Integer.parseInt(
                  PeerProtocol.matching(
                      PeerProtocol.PARTITION, PeerProtocol.required(parameters, "partition"))),
              Revision.parse(PeerProtocol.required(parameters, "atLeast"))),
          PeerProtocol.millis(PeerProtocol.required(parameters, "timeout")));
    }
  }
}
