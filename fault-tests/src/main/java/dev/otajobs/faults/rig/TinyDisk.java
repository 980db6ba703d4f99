package dev.otajobs.faults.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system with little room. */
public final class TinyDisk implements AutoCloseable {

  private final Path dir;

  private TinyDisk(Path dir) {
    this.dir = dir;
  }

  /** Mounts a tmpfs; empty if this user may not. */
  public static Optional<TinyDisk> mount(Path dir, int megabytes) throws IOException {
    Files.createDirectories(dir);
    String size = "size=" + megabytes + "m";
    return run("mount", "-t", "tmpfs", "-o", size, "tmpfs", dir.toString()) == 0
        ? Optional.of(new TinyDisk(dir))
        : Optional.empty();
  }

  public Path dir() {
    return dir;
  }

  /** Writes until there is no room. */
  public void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (Files.getFileStore(dir).getUsableSpace() > 0) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(dir).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Makes room again. */
  public void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return dir.resolve("filler");
  }

  /** Unmounts it; whoever has files open there has to be gone. */
  @Override
  public void close() throws IOException {
    if (run("umount", dir.toString()) != 0) {
      throw new IOException("cannot unmount " + dir);
    }
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
