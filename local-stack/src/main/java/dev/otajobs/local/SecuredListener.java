package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A second way into a broker. It takes TLS only, and clients authenticate by SCRAM-SHA-512 or by an
 * unsigned OAuth token. ACLs say what they may do; clients of the other listener may do everything.
 *
 * @param port where the broker listens
 * @param certificate which clients trust, in PEM
 * @param keys key and certificate, in PEM, mode 600
 */
record SecuredListener(int port, Path certificate, Path keys) {

  static SecuredListener at(int port, Path dir) {
    SelfSignedPair pair = SelfSignedPair.in(dir);
    Path keys = dir.resolve("broker.pem");
    try {
      Files.deleteIfExists(keys);
      Files.createFile(
          keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(keys, Files.readString(pair.key()) + Files.readString(pair.certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SecuredListener(port, pair.certificate(), keys);
  }

  /** Those of a broker's settings that are for this listener. */
  String settings() {
    return """
        sasl.enabled.mechanisms=SCRAM-SHA-512,OAUTHBEARER
        listener.name.secured.scram-sha-512.sasl.jaas.config=\
          org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.secured.oauthbearer.sasl.jaas.config=\
          org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required \
          unsecuredLoginStringClaim_sub="broker";
        listener.name.secured.ssl.keystore.type=PEM
        listener.name.secured.ssl.keystore.location=%s
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:ANONYMOUS
        """
        .formatted(keys);
  }
}
