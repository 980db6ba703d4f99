package dev.otajobs.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Archives of loaded classes (class data sharing): a JVM that has one starts faster. A JVM without
 * one writes it when it ends in order.
 *
 * @param dir where they are kept; empty: neither used nor written
 */
record SharedClasses(Optional<Path> dir) {

  static final SharedClasses NONE = new SharedClasses(Optional.empty());

  static SharedClasses in(Path dir) {
    return new SharedClasses(Optional.of(dir));
  }

  /**
   * The options of a JVM.
   *
   * @param classPath jars, or directories of jars with {@code /*}; another one has another archive
   */
  List<String> options(String name, String classPath) {
    if (dir.isEmpty()) {
      return List.of();
    }
    try {
      Path archive = Files.createDirectories(dir.get()).resolve(name(name, classPath));
      boolean isThere = Files.exists(archive);
      if (!isThere) {
        deleteOthers(dir.get(), name);
      }
      return List.of(
          "-Xshare:auto",
          "-Xlog:cds=off",
          "-Xlog:cds+dynamic=off",
          (isThere ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of other jars: each has 60 MB, and a build makes new jars. */
  private static void deleteOthers(Path dir, String name) throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(dir, name + "-*.jsa")) {
      for (Path archive : archives) {
        Files.delete(archive);
      }
    }
  }

  /** By the JVM and the jars: their paths, sizes and times. */
  private static String name(String name, String classPath) throws IOException {
    TreeSet<String> all = new TreeSet<>();
    all.add(Runtime.version() + System.getProperty("java.home"));
    for (String entry : classPath.split(File.pathSeparator)) {
      boolean isMany = entry.endsWith("/*");
      Path path = Path.of(isMany ? entry.substring(0, entry.length() - 2) : entry);
      try (Stream<Path> files = isMany ? Files.list(path) : Stream.of(path)) {
        for (Path file : files.toList()) {
          all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return "%s-%08x.jsa".formatted(name, all.hashCode());
  }
}
