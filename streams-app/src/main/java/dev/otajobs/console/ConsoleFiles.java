package dev.otajobs.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of the page. All but {@code index.html} stand under a name with a hash of them all, so
 * that browsers may keep them: a release that changes any has another hash.
 *
 * @param hash of all files
 * @param index the page itself
 * @param byName the files that it loads
 */
record ConsoleFiles(String hash, ConsoleFile index, Map<String, ConsoleFile> byName) {

  private static final String INDEX = "index.html";

  /** What stands in the page for the hash. */
  private static final String PLACE = "/@/";

  /** The view library, and the name under which the page loads it. */
  private static final String LIBRARY =
      "/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";

  private static final String LIBRARY_NAME = "preact.js";
  private static final int HASH_CHARACTERS = 16;
  private static final Map<String, String> TYPES =
      Map.of(
          ".html", "text/html; charset=utf-8",
          ".js", "text/javascript; charset=utf-8",
          ".css", "text/css; charset=utf-8",
          ".svg", "image/svg+xml",
          ".json", "application/json");

  /** Reads all of them. */
  static ConsoleFiles read() {
    Map<String, byte[]> files = new TreeMap<>(directory());
    byte[] index = Objects.requireNonNull(files.remove(INDEX), INDEX);
    files.put(LIBRARY_NAME, library());
    String hash = hash(files);
    String page = new String(index, StandardCharsets.UTF_8).replace(PLACE, "/" + hash + "/");
    Map<String, ConsoleFile> byName = new TreeMap<>();
    files.forEach(
        (name, bytes) -> byName.put(name, ConsoleFile.of(type(name).orElseThrow(), bytes)));
    return new ConsoleFiles(
        hash,
        ConsoleFile.of(type(INDEX).orElseThrow(), page.getBytes(StandardCharsets.UTF_8)),
        Map.copyOf(byName));
  }

  private static Map<String, byte[]> directory() {
    try {
      URL index = url(INDEX);
      if (!(index.openConnection() instanceof JarURLConnection jar)) {
        return directory(Path.of(index.toURI()));
      }
      Path file = Path.of(jar.getJarFileURL().toURI());
      try (FileSystem files = FileSystems.newFileSystem(file)) {
        return directory(files.getPath(jar.getEntryName()));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> directory(Path index) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path directory = Objects.requireNonNull(index.getParent());
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.toList()) {
        String name = String.valueOf(file.getFileName());
        if (type(name).isPresent()) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static byte[] library() {
    try (InputStream in = url(LIBRARY).openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(String resource) {
    URL url = ConsoleFiles.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException(resource + " is not in the jars");
    }
    return url;
  }

  private static Optional<String> type(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.ofNullable(TYPES.get(name.substring(dot)));
  }

  private static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
