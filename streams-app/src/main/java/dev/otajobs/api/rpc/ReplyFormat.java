package dev.otajobs.api.rpc;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of replies. The classic SDK refuses a reply without exactly such a content type. */
enum ReplyFormat {
  JSON("application/json;charset=utf-8"),
  XML("text/xml;charset=utf-8");

  private static final Pattern JSON_ASKED_FOR = Pattern.compile("(?i)(^|&)Format=json(&|$)");

  private final String contentType;

  ReplyFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** The format of a refusal whose parameters cannot be read: what seems to be asked for. */
  static ReplyFormat guess(@Nullable String query, @Nullable String accept) {
    boolean json = query != null && JSON_ASKED_FOR.matcher(query).find();
    return json || (accept != null && accept.contains("json")) ? JSON : XML;
  }

  /**
   * The format that a call asks for: {@code Format} wins; else a call that is signed by V3 gets
   * what it accepts, JSON at first; else XML.
   *
   * @throws RpcException if {@code Format} is neither
   */
  static ReplyFormat of(
      Optional<String> format, @Nullable String authorization, @Nullable String accept) {
    if (format.isPresent()) {
      if (format.get().equalsIgnoreCase("JSON")) {
        return JSON;
      } else if (format.get().equalsIgnoreCase("XML")) {
        return XML;
      }
      throw new RpcException(RpcError.INVALID_FORMAT);
    }
    boolean v3 = authorization != null && authorization.startsWith("ACS3-");
    boolean wantsXml = accept != null && accept.contains("xml") && !accept.contains("json");
    return v3 && !wantsXml ? JSON : XML;
  }
}
