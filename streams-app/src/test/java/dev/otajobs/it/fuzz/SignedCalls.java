package dev.otajobs.it.fuzz;

import dev.otajobs.auth.Flip;
import dev.otajobs.auth.RandomCall;
import dev.otajobs.it.fuzz.FuzzedRequest.Expected;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Parameter;
import dev.otajobs.testkit.signing.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Calls that are signed as they must be, and such calls after a change. */
public record SignedCalls(Signer signer, String token, String jobId) {

  private static final List<Flip> V1_FLIPS = Flip.OF_V1;

  /** Those of the credential want the key of another test. */
  private static final List<Flip> V3_FLIPS =
      Flip.OF_V3.stream().filter(flip -> !flip.name().startsWith("=testAccessKeyId")).toList();

  /** A call for the job, good once for each number. */
  FuzzedRequest valid(Random random, int number) {
    Call call = new Call(random.nextBoolean() ? "GET" : "POST");
    boolean v3 = random.nextInt(3) == 0;
    boolean form = !v3 && call.method().equals("POST") && random.nextBoolean();
    (form ? call.form() : call.query()).add(new Parameter("JobId", jobId));
    call.query("Format", random.nextBoolean() ? "JSON" : "XML");
    String nonce = "valid-" + number;
    sign(call, v3, random, nonce);
    return new FuzzedRequest("valid", Expected.SUCCESS, Wire.of(call).bytes());
  }

  /** A strange call that was signed, and then changed in one place. */
  FuzzedRequest changed(Random random) {
    RandomCall strange = new RandomCall(random);
    boolean v3 = random.nextBoolean();
    Call call = strange.next(!v3);
    sign(v3 ? strange.withBody(call) : call, v3, random, strange.nonce());
    Flip flip = strange.oneOf(v3 ? V3_FLIPS : V1_FLIPS);
    flip.change().accept(call, random);
    return FuzzedRequest.of("changed: " + flip.name(), Expected.REFUSAL, Wire.of(call));
  }

  /** Signs the call for now. */
  void sign(Call call, boolean v3, Random random, String nonce) {
    if (v3) {
      signer.v3(call, Signer.V3_HEADERS, now(), nonce);
    } else {
      signer.v1(call, random.nextBoolean() ? "HMAC-SHA1" : "HMAC-SHA256", now(), nonce);
    }
  }

  static String now() {
    return Signer.timestamp(Instant.now());
  }
}
