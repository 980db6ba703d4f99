package dev.otajobs.app;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Logback's encoder of JSON lines, with a question mark in place of each control or direction
 * character: what strangers send may be in a message. logback-json.xml names it.
 */
public final class JsonLog extends JsonEncoder {

  /** Line feeds within a message are escaped already. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(super.encode(event), StandardCharsets.UTF_8);
    return UNSAFE.matcher(line).replaceAll("?").getBytes(StandardCharsets.UTF_8);
  }
}
