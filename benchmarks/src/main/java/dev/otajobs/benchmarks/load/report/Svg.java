package dev.otajobs.benchmarks.load.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws into an SVG document. */
final class Svg {

  private static final List<String> COLOURS =
      List.of("#2f6fab", "#c8553d", "#5b8e3e", "#8a5ba6", "#b58900", "#3a9d9d");

  private final StringBuilder out = new StringBuilder();

  Svg(int width, int height, String title) {
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(width, height));
    out.append("<text x=\"10\" y=\"20\" font-size=\"14\">%s</text>%n".formatted(escape(title)));
  }

  Svg text(double x, double y, String anchor, String text) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(text));
  }

  Svg bar(double x, double y, double width, double height, int colour) {
    return add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, colour(colour));
  }

  Svg line(double x1, double y1, double x2, double y2) {
    return add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#888888\"/>",
        x1, y1, x2, y2);
  }

  /** A polyline with a dot at each point. */
  Svg path(List<double[]> points, int colour) {
    String text =
        points.stream()
            .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point[0], point[1]))
            .collect(Collectors.joining(" "));
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        text, colour(colour));
    points.forEach(
        point ->
            add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                point[0], point[1], colour(colour)));
    return this;
  }

  /** An entry of the legend. */
  Svg label(double x, double y, String text, int colour) {
    return bar(x, y - 9, 10, 10, colour).text(x + 16, y, "start", text);
  }

  private Svg add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  private static String colour(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return out + "</svg>\n";
  }
}
