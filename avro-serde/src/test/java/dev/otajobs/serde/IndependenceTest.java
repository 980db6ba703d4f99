package dev.otajobs.serde;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The module is usable without the rest of the project. */
class IndependenceTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void shouldNotDependOnTheRestOfTheProject() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.otajobs..").and(not(resideInAPackage("dev.otajobs.serde.."))))
        .check(MAIN);
  }

  @Test
  void shouldDependOnKafkaAvroAndJacksonOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.otajobs.serde..",
                "org.apache.kafka.common..",
                "org.apache.avro..",
                "com.fasterxml.jackson..",
                "org.jspecify.annotations",
                "java..",
                "javax.net.ssl"))
        .check(MAIN);
  }

  @Test
  void shouldUseTheRegistryClientFromTheSerdeAndNotTheOtherWayRound() {
    noClasses()
        .that()
        .resideInAPackage("dev.otajobs.serde.registry")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.otajobs.serde")
        .check(MAIN);
  }
}
