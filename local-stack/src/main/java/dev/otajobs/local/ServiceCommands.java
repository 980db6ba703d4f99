package dev.otajobs.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What the local stack needs of the service that runs on it. */
public interface ServiceCommands {

  /**
   * Creates the topics.
   *
   * @param config the service's settings
   * @param log gets what it prints
   * @return the exit code
   */
  int createTopics(Path config, PrintWriter log);

  /**
   * Writes the sample packages and jobs.
   *
   * @param config the service's settings
   * @param log gets what it prints
   * @return the exit code
   */
  int produceSamples(Path config, PrintWriter log);

  /** The class path of the service. */
  String classPath();

  /** The arguments of a JVM that runs the service. */
  List<String> serve(Path config);
}
