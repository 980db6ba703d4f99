package dev.otajobs.benchmarks.load.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plot. */
public sealed interface Chart {

  String title();

  String svg();

  /** A bar for each name. */
  final class Bars implements Chart {

    private static final int HEIGHT = 26;
    private static final int LEFT = 210;
    private static final int LONGEST = 400;

    private final String title;
    private final String unit;
    private final Map<String, Double> bars = new LinkedHashMap<>();

    public Bars(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }

    public Bars add(String name, double value) {
      bars.put(name, value);
      return this;
    }

    @Override
    public String title() {
      return title;
    }

    @Override
    public String svg() {
      double most = bars.values().stream().max(Comparator.naturalOrder()).orElse(1.0);
      Svg svg = new Svg(720, 50 + bars.size() * HEIGHT, title + ", " + unit);
      int y = 40;
      for (Map.Entry<String, Double> bar : bars.entrySet()) {
        double length = most == 0 ? 0 : LONGEST * bar.getValue() / most;
        svg.text(LEFT - 8, y + 14, "end", bar.getKey());
        svg.bar(LEFT, y, length, HEIGHT - 8, 0);
        svg.text(LEFT + length + 6, y + 14, "start", Numbers.of(bar.getValue()));
        y += HEIGHT;
      }
      return svg.toString();
    }
  }

  /** Lines over x, which is drawn by its logarithm. */
  final class Lines implements Chart {

    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 220;

    /** One point. */
    private record Point(double x, double y) {}

    private final String title;
    private final String xUnit;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    public Lines(String title, String xUnit) {
      this.title = title;
      this.xUnit = xUnit;
    }

    public Lines add(String line, double x, double y) {
      lines.computeIfAbsent(line, name -> new ArrayList<>()).add(new Point(x, y));
      return this;
    }

    @Override
    public String title() {
      return title;
    }

    @Override
    public String svg() {
      List<Point> all = lines.values().stream().flatMap(List::stream).toList();
      double low = all.stream().mapToDouble(Point::x).min().orElse(1);
      double high = all.stream().mapToDouble(Point::x).max().orElse(10);
      double most = all.stream().mapToDouble(Point::y).max().orElse(1);
      Svg svg = new Svg(720, TOP + HEIGHT + 50, title);
      svg.line(LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP + HEIGHT).line(LEFT, TOP, LEFT, TOP + HEIGHT);
      svg.text(LEFT - 6, TOP + 6, "end", Numbers.of(most));
      svg.text(LEFT - 6, TOP + HEIGHT, "end", "0");
      svg.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 36, "middle", xUnit);
      all.stream()
          .mapToDouble(Point::x)
          .distinct()
          .forEach(x -> svg.text(x(x, low, high), TOP + HEIGHT + 18, "middle", Numbers.of(x)));
      int series = 0;
      for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
        List<double[]> points = new ArrayList<>();
        for (Point point : line.getValue()) {
          double y = TOP + HEIGHT - (most == 0 ? 0 : HEIGHT * point.y() / most);
          points.add(new double[] {x(point.x(), low, high), y});
        }
        svg.path(points, series);
        svg.label(LEFT + WIDTH + 14, TOP + 16 + 20 * series, line.getKey(), series);
        series++;
      }
      return svg.toString();
    }

    private static double x(double x, double low, double high) {
      return low == high ? LEFT : LEFT + WIDTH * Math.log(x / low) / Math.log(high / low);
    }
  }
}
