package dev.otajobs.ops;

/** An answer to a probe. */
public sealed interface Health {

  /** All is well. */
  record Up() implements Health {}

  /**
   * It is not.
   *
   * @param why in words for the operator
   */
  record Down(String why) implements Health {}
}
