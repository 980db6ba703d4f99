package dev.otajobs.faults.attacks;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.testkit.service.ServiceJar;
import dev.otajobs.testkit.service.ServiceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Settings with which the service would be open, and what its commands print. */
final class OperatorMistakes {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private OperatorMistakes() {}

  /** Unsigned calls from everywhere, and passwords in a file that all may read. */
  static void openSettings(Target target, RowResult result) throws IOException {
    ServiceSettings settings = target.first().settings();
    requireRefused(
        target,
        result,
        "unsigned calls from everywhere",
        "auth.unsigned.anywhere",
        settings.with("http.host", "0.0.0.0"));
    requireRefused(
        target,
        result,
        "a password in an open file",
        "chmod 600",
        settings.with("kafka.ssl.keystore.password", "secret"));
    requireRefused(
        target,
        result,
        "a password in an address",
        "chmod 600",
        settings.with("schema.registry.url", "http://user:secret@127.0.0.1:1"));
  }

  private static void requireRefused(
      Target target, RowResult result, String what, String says, ServiceSettings settings)
      throws IOException {
    Path file = settings.write(target.rig().dir().resolve("open.properties"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (ChildProcess process = target.rig().program().serve("open", file)) {
      Await.until(PATIENCE, () -> !process.isAlive());
      OptionalInt code = process.exitCode();
      result.figure(what, code.isPresent() ? "exit code " + code.getAsInt() : "started");
      result.require(code.equals(OptionalInt.of(2)), what + ": started");
      String log = Files.readString(target.rig().dir().resolve("log/open.log"));
      result.require(log.contains(says), what + ": another reason: " + log);
    }
  }

  /** A record whose key writes on a terminal, in a list of dead letters. */
  static void terminal(Target target, RowResult result) throws Exception {
    String evil = "\u001b]0;title\u0007\u009b31m\u202egnp\u2028x";
    target
        .rig()
        .sender()
        .sendPoison(
            new ProducerRecord<>(
                settings(target).get("topics.events"),
                0,
                evil.getBytes(StandardCharsets.UTF_8),
                new byte[] {1}),
            "attack")
        .join();
    Await.pause(Duration.ofSeconds(5));
    Path file = settings(target).write(target.rig().dir().resolve("list.properties"));
    Process list =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                ServiceJar.find().path().toString(),
                "dead-letters",
                "list",
                "--config",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    long unsafe =
        out.codePoints()
            .filter(c -> c != '\n')
            .filter(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || c == 0x2028)
            .count();
    result.figure("lines, unsafe characters", out.lines().count() + ", " + unsafe);
    result.require(out.contains("\\u009b31m"), "the dead letter is not listed");
    result.require(unsafe == 0, unsafe + " characters reach the terminal");
  }

  private static ServiceSettings settings(Target target) {
    return target.first().settings();
  }
}
