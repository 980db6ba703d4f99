package dev.otajobs.api.rpc;

import dev.otajobs.api.Accept;
import dev.otajobs.api.Format;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of replies. The classic SDK refuses a reply without exactly such a content type. */
enum ReplyFormat {
  JSON("application/json;charset=utf-8"),
  XML("text/xml;charset=utf-8");

  private static final Pattern FORMAT = Pattern.compile("(?i)(?:^|&)Format=(json|xml)(?:&|$)");

  private final CharSequence contentType;

  ReplyFormat(String contentType) {
    this.contentType = HttpHeaders.createOptimized(contentType);
  }

  CharSequence contentType() {
    return contentType;
  }

  /**
   * The format of a refusal whose parameters cannot be read, or ask for none that there is: the
   * rule of {@link #of}, with what looks like a {@code Format}.
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
   * The format that a call asks for: {@code Format} wins; else a call that is signed by V3 gets
   * what it accepts, JSON at first; else XML.
   *
   * @throws RpcException if {@code Format} is neither, or it is left out and neither is accepted
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
