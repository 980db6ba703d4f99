package dev.otajobs.api.rpc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** {@code Content-MD5}, which the classic SDK sends with a body. It detects damage, no attack. */
final class ContentMd5 {

  private ContentMd5() {}

  /**
   * Checks the body.
   *
   * @param headers the Base64 of the body's MD5, as often as it came
   * @throws RpcException if one of them is of another body
   */
  static void check(List<String> headers, byte[] body) {
    if (headers.isEmpty()) {
      return;
    }
    String own = Base64.getEncoder().encodeToString(md5(body));
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
