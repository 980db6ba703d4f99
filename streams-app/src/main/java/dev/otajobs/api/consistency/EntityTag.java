package dev.otajobs.api.consistency;

import dev.otajobs.job.Revision;

/**
 * The {@code ETag} of a job in one representation: {@code W/"7-3"}, or {@code W/"7-3+xml"} for one
 * that has a variant.
 *
 * <p>It is weak (RFC 9110, 8.8.1), since a revision promises the same job but not the same bytes: a
 * new release may write the job differently, and RPC replies have a RequestId inside. Although weak
 * tags may be shared by representations, those of a resource that is negotiated differ all the
 * same: or a caller that holds the JSON and asks for XML would be told 304, and a cache could not
 * say which of the two a 304 is about (RFC 9111, 4.3.4).
 *
 * @param variant empty, or a name in lower-case letters
 */
public record EntityTag(Revision revision, String variant) {

  private static final String WEAK = "W/";
  private static final char VARIANT = '+';

  /** The tag of a resource that has but one representation. */
  public static EntityTag of(Revision revision) {
    return new EntityTag(revision, "");
  }

  /** What stands between the quotes. */
  public String opaque() {
    return variant.isEmpty() ? revision.text() : revision.text() + VARIANT + variant;
  }

  /** The header's value. */
  public String text() {
    return WEAK + '"' + opaque() + '"';
  }

  /**
   * The revision in a tag as it came, or in what stands between its quotes, or in a producer's
   * {@code partition-offset}.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Revision revisionIn(String text) {
    String tag = text.startsWith(WEAK) ? text.substring(WEAK.length()) : text;
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    String opaque = quoted ? tag.substring(1, tag.length() - 1) : tag;
    int variant = opaque.indexOf(VARIANT);
    return Revision.parse(variant < 0 ? opaque : opaque.substring(0, variant));
  }
}
