package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcCall;
import dev.otajobs.auth.accounts.Operation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The ids of a batch that a call creates. They follow from the call: one that is sent again, on
 * whatever instance and however late, gets the same JobId, and joins the batch that there is.
 *
 * @param jobId 26 of A-Z a-z 0-9, as the platform's
 * @param eventId of the creation; the same only if the parameters are the same, too
 */
record BatchId(String jobId, UUID eventId) {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int LENGTH = 26;

  /** What says how a call is sent, and nothing of the batch. */
  private static final Set<String> NOT_OF_THE_BATCH =
      Set.of(
          "AccessKeyId",
          "Action",
          "ApiProduct",
          "ApiRevision",
          "Format",
          "RegionId",
          "SecurityToken",
          "Signature",
          "SignatureMethod",
          "SignatureNonce",
          "SignatureType",
          "SignatureVersion",
          "Timestamp",
          "Version");

  /**
   * The ids of this call's batch: by the Idempotency-Key, else by the signature's nonce. An
   * unsigned call without a key gets ids of its own each time.
   */
  static BatchId of(RpcCall call, Operation operation) {
    String sentAs =
        call.idempotencyKey()
            .map(key -> "key\n" + key)
            .or(() -> call.caller().callId().map(id -> "call\n" + id))
            .orElseGet(() -> "random\n" + UUID.randomUUID());
    String jobId =
        text(sha256(call.viewer().accountId() + "\n" + operation.action() + "\n" + sentAs));
    String parameters =
        call.parameters().all().entrySet().stream()
            .filter(parameter -> !NOT_OF_THE_BATCH.contains(parameter.getKey()))
            // With its length: a value may have any character.
            .map(parameter -> parameter.getValue().length() + ":" + parameter)
            .collect(Collectors.joining("\n"));
    return new BatchId(jobId, uuid(sha256(jobId + "\n" + parameters)));
  }

  private static String text(byte[] hash) {
    StringBuilder text = new StringBuilder(LENGTH);
    BigInteger rest = new BigInteger(1, hash);
    BigInteger base = BigInteger.valueOf(DIGITS.length());
    while (text.length() < LENGTH) {
      BigInteger[] divided = rest.divideAndRemainder(base);
      text.append(DIGITS.charAt(divided[1].intValue()));
      rest = divided[0];
    }
    return text.toString();
  }

  private static UUID uuid(byte[] hash) {
    BigInteger bits = new BigInteger(1, hash);
    return new UUID(bits.shiftRight(64).longValue(), bits.longValue());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
