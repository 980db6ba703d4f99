package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.app.Service;
import dev.otajobs.config.AppConfig;
import dev.otajobs.it.CommandProcess.Ended;
import dev.otajobs.local.LocalBroker;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.machine.PrivateFile;
import dev.otajobs.testkit.service.EventProducer;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker that demands TLS and credentials, and has no ACLs but those of the command. */
class SecuredKafkaIT {

  private static LocalBroker broker;

  @BeforeAll
  static void start() {
    broker = LocalBroker.startSecured(RealStack.newDirectory("secured"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({
    "scram-user, SCRAM-SHA-512, exactly_once_v2",
    "token-user, OAUTHBEARER, at_least_once"
  })
  void shouldNeedNoMoreThanTheCommandAllows(String user, String mechanism, String guarantee)
      throws Exception {
    // given
    ServiceSettings plain = plain();
    ServiceSettings secured =
        plain.with(secured(user, mechanism)).with("processing.guarantee", guarantee);
    CommandProcess own = command(secured);
    if (mechanism.startsWith("SCRAM")) {
      createUser(user);
    }

    // when: nothing is allowed yet
    Ended refused = own.run("topics");

    // then
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("Authorization failed", "The command 'acls' prints");

    // when: somebody who may do everything runs the command
    Ended acls = command(plain).run("acls", "--create", "--principal", "User:" + user);

    // then
    assertThat(acls.out())
        .contains("--operation DescribeConfigs")
        .contains("--transactional-id '" + plain.id() + "-' --resource-pattern-type prefixed");
    assertThat(own.run("topics").exitCode()).isZero();
    try (Service service = Service.start(AppConfig.of(secured.values()));
        EventProducer producer = new EventProducer(plain, Map.of())) {
      Probe probe = new Probe(service.port());
      write(producer, plain, "moved", 0);
      write(producer, plain, "moved-2", 1);
      await().atMost(TestService.PATIENCE).until(() -> isFound(probe, "moved"));
      await().atMost(TestService.PATIENCE).until(() -> isFound(probe, "moved-2"));
      assertThat(probe.send("/v1/jobs/unknown", TestService.PATIENCE).statusCode()).isEqualTo(404);
    }
    assertThat(own.run("produce", "../schemas/samples/bad.jsonl").exitCode()).isZero();
    try (Service again = Service.start(AppConfig.of(secured.values()))) {
      await()
          .atMost(TestService.PATIENCE)
          .untilAsserted(() -> assertThat(own.run("dead-letters", "list").out()).isNotEmpty());
    }
    Ended reset = own.run("reset", "--yes");
    assertThat(reset.exitCode()).as(reset.err()).isZero();
  }

  @Test
  void shouldSayThatThePasswordIsWrong() throws Exception {
    // given
    ServiceSettings settings = plain().with(secured("nobody", "SCRAM-SHA-512"));

    // when
    Ended refused = command(settings).run("topics");

    // then
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("Authentication failed").doesNotContain("nobodys-secret");
  }

  private static boolean isFound(Probe probe, String jobId) throws IOException {
    return probe.send("/v1/jobs/" + jobId, TestService.PATIENCE).statusCode() == 200;
  }

  private static void write(
      EventProducer producer, ServiceSettings settings, String jobId, int partition) {
    String topic = settings.get("topics.events");
    producer
        .send(
            new ProducerRecord<>(
                topic,
                partition,
                TestService.bytes(jobId),
                producer.encode(topic, Events.created(jobId))))
        .join();
  }

  private static ServiceSettings plain() {
    return ServiceSettings.of(RealStack.get(), "secured-" + UUID.randomUUID())
        .with("bootstrap.servers", broker.bootstrapServers())
        .with("topics.partitions", 2)
        .with("state.dir", RealStack.newDirectory("state"))
        .with("http.port", 0);
  }

  private static CommandProcess command(ServiceSettings settings) {
    return new CommandProcess(
        settings.write(RealStack.newDirectory("settings").resolve("ota-jobs.properties")));
  }

  private static Map<String, String> secured(String user, String mechanism) {
    boolean isToken = mechanism.equals("OAUTHBEARER");
    Path secrets =
        PrivateFile.write(
            RealStack.newDirectory("secrets").resolve("kafka.properties"),
            isToken
                ? "jaas=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"
                    + " required unsecuredLoginStringClaim_sub=\"%s\";\n".formatted(user)
                : "jaas=org.apache.kafka.common.security.scram.ScramLoginModule required"
                    + " username=\"%1$s\" password=\"%1$ss-secret\";\n".formatted(user));
    return Map.of(
        "bootstrap.servers",
        broker.securedServers(),
        "kafka.security.protocol",
        "SASL_SSL",
        "kafka.sasl.mechanism",
        mechanism,
        "kafka.sasl.jaas.config",
        "${file:%s:jaas}".formatted(secrets),
        "kafka.ssl.truststore.type",
        "PEM",
        "kafka.ssl.truststore.location",
        broker.securedCertificate().toString(),
        "config.providers",
        "file",
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
  }

  private static void createUser(String user) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      user + "s-secret")))
          .all()
          .get();
    }
  }
}
