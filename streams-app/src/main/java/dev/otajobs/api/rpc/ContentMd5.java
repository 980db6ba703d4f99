package dev.otajobs.api.rpc;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The header {@code Content-MD5}, which the classic SDK sends with a body. It detects damage, not
 * an attack.
 */
final class ContentMd5 {

  private ContentMd5() {}

  /**
   * Checks the body.
   *
   * @param headers all values of the header, each the MD5 of the body in Base64
   * @throws RpcException if one of them is wrong
   */
  static void check(List<String> headers, Buffer body) {
    String own = Base64.getEncoder().encodeToString(md5(body.getBytes()));
    if (!headers.stream().allMatch(given -> given.strip().equals(own))) {
      throw new RpcException(RpcError.MD5_NOT_MATCHED);
    }
  }

  private static byte[] md5(byte[] body) {
    try {
      return MessageDigest.getInstance("MD5").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
