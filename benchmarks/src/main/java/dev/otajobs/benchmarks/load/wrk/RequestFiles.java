package dev.otajobs.benchmarks.load.wrk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Files of requests, one for each thread of wrk. */
public final class RequestFiles {

  private RequestFiles() {}

  /**
   * Writes so many requests for each thread.
   *
   * @return what the files' names begin with
   */
  public static Path write(Path dir, String name, int each, Supplier<Request> requests) {
    try {
      Files.createDirectories(dir);
      for (int thread = 0; thread < Wrk.THREADS; thread++) {
        try (BufferedWriter out = Files.newBufferedWriter(dir.resolve(name + "-" + thread))) {
          for (int i = 0; i < each; i++) {
            out.write(requests.get().text());
          }
        }
      }
      return dir.resolve(name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
