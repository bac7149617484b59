package io.shmstl.jcache.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearWorthTest {
  /** As many as tell all samples apart, {@link #STEP} from one to the next. */
  private static final int HASHES = 1 << 10;

  private static final int STEP = 1 << 14;

  private final NearWorth worth = new NearWorth();

  @Test
  void allTakePartUntilTooManyAreOvertaken() {
    for (int i = 0; i < 10; i++) {
      find(NearWorth.OVERTAKEN * NearWorth.STAYS_OPEN);
      assertThat(judge()).as("is to be let go").isFalse();
      assertThat(takingPart()).isEqualTo(HASHES);
    }
    find(NearWorth.OVERTAKEN * NearWorth.STAYS_OPEN - 1);
    assertThat(judge()).as("is to be let go").isTrue();
    assertThat(takingPart()).isEqualTo(HASHES / NearWorth.TRIED_ONE_IN);
  }

  @Test
  void eachTrialHasOtherKeysUntilAllHadTheirTurn() {
    boolean[] tried = new boolean[HASHES];
    for (int i = 0; i < NearWorth.TRIED_ONE_IN; i++) {
      assertThat(judge()).isTrue();
      for (int hash = 0; hash < HASHES; hash++) {
        if (worth.admits(hash * STEP)) {
          assertThat(tried[hash]).as("hash %d was tried before", hash).isFalse();
          tried[hash] = true;
        }
      }
    }
    assertThat(tried).doesNotContain(false);
  }

  @Test
  void whatIsEnoughToStayOpenIsNotEnoughToOpen() {
    judge();
    find(NearWorth.OVERTAKEN * NearWorth.OPENS - 1);
    assertThat(judge()).as("is to be let go").isTrue();
    assertThat(takingPart()).isLessThan(HASHES);
    find(NearWorth.OVERTAKEN * NearWorth.OPENS - 1);
    assertThat(takingPart()).isLessThan(HASHES);
    find(1);
    assertThat(takingPart()).isEqualTo(HASHES);
  }

  @Test
  void aTrialGoesOnWhileMostAreNewcomers() {
    judge();
    int enough = NearWorth.OVERTAKEN * NearWorth.OPENS;
    for (int i = 0; i < 3 * enough; i++) {
      worth.newcomer();
    }
    find(enough);
    assertThat(judge()).as("is to be let go").isFalse();
    assertThat(takingPart()).as("with the same keys").isEqualTo(HASHES / NearWorth.TRIED_ONE_IN);
    find(enough);
    assertThat(takingPart()).isEqualTo(HASHES);
  }

  @Test
  void allTakePartAgainWhenTheSampleIsHardlyRead() {
    judge();
    for (int newcomer = 1; newcomer < NearWorth.FEW_READS; newcomer++) {
      worth.newcomer();
    }
    worth.leftOut(NearWorth.NO_JUDGEMENT - 1);
    assertThat(takingPart()).isLessThan(HASHES);
    worth.leftOut(1);
    assertThat(takingPart()).isEqualTo(HASHES);
  }

  @Test
  void aTrialOfManyKeysMayTakeItsTime() {
    judge();
    for (int i = 0; i < 3; i++) {
      for (int newcomer = 0; newcomer < NearWorth.FEW_READS; newcomer++) {
        worth.newcomer();
      }
      worth.leftOut(NearWorth.NO_JUDGEMENT);
      assertThat(takingPart()).isEqualTo(HASHES / NearWorth.TRIED_ONE_IN);
    }
  }

  @Test
  void itOpensSoonWhereItPaysAndStaysClosedWhereItDoesNot() {
    for (int keys : new int[] {1_000, 30_000, 100_000}) {
      assertThat(shareOfReadsThatTakePart(keys, 1.7)).as("%d keys", keys).isLessThan(0.03);
      assertThat(shareOfReadsThatTakePart(keys, 50)).as("%d keys", keys).isGreaterThan(0.6);
    }
  }

  /** Of two million reads of a tier that was closed, their keys written in between. */
  private static double shareOfReadsThatTakePart(int keys, double readsForEachWrite) {
    Random random = new Random(11);
    NearWorth worth = new NearWorth();
    while (!worth.overtaken(0)) {
      assertThat(worth.admits(0)).isTrue();
    }
    Kept[] tier = new Kept[keys];
    int[] hashes = IntStream.range(0, keys).map(key -> NearKeys.hash((long) key)).toArray();
    int takingPart = 0;
    int reads = 0;
    while (reads < 2_000_000) {
      int key = random.nextInt(keys);
      if (random.nextDouble() * (readsForEachWrite + 1) < 1) {
        if (tier[key] == Kept.CURRENT) {
          tier[key] = Kept.OVERTAKEN;
        }
        continue;
      }
      reads++;
      if (!worth.admits(hashes[key])) {
        worth.leftOut(1);
        continue;
      }
      takingPart++;
      if (tier[key] == Kept.CURRENT) {
        worth.found(hashes[key]);
        continue;
      }

      if (tier[key] == null) {
        worth.newcomer();
      } else if (worth.overtaken(hashes[key])) {
        Arrays.fill(tier, null);
        continue;
      }
      tier[key] = Kept.CURRENT;
    }
    return (double) takingPart / reads;
  }

  private enum Kept {
    CURRENT,
    OVERTAKEN
  }

  private int takingPart() {
    int count = 0;
    for (int hash = 0; hash < HASHES; hash++) {
      count += worth.admits(hash * STEP) ? 1 : 0;
    }
    return count;
  }

  private void find(int times) {
    int hash = counted();
    for (int i = 0; i < times; i++) {
      worth.found(hash);
    }
  }

  /** A hash that takes part and is counted. */
  private int counted() {
    return IntStream.range(0, HASHES)
        .map(hash -> hash * STEP)
        .filter(worth::isCounted)
        .filter(worth::admits)
        .findFirst()
        .orElseThrow();
  }

  /** Has so many values overtaken that it is judged; whether they are to be let go. */
  private boolean judge() {
    int hash = counted();
    for (int i = 1; i < NearWorth.OVERTAKEN; i++) {
      assertThat(worth.overtaken(hash)).isFalse();
    }
    return worth.overtaken(hash);
  }
}
