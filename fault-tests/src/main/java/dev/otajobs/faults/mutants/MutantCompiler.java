package dev.otajobs.faults.mutants;

import dev.otajobs.testkit.service.ServiceJar;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a changed copy of one source file against the packaged service. */
public final class MutantCompiler {

  private final ServiceJar service;

  public MutantCompiler(ServiceJar service) {
    this.service = service;
  }

  /**
   * The directory of the changed classes, to stand before the service's jar.
   *
   * @throws IllegalStateException if the text to replace is not there, or the change does not
   *     compile: the mutant is out of date
   */
  public Path compile(Mutant mutant, Path dir) {
    try {
      Path source = dir.resolve("src").resolve(mutant.source());
      Path classes = Files.createDirectories(dir.resolve("classes"));
      Files.createDirectories(source.resolveSibling("."));
      Files.writeString(source, changed(mutant));
      compile(source, classes, mutant);
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String changed(Mutant mutant) throws IOException {
    String text = Files.readString(service.sources().resolve(mutant.source()));
    int at = text.indexOf(mutant.original());
    if (at < 0 || text.indexOf(mutant.original(), at + 1) >= 0) {
      throw new IllegalStateException(
          "The mutant '%s' is out of date: %s must contain once: %s"
              .formatted(mutant.name(), mutant.source(), mutant.original()));
    }
    return text.replace(mutant.original(), mutant.replacement());
  }

  private void compile(Path source, Path classes, Mutant mutant) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("Mutants need a JDK, this is a JRE.");
    }
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath());
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalStateException(
            "The mutant '%s' does not compile: %s".formatted(mutant.name(), messages));
      }
    }
  }

  private String classPath() throws IOException {
    try (Stream<Path> libraries = Files.list(service.libraries())) {
      return Stream.concat(Stream.of(service.path()), libraries)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
