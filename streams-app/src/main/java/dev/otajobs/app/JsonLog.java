package dev.otajobs.app;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Encodes log entries as JSON, one on a line, with a question mark in place of each control or
 * direction character: what strangers send may be in a message. logback-json.xml names it.
 */
public final class JsonLog extends EncoderBase<ILoggingEvent> {

  /** Line feeds within a message are escaped already. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

  private final JsonEncoder json = new JsonEncoder();

  public JsonLog() {
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithFormattedMessage(true);
  }

  @Override
  public void setContext(Context context) {
    super.setContext(context);
    json.setContext(context);
  }

  @Override
  public void start() {
    json.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return json.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(json.encode(event), StandardCharsets.UTF_8);
    return UNSAFE.matcher(line).replaceAll("?").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return json.footerBytes();
  }
}
