package dev.otajobs;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.Extension;

/**
 * Keeps the waits of one test class from failing for a thread of another one: classes run side by
 * side, and Vert.x throws in a thread of its own when it is closed while a TLS context is made.
 */
public final class AwaitilityDefaults implements Extension {

  static {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }
}
