package dev.otajobs.api.rpc;

import dev.otajobs.api.Accept;
import dev.otajobs.api.Format;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of replies. The classic SDK accepts exactly these content types. */
enum ReplyFormat {
  JSON(
      "application/json;charset=utf-8",
      (requestId, action, reply) -> JsonReplyWriter.write(requestId, reply)),
  XML("text/xml;charset=utf-8", XmlReplyWriter::write);

  private static final Pattern FORMAT = Pattern.compile("(?i)(?:^|&)Format=(json|xml)(?:&|$)");

  private final CharSequence contentType;
  private final Writer writer;

  /** Writes a reply to the call of this name. */
  private interface Writer {
    Buffer write(String requestId, String action, Reply reply);
  }

  ReplyFormat(String contentType, Writer writer) {
    this.contentType = HttpHeaders.createOptimized(contentType);
    this.writer = writer;
  }

  CharSequence contentType() {
    return contentType;
  }

  Buffer write(String requestId, String action, Reply reply) {
    return writer.write(requestId, action, reply);
  }

  /**
   * The format of a refusal, if the parameters cannot be read or name a format that does not exist.
   * The rule is that of {@link #of}, with any text that looks like a {@code Format}.
   *
   * @param encoded the parameters as they came, those of the form last
   */
  static ReplyFormat guess(
      String encoded, @Nullable String authorization, @Nullable String accept) {
    Matcher format = FORMAT.matcher(encoded);
    return format.find()
        ? named(format.group(1)).orElse(XML)
        : accepted(authorization, accept).orElse(JSON);
  }

  /**
   * The format that a call asks for. The parameter {@code Format} decides. Without it a call that
   * is signed by V3 gets what it accepts, preferably JSON, and any other call gets XML.
   *
   * @throws RpcException if {@code Format} is neither JSON nor XML, or if it is missing and a V3
   *     call accepts neither
   */
  static ReplyFormat of(
      Optional<String> format, @Nullable String authorization, @Nullable String accept) {
    if (format.isPresent()) {
      return named(format.get()).orElseThrow(() -> new RpcException(RpcError.INVALID_FORMAT));
    }
    return accepted(authorization, accept)
        .orElseThrow(() -> new RpcException(RpcError.INVALID_ACCEPT));
  }

  private static Optional<ReplyFormat> named(String format) {
    if (format.equalsIgnoreCase("JSON")) {
      return Optional.of(JSON);
    }
    return format.equalsIgnoreCase("XML") ? Optional.of(XML) : Optional.empty();
  }

  private static Optional<ReplyFormat> accepted(
      @Nullable String authorization, @Nullable String accept) {
    boolean v3 = authorization != null && authorization.startsWith("ACS3-");
    return v3
        ? Accept.preferred(accept).map(format -> format == Format.JSON ? JSON : XML)
        : Optional.of(XML);
  }
}
