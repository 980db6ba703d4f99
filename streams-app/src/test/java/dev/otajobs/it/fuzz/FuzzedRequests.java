package dev.otajobs.it.fuzz;

import java.util.Random;

/** An endless list of requests: the seed and the number decide all but the time of day. */
public final class FuzzedRequests {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final SignedCalls signed;

  public FuzzedRequests(long seed, SignedCalls signed) {
    this.seed = seed;
    this.signed = signed;
  }

  /** The request of this number; the same every time. */
  public FuzzedRequest get(int number) {
    Random random = new Random(seed + number * SPREAD);
    int dice = random.nextInt(100);
    if (dice < 8) {
      return signed.valid(random, number);
    } else if (dice < 25) {
      return signed.changed(random);
    } else if (dice < 42) {
      return new BrokenHttp(random).next(signed.valid(random, -number - 1).bytes());
    } else if (dice < 78) {
      return new HostileRpc(random, signed).next();
    } else {
      return new HostilePaths(random, signed.token()).next();
    }
  }
}
