package dev.otajobs.testkit.events;

/** A sample update package, as callers put it. */
public final class Packages {

  private Packages() {}

  /** A released package, as JSON. */
  public static String released() {
    return json(1);
  }

  /**
   * The package as JSON.
   *
   * @param status as the platform numbers it: 0 for one that is not verified yet, 1 for a released
   *     one
   */
  public static String json(int status) {
    return "{\"ProductKey\":\"p\",\"FirmwareName\":\"网关 <v2>\",\"DestVersion\":\"2.0\",\"Status\":"
        + status
        + ",\"FirmwareUrl\":\"https://example.org/f.bin\",\"FirmwareSize\":924}";
  }
}
