package dev.otajobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Each command of ours that the docs show as {@code ota-jobs} or as a script exists, with its
 * options.
 */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..");

  /** Of a line or of a part in backquotes, up to a comment, a pipe, a redirection or its end. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:^|[`$(] ?)((?:bin/)?ota-jobs|scripts/[a-z-]+)((?: [^`#|><;&)\\n]+)?)",
          Pattern.MULTILINE);

  /** In quotes, or without blanks. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  private record Shown(Path page, String program, List<String> arguments) {}

  @TestFactory
  Stream<DynamicTest> shouldShowCommandsThatExist() throws IOException {
    List<Shown> all = new ArrayList<>();
    for (Path page : pages()) {
      all.addAll(commands(page));
    }
    assertThat(all).as("commands in the docs").hasSizeGreaterThan(60);
    return all.stream()
        .distinct()
        .map(
            shown ->
                DynamicTest.dynamicTest(
                    "%s: %s %s".formatted(shown.page(), shown.program(), shown.arguments()),
                    () -> check(shown)));
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String dir : List.of("", "docs", "client", "kubernetes", "docker")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(dir))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<Shown> commands(Path page) throws IOException {
    List<Shown> commands = new ArrayList<>();
    Matcher found = COMMAND.matcher(Files.readString(page).replaceAll("\\\\\n *", " "));
    while (found.find()) {
      if (!found.group(2).equals(" COMMAND")) {
        commands.add(new Shown(page, found.group(1), words(found.group(2))));
      }
    }
    return commands;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(
          Stream.of(word.group(1), word.group(2), word.group(3))
              .filter(part -> part != null)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }

  private static void check(Shown shown) {
    Optional<String> script =
        Optional.of(shown.program()).filter(program -> program.startsWith("scripts/"));
    script.ifPresent(
        path ->
            assertThat(ROOT.resolve(path)).exists().satisfies(file -> Files.isExecutable(file)));
    List<String> arguments = new ArrayList<>(shown.arguments());
    script.ifPresent(path -> arguments.add(0, path.substring("scripts/".length())));
    if (script.isEmpty() || isCommand(arguments.get(0))) {
      parse(arguments);
    }
  }

  private static boolean isCommand(String name) {
    return !name.equals("local") && Main.commandLine().getSubcommands().keySet().contains(name);
  }

  /** What stands for a value may be none; but there is no option or command that is not ours. */
  private static void parse(List<String> arguments) {
    String[] all = arguments.toArray(String[]::new);
    CommandLine line = Main.commandLine(all);
    collectErrors(line);
    List<CommandLine> parsed = line.parseArgs(all).asCommandLineList();
    assertThat(parsed)
        .flatExtracting(command -> command.getParseResult().errors())
        .noneMatch(UnmatchedArgumentException.class::isInstance);
  }

  /** All of them: by default the first one hides the others, and it is often a missing option. */
  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(DocumentedCommandsTest::collectErrors);
  }
}
