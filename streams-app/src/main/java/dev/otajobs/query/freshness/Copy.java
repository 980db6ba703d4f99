package dev.otajobs.query.freshness;

/** The kinds of copies that an instance may have of a partition. */
public enum Copy {
  /** The store that this instance, as the owner, writes to. */
  OWNED,
  /** The standby's store alone. */
  STANDING,
  /** The store of a standby, or of one that is to be the owner's, with the overlay. */
  OVERLAID
}
