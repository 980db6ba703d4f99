package dev.otajobs.app;

import dev.otajobs.auth.accounts.AccountsException;
import dev.otajobs.cli.AccountsCommand;
import dev.otajobs.cli.AclsCommand;
import dev.otajobs.cli.CompletionCommand;
import dev.otajobs.cli.CreateCommand;
import dev.otajobs.cli.DeadLettersCommand;
import dev.otajobs.cli.FailureText;
import dev.otajobs.cli.NoAnswerException;
import dev.otajobs.cli.PackagesCommand;
import dev.otajobs.cli.PartitionOfCommand;
import dev.otajobs.cli.ProduceCommand;
import dev.otajobs.cli.QueryCommand;
import dev.otajobs.cli.TopicsCommand;
import dev.otajobs.cli.WatchCommand;
import dev.otajobs.config.ConfigException;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.local.LocalStackException;
import dev.otajobs.topics.TopicException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of OTA Jobs. */
@Command(
    name = "ota-jobs",
    description = "Folds OTA job events with Kafka Streams and answers QueryOTAJob over HTTP.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main {

  private static final String LOG_FORMAT = "OTA_LOG_FORMAT";
  private static final List<String> LOG_FORMATS = List.of("text", "json");

  /** In the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          LocalCommand.class,
          TopicsCommand.class,
          AclsCommand.class,
          ProduceCommand.class,
          PackagesCommand.class,
          QueryCommand.class,
          CreateCommand.class,
          WatchCommand.class,
          DeadLettersCommand.class,
          PartitionOfCommand.class,
          AccountsCommand.class,
          ConfigCommand.class,
          TopologyCommand.class,
          ResetCommand.class,
          CompletionCommand.class);

  private Main() {}

  public static void main(String[] args) {
    CommandLine line = commandLine(args);
    if (!chooseLogFormat(System.getenv().getOrDefault(LOG_FORMAT, ""), line)) {
      System.exit(CommandLine.ExitCode.USAGE);
    }
    trustEvents();
    System.exit(line.execute(args));
  }

  /** Before the first logger: Logback finds no logs at all for a format that does not exist. */
  private static boolean chooseLogFormat(String wanted, CommandLine line) {
    String format = wanted.isBlank() ? "text" : wanted.strip().toLowerCase(Locale.ROOT);
    if (!LOG_FORMATS.contains(format)) {
      line.getErr()
          .println(
              "ota-jobs: " + LOG_FORMAT + " is '" + wanted + "', expected one of " + LOG_FORMATS);
      line.getErr().flush();
      return false;
    }
    System.setProperty(LOG_FORMAT, format);
    return true;
  }

  /**
   * Avro makes objects only of classes that the JVM trusts, also where a builder of a generated
   * class fills in a default. Those of events and packages hold data and do nothing.
   */
  private static void trustEvents() {
    String events = OtaJobEvent.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(events)));
  }

  /** For these arguments: to look at a command that they do not name delays every start. */
  static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Main());
    List<Class<?>> named =
        COMMANDS.stream().filter(type -> args.length > 0 && name(type).equals(args[0])).toList();
    boolean some = !named.isEmpty() && !named.contains(CompletionCommand.class);
    (some ? named : COMMANDS).forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(utf8(FileDescriptor.out))
        .setErr(utf8(FileDescriptor.err));
    return line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          Exception failure = thrown instanceof UncheckedIOException io ? io.getCause() : thrown;
          if (failure instanceof ConfigException
              || failure instanceof AccountsException
              || failure instanceof TopicException
              || failure instanceof IOException
              || failure instanceof KafkaException) {
            command.getErr().println("ota-jobs: " + FailureText.of(failure));
            return CommandLine.ExitCode.USAGE;
          }
          if (failure instanceof NoAnswerException || failure instanceof LocalStackException) {
            command.getErr().println("ota-jobs: " + FailureText.of(failure));
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw failure;
        });
  }

  /** What is printed is UTF-8, whatever the locale: jobs have texts in any language. */
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
