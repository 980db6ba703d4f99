package dev.otajobs.cli;

import dev.otajobs.config.Setting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.TextTable;

/** Settings as a person reads them: on a terminal, or as the table of docs/operations.md. */
public final class SettingText {

  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");
  private static final String HEAD = "| key | default | bounds | meaning |\n|---|---|---|---|\n";

  private SettingText() {}

  /** One paragraph for each, wrapped at 100 columns. */
  public static String paragraphs(List<Setting> settings) {
    return settings.stream().map(SettingText::paragraph).collect(Collectors.joining("\n"));
  }

  /** One row for each, with links. */
  public static String markdown(List<Setting> settings) {
    return settings.stream().map(SettingText::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String paragraph(Setting setting) {
    TextTable text = TextTable.forColumnWidths(Help.defaultColorScheme(Ansi.OFF), 4, 96);
    text.addRowValues("", plain(setting.meaning()));
    return setting.key() + "\n    " + facts(setting) + "\n" + text;
  }

  private static String facts(Setting setting) {
    String fallback = setting instanceof Setting.Mandatory ? "" : "default ";
    String kind = setting.type() + ", " + fallback + plain(setting.fallback());
    return setting.bounds().isEmpty() ? kind : kind + ", " + plain(setting.bounds());
  }

  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1").replace("`", "");
  }

  private static String row(Setting setting) {
    String bounds = setting.bounds().isEmpty() ? setting.type() : setting.bounds();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(setting.key(), setting.fallback(), bounds, setting.meaning());
  }
}
