package dev.otajobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String ROOT = "dev.otajobs.";

  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  /** Who may use what of ours: packages, or single classes of a package. {@code app} may all. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("config", Set.of("files")),
          Map.entry("auth", Set.of("auth.call", "auth.accounts", "auth.nonces")),
          Map.entry("auth.call", Set.of()),
          Map.entry("files", Set.of()),
          Map.entry("http", Set.of("config", "files")),
          Map.entry("auth.accounts", Set.of("files")),
          Map.entry("auth.nonces", Set.of("auth.accounts.AccessKeyId")),
          Map.entry("auth.quota", Set.of("auth.accounts.Quota")),
          Map.entry("job", Set.of()),
          Map.entry("firmware", Set.of("job.Texts", "job.Times", "events")),
          Map.entry("codec", Set.of("job", "firmware", "events")),
          Map.entry("eventserde", Set.of("config", "events", "serde.CompiledModel")),
          Map.entry(
              "letters",
              Set.of("ingest", "eventserde", "events", "job.Shown", "topics.TopicException")),
          Map.entry("console", Set.of("codec.JsonWriter", "http.Gzip")),
          Map.entry("ingest", Set.of("job", "events", "eventserde.RegistryOutage")),
          Map.entry("write", Set.of("ingest.Partitioning", "ingest.Position", "trace")),
          Map.entry(
              "projection",
              Set.of(
                  "config", "ingest", "job", "codec", "events.OtaJobView", "trace.TraceContext")),
          Map.entry("trace", Set.of()),
          Map.entry(
              "topics",
              Set.of(
                  "config", "ingest.Partitioning", "projection.OtaJobTopology", "codec.JobsSerde")),
          Map.entry("query", Set.of("ingest.Partitioning", "job")),
          Map.entry("query.watch", Set.of("config", "ingest", "job", "query.ReaderThread")),
          Map.entry("query.history", Set.of("query", "ingest.Partitioning", "job")),
          Map.entry(
              "query.local",
              Set.of(
                  "query",
                  "query.history",
                  "query.index",
                  "query.freshness",
                  "query.overlay",
                  "ingest.Partitioning",
                  "projection",
                  "topics",
                  "job")),
          Map.entry(
              "query.overlay",
              Set.of(
                  "config",
                  "query.ReaderThread",
                  "query.freshness",
                  "query.routing",
                  "projection",
                  "ingest",
                  "job")),
          Map.entry("query.freshness", Set.of("config", "projection", "topics")),
          Map.entry("query.routing", Set.of("query", "query.history", "query.index")),
          Map.entry("query.index", Set.of("query", "projection.IndexEntry", "projection.IndexKey")),
          Map.entry(
              "query.packages",
              Set.of(
                  "query",
                  "firmware",
                  "projection",
                  "topics.TopicEnds",
                  "eventserde.RegistryOutage",
                  "events")),
          Map.entry(
              "peers",
              Set.of(
                  "config",
                  "files",
                  "http",
                  "query",
                  "query.history",
                  "query.index",
                  "query.routing",
                  "projection.IndexEntry",
                  "projection.IndexKey",
                  "auth.accounts.AccessKeyId",
                  "auth.nonces",
                  "auth.quota",
                  "job",
                  "codec")),
          Map.entry("ops", Set.of("projection", "topics", "http")),
          Map.entry(
              "api.rpc",
              Set.of(
                  "api",
                  "api.consistency",
                  "auth",
                  "auth.call",
                  "auth.accounts",
                  "auth.quota",
                  "ingest.Position",
                  "query",
                  "job",
                  "codec")),
          Map.entry(
              "api.rest",
              Set.of(
                  "api",
                  "api.consistency",
                  "auth.accounts",
                  "auth.quota",
                  "projection.IndexEntry",
                  "projection.IndexKey",
                  "query",
                  "http.CallLimit",
                  "http.Connections",
                  "query.history",
                  "query.index",
                  "query.packages",
                  "query.watch",
                  "write",
                  "firmware",
                  "letters",
                  "topics.TopicException",
                  "eventserde.EventJson",
                  "ingest.Position",
                  "ingest.RejectReason",
                  "job",
                  "codec",
                  "events")),
          Map.entry(
              "api.rpc.jobs",
              Set.of(
                  "api",
                  "api.rpc",
                  "auth.accounts.Operation",
                  "projection.IndexEntry",
                  "projection.IndexKey",
                  "query",
                  "query.index",
                  "query.packages",
                  "write",
                  "firmware",
                  "ingest.EventCheck",
                  "ingest.Position",
                  "job",
                  "codec",
                  "events")),
          Map.entry(
              "api",
              Set.of(
                  "auth.accounts", "projection.IndexEntry", "projection.IndexKey", "query", "job")),
          Map.entry("api.consistency", Set.of("query", "job", "ingest.Position")),
          Map.entry(
              "cli",
              Set.of(
                  "client",
                  "config",
                  "topics",
                  "eventserde",
                  "letters",
                  "ingest.Position",
                  "ingest.RejectReason",
                  "job.Shown",
                  "ingest.Partitioning",
                  "firmware",
                  "codec.FirmwareReader",
                  "auth.accounts",
                  "auth.call",
                  "events")));

  @ParameterizedTest
  @MethodSource("arrows")
  void shouldOnlyPointDown(Map.Entry<String, Set<String>> arrows) {
    // given
    String own = arrows.getKey();

    // then
    classes()
        .that()
        .resideInAPackage(ROOT + own)
        .should()
        .onlyDependOnClassesThat(notOursOr(own, arrows.getValue()))
        .check(MAIN);
  }

  static Set<Map.Entry<String, Set<String>>> arrows() {
    return ARROWS.entrySet();
  }

  @Test
  void shouldKnowEveryPackage() {
    // given
    Set<String> packages =
        MAIN.stream().map(type -> type.getPackageName().substring(ROOT.length())).collect(toSet());

    // when
    packages.remove("app");

    // then
    assertThat(packages).isEqualTo(ARROWS.keySet());
  }

  @Test
  void shouldHaveNoCycles() {
    slices().matching("dev.otajobs.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void shouldKeepTheDomainPure() {
    classes()
        .that()
        .resideInAPackage("dev.otajobs.job")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are of the domain or of java.lang and java.util",
                type ->
                    Set.of(
                            "dev.otajobs.job",
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream",
                            "org.jspecify.annotations")
                        .contains(element(type).getPackageName())))
        .check(MAIN);
  }

  /** In 4.3.1 it locks a store and its position in the opposite order to writes: KAFKA-19629. */
  @Test
  void shouldNotQueryThroughKafkaStreams() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "KafkaStreams.query",
                call ->
                    call.getTargetOwner().isAssignableTo(KafkaStreams.class)
                        && call.getName().equals("query")))
        .check(MAIN);
  }

  @Test
  void shouldWriteThroughLoggerOrCommandLine() {
    noClasses().should().accessField(System.class, "out").check(MAIN);
    noClasses().should().accessField(System.class, "err").check(MAIN);
    noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..").check(MAIN);
  }

  private static DescribedPredicate<JavaClass> notOursOr(String own, Set<String> others) {
    return describe(
        "are of " + own + " or of " + others + " or not ours",
        type -> {
          JavaClass element = element(type);
          String packageName = element.getPackageName();
          return !packageName.startsWith("dev.otajobs")
              || packageName.equals(ROOT + own)
              || others.stream()
                  .map(other -> ROOT + other)
                  .anyMatch(
                      other ->
                          other.equals(packageName)
                              || other.equals(element.getName())
                              || element.getName().startsWith(other + "$"));
        });
  }

  /** Primitives and arrays of them have java.lang for a package. */
  private static JavaClass element(JavaClass type) {
    return type.getBaseComponentType();
  }
}
