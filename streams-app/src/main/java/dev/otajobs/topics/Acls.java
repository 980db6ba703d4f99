package dev.otajobs.topics;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a principal must be allowed in Kafka to run the service and its commands. */
public record Acls(String principal, AppConfig config) {

  /**
   * Operations on a resource, allowed from any host.
   *
   * @param resource one name, or all that begin with it
   */
  public record Grant(ResourcePattern resource, List<AclOperation> operations) {

    private Stream<AclBinding> bindings(String principal) {
      return operations.stream()
          .map(
              operation ->
                  new AclBinding(
                      resource,
                      new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
  }

  /** One for each resource. */
  public List<Grant> grants() {
    TopicsConfig topics = config.topics();
    String application = config.kafka().applicationId();
    return List.of(
        // Creates and changes are written by calls, tombstones by retention.
        topic(topics.events(), READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE),
        topic(topics.misplaced(), READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE),
        // Read by those who list and replay them.
        topic(topics.deadLetters(), READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE),
        topic(topics.views(), WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE),
        topic(topics.packages(), READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE),
        // The changelogs, which all begin with the table's name. Deleted by reset only.
        grant(
            ResourceType.TOPIC,
            application + "-" + OtaJobTopology.STORE,
            PatternType.PREFIXED,
            READ,
            WRITE,
            DESCRIBE,
            DESCRIBE_CONFIGS,
            CREATE,
            DELETE),
        grant(ResourceType.GROUP, application, PatternType.LITERAL, READ, DESCRIBE),
        grant(
            ResourceType.TRANSACTIONAL_ID,
            application + "-",
            PatternType.PREFIXED,
            WRITE,
            DESCRIBE),
        // To name the producer whose open transaction holds events back; else it has no name.
        grant(ResourceType.TRANSACTIONAL_ID, "*", PatternType.LITERAL, DESCRIBE));
  }

  /** All of them, as Kafka's admin client takes them. */
  public List<AclBinding> bindings() {
    return grants().stream().flatMap(grant -> grant.bindings(principal)).toList();
  }

  private static Grant topic(String name, AclOperation... operations) {
    return grant(ResourceType.TOPIC, name, PatternType.LITERAL, operations);
  }

  private static Grant grant(
      ResourceType type, String name, PatternType pattern, AclOperation... operations) {
    return new Grant(new ResourcePattern(type, name, pattern), Arrays.asList(operations));
  }
}
