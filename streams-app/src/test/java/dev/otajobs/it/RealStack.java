package dev.otajobs.it;

import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.service.Stack;
import java.nio.file.Path;

/** A real broker and a real registry, started once for all tests of this JVM. */
final class RealStack {

  private static final Path DIR = newDirectory("stack");
  private static final Stack STACK = start();

  private RealStack() {}

  static Stack get() {
    return STACK;
  }

  /** Where the broker keeps its logs, among other files. */
  static Path dir() {
    return DIR;
  }

  /** A new directory in target, which a clean build starts without. */
  static Path newDirectory(String name) {
    return Directories.fresh(Path.of("target", "it").toAbsolutePath(), name + "-");
  }

  private static Stack start() {
    Stack stack = Stack.start(DIR, 1);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    return stack;
  }
}
